"""One recipe per stage. Defaults live here and nowhere else."""

from dataclasses import dataclass
from typing import ClassVar, Literal

from ml_core.recipes.fields import TrainingRecipe


@dataclass(frozen=True, slots=True, kw_only=True)
class FinetuneRecipe(TrainingRecipe):
    """How to make a teacher of a network: with its weights frozen, or all of them trained."""

    stage: ClassVar[str] = "finetune"

    network: str = "yamnet"
    weights: str = ""  # file with the published weights; empty: start from random ones
    head: Literal["cosine", "published"] = "cosine"  # yamnet always has its linear classifier
    trainable: Literal["head", "all"] = "all"  # head: a classifier on cached embeddings


@dataclass(frozen=True, slots=True, kw_only=True)
class DistilRecipe(TrainingRecipe):
    """How to teach the student. Without a teacher the soft settings have no effect."""

    stage: ClassVar[str] = "distil"

    network: str = "cp-mobile-30k"
    head: Literal["cosine", "published"] = "cosine"
    temperature: float = 2.0  # divides the logits of both; the soft term is scaled by its square
    soft_weight: float = 0.98  # share of the loss that comes from the teacher's logits
    kd_reduction: Literal["mean", "batchmean"] = "mean"  # mean divides by the scenes as well
    teacher_logits: Literal["clip", "window"] = "clip"  # clip: mean over the clip's windows
    relation_weight: float = 0.0  # of matching the teacher's similarities between clips
    unlabelled: bool = False  # training clips without a scene too: there the teacher alone speaks

    def __post_init__(self) -> None:
        # slots rebuild the class, so a bare super() would look at the wrong one
        TrainingRecipe.__post_init__(self)
        self.require("temperature", self.temperature > 0)
        self.require("soft_weight", 0 <= self.soft_weight <= 1)
        self.require("relation_weight", self.relation_weight >= 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuantizeRecipe(TrainingRecipe):
    """How to make the student int8: training goes on with rounding simulated.

    The loss pulls towards the float student's own logits and the scene.
    """

    stage: ClassVar[str] = "quantize"

    temperature: float = 2.0
    soft_weight: float = 0.9  # share of the loss that comes from the float student's logits
    calibration_batches: int = 8  # before the first epoch, to set the ranges
    frozen_epochs: int = 1  # last epochs with ranges and batch-norm statistics kept still
    reduce_range: bool = False  # 7-bit weights, for x86 CPUs without VNNI

    def __post_init__(self) -> None:
        TrainingRecipe.__post_init__(self)
        self.require("temperature", self.temperature > 0)
        self.require("soft_weight", 0 <= self.soft_weight <= 1)
        self.require("calibration_batches", self.calibration_batches >= 1)
        self.require("frozen_epochs", self.frozen_epochs >= 0)


Recipe = FinetuneRecipe | DistilRecipe | QuantizeRecipe
