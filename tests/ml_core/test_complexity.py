"""Counts against the published ones and against torchinfo."""

from dataclasses import asdict

import pytest
import torchinfo

from ml_core import recipes
from ml_core.frontend.spec import FRONT_ENDS
from ml_core.models import complexity, registry

PUBLISHED = {
    "cp-mobile-126k": (126_952, 28_893_268),
    "cp-mobile-dcase24": (61_148, 29_419_156),
    "cp-mobile-6k": (6_086, 1.46e6),
    "cp-mobile-12k": (12_252, 4.53e6),
    "cp-mobile-30k": (30_002, 9.84e6),
    "cp-mobile-54k": (54_168, 17.06e6),
    "cp-resnet-128k": (127_684, 28.84e6),
    "cp-resnet": (3_956_628, 5.44e9),
    # with a classifier of ten scenes more than the pre-trained file
    "beats": (90_311_792 + 7_690, 4.34e9),
    "passt": (85_358_612, 9.36e9),
    "tf-sepnet-64": (126_858, 29_419_648),
    "tf-sepnet-64-depth16": (126_858, 32.0e6),
    "ds-flexinet-sm1": (13_730, 3.885e6),
    "ds-flexinet-sm2": (30_610, 8.255e6),
    "ds-flexinet-sm3": (55_170, 14.352e6),
    "ds-flexinet-sm4": (125_966, 23.046e6),
    # torchinfo counts biases too, which 69.2 MMAC leaves out
    "yamnet": (3_729_481, 69.78e6),
}

# torchinfo counts a linear layer once, however many tokens it is used for.
TRANSFORMERS = ("beats", "passt")
LARGE = 10_000_000  # parameters
NAMES = [
    pytest.param(name, marks=[pytest.mark.slow] if table["parameters"] > LARGE else [])
    for name, table in sorted(recipes.networks().items())
]


@pytest.mark.parametrize(
    "name", [case for case in NAMES if case.values[0] in PUBLISHED], ids=lambda name: name
)
def test_counts_are_the_published_ones(name: str):
    parameters, macs = PUBLISHED[name]
    counted = complexity.published(name)
    assert counted.parameters == parameters
    assert counted.macs == pytest.approx(macs, rel=0 if isinstance(macs, int) else 2e-3)
    assert counted.bytes == 4 * parameters


@pytest.mark.parametrize("head", ["cosine", "published"])
@pytest.mark.parametrize("name", [case for case in NAMES if case.values[0] not in TRANSFORMERS])
def test_macs_equal_torchinfo(name: str, head: str):
    network = registry.find(name)
    model = network.build(network.published_outputs, head)
    shape = (1, *network.published_shape)
    summary = torchinfo.summary(model, (1, *shape), verbose=0)
    assert complexity.count(model, shape).macs == summary.total_mult_adds


def test_the_table_of_networks_names_every_network():
    """After a change: python -m ml_core.stages.sizes."""
    assert set(recipes.networks()) == set(registry.NETWORKS)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_of_networks_is_up_to_date(name: str):
    counted, network = complexity.published(name), registry.NETWORKS[name]
    role = (
        "teacher" if name in registry.TEACHERS
        else "student" if name in registry.STUDENTS else "ablation"
    )  # fmt: skip
    row = dict(recipes.networks()[name])
    int8 = [row.pop(key, None) for key in ("int8_bytes", "int8_macs")]
    assert all(int8) == (role != "teacher")
    assert row == {
        "role": role,
        **asdict(counted),
        "outputs": network.published_outputs,
        "input": list(network.published_shape),
    }


@pytest.mark.parametrize(
    "front_end", ["short-16k", "cp-mobile-32k", "cp-resnet-16k", "dcase24-32k"]
)
@pytest.mark.parametrize("name", ["cp-mobile-30k", "ds-flexinet-sm2", "cp-resnet-128k"])
def test_costs_through_another_front_end(name: str, front_end: str):
    """As counted there, but for odd numbers of frames, which strides round up."""
    spec, network = FRONT_ENDS[front_end], registry.find(name)
    shape = (1, spec.n_mels, spec.n_frames(spec.sample_rate_hz))
    model = network.build(network.published_outputs, "published")
    counted, row = complexity.count(model, shape), recipes.networks(front_end)[name]
    assert row["macs"] == pytest.approx(counted.macs, rel=0.08)
    assert row["peak_activation_bytes"] == pytest.approx(counted.peak_activation_bytes, rel=0.08)
    assert row["parameters"] == counted.parameters


def test_the_limits_of_the_challenge():
    assert complexity.published("cp-mobile-126k").within_dcase
    assert not complexity.published("yamnet").within_dcase
