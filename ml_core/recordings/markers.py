"""Markers and regions inside a WAV file: the chunks ``cue``, ``labl``, ``note`` and ``ltxt``."""

import re
import struct
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ml_core.recordings import riff

_POINT = re.compile(r"(\d{1,9}(?:\.\d+)?) s( .*)?", re.DOTALL)
_CUE = struct.Struct("<II4sIII")  # id, position, chunk, chunk start, block start, sample
_REGION = struct.Struct("<II4sHHHH")  # cue id, n_samples, purpose, country, language, dialect, page


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker, or a region where ``n_samples`` is not 0, with its name and its note."""

    start_sample: int
    n_samples: int
    label: str
    note: str = ""

    @property
    def is_point(self) -> bool:
        """Whether it marks a moment, not a stretch."""
        return self.n_samples == 0

    @property
    def text(self) -> str:
        """Its name and its note."""
        return ": ".join(part for part in (self.label, self.note) if part)


def points_text(points: Iterable[tuple[float, str]]) -> str:
    """Moments (s) with their texts as one text for people, such as ``1.5 s door; 12 s``."""
    return "; ".join(
        f"{np.format_float_positional(start_s, 6, trim='-')} s {text.replace(';', ',')}".strip()
        for start_s, text in points
    )


def points_of(text: str) -> list[tuple[float, str]]:
    """The moments in a text that :func:`points_text` wrote; what is none is passed over."""
    found = (_POINT.fullmatch(part.strip()) for part in text.split(";"))
    return [(float(point[1]), (point[2] or "").strip()) for point in found if point]


def parse_markers(cue: bytes, lists: Iterable[bytes]) -> tuple[Marker, ...]:
    """Markers in the order of their starts.

    Args:
        cue: content of the chunk ``cue``.
        lists: contents of the chunks ``LIST``, of which those of the type ``adtl`` count.
    """
    starts: dict[int, int] = {}
    for position in range(4, len(cue) - _CUE.size + 1, _CUE.size):
        number, place, _, _, _, sample = _CUE.unpack_from(cue, position)
        starts[number] = sample or place
    lengths: dict[int, int] = {}
    texts: dict[bytes, dict[int, str]] = {b"labl": {}, b"note": {}, b"ltxt": {}}
    for data in lists:
        if data[:4] != b"adtl":
            continue
        for name, inner in riff.inner_chunks(data[4:]):
            if name not in texts or len(inner) < 4:
                continue
            number = int.from_bytes(inner[:4], "little")
            text = inner[4:]
            if name == b"ltxt" and len(inner) >= _REGION.size:
                lengths[number] = int.from_bytes(inner[4:8], "little")
                text = inner[_REGION.size :]
            texts[name][number] = riff.text_of(text)
    return tuple(
        Marker(
            start,
            lengths.get(number, 0),
            texts[b"labl"].get(number) or texts[b"ltxt"].get(number, ""),
            texts[b"note"].get(number, ""),
        )
        for number, start in sorted(starts.items(), key=lambda item: item[1])
    )


def write_markers(path: Path, markers: Sequence[Marker]) -> None:
    """Add markers to a WAV file that has none yet."""
    if not markers:
        return
    cues, texts = struct.pack("<I", len(markers)), b"adtl"
    for number, marker in enumerate(markers, start=1):
        start = marker.start_sample
        cues += _CUE.pack(number, start, b"data", 0, 0, start)
        for name, text in ((b"labl", marker.label), (b"note", marker.note)):
            if text:
                encoded = text.replace("\0", "").encode("utf-8") + b"\0"
                texts += riff.packed(name, struct.pack("<I", number) + encoded)
        if marker.n_samples:
            region = _REGION.pack(number, marker.n_samples, b"rgn ", 0, 0, 0, 0)
            texts += riff.packed(b"ltxt", region)
    riff.append_chunks(path, [riff.packed(b"cue ", cues), riff.packed(b"LIST", texts)])
