"""Embeddings of all clips of a project, kept beside it until the bundle or the clips change."""

import hashlib
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.arrays import pack_arrays, unpack_arrays
from ml_core.bundle.hearing import clip_source, hear
from ml_core.bundle.session import Session
from ml_core.errors import BundleError
from ml_core.files import write_bytes
from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project

Arrays = dict[str, npt.NDArray[Any]]


def embeddings_path(bundle: Bundle, project: Project) -> Path:
    """Where the embeddings of this bundle are kept in this project."""
    return project.cache_dir / "embeddings" / f"{bundle.fingerprint}.npz"


def embed_clips(bundle: Bundle, project: Project, monitor: Monitor | None = None) -> Path:
    """Compute what is missing and write it: returns the path of the ``.npz``.

    It holds ``segment_id`` (N,), ``embedding`` (N, D) float16, the mean over a clip's windows,
    and ``scores`` (N, K) float32. Excluded clips are left out; clips that have not changed
    since the last time are not heard again.
    """
    clips = [clip for clip in project.clips() if clip.state != "excluded"]
    path = embeddings_path(bundle, project)
    keys = [_key(clip) for clip in clips]
    known = _read(path)
    place = {int(key): row for row, key in enumerate(known["key"])} if known else {}
    missing = [index for index, key in enumerate(keys) if key not in place]
    heard = hear(
        [Session(bundle)],
        bundle,
        clip_source(bundle, project, [clips[index] for index in missing]),
        monitor or Monitor(),
        stage="embed",
    )[0]
    manifest = bundle.manifest
    embedding = np.zeros((len(clips), manifest.embedding_size), np.float16)
    scores = np.zeros((len(clips), len(manifest.scenes)), np.float32)
    for index, key in enumerate(keys):
        if key in place:
            embedding[index] = known["embedding"][place[key]]
            scores[index] = known["scores"][place[key]]
    embedding[missing] = heard.clip_embeddings(len(missing))
    scores[missing] = heard.clip_scores(len(missing))
    arrays: Arrays = {
        "segment_id": np.array([clip.segment_id for clip in clips], dtype=np.int64),
        "key": np.array(keys, dtype=np.uint64),
        "embedding": embedding,
        "scores": scores,
    }
    write_bytes(path, pack_arrays(arrays))
    return path


def read_embeddings(bundle: Bundle, project: Project) -> Arrays | None:
    """What ``embed_clips`` wrote for this bundle, or None."""
    return _read(embeddings_path(bundle, project)) or None


def _read(path: Path) -> Arrays:
    try:
        return unpack_arrays(path.read_bytes(), path.name)
    except (OSError, BundleError):  # a cache: what cannot be read is computed again
        return {}


def _key(clip: ClipRow) -> int:
    text = f"{clip.segment_id}|{clip.relative_path}|{clip.start_s}|{clip.duration_s}"
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "little")
