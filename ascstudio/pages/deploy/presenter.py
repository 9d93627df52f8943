"""What Deploy does: which bundles there are, verifying, measuring, taking out."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ascstudio.jobs import Failure
from ascstudio.pages.deploy.looking import (
    free_name,
    glance,
    look_closely,
    size_of,
    take_out,
    with_chip,
)
from ascstudio.pages.deploy.state import (
    BundleItem,
    DeployState,
    Details,
    Export,
    SpeedLine,
    Written,
    lines_of,
)
from ascstudio.project.background import Background
from ascstudio.project.bundles import bundle_choices
from ascstudio.project.names import bytes_words
from ascstudio.project.run_words import RunWords
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.jobs import ProcessJob
    from ascstudio.jobs.job import Job
    from ascstudio.pages import Context

Stamp = tuple[int, int]


class DeployPresenter(QObject):
    """Lists bundles and looks at them in a thread; measures and writes as jobs."""

    changed = Signal(object)
    """DeployState."""
    written = Signal(str, object)
    """(what, path): an export is there."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context, self._session = context, context.session
        self.state = DeployState()
        self.failure: Failure | None = None
        self._extra: list[Path] = []
        self._glances: dict[Path, tuple[Stamp, BundleItem]] = {}
        self._verifying: Path | None = None
        self._measurement: ProcessJob | None = None
        self._measured: Path | None = None
        self._words = RunWords()
        self._background = Background("deploy", self)
        context.session.opened.connect(self._on_project)
        context.session.closed.connect(self._on_project)
        context.runs.changed.connect(self._on_runs)
        self._in_front = False

    def enter(self) -> None:
        """The page is in front: look which bundles there are."""
        self._in_front = True
        self.refresh()

    def leave(self) -> None:
        """Errors that were seen do not wait for the next visit."""
        self._in_front, self.failure = False, None

    def shut_down(self) -> None:
        """End the thread."""
        self._background.shut_down()

    # Which bundles there are

    def refresh(self) -> None:
        """List the bundles; what is known of them stays, the rest is looked at."""
        items = tuple(self._known(item) for item in self._list())
        self._set(items=items)
        paths = [item.path for item in items]
        if self.state.chosen not in paths:
            used = self._context.bundle
            self.choose(used if used in paths else paths[0] if paths else None)
        for item in items:
            if item.standing == "looking":
                self._background.run(partial(glance, item), self._on_glance)

    def _list(self) -> list[BundleItem]:
        choices = bundle_choices(self._session)
        items = [BundleItem(path, path.stem) for path in self._extra if path.is_file()]
        items += [BundleItem(one.path, one.name, starter=one.starter) for one in choices]
        mine = [item for item in items if not item.starter]
        return [*mine, *self._runs_without(), *(item for item in items if item.starter)]

    def _runs_without(self) -> list[BundleItem]:
        """Finished int8 runs of which the project has no bundle yet, the newest first."""
        project = self._session.project
        if project is None:
            return []
        bundled = {row.run for row in project.bundles()}
        statuses = self._context.runs.statuses
        self._words.tell_apart(statuses)
        return [
            BundleItem(path, self._words.title(status))
            for status in reversed(statuses)
            if status.stage == "quantize" and status.path not in bundled
            for path in [status.path / "export" / "student.ascbundle"]
            if path.is_file()
        ]

    def _known(self, item: BundleItem) -> BundleItem:
        stamp, known = self._glances.get(item.path, ((0, 0), item))
        return known if stamp == _stamp(item.path) else item

    def _on_glance(self, item: BundleItem) -> None:
        self._glances[item.path] = (_stamp(item.path), item)
        self._set(items=tuple(item if one.path == item.path else one for one in self.state.items))

    def _on_project(self) -> None:
        self._cancel_measurement()
        self._background.forget()
        self._extra, self.failure = [], None
        self._set(items=(), chosen=None, details=None, speed=None, lines=(), written={})
        if self._in_front:
            self.refresh()

    def _on_runs(self) -> None:
        if self._in_front and {item.path for item in self._list()} != {
            item.path for item in self.state.items
        }:
            self.refresh()
        if not self.state.run and (run := self._run_name(self.state.chosen)):
            self._set(run=run)  # the bundle was there before its run was read

    # The one that is shown

    def choose(self, path: Path | None) -> None:
        """Show a bundle: it is verified anew."""
        self.failure = None
        self._set(
            chosen=path, details=None, speed=None, lines=(), written={}, run=self._run_name(path)
        )
        if path is not None:
            done = partial(self._on_details, path)
            self._background.run(partial(look_closely, path), done, partial(self._on_refused, path))

    def verify(self, path: Path) -> None:
        """Verify a bundle, from anywhere on disk, and show it."""
        path = path.absolute()
        if path not in [item.path for item in self._list()]:
            self._extra.insert(0, path)
        self._glances.pop(path, None)
        self._verifying = path
        self._set(chosen=path)
        self.refresh()
        self.choose(path)

    def _on_details(self, path: Path, details: Details) -> None:
        if path != self.state.chosen:
            return
        first = self.state.details is None
        if first:
            self._background.run(partial(with_chip, details), partial(self._on_details, path))
            self._say_verified(path, details)
        bundle = details.bundle
        speed = api.known_speed(bundle.fingerprint) if bundle is not None else None
        measured_now = self.state.measuring and self._measured == path
        lines = self.state.lines if measured_now else () if speed is None else lines_of(speed)
        self._set(details=details, speed=speed, lines=lines)

    def _on_refused(self, path: Path, error: api.AscError) -> None:
        """It could not be read at all."""
        report = api.VerifyReport(ok=False, files={}, reasons=(error.message,), may_ship="unknown")
        self._on_details(path, Details(report, None))

    def _say_verified(self, path: Path, details: Details) -> None:
        if self._verifying != path:
            return
        self._verifying = None
        if details.report.ok:
            words = self.tr("Verified: {name} is whole")
            self._context.say(words.format(name=path.name))

    def _run_name(self, path: Path | None) -> str:
        """What made a bundle, if it was a run of this project."""
        project = self._session.project
        run = self._run_of(path) if project is not None and path is not None else None
        found = next((one for one in self._context.runs.statuses if one.path == run), None)
        return self._words.title(found) if found is not None else ""

    def _run_of(self, path: Path) -> Path | None:
        project = self._session.project
        if path.parent.name == "export":
            return path.parent.parent
        rows = project.bundles() if project is not None else []
        return next((row.run for row in rows if row.path == path), None)

    # How fast it is

    def measure(self) -> None:
        """Measure the chosen bundle in a process of its own, which no window disturbs."""
        item = self.state.item
        if item is None or self.state.bundle is None or self.state.measuring:
            return
        title = self.tr("Speed of {name}").format(name=item.name)
        job = self._context.jobs.run_command(title, "speed", ["bench", str(item.path)])
        self._measurement, self._measured = job, item.path
        job.progressed.connect(self._on_measuring)
        job.succeeded.connect(self._on_measured)
        job.failed.connect(self._on_not_measured)
        job.cancelled.connect(self._on_not_measured)
        self._set(measuring=True, measured_share=0.0, lines=_empty_lines(), speed=None)

    def cancel_measuring(self) -> None:
        """Stop it; what was known before is shown again."""
        self._cancel_measurement()

    def _cancel_measurement(self) -> None:
        if self._measurement is not None:
            self._measurement.cancel()

    def _on_measuring(self, progress: api.Progress) -> None:
        share = progress.done / progress.total if progress.total else None
        line = _line_of(progress.metrics)
        if self._measured != self.state.chosen or line is None:
            self._set(measured_share=share)
            return
        key = (line.precision, line.threads)
        lines = tuple(
            line if (one.precision, one.threads) == key else one for one in self.state.lines
        )
        self._set(measured_share=share, lines=lines)

    def _on_measured(self, answer: dict[str, Any]) -> None:
        shown = self._measured == self.state.chosen
        self._over()
        if shown:
            speed = api.Speed.from_dict(answer)
            self._set(speed=speed, lines=lines_of(speed))

    def _on_not_measured(self, failure: Failure | None = None) -> None:
        self.failure = failure
        self._over()
        bundle = self.state.bundle
        speed = api.known_speed(bundle.fingerprint) if bundle is not None else None
        self._set(speed=speed, lines=() if speed is None else lines_of(speed))

    def _over(self) -> None:
        self._measurement = self._measured = None
        self._set(measuring=False, measured_share=None)

    # Taking it out

    def export_bundle(self, out: Path) -> None:
        """Write the bundle to a file; of a run that has none yet, the project remembers it."""
        item = self.state.item
        if item is None:
            return
        title = self.tr("Export of {name}").format(name=item.name)
        run = self._run_of(item.path) if item.path.parent.name == "export" else None
        job: Job | ProcessJob
        if run is not None:
            job = self._context.jobs.run_command(title, "export", ["export", str(run), str(out)])
        else:
            source = item.path
            job = self._context.jobs.start(title, "export", lambda _: take_out(source, out))
        self._follow("bundle", job, out)

    def export_folder(self, what: Export, parent: Path) -> None:
        """Write C source or a web page into a new folder in ``parent``."""
        item = self.state.item
        if item is None or what == "bundle":
            return
        suffix, option, icon = {"c": ("c99", "--c", "code"), "web": ("web", "--web", "web")}[what]
        out = free_name(parent, f"{self.file_name()}-{suffix}")
        title = self.tr("Export of {name}").format(name=item.name)
        arguments = ["export", str(item.path), option, str(out)]
        self._follow(what, self._context.jobs.run_command(title, icon, arguments), out)

    def file_name(self) -> str:
        """What an export of the chosen bundle is called, without its ending."""
        item = self.state.item
        if item is None:
            return ""
        run = self._run_of(item.path) if item.path.parent.name == "export" else None
        return item.path.stem if run is None else run.name

    def _follow(self, what: Export, job: Job | ProcessJob, out: Path) -> None:
        self.failure = None
        source = self.state.chosen
        job.succeeded.connect(partial(self._on_written, what, source, out))
        job.failed.connect(partial(self._on_not_written, what))
        job.cancelled.connect(partial(self._on_not_written, what))
        self._set(exporting=self.state.exporting | {what})

    def _on_written(self, what: Export, source: Path | None, out: Path, _: object = None) -> None:
        self._set(exporting=self.state.exporting - {what})
        n_bytes = size_of(out)
        if source == self.state.chosen:
            self._set(written={**self.state.written, what: Written(out, n_bytes)})
        words = self.tr("{name} is written, {size}")
        self._context.say(words.format(name=out.name, size=bytes_words(n_bytes)))
        self.written.emit(what, out)
        self._context.runs.look()
        if self._in_front:
            self.refresh()

    def _on_not_written(self, what: Export, failure: Failure | None = None) -> None:
        self.failure = failure
        self._set(exporting=self.state.exporting - {what})

    def _set(self, **changes: Any) -> None:
        self.state = replace(self.state, **changes)
        self.changed.emit(self.state)


def _stamp(path: Path) -> Stamp:
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)


def _empty_lines() -> tuple[SpeedLine, ...]:
    """The rows that a measurement will fill, one by one."""
    return tuple(
        SpeedLine(precision, threads)
        for threads in api.thread_counts()
        for precision in ("int8", "fp32")
    )


def _line_of(metrics: Any) -> SpeedLine | None:
    try:
        return SpeedLine(
            "int8" if metrics["int8"] else "fp32",
            int(metrics["threads"]),
            float(metrics["frontend"]),
            float(metrics["network"]),
            float(metrics["p50"]),
            float(metrics["p95"]),
        )
    except (KeyError, TypeError, ValueError):
        return None
