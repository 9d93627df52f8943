"""Unfinished files that killed processes left lying, and the end of them.

Whoever writes a file writes it under a hidden name first, which says which process of which
computer is at it. A process that ends in any way but a kill removes it; what a kill leaves is
removed here, once that process is gone.
"""

import contextlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from ml_core.files import PART, part_prefix
from ml_core.runs.process import ProcessName

_NAME = re.compile(
    r"\..*\.(?P<here>[0-9a-f]{8})-(?P<pid>[0-9]{1,10})-[a-z0-9_]{8}"
    rf"{re.escape(PART)}(-wal|-shm|-journal)?",
    re.DOTALL,
)

_TELLS_STARTS = Path("/proc/self/stat").exists()


def remove_leftovers(folder: Path, *, deep: bool = False) -> list[Path]:
    """Remove what processes of this computer that run no longer did not finish.

    Nothing else is touched, and nothing is raised: what cannot be removed is left for next time.

    Args:
        folder: where to look.
        deep: also in the folders below; links are not followed.

    Returns:
        What was removed.
    """
    removed = []
    for path in _leftovers(folder, deep=deep):
        with contextlib.suppress(OSError):
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path)
            else:
                path.unlink()
            removed.append(path)
    return removed


def _leftovers(folder: Path, *, deep: bool) -> Iterator[Path]:
    for inside, folders, files in os.walk(folder):
        for name in [*folders, *files]:
            if _is_left(name):
                yield Path(inside, name)
        # What goes as a whole need not be looked into.
        folders[:] = [name for name in folders if deep and not _is_left(name)]


def _is_left(name: str) -> bool:
    found = _NAME.fullmatch(name)
    if found is None:
        return False
    here, pid = found["here"], int(found["pid"])
    return f".{here}-{pid}-" in part_prefix("", pid) and _is_gone(pid)


def _is_gone(pid: int) -> bool:
    maker = ProcessName.of(pid)
    # One that was killed keeps its number until its parent asks, but not the time of its start.
    ended = not maker.process_start and _TELLS_STARTS
    return ended or maker.is_alive() is False
