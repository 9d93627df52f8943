"""What every training stage does first: clips, scenes, validation part, threads, provenance."""

import copy
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import torch
from lightning_fabric import Fabric
from torch import nn

from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.fingerprints import recordings_digest
from ml_core.datasets.holding_out import hold_out
from ml_core.datasets.sharded import Sound, sound_in
from ml_core.errors import RecipeError, RunError, UnreadableRecording
from ml_core.files import sha256_bytes
from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import registry
from ml_core.planning.estimate import clips_of_scenes, usable_clips
from ml_core.planning.scenes import learnable_scenes
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project
from ml_core.recipes import TrainingRecipe, parse_run
from ml_core.recordings.device_responses import folder_of, responses_digest
from ml_core.runs import RunFolder, RunMonitor
from ml_core.runs.compute import Ranks
from ml_core.runs.machine import keep_memory, physical_cores
from ml_core.runs.scenes import chosen_scenes
from ml_core.scenes import SceneSet
from ml_core.training.batches import AugmentedBatches, Share
from ml_core.training.checkpoint import ModelCard
from ml_core.training.loop import Outcome, out_of_bounds
from ml_core.training.passes import Pass, report, run_over
from ml_core.training.threads import choose_threads
from ml_core.training.validation import Truth, Validated
from ml_core.training.windows import WindowBank, generator, smallest_batch


@dataclass(frozen=True, slots=True)
class Data:
    """The clips of a project as a stage sees them."""

    scenes: SceneSet
    train: tuple[ClipRow, ...]
    validation: tuple[ClipRow, ...]
    test: tuple[ClipRow, ...]
    digest: str  # of all clips, their scenes and splits
    recordings_digest: str  # of what their recordings hold
    cache_dir: Path
    sound: Sound = field(default_factory=Sound)  # where it lies, if not in the recordings

    def source(self, clips: Sequence[ClipRow], spec: LogMelSpec) -> ClipSource:
        """Read these clips at the rate of a front end."""
        rate_hz = spec.sample_rate_hz
        return ClipSource(self.heard(clips), sample_rate_hz=rate_hz, cache_dir=self.cache_dir)

    def heard(self, clips: Sequence[ClipRow]) -> list[ClipRow]:
        """The clips as they are read: in the shards of the run, where it has some."""
        return self.sound.of(clips)

    def scene_indices(self, clips: Sequence[ClipRow]) -> torch.Tensor:
        """(N,) int64; -1 for a clip without a scene."""
        return torch.tensor(
            [-1 if clip.scene is None else self.scenes.index(clip.scene) for clip in clips]
        )

    def truth_of(self, clips: Sequence[ClipRow]) -> Truth:
        """What is true of these clips."""
        return Truth(self.scene_indices(clips).numpy(), tuple(clip.device for clip in clips))


def read_clips(
    project: Project,
    recipe: TrainingRecipe,
    run: RunFolder,
    monitor: RunMonitor | None = None,
    *,
    unlabelled: bool = False,
) -> Data:
    """Labelled clips by split, the scenes of the training part, and a validation part of it.

    With ``unlabelled`` the training part also has its clips without a scene.

    Raises:
        ProjectError: there is nothing to train on, or only one scene.
        RecipeError: there is no folder of impulse responses where the recipe has one, or it has
            one that it does not use.
        RunError: the run is resumed and its clips, what their recordings hold, or its impulse
            responses have changed since.
    """
    data = read_split(project, run, monitor, unlabelled=unlabelled)
    _settle_responses(recipe, run)
    labelled = [clip for clip in data.train if clip.scene is not None]
    seed = recipe.seed if recipe.validation_seed == -1 else recipe.validation_seed
    kept, validation = hold_out(labelled, recipe.validation_share, seed)
    return replace(data, train=(*kept, *data.train[len(labelled) :]), validation=validation)


def read_split(
    project: Project,
    run: RunFolder,
    monitor: RunMonitor | None = None,
    *,
    unlabelled: bool = False,
) -> Data:
    """As ``read_clips``, all clips of the training split in the training part, labelled first."""
    chosen = chosen_scenes(parse_run(run.recipe_toml), run.provenance.get("inputs", {}))
    usable = clips_of_scenes(usable_clips(project), chosen)
    silent = unlabelled_clips(project) if unlabelled else []
    train = [clip for clip in usable if clip.split == "train"]
    scenes = learnable_scenes(usable, chosen)
    test = [clip for clip in usable if clip.split == "test" and clip.scene in scenes.names]
    digest = _digest(train + silent + test)
    settle(run, "data_digest", digest, "The clips of the project have")
    clips = (*train, *silent, *test)
    shards = run.provenance.get("shards")
    sound = sound_in(project, clips, Path(shards)) if shards else Sound()
    held = recordings_digest(
        sound.of(clips), project.cache_dir, monitor or run.monitor(), said=sound.sha256
    )
    settle(
        run, "recordings_digest", held, "Recordings of the project have, under the same names,",
        hint="Put them back as they were to go on with it, or start a new run.",
    )  # fmt: skip
    if "snapshot" not in run.provenance and not project.read_only:
        snapshot = project.take_snapshot()
        run.record(snapshot=snapshot.id, snapshot_digest=snapshot.digest)
        (monitor or run.monitor()).note(f"Started on snapshot {snapshot.id}")
    return Data(scenes, (*train, *silent), (), tuple(test), digest, held, project.cache_dir, sound)


