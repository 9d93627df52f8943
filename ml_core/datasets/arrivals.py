"""A file that may come in: looked at, and made into a recording with the segments it is given."""

import datetime
import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ml_core.datasets.labels import (
    CHANNEL,
    POINTS,
    RECORDER_NOTE,
    WHOLE,
    Entry,
    channel_of,
    clean,
    merged,
    names,
    whole,
)
from ml_core.datasets.tables import TauName, parse_esc_name, parse_tau_name
from ml_core.errors import UnreadableRecording, UnwritableFile
from ml_core.files import atomic_path
from ml_core.project import Header, NewRecording, NewSegment, Problem
from ml_core.recordings.decode import probe
from ml_core.recordings.markers import points_text
from ml_core.recordings.members import facts_of, open_bytes
from ml_core.recordings.metadata import Metadata, read_metadata

_UNREAD, _SILENT = Header(), Metadata()
_LOST_S = 1e-2  # a file may lack so much: some programs count their header, too
_NEAR_S = 1e-4  # a bound this near to that of the recording is that of the recording


def look(
    root: Path, entry: Entry, copy_to: Path | None, *, markers: bool
) -> tuple[NewRecording | None, list[Problem]]:
    """Open a file, and copy it where asked; runs in a thread.

    Args:
        root: folder of the audio.
        entry: names a file below it.
        copy_to: a folder that is given a copy.
        markers: whether regions marked in the file become segments; points become a fact.
    """
    path = root / entry.name
    try:
        header = header_of(path)
        metadata = read_metadata(path)
        if copy_to is not None:
            with (
                open_bytes(path) as source,
                atomic_path(copy_to / entry.name) as temporary,
                temporary.open("wb") as stream,
            ):
                shutil.copyfileobj(source, stream)
            written_ns = (copy_to / entry.name).stat().st_mtime_ns
            header = replace(header, modified_ns=written_ns)
    except UnreadableRecording as error:
        return None, [Problem(str(path), error.reason)]
    except UnwritableFile as error:
        return None, [Problem(str(path), f"it cannot be copied ({error.reason})")]
    except OSError as error:
        return None, [Problem(str(path), f"it cannot be read ({error.strerror})")]
    entry = _with_note(entry, metadata.note)
    if markers:
        entry = _with_markers(entry, metadata, header.sample_rate_hz)
    segments, reasons = fitted(entry.segments, header.n_samples, header.sample_rate_hz)
    new = recording(entry, header, segments, metadata)
    problems = [Problem(str(path), reason, label=True) for reason in reasons]
    there_s = header.n_samples / header.sample_rate_hz
    promised_s = there_s / metadata.share
    if promised_s - there_s > _LOST_S:
        reason = f"it is cut short: it holds {round(there_s, 3):g} of {round(promised_s, 3):g} s"
        problems.append(Problem(str(path), reason, cut=True))
    return new, problems


def header_of(path: Path) -> Header:
    """What a file says of itself; it is read as far as that needs.

    Raises:
        UnreadableRecording: it is no recording, or damaged.
        OSError: it is not there, or may not be read.
    """
    facts = facts_of(path)  # before it is read: what is written meanwhile shows next time
    info = probe(path, check_samples=True)
    return Header(
        facts.n_bytes, info.sample_rate_hz, info.channels, info.n_samples, info.container,
        info.subtype, facts.modified_ns,
    )  # fmt: skip


def recording(
    entry: Entry,
    header: Header = _UNREAD,
    segments: tuple[NewSegment, ...] | None = None,
    metadata: Metadata = _SILENT,
) -> NewRecording:
    """What comes in. Without a header the file is not there yet: it is read when it is."""
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
        source=known_source(entry, tau) or entry.name,
        device=_device(facts.get("device")) or (tau.device if tau else metadata.device),
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
        modified_ns=header.modified_ns,
    )


