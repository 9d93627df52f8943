"""What every label file is read into and written from: recordings with their labelled stretches."""

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ml_core.errors import ImportProblem
from ml_core.project import STATES, ClipRow, NewSegment, Problem

CHANNEL = "heard_channel"
"""Which channel of a recording is heard, counted from 1; nothing is the mean of all."""
FACTS = (
    "device", "city", "location", "session", "source", "identifier", "recorded_at", CHANNEL,
)  # fmt: skip
"""What can be known of a recording, besides licence and author; see :func:`fact_of`."""
ALL_FACTS = (*FACTS, "licence", "author")
POINTS = "markers"
"""Fact of a recording: markers without a length, which are no clips, as text."""
RECORDER_NOTE = "recorder_note"
"""Fact of a recording of several clips: what its recorder wrote into it."""

WHOLE = 0.0
"""The duration of a stretch that ends with its recording, until its length is known."""

_MOST_BYTES = 1 << 29
_LONGEST = 100_000  # characters of a note or a name
_LONGEST_S = 1e9  # thirty years; as ``project.soundness`` says
_HIGHEST_HZ = 1e9  # no recording has such frequencies


@dataclass(frozen=True, slots=True)
class Entry:
    """A recording as a label file names it, with what the file says of it.

    ``segments`` is empty where nothing is said of stretches: the recording is one clip then.
    ``facts`` are some of :data:`ALL_FACTS`.
    """

    name: str
    segments: tuple[NewSegment, ...] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a label file holds, and what of it cannot be used."""

    entries: Sequence[Entry]
    problems: Sequence[Problem]


@dataclass(frozen=True, slots=True)
class Recording:
    """A recording whose labels are written: its name in the file, and its clips in order."""

    name: str
    clips: Sequence[ClipRow]

    @property
    def duration_s(self) -> float:
        """Its length; where the file was not read yet, as far as its clips reach."""
        known = self.clips[0].recording_duration_s
        return known or max(clip.start_s + clip.duration_s for clip in self.clips)

    def facts(self) -> dict[str, str]:
        """What is known of it."""
        return {name: value for name in ALL_FACTS if (value := fact_of(self.clips[0], name))}


def span_of(clip: ClipRow) -> tuple[float, float, float]:
    """Start, end and duration of a clip (s) as files say them: in microseconds.

    Where that would be another sample of the recording, all digits are kept.
    """
    start_s, length_s = round(clip.start_s, 6), round(clip.duration_s, 6)
    end_s = round(start_s + length_s, 6)
    exact = clip.start_s, clip.start_s + clip.duration_s, clip.duration_s
    rate_hz = clip.sample_rate_hz
    same = all(
        round(said_s * rate_hz) == round(is_s * rate_hz)
        for said_s, is_s in zip((start_s, end_s, length_s), exact, strict=True)
    )
    return (start_s, end_s, length_s) if same and (length_s or not clip.duration_s) else exact


def band_of(clip: ClipRow) -> tuple[float | None, float | None]:
    """Lower and upper bound of a clip (Hz) as files say them: in thousandths."""
    low_hz, high_hz = (
        None if bound is None else round(bound, 3) for bound in (clip.low_hz, clip.high_hz)
    )
    if low_hz is not None and low_hz == high_hz:
        return clip.low_hz, clip.high_hz
    return low_hz, high_hz


def bare(clip: ClipRow) -> bool:
    """Whether a clip is a whole recording of which nothing is said: no scene, no bounds."""
    return clip.whole and not clip.scenes and clip.low_hz is None and clip.high_hz is None


def fact_of(clip: ClipRow, name: str) -> str:
    """A fact of a clip's recording as files say it; empty where it is not known."""
    if name == CHANNEL:
        return "" if clip.channel is None else str(clip.channel + 1)
    return getattr(clip, name) or ""


def channel_of(text: str | None, n_channels: int | None) -> int | None:
    """The channel from 0 that a file says; None for the mean of all, or where there is none such.

    Args:
        text: a number from 1, or anything.
        n_channels: of the recording; None where that is not known yet.
    """
    if text is None or not text.strip().isdecimal() or len(text) > 4:
        return None
    channel = int(text) - 1
    return channel if 0 <= channel < (n_channels or channel + 1) else None


def lost_notes(clips: Sequence[ClipRow]) -> list[str]:
    """That notes are lost, for formats without any, in a sentence if there are some."""
    n = sum(bool(clip.note) for clip in clips)
    return [f"Notes are not in this format (clips: {n})."] if n else []


def lost_states(clips: Sequence[ClipRow]) -> list[str]:
    """That states are lost, for formats without any, in a sentence if there are some."""
    n = sum(clip.state not in ("done", "new") for clip in clips)
    words = "States are not in this format"
    return [f"{words} but done and new (clips: {n})."] if n else []