def readable(data: Data, spec: LogMelSpec, monitor: RunMonitor) -> Data:
    """The clips that can be decoded; the others are named in the run's events and left out.

    A run that goes on finds the same ones: other recordings would have stopped it before.

    Raises:
        UnreadableRecording: without them a scene could not be learnt, or most are like this.
        Cancelled: asked to stop.
    """
    clips = (*data.train, *data.validation, *data.test)
    source = data.source(clips, spec)
    source.prepare(monitor)
    problems: dict[int, UnreadableRecording] = {}
    for index, clip in enumerate(clips):
        try:
            source.n_samples(index)
        except UnreadableRecording as error:
            problems[clip.segment_id] = error
    if not problems:
        return data

    def good(some: Sequence[ClipRow]) -> tuple[ClipRow, ...]:
        return tuple(clip for clip in some if clip.segment_id not in problems)

    left = replace(
        data, train=good(data.train), validation=good(data.validation), test=good(data.test)
    )
    first = next(iter(problems.values()))
    learnt = {clip.scene for clip in left.train if clip.scene is not None}
    if learnt != set(data.scenes) or len(problems) > len(clips) // 2:
        raise first
    count = "1 clip is" if len(problems) == 1 else f"{len(problems):,} clips are"
    words = f'"{first.path.name}": {first.reason}'
    monitor.note(f"{count} left out, {len(clips) - len(problems):,} remain: {words}")
    return left


def _settle_responses(recipe: TrainingRecipe, run: RunFolder) -> None:
    """Record what the recipe's folder of impulse responses holds; refuse to go on with others."""
    folder = folder_of(recipe.dir_folder, recipe.dir_share)
    if folder is not None:
        digest = responses_digest(folder)
        settle(run, "responses_digest", digest, f'The impulse responses in "{folder}" have')


def settle(
    run: RunFolder,
    name: str,
    digest: str,
    what: str,
    *,
    hint: str = "Undo the changes to go on with it, or start a new run.",
) -> None:
    """Record the digest of something the run is made from.

    Args:
        run: fresh, or gone on with.
        name: of the digest in the run's provenance.
        digest: now.
        what: the beginning of a sentence that ends with "changed since ...".
        hint: what to do about it.

    Raises:
        RunError: the run is resumed and has recorded another.
    """
    if run.provenance.get(name) not in (None, digest):
        raise RunError(f'{what} changed since "{run.name}" was started.', hint=hint)
    run.record(**{name: digest})


def unlabelled_clips(project: Project) -> list[ClipRow]:
    """Clips of the training split about which only a teacher can speak."""
    return [
        clip
        for clip in project.clips()
        if clip.scene is None and clip.split == "train" and clip.state != "excluded"
    ]


def _digest(clips: Sequence[ClipRow]) -> str:
    rows = sorted(
        [c.relative_path, c.start_s, c.duration_s, "|".join(c.scenes), c.split, c.device]
        for c in clips
    )
    return sha256_bytes(json.dumps(rows).encode())


def card_of(network_name: str, head: str, front_end: str, scenes: SceneSet) -> ModelCard:
    """What will be trained, before it is built.

    Raises:
        RecipeError: there is no such network or front end.
    """
    network = registry.find(network_name)
    if front_end and front_end not in FRONT_ENDS:
        raise RecipeError(
            f'No front end is named "{front_end}".', hint=f"Choose from {', '.join(FRONT_ENDS)}."
        )
    spec = FRONT_ENDS[front_end] if front_end else network.front_end
    window = network.window_samples * spec.sample_rate_hz // network.front_end.sample_rate_hz
    return ModelCard(
        network=network_name,
        head=head,
        scenes=scenes,
        front_end=spec,
        embedding_size=registry.embedding_size(network_name, head),
        window_samples=window,
    )


