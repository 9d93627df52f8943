"""Raven's selection tables: text separated by tabs, one selection per row and view.

``Begin Path`` or ``Begin File`` names the recording, ``File Offset (s)`` counts from its start;
``Begin Time (s)`` counts from the start of all recordings opened together. Without a file column
the table belongs to the recording it is named after.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ml_core.datasets.cells import read_grid, write_grid
from ml_core.datasets.labels import (
    ALL_FACTS,
    Entry,
    Reading,
    Recording,
    band_of,
    clean,
    collect,
    fact_of,
    number,
    one_line,
    span_of,
    stretch,
)
from ml_core.errors import ImportProblem
from ml_core.project import ClipRow, NewSegment, Problem

_BEGIN, _END = "Begin Time (s)", "End Time (s)"
_OFFSET, _DELTA = "File Offset (s)", "Delta Time (s)"
_LOW, _HIGH = "Low Freq (Hz)", "High Freq (Hz)"
_OPEN = "Open Range"  # ours: Raven needs two frequencies, we know clips without
_COLUMNS = (
    "Selection", "View", "Channel", _BEGIN, _END, _LOW, _HIGH, "Begin Path", "Begin File",
    _OFFSET, _DELTA, _OPEN, "Scene", "State", "Note",
)  # fmt: skip
_FILES = ("Begin Path", "Begin File")
_SCENES = (
    "Scene", "Annotation", "Label", "Class", "Tag", "Call Type", "Common Name", "Species",
    "Species Code", "Type", "ID",
)  # fmt: skip
_TITLES = {f"{name[:1].upper()}{name[1:].replace('_', ' ')}": name for name in ALL_FACTS}
_OURS = frozenset({*_COLUMNS, *_TITLES, *_SCENES})
_KEPT = "extra:"  # before a column of ours that would be taken for one of Raven's
_NAMED = re.compile(r"(\.Table\.\d+|\.BirdNET)?(\.selections?(\.table)?)?$", re.IGNORECASE)


def looks_so(text: str) -> bool:
    """Whether a file begins with the header of a selection table."""
    header = text[:4000].splitlines()[:1]
    return bool(header) and _BEGIN in header[0].split("\t") and _END in header[0].split("\t")


def stems(path: Path) -> list[str]:
    """What the recording of a table without file names may be called."""
    return [path.stem, _NAMED.sub("", path.stem)]


def read(path: Path) -> Reading:
    """Read a selection table.

    Raises:
        ImportProblem: it cannot be read, or has no columns for begin and end.
    """
    grid = read_grid(path)
    if _BEGIN not in grid.columns or _END not in grid.columns:
        raise ImportProblem(
            f'"{path.name}" is not a selection table of Raven.',
            hint=f"Its first line must name the columns {_BEGIN} and {_END}.",
        )
    rows, problems = [], []
    for line, cells in grid.lines:
        if len(cells) < len(grid.columns):
            cells = cells + [""] * (len(grid.columns) - len(cells))  # Raven leaves empty ends out
        rows.append((line, dict(zip(grid.columns, map(clean, cells), strict=False))))
    offsets = _OFFSET in grid.columns
    if not offsets and len({_file(row) for _, row in rows}) > 1:
        raise ImportProblem(
            f'The times in "{path.name}" count through several recordings.',
            hint=f"Add the measurement {_OFFSET} in Raven, and save the table again.",
        )
    entries: list[Entry] = []
    for line, row in _one_view(rows):
        try:
            segment = _segment(row, f'line {line} of "{path.name}"', offsets=offsets)
        except ValueError as error:
            problems.append(Problem(str(path), f"line {line}: {error}", label=True))
            continue
        entries.append(_entry(_file(row) or path.name, segment, row))
    if not entries and not problems:
        entries.append(Entry(path.name))
    return Reading(collect(entries), problems)


def write(path: Path, recordings: Sequence[Recording]) -> int:
    """Write all recordings into one table, whole or not at all; returns the number of clips."""
    clips = [clip for one in recordings for clip in one.clips]
    extras = dict.fromkeys(name for clip in clips for name in clip.extra)
    facts = {title: name for title, name in _TITLES.items() if any(fact_of(c, name) for c in clips)}
    columns = [*_COLUMNS, *facts, *map(_kept, extras)]
    rows: list[list[str]] = []
    elapsed_s = 0.0
    for recording in recordings:
        for clip in recording.clips:
            for scene in clip.scenes or ("",):
                cells = _cells(len(rows) + 1, recording.name, clip, scene, elapsed_s)
                cells |= {title: fact_of(clip, name) for title, name in facts.items()}
                cells |= {_kept(name): value for name, value in clip.extra.items()}
                line = [cells.get(name, "") for name in columns]
                rows.append([one_line(cell) for cell in line])
        elapsed_s += recording.duration_s
    write_grid(path, columns, rows, delimiter="\t")
    return len(clips)


def lost(clips: Sequence[ClipRow]) -> list[str]:
    """What the format cannot hold of these clips, in sentences."""
    n = sum(clip.note != one_line(clip.note) for clip in clips)
    return [f"Line breaks in notes become spaces (clips: {n})."] if n else []


def _cells(
    selection: int, name: str, clip: ClipRow, scene: str, elapsed_s: float
) -> dict[str, str]:
    start_s, _, duration_s = span_of(clip)
    low_hz, high_hz = band_of(clip)
    begin_s = round(elapsed_s + start_s, 6)
    top_hz = clip.sample_rate_hz / 2 if clip.sample_rate_hz else ""
    return {
        "Selection": str(selection),
        "View": "Spectrogram 1",
        "Channel": str((clip.channel or 0) + 1),
        _BEGIN: repr(begin_s),
        _END: repr(round(begin_s + duration_s, 6)),
        _LOW: repr(0.0 if low_hz is None else low_hz),
        _HIGH: str(top_hz) if high_hz is None else repr(high_hz),
        _OPEN: " ".join(
            side
            for side, bound in (("below", clip.low_hz), ("above", clip.high_hz))
            if bound is None
        ),
        "Begin Path": name,
        "Begin File": name.rpartition("/")[2],
        _OFFSET: repr(start_s),
        _DELTA: repr(duration_s),
        "Scene": scene,
        "State": clip.state,
        "Note": clip.note,
    }


def _kept(name: str) -> str:
    return _KEPT + name if name in _OURS or name.startswith(_KEPT) else name


def _file(row: Mapping[str, str]) -> str:
    return next((row[name] for name in _FILES if row.get(name)), "")


def _one_view(rows: Sequence[tuple[int, dict[str, str]]]) -> Iterator[tuple[int, dict[str, str]]]:
    """Rows without those that repeat a selection for another view; the spectrogram's counts."""
    best: dict[tuple[Any, ...], tuple[int, dict[str, str]]] = {}
    for line, row in rows:
        selection = row.get("Selection")
        key = (_file(row), selection, row[_BEGIN], row[_END]) if selection else (line,)
        known = best.get(key)
        if known is None or _is_wave(known[1]) > _is_wave(row):
            best[key] = (line, row)
    return iter(best.values())


