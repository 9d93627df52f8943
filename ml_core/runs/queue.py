"""Runs that wait for their turn: a ticket in the folder of each, and no process that watches.

Whoever ends a run starts the next one; whoever looks may too. A run may also wait for another
one to be done, which makes a chain.
"""

import contextlib
import os
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ml_core.errors import AscError, RunError
from ml_core.files import read_json, write_json
from ml_core.runs.compute import FAR_SIDE
from ml_core.runs.ending import explain_end
from ml_core.runs.folder import (
    LINE,
    TICKET,
    RunFolder,
    RunStatus,
    StopRequested,
    after_of,
    list_runs,
)
from ml_core.runs.launch import launch_run
from ml_core.runs.lock import locked
from ml_core.runs.machine import runs_at_once
from ml_core.runs.trash import discard_run


@dataclass(frozen=True, slots=True)
class Ticket:
    """A place in the line of a project."""

    run: RunFolder
    time: float  # seconds since 1970: who came first is first
    after: Path | None  # a run that has to be done before

    @classmethod
    def read(cls, run: RunFolder) -> "Ticket | None":
        """The ticket of a run, if it has a whole one."""
        table = read_json(run.path / TICKET)
        try:
            if table is None:
                return None
            return cls(run, float(table["time"]), after_of(run, table))
        except (KeyError, TypeError, ValueError):
            return None

    @property
    def is_ready(self) -> bool:
        """Whether nothing but a free core is missing."""
        return self.after is None or RunFolder(self.after).result is not None


def enqueue(project: Path, run: RunFolder, *, after: RunFolder | None = None) -> list[Path]:
    """Put a run in line, and start what can start.

    Args:
        project: its folder.
        run: new, paused or dead, in the project's folder of runs.
        after: has to be done first.

    Returns:
        The runs that were started.

    Raises:
        RunError: the run lies elsewhere, is done or going on.
    """
    return line_up(project, [(run, after)])


def line_up(project: Path, runs: Sequence[tuple[RunFolder, RunFolder | None]]) -> list[Path]:
    """Put several runs in line at once, each with the one that has to be done before, if any.

    Returns, raises: as ``enqueue``.
    """
    with _line(project):
        behind = max((one.time for one in waiting_line(project / "runs")), default=0.0)
        for run, _ in runs:
            if run.path.parent.absolute() != (project / "runs").absolute():
                raise RunError(
                    f'"{run.name}" lies outside of the project, where no line is kept.',
                    hint="Start it at once, or leave out --out.",
                )
            if run.is_done or run.is_held:
                state = "done" if run.is_done else "running"
                raise RunError(f'The run "{run.name}" is {state} already.')
        for run, after in runs:
            behind = max(time.time(), behind + 1e-3)  # also where the clock was set back
            _write_ticket(run, behind, after)
    return start_next(project)


def _write_ticket(run: RunFolder, time_s: float, after: RunFolder | None = None) -> None:
    write_json(run.path / TICKET, {"time": time_s, "after": after.name if after else None})


def _line(project: Path) -> contextlib.AbstractContextManager[None]:
    """Whoever holds it alone starts runs, and lets them in and out of the line."""
    return locked(project / "runs" / LINE)


@contextlib.contextmanager
def at_work(project: Path, run: RunFolder) -> Iterator[None]:
    """Hold a run; afterwards it goes into the trash if that was asked for, and the next starts.

    Raises:
        RunError: another living process holds it.
    """
    try:
        with run.heartbeat():
            yield
    except StopRequested as request:
        if request.kind == "discard":
            discard_run(run)
        raise
    finally:
        with contextlib.suppress(AscError, OSError):  # the next one has a ticket all the same
            start_next(project)


def waiting_line(runs_dir: Path) -> list[Ticket]:
    """Who waits, the first first; those that only wait for a core come before the others."""
    tickets = [Ticket.read(RunFolder(path.parent)) for path in runs_dir.glob(f"*/{TICKET}")]
    found = [ticket for ticket in tickets if ticket is not None and not ticket.run.is_held]
    return sorted(found, key=lambda one: (not one.is_ready, one.time, one.run.name))


def start_next(project: Path) -> list[Path]:
    """Start as many of the runs that wait as there is room for; safe to call at any time.

    Returns:
        The runs that were started.
    """
    runs_dir = project / "runs"
    if os.environ.get(FAR_SIDE):  # a worker of a cluster starts nothing by itself
        return []
    if not any(runs_dir.glob(f"*/{TICKET}")):
        return []
    started = []
    with _line(project):
        free = runs_at_once() - sum(
            RunFolder(path.parent).is_held for path in runs_dir.glob("*/heartbeat")
        )
        for ticket in waiting_line(runs_dir):
            if free <= 0 or not ticket.is_ready:
                break
            try:
                _start(project, ticket.run)
            except RunError:  # damaged, or gone: whoever is behind it goes on
                (ticket.run.path / TICKET).unlink(missing_ok=True)
                continue
            started.append(ticket.run.path)
            free -= 1
    return started


def start_now(project: Path, run: RunFolder) -> None:
    """Start a run that waits, whatever else is going on.

    Raises:
        RunError: it waits for another one, which is not done.
    """
    ticket = Ticket.read(run)
    if ticket is not None and not ticket.is_ready and ticket.after is not None:
        raise RunError(f'"{run.name}" starts from "{ticket.after.name}", which is not done.')
    with _line(project):
        if not run.is_held:
            _start(project, run)


def leave_line(run: RunFolder) -> None:
    """Take a run that waits out of the line; it can be resumed."""
    RunFolder.open(run.path)
    with locked(run.path.parent / LINE):
        if run.is_held:  # its turn came a moment ago
            run.request_stop("pause")
            return
        write_json(run.path / "ended.json", {"state": "paused"})
        (run.path / TICKET).unlink(missing_ok=True)


def revive_runs(project: Path) -> list[Path]:
    """Put the runs in line again that ended because the computer did, then start what can start.

    Returns:
        The runs that were started.
    """
    with _line(project):
        for status in list_runs(project / "runs"):
            run = RunFolder(status.path)
            end = explain_end(run) if status.state == "dead" else None
            if end is not None and end.cause == "reboot":
                _write_ticket(run, status.started or 0.0)
    return start_next(project)


def with_places(statuses: Sequence[RunStatus], runs_dir: Path) -> list[RunStatus]:
    """The same, those in line with their place and whom they wait for."""
    line = waiting_line(runs_dir)
    place = {ticket.run.path: number for number, ticket in enumerate(line, 1)}
    after = {t.run.path: t.after.name for t in line if t.after is not None and not t.is_ready}
    return [
        replace(one, place=place.get(one.path), waits_for=after.get(one.path, ""))
        for one in statuses
    ]


def _start(project: Path, run: RunFolder) -> None:
    launch_run(project, run)
    # the process is named in its folder by now: from here on it holds the run
    (run.path / TICKET).unlink(missing_ok=True)
