"""Parquet tables, in and out, with pyarrow from the lab pack."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ml_core.datasets.cells import Grid, joined
from ml_core.errors import ImportProblem
from ml_core.files import atomic_path
from ml_core.shards.tables import pyarrow_for

_MOST_CELLS = 50_000_000


def read_grid(path: Path) -> Grid:
    """Read a Parquet file; lists become names joined by ``|``, missing values empty cells.

    Raises:
        ImportProblem: it is damaged, or too long.
        MissingPack: pyarrow is not installed.
    """
    arrow, parquet = pyarrow_for("Reading Parquet files")
    try:
        with parquet.ParquetFile(path) as file:
            columns = tuple(str(name) for name in file.schema_arrow.names)
            if file.metadata.num_rows * max(1, len(columns)) > _MOST_CELLS:
                raise ImportProblem(f'"{path.name}" is too long for a table of recordings.')
            lines = list(_lines(file))
    except (arrow.ArrowException, OSError, ValueError, TypeError, OverflowError) as error:
        raise ImportProblem(
            f'"{path.name}" is not a Parquet file that can be read.', hint="Write it again."
        ) from error
    return Grid(columns, lines, "Parquet")


def write_columns(path: Path, columns: Mapping[str, Sequence[Any]]) -> None:
    """Write columns of equal length, whole or not at all.

    Args:
        path: the file to write.
        columns: text, numbers, None, or lists of text.

    Raises:
        MissingPack: pyarrow is not installed.
        UnwritableFile: the system refuses.
    """
    arrow, parquet = pyarrow_for("Writing Parquet files")
    types = {"start_s": arrow.float64(), "duration_s": arrow.float64(), "low_hz": arrow.float64()}
    types |= {"high_hz": arrow.float64(), "scene": arrow.list_(arrow.string())}
    table = arrow.table(
        {
            name: arrow.array(values, type=types.get(name, arrow.string()))
            for name, values in columns.items()
        }
    )
    with atomic_path(path) as temporary:
        parquet.write_table(table, temporary)


def _lines(file: Any) -> Iterator[tuple[int, list[str]]]:
    number = 0
    for batch in file.iter_batches():
        columns = [[_cell(value) for value in column.to_pylist()] for column in batch.columns]
        for cells in zip(*columns, strict=True):
            number += 1
            yield number, list(cells)


def _cell(value: Any) -> str:
    """A value as the text a table would have."""
    if value is None or value != value:  # NaN is what pandas writes for a missing value
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    if isinstance(value, list):
        return joined([_cell(one) for one in value])
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat()
    return repr(value) if isinstance(value, float) else str(value)
