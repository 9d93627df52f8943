"""Several files that appear together."""

import contextlib
import errno
import math
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ml_core.errors import UnwritableFile
from ml_core.files import PART, part_prefix
from ml_core.project.leftovers import remove_leftovers


@contextlib.contextmanager
def staged(folder: Path, n_bytes: int = 0) -> Iterator[Path]:
    """Give an empty folder; what is written there moves to ``folder`` if the block succeeds.

    Where ``n_bytes`` of it are known to be coming, there must be room for them.

    Files of the same names are replaced, others stay. After a failure or a kill ``folder`` is as
    it was; only a kill while the files are moved, which takes no time, leaves some of them.

    Raises:
        UnwritableFile: the system refuses; it names ``folder``, which people chose.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder.parent)
        _require_room(folder, n_bytes)
        prefix = part_prefix(folder.name)
        temporary = Path(tempfile.mkdtemp(prefix=prefix, suffix=PART, dir=folder.parent))
        try:
            try:
                yield temporary
            except UnwritableFile as error:
                if not error.path.is_relative_to(temporary):
                    raise
                raise UnwritableFile(folder, error.reason) from error
            folder.mkdir(exist_ok=True)
            for path in sorted(temporary.rglob("*")):
                if path.is_file():
                    target = folder / path.relative_to(temporary)
                    target.parent.mkdir(parents=True, exist_ok=True)
                    path.replace(target)
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error


def _require_room(folder: Path, n_bytes: int) -> None:
    missing = n_bytes - shutil.disk_usage(folder.parent).free
    if missing > 0:
        reason = f"{os.strerror(errno.ENOSPC)}, {_megabytes(missing)} are missing"
        raise UnwritableFile(folder, f"{reason} of {_megabytes(n_bytes)}")


def _megabytes(n_bytes: int) -> str:
    return f"{math.ceil(n_bytes / 1e5) / 10:.1f} MB"


def holds_something(folder: Path) -> bool:
    """Whether a name for a new folder is taken: by a file, or by a folder that is not empty.

    Raises:
        UnwritableFile: the system does not let one look.
    """
    try:
        return folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error
