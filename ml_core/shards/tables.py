"""The Parquet table of a shard: written in sorted row groups, read past those that cannot match.

Rows are sorted by scene, device and location, so that the least and the greatest value of a row
group say what cannot be in it. They are believed only to leave out; every row that is read is
looked at again.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ml_core.errors import MissingPack, ShardError, UnwritableFile
from ml_core.files import atomic_path
from ml_core.project import ClipFilter
from ml_core.shards.rows import FACTS, ShardRow

GROUP_ROWS = 64
_MOST_ROWS = 5_000_000
_META = b"asc-shard"
_FLOATS = ("start_s", "duration_s", "low_hz", "high_hz")
_INTEGERS = ("n_samples", "rate_hz", "channels", "offset", "n_bytes", "channel")
_FILTERED = ("state", "device", "location", "split")


@dataclass(slots=True)
class Tally:
    """How many row groups a reading met, and how many of them it left out unread."""

    row_groups: int = 0
    skipped: int = 0


def write_rows(path: Path, rows: Sequence[ShardRow], said: Mapping[str, Any]) -> None:
    """Write the rows of one shard, whole or not at all: the same bytes for the same rows.

    Args:
        path: the file.
        rows: in any order.
        said: facts of the shard, as JSON can hold them.

    Raises:
        MissingPack: pyarrow is not installed.
        UnwritableFile: the system refuses.
    """
    arrow, parquet = pyarrow_for("Writing shards")
    text = json.dumps(said, sort_keys=True, ensure_ascii=False, allow_nan=False)
    schema = _schema(arrow).with_metadata({_META: text.encode()})
    columns: dict[str, list[Any]] = {name: [] for name in FACTS}
    for row in sorted(rows, key=_place):
        for name, cells in columns.items():
            cells.append(_cell(name, getattr(row, name)))
    table = arrow.table(columns, schema=schema)
    with atomic_path(path) as temporary:
        try:
            parquet.write_table(table, temporary, row_group_size=GROUP_ROWS)
        except OSError as error:
            raise UnwritableFile(path, error.strerror or str(error)) from error


def read_said(path: Path) -> dict[str, Any]:
    """The facts of the shard that its table carries.

    Raises:
        ShardError: the file cannot be read, or is none of ours.
        MissingPack: pyarrow is not installed.
    """
    with _Opened(path) as file:
        try:
            said = json.loads((file.schema_arrow.metadata or {})[_META])
        except (KeyError, ValueError, RecursionError) as error:
            raise damaged(path) from error
    if not isinstance(said, dict):
        raise damaged(path)
    return said


def read_rows(
    path: Path, wanted: ClipFilter, tally: Tally | None = None, *, prune: bool = True
) -> Iterator[ShardRow]:
    """The rows that a filter lets through, one row group in memory at a time.

    Args:
        path: the table of a shard.
        wanted: which clips.
        tally: counts row groups.
        prune: leave out what cannot match; False reads every row group.

    Raises:
        ShardError: it is damaged, or says what cannot be.
        MissingPack: pyarrow is not installed.
    """
    tally = Tally() if tally is None else tally
    with _Opened(path) as file:
        column = {name: n for n, name in enumerate(file.schema.names)}
        for number in range(file.num_row_groups):
            tally.row_groups += 1
            facts = file.metadata.row_group(number)
            if prune and _cannot_match(facts, column, wanted):
                tally.skipped += 1
                continue
            with _Trouble(path):
                lines = file.read_row_group(number, columns=list(FACTS)).to_pylist()
            for line in lines:
                row = _row(line, path)
                if row.matches(wanted):
                    yield row


def damaged(path: Path) -> ShardError:
    """What is said of a table that cannot be read."""
    return ShardError(
        f'The table of a shard, "{path.name}", is damaged.',
        hint="See what else is damaged: asc shard --check FOLDER.",
    )


def pyarrow_for(purpose: str) -> tuple[Any, Any]:
    """Give pyarrow and its Parquet part, from the lab pack.

    Raises:
        MissingPack: it is not installed.
    """
    try:
        import pyarrow
        import pyarrow.parquet
    except ImportError as error:
        raise MissingPack("lab", purpose) from error
    return pyarrow, pyarrow.parquet


class _Trouble:
    """Turns what pyarrow says of damage into a sentence."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._kinds: tuple[type[BaseException], ...] = (
            pyarrow_for("Reading shards")[0].ArrowException, OSError, ValueError, TypeError,
            OverflowError, RuntimeError, KeyError, IndexError,
        )  # fmt: skip

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        if isinstance(error, self._kinds):
            raise damaged(self._path) from error


