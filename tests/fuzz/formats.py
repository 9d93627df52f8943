"""Every format of file that is read, where one lies in the material, and the commands that read it.

In a command ``{file}`` is the changed file, ``{run}`` the run it lies in; ``{project}``,
``{bundle}``, ``{sound}``, ``{out}`` are whole.
"""

from __future__ import annotations

from dataclasses import dataclass

from tests.fuzz.mutations import BUNDLE, BYTES, JSON, TABLE, TENSORS, TEXT, Mutation

RUN = "project/runs/way-*"
QUICK = "--recipe finetune-default"
TRAIN = "epochs=1 batch_size=5 threads=1 torch_device=cpu"
SMALL = "--set network=cp-mobile-6k --set front_end=cp-mobile-16k --set mixup_share=0.5"
SET = " ".join(f"--set {one}" for one in TRAIN.split())

READS_PROJECT = (
    "info {project}", "runs {project}", "doctor {project}", "undo {project}", "redo {project}",
    "snapshot {project}", "snapshot {project} --list", "snapshot {project} --diff 1",
    "split {project} --by source --plan", "split {project} --by location,source --seed 3",
    "split {project} --column note", "locate {project} {audio} --check", "locate {project} {audio}",
    "labels {project} {out}/x.csv --format csv", "labels {project} {out}/x.csv --format meta",
    "labels {project} {out}/x.parquet --format parquet",
    "labels {project} {out}/x --format audacity",
    "labels {project} {out}/x.txt --format raven", "labels {project} {out}/x.json --format aoef",
    "labels {project} {out}/x.json --format labelstudio", "labels {project} {out}/x --format wav",
    "import {project} {audio} --again", "import {project} {sound}", "trash {project}",
    "queue {project}", "suggest {project} --bundle {bundle}", "errors {project} --bundle {bundle}",
    "similar {project} {clip} --bundle {bundle}", "propagate {project} --bundle {bundle}",
    "map {bundle} {project}", "evaluate {bundle} {project}", "estimate finetune {project}",
    "score-stream {bundle} {project} --most 5", "embed {bundle} {project}", "budget {project}",
    "fewshot {bundle} {project} --shots 1 --episodes 2", "compare {bundle} {bundle} {project}",
    "finetune {project} --recipe finetune-default --queue", "why {bundle} {project} a",
    "report {bundle} --project {project} --out {out}/report", "probe {bundle} {project}",
    "undo {project} --json", "doctor {project} --fix silent", "beside {bundle} {project}",
    "doctor {project} --exclude short", "more-data {bundle} {project} --minutes 0.01",
)  # fmt: skip
READS_RUN = (
    "runs {project}", "runs {project}", "rename {run} other", "prune {run}", "stop {run}",
    "stop {run} --discard", "evaluate {run} {project}", "export {run} {out}/x.ascbundle",
    "probe {run} {project}", "compare {run} {run} {project}", "trash {project}", "info {project}",
    "report {run} --project {project} --out {out}/report", "why {run} {project} a",
    "finetune {project} --resume {run}",
    "distil {project} --teacher {run} --queue --recipe distil-quick",
    "quantize {project} {run} --queue --recipe quantize-quick",
    "prune {run}",
    "estimate quantize {project} --student {run}", "estimate distil {project} --teacher {run}",
    "fuse {project} {run} {run} --preview", "embed {run} {project}", "complexity {run}",
    "beside {run} {project}", "queue {project} --now {run}", "specialise {project} {run} --queue",
    "fewshot {run} {project} --shots 1 --episodes 2", "search {project} {run} --trials 1 --queue",
    "rename {run} more", "budget {project}", "evaluate {run} {project} --known",
    "sensitivity {run} {project} --windows 8",
)  # fmt: skip
READS_BUNDLE = (
    "verify {file}", "verify {file}", "export {file} {out}/x.ascbundle",
    "export {file} --c {out}/c",
    "export {file} --web {out}/web", "classify {file} {sound}", "complexity {file}",
    "listen {file} --file {sound} --fast", "enrol {file} shed {sound} --out {out}/x.ascbundle",
    "evaluate {file} {project}", "explain {file} {sound}", "suggest {project} --bundle {file}",
    "passport {file} {sound}", "score-stream {file} {project} --most 5", "map {file} {project}",
    "bake {file} {project} --plan", "fewshot {file} {project} --shots 1 --episodes 2",
    "report {file} --out {out}/report", "places {file}", "places {file} --undo",
    "places {file} --rename shed hut --out {out}/x.ascbundle",
    "bulk {audio} --bundle {file} --out {out}/bulk",
)  # fmt: skip
READS_SOUND = (
    "import {project} {file}", "import {project} {file} --copy", "classify {bundle} {file}",
    "listen {bundle} --file {file} --fast",
    "listen {bundle} --file {file} --fast --save {out}/x.wav",
    "enrol {bundle} shed {file} --out {out}/x.ascbundle", "explain {bundle} {file}",
    "passport {bundle} {file}", "passport {bundle} --response {file} --out {out}/y.wav {file}",
    "classify {bundle} {file} --hop 0.1 --smoothing steady",
    "explain {bundle} {file} --evidence {out}/e.wav --rest {out}/r.wav",
)  # fmt: skip
READS_RECIPE = (
    "finetune {project} --recipe {file} --queue", "estimate finetune {project} --recipe {file}",
    "distil {project} --recipe {file} --queue --teacher {teacher}", "recipes {file}",
    "estimate distil {project} --recipe {file} --teacher {teacher}",
    "quantize {project} {student} --recipe {file} --queue",
    "estimate quantize {project} --recipe {file} --student {student}",
    "search {project} --recipe {file} --trials 1 --queue",
    "all {project} --finetune {file} --detach",
    "specialise {project} {student} --recipe {file} --queue",
)  # fmt: skip
READS_SEARCH = (
    "search {project} --resume {run}", "search {project} --resume {run} --minutes 2", "stop {run}",
    "runs {project}", "prune {run}", "budget {project}", "stop {run} --discard", "rename {run} a",
    "distil {project} --recipe {run}/best.toml --queue", "queue {project} --now {run}",
    "search {project} --resume {run} --queue", "search {project} --resume {run} --compute local",
)  # fmt: skip
READS_CORPUS = (
    "bulk {project} --resume {run}", "bulk {project} --resume {run}", "runs {project}",
    "bulk {project} --resume {run} --only 1", "bulk {project} --resume {run} --compute local",
    "stop {run}", "prune {run}", "stop {run} --discard", "rename {run} a",
    "bulk {project} --bundle {bundle} --out {run}",
)  # fmt: skip
READS_FUSION = (
    "fuse {project} --resume {run}", "fuse {project} --resume {run}", "runs {project}",
    "evaluate {run} {project}", "complexity {run}", "prune {run}", "embed {run} {project}",
    "distil {project} --teacher {run} --queue --recipe distil-quick", "probe {run} {project}",
    "fuse {project} {run} {teacher} --preview", "estimate distil {project} --teacher {run}",
    "stop {run} --discard", "export {run} {out}/x.ascbundle",
)  # fmt: skip
READS_LINE = (
    "runs {project}", "queue {project}", "queue {project} --now {run}", "trash {project}",
    "stop {run}", "stop {run} --discard", "prune {run}", "rename {run} a", "info {project}",
    "distil {project} --resume {run} --queue", "evaluate {run} {project}",
)  # fmt: skip
READS_TRASH = (
    "trash {project}", "trash {project} --restore thrown", "trash {project} --empty",
    "runs {project}",
)  # fmt: skip
READS_SHARDS = (
    "shard --check {shards}", "import {project} {shards}", "import {project} {shards} --plan",
    "import {project} {shards} --copy", "import {project} {shards} --again",
    "import {project} {file}", "import {project} {shards} --audio {shards}",
)  # fmt: skip