def stretch(
    start: Any,
    *,
    end: Any = None,
    duration: Any = None,
    low: Any = None,
    high: Any = None,
    scenes: Iterable[Any] = (),
    state: Any = None,
    note: Any = "",
    origin: str = "",
) -> NewSegment:
    """A segment from what a file says, which may be anything; ``origin`` is where it says so.

    Whether its bounds fit the recording is for ``arrivals.fitted`` to say.

    Raises:
        ValueError: there is no such stretch; the message says why.
    """
    start_s, end_s, duration_s = number(start), number(end), number(duration)
    if start_s is None:
        raise ValueError("its start is not a number")
    if duration_s is None:
        if end_s is None:
            raise ValueError("its end is not a number")
        # What was 0.3 - 0.1 is 0.2 again.
        duration_s = round(end_s - start_s, 9) if start_s else end_s
    if start_s < 0:
        raise ValueError("it begins before the recording")
    if duration_s == 0:
        raise ValueError(f"it is a point at {start_s:g} s, not a stretch")
    if duration_s < 0:
        raise ValueError("it ends before it begins")
    if start_s + duration_s >= _LONGEST_S:
        raise ValueError("it lies beyond the end of any recording")
    return NewSegment(
        start_s, duration_s, _bound(low), _bound(high), names(scenes), clean(note),
        state_of(state), origin,
    )  # fmt: skip


def whole(scenes: Iterable[Any] = (), *, state: Any = None, note: Any = "") -> NewSegment:
    """The segment over all of a recording."""
    return NewSegment(
        0.0, WHOLE, scenes=names(scenes), note=clean(note), state=state_of(state)
    )  # fmt: skip


def number(value: Any) -> float | None:
    """A finite number, None where it is none. Text may have a decimal comma."""
    if isinstance(value, str):
        text = value.strip()
        if "," in text and "." not in text:
            text = text.replace(",", ".", 1)
        if "_" in text:
            return None
        value = text
    elif isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if math.isfinite(found) else None


def clean(text: Any) -> str:
    """Foreign text as it can be stored: valid, without NUL, not endless."""
    if not isinstance(text, str):
        return ""
    if text.isascii() and text.isprintable() and len(text) < _LONGEST:
        return text.strip()
    return text[:_LONGEST].encode("utf-8", "replace").decode("utf-8").replace("\0", "").strip()


def names(scenes: Iterable[Any]) -> tuple[str, ...]:
    """Names of scenes, each once, in their order."""
    return tuple(dict.fromkeys(name for name in map(clean, scenes) if name))


def lines_of(text: str) -> list[str]:
    """The lines of a text, which end as on any system, and in no other way."""
    return re.split(r"\r\n|\r|\n", text)


def one_line(text: str) -> str:
    """Text for a format whose lines are rows and whose tabs are columns."""
    return re.sub(r"[\t\r\n]+", " ", text)


def state_of(value: Any) -> str | None:
    """A state that we have, or None."""
    return value if isinstance(value, str) and value in STATES else None


def merged(segments: Iterable[NewSegment]) -> tuple[NewSegment, ...]:
    """Segments of which those with equal bounds became one, with the scenes of all."""
    by_bounds: dict[tuple[Any, ...], NewSegment] = {}
    for one in segments:
        bounds = one.start_s, one.duration_s, one.low_hz, one.high_hz
        known = by_bounds.get(bounds)
        if known is None:
            by_bounds[bounds] = one
            continue
        by_bounds[bounds] = replace(
            known,
            scenes=names((*known.scenes, *one.scenes)),
            note=known.note or one.note,
            state=known.state or one.state,
        )
    return tuple(by_bounds.values())


def collect(entries: Iterable[Entry]) -> list[Entry]:
    """Entries of which those of the same recording became one."""
    by_name: dict[str, list[Entry]] = {}
    for entry in entries:
        by_name.setdefault(entry.name, []).append(entry)
    collected = []
    for name, group in by_name.items():
        facts: dict[str, str] = {}
        extra: dict[str, str] = {}
        for entry in reversed(group):  # the first that says it counts
            facts |= entry.facts
            extra |= entry.extra
        segments = merged(one for entry in group for one in entry.segments)
        collected.append(Entry(name, segments, facts, extra))
    return collected


def read_bytes(path: Path) -> bytes:
    """All of a label file.

    Raises:
        ImportProblem: it cannot be read, or is far too long for one.
    """
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise ImportProblem(f'"{path.name}" is too long for a label file.')
        return path.read_bytes()
    except OSError as error:
        raise ImportProblem(
            f'Cannot read "{path.name}": {error.strerror}.',
            hint="Check the path and its permissions.",
        ) from error


def read_text(path: Path) -> str:
    """All of a label file as text: UTF-8, UTF-16 with a mark, or what Windows programs write.

    Raises:
        ImportProblem: it cannot be read, or is no text.
    """
    return decoded(path, read_bytes(path))


def decoded(path: Path, data: bytes) -> str:
    """The text in ``data``, which was read from ``path``.

    Raises:
        ImportProblem: it is no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) and len(data) % 2 == 0:
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            pass
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        if b"\0" in data:
            raise ImportProblem(
                f'"{path.name}" is not a text table.', hint="Save it as UTF-8 text."
            ) from None
        return data.decode("cp1252", errors="replace")


def _bound(value: Any) -> float | None:
    found = number(value)
    return None if found is None or not 0 <= found < _HIGHEST_HZ else found
