"""What can be evaluated: bundles, and runs that have a network."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ascstudio.project.run_words import RunWords
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context

WITH_NETWORK = ("finetune", "fuse", "distil", "quantize", "specialise")
OVER = ("done", "stopped")
STAMPED = re.compile(r"-(\d{8}-\d{6}(-\d+)?)$")


@dataclass(frozen=True, slots=True)
class ModelChoice:
    """Something that can be evaluated.

    Attributes:
        path: of the bundle or the run.
        name: as people read it, the same for nothing else in the list.
        run: that it is, or was made from; None for a bundle from elsewhere.
        exported: there is a file that can be deployed.
        fingerprint: of that file; empty where it is not known. Copies have the same.
    """

    path: Path
    name: str
    run: Path | None
    exported: bool
    fingerprint: str = ""


class Models(QObject):
    """Lists the models of the open project, the newest first: bundles, then runs without one."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context
        self._words = RunWords()

    def choices(self, extra: Mapping[Path, str]) -> tuple[ModelChoice, ...]:
        """All of them, each once: of a bundle and its copies, the one that knows its run.

        Args:
            extra: bundles from elsewhere on disk, and their fingerprints.
        """
        self._words.tell_apart(self._context.runs.statuses)
        runs = {
            status.path: status
            for status in reversed(self._context.runs.statuses)
            if status.stage in WITH_NETWORK and status.state in OVER and status.result is not None
        }
        files = [*self._from_elsewhere(extra), *self._of_project(runs)]
        bundled = {one.run for one in files}
        without = [
            ModelChoice(
                path, self._words.title(status), path,
                exported=status.stage == "quantize",
                fingerprint=str((status.result or {}).get("fingerprint", "")),
            )
            for path, status in runs.items()
            if path not in bundled
        ]  # fmt: skip
        of_runs = {one.fingerprint for one in (*files, *without) if one.run is not None}
        found: dict[tuple[str, Path | None], ModelChoice] = {}
        for one in reversed(files):  # the first that was made is the original
            if one.run is not None or one.fingerprint not in of_runs:
                found.setdefault((one.fingerprint, one.run), one)
        return (*reversed(found.values()), *without)

    def _of_project(self, runs: Mapping[Path, "api.RunStatus"]) -> Iterator[ModelChoice]:
        """Its bundles, also those of runs that are gone."""
        project = self._context.session.project
        for row in project.bundles() if project is not None else ():
            run = row.run if row.run in runs else None
            name = row.name
            if run is not None:
                name = self._called(runs[run], row.name)
            yield ModelChoice(row.path, name, run, exported=True, fingerprint=row.fingerprint)

    def _from_elsewhere(self, extra: Mapping[Path, str]) -> Iterator[ModelChoice]:
        for path, fingerprint in extra.items():
            yield ModelChoice(path, path.stem, None, exported=True, fingerprint=fingerprint)

    def _called(self, status: "api.RunStatus", bundle: str) -> str:
        """What its run is called everywhere, and how the user called the file if they did."""
        named = bundle != status.name and not STAMPED.search(bundle)
        title = self._words.title(status)
        return f"{title} · {bundle}" if named else title
