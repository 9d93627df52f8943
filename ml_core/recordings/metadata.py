"""What a recorder wrote beside the sound (BWF, iXML, GUANO): time, place, device, notes; markers.

The text is foreign. It is decoded, shortened and checked, never executed; XML with a document
type, the way to entities, is not parsed at all.
"""

import datetime
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from ml_core.recordings import riff
from ml_core.recordings.markers import Marker, parse_markers

_NAMED = re.compile(r"(?<!\d)(\d{4})(\d\d)(\d\d)[_T-](\d\d)(\d\d)(\d\d)(?!\d)")
_DIGITS = re.compile(r"\d+")
_DEGREES = re.compile(r"\s*([-+]?\d{1,3}(?:\.\d+)?)[\s,;]+([-+]?\d{1,3}(?:\.\d+)?)\s*")
_LONGEST = 200  # characters of a name that are kept
_LONGEST_NOTE = 4000


@dataclass(frozen=True, slots=True)
class Metadata:
    """What is known of a recording from its file alone.

    ``recorded_at`` is the start in ISO 8601, with the distance from UTC where it is known;
    ``latitude`` and ``longitude`` are degrees (WGS 84). ``device`` is its maker and model, ``note``
    what the recorder, or who held it, said of the recording. ``share`` is how much of the samples
    that a WAV file should hold is in it.
    """

    recorded_at: str | None = None
    place: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    device: str | None = None
    note: str = ""
    markers: tuple[Marker, ...] = ()
    share: float = 1.0

    @property
    def location(self) -> str | None:
        """Name of the place; without one, its degrees to about a hundred metres."""
        if self.place or self.latitude is None or self.longitude is None:
            return self.place
        return f"{self.latitude:.3f} {self.longitude:.3f}"


def read_metadata(path: Path) -> Metadata:
    """Read the metadata of a recording; what is damaged or not there is left out.

    GUANO counts before iXML, iXML before BWF, the comment of a plain WAV last. A file without any
    may carry its time in its name, as in ``20240501_063000.wav``.
    """
    found: dict[bytes, list[bytes]] = {}
    share = 1.0
    try:
        with path.open("rb") as stream:
            for chunk in riff.chunks(stream):
                if chunk.name == b"data" and chunk.size:
                    share = chunk.size / (chunk.size + chunk.missing)
                if chunk.name in _WANTED:
                    found.setdefault(chunk.name, []).append(riff.content(stream, chunk))
    except OSError:
        return Metadata()
    known = Metadata(recorded_at=_time_in_name(path.name), share=share)
    for name, read in _READERS.items():
        for data in found.get(name, ()):
            known = replace(known, **read(data))
    if b"cue " in found:
        known = replace(known, markers=parse_markers(found[b"cue "][0], found.get(b"LIST", ())))
    return known


def _from_bext(data: bytes) -> Mapping[str, Any]:
    """The Broadcast Wave extension (EBU Tech 3285): a description, at byte 320 date and time."""
    if len(data) < 338:
        return {}
    known = _time(riff.text_of(data[320:330]), riff.text_of(data[330:338]))
    return {**known, **_note(riff.text_of(data[:256]))}


def _from_ixml(data: bytes) -> Mapping[str, Any]:
    if b"<!" in data.replace(b"<!--", b""):
        return {}
    try:
        root = ElementTree.fromstring(data.rstrip(b"\0").strip())
    except (ElementTree.ParseError, ValueError, LookupError):
        return {}

    def text(path: str, longest: int = _LONGEST) -> str:
        return (root.findtext(path) or "").strip()[:longest]

    known = dict(_time(text("BEXT/BWF_ORIGINATION_DATE"), text("BEXT/BWF_ORIGINATION_TIME")))
    known |= _position(text("LOCATION/LOCATION_GPS"))
    if name := text("LOCATION/LOCATION_NAME"):
        known["place"] = name
    # A scene of a film is no scene of ours.
    titled = [f"{title} {said}" for title in ("Scene", "Take") if (said := text(title.upper()))]
    known |= _note(": ".join(filter(None, [", ".join(titled), text("NOTE", _LONGEST_NOTE)])))
    return known


def _from_guano(data: bytes) -> Mapping[str, Any]:
    """Lines ``key: value`` in UTF-8."""
    fields: dict[str, str] = {}
    for line in data.decode("utf-8", errors="replace").replace("\0", "").split("\n"):
        key, colon, value = line.partition(":")
        if colon:
            fields.setdefault(key.strip(), value.strip(" \t\r\0")[:_LONGEST_NOTE])
    known = dict(_position(fields.get("Loc Position", "")))
    known |= _note(fields.get("Note", "").replace("\\n", "\n"))
    make, model = (fields.get(key, "")[:_LONGEST] for key in ("Make", "Model"))
    if make or model:
        known["device"] = model if model.startswith(make) else f"{make} {model}".strip()
    try:
        stamp = datetime.datetime.fromisoformat(fields.get("Timestamp", ""))
    except ValueError:
        return known
    return known | {"recorded_at": _iso(stamp)}


def _from_list(data: bytes) -> Mapping[str, Any]:
    """The comment among the texts of a plain WAV file."""
    inner = dict(riff.inner_chunks(data[4:])) if data[:4] == b"INFO" else {}
    return _note(riff.text_of(inner.get(b"ICMT", b""))[:_LONGEST_NOTE])


_READERS: Mapping[bytes, Callable[[bytes], Mapping[str, Any]]] = {
    b"LIST": _from_list,
    b"bext": _from_bext,
    b"iXML": _from_ixml,
    b"guan": _from_guano,
}
_WANTED = frozenset([*_READERS, b"cue "])


def _time(date: str, time: str) -> Mapping[str, Any]:
    """Date and time whose parts may be parted by anything: 2024-05-01, 2024:05:01."""
    parts = [int(digits) for digits in _DIGITS.findall(date)]
    clock = [int(digits) for digits in _DIGITS.findall(time)]
    if len(parts) != 3:
        return {}
    stamp = _moment([*parts, *clock, 0, 0, 0][:6])
    return {"recorded_at": stamp} if stamp else {}


def _note(text: str) -> Mapping[str, Any]:
    return {"note": text} if text else {}


def _position(text: str) -> Mapping[str, Any]:
    found = _DEGREES.fullmatch(text)
    if found is None:
        return {}
    latitude, longitude = float(found[1]), float(found[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        return {}
    return {"latitude": latitude, "longitude": longitude}


def _time_in_name(name: str) -> str | None:
    found = _NAMED.search(name)
    return _moment([int(part) for part in found.groups()]) if found else None


def _moment(parts: Sequence[int]) -> str | None:
    """Year to second as ISO 8601, None where there is no such moment."""
    year, month, day, hour, minute, second = parts
    try:
        return _iso(datetime.datetime(year, month, day, hour, minute, second))
    except (ValueError, OverflowError):
        return None


def _iso(stamp: datetime.datetime) -> str:
    return stamp.isoformat(timespec="seconds" if not stamp.microsecond else "milliseconds")
