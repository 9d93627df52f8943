"""The data doctor: listens to every recording once, and says what is wrong with the data."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import combinations, product

from ml_core.datasets.contents import notice_changes
from ml_core.errors import UnreadableRecording
from ml_core.labelling.doctor.audio_files import AudioFile, audio_files, content_key
from ml_core.labelling.doctor.cache import Cache, Comparison, Measured
from ml_core.labelling.doctor.copies import SameSound, copies
from ml_core.labelling.doctor.fingerprint import RATE_HZ, Fingerprint
from ml_core.labelling.doctor.leaks import leaks
from ml_core.labelling.doctor.levels import levels
from ml_core.labelling.doctor.measure import Measurement, measure
from ml_core.labelling.doctor.problems import DoctorLimits, DoctorReport, Problem, of_clip, sort
from ml_core.labelling.doctor.shortcuts import shortcuts
from ml_core.labelling.doctor.twins import (
    MAX_HASHES,
    MIN_COHERENCE,
    Match,
    Samples,
    compare,
    matches,
)
from ml_core.progress import Monitor
from ml_core.project import STATES, ClipFilter, ClipRow, Project
from ml_core.recordings.decode import read_samples
from ml_core.recordings.members import sha256_of

_THREADS = 4
_BATCH = 64  # files after which what was measured is kept
_PARTNERS = 8  # recordings that one is held against: those with most in common
_ALIKE = 30  # equal files of which every two are told apart


@dataclass(slots=True)
class _Heard:
    """What is known of the recordings; ``key_of`` names content and channel."""

    recordings: dict[int, AudioFile]
    key_of: dict[int, str] = field(default_factory=dict)
    durations_s: dict[int, float] = field(default_factory=dict)
    unreadable: dict[int, str] = field(default_factory=dict)
    n_missing: int = 0
    n_heard: int = 0


def run_doctor(
    project: Project, monitor: Monitor | None = None, limits: DoctorLimits | None = None
) -> DoctorReport:
    """Look at all clips that are not excluded.

    What was measured is kept by the content of the files, so that only new recordings are
    listened to; a run that was cancelled goes on where it stopped. A file that cannot be read is
    a problem like others. Nothing but what files hold now is written to the project.

    Args:
        project: whose clips.
        monitor: progress in files, and cancel at any block of any of them.
        limits: from where on something is a problem; None takes the defaults.

    Raises:
        Cancelled: asked to stop.
    """
    monitor = monitor or Monitor()
    limits = limits or DoctorLimits()
    notice_changes(project, monitor)
    clips = project.fetch(ClipFilter(state=tuple(one for one in STATES if one != "excluded")))
    with Cache(None if project.read_only else project.cache_dir) as cache:
        heard = _listen(project, clips, cache, monitor)
        measured = Measured(cache, heard.key_of)
        problems = list(_alone(clips, heard, measured, limits))
        same = list(_same_sounds(heard, cache, monitor))
        monitor.report(0, None, stage="probing")
        problems += copies(clips, heard.durations_s, same, limits.shared_s)
        problems += leaks(clips)
        probes, telling = shortcuts(clips, measured, limits)
    return DoctorReport(
        problems=sort([*problems, *telling]),
        shortcuts=tuple(probes),
        n_clips=len(clips),
        n_heard=heard.n_heard,
        n_known=len(heard.key_of) - heard.n_heard,
        n_missing=heard.n_missing,
    )


def _alone(
    clips: Iterable[ClipRow],
    heard: _Heard,
    measured: Mapping[int, Measurement],
    limits: DoctorLimits,
) -> Iterator[Problem]:
    """What is wrong with each clip by itself."""
    for clip in clips:
        if reason := heard.unreadable.get(clip.recording_id):
            yield of_clip(clip, "unreadable", reason)
        elif (known := measured.get(clip.recording_id)) is not None:
            yield from levels(clip, known, limits)


def _listen(project: Project, clips: Sequence[ClipRow], cache: Cache, monitor: Monitor) -> _Heard:
    """Measure every recording that is not known yet."""
    heard = _Heard(audio_files(project, clips))
    fresh: list[AudioFile] = []
    known = cache.known()
    for number, recording in heard.recordings.items():
        if recording.key in known:
            heard.key_of[number] = recording.key
        elif recording.there:
            fresh.append(recording)
        else:
            heard.n_missing += 1
    with ThreadPoolExecutor(_THREADS, thread_name_prefix="doctor") as pool:
        for start in range(0, len(fresh), _BATCH):
            batch = fresh[start : start + _BATCH]
            new = dict[str, tuple[Measurement, Fingerprint]]()
            hashes: dict[int, str] = {}
            try:
                results = pool.map(lambda one: _measured(one, monitor), batch)
                for done, (one, result) in enumerate(zip(batch, results, strict=True), start):
                    monitor.report(done, len(fresh), stage="listening")
                    if isinstance(result, str):
                        heard.unreadable[one.recording_id] = result
                        continue
                    if one.sha256 is None and one.unchanged:
                        hashes[one.recording_id] = result[0]
                    key = content_key(result[0], one.channel)
                    heard.key_of[one.recording_id] = key
                    new[key] = result[1:]
                    heard.n_heard += 1
            finally:  # also what a cancelled run has measured is kept
                cache.write(new)
                if not project.read_only:
                    project.set_hashes(hashes)
    durations_s = cache.durations_s(set(heard.key_of.values()))
    # what a damaged cache has lost meanwhile is looked at next time
    heard.key_of = {number: key for number, key in heard.key_of.items() if key in durations_s}
    heard.durations_s = {number: durations_s[key] for number, key in heard.key_of.items()}
    return heard


def _measured(one: AudioFile, monitor: Monitor) -> tuple[str, Measurement, Fingerprint] | str:
    """Hash, levels and fingerprint of a file, or why it cannot be read; in a thread."""
    monitor.check()
    try:
        sha256 = one.sha256 or sha256_of(one.path)
        return sha256, *measure(one.path, one.channel, monitor)
    except UnreadableRecording as error:
        return error.reason
    except OSError as error:
        return error.strerror or "it cannot be opened"


def _same_sounds(heard: _Heard, cache: Cache, monitor: Monitor) -> Iterator[SameSound]:
    """Recordings that hold the same sound: of equal content, or alike when held together."""
    members: dict[str, list[int]] = defaultdict(list)
    for number, key in heard.key_of.items():
        members[key].append(number)
    for alike in members.values():
        some = combinations(alike, 2) if len(alike) <= _ALIKE else product(alike[:1], alike[1:])
        for first, second in some:
            yield SameSound(first, second, 0.0, 1.0, exact=True)
    keys = list(members)
    monitor.report(0, None, stage="comparing")
    guesses = _few_each(matches(cache.fingerprints(keys, MAX_HASHES), monitor))
    for done, match in enumerate(guesses):
        monitor.report(done, len(guesses), stage="comparing")
        one_key, two_key = keys[match.first], keys[match.second]
        ones, twos = members[one_key], members[two_key]
        found = cache.comparison(one_key, two_key, match.lag_s)
        if found is None:
            found = _held_together(heard, ones[0], twos[0], match)
            if found is None:
                continue
            cache.keep(one_key, two_key, match.lag_s, found)
        if found.coherence >= MIN_COHERENCE:
            for one, two in product(ones[:_ALIKE], twos[:_ALIKE]):
                yield SameSound(one, two, found.lag_s, found.coherence, exact=False)


def _few_each(found: Sequence[Match]) -> list[Match]:
    """The matches with most votes, so many of each recording that all can be proved."""
    n_partners: Counter[int] = Counter()
    few = []
    for match in found:
        if max(n_partners[match.first], n_partners[match.second]) < _PARTNERS:
            n_partners.update((match.first, match.second))
            few.append(match)
    return few


def _held_together(heard: _Heard, first: int, second: int, match: Match) -> Comparison | None:
    """Prove a match by the samples; None where one cannot be read any more."""
    pair = [heard.recordings[first], heard.recordings[second]]
    lengths_s = [heard.durations_s[one.recording_id] for one in pair]

    def read(place: int, start_s: float, duration_s: float) -> Samples:
        one = pair[place]
        return read_samples(
            one.path,
            sample_rate_hz=RATE_HZ,
            start_s=start_s,
            duration_s=duration_s,
            channel=one.channel,
        )

    try:
        return Comparison(*compare(read, match.lag_s, lengths_s))
    except UnreadableRecording:
        return None
