"""The project that is open, or the absence of one, and who must know when it changes."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar, overload

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.project.background import Background
from ascstudio.project.clip_table import ClipTable
from ascstudio.project.listening import Listening
from ascstudio.project.sounds import ClipPlayer, Thumbnails
from ascstudio.translation import told
from ml_core import api

POLL_MS = 500
REST = 4  # times as long as the last look took: an import would only wait for more of them

MANY = 500
"""Clips that are written and read while the window stands still: some 50 ms."""
PART = 8
"""Where more than one clip in so many changed, all are read anew."""
CLIP_BYTES = 10
"""What a clip makes in the log, at the least."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class _Read:
    """What was read of a project. ``mark`` is the moment it is of; None: nothing was read yet.

    What undo and redo would do lies behind all that the last change wrote, so that it is read
    where that is: after a change of many clips not in the window's own thread.
    """

    table: ClipTable = field(default_factory=ClipTable)
    mark: api.Mark | None = None
    version: int = 0
    texts: tuple[str, str] = "", ""  # of undo and redo


class ProjectSession(QObject):
    """One open project: its clip table, its edits, its undo.

    Another process (the command line, a second window) may write at any time: every 500 ms the
    session asks the database whether somebody did. Only what changed is read; the whole table is
    read in a thread, because 230,000 rows take longer than a window may stand still. A change of
    few clips is made at once. One of many is made in another thread: the window goes on painting,
    and what the user does meanwhile waits its turn.

    Attributes:
        project: the open project, or None.
        table: all its clips.
        player: what is heard, for all pages.
        thumbnails: what clips look like, for all pages.
        listening: the microphone or a file as a stream, for all pages.
    """

    opened = Signal()
    closed = Signal()
    changed = Signal()
    """``table``, undo or redo are new."""
    busy = Signal(bool)
    """Many clips are being changed, and what the user does waits; or no longer."""
    stepped = Signal()
    """The last change was undo or redo, made here."""
    failed = Signal(object)
    """AscError: the project could not be read or changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: api.Project | None = None
        self.put_back: api.PutBack | None = None
        """Says that the open project is an earlier state, because its database was damaged."""
        self._read = _Read()
        self._done_text = ""
        self.player = ClipPlayer(self)
        self.thumbnails = Thumbnails(self)
        self.listening = Listening(self)
        self._reading = False
        self._stale = False
        self._failed_version = -1
        self._read_from_s = self._read_until_s = self._read_took_s = 0.0
        self._background = Background("read-project", self)
        self._background.failed.connect(self.failed)
        self._writer = Background("write-project", self)
        self._writer.waiting.connect(self.busy)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

    @property
    def table(self) -> ClipTable:
        """All clips of the project."""
        return self._read.table

    @property
    def folder(self) -> Path | None:
        """Folder of the open project."""
        return None if self.project is None else self.project.folder

    @property
    def name(self) -> str:
        """Name of the open project, empty without one."""
        return "" if self.project is None else self.project.name

    def open(self, folder: Path, *, read_only: bool = False) -> None:
        """Open a project in place of the present one.

        Raises:
            AscError: it is not a project, is newer than this studio, or is damaged. The present
                project stays open then.
        """
        # One that an older version made is brought up to date first.
        self._adopt(self._writer.wait_for(lambda: self._opened(folder, read_only=read_only)))

    def _opened(self, folder: Path, *, read_only: bool) -> api.Project:
        """The project, or its last good state where its database was damaged."""
        self.put_back = None
        try:
            return api.Project.open(folder, read_only=read_only)
        except api.PutBack as error:
            self.put_back = error
            return api.Project.open(folder, read_only=read_only)

    def create(self, folder: Path, name: str | None = None) -> None:
        """Make a project and open it.

        Raises:
            AscError: the folder holds a project or cannot be written.
        """
        self._adopt(api.Project.create(folder, name))

    def close(self) -> None:
        """Let go of the project; nothing is unsaved, ever."""
        if self.project is None:
            return
        self._timer.stop()
        self._background.forget()
        self._reading = False
        project, self.project = self.project, None
        self._background.run(project.close, lambda _: None)  # after what is being read
        self._read, self._done_text = _Read(), ""
        self.closed.emit()

    def shut_down(self) -> None:
        """Close the project, the devices and all threads, before the window goes."""
        project, self.project = self.project, None
        self._timer.stop()
        self._writer.settle()
        self.listening.shut_down()
        self.player.shut_down()
        self.thumbnails.shut_down()
        self._background.shut_down()
        if project is not None:
            project.close()

    def reload(self) -> None:
        """Read what changed, in a thread; ``changed`` follows."""
        project = self.project
        if project is None:
            return
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        self._read_from_s = time.monotonic()
        before = self._read
        self._background.run(
            lambda: _read_on(project, before),
            lambda now: self._on_read(before, now),
            self._on_read_failed,
        )

    def background(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[["api.AscError"], None] | None = None,
    ) -> None:
        """Do something short in the reading thread, then ``done`` with its result in this one.

        For looks at the disk that are too small for a job. What ends after the project was closed
        is dropped.

        Args:
            work: looks.
            done: gets what was found.
            failed: told why nothing was, by whoever waits; None: the signal ``failed`` tells.
        """
        self._background.run(work, done, failed)

    def edit(
        self,
        segment_ids: Sequence[int],
        action: Callable[["api.Project"], object],
    ) -> bool:
        """Change some clips through the project and show it at once.

        Args:
            segment_ids: the clips the action touches, as far as they are known: with many of them
                the action is called in another thread.
            action: called with the project; one operation of its log.

        Returns:
            False if the project refused; ``failed`` said why.
        """
        return self._change(lambda project: action(project) or True, len(segment_ids)) is not None

    def label(self, segment_ids: Sequence[int], scene: str) -> bool:
        """Give the clips one scene."""
        return self.edit(segment_ids, lambda project: project.label(segment_ids, scene))

    def set_state(self, segment_ids: Sequence[int], state: str) -> bool:
        """Give the clips one state: new, done, verified, needs_review or excluded."""
        return self.edit(segment_ids, lambda project: project.set_state(segment_ids, state))

    def undo(self) -> str | None:
        """Take the last operation back; returns what it was."""
        sizes = (0, 0) if self.project is None else self.project.step_sizes()
        return told(self._step(lambda project: project.undo(), sizes[0]) or "") or None

    def redo(self) -> str | None:
        """Do the last undone operation again; returns what it is."""
        sizes = (0, 0) if self.project is None else self.project.step_sizes()
        return told(self._step(lambda project: project.redo(), sizes[1]) or "") or None

    def _step(self, step: Callable[["api.Project"], str | None], n_bytes: int) -> str | None:
        done = self._change(step, n_bytes // CLIP_BYTES)
        if done is not None:
            self.stepped.emit()
        return done

    @property
    def done_text(self) -> str:
        """What the last change through here was; empty where all was so already."""
        return told(self._done_text)

    def undo_text(self) -> str:
        """What undo would take back, empty for nothing."""
        return told(self._next_texts()[0])

    def redo_text(self) -> str:
        """What redo would do again, empty for nothing."""
        return told(self._next_texts()[1])

    def _next_texts(self) -> tuple[str, str]:
        """Both, of the state that is shown."""
        if self.project is None or self._read.mark is not None:
            return self._read.texts
        return _texts(self.project)

    def _adopt(self, project: "api.Project") -> None:
        self.close()
        self.project = project
        self._timer.start()
        self.opened.emit()
        self.reload()

    def _change(self, step: Callable[["api.Project"], T], n_clips: int) -> T | None:
        """Do one operation and show it; None where there is no project, or it refused."""
        project = self.project
        if project is None:
            return None
        now: _Read | None
        self._done_text = ""
        try:
            if n_clips > MANY or self._writer.busy:
                (result, done), now = self._writer.wait_for(
                    lambda: (_logged(project, step), _read_on(project, self._read))
                )
            else:
                result, done = _logged(project, step)
                now = _read_on(project, self._read, MANY)
        except api.AscError as error:
            self.failed.emit(error)
            return None
        self._done_text = done
        if not self._is_open(project):  # closed meanwhile
            return None
        if self._reading:  # what the thread is reading may be from before this
            self._stale = True
        if now is None:
            self.reload()
        else:
            self._show(now)
            self.changed.emit()
            if n_clips > MANY:
                self._background.tidy()  # the table before
        return result

    def _is_open(self, project: "api.Project") -> bool:
        return self.project is project

    def _show(self, now: _Read) -> None:
        """What was read is what there is, unless a later state is known already."""
        present, new = self._read.mark, now.mark
        if present is None or new is None or new.operation >= present.operation:
            self._read = now

    def _look(self) -> None:
        if self.project is None or self._writer.busy:  # what is written is read after it
            return
        version = self.project.data_version()
        resting = time.monotonic() < self._read_until_s + REST * self._read_took_s
        known = version in (self._read.version, self._failed_version)
        if not known and not self._reading and not resting:
            self.reload()

    def _on_read(self, before: _Read, now: _Read) -> None:
        self._reading = False
        self._read_until_s = time.monotonic()
        self._read_took_s = self._read_until_s - self._read_from_s
        if before is not self._read:  # something was changed meanwhile, upon what was before
            self.reload()
            return
        self._show(now)
        if self._stale:
            self.reload()
            return
        self.changed.emit()
        self._background.run(self.table.prepare, lambda _: self._background.tidy())

    def _on_read_failed(self, error: "api.AscError") -> None:
        self._reading = False
        if self.project is not None:  # the same again would fail again
            self._failed_version = self.project.data_version()
        self.failed.emit(error)


def _logged(project: "api.Project", step: Callable[["api.Project"], T]) -> tuple[T, str]:
    """Do one step; with what the log says of it, empty where it changed nothing."""
    before = project.history(1)
    result = step(project)
    after = project.history(1)
    return result, after[0].text if after and after != before else ""


@overload
def _read_on(project: "api.Project", before: _Read) -> _Read: ...
@overload
def _read_on(project: "api.Project", before: _Read, most: int) -> _Read | None: ...
def _read_on(project: "api.Project", before: _Read, most: int | None = None) -> _Read | None:
    """What has become of a project; None where more than ``most`` clips would have to be read."""
    version = project.data_version()  # first: what is committed from here on is seen next time
    fits = len(before.table) // PART if most is None else most
    changes = None if before.mark is None else project.changes_since(before.mark, fits)
    if changes is None or changes.segment_ids is None or len(changes.segment_ids) > fits:
        if most is not None:
            return None
        mark = project.mark()
        order, last = project.scene_order(), before.table
        table = ClipTable(project.columns(), last.scenes, order, before=last)
        return _Read(table, mark, version, _texts(project))
    table = before.table
    if touched := changes.segment_ids:
        rows = project.fetch(touched)
        gone = set(touched) - {clip.segment_id for clip in rows}
        table = table.patched(rows, gone, project.scene_order())
    return _Read(table, changes.until, version, _texts(project))


def _texts(project: "api.Project") -> tuple[str, str]:
    """What undo and redo would do."""
    return project.undo_text() or "", project.redo_text() or ""
