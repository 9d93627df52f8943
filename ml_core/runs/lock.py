"""One process at a time: a lock that the system lets go of when its process ends."""

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path

from ml_core.errors import UnwritableFile

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl


@contextlib.contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock of this name; wait for it as long as another process does.

    Args:
        path: a file that is made if needed and stays.

    Raises:
        UnwritableFile: it cannot be made.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        opened = path.open("ab")
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error
    with opened as stream:
        if sys.platform == "win32":
            stream.seek(0)
            msvcrt.locking(stream.fileno(), msvcrt.LK_LOCK, 1)
        else:
            fcntl.flock(stream, fcntl.LOCK_EX)
        yield  # closing the file lets go
