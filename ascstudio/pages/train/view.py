"""Train on screen: home, wizard or one run."""

from collections.abc import Sequence
from functools import cached_property, partial
from pathlib import Path

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from ascstudio.pages import (
    Action,
    BannerText,
    Context,
    NewRun,
    Page,
    banner_of,
    with_remedy,
)
from ascstudio.pages.train.home.dialogs import PruneDialog, RecipesDialog
from ascstudio.pages.train.home.view import HomeView
from ascstudio.pages.train.presenter import TrainPresenter, TrainState
from ascstudio.pages.train.rename import RenameDialog
from ascstudio.pages.train.run.actions import RunActions
from ascstudio.pages.train.run.view import RunView
from ascstudio.pages.train.wizard.starting import free_name
from ascstudio.pages.train.wizard.view import WizardView
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.choosing import choose_folder, choose_new_file, remember
from ascstudio.widgets.texts import ElidedLabel

PILLS = {
    "waiting": ("neutral", "clock"),
    "running": ("accent", "refresh"),
    "paused": ("warn", "pause"),
    "done": ("ok", "check"),
    "stopped": ("neutral", "stop"),
    "failed": ("err", "error"),
    "dead": ("err", "error"),
}
"""State of a run -> kind and icon of its pill."""


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
        self.home = HomeView()
        self._connect_home()
        self._run_actions = RunActions(
            self.presenter.monitor,
            self.presenter.set_up,
            self.presenter.use_found,
            self._copy_bundle,
        )
        self._stack.addWidget(self.home)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    @cached_property
    def wizard(self) -> WizardView:
        """The questions; made when the first is asked."""
        made = WizardView(self.presenter.setting_up, self.context.settings)
        made.left.connect(self.presenter.back)
        made.save_wanted.connect(self._save)
        self._stack.addWidget(made)
        return made

    @cached_property
    def run(self) -> RunView:
        """The monitor; made when the first run is opened."""
        made = RunView(self.presenter.monitor)
        self._stack.addWidget(made)
        return made

    def _connect_home(self) -> None:
        home, presenter, context = self.home, self.presenter, self.context
        home.set_up.connect(presenter.set_up)
        home.opened.connect(presenter.open_run)
        home.chosen.connect(lambda: self.show_state(presenter.state))
        home.label_wanted.connect(lambda: context.go("label"))
        home.demo_wanted.connect(lambda: context.run("start.demo"))
        home.divide_wanted.connect(lambda: context.run("library.divide"))
        home.clips_wanted.connect(lambda ids: context.go("library", ids))
        home.compare_wanted.connect(self._compare)
        home.prune_wanted.connect(self._prune)
        home.pack.install_wanted.connect(presenter.home.pack.install)
        home.pack.cancel_wanted.connect(presenter.home.pack.cancel)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Train")

    def fact(self) -> str:
        """How many runs are going on."""
        state = self.presenter.state
        return "" if state.wizard is not None or state.run is not None else state.home.fact

    def head_widget(self) -> QWidget:
        """The way back, and which run or flow this is."""
        return self._crumbs

    def head_actions(self) -> Sequence[Action]:
        """What can be done with the run in front."""
        run = self.presenter.state.run
        if run is not None:
            return self._run_actions.of(run)
        return () if self.presenter.state.wizard is not None else self._home_actions()

    def _home_actions(self) -> tuple[Action, ...]:
        return (
            Action("train.open", self.tr("Open a run…"), self._open_run, icon="external",
                   menu="run"),
            Action("train.recipes", self.tr("Recipes"), self._recipes, icon="folder", menu="run"),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        flows = [
            Action(
                f"train.{card.flow}", card.title, partial(self.presenter.set_up, card.flow),
                str(n), card.icon, "run", reason=partial(str, card.reason),
            )
            for n, card in enumerate(self.presenter.state.home.cards, start=1)
        ]  # fmt: skip
        copy = Action(
            "train.copy", self.tr("Copy as command"), self._copy, "Ctrl+Shift+C", "terminal", "run",
            reason=self._copy_reason,
        )  # fmt: skip
        facts = Action(
            "train.inspector",
            self.tr("This run"),
            lambda: self.run.drawer.toggle(),
            "I",
            "sliders",
            "view",
        )
        state = self.presenter.state
        keeping = self.presenter.home.keeping
        nothing = self.tr("No run was discarded since the project was opened.")
        restore = Action(
            "train.restore", self.tr("Bring back the last discarded run"), keeping.restore_last,
            icon="undo", menu="run", reason=lambda: "" if keeping.discarded else nothing,
        )  # fmt: skip
        own = self.run.commands() if state.run is not None else ()
        asked = state.wizard is not None
        home = state.run is None and not asked
        return (
            *flows, copy, facts, restore, *((self._rename_action(),) if not asked else ()),
            *(self._row_commands() if home else ()), *own,
            *self.head_actions(),
        )  # fmt: skip

    def _rename_action(self) -> Action:
        """Name the run in front, or the one that is chosen."""
        one = self.tr("Choose one run first.")
        return Action(
            "train.rename", self.tr("Rename the run…"), self.rename, "F2", "label", "run",
            reason=lambda: "" if self._named() is not None else one,
        )  # fmt: skip

    def _named(self) -> Path | None:
        """The run that would be renamed."""
        run, chosen = self.presenter.state.run, self.home.table.selected()
        if run is not None:
            return run.row.path
        return chosen[0] if len(chosen) == 1 else None

    def rename(self) -> None:
        """Ask what the run in front shall be called."""
        path = self._named()
        if path is None:
            return
        dialog = RenameDialog(*self.presenter.called(path), self.window())
        dialog.accepted.connect(lambda: self.presenter.rename(path, dialog.title))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _row_commands(self) -> tuple[Action, ...]:
        """What can be done with the runs that are chosen in the table."""
        table, none = self.home.table, self.tr("Choose a run first.")
        two = self.tr("Choose two runs first: Space takes one.")
        return (
            Action("train.compare", self.tr("Compare runs"), self._compare, "C", "compare", "run",
                   reason=lambda: "" if len(table.selected()) > 1 else two),
            Action("train.discard", self.tr("Discard runs"), self._discard, "Del", "trash", "run",
                   reason=lambda: "" if table.selected() else none),
            Action("train.prune", self.tr("Prune checkpoints…"), self._prune, icon="trash",
                   menu="run"),
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """Why a run could not be started or a file not be used, and why a run stands still."""
        state = self.presenter.state
        own = self.run.banners(state.run) if state.run is not None else ()
        own = tuple(with_remedy(one, self.context) for one in own)
        return own if state.failure is None else (banner_of(state.failure, self.context), *own)

    def regions(self) -> Sequence[QWidget]:
        """Steps, question and estimate of the wizard; else the page as a whole."""
        if self.presenter.state.wizard is None:
            return (self,)
        side = (self.wizard.side,) if self.wizard.drawer.is_open else ()
        return (self.wizard.steps, self.wizard.middle, *side)

    def toast_lift(self) -> int:
        """The buttons that go on stay free."""
        return self.wizard.foot_height() if self.presenter.state.wizard is not None else 0

    def receive(self, argument: object) -> None:
        """Open a run, or set one up that another page proposes."""
        if isinstance(argument, Path):
            self.presenter.open_run(argument)
        elif isinstance(argument, NewRun):
            self.presenter.set_up_like(argument)

    def entered(self) -> None:
        """Look at the runs and for the training pack now."""
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
        self._crumb = ElidedLabel("", "section")
        self._pill = Pill("")
        for part in (self.back_button, self._crumb, self._pill):
            row.addWidget(part)
        return box

    # Showing

    def show_state(self, state: TrainState) -> None:
        """The only place that changes the widgets after construction."""
        front = 1 if state.wizard is not None else 2 if state.run is not None else 0
        shown = (lambda: self.home, lambda: self.wizard, lambda: self.run)[front]()
        self._stack.setCurrentWidget(shown)
        self._crumb_row.setVisible(front > 0)
        self._pill.setVisible(front == 2)
        if state.wizard is not None:
            self._crumb.setText(self.tr("New run: {flow}").format(flow=state.wizard.title))
            self.wizard.show_state(state.wizard)
        elif state.run is not None:
            self._crumb.setText(state.run.row.title)
            now = state.run.row.state
            self._pill.set_state(self._state_words(now), *PILLS[now])
            self.run.show_state(state.run, self.context.session.table.scenes)
        else:
            self.home.show_state(state.home)
        self.tell_head()

    def _state_words(self, state: str) -> str:
        return {
            "waiting": self.tr("Waiting"),
            "running": self.tr("Running"),
            "paused": self.tr("Paused"),
            "done": self.tr("Done"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Failed"),
            "dead": self.tr("Ended"),
        }[state]

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._command())

    def _command(self) -> str:
        state, chosen = self.presenter.state, self.home.table.selected()
        if state.wizard is not None:
            return state.wizard.command
        if state.run is not None:
            return self.presenter.monitor.run_command()
        return "\n".join(map(self.presenter.command_of, chosen))

    def _copy_reason(self) -> str:
        state = self.presenter.state
        if state.wizard is not None or state.run is not None or self.home.table.selected():
            return ""
        return self.tr("Choose a run, open one, or set one up first.")

    def _compare(self) -> None:
        chosen = self.home.table.selected()
        if len(chosen) > 1:
            self.context.go("evaluate", chosen)

    def _discard(self) -> None:
        for path in self.home.table.selected():
            self.presenter.discard(path)

    def _prune(self) -> None:
        dialog = PruneDialog(self.presenter.home.keeping.room, self)
        if dialog.exec():
            self.presenter.home.keeping.prune(checkpoints=dialog.checkpoints, trash=dialog.trash)
        dialog.deleteLater()

    def _recipes(self) -> None:
        dialog = RecipesDialog(self.context.settings, self)
        if dialog.exec() and dialog.chosen is not None:
            self.presenter.open_recipe(dialog.chosen)
        dialog.deleteLater()

    def _open_run(self) -> None:
        title = self.tr("Open a run")
        chosen = choose_folder(self, self.context.settings, "runs", title)
        if chosen is not None:
            self.presenter.open_elsewhere(chosen)

    def _copy_bundle(self) -> None:
        run = self.presenter.state.run
        if run is None or run.bundle is None:
            return
        title, kinds = self.tr("Export the bundle"), self.tr("Bundles (*.ascbundle)")
        settings = self.context.settings
        chosen = choose_new_file(self, settings, "exports", title, run.bundle.name, kinds)
        if chosen is not None:
            self.presenter.monitor.copy_bundle(chosen.with_suffix(".ascbundle"))

    def _save(self) -> None:
        """Save the recipe in a file; of several stages in a folder, a file each."""
        wizard, setting_up = self.presenter.state.wizard, self.presenter.setting_up
        if wizard is None:
            return
        name, settings = wizard.title.lower().replace(" ", "-"), self.context.settings
        files = setting_up.recipe_files(name)
        if len(files) == 1:
            kinds = self.tr("Recipes (*.toml)")
            title = self.tr("Save as recipe")
            chosen = choose_new_file(self, settings, "recipes", title, files[0], kinds)
            if chosen is not None:
                setting_up.save(chosen.parent, chosen.name.removesuffix(".toml"))
            return
        title = self.tr("A folder for {n} recipes").format(n=len(files))
        folder = choose_folder(self, settings, "recipes", title)
        if folder is not None:
            setting_up.save(folder, free_name(folder, name, setting_up.recipe_files))
            remember(settings, "recipes", folder / name)  # the next time begin in it
