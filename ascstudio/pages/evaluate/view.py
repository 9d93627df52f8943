"""Evaluate on screen."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QLocale
from PySide6.QtGui import QImage, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page, banner_of
from ascstudio.pages.evaluate.ask_pane import AskPane, Offer
from ascstudio.pages.evaluate.cell_panel import CellPanel
from ascstudio.pages.evaluate.choices import Choices
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.report_dialog import ReportDialog
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.tabs import Tabs
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.messages import EmptyState, IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import Drawer
from ascstudio.widgets.texts import ElidedLabel, Separator
from ascstudio.words import counted

NARROW, WIDE = 1060, 1600
LITTLE = 30  # clips: of fewer, two thirds right and nine tenths right cannot be told apart
WITH_CLIPS = ("overview", "devices")  # tabs beside which clips are listed


class EvaluatePage(Page):
    """Choices in the head, tabs, and the inspector in which a cell's clips are heard."""

    page_id = "evaluate"
    icon = "evaluate"
    group = 1

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = EvaluatePresenter(context)
        self._choices = Choices(self.presenter)
        self.model, self.against = self._choices.model, self._choices.against
        self.parts = Tabs(self.presenter)
        self.parts.save_wanted.connect(self.save_picture)
        self.cells = CellPanel(self.presenter, context.session.thumbnails)
        self.pane = AskPane("evaluate", self.parts, self.presenter.start, self.presenter.cancel)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._bar = self._build_bar()
        column.addWidget(self._bar)
        self._line = Separator()
        column.addWidget(self._line)
        row = QHBoxLayout()
        row.setSpacing(0)
        row.addWidget(self.pane, 1)
        row.addWidget(self._build_inspector())
        column.addLayout(row, 1)
        self.presenter.changed.connect(self.show_state)
        self.presenter.written.connect(self._on_written)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Evaluate")

    def head_widget(self) -> QWidget:
        """What is measured, against what, and on which part of the project."""
        return self._choices

    def head_actions(self) -> Sequence[Action]:
        """Report and the bundle, which is primary only while there are figures and a file."""
        there = self._answer_in_front()
        return (
            *((self._drawer_action(),) if self.drawer.narrow and self._with_clips() else ()),
            Action(
                "evaluate.report", self.tr("Report…"), self.open_report, "Ctrl+R", "report",
                "model", reason=self._report_reason,
            ),
            Action(
                "evaluate.bundle", self.tr("Deploy"), self.deploy, icon="deploy",
                menu="model",
                kind="primary" if there and not self._bundle_reason() else "normal",
                reason=self._bundle_reason,
            ),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        ask = self.presenter.ask
        found = [action for action in self.head_actions() if action.key != "evaluate.inspector"]
        measured = self.presenter.state.result is not None
        words = self.tr("Measure again") if measured else self.tr("Measure")
        no_result = self._result_reason
        return (
            Action("evaluate.start", words, self.presenter.start, "F5", "evaluate", "model",
                   reason=self._start_reason),
            *found,
            self._drawer_action(),
            Action("evaluate.open", self.tr("Open a bundle…"), self.choose_bundle, icon="folder",
                   menu="model"),
            Action("evaluate.play", self.tr("Play the first clip of the cell"),
                   self.presenter.play_first, "Space", "play", reason=self._cell_reason),
            Action("evaluate.percent", self.tr("Shares or counts"), self._swap_shown, "P"),
            Action("evaluate.device", self.tr("Next device"), self.presenter.next_device, "D",
                   "device"),
            Action("evaluate.tab", self.tr("Next tab"), self.presenter.next_tab, "Ctrl+Tab"),
            Action("evaluate.tab-back", self.tr("Tab before"),
                   lambda: self.presenter.next_tab(-1), "Ctrl+Shift+Tab"),
            Action("evaluate.picture", self.tr("Save picture"), self.save_picture, "Ctrl+Shift+S",
                   "export", reason=no_result),
            Action("evaluate.library", self.tr("Show the clips in Library"),
                   self.presenter.show_in_library, icon="library", reason=self._cell_reason),
            Action("evaluate.why", self.tr("Why is this device low?"), lambda: ask("why"),
                   icon="device", reason=no_result),
            Action("evaluate.probe", self.tr("Probe the embedding"), lambda: ask("probe"),
                   icon="evaluate", reason=self._start_reason),
            Action("evaluate.fewshot", self.tr("Few-shot episodes"), lambda: ask("fewshot"),
                   icon="teach", reason=self._start_reason),
            Action("evaluate.beside", self.tr("Embedding of teacher and student"),
                   lambda: ask("beside"), icon="explore", reason=self._start_reason),
        )  # fmt: skip

    def gestures(self) -> Sequence[tuple[str, str, str]]:
        """Keys of the tables."""
        heading = self.tr("Matrix and table")
        return (
            (heading, self.tr("Next cell"), "Left | Right | Up | Down"),
            (heading, self.tr("Play its first clip"), "Return"),
        )

    def regions(self) -> Sequence[QWidget]:
        """Tabs, their content, inspector."""
        return (self._bar, self.pane, self.cells)

    def banners(self) -> Sequence[BannerText]:
        """Why something could not be measured, and what is not true any more."""
        state, found = self.presenter.state, []
        failed = self.presenter.failure()
        if failed is not None:
            what, failure = failed
            banner = banner_of(failure, self.context)
            found.append(replace(banner, state="warn") if what == "compare" else banner)
        if state.result is not None and state.result.learnt_from:
            one = self.tr("{n} of these clips was in its training")
            many = self.tr("{n} of these clips were in its training")
            words = counted(state.result.learnt_from, one, many)
            sentence = self.tr("These figures flatter it: measure on a split it has not learnt.")
            found.append(BannerText("warn", words, sentence))
        if state.result is not None and state.result.n_clips < LITTLE:
            one = self.tr("{n} clip is too few to measure on")
            many = self.tr("{n} clips are too few to measure on")
            words = counted(state.result.n_clips, one, many)
            sentence = self.tr("Every figure here may be chance: give the split more clips.")
            found.append(BannerText("warn", words, sentence))
        if state.stale and not state.running:
            words = self.tr("Clips have changed since it was measured: {n}").format(
                n=QLocale().toString(state.stale)
            )
            again = (self.tr("Measure again"), self.presenter.start)
            found.append(BannerText("info", words, "", (again,)))
        return found

    def said_in_place(self) -> Sequence[str]:
        """What the tabs say where it was asked."""
        return self.presenter.state.said_in_place()

    def left(self) -> None:
        """An error that was seen here does not wait for the next visit."""
        self.presenter.forget_failures()

    def receive(self, argument: object) -> None:
        """Show a bundle or a run; compare several."""
        if isinstance(argument, Path):
            self.presenter.show(argument)
        elif isinstance(argument, tuple):
            self.presenter.compare(*argument)

    def entered(self) -> None:
        """Look which models there are."""
        self.presenter.refresh()

    # Building

    def _build_bar(self) -> QWidget:
        bar = QWidget()
        row = QHBoxLayout(bar)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(8)
        self.tabs = SegmentedControl(self.tr("Parts of the evaluation"), self.parts.titles())
        self.tabs.chosen.connect(self.presenter.show_tab)
        row.addWidget(self.tabs)
        row.addStretch(1)
        self._shield = IconView("certificate", 16, "ok")
        row.addWidget(self._shield)
        self.source = ElidedLabel("", "table", "text2")
        row.addWidget(self.source)
        self._progress = Bar(self.tr("Measuring"))
        self._progress.setFixedWidth(theme.px(120))
        row.addWidget(self._progress)
        self.cancel_button = Button(self.tr("Cancel"), "normal", small=True)
        self.cancel_button.clicked.connect(lambda: self.presenter.cancel())
        row.addWidget(self.cancel_button)
        return bar

    def _build_inspector(self) -> QWidget:
        """The drawer opens and closes the holder; which tab is in front what is in it."""
        self._holder = QWidget()
        row = QHBoxLayout(self._holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._edge = Separator(vertical=True)
        row.addWidget(self._edge)
        row.addWidget(self.cells)
        self.drawer = Drawer(self, (self._holder,), NARROW)
        self.drawer.changed.connect(self.tell_head)
        self.parts.cell_chosen.connect(lambda: self.drawer.open())
        return self._holder

    @property
    def empty_state(self) -> EmptyState:
        """What stands there while nothing was measured."""
        return self.pane.offer

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit narrow and wide windows."""
        super().resizeEvent(event)
        narrow = self.width() < theme.px(NARROW)
        self.parts.overview.set_narrow(self.width(), narrow=narrow)
        self._choices.set_narrow(narrow=narrow)
        self.parts.fit(self.width())
        self.cells.set_wide(wide=self.width() >= theme.px(WIDE))

    # Showing

    def show_state(self, state: EvaluateState) -> None:
        """The only place that changes the widgets after construction."""
        self._choices.show_state(state)
        result = state.result
        self.pane.show_asked(state.answer("evaluate"), self._offer(state))
        self._show_bar(state)
        with_clips = self._with_clips()
        self._edge.setVisible(with_clips)
        self.cells.setVisible(with_clips)
        if result is not None:
            self.parts.show_tab(state, result)
        first = self.pane.offer.primary if result is None else self._first()
        if first is not None:
            self.setFocusProxy(first)
        if with_clips:
            self.cells.show_state(state)
        self.tell_head()

    def _first(self) -> QWidget:
        """Where the keyboard begins in the tab in front."""
        tab = self.presenter.state.tab
        if tab == "devices":
            return self.parts.devices.table
        return self.parts.overview.matrix if tab == "overview" else self.tabs

    def _show_bar(self, state: EvaluateState) -> None:
        result, asked = state.result, state.answer("evaluate")
        for part in (self._bar, self._line):
            part.setVisible(result is not None)
        self.tabs.set_choice(state.tab)
        self._shield.setVisible(result is not None and result.exported)
        again = asked.running and result is not None
        self._progress.setVisible(again)
        self._progress.set_fraction(asked.fraction)
        self.cancel_button.setVisible(again)
        if result is None:
            return
        words = self.tr("Computed from the exported file in {backend}")
        if not result.exported:
            words = self.tr("Not exported yet: computed in {backend}")
        self.source.setText(words.format(backend=result.backend))
        if again and asked.total:
            words = self.tr("{n} of {all} clips").format(n=asked.done, all=asked.total)
            self.source.setText(words)

    def _offer(self, state: EvaluateState) -> Offer:
        """Why there are no figures yet, and what to do."""
        ghost = (self.tr("Open a bundle…"), self.choose_bundle)
        if not state.models:
            return Offer(
                self.tr("Nothing to evaluate yet"),
                self.tr("Train a model, or open a bundle somebody gave you."),
                self.tr("Go to Train"), lambda: self.context.go("train"), ghost,
            )  # fmt: skip
        if not state.splits:
            return Offer(
                self.tr("Which clips shall it be measured on?"),
                self.tr("The project is not divided yet: divide it into train and test."),
                self.tr("Divide it"), lambda: self.context.run("library.divide"),
            )  # fmt: skip
        if state.running:
            return Offer(self.tr("Measuring"), self._what_listens())
        return Offer(
            self.tr("How good is it?"), self._what_listens(), self.tr("Measure"), ghost=ghost
        )

    def _what_listens(self) -> str:
        model = self.presenter.state.model_choice()
        if model is not None and not model.exported:
            return self.tr("The run has no exported file: its float network hears every clip.")
        return self.tr("The exported file hears every clip, in the background.")

    def _with_clips(self) -> bool:
        state = self.presenter.state
        return state.result is not None and state.tab in WITH_CLIPS

    def _answer_in_front(self) -> bool:
        """Whether the tab in front shows figures, not an offer with a button of its own."""
        state = self.presenter.state
        if state.result is None:
            return False
        asked = {"compare": "compare", "layers": "layers", "more-data": "more-data"}
        what = asked.get(state.tab)
        return what is None or state.answer(what).answer is not None

    # Asking for files

    def choose_bundle(self) -> None:
        """Ask for a bundle file."""
        kinds = self.tr("Bundles (*.ascbundle)")
        title, settings = self.tr("Open a bundle"), self.context.settings
        if chosen := choosing.choose_file(self, settings, "bundles", title, kinds):
            self.presenter.open_bundle(chosen)

    def open_report(self) -> None:
        """Ask which parts, and where to."""
        about = self.presenter.subject()
        if about is None:
            return
        folder = about.folder / "reports" / about.model.path.stem
        other = about.against.name if about.against is not None else ""
        dialog = ReportDialog(about.model.name, other, folder, self.window())
        dialog.wanted.connect(self.presenter.write_report)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def deploy(self) -> None:
        """Take the model to Deploy, where it is verified and exported."""
        model = self.presenter.state.model_choice()
        if model is not None:
            self.context.go("deploy", model.path)

    def save_picture(self) -> None:
        """Save what is in front as a picture."""
        name, title = f"{self.presenter.state.tab}.png", self.tr("Save picture")
        kinds, settings = self.tr("Pictures (*.png)"), self.context.settings
        if chosen := choosing.choose_new_file(self, settings, "pictures", title, name, kinds):
            self.picture().save(str(chosen.with_suffix(".png")))

    def picture(self) -> QImage:
        """The tab in front, twice as fine as on screen: of *Devices and scenes* the table."""
        on_devices = self.presenter.state.tab == "devices"
        shown = self.parts.devices.table if on_devices else self.parts.tab(self.presenter.state.tab)
        image = QImage(shown.size() * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2.0)
        image.fill(theme.color("bg2" if on_devices else "bg1"))
        shown.render(image)
        return image

    def _on_written(self, _path: str) -> None:
        self.context.say(self.tr("The report is written"))

    # Reasons

    def _swap_shown(self) -> None:
        self.presenter.show_as("counts" if self.presenter.state.shown == "shares" else "shares")

    def _drawer_action(self) -> Action:
        return Action(
            "evaluate.inspector", self.tr("Clips"), self.drawer.toggle, "I", "sliders",
            "view",
        )  # fmt: skip

    def _start_reason(self) -> str:
        state = self.presenter.state
        if state.running:
            return self.tr("It is being measured.")
        if state.model is None:
            return self.tr("There is no bundle to measure.")
        return "" if state.splits else self.tr("The project has no split.")

    def _result_reason(self) -> str:
        return "" if self.presenter.state.result else self.tr("Measure it first.")

    def _report_reason(self) -> str:
        if self.presenter.state.answer("report").running:
            return self.tr("It is being written.")
        return self._result_reason()

    def _bundle_reason(self) -> str:
        model = self.presenter.state.model_choice()
        if model is None:
            return self.tr("There is no model.")
        return "" if model.exported else self.tr("Make it int8 first: Train, Make it int8.")

    def _cell_reason(self) -> str:
        state = self.presenter.state
        return "" if state.clips or state.playing else self.tr("Choose a cell first.")
