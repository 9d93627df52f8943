"""Three places taught in a minute each: how well they are recognised, and what the old lose.

    python tests/benchmarks/teach.py FOLDER --epochs 50 [--scenes choice|reported] [--draws 20]

A draw splits the recordings of city_street, forest_birds and vehicle in halves: one half gives
60, 60 and 40 seconds of support, the other is asked. Halves of vehicle under 40 s are drawn
again. The three places are enrolled one after the other by ``ml_core.enrolment`` into the exported
int8 bundle, and every second of the other halves is decided as ``asc classify`` does with the
gate on (normal): 10 old and 3 new scenes, and unknown. A clip, up to ten seconds, is decided by
the mean over its seconds, as a file is.

Old scenes: the fold of ESC-10 that no training heard. Half of its recordings are the bundle's
reference, with its thresholds; the other half is asked before and after; then they change
places. Both with the gate on.

``--scenes choice`` does the same with five other scenes of the collection, three at a time:
whatever is changed about the method is chosen there (see ``teach.md``). Give it another FOLDER:
its student does not hear those scenes, while the reported one may, without their names.

The student is distilled from YAMNet on ESC-10's other folds and on unlabelled sound
(``teach_corpus``). Needs ASC_DATA_DIR (or ../shared/data) with ``esc10``, ``real_scenes``,
``unlabelled_scenes`` and ``teachers/yamnet.safetensors``.
"""

import argparse
import sys
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle, Reference, UnknownLevel, read_bundle  # noqa: E402 - path first
from ml_core.enrolment import ScoreSpace, enrol  # noqa: E402 - the path comes first
from ml_core.enrolment.scoring import certainty_of  # noqa: E402 - the path comes first
from ml_core.evaluation.openset import DETECTOR, fit_levels  # noqa: E402 - the path comes first
from tests.benchmarks import teach_corpus as corpus  # noqa: E402 - the path comes first

REPORTED = {"city_street": 60, "forest_birds": 60, "vehicle": 40}  # scene: seconds of support
CHOICE = (
    {"indoor_public": 30, "park_square": 30, "stream_water": 20},
    {"night_insects": 20, "park_square": 30, "wind": 30},
    {"indoor_public": 30, "stream_water": 20, "wind": 30},
)
AGAIN = {"vehicle": 40}  # halves with fewer seconds are drawn again
SEED = 7


def with_reference(bundle: Bundle, heard: corpus.Windows) -> Bundle:
    """The bundle as if these held-out windows were all its reference is made of."""
    names = list(bundle.manifest.scenes)
    scene = np.array([names.index(one) for one in heard.scene])
    levels = fit_levels(heard.embeddings, scene, list(heard.source), len(names))
    thresholds = {
        name: UnknownLevel(one.threshold, one.false_rejects, one.false_accepts)
        for name, one in levels.items()
    }
    reference = Reference(
        heard.embeddings.astype(np.float16).astype(np.float32), scene, ("",) * len(scene),
        np.zeros(len(scene), np.uint64), (), certainty_of(heard.logits).astype(np.float32),
    )  # fmt: skip
    manifest = replace(bundle.manifest, thresholds=thresholds, detector=DETECTOR)
    return replace(bundle, manifest=manifest, reference=reference)


def decided(bundle: Bundle, windows: corpus.Windows, *, whole: bool = False) -> np.ndarray:
    """(N,) the scene of every window or, ``whole``, of every clip for each of its windows."""
    space = ScoreSpace.of(bundle)
    cosines = space.cosines(windows.embeddings)
    if space.enrolled:
        cosines = space.in_order_of_head(cosines, windows.logits)
        scores = space.scores(cosines, certainty_of(windows.logits))
    else:
        top = windows.logits - windows.logits.max(axis=1, keepdims=True)
        scores = np.exp(top) / np.exp(top).sum(axis=1, keepdims=True)
    if whole:
        for clip in np.unique(windows.clip):
            mine = windows.clip == clip
            scores[mine], cosines[mine] = scores[mine].mean(axis=0), cosines[mine].mean(axis=0)
    chosen = space.choose_all(scores, cosines, "normal")
    return np.array(["" if one < 0 else space.scenes[one] for one in chosen.tolist()])


def split(
    windows: corpus.Windows, scene: str, seconds: int, generator: np.random.Generator
) -> tuple[corpus.Windows, corpus.Windows]:
    """Support of at most so many seconds, and what is asked: no recording is on both sides."""
    mine = windows.of(windows.scene == scene)
    while True:
        first = corpus.halves(mine.source, generator)
        least = AGAIN.get(scene, 1)
        if min(first.sum(), (~first).sum()) >= least:
            break
    support = mine.of(first)
    order = generator.permutation(np.unique(support.source))
    rank = np.array([np.flatnonzero(order == one)[0] for one in support.source])
    kept = np.sort(np.argsort(rank, kind="stable")[:seconds])
    asked = mine.of(~first)
    assert not set(support.source) & set(asked.source)
    return support.of(kept), asked


