"""What a model was made from: network, recipes, teacher, clips with licences and authors."""

import contextlib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import safetensors

from ml_core.datasets.cells import read_grid
from ml_core.errors import AscError
from ml_core.files import from_json, sha256_file
from ml_core.project import ClipRow, Project
from ml_core.recordings.decode import AUDIO_SUFFIXES
from ml_core.runs import RunFolder
from ml_core.stages.prepare import unlabelled_clips
from ml_core.stages.teachers import fused_runs
from ml_core.training.checkpoint import ModelCard


def training_facts(
    card: ModelCard, run: RunFolder, student_run: Path, clips: Sequence[ClipRow]
) -> dict[str, Any]:
    """The ``training`` part of ``bundle.json``.

    Args:
        card: of the student.
        run: the quantization.
        student_run: where the student comes from.
        clips: all clips it was trained on.
    """
    student = RunFolder.open(student_run)
    teacher = student.provenance.get("inputs", {}).get("teacher")
    return {
        "network": card.network,
        "head": card.head,
        "student_run": student.name,
        "recipes": {
            "student": _recipe(student),
            "quantize": _recipe(run),
        },
        "teacher": teacher_facts(Path(teacher)) if teacher else None,
        "responses": responses_facts([student, run, *_teachers(teacher)]),
        "seed": student.provenance.get("seed"),
        "packages": run.provenance.get("packages", {}),
        "data": data_facts(clips),
    }


def heard_clips(project: Project, student_run: Path, labelled: Sequence[ClipRow]) -> list[ClipRow]:
    """Every clip a student was trained on: also those about which its teacher alone spoke."""
    recipe = RunFolder.open(student_run).recipe
    return [*labelled, *(unlabelled_clips(project) if recipe.get("unlabelled") else [])]


def data_facts(clips: Sequence[ClipRow]) -> dict[str, Any]:
    """Counts by licence and the authors to name."""
    licences = Counter(clip.licence or "" for clip in clips)
    return {
        "n_clips": len(clips),
        "duration_s": round(sum(clip.duration_s for clip in clips), 1),
        "licences": dict(sorted(licences.items())),
        "authors": sorted({clip.author for clip in clips if clip.author}),
        "devices": sorted({clip.device for clip in clips if clip.device}),
    }


def responses_facts(runs: Sequence[RunFolder]) -> list[dict[str, Any]]:
    """Folders of impulse responses that these runs convolved with, and files by licence."""
    folders: dict[Path, None] = {}
    for run in runs:
        try:
            recipe = run.recipe
        except AscError:
            continue
        if recipe.get("dir_folder") and recipe.get("dir_share"):
            folders[Path(recipe["dir_folder"]).expanduser()] = None
    return [
        {"folder": folder.name, "licences": dict(sorted(responses_licences(folder).items()))}
        for folder in folders
    ]


def responses_licences(folder: Path) -> Counter[str]:
    """Files of a folder of impulse responses by licence; "" for those that none is stated for.

    Licences are looked for in a ``meta.csv`` with the columns "filename" and "licence", in the
    folder or in the one above it.
    """
    stated: dict[Path, str] = {}
    for place in (folder.parent, folder):
        with contextlib.suppress(AscError, ValueError, OSError):
            grid = read_grid(place / "meta.csv")
            name, licence = grid.columns.index("filename"), grid.columns.index("licence")
            stated |= {(place / row[name]).resolve(): row[licence] for _, row in grid.lines}
    files = [path for path in folder.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES]
    return Counter(stated.get(path.resolve(), "") for path in files)


def _teachers(teacher: str | None) -> list[RunFolder]:
    """The teacher's run, or those it was fused of, as far as they are still there."""
    paths = [] if teacher is None else fused_runs(Path(teacher)) or [Path(teacher)]
    return [RunFolder(path) for path in paths if (path / "recipe.toml").is_file()]


def teacher_facts(teacher_run: Path) -> dict[str, Any]:
    """Name of a teacher, and digest and licence of the weights it started from, if any.

    A fusion started from the weights of all its ``systems``.
    """
    facts: dict[str, Any] = {"run": teacher_run.name, "network": "", "weights": ""}
    try:
        run = RunFolder.open(teacher_run)
        recipe = run.recipe
    except AscError:
        return {**facts, "weights": "unknown", "licence": ""}
    if systems := fused_runs(teacher_run):
        facts["systems"] = [teacher_facts(system) for system in systems]
        facts["network"] = " + ".join(system["network"] for system in facts["systems"])
        return facts
    facts["network"] = str(recipe.get("network", ""))
    weights = str(recipe.get("weights", ""))
    if not weights:
        return facts
    path = Path(weights).expanduser()
    facts |= {"weights": path.name, "licence": weights_licence(path)}
    if path.is_file():
        facts["sha256"] = sha256_file(path)
    return facts


def weights_licence(path: Path) -> str:
    """``licence`` in the ``about`` of a safetensors file; "" where it says nothing."""
    try:
        with safetensors.safe_open(path, framework="numpy") as stream:
            about = from_json((stream.metadata() or {}).get("about", "{}"))
        return str(about.get("licence", ""))
    except (OSError, ValueError, AttributeError, safetensors.SafetensorError):
        return ""


def _recipe(run: RunFolder) -> dict[str, Any]:
    """The recipe as a table, without paths of this computer."""
    table = run.recipe
    if table.get("weights"):
        table["weights"] = Path(table["weights"]).name
    return table
