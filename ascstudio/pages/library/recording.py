"""Recording into a scene: the microphone open, counted down, kept, brought in."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages import Context
from ascstudio.project.background import Background
from ascstudio.translation import told
from ascstudio.words import numeral
from ml_core import api

LOOK_MS = 50
COUNT_MS = 1000
COUNT_FROM = 3


@dataclass(frozen=True, slots=True)
class RecordState:
    """Everything the dialog shows.

    Attributes:
        devices: microphones there are.
        device: the chosen one; None is the system's.
        scene: what is recorded; empty for not labelled yet.
        count_down: whether one counts to three first.
        counting: what is left of it, 0 while nobody counts.
        heard: what the recorder tells.
        ending: whether it is being brought in.
        recorded: what came in last.
        problem: why there is no microphone.
    """

    devices: tuple[api.InputDevice, ...] = ()
    device: str | None = None
    scene: str = ""
    count_down: bool = True
    counting: int = 0
    heard: api.RecorderState | None = None
    ending: bool = False
    recorded: api.Recorded | None = None
    problem: str = ""

    @property
    def ready(self) -> bool:
        """Whether a recording can begin."""
        heard = self.heard
        return heard is not None and heard.state == "open" and not self.ending

    @property
    def recording(self) -> bool:
        """Whether what is heard is kept."""
        return self.heard is not None and self.heard.recording


@dataclass(slots=True)
class _Open:
    """A project of its own, used in one thread, and the recorder that writes into it."""

    project: api.Project
    recorder: api.SceneRecorder
    kept: bool = field(default=False)  # something may have to be brought in


class RecordPresenter(QObject):
    """Opens the microphone with the dialog and closes it with it; nothing that was kept is lost."""

    changed = Signal(object)
    """RecordState."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._session = context.session
        self._background = Background("record", self)
        self._background.failed.connect(self._on_problem)
        self._open: _Open | None = None
        self._wanted = 0  # grows with every opening: one that comes too late is closed at once
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._counts = QTimer(self, interval=COUNT_MS)
        self._counts.timeout.connect(self._count)
        self.state = RecordState(device=context.settings.text("audio.input") or None)
        self._session.closed.connect(self.close)
        self._session.listening.devices_changed.connect(self._on_devices)

    def open(self) -> None:
        """Open the microphone; its level shows, nothing is kept yet."""
        device = self._context.settings.text("audio.input") or None
        self._set(device=device)  # Preferences may have chosen another
        folder = self._session.folder
        if folder is None:
            return
        self._session.listening.stop()  # a microphone has one owner
        self._session.listening.look_for_devices()
        self._wanted += 1
        number = self._wanted
        self._set(heard=None, recorded=None, problem="", counting=0)
        self._background.run(
            lambda: _opened(folder, device), lambda one: self._on_open(number, one)
        )

    def close(self) -> None:
        """Close the microphone; a recording that goes on is brought in."""
        self._wanted += 1
        self._looks.stop()
        self._counts.stop()
        one, self._open = self._open, None
        if one is not None:
            self._background.run(lambda: _closed(one), self._on_recorded)
            self._context.microphone_changed.emit(False)
        self._set(heard=None, counting=0)

    def shut_down(self) -> None:
        """The window goes: bring in what was kept, and end the thread."""
        self.close()
        self._background.settle()

    def set_device(self, name: str | None) -> None:
        """Use another microphone."""
        self._context.settings.set("audio.input", name or "")
        self.close()
        self._set(device=name)
        self.open()

    def set_scene(self, scene: str) -> None:
        """What is recorded next."""
        self._set(scene=scene.strip())

    def set_count_down(self, count_down: bool) -> None:
        """Count to three before, or not."""
        self._set(count_down=count_down)

    def toggle(self) -> None:
        """Begin, stop counting, or end."""
        if self.state.recording:
            self._end()
        elif self.state.counting:
            self._counts.stop()
            self._set(counting=0)
        elif self.state.ready and self.state.count_down:
            self._set(counting=COUNT_FROM, recorded=None)
            self._counts.start()
        elif self.state.ready:
            self._begin()

    def _begin(self) -> None:
        if self._open is not None:
            self._set(recorded=None)
            self._open.kept = True
            self._open.recorder.begin(self.state.scene or None)
            self._look()

    def _end(self) -> None:
        one = self._open
        if one is not None and not self.state.ending:
            one.kept = False
            self._set(ending=True)
            self._background.run(one.recorder.end, self._on_recorded)

    def _count(self) -> None:
        left = self.state.counting - 1
        self._set(counting=left)
        if left == 0:
            self._counts.stop()
            self._begin()

    def _look(self) -> None:
        if self._open is None:
            return
        heard = self._open.recorder.state()
        self._set(heard=heard)
        if heard.problem is not None and self._open.kept:  # a full disk ended it
            self._set(problem=told(str(heard.problem)))
            self._end()

    def _on_open(self, number: int, one: _Open) -> None:
        if number != self._wanted:
            self._background.run(lambda: _closed(one), lambda _: None)
            return
        self._open = one
        self._looks.start()
        self._context.microphone_changed.emit(True)
        self._look()

    def _on_recorded(self, recorded: api.Recorded | None) -> None:
        self._set(ending=False)
        if recorded is None or not recorded.clips:
            return
        self._set(recorded=recorded)
        self._session.reload()
        words = self.tr("Recorded {s} s").format(s=numeral(recorded.duration_s, ".1f"))
        self._context.say(words, undoable=True)

    def _on_devices(self) -> None:
        self._set(devices=self._session.listening.devices)

    def _on_problem(self, error: api.AscError) -> None:
        self._set(problem=told(str(error)), ending=False)

    def _set(self, **changes: object) -> None:
        self.state = replace(self.state, **changes)  # type: ignore[arg-type]
        self.changed.emit(self.state)


def _opened(folder: Path, device: str | None) -> _Open:
    project = api.Project.open(folder)
    try:
        recorder = api.SceneRecorder(project, device=device)
        recorder.start()
    except BaseException:
        project.close()
        raise
    return _Open(project, recorder)


def _closed(one: _Open) -> api.Recorded | None:
    recorded = one.recorder.end() if one.kept else None
    one.recorder.close()
    one.project.close()
    return recorded
