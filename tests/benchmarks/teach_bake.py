"""One real bake: places taught to a student, then distilled into a new one.

    python tests/benchmarks/teach_bake.py FOLDER --epochs 16

After ``teach.py``, with its student and its project. Half of the recordings of city_street,
forest_birds and vehicle are taught and learned from, the other half is the test, as in one draw
of ``teach.py``; the old scenes' test is the fold of ESC-10 that no training heard. ``asc bake``
does the rest, and its answer is printed. A scene more costs 1.5 kB here: two fit into the budget.
"""

import argparse
import json
import os
import shutil
import sys
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.benchmarks import teach_corpus as corpus  # noqa: E402 - the path comes first
from tests.benchmarks.teach import REPORTED, SEED  # noqa: E402 - the path comes first


def divided(draw: int) -> list[corpus.Row]:
    """The recordings of the places with their part; no source is on both sides."""
    generator = np.random.default_rng([SEED, draw])
    rows = []
    for scene in REPORTED:
        mine = [row for row in corpus.real_scenes() if row["scene_label"] == scene]
        first = corpus.halves(np.array([row["identifier"] for row in mine]), generator)
        for row, train in zip(mine, first.tolist(), strict=True):
            name = f"real_scenes/{Path(row['filename']).name}"
            rows.append({**row, "filename": name, "part": "train" if train else "test"})
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=50, help="of the student")
    parser.add_argument("--draw", type=int, default=0)
    parser.add_argument("--places", default="city_street,forest_birds")
    options = parser.parse_args()
    folder = options.folder
    student = corpus.student_of(folder, options.epochs, aside=True)
    rows = divided(options.draw)
    corpus.assert_disjoint(folder, rows)
    bundle, project = student, folder / "bake"
    if not (project / "ready").is_file():
        shutil.rmtree(project, ignore_errors=True)
        shutil.copytree(folder / "project", project)
        link = folder / "real_scenes"
        if not link.exists():
            link.symlink_to((corpus.DATA / "real_scenes" / "audio").resolve())
        lines = ["\t".join(corpus.COLUMNS)]
        lines += ["\t".join(row[column] for column in corpus.COLUMNS) for row in rows]
        (folder / "places.csv").write_text("\n".join(lines) + "\n", "utf-8")
        corpus.asc("import", project, folder / "places.csv")
        corpus.asc("split", project, "--column", "part", "--test", "test", "--strict")
        (project / "ready").touch()
    places = options.places.split(",")
    for scene in places:
        files = [
            folder / row["filename"]
            for row in rows
            if row["scene_label"] == scene and row["part"] == "train"
        ]
        taught = folder / f"taught-{scene}.ascbundle"
        answer = corpus.asc("enrol", bundle, scene, *files, "--out", taught, "--replace")
        print(scene, answer["n_support"], "seconds taught,", f"{answer['recognised']:.2f} held out")
        bundle = taught
    started = time.monotonic()
    runs = folder / f"{corpus.RECIPE}-{options.epochs}-0"
    recipes = [
        word
        for stage in ("finetune", "distil", "quantize")
        for word in (f"--{stage}", runs / stage / "recipe.toml")
    ]
    answer = corpus.asc(
        "bake", bundle, project, *recipes, "--name", f"bake{options.draw}-{len(places)}"
    )
    answer["seconds"] = round(time.monotonic() - started)
    answer["load_average"] = os.getloadavg()
    answer["parity"] = {
        name: value
        for name, value in answer["parity"].items()
        if not isinstance(value, list | dict)
    }
    print(json.dumps(answer, indent=1))


if __name__ == "__main__":
    main()
