"""Episodes: what may be on which side, and figures that are the oracle's."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.evaluation import fewshot
from ml_core.evaluation.fewshot import UNKNOWN, Material, draw_episodes, run_episodes
from ml_core.evaluation.openset import normalise

SIZE = 13


def material(seed=0, n_scenes=3, n_groups=4, per_group=3, noise=0.6, unknown=2, windows=0):
    """Scenes around centres of their own; ``windows`` of every clip as shots, 0: the clips."""
    rng = np.random.default_rng(seed)
    scene = np.repeat(np.arange(n_scenes + unknown), n_groups * per_group)
    groups = [f"{k}-{i // per_group % n_groups}" for i, k in enumerate(scene)]
    clips = rng.normal(size=(n_scenes + unknown, SIZE))[scene]
    clips = clips + noise * rng.normal(size=clips.shape)
    shots = None
    if windows:
        clip = np.repeat(np.arange(len(scene)), windows)
        shots = (clips[clip] + noise * rng.normal(size=(len(clip), SIZE)), clip)
    known = np.where(scene < n_scenes, scene, UNKNOWN)
    return Material.of(clips, known, groups, n_scenes, windows=shots)


@settings(max_examples=60, deadline=None)
@given(
    n_scenes=st.integers(2, 4),
    n_groups=st.integers(2, 5),
    per_group=st.integers(1, 3),
    windows=st.integers(0, 2),
    shots=st.integers(1, 9),
    seed=st.integers(0, 99),
)
def test_nobody_is_on_both_sides(n_scenes, n_groups, per_group, windows, shots, seed):
    made = material(0, n_scenes, n_groups, per_group, windows=windows)
    for episode in draw_episodes(made, shots, 4, seed):
        teachers = made.clip_of_shot[episode.shots]
        asked = np.concatenate([episode.known, episode.unknown])
        assert not set(made.group[teachers]) & set(made.group[asked])
        count = np.bincount(made.scene[teachers], minlength=n_scenes)
        there = (n_groups + 1) // 2 * per_group * max(windows, 1)
        assert list(count) == [min(shots, there)] * n_scenes
        assert len(set(episode.shots)) == len(episode.shots)
        assert set(made.scene[episode.known]) == set(range(n_scenes))
        assert set(made.scene[episode.unknown]) == {UNKNOWN}


def test_draws_are_seeded_and_more_shots_ask_the_same_clips():
    made = material()
    few, many = draw_episodes(made, 1, 5, 3), draw_episodes(made, 4, 5, 3)
    for small, large in zip(few, many, strict=True):
        assert np.array_equal(small.known, large.known)
        assert set(small.shots) < set(large.shots)
    assert all(
        np.array_equal(a.shots, b.shots)
        for a, b in zip(few, draw_episodes(made, 1, 5, 3), strict=True)
    )
    others = draw_episodes(made, 1, 5, 4)
    assert any(not np.array_equal(a.shots, b.shots) for a, b in zip(few, others, strict=True))


def test_a_group_of_two_scenes_is_on_one_side_only():
    scene = np.array([0, 0, 0, 0, 1, 1, 1, 1])
    groups = ["shared", "a", "b", "c", "shared", "d", "e", "f"]
    made = Material.of(np.random.default_rng(0).normal(size=(8, 5)), scene, groups, 2)
    for episode in draw_episodes(made, 2, 40, 0):
        teachers = made.clip_of_shot[episode.shots]
        assert not set(made.group[teachers]) & set(made.group[episode.known])


@pytest.mark.parametrize("windows", [0, 3])
def test_an_episode_is_the_oracles(windows: int):
    linear_model = pytest.importorskip("sklearn.linear_model")
    sklearn_metrics = pytest.importorskip("sklearn.metrics")
    made = material(noise=1.2, windows=windows)
    episodes = draw_episodes(made, 2, 12, 1)
    drawn = run_episodes(made, episodes)["logistic"]
    for place, episode in enumerate(episodes):
        scene = made.scene[made.clip_of_shot[episode.shots]]
        model = linear_model.LogisticRegression(C=fewshot.STRENGTH, solver="newton-cholesky")
        model.fit(made.shots[episode.shots], scene)
        truth = made.scene[episode.known]
        scores = model.predict_proba(made.clips[episode.known])
        assert drawn.accuracy[place] == pytest.approx(np.mean(scores.argmax(axis=1) == truth))
        expected = sklearn_metrics.average_precision_score(np.eye(3)[truth], scores)
        assert drawn.average_precision[place] == pytest.approx(expected, abs=0.02)
        balanced = sklearn_metrics.balanced_accuracy_score(truth, scores.argmax(axis=1))
        assert drawn.macro_accuracy[place] == pytest.approx(balanced)


def test_the_strength_is_the_callers_choice():
    made = material(noise=1.2)
    episodes = draw_episodes(made, 2, 12, 1)
    weak, strong = (
        run_episodes(made, episodes, strength=c)["logistic"].average_precision for c in (1e-3, 1e3)
    )
    assert not np.allclose(weak, strong)


def test_prototypes_are_nearest_means_by_hand():
    made = material(noise=1.2)
    episodes = draw_episodes(made, 2, 8, 1)
    drawn = run_episodes(made, episodes)
    for place, episode in enumerate(episodes):
        support = made.shots[episode.shots].astype(float)
        scene = made.scene[episode.shots]
        truth = made.scene[episode.known]
        means = np.stack([support[scene == k].mean(axis=0) for k in range(3)])
        for name, centre in (("prototypes", 0.0), ("centred_prototypes", means.mean(axis=0))):
            unit = normalise(support - centre)
            towards = normalise(np.stack([unit[scene == k].mean(axis=0) for k in range(3)]))
            said = (normalise(made.clips[episode.known] - centre) @ towards.T).argmax(axis=1)
            assert drawn[name].accuracy[place] == pytest.approx(np.mean(said == truth))


def test_scenes_far_apart_are_learnt_from_one_shot():
    for draws in run_episodes(easy := material(noise=0.01), draw_episodes(easy, 1, 10)).values():
        assert draws.accuracy.min() == draws.macro_accuracy.min() == 1
        assert draws.average_precision.min() == pytest.approx(1)
        assert draws.auroc.min() == 1
        assert draws.oscr.min() == pytest.approx(1)
        assert draws.fpr95.max() == 0
        assert np.array_equal(draws.right, draws.asked)


def test_more_shots_help_and_pure_noise_stays_at_chance():
    made = material(noise=1.5, n_groups=8, per_group=4, unknown=0)
    one, five = (
        run_episodes(made, draw_episodes(made, k, 60))["logistic"].accuracy.mean() for k in (1, 5)
    )
    assert five > one + 0.05
    rng = np.random.default_rng(0)
    scene = np.repeat(np.arange(4), 50)
    noise = Material.of(rng.normal(size=(200, 9)), scene, [str(i) for i in range(200)], 4)
    chance = run_episodes(noise, draw_episodes(noise, 5, 60))["logistic"]
    assert chance.accuracy.mean() == pytest.approx(0.25, abs=0.05)


def test_batches_of_episodes_change_nothing(monkeypatch: pytest.MonkeyPatch):
    made = material()
    episodes = draw_episodes(made, 3, 9)
    whole = run_episodes(made, episodes)["logistic"].accuracy
    monkeypatch.setattr(fewshot, "AT_ONCE", 1)
    assert run_episodes(made, episodes)["logistic"].accuracy == pytest.approx(whole)


def test_a_scene_with_fewer_shots_is_not_expected_less():
    """Its shots weigh more: the bias does not drift to the scenes with more."""
    rng = np.random.default_rng(1)
    scene = np.repeat([0, 1], [40, 4])
    x = np.eye(6)[scene] + 0.9 * rng.normal(size=(44, 6))
    groups = [str(i) for i in range(44)]
    made = Material.of(x, scene, groups, 2)
    drawn = run_episodes(made, draw_episodes(made, 20, 80))["logistic"]
    rare = drawn.right[scene == 1].sum() / drawn.asked[scene == 1].sum()
    assert rare > 0.25


def test_without_unknown_scenes_there_is_nothing_open():
    made = material(unknown=0)
    drawn = run_episodes(made, draw_episodes(made, 1, 5))["logistic"]
    assert len(drawn.auroc) == len(drawn.oscr) == len(drawn.fpr95) == 0
    assert len(drawn.accuracy) == 5


def test_the_interval_narrows_with_the_root_of_the_draws():
    values = np.random.default_rng(0).normal(0.6, 0.1, 400)
    wide, narrow = fewshot.mean_interval(values[:100]), fewshot.mean_interval(values)
    ratio = (wide.high - wide.low) / (narrow.high - narrow.low)
    assert ratio == pytest.approx(2, rel=0.2)
    assert narrow.low < narrow.value < narrow.high
    assert fewshot.mean_interval(np.array([0.5])) == fewshot.metrics.Interval(0.5, 0.5, 0.5)
