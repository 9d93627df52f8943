"""The verb of asc that divides clips into training and test."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.console import Console
from ml_core.cli.numbers import counted

if TYPE_CHECKING:
    from ml_core.datasets.splits import SplitPlan
    from ml_core.project import Project

_KINDS = ("location", "session", "city", "source")
_LISTED = 100  # groups that the JSON names


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verb."""
    parser: argparse.ArgumentParser = verbs.add_parser(
        "split", parents=[common], help="divide the clips into training and test"
    )
    parser.add_argument("project", type=Path, help="folder of the project")
    how = parser.add_mutually_exclusive_group(required=True)
    how.add_argument(
        "--by",
        metavar="KIND[,KIND]",
        help=f"what is never divided: auto, or {', '.join(_KINDS)}",
    )
    how.add_argument("--column", metavar="NAME", help="a column that says it; see --test")
    how.add_argument(
        "--files", nargs=2, metavar=("train=F", "test=F"), help="two tables of file names"
    )
    parser.add_argument("--test", metavar="V[,V]", help="values of the column that are the test")
    parser.add_argument("--test-share", type=float, metavar="F", help="part of the test (0.25)")
    parser.add_argument("--seed", type=int, default=0, metavar="N")
    parser.add_argument("--name", metavar="S", help="set of splits (default: the active one)")
    parser.add_argument(
        "--strict", action="store_true", help="refuse to divide with a leak, or by something else"
    )
    parser.add_argument("--plan", action="store_true", help="only say what would come of it")
    parser.set_defaults(run=_split, usage_error=parser.error)


def undivided_words(n: int) -> str:
    """What to say of clips that came after the division."""
    what = "1 clip with a scene is" if n == 1 else f"{n} clips with a scene are"
    return f"{what} in neither training nor test: divide them with asc split."


def _split(arguments: argparse.Namespace, console: Console) -> None:
    from ml_core.datasets.splits import apply_split
    from ml_core.project import Project

    with Project.open(arguments.project, read_only=arguments.plan) as project:
        plan = _planned(arguments, project)
        if not arguments.plan:
            apply_split(project, plan, arguments.name, strict=arguments.strict)
        name = arguments.name or project.split_set
    warnings = list(_warnings(plan))
    console.result(
        {
            "train": plan.train,
            "test": plan.test,
            "leaking": plan.leaking,
            "by": plan.by,
            "unknown": list(plan.unknown),
            "usable": dict(zip(("train", "test"), plan.usable, strict=True)),
            "copies": [list(ids) for ids in plan.copies[:_LISTED]],
            "warnings": warnings,
            "sources_told": plan.sources_told,
            "leaking_groups": list(plan.leaking_groups[:_LISTED]),
            "name": name,
            "applied": not arguments.plan,
            "shared": {kind: len(names) for kind, names in plan.shared.items()},
            "scenes": _sides(plan.scenes),
            "devices": _sides(plan.devices),
            "unreached": [
                {"scene": one.scene, "share": round(one.test / one.clips, 4), "groups": one.groups}
                for one in plan.unreached
            ],
        },
        "\n".join([*(f"Warning: {one}" for one in warnings), _in_words(plan, arguments)]),
    )


def _planned(arguments: argparse.Namespace, project: "Project") -> "SplitPlan":
    from ml_core.datasets import splits

    if arguments.by is not None:
        kinds = [] if arguments.by == "auto" else arguments.by.split(",")
        if unknown := [kind for kind in kinds if kind not in _KINDS]:
            arguments.usage_error(f"--by knows auto, {', '.join(_KINDS)}; not {unknown[0]!r}")
        share = splits.TEST_SHARE if arguments.test_share is None else arguments.test_share
        return splits.plan_split(project, kinds, share, arguments.seed)
    if arguments.column is not None:
        if not arguments.test:
            arguments.usage_error("--column needs --test V[,V]")
        values = [value.strip() for value in arguments.test.split(",")]
        return splits.plan_split_by_column(project, arguments.column, values)
    files = dict(part.partition("=")[::2] for part in arguments.files)
    if set(files) != {"train", "test"}:
        arguments.usage_error("--files takes train=FILE test=FILE")
    return splits.plan_split_by_files(project, Path(files["train"]), Path(files["test"]))


def _sides(table: Any) -> dict[str, dict[str, int]]:
    return {name: {"train": train, "test": test} for name, (train, test) in table.items()}


def _warnings(plan: "SplitPlan") -> Iterator[str]:
    """What is not as it was asked for, or makes a result look better than it is."""
    if plan.unknown:
        yield (
            f"no {' and no '.join(plan.unknown)} is known of any clip:"
            f" divided by {plan.by} instead."
        )
    if plan.copies:
        sounds = counted(len(plan.copies), "sound is", "sounds are")
        yield f"{sounds} in both, as files of other names: asc doctor."


def _in_words(plan: "SplitPlan", arguments: argparse.Namespace) -> str:
    text = f"{plan.train} clips for training, {plan.test} for the test, "
    if arguments.column:
        text += f"as the column {arguments.column} says; leaks are looked for by {plan.by}"
    elif arguments.files:
        text += f"as the files say; leaks are looked for by {plan.by}"
    else:
        text += f"divided by {plan.by}"
    if plan.by == "source" and not plan.sources_told:
        text += ", where each file counts alone: nothing says which come from one recording"
    text += "."
    if plan.usable != (plan.train, plan.test):
        text += (
            f" With a scene, and so of use: {plan.usable[0]} for training, {plan.usable[1]} for"
            " the test."
        )
    if plan.leaking:
        first = plan.leaking_groups[0]
        text += f" {counted(plan.leaking, 'group is', 'groups are')} in both, for example {first}."
    if plan.unreached:
        one = plan.unreached[0]
        text += (
            f" {counted(len(plan.unreached), 'scene misses', 'scenes miss')} the wanted share:"
            f" {one.scene} has {one.test} of {one.clips} in the test, because it"
            f" comes in {counted(one.groups, 'group')}."
        )
    if plan.missing_scenes:
        text += f" On one side only: {', '.join(plan.missing_scenes)}."
    return text
