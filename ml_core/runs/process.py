"""Who is alive: a process named by its number *and* the moment it started."""

import contextlib
import os
import signal
import socket
import sys
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Self

if sys.platform == "win32":
    import ctypes


_END_OF_PIDS = 1 << 31  # every system numbers its processes below it


@dataclass(frozen=True, slots=True)
class ProcessName:
    """Enough to tell a process from a later one that was given the same number."""

    pid: int
    process_start: str  # clock ticks since boot; empty where the platform does not tell
    host: str

    @classmethod
    def of(cls, pid: int) -> Self:
        """The name of a living process of this machine."""
        return cls(pid, _start_of(pid), socket.gethostname())

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Self:
        """The inverse of ``to_table``; KeyError, TypeError or ValueError if it is not one."""
        pid = table["pid"]
        if type(pid) is not int or not 0 < pid < _END_OF_PIDS:  # -1 would be everybody
            raise ValueError(pid)
        return cls(pid, str(table["process_start"]), str(table["host"]))

    def to_table(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    def kill(self) -> None:
        """End it at once, if it is this very process and still there."""
        if self.is_alive():
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    def is_alive(self) -> bool | None:
        """Whether it still runs; None if this machine cannot know."""
        if self.host != socket.gethostname():
            return None
        if not _exists(self.pid):
            return False
        return _start_of(self.pid) == self.process_start


def _exists(pid: int) -> bool:
    if sys.platform == "win32":
        handle = ctypes.windll.kernel32.OpenProcess(0x1000, False, pid)
        ctypes.windll.kernel32.CloseHandle(handle)
        return bool(handle)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _start_of(pid: int) -> str:
    """Field 22 of /proc/PID/stat; empty for a zombie, which runs no longer, or without /proc."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text("utf-8")
    except OSError:
        return ""
    state, *rest = stat.rpartition(")")[2].split()
    return "" if state == "Z" else rest[18]
