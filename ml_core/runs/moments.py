"""How long ago something was, also where the clock was set forward or back in between.

Beside the time of day a stamp holds the seconds since the computer was started, which nobody sets.
They tell how long ago it was for as long as the computer has not been started anew.
"""

import time
from collections.abc import Mapping
from typing import Any

from ml_core.kinds import is_number
from ml_core.runs.vitals import boot

JUMP_S = 5.0  # two clocks that differ by less go alike


def stamp() -> dict[str, Any]:
    """Now, for JSON; :func:`since_s` understands it, also in another process."""
    return {**now(), "boot": boot()}


def now() -> dict[str, Any]:
    """``time``, seconds since 1970, and ``up_s``, by a clock that nobody sets.

    All processes of this computer see the same, until it is started anew.
    """
    return {"time": time.time(), "up_s": round(time.monotonic(), 3)}


def since_s(told: Mapping[str, Any]) -> float | None:
    """Seconds since a stamp was made; None where it says no time.

    Args:
        told: a stamp. Without ``boot``, or of another start of the computer, its time of day has
            to do, and what lies in the future counts as now.
    """
    if told.get("boot") is not None and told["boot"] == boot():
        passed_s = _passed_s(told)
        if passed_s is not None:
            return passed_s
    then = _number(told.get("time"))
    return None if then is None else max(0.0, time.time() - then)


def by_the_clock_now(event: Mapping[str, Any]) -> Any:
    """When something was in this start of the computer, as the clock of now would have told.

    Args:
        event: with ``time``, and ``up_s`` where it is known.

    Returns:
        Its ``time``, unless the clock was set since.
    """
    then, passed_s = _number(event.get("time")), _passed_s(event)
    if passed_s is None or then is None:
        return event.get("time")
    by_now = time.time() - passed_s
    return then if abs(by_now - then) < JUMP_S else float(round(by_now))


def _passed_s(told: Mapping[str, Any]) -> float | None:
    then = _number(told.get("up_s"))
    if then is None or then > time.monotonic() + 1:  # of another start
        return None
    return max(0.0, time.monotonic() - then)


def _number(value: Any) -> float | None:
    return float(value) if is_number(value) else None
