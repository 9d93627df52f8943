"""BEATs, PaSST and CP-ResNet beyond what the goldens show: training, lengths, distances."""

import math

import pytest
import torch
from torch import Tensor

from ml_core.errors import RecipeError
from ml_core.models.beats import BEATs, BeatsConfig, distance_buckets
from ml_core.models.cp_resnet import FULL, LOW_COMPLEXITY, Shape
from ml_core.models.passt import PaSST
from tests.ml_core.official_files import BEATS_CFG

K, B = 3, 2


def small_beats(**changes: object) -> BEATs:
    torch.manual_seed(0)
    return BEATs(K, BeatsConfig.from_cfg(BEATS_CFG | changes))


def small_passt(**options: int) -> PaSST:
    torch.manual_seed(0)
    return PaSST(K, size=24, depth=2, n_heads=4, **options)


def heard(n_frames: int, n_bands: int = 128) -> Tensor:
    return torch.randn(B, 1, n_bands, n_frames, generator=torch.Generator().manual_seed(1))


def slow_bucket(distance: int, n_buckets: int, max_distance: int) -> int:
    """Section 2 of the reference, one number at a time."""
    side, single = n_buckets // 2, n_buckets // 4
    size = abs(distance)
    if size >= single:
        octave = math.log(size / single) / math.log(max_distance / single)
        size = min(side - 1, single + math.floor(octave * (side - single)))
    return size + (side if distance > 0 else 0)


@pytest.mark.parametrize(("n_buckets", "max_distance"), [(320, 800), (32, 100), (8, 11)])
def test_distances_fall_into_their_buckets(n_buckets: int, max_distance: int) -> None:
    found = distance_buckets(250, n_buckets, max_distance)
    for query in (0, 120, 249):
        expected = [slow_bucket(key - query, n_buckets, max_distance) for key in range(250)]
        assert found[query].tolist() == expected


