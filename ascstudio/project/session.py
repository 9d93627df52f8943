"""The project that is open, or the absence of one, and who must know when it changes."""

import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.project.background import Background
from ascstudio.project.clip_table import ClipTable
from ascstudio.project.listening import Listening
from ascstudio.project.sounds import ClipPlayer, Thumbnails
from ml_core import api

POLL_MS = 500
REST = 4  # times as long as the last look took: an import would only wait for more of them

T = TypeVar("T")


class ProjectSession(QObject):
    """One open project: its clip table, its edits, its undo.

    Another process (the command line, a second window) may write at any time: every 500 ms the
    session asks the database whether somebody did. The table is read in a thread, because
    230,000 rows take longer than a window may stand still.

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
    failed = Signal(object)
    """AscError: the project could not be read or changed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.project: api.Project | None = None
        self.table = ClipTable()
        self.player = ClipPlayer(self)
        self.thumbnails = Thumbnails(self)
        self.listening = Listening(self)
        self._reading = False
        self._stale = False
        self._version = 0
        self._read_from_s = self._read_until_s = self._read_took_s = 0.0
        self._background = Background("read-project", self)
        self._background.failed.connect(self.failed)
        self._timer = QTimer(self, interval=POLL_MS)
        self._timer.timeout.connect(self._look)

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
        self._adopt(api.Project.open(folder, read_only=read_only))

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
        self.table = ClipTable()
        self.closed.emit()

    def shut_down(self) -> None:
        """Close the project, the devices and all threads, before the window goes."""
        project, self.project = self.project, None
        self._timer.stop()
        self.listening.shut_down()
        self.player.shut_down()
        self.thumbnails.shut_down()
        self._background.shut_down()
        if project is not None:
            project.close()

    def reload(self) -> None:
        """Read all clips again, in a thread; ``changed`` follows."""
        project = self.project
        if project is None:
            return
        if self._reading:
            self._stale = True
            return
        self._reading, self._stale = True, False
        self._read_from_s = time.monotonic()
        scenes = self.table.scenes

        def read() -> ClipTable:
            return ClipTable(project.columns(), scenes, project.scene_order()).prepared()

        self._background.run(read, self._on_read, self._on_read_failed)

    def background(self, work: Callable[[], T], done: Callable[[T], None]) -> None:
        """Do something short in the reading thread, then ``done`` with its result in this one.

        For looks at the disk that are too small for a job; an AscError goes to ``failed``. What
        ends after the project was closed is dropped.
        """
        self._background.run(work, done)

    def edit(
        self,
        segment_ids: Sequence[int],
        action: Callable[["api.Project"], Sequence[int] | None],
    ) -> bool:
        """Change some clips through the project and show it at once.

        Args:
            segment_ids: the clips the action touches.
            action: called with the project; one operation of its log. It may return the ids of
                clips that came in.

        Returns:
            False if the project refused; ``failed`` said why.
        """
        if self.project is None:
            return False
        try:
            touched = [*segment_ids, *(action(self.project) or ())]
            fresh = self.project.fetch(touched)
        except api.AscError as error:
            self.failed.emit(error)
            return False
        gone = set(touched) - {clip.segment_id for clip in fresh}
        self.table = self.table.patched(fresh, gone)
        if self._reading:  # what the thread is reading may be from before this edit
            self._stale = True
        self._version = self.project.data_version()
        self.changed.emit()
        return True

    def label(self, segment_ids: Sequence[int], scene: str) -> bool:
        """Give the clips one scene."""
        return self.edit(segment_ids, lambda project: project.label(segment_ids, scene))

    def set_state(self, segment_ids: Sequence[int], state: str) -> bool:
        """Give the clips one state: new, done, verified, needs_review or excluded."""
        return self.edit(segment_ids, lambda project: project.set_state(segment_ids, state))

    def undo(self) -> str | None:
        """Take the last operation back; returns what it was."""
        return self._step(lambda project: project.undo())

    def redo(self) -> str | None:
        """Do the last undone operation again; returns what it is."""
        return self._step(lambda project: project.redo())

    def undo_text(self) -> str:
        """What undo would take back, empty for nothing."""
        return "" if self.project is None else self.project.undo_text() or ""

    def redo_text(self) -> str:
        """What redo would do again, empty for nothing."""
        return "" if self.project is None else self.project.redo_text() or ""

    def _adopt(self, project: "api.Project") -> None:
        self.close()
        self.project = project
        self._version = project.data_version()
        self._timer.start()
        self.opened.emit()
        self.reload()

    def _step(self, step: Callable[["api.Project"], str | None]) -> str | None:
        if self.project is None:
            return None
        try:
            text = step(self.project)
        except api.AscError as error:
            self.failed.emit(error)
            return None
        self.reload()
        return text

    def _look(self) -> None:
        if self.project is None:
            return
        version = self.project.data_version()
        resting = time.monotonic() < self._read_until_s + REST * self._read_took_s
        if version != self._version and not self._reading and not resting:
            self._version = version
            self.reload()

    def _on_read(self, table: ClipTable) -> None:
        self._reading = False
        self._read_until_s = time.monotonic()
        self._read_took_s = self._read_until_s - self._read_from_s
        if self._stale:
            self.reload()
            return
        self.table = table
        self.changed.emit()

    def _on_read_failed(self, error: "api.AscError") -> None:
        self._reading = False
        self.failed.emit(error)
