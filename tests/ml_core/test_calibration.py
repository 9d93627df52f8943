import numpy as np
import pytest

from ml_core.evaluation.calibration import fit_temperature, temperatures_of_others
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
    found = temperatures_of_others(hot, truth, list(devices))
    assert found["loud"] == pytest.approx(1.0, rel=0.1)
    assert found["a"] == pytest.approx(fit_temperature(hot[1000:], truth[1000:]))
    assert min(found[name] for name in "abc") > 1.1
    assert temperatures_of_others(logits, truth, ["a"] * 4000) == {"a": 1.0}
