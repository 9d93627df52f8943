"""Step 1 on screen: name the place and record it."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QElapsedTimer, Qt
from PySide6.QtWidgets import QApplication, QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.teach.presenter import TeachPresenter
from ascstudio.pages.teach.recording import CELLS
from ascstudio.pages.teach.state import TeachState
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.fields import LineEdit
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import CellRow, ClockRing, LevelMeter, ScoreBars, ScoreRow
from ascstudio.widgets.rolling import RollingSpectrogram
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import numeral

SPAN_S = 10.0


class RecordStep(QWidget):
    """Clock, name, variety, level, closest scenes, and what is heard now."""

    def __init__(self, presenter: TeachPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._started = QElapsedTimer()
        self._build()
        presenter.columns.connect(self._on_columns)
        presenter.front_end_changed.connect(self._on_front_end)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Panel()
        self._card_row = QHBoxLayout()
        self._card_row.setSpacing(28)
        self._card_row.addLayout(self._build_clock())
        self._card_row.addLayout(self._build_fields(), 1)
        card.body.addLayout(self._card_row)
        column.addWidget(card)
        self._hearing = Panel(self.tr("Now hearing"))
        self._n_bins = 256
        self.spectrogram = RollingSpectrogram(self.tr("Spectrogram"), self._n_bins, 64.0, SPAN_S)
        self.spectrogram.set_sentence(self._sentence())
        self._hearing.body.addWidget(self.spectrogram, 1)
        column.addWidget(self._hearing, 1)
        self._hints = hints = QHBoxLayout()
        hints.setSpacing(24)
        for icon, title, sentence in (
            (
                "clock",
                self.tr("One minute is enough"),
                self.tr("Three short visits work better than one long one."),
            ),
            (
                "device",
                self.tr("Use this microphone"),
                self.tr("Places sound different through another one."),
            ),
            (
                "lock",
                self.tr("It stays here"),
                self.tr("The recording stays on this computer."),
            ),
        ):
            hints.addLayout(_hint(icon, title, sentence), 1)
        column.addLayout(hints)

    def _build_clock(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(10)
        self.clock = ClockRing(self.tr("Recorded"))
        column.addWidget(self.clock, 1, Qt.AlignmentFlag.AlignHCenter)
        column.addStrut(theme.px(250))  # nothing moves when *Start over* appears
        row = QHBoxLayout()
        row.setSpacing(8)
        self.record_button = Button(self.tr("Start recording"), "primary", "microphone")
        self.record_button.clicked.connect(self.toggle)
        self.over_button = Button(self.tr("Start over"), "ghost")
        self.over_button.clicked.connect(self.presenter.start_over)
        row.addStretch(1)
        row.addWidget(self.record_button)
        row.addWidget(self.over_button)
        row.addStretch(1)
        column.addLayout(row)
        return column

    def _build_fields(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(Label(self.tr("Name of the place"), "table", "text2"))
        line = QHBoxLayout()
        line.setSpacing(10)
        self.name = LineEdit()
        self.name.setAccessibleName(self.tr("Name of the place"))
        self.name.setPlaceholderText(self.tr("Workshop, kitchen, track 4"))
        self.name.setMaxLength(60)
        self.name.textEdited.connect(self.presenter.set_name)
        self._mark = MarkView(None, "", "number")
        line.addWidget(self.name, 1)
        line.addWidget(self._mark)
        column.addLayout(line)
        self._name_problem = Label("", "table", "warn", wrap=True)
        column.addWidget(self._name_problem)
        column.addSpacing(6)
        column.addWidget(Label(self.tr("Variety"), "strong"))
        self.variety = CellRow(self.tr("Variety"), CELLS)
        column.addWidget(self.variety)
        self._variety_words = Label("", "table", "text2", wrap=True)
        column.addWidget(self._variety_words)
        column.addSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("Level"), "strong"))
        head.addStretch(1)
        self._level_icon = IconView("check", 14, "ok")
        self._level_words = Label("", "table", "text2")
        head.addWidget(self._level_icon)
        head.addWidget(self._level_words)
        column.addLayout(head)
        self.level = LevelMeter(self.tr("Level"))
        column.addWidget(self.level)
        column.addSpacing(6)
        column.addWidget(Label(self.tr("What it is taken for now"), "strong"))
        self.closest = ScoreBars(self.tr("What it is taken for now"), quiet=True)
        column.addWidget(self.closest)
        self._closest_words = Label(
            self.tr("The three closest scenes show while it records."), "table", "text3", wrap=True
        )
        column.addWidget(self._closest_words)
        column.addStretch(1)
        return column

    def fit(self, width: int) -> None:
        """Put the clock above the fields, and the hints one below the other, where it is narrow."""
        inner = width - theme.px(40)  # the card's own margins
        for row, room in ((self._card_row, inner), (self._hints, width)):
            items = [row.itemAt(place) for place in range(row.count())]
            least = sum(item.minimumSize().width() for item in items if item is not None)
            fits = least + row.spacing() * (row.count() - 1) <= room
            sideways, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
            row.setDirection(sideways if fits else down)

    def show_state(self, state: TeachState, reason: str) -> None:
        """Show how the recording goes; ``reason``: why none can be made."""
        self.clock.set_time(state.kept_s, state.goal_s, recording=state.recording)
        stop = self.tr("Stop and use") if state.hears else self.tr("Stop")
        self.record_button.setText(stop if state.recording else self.tr("Start recording"))
        kind = "record" if state.hears else "normal"
        self.record_button.set_kind(kind if state.recording else "primary")
        self.record_button.set_icon_name("stop" if state.recording else "microphone")
        self.record_button.set_reason(reason)
        self.over_button.setVisible(state.recording or state.kept_s > 0)
        if self.name.text() != state.name:
            self.name.setText(state.name)
        self.name.setEnabled(not state.recording)
        self._mark.set_mark(state.mark)
        self._name_problem.setText(state.name_problem)
        self._name_problem.setVisible(bool(state.name_problem))
        self.variety.set_filled(state.variety)
        self._variety_words.setText(
            state.variety_words or self.tr("Walk slowly, turn around, let the place change.")
        )
        self.level.set_level(state.level_db, state.peak_db, clipped=state.clipped)
        self._level_words.setText(state.level_words)
        self._level_icon.setVisible(bool(state.level_words))
        fine = state.level_fine
        self._level_icon.set_icon("check" if fine else "warning", "ok" if fine else "warn")
        rows = [ScoreRow(c.mark, c.name, c.share, numeral(c.share, ".2f")) for c in state.closest]
        self.closest.set_scores(rows)
        self.closest.setVisible(bool(rows))
        self._closest_words.setVisible(not rows)
        kept = self.tr("{n} seconds kept").format(n=state.kept_s) if state.kept_s else ""
        if state.recording and not state.hears:
            nobody = self.tr("no microphone answers; plug one in, or use clips instead")
            kept = nobody if state.silent else self.tr("the microphone is being opened")
        if not state.recording and not kept:
            kept = self.tr("the microphone is closed")
        self._hearing.set_hint(f"{kept}, {state.left_out}" if state.left_out else kept)

    def toggle(self) -> None:
        """Start, or stop and use; the second half of a double click does not stop."""
        if self.presenter.state.recording:
            if self._started.hasExpired(QApplication.doubleClickInterval()):
                self.presenter.stop()
        elif self.record_button.isEnabled():
            self._started.start()
            self.spectrogram.clear()
            self.presenter.start()

    def _on_front_end(self, frequencies_hz: NDArray[np.float32], columns_per_s: float) -> None:
        self._n_bins = len(frequencies_hz)
        fresh = RollingSpectrogram(self.tr("Spectrogram"), self._n_bins, columns_per_s, SPAN_S)
        fresh.set_frequencies(frequencies_hz)
        fresh.set_sentence(self._sentence())
        self._hearing.body.replaceWidget(self.spectrogram, fresh)
        self.spectrogram.deleteLater()
        self.spectrogram = fresh

    def _on_columns(self, columns: NDArray[np.float32]) -> None:
        if len(columns) != self._n_bins:
            return  # of the bundle before
        heard = np.isfinite(columns)
        if heard.any():  # a stretch that was missed is left out here: the clock counts what is kept
            self.spectrogram.push(columns[:, heard.all(axis=0)])

    def _sentence(self) -> str:
        return self.tr("The sound shows here while it records.")


def _hint(icon: str, title: str, sentence: str) -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(IconView(icon, 16), 0, Qt.AlignmentFlag.AlignTop)
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Label(title, "strong"))
    words.addWidget(Label(sentence, "table", "text3", wrap=True))
    words.addStretch(1)
    row.addLayout(words, 1)
    return row
