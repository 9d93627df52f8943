"""Make a teacher: a network fine-tuned on the project's scenes, or a classifier on a frozen one."""

from pathlib import Path
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.errors import RecipeError
from ml_core.files import sha256_bytes, sha256_file
from ml_core.models import registry
from ml_core.models.official import load_pretrained
from ml_core.project import Project
from ml_core.recipes import FinetuneRecipe
from ml_core.runs import RunFolder, RunMonitor
from ml_core.stages import prepare
from ml_core.training.batches import WindowStory
from ml_core.training.checkpoint import ModelCard, save_network
from ml_core.training.loop import Outcome, make_fabric, train
from ml_core.training.losses import scene_loss
from ml_core.training.passes import Pass
from ml_core.training.teacher import cached_pass
from ml_core.training.windows import Indices, split_epoch


def finetune_teacher(
    project: Project, recipe: FinetuneRecipe, run: RunFolder, monitor: RunMonitor | None = None
) -> dict[str, Any]:
    """Train a teacher on the project's training split and return the run's result.

    Raises:
        RecipeError, ProjectError, RunError, CheckpointError: see their messages.
        StopRequested: the run was asked to pause or to be discarded.
    """
    monitor = monitor or run.monitor()
    data = prepare.read_clips(project, recipe, run)
    card = prepare.card_of(recipe.network, recipe.head, recipe.front_end, data.scenes)
    torch.manual_seed(recipe.seed)
    network = registry.build_teacher(recipe.network, len(data.scenes), recipe.head)
    if recipe.weights:
        load_pretrained(network, recipe.network, Path(recipe.weights).expanduser())
    elif recipe.network == "yamnet":
        raise RecipeError(
            "YAMNet needs its published weights.",
            hint="Give the file: --set weights=PATH/yamnet.safetensors",
        )
    prepare.settle_threads(recipe, run, network, card)
    if recipe.trainable == "head":
        outcome = _train_classifier(network, data, card, recipe, run, monitor)
    else:
        outcome = _train_all(network, data, card, recipe, run, monitor)
    save_network(run.path, network, card)
    device = next(network.parameters()).device
    result = prepare.summarise(network, data, card, device, monitor, outcome)
    run.write_result(result)
    return result


def _train_all(
    network: nn.Module,
    data: prepare.Data,
    card: ModelCard,
    recipe: FinetuneRecipe,
    run: RunFolder,
    monitor: RunMonitor,
) -> Outcome:
    fabric = make_fabric(recipe)
    story = WindowStory(
        prepare.make_batches(data, card, recipe, fabric.device, monitor),
        lambda output, batch: scene_loss(output.logits, batch.scene, mix=batch.mix),
        prepare.validation_of(data, card, fabric.device, monitor),
    )
    return train(fabric, network, story, recipe, run, monitor)


class EmbeddingStory:
    """Batches of embeddings that were computed once; their scale is evened out first."""

    def __init__(
        self,
        trained_on: Pass,
        scene: Tensor,
        validated_on: tuple[Pass, Tensor] | None,
        recipe: FinetuneRecipe,
        device: torch.device,
    ) -> None:
        self.mean = torch.from_numpy(trained_on.embeddings.mean(axis=0)).to(device)
        deviation = torch.from_numpy(trained_on.embeddings.std(axis=0)).to(device)
        # units that are (almost) never active must not be blown up
        self.deviation = deviation.clamp(min=0.1 * float(deviation.mean()) + 1e-12)
        self._x = self.standardise(trained_on)
        self._scene = torch.repeat_interleave(scene, _n_windows(trained_on)).to(device)
        self._validation = None
        if validated_on is not None:
            passed, truth = validated_on
            self._validation = (self.standardise(passed), passed, truth.numpy())
        self._recipe = recipe

    def standardise(self, passed: Pass) -> Tensor:
        """(W, D) with mean 0 and deviation 1 over the training windows."""
        x = torch.from_numpy(passed.embeddings).to(self.mean.device)
        return (x - self.mean) / self.deviation

    def _order(self, epoch: int) -> list[Indices]:
        recipe = self._recipe
        return split_epoch(len(self._x), recipe.batch_size, seed=recipe.seed, epoch=epoch)

    def n_steps(self, epoch: int) -> int:
        """Batches in this epoch."""
        return len(self._order(epoch))

    def step_loss(self, network: nn.Module, epoch: int, step: int) -> Tensor:
        """() cross-entropy of one batch."""
        rows = torch.from_numpy(self._order(epoch)[step]).to(self._x.device)
        return F.cross_entropy(network(self._x[rows]), self._scene[rows])

    @torch.no_grad()
    def validate(self, network: nn.Module) -> float | None:
        """Clip accuracy on the validation part."""
        if self._validation is None:
            return None
        x, passed, truth = self._validation
        heard = Pass(network(x).cpu().numpy(), passed.embeddings, passed.first)
        return float(np.mean(heard.clip_scores().argmax(axis=1) == truth))


def _n_windows(passed: Pass) -> Tensor:
    return torch.from_numpy(np.diff(passed.first))


def _train_classifier(
    network: nn.Module,
    data: prepare.Data,
    card: ModelCard,
    recipe: FinetuneRecipe,
    run: RunFolder,
    monitor: RunMonitor,
) -> Outcome:
    """Train only the linear classifier, on embeddings of unaugmented windows."""
    if not isinstance(classifier := getattr(network, "classifier", None), nn.Linear):
        raise RecipeError(
            f"Only a pre-trained network can be kept frozen; {recipe.network} is not one.",
            hint="Set trainable to all.",
        )
    fabric = make_fabric(recipe)
    network.to(fabric.device).eval()

    def embeddings_of(part: str) -> tuple[Pass, Tensor]:
        clips = data.train if part == "train" else data.validation
        hop = card.window_samples // 2
        heard = f"{data.digest} {[c.segment_id for c in clips]} {card.front_end} {hop}"
        key = sha256_bytes(heard.encode())
        weights = sha256_file(Path(recipe.weights).expanduser())
        passed = cached_pass(
            data.cache_dir / f"embeddings-{weights[:12]}-{key[:12]}.safetensors",
            lambda: prepare.hear(
                network, data, clips, card, fabric.device, monitor, "embed", hop=hop
            ),
        )
        return passed, data.scene_indices(clips)

    validated_on = embeddings_of("validation") if data.validation else None
    story = EmbeddingStory(*embeddings_of("train"), validated_on, recipe, fabric.device)
    nn.init.zeros_(classifier.weight)
    nn.init.zeros_(classifier.bias)
    linear = nn.Linear(card.embedding_size, len(data.scenes))
    linear.load_state_dict(classifier.state_dict())
    outcome = train(fabric, linear, story, recipe, run, monitor)
    with torch.no_grad():
        # w (x - mean) / deviation + b, written as a classifier of x itself
        weight = linear.weight / story.deviation
        classifier.weight.copy_(weight)
        classifier.bias.copy_(linear.bias - weight @ story.mean)
    return outcome
