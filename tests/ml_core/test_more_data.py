"""What is told to record is what helps, and by about as much as is told."""

import numpy as np
import pytest

from ml_core.evaluation import more_data as gains
from ml_core.evaluation.learning_curve import Clips, Learner
from tests.ml_core.sound_worlds import CLIP_S, CLIPS_PER_PLACE, SoundWorld, joined

FULL = [[8, 8, 8], [8, 8, 0], [8, 8, 8], [8, 2, 8]]  # places of four scenes on three devices
WORLD = SoundWorld(4)
TRAIN, TEST = WORLD.clips(FULL, seed=1), WORLD.clips([[12] * 3] * 4, seed=2)
SCENES = ("bus", "park", "square", "tram")


@pytest.fixture(scope="module")
def fitted() -> gains.Gains:
    cells = gains.Cells.of(TRAIN, TEST)
    trained = gains.run_trainings(Learner(TRAIN, TEST), TRAIN, cells)
    return gains.fit_gains(cells, trained, TEST.groups.tolist())


def really(more: list[list[int]]) -> float:
    """Points gained by so many new places, the mean of several recordings of them."""
    learner = Learner(TRAIN, TEST)
    before = learner.correct(np.ones(len(TRAIN), bool)).mean()
    after = []
    for seed in range(100, 108):
        both = joined(TRAIN, WORLD.clips(more, seed=seed))
        after.append(Learner(both, TEST, learner.strength).correct(np.ones(len(both), bool)).mean())
    return 100 * float(np.mean(after) - before)


def test_what_is_missing_comes_first(fitted: gains.Gains):
    rows, whole = gains.to_do(fitted, SCENES, minutes=12)
    first = (rows[0]["scene"], rows[0]["device"])
    assert first in (("park", "c"), ("tram", "b"))
    assert {("park", "c"), ("tram", "b")} <= {(row["scene"], row["device"]) for row in rows}
    assert sum(row["minutes"] for row in rows) == pytest.approx(12)
    assert [row["gain_points"] for row in rows] == sorted(
        (row["gain_points"] for row in rows), reverse=True
    )
    missing = next(row for row in rows if row["from_others"])
    assert (missing["scene"], missing["device"], missing["have_minutes"]) == ("park", "c", 0)
    assert whole["minutes"] == 12
    assert whole["gain_points"] > rows[0]["gain_points"]
    for row in [*rows, whole]:
        assert row["low"] <= row["gain_points"] <= row["high"]


@pytest.mark.parametrize("cell", [(1, 2), (3, 1), (0, 0)])
def test_the_gain_is_what_recording_it_brings(fitted: gains.Gains, cell: tuple[int, int]):
    places = [[0] * 3 for _ in range(4)]
    places[cell[0]][cell[1]] = 4
    more = np.zeros((4, 3))
    more[cell] = 4 * CLIPS_PER_PLACE
    told, low, high = fitted.gain(more)
    assert low <= really(places) <= high
    assert high - low < 15
    if cell == (1, 2):
        assert told > 1


def test_nothing_brings_nothing(fitted: gains.Gains):
    assert fitted.gain(np.zeros((4, 3))) == pytest.approx((0, 0, 0))


def test_a_known_dependence_is_found():
    """Answers drawn from the model itself, of many clips in many trainings."""
    rng = np.random.default_rng(0)
    cells = gains.Cells.of(TRAIN, TEST)
    amounts = np.concatenate([rng.uniform(0, 40, size=(80, 4, 3)), cells.amounts[None]])
    x = gains.features(amounts)
    theta = np.zeros(x.shape[-1])
    theta[:3] = 0.5, 0.3, -0.1
    theta[3:7] = -2.0, -1.0, -1.5, -2.5
    share = 1 / (1 + np.exp(-(x @ theta))).reshape(len(amounts), -1)
    correct = rng.random((len(amounts), len(TEST))) < share[:, cells.test]
    groups = [str(i) for i in range(len(TEST))]
    found = gains.fit_gains(cells, gains.Trainings(amounts, correct), groups)
    true = gains.Gains(cells, theta, theta[None], found.weights, 0.0)
    for cell in ((0, 0), (1, 2), (3, 1)):
        more = np.zeros((4, 3))
        more[cell] = 20
        told, low, high = found.gain(more)
        assert low <= true.gain(more)[0] <= high
        assert told == pytest.approx(true.gain(more)[0], abs=1.0)


def test_parts_are_whole_groups_and_keep_every_scene():
    cells = gains.Cells.of(TRAIN, TEST)
    parts = gains.draw_parts(TRAIN, cells, trainings=20)
    assert parts[-1].all()
    assert len(parts) == 20 + 11 + 1  # eleven of the twelve cells hold something
    for chosen in parts:
        assert set(TRAIN.scene[chosen]) == {0, 1, 2, 3}
        assert not set(TRAIN.groups[chosen]) & set(TRAIN.groups[~chosen])
    halves = np.stack([cells.amounts_of(chosen, TRAIN.seconds) for chosen in parts[20:-1]])
    assert ((halves != cells.amounts).sum(axis=(1, 2)) == 1).all()


def test_without_devices_scenes_are_told():
    nameless = SoundWorld(5, devices="a")
    train, test = (nameless.clips(n, seed=s) for n, s in (([[6], [2], [6]], 1), ([[9]] * 3, 2)))
    train, test = (
        Clips(c.embeddings, c.scene, c.groups, np.full(len(c), ""), c.seconds, 3)
        for c in (train, test)
    )
    cells = gains.Cells.of(train, test)
    trained = gains.run_trainings(Learner(train, test), train, cells, trainings=30)
    rows, whole = gains.to_do(gains.fit_gains(cells, trained, test.groups.tolist()), SCENES[:3])
    assert {row["device"] for row in rows} == {""}
    have = len(train) * CLIP_S / 60
    assert 0.1 * have < whole["minutes"] < 0.6 * have
