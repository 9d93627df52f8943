"""Which clips hold the sound of another, which of them to keep, and which are on both sides."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from ml_core.labelling.doctor.levels import stretch_of
from ml_core.labelling.doctor.problems import Kind, Problem, of_clip
from ml_core.project import ClipRow
from ml_core.scenes import display_name

_LOSSY = (".ogg", ".oga", ".opus", ".mp3")
_TRUST = ("verified", "done", "needs_review", "new")


@dataclass(frozen=True, slots=True)
class SameSound:
    """Two recordings, by id, of which the second holds at t + lag_s what the first holds at t."""

    first: int
    second: int
    lag_s: float
    coherence: float
    exact: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    one: ClipRow
    two: ClipRow
    shared_s: float
    found: SameSound


def copies(
    clips: Sequence[ClipRow],
    durations_s: dict[int, float],
    same: Iterable[SameSound],
    shared_s: float,
) -> list[Problem]:
    """A problem for every clip that holds the sound of a better one.

    Clips that were recorded together by several devices are no copies: same source, other device.

    Args:
        clips: all that count.
        durations_s: length of each recording, by its id.
        same: which recordings hold the same sound.
        shared_s: how much of it clips must share.
    """
    of_recording: dict[int, list[ClipRow]] = defaultdict(list)
    for clip in clips:
        of_recording[clip.recording_id].append(clip)
    pairs: dict[int, list[_Pair]] = defaultdict(list)
    for found in same:
        ones, twos = of_recording[found.first], of_recording[found.second]
        for pair in _overlaps(ones, twos, found, durations_s, shared_s):
            pairs[pair.one.segment_id].append(pair)
            pairs[pair.two.segment_id].append(pair)
    rank = {clip.segment_id: _worth(clip) for clip in clips if clip.segment_id in pairs}
    kept: set[int] = set()
    problems: list[Problem] = []
    for number in sorted(rank, key=lambda segment_id: rank[segment_id]):
        against = [pair for pair in pairs[number] if _other(pair, number).segment_id in kept]
        if not against:
            kept.add(number)
            continue
        best = max(against, key=lambda pair: (pair.found.exact, pair.shared_s))
        problems += _problems(best, number)
    return problems


def _overlaps(
    ones: list[ClipRow],
    twos: list[ClipRow],
    found: SameSound,
    durations_s: dict[int, float],
    wanted_s: float,
) -> Iterator[_Pair]:
    """The clips of two recordings that share enough of the sound."""
    spans = sorted(
        ((*stretch_of(two, durations_s[found.second]), two) for two in twos),
        key=lambda span: span[:2],
    )
    begins = [span[0] for span in spans]
    longest_s = max((end_s - begin_s for begin_s, end_s, _ in spans), default=0.0)
    for one in ones:
        begin_s, end_s = (at_s + found.lag_s for at_s in stretch_of(one, durations_s[found.first]))
        nearest = range(bisect_left(begins, begin_s - longest_s), bisect_left(begins, end_s))
        for place in nearest:
            other_begin_s, other_end_s, two = spans[place]
            shared_s = min(end_s, other_end_s) - max(begin_s, other_begin_s)
            enough = min(wanted_s, 0.9 * (end_s - begin_s), 0.9 * (other_end_s - other_begin_s))
            if shared_s > 0 and shared_s >= enough and not _together(one, two):
                yield _Pair(one, two, shared_s, found)


def _together(one: ClipRow, two: ClipRow) -> bool:
    """Whether two devices recorded these at once."""
    if one.source is None or one.source != two.source:
        return False
    return None not in (one.device, two.device) and one.device != two.device


def _worth(clip: ClipRow) -> tuple[int, bool, bool, float, int]:
    """Sorts the clip to keep first: trusted, labelled, not lossy, long, early."""
    trust = _TRUST.index(clip.state) if clip.state in _TRUST else len(_TRUST)
    lossy = clip.relative_path.lower().endswith(_LOSSY)
    return trust, not clip.scenes, lossy, -round(clip.duration_s, 1), clip.segment_id


def _other(pair: _Pair, number: int) -> ClipRow:
    return pair.two if pair.one.segment_id == number else pair.one


def _problems(pair: _Pair, number: int) -> Iterator[Problem]:
    """What is wrong with a clip beside the one that is kept."""
    kept = _other(pair, number)
    clip = pair.one if kept is pair.two else pair.two
    kind: Kind = "duplicate" if pair.found.exact else "near_duplicate"
    if pair.found.exact:
        detail = f'the same file as "{kept.relative_path}"'
    else:
        detail = f'shares {pair.shared_s:.1f} s of sound with "{kept.relative_path}"'
        if kept.recording_id != clip.recording_id and abs(pair.found.lag_s) >= 0.05:
            later = (pair.found.lag_s > 0) == (clip is pair.one)
            detail += f", {abs(pair.found.lag_s):.2f} s {'later' if later else 'earlier'} there"
    problem = of_clip(clip, kind, detail)
    if clip.scenes and kept.scenes and set(clip.scenes) != set(kept.scenes):
        here, there = (" and ".join(map(display_name, one.scenes)) for one in (clip, kept))
        problem = replace(
            problem,
            fix="review",
            segment_ids=(clip.segment_id, kept.segment_id),
            detail=f"{detail}; labelled {here} here, {there} there",
        )
    yield replace(problem, other_id=kept.segment_id)
    if clip.split and kept.split and clip.split != kept.split:
        sides = f"{detail}; this is in {clip.split}, the other in {kept.split}"
        yield replace(of_clip(clip, "leaking", sides), other_id=kept.segment_id)
