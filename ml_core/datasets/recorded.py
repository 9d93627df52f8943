"""Recordings made here: into a scene of a project, and found again after a crash.

Beside a recording that is being made lies a note: its scene, its microphone, which process
makes it. The note goes when the recording is in the project; one whose process is gone tells what
was lost from sight, and to which scene it belongs.
"""

import contextlib
import datetime
import os
import shutil
import time
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ml_core.datasets.arrivals import look
from ml_core.datasets.labels import Entry
from ml_core.errors import ProjectError
from ml_core.files import Closing, from_json, write_json
from ml_core.project import ClipFilter, ClipRow, NewRecording, Project
from ml_core.project.leftovers import remove_leftovers
from ml_core.recordings.capture import CaptureProcess
from ml_core.recordings.growing_wav import HEADER_BYTES, complete
from ml_core.recordings.recorder import RATE_HZ, Microphone, Recorder, RecorderState
from ml_core.runs.moments import since_s, stamp
from ml_core.runs.process import ProcessName

FOLDER = "recordings"
"""Where in the project's folder they lie."""
_NOTE = ".json"  # behind the whole name of the recording
_SILENT_S = 60.0  # a recorder writes every second
KEPT_FOR = datetime.timedelta(hours=24)  # what was discarded


@dataclass(frozen=True, slots=True)
class Recorded:
    """What came in.

    Attributes:
        clips: one per file; several where the microphone was gone between.
        duration_s: all together.
        n_clipped: samples at full scale.
        missed_s: what was not heard because the microphone was gone.
    """

    clips: Sequence[ClipRow]
    duration_s: float
    n_clipped: int
    missed_s: float


class SceneRecorder(Closing):
    """Records a microphone into scenes of a project.

    ``start`` opens the microphone, and its level shows; ``begin`` keeps what is heard, ``end``
    brings it in as labelled clips, one operation that can be undone. All but ``end`` return at
    once.

    Args:
        project: where to; must be writable.
        device: name of the microphone; None is the system's default.
        rate_hz: sample rate of the files.
        microphone: what is heard instead of a device.

    Raises:
        ProjectError: the project cannot be changed.
    """

    def __init__(
        self,
        project: Project,
        *,
        device: str | None = None,
        rate_hz: int = RATE_HZ,
        microphone: Microphone | None = None,
    ) -> None:
        if project.read_only:
            raise ProjectError(
                f'"{project.folder}" cannot be changed.', hint="Open a project you can write to."
            )
        self._project = project
        self._microphone = microphone or CaptureProcess(rate_hz=rate_hz, device=device)
        self._recorder = Recorder(self._microphone)
        self._scene: str | None = None

    def start(self) -> None:
        """Open the microphone; nothing is kept yet."""
        self._recorder.start()

    def begin(self, scene: str | None) -> None:
        """Keep what is heard from now on, as clips of a scene (None: not labelled yet)."""
        self._scene = scene
        self._recorder.begin(self._next_path)

    def state(self) -> RecorderState:
        """What to show now."""
        return self._recorder.state()

    def end(self) -> Recorded:
        """Keep nothing any more, and bring in what was kept; the microphone stays open."""
        paths = self._recorder.end()
        state = self._recorder.state()
        return Recorded(
            bring_in(self._project, paths), state.duration_s, state.n_clipped, state.missed_s
        )

    def close(self) -> None:
        """Close the microphone. What was not ended is brought in by ``recover_recordings``."""
        self._recorder.close()

    def _next_path(self) -> Path:
        """A new name, with its note written first."""
        return announce(self._project, self._scene, self._microphone.status.device)


def announce(project: Project, scene: str | None, device: str | None = None) -> Path:
    """A name for a recording that is about to be made; its note is written first.

    Should whoever makes it die, ``recover_recordings`` brings in what there is.

    Args:
        project: where it will lie.
        scene: it is of; None: not labelled yet.
        device: name of the microphone.
    """
    return announce_in(project.folder / FOLDER, scene, device)


def announce_in(folder: Path, scene: str | None, device: str | None = None) -> Path:
    """``announce`` where there is no project: ``left_in`` finds it again, nothing brings it in."""
    began = datetime.datetime.now().astimezone()
    stem = began.strftime("%Y%m%d_%H%M%S")  # a form that importers know as a time
    path, number = folder / f"{stem}.wav", 1
    while path.exists() or _note_of(path).exists():
        number += 1
        path = folder / f"{stem}_{number}.wav"
    note = {
        "scene": scene,
        "device": device,
        "recorded_at": began.isoformat(timespec="seconds"),
        "process": ProcessName.of(os.getpid()).to_table(),
    }
    write_json(_note_of(path), note)
    return path


def rename_announced(path: Path, scene: str) -> None:
    """Say that an announced recording is of another scene."""
    write_json(_note_of(path), {**_read_note(_note_of(path)), "scene": scene})


def disown(path: Path) -> None:
    """Take back that a recording was announced: the file stays, nothing brings it in."""
    _note_of(path).unlink(missing_ok=True)


def discard(path: Path) -> None:
    """Nobody wants an announced recording: ``remove_discarded`` takes it away after a day."""
    if path.is_file():
        now = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
        write_json(
            _note_of(path),
            {**_read_note(_note_of(path)), "discarded_at": now, "discarded": stamp()},
        )
    else:
        disown(path)


