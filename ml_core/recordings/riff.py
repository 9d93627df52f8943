"""Chunks of a WAV file (RIFF, RF64, BW64): where they lie, and how some are added.

A header is only a claim: nothing is read or allocated beyond what the file holds.
"""

import struct
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

_FORMS = (b"RIFF", b"RF64", b"BW64")
_UNKNOWN = 0xFFFFFFFF  # the size is in the chunk ds64, or was never written
_STREAMED = 0x7FFF0000  # from here on: what programs write that do not know the size yet
_MOST_CHUNKS = 4096
_MOST_BYTES = 1 << 20  # no chunk that is read here is longer


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk: its four letters, where its content begins, and how many bytes there are.

    ``missing`` counts the bytes that it should have and that lie beyond the end of the file.
    """

    name: bytes
    offset: int
    size: int
    missing: int = 0


def chunks(stream: BinaryIO) -> Iterator[Chunk]:
    """The chunks of an open file, nothing where it is no WAV file."""
    n_bytes = stream.seek(0, 2)
    stream.seek(0)
    head = stream.read(12)
    if len(head) < 12 or head[:4] not in _FORMS or head[8:] != b"WAVE":
        return
    position, data_size = 12, 0
    for _ in range(_MOST_CHUNKS):
        stream.seek(position)
        header = stream.read(8)
        if len(header) < 8:
            return
        name, size = header[:4], int.from_bytes(header[4:], "little")
        position += 8
        if name == b"ds64" and size >= 16:
            data_size = int.from_bytes(stream.read(16)[8:], "little")
        if name == b"data" and size == _UNKNOWN:
            size = data_size or n_bytes - position
        there = max(0, min(size, n_bytes - position))
        known = size < _STREAMED or size == data_size
        yield Chunk(name, position, there, size - there if known else 0)
        position += size + size % 2


def content(stream: BinaryIO, chunk: Chunk) -> bytes:
    """What a chunk holds, at most a megabyte of it."""
    stream.seek(chunk.offset)
    return stream.read(min(chunk.size, _MOST_BYTES))


def inner_chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """The chunks inside a LIST, after its four letters: (name, content)."""
    position = 0
    while position + 8 <= len(data):
        size = int.from_bytes(data[position + 4 : position + 8], "little")
        yield data[position : position + 4], data[position + 8 : position + 8 + size]
        position += 8 + size + size % 2


def packed(name: bytes, data: bytes) -> bytes:
    """A chunk as bytes, padded to an even length."""
    return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)


def append_chunks(path: Path, new: Sequence[bytes]) -> None:
    """Add packed chunks at the end of a RIFF file shorter than 4 GiB, and correct its length."""
    with path.open("rb+") as stream:
        end = stream.seek(0, 2)
        if end % 2:
            stream.write(b"\0")
        for chunk in new:
            stream.write(chunk)
        length = stream.tell() - 8
        stream.seek(4)
        stream.write(struct.pack("<I", length))


def text_of(data: bytes) -> str:
    """Text up to the first NUL, UTF-8 or what Windows programs write."""
    data = data.split(b"\0", 1)[0]
    try:
        return data.decode("utf-8").strip()
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace").strip()
