"""Parts of a batch, computed twice, give what the whole batch gives."""

from typing import NamedTuple

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.training.contrastive import soft_supcon
from ml_core.training.micro_batches import in_micro_batches


class Said(NamedTuple):
    embedding: Tensor
    logits: Tensor


class Small(nn.Module):
    """Two layers; ``between`` is what happens between them."""

    def __init__(self, between: nn.Module) -> None:
        super().__init__()
        self.first, self.between, self.last = nn.Linear(12, 8), between, nn.Linear(8, 3)
        self.largest = 0

    def forward(self, log_mel: Tensor) -> Said:
        self.largest = max(self.largest, len(log_mel))
        embedding = self.between(F.relu(self.first(log_mel.flatten(1))))
        return Said(embedding, self.last(embedding))


def gradients(network: nn.Module, log_mel: Tensor, size: int) -> tuple[Tensor, list[Tensor]]:
    torch.manual_seed(5)
    said = in_micro_batches(network, log_mel, size)
    scene = torch.arange(len(log_mel)) % 3
    z = F.normalize(said.embedding, dim=1)
    loss = soft_supcon(z, F.one_hot(scene).float(), temperature=0.1)
    loss = loss + F.cross_entropy(said.logits, scene)
    return loss.detach(), list(torch.autograd.grad(loss, list(network.parameters())))


@pytest.fixture
def log_mel() -> Tensor:
    torch.manual_seed(2)
    return torch.randn(11, 1, 3, 4)


@pytest.mark.parametrize("size", [1, 4, 10, 11, 99])
def test_gradients_are_those_of_the_whole_batch(log_mel: Tensor, size: int):
    network = Small(nn.LayerNorm(8))
    (whole, expected), (loss, found) = (gradients(network, log_mel, n) for n in (0, size))
    torch.testing.assert_close(loss, whole)
    for one, other in zip(found, expected, strict=True):
        torch.testing.assert_close(one, other, atol=1e-5, rtol=0)


def test_no_more_windows_are_computed_at_a_time(log_mel: Tensor):
    network = Small(nn.Identity())
    gradients(network, log_mel, 4)
    assert network.largest == 4
    network.largest = 0
    with torch.no_grad():
        said = in_micro_batches(network, log_mel, 3)
    assert network.largest == 3
    torch.testing.assert_close(said.logits, network(log_mel).logits)


@pytest.mark.parametrize("size", range(3, 17))
def test_no_window_is_left_alone_with_a_batch_norm(size: int):
    for n_windows in range(2, 40):
        network = Small(nn.BatchNorm1d(8)).train()
        said = in_micro_batches(network, torch.randn(n_windows, 1, 3, 4), size)
        assert len(said.logits) == n_windows
        assert network.largest <= size or n_windows <= size


def test_what_is_dropped_is_dropped_both_times(log_mel: Tensor):
    """With every unit dropped or kept alike, the gradient is that of the units that were kept."""
    network = Small(nn.Dropout(0.5)).train()
    torch.manual_seed(5)
    said = in_micro_batches(network, log_mel, 4)
    kept = said.embedding != 0
    (found,) = torch.autograd.grad(said.embedding.sum(), [network.first.bias])
    torch.testing.assert_close(found, 2.0 * kept.sum(dim=0))  # kept units are doubled


def test_other_seeds_drop_other_units(log_mel: Tensor):
    network = Small(nn.Dropout(0.5)).train()
    parts = []
    for seed in (5, 5, 6):
        torch.manual_seed(seed)
        parts.append(in_micro_batches(network, log_mel, 4).embedding)
    assert torch.equal(parts[0], parts[1])
    assert not torch.equal(parts[0], parts[2])


def test_running_statistics_move_once_per_part(log_mel: Tensor):
    twice, once = Small(nn.BatchNorm1d(8)).train(), Small(nn.BatchNorm1d(8)).train()
    once.load_state_dict(twice.state_dict())
    gradients(twice, log_mel, 4)
    with torch.no_grad():
        for part in log_mel.split([4, 4, 3]):
            once(part)
    for (name, one), other in zip(
        twice.state_dict().items(), once.state_dict().values(), strict=True
    ):
        torch.testing.assert_close(one, other, msg=name)