@pytest.mark.parametrize("n_frames", [16, 17, 98, 333])
def test_beats_hears_any_length_of_at_least_one_patch(n_frames: int) -> None:
    network = small_beats().eval()
    tokens = network.tokens(heard(n_frames))
    assert tokens.shape == (B, (n_frames // 16) * 8, 48)
    torch.testing.assert_close(network(heard(n_frames)).embedding, tokens.mean(dim=1))
    with pytest.raises(ValueError, match="16 frames"):
        network(heard(15))


def test_frames_that_fill_no_patch_are_not_heard() -> None:
    network = small_beats().eval()
    x = heard(98)
    loud = x.clone()
    loud[..., 96:] = 100.0
    assert torch.equal(network(x).logits, network(loud).logits)


@pytest.mark.parametrize("changes", [
    {}, {"deep_norm": False, "layer_norm_first": True}, {"gru_rel_pos": False},
    {"relative_position_embedding": False, "gru_rel_pos": False},
    {"conv_bias": True, "activation_fn": "relu"},
    {"embed_dim": 48}, {"conv_pos": 15, "dropout": 0.1, "attention_dropout": 0.1},
])  # fmt: skip
def test_every_parameter_of_every_kind_of_beats_learns(changes: dict[str, object]) -> None:
    network = small_beats(**changes, encoder_layerdrop=0.0).train()
    output = network(heard(64))
    (output.logits.square().sum() + output.embedding.cos().sum()).backward()
    silent = [n for n, p in network.named_parameters() if p.grad is None or not p.grad.any()]
    assert all(name.endswith("attention.key.bias") for name in silent)  # softmax ignores it


def test_layer_drop_is_decided_by_the_seed() -> None:
    network = small_beats(encoder_layerdrop=0.5).train()

    def outcome(seed: int) -> Tensor:
        torch.manual_seed(seed)
        return network(heard(48)).embedding

    outcomes = [outcome(seed) for seed in range(12)]
    assert torch.equal(outcome(3), outcomes[3])
    assert len({float(o.detach()[0, 0]) for o in outcomes}) > 2
    network.eval()
    assert torch.equal(outcome(0), outcome(1))


def count_tokens(network: PaSST, x: Tensor) -> int:
    counts: list[int] = []
    hook = network.blocks[0].register_forward_hook(lambda *said: counts.append(said[2].shape[1]))
    network(x)
    hook.remove()
    return counts[0]


@pytest.mark.parametrize(("bands", "frames"), [(0, 0), (6, 0), (0, 4), (3, 2)])
def test_patchout_leaves_rows_and_columns_out_in_training_only(bands: int, frames: int) -> None:
    network = small_passt(patchout_bands=bands, patchout_frames=frames)
    assert count_tokens(network.train(), heard(100)) == 2 + (12 - bands) * (9 - frames)
    assert count_tokens(network.eval(), heard(100)) == 2 + 12 * 9


def test_patchout_and_place_in_time_are_decided_by_the_seed() -> None:
    network = small_passt(patchout_bands=6, patchout_frames=2).train()

    def outcome(seed: int) -> Tensor:
        torch.manual_seed(seed)
        return network(heard(100)).embedding

    assert torch.equal(outcome(1), outcome(1))
    assert not torch.equal(outcome(1), outcome(2))
    network.patchout_bands = network.patchout_frames = 0  # only the place in time is left
    assert not torch.equal(outcome(1), outcome(2))
    network.eval()
    assert torch.equal(outcome(1), outcome(2))


def test_patchout_of_nothing_left_is_refused() -> None:
    network = small_passt(patchout_frames=9).train()
    with pytest.raises(RecipeError, match="patchout_frames"):
        network(heard(100))


def test_passt_hears_ten_seconds_and_no_more() -> None:
    network = small_passt().eval()
    long = heard(1200)
    assert torch.equal(network(long).logits, network(long[..., :1010]).logits)
    assert not torch.equal(network(long).logits, network(long[..., :900]).logits)
    for x in (heard(15), heard(100, n_bands=64)):
        with pytest.raises(ValueError, match="PaSST"):
            network(x)


def test_passt_s_classifier_sees_the_embedding() -> None:
    network = small_passt().eval()
    output = network(heard(100))
    torch.testing.assert_close(network.classifier(output.embedding), output.logits)
    (output.logits.square().sum()).backward()
    learning = {n for n, p in network.named_parameters() if p.grad is not None}
    still = {n for n, p in network.named_parameters() if not p.requires_grad}
    assert still == {"head_dist.weight", "head_dist.bias"}
    assert learning | still == {n for n, _ in network.named_parameters()}


def published_kernels(rho: int, rho_0: int, n: int) -> list[list[tuple[int, int]]]:
    """The formula of section 6.1 for ``n`` blocks per stage, kernel by kernel."""
    x = rho - rho_0
    first = [(3, 1)]
    first += [(3 - 2 * (-x > 2 * (n - i)), 3 - 2 * (-x > 2 * (n - i) - 1)) for i in range(1, n)]
    second = [(3 - 2 * (-x > 0), 1 + 2 * (x > 0))]
    second += [(1 + 2 * (x > 2 * i - 1), 1 + 2 * (x > 2 * i)) for i in range(1, n)]
    third = [(1 + 2 * (x > 2 * (n + i) - 1), 1 + 2 * (x > 2 * (n + i))) for i in range(n)]
    return [first, second, third]


@pytest.mark.parametrize("rho", range(12))
@pytest.mark.parametrize("like", [LOW_COMPLEXITY, FULL], ids=["128k", "full"])
def test_kernels_follow_the_published_formula(like: Shape, rho: int) -> None:
    shape = Shape(
        widths=(8, 8, 8), n_blocks=(like.grid,) * 3, groups=(1, 1, 1), pools={}, rho=rho,
        grid=like.grid, rho_0=like.rho_0,
    )  # fmt: skip
    assert shape.kernels() == published_kernels(rho, like.rho_0, like.grid)
