"""Verbs of asc: demo. The whole way on synthetic scenes, in one process."""

import argparse
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.progress import Monitor
    from ml_core.project import Project
    from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe, Recipe
    from ml_core.recordings.synthetic import CorpusSize


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "demo", parents=[common], help="the whole way on synthetic scenes, to see it work"
    )
    parser.add_argument("folder", type=Path, metavar="DIR", help="a new project folder")
    parser.add_argument(
        "--quick", action="store_true", help="little more than a minute instead of three"
    )
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace, console: Console) -> None:
    """Generate, train a teacher, distil, quantize, export, evaluate and teach a new scene."""
    from ml_core import worker

    worker.require_pack("quantize")
    started = time.perf_counter()
    plan = quick_plan() if arguments.quick else full_plan()
    answer = follow(plan, arguments.folder.expanduser().absolute(), console)
    answer |= {"seconds": time.perf_counter() - started, "cpu_seconds": time.process_time()}
    accuracy, unseen = answer["evaluate"]["accuracy"], answer["unseen_accuracy"]
    enrolled = answer["enrol"]
    console.result(
        answer,
        f"{answer['bundle']}\n"
        f"{accuracy:.1%} of the test clips right, {unseen:.1%} on devices never trained on "
        f"(int8, onnxruntime).\n"
        f"Taught {enrolled['scene']} from {enrolled['n_support']} windows: "
        f"{enrolled['recognised']:.0%} of new recordings recognised.\n"
        f"{answer['seconds']:.0f} s, {answer['cpu_seconds']:.0f} CPU seconds.",
    )


@dataclass(frozen=True, slots=True)
class Plan:
    """What a demo makes and how it trains."""

    size: "CorpusSize"
    teacher: "FinetuneRecipe"
    student: "DistilRecipe"
    int8: "QuantizeRecipe"


SAYS = {
    "teacher": "Training a teacher",
    "student": "Teaching the student",
    "int8": "Making it int8",
}


def quick_plan() -> Plan:
    """At most 150 CPU seconds with everything; the student has its teacher's front end."""
    from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe
    from ml_core.recordings.synthetic import CorpusSize

    return Plan(
        CorpusSize(training_clips=4, test_clips=2),
        FinetuneRecipe(
            network="cp-resnet-128k", head="published", epochs=14, windows_per_clip=2,
            batch_size=32, peak_lr=3e-3, warmup_epochs=2, freq_mask_bands=16, threads=1,
        ),
        DistilRecipe(
            network="cp-mobile-30k", head="published", front_end="cp-resnet-16k", epochs=24,
            windows_per_clip=2, batch_size=32, peak_lr=5e-3, warmup_epochs=2,
            freq_mixstyle_share=0.2, freq_mask_bands=8, soft_weight=0.9,
            kd_reduction="batchmean", teacher_logits="window", relation_weight=1.0, threads=1,
        ),
        QuantizeRecipe(
            epochs=1, windows_per_clip=2, batch_size=32, peak_lr=3e-4, warmup_epochs=0,
            freq_mixstyle_share=0.0, freq_mask_bands=0, frozen_epochs=0, threads=1,
        ),
    )  # fmt: skip


def full_plan() -> Plan:
    """A larger student on more recordings; at most six minutes."""
    from ml_core.recordings.synthetic import CorpusSize

    plan = quick_plan()
    return Plan(
        CorpusSize(training_clips=8, test_clips=4),
        replace(plan.teacher, epochs=18),
        replace(plan.student, epochs=30),
        replace(plan.int8, epochs=3, frozen_epochs=1),
    )


def follow(plan: Plan, folder: Path, console: Console) -> dict[str, Any]:
    """All steps, one after the other; what an earlier call finished is not done again."""
    from ml_core.datasets.demo_project import write_synthetic_project
    from ml_core.errors import ProjectError
    from ml_core.project import Project
    from ml_core.stages.export_bundle import export_bundle

    monitor = console.monitor()
    if not (folder / "project.sqlite").exists():
        console.say(f"Making {plan.size.n_clips} recordings of ten scenes on nine devices.")
    write_synthetic_project(folder, plan.size, name="Demo", monitor=monitor)
    with Project.open(folder) as project:
        if len(project.clips()) != plan.size.n_clips:
            raise ProjectError(f'"{folder}" is another project.', hint="Choose a new folder.")
        teacher = _stage(project, "teacher", plan.teacher, {}, console)
        student = _stage(project, "student", plan.student, {"teacher": str(teacher)}, console)
        int8 = _stage(project, "int8", plan.int8, {"student": str(student)}, console)
        console.say("Exporting, evaluating, teaching a new scene.")
        bundle = project.bundles_dir / "demo.ascbundle"
        export_bundle(int8, bundle, project)
        evaluation = _evaluate(bundle, project, monitor)
    return {
        "project": str(folder),
        "bundle": str(bundle),
        "evaluate": evaluation,
        "unseen_accuracy": _unseen_accuracy(evaluation),
        "enrol": _enrol(bundle, folder, monitor),
    }


def _stage(
    project: "Project",
    name: str,
    recipe: "Recipe",
    inputs: dict[str, str],
    console: Console,
) -> Path:
    """Say and run one stage, or go on with it; returns its run."""
    from ml_core import worker
    from ml_core.runs import RunFolder

    path = project.runs_dir / f"demo-{name}"
    if (path / "recipe.toml").exists():
        started = RunFolder.open(path)
    else:
        started = worker.start_run(project, recipe, path, inputs)
    console.say(f"{SAYS[name]}, done before." if started.is_done else f"{SAYS[name]}.")
    worker.run_stage(project, started, console.monitor())
    return path


def _evaluate(bundle: Path, project: "Project", monitor: "Monitor") -> dict[str, Any]:
    """Accuracy of the exported int8 file on the test split, without the list of clips."""
    from ml_core.bundle import read_bundle
    from ml_core.stages.evaluate import evaluate_bundle

    report = evaluate_bundle(read_bundle(bundle), project, "test", "int8", monitor)
    return {key: value for key, value in report.items() if key != "clips"}


def _unseen_accuracy(evaluation: dict[str, Any]) -> float:
    """Clip accuracy on the devices that were not in training; each has as many clips."""
    from ml_core.recordings.simulated_devices import UNSEEN_DEVICES

    shares = [evaluation["per_device"][device] for device in UNSEEN_DEVICES]
    return sum(shares) / len(shares)


def _enrol(bundle: Path, folder: Path, monitor: "Monitor") -> dict[str, Any]:
    """Teach a scene that was in no split from half of its recordings; ask for the other half."""
    from ml_core.bundle import read_bundle
    from ml_core.enrolment import add_enrolled, enrol, support_from_files
    from ml_core.live.classifier import classify_file
    from ml_core.recordings.synthetic import write_new_scene
    from ml_core.recordings.synthetic_scenes import NEW_SCENE

    paths = write_new_scene(folder / "new-scene")
    before = read_bundle(bundle)
    support = support_from_files(before, paths[::2], monitor)
    result = enrol(
        before, NEW_SCENE, support.embeddings, support.groups, certainty=support.certainty
    )
    out = bundle.with_name("demo-taught.ascbundle")
    after = add_enrolled(before, result.enrolled, out)
    heard = [classify_file(after, path, monitor=monitor).scene for path in paths[1::2]]
    return {
        "bundle": str(out),
        "scene": NEW_SCENE,
        "n_support": result.n_support,
        "threshold": result.threshold,
        "impact": dict(result.impact),
        "queries": len(heard),
        "recognised": heard.count(NEW_SCENE) / len(heard),
    }
