"""Counts against the published ones and against torchinfo."""

import pytest
import torchinfo

from ml_core import recipes
from ml_core.models import complexity, registry

PUBLISHED = {
    "cp-mobile-126k": (126_952, 28_893_268),
    "cp-mobile-dcase24": (61_148, 29_419_156),
    "cp-mobile-6k": (6_086, 1.46e6),
    "cp-mobile-12k": (12_252, 4.53e6),
    "cp-mobile-30k": (30_002, 9.84e6),
    "cp-mobile-54k": (54_168, 17.06e6),
    "cp-resnet-128k": (127_684, 28.84e6),
    # torchinfo counts biases too, which 69.2 MMAC leaves out
    "yamnet": (3_729_481, 69.78e6),
}


@pytest.mark.parametrize("name", sorted(registry.NETWORKS))
def test_counts_are_the_published_ones(name: str):
    parameters, macs = PUBLISHED[name]
    counted = complexity.published(name)
    assert counted.parameters == parameters
    assert counted.macs == pytest.approx(macs, rel=0 if isinstance(macs, int) else 1e-3)
    assert counted.bytes == 4 * parameters


@pytest.mark.parametrize("head", ["cosine", "published"])
@pytest.mark.parametrize("name", sorted(registry.NETWORKS))
def test_macs_equal_torchinfo(name: str, head: str):
    network = registry.find(name)
    model = network.build(network.published_outputs, head)
    shape = (1, *network.published_shape)
    summary = torchinfo.summary(model, (1, *shape), verbose=0)
    assert complexity.count(model, shape).macs == summary.total_mult_adds


def test_the_table_of_networks_is_up_to_date():
    """After a change: python -m ml_core.models.complexity."""
    written = {name: dict(table) for name, table in recipes.networks().items()}
    for name, network in registry.NETWORKS.items():
        counted = complexity.published(name)
        table = written.pop(name)
        assert table["parameters"] == counted.parameters
        assert table["macs"] == counted.macs
        assert table["bytes"] == counted.bytes
        assert table["peak_activation_bytes"] == counted.peak_activation_bytes
        assert table["role"] == ("teacher" if name in registry.TEACHERS else "student")
        assert tuple(table["input"]) == network.published_shape
    assert not written


def test_the_limits_of_the_challenge():
    assert complexity.published("cp-mobile-126k").within_dcase
    assert not complexity.published("yamnet").within_dcase
