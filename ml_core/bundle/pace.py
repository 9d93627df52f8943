"""How long it takes a bundle to hear clips, before it does."""

import time
from collections.abc import Sequence

import numpy as np

from ml_core.bundle.contents import Bundle
from ml_core.bundle.session import Session
from ml_core.errors import UnreadableRecording
from ml_core.frontend.log_mel import log_mel
from ml_core.project import ClipRow
from ml_core.project.columns import ClipColumns
from ml_core.recordings.decode import read_samples

_TRIED, _TRIED_S = 8, 5.0  # clips that are heard to know, and how much of each


def seconds_to_hear(bundle: Bundle, clips: Sequence[ClipRow]) -> float | None:
    """What hearing all of some clips will take here and now, from hearing a little of some.

    Takes about a second itself. None where none of them could be read.
    """
    columns = clips if isinstance(clips, ClipColumns) else ClipColumns.of(clips)
    session = Session(bundle)
    worked_s = heard_s = 0.0
    for place in range(0, len(clips), max(1, len(clips) // _TRIED))[:_TRIED]:
        clip = columns[place]
        begun = time.monotonic()
        try:
            heard_s += _hear_a_little(session, bundle, clip)
        except UnreadableRecording:
            continue
        worked_s += time.monotonic() - begun
    all_s = float(columns.numbers["duration_s"].sum())
    return worked_s * all_s / heard_s if heard_s else None


def _hear_a_little(session: Session, bundle: Bundle, clip: ClipRow) -> float:
    """Hear the beginning of a clip; returns how much of it that was, in seconds."""
    manifest = bundle.manifest
    rate_hz, window = manifest.front_end.sample_rate_hz, manifest.window_samples
    samples = read_samples(
        clip.path,
        sample_rate_hz=rate_hz,
        start_s=clip.start_s,
        duration_s=min(clip.duration_s, _TRIED_S) or None,
        channel=clip.channel,
    )
    windows = np.zeros((-(-len(samples) // window), window), np.float32)
    windows.reshape(-1)[: len(samples)] = samples
    session.run(log_mel(windows, manifest.front_end)[:, None])
    return len(samples) / rate_hz
