"""Training and test, so that nothing of a test recording was ever in training.

Clips that share a location, or at least a source, stay together: they sound alike for reasons
that have nothing to do with the scene.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ml_core.datasets.assigning import assign
from ml_core.datasets.grouping import (
    GroupKind,
    default_kinds,
    group_name,
    group_of,
    joined_groups,
    leaking_sources,
    name_of,
    shared_groups,
    tells_sources,
)
from ml_core.datasets.identical import copies_of, divided
from ml_core.datasets.naming import names_of
from ml_core.datasets.places import composed, safe_relative
from ml_core.datasets.tables import read_table
from ml_core.errors import ProjectError
from ml_core.project import ClipFilter, ClipRow, Project

__all__ = [
    "GroupKind",
    "SceneShare",
    "SplitPlan",
    "SplitReport",
    "apply_split",
    "describe_split",
    "group_name",
    "group_of",
    "leaking_sources",
    "plan_split",
    "plan_split_by_column",
    "plan_split_by_files",
    "split_by",
    "split_by_column",
    "split_by_files",
]

TEST_SHARE = 0.25
_CLIP = 0.5 + 1e-9  # of a clip: no division comes nearer than that in every case
_NEAR = 0.02  # of a scene's clips: what lies nearer to the share counts as reached
_FACTS = (
    "device", "location", "city", "session", "source", "identifier", "licence", "author",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SplitReport:
    """How many clips are on each side, and which groups are on both.

    ``by`` says what should not be divided, such as "location and session".
    """

    train: int
    test: int
    by: str
    leaking_groups: tuple[str, ...] = ()

    @property
    def leaking(self) -> int:
        """How many groups are on both sides."""
        return len(self.leaking_groups)


@dataclass(frozen=True, slots=True)
class SceneShare:
    """A scene that cannot have its share of the test, and why: what is in its way are its groups.

    Attributes:
        scene: empty for clips without one.
        clips: how many there are.
        test: how many of them are in the test.
        groups: how many groups they come in.
        smallest: clips of the smallest of these.
    """

    scene: str
    clips: int
    test: int
    groups: int
    smallest: int


@dataclass(frozen=True, slots=True)
class SplitPlan:
    """A division that was not made yet, and all there is to know of it before.

    Attributes:
        splits: "train", "test" or None by segment id.
        kinds: what should not be divided.
        train: clips for training.
        test: clips for the test.
        leaking_groups: groups of these kinds that are on both sides; clips that are excluded
            do not count.
        shared: the same for every kind that the clips tell, also those that were not asked for.
        scenes: clips in training and in the test, by scene; "" are those without.
        devices: the same by device.
        share: part of each scene that was wanted for the test; None where others divided.
        unreached: scenes that do not come near it.
        only: whether no other division comes as near.
        unknown: kinds that were asked for too, but are known of no clip.
        copies: segment ids of each sound that files of other names hold on the other side too.
        usable: clips for training and for the test that count there: with a scene, not excluded.
        sources_told: whether anything says which files are of one source; else each counts alone.
    """

    splits: Mapping[int, str | None]
    kinds: tuple[GroupKind, ...]
    train: int
    test: int
    leaking_groups: tuple[str, ...] = ()
    shared: Mapping[GroupKind, tuple[str, ...]] = field(default_factory=dict)
    scenes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    devices: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    share: float | None = None
    unreached: tuple[SceneShare, ...] = ()
    only: bool = False
    unknown: tuple[GroupKind, ...] = ()
    copies: tuple[tuple[int, ...], ...] = ()
    usable: tuple[int, int] = (0, 0)
    sources_told: bool = True

    @property
    def neither(self) -> int:
        """How many clips are on no side."""
        return sum(side is None for side in self.splits.values())

    @property
    def by(self) -> str:
        """What should not be divided, in words."""
        return " and ".join(self.kinds)

    @property
    def leaking(self) -> int:
        """How many groups are on both sides."""
        return len(self.leaking_groups)

    @property
    def missing_scenes(self) -> tuple[str, ...]:
        """Scenes that are on one side only."""
        return tuple(
            name for name, (train, test) in self.scenes.items() if name and not (train and test)
        )

    def report(self) -> SplitReport:
        """The figures of it."""
        return SplitReport(self.train, self.test, self.by, self.leaking_groups)


def describe_split(
    clips: Sequence[ClipRow],
    splits: Mapping[int, str | None],
    kinds: Sequence[GroupKind] | None = None,
) -> SplitPlan:
    """What a division of clips would be like.

    Args:
        clips: all that the division speaks of.
        splits: "train", "test" or None by segment id; what is not there is None.
        kinds: what should not be divided; None takes :func:`default_kinds`.
    """
    kinds = tuple(kinds or default_kinds(clips))
    sides = [
        [clip for clip in clips if splits.get(clip.segment_id) == side]
        for side in ("train", "test")
    ]
    counted = [[clip for clip in side if clip.state != "excluded"] for side in sides]
    leaking = {name for kind in kinds for name in leaking_sources(counted[0], counted[1], kind)}
    return SplitPlan(
        splits=splits,
        kinds=kinds,
        train=len(sides[0]),
        test=len(sides[1]),
        leaking_groups=tuple(sorted(leaking)),
        shared=shared_groups(counted[0], counted[1]),
        scenes=_counts(counted, "scene"),
        devices=_counts(counted, "device"),
        usable=(_usable(counted[0]), _usable(counted[1])),
        sources_told=tells_sources([*counted[0], *counted[1]]),
    )


def plan_split(
    project: Project,
    by: GroupKind | Sequence[GroupKind] | None = None,
    test_share: float = TEST_SHARE,
    seed: int = 0,
    together: Iterable[Iterable[int]] = (),
) -> SplitPlan:
    """Divide all clips by whole groups, every scene as near to the share as its groups allow.

    Files that are the same, byte for byte, are never divided, whatever they are called.

    Args:
        project: whose clips.
        by: what is never divided; None takes :func:`default_kinds`. Clips that share a source
            stay together as well. What is known of no clip does not count.
        test_share: part of each scene's clips that goes into the test, 0 to 1, both excluded.
        seed: which of the possible divisions.
        together: segment ids that are not divided either, such as copies of one sound.

    Raises:
        ProjectError: fewer than two groups, a share that leaves one side empty, or a negative seed.
    """
    clips = project.clips()
    same = [*together, *copies_of(project, clips)]
    return _planned(clips, by, test_share, seed, same)


def _planned(
    clips: Sequence[ClipRow],
    by: GroupKind | Sequence[GroupKind] | None,
    test_share: float = TEST_SHARE,
    seed: int = 0,
    together: Iterable[Iterable[int]] = (),
) -> SplitPlan:
    if not 0 < test_share < 1:
        raise ProjectError("The test share lies between 0 and 1.", hint="Choose 0.25, for example.")
    if seed < 0:
        raise ProjectError("A seed is not negative.", hint="Choose 0, for example.")
    asked = (by,) if isinstance(by, str) else tuple(by or default_kinds(clips))
    known = tuple(kind for kind in asked if any(name_of(clip, kind) for clip in clips))
    kinds: tuple[GroupKind, ...] = known or ("source",)
    unknown = tuple(kind for kind in asked if kind not in kinds)
    group = joined_groups(clips, kinds, together)
    if len(set(group)) < 2:
        one = " and ".join(kinds)
        raise ProjectError(
            f"All clips come from one {one}: a test would only repeat the training.",
            hint="Import recordings from other places, or split by something else.",
        )
    scenes, counts = _clips_of(clips, group)
    chosen = assign(counts, test_share, seed)
    splits = {
        clip.segment_id: "test" if chosen.in_test[number] else "train"
        for clip, number in zip(clips, group, strict=True)
    }
    unreached = _unreached(scenes, counts, chosen.in_test, test_share)
    plan = describe_split(clips, splits, kinds)
    return replace(plan, share=test_share, unreached=unreached, only=chosen.only, unknown=unknown)


def plan_split_by_column(project: Project, column: str, test_values: Collection[str]) -> SplitPlan:
    """Test are the clips that have one of the values in a column, training all others.

    Clips without a value belong to neither.

    Raises:
        ProjectError: no such column or value.
    """
    clips = project.clips()
    value_of = {clip.segment_id: _value(clip, column) for clip in clips}
    values = {value for value in value_of.values() if value is not None}
    if not values:
        known = sorted({name for clip in clips for name in clip.extra})
        raise ProjectError(
            f'No clip has a column "{column}".',
            hint=f"There are: {', '.join([*known, *_FACTS])}.",
        )
    if unknown := sorted(set(test_values) - values):
        some = sorted(values)
        raise ProjectError(
            f'No clip has {column} "{unknown[0]}".',
            hint=f"There are: {', '.join(some[:12])}{' ...' if len(some) > 12 else ''}.",
        )
    wanted = set(test_values)
    splits = {
        segment_id: None if value is None else "test" if value in wanted else "train"
        for segment_id, value in value_of.items()
    }
    plan = describe_split(clips, splits)
    return replace(plan, copies=divided(copies_of(project, clips), splits))


def plan_split_by_files(project: Project, train: Path, test: Path) -> SplitPlan:
    """Take the split from two tables with a column ``filename``, as DCASE publishes them.

    Clips that neither names belong to neither.

    Raises:
        ProjectError: a file is in both tables or names no clip.
    """
    clips = project.clips()
    listed = {"train": _listed(train), "test": _listed(test)}
    if both := sorted(listed["train"] & listed["test"]):
        raise ProjectError(
            f'"{both[0]}" and {len(both) - 1} others are in both tables.',
            hint="A clip can only be on one side.",
        )
    side = {path: split for split, paths in listed.items() for path in paths}
    splits = _match(clips, names_of(project, clips), side)
    for split, table in (("train", train), ("test", test)):
        if split not in splits.values():
            raise ProjectError(
                f'"{table.name}" names none of the clips.',
                hint=f'A clip of the project is called "{clips[0].relative_path}".'
                if clips
                else "The project has no clips yet.",
            )
    plan = describe_split(clips, splits)
    return replace(plan, copies=divided(copies_of(project, clips), splits))


def apply_split(
    project: Project, plan: SplitPlan, name: str | None = None, *, strict: bool = False
) -> SplitReport:
    """Divide the clips as planned, as one operation.

    Args:
        project: whose clips.
        plan: of this project.
        name: set of splits; None means the active one.
        strict: refuse a division that leaks, or that is by something else than was asked for.

    Raises:
        ProjectError: with ``strict``, a leak, or it is not divided by what was asked for; nothing
            is changed then.
    """
    if strict and plan.unknown:
        raise ProjectError(
            f"No {' and no '.join(plan.unknown)} is known of any clip, so they cannot be"
            " divided by it.",
            hint="Import a table that says it, or divide by source. Nothing was changed.",
        )
    if strict and plan.copies:
        raise ProjectError(
            f"The same sound is in training and test, as files of other names:"
            f" {len(plan.copies)} times.",
            hint="Remove the copies: asc doctor finds them. Nothing was changed.",
        )
    if strict and plan.leaking:
        what = f"{plan.kinds[0]}s" if len(plan.kinds) == 1 else "groups"
        raise ProjectError(
            f"{plan.leaking} of the {what} are in training and test, "
            f'the first is "{plan.leaking_groups[0]}".',
            hint="The result would look better than it is. Nothing was changed.",
        )
    project.set_split(plan.splits, name)
    return plan.report()


def split_by(
    project: Project,
    by: GroupKind | Sequence[GroupKind] | None = None,
    test_share: float = TEST_SHARE,
    seed: int = 0,
    name: str | None = None,
) -> SplitReport:
    """Plan with :func:`plan_split` and divide."""
    return apply_split(project, plan_split(project, by, test_share, seed), name)


def split_first(project: Project) -> SplitReport | None:
    """Divide a project that was not divided yet, if it can be; None where it is or cannot be.

    Clips without a scene stay in neither part: nobody has looked at them, and what they are
    decides how they are best divided.
    """
    clips = project.clips()
    labelled = [clip for clip in clips if clip.scenes]
    if any(clip.split for clip in clips):
        return None
    same = copies_of(project, labelled)
    if len(set(joined_groups(labelled, (group_of(labelled),), same))) < 2:
        return None
    return apply_split(project, _planned(labelled, group_of(labelled), together=same))


def n_undivided(project: Project) -> int:
    """Clips with a scene that are in neither part while others are in one; 0 before a division."""
    if not project.ids(ClipFilter(split=("train", "test"))):
        return 0
    return len(project.ids(ClipFilter(split=(None,), usable=True)))


def split_by_column(
    project: Project,
    column: str,
    test_values: Collection[str],
    *,
    name: str | None = None,
    strict: bool = False,
) -> SplitReport:
    """Plan with :func:`plan_split_by_column` and divide; with ``strict`` a leak is refused."""
    return apply_split(
        project, plan_split_by_column(project, column, test_values), name, strict=strict
    )


def split_by_files(
    project: Project,
    train: Path,
    test: Path,
    *,
    name: str | None = None,
    strict: bool = False,
) -> SplitReport:
    """Plan with :func:`plan_split_by_files` and divide; with ``strict`` a leak is refused."""
    return apply_split(project, plan_split_by_files(project, train, test), name, strict=strict)


def _usable(clips: Sequence[ClipRow]) -> int:
    return sum(clip.scene is not None for clip in clips)


def _counts(
    sides: Sequence[Sequence[ClipRow]], fact: Literal["scene", "device"]
) -> dict[str, tuple[int, int]]:
    """Clips on both sides by scene or device, in alphabetical order."""
    train, test = (Counter(getattr(clip, fact) or "" for clip in side) for side in sides)
    return {name: (train[name], test[name]) for name in sorted({*train, *test})}


def _unreached(
    scenes: Sequence[str], counts: NDArray[np.float64], in_test: NDArray[np.bool_], share: float
) -> tuple[SceneShare, ...]:
    """Scenes whose share would be nearer if single clips were divided, not whole groups."""
    found = []
    for scene, column in zip(scenes, counts.T, strict=True):
        if not scene:  # which no training uses
            continue
        total, test = column.sum(), column[in_test].sum()
        off = abs(test - share * total)
        if off > _CLIP and off > _NEAR * total:
            sizes = column[column > 0].astype(int)
            found.append(SceneShare(scene, int(total), int(test), len(sizes), int(sizes.min())))
    return tuple(found)


def _clips_of(
    clips: Sequence[ClipRow], group: Sequence[int]
) -> tuple[list[str], NDArray[np.float64]]:
    """Scenes, and clips of each group by scene (G, S); those that are excluded do not count."""
    scenes = sorted({clip.scene or "" for clip in clips if clip.state != "excluded"})
    column = {scene: index for index, scene in enumerate(scenes)}
    counts = np.zeros((max(group) + 1, len(scenes)))
    for clip, number in zip(clips, group, strict=True):
        if clip.state != "excluded":
            counts[number, column[clip.scene or ""]] += 1
    return scenes, counts


def _value(clip: ClipRow, column: str) -> str | None:
    if column in clip.extra:
        return clip.extra[column].strip()
    return getattr(clip, column) if column in _FACTS else None


def _listed(table: Path) -> set[str]:
    paths = (safe_relative(row.filename) for row in read_table(table).rows)
    return {composed(path) for path in paths if path is not None}


def _match(
    clips: Sequence[ClipRow], names: Mapping[int, str], side: Mapping[str, str]
) -> dict[int, str | None]:
    """Side of each clip by its path, or what label files call it.

    Where none is found so, by the file name where that is unique on both ends.
    """
    splits = {
        clip.segment_id: side.get(composed(names[clip.recording_id]))
        or side.get(composed(clip.relative_path))
        for clip in clips
    }
    if any(splits.values()):
        return splits
    listed = Counter(path.rpartition("/")[2] for path in side)
    there = Counter(
        composed(name) for name in {clip.recording_id: clip.name for clip in clips}.values()
    )
    by_name = {
        name: split
        for path, split in side.items()
        if listed[name := path.rpartition("/")[2]] == 1 and there[name] == 1
    }
    return {clip.segment_id: by_name.get(composed(clip.name)) for clip in clips}
