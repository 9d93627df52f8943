"""What each flow would take with its defaults, and what to know of the data before."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from ascstudio.pages.train.flows import FLOWS, Flow, SourceRun
from ascstudio.pages.train.wizard.looking import UsableClips
from ascstudio.pages.train.wizard.wizard import Wizard
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

LOOK_AFTER_MS = 300
ABOUT_DATA = (
    "leakage",
    "few_clips",
    "uneven",
    "sparse_device",
    "silent",
    "missing",
    "split",
    "undivided",
)


class FlowCosts(QObject):
    """Asks the engine whenever clips or finished runs are others.

    Attributes:
        seconds: by flow; those that cannot start are not there.
        warnings: what to know of the data, the gravest first.
    """

    changed = Signal()

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._session = context.session
        self.seconds: dict[Flow, float] = {}
        self.warnings: tuple[api.Finding, ...] = ()
        self._sources: tuple[SourceRun, ...] = ()
        self._asked: object = None
        self._usable = UsableClips()
        self._timer = QTimer(self, interval=LOOK_AFTER_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        context.session.changed.connect(self._on_change)

    def set_sources(self, sources: Sequence[SourceRun]) -> None:
        """These runs can be started from."""
        self._sources = tuple(sources)
        self._on_change()

    def forget(self) -> None:
        """The project is another."""
        self._timer.stop()
        self.seconds, self.warnings = {}, ()
        self._sources, self._asked = (), None

    def _on_change(self) -> None:
        key = (id(self._session.table), self._sources)
        if key != self._asked and self._session.project is not None:
            self._asked = key
            self._timer.start()

    def _ask(self) -> None:
        project = self._session.project
        if project is None:
            return
        plans = [Wizard(flow, project.folder, self._sources).plan() for flow in FLOWS]

        table, usable = self._session.table, self._usable

        def look() -> tuple[dict[Flow, float], tuple["api.Finding", ...]]:
            seconds = {}
            clips = usable.of(table)
            for plan in plans:
                if plan.flow != "quantize" or plan.source is not None:
                    costs = api.estimate_chain(project, plan.recipes(), plan.inputs(), clips)
                    seconds[plan.flow] = api.together(costs).seconds.middle
            found = api.check_chain(project, plans[0].recipes(), {}, clips)
            about = (one for one in found if one.kind in ABOUT_DATA and one.level != "ok")
            return seconds, tuple(about)

        self._session.background(look, self._on_looked)

    def _on_looked(self, found: tuple[dict[Flow, float], tuple["api.Finding", ...]]) -> None:
        self.seconds, self.warnings = found
        self.changed.emit()
