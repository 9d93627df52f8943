"""All clips as columns: a few numbers per clip in place of an object with twenty-eight.

230,000 clips take some 40 MB; whole rows are made when they are asked for, one by one.
"""

import json
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any, Self, overload

import numpy as np
from numpy.typing import NDArray

from ml_core.project.clips import ClipRow
from ml_core.project.texts import Texts

FIELDS = tuple(one.name for one in fields(ClipRow))
NUMBERS: Mapping[str, Any] = {
    "segment_id": np.int64,
    "recording_id": np.int64,
    "start_s": np.float64,
    "duration_s": np.float64,
    "recording_duration_s": np.float64,
    "low_hz": np.float64,
    "high_hz": np.float64,
    "sample_rate_hz": np.int32,
    "channels": np.int32,
    "channel": np.int32,
    "n_segments": np.int32,
    "edition": np.int32,
}
_MAYBE: Mapping[str, float] = {"low_hz": np.nan, "high_hz": np.nan, "channel": -1}
"""What stands for None in numbers that may be."""
CODED = tuple(name for name in FIELDS if name not in NUMBERS and name != "relative_path")


@dataclass(frozen=True, slots=True, eq=False)
class Coded:
    """A column of few values: all of them, and (N,) which each row has.

    Values may have no row, and may be there twice: numbers of names that are no more are None.
    """

    values: Sequence[Any]
    codes: NDArray[np.int32]

    @classmethod
    def of(cls, cells: Iterable[Any]) -> Self:
        """The column of these cells."""
        places: dict[Any, int] = {}
        codes = [places.setdefault(cell, len(places)) for cell in cells]
        return cls(tuple(places), np.array(codes, np.int32))

    def replaced(self, rows: NDArray[np.int64], cells: Sequence[Any]) -> "Coded":
        """With other cells in some rows (M,); itself where they are the same."""
        if [self.values[code] for code in self.codes[rows].tolist()] == list(cells):
            return self
        values, new = self._coded(cells)
        codes = self.codes.copy()
        codes[rows] = new
        return Coded(values, codes)

    def extended(self, cells: Sequence[Any]) -> "Coded":
        """With more rows."""
        values, new = self._coded(cells)
        return Coded(values, np.append(self.codes, new))

    def taken(self, rows: NDArray[np.int64]) -> "Coded":
        """Some rows (M,), in their order."""
        return Coded(self.values, self.codes[rows])

    def counts(self) -> dict[Any, int]:
        """How many rows each value has that has some."""
        counts: Counter[Any] = Counter()
        for code, n in enumerate(np.bincount(self.codes, minlength=len(self.values)).tolist()):
            if n:
                counts[self.values[code]] += n
        return dict(counts)

    def _coded(self, cells: Sequence[Any]) -> tuple[Sequence[Any], NDArray[np.int32]]:
        """The values with those of more cells behind them, and (M,) which each cell has."""
        places: dict[Any, int] = {}
        for code, value in enumerate(self.values):
            places.setdefault(value, code)
        n = len(self.values)
        missing = [cell for cell in dict.fromkeys(cells) if cell not in places]
        places.update(zip(missing, range(n, n + len(missing)), strict=True))
        values = (*self.values, *missing) if missing else self.values
        return values, np.array([places[cell] for cell in cells], np.int32)


