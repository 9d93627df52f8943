"""Groups of devices: who was heard in training, and TAU's own three."""

import numpy as np
import pytest

from ml_core.evaluation.devices import device_groups, device_spread

TAU = ["a", "b", "c", "s1", "s2", "s3", "s4", "s5", "s6"]


def test_tau_names_have_their_three_groups():
    devices = np.repeat(TAU, 10)
    rng = np.random.default_rng(0)
    correct = rng.random(90) < np.repeat([0.9, 0.8, 0.8, 0.6, 0.6, 0.6, 0.3, 0.3, 0.3], 10)
    found = device_groups(correct, list(devices), TAU[:6])
    assert set(found) == {"seen", "unseen", "real", "simulated_seen", "simulated_unseen"}
    assert found["real"]["devices"] == ["a", "b", "c"]
    assert found["unseen"] == found["simulated_unseen"]
    for group in found.values():
        mine = np.isin(devices, group["devices"])
        assert group["accuracy"] == pytest.approx(correct[mine].mean())
        assert group["n_clips"] == mine.sum()


def test_other_names_are_only_seen_or_unseen():
    correct = np.array([1, 1, 1, 0, 0, 1, 0, 1], bool)
    devices = ["phone", "phone", "phone", "zoom", "pi", "pi", "pi", ""]
    found = device_groups(correct, devices, {"phone", "zoom", "never used"})
    assert set(found) == {"seen", "unseen"}
    assert found["seen"]["devices"] == ["phone", "zoom"]
    assert found["seen"]["accuracy"] == 0.75  # clips count alike
    assert found["seen"]["mean_accuracy"] == 0.5  # devices count alike
    assert found["unseen"]["n_clips"] == 3  # a clip without a device belongs to no group
    assert device_groups(correct, devices) == {}


def test_groups_that_do_not_occur_are_left_out():
    found = device_groups(np.ones(2, bool), ["a", "s5"], {"a", "s5"})
    assert set(found) == {"seen", "real", "simulated_unseen"}
    assert device_groups(np.zeros(0, bool), [], {"a"}) == {}


def test_the_spread_is_the_standard_deviation_of_the_named_devices():
    assert device_spread({"a": 0.2, "b": 0.6, "": 0.9}) == pytest.approx(0.2)
    assert device_spread({"a": 0.2, "": 0.9}) is None