def _is_wave(row: Mapping[str, str]) -> bool:
    return row.get("View", "").startswith("Waveform")


def _segment(row: Mapping[str, str], origin: str, *, offsets: bool) -> NewSegment:
    begin, end, delta = number(row[_BEGIN]), number(row[_END]), number(row.get(_DELTA))
    if begin is None or end is None:
        raise ValueError("its begin or its end is not a number")
    if delta is None or abs(end - begin - delta) > 1e-3:
        delta = None if not offsets else round(end - begin, 9)
    scene = next((row[name] for name in _SCENES if row.get(name)), "")
    open_sides = row.get(_OPEN, "").split()
    return stretch(
        row[_OFFSET] if offsets else begin,
        end=end,
        duration=delta,
        low=None if "below" in open_sides else row.get(_LOW),
        high=None if "above" in open_sides else row.get(_HIGH),
        scenes=[scene],
        state=row.get("State"),
        note=row.get("Note", ""),
        origin=origin,
    )


def _entry(name: str, segment: NewSegment, row: Mapping[str, str]) -> Entry:
    facts = {name: row[title] for title, name in _TITLES.items() if row.get(title)}
    extra = {
        key.removeprefix(_KEPT): value for key, value in row.items() if value and key not in _OURS
    }
    return Entry(name, (segment,), facts, extra)
