import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.live.smoothing import PACES, Smoother

CHOICES = st.lists(st.one_of(st.none(), st.integers(0, 2)), min_size=1, max_size=60)


def one_hot(choice: int | None, sure: float = 1.0) -> np.ndarray:
    scores = np.full(3, (1 - sure) / 2)
    if choice is not None:
        scores[choice] = sure
    return scores


@given(choices=CHOICES)
def test_none_passes_everything_through(choices: list[int | None]) -> None:
    smoother = Smoother("none", 1.0)
    for choice in choices:
        scores = one_hot(choice)
        np.testing.assert_array_equal(smoother.average(scores), scores)
        assert smoother.hold(choice, scores) == choice


@given(choices=CHOICES, smoothing=st.sampled_from(["steady", "quick"]), hop_s=st.floats(0.25, 2.0))
def test_a_decision_stands_for_its_dwell(
    choices: list[int | None], smoothing: str, hop_s: float
) -> None:
    smoother = Smoother(smoothing, hop_s)
    shown = [smoother.hold(choice, one_hot(choice)) for choice in choices]
    changes = [i for i in range(1, len(shown)) if shown[i] != shown[i - 1]]
    for earlier, later in zip([0, *changes], changes, strict=False):
        assert (later - earlier) * hop_s >= PACES[smoothing].dwell_s
        assert shown[later] == choices[later]


@pytest.mark.parametrize(("smoothing", "after_s"), [("quick", 2.0), ("steady", 5.0)])
def test_follows_a_real_change(smoothing: str, after_s: float) -> None:
    smoother = Smoother(smoothing, 0.5)
    shown = []
    for truth in [0] * 20 + [1] * 20:
        scores = smoother.average(one_hot(truth, 0.9))
        shown.append(smoother.hold(int(np.argmax(scores)), scores))
    assert shown[:20] == [0] * 20
    changed = shown.index(1)
    assert 20 < changed <= 20 + after_s / 0.5
    assert shown[changed:] == [1] * (40 - changed)


def test_a_lead_below_the_margin_changes_nothing() -> None:
    smoother = Smoother("steady", 1.0)
    smoother.hold(0, one_hot(0))
    for _ in range(10):
        assert smoother.hold(1, np.array([0.46, 0.5, 0.04])) == 0
    assert smoother.hold(1, np.array([0.3, 0.6, 0.1])) == 1


def test_average_is_the_exponential_one() -> None:
    smoother = Smoother("quick", 0.6)
    keep = np.exp(-0.6 / 1.2)
    assert smoother.average(np.array([1.0]))[0] == 1.0
    assert smoother.average(np.array([0.0]))[0] == pytest.approx(keep)
    assert smoother.average(np.array([0.0]))[0] == pytest.approx(keep**2)
