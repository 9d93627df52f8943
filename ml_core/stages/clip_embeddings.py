"""Embeddings of chosen clips by any frozen network, kept so that no clip is heard twice."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from ml_core.errors import UnwritableFile
from ml_core.labelling.space import match
from ml_core.labelling.vectors import Vectors, keys_of
from ml_core.progress import Monitor, PartMonitor
from ml_core.project import ClipRow, Project
from ml_core.stages.encoder import LISTEN, Encoder

PART = 512  # clips between two writes: what a stop can cost
Floats = npt.NDArray[np.float32]


def clip_embeddings(
    encoder: Encoder, project: Project, clips: Sequence[ClipRow], monitor: Monitor | None = None
) -> Floats:
    """The mean over the windows of every clip.

    Args:
        encoder: hears what is not kept yet.
        project: has the place where it is kept, the same as that of ``asc embed``.
        clips: N of them.
        monitor: told about every clip that is heard, and may cancel: what was heard stays.

    Returns:
        (N, D), as precise as float16.

    Raises:
        UnreadableRecording: a clip cannot be heard.
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    store = Vectors(project, encoder.fingerprint)
    keys = keys_of(clips)
    found = store.read()
    known = match(found["key"], keys)[0] if found is not None else np.zeros(0, np.int64)
    missing = np.setdiff1d(np.arange(len(clips)), known)
    for first in range(0, len(missing), PART):
        rows = missing[first : first + PART]
        part = [clips[row] for row in rows]
        of_part = PartMonitor(monitor, first, len(missing), LISTEN)
        heard = encoder.hear(part, project.cache_dir, of_part)
        try:
            store.add(
                keys[rows],
                heard.clip_embeddings(len(part)),
                heard.clip_scores(len(part), temperature=encoder.temperature),
                encoder.scenes,
            )
        except UnwritableFile:  # nothing can be kept, so hear them all at once
            everything = encoder.hear(clips, project.cache_dir, monitor)
            return everything.clip_embeddings(len(clips))
    kept = store.read() if len(missing) else found
    if kept is None:
        return np.zeros((0, 0), np.float32)
    here, there = match(kept["key"], keys)
    embeddings = np.zeros((len(clips), kept["embedding"].shape[1]), np.float32)
    embeddings[here] = kept["embedding"][there]
    return embeddings
