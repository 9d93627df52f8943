"""What a model was measured to be, kept on disk: measured once, then compared and reported.

``RUN/evaluation/test-int8.json`` holds the figures, ``test-int8-clips.json`` beside it the clips,
cell by cell of the confusion matrix, the surest first. Of a bundle from elsewhere they lie below
the project's ``evaluations``. They are used again as long as model, clips and recordings are the
same.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from ml_core import __version__
from ml_core.bundle import Bundle, read_bundle
from ml_core.bundle.session import Precision
from ml_core.datasets.fingerprints import recordings_digest
from ml_core.errors import AscError, ProjectError, UnwritableFile
from ml_core.evaluation.clips_file import read_clips, write_clips
from ml_core.files import as_json, sha256_bytes, sha256_file, write_text
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder, called
from ml_core.stages.encoder import require_torch
from ml_core.stages.evaluate import evaluate_bundle, trained_devices
from ml_core.stages.export_bundle import bundle_of_run

FORMAT = 5  # of the figures; those of another are measured again


@dataclass(frozen=True, slots=True)
class Measured:
    """The figures of a model on a split, and its clips."""

    name: str
    figures: dict[str, Any]  # the JSON of ``asc evaluate``
    clips: tuple[dict[str, Any], ...]  # see ``figures.clip_rows``

    def named(self, name: str) -> "Measured":
        """The same under another name."""
        return replace(self, name=name)


def measure_model(
    source: Path,
    project: Project,
    split: str = "test",
    precision: Precision = "int8",
    monitor: Monitor | None = None,
    *,
    again: bool = True,
) -> Measured:
    """Measure a bundle, a run's exported file, or its float network where it has none.

    Args:
        source: a bundle file or a run folder.
        project: whose clips.
        split: which of them.
        precision: of an exported file.
        monitor: told about every clip.
        again: also where it is on disk already.

    Returns:
        Its figures say in ``clips_file`` where the clips are; None if nothing could be written.

    Raises:
        AscError: there is no network, or no clip to measure on.
        MissingPack: a float network where torch is not installed.
    """
    monitor = monitor or Monitor()
    bundle = None if is_float(source) else open_bundle(source)
    precision = precision if bundle is not None else "fp32"
    base = place_of_figures(source, project) / f"{quote(split, safe='')}-{precision}"
    trained, trained_from = devices_heard(source, bundle, project)
    made_from = _made_from(source, bundle, project, split, monitor) | {
        "trained_devices": sorted(trained or ())
    }
    if not again and (found := _read(base, made_from, source)) is not None:
        return found
    if bundle is not None:
        answer = evaluate_bundle(bundle, project, split, precision, monitor, trained=trained)
    else:
        require_torch()
        from ml_core.stages.evaluate_run import evaluate_run

        answer = evaluate_run(source, project, split, monitor, trained=trained)
    clips = answer.pop("clips")
    answer |= {
        "model": model_name(source),
        "trained_on": trained_on(source, project, [row["segment_id"] for row in clips]),
        "trained_from": trained_from,
        "measured_from": made_from,
    }
    return _keep(base, answer, clips)


def open_bundle(source: Path) -> Bundle:
    """The bundle in a file, or in a quantization's run folder."""
    return read_bundle(bundle_of_run(source) if source.is_dir() else source)


def is_float(source: Path) -> bool:
    """Whether it is a run without an exported file."""
    return source.is_dir() and not (source / "export").is_dir()


def model_name(source: Path) -> str:
    """What a run or a bundle is called."""
    return called(source) if source.is_dir() else source.stem


def place_of_figures(source: Path, project: Project) -> Path:
    """The folder of what was measured of a model: in its run, or in the project.

    Raises:
        BundleError: it is no run, and no bundle.
    """
    if source.is_dir():
        return source / "evaluation"
    return project.folder / "evaluations" / f"{source.stem}-{read_bundle(source).fingerprint[:12]}"


def _made_from(
    source: Path, bundle: Bundle | None, project: Project, split: str, monitor: Monitor
) -> dict[str, Any]:
    """What the figures depend on; while it is the same they stay true."""
    clips = [clip for clip in project.clips(split=split) if clip.state != "excluded"]
    rows = [
        [clip.segment_id, clip.relative_path, clip.start_s, clip.duration_s, clip.scene,
         clip.device, clip.city, clip.location, clip.source, clip.channel]
        for clip in clips
    ]  # fmt: skip
    return {
        "format": FORMAT,
        "version": __version__,
        "network": bundle.fingerprint if bundle is not None else _weights_digest(source),
        "clips": sha256_bytes(json.dumps(rows).encode()),
        "recordings": recordings_digest(clips, project.cache_dir, monitor),
    }


