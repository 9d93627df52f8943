"""What the folder of one run says beyond its status, read in a thread."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.maps import Maps, read_maps
from ascstudio.project.runs import UNREADABLE
from ml_core import api

LOG_BYTES = 40_000  # of the end of the log


@dataclass(frozen=True, slots=True, eq=False)
class About:
    """One run in front.

    Attributes:
        path: its folder.
        curves: what its events say.
        provenance: what it is made with.
        kept_epoch: it can go on from here; 0 where nothing was learnt.
        asked: what it was asked for and has not done yet: pause, keep, discard; or empty.
        n_bytes: on disk.
        log: the end of what its process said.
        maps: of teacher and student, where they were drawn.
        trials: of a search, the oldest first.
        costs: what runs take that are not done, by the names of their folders.
    """

    path: Path
    curves: RunCurves = field(default_factory=RunCurves)
    provenance: Mapping[str, Any] = field(default_factory=dict)
    kept_epoch: int = 0
    asked: str = ""
    n_bytes: int = 0
    log: str = ""
    maps: Maps | None = None
    costs: Mapping[str, "api.Estimate"] = field(default_factory=dict)
    trials: "tuple[api.TrialRow, ...]" = ()

    @property
    def inputs(self) -> dict[str, Path]:
        """Runs it started from, by what they are to it."""
        return {name: Path(path) for name, path in self.provenance.get("inputs", {}).items()}


def read_about(before: About, stage: str) -> About | None:
    """Read on from where the last look ended; None while the run is not there."""
    path = before.path
    try:
        run = api.RunFolder.open(path)
        curves = before.curves if before.curves.stage else RunCurves(stage=stage)
        events, offset = run.read_events(curves.offset)
        return replace(
            before,
            curves=curves.extended(events, offset),
            provenance=run.provenance,
            kept_epoch=api.kept_of(run.checkpoint_dir).epoch,
            asked=run.stop_requested() or "",
            n_bytes=api.disk_use(run).n_bytes,
            log=_tail(path / "log.txt"),
            trials=tuple(api.read_trials(path)) if stage == "search" else (),
            maps=before.maps or (read_maps(path) if run.result is not None else None),
        )
    except UNREADABLE:
        return None  # it was just thrown away, or is damaged


def estimate(project: "api.Project", paths: Sequence[Path]) -> dict[str, "api.Estimate"]:
    """What runs take that are not done, by the names of their folders."""
    found = {}
    for path in paths:
        try:
            run = api.RunFolder.open(path)
            recipe = api.parse_recipe(run.recipe_toml)
            inputs = {name: str(one) for name, one in run.provenance.get("inputs", {}).items()}
            found[path.name] = api.estimate_run(project, recipe, inputs)
        except UNREADABLE:
            continue  # of a stage or a network that this studio does not know
    return found


def _tail(path: Path) -> str:
    try:
        with path.open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(0, stream.tell() - LOG_BYTES))
            return stream.read().decode("utf-8", "replace")
    except OSError:
        return ""
