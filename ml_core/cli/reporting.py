"""Verbs of asc that explain what was measured: compare, why, beside, report."""

import argparse
from pathlib import Path
from typing import Any

from ml_core.cli.arguments import add_measure, add_model, add_source
from ml_core.cli.console import Console


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser(
        "compare", parents=[common], help="is one model better than another",
        description="A minus B on the same clips: overall, per device and per scene, each with a "
        "95 % interval that draws whole locations and the p of McNemar's exact test. Of several B "
        "overall only, with p adjusted by Holm for how many there are.",
    )  # fmt: skip
    add_model(parser, "a")
    add_model(parser, "b", nargs="+")
    parser.add_argument("project", metavar="PROJECT", type=Path, help="folder with the clips")
    add_measure(parser)
    parser.set_defaults(run=compare)

    parser = verbs.add_parser(
        "why", parents=[common], help="why is one device low",
        description="Listens to a device and to those of the training, and says in which bands, "
        "how loud, how clipped and in which scenes it differs; each cause with what to do.",
    )  # fmt: skip
    add_source(parser)
    parser.add_argument("device", metavar="DEVICE", help="as it is named in the project")
    add_measure(parser)
    parser.set_defaults(run=why)

    parser = verbs.add_parser(
        "beside", parents=[common], help="maps of a student's embedding and its teacher's",
        description="Lays the same clips out as both networks hear them. The points go to a file "
        "that the answer names; how far the scenes lie apart is printed.",
    )  # fmt: skip
    add_source(parser)
    parser.add_argument(
        "--against", metavar="RUN|BUNDLE", type=Path, help="another network instead of its teacher"
    )
    parser.add_argument(
        "--layout", choices=("pca", "tsne"), default="pca", help="at once, or clearer (pca)"
    )
    add_measure(parser)
    parser.set_defaults(run=beside)

    parser = verbs.add_parser(
        "report", parents=[common], help="HTML, PDF, figures and DCASE files",
        description="Writes all that is known of one or several models into a folder: report.html, "
        "report.pdf, report.json, figures/ (SVG, PNG) and dcase/ (system description, "
        "predictions). Several models are compared with the first.",
    )  # fmt: skip
    parser.add_argument(
        "sources", metavar="RUN|BUNDLE", type=Path, nargs="+",
        help="runs' folders, PROJECT/runs/NAME, or files, NAME.ascbundle",
    )  # fmt: skip
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help="an earlier report there is replaced"
    )
    parser.add_argument("--project", type=Path, help="if the first run does not lie in it")
    parser.add_argument(
        "--parts", type=_words, metavar="A,B", help="e.g. data,matrices,commands (all of them)"
    )
    add_measure(parser)
    parser.set_defaults(run=report)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split(",") if word.strip()]


def compare(arguments: argparse.Namespace, console: Console) -> None:
    """``asc compare``."""
    from ml_core.project import Project
    from ml_core.stages.compare import compare_models

    with Project.open(arguments.project) as project:
        answer = compare_models(
            arguments.a, arguments.b, project, arguments.split, arguments.precision,
            console.monitor(),
        )  # fmt: skip
    if "against" in answer:
        lines = [
            f"  {row['b']['name']:32} {row['overall']['words']} "
            f"p {row['overall']['p_adjusted']:.3g}"
            for row in answer["against"]
        ]
        console.result(answer, "\n".join([f"{answer['a']['name']} against", *lines]))
        return
    overall = answer["overall"]
    counted = (
        f"{answer['n_clips']} clips of {answer['n_groups']} groups by {answer['grouped_by']}; "
        f"right alone: {overall['only_a']} and {overall['only_b']}, McNemar p {overall['p']:.3g}."
    )
    lines = [overall["words"], counted]
    for kind in ("per_device", "per_scene"):
        lines += [
            f"  {name or 'no device':20} {row['words']} p {row['p_adjusted']:.3g}"
            for name, row in answer[kind].items()
        ]
    console.result(answer, "\n".join(lines))


def why(arguments: argparse.Namespace, console: Console) -> None:
    """``asc why``."""
    from ml_core.project import Project
    from ml_core.stages.why import why_low

    with Project.open(arguments.project) as project:
        answer = why_low(
            arguments.source, project, arguments.device, arguments.split, arguments.precision,
            console.monitor(),
        )  # fmt: skip
    lines = [f"  {one['number']}. {one['title']}: {one['sentence']}" for one in answer["causes"]]
    console.result(answer, "\n".join([answer["sentence"], *lines]))


def beside(arguments: argparse.Namespace, console: Console) -> None:
    """``asc beside``: the maps go to a file, named in the answer; where none may be, into it."""
    from ml_core.errors import UnwritableFile
    from ml_core.files import write_json
    from ml_core.project import Project
    from ml_core.stages.beside import lay_beside, teacher_of
    from ml_core.stages.measured import place_of_figures

    source: Path = arguments.source
    with Project.open(arguments.project) as project:
        left = arguments.against or teacher_of(source, project)
        found = lay_beside(
            left, source, project, layout=arguments.layout, split=arguments.split,
            precision=arguments.precision, monitor=console.monitor(),
        )  # fmt: skip
        file = place_of_figures(source, project) / f"beside-{left.stem}-{arguments.layout}.json"
    kept: dict[str, Any] = {"maps_file": str(file)}
    try:
        write_json(file, found)
    except UnwritableFile:
        kept = {"maps_file": None, "maps": found}
    sides = {
        key: {k: v for k, v in found[key].items() if k != "points"} for key in ("left", "right")
    }
    answer = {key: found[key] for key in ("layout", "split", "n_clips")} | sides
    lines = [
        f"  {side['name']:32} silhouette {side['geometry']['silhouette']:.3f}"
        for side in sides.values()
    ]
    head = [f"{file}:"] if kept["maps_file"] else []
    console.result(answer | kept, "\n".join([*head, *lines]))


def report(arguments: argparse.Namespace, console: Console) -> None:
    """``asc report``."""
    from ml_core.project import Project
    from ml_core.report.sections import PARTS
    from ml_core.report.writing import write_report
    from ml_core.stages.measured import require_project

    folder = require_project(arguments.sources[0], arguments.project)
    with Project.open(folder) as project:
        answer = write_report(
            arguments.sources, project, arguments.out, split=arguments.split,
            precision=arguments.precision, monitor=console.monitor(),
            parts=PARTS if arguments.parts is None else arguments.parts,
        )  # fmt: skip
    for sentence in answer["not_compared"]:
        console.say(sentence)
    files = f"{len(answer['figures'])} figures, {len(answer['dcase'])} DCASE files"
    console.result(answer, f"{answer['html']}\n{answer['pdf']}\n{files} beside them.")
