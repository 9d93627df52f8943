"""The rows of a part in a file: Parquet, or CSV where pyarrow is missing."""

import csv
import importlib.util
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bulk.settings import Form
from ml_core.errors import MissingPack
from ml_core.files import atomic_path

Floats = npt.NDArray[np.float32]
_KINDS = {
    "path": "string", "clip": "int64", "key": "string", "start_s": "float64",
    "duration_s": "float64", "windows": "int32", "usable": "int32", "signal": "string",
    "scene": "string", "chance": "float32", "reason": "string",
}  # fmt: skip
EMBEDDING = "embedding"


def usual_form() -> Form:
    """What can be written here."""
    return "parquet" if importlib.util.find_spec("pyarrow") is not None else "csv"


@dataclass(frozen=True, slots=True)
class Layout:
    """The columns of all parts.

    Attributes:
        facts: names of the first columns.
        scenes: each has a column ``chance_SCENE``.
        size: of an embedding; 0 where none is kept.
    """

    facts: tuple[str, ...]
    scenes: tuple[str, ...]
    size: int

    @property
    def chances(self) -> tuple[str, ...]:
        """The columns of the scenes."""
        return tuple(f"chance_{scene}" for scene in self.scenes)

    @property
    def names(self) -> list[str]:
        """All columns, an embedding as one."""
        return [*self.facts, *self.chances, *([EMBEDDING] if self.size else [])]


class Rows:
    """Rows of one part, in memory column by column."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._facts: dict[str, list[Any]] = {name: [] for name in layout.facts}
        self._chances: list[Floats | None] = []  # (K,)
        self._embeddings: list[Floats | None] = []  # (D,)

    def __len__(self) -> int:
        return len(self._chances)

    def add(
        self,
        facts: Mapping[str, Any],
        chances: Sequence[float] | None = None,
        embedding: Sequence[float] | None = None,
    ) -> None:
        """One more row; what is None, or not among the facts, is empty."""
        for name, column in self._facts.items():
            column.append(facts.get(name))
        self._chances.append(None if chances is None else np.asarray(chances, np.float32))
        keeps = bool(self.layout.size) and embedding is not None
        self._embeddings.append(np.asarray(embedding, np.float32) if keeps else None)

    def write(self, path: Path, form: Form) -> None:
        """Write them, whole or not at all; the same rows give the same bytes.

        Raises:
            MissingPack: Parquet is wanted, and pyarrow is not installed.
            UnwritableFile: the system refuses.
        """
        if form == "csv":
            self._write_csv(path)
        else:
            self._write_parquet(path)

    def _write_csv(self, path: Path) -> None:
        layout = self.layout
        numbers = [f"{EMBEDDING}_{n:03}" for n in range(layout.size)]
        with (
            atomic_path(path) as temporary,
            temporary.open("w", encoding="utf-8", newline="") as stream,
        ):
            table = csv.writer(stream, lineterminator="\n")
            table.writerow([*layout.facts, *layout.chances, *numbers])
            table.writerows(self._lines())

    def _lines(self) -> Iterator[list[Any]]:
        facts = zip(*self._facts.values(), strict=True)
        for told, chances, embedding in zip(facts, self._chances, self._embeddings, strict=True):
            values = _cells(chances, len(self.layout.scenes))
            yield [*told, *values, *_cells(embedding, self.layout.size)]

    def _write_parquet(self, path: Path) -> None:
        try:
            import pyarrow
            from pyarrow import parquet
        except ImportError as error:
            raise MissingPack("lab", "Writing Parquet files") from error
        columns = {
            name: pyarrow.array(values, type=getattr(pyarrow, _KINDS[name])())
            for name, values in self._facts.items()
        }
        for place, name in enumerate(self.layout.chances):
            values = [None if one is None else float(one[place]) for one in self._chances]
            columns[name] = pyarrow.array(values, type=pyarrow.float32())
        if self.layout.size:
            kind = pyarrow.list_(pyarrow.float32(), self.layout.size)
            columns[EMBEDDING] = pyarrow.array(self._embeddings, type=kind)
        with atomic_path(path) as temporary:
            parquet.write_table(pyarrow.table(columns), temporary)


def _cells(values: Floats | None, n: int) -> list[Any]:
    return [""] * n if values is None else [str(value) for value in values]
