"""Recordings that lie in a tar: ``FOLDER/SHARD.tar/NAME`` is a place like any other.

Whoever reads a recording by its path may be given the path of a member: it is decoded where it
lies, and nothing is written out. Only plain members are seen (no folders, links or devices, no
names with a slash), and no size is believed that reaches beyond the end of the tar.
"""

import hashlib
import io
import os
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ml_core.recordings.file_part import FilePart

SUFFIX = ".tar"
BLOCK = 512
_PLAIN = re.compile(r"(?!.*\.json$)[^./\\][^/\\]*")  # beside every clip of a shard lies a JSON
_PLAIN_KINDS = (b"0", b"\0")
_SMALL = 64 << 20  # bytes that are read at once; a longer member is read where it lies
_MOST_KEPT = 600_000  # members whose places are remembered, of all tars together: 150 MB


@dataclass(frozen=True, slots=True)
class Member:
    """Where the bytes of a member are, and when its tar was written last."""

    tar: Path
    offset: int
    n_bytes: int
    modified_ns: int

    def read(self) -> bytes:
        """All of it; shorter where the tar became shorter."""
        with self.tar.open("rb") as stream:
            stream.seek(self.offset)
            return stream.read(self.n_bytes)


@dataclass(frozen=True, slots=True)
class FileFacts:
    """Size and time of a file, or of a member of a tar."""

    n_bytes: int
    modified_ns: int


_Listing = Mapping[str, tuple[int, int]]
_known: dict[tuple[str, int, int], _Listing] = {}
_lock = threading.Lock()


def member_of(path: Path) -> Member | None:
    """The member that a path names; None where it names something else, or nothing."""
    if path.parent.suffix.lower() != SUFFIX:
        return None
    try:
        facts = path.parent.stat()
        found = _listing(path.parent, facts.st_size, facts.st_mtime_ns).get(path.name)
    except (OSError, ValueError):
        return None
    return None if found is None else Member(path.parent, *found, facts.st_mtime_ns)


def is_there(path: Path) -> bool:
    """Whether there is such a file, or such a member of a tar; of a path too long there is none."""
    return os.path.isfile(path) or member_of(path) is not None


def facts_of(path: Path) -> FileFacts:
    """Size and time of a file or a member.

    Raises:
        OSError: it is not there.
    """
    member = member_of(path)
    if member is not None:
        return FileFacts(member.n_bytes, member.modified_ns)
    facts = path.stat()
    return FileFacts(facts.st_size, facts.st_mtime_ns)


def names_in(tar: Path) -> frozenset[str]:
    """The members of a tar by name; none where it is not there or no tar."""
    try:
        facts = tar.stat()
        return frozenset(_listing(tar, facts.st_size, facts.st_mtime_ns))
    except (OSError, ValueError):
        return frozenset()


def sha256_of(path: Path) -> str:
    """Hexadecimal SHA-256 of a file or a member, read in chunks.

    Raises:
        OSError: it is not there.
    """
    with open_bytes(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()  # type: ignore[arg-type]


def open_bytes(path: Path) -> BinaryIO | io.BufferedReader:
    """The bytes of a file or a member; of a member no more is read than is asked for.

    Raises:
        OSError: it is not there, or cannot be read.
    """
    member = member_of(path)
    if member is None:
        return path.open("rb")
    return io.BufferedReader(FilePart(member.tar, member.offset, member.n_bytes))


def stream_of(member: Member) -> io.RawIOBase | io.BytesIO:
    """The bytes of a member as a file of their own, for a decoder that goes about in it.

    Raises:
        OSError: the tar cannot be read.
    """
    if member.n_bytes <= _SMALL:
        return io.BytesIO(member.read())
    return FilePart(member.tar, member.offset, member.n_bytes)


def headers(stream: BinaryIO, n_bytes: int) -> Iterator[tuple[str, int, int]]:
    """Name, offset and size of the plain members of a tar, up to where it is damaged.

    Args:
        stream: at the beginning of the tar.
        n_bytes: of the tar.
    """
    at = 0
    while at + BLOCK <= n_bytes:
        stream.seek(at)
        head = stream.read(BLOCK)
        size = _size_in(head)
        if size is None or at + BLOCK + size > n_bytes:
            return
        name = head[:100].rstrip(b"\0")
        if head[156:157] in _PLAIN_KINDS and not head[345]:
            yield name.decode("utf-8", "replace"), at + BLOCK, size
        at += BLOCK + -(-size // BLOCK) * BLOCK


def _size_in(head: bytes) -> int | None:
    """The size that a header says; None where it is no header."""
    try:
        said = int(head[148:156].strip(b"\0 "), 8)
        size = int(head[124:136].strip(b"\0 ") or b"0", 8)
    except ValueError:
        return None
    real = sum(head) - sum(head[148:156]) + 8 * ord(" ")
    return size if said == real and len(head) == BLOCK and size >= 0 else None


def _listing(tar: Path, n_bytes: int, modified_ns: int) -> _Listing:
    key = (str(tar), n_bytes, modified_ns)
    with _lock:
        found = _known.pop(key, None)
        if found is not None:
            _known[key] = found  # now the last that would be forgotten
            return found
    with tar.open("rb", buffering=0) as stream:
        found = {
            name: (offset, size)
            for name, offset, size in headers(stream, n_bytes)
            if _PLAIN.fullmatch(name)
        }
    with _lock:
        _known[key] = found
        while len(_known) > 1 and sum(map(len, _known.values())) > _MOST_KEPT:
            del _known[next(iter(_known))]
    return found
