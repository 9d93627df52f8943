"""The processes of this computer that train together with this one: started and ended with it.

They meet in a folder of their own. In it ``here-1`` says that the first of them has come that far,
``first`` which process the others belong to, and ``gone`` that one has ended.
"""

import contextlib
import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ml_core.errors import RunError
from ml_core.programs import module_command
from ml_core.progress import Monitor
from ml_core.runs.compute import TOGETHER, Ranks

POLL_S = 0.1
POLITE_S = 5.0
GONE, FIRST = "gone", "first"


@contextlib.contextmanager
def companions(size: int, command: Sequence[str]) -> Iterator[None]:
    """Within, this process is the first of ``size``; the others run ``asc COMMAND``.

    They are ended when the block is left, however it is left.
    """
    with tempfile.TemporaryDirectory(prefix="asc-together-") as meeting:
        (Path(meeting) / FIRST).write_text(str(os.getpid()), "ascii")
        others = [_start(Ranks(rank, size, meeting), command) for rank in range(1, size)]
        over = threading.Event()
        watch = threading.Thread(
            target=_watch, args=(others, Path(meeting), over), name="companions", daemon=True
        )
        watch.start()
        try:
            with placed(Ranks(0, size, meeting)):
                yield
        finally:
            over.set()
            watch.join()
            _leave_word(Path(meeting))  # who waits for this one learns that it will not come
            _end(others)


@contextlib.contextmanager
def placed(ranks: Ranks) -> Iterator[None]:
    """Within, the environment of this process says which of those that train together it is."""
    before = os.environ.get(TOGETHER)
    os.environ[TOGETHER] = ranks.words()
    try:
        yield
    finally:
        if before is None:
            del os.environ[TOGETHER]
        else:
            os.environ[TOGETHER] = before


def _start(ranks: Ranks, command: Sequence[str]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        module_command("ml_core", *command),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        env={**os.environ, **_thrifty(os.environ), TOGETHER: ranks.words()},
    )


def _thrifty(environment: Mapping[str, str]) -> dict[str, str]:
    """Libraries that count cores by themselves must not take all of them in every process."""
    return {} if "OMP_NUM_THREADS" in environment else {"OMP_NUM_THREADS": "1"}


def _watch(others: Sequence[subprocess.Popen[bytes]], meeting: Path, over: threading.Event) -> None:
    """Leave word in the meeting folder when one of them ends."""
    while not over.wait(POLL_S):
        if any(other.poll() is not None for other in others):
            _leave_word(meeting)
            return


def _leave_word(meeting: Path) -> None:
    with contextlib.suppress(OSError):
        (meeting / GONE).touch()


def _end(others: Sequence[subprocess.Popen[bytes]]) -> None:
    """They leave by themselves once training is over, or when nobody answers them any more."""
    until = time.monotonic() + POLITE_S
    for other in others:
        with contextlib.suppress(subprocess.TimeoutExpired):
            other.wait(max(0.0, until - time.monotonic()))
        if other.poll() is None:
            other.kill()
            other.wait()


def meet(ranks: Ranks, monitor: Monitor | None = None) -> None:
    """Wait until every process of this computer that trains together is there.

    Raises:
        RunError: one of them has ended.
        Cancelled: asked to stop.
    """
    meeting = Path(ranks.meeting)
    (meeting / f"here-{ranks.rank}").touch()
    while not all((meeting / f"here-{rank}").exists() for rank in range(ranks.size)):
        if has_lost_one(ranks):
            raise lost()
        if monitor is not None:
            monitor.check()
        time.sleep(POLL_S)


def has_lost_one(ranks: Ranks) -> bool:
    """Whether one of the processes of this computer that train together has ended."""
    meeting = Path(ranks.meeting)
    if (meeting / GONE).exists() or not meeting.is_dir():
        return True
    # who was started by the first and belongs to somebody else by now
    return ranks.rank > 0 and os.getppid() != _first(meeting)


def _first(meeting: Path) -> int:
    try:
        return int((meeting / FIRST).read_text("ascii"))
    except (OSError, ValueError):
        return 0


def lost() -> RunError:
    """What is said where one of the processes is not there any more."""
    return RunError(
        "One of the processes that trained together has ended.",
        hint="Resume the run: it goes on after the last epoch that was finished.",
    )
