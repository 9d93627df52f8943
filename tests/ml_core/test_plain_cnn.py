import pytest
import torch
from torch import nn

from ml_core.models import registry
from ml_core.models.plain_cnn import PlainCNN


@pytest.mark.parametrize("shape", [(64, 98), (67, 41)])
def test_any_window_goes_through(shape: tuple[int, int]):
    network = PlainCNN(7, widths=(4, 6, 10)).eval()
    output = network(torch.zeros(2, 1, *shape))
    assert output.embedding.shape == (2, 10)
    assert output.logits.shape == (2, 7)


def test_a_pooling_follows_every_second_convolution():
    layers = [type(layer) for layer in PlainCNN(7, widths=(4, 6, 10, 11)).layers]
    convolution = nn.Sequential
    assert layers == [
        convolution, convolution, nn.MaxPool2d, convolution, convolution, nn.MaxPool2d,
    ]  # fmt: skip


def test_it_keeps_the_limits_of_the_challenge():
    network = registry.find("plain-cnn-120k").build(10, "cosine")
    assert sum(p.numel() for p in network.parameters()) < 128_000
