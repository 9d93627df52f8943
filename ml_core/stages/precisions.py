"""A student in float, converted to int8 and trained for it: side by side, from their files."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Literal

from ml_core import recipes
from ml_core.bundle import Bundle
from ml_core.bundle.latency import Times, latencies, machine
from ml_core.bundle.session import Precision
from ml_core.errors import AscError, RunError
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.recipes import QuantizeRecipe
from ml_core.runs import RunFolder, new_run
from ml_core.stages.compare import compare_measured
from ml_core.stages.encoder import require_torch
from ml_core.stages.measured import Measured, measure_model, open_bundle

CONVERTED = "converted"  # in the folder of a student: its int8 without training
RECIPE = "quantize-ptq"
Method = Literal["fp32", "ptq", "qat"]


def side_by_side(
    source: Path,
    project: Project,
    split: str = "test",
    *,
    again: bool = False,
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """The deployed files of one student: float, converted, and every one that was trained.

    A student that was never converted is, which takes some seconds; it is kept in its folder.

    Args:
        source: the student's run, or one that made it int8.
        project: whose clips.
        split: measured on.
        again: measure also what is known.
        monitor: told about what is done, and may cancel.

    Returns:
        ``methods``, the float file first; ``difference`` is to that one, clip by clip.

    Raises:
        RunError: this is no run of a student.
        MissingPack: a student has to be converted where torch is not installed.
        AscError: it cannot be made int8, or there is nothing to measure on.
    """
    monitor = monitor or Monitor()
    student = student_of(source)
    trained, converted = _exported(student, project)
    if converted is None:
        converted = _convert(student, project, monitor)
    files: list[_File] = [
        _File("fp32", converted, "fp32"),
        _File("ptq", converted, "int8"),
        *(_File("qat", run, "int8") for run in trained),
    ]
    measured = [
        replace(
            measure_model(file.run.path, project, split, file.precision, monitor, again=again),
            name=file.name,
        )
        for file in files
    ]
    bundles = [open_bundle(file.run.path) for file in files]
    onnx = {
        file.key(bundle): bundle.entries[f"{file.precision}.onnx"]
        for file, bundle in zip(files, bundles, strict=True)
    }
    times = latencies(onnx, monitor, again=again)
    rows = [
        _row(file, found, measured[0], bundle, times[file.key(bundle)])
        for file, found, bundle in zip(files, measured, bundles, strict=True)
    ]
    return {
        "run": str(student.path),
        "split": split,
        "machine": machine(),
        "methods": rows,
        "fastest": min(rows, key=lambda row: row["latency_ms"])["name"],
    }


@dataclass(frozen=True, slots=True)
class _File:
    method: Method
    run: RunFolder
    precision: Precision

    @property
    def name(self) -> str:
        return {"fp32": "float", "ptq": "int8, converted"}.get(self.method, self.run.name)

    def key(self, bundle: Bundle) -> str:
        """Under which its latency is known; that of int8 is the one of ``asc budget``."""
        return bundle.fingerprint + ("" if self.precision == "int8" else f" {self.precision}")


def _row(
    file: _File, found: Measured, full: Measured, bundle: Bundle, times: Times
) -> dict[str, Any]:
    """What one file is, costs and says, beside the float one."""
    return {
        "method": file.method,
        "name": file.name,
        "run": str(file.run.path),
        **_figures(found, full),
        "bytes": _bytes(bundle, file.precision),
        "latency_ms": times["p50"],
        "latency_p95_ms": times["p95"],
    }


def student_of(source: Path) -> RunFolder:
    """The float student's run: this one, or the one that this one was made from.

    Raises:
        RunError: it is no run, or says of no student.
    """
    run = RunFolder.open(source.absolute())
    if run.provenance.get("stage") != QuantizeRecipe.stage:
        return run
    student = run.provenance.get("inputs", {}).get("student")
    if student is None:
        raise RunError(f'The run "{run.name}" does not say which student it starts from.')
    return RunFolder.open(Path(student))


def _exported(student: RunFolder, project: Project) -> tuple[list[RunFolder], RunFolder | None]:
    """Runs that trained this student for int8, the newest first, and one that converted it."""
    trained: list[RunFolder] = []
    own = RunFolder(student.path / CONVERTED)
    converted = own if own.result is not None else None
    for row in project.runs():
        run = RunFolder(row.path)
        made_from = run.provenance.get("inputs", {}).get("student")
        if row.stage != QuantizeRecipe.stage or run.result is None or made_from is None:
            continue
        if Path(made_from).absolute() != student.path or not (row.path / "export").is_dir():
            continue
        if QuantizeRecipe.from_toml(run.recipe_toml).epochs > 0:
            trained.append(run)
        else:
            converted = converted or run
    return trained, converted


def _convert(student: RunFolder, project: Project, monitor: Monitor) -> RunFolder:
    """Make the student int8 without training, in its own folder."""
    require_torch()
    from ml_core.stages.quantize_student import quantize_student

    path = student.path / CONVERTED
    if RunFolder(path).is_held:
        raise RunError(
            f'"{student.name}" is being made int8 already.', hint="Ask again when that is done."
        )
    shutil.rmtree(path, ignore_errors=True)  # what a kill left half
    recipe = recipes.builtin(RECIPE)
    if not isinstance(recipe, QuantizeRecipe):
        raise RunError(f'The recipe "{RECIPE}" is not one of quantize.')
    run = new_run(path, recipe, {"student": str(student.path)})
    with run.heartbeat():
        quantize_student(project, student.path, recipe, run, run.monitor(monitor))
    return run


def _figures(found: Measured, full: Measured) -> dict[str, Any]:
    """How good one file is, and how it differs from the float one."""
    said = {row["segment_id"]: row["predicted"] for row in full.clips}
    alike = [said.get(row["segment_id"]) == row["predicted"] for row in found.clips]
    return {
        **{name: found.figures[name] for name in ("accuracy", "ci95", "n_clips")},
        "per_device": found.figures["per_device"],
        "device_ci95": found.figures["device_ci95"],
        "agreement": sum(alike) / len(alike),
        "difference": None if found is full else _difference(found, full),
    }


def _difference(found: Measured, full: Measured) -> Mapping[str, Any]:
    """To the float file; a sentence where they must not be compared."""
    try:
        overall: Mapping[str, Any] = compare_measured(found, full)["overall"]
    except AscError as problem:
        return {"words": problem.message}
    return overall


def _bytes(bundle: Bundle, precision: Precision) -> int:
    """Of the weights."""
    sizes = bundle.manifest.complexity
    return int(sizes["bytes"] if precision == "int8" else 4 * sizes["parameters"])
