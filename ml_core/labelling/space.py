"""Where every clip lies, as one bundle hears it, and what is known of the clips there.

Letters: N clips, D embedding size, K scenes.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.datasets.grouping import group_name, group_of, name_of
from ml_core.labelling.vectors import Vectors, columns_of, keys_of
from ml_core.project import ClipRow, Project
from ml_core.project.columns import ClipColumns

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]
NO_SCENE = -1


@dataclass(frozen=True, slots=True, eq=False)
class Space:
    """The clips of a project that a bundle has heard, in the project's order.

    Attributes:
        segment_ids: (N,).
        directions: (N, D) of unit length: embeddings around their common mean, so that what all
            recordings share tells nothing.
        centre: (D,) that mean.
        scores: (N, K) what the bundle itself says: mean over windows of the
            calibrated softmax.
        scenes: the bundle's K.
        fingerprint: the bundle's.
    """

    segment_ids: Indices
    directions: Floats
    centre: Floats
    scores: Floats
    scenes: tuple[str, ...]
    fingerprint: str = ""

    def __len__(self) -> int:
        return len(self.segment_ids)

    @classmethod
    def of(
        cls,
        segment_ids: Indices,
        embeddings: Floats,
        scores: Floats,
        scenes: Sequence[str],
        fingerprint: str = "",
    ) -> "Space":
        """A space from what a network heard.

        Args:
            segment_ids: (N,).
            embeddings: (N, D) of any length.
            scores: (N, K) that add up to 1.
            scenes: the K names.
            fingerprint: the bundle's.
        """
        wide = np.asarray(embeddings, dtype=np.float32)
        centre = wide.mean(axis=0) if len(wide) else np.zeros(wide.shape[1], np.float32)
        directions = wide - centre
        length = np.linalg.norm(directions, axis=1, keepdims=True)
        directions /= np.maximum(length, 1e-12)  # in place: they may be a gigabyte
        return cls(
            segment_ids=np.asarray(segment_ids, dtype=np.int64),
            directions=directions,
            centre=centre.astype(np.float32),
            scores=np.asarray(scores, dtype=np.float32),
            scenes=tuple(scenes),
            fingerprint=fingerprint,
        )

    def rows(self, segment_ids: Iterable[int]) -> Indices:
        """Row of each clip; -1 for one that was not heard."""
        wanted = np.fromiter(segment_ids, dtype=np.int64)
        rows = np.full(len(wanted), -1, np.int64)
        there, row = match(self.segment_ids, wanted)
        rows[there] = row
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class Labels:
    """What people said about the clips of a space.

    Attributes:
        scenes: the K scenes that occur, in alphabetical order.
        scene: (N,) index of each clip's scene, ``NO_SCENE`` without one.
        group: (N,) number of each clip's location or source: what is never divided.
        usable: (N,) False for excluded clips, which neither teach nor are asked about.
        trusted: (N,) False for labels that need review, which do not teach.
    """

    scenes: tuple[str, ...]
    scene: Indices
    group: Indices
    usable: npt.NDArray[np.bool_]
    trusted: npt.NDArray[np.bool_]

    @classmethod
    def of(cls, space: Space, clips: Sequence[ClipRow]) -> "Labels":
        """What ``clips``, all of a project, say about the clips of ``space``."""
        columns = columns_of(clips)
        there, row = match(columns.numbers["segment_id"], space.segment_ids)
        scenes, scene = _scene_numbers(columns, row)
        state = columns.coded["state"]
        wide, group = np.full(len(space), NO_SCENE, np.int64), np.zeros(len(space), np.int64)
        wide[there], group[there] = scene, 1 + _group_numbers(columns.taken(row))
        usable, trusted = np.zeros((2, len(space)), bool)
        for said, against in ((usable, "excluded"), (trusted, "needs_review")):
            good = np.array([value != against for value in state.values], bool)
            said[there] = good[state.codes[row]]
        return cls(scenes, wide, group, usable, trusted)

    @property
    def teaching(self) -> Indices:
        """Rows that teach: labelled, not excluded, not in doubt."""
        return np.flatnonzero((self.scene != NO_SCENE) & self.usable & self.trusted)

    @property
    def open(self) -> Indices:
        """Rows that wait for a label."""
        return np.flatnonzero((self.scene == NO_SCENE) & self.usable)


def _scene_numbers(columns: ClipColumns, rows: Indices) -> tuple[tuple[str, ...], Indices]:
    """The scenes of some rows in alphabetical order, and (M,) which each has."""
    cells = columns.coded["scenes"]
    first = [several[0] if several else "" for several in cells.values]
    codes = cells.codes[rows]
    present = {first[code] for code in np.unique(codes).tolist()}
    scenes = tuple(sorted(present - {""}))
    number = {name: place for place, name in enumerate(scenes)}
    return scenes, np.array([number.get(name, NO_SCENE) for name in first], np.int64)[codes]


def _group_numbers(columns: ClipColumns) -> Indices:
    """(N,) number of each clip's group, in the order of their names."""
    if not len(columns):
        return np.zeros(0, np.int64)
    city, location = columns.coded["city"], columns.coded["location"]
    place = city.codes.astype(np.int64) * len(location.values) + location.codes
    _, first, alike = np.unique(place, return_index=True, return_inverse=True)
    of_each_place = [columns[row] for row in first.tolist()]
    kind = group_of(of_each_place)
    if kind == "source":
        known, codes = list(columns.coded["source"].values), columns.coded["source"].codes
    else:
        known, codes = [name_of(clip, kind) for clip in of_each_place], alike
    bare = np.array([not name for name in known], bool)[codes]
    own = [group_name(columns[row], kind) for row in np.flatnonzero(bare).tolist()]
    group = np.array([name or "" for name in [*known, *own]], np.str_)
    codes = codes.astype(np.int64)
    codes[bare] = len(known) + np.arange(len(own))
    used, of_each = np.unique(codes, return_inverse=True)
    return np.unique(group[used], return_inverse=True)[1].astype(np.int64)[of_each]


def read_space(
    project: Project, fingerprint: str, clips: Sequence[ClipRow] | None = None
) -> Space | None:
    """The clips that the bundle of this fingerprint has heard so far; None where there are none.

    Args:
        project: whose clips.
        fingerprint: of the bundle.
        clips: all clips of the project, where they are at hand.
    """
    found = Vectors(project, fingerprint).read()
    if found is None:
        return None
    columns = project.columns() if clips is None else columns_of(clips)
    heard, row = match(found["key"], keys_of(columns))
    if not len(heard):
        return None
    return Space.of(
        columns.numbers["segment_id"][heard],
        found["embedding"][row].astype(np.float32),
        found["scores"][row].astype(np.float32),
        [str(name) for name in found["scenes"]],
        fingerprint,
    )


def match(
    keys: npt.NDArray[np.integer], wanted: npt.NDArray[np.integer]
) -> tuple[Indices, Indices]:
    """Which of some keys are known, and where.

    Args:
        keys: (N,) known ones.
        wanted: (M,) some.

    Returns:
        (P,) places among ``wanted`` and (P,) places among ``keys``, of those that are in both.
    """
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    order = np.argsort(keys, kind="stable")
    place = np.minimum(np.searchsorted(keys, wanted, sorter=order), len(keys) - 1)
    row = order[place]
    there = np.flatnonzero(keys[row] == wanted)
    return there.astype(np.int64), row[there].astype(np.int64)
