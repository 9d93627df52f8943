"""What recordings are called in label files, and which clip somebody means by such a name."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from ml_core.datasets.places import composed
from ml_core.errors import ProjectError
from ml_core.files import settled
from ml_core.project import ClipRow, Project

_LISTED = 5  # candidates that are named


def names_of(project: Project, clips: Iterable[ClipRow]) -> dict[int, str]:
    """What label files call recordings, by their ids: paths with ``/``, in the order of the clips.

    They are relative to the audio folder, or, where there are several, to the folder that holds
    them all; on several drives there is no such folder.
    """
    common = None
    folders = {root.path for root in project.audio_roots()}
    if len(folders) > 1:
        try:
            common = os.path.commonpath(folders)
        except ValueError:
            common = None
    first = {clip.recording_id: clip for clip in reversed(list(clips))}
    return {number: _name(clip, common) for number, clip in reversed(first.items())}


def find_clip(
    clips: Sequence[ClipRow], names: Mapping[int, str], asked: str, start_s: float | None = None
) -> ClipRow:
    """The clip that somebody names.

    Args:
        clips: of a project.
        names: of their recordings, as :func:`names_of` says.
        asked: such a name, the path below an audio folder, an absolute path or one from here, or
            a file name; the first of these that any recording has.
        start_s: of the clip.

    Raises:
        ProjectError: there is no such clip, or there are several.
    """
    wanted, full, there = composed(asked), settled(asked), None
    ways: tuple[Callable[[ClipRow], bool], ...] = (
        lambda clip: composed(names[clip.recording_id]) == wanted,
        lambda clip: composed(clip.relative_path) == wanted,
        lambda clip: clip.name == full.name and settled(clip.path) == full,
        lambda clip: composed(clip.name) == wanted,
    )
    for way in ways:
        if there := [clip for clip in clips if way(clip)]:
            break
    found = [clip for clip in there or () if start_s is None or abs(clip.start_s - start_s) < 1e-3]
    if not found:
        at = "" if start_s is None else f" at {start_s:g} s"
        hint = "Give a path as asc labels writes it, an absolute one, or a file name."
        if there:
            hint = "Its clips start at " + _listed(f"{clip.start_s:g}" for clip in there) + " s."
        raise ProjectError(f'No clip of the project is "{asked}"{at}.', hint=hint)
    recordings = {clip.recording_id: clip for clip in found}
    if len(recordings) > 1:
        called = {names[number] for number in recordings}
        candidates = (
            called
            if len(called) == len(recordings)
            else {str(one.path) for one in recordings.values()}
        )
        raise ProjectError(
            f'"{asked}" can be {len(recordings)} recordings.',
            hint="Name one: " + _listed(f'"{name}"' for name in sorted(candidates)) + ".",
        )
    starts = dict.fromkeys(f"{clip.start_s:g}" for clip in found)
    if len(starts) > 1:
        raise ProjectError(
            f'"{asked}" has {len(found)} clips.',
            hint=f"Say with --start which one: {_listed(starts)} s.",
        )
    return found[0]


def _listed(names: Iterable[str]) -> str:
    every = list(names)
    more = f" and {len(every) - _LISTED} more" if len(every) > _LISTED else ""
    return ", ".join(every[:_LISTED]) + more


def _name(clip: ClipRow, common: str | None) -> str:
    if common is None:
        return clip.relative_path
    return Path(os.path.relpath(clip.path, common)).as_posix()
