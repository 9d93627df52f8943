"""Verbs of asc: export, evaluate, verify, embed."""

import argparse
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ml_core.cli.arguments import add_measure, add_model, add_source
from ml_core.cli.console import Console
from ml_core.errors import BundleError
from ml_core.scenes import plain

if TYPE_CHECKING:
    from ml_core.bundle import Agreement, Bundle, Certificate, Comparison


def add_verbs(verbs: "argparse._SubParsersAction[Any]", common: argparse.ArgumentParser) -> None:
    """Register this module's verbs."""
    parser = verbs.add_parser("export", parents=[common], help="write a run's bundle to a file")
    add_model(parser)
    parser.add_argument("out", metavar="OUT.ascbundle", type=Path, nargs="?")
    parser.add_argument(
        "--project", type=Path, help="the project that remembers the bundle; default: the run's"
    )
    parser.add_argument(
        "--c", type=Path, metavar="DIR", help="also as C99 source, into a new or empty folder"
    )
    parser.add_argument(
        "--web", type=Path, metavar="DIR", help="also as a web page, into a new or empty folder"
    )
    parser.set_defaults(run=export)

    parser = verbs.add_parser(
        "evaluate", parents=[common], help="measure a model on a project",
        description="Lets the exported file hear every clip of a split, in onnxruntime: accuracy "
        "with its 95 % interval, per device and scene, confusion, calibration. A float run is "
        "measured in torch, and says so. Figures and clips are kept in the run.",
    )  # fmt: skip
    add_source(parser)
    add_measure(parser)
    parser.add_argument("--known", action="store_true", help="not again what still holds")
    parser.set_defaults(run=evaluate)

    parser = verbs.add_parser("verify", parents=[common], help="check a bundle")
    parser.add_argument("bundle", metavar="BUNDLE", type=Path)
    parser.set_defaults(run=verify)

    parser = verbs.add_parser("embed", parents=[common], help="compute embeddings of all clips")
    add_source(parser)
    parser.set_defaults(run=embed)


def _open(source: Path) -> "Bundle":
    """The bundle in a file, or in a quantization's run folder."""
    from ml_core.bundle import read_bundle
    from ml_core.stages.export_bundle import bundle_of_run

    return read_bundle(bundle_of_run(source) if source.is_dir() else source)


def export(arguments: argparse.Namespace, console: Console) -> None:
    """``asc export``: all that was asked for, or nothing where a part of it is refused."""
    folder = arguments.project or _project_of(arguments.source)
    out = arguments.out or _default_out(arguments.source, folder)
    with ExitStack() as parts:
        added = _folders(arguments, out.stem, parts)
        written = not added or arguments.out is not None or arguments.source.is_dir()
        answer = _bundle_facts(arguments.source, out if written else None, folder)
    if not answer["deployable"]:
        console.say(answer["certificate"])
    console.result(answer | added, _export_text(answer | added, written=written))


def _folders(arguments: argparse.Namespace, name: str, parts: ExitStack) -> dict[str, Any]:
    """C and page, as asked for; they appear when ``parts`` ends well."""
    added = {}
    same = arguments.c is not None and arguments.web is not None
    if same and arguments.c.resolve() == arguments.web.resolve():
        raise BundleError(
            f'"{arguments.c}" cannot hold both.', hint="Name one folder for --c, another for --web."
        )
    if arguments.c is not None:
        from ml_core.c99 import writing_c

        writing = writing_c(_open(arguments.source), arguments.c, name=name)
        added["c"] = parts.enter_context(writing)
    if arguments.web is not None:
        from ml_core.web import writing_web

        added["web"] = parts.enter_context(writing_web(_open(arguments.source), arguments.web))
    return added


def _bundle_facts(source: Path, out: Path | None, folder: Path | None) -> dict[str, Any]:
    """Write the bundle, unless no other was asked for; the project in ``folder`` remembers it."""
    from ml_core.project import Project
    from ml_core.stages.export_bundle import export_bundle, facts_of

    if out is None:
        return facts_of(_open(source))
    if folder is None:
        return export_bundle(source, out)
    with Project.open(folder) as project:
        return export_bundle(source, out, project)


def _export_text(answer: dict[str, Any], *, written: bool) -> str:
    lines = []
    if written:
        instead = ", in place of the file that was there" if answer["replaced"] else ""
        lines.append(f"Wrote {answer['bundle']} ({answer['bytes'] / 1000:.0f} kB){instead}.")
    if answer["deployable"]:
        lines.append(answer["certificate"])
    if "c" in answer:
        facts = answer["c"]
        lines.append(
            f"Wrote {facts['folder']}: C99, about {facts['flash_bytes'] / 1000:.0f} kB of flash and"
            f" {facts['ram_bytes'] / 1000:.0f} kB of RAM with one window of samples."
        )
    if "web" in answer:
        facts = answer["web"]
        lines.append(
            f"Wrote {facts['folder']}: a web page of {facts['bytes'] / 1e6:.0f} MB."
            f" Open it with: asc serve {facts['folder']}"
        )
    return "\n".join(lines)


def _project_of(source: Path) -> Path | None:
    """The project a run lies in: ``PROJECT/runs/RUN``; a bundle there is copied, not entered."""
    folder = source.absolute().parent.parent
    return folder if source.is_dir() and (folder / "project.sqlite").is_file() else None


def _default_out(source: Path, project: Path | None) -> Path:
    folder = source.parent if project is None else project / "bundles"
    return folder / f"{source.stem}.ascbundle"


