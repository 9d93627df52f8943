"""Make a teacher: a network fine-tuned on the project's scenes, or heads on a frozen one."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

import torch
from lightning_fabric import Fabric
from torch import nn

from ml_core.errors import RecipeError
from ml_core.files import sha256_bytes, sha256_file
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import registry
from ml_core.models.official import pretrained
from ml_core.models.passt import PaSST
from ml_core.project import Project
from ml_core.recipes import FinetuneRecipe
from ml_core.recipes.weights import require_weights
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.training.checkpoint import ModelCard, save_network
from ml_core.training.contrastive import Projection, save_projection
from ml_core.training.loop import Outcome, Part, make_fabric, train
from ml_core.training.passes import Pass
from ml_core.training.teacher import cached_pass
from ml_core.training.together import leave_to_first
from ml_core.training.tuning import (
    EmbeddingStory,
    FrozenBody,
    Heads,
    Labels,
    Tuned,
    TuningStory,
    head_of,
)
from ml_core.training.validation import Validated


def finetune_teacher(
    project: Project, recipe: FinetuneRecipe, run: RunFolder, monitor: RunMonitor | None = None
) -> dict[str, Any]:
    """Train a teacher on the project's training split and return the run's result.

    The run keeps the projection of contrastive fine-tuning beside the network.

    Raises:
        RecipeError, ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    data = prepare.read_clips(project, recipe, run, monitor)
    card = prepare.card_of(recipe.network, recipe.head, recipe.front_end, data.scenes)
    torch.manual_seed(recipe.seed)
    network = _build(recipe, len(data.scenes))
    card = card.of(network)
    data = prepare.readable(data, card.front_end, monitor)
    projection = None
    if recipe.contrastive_weight > 0:
        projection = Projection(card.embedding_size, recipe.contrastive_size)
    prepare.settle_threads(recipe, run, network, card)
    fabric = make_fabric(recipe)
    weights = Path(recipe.weights).expanduser() if recipe.weights else None
    if weights is not None:
        prepare.settle(run, "weights_digest", sha256_file(weights), f'The file "{weights}" has')
    tuning = _Tuning(network, projection, data, card, fabric, run, monitor, weights)
    outcome = tuning.train(steps_of(recipe))
    leave_to_first(fabric)
    if projection is not None:
        save_projection(run.path, projection)
    save_network(run.path, network, card)
    result = prepare.summarise(network, data, card, fabric.device, monitor, outcome)
    run.write_result(result)
    return result


def _build(recipe: FinetuneRecipe, n_scenes: int) -> nn.Module:
    """The network the recipe starts from."""
    require_weights(recipe.network, recipe.weights)
    if recipe.weights:
        path = Path(recipe.weights).expanduser()
        network = pretrained(recipe.network, n_scenes, recipe.head, path)
    elif recipe.trainable == "head":
        raise RecipeError(
            f"Only a pre-trained network can be kept frozen; {recipe.network} starts from random "
            "weights.",
            hint="Give it weights, or set trainable to all.",
        )
    else:
        network = registry.build_teacher(recipe.network, n_scenes, recipe.head)
    _set_patchout(network, recipe)
    return network


def _set_patchout(network: nn.Module, recipe: FinetuneRecipe) -> None:
    """Tell PaSST how many rows and columns of patches it does not hear in training."""
    if isinstance(network, PaSST):
        network.patchout_bands = recipe.patchout_bands
        network.patchout_frames = recipe.patchout_frames
    elif recipe.patchout_bands or recipe.patchout_frames:
        raise RecipeError(
            f"{recipe.network} hears all patches: patchout is for passt.",
            hint="Set patchout_bands and patchout_frames to 0.",
        )


@dataclass(frozen=True, slots=True)
class Step:
    """One training of a run."""

    name: str  # head, all or classifier
    recipe: FinetuneRecipe  # with the epochs, rate, batch size and loss of this step

    @property
    def frozen(self) -> bool:
        """Whether heads alone are trained."""
        return self.name != "all"

    @property
    def measured(self) -> bool:
        """Whether there is a classifier in it whose accuracy can choose an epoch."""
        return self.recipe.contrastive_weight < 1


