"""Learning, measured: the exported int8 student against a fixed baseline on ESC-10.

    python tests/benchmarks/esc10.py OUT.json [--folds 1,2,3,4] [--seeds 0,1] [--inner]

Every rotation trains on three folds and tests on the fourth through the same commands a person
types, and the headline comes from the exported file in onnxruntime. The baseline is fixed: mean,
standard deviation and mean absolute delta of the log-mel of the whole clip, standardised,
multinomial logistic regression, C chosen by inner folds. ``--inner`` never touches a test fold:
it trains on two of the three training folds and tests on the third, for choosing recipes.

Needs ASC_DATA_DIR (or ../shared/data) with ``esc10`` and ``teachers/yamnet.safetensors``.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("ASC_DATA_DIR") or ROOT.parent / "shared" / "data")


def asc(*arguments: object) -> dict[str, Any]:
    command = [sys.executable, "-m", "ml_core", *map(str, arguments), "--json"]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True, text=True)
    return json.loads(done.stdout)


def baseline_features() -> tuple[list[str], np.ndarray]:
    from ml_core.frontend.log_mel import log_mel
    from ml_core.frontend.spec import CP_MOBILE_16K
    from ml_core.recordings.decode import read_samples

    names = sorted(path.name for path in (DATA / "esc10" / "audio").iterdir())
    rows = []
    for name in names:
        samples = read_samples(DATA / "esc10" / "audio" / name, sample_rate_hz=16_000)
        mel = log_mel(samples, CP_MOBILE_16K)
        rows.append(np.r_[mel.mean(1), mel.std(1), np.abs(np.diff(mel, axis=1)).mean(1)])
    return names, np.array(rows)


def baseline(
    features: np.ndarray, scene: np.ndarray, fold: np.ndarray, train: list[int], test: int
) -> np.ndarray:
    """(n_test,) whether the baseline is right on each test clip, in the order of the rows."""
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import GridSearchCV, PredefinedSplit
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    inside, outside = np.isin(fold, train), fold == test
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=3000))
    search = GridSearchCV(
        model,
        {"logisticregression__C": [1e-3, 1e-2, 1e-1, 1.0, 10.0]},
        cv=PredefinedSplit(fold[inside]),
    ).fit(features[inside], scene[inside])
    return search.predict(features[outside]) == scene[outside]


def rotation(
    folder: Path, split: tuple[list[int], int], seed: int, options: argparse.Namespace
) -> dict[str, Any]:
    """One training from recordings to bundle, by commands."""
    train, test = split
    project = folder / "project"
    start = time.monotonic()
    asc("new", project)
    table = (DATA / "esc10" / "meta.csv").read_text("utf-8").splitlines()
    column = table[0].split("\t").index("fold")
    rows = [row for row in table[1:] if int(row.split("\t")[column]) in (*train, test)]
    meta = folder / "meta.csv"
    meta.write_text("\n".join([table[0], *rows]) + "\n", "utf-8")
    (folder / "audio").symlink_to(DATA / "esc10" / "audio")
    asc("import", project, meta)
    report = asc("split", project, "--column", "fold", "--test", test, "--strict")
    result: dict[str, Any] = {"train": train, "test": test, "seed": seed, "split": report}
    teacher = asc(
        "finetune", project, "--recipe", options.teacher, "--out", folder / "teacher",
        "--set", f"weights={DATA}/teachers/yamnet.safetensors", "--set", f"seed={seed}",
    )  # fmt: skip
    result["teacher"] = teacher["result"]["accuracy"]
    for name in ("with", "without") if options.without else ("with",):
        given = ["--teacher", folder / "teacher"] if name == "with" else []
        student = asc(
            "distil", project, *given, "--recipe", options.student, "--out", folder / name,
            "--set", f"seed={seed}", *options.set,
        )  # fmt: skip
        int8 = asc(
            "quantize", project, folder / name, "--recipe", options.quantize,
            "--out", folder / f"{name}-int8", "--set", f"seed={seed}",
        )  # fmt: skip
        bundle = folder / f"{name}.ascbundle"
        exported = asc("export", folder / f"{name}-int8", bundle)
        scored = asc("evaluate", bundle, project)
        fp32 = asc("evaluate", bundle, project, "--precision", "fp32")
        result[name] = {
            "float": student["result"]["accuracy"],
            "fp32_exported": fp32["accuracy"],
            "int8_exported": scored["accuracy"],
            "bytes": exported["bytes"],
            "parity": int8.get("parity"),
            "clips": [
                {"path": Path(clip["path"]).name, "right": clip["predicted"] == clip["scene"]}
                for clip in scored["clips"]
            ],
        }
    result["seconds"] = round(time.monotonic() - start, 1)
    return result


def summary(
    rotations: list[dict[str, Any]], baseline_right: dict[str, bool], sources: dict[str, str]
) -> dict[str, Any]:
    """Accuracies with the paired 95 % bootstrap interval by source."""
    from ml_core.evaluation.metrics import paired_difference

    said: dict[str, Any] = {}
    for name in ("with", "without"):
        parts = [rotation[name] for rotation in rotations if name in rotation]
        if not parts:
            continue
        clips = [clip for part in parts for clip in part["clips"]]
        right = np.array([clip["right"] for clip in clips])
        base = np.array([baseline_right[clip["path"]] for clip in clips])
        groups = [sources[clip["path"]] for clip in clips]
        gap = paired_difference(right, base, groups)
        said[name] = {
            "int8": float(right.mean()),
            "baseline": float(base.mean()),
            "difference": float(right.mean() - base.mean()),
            "ci95": [gap.low, gap.high],
            "int8_minus_fp32": float(
                np.mean([part["int8_exported"] - part["fp32_exported"] for part in parts])
            ),
            "int8_minus_trained_float": float(
                np.mean([part["int8_exported"] - part["float"] for part in parts])
            ),
            "per_rotation": [part["int8_exported"] for part in parts],
        }
    said["teacher"] = float(np.mean([rotation["teacher"] for rotation in rotations]))
    return said


def write_answer(
    options: argparse.Namespace,
    rotations: list[dict[str, Any]],
    baseline_right: dict[str, bool],
    sources: dict[str, str],
) -> None:
    facts = {
        "load_average": os.getloadavg(),
        "options": {key: str(value) for key, value in vars(options).items()},
        "summary": summary(rotations, baseline_right, sources),
        "rotations": rotations,
    }
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(json.dumps(facts, indent=1), "utf-8")
    print(json.dumps(facts["summary"]), file=sys.stderr, flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=Path)
    parser.add_argument("--folds", default="1,2,3,4")
    parser.add_argument("--seeds", default="0,1")
    parser.add_argument("--inner", action="store_true")
    parser.add_argument("--without", action="store_true", help="also a student without a teacher")
    parser.add_argument("--teacher", default="yamnet-frozen")
    parser.add_argument("--student", default="distil-default")
    parser.add_argument("--quantize", default="quantize-default")
    parser.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    parser.add_argument("--keep", type=Path, help="folder for projects and runs; else temporary")
    parser.add_argument(
        "--merge", nargs="+", type=Path, default=[], help="summarise these answers instead"
    )
    options = parser.parse_args()
    options.set = [part for pair in options.set for part in ("--set", pair)]

    table = (DATA / "esc10" / "meta.csv").read_text("utf-8").splitlines()
    head = table[0].split("\t")
    rows = {
        Path(r[0]).name: dict(zip(head, r, strict=True)) for r in (x.split("\t") for x in table[1:])
    }
    names, features = baseline_features()
    scene = np.array([rows[name]["scene_label"] for name in names])
    fold = np.array([int(rows[name]["fold"]) for name in names])
    sources = {name: rows[name]["identifier"] for name in names}

    rotations, baseline_right = list[dict[str, Any]](), dict[str, bool]()
    merged = [r for path in options.merge for r in json.loads(path.read_text())["rotations"]]
    for test in map(int, options.folds.split(",")):
        train = [f for f in (1, 2, 3, 4) if f != test]
        if options.inner:
            train, test = train[:-1], train[-1]
        right = baseline(features, scene, fold, train, test)
        tested = [name for name, f in zip(names, fold, strict=True) if f == test]
        baseline_right |= dict(zip(tested, map(bool, right), strict=True))
        rotations += [done for done in merged if done["test"] == test]
        for seed in () if merged else map(int, options.seeds.split(",")):
            with tempfile.TemporaryDirectory() as temporary:
                folder = (options.keep or Path(temporary)) / f"fold{test}-seed{seed}"
                folder.mkdir(parents=True)
                rotations.append(rotation(folder, (train, test), seed, options))
            write_answer(options, rotations, baseline_right, sources)
    if merged:
        write_answer(options, rotations, baseline_right, sources)


if __name__ == "__main__":
    main()
