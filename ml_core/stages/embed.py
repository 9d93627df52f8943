"""Embeddings of all clips of a project: in the background, and on from where it stopped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from ml_core.bundle import Bundle
from ml_core.bundle.hearing import clip_source, hear
from ml_core.bundle.session import Session
from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.contents import notice_changes
from ml_core.errors import UnreadableRecording
from ml_core.labelling.space import match
from ml_core.labelling.vectors import Vectors, keys_of
from ml_core.progress import Monitor, PartMonitor
from ml_core.project import ClipRow, Project

STAGE = "embed"
MOST_CLIPS, MOST_SECONDS = 2048, 1200.0  # of audio between two parts: what a kill can cost


@dataclass(frozen=True, slots=True)
class EmbedReport:
    """What a pass over a project came to."""

    clips: int  # that have an embedding now
    heard: int  # of these in this pass
    problems: tuple[UnreadableRecording, ...]  # recordings that could not be read


def embed_clips(bundle: Bundle, project: Project, monitor: Monitor | None = None) -> EmbedReport:
    """Hear every clip that this bundle has not heard yet; excluded clips are left out.

    So it does with those whose recordings were changed since. Recordings that cannot be read are
    told and passed over.

    Raises:
        Cancelled: asked to stop; what was written stays.
    """
    monitor = monitor or Monitor()
    notice_changes(project, monitor)
    clips = [clip for clip in project.clips() if clip.state != "excluded"]
    store = Vectors(project, bundle.fingerprint)
    keys = keys_of(clips)
    found = store.read()
    known = match(found["key"], keys)[0] if found is not None else np.zeros(0, np.int64)
    missing = [clips[index] for index in np.setdiff1d(np.arange(len(clips)), known)]
    session = Session(bundle)
    problems: list[UnreadableRecording] = []
    heard = 0
    for part in _parts(missing):
        of_part = PartMonitor(monitor, len(known) + heard, len(clips), STAGE)
        readable = _readable(clip_source(bundle, project, part), of_part, problems)
        source = clip_source(bundle, project, readable)
        (answer,) = hear([session], bundle, source, of_part, stage=STAGE)
        if n := len(readable):
            scores = answer.clip_scores(n, temperature=bundle.manifest.temperature)
            store.add(keys_of(readable), answer.clip_embeddings(n), scores, bundle.manifest.scenes)
        heard += n
    store.compact(keys)
    monitor.report(len(clips), len(clips), stage=STAGE)
    return EmbedReport(len(known) + heard, heard, tuple(problems))


def _parts(clips: Sequence[ClipRow]) -> Iterator[list[ClipRow]]:
    part: list[ClipRow] = []
    seconds = 0.0
    for clip in clips:
        part.append(clip)
        seconds += clip.duration_s
        if len(part) >= MOST_CLIPS or seconds >= MOST_SECONDS:
            yield part
            part, seconds = [], 0.0
    if part:
        yield part


def _readable(
    source: ClipSource, monitor: Monitor, problems: list[UnreadableRecording]
) -> list[ClipRow]:
    """The clips that can be decoded; what cannot is added to ``problems``."""
    bad = {problem.path: problem for problem in source.prepare(monitor)}
    problems += bad.values()
    readable = []
    for index, clip in enumerate(source.clips):
        if clip.path in bad:
            continue
        try:
            source.n_samples(index)
        except UnreadableRecording as problem:  # the stretch lies beyond the recording's end
            problems.append(problem)
        else:
            readable.append(clip)
    return readable
