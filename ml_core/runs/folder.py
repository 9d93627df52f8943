"""A run is a folder: recipe, events, heartbeat, log, checkpoint, result.

Everything about a run is read from its folder, so a run started by the window, from the
command line or last month looks the same. What happened is told by which files are there;
no file says "running", so nothing needs repair after a kill.
"""

import contextlib
import json
import os
import shutil
import socket
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, Self, cast, get_args

from ml_core.errors import AscError, RunError, UnwritableFile
from ml_core.files import read_json, write_bytes, write_json, write_text
from ml_core.progress import Cancelled, Monitor, Progress
from ml_core.runs import events, moments, results
from ml_core.runs.causes import cause_of
from ml_core.runs.facts import (
    FORMAT,
    read_facts,
    read_recipe,
    recipe_table,
    refuse_newer,
    with_paths,
)
from ml_core.runs.holding import holds, owner_of, taking_hold, write_owner
from ml_core.runs.kept import kept_of
from ml_core.runs.naming import title_of
from ml_core.runs.process import ProcessName
from ml_core.runs.time_left import TimeLeft
from ml_core.runs.vitals import vitals

StopKind = Literal["pause", "keep", "discard"]
State = Literal["waiting", "running", "paused", "done", "failed", "stopped", "dead"]
HEARTBEAT_S = 2.0
TICKET = "queued.json"  # of a run that waits in line
DAMAGE = (RunError, OSError, ValueError, TypeError, KeyError, AttributeError, OverflowError)
MEND = "Discard it, or put its files back as they were."
LINE = ".line"  # in the folder of the runs: locked while some start, or come or go
SPARE_BYTES = 65_536  # held back on disk, so that a full one leaves room to say so
TRAINING = ("step", "epoch")  # events that count through the training of a run


class StopRequested(Cancelled):
    """The run's folder holds a ``stop`` file."""

    def __init__(self, kind: StopKind) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class RunStatus:
    """What a list of runs shows."""

    path: Path
    name: str
    stage: str
    state: State
    done: int = 0
    total: int | None = None
    step: str = ""  # what it is doing, e.g. "train"
    metrics: Mapping[str, float] = field(default_factory=dict)
    started: float | None = None  # seconds since 1970
    updated: float | None = None
    result: Mapping[str, Any] | None = None
    message: str = ""  # why it failed
    hint: str = ""
    recipe: str = ""  # TOML
    place: int | None = None  # in line: 1 is next; None for whoever does not wait
    waits_for: str = ""  # the run it starts from, while that one is not done
    chain: tuple[str, ...] = ()  # names of the runs that it is one of, in their order
    title: str = ""  # what people call it; empty where nobody named it

    @property
    def progress(self) -> float | None:
        """Share that is done, 0..1; None while nobody can say."""
        if self.state == "done":
            return 1.0
        return self.done / self.total if self.total else None

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        table = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return {
            **table, "path": str(self.path), "metrics": dict(self.metrics),
            "chain": list(self.chain),
        }  # fmt: skip


class RunMonitor(Monitor):
    """Appends every report to the run's events and looks for its ``stop`` file."""

    def __init__(self, run: "RunFolder", also: Monitor | None) -> None:
        super().__init__(self._on_report)
        self._run = run
        self._also = also
        self._is_trained = False
        # what was learnt before is not thrown away because "keep" was asked for in the meantime
        self._is_getting_ready = kept_of(run.checkpoint_dir).epoch > 0
        self._time_left = TimeLeft()
        self._last = Progress(0, None, "start")

    def note(self, sentence: str) -> None:
        """Say something for people in the run's events."""
        last = self._last
        self._run.append_note(last.stage, last.done, last.total, sentence)

    def training(self, *, alone: bool = True) -> None:
        """What was learnt is loaded: "keep" can be done at once, or at steps where all agree."""
        self._is_getting_ready = not alone

    def trained(self) -> None:
        """From here on "keep" asks for nothing: the network is there and only gets measured."""
        self._is_trained = True

    def check(self) -> None:
        """Raise Cancelled, or StopRequested if the folder holds a ``stop`` file."""
        super().check()
        if self._also is not None:
            self._also.check()
        kind = self._run.stop_requested()
        if kind == "keep" and (self._is_trained or self._is_getting_ready):
            return
        if kind is not None:
            raise StopRequested(kind)

    def _on_report(self, progress: Progress) -> None:
        metrics = dict(progress.metrics)
        if progress.stage in TRAINING and progress.total:
            left_s = self._time_left(progress.done / progress.total)
            metrics |= {} if left_s is None else {"time_left_s": round(left_s, 1)}
        self._last = progress
        self._run.append_event(progress.stage, progress.done, progress.total, **metrics)
        if self._also is not None:
            self._also.tell(progress.done, progress.total, stage=progress.stage, **progress.metrics)


