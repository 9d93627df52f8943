"""Learning, measured: exported int8 students against a fixed baseline on ESC-10.

    python tests/benchmarks/esc10.py FOLDER [--folds 1,2,3,4] [--seeds 0,1] [--kinds inherit,alone]

Every rotation trains on three folds and tests on the fourth through the same commands a person
types; the headline comes from the exported int8 file in onnxruntime. Two students: *inherit* has
YAMNet as the only outside knowledge, *alone* has none. Each is also tested through the eight
microphones of ``study_corpus``, which no training here ever used, and asked for its 5-shot
accuracy on seven scenes it never heard. The baseline is fixed: mean, standard deviation and mean
absolute delta of the log-mel of the whole clip, standardised, multinomial logistic regression, C
chosen by inner folds.

Each training's answer is a JSON file in FOLDER; a training that is there is not repeated, so the
command goes on after an interruption. ``--inner`` never touches a test fold: it trains on two of
the three training folds and tests on the third, for choosing recipes. Every recipe that was ever
run on a test fold is listed in ``tests/benchmarks/esc10.md``.

Needs ASC_DATA_DIR (or ../shared/data) with ``esc10``, ``real_scenes``, ``device_irs`` and
``teachers/yamnet.safetensors``.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.evaluation.clips_file import read_clips  # noqa: E402 - the path comes first
from tests.benchmarks import study_corpus as corpus  # noqa: E402 - the path comes first

DATA = corpus.DATA
MICROPHONES = (*corpus.SEEN, *corpus.UNSEEN)  # all eight are unseen here
RECIPES = {"inherit": "distil-inherit", "alone": "distil-alone"}


def asc(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "ml_core", *map(str, arguments), "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


@cache
def baseline_features() -> tuple[list[str], np.ndarray]:
    from ml_core.frontend.log_mel import log_mel
    from ml_core.frontend.spec import CP_MOBILE_16K
    from ml_core.recordings.decode import read_samples

    names = [row["filename"] for row in corpus.esc10_rows()]
    rows = []
    for name in names:
        mel = log_mel(read_samples(DATA / "esc10" / name, sample_rate_hz=16_000), CP_MOBILE_16K)
        rows.append(np.r_[mel.mean(1), mel.std(1), np.abs(np.diff(mel, axis=1)).mean(1)])
    return names, np.array(rows)


def baseline(train: list[int], test: int) -> dict[str, bool]:
    """Whether the baseline is right on each test clip."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV, PredefinedSplit
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    names, features = baseline_features()
    fold = np.array([int(row["fold"]) for row in corpus.esc10_rows()])
    scene = np.array([row["scene_label"] for row in corpus.esc10_rows()])
    inside, outside = np.isin(fold, train), fold == test
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000))
    search = GridSearchCV(
        model,
        {"logisticregression__C": [1e-3, 1e-2, 1e-1, 1.0, 10.0]},
        cv=PredefinedSplit(fold[inside]),
    ).fit(features[inside], scene[inside])
    right = search.predict(features[outside]) == scene[outside]
    tested = np.array(names)[outside]
    return {Path(name).name: bool(ok) for name, ok in zip(tested, right, strict=True)}


def project_of(folder: Path, train: list[int], test: int) -> Path:
    """Three folds (or two of them) to train on and one to test on, as recorded."""
    project = folder / "project"
    if (project / "ready").is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    rows = [row for row in corpus.esc10_rows() if int(row["fold"]) in (*train, test)]
    _import(project, folder / "meta.csv", rows, DATA / "esc10" / "audio")
    asc("split", project, "--column", "fold", "--test", test, "--strict")
    (project / "ready").touch()
    return project


def microphones_project(folder: Path, test: int) -> Path:
    """The clips of a fold through each of the eight microphones."""
    project = folder / f"microphones-{test}"
    if (project / "ready").is_file():
        return project
    shutil.rmtree(project, ignore_errors=True)
    rows = []
    for row in corpus.esc10_rows():
        for device in MICROPHONES if int(row["fold"]) == test else ():
            name = f"{Path(row['filename']).stem}-{device}.wav"
            target = folder / "heard" / name
            corpus.record_through(target, DATA / "esc10" / row["filename"], device)
            rows.append({**row, "filename": f"audio/{name}", "source_label": device})
    _import(project, folder / f"heard-{test}.csv", rows, folder / "heard")
    asc("split", project, "--column", "fold", "--test", test)
    (project / "ready").touch()
    return project


def _import(project: Path, meta: Path, rows: list[dict[str, str]], audio: Path) -> None:
    meta.parent.mkdir(parents=True, exist_ok=True)
    columns = ("filename", "scene_label", "identifier", "source_label", "fold")
    lines = ["\t".join(columns), *("\t".join(row[c] for c in columns) for row in rows)]
    meta.write_text("\n".join(lines) + "\n", "utf-8")
    link = meta.parent / "audio"
    if not link.exists():
        link.symlink_to(audio.resolve())
    elif link.resolve() != audio.resolve():
        raise SystemExit(f"{link} leads elsewhere; choose another folder.")
    asc("new", project)
    asc("import", project, meta)


