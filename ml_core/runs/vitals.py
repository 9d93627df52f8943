"""What a worker leaves with every heartbeat, so that its end can be explained without it."""

import os
import shutil
import time
from pathlib import Path
from typing import Any

_KB = 1024


def vitals(folder: Path) -> dict[str, Any]:
    """Memory, disk and processor time now; what this system does not tell is left out.

    Keys: ``boot`` (a name for the time since the last start), ``oom_kills`` (processes that the
    system has ended for memory since then), ``memory_bytes`` of this process and
    ``peak_memory_bytes``, ``free_memory_bytes``, ``free_disk_bytes`` where ``folder`` lies,
    ``cpu_s`` of this process.
    """
    mine, all_memory = _table("/proc/self/status"), _table("/proc/meminfo")
    found = {
        "boot": boot(),
        "oom_kills": oom_kills(),
        "memory_bytes": _kilobytes(mine.get("VmRSS")),
        "peak_memory_bytes": _kilobytes(mine.get("VmHWM")),
        "free_memory_bytes": _kilobytes(all_memory.get("MemAvailable")),
        "free_disk_bytes": free_disk_bytes(folder),
        "cpu_s": round(sum(os.times()[:2]), 2),
    }
    return {name: value for name, value in found.items() if value is not None}


def boot() -> str | None:
    """A name for the time since the computer was started."""
    return _text("/proc/sys/kernel/random/boot_id") or None


def oom_kills() -> int | None:
    """How many processes the system has ended for memory since it was started."""
    count = _table("/proc/vmstat", separator=" ").get("oom_kill")
    return None if count is None else int(count)


def free_memory_bytes() -> int | None:
    """Memory that programs can still get."""
    return _kilobytes(_table("/proc/meminfo").get("MemAvailable"))


def free_disk_bytes(folder: Path) -> int | None:
    """Room where a folder lies, or would lie."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    try:
        return shutil.disk_usage(folder).free
    except OSError:
        return None


def cpu_s_of(pid: int) -> float | None:
    """Processor time a process has used; None where nobody knows."""
    stat = _text(f"/proc/{pid}/stat")
    if not stat:
        return None
    fields = stat.rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def own_clock() -> float:
    """Seconds that stand still while this process's first thread waits for a core.

    Between two looks it tells how long work takes on a machine that does nothing else; where
    the system does not tell of waiting it is a plain clock.
    """
    waited = _text("/proc/self/schedstat").split()
    return time.perf_counter() - (int(waited[1]) / 1e9 if len(waited) > 1 else 0.0)


def busy() -> float:
    """How many times as long work takes as on an idle machine, by the last minute; 1 or more."""
    if not hasattr(os, "getloadavg"):
        return 1.0
    return max(1.0, (os.getloadavg()[0] + 1) / (os.cpu_count() or 1))


def state_of(pid: int) -> str:
    """One letter: R runs, S sleeps, D waits for a disk, T is halted; empty where nobody knows."""
    return _text(f"/proc/{pid}/stat").rpartition(")")[2].strip()[:1]


def _table(path: str, separator: str = ":") -> dict[str, str]:
    pairs = (line.partition(separator) for line in _text(path).splitlines())
    return {name: value.strip() for name, _, value in pairs}


def _kilobytes(words: str | None) -> int | None:
    return None if words is None else int(words.split()[0]) * _KB


def _text(path: str) -> str:
    try:
        return Path(path).read_text("utf-8").strip()
    except OSError:
        return ""
