"""Recordings whose files are the same, byte for byte, under whatever names.

One sound in training and test is a leak that no name tells: a copy in the folder of another place
has its own location and its own source.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from ml_core.progress import Monitor
from ml_core.project import ClipRow, Project, ReadFile
from ml_core.recordings.members import member_of, sha256_of

_BATCH = 1 << 12  # recordings that are read of the database at once
_PROBE_BYTES = 4096  # of the middle: most files of one size differ there
T = TypeVar("T")


def copies_of(
    project: Project, clips: Sequence[ClipRow], monitor: Monitor | None = None
) -> list[tuple[int, ...]]:
    """Segment ids of the clips of each sound that several files hold; excluded clips do not count.

    Only files of one size are looked into, and wholly only those that have the same middle. What
    had to be read whole is kept with the project, where that can be changed; also when cancelled.

    Raises:
        Cancelled: asked to stop.
    """
    of_recording = defaultdict[int, list[int]](list)
    for clip in clips:
        if clip.state != "excluded":
            of_recording[clip.recording_id].append(clip.segment_id)
    files = [one for one in _files(project) if one.recording_id in of_recording]
    groups = _identical(project, files, monitor or Monitor())
    return [
        tuple(segment for number in group for segment in of_recording[number]) for group in groups
    ]


def divided(
    copies: Iterable[Sequence[int]], splits: Mapping[int, str | None]
) -> tuple[tuple[int, ...], ...]:
    """Those of the copies that are in training and in the test."""
    return tuple(
        tuple(ids) for ids in copies if {"train", "test"} <= {splits.get(one) for one in ids}
    )


def _files(project: Project) -> Iterable[ReadFile]:
    last = 0
    while batch := project.read_files(last, _BATCH):
        yield from batch
        last = batch[-1].recording_id


def _identical(
    project: Project, files: Sequence[ReadFile], monitor: Monitor
) -> Iterable[list[int]]:
    """Recording ids of the files of each content that several hold."""
    new: dict[int, str] = {}

    def digest(one: ReadFile) -> str | None:
        monitor.check()
        if one.sha256 is not None:
            return one.sha256
        found = _read(one.path, sha256_of)
        if found is not None:
            new[one.recording_id] = found
        return found

    def middle(one: ReadFile) -> bytes | None:
        monitor.check()
        return _read(one.path, _middle)

    found = []
    try:
        for of_size in _alike(files, lambda one: one.size_bytes):
            some = of_size
            if any(one.sha256 is None for one in of_size):
                like = {one.recording_id for same in _alike(of_size, middle) for one in same}
                some = [one for one in of_size if one.sha256 or one.recording_id in like]
            found += [[one.recording_id for one in same] for same in _alike(some, digest)]
    finally:
        if new and not project.read_only:
            project.set_hashes(new)
    return found


def _alike(
    files: Sequence[ReadFile], look: Callable[[ReadFile], object | None]
) -> Iterable[list[ReadFile]]:
    """The files of each answer that several give; None is no answer."""
    rows = defaultdict[object, list[ReadFile]](list)
    for one in files:
        if (answer := look(one)) is not None:
            rows[answer].append(one)
    return [row for row in rows.values() if len(row) > 1]


def _read(path: Path, look: Callable[[Path], T]) -> T | None:
    try:
        return look(path)
    except OSError:
        return None


def _middle(path: Path) -> bytes:
    member = member_of(path)
    if member is None:
        place, first, n_bytes = path, 0, path.stat().st_size
    else:
        place, first, n_bytes = member.tar, member.offset, member.n_bytes
    with place.open("rb") as stream:
        stream.seek(first + max(0, (n_bytes - _PROBE_BYTES) // 2))
        return stream.read(min(_PROBE_BYTES, n_bytes))
