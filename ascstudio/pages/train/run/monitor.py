"""The run in front: follows its folder, and asks it to stop or to go on. No widgets here."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.jobs.remedies import without_commands
from ascstudio.pages.train.run.about import About, estimate, read_about
from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.figures import Seen
from ascstudio.pages.train.run.state import RunState
from ascstudio.pages.train.run.told import RunTeller
from ascstudio.project.run_words import RunWords
from ascstudio.project.runs import Known
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


class RunMonitor(QObject):
    """Follows the run in front through its folder, and asks it to stop or to go on."""

    changed = Signal()
    """What it shows is another."""
    discarded = Signal(object)
    """Path of a run that goes into the trash."""
    moved_on = Signal(object)
    """Path of a run that is shown in place of the one in front."""

    def __init__(self, context: "Context", words: RunWords) -> None:
        super().__init__()
        self._context = context
        self._session, self._runs = context.session, context.runs
        self._teller = RunTeller(words)
        self._about: dict[Path, About] = {}
        self._read: dict[Path, Known] = {}  # as it was when its folder was read last
        self._reading = False
        self._estimated: set[Path] = set()
        self._exporting: Path | None = None
        self._mapping: Path | None = None
        self._open: Path | None = None
        self.failure: Failure | None = None
        self._runs.changed.connect(self._follow)
        self._runs.ended.connect(self._on_ended)

    @property
    def path(self) -> Path | None:
        """The run in front."""
        return self._open

    def open(self, path: Path) -> None:
        """Follow another run."""
        self._open, self.failure = path, None
        self._about.setdefault(path, About(path))
        self._runs.look()
        self._follow()

    def close(self) -> None:
        """Follow none."""
        self._open = self.failure = None

    def forget(self) -> None:
        """The project is another."""
        self.close()
        self._about, self._read, self._reading = {}, {}, False
        self._estimated, self._exporting, self._mapping = set(), None, None

    # What can be done

    def stop(self, kind: Literal["pause", "keep", "discard"]) -> None:
        """Ask the run in front to stop: pause, keep or discard; who waits leaves the line."""
        if self._open is None:
            return
        if kind == "discard":
            self.discarded.emit(self._open)
            return
        path, known = self._open, self._runs.of(self._open)

        def step() -> None:
            run = api.RunFolder.open(path)
            if known is not None and known.status.state == "waiting" and not run.is_held:
                api.leave_line(run)
            else:
                run.request_stop(kind)

        self._do(step)

    def resume(self) -> None:
        """Let a paused or dead run go on; what follows from it goes in line again."""
        folder, known = self._session.folder, self._runs.of(self._open)
        if folder is None or known is None:
            return
        status = known.status
        if status.chain:
            run = api.RunFolder(status.path)
            self._do(lambda: api.resume_chain(folder, api.chain_of(run)))
            return
        arguments = [status.stage, str(folder), "--resume", str(status.path), "--json"]
        self._do(lambda: api.start_detached(arguments, status.path))

    def start_now(self) -> None:
        """Start the run in front, whatever else goes on."""
        folder, path = self._session.folder, self._open
        if folder is not None and path is not None:
            self._do(lambda: api.start_now(folder, api.RunFolder.open(path)))

    def finish_early(self) -> None:
        """Let a run that stands still make its network of the best it has learnt."""
        folder, path = self._session.folder, self._open
        if folder is not None and path is not None:
            self._do(lambda: api.finish_early(folder, api.RunFolder.open(path)))

    def start_anew(self) -> None:
        """Start the run again from its beginning with what needs less memory."""
        folder, known = self._session.folder, self._runs.of(self._open)
        if folder is None or known is None or known.end is None:
            return
        changes = [f"{name}={value}" for name, value in known.end.settings.items()]
        status = known.status
        run = api.RunFolder(status.path)
        path = fresh_beside(status.path)

        def start() -> None:
            recipe = api.parse_recipe(run.recipe_toml).with_overrides(changes)
            api.launch_stage(folder, recipe, path, run.provenance.get("inputs", {}))

        if self._do(start):
            self.moved_on.emit(path)

    def export(self) -> None:
        """Make the bundle of a finished int8 run and let the project know it."""
        project, path = self._session.project, self._open
        if project is None or path is None or self._exporting is not None:
            return
        title = self.tr("Bundle of {name}").format(name=path.name)
        arguments = ["export", str(path), "--project", str(project.folder)]
        job = self._context.jobs.run_command(title, "export", arguments)
        job.succeeded.connect(lambda report: self._on_exported(str(report.get("bundle", ""))))
        job.failed.connect(self._on_export_failed)
        job.cancelled.connect(self._on_export_cancelled)
        self._exporting = path
        self.changed.emit()

    def copy_bundle(self, to: Path) -> None:
        """Put a copy of the bundle of the run in front elsewhere."""
        bundle = self._bundle_of(self._open)
        if bundle is not None and self._do(lambda: shutil.copyfile(bundle, to)):
            self._context.say(self.tr("{name} is written").format(name=to.name))

    def draw_maps(self) -> None:
        """Lay the maps of teacher and student beside each other; Activity shows how far it is."""
        folder, path = self._session.folder, self._open
        if folder is None or path is None or self._mapping is not None:
            return
        title = self.tr("Maps of {name}").format(name=path.name)
        job = self._context.jobs.run_command(title, "explore", ["beside", str(path), str(folder)])
        job.succeeded.connect(self._on_mapped)
        job.failed.connect(self._on_not_mapped)
        job.cancelled.connect(self._on_not_mapped)
        self._mapping = path
        self.changed.emit()

    def evaluate(self) -> None:
        """Go to Evaluate with the bundle of this run, or with the run."""
        if self._open is not None:
            self._context.go("evaluate", self._bundle_of(self._open) or self._open)

    def say(self, sentence: str) -> None:
        """Tell that something was done."""
        self._context.say(sentence)

    def listen(self) -> None:
        """Let Live use the bundle of this run."""
        bundle = self._bundle_of(self._open)
        if bundle is not None:
            self._context.use_bundle(bundle)
            self._context.go("live", bundle)

    def run_command(self) -> str:
        """The command line of the run in front."""
        known = self._runs.of(self._open)
        return "" if known is None else self.command_of(known.status)

    def command_of(self, status: "api.RunStatus") -> str:
        """The command line of a run."""
        about = self._about.get(status.path)
        if about is None or not about.provenance:
            made = api.RunFolder(status.path).provenance
            about = About(status.path, provenance=made)
        folder = self._session.folder or status.path.parent.parent
        return self._teller.command(status, about.inputs, folder)

    def _do(self, step: Callable[[], object]) -> bool:
        """Do what may be refused; the page says why, or the window where the run is gone."""
        self.failure, done = None, False
        try:
            step()
            done = True
        except (api.AscError, OSError) as error:
            if self._open is not None and not self._open.is_dir():
                self._context.refused.emit(without_commands(str(error)))
            else:
                hint = error.hint if isinstance(error, api.AscError) else ""
                self.failure = Failure(str(getattr(error, "message", error)), hint)
        self._runs.look()
        self.changed.emit()
        return done

    def _on_exported(self, bundle: str) -> None:
        self._exporting = None
        self._context.say(self.tr("{name} is ready").format(name=Path(bundle).name))
        self._session.reload()
        self.changed.emit()

    def _on_export_failed(self, failure: Failure) -> None:
        self._exporting, self.failure = None, failure
        self.changed.emit()

    def _on_export_cancelled(self) -> None:
        self._exporting = None
        self.changed.emit()

    def _on_mapped(self) -> None:
        path, self._mapping = self._mapping, None
        if path is not None:
            self._read.pop(path, None)
        self._follow()

    def _on_not_mapped(self, failure: Failure | None = None) -> None:
        self._mapping, self.failure = None, failure
        self.changed.emit()

    # Following

    def show_beside(self, name: str) -> None:
        """Show another run of the chain of the one in front."""
        if self._open is not None:
            self.moved_on.emit(self._open.with_name(name))

    def _on_ended(self, known: Known) -> None:
        """Whoever watches a chain goes on with its next run."""
        view = self.state() if known.status.path == self._open else None
        if view is not None and view.following and known.status.state == "done":
            self.show_beside(view.following)

    def _follow(self) -> None:
        """Read on what the run in front wrote, unless it is over and was read to its end."""
        path, known = self._open, self._runs.of(self._open)
        if path is None or known is None or self._reading:
            return
        if known.sign is not None and self._read.get(path) is known:
            return
        before, stage = self._about.get(path, About(path)), known.status.stage
        self._reading = True
        self._runs.background(
            lambda: read_about(before, stage),
            lambda found: self._on_read(known, found),
            lambda _: self._on_read(known, None),
        )

    def _on_read(self, known: Known, found: About | None) -> None:
        self._reading = False
        if found is None:
            return
        path = known.status.path
        costs = self._about.get(path, found).costs
        self._about[path] = replace(found, costs=costs)
        self._read[path] = known
        self._estimate(known)
        if path == self._open:
            self.changed.emit()

    def _estimate(self, known: Known) -> None:
        """Ask once what it takes and what its chain still takes."""
        project, path = self._session.project, known.status.path
        if project is None or path in self._estimated or known.status.state == "done":
            return
        self._estimated.add(path)
        chain = known.status.chain or (known.status.name,)
        paths = [path.with_name(name) for name in chain]

        def keep(costs: dict[str, api.Estimate]) -> None:
            if path in self._about:
                self._about[path] = replace(self._about[path], costs=costs)

        self._session.background(lambda: estimate(project, paths), keep)

    # Showing

    def curves(self) -> RunCurves:
        """Of the run in front, as far as they were read."""
        about = self._about.get(self._open) if self._open is not None else None
        return RunCurves() if about is None else about.curves

    def state(self) -> RunState | None:
        """What to show of the run in front; None while nothing is known of it."""
        path, known, project = self._open, self._runs.of(self._open), self._session.project
        if path is None or known is None or project is None:
            return None
        table = self._session.table
        seen = Seen(
            known=known,
            about=self._about.get(path, About(path)),
            others={one.name: one for one in self._runs.statuses},
            devices=table.devices,
            unseen=table.unseen_devices(),
            folder=project.folder,
        )
        run = self._teller.state(
            seen,
            exporting=self._exporting == path,
            bundle=self._bundle_of(path),
            mapping=self._mapping == path,
        )
        if not (project.read_only and run.can_draw_maps and run.maps is None):
            return run
        why = self.tr("The project can only be read here: maps of this run could not be kept.")
        return replace(run, can_draw_maps=False, no_maps=why)

    def _bundle_of(self, run: Path | None) -> Path | None:
        project = self._session.project
        if project is None or run is None:
            return None
        return next((row.path for row in project.bundles() if row.run == run), None)


def fresh_beside(path: Path) -> Path:
    """A folder of another name beside this one."""
    number, found = 2, path
    while found.exists():
        found, number = path.with_name(f"{path.name}-{number}"), number + 1
    return found
