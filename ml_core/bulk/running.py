"""All parts of a corpus: handed out as commands, followed, and on from where they were left."""

import contextlib
import shutil
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ml_core.bulk.part import DONE, PARTS, ROWS, STOP, folder_of, require_hearing
from ml_core.bulk.plan import Part, write_plan
from ml_core.bulk.settings import BulkSettings
from ml_core.cluster import Outcome, Task, fan_out
from ml_core.errors import RecipeError, RunError
from ml_core.files import read_json, write_json
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.project.project import DATABASE
from ml_core.runs import RunFolder, at_work
from ml_core.runs.compute import Compute
from ml_core.runs.results import whole_result

STAGE = "bulk"
MANIFEST = "manifest.json"
MOST_FAILURES = 3  # parts one after the other, before the rest is not tried
TELL_EVERY_S = 5.0
SCENE = "scene@"  # metrics: rows of a scene; without a name: unknown
ONE_THREAD = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"), "1")
"""Of every part, wherever it is heard: sums are rounded alike, and cores are not fought for."""


def new_bulk(folder: Path, settings: BulkSettings) -> RunFolder:
    """The run that hears a corpus, made or found.

    Args:
        folder: of the result; in the ``runs`` of a project it is one of its runs.
        settings: what is asked for.

    Raises:
        RecipeError: there is one already, that was asked for something else.
        RunError: the folder cannot be made.
        AscError: as ``require_hearing`` says; no folder is made then.
    """
    if (folder / "recipe.toml").is_file():
        run = RunFolder.open(folder)
        known = BulkSettings.from_toml(run.recipe_toml)
        if replace(known, form=settings.form) != settings:
            raise RecipeError(
                f'"{run.name}" is there already, and was asked for something else.',
                hint="Use another --out, or what it began with.",
            )
        return run
    require_hearing(settings)
    facts = {"started": time.time(), "inputs": {}}
    run = RunFolder.create(folder, STAGE, settings.to_toml(), facts)
    if (project := _project_of(run)) is not None:
        with Project.open(project) as opened:
            opened.add_run(run.path, STAGE)
    return run


def run_bulk(run: RunFolder, compute: Compute, monitor: Monitor | None = None) -> dict[str, Any]:
    """Hear all that is not heard yet.

    Args:
        run: from ``new_bulk``.
        compute: where parts are heard; another place than before gives the same.
        monitor: hears how far it is, and may cancel: called again it goes on.

    Returns:
        What it came to; at once where it is done.

    Raises:
        RunError: parts did not end well; called again, these are tried again.
        Cancelled: asked to stop.
    """
    if (done := whole_result(run.path, STAGE)) is not None:
        return done
    settings = BulkSettings.from_toml(run.recipe_toml)
    with _held(run):
        run.record(compute=str(compute))
        heard = run.monitor(monitor)
        heard.report(0, None, stage="start")
        parts = write_plan(run.path, Path(settings.source), settings.kind, settings.part, heard)
        return _Bulk(run, settings, parts, heard).go_on(compute)


def _project_of(run: RunFolder) -> Path | None:
    """The project whose run it is, if it is one's."""
    folder = run.path.absolute().parent.parent
    is_one = run.path.absolute().parent.name == "runs" and (folder / DATABASE).is_file()
    return folder if is_one else None


@contextlib.contextmanager
def _held(run: RunFolder) -> Iterator[None]:
    project = _project_of(run)
    with run.heartbeat() if project is None else at_work(project, run):
        yield


