"""Tables as text: cells, quotes and line ends as people and programs write them.

What is written can be read back exactly, and opened in a spreadsheet without being run: a cell
that begins like a formula is quoted with an apostrophe, which reading takes away again.
"""

import csv
import gzip
import re
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO, StringIO
from pathlib import Path

from ml_core.datasets.labels import decoded, read_bytes
from ml_core.errors import ImportProblem
from ml_core.files import write_text

_MAX_LINE = 1 << 16  # characters; a longer line is no table row
_MAX_LINES = 200  # that one cell may fill
_MAX_BYTES = 1 << 30  # of an unpacked table
_PART = re.compile(r"(?:[^|\\]|\\.|\\$)+", re.DOTALL)
_SEPARATOR = re.compile(r'"?sep=[\t,;]?"?', re.IGNORECASE)
_FORMULA = re.compile(r"'*[=+\-@\t\r]")


@dataclass(frozen=True, slots=True)
class Grid:
    """The lines of a table as cells, with the number of the line each begins on.

    ``header`` says whether the first line named the columns; without, they have numbers.
    """

    columns: tuple[str, ...]
    lines: list[tuple[int, list[str]]]
    form: str
    header: bool = True


def read_grid(path: Path, is_file_name: "re.Pattern[str] | None" = None) -> Grid:
    """Read a table separated by tabs, commas or semicolons; ``.gz`` is unpacked.

    Args:
        path: the table.
        is_file_name: if a cell of the first line matches, it names no columns but is a row.

    Raises:
        ImportProblem: it cannot be read, or is no text.
    """
    text = decoded(path, _unpacked(path))
    n_before, text = _from_the_top(text)
    top = next(StringIO(text, newline=""), "")
    delimiter = max("\t,;", key=top.count)
    top_line = top.rstrip("\r\n")
    cells = _cells(top_line, delimiter, None) or top_line.split(delimiter)
    names = [unquoted(cell).strip() for cell in cells] if top else []
    header = is_file_name is None or not any(is_file_name.search(name) for name in names)
    start = len(top) if header else 0
    lines = list(_records(text, start, n_before + 1 + header, delimiter, len(names)))
    columns = names if header else [f"column {number}" for number in range(1, len(names) + 1)]
    separated = {"\t": "tab", ",": "comma", ";": "semicolon"}[delimiter]
    return Grid(tuple(columns), lines, f"{separated}-separated", header)


def write_grid(
    path: Path, columns: Sequence[str], rows: Iterable[Sequence[str]], *, delimiter: str
) -> int:
    """Write a table, whole or not at all; returns the number of rows."""
    special = re.compile(f"^[\\s']|[{delimiter}\"\r\n]|\\s$")

    def written(cell: str) -> str:
        if _FORMULA.match(cell):
            cell = f"'{cell}"
        elif not special.search(cell):
            return cell
        return '"' + cell.replace('"', '""') + '"'

    lines = [delimiter.join(map(written, columns))]
    lines += (delimiter.join(map(written, row)) for row in rows)
    write_text(path, "\n".join(lines) + "\n")
    return len(lines) - 1


def unquoted(cell: str) -> str:
    """A cell without the apostrophe that keeps spreadsheets from running it."""
    return cell[1:] if cell[:1] == "'" and _FORMULA.match(cell) else cell


def joined(parts: Sequence[str]) -> str:
    """Several names in one cell, parted by ``|``."""
    return "|".join(part.replace("\\", "\\\\").replace("|", "\\|") for part in parts)


def parted(cell: str) -> list[str]:
    """The names in a cell that :func:`joined` wrote."""
    if "|" not in cell and "\\" not in cell:
        return [cell]
    return [re.sub(r"\\([\\|])", r"\1", part) for part in _PART.findall(cell)]


def _from_the_top(text: str) -> tuple[int, str]:
    """How many lines go before the first of the table, and all from that on.

    Empty ones, and what some spreadsheets write above to tell themselves the delimiter.
    """
    number, begin = 0, 0
    for line in StringIO(text, newline=""):
        if line.strip() and not (number == 0 and _SEPARATOR.fullmatch(line.strip())):
            return number, text[begin:]
        number, begin = number + 1, begin + len(line)
    return 0, text


def _unpacked(path: Path) -> bytes:
    data = read_bytes(path)
    if not data.startswith(b"\x1f\x8b"):
        return data
    try:
        with gzip.open(BytesIO(data)) as stream:
            unpacked = stream.read(_MAX_BYTES + 1)
    except (OSError, EOFError, zlib.error) as error:
        raise ImportProblem(f'"{path.name}" is damaged: it cannot be unpacked.') from error
    if len(unpacked) > _MAX_BYTES:
        raise ImportProblem(f'"{path.name}" is too long for a table.')
    return unpacked


def _records(
    text: str, start: int, number: int, delimiter: str, n_columns: int
) -> Iterator[tuple[int, list[str]]]:
    """Rows as cells; a quoted cell may go on over several lines."""
    lines = list(StringIO(text[start:], newline=""))
    index = 0
    while index < len(lines):
        line = lines[index].rstrip("\r\n")
        used, cells = 1, _cells(line, delimiter, n_columns)
        if cells is None:
            found = _over_lines(lines[index : index + _MAX_LINES], delimiter, n_columns)
            used, cells = found or (1, line.split(delimiter))
        cells = _cut(cells, n_columns)
        if line.strip():
            plain = used == 1 and "'" not in line
            yield number + index, cells if plain else [unquoted(cell) for cell in cells]
        index += used


def _over_lines(
    lines: Sequence[str], delimiter: str, n_columns: int
) -> tuple[int, list[str]] | None:
    """How many lines make a row of that many cells, and the cells; None where none do."""
    text = ""
    for used, line in enumerate(lines, start=1):
        text += line
        if len(text) > _MAX_LINE:
            return None
        if text.count('"') % 2 == 0:  # the quotes are closed: more lines would change nothing
            cells = _parsed(text.rstrip("\r\n"), delimiter)
            if cells is None or len(_cut(cells, n_columns)) != n_columns:
                return None
            return used, cells
    return None


def _cells(line: str, delimiter: str, n_expected: int | None) -> list[str] | None:
    """Cells of one line; None where its quotes make no sense, or not yet."""
    if '"' not in line or len(line) > _MAX_LINE:
        return line.split(delimiter)
    cells = _parsed(line, delimiter)
    if cells is None or n_expected is None:
        return cells
    return cells if len(_cut(cells, n_expected)) == n_expected else None


def _cut(cells: list[str], n_columns: int) -> list[str]:
    """A row without the empty cells beyond the header, which separators at its end make."""
    return cells if any(cell.strip() for cell in cells[n_columns:]) else cells[:n_columns]


def _parsed(text: str, delimiter: str) -> list[str] | None:
    try:
        rows = list(csv.reader([text], delimiter=delimiter, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None
