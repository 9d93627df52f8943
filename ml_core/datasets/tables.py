"""Tables of recordings: DCASE's meta.csv, CSV and Parquet, and what TAU file names say."""

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from ml_core.datasets import cells, columns, parquet
from ml_core.datasets.cells import Grid, parted
from ml_core.datasets.columns import EXTRA, IGNORE
from ml_core.datasets.labels import ALL_FACTS, Entry, clean, state_of, stretch, whole
from ml_core.errors import ImportProblem
from ml_core.project import NewSegment

META = ("meta.csv", "meta.csv.gz")
"""Names of DCASE's table, in which every row is a whole recording."""

# scene-city-location-recording[-chunk]-device, as in airport-lisbon-1000-40000-0-a (DCASE).
_TAU = re.compile(
    r"(?P<scene>[a-z][a-z_]*)-(?P<city>[a-z][a-z_]*)-(?P<location>\d+)-(?P<recording>\d+)"
    r"(?:-(?P<chunk>\d+))?-(?P<device>[a-z]\w*)"
)
# fold-recording-cut[-class], as in 1-19898-B-41 (ESC-50): cuts of one recording sound alike.
_ESC = re.compile(r"(?P<source>[1-5]-\d+)-[A-Z](?:-\d+)?")
_GUESS_ROWS = 200  # that are looked at to guess


@dataclass(frozen=True, slots=True)
class TauName:
    """What a file name of the TAU grammar says."""

    scene: str
    device: str
    city: str
    location: str
    """city-location"""
    source: str
    """city-location-recording: the 10-s recording that the file is a piece of"""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: a file, what is known of it by meaning, and all other cells by column.

    Empty cells are not there.
    """

    line: int
    filename: str
    known: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def scene(self) -> str | None:
        """The scene, or several joined by ``|``."""
        return self.known.get("scene")

    @property
    def identifier(self) -> str | None:
        """What the table calls the place or the original recording."""
        return self.known.get("identifier")

    @property
    def device(self) -> str | None:
        """What it was recorded with."""
        return self.known.get("device")

    @property
    def location(self) -> str | None:
        """Where it was recorded."""
        return self.known.get("location")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and the lines that are none: (line number, what was on it, reason).

    ``stretches`` says whether rows are stretches of recordings rather than whole ones.
    """

    columns: tuple[str, ...]
    rows: Sequence[TableRow]
    bad_lines: Sequence[tuple[int, str, str]]
    stretches: bool = False


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The first rows of a table, and what each column seems to mean.

    ``form`` is as people say it: "tab-separated". ``guess`` has a meaning for every column: one
    of ``columns.MEANINGS`` or "extra".
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    guess: dict[str, str]
    n_rows: int
    form: str

    @classmethod
    def from_json(cls, said: Mapping[str, Any]) -> Self:
        """What ``asdict`` and JSON made of one."""
        rows = tuple(map(tuple, said["rows"]))
        return cls(**{**said, "columns": tuple(said["columns"]), "rows": rows})


def parse_tau_name(path: str) -> TauName | None:
    """The facts in a file name, None where it does not follow the TAU grammar."""
    name = path.rpartition("/")[2]
    found = _TAU.fullmatch(name.rpartition(".")[0] or name)
    if found is None:
        return None
    scene, city, place, recording, _, device = found.groups()
    location = f"{city}-{place}"
    return TauName(scene, device, city, location, f"{location}-{recording}")


def parse_esc_name(path: str) -> str | None:
    """The source in a file name of ESC-50's grammar, None where it does not follow it."""
    found = _ESC.fullmatch(path.rpartition("/")[2].rpartition(".")[0])
    return found["source"] if found else None


