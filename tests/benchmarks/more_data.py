"""How far the gains of `asc more-data` are from what recording brings.

In worlds of embeddings (4 scenes, 3 devices, 0 to 30 places in each cell) the gain of 8 more places
in a cell is told, then 8 new places are drawn five times and learnt from, with the regularisation
of before. "Least" is the rule to record what there is least of.

    python -m tests.benchmarks.more_data [WORLDS]
"""

import sys

import numpy as np

from ml_core.evaluation import more_data as gains
from ml_core.evaluation.learning_curve import Clips, Learner
from tests.ml_core.sound_worlds import CLIPS_PER_PLACE, SoundWorld, joined

PLACES, DRAWS = 8, 5
SIZES, TEST = (0, 4, 12, 30), 25  # places of a cell


def rows_of(number: int) -> np.ndarray:
    """Of the cells of one world: told gain, its interval, true gain in points, places there are."""
    rng = np.random.default_rng(number)
    world = SoundWorld(number, places=1.6)
    sizes = rng.choice(SIZES, size=(4, 3))
    sizes[:, 0] = np.maximum(sizes[:, 0], 2)
    train, test = world.clips(sizes, seed=1), world.clips([[TEST] * 3] * 4, seed=2)
    cells, learner = gains.Cells.of(train, test), Learner(train, test)
    trained = gains.run_trainings(learner, train, cells)
    fitted = gains.fit_gains(cells, trained, test.groups.tolist())

    def correct(clips: Clips) -> float:
        everything = np.ones(len(clips), bool)
        return float(Learner(clips, test, learner.strength).correct(everything).mean())

    before, found = correct(train), []
    for scene, device in np.ndindex(4, 3):
        more, places = np.zeros((4, 3)), np.zeros((4, 3), int)
        more[scene, device] = PLACES * CLIPS_PER_PLACE
        places[scene, device] = PLACES
        after = [correct(joined(train, world.clips(places, seed=100 + n))) for n in range(DRAWS)]
        true = 100 * float(np.mean(after) - before)
        found.append((*fitted.gain(more), true, sizes[scene, device]))
    return np.array(found)


def ranks(values: np.ndarray) -> np.ndarray:
    return np.argsort(np.argsort(values))


def main() -> None:
    worlds = [rows_of(n) for n in range(int(sys.argv[1]) if len(sys.argv) > 1 else 10)]
    told, low, high, true, _ = np.concatenate(worlds).T
    print(f"{len(told)} cells of {len(worlds)} worlds")
    print(f"mean gain: told {told.mean():.2f}, true {true.mean():.2f} points")
    print(f"correlation of told and true gains: {np.corrcoef(told, true)[0, 1]:.2f}")
    alike = [np.corrcoef(ranks(world[:, 0]), ranks(world[:, 3]))[0, 1] for world in worlds]
    least = [np.corrcoef(ranks(-world[:, 4]), ranks(world[:, 3]))[0, 1] for world in worlds]
    print(f"rank correlation within a world: told {np.mean(alike):.2f}, least {np.mean(least):.2f}")
    first = np.mean([world[world[:, 0].argmax(), 3] for world in worlds])
    fewest = np.mean([world[world[:, 4].argmin(), 3] for world in worlds])
    best = np.mean([world[:, 3].max() for world in worlds])
    print(f"true gain of what is told first: {first:.2f}; least: {fewest:.2f}; best: {best:.2f}")
    print(f"true gain within the interval: {np.mean((low <= true) & (true <= high)):.0%}")
    print(f"mean width of the interval: {np.mean(high - low):.1f} points")


if __name__ == "__main__":
    main()
