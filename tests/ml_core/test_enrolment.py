"""A scene taught from seconds: known at once, bounded by a threshold, honest about its price."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import EMBEDDING_SIZE, RATE_HZ, SCENES, sound, write_tiny_bundle

from ml_core.bundle import Bundle, read_bundle, with_enrolled
from ml_core.enrolment import (
    ScoreSpace,
    add_enrolled,
    enrol,
    extend_enrolled,
    mute_enrolled,
    remove_enrolled,
    rename_enrolled,
    support_from_files,
    support_from_samples,
)
from ml_core.enrolment.scoring import (
    held_out_cosines,
    held_out_support,
    prototypes_of,
    usual_setting,
)
from ml_core.enrolment.support import MOST_KEPT, pack_support, unpack_support
from ml_core.errors import AscError, BundleError, NotEnoughSupport
from ml_core.evaluation.openset import PLAIN_DETECTOR, Prototypes, normalise
from ml_core.live.classifier import SceneClassifier
from ml_core.recordings.decode import write_wav


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    return write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")


@pytest.fixture(scope="module")
def taught(bundle: Bundle, tmp_path_factory: pytest.TempPathFactory) -> Bundle:
    support = support_from_samples(
        bundle, {f"visit {i}": sound("whistle", 6, 40 + i) for i in range(4)}
    )
    result = enrol(bundle, "whistle", support.embeddings, support.groups)
    out = tmp_path_factory.mktemp("taught") / "taught.ascbundle"
    return add_enrolled(bundle, result.enrolled, out)


def scenes_of(bundle: Bundle, samples: np.ndarray, **options: str) -> set[str | None]:
    return {decision.scene for decision in SceneClassifier(bundle, **options).push(samples)}


def test_is_known_at_once_and_the_others_still_are(taught: Bundle) -> None:
    assert scenes_of(taught, sound("whistle", 8, 77)) == {"whistle"}
    for scene in SCENES:
        assert scenes_of(taught, sound(scene, 5, 78)) == {scene}


def test_what_is_far_from_everything_is_unknown(bundle: Bundle, taught: Bundle) -> None:
    # A pure tone resembles neither a scene nor the one that was taught.
    t = np.arange(3 * RATE_HZ) / RATE_HZ
    tone = (0.1 * np.sin(2 * np.pi * 6900 * t)).astype(np.float32)
    assert scenes_of(taught, tone, unknown="strict") == {None}
    assert None not in scenes_of(taught, tone, unknown="off")


def test_survives_the_file_and_keeps_the_fingerprint(bundle: Bundle, taught: Bundle) -> None:
    again = read_bundle(taught.path)
    assert [scene.name for scene in again.enrolled] == ["whistle"]
    assert again.fingerprint == bundle.fingerprint
    assert again.enrolled[0].details["fingerprint"] == bundle.fingerprint


def hums(bundle: Bundle) -> np.ndarray:
    """What the reference has of hums: whoever is taught it takes from them."""
    return bundle.reference.embeddings[bundle.reference.scenes == SCENES.index("hum")]


def test_impact_counts_the_reference_windows_it_would_take(bundle: Bundle) -> None:
    far = enrol(bundle, "whistle", support_from_samples(
        bundle, {str(i): sound("whistle", 4, i) for i in range(3)}).embeddings)  # fmt: skip
    assert set(far.impact) == set(SCENES)
    assert max(far.impact.values()) == 0.0
    assert far.accuracy_before == far.accuracy_after == 1.0
    assert far.recognised > 0.8
    # The same sound as a known scene must take from that scene, and only from it.
    near = enrol(bundle, "another hum", hums(bundle))
    assert near.impact["hum"] > 0.1
    assert near.impact["hiss"] == near.impact["murmur"] == 0.0
    assert near.closest == "hum"
    assert near.closest_cosine > 0.8
    assert near.accuracy_after < near.accuracy_before


def test_only_usable_seconds_count(bundle: Bundle, tmp_path: Path) -> None:
    silence = np.zeros(5 * RATE_HZ, np.float32)
    loud = np.sign(sound("hum", 2, 1)).astype(np.float32)
    write_wav(tmp_path / "a.wav", np.concatenate([silence, sound("whistle", 2, 1), loud]), RATE_HZ)
    support = support_from_files(bundle, [tmp_path / "a.wav"])
    assert support.embeddings.shape == (2, EMBEDDING_SIZE)
    assert support.rejected == {"silent": 5, "clipped": 2}
    with pytest.raises(NotEnoughSupport, match="2 usable seconds"):
        enrol(bundle, "whistle", support.embeddings, support.groups)


@pytest.mark.parametrize("name", ["hum", "HUM", " hum ", "", "  ", "Unknown", "a\nb", "\u202ea"])
def test_a_name_that_is_taken_or_empty_is_refused(bundle: Bundle, name: str) -> None:
    with pytest.raises(AscError, match=r"already|no name|near to no|cannot be seen"):
        enrol(bundle, name, np.ones((5, EMBEDDING_SIZE), np.float32))


def test_teach_twice_rename_and_remove(bundle: Bundle, taught: Bundle, tmp_path: Path) -> None:
    with pytest.raises(AscError, match="already"):
        add_enrolled(taught, taught.enrolled[0], tmp_path / "x.ascbundle")
    renamed = rename_enrolled(taught, "whistle", "Kettle", tmp_path / "renamed.ascbundle")
    assert scenes_of(renamed, sound("whistle", 3, 90)) == {"Kettle"}
    with pytest.raises(AscError, match="already"):
        rename_enrolled(renamed, "Kettle", "hum", tmp_path / "x.ascbundle")
    removed = remove_enrolled(renamed, "Kettle", tmp_path / "removed.ascbundle")
    assert removed.enrolled == ()
    with pytest.raises(AscError, match="No scene"):
        remove_enrolled(removed, "Kettle", tmp_path / "x.ascbundle")
    assert not (tmp_path / "x.ascbundle").exists()
    assert SceneClassifier(removed).scenes == SceneClassifier(bundle).scenes


def test_a_scene_of_another_network_is_refused(taught: Bundle, tmp_path: Path) -> None:
    scene = taught.enrolled[0]
    foreign = type(scene)(
        scene.name, scene.prototype, scene.threshold, scene.n_support,
        {**scene.details, "fingerprint": "0" * 64},
    )  # fmt: skip
    with pytest.raises(BundleError, match="another bundle"):
        SceneClassifier(with_enrolled(taught, [foreign], tmp_path / "foreign.ascbundle"))


def test_scores_are_the_softmax_of_scaled_cosines(taught: Bundle) -> None:
    (decision,) = SceneClassifier(taught).push(sound("hum", 1, 5))
    space = ScoreSpace.of(taught)
    unit = normalise(decision.embedding - space.prototypes.centre)
    logits = space.scale * (space.prototypes.directions @ unit)
    expected = np.exp(logits - logits.max())
    expected /= expected.sum()
    found = list(decision.scores.values())
    np.testing.assert_allclose(sorted(found[:-1]), sorted(expected[:-1]), atol=1e-5)
    assert found[-1] == pytest.approx(expected[-1], abs=1e-5)
    assert list(decision.scores) == [*SCENES, "whistle"]


def test_the_trained_head_tells_trained_scenes_apart(bundle: Bundle, taught: Bundle) -> None:
    stream = np.concatenate([sound(scene, 3, 70 + i) for i, scene in enumerate(SCENES)])
    stream += np.random.default_rng(3).normal(0, 0.3, len(stream)).astype(np.float32)
    before = SceneClassifier(bundle).push(stream)
    after = SceneClassifier(taught, unknown="off").push(stream)
    for old, new in zip(before, after, strict=True):
        known = {scene: new.scores[scene] for scene in SCENES}
        assert sorted(SCENES, key=lambda s: old.scores[s]) == sorted(SCENES, key=known.__getitem__)


def test_cosines_are_handed_out_in_the_order_of_the_head(taught: Bundle) -> None:
    space = ScoreSpace.of(taught)
    cosines = np.array([[0.1, 0.9, 0.2, 0.4], [0.5, 0.4, 0.3, 0.6]], np.float32)
    logits = np.array([[3.0, 1.0, 2.0], [0.0, 0.0, 1.0]])
    expected = np.array([[0.9, 0.1, 0.2, 0.4], [0.4, 0.3, 0.5, 0.6]], np.float32)
    np.testing.assert_array_equal(space.in_order_of_head(cosines, logits), expected)
    assert cosines[0, 0] == np.float32(0.1)


def test_too_far_from_the_enrolled_scene_a_window_may_still_be_a_known_one(taught: Bundle) -> None:
    space = ScoreSpace.of(taught)
    near_both = space.thresholds("normal") + 0.01
    near_both[-1] = space.thresholds("normal")[-1] - 0.01
    scores = np.array([0.1, 0.3, 0.1, 0.5])
    assert space.choose(scores, near_both, "normal") == 1
    assert space.choose(scores, near_both, "off") == 3
    assert space.choose(scores, near_both - 0.5, "normal") is None
    assert space.choose(np.array([0.3, 0.3, 0.3, 0.1]), near_both, "off") == 0  # ties: lower index


def test_what_is_recognised_is_counted_on_recordings_left_out(bundle: Bundle) -> None:
    # Three recordings that contradict each other, none like a known scene: each is near the
    # prototype it helped to make, and far from that of the two others.
    space = ScoreSpace.of(bundle)
    known = space.prototypes.directions
    free = np.linalg.svd(known)[2][len(known) :]
    angles = np.arange(3) * 2 * np.pi / 3
    star = np.stack([np.cos(angles), np.sin(angles), np.full(3, 0.3)], axis=1) @ free[:3]
    support = space.prototypes.centre + np.repeat(star, 2, axis=0)
    groups = ["a", "a", "b", "b", "c", "c"]
    assert enrol(bundle, "star", support, groups).recognised == 0.0


def test_the_scale_is_where_held_out_windows_are_best_explained(taught: Bundle) -> None:
    reference = taught.reference
    cosines = held_out_cosines(reference, prototypes_of(taught)).astype(np.float64)
    rows = np.arange(len(reference.scenes))

    def loss(scale: float) -> float:
        logits = scale * cosines
        logits -= logits.max(axis=1, keepdims=True)
        return -float(np.mean(logits[rows, reference.scenes] - np.log(np.exp(logits).sum(axis=1))))

    scale = ScoreSpace.of(taught).scale
    assert loss(scale) <= min(loss(scale * 0.8), loss(min(200.0, scale * 1.25))) + 1e-9


def test_held_out_cosines_leave_the_window_out_of_its_own_prototype(bundle: Bundle) -> None:
    reference = bundle.reference
    full = prototypes_of(bundle)
    found = held_out_cosines(reference, full)
    unit = normalise(reference.embeddings - full.centre)
    row = 7
    mine = reference.scenes == reference.scenes[row]
    mine[row] = False
    expected = unit[row] @ full.direction(unit[mine])
    assert found[row, reference.scenes[row]] == pytest.approx(expected, abs=1e-6)


def test_held_out_support_leaves_whole_recordings_out() -> None:
    generator = np.random.default_rng(1)
    unit = normalise(generator.standard_normal((9, 4)))
    groups = ["a"] * 2 + ["b"] * 3 + ["c"] * 4
    plain = Prototypes.of(unit, np.zeros(9, int), 1)
    found = held_out_support(unit, groups, plain)
    others = normalise(unit[2:].mean(axis=0))
    np.testing.assert_allclose(found[:2], unit[:2] @ others, atol=1e-6)
    # One recording: five stretches of time.
    found = held_out_support(unit[:5], [""] * 5, plain)
    np.testing.assert_allclose(found[2], unit[2] @ normalise(unit[[0, 1, 3, 4]].mean(axis=0)))


def test_a_muted_place_is_not_heard_until_it_is_again(taught: Bundle, tmp_path: Path) -> None:
    silent = mute_enrolled(taught, "whistle", tmp_path / "muted.ascbundle")
    assert SceneClassifier(silent).scenes == SCENES
    assert "whistle" not in scenes_of(silent, sound("whistle", 4, 77))
    heard = mute_enrolled(silent, "whistle", tmp_path / "heard.ascbundle", muted=False)
    assert scenes_of(heard, sound("whistle", 4, 77)) == {"whistle"}
    assert heard.enrolled[0].prototype == taught.enrolled[0].prototype
    with pytest.raises(AscError, match="No scene"):
        mute_enrolled(taught, "hum", tmp_path / "x.ascbundle")


def test_a_place_learns_more_from_more_recordings(taught: Bundle, tmp_path: Path) -> None:
    more = support_from_samples(taught, {"later": sound("whistle", 8, 55)})
    result = extend_enrolled(taught, "whistle", more.embeddings, more.groups)
    old = taught.enrolled[0]
    assert result.n_support == old.n_support + 8
    assert result.enrolled.details["n_recordings"] == old.details["n_recordings"] + 1
    with pytest.raises(AscError, match="already"):
        add_enrolled(taught, result.enrolled, tmp_path / "x.ascbundle")
    out = add_enrolled(taught, result.enrolled, tmp_path / "more.ascbundle", instead=True)
    assert [scene.n_support for scene in out.enrolled] == [result.n_support]
    # As if it had been taught from all of them at once, but for half precision.
    at_once = enrol(
        replace(taught, enrolled=()), "whistle",
        np.concatenate([unpack_support(old).embeddings, more.embeddings]),
        [*unpack_support(old).groups, *more.groups],
    )  # fmt: skip
    assert at_once.enrolled.prototype == result.enrolled.prototype


def test_support_is_remembered_in_half_precision_and_not_without_end(taught: Bundle) -> None:
    rows = np.random.default_rng(1).normal(size=(MOST_KEPT + 70, EMBEDDING_SIZE)).astype("f4")
    groups = ["a"] * 200 + ["b"] * (len(rows) - 200)
    scene = replace(taught.enrolled[0], details={"support": pack_support(rows, groups)})
    kept = unpack_support(scene)
    assert kept.embeddings.shape == (MOST_KEPT, EMBEDDING_SIZE)
    assert len(set(kept.groups)) == 2
    np.testing.assert_array_equal(kept.embeddings[[0, -1]], rows[[0, -1]].astype("f2"))


@pytest.mark.parametrize(
    "damage",
    [{}, {"float16": "", "recordings": []}, {"float16": "?", "recordings": [0]},
     {"float16": "AAAA", "recordings": [0]}, {"float16": 7, "recordings": [0]},
     {"float16": "AHwA" * 11, "recordings": "x"}, {"recordings": [float("inf")]}],
)  # fmt: skip
def test_support_that_makes_no_sense_is_refused(taught: Bundle, damage: dict) -> None:
    scene = replace(taught.enrolled[0], details={"support": damage})
    with pytest.raises(AscError, match=r"remember|damaged"):
        unpack_support(scene)


def test_how_sure_it_must_be_decides_what_it_takes(bundle: Bundle) -> None:
    found = enrol(bundle, "another hum", hums(bundle))
    never = enrol(bundle, "another hum", hums(bundle), threshold=1.01)
    assert found.taken
    assert set(bundle.reference.scenes[list(found.taken)]) == {SCENES.index("hum")}
    assert never.taken == ()
    assert never.recognised == 0.0
    assert never.threshold == pytest.approx(1.01)
    levels = never.enrolled.details["thresholds"]
    assert levels["lenient"] <= levels["normal"] <= levels["strict"]


def test_a_name_may_change_its_capitals(taught: Bundle, tmp_path: Path) -> None:
    renamed = rename_enrolled(taught, "whistle", "Whistle", tmp_path / "capital.ascbundle")
    assert [scene.name for scene in renamed.enrolled] == ["Whistle"]


def test_bundles_of_before_keep_their_prototypes(bundle: Bundle) -> None:
    """What was taught and fitted to plain prototypes is compared with plain prototypes."""
    old = replace(bundle, manifest=replace(bundle.manifest, detector=PLAIN_DETECTOR))
    reference = bundle.reference
    plain = Prototypes.of(reference.embeddings, reference.scenes, len(SCENES))
    np.testing.assert_array_equal(ScoreSpace.of(old).prototypes.directions, plain.directions)
    new = ScoreSpace.of(bundle).prototypes.directions
    assert np.abs(new - plain.directions).max() > 0.01
    np.testing.assert_allclose(np.linalg.norm(new, axis=1), 1, atol=1e-5)


def test_the_gate_is_on_where_the_bundle_has_its_levels(bundle: Bundle) -> None:
    assert usual_setting(bundle) == SceneClassifier(bundle).unknown == "normal"
    bare = replace(bundle, manifest=replace(bundle.manifest, thresholds={}))
    assert usual_setting(bare) == SceneClassifier(bare).unknown == "off"


def with_certainty(bundle: Bundle, share: float = 1.0) -> Bundle:
    """The same bundle, whose reference says how sure the head was."""
    sure = np.full(len(bundle.reference.scenes), share, np.float32)
    return replace(bundle, reference=replace(bundle.reference, certainty=sure))


def test_where_the_head_is_sure_a_place_takes_less(bundle: Bundle, taught: Bundle) -> None:
    space, plain = ScoreSpace.of(with_certainty(taught)), ScoreSpace.of(taught)
    assert plain.head_weight == 0 < space.head_weight
    cosines = np.array([[0.1, 0.5, 0.2, 0.6]], np.float32)
    chosen = [int(space.scores(cosines, np.array([sure])).argmax()) for sure in (0, 0.5, 1)]
    assert chosen == [3, 3, 1]
    np.testing.assert_allclose(space.scores(cosines), plain.scores(cosines, np.ones(1)))
    # the trained scenes move together: which of them it is does not change
    moved = space.scores(cosines, np.ones(1))[0, :3] / space.scores(cosines)[0, :3]
    np.testing.assert_allclose(moved, moved[0])
    taken = [enrol(with_certainty(bundle, share), "another hum", hums(bundle)).taken
             for share in (0.0, 1.0)]  # fmt: skip
    assert len(taken[1]) < len(taken[0])


def test_the_forecast_of_support_knows_how_sure_the_head_was(bundle: Bundle) -> None:
    told, rows = with_certainty(bundle), hums(bundle)
    sure = enrol(told, "another hum", rows, certainty=np.ones(len(rows)))
    unsure = enrol(told, "another hum", rows, certainty=np.zeros(len(rows)))
    assert sure.recognised < unsure.recognised
    assert sure.enrolled.prototype == unsure.enrolled.prototype
    remembered = unpack_support(sure.enrolled).certainty
    assert remembered is not None
    np.testing.assert_array_equal(remembered, 1)


def test_certainty_survives_the_file_and_older_files_have_none(
    bundle: Bundle, tmp_path: Path
) -> None:
    assert read_bundle(bundle.path).reference.certainty is None
    support = support_from_samples(bundle, {"a": sound("whistle", 6, 1), "b": sound("hum", 2, 1)})
    assert support.certainty is not None
    assert support.certainty.shape == (8,)
    assert ((support.certainty > 1 / len(SCENES)) & (support.certainty <= 1)).all()
    (decision,) = SceneClassifier(bundle).push(sound("hum", 1, 1))
    assert decision.certainty == pytest.approx(max(decision.scores.values()), abs=1e-5)
