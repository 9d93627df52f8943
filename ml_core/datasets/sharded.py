"""Shards as recordings with labels, and as where the sound of a project's clips lies."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ml_core.datasets.labels import CHANNEL, Entry, clean, whole
from ml_core.errors import ImportProblem, ShardError
from ml_core.progress import Monitor
from ml_core.project import ClipFilter, ClipRow, NewSegment, Project
from ml_core.shards import ShardRow, open_shards
from ml_core.shards.rows import hashes_of

_FACTS = (
    "device", "city", "location", "session", "source", "identifier", "recorded_at", "licence",
    "author",
)  # fmt: skip
_SPLIT = "split"


def read(folder: Path, audio: Path | None, monitor: Monitor) -> tuple[Path, list[Entry]]:
    """Every clip of the shards as a recording of its own, and the folder that holds all of them.

    Args:
        folder: of the manifest.
        audio: the shards below this folder alone, also where they moved to it; None: all.
        monitor: progress and cancel.

    Raises:
        ImportProblem: they lie on several drives, or none below the folder that was named.
        ShardError: they are not finished, not there or damaged.
        MissingPack: pyarrow is not installed.
    """
    shards = open_shards(folder, [audio] if audio else [])
    tars = {name: shards.tar(name) for name in shards.shards}
    if audio is not None:
        tars = {name: tar for name, tar in tars.items() if tar.is_relative_to(audio)}
        if not tars:
            raise ImportProblem(
                f'No shard of "{folder.name}" lies in "{audio}".', hint="Leave out --audio."
            )
    try:
        root = audio or Path(os.path.commonpath({tar.parent for tar in tars.values()} or {folder}))
    except ValueError as error:
        raise ImportProblem(
            f'The shards of "{folder.name}" lie on several drives.',
            hint="Import them one drive after the other: --audio FOLDER.",
        ) from error
    entries: list[Entry] = []
    for number, (name, tar) in enumerate(tars.items()):
        monitor.report(number, len(tars), stage="reading")
        place = tar.relative_to(root).as_posix()
        entries += [_entry(f"{place}/{row.audio}", row) for row in shards.rows(name)]
    return root, entries


@dataclass(frozen=True, slots=True)
class Sound:
    """Where the sound of clips lies: by the clip's id, a row whose recording is the clip alone.

    ``sha256`` are the hashes of these recordings, by their paths.
    """

    clips: Mapping[int, ClipRow] = field(default_factory=dict)
    sha256: Mapping[Path, str] = field(default_factory=dict)

    def of(self, clips: Sequence[ClipRow]) -> list[ClipRow]:
        """The clips as they are read; what is not here is read where it was."""
        return [self.clips.get(clip.segment_id, clip) for clip in clips]


def sound_in(project: Project, clips: Sequence[ClipRow], folder: Path) -> Sound:
    """Where the sound of a project's clips lies in shards: the same clips with other paths.

    A clip is found by the content of its recording and its bounds, whatever it is called. What a
    project knows of it stays; only where to read it is another place.

    Args:
        project: whose clips.
        clips: the ones that are needed.
        folder: of the shards.

    Raises:
        ShardError: they are not finished, damaged, or do not hold all of the clips.
        MissingPack: pyarrow is not installed.
    """
    shards = open_shards(folder)
    tars = {name: shards.tar(name) for name in shards.shards}
    digests = hashes_of(project, clips)
    wanted = {(digests.get(one.recording_id), one.start_s, one.duration_s) for one in clips}
    rows = {
        place: row
        for row in shards.rows()
        if (place := (row.recording_sha256, row.start_s, row.duration_s)) in wanted
    }
    found: dict[int, ClipRow] = {}
    said: dict[Path, str] = {}
    lost: list[ClipRow] = []
    for clip in clips:
        row = rows.get((digests.get(clip.recording_id) or "", clip.start_s, clip.duration_s))
        if row is None:
            lost.append(clip)
            continue
        length_s = row.n_samples / row.rate_hz
        found[clip.segment_id] = replace(
            clip, folder=tars[row.shard].parent, relative_path=row.path, start_s=0.0,
            duration_s=length_s, recording_duration_s=length_s, sample_rate_hz=row.rate_hz,
            channels=row.channels,
        )  # fmt: skip
        said[found[clip.segment_id].path] = row.sha256
    if lost:
        raise ShardError(
            f'{len(lost)} of the {len(clips)} clips are not in the shards of "{shards.folder}", '
            f'the first is of "{lost[0].relative_path}".',
            hint="Make the shards again: asc shard PROJECT --out FOLDER.",
        )
    return Sound(found, said)


def take_splits(project: Project, import_id: int, *, divided: bool) -> None:
    """Divide what an import brought in as the shards say.

    Args:
        project: with the clips.
        import_id: of the import.
        divided: the project was divided before: then nothing is, as its clips of the same
            recordings may be on the other side.
    """
    if divided:
        return
    clips = project.fetch(ClipFilter(import_id=(import_id,)))
    splits = {clip.segment_id: clip.extra[_SPLIT] for clip in clips if clip.extra.get(_SPLIT)}
    if splits:
        project.set_split(dict(splits))


def _entry(name: str, row: ShardRow) -> Entry:
    facts = {fact: clean(value) for fact in _FACTS if (value := getattr(row, fact))}
    if row.channel is not None:
        facts[CHANNEL] = str(row.channel + 1)
    extra = {"recording": row.recording, "recording_start_s": repr(row.start_s), **row.extra}
    if row.split:
        extra[_SPLIT] = row.split
    said = whole(row.scenes, state=row.state, note=row.note)
    segment = NewSegment(
        0.0, said.duration_s, row.low_hz, row.high_hz, said.scenes, said.note, said.state
    )
    return Entry(name, (segment,), facts, {key: clean(value) for key, value in extra.items()})
