"""The map that was computed for a project, and where clips go that came later.

Letters: N clips of a space.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from ml_core.bundle.arrays import pack_arrays, unpack_arrays
from ml_core.errors import BundleError, ProjectError
from ml_core.evaluation.projection import place, tsne, tsne_seconds
from ml_core.files import write_bytes
from ml_core.labelling.space import Floats, Space, match
from ml_core.labelling.vectors import keys_of
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project

MOST_COMPUTED = 20_000  # clips, chosen evenly; the others are placed beside those like them


@dataclass(frozen=True, slots=True, eq=False)
class ClipMap:
    """Where clips are on a computed map.

    Attributes:
        xy: (N, 2); not a number for clips that are not on it.
        on_map: (N,) which are.
        n_new: clips that came after it was computed.
    """

    xy: Floats
    on_map: npt.NDArray[np.bool_]

    @property
    def n_new(self) -> int:
        """Clips that came after the map was computed."""
        return int((~self.on_map).sum())


def map_seconds(n_clips: int) -> float:
    """About how long a map of so many clips takes on one idle core."""
    return tsne_seconds(min(n_clips, MOST_COMPUTED))


def compute_map(
    project: Project,
    space: Space,
    clips: Sequence[ClipRow],
    monitor: Monitor | None = None,
    *,
    threads: int = 1,
) -> ClipMap:
    """Draw the neighbourhoods of a space with t-SNE and keep the map.

    Args:
        project: where it is kept.
        space: of these clips.
        clips: all clips of the project.
        monitor: told of the steps.
        threads: to use.

    Raises:
        MissingPack: openTSNE is not installed.
        ProjectError: the bundle has heard nothing yet.
        Cancelled: asked to stop; an earlier map stays.
    """
    if not len(space):
        raise ProjectError("There is nothing to map yet.", hint="Compute the embeddings first.")
    chosen = np.arange(len(space))
    if len(chosen) > MOST_COMPUTED:
        generator = np.random.default_rng(0)
        chosen = np.sort(generator.choice(chosen, MOST_COMPUTED, replace=False))
    xy = np.zeros((len(space), 2), np.float32)
    xy[chosen] = tsne(space.directions[chosen], monitor, threads=threads)
    others = np.setdiff1d(np.arange(len(space)), chosen)
    xy[others] = place(space.directions[chosen], xy[chosen], space.directions[others])
    known = {clip.segment_id: clip for clip in clips}
    keys = keys_of([known[int(segment_id)] for segment_id in space.segment_ids])
    write_bytes(_path(project, space.fingerprint), pack_arrays({"key": keys, "xy": xy}))
    return ClipMap(xy, np.ones(len(space), bool))


def read_map(project: Project, space: Space, clips: Sequence[ClipRow]) -> ClipMap | None:
    """The map that was computed for this bundle; None where there is none.

    Args:
        project: where it is kept.
        space: of these clips.
        clips: all clips of the project.
    """
    path = _path(project, space.fingerprint)
    try:
        found = unpack_arrays(path.read_bytes(), path.name)
        keys, places = found["key"], found["xy"].reshape(-1, 2)
    except (OSError, BundleError, KeyError, ValueError):
        return None
    known = {clip.segment_id: clip for clip in clips}
    here = [known.get(int(segment_id)) for segment_id in space.segment_ids]
    wanted = keys_of([clip for clip in here if clip is not None])
    rows = np.flatnonzero([clip is not None for clip in here])
    there, row = match(keys, wanted)
    xy = np.full((len(space), 2), np.nan, np.float32)
    xy[rows[there]] = places[row]
    return ClipMap(xy, ~np.isnan(xy[:, 0])) if len(there) else None


def place_new(space: Space, shown: ClipMap) -> ClipMap:
    """The same map with every clip on it: new ones lie beside the clips most like them.

    Args:
        space: of the map.
        shown: the map; its own points stay where they are.
    """
    new = ~shown.on_map
    xy = shown.xy.copy()
    xy[new] = place(space.directions[~new], xy[~new], space.directions[new])
    return ClipMap(xy, np.ones(len(space), bool))


def _path(project: Project, fingerprint: str) -> Path:
    return project.cache_dir / "maps" / f"{fingerprint}-tsne.npz"
