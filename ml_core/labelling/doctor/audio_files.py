"""The files that clips are heard from, with what the project knows of their contents."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ml_core.project import ClipRow, Project
from ml_core.recordings.members import facts_of


@dataclass(frozen=True, slots=True)
class AudioFile:
    """A file as the project knows it.

    Attributes:
        recording_id: whose.
        folder: the audio root that it lies in.
        relative_path: its name below that.
        channel: which is heard; None is the mean of all.
        sha256: its content; None where that is not known, or not any more.
        there: whether there is a file.
        unchanged: whether its size and its time are as they were.
    """

    recording_id: int
    folder: Path
    relative_path: str
    channel: int | None
    sha256: str | None
    there: bool
    unchanged: bool

    @property
    def path(self) -> Path:
        """Where it should be; made when it is asked for, as paths are large."""
        return self.folder / self.relative_path

    @property
    def key(self) -> str:
        """Names what is heard in it."""
        return content_key(self.sha256, self.channel)


def content_key(sha256: str | None, channel: int | None) -> str:
    """Names what is heard: the content, and the channel if it is not all of them."""
    return f"{sha256 or ''}" if channel is None else f"{sha256 or ''}/{channel}"


def audio_files(project: Project, clips: Iterable[ClipRow]) -> dict[int, AudioFile]:
    """The files of the clips by their recordings, in their order."""
    by_recording: dict[int, ClipRow] = {}
    for clip in clips:
        by_recording.setdefault(clip.recording_id, clip)
    rows = project.database.rows(
        """SELECT id, sha256, size_bytes, modified_ns FROM recordings
        WHERE id IN (SELECT value FROM json_each(?))""",
        (json.dumps(list(by_recording)),),
    )
    known = {row[0]: row[1:] for row in rows}
    return {
        number: _looked_at(clip, *known.get(number, (None, 0, 0)))
        for number, clip in by_recording.items()
    }


def _looked_at(clip: ClipRow, sha256: str | None, size_bytes: int, modified_ns: int) -> AudioFile:
    there = unchanged = True
    try:
        facts = facts_of(clip.path)
    except OSError:
        there = False
    else:
        same_time = modified_ns in (0, facts.modified_ns)  # 0: it was not kept
        unchanged = facts.n_bytes == size_bytes and same_time
    known = sha256 if unchanged else None
    return AudioFile(
        clip.recording_id, clip.folder, clip.relative_path, clip.channel, known, there, unchanged
    )