def remove_discarded(folder: Path, kept: Callable[[], Collection[Path]] = tuple) -> None:
    """Remove recordings of a folder that were discarded a day ago.

    Args:
        folder: where they were announced.
        kept: asked once if there are any: those that are needed after all, resolved.
    """
    now = datetime.datetime.now(datetime.UTC)
    notes = [note for note in folder.glob(f"*.wav{_NOTE}") if _discarded_for(note, now) > KEPT_FOR]
    needed = kept() if notes else ()
    for note in notes:
        path = note.with_name(note.name.removesuffix(_NOTE))
        if path.resolve() not in needed:
            path.unlink(missing_ok=True)
        note.unlink(missing_ok=True)


def _discarded_for(note: Path, now: datetime.datetime) -> datetime.timedelta:
    """How long ago; nothing where it was not, or where its note cannot be understood."""
    said = _read_note(note)
    try:
        by_date = now - datetime.datetime.fromisoformat(said["discarded_at"])
        since = since_s(said["discarded"]) if isinstance(said.get("discarded"), dict) else None
        return by_date if since is None else datetime.timedelta(seconds=since)
    except (KeyError, TypeError, ValueError):
        return datetime.timedelta(0)


def move_in(project: Project, path: Path) -> list[ClipRow]:
    """Bring in a recording that was announced elsewhere; it lies in the project then.

    Raises:
        OSError: it cannot be copied.
    """
    note = _read_note(_note_of(path))
    new = announce(project, announced_scene(path) or None)
    write_json(_note_of(new), {**_read_note(_note_of(new)), **note})
    shutil.copyfile(path, new)
    clips = bring_in(project, [new])
    path.unlink()
    disown(path)
    return clips


def recover_recordings(project: Project) -> list[ClipRow]:
    """Bring in recordings whose maker is gone: all but their last moments are there.

    Whatever else killed processes left unfinished in the project, or beside it, goes. A project
    that cannot be changed is left as it is.
    """
    if project.read_only:
        return []
    project.drop_unfinished_imports()
    remove_leftovers(project.folder, deep=True)
    remove_leftovers(project.folder.parent)
    folder = project.folder / FOLDER
    remove_discarded(folder, lambda: {clip.path.resolve() for clip in project.clips()})
    left = left_in(folder)
    clips = bring_in(project, left)
    for path in left:
        _remove_empty(path)
    return clips


def left_in(folder: Path) -> list[Path]:
    """Recordings that were announced in a folder and whose maker is gone, made complete."""
    notes = sorted(folder.glob(f"*.wav{_NOTE}"))
    paths = [note.with_name(note.name.removesuffix(_NOTE)) for note in notes]
    left = [path for path in paths if _is_left(path)]
    for path in left:
        complete(path)
    return left


def announced_scene(path: Path) -> str:
    """What an announced recording is of; empty where its note does not say."""
    scene = _read_note(_note_of(path)).get("scene")
    return scene if isinstance(scene, str) else ""


def _is_left(path: Path) -> bool:
    """Whether nobody makes this recording any more, and it was not discarded."""
    if "discarded_at" in _read_note(_note_of(path)):
        return False
    try:
        maker = ProcessName.from_table(_read_note(_note_of(path)).get("process", {}))
    except (KeyError, TypeError, ValueError):
        return True
    alive = maker.is_alive()
    if alive is None:  # another computer, or this one under another name: who records, writes
        try:
            alive = abs(time.time() - path.stat().st_mtime) < _SILENT_S
        except OSError:
            alive = False
    return not alive


def _remove_empty(path: Path) -> None:
    """Remove a recording of not a single sample: it is a header alone."""
    with contextlib.suppress(OSError):
        if path.stat().st_size <= HEADER_BYTES:
            path.unlink()


def bring_in(project: Project, paths: Sequence[Path], *, name: str = "") -> list[ClipRow]:
    """Add finished recordings that were announced as one import, and remove their notes.

    Args:
        project: that gets them.
        paths: of the recordings.
        name: of the import, which undo will say; empty: whose recordings they are.
    """
    new = {path: found for path in paths if (found := _looked_at(path)) is not None}
    clips: list[ClipRow] = []
    if new:
        folder = project.folder / FOLDER
        scenes = sorted({scene for one in new.values() for scene in one.scenes})
        name = name or (f"Recording of {', '.join(scenes)}" if scenes else "Recording")
        number = project.begin_import(name, folder, "recorder")
        project.add_recordings(number, project.add_root(folder, folder), list(new.values()))
        clips = project.fetch(ClipFilter(import_id=(number,)))
    for path in paths:
        _note_of(path).unlink(missing_ok=True)
    return clips


def _looked_at(path: Path) -> NewRecording | None:
    """What comes in; None where not a sample was written."""
    new, _ = look(path.parent, Entry(path.name), None, markers=False)
    if new is None:
        return None
    note = _read_note(_note_of(path))
    scene, device = note.get("scene"), note.get("device")
    return replace(
        new,
        scenes=(scene,) if isinstance(scene, str) and scene.strip() else (),
        device=device if isinstance(device, str) and device else None,
        recorded_at=note.get("recorded_at") or new.recorded_at,
    )


def _note_of(path: Path) -> Path:
    return path.with_name(path.name + _NOTE)


def _read_note(path: Path) -> dict[str, Any]:
    try:
        found = from_json(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
