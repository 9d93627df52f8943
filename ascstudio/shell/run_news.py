"""Tells when a run ends, whatever page or window is in front, and keeps Activity up to date."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from ascstudio.pages import BannerText, with_remedy
from ascstudio.project.runs import Known
from ascstudio.shell.run_rows import KEPT, RunRows, RunTold
from ascstudio.shell.window import MainWindow
from ascstudio.translation import told

NOTE_MS = 10_000


class DesktopNotes(QObject):
    """Says something beside the window: its button asks for attention, and the desktop tells.

    Args:
        window: that wants to be seen.
    """

    clicked = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._tray: QSystemTrayIcon | None = None
        self._timer = QTimer(self, singleShot=True, interval=NOTE_MS)

    def tell(self, title: str, sentence: str) -> None:
        """Tell it where the desktop can show it; the icon goes away by itself."""
        QApplication.alert(self._window)
        if not QSystemTrayIcon.isSystemTrayAvailable() or not QSystemTrayIcon.supportsMessages():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(self._window.windowIcon(), self)
            self._tray.messageClicked.connect(self.clicked)
            self._tray.activated.connect(lambda _: self.clicked.emit())
            self._timer.timeout.connect(self._tray.hide)
        self._tray.show()
        self._tray.showMessage(title, sentence, self._window.windowIcon(), NOTE_MS)
        self._timer.start()


class RunNews(QObject):
    """Follows all runs of the project for the window.

    Args:
        window: it tells in.
        notes: says it where the window is not in front.
    """

    def __init__(self, window: MainWindow, notes: DesktopNotes | None = None) -> None:
        super().__init__(window)
        self._window, self._context = window, window.context
        self._words = RunTold()
        self._ended: list[Path] = []
        self._newest: Path | None = None
        self._notes = notes or DesktopNotes(window)
        self._notes.clicked.connect(self._come)
        self.rows = RunRows(self._context, lambda: self._ended)
        window.activity.also_show(self.rows)
        self._context.runs.changed.connect(self._on_runs)
        self._context.runs.ended.connect(self._on_ended)
        self._context.jobs.changed.connect(self._show_ring)  # after the window's own
        self._context.session.closed.connect(self._ended.clear)

    def _on_runs(self) -> None:
        self._window.activity.show_jobs()
        self._show_ring()

    def _show_ring(self) -> None:
        """The ring at Activity: all jobs and runs that go on."""
        shares = [one.fraction or 0.0 for one in self._context.jobs.running()]
        shares += [
            self._words.fraction(one) or 0.0
            for one in self._context.runs.statuses
            if one.state == "running"
        ]
        self._window.rail.activity.set_ring(sum(shares) / len(shares) if shares else None)

    def _on_ended(self, known: Known) -> None:
        status = known.status
        self._ended = [status.path, *(one for one in self._ended if one != status.path)][:KEPT]
        self.rows.remember(status.path)
        self._words.tell_apart(self._context.runs.statuses)
        title = self._words.title(status)
        show = partial(self._context.go, "train", status.path)
        if status.state in ("failed", "dead"):
            said = told(known.end.sentence if known.end is not None else status.message)
            more = "" if known.end is None else f"{known.end.kept} {known.end.hint}"
            banner = BannerText("err", f"{title}: {said}", more.strip(), ((self.tr("Show"), show),))
            self._window.raise_banner(with_remedy(banner, self._context))
            words = said
        elif status.state == "done":
            words = self._words.over(status)
            self._window.toast.say(f"{title}: {words}", show=show)
        else:
            return  # somebody asked for it
        self._window.status.set_event(f"{title}: {words}")
        wanted = self._context.settings.is_on("general.notify")
        if wanted and not self._window.isActiveWindow():
            self._newest = status.path
            self._notes.tell(title, words)

    def _come(self) -> None:
        """Bring the window to the front with the run that was told about."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.activateWindow()
        if self._newest is not None:
            self._context.go("train", self._newest)
