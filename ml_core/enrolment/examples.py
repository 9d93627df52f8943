"""Clips to hear before a place is saved: those of known scenes that it would take."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ml_core.bundle import Bundle
from ml_core.bundle.store import location_hash
from ml_core.enrolment.scoring import ScoreSpace
from ml_core.enrolment.support import support_from_samples
from ml_core.enrolment.teaching import EnrolResult
from ml_core.errors import UnreadableRecording
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.recordings.decode import read_samples

MOST_HEARD = 24  # clips that are listened to in search of examples


@dataclass(frozen=True, slots=True)
class TakenClip:
    """A clip of a known scene that has a second the new place would take."""

    clip: ClipRow
    cosine: float  # of that second to the place


def clips_taken(
    bundle: Bundle,
    result: EnrolResult,
    clips: Sequence[ClipRow],
    *,
    most: int = 3,
    monitor: Monitor | None = None,
) -> list[TakenClip]:
    """Examples from a project of what the reference says would be taken, the nearest first.

    The reference holds no sound, but it tells scene and place of its windows: clips of the same
    are listened to, at most ``MOST_HEARD``.

    Args:
        bundle: before the place is added.
        result: of enrolling it.
        clips: of the project that the bundle was made in; others are never found.
        most: how many to give.
        monitor: told about every clip.
    """
    reference, monitor = bundle.reference, monitor or Monitor()
    names = bundle.manifest.scenes.names
    wanted = {
        (names[reference.scenes[place]], int(reference.location_hashes[place]))
        for place in result.taken
    }
    alike = [
        clip
        for clip in clips
        if (clip.scene, location_hash(clip.location or clip.source or clip.relative_path)) in wanted
    ]
    # such as were held out first: the reference is made of them
    alike = sorted(alike, key=lambda clip: clip.split != "test")[:MOST_HEARD]
    after = ScoreSpace.of(replace(bundle, enrolled=(*bundle.enrolled, result.enrolled)))
    found = []
    for done, clip in enumerate(alike):
        monitor.report(done, len(alike), stage="listen")
        nearest = _nearest(bundle, after, clip)
        if nearest is not None:
            found.append(TakenClip(clip, nearest))
    return sorted(found, key=lambda one: -one.cosine)[:most]


def _nearest(bundle: Bundle, after: ScoreSpace, clip: ClipRow) -> float | None:
    """The largest cosine to the place among the seconds of a clip that it takes."""
    try:
        samples = read_samples(
            clip.path, sample_rate_hz=bundle.manifest.front_end.sample_rate_hz,
            start_s=clip.start_s, duration_s=clip.duration_s, channel=clip.channel,
        )  # fmt: skip
    except UnreadableRecording:
        return None
    heard = support_from_samples(bundle, {"": samples})
    cosines = after.cosines(heard.embeddings)
    last = len(after.scenes) - 1
    scores = after.scores(cosines, heard.certainty)
    taken = after.choose_all(scores, cosines, "normal") == last
    return float(cosines[taken, last].max()) if taken.any() else None