def one_draw(
    bundle: Bundle, real: corpus.Windows, trained: corpus.Windows, places: dict[str, int],
    generator: np.random.Generator,
) -> dict[str, float]:  # fmt: skip
    """All figures of one draw, in shares."""
    parts = {one: split(real, one, seconds, generator) for one, seconds in places.items()}
    side = np.zeros(len(trained.scene), bool)
    for scene in np.unique(trained.scene):
        mine = np.flatnonzero(trained.scene == scene)
        side[mine] = corpus.halves(trained.source[mine], generator)
    figures: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        figures.setdefault(name, []).append(float(value))

    for reference, asked_old in ((side, ~side), (~side, side)):
        before = with_reference(bundle, trained.of(reference))
        after = before
        started = time.perf_counter()
        for name, (support, _) in parts.items():
            sure = certainty_of(support.logits)
            found = enrol(after, name, support.embeddings, list(support.source), certainty=sure)
            after = replace(after, enrolled=(*after.enrolled, found.enrolled))
        note("seconds to enrol one", (time.perf_counter() - started) / len(parts))
        right, right_clips = [], []
        for name, (_, asked) in parts.items():
            said, of_clips = decided(after, asked), decided(after, asked, whole=True)
            right.append(np.mean(said == name))
            first = np.unique(asked.clip, return_index=True)[1]
            right_clips.append(np.mean(of_clips[first] == name))
            note(f"{name}", right[-1])
            note(f"{name}, unknown", np.mean(said == ""))
        note("new scenes", np.mean(right))
        note("new scenes, clips", np.mean(right_clips))
        old = trained.of(asked_old)
        first = np.unique(old.clip, return_index=True)[1]
        for kind, whole in (("", False), (", clips", True)):
            was, now = decided(before, old, whole=whole), decided(after, old, whole=whole)
            keep = first if whole else np.arange(len(was))
            truth = old.scene[keep]
            note(f"old before{kind}", np.mean(was[keep] == truth))
            note(f"old after{kind}", np.mean(now[keep] == truth))
            note(f"change{kind}", np.mean(now[keep] == truth) - np.mean(was[keep] == truth))
            if not whole:
                note("taken from old", np.mean(np.isin(now, list(places))))
    return {name: float(np.mean(values)) for name, values in figures.items()}


def table(rows: list[dict[str, float]]) -> str:
    """Mean over draws, 95 % interval of the mean, and the range in which 95 % of draws lie."""
    lines = ["| figure | mean | 95 % of the mean | 95 % of the draws |", "|---|---|---|---|"]
    for name in rows[0]:
        values = np.array([row[name] for row in rows])
        unit = 1.0 if name.startswith("seconds") else 100.0
        wide = 1.96 * values.std(ddof=1) / np.sqrt(len(values)) if len(values) > 1 else 0.0
        low, high = np.quantile(values, [0.025, 0.975])
        cells = [
            f"{unit * values.mean():.1f}",
            " to ".join(f"{unit * (values.mean() + one):.1f}" for one in (-wide, wide)),
            f"{unit * low:.1f} to {unit * high:.1f}",
        ]
        if unit == 1:
            cells = [f"{values.mean():.3f} s", "", f"{low:.3f} to {high:.3f}"]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=50, help="of the student")
    parser.add_argument("--scenes", choices=("choice", "reported"), default="reported")
    parser.add_argument("--draws", type=int, default=20)
    options = parser.parse_args()
    reported = options.scenes == "reported"
    sets = [REPORTED] if reported else list(CHOICE)
    bundle = read_bundle(corpus.student_of(options.folder, options.epochs, aside=reported))
    wanted = set().union(*sets)
    rows = [row for row in corpus.real_scenes() if row["scene_label"] in wanted]
    teacher = corpus.assert_disjoint(options.folder, rows)
    print(f"Teacher: YAMNet, pre-trained on {teacher}.")
    real, trained = corpus.hear(bundle, rows, "real_scenes"), corpus.held_out(bundle)
    for places in sets:
        found = [
            one_draw(bundle, real, trained, places, np.random.default_rng([SEED, draw]))
            for draw in range(options.draws)
        ]
        print(f"\n{', '.join(places)}: {options.draws} draws\n\n{table(found)}")


if __name__ == "__main__":
    main()
