"""Maps of a project's clips, kept beside it: computed once, with room for new clips.

Letters: N clips on the map, D embedding size.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import numpy as np
import numpy.typing as npt

from ml_core.bundle.arrays import pack_arrays, unpack_arrays
from ml_core.errors import BundleError
from ml_core.evaluation.projection import pca, place_beside, tsne
from ml_core.files import write_bytes
from ml_core.labelling.space import Indices, Space, match
from ml_core.labelling.vectors import columns_of, keys_of
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project

Method = Literal["pca", "tsne"]
METHODS: tuple[Method, ...] = get_args(Method)


@dataclass(frozen=True, slots=True, eq=False)
class ClipMap:
    """Where the clips of a space lie on a plane.

    Attributes:
        segment_ids: (N,) all clips of the space.
        xy: (N, 2) their places.
        method: how they were found.
        n_added: clips that came after the map was computed and were placed among the others.
    """

    segment_ids: Indices
    xy: npt.NDArray[np.float32]
    method: Method
    n_added: int = 0


def at_once(space: Space) -> ClipMap:
    """The map that needs no waiting: principal components."""
    return ClipMap(space.segment_ids, pca(space.directions), "pca")


def read_map(project: Project, space: Space, clips: Sequence[ClipRow]) -> ClipMap | None:
    """The t-SNE that was computed for this space; None where there is none.

    Clips that the bundle heard later are placed among the others, which do not move.

    Args:
        project: whose clips.
        space: what the bundle heard.
        clips: all clips of the project.
    """
    known = _read(_path(project, space))
    if known is None:
        return None
    there, row = match(known["key"], _keys(space, clips))
    if not len(there):
        return None
    places = np.zeros((len(space), 2), np.float32)
    places[there] = known["xy"][row]
    new = np.setdiff1d(np.arange(len(space)), there)
    places[new] = place_beside(space.directions[there], places[there], space.directions[new])
    return ClipMap(space.segment_ids, places, "tsne", len(new))


def compute_map(
    project: Project,
    space: Space,
    clips: Sequence[ClipRow],
    monitor: Monitor | None = None,
    *,
    n_jobs: int = 1,
) -> ClipMap:
    """Compute a t-SNE of all clips of a space and keep it.

    Args:
        project: whose clips.
        space: what the bundle heard.
        clips: all clips of the project.
        monitor: hears of the steps and may stop it: then the old map stays.
        n_jobs: threads.

    Raises:
        MissingPack: openTSNE is not installed.
        Cancelled: asked to stop.
    """
    places = tsne(space.directions, monitor, n_jobs=n_jobs)
    data = pack_arrays({"key": _keys(space, clips), "xy": places})
    write_bytes(_path(project, space), data)
    return ClipMap(space.segment_ids, places, "tsne")


def _keys(space: Space, clips: Sequence[ClipRow]) -> npt.NDArray[np.uint64]:
    """(N,) what the places of the space's clips depend on: a moved segment is a new clip."""
    columns = columns_of(clips)
    there, row = match(columns.numbers["segment_id"], space.segment_ids)
    keys = np.zeros(len(space), np.uint64)
    keys[there] = keys_of(columns)[row]
    return keys


def _path(project: Project, space: Space) -> Path:
    return project.cache_dir / "maps" / f"{space.fingerprint}-tsne.npz"


def _read(path: Path) -> dict[str, npt.NDArray[Any]] | None:
    try:
        found = unpack_arrays(path.read_bytes(), path.name)
    except (OSError, BundleError):  # a cache: what cannot be read is computed again
        return None
    fits = found.keys() == {"key", "xy"} and found["xy"].shape == (len(found["key"]), 2)
    return found if fits else None
