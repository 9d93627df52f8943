"""The time that is left: right where the pace is even, and without jumps where it is not."""

import itertools

from hypothesis import given
from hypothesis import strategies as st

from ml_core.runs.time_left import FIRST_S, MOST_LESS, MOST_MORE, TimeLeft


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def told(durations: list[float]) -> list[tuple[float, float | None]]:
    """(seconds, what was told) with one report after every duration."""
    clock = Clock()
    left = TimeLeft(clock)
    found = []
    for number in range(len(durations) + 1):
        found.append((clock.now, left(number / len(durations))))
        clock.now += durations[number] if number < len(durations) else 0.0
    return found


@given(st.floats(0.5, 20.0), st.integers(5, 60))
def test_an_even_pace_is_told_exactly(step_s: float, n_steps: int):
    end = 100.0 + step_s * n_steps
    for now, left in told([step_s] * n_steps):
        if now - 100.0 >= FIRST_S:
            assert left is not None
            assert abs(left - (end - now)) < 1e-6 * (1 + end)
        else:
            assert left is None


@given(st.lists(st.floats(0.1, 60.0), min_size=5, max_size=80))
def test_it_never_jumps(durations: list[float]):
    """Whatever the pace does, one report differs little from what the last one led to expect."""
    found = told(durations)
    for (before, one), (now, other) in itertools.pairwise(found):
        if one is None:
            continue
        assert other is not None
        expected = max(one - (now - before), 0.0)
        assert other <= expected * (1 + MOST_MORE) + 1.0 + 1e-9
        assert other >= expected * (1 - MOST_LESS) - 1e-9 or now == found[-1][0]
    assert found[-1][1] in (0.0, None)


def test_it_follows_a_pace_that_changed_for_good():
    found = told([1.0] * 30 + [3.0] * 300)
    now, left = found[150]
    assert left is not None
    assert abs(left / (found[-1][0] - now) - 1) < 0.15