def known_source(entry: Entry, tau: TauName | None) -> str | None:
    """What is said to be the source of a recording, or follows from its name; None: nothing."""
    told = entry.facts.get("source") or (tau.source if tau else entry.facts.get("identifier"))
    return told or parse_esc_name(entry.name)


def _device(name: str | None) -> str | None:
    """A device that is called unknown is none."""
    return None if name is None or name.lower() == "unknown" else name


def fitted(
    segments: Sequence[NewSegment], n_samples: int = 0, rate_hz: int = 0
) -> tuple[tuple[NewSegment, ...], list[str]]:
    """Segments as they lie in a recording, and what of them cannot be.

    One that reaches beyond the end ends there, and a frequency range that cannot be goes.

    Args:
        segments: as they are said to be.
        n_samples: of the recording, per channel.
        rate_hz: its sample rate; 0 where the file was not read yet.
    """
    inside: list[NewSegment] = []
    reasons: list[str] = []
    length_s = n_samples / rate_hz if rate_hz else 0.0
    near_s = min(_NEAR_S, length_s / 2)
    for one in segments:
        said = f" ({one.origin})" if one.origin else ""
        bounded = one.low_hz is not None or one.high_hz is not None
        if bounded and (reason := _no_band(one, rate_hz)):
            reasons.append(f"a label at {one.start_s:g} s lost its frequency range, {reason}{said}")
            one = replace(one, low_hz=None, high_hz=None)
        if not rate_hz:
            inside.append(one)
        elif one.duration_s == WHOLE:
            inside.append(replace(one, duration_s=length_s))
        elif one.start_s > length_s - near_s:
            ends = f"begins after its end at {length_s:g} s"
            reasons.append(f"a label at {one.start_s:g} s {ends}{said}")
        elif one.start_s + one.duration_s > length_s - near_s:
            start_s = 0.0 if one.start_s < near_s else one.start_s
            inside.append(replace(one, start_s=start_s, duration_s=length_s - start_s))
        else:
            inside.append(one)
    return (merged(inside) if len(inside) > 1 else tuple(inside)), reasons


def _no_band(one: NewSegment, rate_hz: int) -> str:
    """Why there is no such frequency range in a recording; empty where there is."""
    low_hz = one.low_hz or 0.0
    if one.high_hz is not None and low_hz >= one.high_hz:
        return f"which is empty: {low_hz:g} to {one.high_hz:g} Hz"
    if rate_hz and low_hz >= rate_hz / 2:
        return f"which begins at {low_hz:g} Hz: the recording holds {rate_hz / 2:g} Hz at most"
    return ""


def _with_note(entry: Entry, note: str) -> Entry:
    """An entry with what its file says in words: of its clip, or, where it has several, of it."""
    note = clean(note)
    segments = entry.segments or (whole(),)
    # A label file that we wrote says it already, perhaps without its line breaks.
    if not note or any(one.note.split() == note.split() for one in segments):
        return entry
    if len(segments) == 1 and segments[0].duration_s == WHOLE and not segments[0].note:
        return replace(entry, segments=(replace(segments[0], note=note),))
    return replace(entry, extra={RECORDER_NOTE: note, **entry.extra})


def _with_markers(entry: Entry, metadata: Metadata, rate_hz: int) -> Entry:
    """An entry with the regions its file marks; markers without a length become a fact of it."""
    if not metadata.markers:
        return entry
    regions = [
        NewSegment(
            one.start_sample / rate_hz,
            one.n_samples / rate_hz,
            scenes=names([one.label]),
            note=clean(one.note),
        )
        for one in metadata.markers
        if one.n_samples
    ]
    points = [(one.start_sample / rate_hz, one.text) for one in metadata.markers if one.is_point]
    extra = {POINTS: clean(points_text(points)), **entry.extra} if points else entry.extra
    return replace(entry, segments=(*entry.segments, *regions), extra=extra)


def _is_iso(text: str) -> bool:
    try:
        datetime.datetime.fromisoformat(text)
    except ValueError:
        return False
    return True
