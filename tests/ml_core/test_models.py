"""Every network: shapes, gradients, heads."""

import pytest
import torch

from ml_core import recipes
from ml_core.errors import RecipeError
from ml_core.models import registry
from ml_core.models.cp_mobile import CPMobile, GlobalResponseNorm
from ml_core.models.yamnet import YAMNet

K, B = 3, 2
CONTRACT = {
    "beats", "passt", "yamnet", "cp-resnet", "cp-resnet-128k", "cp-mobile-6k", "cp-mobile-12k",
    "cp-mobile-30k", "cp-mobile-54k", "cp-mobile-126k", "cp-mobile-dcase24", "tf-sepnet-64",
    "ds-flexinet-sm1", "ds-flexinet-sm2", "ds-flexinet-sm3", "ds-flexinet-sm4",
}  # fmt: skip
LARGE = 10_000_000  # parameters
NAMES = [  # those of the registry: test_complexity compares them
    pytest.param(name, marks=[pytest.mark.slow] if table["parameters"] > LARGE else [])
    for name, table in sorted(recipes.networks().items())
]


def test_the_registry_names_what_the_contract_names():
    assert set(registry.NETWORKS) >= CONTRACT
    assert not set(registry.ABLATIONS) & set(registry.STUDENTS)
    with pytest.raises(RecipeError, match="cp-mobile-7k"):
        registry.build_student("cp-mobile-7k", K)
    with pytest.raises(RecipeError, match="head"):
        registry.build_student("cp-mobile-6k", K, head="square")


@pytest.mark.parametrize("head", ["cosine", "published"])
@pytest.mark.parametrize("name", NAMES)
def test_every_network_goes_forward_and_back(name: str, head: str):
    torch.manual_seed(0)
    network = registry.build_teacher(name, K, head)
    spec = registry.find(name).front_end
    n_frames = spec.n_frames(registry.find(name).window_samples)
    output = network(torch.randn(B, 1, spec.n_mels, n_frames))
    assert output.logits.shape == (B, K)
    assert output.embedding.shape == (B, network.embedding_size)
    # both outputs: Fixup starts CP-ResNet's second convolutions at zero, which still learn
    (output.logits.square().sum() + output.embedding.square().sum()).backward()
    assert all(p.grad is not None for p in network.parameters() if p.requires_grad)


def test_cosine_logits_are_bounded_and_the_embedding_is_before_the_norm():
    network = registry.build_student("cp-mobile-6k", K).eval()
    x = torch.randn(B, 1, 256, 64)
    output = network(x)
    assert output.logits.abs().max() <= 56 + 1e-4
    pooled = network.blocks(network.stem(x)).mean(dim=(2, 3))  # type: ignore[operator]
    torch.testing.assert_close(output.embedding, pooled)


def test_the_base_width_of_cp_mobile_is_made_divisible_first():
    # 12 is 16 to the authors: the stem has 4 and 16 channels, the second stage 16 * 1.5
    network = CPMobile(K, base=12, multiplier=1.5, expansion=2.0)
    convolutions = [m for m in network.modules() if isinstance(m, torch.nn.Conv2d)]
    assert [c.out_channels for c in convolutions[:2]] == [4, 16]
    assert network.embedding_size == 40  # 16 * 2.25, where 12 * 2.25 would give 32


def test_grn_starts_as_the_identity_and_survives_silence():
    grn = GlobalResponseNorm()
    x = torch.randn(B, 5, 7, 3)
    assert torch.equal(grn(x), x)
    silent = torch.zeros(B, 5, 7, 3, requires_grad=True)
    grn(silent).sum().backward()
    assert silent.grad is not None
    assert torch.isfinite(silent.grad).all()


def test_yamnet_hears_long_clips_as_the_mean_of_patches():
    torch.manual_seed(0)
    network = YAMNet(K).eval()
    x = torch.randn(1, 1, 64, 96 + 48)
    both = network(x).embedding
    first, second = network(x[..., :96]).embedding, network(x[..., 48:]).embedding
    torch.testing.assert_close(both, (first + second) / 2)
