"""What a model is and how it was made, read from its runs and its bundle."""

import shlex
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml_core.bundle.session import Precision
from ml_core.errors import AscError
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.stages.measured import Measured, lineage, measure_model, model_name, open_bundle


@dataclass(frozen=True, slots=True)
class Model:
    """A model, its figures, and the runs it comes from, the latest first."""

    source: Path
    name: str
    measured: Measured
    runs: tuple[RunFolder, ...]
    manifest: dict[str, Any]  # bundle.json; empty for a float network

    @property
    def figures(self) -> dict[str, Any]:
        """The JSON of ``asc evaluate``."""
        return self.measured.figures

    @property
    def cost(self) -> dict[str, Any]:
        """``bytes``, ``macs``, ``parameters``, as far as they are known."""
        return dict(self.manifest.get("complexity", {}))


def gather(
    source: Path, project: Project, split: str, precision: Precision, monitor: Monitor
) -> Model:
    """Everything a report says about a model; measured where that was not done yet.

    Raises:
        AscError: see ``measure_model``.
    """
    measured = measure_model(source, project, split, precision, monitor, again=False)
    try:
        manifest = open_bundle(source).manifest.to_dict()
    except AscError:
        manifest = {}
    return Model(source, model_name(source), measured, tuple(lineage(source, project)), manifest)


def epochs(run: RunFolder) -> list[dict[str, Any]]:
    """The events of a run's whole epochs; of one that was told twice, the last."""
    events, _ = run.read_events()
    last = {event["done"]: event for event in events if event.get("stage") == "epoch"}
    return [last[done] for done in sorted(last)]


def command_of(run: RunFolder, project: Project) -> str:
    """The line that makes a run again, typed in the folder where the project lies."""
    facts = run.provenance
    stage, inputs = str(facts.get("stage", "")), facts.get("inputs", {})
    words = ["asc", stage, project.folder.name]
    if stage == "fuse":
        words += [place_of(Path(path), project) for _, path in sorted(inputs.items())]
        words += ["--average"] if "average = true" in run.recipe_toml else []
    else:
        if "student" in inputs:
            words.append(place_of(Path(inputs["student"]), project))
        if "teacher" in inputs:
            words += ["--teacher", place_of(Path(inputs["teacher"]), project)]
        words += ["--recipe", f"{place_of(run.path, project)}/recipe.toml"]
    again = f"{place_of(run.path, project)}-again"
    return shlex.join([*words, "--out", again])


def place_of(path: Path, project: Project) -> str:
    """A path as seen from the folder where the project lies; of one outside only its name."""
    root = project.folder.absolute()
    try:
        return (Path(root.name) / path.absolute().relative_to(root)).as_posix()
    except ValueError:
        return path.name
