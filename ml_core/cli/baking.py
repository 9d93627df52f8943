"""The verb bake: taught places become scenes of a new student."""

import argparse
import functools
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.running import STAGES, follow, settings_by_stage
from ml_core.cli.training import add_settings
from ml_core.errors import RunError
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.runs.chain import chain_of, resume_chain

if TYPE_CHECKING:
    from ml_core.bundle import Bundle
    from ml_core.enrolment.baking import BakePlan


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "bake", parents=[common], help="make taught places scenes of a new int8 student",
        description="Distils the places that were taught to BUNDLE into a new student, with replay "
        "of the old scenes: the recipes that made the bundle, once more, over both. The project "
        "holds the clips of all of them, the places' labelled with their names. The runs can be "
        "killed and go on with --resume.",
    )  # fmt: skip
    parser.add_argument("bundle", type=Path, metavar="BUNDLE")
    parser.add_argument("project", type=Path, metavar="PROJECT")
    for stage in STAGES:
        parser.add_argument(f"--{stage}", metavar="RECIPE", help="default: as the bundle was made")
    add_settings(parser, "STAGE.KEY=VALUE")
    parser.add_argument("--name", help="of the runs and the bundle; default: the time")
    parser.add_argument("--out", type=Path, metavar="BUNDLE", help="default: among the project's")
    parser.add_argument("--resume", type=Path, metavar="RUN", help="any run of an earlier bake")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--plan", action="store_true", help="only say what would be done")
    when.add_argument("--detach", action="store_true", help="return at once; it goes on")
    parser.set_defaults(run=bake)


def bake(arguments: argparse.Namespace, console: Console) -> None:
    """Start the runs, or go on with them; wait for their end and compare old with new."""
    from ml_core import worker
    from ml_core.bundle import read_bundle

    bundle = read_bundle(arguments.bundle)
    with Project.open(arguments.project) as project:
        if arguments.resume is not None:
            chain = _to_go_on_with(arguments.resume, bundle)
            resume_chain(project.folder, chain)
        else:
            plan = _plan(arguments, bundle, project)
            if arguments.plan:
                console.result(_told(plan), _words(plan))
                return
            worker.require_pack("distil")
            chain = _start(arguments, bundle, project, plan)
    out = Path(chain[-1].provenance["bundle"])
    answer: dict[str, Any] = {
        "runs": [str(run.path) for run in chain], "bundle": str(out),
        "places": chain[-1].provenance["baked"]["places"],
    }  # fmt: skip
    if arguments.detach:
        console.result(answer, "\n".join(answer["runs"]))
        return
    for run in chain:
        follow(arguments.project, run, console.monitor(), command="bake BUNDLE PROJECT")
    answer |= _compared(bundle, out, arguments.project, console)
    console.result(answer, _verdict(answer))


def _plan(arguments: argparse.Namespace, bundle: "Bundle", project: Project) -> "BakePlan":
    from ml_core import worker
    from ml_core.enrolment.baking import plan_bake

    wanted = settings_by_stage(arguments.settings)
    named = {stage: name for stage in STAGES if (name := getattr(arguments, stage))}
    given = {stage: worker.recipe_for(stage, name, []) for stage, name in named.items()}
    return plan_bake(bundle, project, given, wanted)


def _start(
    arguments: argparse.Namespace, bundle: "Bundle", project: Project, plan: "BakePlan"
) -> list[RunFolder]:
    from ml_core import worker
    from ml_core.enrolment.baking import start_bake

    name = arguments.name or time.strftime("bake-%Y%m%d-%H%M%S")
    out = arguments.out or project.bundles_dir / f"{name}.ascbundle"
    make = functools.partial(worker.start_run, project)
    return start_bake(bundle, project, plan, make, name=name, out=out.absolute())


def _to_go_on_with(path: Path, bundle: "Bundle") -> list[RunFolder]:
    """All runs of the bake that a run is one of."""
    chain = chain_of(RunFolder.open(path.absolute()))
    baked = chain[-1].provenance.get("baked", {})
    if baked.get("fingerprint") != bundle.fingerprint:
        raise RunError(
            f'"{path.name}" does not bake the places of "{bundle.manifest.name}".',
            hint="Name the bundle it was started with.",
        )
    return chain


def _compared(bundle: "Bundle", out: Path, folder: Path, console: Console) -> dict[str, Any]:
    from ml_core.bundle import read_bundle
    from ml_core.stages.bake import compare_baked

    with Project.open(folder, read_only=True) as project:
        return compare_baked(bundle, read_bundle(out), project, console.monitor())


def _told(plan: "BakePlan") -> dict[str, Any]:
    return {
        "places": list(plan.places),
        "scenes": list(plan.scenes),
        "n_clips": dict(plan.n_clips),
        "seconds": {place: round(seconds, 1) for place, seconds in plan.seconds.items()},
        "recipes": {recipe.stage: recipe.to_toml() for recipe in plan.recipes},
        "n_divided": len(plan.divided),
    }


def _words(plan: "BakePlan") -> str:
    lines = [
        f"{place}: {plan.n_clips[place]} clips, {plan.seconds[place]:.0f} s"
        for place in plan.places
    ]
    lines.append(f"A student for {len(plan.scenes)} scenes, old ones replayed.")
    if plan.divided:
        lines.append(
            f"{len(plan.divided)} clips are divided into training and test first. Runs of before "
            "do not know these scenes: they go on only after asc undo."
        )
    return "\n".join(lines)


def _verdict(answer: dict[str, Any]) -> str:
    """What came of it, for people."""
    lines = [answer["bundle"]]
    if (old := answer["old_scenes"]) is not None:
        low, high = answer["old_scenes"]["change_ci95"]
        lines.append(
            f"Old scenes: {old['before']:.1%} before, {old['after']:.1%} now"
            f" ({100 * low:+.1f} to {100 * high:+.1f} points) on {old['n_clips']} clips."
        )
    for place, share in answer["places"].items():
        heard = "no clips to test with" if share is None else f"{share:.1%} recognised"
        lines.append(f"{place}: {heard}.")
    fits = "within" if answer["within"].get("dcase") else "over"
    lines.append(f"{answer['bytes']['after']:,} bytes, {fits} the DCASE limits.")
    deployable = answer["parity"].get("deployable")
    lines.append("Deployable." if deployable else "Not deployable: see asc verify.")
    return "\n".join(lines)
