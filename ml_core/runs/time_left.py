"""How fast training goes, and how long the rest of it takes."""

import time
from collections import deque
from collections.abc import Callable

LOOK_BACK_S = 60.0  # at least so long, so that validation after an epoch does not make it jump
LOOK_BACK_SHARE = 0.25  # of the time that has passed
FIRST_S = 2.0  # before that nobody can tell
MOST_MORE, MOST_LESS = 0.1, 0.3  # share by which one report may differ from what was expected


class TimeLeft:
    """Seconds until the end, told again and again without jumps.

    The pace of the last minute or so decides. What is told follows the clock, and goes towards
    what that pace says by no more than a share at a time.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._seen: deque[tuple[float, float]] = deque()
        self._started = clock()
        self._told: tuple[float, float] | None = None  # seconds left, and when that was said

    def __call__(self, done: float) -> float | None:
        """Seconds left with a share of 0..1 done; None in the first moments."""
        now = self._clock()
        self._seen.append((now, done))
        look_back = max(LOOK_BACK_S, LOOK_BACK_SHARE * (now - self._started))
        while len(self._seen) > 2 and now - self._seen[1][0] >= look_back:
            self._seen.popleft()
        (since, had), passed = self._seen[0], now - self._seen[0][0]
        if passed < FIRST_S or done <= had:
            return None if self._told is None else self._expected(now)
        left = (1 - done) * (now - since) / (done - had)
        if self._told is not None and done < 1:
            expected = self._expected(now)
            left = min(max(left, expected * (1 - MOST_LESS)), expected * (1 + MOST_MORE) + 1.0)
        self._told = left, now
        return left

    def _expected(self, now: float) -> float:
        """What was told last, less the time since."""
        assert self._told is not None
        left, then = self._told
        return max(left - (now - then), 0.0)
