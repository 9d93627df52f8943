"""What Train shows: its home, the wizard, or one run. No widgets here."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages import NewRun
from ascstudio.pages.train.flows import Flow, flow_of
from ascstudio.pages.train.home.presenter import HomePresenter
from ascstudio.pages.train.home.state import HomeState
from ascstudio.pages.train.run.monitor import RunMonitor
from ascstudio.pages.train.run.state import RunState
from ascstudio.pages.train.wizard.plan import OpenedRecipe
from ascstudio.pages.train.wizard.setting_up import SettingUp
from ascstudio.pages.train.wizard.starting import best_of_search, learnt_by, opened_recipe
from ascstudio.pages.train.wizard.wizard import WizardState
from ascstudio.project.run_words import RunWords
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


@dataclass(frozen=True, slots=True, eq=False)
class TrainState:
    """Everything the page shows. ``wizard`` or ``run`` is in front if it is there."""

    ready: bool = False
    home: HomeState = field(default_factory=HomeState)
    wizard: WizardState | None = None
    run: RunState | None = None
    failure: Failure | None = None


class TrainPresenter(QObject):
    """Knows home, wizard and the run in front, and which of them is shown."""

    changed = Signal(object)
    """TrainState."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._session = context.session
        words = RunWords()
        self.home = HomePresenter(context, words)
        self.setting_up = SettingUp(context)
        self.setting_up.started.connect(self.open_run)
        self.monitor = RunMonitor(context, words)
        self.monitor.moved_on.connect(self._on_moved)
        self.monitor.discarded.connect(self._on_discard)
        for part in (self.home, self.setting_up, self.monitor):
            part.changed.connect(self._show)
        self._failure: Failure | None = None
        self.state = TrainState()
        self._session.opened.connect(self._on_opened)
        self._session.closed.connect(self._on_closed)
        if self._session.project is not None:
            self._on_opened()

    # What is in front

    def set_up(self, flow: Flow) -> None:
        """Begin the questions of a flow."""
        self._failure = None
        self.setting_up.begin(flow, self.home.sources())

    def open_recipe(self, recipe: Path | str) -> None:
        """Set up a run with a recipe: that of a file, or one that ships by its name."""
        self._failure = None
        try:
            if isinstance(recipe, Path):
                opened = opened_recipe(recipe)
            else:
                opened = OpenedRecipe(recipe, api.builtin_recipe(recipe))
        except api.AscError as error:
            self._fail(error)
            return
        stage = opened.recipe.stage
        flow = flow_of(stage)
        if flow is None:
            message = self.tr('"{name}" is a recipe for "{stage}".')
            hint = self.tr("It is started from the command line.")
            self._failure = Failure(message.format(name=opened.title, stage=stage), hint)
            self._show()
            return
        self.setting_up.begin(flow, self.home.sources(), anew=True)
        self.setting_up.open_recipe(opened)

    def set_up_like(self, wanted: NewRun) -> None:
        """Set up a run like another one, from what that started from, with other settings."""
        self._failure = None
        project = self._session.project
        if project is None:
            return
        try:
            run = learnt_by(project, wanted.model)
            recipe = api.parse_recipe(run.recipe_toml)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        flow = flow_of(recipe.stage)
        if flow is not None:
            self.setting_up.begin(flow, self.home.sources(), anew=True)
            opened = OpenedRecipe(str(run.path / "recipe.toml"), recipe)
            self.setting_up.take_over(opened, run.provenance.get("inputs", {}), wanted.settings)

    def use_found(self, search: Path) -> None:
        """Set up a run with the best settings that a search has found, from what it started."""
        self._failure = None
        opened = best_of_search(search)
        flow = None if opened is None else flow_of(opened.recipe.stage)
        if opened is None or flow is None:
            message = self.tr("The search has not found any settings yet.")
            self._failure = Failure(message, self.tr("Go on with it, and give it more minutes."))
            self._show()
            return
        self.setting_up.begin(flow, self.home.sources(), anew=True)
        self.setting_up.take_over(opened, api.RunFolder(search).provenance.get("inputs", {}), {})
        self._context.say(self.tr("Set up with {settings}").format(settings=opened.words))

    def open_run(self, path: Path) -> None:
        """Show one run with its curves."""
        self.setting_up.leave()
        self.monitor.open(path)
        self._show()

    def open_elsewhere(self, path: Path) -> None:
        """Show a run of this project by its folder."""
        project = self._session.project
        try:
            run = api.RunFolder.open(path)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        if project is None or run.path.parent != project.runs_dir:
            message = self.tr('"{name}" is a run of another project.').format(name=path.name)
            self._failure = Failure(message, self.tr("Open that project."))
            self._show()
            return
        self.open_run(run.path)

    def back(self) -> None:
        """Return to the cards and the table."""
        self.setting_up.leave()
        self.monitor.close()
        self._failure = None
        self._show()

    def discard(self, path: Path) -> None:
        """Throw a run away; it can be taken back until the trash is emptied."""
        self._failure = None
        try:
            self.home.discard(path)
        except (api.AscError, OSError) as error:
            self._fail(error)

    def rename(self, path: Path, title: str) -> None:
        """Call a run something else; empty: by what it makes."""
        self._failure = None
        try:
            before = api.rename_run(path, title)
        except (api.AscError, OSError) as error:
            self._fail(error)
            return
        if title != before:
            words = self.tr("The run is called {name} now") if title else self.tr("Name taken away")
            self._context.say(words.format(name=title), undo=lambda: self.rename(path, before))
            self._context.runs.look()

    def called(self, path: Path) -> tuple[str, str]:
        """What a run makes, and what people call it: empty where nobody named it."""
        status = self.home.status_of(path)
        return (path.name, "") if status is None else (self.home.makes(status), status.title)

    def command_of(self, path: Path) -> str:
        """What to type for a run."""
        status = self.home.status_of(path)
        return "" if status is None else self.monitor.command_of(status)

    def look(self) -> None:
        """Look at all run folders and for the training pack now."""
        self._context.runs.look()
        self.home.pack.look()

    def _on_opened(self) -> None:
        self._forget()
        self._context.runs.look()

    def _on_closed(self) -> None:
        self._forget()
        self._show()

    def _forget(self) -> None:
        for part in (self.home, self.setting_up, self.monitor):
            part.forget()
        self._failure = None

    def _on_moved(self, path: Path) -> None:
        """Whoever answers questions is not taken away from them."""
        if not self.setting_up.is_open:
            self.open_run(path)

    def _on_discard(self, path: Path) -> None:
        self.discard(path)
        self.back()

    def _fail(self, error: Exception) -> None:
        hint = error.hint if isinstance(error, api.AscError) else ""
        self._failure = Failure(str(getattr(error, "message", error)), hint)
        self._show()

    # Showing

    def _show(self) -> None:
        wizard = self.setting_up.state(self.home.searches())
        failures = (self._failure, self.setting_up.failure, self.monitor.failure)
        self.state = TrainState()
        if self._session.project is not None:
            self.state = TrainState(
                ready=True,
                home=self.home.state(),
                wizard=wizard,
                run=self.monitor.state() if wizard is None else None,
                failure=next((one for one in failures if one is not None), None),
            )
        self.changed.emit(self.state)
