"""Several files that appear together."""

import contextlib
import errno
import math
import os
import shutil
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path

from ml_core.errors import BundleError, UnwritableFile
from ml_core.files import PART, part_prefix, write_bytes
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


@contextlib.contextmanager
def new_folder(folder: Path, files: Mapping[str, bytes], what: str) -> Iterator[None]:
    """Files in a new or empty folder, which is there once the block succeeded.

    Several of them one in another appear together or not at all.

    Args:
        folder: where to; made if it is not there.
        files: their contents by path in the folder.
        what: the folder is for, in words, e.g. "the page".

    Raises:
        BundleError: the folder holds something; nothing is written.
        UnwritableFile: the system refuses; it names ``folder``.
    """
    require_new(folder, what)
    with staged(folder, sum(map(len, files.values()))) as unfinished:
        for name, content in files.items():
            write_bytes(unfinished / name, content)
        yield


def require_new(folder: Path, what: str) -> None:
    """See to it that a name for a new folder is free: no file, and no folder that holds something.

    Raises:
        BundleError: it is not.
        UnwritableFile: the system does not let one look.
    """
    try:
        taken = folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error
    if taken:
        hint = f"Name a new folder for {what}."
        raise BundleError(f'"{folder}" is not an empty folder.', hint=hint)
