"""One call for every public function of arrays in project. See ``shape_cases``."""

from pathlib import Path

import numpy as np

from ml_core.project import ClipRow
from ml_core.project.columns import ClipColumns, Coded
from ml_core.project.texts import Texts
from tests.architecture.shape_cases import Cases
from tests.architecture.shapes import M, N, call, index_array

CLIPS = [ClipRow(n + 1, n + 1, Path("/audio"), f"{n}.wav", 0.0, 1.0) for n in range(N)]
COLUMNS, CODED, TEXTS = ClipColumns.of(CLIPS), Coded.of(map(str, CLIPS)), Texts(map(str, CLIPS))
BYTES = np.frombuffer(TEXTS.block, np.uint8)

CASES: Cases = {
    "project.columns.ClipColumns.replaced": lambda _: call(
        COLUMNS.replaced, index_array(N, M), (CLIPS * 3)[:M]
    ),
    "project.columns.ClipColumns.taken": lambda _: call(COLUMNS.taken, index_array(N, M)),
    "project.columns.Coded.replaced": lambda _: call(CODED.replaced, index_array(N, M), ["a"] * M),
    "project.columns.Coded.taken": lambda _: call(CODED.taken, index_array(N, M)),
    "project.texts.Texts.packed": lambda _: call(
        Texts.packed, BYTES, TEXTS.starts, sizes={"N": N, "B": len(BYTES)}, composite="B"
    ),
    "project.texts.Texts.taken": lambda _: call(TEXTS.taken, index_array(N, M)),
}
