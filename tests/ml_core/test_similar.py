"""Find similar, doubtful labels, one label for a heap: what each promises."""

from dataclasses import replace
from math import comb
from pathlib import Path

import numpy as np
import pytest
from clouds import clouds, only
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import ProjectError
from ml_core.labelling.clusters import cluster
from ml_core.labelling.label_errors import FEWEST, Verdict, label_errors
from ml_core.labelling.propagate import (
    apply,
    apply_all,
    around,
    estimate,
    propose,
    share_of_rest,
)
from ml_core.labelling.similar import similar
from ml_core.labelling.space import Labels, Space
from ml_core.labelling.suggest import suggest
from ml_core.labelling.witnesses import shares, together
from ml_core.project import NewRecording, Project


@given(st.integers(0, 99), st.integers(1, 130), st.integers(0, 3))
def test_the_most_alike_are_found_exactly(row: int, n: int, seed: int) -> None:
    space, _ = clouds(100, seed=seed)
    found = similar(space, [int(space.segment_ids[row])], n)
    cosine = space.directions @ space.directions[row]
    cosine[row] = -2
    expected = np.argsort(-cosine, kind="stable")[: min(n, 99)]
    assert [one.segment_id for one in found] == space.segment_ids[expected].tolist()
    np.testing.assert_allclose([one.cosine for one in found], cosine[expected], atol=1e-5)


def test_equal_sounds_are_all_found_and_in_order() -> None:
    same = Space.of(np.arange(9), np.repeat(np.eye(3), 3, axis=0), np.ones((9, 1)), ["x"])
    assert [one.segment_id for one in similar(same, [4], 2)] == [3, 5]


def test_several_clips_are_looked_for_together_and_some_places_only() -> None:
    space, labels = clouds(300, spread=0.1)
    mine = np.flatnonzero(labels.scene == 1)
    asked = space.segment_ids[mine[:3]].tolist()
    found = similar(space, asked, len(mine) - 3)
    assert {one.segment_id for one in found} == set(space.segment_ids[mine[3:]].tolist())
    allowed = space.segment_ids[:20].tolist()
    assert {one.segment_id for one in similar(space, asked, 99, among=allowed)} <= set(allowed)
    assert similar(space, asked, 5, among=asked) == []
    with pytest.raises(ProjectError, match="not heard"):
        similar(space, [1])


@given(st.integers(1, 60), st.integers(1, 12), st.integers(0, 5))
def test_every_clip_is_in_one_heap(n: int, n_heaps: int, seed: int) -> None:
    space, _ = clouds(n, seed=seed)
    heaps = cluster(space.directions, n_heaps, seed=seed)
    assert sorted(row for heap in heaps for row in heap.members) == list(range(n))
    assert len(heaps) <= n_heaps
    assert [len(heap) for heap in heaps] == sorted((len(heap) for heap in heaps), reverse=True)
    for heap in heaps:
        assert (np.diff(heap.cosines) <= 0).all()


def test_heaps_that_lie_apart_are_found() -> None:
    space, labels = clouds(400, n_scenes=4, spread=0.05)
    for heap in cluster(space.directions, 4):
        assert len(set(labels.scene[heap.members].tolist())) == 1
    assert cluster(space.directions[:0], 3) == []


def flipped(labels: Labels, rows: np.ndarray) -> Labels:
    scene = labels.scene.copy()
    scene[rows] = (scene[rows] + 1) % len(labels.scenes)
    return replace(labels, scene=scene)


def test_wrong_labels_come_first_and_the_right_scene_is_proposed() -> None:
    space, labels = clouds(600, spread=0.25)
    wrong = np.random.default_rng(3).choice(600, 30, replace=False)
    verdict = label_errors(space, flipped(labels, wrong))
    judged = verdict.errors
    assert len(judged) == 600
    assert not verdict.unable
    assert verdict.agreement > 0.85
    called = space.rows([one.segment_id for one in verdict.doubted])
    assert np.isin(called, wrong).mean() > 0.8 < np.isin(wrong, called).mean()
    first = space.rows([one.segment_id for one in judged[:60]])
    assert np.isin(wrong, first).mean() > 0.9
    right = 0
    for one in judged[:20]:
        row = space.rows([one.segment_id])[0]
        assert one.doubted_by == "both"
        assert one.bundle_says is None
        right += one.proposed == labels.scenes[labels.scene[row]]
        assert 0.5 < one.suspicion <= 1
        assert one.disagreement > 0.5 < one.loss
        assert one.proposed != one.scene
    assert right >= 18
    assert judged[-1].doubted_by is None
    assert [one.suspicion for one in judged] == sorted(
        (one.suspicion for one in judged), reverse=True
    )


def test_a_whole_source_that_is_wrong_does_not_vouch_for_itself() -> None:
    space, labels = clouds(600, spread=0.2, per_source=6)
    wrong = np.flatnonzero(labels.group == 7)
    judged = label_errors(space, flipped(labels, wrong)).errors
    assert set(space.rows([one.segment_id for one in judged[:6]]).tolist()) == set(wrong.tolist())