def evaluate(arguments: argparse.Namespace, console: Console) -> None:
    """``asc evaluate``: the clips go to a file, named in the answer."""
    from ml_core.project import Project
    from ml_core.stages.measured import measure_model

    source: Path = arguments.source
    if source.is_dir() and not (source / "export").is_dir():
        console.say("This run has no int8 file: measuring its float network in torch.")
    with Project.open(arguments.project) as project:
        found = measure_model(
            source, project, arguments.split, arguments.precision, console.monitor(),
            again=not arguments.known,
        )  # fmt: skip
    console.result(found.figures, _evaluation_text(found.figures))


def _evaluation_text(answer: dict[str, Any]) -> str:
    low, high = answer["ci95"]
    headline = (
        f"Accuracy {answer['accuracy']:.3f} (95 % interval {low:.3f} to {high:.3f} by "
        f"{answer['grouped_by']}) on {answer['n_clips']} clips, {answer['backend']}."
    )
    rows = [*answer["per_device"].items(), *answer["per_scene"].items()]
    return "\n".join(
        [headline, *(f"  {name or 'no device':20} {value:.3f}" for name, value in rows)]
    )


def verify(arguments: argparse.Namespace, console: Console) -> None:
    """``asc verify``: exit status 1 if there is a reason against the bundle."""
    from ml_core.bundle import verify as verify_bundle

    report = verify_bundle(arguments.bundle)
    found = report.certificate
    answer = {
        "ok": report.ok,
        "files": [{"name": name, "bytes": size} for name, size in report.files.items()],
        "reasons": list(report.reasons),
        "may_ship": report.may_ship,
        "ship_reasons": list(report.ship_reasons),
        "deployable": found is not None and found.deployable,
        "certificate": None if found is None else asdict(found),
        "fingerprint": report.fingerprint,
    }
    if not report.ok:
        console.result(answer, "Refused.")
        raise BundleError(report.reasons[0])
    words = {"yes": "may be passed on", "no": "may not be passed on",
             "unknown": "whether it may be passed on is not known"}  # fmt: skip
    said = f"Whole; by the licences in its card it {words[report.may_ship]}."
    if report.may_ship == "unknown":
        said = f"Whole; {words[report.may_ship]}: its card names the licences."
    lines = [said, *(f"  {reason}" for reason in report.ship_reasons)]
    lines += [] if found is None else _certificate_lines(found)
    console.result(answer, "\n".join(lines))


def _certificate_lines(found: "Certificate") -> list[str]:
    """The certificate, for people."""
    lines = [found.sentence, *(f"  {warning}" for warning in found.warnings)]
    if not found.measured:
        return lines
    of = "of the test set" if found.windows_of == "test" else "of all labelled clips"
    shifted = f", {found.n_shifted:,} of them shifted copies" if found.n_shifted else ""
    lines.append(f"  {found.n_windows:,} windows {of}{shifted}")
    for name, one in (
        ("converted", found.converted), ("trained", found.simulated), ("float", found.float_student)
    ):  # fmt: skip
        if one is not None:
            lines.append(f"  file and {name:9} {_comparison(one)}")
    if found.converted is not None:
        lines += _parts("device", found.converted.per_device)
        lines += _parts("scene", found.converted.per_scene)
    if found.disagreements is not None:
        n, defects = found.disagreements.n, found.disagreements.defects
        lines.append(
            f"  windows that are decided otherwise: {n:,}; surer in float than rounding explains:"
            f" {defects:,}"
        )
    lines.append(f"  {'no layer parts' if found.parting is None else found.parting.sentence}")
    return lines


def _comparison(one: "Comparison") -> str:
    from ml_core.bundle.certificate import percent

    whole = one.overall
    needed = "" if one.needed is None else f" ({percent(one.needed)} needed)"
    gap = ""
    if one.gap_steps is not None:
        largest = round(one.gap_steps[2])
        gap = f", at most {largest} step{'' if largest == 1 else 's'} apart"
    return (
        f"{whole.same:,} of {whole.n:,} windows alike,"
        f" {percent(whole.value)}{needed}, surely {percent(whole.low)}{gap}"
    )


def _parts(kind: str, parts: "Mapping[str, Agreement]") -> list[str]:
    """Devices or scenes whose windows are not all alike, the worst first."""
    from ml_core.bundle.certificate import percent

    apart = [(name, one) for name, one in parts.items() if one.same < one.n]
    return [
        f"    {kind} {plain(name) or 'not known'}: {one.same:,} of {one.n:,} alike,"
        f" {percent(one.low)} to {percent(one.high)}"
        for name, one in sorted(apart, key=lambda item: item[1].value)
    ]


def embed(arguments: argparse.Namespace, console: Console) -> None:
    """``asc embed``."""
    from ml_core.project import Project
    from ml_core.stages.embed import embed_clips

    opened = _open(arguments.source)
    with Project.open(arguments.project) as project:
        report = embed_clips(opened, project, console.monitor())
    for problem in report.problems[:20]:
        console.say(problem.message)
    answer = {
        "clips": report.clips,
        "heard": report.heard,
        "fingerprint": opened.fingerprint,
        "problems": [{"path": str(one.path), "reason": one.reason} for one in report.problems],
    }
    left = f" {len(report.problems)} could not be heard." if report.problems else ""
    console.result(answer, f"{report.clips} clips have an embedding, {report.heard} new.{left}")
