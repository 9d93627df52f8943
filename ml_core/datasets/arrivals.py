"""A file that may come in: looked at, and made into a recording with the segments it is given."""

import datetime
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ml_core.datasets.labels import CHANNEL, WHOLE, Entry, channel_of, merged, names
from ml_core.datasets.tables import TauName, parse_tau_name
from ml_core.errors import UnreadableRecording, UnwritableFile
from ml_core.files import atomic_path
from ml_core.project import Header, NewRecording, NewSegment, Problem
from ml_core.recordings.decode import probe
from ml_core.recordings.metadata import Metadata, read_metadata

_UNREAD, _SILENT = Header(), Metadata()
_NEAR_S = 1e-4  # a bound this near to that of the recording is that of the recording


def look(
    root: Path, entry: Entry, copy_to: Path | None, *, markers: bool
) -> tuple[NewRecording | None, list[Problem]]:
    """Open a file, and copy it where asked; runs in a thread.

    Args:
        root: folder of the audio.
        entry: names a file below it.
        copy_to: a folder that is given a copy.
        markers: whether regions marked in the file become segments.
    """
    path = root / entry.name
    try:
        info = probe(path, check_samples=True)
        header = Header(
            path.stat().st_size, info.sample_rate_hz, info.channels, info.n_samples,
            info.container, info.subtype,
        )  # fmt: skip
        metadata = read_metadata(path)
        if copy_to is not None:
            with atomic_path(copy_to / entry.name) as temporary:
                shutil.copyfile(path, temporary)
    except UnreadableRecording as error:
        return None, [Problem(str(path), error.reason)]
    except UnwritableFile as error:
        return None, [Problem(str(path), f"it cannot be copied ({error.reason})")]
    except OSError as error:
        return None, [Problem(str(path), f"it cannot be read ({error.strerror})")]
    if markers:
        entry = _with_markers(entry, metadata, info.sample_rate_hz)
    segments, reasons = fitted(entry.segments, info.duration_s)
    new = recording(entry, header, segments, metadata)
    return new, [Problem(str(path), reason, label=True) for reason in reasons]


def recording(
    entry: Entry,
    header: Header | None = None,
    segments: tuple[NewSegment, ...] | None = None,
    metadata: Metadata | None = None,
) -> NewRecording:
    """What comes in. Without a header the file is not there yet: it is read when it is."""
    header = header or _UNREAD
    metadata = metadata or _SILENT
    facts = entry.facts
    extra = dict(entry.extra)
    tau = parse_tau_name(entry.name)
    identifier = facts.get("identifier")
    recorded_at = facts.get("recorded_at")
    if recorded_at and not _is_iso(recorded_at):
        extra.setdefault("recorded_at", recorded_at)
        recorded_at = None
    for name, degrees in (("latitude", metadata.latitude), ("longitude", metadata.longitude)):
        if degrees is not None:
            extra.setdefault(name, repr(degrees))
    place = facts.get("location") or (tau.location if tau else metadata.location)
    return NewRecording(
        path=entry.name,
        size_bytes=header.size_bytes,
        sample_rate_hz=header.sample_rate_hz,
        channels=header.channels,
        n_samples=header.n_samples,
        container=header.container,
        subtype=header.subtype,
        source=known_source(facts, tau) or entry.name,
        device=facts.get("device") or (tau.device if tau else None),
        location=place,
        identifier=identifier,
        licence=facts.get("licence"),
        author=facts.get("author"),
        extra=extra,
        city=facts.get("city") or (tau.city if tau else None),
        session=facts.get("session"),
        recorded_at=recorded_at or metadata.recorded_at,
        channel=channel_of(facts.get(CHANNEL), header.channels if header is not _UNREAD else None),
        segments=entry.segments if segments is None else segments,
    )


def known_source(facts: Mapping[str, str], tau: TauName | None) -> str | None:
    """What is said to be the source of a recording, or follows from its name; None: nothing."""
    return facts.get("source") or (tau.source if tau else facts.get("identifier")) or None


def fitted(
    segments: Iterable[NewSegment], length_s: float | None
) -> tuple[tuple[NewSegment, ...], list[str]]:
    """Segments as they lie in a recording, and why some cannot.

    One that reaches beyond the end ends there; None is a length that is not known yet.
    """
    inside: list[NewSegment] = []
    reasons: list[str] = []
    for one in segments:
        if length_s is None:
            inside.append(one)
        elif one.duration_s == WHOLE:
            inside.append(replace(one, duration_s=length_s))
        elif one.start_s > length_s - _NEAR_S:
            said = f" ({one.origin})" if one.origin else ""
            ends = f"begins after its end at {length_s:g} s"
            reasons.append(f"a label at {one.start_s:g} s {ends}{said}")
        elif one.start_s + one.duration_s > length_s - _NEAR_S:
            start_s = 0.0 if one.start_s < _NEAR_S else one.start_s
            inside.append(replace(one, start_s=start_s, duration_s=length_s - start_s))
        else:
            inside.append(one)
    return merged(inside), reasons


def _with_markers(entry: Entry, metadata: Metadata, rate_hz: int) -> Entry:
    """An entry with the regions its file marks; markers without a length become a fact of it."""
    if not metadata.markers:
        return entry
    regions, points = [], []
    for marker in metadata.markers:
        start_s = marker.start_sample / rate_hz
        if marker.n_samples:
            duration_s = marker.n_samples / rate_hz
            scenes = names([marker.label])
            regions.append(NewSegment(start_s, duration_s, scenes=scenes, note=marker.note))
        else:
            points.append(f"{start_s:.3f} s {marker.label}".strip())
    extra = dict(entry.extra)
    if points:
        extra["markers"] = "; ".join(points)
    return replace(entry, segments=(*entry.segments, *regions), extra=extra)


def _is_iso(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