def _weights_digest(run: Path) -> str:
    """Of everything that decides what a float run says."""
    weights = run / "checkpoint"
    files = [run / "model.json", run / "fusion.json", weights / "network.safetensors",
             *sorted(weights.glob("device-*/network.safetensors"))]  # fmt: skip
    parts = [f"{path.relative_to(run)} {sha256_file(path)}" for path in files if path.is_file()]
    return sha256_bytes("\n".join(parts).encode())


def _keep(base: Path, figures: dict[str, Any], clips: list[dict[str, Any]]) -> Measured:
    """Write both files, the clips first."""
    clips_file = base.with_name(f"{base.name}-clips.json")
    kept = figures | {"clips_file": str(clips_file)}
    try:
        text = as_json(kept)
        write_clips(clips_file, figures["confusion"]["scenes"], clips, text)
        write_text(base.with_name(f"{base.name}.json"), text)
    except UnwritableFile:
        kept = figures | {"clips_file": None}
    return Measured(figures["model"], kept, tuple(clips))


def _read(base: Path, made_from: dict[str, Any], source: Path) -> Measured | None:
    """What is on disk, if it is still true."""
    clips_file = base.with_name(f"{base.name}-clips.json")
    try:
        text = base.with_name(f"{base.name}.json").read_text("utf-8")
        figures = json.loads(text)
        if figures["measured_from"] != made_from:
            return None
        clips = read_clips(clips_file, text)
    except (OSError, ValueError, KeyError, TypeError, RecursionError, AscError):
        return None
    # the project may have moved, and the run may be called something else
    figures |= {"clips_file": str(clips_file), "model": model_name(source)}
    return Measured(figures["model"], figures, clips)


def trained_on(source: Path, project: Project, segment_ids: list[int]) -> dict[str, Any] | None:
    """How many of some clips a model has learnt from, by the snapshots its runs recorded.

    Returns:
        ``snapshots`` and ``n_clips``; None where no run of it recorded one in this project.
    """
    snapshots, learnt = _learnt(source, project)
    if not snapshots:
        return None
    return {"snapshots": sorted(snapshots), "n_clips": len(learnt.intersection(segment_ids))}


def devices_heard(
    source: Path, bundle: Bundle | None, project: Project
) -> tuple[set[str] | None, str]:
    """Devices a model has learnt from, and who says so: ``run``, ``bundle`` or ``project``.

    The runs of a model recorded what the project held. A bundle from elsewhere lists the devices
    it was trained with. Else the project's training split of today has to do. None: not known.
    """
    snapshots, learnt = _learnt(source, project)
    if snapshots:
        clips = (clip for clip in project.clips() if clip.segment_id in learnt and clip.scene)
        return {clip.device for clip in clips if clip.device} or None, "run"
    told = (bundle.manifest.training.get("data") or {}).get("devices") if bundle else None
    if told:
        return set(map(str, told)), "bundle"
    return trained_devices(project), "project"


def _learnt(source: Path, project: Project) -> tuple[set[int], set[int]]:
    """The snapshots that the runs of a model recorded in this project, and what they learnt."""
    known = {snapshot.id: snapshot.digest for snapshot in project.snapshots()}
    snapshots, learnt = set[int](), set[int]()
    for run in lineage(source, project):
        number = run.provenance.get("snapshot")
        if number in known and run.provenance.get("snapshot_digest") == known[number]:
            snapshots.add(number)
            splits = project.snapshot_splits(number)
            learnt |= {segment for segment, split in splits.items() if split == "train"}
    return snapshots, learnt


def lineage(source: Path, project: Project) -> Iterator[RunFolder]:
    """The run of a model and all runs it was made from, the latest first; none of a lone bundle.

    Runs that are gone are left out.
    """
    start = source
    if not source.is_dir():
        made = [row.run for row in project.bundles() if row.path == source.absolute() and row.run]
        if not made:
            return
        start = made[0]
    waiting, seen = [start], set[Path]()
    while waiting:
        path = waiting.pop(0).absolute()
        if path in seen:
            continue
        seen.add(path)
        try:
            run = RunFolder.open(path)
        except AscError:
            continue
        yield run
        waiting += [Path(one) for one in run.provenance.get("inputs", {}).values()]


def require_project(source: Path, project: Path | None) -> Path:
    """The project named, or the one a run lies in: ``PROJECT/runs/RUN``.

    Raises:
        ProjectError: neither.
    """
    found = project or source.absolute().parent.parent
    if not (found / "project.sqlite").is_file():
        raise ProjectError(
            f'"{source}" does not lie in a project.', hint="Name it: --project PROJECT."
        )
    return found
