"""The parts of a report as blocks of a document."""

import re
import shlex
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, Literal, get_args

from ml_core.evaluation.calibration import is_at_bound
from ml_core.project import Project
from ml_core.report import plots
from ml_core.report.document import Block, Code, Heading, Paragraph, Table
from ml_core.report.facts import Model, command_of, epochs, place_of
from ml_core.report.style import between, percent, points, span
from ml_core.runs import RunFolder, title_of
from ml_core.scenes import display_name

Part = Literal[
    "data", "recipe", "curves", "matrices", "calibration", "comparison", "embedding",
    "provenance", "commands",
]  # fmt: skip
PARTS: tuple[Part, ...] = get_args(Part)
Blocks = list[Block]
_PATHS = re.compile(r'^(weights|dir_folder) = "(.*)"$', re.MULTILINE)  # of this computer


def results(models: Sequence[Model]) -> Blocks:
    """Every model in one line, never an accuracy without its interval."""
    rows = []
    for model in models:
        found = model.figures
        groups, gap = found["device_groups"], found["gap"]
        rows.append([
            model.name, percent(found["accuracy"]), span(found["ci95"]),
            percent(groups.get("seen", {}).get("accuracy")),
            percent(groups.get("unseen", {}).get("accuracy")),
            points(gap and gap["value"]), between(gap and gap["ci95"]),
            percent(found["ece"]), percent(found["calibrated"]["ece"]),
        ])  # fmt: skip
    head = ("model", "accuracy", "95 %", "seen", "unseen", "gap", "95 %", "ECE", "after")
    first = models[0].figures
    n = {model.figures["n_clips"] for model in models}
    counted = f"{n.pop()} clips" if len(n) == 1 else "clips"
    words = (
        f'Measured on {counted} of the split "{first["split"]}". Intervals draw whole groups of '
        f"clips, by {first['grouped_by']}, of which there are {first['n_groups']}. Seen and unseen "
        "are devices; the gap is unseen minus seen, in points. ECE is the expected calibration "
        "error, before and after a temperature fitted on other devices."
    )
    how = "; ".join(f"{model.name}: {model.figures['backend']}" for model in models)
    warned = [
        Paragraph(
            f"{model.name} has learnt from {learnt['n_clips']} of the clips it was measured on: "
            "these figures flatter it."
        )
        for model in models
        if (learnt := model.figures.get("trained_on")) and learnt["n_clips"]
    ]
    return [Heading("Results", 2), Paragraph(words), Table.of(head, rows),
            Paragraph(f"Computed by {how}."), *warned]  # fmt: skip


def comparison(answers: Sequence[Mapping[str, Any]], refused: Sequence[str]) -> Blocks:
    """What ``asc compare`` says of pairs of models, and what cannot be compared."""
    blocks: Blocks = [Heading("Comparison", 2)]
    blocks += [Paragraph(sentence) for sentence in refused]
    head = ("clips of", "n", "A", "B", "A − B", "95 %", "only A", "only B", "p", "p adj.",
            "clear")  # fmt: skip
    for number, answer in enumerate(answers, start=1):
        a, b = answer["a"]["name"], answer["b"]["name"]
        rows = [("all", answer["overall"])]
        rows += [(f"device {n or 'not known'}", row) for n, row in answer["per_device"].items()]
        rows += [(display_name(n), row) for n, row in answer["per_scene"].items()]
        table = [
            [name, row["n_clips"], percent(row["a"]), percent(row["b"]),
             points(row["difference"]), between(row["ci95"]), row["only_a"], row["only_b"],
             f"{row['p']:.2g}", f"{row['p_adjusted']:.2g}" if "p_adjusted" in row else "–",
             _verdict(row)]
            for name, row in rows
        ]  # fmt: skip
        blocks += [
            Heading(f"{a} against {b}"),
            Paragraph(answer["overall"]["words"]),
            *plots.differences(answer, number),
            Table.of(head, table, f"A is {a}, B is {b}; differences in points."),
        ]
    if answers:
        blocks.append(
            Paragraph(
                "p is that of McNemar's exact test; adjusted by Holm for how many devices, or "
                f"scenes, are looked at. A difference is called clear where its interval by "
                f"{answers[0]['grouped_by']} leaves out zero and p is under {answers[0]['level']}."
            )
        )
    return blocks