@dataclass(frozen=True)
class Format:
    """A kind of file.

    Attributes:
        name: as the report says it.
        files: where such a file lies in the material (a pattern).
        mutations: what may happen to it; "rows": a database is changed through SQL as well.
        commands: who reads it.
        weight: how often, relative to the others.
        needs_runs: only in material with runs.
    """

    name: str
    files: str
    mutations: tuple[Mutation, ...]
    commands: tuple[str, ...]
    weight: int = 10
    needs_runs: bool = False
    rows: bool = False


def imports(kind: str) -> tuple[str, ...]:
    """A table comes in as what it is, as what the program takes it for, and to be looked at."""
    return (
        f"import {{project}} {{file}} --as {kind} --audio {{audio}}",
        f"import {{project}} {{file}} --as {kind} --audio {{audio}} --again",
        "import {project} {file} --plan --rows 5",
        "import {project} {file} --audio {audio} --split",
        "import {project} {file} --audio {audio} --plan",
    )  # fmt: skip


def of_run(kind: str, run: str, commands: tuple[str, ...], *own: str) -> tuple[Format, ...]:
    """What a run of another kind keeps: what all runs do, and files of its own."""
    files = ("recipe.toml", "provenance.json", "result.json", "events.jsonl", *own)
    kinds = {".toml": TEXT, ".parquet": BYTES}
    return tuple(
        Format(f"{kind}: {name}", f"project/runs/{run}/{name}",
               kinds.get(name[name.rindex(".") :], JSON), commands, 6, True)
        for name in files
    )  # fmt: skip


