"""MP3 files of varying bit rate that do not say how long they are.

Without the usual first frame that tells the number of frames ("Xing"), a decoder guesses the
length from the first bit rate, and the rest of the file is never heard. Here the frames are
counted and that first frame is put in front of them, while the file itself stays as it is.
"""

import io
import mmap
import struct
from pathlib import Path
from typing import NamedTuple

from ml_core.recordings.file_part import FilePart

_PLACES = 32  # where the bit rate is looked at before all frames are counted
_SEARCH = 8192  # bytes within which a frame must begin: the longest has 2881
_TELLERS = (b"Xing", b"Info", b"VBRI")
_RATES_HZ = (44_100, 48_000, 32_000)
_KBPS_1 = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_KBPS_2 = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
_ROOMY = 9  # a bit rate whose frames hold the teller
_MONO = 3

_Bytes = bytes | mmap.mmap


class _Frame(NamedTuple):
    n_bytes: int
    kind: tuple[int, int]  # version and rate, the same throughout a file
    kbps: int


def with_length(path: Path) -> io.RawIOBase | None:
    """An MP3 file with its length in front; None for one that needs no help."""
    with path.open("rb") as stream, mmap.mmap(stream.fileno(), 0, access=mmap.ACCESS_READ) as data:
        first = _first_frame(data)
        if first is None:
            return None
        frame = _frame_at(data, first)
        assert frame is not None
        if any(teller in data[first : first + frame.n_bytes] for teller in _TELLERS):
            return None
        step = max(1, (len(data) - first) // _PLACES)
        rates = {_kbps_near(data, place, frame.kind) for place in range(first, len(data), step)}
        if len(rates - {None}) < 2:
            return None
        teller = _teller(data[first : first + 4], _count(data, first))
        return FilePart(path, first, len(data) - first, teller)


def _first_frame(data: _Bytes) -> int | None:
    """Where the sound begins, behind a tag if there is one."""
    start = 0
    if data[:3] == b"ID3" and len(data) > 10:
        size = 0
        for byte in data[6:10]:
            size = size << 7 | byte & 0x7F
        start = 10 + size
    return _next_frame(data, start, None)


def _next_frame(data: _Bytes, start: int, kind: tuple[int, int] | None) -> int | None:
    """The next frame that another one of its kind follows."""
    for place in range(start, min(start + _SEARCH, len(data) - 4)):
        frame = _frame_at(data, place)
        if frame is None or kind not in (None, frame.kind):
            continue
        after = _frame_at(data, place + frame.n_bytes)
        if after is not None and after.kind == frame.kind:
            return place
    return None


def _kbps_near(data: _Bytes, place: int, kind: tuple[int, int]) -> int | None:
    found = _next_frame(data, place, kind)
    frame = None if found is None else _frame_at(data, found)
    return None if frame is None else frame.kbps


def _count(data: _Bytes, first: int) -> int:
    """How many frames follow each other from the first on."""
    n, place = 0, first
    while (frame := _frame_at(data, place)) is not None:
        place += frame.n_bytes
        n += 1
    return n


def _frame_at(data: _Bytes, place: int) -> _Frame | None:
    """A layer III frame, if its four bytes of header can be one."""
    header = int.from_bytes(data[place : place + 4], "big")
    version, layer = header >> 19 & 3, header >> 17 & 3
    bit_rate, rate = header >> 12 & 15, header >> 10 & 3
    if header >> 21 != 0x7FF or layer != 1 or version == 1 or bit_rate in (0, 15) or rate == 3:
        return None
    newest = version == 3
    hz = _RATES_HZ[rate] >> (0 if newest else 1 if version == 2 else 2)
    kbps = (_KBPS_1 if newest else _KBPS_2)[bit_rate]
    n_bytes = (144_000 if newest else 72_000) * kbps // hz + (header >> 9 & 1)
    return _Frame(n_bytes, (version, rate), kbps)


def _teller(header: bytes, n_frames: int) -> bytes:
    """A silent frame that tells how many follow it."""
    wide = bytes([header[0], header[1], header[2] & 0x0D | _ROOMY << 4, header[3]])
    newest, mono = header[1] >> 3 & 3 == 3, header[3] >> 6 == _MONO
    side = (17 if mono else 32) if newest else (9 if mono else 17)
    start = wide + bytes(side) + b"Xing" + struct.pack(">II", 1, n_frames)
    frame = _frame_at(wide, 0)
    assert frame is not None
    return start.ljust(frame.n_bytes, b"\0")
