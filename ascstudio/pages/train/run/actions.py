"""What can be done with the run in front, as buttons of the head and as commands."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ascstudio.pages import Action
from ascstudio.pages.train.flows import TEACHER_STAGES, Flow
from ascstudio.pages.train.run.monitor import RunMonitor
from ascstudio.pages.train.run.state import RunState

if TYPE_CHECKING:
    from collections.abc import Sequence


class RunActions(QObject):
    """Makes the actions from what the run is doing; the primary one comes last.

    Args:
        monitor: of the run in front.
        set_up: begins the questions of a flow.
        use_found: begins them with the best settings of a search.
        copy_bundle: asks where a copy of the bundle shall go.
    """

    def __init__(
        self,
        monitor: RunMonitor,
        set_up: Callable[[Flow], object],
        use_found: Callable[[Path], object],
        copy_bundle: Callable[[], object],
    ) -> None:
        super().__init__()
        self._monitor, self._set_up = monitor, set_up
        self._use_found, self._copy_bundle = use_found, copy_bundle

    def of(self, run: RunState) -> "Sequence[Action]":
        """What is possible now; what is not says why."""
        if run.row.state == "running":
            pause = (self._discard(run), self._pause(run))
            return pause if run.heard is not None else (*pause, self._keep(run))
        if run.row.state == "waiting":
            return self._waiting(run)
        if run.row.state == "done":
            return (self._discard(run), *self._done(run))
        return self._standing(run)

    def _discard(self, run: RunState) -> Action:
        asked = self._asked(run, "discard")
        return Action(
            "train.discard", self.tr("Discard"), lambda: self._monitor.stop("discard"),
            icon="trash", menu="run", kind="ghost", reason=lambda: asked,
        )  # fmt: skip

    def _pause(self, run: RunState) -> Action:
        asked = self._asked(run, "pause")
        return Action(
            "train.pause", self.tr("Pause"), lambda: self._monitor.stop("pause"), "P", "pause",
            "run", reason=lambda: asked,
        )  # fmt: skip

    def _keep(self, run: RunState) -> Action:
        asked = self._asked(run, "keep")
        if not asked and run.curves.phase == "check":
            asked = self.tr("Training is over: it is only measured now.")
        words = self.tr("Stop and keep best") if run.validated else self.tr("Stop and keep it")
        return Action(
            "train.keep", words, lambda: self._monitor.stop("keep"),
            "Ctrl+.", "stop", "run", kind="primary", reason=lambda: asked,
        )  # fmt: skip

    def _asked(self, run: RunState, kind: str) -> str:
        """Why it is not asked again; what ends it for good may still be asked for."""
        if not run.asked or (kind == "discard" and run.asked != "discard"):
            return ""
        return self.tr("It was asked to, and does at its next step.")

    def _waiting(self, run: RunState) -> tuple[Action, ...]:
        if run.place is None:  # its process is there, and about to begin
            return (self._discard(run), self._pause(run))
        name = run.waits_for
        why = self.tr('It starts from "{name}", which is not done.').format(name=name)
        now = Action(
            "train.start", self.tr("Start now"), self._monitor.start_now, icon="play", menu="run",
            kind="primary", reason=lambda: why if name else "",
        )  # fmt: skip
        leave = Action(
            "train.pause", self.tr("Take out of the line"), lambda: self._monitor.stop("pause"),
            "P", "pause", "run",
        )  # fmt: skip
        return (self._discard(run), leave, now)

    def _standing(self, run: RunState) -> tuple[Action, ...]:
        nothing = "" if run.kept_epoch else self.tr("It has learnt nothing yet.")
        words = (
            self.tr("Finish with the best")
            if run.validated
            else self.tr("Finish with what it learnt")
        )
        finish = Action(
            "train.finish", words, self._monitor.finish_early,
            icon="check", menu="run", reason=lambda: nothing,
        )  # fmt: skip
        resume = Action(
            "train.resume", self.tr("Resume"), self._monitor.resume, icon="play", menu="run",
            kind="primary",
        )  # fmt: skip
        return (self._discard(run), *((finish,) if run.kept_epoch else ()), resume)

    def _done(self, run: RunState) -> tuple[Action, ...]:
        if run.heard is not None:
            return ()  # its tables are for other programs
        if run.row.stage == "search":
            words = self.tr("Use what it found")
            return (
                Action("train.next", words, lambda: self._use_found(run.row.path), kind="primary",
                       icon="arrow-right", menu="run"),
            )  # fmt: skip
        evaluate = Action(
            "train.evaluate", self.tr("Evaluate"), self._monitor.evaluate, icon="evaluate",
            menu="model", kind="primary",
        )  # fmt: skip
        if run.bundle is None:
            return (self._next(run), evaluate)
        copy = Action(
            "train.copy_bundle", self.tr("Export…"), self._copy_bundle, icon="export",
            menu="model",
        )  # fmt: skip
        return (copy, self._next(run), evaluate)

    def _next(self, run: RunState) -> Action:
        """The step after this run."""
        if run.following:
            return Action(
                "train.next", self.tr("Show the next run"),
                lambda: self._monitor.show_beside(run.following), icon="arrow-right", menu="run",
            )  # fmt: skip
        if run.row.stage != "quantize":
            following: Flow = "distil" if run.row.stage in TEACHER_STAGES else "quantize"
            words = {
                "distil": self.tr("Distil a student from it"),
                "quantize": self.tr("Make it int8"),
            }[following]
            return Action(
                "train.next", words, lambda: self._set_up(following), icon="arrow-right",
                menu="run",
            )  # fmt: skip
        if run.bundle is not None:
            return Action(
                "train.listen", self.tr("Listen with it"), self._monitor.listen, icon="live",
                menu="model",
            )  # fmt: skip
        busy = self.tr("The bundle is being made.") if run.exporting else ""
        return Action(
            "train.export", self.tr("Make the bundle"), self._monitor.export, icon="export",
            menu="model", reason=lambda: busy,
        )  # fmt: skip
