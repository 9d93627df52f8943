"""What can be evaluated: bundles, and runs that have a network."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ascstudio.project.names import network_title
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

WITH_NETWORK = ("finetune", "fuse", "distil", "quantize", "specialise")
OVER = ("done", "stopped")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Something that can be evaluated.

    Attributes:
        path: of the bundle or the run.
        name: as people read it, the same for nothing else in the list.
        run: that it is, or was made from; None for a bundle from elsewhere.
        exported: there is a file that can be deployed.
    """

    path: Path
    name: str
    run: Path | None
    exported: bool


class Models(QObject):
    """Lists the models of the open project, the newest first: bundles, then runs without one."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._students: dict[Path, str] = {}  # of runs that make int8: the name of their student

    def choices(self, extra: tuple[Path, ...] = ()) -> tuple[ModelChoice, ...]:
        """All of them.

        Args:
            extra: bundles from elsewhere on disk.
        """
        project = self._context.session.project
        runs = {
            status.path: status
            for status in reversed(self._context.runs.statuses)
            if status.stage in WITH_NETWORK and status.state in OVER and status.result is not None
        }
        found = []
        bundled: set[Path] = set()
        for row in project.bundles() if project is not None else ():
            name, bundled = row.name, bundled | {row.path}
            if row.run in runs and row.run is not None:
                name = f"{self.title(runs[row.run], runs)} · {row.name}"
                bundled.add(row.run)
            found.append(ModelChoice(row.path, name, row.run, exported=True))
        found += [
            ModelChoice(path, path.stem, None, exported=True)
            for path in extra
            if path not in bundled
        ]
        found += [
            ModelChoice(
                path, f"{self.title(status, runs)} · {status.name}", path,
                exported=status.stage == "quantize",
            )
            for path, status in runs.items()
            if path not in bundled
        ]  # fmt: skip
        return tuple(found)

    def title(self, status: "api.RunStatus", runs: Mapping[Path, "api.RunStatus"]) -> str:
        """What a run made, of which network."""
        network = network_title(_network(status))
        if status.stage == "finetune":
            return self.tr("Teacher, {network}").format(network=network)
        if status.stage == "fuse":
            return self.tr("Teacher, several fused")
        if status.stage == "quantize":
            made_from = self._student_of(status.path)
            student = next((one for one in runs.values() if one.name == made_from), None)
            if student is None:
                return self.tr("Student, int8")
            network = network_title(_network(student))
            return self.tr("Student, {network} int8").format(network=network)
        return self.tr("Student, {network}").format(network=network)

    def _student_of(self, run: Path) -> str:
        if run not in self._students:
            try:
                made_from = api.RunFolder(run).provenance.get("inputs", {}).get("student")
            except (api.AscError, OSError, ValueError):
                made_from = None
            # by its name: the project may have moved since
            self._students[run] = Path(made_from).name if made_from else ""
        return self._students[run]


def _network(status: "api.RunStatus") -> str:
    """The name of its network."""
    try:
        recipe = tomllib.loads(status.recipe)
    except tomllib.TOMLDecodeError:
        recipe = {}
    return str(recipe.get("network") or (status.result or {}).get("network", ""))
