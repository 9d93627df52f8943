"""Teach on screen."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.teach.parts import ClipsDialog, TakenRow
from ascstudio.pages.teach.presenter import GOAL_S, Closeness, TeachPresenter, TeachState
from ascstudio.pages.teach.recording import CELLS
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import CellRow, ClockRing, LevelMeter, ScoreBars, ScoreRow
from ascstudio.widgets.rolling import RollingSpectrogram
from ascstudio.widgets.rows import ScrollColumn, SidePanel
from ascstudio.widgets.steps import Step, StepLine
from ascstudio.widgets.texts import ElidedLabel, Figure, Label, Panel, Separator, empty_layout

SPAN_S = 10.0
FULL = 0.034  # the scale of what is taken reaches at least this share


class TeachPage(Page):
    """Enrolled places at the left; name and record, then check the effect."""

    page_id = "teach"
    icon = "teach"
    group = 2
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = TeachPresenter(context)
        self._shown_places: object = None
        self._shown_taken: tuple[Closeness, ...] | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_places())
        row.addWidget(Separator(vertical=True))
        middle = QVBoxLayout()
        middle.setContentsMargins(20, 14, 20, 16)
        middle.setSpacing(12)
        self._steps = StepLine(numbered=True)
        middle.addWidget(self._steps)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollColumn(self._build_record(), self.tr("Name and record")))
        self._stack.addWidget(ScrollColumn(self._build_effect(), self.tr("Check the effect")))
        middle.addWidget(self._stack, 1)
        row.addLayout(middle, 1)
        self.setFocusProxy(self.name)
        self.presenter.changed.connect(self.show_state)
        self.presenter.columns.connect(self._on_columns)
        self.presenter.front_end_changed.connect(self._on_front_end)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Teach")

    def fact(self) -> str:
        """What this step is for."""
        if self.presenter.state.step == 1:
            return self.tr("Check what the new place changes before it is saved")
        return self.tr("A new place in one minute, without training")

    def head_actions(self) -> Sequence[Action]:
        """Clips instead; in the second step discard and save."""
        if self.presenter.state.step == 1:
            return (
                Action("teach.discard", self.tr("Discard"), self.presenter.start_over,
                       kind="ghost", menu="model"),
                Action("teach.save", self.tr("Save, use it now"), self.presenter.save,
                       icon="check", menu="model", kind="primary", reason=self._save_reason),
            )  # fmt: skip
        return (
            Action("teach.clips", self.tr("Use clips instead…"), self.choose_clips,
                   icon="library", menu="model", reason=self._clips_reason),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        return (
            *self.head_actions(),
            Action("teach.record", self.tr("Start or stop recording"), self.toggle, "Space",
                   "microphone", reason=self._record_reason),
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """What it would take, or why it did not work."""
        state = self.presenter.state
        found = []
        if state.bundle is None:
            found.append(
                BannerText(
                    "info",
                    self.tr("There is no bundle that could learn a place"),
                    self.tr("A place is taught to a trained model. Train one first."),
                    ((self.tr("Go to Train"), lambda: self.context.go("train")),),
                )
            )
        if state.failure is not None:
            found.append(BannerText("err", state.failure.message, state.failure.hint))
        if state.effect is not None and state.effect.warning:
            found.append(
                BannerText(
                    "warn",
                    state.effect.warning,
                    self.tr(
                        "Record another minute in a different corner. You can also go on:"
                        " the present bundle is kept."
                    ),
                    ((self.tr("Record again"), self.presenter.start_over),),
                )
            )
        return found

    def receive(self, argument: object) -> None:
        """Teach from clips that were chosen in the Library."""
        if isinstance(argument, tuple):
            self.choose_clips(tuple(int(one) for one in argument))

    def entered(self) -> None:
        """Look which bundle is in use."""
        self.presenter.refresh()

    def left(self) -> None:
        """Going elsewhere does not end a recording: the red mark says so on every page."""

    # Building

    def _build_places(self) -> QWidget:
        panel = SidePanel(self.tr("Enrolled places"), 216, margins=14)
        panel.column.addWidget(Label(self.tr("Enrolled places"), "strong"))
        self._places = QVBoxLayout()
        self._places.setSpacing(2)
        panel.column.addLayout(self._places)
        panel.column.addStretch(1)
        panel.column.addWidget(Separator())
        self._trained = Label("", "strong", wrap=True)
        panel.column.addWidget(self._trained)
        panel.column.addWidget(
            Label(self.tr("Teaching does not change them."), "table", "text3", wrap=True)
        )
        self._bundle = ElidedLabel("", "table", "text3", "middle")
        panel.column.addWidget(self._bundle)
        return panel

    def _build_record(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(28)
        row.addLayout(self._build_clock())
        row.addLayout(self._build_fields(), 1)
        card.body.addLayout(row)
        column.addWidget(card)
        self._hearing = Panel(self.tr("Now hearing"))
        self.spectrogram = RollingSpectrogram(self.tr("Spectrogram"), 256, 64.0, SPAN_S)
        self.spectrogram.set_sentence(self._sentence())
        self._hearing.body.addWidget(self.spectrogram, 1)
        column.addWidget(self._hearing, 1)
        hints = QHBoxLayout()
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
        return page

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
        self.name = QLineEdit()
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

    def _build_effect(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(20)
        self.figures = {
            "recognised": Figure(self.tr("is recognised")),
            "unknown": Figure(self.tr("become Unknown")),
            "points": Figure(self.tr("points for known scenes")),
        }
        for n, figure in enumerate(self.figures.values()):
            if n:
                row.addWidget(Separator(vertical=True))
            row.addWidget(figure, 1)
        card.body.addLayout(row)
        column.addWidget(card)
        self._taken_card = Panel("", self.tr("line: 1 % limit"))
        self._taken = QVBoxLayout()
        self._taken.setSpacing(6)
        self._taken_card.body.addLayout(self._taken)
        column.addWidget(self._taken_card)
        column.addStretch(1)
        return page

    # Showing

    def show_state(self, state: TeachState) -> None:
        """The only place that changes the widgets after construction."""
        self._steps.set_steps(self._step_words(state))
        self._stack.setCurrentIndex(state.step)
        self._show_places(state)
        self._show_record(state)
        self._show_effect(state)
        self.tell_head()

    def _step_words(self, state: TeachState) -> list[Step]:
        names = (self.tr("Name and record"), self.tr("Check the effect"), self.tr("Live"))
        return [
            Step(name, "done" if n < state.step else "running" if n == state.step else "waiting")
            for n, name in enumerate(names)
        ]

    def _show_places(self, state: TeachState) -> None:
        trained = self.tr("{n} trained scenes").format(n=state.n_trained)
        self._trained.setText(trained if state.bundle is not None else self.tr("No bundle yet"))
        self._bundle.setText(state.bundle_name)
        shown = (state.places, state.recording, state.step, state.name)
        if shown == self._shown_places:
            return
        self._shown_places = shown
        empty_layout(self._places)
        for place in state.places:
            row = QHBoxLayout()
            words = QVBoxLayout()
            words.setSpacing(0)
            words.addWidget(MarkView(place.mark, place.name, "body"))
            words.addWidget(Label(place.words, "caption", "text3"))
            row.addLayout(words, 1)
            remove = IconButton("trash", self.tr("Remove {name}").format(name=place.name))
            remove.clicked.connect(lambda _=False, name=place.name: self.presenter.remove(name))
            row.addWidget(remove)
            self._places.addLayout(row)
        if state.recording or state.step == 1:
            how = self.tr("recording now") if state.recording else self.tr("not saved yet")
            self._places.addWidget(MarkView(state.mark, state.name, "body"))
            self._places.addWidget(Label(how, "caption", "text3"))
        elif not state.places:
            self._places.addWidget(
                Label(
                    self.tr("None yet. Record where you are: it is known at once."),
                    "table",
                    "text3",
                    wrap=True,
                )
            )

    def _show_record(self, state: TeachState) -> None:
        self.clock.set_time(state.kept_s, GOAL_S, recording=state.recording)
        self.record_button.setText(
            self.tr("Stop and use") if state.recording else self.tr("Start recording")
        )
        self.record_button.set_kind("record" if state.recording else "primary")
        self.record_button.set_icon_name("stop" if state.recording else "microphone")
        self.record_button.set_reason(self._record_reason())
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
        rows = [ScoreRow(c.mark, c.name, c.share, f"{c.share:.2f}") for c in state.closest]
        self.closest.set_scores(rows)
        self.closest.setVisible(bool(rows))
        self._closest_words.setVisible(not rows)
        kept = self.tr("{n} seconds kept").format(n=state.kept_s) if state.kept_s else ""
        if not state.recording and not kept:
            kept = self.tr("the microphone is closed")
        self._hearing.set_hint(f"{kept}, {state.left_out}" if state.left_out else kept)

    def _show_effect(self, state: TeachState) -> None:
        effect = state.effect
        if effect is None:
            return
        self.figures["recognised"].set_caption(
            self.tr("{name} is recognised").format(name=state.name)
        )
        self.figures["recognised"].set_value(
            f"{100 * effect.recognised:.0f} %",
            self.tr("of {n} s, each held out").format(n=effect.n_support),
        )
        self.figures["unknown"].set_value(
            f"{100 * effect.unknown:.0f} %", self.tr("with normal strictness")
        )
        points = f"{effect.points:+.1f}".replace("-", "−")
        between = self.tr("{before} to {after} % on the reference clips").format(
            before=f"{100 * effect.before:.1f}", after=f"{100 * effect.after:.1f}"
        )
        warned = effect.points < -1.0
        self.figures["points"].set_value(points, between, "warn" if warned else "text")
        self._taken_card.set_title(
            self.tr("What {name} would take from scenes you have").format(name=state.name)
        )
        if effect.taken != self._shown_taken:
            self._shown_taken = effect.taken
            empty_layout(self._taken)
            full = max(FULL, *(row.share for row in effect.taken)) if effect.taken else FULL
            for row in effect.taken[:12]:
                self._taken.addWidget(TakenRow(row, full))

    # From the widgets

    def toggle(self) -> None:
        """Start, or stop and use."""
        if self.presenter.state.recording:
            self.presenter.stop()
        elif not self._record_reason():
            self.spectrogram.clear()
            self.presenter.start()

    def choose_clips(self, segment_ids: tuple[int, ...] = ()) -> None:
        """Ask which clips stand for the place."""
        dialog = ClipsDialog(
            self.presenter.scenes_of_project(), len(segment_ids), self.presenter.state.name,
            self.window(),
        )  # fmt: skip

        def use() -> None:
            self.presenter.set_name(dialog.name.text())
            scene = dialog.scene.currentData()
            if scene is None:
                self.presenter.use_clips(segment_ids)
            else:
                self.presenter.use_scene(scene)

        dialog.accepted.connect(use)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.clips_dialog = dialog
        dialog.open()

    def _on_front_end(self, frequencies_hz: NDArray[np.float32], columns_per_s: float) -> None:
        fresh = RollingSpectrogram(
            self.tr("Spectrogram"), len(frequencies_hz), columns_per_s, SPAN_S
        )
        fresh.set_frequencies(frequencies_hz)
        fresh.set_sentence(self._sentence())
        self._hearing.body.replaceWidget(self.spectrogram, fresh)
        self.spectrogram.deleteLater()
        self.spectrogram = fresh

    def _on_columns(self, columns: NDArray[np.float32]) -> None:
        heard = np.isfinite(columns)
        if heard.any():  # a stretch that was missed is left out here: the clock counts what is kept
            self.spectrogram.push(columns[:, heard.all(axis=0)])

    def _sentence(self) -> str:
        return self.tr("The sound shows here while it records.")

    def _record_reason(self) -> str:
        state = self.presenter.state
        if state.recording:
            return ""
        if state.bundle is None:
            return self.tr("There is no bundle that could learn a place.")
        if state.checking:
            return self.tr("The effect is being computed.")
        if state.name_problem:
            return state.name_problem
        return "" if state.name.strip() else self.tr("Give the place a name first.")

    def _clips_reason(self) -> str:
        if self.presenter.state.bundle is None:
            return self.tr("There is no bundle that could learn a place.")
        if self.presenter.state.recording:
            return self.tr("Stop the recording first.")
        return "" if self.presenter.scenes_of_project() else self.tr("The project has no clips.")

    def _save_reason(self) -> str:
        return self.tr("It is being saved.") if self.presenter.state.saving else ""


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
