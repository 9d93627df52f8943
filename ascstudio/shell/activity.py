"""The Activity panel: what runs, what needs the user, what is done."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.jobs import Activity, JobQueue
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.messages import ProgressRow, duration_words
from ascstudio.widgets.texts import Label, Separator
from ascstudio.words import numeral

WIDTH, HEIGHT = 460, 340


class AlsoActive(QWidget):
    """Rows of something that goes on and is no job."""

    def refresh(self) -> None:
        """Bring the rows up to date."""

    def counts(self) -> tuple[int, int, int]:
        """How many run or wait, need the user, are over (those that need the user included)."""
        return 0, 0, 0

    def clear_done(self) -> None:
        """Forget what is over."""


class ActivityPanel(QFrame):
    """Opens above the rail's foot; rows stay until they are cleared.

    Args:
        jobs: the model.
        parent: the window it floats over.
    """

    closed = Signal()

    def __init__(self, jobs: JobQueue, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setAccessibleName(self.tr("Activity"))
        self._jobs = jobs
        self._rows: dict[int, ProgressRow] = {}
        self._ended: set[int] = set()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 10, 12, 8)
        outer.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Activity"), "section"))
        self._fact = Label("", "table", "text2")
        head.addWidget(self._fact)
        head.addStretch(1)
        self._clear = Button(self.tr("Clear done"), "ghost", small=True)
        self._clear.clicked.connect(self._on_clear)
        self._cross = IconButton("close", self.tr("Close Activity"), keys="Esc")
        self._cross.clicked.connect(self.closed)
        head.addWidget(self._clear)
        head.addWidget(self._cross)
        outer.addLayout(head)
        outer.addWidget(Separator())
        self._empty = Label(
            self.tr("Nothing runs. Imports, training and measurements appear here."),
            "table",
            "text3",
            wrap=True,
        )
        outer.addWidget(self._empty)
        outer.addWidget(self._build_rows(), 1)
        # "time left" goes on although no report came
        self._timer = QTimer(self)
        self._timer.setInterval(1000)
        self._timer.timeout.connect(self.show_jobs)
        jobs.changed.connect(self.show_jobs)
        self.hide()

    def _build_rows(self) -> QScrollArea:
        inside = QWidget()
        inside.setObjectName("plain")
        self._whole = QVBoxLayout(inside)
        self._whole.setContentsMargins(0, 0, 4, 0)
        self._column = QVBoxLayout()
        self._column.setSpacing(2)
        self._column.addStretch(1)
        self._whole.addLayout(self._column, 1)
        self._also: AlsoActive | None = None
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(inside)
        inside.setAutoFillBackground(False)
        return scroll

    def also_show(self, rows: AlsoActive) -> None:
        """Show rows of something that is no job, above the jobs."""
        self._also = rows
        self._whole.insertWidget(0, rows)

    def place(self, rail_width: int, foot_height: int) -> None:
        """Stand beside the rail, above the status bar."""
        parent = self.parentWidget()
        if parent is not None:
            width = min(theme.px(WIDTH), parent.width() - rail_width - 24)
            height = min(theme.px(HEIGHT), parent.height() - foot_height - 60)
            self.setGeometry(
                rail_width + 8, parent.height() - foot_height - height - 8, width, height
            )

    def show_jobs(self) -> None:
        """Bring the rows up to date; nothing is done while nobody looks."""
        if not self.isVisible():
            return
        known = {id(activity) for activity in self._jobs.activities}
        for gone in set(self._rows) - known:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
            self._ended.discard(gone)
        for place, activity in enumerate(_in_order(self._jobs.activities)):
            row = self._rows.get(id(activity)) or self._add(activity)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
                row.show()  # at once: Qt would give it no room until its next turn
            self._show(row, activity)
        own = len(self._jobs.running())
        running, failed, over = own, self._n_failed(), len(self._rows) - own
        if self._also is not None:
            self._also.refresh()
            counts = self._also.counts()
            running, failed, over = running + counts[0], failed + counts[1], over + counts[2]
            self._also.setVisible(any(counts))
        parts = []
        if running:
            parts.append(self.tr("%1 running").replace("%1", str(running)))
        if failed:
            parts.append(self.tr("%1 needs you").replace("%1", str(failed)))
        self._fact.setText(", ".join(parts))
        self._empty.setVisible(not running and not over)
        self._clear.setEnabled(over > 0)

    def _n_failed(self) -> int:
        return sum(activity.state == "failed" for activity in self._jobs.activities)

    def _add(self, activity: Activity) -> ProgressRow:
        row = ProgressRow(activity.icon, activity.title)
        row.cancelled.connect(activity.job.cancel)
        row.shown_details.connect(lambda: _copy(activity))
        self._rows[id(activity)] = row
        return row

    def _show(self, row: ProgressRow, activity: Activity) -> None:
        if activity.state == "running":
            words = activity.sentence
            if activity.total:
                of = self.tr("%1 of %2").replace("%1", numeral(activity.done))
                words = f"{words} {of.replace('%2', numeral(activity.total))}".strip()
            row.set_progress(activity.fraction, words, activity.left_s)
        elif id(activity) not in self._ended:
            self._ended.add(id(activity))
            words = activity.sentence if activity.state == "failed" else ""
            took = duration_words(activity.ended_s - activity.started_s)
            if activity.state == "done":
                words = self.tr("Done in %1").replace("%1", took)
            elif activity.state == "cancelled":
                words = self.tr("Cancelled after %1").replace("%1", took)
            row.conclude(activity.state, words)

    def _on_clear(self) -> None:
        self._jobs.clear_done()
        if self._also is not None:
            self._also.clear_done()
        self.show_jobs()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Look at once and every second."""
        super().showEvent(event)
        self.show_jobs()
        self._timer.start()
        self._cross.setFocus(Qt.FocusReason.OtherFocusReason)

    def hideEvent(self, event: QHideEvent) -> None:
        """Stop looking."""
        self._timer.stop()
        super().hideEvent(event)


def _in_order(activities: list[Activity]) -> list[Activity]:
    order = {"running": 0, "failed": 1}
    return sorted(activities, key=lambda row: order.get(row.state, 2))


def _copy(activity: Activity) -> None:
    failure = activity.failure
    if failure is not None:
        when = time.strftime("%Y-%m-%d %H:%M")
        words = f"{activity.title}, {when}\n{failure.message} {failure.hint}\n\n{failure.details}"
        QGuiApplication.clipboard().setText(words)