def steps_of(recipe: FinetuneRecipe) -> tuple[Step, ...]:
    """The trainings a recipe asks for, in their order.

    A contrastive loss alone teaches no classifier: one is fitted afterwards on what was learnt.
    """
    short = replace(
        recipe, epochs=recipe.head_epochs, batch_size=recipe.head_batch_size,
        peak_lr=recipe.head_peak_lr, warmup_epochs=0, hold_until_epoch=0, fall_until_epoch=0,
    )  # fmt: skip
    steps = [Step("head" if recipe.trainable == "head" else "all", recipe)]
    if recipe.trainable == "head_then_all":
        steps.insert(0, Step("head", short))
    if recipe.contrastive_weight == 1:
        alone = replace(short, contrastive_weight=0.0, classifier_hears="augmented")
        steps.append(Step("classifier", alone))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class _Tuning:
    """Everything that the steps of one run share."""

    network: nn.Module
    projection: Projection | None
    data: prepare.Data
    card: ModelCard
    fabric: Fabric
    run: RunFolder
    monitor: RunMonitor
    weights: Path | None  # what the network started from

    def train(self, steps: Sequence[Step]) -> Outcome:
        """Train step after step; one that is finished already is read from its checkpoint."""
        self.network.to(self.fabric.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
        before, seconds, waited_s, stopped = 0, 0.0, 0.0, False
        all_epochs = sum(step.recipe.epochs for step in steps)
        for step in steps:
            if stopped and step.name != "classifier":
                continue  # what was learnt early is kept, and needs a classifier all the same
            after = all_epochs - before - step.recipe.epochs
            part = Part(step.name, before, after) if len(steps) > 1 else Part()
            outcome = self._train_heads(step, part) if step.frozen else self._train_all(step, part)
            seconds += outcome.seconds
            waited_s += outcome.waited_s
            if outcome.stopped_early:
                stopped = True
                self.monitor.trained()
            kept = before + outcome.kept_epoch
            before += outcome.epochs
        return Outcome(before, kept, seconds, outcome.windows_per_s, stopped, waited_s)

    def _train_all(self, step: Step, part: Part) -> Outcome:
        """Train every layer; a projection that a first step has trained is kept as it is."""
        if self.projection is not None:
            self.projection.requires_grad_(not part.epochs_before)
        return train(
            self.fabric, Tuned(self.network, self.projection), self._story(step),
            step.recipe, self.run, self.monitor, part=part,
        )  # fmt: skip

    def _train_heads(self, step: Step, part: Part) -> Outcome:
        """Train the classifier and the projection; the network below them stays as it is."""
        projection = self.projection if step.recipe.contrastive_weight > 0 else None
        heads = Heads(head_of(self.network), projection)
        heard_once = step.recipe.embeddings == "cached" or step.name == "classifier"
        if heard_once and hasattr(self.network, "classifier"):
            return self._train_on_embeddings(heads, step, part)
        story = self._story(step, FrozenBody(self.network, self.fabric))
        return train(self.fabric, heads, story, step.recipe, self.run, self.monitor, part=part)

    def _train_on_embeddings(self, heads: Heads, step: Step, part: Part) -> Outcome:
        """Train heads on embeddings of unaugmented windows that are computed once."""
        data, device, head = self.data, self.fabric.device, heads.head
        as_published = not part.epochs_before
        validated_on = None
        if data.validation and step.measured:
            truth = data.truth_of(data.validation)
            validated_on = self._embeddings("validation", as_published), truth
        story = EmbeddingStory(
            self._embeddings("train", as_published), labels_of(data, step.recipe).to(device),
            validated_on, step.recipe, device, even=isinstance(head, nn.Linear),
        )  # fmt: skip
        if isinstance(head, nn.Linear):
            nn.init.zeros_(head.weight)
            nn.init.zeros_(head.bias)
        outcome = train(self.fabric, heads, story, step.recipe, self.run, self.monitor, part=part)
        if isinstance(head, nn.Linear):
            story.uneven(head)
            if isinstance(heads.projection, Projection):
                story.uneven(heads.projection.hidden)
        return outcome

    def _embeddings(self, split: Literal["train", "validation"], as_published: bool) -> Pass:
        """What the network says about windows that overlap by half; kept if it is as published."""
        data, card = self.data, self.card
        clips = data.train if split == "train" else data.validation
        hop = card.window_samples // 2
        self.network.eval()

        def hear() -> Pass:
            return prepare.hear(
                self.network, data, clips, card, self.fabric.device, self.monitor, "embed", hop=hop
            )

        if not (as_published and self.weights):
            return hear()
        heard = f"{data.digest} {[c.segment_id for c in clips]} {card.front_end} {hop}"
        key, weights = sha256_bytes(heard.encode()), sha256_file(self.weights)
        return cached_pass(
            data.cache_dir / f"embeddings-{weights[:12]}-{key[:12]}.safetensors",
            hear,
            heard=data.recordings_digest,
        )

    def _story(self, step: Step, body: FrozenBody | None = None) -> TuningStory:
        """Augmented windows of the training clips."""
        data, card, device = self.data, self.card, self.fabric.device
        # a body that stays as it is hears a batch in one piece
        recipe = step.recipe if body is None else replace(step.recipe, micro_batch=0)
        judge = prepare.validation_of(data, card, device, self.monitor)

        def measure(trained: nn.Module) -> Validated:
            assert judge is not None
            return judge(trained if body is None else self.network.eval())

        return TuningStory(
            prepare.make_batches(data, card, recipe, self.fabric, self.monitor),
            labels_of(data, step.recipe).to(device),
            TorchLogMel(card.front_end).to(device),
            step.recipe,
            judge=measure if judge is not None and step.measured else None,
            body=body,
        )


def labels_of(data: prepare.Data, recipe: FinetuneRecipe) -> Labels:
    """What the training clips are: for the classifier, and for telling which of them are alike.

    With ``multi_label`` all scenes of a clip count, else its first. A scene that no clip has as
    its first is unknown to the classifier, yet makes clips alike.
    """
    named = [clip.scenes[: None if recipe.multi_label else 1] for clip in data.train]
    others = {scene for scenes in named for scene in scenes} - set(data.scenes)
    column = {scene: index for index, scene in enumerate([*data.scenes, *sorted(others)])}
    scenes = torch.zeros(len(named), len(column))
    for row, names in enumerate(named):
        scenes[row, [column[name] for name in names]] = 1.0
    known = scenes[:, : len(data.scenes)]
    return Labels(known / known.sum(dim=1, keepdim=True), scenes)
