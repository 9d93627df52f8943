"""All clips of a project as columns: filtered, sorted and counted without touching the rows."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from numpy.typing import NDArray

from ml_core import api

Facet = Literal["state", "scene", "device", "location", "split", "import"]
FACETS: tuple[Facet, ...] = get_args(Facet)
NONE = ""  # the facet value of a clip that has none

_FIELDS: dict[Facet, str] = {facet: facet for facet in FACETS}
_FIELDS |= {"scene": "scenes", "import": "imported"}

SortKey = Literal["name", "scene", "device", "location", "length", "state", "split"]


class ClipTable:
    """An immutable snapshot of the clips; ``patched`` makes the next one.

    Rows are integers into ``clips``, which makes a whole row when it is asked for one. 230,000
    rows filter and sort in a few milliseconds, because every facet is one integer column.

    Args:
        clips: one row per clip, in the order of the project.
        scenes: those that have a place already, and keep it: marks and keys do not move under
            the user's hand when a scene is added or no clip has it any more.
        order: in which the others follow; what is not in it comes last, by name.
        before: a table that has some of its columns: what it knows of them is not worked out anew.

    Attributes:
        clips: one row per clip, in the order of the project.
        devices: every device, in alphabetical order.
        scenes: every scene, in the order that decides its mark.
        segment_ids: (N,) of the clips.
        open: (N,) which of them wait for a label.
        n_open: how many these are.
    """

    def __init__(
        self,
        clips: "api.ClipColumns | Iterable[api.ClipRow]" = (),
        scenes: Sequence[str] = (),
        order: Sequence[str] = (),
        before: "ClipTable | None" = None,
    ) -> None:
        self.clips = clips if isinstance(clips, api.ClipColumns) else api.ClipColumns.of(clips)
        self.segment_ids: NDArray[np.int64] = self.clips.numbers["segment_id"]
        if before is not None and np.array_equal(self.segment_ids, before.segment_ids):
            self.segment_ids = before.segment_ids
        self._low_paths: api.Texts | None = None
        self._name_ranks: NDArray[np.int64] | None = None
        self._by_id: NDArray[np.int64]
        self._gapless: bool
        if before is not None and self.segment_ids is before.segment_ids:
            self._by_id, self._gapless = before._by_id, before._gapless
        else:
            self._by_id = np.argsort(self.segment_ids, kind="stable")
            self._gapless = bool((np.diff(self.segment_ids) == 1).all())
        if before is not None and self.clips.paths == before.clips.paths:
            self._low_paths, self._name_ranks = before._low_paths, before._name_ranks
        self._facets: dict[Facet, _FacetColumn] = {}
        for facet in FACETS:
            column = self.clips.coded[_FIELDS[facet]]
            same = before is not None and before.clips.coded[_FIELDS[facet]] is column
            self._facets[facet] = before._facets[facet] if before is not None and same else (
                _FacetColumn.of(column, facet)
            )  # fmt: skip
        present = self.values("scene")
        in_order = [one for one in order if one in present]
        self.scenes = tuple(dict.fromkeys((*scenes, *in_order, *present)))
        self.devices = self.values("device")
        self.duration_s = float(self.clips.numbers["duration_s"].sum())
        self.open = self.clips.open
        self.n_open = int(np.count_nonzero(self.open))

    def __len__(self) -> int:
        return len(self.clips)

    def prepare(self) -> None:
        """Work out what the first search and the first sort by name would have to wait for."""
        self._ranks()

    def values(self, facet: Facet) -> tuple[str, ...]:
        """The distinct values of a facet, without the empty one."""
        return tuple(sorted(name for name in self._facets[facet].counts if name != NONE))

    def row_of(self, segment_id: int) -> int | None:
        """Row of a clip, None if it is not there any more."""
        row = int(self.rows_of(np.array([segment_id]))[0])
        return row if row >= 0 else None

    def clip(self, segment_id: int) -> "api.ClipRow | None":
        """One clip by its id."""
        row = self.row_of(segment_id)
        return None if row is None else self.clips[row]

    def some(self, segment_ids: Sequence[int]) -> list["api.ClipRow"]:
        """Those of some clips that are there."""
        rows = self.rows_of(np.array(segment_ids, np.int64))
        return [self.clips[row] for row in rows[rows >= 0].tolist()]

    def rows_of(self, segment_ids: NDArray[np.int64]) -> NDArray[np.int64]:
        """(M,) rows of many clips, -1 for those that are not there any more."""
        if not len(self):
            return np.full(len(segment_ids), -1, np.int64)
        if self._gapless:  # as after one import: a subtraction finds them
            rows = segment_ids - self.segment_ids[0]
            return np.where((rows >= 0) & (rows < len(self)), rows, -1)
        found = np.searchsorted(self.segment_ids, segment_ids, sorter=self._by_id)
        rows = self._by_id[np.minimum(found, len(self) - 1)]
        return np.where(self.segment_ids[rows] == segment_ids, rows, -1)

    def known(self, segment_ids: Sequence[int]) -> tuple[int, ...]:
        """Those of some clips that are there."""
        chosen = np.array(segment_ids, np.int64)
        return tuple(chosen[self.rows_of(chosen) >= 0].tolist())

    def column(self, facet: Facet) -> tuple[list[str], NDArray[np.int32]]:
        """The values of a facet in no order, and which of them each row has."""
        column = self._facets[facet]
        return list(column.counts), column.codes

    def has(self, facet: Facet, value: str) -> NDArray[np.bool_]:
        """(N,) which rows have a value."""
        names, codes = self.column(facet)
        return codes == (names.index(value) if value in names else -1)

    def differs(self, before: "ClipTable") -> NDArray[np.bool_]:
        """(N,) which clips have another scene or state than in a table of the same clips."""
        changed = np.zeros(len(self), bool)
        facets: tuple[Facet, ...] = ("scene", "state")
        for facet in facets:
            names, codes = self.column(facet)
            known, old = before.column(facet)
            code_of = np.array([names.index(one) if one in names else -1 for one in known], int)
            changed |= codes != code_of[old]
        return changed

    def counts(self, facet: Facet) -> dict[str, int]:
        """How many clips have each value; the empty value stands for "none".

        Without a scene are those that wait for one, as ``select`` finds them.
        """
        counts = dict(sorted(self._facets[facet].counts.items()))
        if facet == "scene" and counts.pop(NONE, 0) and self.n_open:
            return {NONE: self.n_open} | counts
        return counts

    def counts_usable(self, facet: Facet) -> dict[str, int]:
        """How many clips with a label, not excluded, have each value: what is measured on."""
        names, codes = self.column(facet)
        usable = ~(self.has("scene", NONE) | self.has("state", "excluded"))
        counts = np.bincount(codes[usable], minlength=len(names)).tolist()
        return dict(sorted(zip(names, counts, strict=True)))

    def unseen_devices(self) -> set[str]:
        """Devices of the test split that training never hears; none while there is no split."""
        train, test = (self._devices_of(split) for split in ("train", "test"))
        return test - train if train else set()

    def _devices_of(self, split: str) -> set[str]:
        names, codes = self.column("split")
        if split not in names:
            return set()
        devices, of_device = self.column("device")
        number = np.bincount(of_device[codes == names.index(split)], minlength=len(devices))
        return {name for name, n in zip(devices, number, strict=True) if n} - {NONE}

    def all_have(self, segment_ids: Sequence[int], facet: Facet, value: str) -> bool:
        """Whether these clips are all there and have a value."""
        rows = self.rows_of(np.array(segment_ids, np.int64))
        return bool((rows >= 0).all() and self.has(facet, value)[rows].all())

    def select(self, wanted: Mapping[Facet, Collection[str]], text: str = "") -> NDArray[np.int64]:
        """Rows that have one of the wanted values of every facet and all words of the text.

        A facet that is absent or empty does not filter.
        """
        keep = np.ones(len(self), bool)
        for facet, values in wanted.items():
            if values:
                names, codes = self.column(facet)
                has_it = np.array([name in values for name in names], bool)[codes]
                if facet == "scene" and NONE in values:  # an excluded clip wants none
                    has_it &= self.open | (codes != names.index(NONE) if NONE in names else True)
                keep &= has_it
        for word in api.folded(text).split():
            keep &= self._mentions(word)
        return np.flatnonzero(keep)

    def _mentions(self, word: str) -> NDArray[np.bool_]:
        """(N,) whose path, scene, device, location or note contains a word."""
        found = self._lowered().containing(word)
        facets: tuple[Facet, ...] = ("scene", "device", "location")
        columns = [self.column(facet) for facet in facets]
        note = self.clips.coded["note"]
        for values, codes in [*columns, (note.values, note.codes)]:
            has_it = np.array([word in api.folded(value) for value in values], bool)
            if has_it.any():
                found |= has_it[codes]
        return found

    def _lowered(self) -> "api.Texts":
        if self._low_paths is None:
            self._low_paths = self.clips.paths.folded()
        return self._low_paths

    def _ranks(self) -> NDArray[np.int64]:
        if self._name_ranks is None:
            self._name_ranks = self._lowered().name_ranks()
        return self._name_ranks

    def sort(
        self, rows: NDArray[np.int64], key: SortKey, *, descending: bool = False
    ) -> NDArray[np.int64]:
        """The rows in another order; equal ones keep the order of the project."""
        column: NDArray[Any]
        if key == "name":
            column = self._ranks()[rows]
        elif key == "length":
            column = self.clips.numbers["duration_s"][rows]
        else:
            names, codes = self.column(key)
            places = np.argsort(np.argsort(np.array(names or [NONE])))
            kind = np.int16 if len(names) < 1 << 15 else np.int64  # numpy sorts the first quicker
            column = places.astype(kind)[codes[rows]]
        return rows[np.argsort(np.negative(column) if descending else column, kind="stable")]

    def rows_of_recording(self, recording_id: int) -> NDArray[np.int64]:
        """(M,) rows of all segments of a recording, in the order of the project."""
        return np.flatnonzero(self.clips.numbers["recording_id"] == recording_id)

    def patched(
        self, clips: Sequence["api.ClipRow"], gone: Collection[int] = (), order: Sequence[str] = ()
    ) -> "ClipTable":
        """The table after some clips changed; costs those clips and a copy of what changed.

        Args:
            clips: as they are now; one that is not known comes in where it belongs.
            gone: ids of clips that are not there any more.
            order: of scenes that are new; see above.
        """
        return ClipTable(self.clips.patched(clips, gone), self.scenes, order, before=self)


@dataclass(frozen=True, slots=True)
class _FacetColumn:
    """How many clips have each value that there is, and (N,) which of them each clip has."""

    counts: dict[str, int]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, column: "api.Coded", facet: Facet) -> "_FacetColumn":
        """A facet of the columns of a project."""
        first = (value[0] if value else NONE for value in column.values)
        values = list(first) if facet == "scene" else [value or NONE for value in column.values]
        numbers = np.bincount(column.codes, minlength=len(values))
        counts: dict[str, int] = {}
        places: dict[str, int] = {}
        code_of = np.zeros(max(1, len(values)), np.int32)
        for code in np.flatnonzero(numbers).tolist():
            code_of[code] = places.setdefault(values[code], len(places))
            counts[values[code]] = counts.get(values[code], 0) + int(numbers[code])
        same = np.array_equal(code_of, np.arange(len(code_of)))
        return cls(counts, column.codes if same else code_of[column.codes])
