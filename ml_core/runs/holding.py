"""Which process works on a run: its name in the folder, renewed with every heartbeat."""

import contextlib
import math
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ml_core.errors import RunError
from ml_core.files import read_json, write_json
from ml_core.runs.lock import locked
from ml_core.runs.moments import now
from ml_core.runs.process import ProcessName
from ml_core.runs.vitals import vitals

HOLD = ".hold"  # locked while a process takes hold of the run
STALE_S = 30.0  # without a heartbeat, where the process itself cannot be asked
_heard: dict[Path, tuple[float, float]] = {}  # last heartbeats from elsewhere, and when they came


@contextlib.contextmanager
def taking_hold(run: Path, process: ProcessName | None = None) -> Iterator[None]:
    """A moment in which no other process can take hold of the run; in it, write the owner.

    Args:
        run: its folder.
        process: that wants it; None: one that is not there yet.

    Raises:
        RunError: another living process holds it.
        UnwritableFile: the folder cannot be written.
    """
    with locked(run / HOLD):
        owner = owner_of(run)
        if owner is not None and owner != process and holds(run, owner):
            raise RunError(
                f'The run "{run.name}" is already going on.', hint="Wait for it, or stop it."
            )
        yield


def write_owner(run: Path, process: ProcessName, **facts: Any) -> None:
    """Name the process that holds the run, or is about to, and how it is."""
    table = {**process.to_table(), **now(), **vitals(run), **facts}
    write_json(run / "heartbeat", table)


def owner_of(run: Path) -> ProcessName | None:
    """The process that was named last; None where none is, or it ended by itself."""
    table = read_json(run / "heartbeat")
    try:
        return ProcessName.from_table(table) if table else None
    except (KeyError, TypeError, ValueError):
        return None


def holds(run: Path, owner: ProcessName) -> bool:
    """Whether the owner still works on the run; by the clock where it cannot be asked."""
    alive = owner.is_alive()
    if alive is not None:
        return alive
    return _beats(run)


def _beats(run: Path) -> bool:
    """Whether another computer still renews its name: its clock may not go like ours.

    The first look goes by the clock; from then on what counts is whether the heartbeat goes on.
    """
    told = (read_json(run / "heartbeat") or {}).get("time")
    if not isinstance(told, int | float):
        return False
    now_s = time.monotonic()
    before, last_s = _heard.get(run, (math.inf, -math.inf))
    if told != before:
        is_fresh = told > before or abs(time.time() - told) < STALE_S
        last_s = now_s if is_fresh else -math.inf
        _heard[run] = told, last_s
    return now_s - last_s < STALE_S
