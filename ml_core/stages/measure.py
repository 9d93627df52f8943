"""A few steps of what a run would do, to know how long all of it takes."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path

import torch
import torch.nn.functional as F
from lightning_fabric import Fabric
from torch import Tensor, nn

from ml_core.models import registry
from ml_core.models.official import pretrained
from ml_core.planning.estimate import clips_of_scenes, network_of, usable_clips
from ml_core.planning.scenes import learnable_scenes
from ml_core.planning.speeds import Speed, key_of
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.quantization import qat
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe, Recipe
from ml_core.runs import RunFolder
from ml_core.runs.scenes import chosen_scenes
from ml_core.runs.vitals import own_clock, vitals
from ml_core.scenes import SceneSet
from ml_core.stages import prepare
from ml_core.training.batches import AugmentedBatches
from ml_core.training.checkpoint import ModelCard, load_network
from ml_core.training.loop import make_fabric, make_optimizer
from ml_core.training.micro_batches import in_micro_batches
from ml_core.training.threads import choose_threads
from ml_core.training.tuning import FrozenBody, head_of

STEPS_S, HEARING_S = 3.0, 1.0  # how long is measured
CLIPS = 64  # that are decoded for it, unless one batch needs more
EMBEDDED_S = 2e-5  # a training window of a head on embeddings that are there
HEAD = "cosine"  # of a student whose run is not there yet


def measure_speed(
    project: Project, recipe: Recipe, inputs: Mapping[str, str], monitor: Monitor | None = None
) -> tuple[str, Speed]:
    """Train a throw-away network for a few seconds; returns what to remember under which key.

    Args:
        project: whose clips are heard.
        recipe: of the run that is planned.
        inputs: runs it would start from.
        monitor: progress and cancel.

    Raises:
        ProjectError: there are no clips of two scenes to train on.
        RunError, RecipeError, CheckpointError: what the run itself would say.
    """
    monitor = monitor or Monitor()
    data = _some_clips(project, recipe, inputs)
    network, card = _network(recipe, inputs, data.scenes)
    n_threads = recipe.threads or choose_threads(prepare.probe_step(recipe, network, card))
    torch.set_num_threads(n_threads)
    fabric = make_fabric(recipe)
    batches = prepare.make_batches(data, card, recipe, fabric, monitor)
    window_s = _training(network, card, batches, recipe, fabric, monitor)
    heard_s = _hearing(network, card, data, fabric, window_s, monitor)
    if isinstance(recipe, FinetuneRecipe) and (recipe.trainable, recipe.embeddings) == (
        "head", "cached",
    ):  # fmt: skip
        window_s = EMBEDDED_S
    peak_bytes = int(vitals(project.folder).get("peak_memory_bytes", 0))
    key = key_of(recipe.stage, network_of(recipe, inputs).name, asdict(recipe))
    return key, Speed(round(window_s, 8), round(heard_s, 8), peak_bytes)


def _some_clips(project: Project, recipe: Recipe, inputs: Mapping[str, str]) -> prepare.Data:
    """As many training clips as fill two batches, from all over the split."""
    clips = clips_of_scenes(usable_clips(project), chosen_scenes(recipe, inputs))
    scenes = learnable_scenes(clips)
    train = [clip for clip in clips if clip.split == "train"]
    n = max(CLIPS, 2 * recipe.batch_size // recipe.windows_per_clip)
    some = tuple(train[:: max(1, len(train) // n)][:n])
    return prepare.Data(scenes, some, (), (), "", "", project.cache_dir)


def _network(
    recipe: Recipe, inputs: Mapping[str, str], scenes: SceneSet
) -> tuple[nn.Module, ModelCard]:
    """The network the run would train; random weights take as long as others."""
    torch.manual_seed(0)
    if isinstance(recipe, FinetuneRecipe | DistilRecipe):
        card = prepare.card_of(recipe.network, recipe.head, recipe.front_end, scenes)
        weights = Path(getattr(recipe, "weights", "")).expanduser()
        if weights.is_file():
            network = pretrained(recipe.network, len(scenes), recipe.head, weights)
        else:
            network = registry.build(recipe.network, len(scenes), recipe.head)
        return network, card.of(network)
    student = Path(inputs["student"])
    if (student / "model.json").is_file():
        return load_network(student)
    planned = RunFolder.open(student).recipe_toml  # its run is made but not done
    taught = DistilRecipe.from_toml(planned)
    card = prepare.card_of(taught.network, taught.head, taught.front_end, scenes)
    return registry.build(taught.network, len(scenes), taught.head), card


def _training(
    network: nn.Module,
    card: ModelCard,
    batches: AugmentedBatches,
    recipe: Recipe,
    fabric: Fabric,
    monitor: Monitor,
) -> float:
    """Seconds per training window."""
    trained, hear = network, _plain(recipe)
    network.to(fabric.device, memory_format=torch.channels_last)  # type: ignore[call-overload]
    if isinstance(recipe, QuantizeRecipe):
        shape = (card.front_end.n_mels, card.front_end.n_frames(card.window_samples))
        trained = qat.prepare(network, shape, reduce_range=recipe.reduce_range).to(fabric.device)
        hear = _beside_float(network)
    elif isinstance(recipe, FinetuneRecipe) and recipe.trainable == "head":
        body = FrozenBody(network, fabric)
        trained, hear = head_of(network), lambda head, log_mel: _logits(head(body(log_mel)))
    optimizer = make_optimizer(recipe, trained)
    wrapped, stepper = fabric.setup(trained, optimizer)
    trained.train()
    n_windows, step, started, end = 0, 0, own_clock(), time.perf_counter() + STEPS_S
    while step < 2 or time.perf_counter() < end:
        monitor.report(step, None, stage="measure")
        epoch, place = divmod(step, batches.n_steps(0))
        batch = batches.batch(epoch, place)
        loss = F.cross_entropy(hear(wrapped, batch.log_mel), batch.scene)
        stepper.zero_grad()
        fabric.backward(loss)
        stepper.step()
        step += 1
        if step == 1:  # the first one finds memory and kernels
            first_s, started = own_clock() - started, own_clock()
            end = time.perf_counter() + STEPS_S
            if first_s > STEPS_S:
                return first_s / len(batch.clip)
        else:
            n_windows += len(batch.clip)
    return (own_clock() - started) / n_windows


def _plain(recipe: Recipe) -> Callable[[nn.Module, Tensor], Tensor]:
    def hear(network: nn.Module, log_mel: Tensor) -> Tensor:
        micro = getattr(recipe, "micro_batch", 0)
        return _logits(in_micro_batches(network, log_mel, micro) if micro else network(log_mel))

    return hear


def _beside_float(network: nn.Module) -> Callable[[nn.Module, Tensor], Tensor]:
    """As in quantization-aware training: the float network is heard as well."""

    def hear(student: nn.Module, log_mel: Tensor) -> Tensor:
        with torch.no_grad():
            network(log_mel)
        return _logits(student(log_mel))

    return hear


def _logits(said: object) -> Tensor:
    """Of a network's output, or what a classifier alone says."""
    logits = getattr(said, "logits", said)
    assert isinstance(logits, Tensor)
    return logits


def _hearing(
    network: nn.Module,
    card: ModelCard,
    data: prepare.Data,
    fabric: Fabric,
    window_s: float,
    monitor: Monitor,
) -> float:
    """Seconds for hearing one window, reading and front end included."""
    network.eval()
    n_clips = max(1, min(len(data.train), int(HEARING_S / max(window_s, 1e-4)) // 4))
    clips: Sequence[ClipRow] = data.train[:n_clips]
    started = own_clock()
    passed = prepare.hear(network, data, clips, card, fabric.device, monitor, "measure")
    return (own_clock() - started) / len(passed.logits)
