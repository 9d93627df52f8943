"""Suggestions: right where they can be, as sure as they may be, silent where nothing is known."""

from dataclasses import replace

import numpy as np
import pytest
from clouds import clouds, only
from hypothesis import given
from hypothesis import strategies as st

from ml_core.evaluation.metrics import ece
from ml_core.labelling import lots
from ml_core.labelling.classifier import chosen_evenly, held_out_and_taught
from ml_core.labelling.queue import ASKED, most_useful
from ml_core.labelling.space import Labels
from ml_core.labelling.suggest import MIN_LABELS, Suggestion, suggest


def some(n: int, of: int, seed: int = 0) -> np.ndarray:
    return np.sort(np.random.default_rng(seed).permutation(of)[:n])


def test_nothing_is_said_before_there_are_enough_labels() -> None:
    space, labels = clouds(300)
    answer = suggest(space, only(labels, some(MIN_LABELS - 1, 300)))
    assert (answer.basis, answer.scenes) == ("none", ())
    assert answer.of(10) == Suggestion(10)
    assert suggest(space, only(labels, some(MIN_LABELS, 300))).basis == "labels"


def test_labels_of_one_scene_tell_nothing_apart() -> None:
    space, labels = clouds(300)
    mine = np.flatnonzero(labels.scene == 0)[: MIN_LABELS + 1]
    assert suggest(space, only(labels, mine)).basis == "none"


def test_scenes_that_lie_apart_are_told_apart() -> None:
    space, labels = clouds(600, spread=0.2)
    known = some(60, 600)
    answer = suggest(space, only(labels, known))
    rest = np.setdiff1d(np.arange(600), known)
    assert np.mean(answer.probabilities[rest].argmax(axis=1) == labels.scene[rest]) > 0.97
    first = answer.of(int(space.segment_ids[rest[0]]))
    assert first is not None
    assert first.scene == labels.scenes[labels.scene[rest[0]]]
    assert first.confidence > first.next_confidence > 0
    assert answer.of(1) is None


@pytest.mark.parametrize("spread", [0.3, 0.6, 1.0])
def test_a_confidence_is_the_share_that_is_right(spread: float) -> None:
    space, labels = clouds(1500, spread=spread, seed=4)
    known = some(300, 1500)
    answer = suggest(space, only(labels, known))
    rest = np.setdiff1d(np.arange(1500), known)
    said = answer.probabilities[rest]
    assert ece(labels.scene[rest], said) < 0.1
    np.testing.assert_allclose(said.sum(axis=1), 1)


def test_few_labels_never_sound_sure() -> None:
    space, labels = clouds(600, spread=0.02)
    answer = suggest(space, only(labels, some(MIN_LABELS, 600)))
    assert answer.probabilities.max() < 1 - 0.5 / (MIN_LABELS + 2)


def test_the_bundle_speaks_alone_where_it_knows_the_scenes_and_both_later() -> None:
    space, labels = clouds(300, n_scenes=3, spread=1.5)
    scores = np.full((300, 3), 0.05)
    scores[np.arange(300), labels.scene] = 0.9
    wrong = np.arange(300) % 10 == 0
    scores[wrong] = np.roll(scores[wrong], 1, axis=1)
    space = replace(space, scores=scores.astype(np.float32), scenes=labels.scenes)
    before = suggest(space, only(labels, some(3, 300)))
    assert before.basis == "bundle"
    after = suggest(space, only(labels, some(90, 300)))
    assert after.basis == "both"
    alone = suggest(replace(space, scenes=("x", "y", "z")), only(labels, some(90, 300)))
    right = {
        name: np.mean(said.probabilities.argmax(axis=1) == labels.scene)
        for name, said in {"both": after, "alone": alone, "bundle": before}.items()
    }
    assert right["both"] > 0.88 > right["alone"]
    assert right["bundle"] == pytest.approx(0.9)


