"""Hands out commands, follows what they do, and stops them all when asked to."""

import contextlib
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from typing import Any, Protocol

from ml_core.cluster import far_side, ray_door
from ml_core.cluster.tasks import Task
from ml_core.errors import AscError
from ml_core.files import write_text
from ml_core.progress import Monitor
from ml_core.runs.compute import Compute
from ml_core.runs.folder import HEARTBEAT_S

POLL_S = 0.5
STOP_S = 120.0  # that commands may take to stop
MOST_OUT = 500  # handed out at once: of a million commands only these are remembered twice


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one command ended."""

    task: Task
    status: int  # 0 done, 130 stopped, anything else: it failed
    message: str = ""  # why


class Hands(Protocol):
    """Whoever performs commands."""

    def hand_out(self, arguments: Sequence[Any], *, cores: int, gpu: bool) -> Any:
        """Begin as soon as there is room; returns a token."""

    def ended(self, tokens: Sequence[Any], timeout_s: float) -> list[Any]:
        """The tokens of those that have ended, waiting a while for one that does."""

    def answer(self, token: Any) -> tuple[int, str]:
        """Its exit status, and why it could not begin."""

    def take_back(self, token: Any) -> None:
        """Do not begin what has not begun."""


def fan_out(
    tasks: Sequence[Task],
    compute: Compute,
    monitor: Monitor,
    *,
    stage: str,
    on_end: Callable[[Outcome], None] | None = None,
    hands: Hands | None = None,
) -> list[Outcome]:
    """Run all commands to their end; those that are done already are left alone.

    Args:
        tasks: in the order in which they should begin.
        compute: "local" one after the other, "processes" so many at once, "ray" wherever the
            cluster has free cores.
        monitor: hears how far all of them are, and may cancel: runs then pause.
        stage: the word it hears.
        on_end: told of every command that has ended; what it raises stops the others.
        hands: from ``performing``, where several rounds of commands follow each other.

    Returns:
        One for every task, in their order.

    Raises:
        MissingPack, RunError: there is no Ray, or no cluster.
        Cancelled: asked to stop; called again, it goes on where it was.
    """
    left = [task for task in tasks if not task.done.exists()]
    outcomes = {task.folder: Outcome(task, 0) for task in tasks}
    if left:
        with contextlib.nullcontext(hands) if hands else performing(compute) as those:
            rounds = _Rounds(those, left, monitor, stage, len(tasks))
            for outcome in rounds.go(on_end or (lambda outcome: None)):
                outcomes[outcome.task.folder] = outcome
    return [outcomes[task.folder] for task in tasks]


@contextlib.contextmanager
def performing(compute: Compute) -> Iterator[Hands]:
    """Whoever performs commands there, for as long as the block lasts.

    Raises:
        MissingPack, RunError: there is no Ray, or no cluster.
    """
    if compute.kind == "ray":
        with ray_door.connected(compute) as cluster:
            yield cluster
        return
    with ThreadPoolExecutor(max(1, compute.n), "commands") as pool:
        yield _Here(pool)


class _Here:
    """Performs commands as children of this process."""

    def __init__(self, pool: ThreadPoolExecutor) -> None:
        self._pool = pool

    def hand_out(self, arguments: Sequence[Any], *, cores: int, gpu: bool) -> Future[Any]:
        return self._pool.submit(_again_if_lost, far_side.perform, arguments)

    def ended(self, tokens: Sequence[Any], timeout_s: float) -> list[Any]:
        return list(wait(tokens, timeout_s, FIRST_COMPLETED).done)

    def answer(self, token: Any) -> tuple[int, str]:
        if token.cancelled():
            return 130, ""
        found: tuple[int, str] = token.result()
        return found

    def take_back(self, token: Any) -> None:
        token.cancel()


def _again_if_lost(
    perform: Callable[..., tuple[int, str]], arguments: Sequence[Any]
) -> tuple[int, str]:
    for _ in range(ray_door.STARTS + 1):
        with contextlib.suppress(far_side.Lost):
            return perform(*arguments)
    return -1, f"It was lost {ray_door.STARTS + 1} times."


class _Rounds:
    """Commands that are out, and those that wait to be."""

    def __init__(
        self, hands: Hands, tasks: Sequence[Task], monitor: Monitor, stage: str, total: int
    ) -> None:
        self._hands, self._monitor, self._stage, self._total = hands, monitor, stage, total
        self._same = far_side.versions()
        self._out: dict[Any, Task] = {}
        self._waiting = deque(tasks)
        for task in tasks:
            if (run := task.run) is not None:
                far_side.hold_place(run)
        self._held_s = time.monotonic()

    def go(self, on_end: Callable[[Outcome], None]) -> list[Outcome]:
        """Wait for all of them."""
        outcomes = []
        try:
            self._hand_out()
            while self._out:
                for outcome in self._collect():
                    outcomes.append(outcome)
                    on_end(outcome)
                self._hand_out()
                self._renew_places()
                left = len(self._out) + len(self._waiting)
                self._monitor.report(self._total - left, self._total, stage=self._stage)
        except BaseException:
            self._stop()
            raise
        finally:
            for task in self._unfinished():
                if (run := task.run) is not None:
                    far_side.give_up_place(run)
        return outcomes

    def _hand_out(self) -> None:
        while self._waiting and len(self._out) < MOST_OUT:
            task = self._waiting.popleft()
            paths = (str(task.folder), str(task.done), [str(path) for path in task.needs])
            arguments = (task.words, *paths, dict(task.environment), self._same)
            self._out[self._hands.hand_out(arguments, cores=task.cores, gpu=task.gpu)] = task

    def _unfinished(self) -> list[Task]:
        return [*self._out.values(), *self._waiting]

    def _collect(self) -> list[Outcome]:
        found = []
        for token in self._hands.ended(list(self._out), POLL_S):
            task = self._out.pop(token)
            status, problem = self._hands.answer(token)
            if status != 0:
                if (run := task.run) is not None:
                    far_side.give_up_place(run)
                problem = problem or far_side.why(task.folder, status)
            found.append(Outcome(task, status, problem))
        return found

    def _renew_places(self) -> None:
        if time.monotonic() - self._held_s < HEARTBEAT_S:
            return
        self._held_s = time.monotonic()
        for task in self._unfinished():
            run = task.run
            if run is not None and (run.heard_last or {}).get(far_side.PLACE):
                with contextlib.suppress(AscError):
                    far_side.hold_place(run)

    def _stop(self) -> None:
        """Take back what has not begun, let the rest pause, and wait for it."""
        for token, task in self._out.items():
            self._hands.take_back(token)
            run = task.run
            if run is not None and run.is_held and not run.heard_last.get(far_side.PLACE):
                with contextlib.suppress(AscError):
                    run.request_stop("pause")
        for stop in {task.stop for task in self._out.values() if task.stop is not None}:
            with contextlib.suppress(AscError):
                write_text(stop, "pause")
        end = time.monotonic() + STOP_S
        while self._out and time.monotonic() < end:
            for token in self._hands.ended(list(self._out), POLL_S):
                del self._out[token]