def training(
    folder: Path, kind: str, split: tuple[list[int], int], seed: int, options: argparse.Namespace
) -> dict[str, Any]:
    """From recordings to a bundle and its figures, by commands."""
    train, test = split
    start = time.monotonic()
    project = project_of(folder / f"fold{test}", train, test)
    runs = folder / f"fold{test}" / f"{kind}-seed{seed}"
    shutil.rmtree(runs, ignore_errors=True)
    given: list[object] = ["--recipe", options.recipe or RECIPES[kind]]
    answer: dict[str, Any] = {"kind": kind, "train": train, "test": test, "seed": seed}
    if kind == "inherit":
        weights = f"weights={DATA}/teachers/yamnet.safetensors"
        teacher = asc(
            "finetune", project, "--recipe", "yamnet-frozen", "--out", runs / "teacher",
            "--set", weights, "--set", f"seed={seed}",
        )  # fmt: skip
        answer["teacher"] = teacher["result"]["accuracy"]
        given += ["--teacher", runs / "teacher"]
    student = asc(
        "distil", project, *given, "--out", runs / "student", "--set", f"seed={seed}",
        *(part for pair in options.set for part in ("--set", pair)),
    )  # fmt: skip
    int8 = asc(
        "quantize", project, runs / "student", "--recipe", options.quantize,
        "--out", runs / "int8", "--set", f"seed={seed}",
    )  # fmt: skip
    bundle = runs / "student.ascbundle"
    asc("export", runs / "int8", bundle)
    scored = asc("evaluate", bundle, project)
    heard = asc("evaluate", bundle, microphones_project(folder / "microphones", test))
    return {
        **answer,
        "recipe": (runs / "student" / "recipe.toml").read_text("utf-8"),
        "trained_float": student["result"]["accuracy"],
        "fp32": asc("evaluate", bundle, project, "--precision", "fp32")["accuracy"],
        "int8": scored["accuracy"],
        "int8_bytes": int8["result"]["int8_bytes"],
        "microphones": {"accuracy": heard["accuracy"], "per_device": heard["per_device"]},
        "few_shot": few_shot(folder, bundle),
        "parity": int8["parity"],
        "clips": {
            Path(clip["path"]).name: clip["predicted"] == clip["scene"]
            for clip in read_clips(Path(scored["clips_file"]))
        },
        "seconds": round(time.monotonic() - start, 1),
        "load_average": os.getloadavg(),
    }


def few_shot(folder: Path, network: Path) -> dict[str, float]:
    """5-shot accuracy, 300 draws: shots are clips; and as the published anchor has it."""
    project = corpus.left_out_project(folder)
    shots = ("fewshot", network, project, "--shots", 5, "--episodes", 300)
    return {
        "clips": asc(*shots)["accuracy"],
        "windows": asc(*shots, "--support", "window", "--strength", 1)["accuracy"],
    }


def summary(answers: list[dict[str, Any]], inner: bool) -> dict[str, Any]:
    """Per kind: accuracies, and the paired difference to the baseline, 95 % by source."""
    from ml_core.evaluation.metrics import paired_difference

    sources = {Path(row["filename"]).name: row["identifier"] for row in corpus.esc10_rows()}
    base: dict[tuple[int, ...], dict[str, bool]] = {}
    said: dict[str, Any] = {"inner": inner}
    for kind in dict.fromkeys(answer["kind"] for answer in answers):
        parts = [answer for answer in answers if answer["kind"] == kind]
        right, reference, groups = list[bool](), list[bool](), list[str]()
        for part in parts:
            key = (*part["train"], part["test"])
            base.setdefault(key, baseline(part["train"], part["test"]))
            right += part["clips"].values()
            reference += [base[key][name] for name in part["clips"]]
            groups += [sources[name] for name in part["clips"]]
        gap = paired_difference(np.array(right), np.array(reference), groups)
        said[kind] = {
            "int8": float(np.mean(right)),
            "each": {f"{part['test']}/{part['seed']}": part["int8"] for part in parts},
            "deviation": float(np.std([part["int8"] for part in parts])),
            "baseline": float(np.mean(reference)),
            "difference_ci95": [gap.low, gap.high],
            "int8_minus_fp32": float(np.mean([part["int8"] - part["fp32"] for part in parts])),
            "microphones": float(np.mean([part["microphones"]["accuracy"] for part in parts])),
            **{
                f"5_shot_{how}": float(np.mean([part["few_shot"][how] for part in parts]))
                for how in ("clips", "windows")
            },
            "int8_bytes": max(part["int8_bytes"] for part in parts),
        }
        if kind == "inherit":
            said[kind]["teacher"] = float(np.mean([part["teacher"] for part in parts]))
    return said


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--folds", default="1,2,3,4")
    parser.add_argument("--seeds", default="0,1")
    parser.add_argument("--kinds", default="inherit,alone")
    parser.add_argument("--inner", action="store_true")
    parser.add_argument("--recipe", help="of the student, in place of its kind's own")
    parser.add_argument("--quantize", default="quantize-default")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options = parser.parse_args()
    answers = []
    for seed in map(int, options.seeds.split(",")):
        for test in map(int, options.folds.split(",")):
            train = [fold for fold in corpus.FOLDS if fold != test]
            split = (train, test)
            if options.inner:
                held_out = test % len(corpus.FOLDS) + 1  # each fold once
                split = ([fold for fold in train if fold != held_out], held_out)
            for kind in options.kinds.split(","):
                path = options.folder / f"{kind}-{split[1]}-{seed}.json"
                if not path.is_file():
                    answer = training(options.folder, kind, split, seed, options)
                    path.write_text(json.dumps(answer, indent=1), "utf-8")
                    print(path.stem, answer["int8"], answer["seconds"], "s", flush=True)
                answers.append(json.loads(path.read_text("utf-8")))
    print(json.dumps(summary(answers, options.inner), indent=1))


if __name__ == "__main__":
    main()
