"""Verb of asc: reproduce."""

import argparse
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ml_core.cli.console import Console

if TYPE_CHECKING:
    from ml_core.project import Project
    from ml_core.recipes import RunRecipe, TrainingRecipe
    from ml_core.runs import RunFolder


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser = verbs.add_parser(
        "reproduce", parents=[common], help="run a published system; compare its numbers"
    )
    parser.add_argument("recipe", metavar="RECIPE", help="a system of the papers: asc recipes")
    parser.add_argument("project", metavar="PROJECT", type=Path, help="imported and divided")
    parser.add_argument("--out", type=Path, metavar="FOLDER", help="of its runs")
    parser.add_argument(
        "--weights", action="append", default=[], metavar="NAME=PATH", type=_named_path,
        help="a file of published weights, e.g. beats=BEATs_iter3_plus_AS2M.pt",
    )  # fmt: skip
    parser.add_argument(
        "--without", action="store_true", help="leave out steps whose weights are not given"
    )
    parser.add_argument("--responses", type=Path, metavar="FOLDER", help="of device responses")
    parser.add_argument(
        "--percent", type=int, choices=(5, 10, 25, 50, 100), default=0,
        help="of the training data the figures are for (else by the number of clips)",
    )  # fmt: skip
    parser.add_argument("--device", choices=("auto", "cpu", "cuda"), default="auto")
    shorter = parser.add_mutually_exclusive_group()
    shorter.add_argument(
        "--epochs-scale", type=float, default=1.0, metavar="F", help="not the published protocol"
    )
    shorter.add_argument(
        "--miniature", action="store_true",
        help="one epoch, one seed, small batches: not the published protocol",
    )  # fmt: skip
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE", dest="settings")
    parser.set_defaults(run=reproduce)


def _named_path(text: str) -> tuple[str, Path]:
    name, found, path = text.partition("=")
    if not found or not path:
        raise argparse.ArgumentTypeError(f"{text} is not of the form NAME=PATH")
    return name, Path(path).expanduser()


class _Workshop:
    """Runs stages in this process."""

    def __init__(self, project: "Project", console: Console) -> None:
        self._project, self._console = project, console

    def run(
        self, recipe: "TrainingRecipe", path: Path, inputs: Mapping[str, str]
    ) -> dict[str, Any]:
        """A run of any stage that trains."""
        return self._run(cast("RunRecipe", recipe), path, inputs)

    def _run(self, recipe: "RunRecipe", path: Path, inputs: Mapping[str, str]) -> dict[str, Any]:
        """A new run, or one to go on with; at once if it is done."""
        from ml_core import worker

        return worker.run_stage(
            self._project, self._folder(recipe, path, inputs), self._console.monitor()
        )

    def _folder(self, recipe: "RunRecipe", path: Path, inputs: Mapping[str, str]) -> "RunFolder":
        from ml_core import worker
        from ml_core.runs import RunFolder

        if (path / "recipe.toml").is_file():
            return RunFolder.open(path)
        return worker.start_run(self._project, recipe, path, inputs)

    def fuse(self, runs: Sequence[Path], path: Path, *, average: bool) -> dict[str, Any]:
        """Several teachers as one."""
        from ml_core.recipes import FuseRecipe
        from ml_core.worker import SYSTEM

        inputs = {f"{SYSTEM}{number:02}": str(run) for number, run in enumerate(runs, 1)}
        return self._run(FuseRecipe(average=average), path, inputs)


def reproduce(arguments: argparse.Namespace, console: Console) -> None:
    """``asc reproduce``."""
    from ml_core import worker
    from ml_core.project import Project
    from ml_core.recipes import systems
    from ml_core.stages.reproduce import Options
    from ml_core.stages.reproduce import reproduce as run_system

    system = systems.system(arguments.recipe)
    options = Options(
        weights=dict(arguments.weights),
        without=arguments.without,
        epochs_scale=arguments.epochs_scale,
        miniature=arguments.miniature,
        percent=arguments.percent,
        responses=arguments.responses,
        torch_device=arguments.device,
        settings=tuple(arguments.settings),
    )
    worker.require_pack("finetune")
    with Project.open(arguments.project) as project:
        folder = arguments.out or project.runs_dir / "reproduce" / system.name
        answer = run_system(
            system, project, folder.absolute(), options, _Workshop(project, console), console.say
        )
    console.result(answer, _text(answer))


def _text(answer: Mapping[str, Any]) -> str:
    """The table, and everything in which this is not what was published."""
    lines = [f"{answer['system']}, {answer['source']}"]
    lines.append(f"{'step':10} {'metric':24} {'published':>9} {'measured':>9}")
    for row in answer["rows"]:
        measured = "" if row["measured"] is None else f"{100 * row['measured']:.2f}"
        of = "" if row["percent"] else " (mean over 5 to 100 %)"
        lines.append(
            f"{row['step']:10} {row['metric'] + of:24} {100 * row['published']:9.2f} {measured:>9}"
        )
    lines += [
        f"{step['name']}: accuracy {100 * step['accuracy']:.2f} %"
        for step in answer["steps"]
        if step.get("accuracy") is not None
    ]
    lines += answer["protocol"]["departures"]
    return "\n".join([*lines, answer["note"]]).rstrip()