class _Bulk(Monitor):
    """A corpus that is being heard; to those who hand out it is who hears how far they are."""

    def __init__(
        self, run: RunFolder, settings: BulkSettings, parts: Sequence[Part], monitor: Monitor
    ) -> None:
        super().__init__()
        self._run, self._settings, self._parts, self._monitor = run, settings, parts, monitor
        self._entries = sum(part.count for part in parts)
        self._size = max(1, sum(part.size for part in parts))
        self._begun_s = self._told_s = time.monotonic()
        self._done_entries = self._done_size = 0
        self._new_size = 0
        self._new_s = 0.0  # of sound, heard since this began
        self._failures = self._problems = 0
        self._sound_s = 0.0
        self._scenes: Counter[str] = Counter()

    def go_on(self, compute: Compute) -> dict[str, Any]:
        """Hear what is left; returns the result, which is written."""
        tasks = [self._task(part) for part in self._parts]
        self._by_folder = dict(zip((task.folder for task in tasks), self._parts, strict=True))
        for part, task in zip(self._parts, tasks, strict=True):
            if task.done.exists() and (report := self._whole(task)) is not None:
                self._count(part, report)
        self._tell()
        outcomes = fan_out(tasks, compute, self, stage=STAGE, on_end=self._ended)
        failed = [one for one in outcomes if one.status != 0]
        if failed:
            raise self._problem(failed)
        return self._finish(tasks)

    def _task(self, part: Part) -> Task:
        folder = folder_of(self._run.path, part)
        words = (STAGE, self._settings.source, "--resume", str(self._run.path))
        return Task(
            words=(*words, "--only", str(part.number), "--json"),
            folder=folder,
            done=folder / DONE,
            needs=(*self._settings.needs, self._run.path / "recipe.toml"),
            stop=self._run.path / STOP,
            environment=ONE_THREAD,
        )

    def _whole(self, task: Task) -> dict[str, Any] | None:
        """What a part came to whose rows are there; others are heard again."""
        report = read_json(task.done) or {}
        rows = self._run.path / ROWS / str(report.get("file", ""))
        if rows.is_file() and rows.stat().st_size == report.get("bytes"):
            return report
        task.done.unlink(missing_ok=True)
        return None

    def _count(self, part: Part, report: Mapping[str, Any]) -> None:
        self._done_entries += part.count
        self._done_size += part.size
        self._problems += int(report.get("problems", 0))
        self._sound_s += float(report.get("sound_s", 0.0))
        self._scenes.update(report.get("scenes") or {})

    def _ended(self, outcome: Outcome) -> None:
        if outcome.status != 0:
            self._failures += 1
            if self._failures >= MOST_FAILURES:
                raise self._problem([outcome] * self._failures)
            return
        self._failures = 0
        part = self._by_folder[outcome.task.folder]
        report = read_json(outcome.task.done) or {}
        self._count(part, report)
        self._new_size += part.size
        self._new_s += float(report.get("sound_s", 0.0))
        self._tell()

    def check(self) -> None:
        """Raise as whoever listens does."""
        self._monitor.check()

    def tell(self, done: int, total: int | None, *, stage: str = "", **metrics: float) -> None:
        """How far parts are is told in recordings, now and then."""
        if time.monotonic() - self._told_s >= TELL_EVERY_S:
            self._tell()

    def _tell(self) -> None:
        self._told_s = time.monotonic()
        took_s = max(1e-3, self._told_s - self._begun_s)
        facts = {"sound_h": round(self._sound_s / 3600, 3), "problems": float(self._problems)}
        facts |= {f"{SCENE}{name}": float(n) for name, n in self._scenes.items()}
        if self._new_s:
            facts["times_real_time"] = round(self._new_s / took_s, 1)
        if self._new_size:
            left = self._size - self._done_size
            facts["time_left_s"] = round(left * took_s / self._new_size, 1)
        self._monitor.report(self._done_entries, self._entries, stage=STAGE, **facts)

    def _problem(self, failed: Sequence[Outcome]) -> RunError:
        first = failed[0]
        return RunError(
            f"{len(failed)} of {len(self._parts)} parts did not end well. "
            f'"{first.task.folder.name}": {first.message}',
            hint="The same command again goes on with what is left.",
        )

    def _finish(self, tasks: Sequence[Task]) -> dict[str, Any]:
        """Say what all parts came to; their notes are needed no more."""
        reports = [read_json(task.done) or {} for task in tasks]
        names = ("file", "rows", "entries", "problems", "windows", "sound_s", "bytes", "sha256")
        settings = self._settings
        write_json(
            self._run.path / MANIFEST,
            {
                "version": 1, "bundle_sha256": settings.sha256, "form": settings.form,
                "rows_are": settings.rows, "columns": reports[0].get("columns", []),
                "files": [{name: report.get(name) for name in names} for report in reports],
            },
        )  # fmt: skip
        peaks = [int(report.get("peak_memory_bytes") or 0) for report in reports]
        counts = {
            name: sum(report[name] for report in reports)
            for name in ("rows", "sounds", "problems", "windows", "sound_s", "cpu_s", "bytes")
        }
        result = {
            "folder": ROWS, "manifest": MANIFEST, "parts": len(reports), **counts,
            "sound_s": round(counts["sound_s"], 3), "cpu_s": round(counts["cpu_s"], 3),
            "peak_memory_bytes": max(peaks), "scenes": dict(self._scenes), "form": settings.form,
        }  # fmt: skip
        self._run.write_result(result)
        shutil.rmtree(self._run.path / PARTS, ignore_errors=True)
        return result
