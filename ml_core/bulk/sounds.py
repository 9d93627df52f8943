"""What there is to hear in a corpus, and each of it as sound, block by block."""

import contextlib
import itertools
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, fields
from functools import partial
from pathlib import Path
from typing import Any, Literal, Self

import numpy as np
import numpy.typing as npt

from ml_core.errors import RunError, ShardError, UnreadableRecording
from ml_core.files import settled, walk_files
from ml_core.kinds import is_count, is_number, is_text
from ml_core.project import Project
from ml_core.project.project import DATABASE
from ml_core.recordings.decode import AUDIO_SUFFIXES, mono_blocks
from ml_core.shards import ShardRow, ShardSet, is_shards, open_shards

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
        """The inverse of ``to_table``.

        Raises:
            ValueError, TypeError: it is none.
        """
        found = cls(**table)
        good = (
            is_text(found.name)
            and is_text(found.folder)
            and is_count(found.size)
            and is_number(found.start_s)
            and (found.duration_s is None or is_number(found.duration_s))
            and all(one is None or is_count(one) for one in (found.channel, found.clip))
        )
        if not good:
            raise ValueError(table)
        return found


@dataclass(frozen=True, slots=True)
class Sound:
    """Something that gets one row, or one for each of its windows.

    Attributes:
        path: what the row calls it.
        start_s: where it begins in its recording.
        blocks: reads it as mono float32, piece by piece.
        clip: number of the clip in its project, or its key in its shards.
    """

    path: str
    start_s: float
    blocks: Callable[[], Iterator[Samples]]
    clip: int | str | None = None


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
    if is_shards(source):
        return "shards"
    return "project" if (source / DATABASE).is_file() else "folder"


def items_of(source: Path, kind: Kind) -> Iterator[Item]:
    """All there is to hear, in an order that is always the same.

    Memory does not grow with a folder of recordings; of a project its clips are listed at once.
    """
    if kind == "project":
        yield from _clips(source)
        return
    if kind == "shards":
        shards = open_shards(source)
        yield from (Item(name, shards.shard(name).n_bytes) for name in shards.shards)
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
        yield Item(
            clip.relative_path,
            size=int(clip.duration_s * BYTES_PER_S),
            folder=str(clip.folder),
            start_s=clip.start_s,
            duration_s=None if clip.whole else clip.duration_s,
            channel=clip.channel,
            clip=clip.segment_id,
        )


def sounds_of(source: Path, kind: Kind, item: Item, rate_hz: int) -> Iterator[Sound]:
    """An entry as sound at a rate; nothing is heard before its blocks are asked for.

    Raises:
        ShardError: the shard is not there, or its table is damaged.
    """
    if kind == "shards":
        yield from _of_shard(open_shards(source), item.name, rate_hz)
        return
    path = Path(item.folder or source, item.name)
    blocks = partial(
        _blocks, path, rate_hz, item.channel, start_s=item.start_s, duration_s=item.duration_s
    )
    yield Sound(item.name, item.start_s, blocks, item.clip)


def _of_shard(shards: ShardSet, name: str, rate_hz: int) -> Iterator[Sound]:
    for row in shards.rows(name):

        def blocks(row: ShardRow = row) -> Iterator[Samples]:
            try:
                path = shards.path(row)
            except ShardError as error:  # its tar and its table do not agree about it
                raise UnreadableRecording(shards.tar(name), error.message) from error
            yield from _blocks(path, rate_hz, row.channel)

        yield Sound(row.recording, row.start_s, blocks, row.key)


def _blocks(
    path: Path,
    rate_hz: int,
    channel: int | None,
    *,
    start_s: float = 0.0,
    duration_s: float | None = None,
) -> Iterator[Samples]:
    found = mono_blocks(
        path, sample_rate_hz=rate_hz, start_s=start_s, duration_s=duration_s, channel=channel
    )
    first = next(found, None)
    if first is None:
        raise UnreadableRecording(path, f"it ends before {start_s:g} s")
    yield from itertools.chain([first], found)
