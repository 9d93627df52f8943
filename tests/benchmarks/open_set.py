"""Which detector says "unknown" best: chosen on scenes A, reported on scenes B.

    python tests/benchmarks/open_set.py FOLDER --epochs 16 --scenes A
    python tests/benchmarks/open_set.py FOLDER --epochs 16 --scenes B

Known are the ten trained scenes and all scenes of the set but one, which is unknown: one scene
after the other is left out. In every draw half of each known scene's recordings are the support
that the detectors are fitted on; the other half is asked, with all windows of the scene left
out, so that support and query never share a source. Windows are those the gate decides about: one
second each, with a signal, through the exported int8 student. Logits are those of a logistic
regression on the support, because a head for the left-out world has to be made anew; it also
gives the names that OSCR counts.

``CHOSEN`` was fixed after A and before B was run: by the mean of AUROC over A's scenes. Last
come the levels that the bundle carries, strict to lenient: what it promises from its own
held-out reference, and what is found with the scenes of B as the foreign ones. There the
reference and the windows asked are different halves of the fold that no training heard.

The student is made by ``teach_corpus``; needs ASC_DATA_DIR (or ../shared/data) with ``esc10``,
``real_scenes``, ``unlabelled_scenes`` and ``teachers/yamnet.safetensors``.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from ml_core.bundle import Bundle, read_bundle  # noqa: E402 - the path comes first
from ml_core.evaluation.detectors import DETECTORS, Known  # noqa: E402 - the path comes first
from ml_core.evaluation.logistic import fit_logistic  # noqa: E402 - the path comes first
from ml_core.evaluation.openset import (  # noqa: E402 - the path comes first
    DETECTOR,
    Prototypes,
    auroc,
    fit_levels,
    fpr_at_recall,
    normalise,
    oscr,
)
from tests.benchmarks import teach_corpus as corpus  # noqa: E402 - the path comes first

SCENES = {
    "A": corpus.ASIDE,
    "B": ("city_street", "fireside", "forest_birds", "rain", "sea_waves", "vehicle"),
}
CHOSEN = DETECTOR
DRAWS, STRENGTH, SEED = 20, 100.0, 5
FIGURES = ("AUROC", "OSCR", "FPR95")


def one_draw(
    known: corpus.Windows, unknown: corpus.Windows, generator: np.random.Generator
) -> dict[str, tuple[float, float, float]]:
    """AUROC, OSCR and FPR95 of every detector."""
    names, scene = np.unique(known.scene, return_inverse=True)
    support = np.zeros(len(scene), bool)
    for place in range(len(names)):
        mine = np.flatnonzero(scene == place)
        support[mine] = corpus.halves(known.source[mine], generator)
    assert not set(known.source[support]) & set(known.source[~support])
    told = Known(known.embeddings[support], scene[support], len(names))
    asked = np.concatenate([known.embeddings[~support], unknown.embeddings])
    count = np.bincount(told.scenes)
    weight = (count.mean() / count)[told.scenes]
    head = fit_logistic(
        normalise(told.embeddings)[None], told.scenes[None], len(names), strength=STRENGTH,
        weight=weight[None],
    )  # fmt: skip
    logits = head.logits(normalise(asked))
    n = int((~support).sum())
    correct = logits[:n].argmax(axis=1) == scene[~support]
    found = {}
    for name, detector in DETECTORS.items():
        scores = detector(told, asked, logits)
        sure, unsure = scores[:n], scores[n:]
        found[name] = (
            auroc(sure, unsure),
            oscr(sure, correct, unsure),
            fpr_at_recall(sure, unsure),
        )
    return found


def study(real: corpus.Windows, trained: corpus.Windows, scenes: tuple[str, ...]) -> np.ndarray:
    """(scenes, draws, detectors, 3)."""
    answers = []
    for left_out in scenes:
        of_set = np.isin(real.scene, scenes)
        others = real.of(of_set & (real.scene != left_out))
        known = corpus.joined(trained, others)
        unknown = real.of(real.scene == left_out)
        draws = []
        for draw in range(DRAWS):
            generator = np.random.default_rng([SEED, draw])
            found = one_draw(known, unknown, generator)
            draws.append([found[name] for name in DETECTORS])
        answers.append(draws)
    return np.array(answers)


def show(title: str, answers: np.ndarray, scenes: tuple[str, ...]) -> None:
    """One row per detector: the mean over left-out scenes, 95 % of the draws, each scene."""
    mean = answers.mean(axis=0)  # (draws, detectors, 3)
    print(f"\n{title}: mean over left-out scenes (2.5 to 97.5 % of {DRAWS} draws)\n")
    print("| detector | " + " | ".join((*FIGURES, *(f"AUROC {one}" for one in scenes))) + " |")
    print("|---" * (1 + len(FIGURES) + len(scenes)) + "|")
    for place in np.argsort(-mean[:, :, 0].mean(axis=0)):
        low, high = np.quantile(mean[:, place], [0.025, 0.975], axis=0)
        cells = [
            f"{mean[:, place, k].mean():.3f} ({low[k]:.3f} to {high[k]:.3f})"
            for k in range(len(FIGURES))
        ]
        cells += [f"{value:.3f}" for value in answers[:, :, place, 0].mean(axis=1)]
        print(f"| {list(DETECTORS)[place]} | " + " | ".join(cells) + " |")


def levels(bundle: Bundle, trained: corpus.Windows, foreign: corpus.Windows) -> None:
    """What the levels promise from one half of the held-out fold, and what the rest finds."""
    names = list(bundle.manifest.scenes)
    scene = np.array([names.index(one) for one in trained.scene])
    rows: dict[str, list[tuple[float, ...]]] = {}
    for draw in range(DRAWS):
        generator = np.random.default_rng([SEED, 1, draw])
        side = np.zeros(len(scene), bool)
        for place in range(len(names)):
            mine = np.flatnonzero(scene == place)
            side[mine] = corpus.halves(trained.source[mine], generator)
        space = Prototypes.of(trained.embeddings[side], scene[side], len(names), sharpened=True)
        promised = fit_levels(
            trained.embeddings[side], scene[side], list(trained.source[side]), len(names)
        )
        known = space.cosines(trained.embeddings[~side]).max(axis=1)
        unknown = space.cosines(foreign.embeddings).max(axis=1)
        for name, level in promised.items():
            found = (np.mean(known < level.threshold), np.mean(unknown >= level.threshold))
            rows.setdefault(name, []).append(
                (level.false_rejects, float(found[0]), level.false_accepts, float(found[1]))
            )
    print("\n| level | false rejects promised | found | false accepts promised | found |")
    print("|---|---|---|---|---|")
    for name, values in rows.items():
        print(f"| {name} | " + " | ".join(f"{100 * v:.1f} %" for v in np.mean(values, 0)) + " |")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--epochs", type=int, default=50, help="of the student")
    parser.add_argument("--scenes", choices=tuple(SCENES), default="A")
    options = parser.parse_args()
    scenes = SCENES[options.scenes]
    aside = options.scenes != "A"  # or its student would have heard what it is asked about
    bundle = read_bundle(corpus.student_of(options.folder, options.epochs, aside=aside))
    rows = [row for row in corpus.real_scenes() if row["scene_label"] in scenes]
    teacher = corpus.assert_disjoint(options.folder, rows)
    real, trained = corpus.hear(bundle, rows, "real_scenes"), corpus.held_out(bundle)
    print(f"Teacher: YAMNet, pre-trained on {teacher}.")
    for scene in scenes:
        mine = real.scene == scene
        print(f"{scene}: {len(set(real.source[mine]))} recordings, {int(mine.sum())} windows")
    show(f"Scenes {options.scenes}", study(real, trained, scenes), scenes)
    levels(bundle, trained, real)


if __name__ == "__main__":
    main()
