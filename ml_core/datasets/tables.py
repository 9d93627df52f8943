"""DCASE tables: read and write ``meta.csv``, and the facts that TAU file names carry."""

import csv
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path, PurePosixPath, PureWindowsPath

from ml_core.errors import ImportProblem
from ml_core.files import write_text

# scene-city-location-recording[-chunk]-device, as in airport-lisbon-1000-40000-0-a (DCASE).
_TAU = re.compile(
    r"(?P<scene>[a-z][a-z_]*)-(?P<city>[a-z][a-z_]*)-(?P<location>\d+)-(?P<recording>\d+)"
    r"(?:-(?P<chunk>\d+))?-(?P<device>[a-z]\w*)"
)
_COLUMNS = {
    "filename": ("filename", "file_name", "file", "path"),
    "scene": ("scene_label", "scene", "label"),
    "identifier": ("identifier",),
    "device": ("source_label", "device"),
    "location": ("location",),
    "licence": ("licence", "license"),
    "author": ("author",),
}
_MAX_LINE = 1 << 16  # characters; a longer line is no table row


@dataclass(frozen=True, slots=True)
class TauName:
    """What a file name of the TAU grammar says."""

    scene: str
    device: str
    location: str
    """city-location"""
    source: str
    """city-location-recording: the 10-s recording that the file is a piece of"""


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: a file, and what is known of it. Empty cells are None or absent."""

    line: int
    filename: str
    scene: str | None = None
    identifier: str | None = None
    device: str | None = None
    location: str | None = None
    licence: str | None = None
    author: str | None = None
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Table:
    """Rows, and the lines that are none: (line number, what was on it, reason)."""

    columns: tuple[str, ...]
    rows: tuple[TableRow, ...]
    bad_lines: tuple[tuple[int, str, str], ...]


def parse_tau_name(path: str) -> TauName | None:
    """The facts in a file name, None where it does not follow the TAU grammar."""
    found = _TAU.fullmatch(PurePosixPath(path).stem)
    if found is None:
        return None
    location = f"{found['city']}-{found['location']}"
    return TauName(found["scene"], found["device"], location, f"{location}-{found['recording']}")


def read_table(path: Path) -> Table:
    """Read a table separated by tabs, commas or semicolons, with a header line.

    Raises:
        ImportProblem: not text, no header, or no column with file names.
    """
    lines = _text(path).splitlines()
    delimiter = max("\t,;", key=(lines[0] if lines else "").count)
    header = [cell.strip() for cell in _cells(lines[0], delimiter, None)] if lines else []
    meaning = _meaning(path, header)
    rows: list[TableRow] = []
    bad: list[tuple[int, str, str]] = []
    for number, line in enumerate(lines[1:], start=2):
        if not line.strip():
            continue
        cells = _cells(line, delimiter, len(header))
        if len(cells) == len(header):
            rows.append(_row(number, header, meaning, cells))
        else:
            reason = f"line {number} has {len(cells)} columns, the header {len(header)}"
            bad.append((number, cells[0][:200], reason))
    return Table(tuple(header), tuple(rows), tuple(bad))


def write_table(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str
) -> int:
    """Write a table, whole or not at all; returns the number of rows.

    A row is always one line: what would break it within a cell becomes a space.
    """
    text = StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\n")
    writer.writerow(columns)
    n = 0
    for row in rows:
        writer.writerow([" ".join(cell.splitlines()) for cell in row])
        n += 1
    write_text(path, text.getvalue())
    return n


def safe_relative(name: str) -> str | None:
    """A table's file name as a plain relative path with ``/``; None where it leads outside."""
    windows = PureWindowsPath(name)
    if "\\" in name and "/" not in name:
        name = windows.as_posix()
    if windows.drive or windows.root or PurePosixPath(name).is_absolute() or "\0" in name:
        return None
    parts: list[str] = []
    for part in PurePosixPath(name).parts:
        if part == "..":
            if not parts:
                return None
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts) or None


def as_stored(root: Path, relative: str) -> str:
    """The spelling of a path that is on disk, where only the form of its accents differs."""
    if relative.isascii() or (root / relative).exists():
        return relative
    for form in ("NFC", "NFD"):
        other = unicodedata.normalize(form, relative)
        if (root / other).exists():
            return other
    return relative


def _cells(line: str, delimiter: str, n_expected: int | None) -> list[str]:
    """Cells of one line. Quotes count only where they make sense: an odd one spoils no row."""
    if '"' not in line or len(line) > _MAX_LINE:
        return line.split(delimiter)
    try:
        cells = next(csv.reader([line], delimiter=delimiter, strict=True))
    except csv.Error:
        cells = []
    return cells if n_expected in (None, len(cells)) else line.split(delimiter)


def _text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except OSError as error:
        raise ImportProblem(
            f'Cannot read the table "{path.name}": {error.strerror}.',
            hint="Check the path and its permissions.",
        ) from error
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise ImportProblem(
                f'"{path.name}" is not a text table.', hint="Save it as UTF-8 text."
            ) from None
        return data.decode("cp1252", errors="replace")


def _meaning(path: Path, header: Sequence[str]) -> dict[str, int]:
    lowered = [cell.lower() for cell in header]
    meaning = {
        name: lowered.index(alias)
        for name, aliases in _COLUMNS.items()
        for alias in aliases[::-1]
        if alias in lowered
    }
    if "filename" not in meaning:
        raise ImportProblem(
            f'"{path.name}" has no column "filename".',
            hint="Its first line must name the columns, such as: filename, scene_label.",
        )
    return meaning


def _row(
    line: int, header: Sequence[str], meaning: Mapping[str, int], cells: Sequence[str]
) -> TableRow:
    known = {name: cells[index].strip() or None for name, index in meaning.items()}
    taken = set(meaning.values())
    extra = {
        name: cells[index]
        for index, name in enumerate(header)
        if index not in taken and name and cells[index]
    }
    filename = known.pop("filename") or ""
    return TableRow(line=line, filename=filename, extra=extra, **known)
