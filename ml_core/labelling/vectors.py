"""What a bundle heard in each clip, kept beside the project in parts that appear whole.

Computing may stop at any moment and go on later: a part is written after some thousand clips.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle.arrays import pack_arrays, unpack_arrays
from ml_core.errors import BundleError
from ml_core.files import sha256_bytes, write_bytes
from ml_core.project import ClipRow, Project
from ml_core.project.columns import ClipColumns

Arrays = Mapping[str, npt.NDArray[Any]]
PART = 4096  # clips in a full part
LARGEST = float(np.finfo(np.float16).max)
_ROWS = ("key", "embedding", "scores")
_NUMBERS = 40  # bits for the number of a recording; above them is its edition
_ODD = [
    np.uint64(odd)
    for odd in (0xD6E8FEB86659FD93, 0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
]


class Vectors:
    """Embeddings and scores of one bundle in one project.

    Several processes may write at once: a part is named by what it holds, and of equal keys
    any is as good as the other.

    Attributes:
        folder: where the parts lie.
    """

    def __init__(self, project: Project, fingerprint: str) -> None:
        self.folder = project.cache_dir / "embeddings" / fingerprint

    def add(
        self,
        keys: npt.NDArray[np.uint64],
        embedding: npt.NDArray[np.floating],
        scores: npt.NDArray[np.floating],
        scenes: Iterable[str],
    ) -> Path:
        """Write one part.

        Args:
            keys: (N,) of :func:`key_of`.
            embedding: (N, D) means over windows.
            scores: (N, K) means over windows of the calibrated softmax.
            scenes: the bundle's K.
        """
        data = pack_arrays(
            {
                "key": keys,
                "embedding": np.clip(embedding, -LARGEST, LARGEST).astype(np.float16),
                "scores": scores.astype(np.float16),
                "scenes": np.array(list(scenes), dtype=np.str_),
            }
        )
        path = self.folder / f"{sha256_bytes(data)[:16]}.npz"
        write_bytes(path, data)
        return path

    def read(self) -> Arrays | None:
        """All parts as one: key, embedding, scores, scenes; None where there is nothing yet.

        A part that cannot be read is left out: this is a cache, its clips are heard again.
        """
        parts = list(self._parts().values())
        return _joined(parts) if parts else None

    def compact(self, wanted: npt.NDArray[np.uint64]) -> None:
        """Make full parts of small ones, and forget keys that are not ``wanted`` (N,) any more."""
        loose = {
            path: part
            for path, part in self._parts().items()
            if len(part["key"]) < PART or not np.isin(part["key"], wanted).all()
        }
        stale = {path for path, part in loose.items() if not np.isin(part["key"], wanted).all()}
        if len(loose) < 2 and not stale:
            return
        joined = _joined(list(loose.values()))
        _, first = np.unique(joined["key"], return_index=True)
        kept = np.sort(first[np.isin(joined["key"][first], wanted)])
        written = {
            self.add(
                joined["key"][rows],
                joined["embedding"][rows],
                joined["scores"][rows],
                joined["scenes"].tolist(),
            )
            for rows in (kept[start : start + PART] for start in range(0, len(kept), PART))
        }
        for path in loose.keys() - written:
            path.unlink(missing_ok=True)

    def _parts(self) -> dict[Path, Arrays]:
        parts: dict[Path, Arrays] = {}
        for path in sorted(self.folder.glob("*.npz")):
            try:
                part = unpack_arrays(path.read_bytes(), path.name)
            except (OSError, BundleError):
                continue
            if part.keys() == {*_ROWS, "scenes"}:
                parts[path] = part
        return parts


def _joined(parts: Sequence[Arrays]) -> Arrays:
    rows = {name: np.concatenate([part[name] for part in parts]) for name in _ROWS}
    return {**rows, "scenes": parts[0]["scenes"]}


def columns_of(clips: Sequence[ClipRow]) -> ClipColumns:
    """Clips as columns, which they may be already."""
    return clips if isinstance(clips, ClipColumns) else ClipColumns.of(clips)


def keys_of(clips: Sequence[ClipRow]) -> npt.NDArray[np.uint64]:
    """(N,) what an embedding depends on besides the bundle: what is heard, and where."""
    numbers = columns_of(clips).numbers
    edition = numbers["edition"].astype(np.int64) << _NUMBERS
    stretch = [numbers[name] + 0.0 for name in ("start_s", "duration_s")]  # a zero has one sign
    depends_on = (numbers["recording_id"] + edition, *stretch, numbers["channel"].astype(np.int64))
    keys = np.zeros(len(edition), np.uint64)
    for cells in depends_on:
        keys = _scattered(keys * _ODD[0] + cells.view(np.uint64))
    return keys


def _scattered(x: npt.NDArray[np.uint64]) -> npt.NDArray[np.uint64]:
    """(N,) other numbers, different for different ones, near for none (SplitMix64)."""
    x = x + _ODD[1]
    for shift, odd in ((30, _ODD[2]), (27, _ODD[3])):
        x = (x ^ (x >> np.uint64(shift))) * odd
    return np.asarray(x ^ (x >> np.uint64(31)), np.uint64)
