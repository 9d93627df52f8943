"""Make the starter bundle that comes along: resources/starter.ascbundle.

    python packaging/starter.py DATA_DIR [--work DIR] [--out FILE]

Trained only on rows whose licence lets a model be passed on. Three rotations by source give the
accuracy in the card; then the shipped student is trained on all of these rows except the sources
of its reference windows. The recipes are distil-starter and quantize-starter, committed with the
engine; every step is a command a person can type.
"""

import argparse
import csv
import hashlib
import json
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import numpy as np

from ml_core.bundle.licences import may_ship
from ml_core.evaluation.metrics import bootstrap_by_group

ROOT = Path(__file__).resolve().parents[1]
COLUMNS = ("filename", "scene_label", "identifier", "source_label", "fold", "licence", "author")
FOLDS = ("0", "1", "2")
REFERENCE_CLIPS = 6  # of one scene at most: 60 windows of the 64 a bundle may hold
Row = dict[str, str]


def asc(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "ml_core", *map(str, arguments), "--json"]
    print("asc", *arguments, file=sys.stderr, flush=True)
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def read_table(folder: Path, name: str) -> list[Row]:
    with (folder / name / "meta.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter="\t"))
    return [row | {"filename": f"{name}/{row['filename']}"} for row in rows]


def rows_that_may_ship(data: Path) -> list[Row]:
    """Scenes with their labels; other sounds without one: the teacher alone speaks about them."""
    scenes = [r for r in read_table(data, "real_scenes") if may_ship([r["licence"]]) == "yes"]
    known = {row["identifier"] for row in scenes}
    others = [
        row | {"scene_label": "", "fold": "all"}
        for row in read_table(data, "esc10")
        if may_ship([row["licence"]]) == "yes" and row["identifier"] not in known
    ]
    return scenes + others


def write_table(path: Path, rows: list[Row], split: dict[str, str] | None = None) -> None:
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, delimiter="\t", extrasaction="ignore")
        writer.writeheader()
        for row in rows:
            fold = split[row["identifier"]] if split is not None else row["fold"]
            writer.writerow(row | {"fold": fold})


def reference_sources(rows: list[Row]) -> set[str]:
    """Sources kept out of the shipped training: about a quarter of every scene's, at most
    REFERENCE_CLIPS clips, never a scene's only source."""
    chosen = set[str]()
    by_scene = defaultdict[str, Counter[str]](Counter)
    for row in rows:
        if row["scene_label"]:
            by_scene[row["scene_label"]][row["identifier"]] += 1
    for sources in by_scene.values():
        order = sorted(sources, key=lambda s: (sources[s], hashlib.sha256(s.encode()).digest()))
        n_clips = 0
        for source in order[: max(1, len(order) // 4)] if len(order) > 1 else []:
            if n_clips + sources[source] <= REFERENCE_CLIPS:
                chosen.add(source)
                n_clips += sources[source]
    return chosen


def train(folder: Path, data: Path, table: Path, test: str, weights: Path) -> Path:
    """One pass from table to int8 run, by commands, going on where it stopped; returns the run."""
    teacher, student, int8 = (folder / name for name in ("teacher", "student", "int8"))
    if not (folder / "project.sqlite").exists():
        asc("new", folder)
        asc("import", folder, table)
        asc("split", folder, "--column", "fold", "--test", test, "--strict")
    steps: list[tuple[Path, list[object]]] = [
        (teacher, ["finetune", folder, "--recipe", "yamnet-frozen",
                   "--set", f"weights={weights}", "--set", "threads=1"]),
        (student, ["distil", folder, "--teacher", teacher, "--recipe", "distil-starter"]),
        (int8, ["quantize", folder, student, "--recipe", "quantize-starter"]),
    ]  # fmt: skip
    for run, step in steps:
        if not (run / "result.json").exists():
            asc(*step, *(("--resume", run) if run.exists() else ("--out", run)))
    return int8


def pooled_accuracy(clips: list[dict[str, Any]], rows: list[Row]) -> dict[str, Any]:
    source = {row["filename"]: row["identifier"] for row in rows}
    facts: dict[str, Any] = {"n_clips": len(clips), "held_out": True}
    groups = [_source_of(clip["path"], source) for clip in clips]
    right = np.array([clip["predicted"] == clip["scene"] for clip in clips])
    spread = bootstrap_by_group(right, groups)
    facts["int8"] = {"value": float(right.mean()), "low": spread.low, "high": spread.high}
    facts["how"] = (
        f"Pooled over {len(FOLDS)} rotations by source: every clip was judged by a network that "
        "had heard none of its source. The file itself was then trained on all of these clips "
        "except the sources of its reference windows, so this accuracy is that of its siblings."
    )
    return facts


def _source_of(path: str, source: dict[str, str]) -> str:
    return next(s for name, s in source.items() if path.endswith(name.split("/", 1)[1]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--work", type=Path)
    parser.add_argument("--out", type=Path, default=ROOT / "resources" / "starter.ascbundle")
    options = parser.parse_args()
    data = options.data.resolve()
    weights = data / "teachers" / "yamnet.safetensors"
    rows = rows_that_may_ship(data)
    with tempfile.TemporaryDirectory() as temporary:
        work = (options.work or Path(temporary)).resolve()
        work.mkdir(parents=True, exist_ok=True)
        for name in ("real_scenes", "esc10"):
            if not (work / name).exists():
                (work / name).symlink_to(data / name)
        clips: list[dict[str, Any]] = []
        for fold in FOLDS:
            table = work / f"rotation{fold}.csv"
            write_table(table, rows)
            run = train(work / f"rotation{fold}", data, table, fold, weights)
            measured = Path(asc("evaluate", run, work / f"rotation{fold}")["clips_file"])
            clips += json.loads(measured.read_text("utf-8"))["clips"]
        accuracy = pooled_accuracy(clips, rows)
        kept_out = reference_sources(rows)
        split = {r["identifier"]: "test" if r["identifier"] in kept_out else "train" for r in rows}
        table = work / "shipped.csv"
        write_table(table, rows, split)
        run = train(work / "shipped", data, table, "test", weights)
        from ml_core.stages.export_bundle import export_bundle

        answer = export_bundle(
            run, options.out, name="starter", accuracy=accuracy,
            notes=(
                "The small model that comes along, so that listening works at the first start. "
                "It was made from few recordings; expect it to be wrong often, and teach it your "
                "places."
            ),
        )  # fmt: skip
        (work / "accuracy.json").write_text(json.dumps(accuracy, indent=1))
        print(json.dumps(answer | accuracy))


if __name__ == "__main__":
    main()