class ClipColumns(Sequence[ClipRow]):
    """Clips in the order of the project. It never changes: what changes gives another.

    Attributes:
        numbers: (N,) of every field of ``ClipRow`` that is a number; NaN and -1 stand for None.
        coded: its other fields; ``extra`` as JSON, empty for none.
        paths: their relative paths.
    """

    __slots__ = ("_readers", "coded", "numbers", "paths")

    def __init__(
        self, numbers: Mapping[str, NDArray[Any]], coded: Mapping[str, Coded], paths: Texts
    ) -> None:
        self.numbers, self.coded, self.paths = numbers, coded, paths
        self._readers = [self._reader(name) for name in FIELDS]

    @classmethod
    def of(cls, clips: Iterable[ClipRow]) -> Self:
        """The columns of some rows."""
        rows = list(clips)
        return cls(
            {name: _numbers(rows, name) for name in NUMBERS},
            {name: Coded.of(_cells(rows, name)) for name in CODED},
            Texts(row.relative_path for row in rows),
        )

    def __len__(self) -> int:
        return len(self.paths)

    @overload
    def __getitem__(self, row: int) -> ClipRow: ...
    @overload
    def __getitem__(self, row: slice) -> Sequence[ClipRow]: ...
    def __getitem__(self, row: int | slice) -> ClipRow | Sequence[ClipRow]:
        if isinstance(row, slice):
            return tuple(self._made(one) for one in range(*row.indices(len(self))))
        row = int(row)
        if not -len(self) <= row < len(self):
            raise IndexError(row)
        return self._made(row % len(self))

    def __iter__(self) -> Iterator[ClipRow]:
        return map(self._made, range(len(self)))

    @property
    def open(self) -> NDArray[np.bool_]:
        """(N,) which clips wait for a label: they have no scene, and are not excluded."""
        scenes, state = self.coded["scenes"], self.coded["state"]
        bare = np.array([not several for several in scenes.values], bool)
        wanted = np.array([value != "excluded" for value in state.values], bool)
        return bare[scenes.codes] & wanted[state.codes] if len(self) else np.zeros(0, bool)

    def replaced(self, rows: NDArray[np.int64], clips: Sequence[ClipRow]) -> "ClipColumns":
        """With other clips in some rows (M,)."""
        numbers = dict(self.numbers)
        for name, column in self.numbers.items():
            new = _numbers(clips, name)
            if not np.array_equal(column[rows], new, equal_nan=True):
                numbers[name] = column.copy()
                numbers[name][rows] = new
        coded = {
            name: column.replaced(rows, _cells(clips, name)) for name, column in self.coded.items()
        }
        paths = self.paths
        moved = {
            row: clip.relative_path
            for row, clip in zip(rows.tolist(), clips, strict=True)
            if paths[row] != clip.relative_path
        }
        if moved:
            paths = Texts(moved.get(row, paths[row]) for row in range(len(paths)))
        return ClipColumns(numbers, coded, paths)

    def extended(self, clips: Sequence[ClipRow]) -> "ClipColumns":
        """With more clips at the end."""
        numbers = {
            name: np.append(column, _numbers(clips, name)) for name, column in self.numbers.items()
        }
        coded = {name: column.extended(_cells(clips, name)) for name, column in self.coded.items()}
        more = Texts(clip.relative_path for clip in clips)
        return ClipColumns(numbers, coded, Texts.joined([self.paths, more]))

    def taken(self, rows: NDArray[np.int64]) -> "ClipColumns":
        """Some of the clips (M,), in their order."""
        return ClipColumns(
            {name: column[rows] for name, column in self.numbers.items()},
            {name: column.taken(rows) for name, column in self.coded.items()},
            self.paths.taken(rows),
        )

    def patched(self, clips: Sequence[ClipRow], gone: Collection[int] = ()) -> "ClipColumns":
        """After some clips changed; costs those clips and a copy of what changed.

        Args:
            clips: as they are now; one that is not known comes in where it belongs.
            gone: ids of clips that are not there any more.
        """
        columns, ids = self, self.numbers["segment_id"]
        changed = np.array([clip.segment_id for clip in clips], np.int64)
        by_id = np.argsort(ids, kind="stable")
        rows = np.zeros(len(clips), np.int64)
        known = np.zeros(len(clips), bool)
        if len(ids):
            found = np.searchsorted(ids, changed, sorter=by_id)
            rows = by_id[np.minimum(found, len(ids) - 1)]
            known = ids[rows] == changed
        if known.any():
            old = [clips[n] for n in np.flatnonzero(known).tolist()]
            columns = columns.replaced(rows[known], old)
        if not known.all():
            columns = columns.extended([clips[n] for n in np.flatnonzero(~known).tolist()])
            longer = columns.numbers["segment_id"]
            if (np.diff(longer) < 0).any() and (np.diff(ids) > 0).all():
                columns = columns.taken(np.argsort(longer))
        if gone:
            left = ~np.isin(columns.numbers["segment_id"], list(gone))
            columns = columns.taken(np.flatnonzero(left))
        return columns

    def _made(self, row: int) -> ClipRow:
        return ClipRow(*[read(row) for read in self._readers])

    def _reader(self, name: str) -> Callable[[int], Any]:
        """What gives one field of a row."""
        if name == "relative_path":
            return self.paths.__getitem__
        if name in _MAYBE:
            item = self.numbers[name].item
            return lambda row: cell if (cell := item(row)) >= 0 else None
        if name in NUMBERS:
            return self.numbers[name].item
        values, code = self.coded[name].values, self.coded[name].codes.item
        if name == "extra":
            return lambda row: json.loads(text) if (text := values[code(row)]) else {}
        return lambda row: values[code(row)]


def _numbers(clips: Sequence[ClipRow], name: str) -> NDArray[Any]:
    none = _MAYBE.get(name)
    cells = (getattr(clip, name) for clip in clips)
    if none is not None:
        cells = (none if cell is None else cell for cell in cells)
    return np.fromiter(cells, NUMBERS[name], len(clips))


def _cells(clips: Sequence[ClipRow], name: str) -> list[Any]:
    if name == "extra":
        return [as_json(clip.extra) for clip in clips]
    return [getattr(clip, name) for clip in clips]


def as_json(extra: Mapping[str, str]) -> str:
    """Other facts as text, as they are stored; empty for none."""
    return json.dumps(dict(extra), ensure_ascii=False) if extra else ""