def _verdict(row: Mapping[str, Any]) -> str:
    if row["few"]:
        return "too few"
    return "yes" if row["clear"] else "no"


def data(project: Project) -> Blocks:
    """What the project holds: clips by scene, device and split, licences, authors."""
    clips = [clip for clip in project.clips() if clip.state != "excluded"]
    splits = sorted({clip.split or "no split" for clip in clips})

    def table(of: str, names: Sequence[str]) -> Table:
        counts = Counter(
            (name, clip.split or "no split") for name, clip in zip(names, clips, strict=True)
        )
        rows = [[name, *(counts[name, split] for split in splits)] for name in sorted(set(names))]
        rows.append(["all", *(sum(counts[n, s] for n in set(names)) for s in splits)])
        return Table.of((of, *splits), rows)

    hours = sum(clip.duration_s for clip in clips) / 3600
    licences = Counter(clip.licence or "not stated" for clip in clips)
    authors = sorted({clip.author for clip in clips if clip.author})
    listed = ", ".join(f"{name} ({n})" for name, n in sorted(licences.items()))
    words = f"{len(clips)} clips, {hours:.2f} hours, from {len({c.source for c in clips})} sources."
    return [
        Heading("Data", 2),
        Paragraph(words),
        table("scene", [display_name(clip.scene) if clip.scene else "none" for clip in clips]),
        table("device", [clip.device or "not known" for clip in clips]),
        Paragraph(f"Licences: {listed or 'none'}."),
        *([Paragraph(f"Recordings by {', '.join(authors)}.")] if authors else []),
    ]


def model(one: Model, parts: Collection[str]) -> Blocks:
    """One model: what it costs, its tables, matrices and calibration."""
    blocks: Blocks = [Heading(one.name, 2)]
    cost = one.cost
    if cost:
        blocks.append(
            Paragraph(
                f"{cost.get('parameters', 0):,} parameters, {cost.get('bytes', 0):,} bytes as "
                f"int8, {cost.get('macs', 0) / 1e6:.2f} million multiply-accumulates per window."
            )
        )
    blocks += [Heading("By device and scene"), *_tables(one)]
    if "matrices" in parts:
        blocks += [Heading("Matrices"), plots.confusion(one.name, one.figures),
                   *plots.device_matrices(one.name, one.figures),
                   *plots.scene_by_device(one.name, one.figures)]  # fmt: skip
    if "calibration" in parts:
        blocks += [Heading("Calibration"), plots.reliability(one.name, one.figures)]
        blocks += _at_bound(one)
    return blocks


def _at_bound(one: Model) -> Blocks:
    """A sentence where the temperature that the file divides by says little."""
    temperature = one.figures.get("temperature")
    if temperature is None or not is_at_bound(temperature):
        return []
    return [
        Paragraph(
            f"The file divides its scores by {temperature:.2f}, the end of what is tried: the "
            "clips that it was fitted on were too few, or too easy, to tell one."
        )
    ]


def training(models: Sequence[Model], parts: Collection[str]) -> Blocks:
    """Curves and recipe of every run that a model was made by."""
    blocks: Blocks = []
    trained = models[0].figures["trained_devices"] or ()
    for run in _runs(models):
        curves = plots.curves(run.name, epochs(run), trained) if "curves" in parts else None
        shown: Blocks = [curves] if curves is not None else []
        if "recipe" in parts:
            shown.append(Code(recipe_text(run.recipe_toml)))
        blocks += [Heading(_heading(run)), *shown] if shown else []
    return [Heading("Training", 2), *blocks] if blocks else []


def _heading(run: RunFolder) -> str:
    """What people call a run, with the folder that commands name it by."""
    title = title_of(run.path)
    return f"{title} ({run.name})" if title else run.name


def recipe_text(toml: str) -> str:
    """A recipe without paths of this computer."""
    return _PATHS.sub(lambda found: f'{found[1]} = "{Path(found[2]).name}"', toml)


