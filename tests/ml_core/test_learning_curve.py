"""The learning curve leaves out whole groups, and its forecast is a law that fits it."""

from dataclasses import dataclass, field

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.evaluation import learning_curve as curves
from ml_core.progress import Cancelled, Monitor
from tests.ml_core.sound_worlds import SoundWorld

WORLD = SoundWorld(0)


@dataclass
class Notebook:
    """Writes down what it was asked to learn from."""

    n_test: int = 3
    masks: list[np.ndarray] = field(default_factory=list)

    def correct(self, chosen: np.ndarray) -> np.ndarray:
        self.masks.append(chosen)
        return np.arange(self.n_test) < chosen.mean() * self.n_test


@given(n_groups=st.lists(st.integers(1, 7), min_size=2, max_size=4), seed=st.integers(0, 9))
def test_shares_are_whole_groups_and_nested(n_groups: list[int], seed: int):
    train = WORLD.clips([[n] for n in n_groups], seed=1)
    notebook = Notebook()
    shares = (0.2, 0.5, 1.0)
    points = curves.learning_curve(notebook, train, shares=shares, repeats=2, seed=seed)
    assert [len(point.correct) for point in points] == [2] * (len(points) - 1) + [1]
    assert notebook.masks[-1].all()
    masks = iter(notebook.masks)
    drawn = {point.share: [next(masks) for _ in point.correct] for point in points}
    small = drawn[0.2]
    middle = drawn.get(0.5, small)  # the same clips are asked for once
    for few, more in zip(small, middle, strict=True):
        assert not (few & ~more).any()
        for share, mask in ((0.2, few), (0.5, more)):
            for scene, n in enumerate(n_groups):
                names = train.groups[train.scene == scene]
                taken = set(names[mask[train.scene == scene]])
                assert len(taken) == int(np.ceil(share * n))  # at least one
                inside = np.isin(train.groups, list(taken)) & (train.scene == scene)
                assert np.array_equal(inside, mask & (train.scene == scene))


def test_a_learner_is_the_oracle_on_the_part_it_was_given():
    linear_model = pytest.importorskip("sklearn.linear_model")
    train, test = WORLD.clips([[6], [6], [6]], seed=1), WORLD.clips([[9], [9], [9]], seed=2)
    learner = curves.Learner(train, test)
    chosen = np.arange(len(train)) % 3 > 0
    probe = curves.fit_linear(train.embeddings, train.scene, train.groups.tolist(), 3)
    model = linear_model.LogisticRegression(C=probe.strength, max_iter=5000, tol=1e-8).fit(
        ((train.embeddings - probe.mean) / probe.deviation)[chosen], train.scene[chosen]
    )
    predicted = model.predict((test.embeddings - probe.mean) / probe.deviation)
    assert np.mean((predicted == test.scene) == learner.correct(chosen)) > 0.98


def test_scenes_count_in_a_part_as_they_do_in_all():
    linear_model = pytest.importorskip("sklearn.linear_model")
    train, test = WORLD.clips([[8], [4], [4]], seed=1), WORLD.clips([[9], [9], [9]], seed=2)
    learner = curves.Learner(train, test, strength=1e-3)  # so weak that proportions decide
    chosen = (train.scene > 0) | (np.cumsum(train.scene == 0) <= 3)
    usual = np.bincount(train.scene) / np.bincount(train.scene[chosen])
    weight = usual[train.scene[chosen]]
    probe = curves.fit_linear(train.embeddings, train.scene, train.groups.tolist(), 3)
    scale = lambda clips: (clips.embeddings - probe.mean) / probe.deviation  # noqa: E731
    model = linear_model.LogisticRegression(C=1e-3, max_iter=5000, tol=1e-8)
    asked = [
        model.fit(scale(train)[chosen], train.scene[chosen], one).predict(scale(test))
        for one in (weight / weight.mean(), None)
    ]
    correct = learner.correct(chosen)
    assert np.mean((asked[0] == test.scene) == correct) > 0.98
    assert np.mean((asked[1] == test.scene) == correct) < 0.9  # the proportions of the part


def test_shares_of_the_same_clips_are_one_point():
    train = WORLD.clips([[4], [4]], seed=1)
    points = curves.learning_curve(Notebook(), train, repeats=3)
    assert [point.share for point in points] == [0.05, 0.5, 1.0]


def test_more_data_is_better_and_the_band_is_around_the_curve():
    train = WORLD.clips([[10], [10], [10], [10]], seed=1)
    test = WORLD.clips([[20], [20], [20], [20]], seed=2)
    points = curves.learning_curve(curves.Learner(train, test), train, repeats=5)
    curve, forecast = curves.summary(points, test.groups.tolist())
    found = [row["accuracy"] for row in [*curve, *forecast]]
    assert found == sorted(found)
    assert found[-1] > found[0] + 0.1
    for row in [*curve, *forecast]:
        assert 0 <= row["low"] <= row["accuracy"] <= row["high"] <= 1
    assert [row["share"] for row in curve] == [0.05, 0.25, 0.5, 1.0]  # 0.1 of ten is the same one
    assert curve[-1]["minutes"] == pytest.approx(train.seconds.sum() / 60)


@given(
    top=st.floats(0.6, 1.0), gap=st.floats(0.05, 0.5), bend=st.sampled_from([0.1, 0.5, 1.0, 1.5])
)
def test_a_power_law_is_found_and_gone_on_with(top: float, gap: float, bend: float):
    n = np.array([0.05, 0.1, 0.25, 0.5, 1.0])
    ahead = np.array([1.5, 2.0])
    scale = gap * 0.05**bend

    def law(x: np.ndarray) -> np.ndarray:
        return top - scale * x**-bend

    assert curves.expected(n, law(n)[None], ahead)[0] == pytest.approx(law(ahead), abs=2e-3)


@given(st.lists(st.floats(0, 1), min_size=3, max_size=5))
def test_a_forecast_never_falls_and_never_passes_one(accuracy: list[float]):
    n = np.linspace(0.1, 1, len(accuracy))
    found = curves.expected(n, np.array([accuracy]), np.array([1.5, 2.0]))[0]
    assert accuracy[-1] <= found[0] + 1e-12
    assert found[0] <= found[1] + 1e-12 <= 1 + 1e-9


def test_resamples_draw_trainings_and_groups_together():
    rng = np.random.default_rng(0)
    correct = rng.random((6, 40)) < 0.7
    groups = [str(i // 4) for i in range(40)]
    one = curves.Point(0.5, 10, 10, correct)
    drawn = curves.resampled_curve([one, one], groups)
    assert np.array_equal(drawn[:, 0], drawn[:, 1])
    assert drawn[:, 0].mean() == pytest.approx(correct.mean(), abs=0.02)
    by_group = correct.mean(axis=0).reshape(10, 4).mean(axis=1)
    assert drawn[:, 0].std() > 0.9 * by_group.std() / np.sqrt(10)


def test_one_group_says_nothing_about_others():
    point = curves.Point(1.0, 10, 10, np.array([[True, False]]))
    row = curves.summary([point], ["here", "here"])[0][0]
    assert (row["low"], row["high"]) == (0.0, 1.0)


def test_it_can_be_cancelled():
    train = WORLD.clips([[3], [3]], seed=1)
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        curves.learning_curve(Notebook(), train, monitor=monitor)
