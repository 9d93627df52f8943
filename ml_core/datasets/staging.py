"""Several files that appear together."""

import contextlib
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from ml_core.errors import UnwritableFile
from ml_core.files import PART, part_prefix
from ml_core.project.leftovers import remove_leftovers


@contextlib.contextmanager
def staged(folder: Path) -> Iterator[Path]:
    """Give an empty folder; what is written there moves to ``folder`` if the block succeeds.

    Files of the same names are replaced, others stay. After a failure or a kill ``folder`` is as
    it was; only a kill while the files are moved, which takes no time, leaves some of them.

    Raises:
        UnwritableFile: the system refuses.
    """
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        remove_leftovers(folder.parent)
        prefix = part_prefix(folder.name)
        temporary = Path(tempfile.mkdtemp(prefix=prefix, suffix=PART, dir=folder.parent))
        try:
            yield temporary
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


def holds_something(folder: Path) -> bool:
    """Whether a name for a new folder is taken: by a file, or by a folder that is not empty.

    Raises:
        UnwritableFile: the system does not let one look.
    """
    try:
        return folder.is_file() or (folder.is_dir() and any(folder.iterdir()))
    except OSError as error:
        raise UnwritableFile(folder, error.strerror or str(error)) from error
