"""Time, memory, disk and size of a run before it starts, from what this machine has shown."""

import contextlib
import math
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ml_core import recipes
from ml_core.errors import AscError
from ml_core.frontend.spec import FRONT_ENDS
from ml_core.planning.speeds import Speed, key_of, known_speeds, remember
from ml_core.project import ClipRow, Project
from ml_core.recipes import FinetuneRecipe, RunRecipe, TrainingRecipe
from ml_core.runs import RunFolder
from ml_core.runs.scenes import MOST_STEPS, chosen_scenes

BUDGET_BYTES = 128_000  # the DCASE challenge's limits, of int8 weights
BUDGET_MACS = 30_000_000  # and per second of sound

WINDOW_S = 1.0  # of sound; all networks hear about so much at once
TEACHER_OVERLAP = 2  # teacher windows per window length
START_S = 5.0  # a worker begins: torch is read from disk, threads are tried
FINISH_S = {"quantize": 30.0, "fuse": 5.0}  # conversion, export, comparing what was made
DECODING = 400.0  # seconds of sound decoded per second
# Where nothing was measured: multiply-adds per second of one core in training
TYPICAL_MACS = 1.0e10
FORWARD_SHARE = 0.35  # of a training window, for hearing it only
TORCH_BYTES = 450_000_000  # of a worker before it holds a network
ACTIVATIONS = 14  # maps of a network in training, in units of its largest one in use
MEASURED, GUESSED = (0.7, 1.5), (0.3, 3.5)  # factors around the middle
LEARNT = (0.75, 1.4)  # where a finished run of the same kind says how long it takes


@dataclass(frozen=True, slots=True)
class Range:
    """What is likely, with its ends."""

    low: float
    middle: float
    high: float

    @classmethod
    def around(cls, middle: float, factors: tuple[float, float]) -> "Range":
        """From ``factors[0]`` to ``factors[1]`` times the middle."""
        return cls(middle * factors[0], middle, middle * factors[1])

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.middle + other.middle, self.high + other.high)


@dataclass(frozen=True, slots=True)
class Size:
    """What a network costs: in float, where it learns, and in int8, where it runs.

    Attributes:
        parameters: of the network.
        macs: multiply-accumulates of a window, about a second of sound.
        peak_bytes: float32 activations at work.
        int8_bytes: all numbers of its int8 file, once it is exported.
        int8_macs: of a window in that file, channels that were filled up included.
    """

    parameters: int
    macs: int
    peak_bytes: int
    int8_bytes: int
    int8_macs: int

    @classmethod
    def of(cls, row: Mapping[str, Any]) -> "Size":
        """From a row of ``recipes.networks``; what is never made int8 has a byte per weight."""
        return cls(
            row["parameters"], row["macs"], row["peak_activation_bytes"], *recipes.int8_size(row)
        )


@dataclass(frozen=True, slots=True)
class Trained:
    """The network of a run, and what is known of its size."""

    name: str
    size: Size | None = None
    front_end: str = ""  # it hears through; empty: its own


@dataclass(frozen=True, slots=True)
class Estimate:
    """What a run will take on this machine.

    Attributes:
        seconds: by the clock, on an otherwise idle machine.
        memory_bytes: at its most.
        disk_bytes: new in the project: decoded sound, checkpoints, what a teacher says.
        int8_bytes: all numbers of the network's int8 file; None if it is not known.
        macs: multiply-adds per window in that file; None if they are not known.
        peak_bytes: int8 activations at work; None if not known.
        measured: "measured" on this machine, "learnt" from finished runs, or "guessed".
    """

    seconds: Range
    memory_bytes: int
    disk_bytes: int
    int8_bytes: int | None = None
    macs: int | None = None
    peak_bytes: int | None = None
    measured: str = "guessed"

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)


def usable_clips(project: Project) -> list[ClipRow]:
    """The clips that stages look at: labelled and not excluded."""
    return [c for c in project.clips() if c.scene is not None and c.state != "excluded"]


def clips_of_scenes(clips: Sequence[ClipRow], scenes: Sequence[str]) -> list[ClipRow]:
    """The clips of some scenes; of none: all of them."""
    return [clip for clip in clips if not scenes or clip.scene in scenes]


def network_of(
    recipe: RunRecipe, inputs: Mapping[str, str], to_be: Mapping[str, Trained] | None = None
) -> Trained:
    """The network that a run trains, or that its student has.

    Args:
        recipe: of the run.
        inputs: runs it starts from.
        to_be: networks of inputs that are not there yet, by the name of the input.
    """
    name = str(getattr(recipe, "network", ""))
    front_end = str(getattr(recipe, "front_end", ""))
    if not name and (student := (to_be or {}).get("student")):
        return student
    if not name and "student" in inputs:
        name, front_end = _of_run(Path(inputs["student"]))
    row = recipes.networks(front_end).get(name)
    return Trained(name, None if row is None else Size.of(row), front_end)


