import numpy as np
import pytest

from ml_core.evaluation.calibration import (
    fit_clip_temperature,
    fit_temperature,
    is_at_bound,
    temperatures_of_others,
)
from ml_core.evaluation.metrics import ece, log_loss, softmax


def draw(temperature: float):
    generator = np.random.default_rng(7)
    logits = generator.normal(size=(4000, 6)) * 2
    chances = softmax(logits / temperature)
    truth = (chances.cumsum(axis=1) < generator.random((4000, 1))).sum(axis=1)
    return logits, truth


@pytest.mark.parametrize("temperature", [0.5, 1.0, 3.0])
def test_the_temperature_that_made_the_answers_is_found(temperature):
    logits, truth = draw(temperature)
    found = fit_temperature(logits, truth)
    assert found == pytest.approx(temperature, rel=0.1)
    assert ece(truth, softmax(logits / found)) < 0.03


def test_it_is_a_minimum():
    logits, truth = draw(2.0)
    found = fit_temperature(logits, truth)
    best = log_loss(truth, softmax(logits / found))
    for other in (found * 0.9, found * 1.1):
        assert best < log_loss(truth, softmax(logits / other))


def test_without_clips_nothing_is_changed():
    assert fit_temperature(np.zeros((0, 4)), np.zeros(0, dtype=int)) == 1.0


def test_a_device_gets_the_temperature_of_the_others():
    """One device far too sure of itself changes the temperature of the rest, not its own."""
    logits, truth = draw(1.0)
    devices = np.repeat(["a", "b", "c", "loud"], 1000)
    hot = np.where((devices == "loud")[:, None], 4 * logits, logits)
    alone = np.arange(4000)  # clips of one window
    found = temperatures_of_others(hot, alone, truth, list(devices))
    assert found["loud"] == pytest.approx(1.0, rel=0.1)
    assert found["a"] == pytest.approx(fit_temperature(hot[1000:], truth[1000:]), rel=1e-3)
    assert min(found[name] for name in "abc") > 1.1
    assert temperatures_of_others(logits, alone, truth, ["a"] * 4000) == {"a": 1.0}


def test_clips_of_many_windows_want_another_temperature_than_their_windows():
    """Windows of a clip differ: each is as sure as it may be, their mean is far too unsure."""
    generator = np.random.default_rng(3)
    n, n_windows = 400, 8
    truth = generator.integers(0, 5, n)
    clip = np.repeat(np.arange(n), n_windows)
    logits = generator.normal(size=(len(clip), 5)) * 2 + 2.0 * np.eye(5)[truth[clip]]
    windows, clips = fit_temperature(logits, truth[clip]), fit_clip_temperature(logits, clip, truth)
    assert clips < 0.8 * windows

    def clip_ece(temperature: float) -> float:
        return ece(truth, softmax(logits / temperature).reshape(n, n_windows, 5).mean(axis=1))

    assert clip_ece(clips) < clip_ece(1.0) - 0.05
    assert clip_ece(windows) > clip_ece(1.0)  # what made it worse


def test_a_fit_that_ran_to_the_end_is_known():
    """Answers that are all right want no doubt, answers of chance no certainty."""
    logits, truth = draw(1.0)
    easy = np.eye(6)[truth] * 0.5
    assert is_at_bound(fit_temperature(easy, truth))
    assert is_at_bound(fit_temperature(logits, np.random.default_rng(1).permutation(truth)))
    assert not is_at_bound(fit_temperature(logits, truth))
    assert is_at_bound(fit_clip_temperature(easy, np.arange(4000), truth))
