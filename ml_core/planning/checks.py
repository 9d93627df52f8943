"""What is looked at before a run starts: what blocks it, what to know, what is fine."""

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from ml_core.datasets.holding_out import FEWEST, hold_out
from ml_core.datasets.splits import group_name, group_of, leaking_sources
from ml_core.errors import AscError
from ml_core.planning.estimate import (
    BUDGET_BYTES,
    BUDGET_MACS,
    Estimate,
    clips_of_scenes,
    estimate_run,
    network_of,
    usable_clips,
)
from ml_core.project import ClipFilter, ClipRow, Project
from ml_core.recipes import (
    DistilRecipe,
    FinetuneRecipe,
    QuantizeRecipe,
    RunRecipe,
    TrainingRecipe,
)
from ml_core.recipes.weights import published_weights
from ml_core.recordings.members import is_there
from ml_core.runs import RunFolder
from ml_core.runs.scenes import chosen_scenes
from ml_core.runs.vitals import busy, free_disk_bytes, free_memory_bytes
from ml_core.scenes import display_name

Level = Literal["ok", "warn", "block"]
LEVELS: tuple[Level, ...] = ("block", "warn", "ok")
"""The gravest first."""

MIN_CLIPS = 2  # of a scene; with fewer it cannot be learned
FEW_CLIPS = 10  # fewer rarely work
UNEVEN = 5.0  # times as many clips of one scene as of another
SPARSE_DEVICE = 0.05  # share of the training clips
BUSY = 2.0  # times as long as on an idle machine
SHOWN = 3


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at.

    Attributes:
        kind: for programs: ``split``, ``scenes``, ``few_clips``, ``uneven``, ``leakage``,
            ``devices``, ``sparse_device``, ``silent``, ``missing``, ``disk``, ``memory``,
            ``budget``, ``overlap``, ``inputs``, ``weights``, ``room``, ``busy``, ``validation``,
            ``undivided``.
        level: "block" keeps the run from starting.
        title: what is so, for people.
        sentence: what follows from it, or what to do; empty where all is well.
        action: what a window can offer: ``label``, ``split``, ``exclude``, ``show``, ``locate``,
            ``choose_weights``, ``augment_devices``, or nothing.
        segment_ids: the clips it is about, for ``exclude`` and ``show``.
        names: the scenes, devices, groups or files it is about.
        figures: numbers of the sentence, for words in another language.
    """

    kind: str
    level: Level
    title: str
    sentence: str = ""
    action: str = ""
    segment_ids: tuple[int, ...] = ()
    names: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=dict)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        table = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **table, "segment_ids": list(self.segment_ids), "names": list(self.names),
            "figures": dict(self.figures),
        }  # fmt: skip


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """What blocks, then what to know, then what is fine."""
    return sorted(findings, key=lambda one: LEVELS.index(one.level))


def check_before_run(
    project: Project,
    recipe: RunRecipe,
    inputs: Mapping[str, str],
    clips: Sequence[ClipRow] | None = None,
) -> list[Finding]:
    """Everything that can be said before a run starts, the gravest first; nothing is trained.

    Args:
        project: its clips.
        recipe: decides the stage.
        inputs: runs it would start from, as in ``start_run``.
        clips: the usable ones, where somebody has read them already.
    """
    clips = usable_clips(project) if clips is None else clips
    cost = estimate_run(project, recipe, inputs, clips=clips)
    found = check_data(project, recipe, inputs, clips)
    return worst_first([*found, *check_costs(project, [recipe], inputs, cost)])


def check_data(
    project: Project,
    recipe: RunRecipe,
    inputs: Mapping[str, str],
    clips: Sequence[ClipRow] | None = None,
) -> list[Finding]:
    """What can be said of the clips that a run would learn from, and of the runs it starts from."""
    clips = usable_clips(project) if clips is None else clips
    chosen = chosen_scenes(recipe, inputs)
    clips = clips_of_scenes(clips, chosen)
    train = [clip for clip in clips if clip.split == "train"]
    test = [clip for clip in clips if clip.split == "test"]
    found = [_split(len(train), len(test), len(project.ids(ClipFilter(split=("train", "test")))))]
    if train:
        found += _undivided(clips)
    if train or not clips:  # who has not divided has labelled all the same
        found += [*_scenes(train), *_unknown(chosen, train)]
    found += [*_leakage(train, test), *_validation(recipe, train)]
    found += _devices(recipe, train, test)
    found += _sounds(project, train + test)
    found += _inputs(project, test, inputs)
    return found


def check_costs(
    project: Project, recipes: Iterable[RunRecipe], inputs: Mapping[str, str], cost: Estimate
) -> list[Finding]:
    """What can be said of the networks of some runs, and of the room that all of them take."""
    found: list[Finding] = []
    for recipe in recipes:
        found += [*_weights(recipe), *_budget(recipe, inputs)]
    return [*found, *_room(project, cost), *_busy()]


def _split(n_train: int, n_test: int, n_divided: int) -> Finding:
    """How many clips there are on each side, and how many more are divided but do not count."""
    more = n_divided - n_train - n_test
    figures = {"train": n_train, "test": n_test, "more": more}
    if not n_train:
        return Finding(
            "split", "block", "No clip is in the training split",
            "Divide the clips into training and test.", "split", figures=figures,
        )  # fmt: skip
    title = f"{n_train:,} clips train, {n_test:,} test"
    if n_test:
        left = f"{more:,} more are divided, but have no scene of this run or are excluded."
        return Finding("split", "ok", title, left if more else "", figures=figures)
    return Finding(
        "split", "warn", title, "Without test clips nobody knows how good it is.", "split",
        figures=figures,
    )  # fmt: skip


def _undivided(clips: Sequence[ClipRow]) -> Iterator[Finding]:
    """What came, or got its scene, after the division."""
    mine = [clip for clip in clips if clip.split not in ("train", "test")]
    if not mine:
        return
    scenes = {clip.scene or "" for clip in clips if clip.split == "train"}
    new = tuple(sorted({clip.scene or "" for clip in mine} - scenes))
    title = "One labelled clip is in neither part" if len(mine) == 1 else (
        f"{len(mine):,} labelled clips are in neither part"
    )  # fmt: skip
    sentence = "They came, or got their scene, after the division. Divide again to use them."
    if new:
        sentence = (
            f"Nothing is learned of {_names([*map(display_name, new)])}. Divide again to use them."
        )
    yield Finding(
        "undivided", "warn", title, sentence, "split",
        tuple(clip.segment_id for clip in mine), new, {"n": len(mine)},
    )  # fmt: skip


def _scenes(train: Sequence[ClipRow]) -> Iterator[Finding]:
    counts = Counter(clip.scene or "" for clip in train)
    enough = [scene for scene, n in counts.items() if n >= MIN_CLIPS]
    if len(enough) < 2:
        yield Finding(
            "scenes", "block", "Label a few clips first",
            f"Training needs 2 scenes with {MIN_CLIPS} labelled clips each in its split. "
            f"You have {len(enough)}.", "label", figures={"have": len(enough), "need": 2},
        )  # fmt: skip
        return
    yield Finding("scenes", "ok", f"{len(counts)} scenes can be learned",
                  figures={"scenes": len(counts)})  # fmt: skip
    yield from _few(train, counts)
    (most, n_most), (least, n_least) = counts.most_common()[0], counts.most_common()[-1]
    if n_most >= UNEVEN * n_least:
        yield Finding(
            "uneven", "warn",
            f"{display_name(most)} has {n_most / n_least:.0f} times as many clips as "
            f"{display_name(least)}",
            "What is heard more often is guessed more often. Label more of the others, or leave "
            "some out.", "show", names=(most, least), figures={"most": n_most, "least": n_least},
        )  # fmt: skip


def _few(train: Sequence[ClipRow], counts: Mapping[str, int]) -> Iterator[Finding]:
    """Scenes with hardly any clips; where many are, and no other, it is said once."""
    few = sorted((n, scene) for scene, n in counts.items() if n < FEW_CLIPS)
    if len(few) == len(counts) > SHOWN:
        yield Finding(
            "few_clips", "warn",
            f"All {len(few)} scenes have fewer than {FEW_CLIPS} training clips",
            "They will often be mistaken for each other. Label more of each.", "label",
            figures={"n": few[-1][0], "few": FEW_CLIPS},
        )  # fmt: skip
        return
    for n, scene in few:
        yield Finding(
            "few_clips", "warn", _few_words(scene, n),
            f"With fewer than {FEW_CLIPS} it will often be missed. Leave it out, or teach it "
            "after training.", "exclude",
            tuple(clip.segment_id for clip in train if clip.scene == scene), (scene,),
            {"n": n, "few": FEW_CLIPS},
        )  # fmt: skip


def _unknown(chosen: Sequence[str], train: Sequence[ClipRow]) -> Iterator[Finding]:
    """Scenes that were chosen but cannot be learned."""
    unknown = tuple(sorted({*chosen} - {clip.scene for clip in train}))
    if unknown:
        yield Finding(
            "scenes", "block", f"No training clip is of {_names(unknown)}",
            "Choose among the scenes of the project, or label clips of these.", "label",
            names=unknown,
        )  # fmt: skip


def _leakage(train: Sequence[ClipRow], test: Sequence[ClipRow]) -> Iterator[Finding]:
    if not train or not test:
        return
    kind = group_of([*train, *test])
    shared = leaking_sources(train, test, kind)
    if not shared:
        yield Finding("leakage", "ok", f"No {kind} is on both sides", names=(kind,))
        return
    ours = {*shared}
    mine = [clip for clip in test if group_name(clip, kind) in ours]
    what = f"{len(shared)} {kind}s are" if len(shared) > 1 else f"One {kind} is"
    yield Finding(
        "leakage", "warn", f"{what} in training and test",
        f"{_names(shared)}. The result would look better than it is.", "split",
        tuple(clip.segment_id for clip in mine), shared, {"n": len(shared)},
    )  # fmt: skip


def _validation(recipe: RunRecipe, train: Sequence[ClipRow]) -> Iterator[Finding]:
    """Whether anything can be kept back for validation, where the recipe asks for it."""
    share = recipe.validation_share if isinstance(recipe, TrainingRecipe) else 0.0
    if share and train and not hold_out(train, share, recipe.seed)[1]:
        yield Finding(
            "validation", "warn", "No clip can be kept back for validation",
            f"Every scene was recorded fewer than {FEWEST} times, so nothing can be spared. There "
            "will be no accuracy while it learns, and the last epoch is taken.", "label",
            figures={"few": FEWEST},
        )  # fmt: skip


def _devices(
    recipe: RunRecipe, train: Sequence[ClipRow], test: Sequence[ClipRow]
) -> Iterator[Finding]:
    if isinstance(recipe, QuantizeRecipe):
        return  # its student has learnt what it will of devices
    counts = Counter(clip.device for clip in train if clip.device)
    unseen = sorted({clip.device for clip in test if clip.device} - counts.keys())
    colours = getattr(recipe, "dir_share", 0) > 0 or getattr(recipe, "freq_mixstyle_share", 0) > 0
    if unseen:
        how = (
            "Device colours are switched on to make up for it."
            if colours
            else "Switch device colours on to make up for it."
        )
        noun = "Device" if len(unseen) == 1 else "Devices"
        yield Finding(
            "devices", "warn" if not colours else "ok",
            f"{noun} {_names(unseen)}: in the test, not in training", how,
            "" if colours else "augment_devices", names=tuple(unseen), figures={"n": len(unseen)},
        )  # fmt: skip
    elif counts:
        yield Finding(
            "devices", "ok", "Every device of the test is in training", names=tuple(sorted(counts))
        )
    for device, n in sorted(counts.items(), key=lambda pair: pair[1]):
        if len(counts) > 1 and n < SPARSE_DEVICE * sum(counts.values()):
            yield Finding(
                "sparse_device", "warn", f"Device {device} has {_clips(n)}",
                "It will weigh less than the others.", "show",
                tuple(clip.segment_id for clip in train if clip.device == device), (device,),
                {"n": n},
            )  # fmt: skip


def _sounds(project: Project, clips: Sequence[ClipRow]) -> Iterator[Finding]:
    """Files that are gone, and silence as far as the data doctor has listened already."""
    first = {clip.recording_id: clip for clip in clips}
    # as text: a quarter of a million paths take longer to make than to look for
    gone = {
        number: clip.name
        for number, clip in first.items()
        if not os.path.isfile(os.path.join(clip.folder, clip.relative_path))
        and not is_there(clip.path)  # in a tar
    }
    if gone:
        mine = [clip for clip in clips if clip.recording_id in gone]
        all_gone = len(mine) == len(clips)
        names = sorted(set(gone.values()))
        yield Finding(
            "missing", "block" if all_gone else "warn",
            f"{_clips(len(mine))} cannot be found",
            "Say where the recordings are now." if all_gone
            else f"{_names(names)}. They would be left out.",
            "locate", tuple(clip.segment_id for clip in mine),
            tuple(names)[:SHOWN], {"n": len(mine)},
        )  # fmt: skip
    silent = silent_clips(project, clips)
    if silent:
        yield Finding(
            "silent", "warn", f"{_clips(len(silent))} are mostly silent"
            if len(silent) > 1 else "One clip is mostly silent",
            "Silence teaches that every scene is silent. Leave them out.", "exclude",
            tuple(clip.segment_id for clip in silent), figures={"n": len(silent)},
        )  # fmt: skip


def silent_clips(project: Project, clips: Sequence[ClipRow]) -> list[ClipRow]:
    """Those of which the data doctor knows that they are mostly silent; it is not run here."""
    from ml_core.labelling.doctor.known import known_levels

    problems = known_levels(project, clips)
    silent = {problem.segment_id for problem in problems if problem.kind == "silent"}
    return [clip for clip in clips if clip.segment_id in silent]


def _inputs(
    project: Project, test: Sequence[ClipRow], inputs: Mapping[str, str]
) -> Iterator[Finding]:
    """Whether the runs it starts from fit, and whether they have heard what is tested on."""
    now = {clip.segment_id for clip in test}
    for path in inputs.values():
        try:
            run = RunFolder.open(Path(path))
        except AscError as error:
            yield Finding("inputs", "block", error.message, error.hint)
            continue
        snapshot = run.provenance.get("snapshot")
        if not isinstance(snapshot, int):
            continue
        try:
            before = project.snapshot_splits(snapshot)
        except AscError:
            continue
        heard = now & {number for number, split in before.items() if split == "train"}
        if heard:
            yield Finding(
                "overlap", "warn", f'"{run.name}" was trained on {_clips(len(heard))} of the test',
                "It passes on what it knows of them: the result would look better than it is. "
                "Train it again on this split.", "show", tuple(sorted(heard)), (run.name,),
                {"n": len(heard)},
            )  # fmt: skip


def _weights(recipe: RunRecipe) -> Iterator[Finding]:
    if not isinstance(recipe, FinetuneRecipe):
        return
    needed = [entry for entry in published_weights(recipe.network) if entry.needed]
    given = Path(recipe.weights).expanduser() if recipe.weights else None
    if given is not None and not given.is_file():
        yield Finding("weights", "block", f'The file "{given.name}" is not there',
                      "Choose it again.", "choose_weights")  # fmt: skip
    elif needed and given is None:
        yield Finding(
            "weights", "block", f'"{recipe.network}" needs its published weights',
            f"Get {needed[0].file} ({needed[0].megabytes} MB) and choose it; nothing is fetched "
            "for you.", "choose_weights",
        )  # fmt: skip


def _budget(recipe: RunRecipe, inputs: Mapping[str, str]) -> Iterator[Finding]:
    """The limits of the DCASE challenge, for what is to run on a device."""
    if not isinstance(recipe, TrainingRecipe) or isinstance(recipe, FinetuneRecipe):
        return
    size = network_of(recipe, inputs).size
    if size is None:
        return
    figures = {
        "bytes": size.int8_bytes, "macs": size.int8_macs, "max_bytes": BUDGET_BYTES,
        "max_macs": BUDGET_MACS,
    }  # fmt: skip
    sizes = f"{size.int8_bytes / 1000:.0f} of 128 kB, {size.int8_macs / 1e6:.1f} of 30 MMAC"
    if size.int8_bytes <= BUDGET_BYTES and size.int8_macs <= BUDGET_MACS:
        yield Finding("budget", "ok", sizes, figures=figures)
        return
    yield Finding(
        "budget", "warn", f"Over the budget: {sizes}",
        "Exported it would not keep the limits of the DCASE challenge."
        + (" Choose a smaller student." if isinstance(recipe, DistilRecipe) else ""),
        figures=figures,
    )  # fmt: skip


def _room(project: Project, cost: Estimate) -> Iterator[Finding]:
    """Disk and memory against what the run will take."""
    disk, memory = free_disk_bytes(project.folder), free_memory_bytes()
    figures = {"disk_bytes": cost.disk_bytes, "memory_bytes": cost.memory_bytes}
    fits = True
    if disk is not None and cost.disk_bytes > disk:
        fits = False
        yield Finding(
            "disk", "block", f"{_gb(cost.disk_bytes - disk)} of disk are missing",
            f"It takes {_gb(cost.disk_bytes)}, {_gb(disk)} are free. Make room.",
            figures={**figures, "free": disk},
        )  # fmt: skip
    if memory is not None and cost.memory_bytes > memory:
        fits = False
        yield Finding(
            "memory", "warn", f"It needs about {_gb(cost.memory_bytes)} of memory",
            f"{_gb(memory)} are free. Close other programs, or use a smaller batch_size.",
            figures={**figures, "free": memory},
        )  # fmt: skip
    if fits and disk is not None and memory is not None:
        yield Finding(
            "room", "ok", f"Disk {_gb(cost.disk_bytes)} of {_gb(disk)}, memory "
            f"{_gb(cost.memory_bytes)} of {_gb(memory)}", figures=figures,
        )  # fmt: skip


def _busy() -> Iterator[Finding]:
    """Other work on this computer: estimates are of one that does nothing else."""
    if (times := busy()) >= BUSY:
        yield Finding(
            "busy", "warn", "This computer is busy with other work",
            f"While it is, the run takes about {times:.0f} times as long as estimated.",
            figures={"times": times},
        )  # fmt: skip


def _clips(n: int) -> str:
    return "one clip" if n == 1 else f"{n:,} clips"


def _few_words(scene: str, n: int) -> str:
    name = display_name(scene)
    return f"{name} has one training clip" if n == 1 else f"{name} has {n:,} training clips"


def _names(names: Sequence[str]) -> str:
    more = f" and {len(names) - SHOWN} more" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more


def _gb(n_bytes: float) -> str:
    return f"{n_bytes / 1e9:.1f} GB" if n_bytes >= 1e9 else f"{max(1, round(n_bytes / 1e6))} MB"