def _of_run(run: Path) -> tuple[str, str]:
    """The network of a run, and the front end that its recipe names."""
    front_end = ""
    with contextlib.suppress(AscError, OSError):
        front_end = str(RunFolder.open(run).recipe.get("front_end", ""))
    return network_of_run(run), front_end


def estimate_run(
    project: Project,
    recipe: RunRecipe,
    inputs: Mapping[str, str],
    *,
    speeds: Mapping[str, Speed] | None = None,
    to_be: Mapping[str, Trained] | None = None,
    clips: Sequence[ClipRow] | None = None,
) -> Estimate:
    """What a run will take; nothing is measured here and torch is not needed.

    Args:
        project: its clips.
        recipe: decides the stage.
        inputs: runs it would start from, as in ``start_run``.
        speeds: what is known of this machine; None: from its home folder.
        to_be: networks of inputs that are not there yet, by the name of the input, as the runs
            of a chain have them; of several they are joined by `` + ``.
        clips: the usable ones, where somebody has read them already.
    """
    speeds = known_speeds() if speeds is None else speeds
    to_be = to_be or {}
    trained = network_of(recipe, inputs, to_be)
    clips = usable_clips(project) if clips is None else clips
    clips = clips_of_scenes(clips, chosen_scenes(recipe, inputs))
    if not isinstance(recipe, TrainingRecipe):
        return _of_fusion(clips, inputs, speeds)
    work = _Work.of(clips, recipe)
    speed, factors, measured = _speed(recipe, trained, speeds)
    heard_s = speed.heard_s or FORWARD_SHARE * speed.window_s
    epoch_s = work.n_epoch * speed.window_s + work.n_validation * heard_s
    seconds = Range.around(recipe.epochs * epoch_s, factors)
    seconds += Range.around(_beside(recipe, work, heard_s), factors)
    if "teacher" in to_be or "teacher" in inputs:
        ready = to_be.get("teacher")
        teacher = ready.name if ready is not None else network_of_run(Path(inputs["teacher"]))
        seconds += _teacher(teacher, recipe, work, speeds)
    n_weights = trained.size.parameters if trained.size else 1_000_000
    return Estimate(
        seconds=seconds,
        memory_bytes=_memory(recipe, trained, work, speed),
        disk_bytes=int(work.sound_bytes + 4 * n_weights * 5 + 2_000_000),
        int8_bytes=trained.size.int8_bytes if trained.size else None,
        macs=trained.size.int8_macs if trained.size else None,
        peak_bytes=trained.size.peak_bytes // 4 if trained.size else None,
        measured=measured,
    )


@dataclass(frozen=True, slots=True)
class _Work:
    """How much there is to hear."""

    n_epoch: int  # training windows in an epoch
    n_train: int  # windows of the training clips, side by side
    n_validation: int
    n_test: int
    sound_s: float
    sound_bytes: int  # decoded

    @classmethod
    def of(cls, clips: Sequence[ClipRow], recipe: TrainingRecipe) -> "_Work":
        train = [clip for clip in clips if clip.split == "train"]
        test = [clip for clip in clips if clip.split == "test"]
        spec = FRONT_ENDS.get(recipe.front_end)
        rate_hz = spec.sample_rate_hz if spec else 16_000
        heard_s = sum(clip.duration_s or WINDOW_S for clip in [*train, *test])
        held = recipe.validation_share
        n_train = sum(map(_n_windows, train))
        return cls(
            n_epoch=(
                TEACHER_OVERLAP * round(n_train * (1 - held))
                if _on_embeddings(recipe)
                else round(len(train) * (1 - held)) * recipe.windows_per_clip
            ),
            n_train=round(n_train * (1 - held)),
            n_validation=round(n_train * held),
            n_test=sum(map(_n_windows, test)),
            sound_s=heard_s,
            sound_bytes=round(heard_s * rate_hz * 4),
        )


def _n_windows(clip: ClipRow) -> int:
    return max(1, math.ceil((clip.duration_s or WINDOW_S) / WINDOW_S - 1e-6))


def _speed(
    recipe: TrainingRecipe, trained: Trained, speeds: Mapping[str, Speed]
) -> tuple[Speed, tuple[float, float], str]:
    """What is known of a recipe's step, how surely, and in a word where it comes from."""
    found = speeds.get(key_of(recipe.stage, trained.name, asdict(recipe)))
    if found is not None:
        return found, *((LEARNT, "learnt") if found.runs else (MEASURED, "measured"))
    macs = trained.size.macs if trained.size else 30_000_000
    # a step of a small network is mostly not its multiply-adds
    window_s = 3 * macs / TYPICAL_MACS + 0.0015
    if _on_embeddings(recipe):
        return Speed(2e-5, macs / TYPICAL_MACS), GUESSED, "guessed"
    if isinstance(recipe, FinetuneRecipe) and recipe.trainable == "head":
        window_s /= 3
    return Speed(window_s), GUESSED, "guessed"