def settle_threads(
    recipe: TrainingRecipe, run: RunFolder, network: nn.Module, card: ModelCard
) -> None:
    """Set torch's threads: as the run recorded, as the recipe says, or by a 2-s probe.

    Processes that train together share the cores evenly instead.
    """
    keep_memory()
    # weights that fade to denormal numbers make a step several times slower
    torch.set_flush_denormal(True)
    recorded = run.provenance.get("threads")
    n_threads = int(recorded) if recorded else recipe.threads
    if not n_threads and (ranks := Ranks.of_environment()) is not None:
        n_threads = max(1, physical_cores() // ranks.here)  # the others want cores too
    if not n_threads:
        with torch.random.fork_rng(devices=[]):  # what it draws changes nothing afterwards
            n_threads = choose_threads(probe_step(recipe, network, card))
    torch.set_num_threads(n_threads)
    run.record(threads=n_threads)


def probe_step(recipe: TrainingRecipe, network: nn.Module, card: ModelCard) -> Any:
    """One step of a copy of the network on noise."""
    twin = copy.deepcopy(network).train()
    twin.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    n_frames = card.front_end.n_frames(card.window_samples)
    shape = (min(recipe.batch_size, 16), 1, card.front_end.n_mels, n_frames)
    noise = torch.from_numpy(generator(0).standard_normal(shape, dtype=np.float32))

    def step() -> None:
        output = twin(noise)
        output.logits.square().mean().backward()

    return step


def make_batches(
    data: Data,
    card: ModelCard,
    recipe: TrainingRecipe,
    fabric: Fabric,
    monitor: Monitor,
) -> AugmentedBatches:
    """The training clips, decoded and ready to be cut and augmented.

    Raises:
        RecipeError: batches are too small for the head, or the impulse responses cannot be used.
    """
    n_windows = len(data.train) * recipe.windows_per_clip
    if card.head == "cosine-batchnorm" and smallest_batch(n_windows, recipe.batch_size) < 2:
        raise RecipeError(
            "The head cosine-batchnorm cannot learn from batches of one window.",
            hint="Set batch_size to 4 or more, or choose another head.",
        )
    bank = WindowBank(
        data.source(data.train, card.front_end), window=card.window_samples,
        memory_mb=recipe.memory_mb, device=fabric.device, monitor=monitor,
    )  # fmt: skip
    return AugmentedBatches(
        bank, data.scene_indices(data.train), card.front_end, recipe,
        [clip.device for clip in data.train], Share(fabric.global_rank, fabric.world_size),
    )  # fmt: skip


def hear(
    network: nn.Module,
    data: Data,
    clips: Sequence[ClipRow],
    card: ModelCard,
    device: torch.device,
    monitor: Monitor,
    stage: str,
    *,
    hop: int | None = None,
) -> Pass:
    """Show every window of these clips to a network in eval mode."""
    return run_over(
        network, TorchLogMel(card.front_end).to(device), data.source(clips, card.front_end),
        window=card.window_samples, hop=hop, device=device, monitor=monitor, stage=stage,
    )  # fmt: skip


def validation_of(
    data: Data, card: ModelCard, device: torch.device, monitor: Monitor
) -> Callable[[nn.Module], Validated] | None:
    """Measures on the validation part; None where there is no such part."""
    if not data.validation:
        return None
    truth = data.truth_of(data.validation)

    def judge(network: nn.Module) -> Validated:
        return truth.judge(hear(network, data, data.validation, card, device, monitor, "validate"))

    return judge


def summarise(
    network: nn.Module,
    data: Data,
    card: ModelCard,
    device: torch.device,
    monitor: RunMonitor,
    outcome: Outcome,
) -> dict[str, Any]:
    """The result of a run: what was trained, how long, and how well it does on the test split.

    ``accuracy`` is None where there is no test split.
    """
    started = time.perf_counter()
    tested: dict[str, Any] = {"accuracy": None, "n_clips": 0}
    if data.test:
        passed = hear(network, data, data.test, card, device, monitor, "test")
        if not np.isfinite(passed.logits).all():
            raise out_of_bounds(outcome.epochs)
        tested = report(passed, data.source(data.test, card.front_end), data.scenes)
    return {
        **tested,
        "network": card.network,
        "scenes": list(data.scenes),
        "n_train": len(data.train),
        "n_validation": len(data.validation),
        "epochs": outcome.epochs,
        "kept_epoch": outcome.kept_epoch,
        "stopped_early": outcome.stopped_early,
        "train_s": round(outcome.seconds, 2),
        "waited_s": round(outcome.waited_s, 2),
        "test_s": round(time.perf_counter() - started, 2),
        "windows_per_s": round(outcome.windows_per_s, 1),
        "threads": torch.get_num_threads(),
    }