class _Opened:
    """A Parquet file whose columns are those of a shard."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: Any = None

    def __enter__(self) -> Any:
        arrow, parquet = pyarrow_for("Reading shards")
        with _Trouble(self._path):
            self._file = parquet.ParquetFile(self._path)
            schema, n_rows = self._file.schema_arrow, self._file.metadata.num_rows
            fits = n_rows <= _MOST_ROWS and schema.equals(_schema(arrow), check_metadata=False)
        if not fits:
            self._file.close()
            raise damaged(self._path)
        return self._file

    def __exit__(self, *error: object) -> None:
        self._file.close()


def _schema(arrow: Any) -> Any:
    def kind(name: str) -> Any:
        if name == "scenes":
            return arrow.list_(arrow.string())
        if name in _FLOATS:
            return arrow.float64()
        return arrow.int64() if name in _INTEGERS else arrow.string()

    return arrow.schema([(name, kind(name)) for name in FACTS])


def _place(row: ShardRow) -> tuple[Any, ...]:
    """Where a row belongs in the table: what filters ask for together lies together."""
    return (row.scene or "", row.device or "", row.location or "", row.key)


def _cell(name: str, value: Any) -> Any:
    if name == "scenes":
        return list(value)
    return json.dumps(dict(value), sort_keys=True, ensure_ascii=False) if name == "extra" else value


def _row(line: Mapping[str, Any], path: Path) -> ShardRow:
    try:
        extra = json.loads(line["extra"])
        scenes = tuple(str(name) for name in line["scenes"])
        row = replace(ShardRow(**line), scenes=scenes, extra={str(k): str(extra[k]) for k in extra})
        flaw = row.flaw()
    except (ValueError, TypeError, KeyError, RecursionError) as error:
        raise damaged(path) from error
    if flaw:
        raise ShardError(
            f'The table of a shard, "{path.name}", cannot be true: {flaw}.',
            hint="See what else is damaged: asc shard --check FOLDER.",
        )
    return row


def _cannot_match(facts: Any, column: Mapping[str, int], wanted: ClipFilter) -> bool:
    """Whether the statistics of a row group leave no row that a filter would let through."""
    for name in _FILTERED:
        chosen: Sequence[str | None] = getattr(wanted, name)
        if chosen and _holds_none_of(_bounds(facts, column[name]), chosen):
            return True
    if not (wanted.scene or wanted.usable):
        return False
    scenes = _bounds(facts, column["element"])
    if wanted.scene and _holds_none_of(scenes, wanted.scene):
        return True
    return wanted.usable and scenes is not None and scenes.n_values == 0


@dataclass(frozen=True, slots=True)
class _Bounds:
    """What is said of the values of a column: the least and the greatest; of none, None."""

    least: str | None
    greatest: str | None
    n_values: int
    n_null: int


def _bounds(facts: Any, column: int) -> _Bounds | None:
    """None where nothing is said that can be used."""
    try:
        said = facts.column(column).statistics
        if said is None or not said.has_null_count:
            return None
        if not said.has_min_max:
            return _Bounds(None, None, 0, said.null_count) if said.num_values == 0 else None
        least, greatest = said.min, said.max
    except (ValueError, TypeError, OSError, RuntimeError):
        return None
    if not isinstance(least, str) or not isinstance(greatest, str):
        return None
    return _Bounds(least, greatest, said.num_values, said.null_count)


def _holds_none_of(bounds: _Bounds | None, chosen: Sequence[str | None]) -> bool:
    if bounds is None:
        return False
    if None in chosen and bounds.n_null:
        return False
    least, greatest = bounds.least, bounds.greatest
    if least is None or greatest is None:
        return True
    return not any(least <= name <= greatest for name in chosen if name is not None)
