"""Files that are whole or absent: atomic writes, digests, and where resources lie."""

import contextlib
import hashlib
import json
import math
import os
import socket
import tempfile
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import platformdirs

from ml_core.errors import UnwritableFile


class Closing(ABC):
    """What holds a file or a process open: closed at the end of a ``with`` block."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()


PART = ".part"
"""What the name of an unfinished file or folder ends in."""


def part_prefix(name: str, pid: int | None = None) -> str:
    """What the name of an unfinished file begins with: hidden, and it says who is writing it.

    Who was killed cannot remove it; see ``ml_core.project.leftovers``.

    Args:
        name: of the finished file.
        pid: of the process that writes; None is this one.
    """
    here = sha256_bytes(socket.gethostname().encode("utf-8", "surrogateescape"))[:8]
    return f".{name[:40]}.{here}-{os.getpid() if pid is None else pid}-"


@contextlib.contextmanager
def atomic_path(path: Path) -> Iterator[Path]:
    """Give a temporary path beside ``path``; move it there only if the block succeeds.

    A reader sees the old file or the new one, never a part: also after a kill or a full disk.

    Raises:
        UnwritableFile: the system refuses: no permission, a full disk, a folder of that name.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with _beside(path) as temporary:
            yield temporary
            with temporary.open("rb+") as stream:
                os.fsync(stream.fileno())
            temporary.chmod(0o666 & ~_umask())
            temporary.replace(path)
    except OSError as error:
        raise UnwritableFile(path, error.strerror or str(error)) from error


@contextlib.contextmanager
def _beside(path: Path) -> Iterator[Path]:
    """An empty file in the folder of ``path`` that is gone afterwards."""
    handle, name = tempfile.mkstemp(prefix=part_prefix(path.name), suffix=PART, dir=path.parent)
    os.close(handle)
    try:
        yield Path(name)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def write_bytes(path: Path, data: bytes) -> None:
    """Write ``data`` to ``path`` as a whole or not at all."""
    with atomic_path(path) as temporary:
        temporary.write_bytes(data)


def write_text(path: Path, text: str) -> None:
    """Write UTF-8 text to ``path`` as a whole or not at all."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any) -> None:
    """Write ``value`` as indented JSON; NaN is refused because JSON has none."""
    write_text(path, as_json(value))


def as_json(value: Any) -> str:
    """The text of a JSON file of ours; ValueError for NaN, which JSON has not."""
    return json.dumps(value, indent=1, ensure_ascii=False, allow_nan=False) + "\n"


def read_json(path: Path) -> dict[str, Any] | None:
    """A table from a file; None where it is not there or damaged."""
    try:
        return as_table(path.read_bytes())
    except FileNotFoundError:
        return None


def from_json(data: str | bytes) -> Any:
    """A value from JSON that somebody else may have written.

    Raises:
        ValueError: it is none; what is nested without end, or has a number that is NaN or beyond
            all that can be reckoned with, is none either.
    """
    try:
        return json.loads(data, parse_constant=_finite, parse_float=_finite, parse_int=_whole)
    except RecursionError as error:
        raise ValueError("nested too deeply") from error


def as_table(data: bytes) -> dict[str, Any] | None:
    """A table from JSON; None where it is something else. A number as above is an unknown one."""
    try:
        value = json.loads(
            data, parse_constant=_or_unknown(_finite), parse_float=_or_unknown(_finite),
            parse_int=_or_unknown(_whole),
        )  # fmt: skip
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _whole(text: str) -> int:
    _finite(text)  # or float() of it would be an OverflowError
    return int(text)


def _or_unknown(parse: Callable[[str], float]) -> Callable[[str], float | None]:
    def parsed(text: str) -> float | None:
        try:
            return parse(text)
        except ValueError:
            return None

    return parsed


def settled(path: Path | str) -> Path:
    """An absolute path without ``..``: one folder has one name, from wherever it is looked at."""
    absolute = Path(path).expanduser().absolute()
    if ".." not in absolute.parts:
        return absolute
    plain = Path(os.path.normpath(absolute))
    try:
        same = plain.samefile(absolute)
    except OSError:
        return plain
    return plain if same else absolute.resolve()  # the way leads through a link


def walk_files(folder: Path) -> Iterator[str]:
    """Absolute paths (with ``/``) of all files below a folder, in order, hidden ones left out.

    Links are followed, but never in rings.
    """
    seen: set[str] = set()
    for inside, folders, names in os.walk(folder.absolute(), followlinks=True):
        real = os.path.realpath(inside)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith("."):
                yield Path(inside, name).as_posix()


def sha256_bytes(data: bytes) -> str:
    """Hexadecimal SHA-256 of ``data``."""
    return hashlib.sha256(data).hexdigest()


def sha256_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a file, read in chunks."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def home_dir() -> Path:
    """Settings, caches and the demo project: ``ASC_HOME``, else the platform's usual folder."""
    if named := os.environ.get("ASC_HOME"):
        return Path(named).expanduser().absolute()
    return platformdirs.user_data_path("ascstudio", appauthor=False)


def resource_path(name: str) -> Path:
    """Path of a bundled resource, e.g. ``icons/play.svg``, in a checkout and in a wheel."""
    packages = Path(__file__).resolve().parent.parent
    for root in (packages / "resources", packages / "ascstudio" / "resources"):
        if (root / name).exists():
            return root / name
    return packages / "resources" / name
