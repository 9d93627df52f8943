"""Runs in the Activity panel: those that go on, those in line, those that ended meanwhile."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QLocale, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.jobs.remedies import without_commands
from ascstudio.pages import Context
from ascstudio.project.names import percent
from ascstudio.project.run_phases import phase_of
from ascstudio.project.run_words import RunWords, recipe_of, share_of
from ascstudio.project.runs import Known, is_alive
from ascstudio.shell.activity import AlsoActive
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label
from ml_core import api

KEPT = 20  # runs that are over are remembered until the window closes
ICONS = {
    "finetune": "teacher", "fuse": "teacher", "distil": "distil", "quantize": "chip",
    "search": "search", "bulk": "headphones",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Told:
    """One run as Activity tells it.

    Attributes:
        state: running, waiting, starting, done, failed or stopped.
        share: that is done; None while nobody can say.
        left: time left, in words.
        startable: it waits for nothing but a core.
    """

    path: Path
    title: str
    stage: str
    state: str
    sentence: str
    share: float | None = None
    left: str = ""
    startable: bool = False


class RunTold(RunWords):
    """Tells runs in a line each."""

    def told(self, known: Known) -> Told:
        """One run for a row."""
        status, end = known.status, known.end
        title, share = self.title(status), self.fraction(status)
        state = {"running": "running", "waiting": "starting", "done": "done"}.get(
            status.state, "failed" if status.state in ("failed", "dead") else "stopped"
        )
        if state == "starting" and (status.place is not None or status.waits_for):
            state = "waiting"
        left = ""
        if state == "running":
            sentence = self._now(status)
            left_s = status.metrics.get("time_left_s")
            if left_s is not None and phase_of(status.stage, status.step) == "train":
                left = duration_words(left_s)
            if end is not None:  # it stalls
                sentence, left = told(end.sentence), ""
        elif state in ("waiting", "starting"):
            sentence = self.waiting(status)
        elif state == "failed":
            sentence = "" if end is None else told(f"{end.sentence} {end.kept}")
        else:
            sentence = self.over(status)
        startable = state == "waiting" and not status.waits_for
        return Told(status.path, title, status.stage, state, sentence, share, left, startable)

    def over(self, status: "api.RunStatus") -> str:
        """How well it did, or that it stopped."""
        accuracy = share_of(status, "accuracy") if status.state == "done" else None
        if accuracy is not None:
            return self.tr("{share} on the test split").format(share=percent(accuracy))
        return {"done": self.tr("Done"), "paused": self.tr("Paused")}.get(
            status.state, self.tr("Stopped")
        )

    def _now(self, status: "api.RunStatus") -> str:
        if phase_of(status.stage, status.step) != "train" or not status.total:
            return self.step(status.step)
        if status.stage == "search":  # it counts seconds, not epochs
            return self.tr("Trying settings")
        if status.stage == "bulk":
            done, total = (QLocale().toString(n) for n in (status.done, status.total))
            words = self.tr("{step}: {done} of {total}")
            return words.format(step=self.step(status.step), done=done, total=total)
        n_epochs = int(recipe_of(status).get("epochs", 0)) or status.total
        n = min(n_epochs, int(status.done / status.total * n_epochs) + (status.step == "step"))
        words = self.tr("Epoch {n} of {all}").format(n=n, all=n_epochs)
        pace = status.metrics.get("samples_per_s")
        if pace:
            words += ", " + self.tr("{n} windows per second").format(n=f"{pace:.0f}")
        return words


class RunRow(QWidget):
    """One run: icon, name, a line, a bar; pause, start now, go there."""

    paused = Signal()
    started = Signal()
    shown = Signal()

    def __init__(self, told: Told) -> None:
        super().__init__()
        self._told: Told | None = None
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 6, 0, 6)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(1)
        self._icon = IconView(ICONS.get(told.stage, "train"), 16, "accent")
        self.name = ElidedLabel(told.title, "strong")
        self.sentence = ElidedLabel("", "table", "text3")
        self._left = Label("", "table", "text3")
        self._bar = Bar(told.title)
        self.start_button = Button(self.tr("Start now"), "normal", small=True)
        self.start_button.clicked.connect(self.started)
        self.pause_button = IconButton("pause", self.tr("Pause {run}").format(run=told.title))
        self.pause_button.clicked.connect(self.paused)
        self.show_button = IconButton("arrow-right", self.tr("Show {run}").format(run=told.title))
        self.show_button.clicked.connect(self.shown)
        words = QVBoxLayout()
        words.setSpacing(1)
        words.addWidget(self.name)
        words.addWidget(self.sentence)
        line = QHBoxLayout()
        line.setSpacing(2)
        for part in (self._left, self.start_button, self.pause_button, self.show_button):
            line.addWidget(part)
        grid.addWidget(self._icon, 0, 0, Qt.AlignmentFlag.AlignTop)
        grid.addLayout(words, 0, 1)
        grid.addLayout(line, 0, 2)
        grid.addWidget(self._bar, 1, 0, 1, 3)
        grid.setColumnStretch(1, 1)
        self.show_run(told)

    def show_run(self, told: Told) -> None:
        """Show it as it is now."""
        if told == self._told:
            return
        self._told = told
        self.setAccessibleName(told.title)
        self.setAccessibleDescription(told.sentence)
        self.sentence.setText(told.sentence)
        self._left.setText(told.left)
        alive = told.state in ("running", "starting", "waiting")
        self._bar.setVisible(told.state in ("running", "starting"))
        self._bar.set_fraction(told.share)
        self.pause_button.setVisible(alive)
        self.start_button.setVisible(told.startable)
        icon, token = {
            "done": ("check", "ok"),
            "failed": ("error", "err"),
            "stopped": ("pause", "text3"),
            "waiting": ("clock", "text3"),
        }.get(told.state, (ICONS.get(told.stage, "train"), "accent"))
        self._icon.set_icon(icon, token)


class RunRows(AlsoActive):
    """All runs that Activity shows.

    Args:
        context: of the window.
        ended: runs that ended since the window opened, the newest first.
    """

    def __init__(self, context: Context, ended: Callable[[], Sequence[Path]]) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Runs"))
        self._context, self._ended = context, ended
        self._words = RunTold()
        self._forgotten: set[Path] = set()
        self.rows: dict[Path, RunRow] = {}
        self._shown: tuple[Told, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)

    def told(self) -> tuple[Told, ...]:
        """What is shown: those that run, need the user, wait in their order, and are over."""
        runs = self._context.runs
        self._words.tell_apart(runs.statuses)
        alive = [self._words.told(one) for one in runs.known if is_alive(one.status)]
        places = {one.status.path: one.status.place or 0 for one in runs.known}
        over = [
            self._words.told(known)
            for path in self._ended()
            if path not in self._forgotten
            and (known := runs.of(path)) is not None
            and not is_alive(known.status)
        ]
        order = {"running": 0, "starting": 1, "failed": 2, "waiting": 3}
        return tuple(
            sorted([*alive, *over], key=lambda one: (order.get(one.state, 4), places[one.path]))
        )

    def counts(self) -> tuple[int, int, int]:
        """How many run or wait, need the user, are over."""
        states = [one.state for one in self._shown]
        alive = sum(state in ("running", "starting", "waiting") for state in states)
        return alive, states.count("failed"), len(states) - alive

    def clear_done(self) -> None:
        """Forget what is over."""
        self._forgotten.update(self._ended())

    def remember(self, path: Path) -> None:
        """A run ended: if an earlier end of it was forgotten, this one is shown all the same."""
        self._forgotten.discard(path)

    def refresh(self) -> None:
        """Bring the rows up to date."""
        told = self.told()
        if told == self._shown:
            return
        self._shown = told
        for gone in set(self.rows) - {one.path for one in told}:
            row = self.rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, one in enumerate(told):
            row = self.rows.get(one.path) or self._add(one)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            row.show_run(one)

    def _add(self, told: Told) -> RunRow:
        row = RunRow(told)
        path = told.path
        row.paused.connect(lambda: self._do(lambda: pause(path)))
        row.started.connect(lambda: self._do(lambda: self._start(path)))
        row.shown.connect(lambda: self._context.go("train", path))
        self.rows[path] = row
        return row

    def _start(self, path: Path) -> None:
        folder = self._context.session.folder
        if folder is not None:
            api.start_now(folder, api.RunFolder.open(path))

    def _do(self, step: Callable[[], object]) -> None:
        try:
            step()
        except api.AscError as error:
            self._context.refused.emit(without_commands(str(error)))
        self._context.runs.look()


def pause(path: Path) -> None:
    """Ask a run to pause; one that waits leaves the line."""
    run = api.RunFolder.open(path)
    if run.is_held:
        run.request_stop("pause")
    else:
        api.leave_line(run)