def test_a_bundle_of_other_scenes_is_silent() -> None:
    space, labels = clouds(90)
    assert suggest(space, only(labels, some(2, 90))).basis == "none"
    nothing = replace(labels, scenes=(), scene=np.full(90, -1))
    assert suggest(space, nothing).basis == "bundle"  # no scene yet: its own are as good as any


def test_what_is_said_of_a_labelled_clip_was_learnt_from_other_sources() -> None:
    space, labels = clouds(240, spread=0.2)
    wrong = replace(labels, scene=labels.scene.copy())
    source = labels.group == 5
    wrong.scene[source] = (labels.scene[source] + 1) % 5
    answer = suggest(space, wrong)
    assert (answer.probabilities[source].argmax(axis=1) == labels.scene[source]).all()
    # Where nothing can be learnt, a clip's own label does not leak into what is said of it.
    space, labels = clouds(160, spread=50, size=128)
    said = suggest(space, labels).probabilities.argmax(axis=1)
    assert np.mean(said == labels.scene) < 0.5


def test_folds_never_divide_a_source() -> None:
    # Every source has a direction of its own: only its own clips could give it away.
    n = 60
    group = np.arange(n) // 2
    directions = np.eye(n // 2, dtype=np.float32)[group]
    scene = np.random.default_rng(0).integers(2, size=n // 2)[group]
    held_out, taught = held_out_and_taught(directions, scene, group, directions, 2)
    assert (taught.argmax(axis=1) == scene).all()
    assert np.abs(held_out - held_out.mean(axis=0)).max() < 0.2


@given(st.lists(st.integers(0, 4), min_size=1, max_size=60), st.integers(1, 60))
def test_rare_scenes_teach_whole(scene: list[int], most: int) -> None:
    values = np.array(scene)
    kept = chosen_evenly(values, most, seed=1)
    assert len(kept) == min(most, len(values)) == len(np.unique(kept))
    all_of, some_of = np.bincount(values, minlength=5), np.bincount(values[kept], minlength=5)
    cut = some_of < all_of
    if cut.any():
        assert some_of[cut].max() - some_of[cut].min() <= 1
        assert (some_of <= some_of[cut].min() + 1).all()


def test_the_queue_holds_every_open_clip_once() -> None:
    space, labels = clouds(500)
    for n in (0, 5, 60, 500):
        known = only(labels, some(n, 500))
        queue = most_useful(space, known, suggest(space, known))
        assert sorted(queue.segment_ids.tolist()) == space.segment_ids[known.open].tolist()
        assert len(queue) == len(list(queue)) == 500 - n


def test_first_it_asks_about_every_heap() -> None:
    space, labels = clouds(400, n_scenes=4, spread=0.1)
    nothing = only(labels, np.zeros(0, np.int64))
    queue = most_useful(space, nothing, suggest(space, nothing))
    first = labels.scene[space.rows(queue.segment_ids[:20].tolist())]
    assert set(first.tolist()) == {0, 1, 2, 3}
    assert queue[0].reason == "new_kind"


def test_heaps_with_a_label_are_left_for_later() -> None:
    space, labels = clouds(400, n_scenes=4, spread=0.1)
    mine = np.flatnonzero(labels.scene == 2)[:15]
    known = only(labels, mine)
    queue = most_useful(space, known, suggest(space, known))
    asked = [one.segment_id for one in queue if one.reason == "new_kind"]
    share = np.mean(labels.scene[space.rows(asked)] == 2)
    assert share < 0.2


def test_reasons_are_true() -> None:
    space, labels = clouds(900, spread=0.5)
    strange = labels.scene == 4
    rows = np.flatnonzero(~strange)[::6]
    known = only(labels, rows)
    answer = suggest(space, known)
    queue = most_useful(space, known, answer)
    new = space.rows([one.segment_id for one in queue[:ASKED] if one.reason == "new_kind"])
    assert len(new)
    assert strange[new].mean() > 2 * strange[known.open].mean()
    unsure = [one.confidence for one in queue if one.reason == "least_sure"]
    assert np.mean(unsure[:20]) < np.mean(unsure[-200:])
    assert {one.reason for one in queue} == {
        "new_kind",
        "least_sure",
        "neighbours_disagree",
        "by_lot",
    }


def test_it_asks_for_what_teaches_most() -> None:
    # Twins of one doubtful clip are not asked about in a row.
    space, labels = clouds(600, spread=0.5, per_source=1)
    twin = np.repeat(space.directions[:1], 50, axis=0)
    space = replace(space, directions=np.concatenate([twin, space.directions[50:]]))
    known = only(labels, np.arange(50, 600, 5))
    queue = most_useful(space, known, suggest(space, known))
    asked = [one.segment_id for one in queue[:ASKED] if one.reason != "by_lot"]
    assert (space.rows(asked) < 50).sum() <= 1


def test_excluded_clips_are_not_asked_about() -> None:
    space, labels = clouds(100)
    usable = np.arange(100) % 2 == 0
    known = Labels(labels.scenes, np.full(100, -1), labels.group, usable, labels.trusted)
    queue = most_useful(space, known, suggest(space, known))
    assert queue.segment_ids.tolist() != []
    assert usable[space.rows(queue.segment_ids.tolist())].all()


def test_where_everything_is_labelled_the_queue_is_empty() -> None:
    space, labels = clouds(60)
    queue = most_useful(space, labels, suggest(space, labels))
    assert len(queue) == 0
    with pytest.raises(IndexError):
        queue[0]


@given(st.integers(0, 40), st.integers(0, 40))
def test_both_come_in_turn(n_others: int, n_by_lot: int) -> None:
    both = lots.in_turn(np.arange(n_others), 100 + np.arange(n_by_lot)).tolist()
    assert [one for one in both if one < 100] == list(range(n_others))
    assert [one for one in both if one >= 100] == list(range(100, 100 + n_by_lot))
    together = min(n_others // 4, n_by_lot)
    assert all(one >= 100 for one in both[4 : 5 * together : 5])
    assert all(both[place] < 100 for place in range(5 * together) if place % 5 != 4)


def test_a_fifth_of_any_clips_is_drawn_and_stays_so() -> None:
    for ids in (np.arange(2000), np.arange(0, 20_000, 10), np.arange(2000) ** 2):
        assert lots.drawn(ids).mean() == pytest.approx(0.2, abs=0.03)
        np.testing.assert_array_equal(lots.drawn(ids[::-1]), lots.drawn(ids)[::-1])


@pytest.mark.parametrize("n_labels", [0, 60])
def test_every_fifth_clip_is_asked_about_by_lot_whatever_is_doubtful(n_labels: int) -> None:
    space, labels = clouds(400, spread=0.5)
    known = only(labels, some(n_labels, 400))
    queue = most_useful(space, known, suggest(space, known))
    reasons = [one.reason for one in queue[:200]]
    assert [place for place, one in enumerate(reasons) if one == "by_lot"] == list(range(4, 200, 5))
    asked = [one.segment_id for one in queue if one.reason == "by_lot"]
    assert lots.drawn(np.array(asked)).all()
    others = [one.segment_id for one in queue if one.reason != "by_lot"]
    assert not lots.drawn(np.array(others)).any()


@pytest.mark.parametrize("per_source", [1, 4])
def test_the_queue_does_not_make_the_rest_sound_harder_than_it_is(per_source: int) -> None:
    """Doubtful clips teach; clips beside others of their source are easy: both are allowed for."""
    space, labels = clouds(600, 6, spread=0.45, per_source=per_source, seed=5)
    rows: list[int] = []
    while len(rows) < 160:
        known = only(labels, np.array(rows, np.int64))
        queue = most_useful(space, known, suggest(space, known))
        rows += space.rows(queue.segment_ids[:20].tolist()).tolist()
    known = only(labels, np.array(rows))
    answer = suggest(space, known)
    left = known.open
    said = answer.probabilities[left]
    right = (said.argmax(axis=1) == labels.scene[left]).mean()
    assert said.max(axis=1).mean() == pytest.approx(right, abs=0.07)
