"""Guessing twins: the votes of equal hashes, counted some recordings at a time."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.labelling.doctor import twins
from ml_core.labelling.doctor.fingerprint import FRAME_S, Fingerprint
from ml_core.labelling.doctor.twins import MIN_VOTES, Match, matches
from ml_core.progress import Cancelled, Monitor

HASHES = st.lists(st.tuples(st.integers(0, 4), st.integers(0, 3)), max_size=8)


def printed(*pairs: tuple[int, int]) -> Fingerprint:
    """Of pairs of hash and frame."""
    return Fingerprint(*np.array(pairs, np.uint32).reshape(-1, 2).T.copy())


def counted(prints: list[Fingerprint], reach: int) -> list[Match]:
    """All votes at once, in plain Python."""
    told = sorted(
        (
            (int(value), owner, place, int(frame))
            for owner, one in enumerate(prints)
            for place, (value, frame) in enumerate(zip(one.hashes, one.frames, strict=True))
        ),
        key=lambda one: one[:3],
    )
    votes: Counter[tuple[int, int, int]] = Counter()
    for at, (value, owner, _, frame) in enumerate(told):
        for other, later, _, there in told[at + 1 : at + 1 + reach]:
            if other == value and later != owner:
                votes[owner, later, there - frame] += 1
    best: dict[tuple[int, int], tuple[int, int]] = {}
    for (one, two, lag), here in sorted(votes.items()):
        beside = votes[one, two, lag + 1]
        if here + beside >= MIN_VOTES and here + beside > best.get((one, two), (0, 0))[0]:
            best[one, two] = here + beside, lag + (beside > here)
    pairs = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    return [Match(*pair, votes_, lag * FRAME_S) for pair, (votes_, lag) in pairs]


@settings(max_examples=200)
@given(
    st.lists(HASHES, max_size=7), st.integers(1, 30), st.sampled_from([2, 32]), st.integers(0, 6)
)
def test_votes_are_the_same_however_many_are_counted_together(
    told: list[list[tuple[int, int]]], at_once: int, reach: int, pair_bits: int
) -> None:
    prints = [printed(*one) for one in told]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(twins, "_AT_ONCE", at_once)
        patch.setattr(twins, "_NEXT", reach)
        patch.setattr(twins, "_PAIR_BITS", pair_bits)
        assert matches(iter(prints)) == counted(prints, reach)


def test_days_apart_and_among_many_recordings_a_lag_is_told() -> None:
    """A number for every pair and lag has to fit, whatever there is."""
    days = 7 * 86_400 * 62  # frames
    sound = [(value, 5 * value) for value in range(9)]
    later = [(value, frame + days) for value, frame in sound]
    nothing = printed()
    prints = [*[nothing] * 300_000, printed(*sound), *[nothing] * 300_000, printed(*later)]
    (match,) = matches(prints)
    assert (match.first, match.second, match.votes) == (300_000, 600_001, 9)
    assert match.lag_s == pytest.approx(days * FRAME_S)


def test_counting_votes_can_be_cancelled() -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        matches([printed((1, 1))], monitor)
