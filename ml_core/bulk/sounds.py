"""What there is to hear in a corpus, and each of it as sound, block by block."""

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from ml_core.errors import RunError, UnreadableRecording
from ml_core.files import settled, walk_files
from ml_core.project import Project
from ml_core.project.project import DATABASE
from ml_core.recordings.decode import AUDIO_SUFFIXES, mono_blocks

Samples = npt.NDArray[np.float32]
Kind = Literal["folder", "project", "shards"]
BYTES_PER_S = 32_000  # of a clip whose file holds more than the clip: 16 bit at 16 kHz


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of what there is to hear: a recording, a clip of a project, or a shard.

    Attributes:
        name: of the recording below its folder (with ``/``), or of the shard.
        size: its bytes, or about as many: parts are cut to be alike.
        folder: that the name is below, where it is not the corpus itself.
        start_s, duration_s, channel: the stretch that is heard; None: to the end, the mean of all.
        clip: number of the clip in its project.
    """

    name: str
    size: int = 0
    folder: str = ""
    start_s: float = 0.0
    duration_s: float | None = None
    channel: int | None = None
    clip: int | None = None

    def to_table(self) -> dict[str, Any]:
        """What differs from the usual, for a line of JSON."""
        usual = {one.name: one.default for one in fields(self)}
        return {name: value for name, value in asdict(self).items() if value != usual[name]}

    @classmethod
    def from_table(cls, table: dict[str, Any]) -> Self:
        """The inverse of ``to_table``."""
        return cls(**table)


@dataclass(frozen=True, slots=True)
class Sound:
    """Something that gets one row, or one for each of its windows.

    Attributes:
        path: what the row calls it.
        clip: number of the clip, where there is one.
        start_s: where it begins in its recording.
        blocks: reads it as mono float32, piece by piece.
    """

    path: str
    clip: int | None
    start_s: float
    blocks: Callable[[], Iterator[Samples]]


def kind_of(source: Path) -> Kind:
    """What a folder holds.

    Raises:
        RunError: it is not there.
    """
    if not source.is_dir():
        raise RunError(
            f'"{source}" is not a folder.',
            hint="Name a folder of recordings, a project, or a folder of shards.",
        )
    return "project" if (source / DATABASE).is_file() else "folder"


def items_of(source: Path, kind: Kind) -> Iterator[Item]:
    """All there is to hear, in an order that is always the same.

    Memory does not grow with a folder of recordings; of a project its clips are listed at once.
    """
    if kind == "project":
        yield from _clips(source)
        return
    folder = settled(source)
    for path in walk_files(folder):
        if Path(path).suffix.lower() in AUDIO_SUFFIXES:
            size = 0
            with contextlib.suppress(OSError):
                size = Path(path).stat().st_size
            yield Item(Path(path).relative_to(folder).as_posix(), size)


def _clips(source: Path) -> Iterator[Item]:
    with Project.open(source) as project:
        clips = [clip for clip in project.clips() if clip.state != "excluded"]
    clips.sort(key=lambda clip: (clip.relative_path, clip.start_s, clip.segment_id))
    for clip in clips:
        is_whole = clip.start_s == 0 and clip.duration_s >= clip.recording_duration_s
        yield Item(
            clip.relative_path,
            size=int(clip.duration_s * BYTES_PER_S),
            folder=str(clip.folder),
            start_s=clip.start_s,
            duration_s=None if is_whole else clip.duration_s,
            channel=clip.channel,
            clip=clip.segment_id,
        )


def sounds_of(source: Path, item: Item, rate_hz: int) -> Iterator[Sound]:
    """An entry as sound at a rate; nothing is read before its blocks are asked for."""
    path = Path(item.folder or source, item.name)

    def blocks() -> Iterator[Samples]:
        found = mono_blocks(
            path,
            sample_rate_hz=rate_hz,
            start_s=item.start_s,
            duration_s=item.duration_s,
            channel=item.channel,
        )
        first = next(found, None)
        if first is None:
            raise UnreadableRecording(path, f"it ends before {item.start_s:g} s")
        yield from itertools.chain([first], found)

    yield Sound(item.name, item.clip, item.start_s, blocks)