def test_too_few_labels_are_not_judged() -> None:
    space, labels = clouds(100)
    assert label_errors(space, only(labels, np.arange(FEWEST - 1))) == Verdict(unable="too_few")
    mine = np.flatnonzero(labels.scene == 0)
    assert label_errors(space, only(labels, mine)) == Verdict(unable="too_few")
    excluded = replace(labels, usable=np.arange(100) < FEWEST)
    assert len(label_errors(space, excluded).errors) == FEWEST


@given(st.integers(2, 12), st.integers(0, 20))
def test_where_sounds_tell_nothing_no_label_is_called_wrong(n_scenes: int, seed: int) -> None:
    space, labels = clouds(120, n_scenes, spread=30.0, seed=seed, per_source=1)
    verdict = label_errors(space, labels)
    assert verdict.unable == "unfamiliar"
    assert verdict.doubted == ()
    assert any(one.doubted_by == "both" for one in verdict.errors)  # they would say otherwise
    assert verdict.agreement < 0.75


def test_scenes_that_sound_alike_are_not_called_wrong_beside_others_that_are_known() -> None:
    space, labels = clouds(600, 6, spread=0.2)
    alike = labels.scene < 3
    generator = np.random.default_rng(5)
    mixed = np.where(alike, generator.integers(0, 3, 600), labels.scene)
    wrong = generator.choice(np.flatnonzero(~alike), 15, replace=False)
    mixed[wrong] = 3 + (mixed[wrong] - 2) % 3
    verdict = label_errors(space, replace(labels, scene=mixed))
    called = space.rows([one.segment_id for one in verdict.doubted])
    assert not verdict.unable
    assert not alike[called].any()
    assert np.isin(wrong, called).mean() > 0.5  # half of all labels are noise


def hears(space: Space, labels: Labels, said: np.ndarray) -> Space:
    """The same, as a bundle hears it that is sure of these scenes."""
    scores = np.full((len(space), len(labels.scenes)), 0.02 / (len(labels.scenes) - 1))
    scores[np.arange(len(space)), said] = 0.98
    return replace(space, scores=scores.astype(np.float32), scenes=labels.scenes)


def test_a_bundle_that_knows_better_is_heard() -> None:
    space, labels = clouds(600, spread=0.9, seed=4)
    wrong = np.random.default_rng(1).choice(600, 30, replace=False)
    flip = flipped(labels, wrong)

    def first(heard: Space) -> float:
        order = [one.segment_id for one in label_errors(heard, flip).errors[:60]]
        return float(np.isin(wrong, space.rows(order)).mean())

    alone = first(space)
    assert alone < 0.9
    assert first(hears(space, labels, labels.scene)) > alone + 0.1
    told = label_errors(hears(space, labels, labels.scene), flip).errors[0]
    assert told.bundle_says == labels.scenes[labels.scene[space.rows([told.segment_id])[0]]]


def test_a_bundle_that_has_learnt_the_wrong_labels_does_not_vouch_for_them() -> None:
    space, labels = clouds(600, spread=0.25)
    wrong = np.random.default_rng(3).choice(600, 30, replace=False)
    flip = flipped(labels, wrong)
    alone, heard = label_errors(space, flip), label_errors(hears(space, labels, flip.scene), flip)
    assert heard.doubted
    assert {one.segment_id for one in alone.doubted} == {one.segment_id for one in heard.doubted}


@given(st.integers(1, 4), st.integers(0, 9))
def test_witnesses_are_believed_as_far_as_they_were_right(n: int, seed: int) -> None:
    generator = np.random.default_rng(seed)
    scene = generator.integers(4, size=400)
    guesses = generator.dirichlet(np.ones(4), (n, 400))
    right = np.eye(4)[scene] * 0.9 + 0.025
    said = together([*guesses, right], scene)
    np.testing.assert_allclose(said.sum(axis=1), 1)
    assert (said.argmax(axis=1) == scene).mean() > 0.98
    chances = np.stack([one[np.arange(400), scene] for one in (*guesses, right)])
    believed = shares(chances)
    assert believed.argmax() == n
    np.testing.assert_allclose(believed.sum(), 1)


def test_proposals_are_of_one_scene_and_keep_their_promise() -> None:
    space, labels = clouds(1200, spread=0.4, seed=2)
    known = only(labels, np.arange(0, 1200, 12))
    suggestions = suggest(space, known)
    proposals = propose(space, known, suggestions)
    assert proposals
    seen: set[int] = set()
    right, promised = [], []
    for one in proposals:
        rows = space.rows(one.segment_ids)
        assert not seen & set(one.segment_ids)
        assert set(one.checks) <= set(one.segment_ids)
        assert min(one.confidences) >= 0.8
        seen |= set(one.segment_ids)
        right += (labels.scene[rows] == labels.scenes.index(one.scene)).tolist()
        assert one.expected_error is not None
        promised.append(one.expected_error * len(rows))
    assert seen <= set(space.segment_ids[known.open].tolist())
    assert 1 - np.mean(right) < sum(promised) / len(right) + 0.03 < 0.2