def _tables(one: Model) -> Blocks:
    found = one.figures
    trained = found["trained_devices"]
    heard = {True: "yes", False: "no"}
    devices = [
        [name or "not known", found["device_clips"][name], percent(value),
         span(found["device_ci95"][name]),
         "–" if trained is None else heard[name in trained],
         *(percent(found["reliability"]["per_device"][name][key]["ece"])
           for key in ("before", "after"))]
        for name, value in found["per_device"].items()
    ]  # fmt: skip
    scenes = [
        [display_name(name), found["scene_clips"][name], percent(value),
         span(found["scene_ci95"][name]), f"{found['log_loss_per_scene'][name]:.3f}"]
        for name, value in found["per_scene"].items()
    ]  # fmt: skip
    few = [name or "device not known" for name in found["few"]["devices"]]
    few += map(display_name, found["few"]["scenes"])
    return [
        Table.of(("device", "clips", "accuracy", "95 %", "in training", "ECE", "after"), devices),
        Table.of(("scene", "clips", "accuracy", "95 %", "log loss"), scenes),
        Paragraph(
            f"Macro accuracy {percent(found['macro_accuracy'])}, log loss "
            f"{found['log_loss']:.3f}. Intervals of single devices and scenes are Wilson's, "
            "by clip."
        ),
        *([Paragraph(f"Under {found['few_clips']} clips, too few to say: {', '.join(few)}.")]
          if few else []),
    ]  # fmt: skip


def embedding(
    maps: Sequence[tuple[str, Mapping[str, Any]]], left_out: Sequence[str] = ()
) -> Blocks:
    """Maps side by side, each with its caption, the geometry of the embeddings, and what lacks."""
    blocks: Blocks = [Heading("Embedding", 2)] if maps or left_out else []
    head = ("embedding", "silhouette", "margin", "alignment", "uniformity", "effective rank")
    for caption, sides in maps:
        rows = [
            [sides[key]["name"], *(f"{sides[key]['geometry'][name]:.3f}" for name in
             ("silhouette", "margin", "alignment", "uniformity", "effective_rank"))]
            for key in ("left", "right")
        ]  # fmt: skip
        blocks += [plots.maps(sides, caption), Table.of(head, rows)]
    return [*blocks, *(Paragraph(sentence) for sentence in left_out)]


def provenance(models: Sequence[Model]) -> Blocks:
    """Versions, seeds, digests and inputs of every run."""
    blocks: Blocks = [Heading("Provenance", 2)]
    for run in _runs(models):
        facts = run.provenance
        packages = ", ".join(f"{k} {v}" for k, v in facts.get("packages", {}).items())
        inputs = ", ".join(f"{k}: {Path(v).name}" for k, v in facts.get("inputs", {}).items())
        rows = [(key, str(facts[key])) for key in
                ("stage", "version", "python", "machine", "seed", "precision", "threads",
                 "snapshot", "snapshot_digest", "data_digest", "recordings_digest",
                 "teacher_digest") if facts.get(key) not in (None, "")]  # fmt: skip
        rows += [("made from", inputs)] if inputs else []
        rows += [("packages", packages)] if packages else []
        blocks += [Heading(_heading(run)), Table.of(("what", "value"), rows)]
    rows = [
        (f"{model.name}, {key}", str(value))
        for model in models
        for key, value in [
            *model.figures["measured_from"].items(),
            ("bundle fingerprint", model.figures.get("fingerprint", "")),
        ]
        if value
    ]
    return [*blocks, Heading("What was measured"), Table.of(("what", "value"), rows)]


def commands(
    models: Sequence[Model], project: Project, split: str, precision: str, parts: Collection[str]
) -> Blocks:
    """The lines that make all of this again."""
    lines = [command_of(run, project) for run in reversed(_runs(models))]
    places = [place_of(model.source, project) for model in models]
    name = project.folder.name
    options = ["--split", split, "--precision", precision]
    for place, one in zip(places, models, strict=True):
        exported = ["--precision", precision] if one.manifest else []  # else it is float anyway
        lines.append(shlex.join(["asc", "evaluate", place, name, "--split", split, *exported]))
    chosen = [] if set(parts) == set(PARTS) else ["--parts", ",".join(sorted(parts))]
    lines.append(
        shlex.join(["asc", "report", *places, "--project", name, *options, *chosen, "--out",
                    "report"])
    )  # fmt: skip
    return [
        Heading("Commands", 2),
        Paragraph("In the folder where the project lies, with its recordings:"),
        Code("\n".join(lines)),
    ]


def _runs(models: Sequence[Model]) -> list[RunFolder]:
    """All runs of all models, each once; of one model the latest first."""
    found = {run.path: run for model in models for run in model.runs}
    return list(found.values())