class RunFolder:
    """One run on disk; ``create`` a new one or ``open`` one that is there."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.checkpoint_dir = path / "checkpoint"

    @classmethod
    def create(
        cls, path: Path, stage: str, recipe_toml: str, provenance: Mapping[str, Any]
    ) -> Self:
        """Make the folder of a new run.

        Raises:
            RunError: there already is a run in it, or the folder cannot be made.
        """
        run = cls(path)
        run._require_room()
        try:
            run.checkpoint_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise RunError(
                f'Cannot make a run in "{path}": {error.strerror}.', hint="Choose another folder."
            ) from error
        with taking_hold(path, ProcessName.of(os.getpid())):  # of two at once one makes it
            run._require_room()
            run._write_provenance({"format": FORMAT, "stage": stage, **provenance})
            write_text(path / "recipe.toml", recipe_toml)  # last: with it the run exists
        return run

    def _require_room(self) -> None:
        """Refuse the folder of a run; of one that failed before it learned anything it is freed."""
        if not (self.path / "recipe.toml").exists():
            return
        failed = self.end.get("state") == "failed" and self.status().state == "failed"
        if failed and not any(self.checkpoint_dir.glob("*")):
            shutil.rmtree(self.path)
            return
        raise RunError(
            f'There already is a run in "{self.name}".',
            hint="Resume it with --resume, or choose another folder.",
        )

    @classmethod
    def open(cls, path: Path) -> Self:
        """Open a run that is there.

        Raises:
            RunError: this folder holds no run, or one of a newer version.
        """
        if not (path / "recipe.toml").is_file():
            raise RunError(
                f'"{path}" holds no run.', hint="List the runs of a project: asc runs PROJECT."
            )
        refuse_newer(path)
        return cls(path)

    @property
    def name(self) -> str:
        """The folder's name."""
        return self.path.name

    @property
    def recipe_toml(self) -> str:
        """The recipe as it was started with."""
        return read_recipe(self.path)

    @property
    def recipe(self) -> dict[str, Any]:
        """The same as a table; RunError where it is damaged."""
        return recipe_table(self.path)

    @property
    def provenance(self) -> dict[str, Any]:
        """Version, seed, threads, precision, data and packages; ``stage`` and its ``inputs``.

        Inputs are absolute paths of runs, right also where the project has moved.
        """
        facts = read_facts(self.path)
        return with_paths(facts, lambda place: str(self._found(place)))

    def record(self, **facts: Any) -> None:
        """Add facts to the provenance."""
        self._write_provenance({**self.provenance, **facts})

    def _write_provenance(self, facts: Mapping[str, Any]) -> None:
        write_json(self.path / "provenance.json", with_paths(facts, self._place))

    def _place(self, path: str) -> str:
        """How a run is named on disk: relative within the same project, which moves as a whole."""
        there, here = (Path(os.path.abspath(one)) for one in (path, self.path))
        if here.parent.parent in there.parents:
            return Path(os.path.relpath(there, here)).as_posix()
        return str(there)

    def _found(self, place: str) -> Path:
        """The run that is named so; one whose absolute path is gone may have moved with us."""
        here = self.path.absolute()
        there = Path(os.path.normpath(here / place))
        if not Path(place).is_absolute() or there.exists():
            return there
        beside = (folder / there.name for folder in here.parents[:2])
        return next((one for one in beside if (one / "recipe.toml").is_file()), there)

    @property
    def end(self) -> dict[str, Any]:
        """How it left before its result: ``state``, ``message``, ``hint``, ``cause``."""
        return read_json(self.path / "ended.json") or {}

    @property
    def heard_last(self) -> dict[str, Any]:
        """The last heartbeat of a run that did not end by itself: its process and ``vitals``."""
        return read_json(self.path / "heartbeat") or self.end.get("vitals") or {}

    @property
    def is_held(self) -> bool:
        """Whether a living process works on it, or is about to."""
        owner = owner_of(self.path)
        return owner is not None and holds(self.path, owner)

    def kill(self) -> None:
        """End the process that works on it, if it is one of this computer; what it kept stays."""
        owner = owner_of(self.path)
        if owner is not None:
            owner.kill()

    @property
    def is_from_elsewhere(self) -> bool:
        """Whether another computer worked on it."""
        owner = owner_of(self.path)
        return owner is not None and owner.host != socket.gethostname()

    @property
    def result(self) -> dict[str, Any] | None:
        """What the stage returned, once it is done."""
        return results.read_result(self.path)

    @property
    def is_done(self) -> bool:
        """Whether all that was asked of it is there."""
        return self.result is not None and not self.owes_bundle

    @property
    def owes_bundle(self) -> bool:
        """Whether it was ended between its result and the bundle that it was to write."""
        ended = (self.path / "ended.json").exists() or (self.path / "heartbeat").exists()
        if not ended or self.result is None:
            return False
        bundle = self.provenance.get("bundle")
        return bundle is not None and not Path(bundle).exists()

    def write_result(self, result: Mapping[str, Any]) -> None:
        """Write the result: with it the run is done."""
        write_json(self.path / results.FILE, dict(result))

    def append_event(self, stage: str, done: int, total: int | None, **metrics: float) -> None:
        """Append one line to ``events.jsonl``, at once on disk for every reader."""
        self._append(events.event(stage, done, total, **metrics))

    def append_note(self, stage: str, done: int, total: int | None, note: str) -> None:
        """The same with a sentence for people."""
        self._append({**events.event(stage, done, total), "note": note})

    def _append(self, event: Mapping[str, Any]) -> None:
        with (self.path / events.FILE).open("ab") as stream:
            stream.write(json.dumps({**moments.now(), **event}).encode() + b"\n")

    def read_events(self, offset: int = 0) -> tuple[list[dict[str, Any]], int]:
        """Events after byte ``offset`` and the offset to go on from; a half line waits."""
        return events.read_events(self.path, offset)

    def _last_events(self) -> list[dict[str, Any]]:
        """The events at the end of the file; long runs are not read whole for their status."""
        path = self.path / events.FILE
        size = path.stat().st_size if path.exists() else 0
        return self.read_events(max(0, size - 16_384))[0]

    def stop_requested(self) -> StopKind | None:
        """What the ``stop`` file asks for, if there is one; an odd text means "pause"."""
        try:
            kind = (self.path / "stop").read_text("utf-8", "replace").strip()
        except FileNotFoundError:
            return None
        return cast(StopKind, kind) if kind in get_args(StopKind) else "pause"

    def request_stop(self, kind: StopKind) -> None:
        """Ask the run to stop at its next step.

        Raises:
            RunError: it is not there any more.
        """
        RunFolder.open(self.path)
        write_text(self.path / "stop", kind)

    def monitor(self, also: Monitor | None = None) -> RunMonitor:
        """A monitor for the stage; ``also`` hears the same and may cancel too."""
        return RunMonitor(self, also)

    @contextlib.contextmanager
    def heartbeat(self) -> Iterator[None]:
        """Hold the run: beat every 2 s; an error or a stop that leaves the block is written down.

        Raises:
            RunError: another living process holds it.
        """
        me, finished = ProcessName.of(os.getpid()), threading.Event()

        def beat() -> None:
            while not finished.wait(HEARTBEAT_S):
                with contextlib.suppress(UnwritableFile):  # a full disk is the run's to tell
                    write_owner(self.path, me, log_from=log_from)

        log_from = self.log_bytes
        with taking_hold(self.path, me):
            self._forget_last_end(launched=owner_of(self.path) == me)
            write_owner(self.path, me, log_from=log_from)
        write_bytes(self.path / ".spare", bytes(SPARE_BYTES))
        thread = threading.Thread(target=beat, name="heartbeat", daemon=True)
        thread.start()
        try:
            yield
        except (Exception, KeyboardInterrupt) as error:
            self._write_end(error)
            raise
        finally:
            finished.set()
            thread.join()
            (self.path / "heartbeat").unlink(missing_ok=True)
            (self.path / ".spare").unlink(missing_ok=True)

    @property
    def log_bytes(self) -> int:
        """Size of the log."""
        log = self.path / "log.txt"
        return log.stat().st_size if log.exists() else 0

    def _forget_last_end(self, *, launched: bool) -> None:
        """Make room for going on: how it ended, an old ``stop``, half a line of events."""
        stop, heartbeat = self.path / "stop", self.path / "heartbeat"
        asked_since_launch = (
            launched and stop.exists() and stop.stat().st_mtime >= heartbeat.stat().st_mtime
        )
        if not asked_since_launch:
            stop.unlink(missing_ok=True)
        (self.path / "ended.json").unlink(missing_ok=True)
        (self.path / TICKET).unlink(missing_ok=True)
        told = self.path / events.FILE
        if told.is_file() and not told.read_bytes().endswith(b"\n"):
            with told.open("ab") as stream:
                stream.write(b"\n")

    def _write_end(self, error: BaseException) -> None:
        """Say in ``ended.json`` why the run left before its result."""
        if isinstance(error, Cancelled | KeyboardInterrupt):
            kind = error.kind if isinstance(error, StopRequested) else "pause"
            end = {"state": "paused" if kind == "pause" else "stopped"}
        elif isinstance(error, AscError):
            end = {"state": "failed", "message": error.message, "hint": error.hint}
            end["cause"] = cause_of(error)
        else:
            hint = f"The details are in {self.path / 'log.txt'}."
            end = {"state": "failed", "message": f"{type(error).__name__}: {error}", "hint": hint}
            end["cause"] = cause_of(error)
        (self.path / ".spare").unlink(missing_ok=True)
        with contextlib.suppress(UnwritableFile):  # then the last heartbeat has to tell
            write_json(self.path / "ended.json", {**end, "vitals": vitals(self.path)})

    def status(self) -> RunStatus:
        """Everything a list of runs shows, from the files alone; a damaged one has failed.

        Raises:
            OSError: it is not there any more.
        """
        message, hint = "Its folder is damaged.", MEND
        try:
            refuse_newer(self.path)
        except RunError as error:
            message, hint = error.message, error.hint
        else:
            with contextlib.suppress(*DAMAGE):
                return self._status()
        self.path.stat()
        told = RunStatus(self.path, self.name, "", "failed", message=message, hint=hint)
        return replace(told, title=title_of(self.path))

    def _status(self) -> RunStatus:
        latest = self._last_events()
        last: dict[str, Any] = latest[-1] if latest else {}
        newest = {
            name: float(value) for event in latest for name, value in event["metrics"].items()
        }
        result, end, facts = self.result, self.end, self.provenance
        started = facts.get("started")
        state = self._state(bool(latest), result is not None, end)
        goes_on_here = state == "running" and not self.is_from_elsewhere
        return RunStatus(
            path=self.path,
            name=self.name,
            stage=str(facts["stage"]),
            state=state,
            done=int(last.get("done") or 0),
            total=last.get("total"),
            step=str(last.get("stage", "")),
            metrics=newest,
            started=None if started is None else float(started),
            updated=moments.by_the_clock_now(last) if goes_on_here else last.get("time"),
            result=result,
            message=str(end.get("message", "")),
            hint=str(end.get("hint", "")),
            recipe=self.recipe_toml,
            chain=tuple(map(str, facts.get("chain") or ())),
            title=title_of(self.path),
        )

    def _state(self, has_events: bool, has_result: bool, end: Mapping[str, Any]) -> State:
        if has_result and not self.owes_bundle:
            return "done"
        if self.is_held:
            return "running" if has_events else "waiting"
        if (self.path / TICKET).exists():
            return "waiting"
        if end.get("state") in get_args(State):
            return cast(State, end["state"])
        return "dead"


def list_runs(folder: Path) -> list[RunStatus]:
    """The runs in a folder, oldest first."""
    found = []
    for path in [recipe.parent for recipe in folder.glob("*/recipe.toml")]:
        with contextlib.suppress(FileNotFoundError):  # it was just moved away
            found.append(RunFolder(path).status())
    return sorted(found, key=lambda status: (status.started or 0.0, status.name))


def after_of(run: RunFolder, ticket: Mapping[str, Any]) -> Path | None:
    """The run that has to be done before one that waits, by its ticket: one beside it."""
    after = ticket.get("after")
    return run.path.parent / Path(str(after)).name if after else None
