"""Every student on file and every network by name, with what it costs and how good it is here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ml_core import recipes
from ml_core.bundle import Bundle, read_bundle
from ml_core.bundle.latency import Times, latencies, machine
from ml_core.errors import AscError
from ml_core.evaluation.breakdown import FEW
from ml_core.files import home_dir, write_bytes
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.stages.encoder import require_torch
from ml_core.stages.export_bundle import bundle_of_run
from ml_core.stages.measured import measure_model

DCASE_BYTES, DCASE_MACS = 128_000, 30_000_000  # int8 weights, and per window
STUDENTS = ("distil", "specialise", "finetune")  # stages whose float networks may be made int8


@dataclass(frozen=True, slots=True)
class Limits:
    """What a device allows; None: anything."""

    n_bytes: int | None = DCASE_BYTES
    macs: int | None = DCASE_MACS
    latency_ms: float | None = None

    def allow(self, row: Mapping[str, Any]) -> bool:
        """Whether a row keeps within them; what is not known does not."""
        pairs = [
            (row["bytes"], self.n_bytes),
            (row["macs"], self.macs),
            (row["latency_ms"], self.latency_ms),
        ]
        return all(most is None or (cost is not None and cost <= most) for cost, most in pairs)


def budget(
    project: Project,
    *,
    split: str = "test",
    limits: Limits = Limits(),
    networks: bool = False,
    again: bool = False,
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """What there is to choose from: the JSON of ``asc budget``.

    Accuracy is that of the deployed file; it and the latency are measured once and kept.

    Args:
        project: its runs and bundles.
        split: measured on.
        limits: what counts as within.
        networks: whether networks that were never trained are made int8 with random weights, to
            know their latency too; it takes torch and a minute or two, once on a machine.
        again: measure also what is known.
        monitor: told about what is measured, and may cancel.

    Raises:
        MissingPack: ``networks`` without torch.
        UnwritableFile: their files cannot be kept in the home folder.
    """
    monitor = monitor or Monitor()
    problems: list[dict[str, str]] = []
    found = list(_students(project, problems))
    rows = []
    for student in found:
        try:
            rows.append(_row(student, project, split, again, monitor))
        except AscError as problem:
            problems.append({"path": str(student.path), "reason": problem.message})
    named = {row["name"]: row for row in _networks({str(row["network"]) for row in rows})}
    files = {student.fingerprint: student.bundle.entries["int8.onnx"]
             for student in found if student.bundle}  # fmt: skip
    full = {f"{student.fingerprint} fp32": student.bundle.entries["fp32.onnx"]
            for student in found if student.bundle}  # fmt: skip
    untrained = _untrained(named, networks, monitor)
    times = latencies({**files, **full, **untrained}, monitor, again=again)
    for row in rows:
        row |= _latency(times, row["fingerprint"])
        row["fp32_latency_ms"] = times.get(f"{row['fingerprint']} fp32", {}).get("p50")
        row["within"] = limits.allow(row)
    for name, row in named.items():
        row |= _latency(times, _key(name))
        row["within"] = limits.allow(row)
    best = max((row for row in rows if row["within"]), key=_accuracy, default=None)
    return {
        "split": split,
        "machine": machine(),
        "limits": {"bytes": limits.n_bytes, "macs": limits.macs, "latency_ms": limits.latency_ms},
        "students": sorted(rows, key=lambda row: (row["bytes"] or 0, row["name"])),
        "networks": sorted(named.values(), key=lambda row: row["bytes"]),
        "best": None if best is None else best["path"],
        "problems": problems,
    }


def _accuracy(row: Mapping[str, Any]) -> float:
    return float(row["accuracy"])


@dataclass(frozen=True, slots=True)
class _Student:
    """A network on file: exported, or as it was trained."""

    path: Path
    bundle: Bundle | None
    network: str
    fingerprint: str


def _students(project: Project, problems: list[dict[str, str]]) -> Iterator[_Student]:
    """Each network once; of a float one only where nothing was exported from it."""
    runs = _finished_runs(project)
    seen: set[str] = set()
    exported: set[Path] = set()
    places = [run.path for run in runs if (run.path / "export").is_dir()]
    places += [row.path for row in project.bundles()]
    for path in places:
        try:
            bundle = read_bundle(bundle_of_run(path) if path.is_dir() else path)
        except AscError as problem:
            problems.append({"path": str(path), "reason": problem.message})
            continue
        if path.is_dir():
            exported |= {Path(one) for one in RunFolder(path).provenance.get("inputs", {}).values()}
        if bundle.fingerprint not in seen:
            seen.add(bundle.fingerprint)
            network = str(bundle.manifest.training.get("network", ""))
            yield _Student(path, bundle, network, bundle.fingerprint)
    table = recipes.networks()
    for run in runs:
        network = str((run.result or {}).get("network", ""))
        is_student = table.get(network, {}).get("role") == "student"
        if is_student and run.path not in exported and run.provenance.get("stage") in STUDENTS:
            yield _Student(run.path, None, network, "")


def _finished_runs(project: Project) -> list[RunFolder]:
    """Runs of the project that made a network, the newest first; of a search the best trial."""
    paths = [row.path for row in project.runs()]
    found = [RunFolder(path) for path in paths if (path / "recipe.toml").is_file()]
    results = {run.path: run.result for run in found}
    best = {path / result["best_run"] for path, result in results.items()
            if result is not None and "best_run" in result}  # fmt: skip
    inside = {path for path in paths if any(other in path.parents for other in paths)} - best
    return [run for run in found if results[run.path] and run.path not in inside]


def _row(
    student: _Student, project: Project, split: str, again: bool, monitor: Monitor
) -> dict[str, Any]:
    measured = measure_model(student.path, project, split, monitor=monitor, again=again).figures
    seen, unseen = (measured["device_groups"].get(name) for name in ("seen", "unseen"))
    return {
        "name": _name(student.path, project),
        "path": str(student.path),
        "network": student.network,
        "fingerprint": student.fingerprint,
        "precision": measured["precision"],
        **_size(student),
        "accuracy": measured["accuracy"],
        "ci95": measured["ci95"],
        "n_clips": measured["n_clips"],
        "per_device": {
            name: {
                "accuracy": measured["per_device"][name],
                "ci95": measured["device_ci95"][name],
                "n_clips": n,
                "too_few": n < FEW,
            }
            for name, n in measured["device_clips"].items()
        },
        "seen": None if seen is None else seen["accuracy"],
        "unseen": None if unseen is None else unseen["accuracy"],
    }


def _name(path: Path, project: Project) -> str:
    """Of a run below ``runs`` its place there: a trial of a search has only a number."""
    if not path.is_dir():
        return path.stem
    runs = project.runs_dir
    return path.relative_to(runs).as_posix() if path.is_relative_to(runs) else path.name


def _size(student: _Student) -> dict[str, Any]:
    """Int8 bytes, MACs and activations at work; a network of its own may not tell."""
    if student.bundle is not None:
        sizes = student.bundle.manifest.complexity
        return {name: sizes.get(name) for name in ("bytes", "macs", "peak_activation_bytes")}
    return _int8_size(recipes.networks()[student.network])


def _int8_size(row: Mapping[str, Any]) -> dict[str, Any]:
    """Of its exported file, as of those that are on file."""
    n_bytes, macs = recipes.int8_size(row)
    peak = row["peak_activation_bytes"] // 4  # from float32 with one byte each
    return {"bytes": n_bytes, "macs": macs, "peak_activation_bytes": peak}


def _networks(tried: set[str]) -> Iterator[dict[str, Any]]:
    for name, row in recipes.networks().items():
        if row["role"] == "student":
            yield {"name": name, **_int8_size(row), "on_file": name in tried}


def _latency(times: Mapping[str, Times], key: str) -> dict[str, Any]:
    found = times.get(key, {})
    return {"latency_ms": found.get("p50"), "latency_p95_ms": found.get("p95")}


def _key(network: str) -> str:
    row = recipes.networks()[network]
    return f"{network} {row['parameters']} {row['macs']}"


def _untrained(names: Mapping[str, Any], make: bool, monitor: Monitor) -> dict[str, bytes]:
    """Int8 files of networks with random weights, which take as long as trained ones."""
    if make:
        require_torch()
    files = {}
    for number, name in enumerate(names):
        path = home_dir() / "networks" / f"{_key(name).replace(' ', '-')}.onnx"
        if make and not path.is_file():
            from ml_core.stages.untrained import int8_file

            monitor.report(number, len(names), stage="networks")
            write_bytes(path, int8_file(name))
        if path.is_file():
            files[_key(name)] = path.read_bytes()
    return files