FORMATS = (
    Format("project", "project/project.sqlite", BYTES, READS_PROJECT, 120, rows=True),
    Format("meta", "given/meta.csv", TABLE, imports("meta"), 30),
    Format("csv", "given/labels.csv", TABLE, imports("csv"), 30),
    Format("any csv", "given/other.csv", TABLE,
           (*imports("csv"),
           "import {project} {file} --column scene=scene --column filename=path"), 20),
    Format("split files", "given/*.txt", TABLE,
           ("split {project} --files train={file} test={test}",
            "split {project} --files train={file} test={test} --plan"), 15),
    Format("parquet", "given/labels.parquet", BYTES, imports("parquet"), 25),
    Format("audacity", "given/audacity/*/*.txt", TABLE,
           ("import {project} {audacity} --as audacity --audio {audio}",
            "import {project} {file} --as audacity --audio {audio}",
            "import {project} {audacity}"), 20),
    Format("raven", "given/raven", TABLE, imports("raven"), 20),
    Format("labelstudio", "given/labelstudio.json", JSON, imports("labelstudio"), 25),
    Format("aoef", "given/aoef.json", JSON, imports("aoef"), 25),
    Format("shards: manifest", "given/shards/shards.json", JSON, READS_SHARDS, 15),
    Format("shards: table", "given/shards/*.parquet", BYTES, READS_SHARDS, 15),
    Format("shards: tar", "given/shards/*.tar", BYTES, READS_SHARDS, 15),
    Format("shards: trained from", "given/shards/*-0*", BYTES,
           (f"distil {{project}} --shards {{shards}} --recipe distil-quick {SET} {SMALL}",),
           2, True),
    Format("sounds", "given/sounds/*", BYTES, READS_SOUND, 70),
    Format("bundle", "given/way.ascbundle", BUNDLE, READS_BUNDLE, 70),
    Format("settings", "home/settings.toml", TEXT, ("@settings",), 10),
    Format("speeds", "home/speeds.json", JSON,
           ("estimate finetune {project}", "estimate distil {project} --teacher {teacher}"), 6,
           True),
    Format("cache of samples", "project/cache/samples/*/*/*", BYTES,
           ("evaluate {student} {project}", "suggest {project} --bundle {bundle}"), 4, True),
    Format("cache of the doctor", "project/cache/doctor-1.sqlite", BYTES, ("doctor {project}",), 8,
           rows=True),
    Format("cache of embeddings", "project/cache/embeddings/*/*.npz", BYTES,
           ("suggest {project} --bundle {bundle}", "map {bundle} {project}",
           "embed {bundle} {project}",
            "similar {project} {clip} --bundle {bundle}"), 8),
    Format("cache of fingerprints", "project/cache/fingerprints.json", JSON,
           ("import {project} {audio} --again", "doctor {project}", "locate {project} {audio}"), 8),
    Format("cache of a teacher", "project/cache/teacher-*.safetensors", TENSORS,
           (f"distil {{project}} --teacher {{teacher}} --recipe distil-quick {SET} {SMALL}",),
           2, True),
    Format("recipe", "given/way-*.toml", TEXT, READS_RECIPE, 60, True),
    Format("run: recipe", f"{RUN}/recipe.toml", TEXT, READS_RUN, 25, True),
    Format("run: events", f"{RUN}/events.jsonl", JSON, READS_RUN, 25, True),
    Format("run: result", f"{RUN}/result.json", JSON, READS_RUN, 30, True),
    Format("run: provenance", f"{RUN}/provenance.json", JSON, READS_RUN, 25, True),
    Format("run: network", f"{RUN}/model.json", JSON, READS_RUN, 15, True),
    Format("run: evaluation", f"{RUN}/evaluation/*.json", JSON, READS_RUN, 20, True),
    Format("run: parity", f"{RUN}/export/parity.json", JSON, READS_RUN, 8, True),
    Format("run: bundle", f"{RUN}/export/*.ascbundle", BUNDLE, READS_RUN, 8, True),
    Format("run: weights", f"{RUN}/checkpoint/*.safetensors", TENSORS,
           ("evaluate {run} {project}", "export {run} {out}/x.ascbundle", "complexity {run}",
            "finetune {project} --resume {run}", "estimate quantize {project} --student {run}",
            "runs {project}"), 15, True),
    *of_run("search", "searched", READS_SEARCH, "trials.json", "journal.jsonl", "best.json",
            "best.toml"),
    *of_run("corpus", "heard", READS_CORPUS, "plan.json", "recordings.jsonl", "manifest.json",
            "rows/*.parquet"),
    *of_run("fusion", "fused", READS_FUSION, "fusion.json"),
    Format("run: end", "project/runs/failed/ended.json", JSON, READS_LINE, 8, True),
    Format("run: heartbeat", "project/runs/failed/heartbeat", JSON, READS_LINE, 8, True),
    Format("run: ticket", "project/runs/waits/queued.json", JSON, READS_LINE, 8, True),
    Format("trash", "project/runs/*trash*/*/trashed.json", JSON, READS_TRASH, 8, True),
    Format("published weights", "given/*.[hps][5ta]*", (*BYTES, BYTES[1]),
           (f"finetune {{project}} {QUICK} --set network=yamnet --set weights={{file}} {SET}",
            f"finetune {{project}} {QUICK} --set network=beats --set weights={{file}} {SET}"),
           5, True),
)  # fmt: skip
