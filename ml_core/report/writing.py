"""Writes a report: HTML, PDF, figures, the challenge's files, and the numbers as JSON."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

from ml_core.bundle.session import Precision
from ml_core.errors import AscError, MissingPack, ProjectError, RunError
from ml_core.files import write_bytes, write_json, write_text
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.report import dcase, sections
from ml_core.report.document import Block, Document, Heading, Paragraph, Plot
from ml_core.report.facts import Model, gather
from ml_core.report.html import to_html
from ml_core.report.pdf import to_pdf
from ml_core.report.plots import numbered, slug
from ml_core.report.sections import PARTS
from ml_core.report.style import new_figure, styled
from ml_core.stages.beside import lay_beside, taught_and_untaught, teacher_of
from ml_core.stages.compare import compare_measured, names_of

PNG_DPI = 200
WITHOUT = "Without the training pack this part is left out: it needs the float networks of runs."


def write_report(
    sources: Sequence[Path],
    project: Project,
    out: Path,
    *,
    split: str = "test",
    precision: Precision = "int8",
    parts: Collection[str] = PARTS,
    monitor: Monitor | None = None,
) -> dict[str, Any]:
    """Write everything that is known of one or several models into a folder.

    Args:
        sources: runs or bundles; several are compared with the first.
        project: whose clips they are measured on.
        out: the folder; what an earlier report left in it is replaced.
        split: which clips.
        precision: of exported files.
        parts: of ``sections.PARTS``; results are always there.
        monitor: told what it is doing.

    Returns:
        The JSON of ``asc report``: the files that were written.

    Raises:
        ProjectError: there is no such part.
        MissingPack: matplotlib is not installed.
        AscError: see ``measure_model``.
    """
    if odd := sorted(set(parts) - set(PARTS)):
        raise ProjectError(
            f'A report has no part "{odd[0]}".', hint=f"There are: {', '.join(PARTS)}."
        )
    monitor = monitor or Monitor()
    with styled():
        models = _gathered(sources, project, split, precision, monitor)
        answers, refused = _compared(models) if "comparison" in parts else ([], [])
        maps, left_out = _maps(models, project, split, precision, monitor, parts)
        document = _document(
            models, project, answers, refused, maps, left_out, (split, precision), parts
        )
        monitor.report(0, None, stage="write")
        pictures = _write_figures(document.plots, out / "figures")
        write_text(out / "report.html", to_html(document, pictures))
        write_bytes(out / "report.pdf", to_pdf(document))
    challenge: list[Path] = []
    for model in models:
        name = numbered(slug(model.name) or "model", [path.stem for path in challenge])
        challenge += _write_challenge(model, out / "dcase", name)
    numbers = {"models": [_shareable(model) for model in models], "comparisons": answers,
               "not_compared": refused, "parts": [p for p in PARTS if p in parts]}  # fmt: skip
    write_json(out / "report.json", numbers)
    figures = [out / "figures" / f"{name}.{kind}" for name in pictures for kind in ("svg", "png")]
    return {
        "html": str(out / "report.html"),
        "pdf": str(out / "report.pdf"),
        "json": str(out / "report.json"),
        "figures": [str(path) for path in figures],
        "dcase": [str(path) for path in challenge],
        "models": [model.name for model in models],
        "not_compared": refused,
    }


def _shareable(model: Model) -> dict[str, Any]:
    """The figures without paths of this computer."""
    return {key: value for key, value in model.figures.items() if key != "clips_file"}


def _gathered(
    sources: Sequence[Path], project: Project, split: str, precision: Precision, monitor: Monitor
) -> list[Model]:
    """The models, under names that tell them apart."""
    models = [gather(source, project, split, precision, monitor) for source in sources]
    names = names_of([model.measured for model in models])
    return [
        Model(model.source, name, model.measured.named(name), model.runs, model.manifest)
        for model, name in zip(models, names, strict=True)
    ]


def _compared(models: Sequence[Model]) -> tuple[list[dict[str, Any]], list[str]]:
    """The first model against each other one; sentences where that would be no comparison."""
    answers, refused = [], []
    for other in models[1:]:
        try:
            answers.append(compare_measured(models[0].measured, other.measured))
        except ProjectError as error:
            refused.append(f"{error.message} {error.hint}".strip())
    return answers, refused


def _maps(
    models: Sequence[Model], project: Project, split: str, precision: Precision, monitor: Monitor,
    parts: Collection[str],
) -> tuple[list[tuple[str, dict[str, Any]]], list[str]]:  # fmt: skip
    """t-SNE of a student beside its teacher, and beside one that had none, where they exist."""
    found: list[tuple[str, dict[str, Any]]] = []
    left_out: list[str] = []
    if "embedding" not in parts:
        return [], []
    for model in models:
        pairs: list[tuple[str, Path, Path]] = []
        if any("teacher" in run.provenance.get("inputs", {}) for run in model.runs):
            try:
                teacher = teacher_of(model.source, project)
                pairs.append((f"t-SNE of the teacher and of {model.name}.", teacher, model.source))
            except RunError as problem:  # it was deleted
                left_out.append(problem.message)
        if pair := taught_and_untaught(model.source, project):
            pairs.append(("t-SNE of the student with (left) and without (right) a teacher.", *pair))
        for caption, left, right in pairs:
            try:
                sides = lay_beside(left, right, project, layout="tsne", split=split,
                                   precision=precision, monitor=monitor)  # fmt: skip
            except MissingPack:
                return found, [WITHOUT]
            except AscError as problem:  # all else can be said without them
                left_out.append(f"{caption} {problem.message}")
            else:
                found.append((caption, sides))
    return found, left_out


def _document(
    models: Sequence[Model],
    project: Project,
    answers: Sequence[dict[str, Any]],
    refused: Sequence[str],
    maps: Sequence[tuple[str, dict[str, Any]]],
    left_out: Sequence[str],
    how: tuple[str, Precision],
    parts: Collection[str],
) -> Document:
    title = f"Report of {' and '.join(model.name for model in models)}"
    blocks: list[Block] = [
        Heading(title, 1),
        Paragraph(f"Project {project.folder.name}, {date.today().isoformat()}."),
        *sections.results(models),
    ]
    if answers or refused:
        blocks += sections.comparison(answers, refused)
    if "data" in parts:
        blocks += sections.data(project)
    for model in models:
        blocks += sections.model(model, parts)
    blocks += sections.training(models, parts)
    blocks += sections.embedding(maps, left_out)
    if "provenance" in parts:
        blocks += sections.provenance(models)
    if "commands" in parts:
        blocks += sections.commands(models, project, *how, parts)
    return Document(title, tuple(_with_own_names(blocks)))


def _with_own_names(blocks: Sequence[Block]) -> Iterator[Block]:
    """The blocks, with a number to the name of a figure that another one has already."""
    given: list[str] = []
    for block in blocks:
        if isinstance(block, Plot):
            given.append(numbered(block.name, given))
            yield replace(block, name=given[-1])
        else:
            yield block


def _write_figures(plots: Sequence[Plot], folder: Path) -> dict[str, bytes]:
    """Every figure as SVG and PNG; the SVG once more, for the HTML."""
    pictures = {}
    for plot in plots:
        figure = new_figure(plot.width_in, plot.height_in)
        plot.draw(figure)
        svg, png = BytesIO(), BytesIO()
        facts = {"Date": None, "Creator": None, "Title": plot.alt}
        figure.savefig(svg, format="svg", metadata=facts)
        figure.savefig(png, format="png", dpi=PNG_DPI, metadata={"Description": plot.alt})
        write_bytes(folder / f"{plot.name}.svg", svg.getvalue())
        write_bytes(folder / f"{plot.name}.png", png.getvalue())
        pictures[plot.name] = svg.getvalue()
    return pictures


def _write_challenge(model: Model, folder: Path, name: str) -> tuple[Path, Path]:
    """The system description and the predictions of a model, under a name of its own."""
    system, output = folder / f"{name}.yaml", folder / f"{name}.output.csv"
    write_text(system, dcase.description(model))
    scenes = model.figures["confusion"]["scenes"]
    write_text(output, dcase.predictions(scenes, model.measured.clips))
    return system, output