def test_without_suggestions_nothing_is_proposed() -> None:
    space, labels = clouds(60)
    nothing = only(labels, np.arange(3))
    assert propose(space, nothing, suggest(space, nothing)) == []
    assert propose(space, labels, suggest(space, labels)) == []


def test_spot_checks_bound_the_error_as_often_as_they_say() -> None:
    space, labels = clouds(2000, spread=0.8, per_source=1)
    known = only(labels, np.arange(100))
    suggestions = suggest(space, known)
    ids = space.segment_ids[100:].tolist()
    true = float(np.mean(labels.scene[100:] != 0))
    held = []
    for seed in range(100):
        proposal = around(space, known, suggestions, ids, labels.scenes[0], checks=30, seed=seed)
        heard = {one: bool(labels.scene[space.rows([one])[0]] == 0) for one in proposal.checks}
        told = estimate(proposal, {**heard, 1: True})
        assert (told.n_checked, told.n_rest) == (30, len(ids) - 30)
        held.append(told.share.low <= true <= told.share.high)
    assert np.mean(held) > 0.88


@given(st.integers(1, 60), st.data())
def test_the_interval_of_the_rest_covers_whatever_is_wrong(n: int, data: st.DataObject) -> None:
    n_heard, n_wrong = data.draw(st.integers(1, n)), data.draw(st.integers(0, n))
    covered = 0.0
    for heard_wrong in range(max(0, n_heard - (n - n_wrong)), min(n_heard, n_wrong) + 1):
        told = share_of_rest(heard_wrong, n_heard, n)
        assert 0 <= told.low <= told.high <= 1
        rest = (n_wrong - heard_wrong) / max(1, n - n_heard)
        ways = comb(n_wrong, heard_wrong) * comb(n - n_wrong, n_heard - heard_wrong)
        covered += (told.low <= rest + 1e-12 and rest <= told.high + 1e-12) * ways
    assert covered / comb(n, n_heard) >= 0.95


def test_intervals_of_very_many_clips_are_those_of_endless_ones() -> None:
    told = share_of_rest(0, 10, 230_000)
    assert (told.value, told.low) == (0.0, 0.0)
    assert told.high == pytest.approx(1 - 0.025 ** (1 / 10), abs=1e-3)
    some = share_of_rest(3, 10, 1_000_000)
    assert (some.low, some.high) == pytest.approx((0.0667, 0.6525), abs=1e-3)  # Clopper, Pearson
    nothing = share_of_rest(0, 0, 50)
    assert (nothing.low, nothing.high) == (0, 1)
    assert share_of_rest(2, 5, 5).high == 0  # there is no rest


def test_the_first_checks_speak_for_the_rest_as_well() -> None:
    space, labels = clouds(400)
    nothing = only(labels, np.zeros(0, np.int64))
    ids = space.segment_ids.tolist()
    places = [
        ids.index(around(space, nothing, suggest(space, nothing), ids, "bus", seed=seed).checks[0])
        for seed in range(60)
    ]
    assert 120 < np.mean(places) < 280  # not those in the middle of the heap


def test_only_waiting_clips_are_proposed_and_an_unknown_scene_promises_nothing() -> None:
    space, labels = clouds(100)
    known = only(labels, np.arange(40))
    proposal = around(space, known, suggest(space, known), space.segment_ids.tolist(), "new")
    assert set(proposal.segment_ids) == set(space.segment_ids[40:].tolist())
    assert proposal.expected_error is None


def test_applying_is_one_operation_that_leaves_out_what_was_heard_to_be_wrong(
    tmp_path: Path,
) -> None:
    project = Project.create(tmp_path / "project")
    root = project.add_root(tmp_path, tmp_path)
    batch = project.begin_import("made up", tmp_path, "folder")
    project.add_recordings(
        batch,
        root,
        [
            NewRecording(f"{n}.wav", 1, 8000, 1, 8000, "WAV", "PCM_16", source=f"{n}")
            for n in range(60)
        ],
    )
    ids = project.ids()
    space, labels = clouds(60)
    space = replace(space, segment_ids=np.array(ids))
    nothing = only(labels, np.zeros(0, np.int64))
    proposal = around(space, nothing, suggest(space, nothing), ids[:20], "tram")
    wrong = proposal.checks[0]
    assert apply(project, proposal, {wrong: False}) == 19
    assert {clip.segment_id for clip in project.clips(scene="tram")} == set(ids[:20]) - {wrong}
    assert project.undo() == "Label 19 clips as Tram"
    assert not project.clips(scene="tram")
    second = around(space, nothing, suggest(space, nothing), ids[20:30], "bus")
    assert apply_all(project, [proposal, second]) == 30
    assert len(project.clips(scene="bus")) == 10
