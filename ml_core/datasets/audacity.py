r"""Audacity's label tracks: a text file per recording, with or without frequency ranges.

Standard: ``start TAB end TAB text``. Extended: a second line ``\ TAB low TAB high`` in Hz, -1 for
an open side. Older versions left the end of a point out.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from ml_core.datasets.labels import (
    Entry,
    Reading,
    Recording,
    band_of,
    lines_of,
    lost_notes,
    lost_states,
    number,
    one_line,
    read_text,
    span_of,
    stretch,
)
from ml_core.errors import ImportProblem
from ml_core.project import ClipRow, NewSegment, Problem

_ENDINGS = ("_labels", "-labels", ".labels")


def looks_so(text: str) -> bool:
    """Whether the first line of a file is a label."""
    line = next((line for line in lines_of(text[:4000]) if line.strip()), "")
    cells = line.split("\t")
    return len(cells) > 1 and number(cells[0]) is not None and number(cells[1]) is not None


def read(path: Path) -> Reading:
    """Read a label file. Its name says the recording: ``a.txt`` belongs to ``a.wav``.

    Raises:
        ImportProblem: it is no text, or holds no label at all.
    """
    segments, problems = [], []
    text = read_text(path)
    for line, cells, bounds in _labels(text):
        try:
            segments.append(_segment(cells, bounds, f'line {line} of "{path.name}"'))
        except ValueError as error:
            problems.append(Problem(str(path), f"line {line}: {error}", label=True))
    if problems and not segments:
        raise ImportProblem(
            f'"{path.name}" holds no label that can be used: {problems[0].reason}.',
            hint="A line is start, end and text, separated by tabs.",
        )
    return Reading([Entry(path.name, tuple(segments))], problems)


def stems(path: Path) -> list[str]:
    """What the recording of a label file may be called, with or without its ending."""
    stem = path.stem
    found = [stem]
    found += [stem.removesuffix(end) for end in _ENDINGS if stem.lower().endswith(end)]
    return found


def text_of(recording: Recording) -> str:
    """The label file of a recording: a label per scene of each clip, one without text if none."""
    lines = []
    for clip in recording.clips:
        start_s, end_s, _ = span_of(clip)
        low_hz, high_hz = band_of(clip)
        for scene in clip.scenes or ("",):
            bounds = f"{_decimal(start_s)}\t{_decimal(end_s)}"
            lines.append(f"{bounds}\t{one_line(scene)}")
            if clip.low_hz is not None or clip.high_hz is not None:
                lines.append(f"\\\t{_hertz(low_hz)}\t{_hertz(high_hz)}")
    return "".join(f"{line}\n" for line in lines)


def lost(clips: Sequence[ClipRow]) -> list[str]:
    """What the format cannot hold of these clips, in sentences."""
    sentences = lost_notes(clips) + lost_states(clips)
    if n := sum(not clip.scenes for clip in clips):
        sentences.append(f"A label without text marks a stretch without a scene: {n} clips.")
    if any(Recording("", [clip]).facts().keys() - {"source"} or clip.extra for clip in clips):
        sentences.append("Devices, places, channels and other facts are not in this format.")
    return sentences


def _labels(text: str) -> Iterator[tuple[int, list[str], list[str]]]:
    """Lines of labels as cells, each with its line number and the cells of its second line."""
    last: tuple[int, list[str], list[str]] | None = None
    for line, content in enumerate(lines_of(text), start=1):
        cells = [cell.strip() for cell in content.split("\t")]
        if cells[0].startswith("\\"):
            if last is not None:
                yield last[0], last[1], cells
            last = None
            continue
        if last is not None:
            yield last
        last = (line, cells, []) if content.strip() else None
    if last is not None:
        yield last


def _segment(cells: Sequence[str], bounds: Sequence[str], origin: str) -> NewSegment:
    start, *rest = cells
    end = rest[0] if rest and number(rest[0]) is not None else start
    words = rest[1:] if rest and number(rest[0]) is not None else rest
    low, high = [*bounds[1:3], "", ""][:2]
    scenes = [" ".join(words)]
    return stretch(start, end=end, low=low, high=high, scenes=scenes, origin=origin)


def _decimal(value: float) -> str:
    """Digits that give the number back exactly, at least the six Audacity writes."""
    return np.format_float_positional(value, unique=True, min_digits=6)


def _hertz(value: float | None) -> str:
    return "-1.000000" if value is None else _decimal(value)
