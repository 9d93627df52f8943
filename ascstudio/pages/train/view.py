"""Train on screen: home, wizard or one run."""

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.train.home import TrainHome
from ascstudio.pages.train.plan import TEACHER_STAGES, Flow
from ascstudio.pages.train.presenter import RunView, TrainPresenter, TrainState
from ascstudio.pages.train.run_view import RunViewWidget
from ascstudio.pages.train.run_words import ALIVE
from ascstudio.pages.train.wizard_view import WizardView
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.texts import Label

PILLS = {
    "waiting": "neutral",
    "running": "accent",
    "paused": "warn",
    "done": "ok",
    "stopped": "neutral",
    "failed": "err",
    "dead": "err",
}


class TrainPage(Page):
    """Start a run in a few answers, follow it, stop it, find old ones."""

    page_id = "train"
    icon = "train"
    group = 1

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = TrainPresenter(context)
        self._crumbs = self._build_crumbs()
        self._stack = QStackedLayout(self)
        self.home = TrainHome()
        self.home.set_up.connect(self.presenter.set_up)
        self.home.opened.connect(self.presenter.open_run)
        self.home.library_wanted.connect(lambda: context.go("library"))
        self.wizard = WizardView()
        self.wizard.answered.connect(self.presenter.answer)
        self.wizard.went.connect(self.presenter.go)
        self.wizard.next_wanted.connect(self.presenter.next)
        self.wizard.back_wanted.connect(self.presenter.back)
        self.wizard.network_chosen.connect(self.presenter.choose_network)
        self.wizard.weights_chosen.connect(self.presenter.choose_weights)
        self.run = RunViewWidget()
        for part in (self.home, self.wizard, self.run):
            self._stack.addWidget(part)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Train")

    def fact(self) -> str:
        """How many runs are going on."""
        state = self.presenter.state
        return "" if state.wizard is not None or state.run is not None else state.fact

    def head_widget(self) -> QWidget:
        """The way back, and which run or flow this is."""
        return self._crumbs

    def head_actions(self) -> Sequence[Action]:
        """What can be done with the run in front."""
        run = self.presenter.state.run
        if run is None:
            return ()
        if run.row.state in ALIVE:
            return self._alive_actions()
        if run.row.state in ("paused", "dead", "failed", "stopped"):
            resume = Action(
                "train.resume", self.tr("Resume"), self.presenter.resume, icon="play",
                menu="run", kind="primary",
            )  # fmt: skip
            return (resume,)
        return self._done_actions(run)

    def _alive_actions(self) -> tuple[Action, ...]:
        stop = self.presenter.stop
        return (
            Action("train.discard", self.tr("Discard"), lambda: stop("discard"),
                   icon="trash", menu="run", kind="ghost"),
            Action("train.pause", self.tr("Pause"), lambda: stop("pause"), "P", "pause", "run"),
            Action("train.keep", self.tr("Stop and keep best"), lambda: stop("keep"),
                   "Ctrl+.", "stop", "run", kind="primary"),
        )  # fmt: skip

    def _done_actions(self, run: RunView) -> tuple[Action, ...]:
        if run.row.stage != "quantize":
            following: Flow = "distil" if run.row.stage in TEACHER_STAGES else "quantize"
            words = {
                "distil": self.tr("Distil a student from it"),
                "quantize": self.tr("Make it int8"),
            }[following]
            return (
                Action(
                    "train.next", words, lambda: self.presenter.set_up(following), kind="primary",
                    icon="arrow-right", menu="run",
                ),
            )  # fmt: skip
        if not run.bundled:
            busy = self.tr("The bundle is being made.") if run.exporting else ""
            return (
                Action(
                    "train.export", self.tr("Make the bundle"), self.presenter.export,
                    icon="export", menu="model", kind="primary", reason=lambda: busy,
                ),
            )  # fmt: skip
        return (
            Action("train.listen", self.tr("Listen with it"), self.presenter.listen,
                   icon="live", menu="model"),
            Action("train.evaluate", self.tr("Evaluate"), self.presenter.evaluate,
                   icon="evaluate", menu="model", kind="primary"),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        flows = [
            Action(
                f"train.{card.flow}", card.title, partial(self.presenter.set_up, card.flow),
                str(n), card.icon, "run", reason=partial(str, card.reason),
            )
            for n, card in enumerate(self.presenter.state.cards, start=1)
        ]  # fmt: skip
        copy = Action(
            "train.copy", self.tr("Copy as command"), self._copy, "Ctrl+Shift+C", "terminal", "run",
            reason=self._copy_reason,
        )  # fmt: skip
        facts = Action(
            "train.inspector", self.tr("This run"), self.run.drawer.toggle, "I", "sliders", "view"
        )
        return (*flows, copy, facts, *self.head_actions())

    def banners(self) -> Sequence[BannerText]:
        """Why a run could not be started or a file not be used."""
        failure = self.presenter.state.failure
        if failure is None:
            return ()
        return (BannerText("err", failure.message, failure.hint),)

    def receive(self, argument: object) -> None:
        """Open a run."""
        if isinstance(argument, Path):
            self.presenter.open_run(argument)

    def entered(self) -> None:
        """Look at the runs now, not in half a second."""
        self.presenter.look()

    def _build_crumbs(self) -> QWidget:
        box = QWidget()  # shown and hidden by the window; what is in it by this page
        around = QHBoxLayout(box)
        around.setContentsMargins(0, 0, 0, 0)
        self._crumb_row = QWidget()
        around.addWidget(self._crumb_row)
        row = QHBoxLayout(self._crumb_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.back_button = Button(self.tr("All runs"), "ghost", "chevron-left", small=True)
        self.back_button.clicked.connect(self.presenter.back)
        self._crumb = Label("", "section")
        self._pill = Pill("")
        for part in (self.back_button, self._crumb, self._pill):
            row.addWidget(part)
        return box

    # Showing

    def show_state(self, state: TrainState) -> None:
        """The only place that changes the widgets after construction."""
        front = 1 if state.wizard is not None else 2 if state.run is not None else 0
        self._stack.setCurrentIndex(front)
        self._crumb_row.setVisible(front > 0)
        self._pill.setVisible(front == 2)
        if state.wizard is not None:
            self._crumb.setText(self.tr("New run: {flow}").format(flow=state.wizard.title))
            self.wizard.show_state(state.wizard)
        elif state.run is not None:
            self._crumb.setText(state.run.row.title)
            self._pill.set_state(self._state_words(state.run.row.state), PILLS[state.run.row.state])
            self.run.show_state(state.run)
        else:
            self.home.show_state(state)
        self.tell_head()

    def _state_words(self, state: str) -> str:
        return {
            "waiting": self.tr("Starting"),
            "running": self.tr("Running"),
            "paused": self.tr("Paused"),
            "done": self.tr("Done"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Failed"),
            "dead": self.tr("Ended"),
        }[state]

    def _copy(self) -> None:
        state = self.presenter.state
        text = state.wizard.command if state.wizard is not None else self.presenter.run_command()
        QGuiApplication.clipboard().setText(text)

    def _copy_reason(self) -> str:
        state = self.presenter.state
        if state.wizard is not None or state.run is not None:
            return ""
        return self.tr("Open a run or set one up first.")