def _on_embeddings(recipe: TrainingRecipe) -> bool:
    """Whether heads are trained on what the network said about every window once."""
    return (
        isinstance(recipe, FinetuneRecipe)
        and recipe.trainable == "head"
        and recipe.embeddings == "cached"
    )


def _beside(recipe: TrainingRecipe, work: _Work, heard_s: float) -> float:
    """Seconds of a run beside its epochs."""
    seconds = START_S + work.sound_s / DECODING + work.n_test * heard_s
    seconds += FINISH_S.get(recipe.stage, 0.0)
    if isinstance(recipe, FinetuneRecipe) and recipe.trainable != "all":
        # the body hears every clip once, in windows that overlap by half
        seconds += TEACHER_OVERLAP * (work.n_train + work.n_validation) * heard_s
    return seconds


def _teacher(
    networks: str, recipe: TrainingRecipe, work: _Work, speeds: Mapping[str, Speed]
) -> Range:
    """What it takes that the teacher hears the clips: once, or every window anew."""
    total = Range(0.0, 0.0, 0.0)
    live = getattr(recipe, "teacher_hears", "clean") != "clean"
    for name in networks.split(" + "):
        row = recipes.networks().get(name)
        heard = [s.heard_s for key, s in speeds.items() if key.split()[1:2] == [name] and s.heard_s]
        each_s = min(heard) if heard else (row["macs"] if row else 1e8) / TYPICAL_MACS
        n_windows = recipe.epochs * work.n_epoch if live else TEACHER_OVERLAP * work.n_train
        total += Range.around(n_windows * each_s, MEASURED if heard else GUESSED)
    return total


def learn_speed(run: RunFolder, result: Mapping[str, Any]) -> None:
    """Remember what a finished run says about this machine.

    Raises:
        UnwritableFile: the home folder cannot be written.
    """
    recipe = recipes.parse_run(run.recipe_toml)
    windows_per_s = float(result.get("windows_per_s", 0.0))
    if not isinstance(recipe, TrainingRecipe) or windows_per_s <= 0:
        return
    trained = network_of(recipe, run.provenance.get("inputs", {}))
    n_windows = int(result.get("n_windows", 0))
    heard_s = float(result.get("test_s", 0.0)) / n_windows if n_windows else 0.0
    key = key_of(recipe.stage, trained.name, asdict(recipe))
    # what other work took from it says nothing about this machine
    train_s, waited_s = (float(result.get(name, 0.0)) for name in ("train_s", "waited_s"))
    own = 1 - waited_s / train_s if train_s > waited_s else 1.0
    remember(key, Speed(own / windows_per_s, own * heard_s, runs=1))


def _of_fusion(
    clips: Sequence[ClipRow], inputs: Mapping[str, str], speeds: Mapping[str, Speed]
) -> Estimate:
    """Every system hears every clip once."""
    work = _Work.of(clips, TrainingRecipe())
    seconds = Range.around(START_S + FINISH_S["fuse"], GUESSED)
    for path in inputs.values():
        seconds += _teacher(network_of_run(Path(path)), TrainingRecipe(), work, speeds)
    return Estimate(seconds, TORCH_BYTES * 2, work.sound_bytes + 2_000_000)


def _memory(recipe: TrainingRecipe, trained: Trained, work: _Work, speed: Speed) -> int:
    """The most a run needs: torch, clips kept decoded, weights with their optimizer, a batch."""
    kept = work.sound_bytes if work.sound_bytes <= recipe.memory_mb * 2**20 else 0
    if speed.memory_bytes:
        return speed.memory_bytes + kept
    size = trained.size or Size(1_000_000, 0, 1_000_000, 1_000_000, 0)
    batch = min(recipe.batch_size, getattr(recipe, "micro_batch", 0) or recipe.batch_size)
    frozen = getattr(recipe, "trainable", "all") == "head"
    maps = (1 if frozen else ACTIVATIONS) * size.peak_bytes * batch
    return int(TORCH_BYTES + kept + 16 * size.parameters + maps)


def network_of_run(run: Path, *, most_steps: int = MOST_STEPS) -> str:
    """The network of a run, also of one that is not done; empty where it has none.

    Of a fusion: all of them, joined by `` + ``.
    """
    try:
        recipe = RunFolder.open(run).recipe
    except (AscError, OSError):
        return ""
    if "network" in recipe:
        return str(recipe["network"])
    inputs = RunFolder(run).provenance.get("inputs", {}) if most_steps else {}
    names = (network_of_run(Path(path), most_steps=most_steps - 1) for path in inputs.values())
    return " + ".join(filter(None, names))
