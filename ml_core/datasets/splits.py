"""Training and test, so that nothing of a test recording was ever in training.

Clips that share a location, or at least a source, stay together: they sound alike for reasons
that have nothing to do with the scene.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ml_core.datasets.places import safe_relative
from ml_core.datasets.tables import read_table
from ml_core.errors import ProjectError
from ml_core.project import ClipRow, Project

GroupKind = Literal["location", "source"]

MIN_LOCATIONS = 10  # with fewer, locations are too coarse to divide by
TEST_SHARE = 0.25
_SWEEPS = 20
_FACTS = ("device", "location", "source", "identifier", "licence", "author")


@dataclass(frozen=True, slots=True)
class SplitReport:
    """How many clips are on each side, and which groups are on both."""

    train: int
    test: int
    by: GroupKind
    leaking_groups: tuple[str, ...] = ()

    @property
    def leaking(self) -> int:
        """How many groups are on both sides."""
        return len(self.leaking_groups)


def group_of(clips: Iterable[ClipRow]) -> GroupKind:
    """What clips are grouped by: location where there are at least ten, else source."""
    locations = {clip.location for clip in clips if clip.location is not None}
    return "location" if len(locations) >= MIN_LOCATIONS else "source"


def group_name(clip: ClipRow, by: GroupKind) -> str:
    """The group of a clip; a clip without a location is grouped by its source."""
    location = clip.location if by == "location" else None
    return location or clip.source or clip.relative_path


def leaking_sources(
    clips_train: Sequence[ClipRow], clips_test: Sequence[ClipRow], by: GroupKind | None = None
) -> tuple[str, ...]:
    """Groups that are on both sides, sorted; ``by`` is as :func:`group_of` says if not given."""
    by = by or group_of([*clips_train, *clips_test])
    train = {group_name(clip, by) for clip in clips_train}
    return tuple(sorted(train & {group_name(clip, by) for clip in clips_test}))


def split_by(
    project: Project,
    by: GroupKind | None = None,
    test_share: float = TEST_SHARE,
    seed: int = 0,
    name: str | None = None,
) -> SplitReport:
    """Divide all clips by whole groups, every scene as near to the share as its groups allow.

    Args:
        project: whose clips.
        by: what is never divided; None takes :func:`group_of`. By location, clips that share a
            source stay together as well.
        test_share: part of each scene's clips that goes into the test, 0 to 1, both excluded.
        seed: which of the possible divisions.
        name: set of splits; None means the active one.

    Raises:
        ProjectError: fewer than two groups, a share that leaves one side empty, or a negative seed.
    """
    if not 0 < test_share < 1:
        raise ProjectError("The test share lies between 0 and 1.", hint="Choose 0.25, for example.")
    if seed < 0:
        raise ProjectError("A seed is not negative.", hint="Choose 0, for example.")
    clips = project.clips()
    by = by or group_of(clips)
    group = _joined_groups(clips, by)
    if len(set(group)) < 2:
        raise ProjectError(
            f"All clips come from one {by}: a test would only repeat the training.",
            hint="Import recordings from other places, or split by something else.",
        )
    in_test = _choose(clips, group, test_share, seed)
    splits = {
        clip.segment_id: "test" if in_test[number] else "train"
        for clip, number in zip(clips, group, strict=True)
    }
    return _apply(project, clips, splits, by, name=name, strict=False)


def split_by_column(
    project: Project,
    column: str,
    test_values: Collection[str],
    *,
    name: str | None = None,
    strict: bool = False,
) -> SplitReport:
    """Test are the clips that have one of the values in a column, training all others.

    Clips without a value belong to neither. With ``strict`` a leak is refused, nothing changed.

    Raises:
        ProjectError: no such column or value; with ``strict``, a leak.
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
    return _apply(project, clips, splits, None, name=name, strict=strict)


def split_by_files(
    project: Project,
    train: Path,
    test: Path,
    *,
    name: str | None = None,
    strict: bool = False,
) -> SplitReport:
    """Take the split from two tables with a column ``filename``, as DCASE publishes them.

    Clips that neither names belong to neither. With ``strict`` a leak is refused.

    Raises:
        ProjectError: a file is in both tables or names no clip; with ``strict``, a leak.
    """
    clips = project.clips()
    listed = {"train": _listed(train), "test": _listed(test)}
    if both := sorted(listed["train"] & listed["test"]):
        raise ProjectError(
            f'"{both[0]}" and {len(both) - 1} others are in both tables.',
            hint="A clip can only be on one side.",
        )
    side = {path: split for split, paths in listed.items() for path in paths}
    splits = _match(clips, side)
    for split, table in (("train", train), ("test", test)):
        if split not in splits.values():
            raise ProjectError(
                f'"{table.name}" names none of the clips.',
                hint=f'A clip of the project is called "{clips[0].relative_path}".'
                if clips
                else "The project has no clips yet.",
            )
    return _apply(project, clips, splits, None, name=name, strict=strict)


