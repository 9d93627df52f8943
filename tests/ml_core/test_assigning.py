"""Groups are divided so that every scene comes as near to its share as whole groups allow."""

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from ml_core.datasets.assigning import assign

COUNTS = st.integers(1, 4).flatmap(
    lambda n_scenes: st.lists(
        st.lists(st.integers(0, 9), min_size=n_scenes, max_size=n_scenes), min_size=2, max_size=7
    )
)


def distance(counts: NDArray[np.float64], in_test: NDArray[np.bool_], share: float) -> float:
    """How far off a division is, and above all whether a scene is missing where it need not be."""
    counts = counts[:, counts.sum(axis=0) > 0]
    far = 0.0
    for column in counts.T:
        test, total = column[in_test].sum(), column.sum()
        far += (test - share * total) ** 2 / total
        if (column > 0).sum() > 1 and not 0 < (column > 0)[in_test].sum() < (column > 0).sum():
            far += 1e6
    return far


@given(COUNTS, st.floats(0.05, 0.95), st.integers(0, 3))
def test_no_division_of_few_groups_is_nearer(
    rows: list[list[int]], share: float, seed: int
) -> None:
    counts = np.array(rows, float)
    found = assign(counts, share, seed)
    used = counts.sum(axis=1) > 0
    every = [np.array(sides) for sides in itertools.product((False, True), repeat=len(counts))]
    both = [one for one in every if 0 < one[used].sum() < used.sum()] or every
    far = [distance(counts, one, share) for one in both]
    unbound = min(distance(counts, one, share) for one in every)
    mine = distance(counts, found.in_test, share)
    if unbound == pytest.approx(min(far)):
        assert mine == pytest.approx(min(far))
        near = [
            one[used].tolist() for one, off in zip(both, far, strict=True) if off <= mine + 1e-7
        ]
        if found.only and used.sum() > 1:
            assert len({tuple(one) for one in near}) == 1
    elif used.sum() > 1:  # nearest would be an empty side: then the smallest group gives way
        assert 0 < found.in_test[used].sum() < used.sum()


@given(st.integers(0, 2**32 - 1), st.integers(13, 60), st.integers(1, 4), st.floats(0.1, 0.9))
def test_many_groups_come_near_enough(seed: int, n: int, n_scenes: int, share: float) -> None:
    rng = np.random.default_rng(seed)
    counts = np.zeros((n * n_scenes, n_scenes))
    counts[np.arange(n * n_scenes), np.arange(n * n_scenes) % n_scenes] = rng.integers(
        1, 12, n * n_scenes
    )
    off = np.abs(assign(counts, share, 0).in_test @ counts - share * counts.sum(axis=0))
    assert off.max() <= 1.5


def test_two_groups_a_scene_give_the_smaller_to_the_test() -> None:
    counts = np.zeros((20, 10))
    counts[np.arange(20), np.arange(20) // 2] = np.tile([6, 3], 10)
    found = assign(counts, 0.25, 0)
    assert (found.in_test @ counts).tolist() == [3.0] * 10
    assert found.only
    assert (assign(counts, 0.25, 7).in_test == found.in_test).all()


def test_seeds_choose_among_equals_and_repeat_themselves() -> None:
    counts = np.ones((8, 1))
    found = [tuple(assign(counts, 0.25, seed).in_test) for seed in range(20)]
    assert {sum(one) for one in found} == {2}
    assert len(set(found)) > 5
    assert not assign(counts, 0.25, 0).only
    assert found[3] == tuple(assign(counts, 0.25, 3).in_test)


def test_a_group_a_scene_leaves_something_for_the_test() -> None:
    counts = np.diag([5.0, 3.0, 9.0])
    assert assign(counts, 0.25, 0).in_test.tolist() == [False, True, False]
    assert assign(counts, 0.75, 0).in_test.tolist() == [True, False, True]


def test_groups_without_clips_stay_in_training() -> None:
    counts = np.array([[0.0], [4.0], [4.0], [0.0]])
    found = assign(counts, 0.5, 0)
    assert found.in_test[[0, 3]].tolist() == [False, False]
    assert found.in_test.sum() == 1
    assert not assign(np.zeros((3, 0)), 0.25, 0).in_test.any()