def read_table(
    path: Path, mapping: Mapping[str, str] | None = None, *, stretches: bool | None = None
) -> Table:
    """Read a table: text separated by tabs, commas or semicolons, perhaps gzipped, or Parquet.

    Args:
        path: the table.
        mapping: what columns mean, "extra" or "ignore"; those not named are kept as they are.
            None guesses.
        stretches: whether rows can be stretches, where that is guessed; None: not in DCASE's.

    Raises:
        ImportProblem: it cannot be read, or no column has file names; a mapping that cannot be.
        MissingPack: it is Parquet, and pyarrow is not installed.
    """
    grid = _grid(path)
    if mapping is None:
        mapping = _guess(path, grid, stretches)
    meaning = columns.checked(mapping, grid.columns, path.name)
    rows: list[TableRow] = []
    bad: list[tuple[int, str, str]] = []
    n_columns = len(grid.columns)
    places = [
        (index, column, meaning[column])
        for index, column in enumerate(grid.columns)
        if meaning[column] != IGNORE
    ]
    filename = next(index for index, _, name in places if name == "filename")
    known = [(index, name) for index, _, name in places if name not in (EXTRA, "filename")]
    extra = [(index, columns.read(column)) for index, column, name in places if name == EXTRA]
    for number, line in grid.lines:
        if len(line) != n_columns:
            reason = f"line {number} has {len(line)} columns, the header {n_columns}"
            bad.append((number, line[0][:200], reason))
            continue
        rows.append(
            TableRow(
                number,
                line[filename].strip(),
                {name: value for index, name in known if (value := line[index].strip())},
                {column: line[index] for index, column in extra if line[index]},
            )
        )
    return Table(grid.columns, rows, bad, "start_s" in meaning.values())


def preview_table(path: Path, n: int = 20, *, stretches: bool | None = None) -> TablePreview:
    """The first ``n`` rows of a table and a guess of what its columns mean.

    Args:
        path: the table.
        n: how many rows.
        stretches: as :func:`read_table` takes it.

    Raises:
        ImportProblem: it cannot be read.
        MissingPack: it is Parquet, and pyarrow is not installed.
    """
    grid = _grid(path)
    rows = tuple(tuple(line) for _, line in grid.lines[:n])
    return TablePreview(
        grid.columns, rows, _guess(path, grid, stretches), len(grid.lines), grid.form
    )


def entry_of(row: TableRow, *, stretches: bool) -> Entry:
    """What a row says of its recording.

    Raises:
        ValueError: its stretch cannot be; the message says why.
    """
    known = row.known
    name = row.filename
    if folder := known.get("folder"):
        name = f"{folder.rstrip('/')}/{name}"
    facts = {name: clean(known[name]) for name in ALL_FACTS if name in known}
    extra = {key: clean(value) for key, value in row.extra.items()}
    state = known.get("state")
    if state is not None and state_of(state) is None:
        extra["state"] = state
    scene, note = known.get("scene", ""), known.get("note", "")
    if stretches and ("start_s" in known or "end_s" in known):
        segment = stretch(
            known.get("start_s", "0"),
            end=known.get("end_s"),
            duration=known.get("duration_s"),
            low=known.get("low_hz"),
            high=known.get("high_hz"),
            scenes=parted(scene),
            state=state,
            note=note,
            origin=f"line {row.line} of the table",
        )
    else:
        segment = _whole(scene, state, note)
    return Entry(name, (segment,), facts, extra)


@functools.lru_cache(1000)
def _whole(scene: str, state: str | None, note: str) -> NewSegment:
    """The segment over a recording; most rows of a table have one of few."""
    return whole(parted(scene), state=state, note=note)


def table_in(folder: Path) -> Path | None:
    """DCASE's table in a folder, if there is one."""
    return next((folder / name for name in META if (folder / name).is_file()), None)


def _grid(path: Path) -> Grid:
    if path.suffix.lower() in (".parquet", ".pq"):
        grid = parquet.read_grid(path)
    else:
        grid = cells.read_grid(path, columns.FILE_NAME)
    if not any(grid.columns):
        empty = not (grid.columns or grid.lines)
        raise ImportProblem(
            f'"{path.name}" is empty.' if empty else f'"{path.name}" names no columns.',
            hint="Its first line must name the columns, such as: filename, scene_label.",
        )
    return replace(grid, columns=tuple(_once(grid.columns)))


def _once(names: Sequence[str]) -> Iterator[str]:
    """Names of columns that differ, also where the table has one twice or not at all."""
    seen: set[str] = set()
    for number, name in enumerate(names, start=1):
        name = base = clean(name) or f"column {number}"
        again = 2
        while name in seen:
            name = f"{base} ({again})"
            again += 1
        seen.add(name)
        yield name


def _guess(path: Path, grid: Grid, stretches: bool | None) -> dict[str, str]:
    rows = [line for _, line in grid.lines[:_GUESS_ROWS] if len(line) == len(grid.columns)]
    if stretches is None:
        stretches = path.name.lower() not in META
    return columns.guess(grid.columns, rows, stretches=stretches)