def _apply(
    project: Project,
    clips: Sequence[ClipRow],
    splits: Mapping[int, str | None],
    by: GroupKind | None,
    *,
    name: str | None,
    strict: bool,
) -> SplitReport:
    by = by or group_of(clips)
    train = [clip for clip in clips if splits[clip.segment_id] == "train"]
    test = [clip for clip in clips if splits[clip.segment_id] == "test"]
    leaking = leaking_sources(train, test, by)
    if strict and leaking:
        raise ProjectError(
            f'{len(leaking)} of the {by}s are in training and test, the first is "{leaking[0]}".',
            hint="The result would look better than it is. Nothing was changed.",
        )
    project.set_split(splits, name)
    return SplitReport(len(train), len(test), by, leaking)


def _joined_groups(clips: Sequence[ClipRow], by: GroupKind) -> list[int]:
    """Number of the group of each clip; by location, a shared source joins locations too."""
    parent: dict[str, str] = {}

    def top(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = name = parent[parent[name]]
        return name

    first = [f"group {group_name(clip, by)}" for clip in clips]
    for clip, name in zip(clips, first, strict=True):
        if by == "location" and clip.source is not None:
            parent[top(name)] = top(f"source {clip.source}")
    numbers: dict[str, int] = {}
    return [numbers.setdefault(top(name), len(numbers)) for name in first]


def _choose(
    clips: Sequence[ClipRow], group: Sequence[int], share: float, seed: int
) -> NDArray[np.bool_]:
    """Which groups go into the test (G,), so that each scene comes close to its share.

    A random start, then single moves of groups for as long as one brings the scenes nearer.
    """
    scenes = sorted({clip.scene or "" for clip in clips})
    column = {scene: index for index, scene in enumerate(scenes)}
    counts = np.zeros((max(group) + 1, len(scenes)))  # (G, S) clips
    for clip, number in zip(clips, group, strict=True):
        counts[number, column[clip.scene or ""]] += 1
    total = counts.sum(axis=0)
    weights = 1 / total
    n_groups = (counts > 0).sum(axis=0)
    order = np.random.default_rng(seed).permutation(len(counts))
    in_test = np.zeros(len(counts), bool)
    surplus = -share * total  # clips in the test minus clips wanted there, per scene
    groups_in_test = np.zeros(len(scenes))

    def allowed(number: int) -> bool:
        """Whether every scene of the group keeps another on the side the group leaves."""
        mine = counts[number] > 0
        left = groups_in_test if in_test[number] else n_groups - groups_in_test
        return not np.any(mine & (left <= 1))

    for _ in range(_SWEEPS):
        moved = False
        for number in order:
            step = -counts[number] if in_test[number] else counts[number]
            empty = (groups_in_test == 0) & (n_groups > 1) & (counts[number] > 0)
            nearer = weights @ ((surplus + step) ** 2 - surplus**2) < -1e-9
            wanted = nearer or (not in_test[number] and empty.any())
            if wanted and allowed(number):
                surplus += step
                in_test[number] = not in_test[number]
                groups_in_test += np.where(counts[number] > 0, 1 if in_test[number] else -1, 0)
                moved = True
        if not moved:
            break
    if not in_test.any():  # one group per scene: something has to be in the test
        in_test[counts.sum(axis=1).argmin()] = True
    return in_test


def _value(clip: ClipRow, column: str) -> str | None:
    if column in clip.extra:
        return clip.extra[column].strip()
    return getattr(clip, column) if column in _FACTS else None


def _listed(table: Path) -> set[str]:
    paths = (safe_relative(row.filename) for row in read_table(table).rows)
    return {path for path in paths if path is not None}


def _match(clips: Sequence[ClipRow], side: Mapping[str, str]) -> dict[int, str | None]:
    """Side of each clip by its path, else by its file name where that is unique on both ends."""
    splits = {clip.segment_id: side.get(clip.relative_path) for clip in clips}
    if any(splits.values()):
        return splits
    by_name: dict[str, str | None] = {}
    for path, split in side.items():
        name = path.rpartition("/")[2]
        by_name[name] = None if name in by_name else split
    return {clip.segment_id: by_name.get(clip.path.name) for clip in clips}
