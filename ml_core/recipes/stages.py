"""One recipe per stage. Defaults live here and nowhere else."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from ml_core.errors import RecipeError
from ml_core.recipes.fields import RecipeFields
from ml_core.recipes.training import TrainingRecipe

Head = Literal["cosine", "cosine-batchnorm", "cosine-plain", "published"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetuneRecipe(TrainingRecipe):
    """How to make a teacher of a network: frozen, whole, or first its head and then all of it.

    With ``contrastive_weight`` the embedding itself is taught: windows of like scenes move
    together (Soft-SupCon). The weight 1 leaves no classifier loss: AudioConFit's stage.
    """

    stage: ClassVar[str] = "finetune"

    network: str = "yamnet"
    weights: str = ""  # file with the published weights; empty: start from random ones
    head: Head = "cosine"
    trainable: Literal["head", "all", "head_then_all"] = "all"
    # of a frozen pre-trained network: heard once, unaugmented, or augmented every epoch
    embeddings: Literal["cached", "live"] = "cached"
    # head_then_all: its first step, with the rest of the network frozen; also the classifier that
    # is fitted after contrast alone
    head_epochs: int = 50
    head_batch_size: int = 2048  # windows
    head_peak_lr: float = 8e-3
    patchout_bands: int = 0  # passt: rows of patches dropped in training
    patchout_frames: int = 0  # passt: columns of patches dropped in training
    contrastive_weight: float = 0.0  # share of the contrastive loss; the rest is cross-entropy
    contrastive_temperature: float = 0.2
    contrastive_size: int = 128  # of the projection the contrastive loss acts on
    classifier_hears: Literal["augmented", "clean"] = "augmented"
    multi_label: bool = False  # pairs of segments count by the overlap of their scenes (Jaccard)
    micro_batch: int = 0  # most windows in memory at once, gradients unchanged; 0: the batch

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        TrainingRecipe.check(self)
        self.require_paths("weights")
        self.require_not_negative("patchout_bands", "patchout_frames", "head_epochs", "micro_batch")
        self.require_shares("contrastive_weight")
        # contrast alone teaches no classifier: one is fitted in as many epochs as the head's
        self.require("head_epochs", self.head_epochs > 0 or self.contrastive_weight < 1)
        self.require("contrastive_temperature", self.contrastive_temperature > 0)
        self.require("contrastive_size", self.contrastive_size >= 2)
        self.require("head_batch_size", self.head_batch_size >= 1)
        self.require("head_peak_lr", self.head_peak_lr > 0)
        if self.head == "cosine-batchnorm" and self.micro_batch in (1, 2):
            raise RecipeError(
                "The head cosine-batchnorm cannot learn from single windows, which a micro_batch "
                f"of {self.micro_batch} may leave.",
                hint="Set micro_batch to 3 or more, or choose another head.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class DistilRecipe(TrainingRecipe):
    """How to teach the student. Without a teacher the soft settings have no effect."""

    stage: ClassVar[str] = "distil"

    network: str = "cp-mobile-30k"
    head: Head = "cosine"
    loss: str = ""  # a loss of your own, by its entry point; empty: what is described below
    temperature: float = 2.0  # divides the logits of both; the soft term is scaled by its square
    soft_weight: float = 0.98  # share of the loss that comes from the teacher's logits
    soft_weight_end: float = -1.0  # reached linearly in the last epoch; -1: constant
    kd_reduction: Literal["mean", "batchmean"] = "mean"  # mean divides by the scenes as well
    teacher_logits: Literal["clip", "window"] = "clip"  # clip: mean over the clip's windows
    # clean: the clip as recorded, heard once; augmented: the student's very windows, live; dry:
    # those without the exchanged device, so that the student learns to hear past it
    teacher_hears: Literal["clean", "augmented", "dry"] = "clean"
    relation_weight: float = 0.0  # of matching the teacher's similarities between clips
    hint_weight: float = 0.0  # of predicting the teacher's embedding from the student's
    crd_weight: float = 0.0  # of contrastive representation distillation
    crd_temperature: float = 0.07
    crd_negatives: int = 16384  # drawn for every window
    crd_negatives_of: Literal["all", "other_scenes"] = "all"
    crd_positive: Literal["exact", "relax"] = "exact"  # the clip itself, or any of its scene
    crd_momentum: float = 0.5  # of the memory banks
    crd_size: int = 128  # of both projections
    crd_projection: Literal["linear", "mlp"] = "mlp"  # linear is the original's
    pretrained_rate: float = 0.1  # of peak_lr, for layers taken over from the teacher
    unlabelled: bool = False  # training clips without a scene too: there the teacher alone speaks

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        TrainingRecipe.check(self)
        self.require("temperature", self.temperature > 0)
        self.require_shares("soft_weight", "crd_momentum", "pretrained_rate")
        self.require(
            "soft_weight_end", self.soft_weight_end == -1 or 0 <= self.soft_weight_end <= 1
        )
        self.require_not_negative("relation_weight", "hint_weight", "crd_weight")
        self.require("crd_temperature", self.crd_temperature > 0)
        self.require("crd_negatives", self.crd_negatives >= 1)
        self.require("crd_size", self.crd_size >= 2)
        if self.crd_weight > 0 and self.mixup_share > 0:
            raise RecipeError(
                "CRD has to know which clip it hears, so it cannot be used with mixup.",
                hint="Set mixup_share or crd_weight to 0.",
            )


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantizeRecipe(TrainingRecipe):
    """How to make the student int8: training goes on with rounding simulated.

    The loss pulls towards the float student's own logits and the scene. With 0 epochs ranges
    are only calibrated: post-training quantization.
    """

    stage: ClassVar[str] = "quantize"

    temperature: float = 2.0
    soft_weight: float = 0.9  # share of the loss that comes from the float student's logits
    calibration_batches: int = 8  # before the first epoch, to set the ranges
    frozen_epochs: int = 1  # last epochs with ranges and batch-norm statistics kept still
    reduce_range: bool = False  # 7-bit weights, for x86 CPUs without VNNI
    keep_float: str = ""  # layers that are not rounded, by name, e.g. "blocks.3,blocks.4"

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        TrainingRecipe.check(self)
        self.require("temperature", self.temperature > 0)
        self.require_shares("soft_weight")
        self.require("calibration_batches", self.calibration_batches >= 1)
        self.require("frozen_epochs", self.frozen_epochs >= 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class FuseRecipe(RecipeFields):
    """How finished networks are made to speak as one: a weight per network, a bias per scene."""

    stage: ClassVar[str] = "fuse"

    about: str = ""  # one line for people
    source: str = "DS-FlexiNet (arXiv 2412.20722); averaging: EASY (arXiv 2408.14862), section 2"
    reconstructed: str = "the fit: cross-entropy on sources held out, L-BFGS, weak L2"
    published: str = ""  # the figure it aims at, on which data
    average: bool = False  # equal weights and no bias: nothing is fitted
    l2: float = 1e-3  # pull towards the average
    folds: int = 5  # of whole sources, for the figures on clips that the weights were fitted on
    seed: int = 0
    precision: Literal["32-true", "bf16-mixed"] = "32-true"
    torch_device: Literal["auto", "cpu", "cuda"] = "auto"

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        RecipeFields.check(self)
        self.require("l2", self.l2 > 0)
        self.require("folds", self.folds >= 2)
        self.require_not_negative("seed")


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialiseRecipe(TrainingRecipe):
    """How copies of a general student are fitted to single devices (DCASE 2025, task 1)."""

    stage: ClassVar[str] = "specialise"

    epochs: int = 50  # of every device, passes over its training clips
    peak_lr: float = 5e-4
    freq_mixstyle_share: float = 0.0  # devices are what should be learned here
    devices: str = ""  # e.g. "a,b,c"; empty: every device of the training split
    warmup_steps: int = 200  # takes the place of warmup_epochs; 0: warmup_epochs counts

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        TrainingRecipe.check(self)
        self.require_not_negative("warmup_steps")


Recipe = FinetuneRecipe | DistilRecipe | QuantizeRecipe | SpecialiseRecipe
RunRecipe = Recipe | FuseRecipe  # whatever a run folder may hold
