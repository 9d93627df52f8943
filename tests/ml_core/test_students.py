"""TF-SepNet, DS-FlexiNet and the heads: layouts, published sizes, the authors' keys."""

import pytest
import torch
from torch import nn

from ml_core.errors import RecipeError
from ml_core.models import complexity, official, registry
from ml_core.models.ds_flexinet import DSFlexiNet
from ml_core.models.heads import build_head
from ml_core.models.tf_sepnet import TFSepNet, TimeFrequencyConvolutions

K, B = 3, 2
# Chen et al., arXiv 2412.20722, table of models: thousands of parameters, millions of MACs.
FLEXINET_PUBLISHED = {
    "sm1": (13.76, 3.88), "sm2": (30.69, 8.27), "sm3": (54.98, 14.34), "sm4": (126.12, 23.03),
}  # fmt: skip
FLEXINET_DISTANCE = {  # stated in per cent: parameters, MACs of convolutions and linear layers
    "sm1": (-0.20, 0.11), "sm2": (-0.26, -0.20), "sm3": (0.34, 0.07), "sm4": (-0.12, 0.06),
}  # fmt: skip


@pytest.mark.parametrize("size", sorted(FLEXINET_PUBLISHED))
def test_flexinet_is_as_near_to_the_paper_as_stated(size: str):
    name = f"ds-flexinet-{size}"
    counted = complexity.published(name)
    network = registry.build_student(name, 10, "published")
    norms = [m for m in network.modules() if isinstance(m, nn.BatchNorm2d)]
    macs = counted.macs - sum(2 * norm.num_features for norm in norms)
    thousands, millions = FLEXINET_PUBLISHED[size]
    # the published numbers are rounded to two digits: half a unit of the last one
    parameter_slack, mac_slack = 0.5 / thousands, 0.5 / millions
    of_parameters, of_macs = FLEXINET_DISTANCE[size]
    distance = 100 * (counted.parameters / (1e3 * thousands) - 1)
    assert distance == pytest.approx(of_parameters, abs=0.01 + parameter_slack)
    assert 100 * (macs / (1e6 * millions) - 1) == pytest.approx(of_macs, abs=0.01 + mac_slack)


@pytest.mark.parametrize(("norm", "extra"), [("rn", 1), ("batchnorm", 2), ("resnorm", 0)])
def test_the_norm_of_flexinet_costs_so_many_parameters_per_channel(norm: str, extra: int):
    widths = (8, 12, 16)
    sizes = {
        name: sum(p.numel() for p in DSFlexiNet(K, widths=widths, norm=name).parameters())  # type: ignore[arg-type]
        for name in (norm, "resnorm")
    }
    assert sizes[norm] - sizes["resnorm"] == extra * (8 + 8 + 12 + 16)


def test_flexinet_halves_the_map_in_the_stem_twice_and_in_every_stage():
    network = DSFlexiNet(K, widths=(8, 12, 16)).eval()
    x = network.stem(torch.randn(B, 1, 256, 64))
    assert x.shape == (B, 8, 64, 16)
    assert network.blocks(x).shape == (B, 16, 8, 2)


@pytest.mark.parametrize("depth", [16, 17])
@pytest.mark.parametrize("base", [4, 8, 20])
@pytest.mark.parametrize("norm", ["resnorm", "adaresnorm", "none"])
def test_sepnet_of_any_width_and_depth(base: int, depth: int, norm: str):
    network = TFSepNet(K, base=base, depth=depth, norm=norm)  # type: ignore[arg-type]
    output = network(torch.randn(B, 1, 64, 48))
    assert output.logits.shape == (B, K)
    assert output.embedding.shape == (B, int(2.5 * base)) == (B, network.embedding_size)
    maps = network.blocks(network.stem(torch.randn(B, 1, 128, 64)))
    assert maps.shape[2:] == ((4, 2) if depth == 17 else (8, 4))
    output.logits.square().sum().backward()
    assert all(p.grad is not None for p in network.parameters())


def test_sepnet_refuses_what_it_cannot_be():
    for sizes in ({"base": 6}, {"base": 0}, {"depth": 15}, {"norm": "layer"}):
        with pytest.raises(RecipeError, match="TF-SepNet"):
            TFSepNet(K, **sizes)
    with pytest.raises(RecipeError, match="DS-FlexiNet"):
        DSFlexiNet(K, norm="layer")  # type: ignore[arg-type]


def test_channels_are_shuffled_and_both_halves_are_heard():
    """With silent mixing a block only reorders its channels: 0, h, 1, h + 1, ..."""
    block = TimeFrequencyConvolutions(8, 8).eval()
    for mix in (block.band_mix, block.frame_mix):
        nn.init.zeros_(mix[0].weight)  # type: ignore[arg-type]
    x = torch.arange(8.0).view(1, 8, 1, 1).expand(B, 8, 5, 3)
    assert block(x)[0, :, 0, 0].tolist() == [0, 4, 1, 5, 2, 6, 3, 7]


def test_each_half_broadcasts_along_its_own_axis():
    block = TimeFrequencyConvolutions(8, 8).eval()
    x = torch.randn(B, 8, 5, 3)
    order = [0, 4, 1, 5, 2, 6, 3, 7]
    added = block(x) - x[:, order]
    along_bands, along_frames = added.chunk(2, dim=1)
    torch.testing.assert_close(along_bands, along_bands[:, :, :1].expand_as(along_bands))
    torch.testing.assert_close(along_frames, along_frames[..., :1].expand_as(along_frames))
    assert along_bands.std(dim=3).max() > 0
    assert along_frames.std(dim=2).max() > 0


def published_keys(network: TFSepNet) -> dict[str, torch.Tensor]:
    """Our state dict in the authors' key layout, as a released file has it."""
    parts = {
        "widen": "trans_conv", "band_filter": "freq_dw_conv", "band_mix": "freq_pw_conv",
        "frame_filter": "temp_dw_conv", "frame_mix": "temp_pw_conv",
    }  # fmt: skip
    theirs = {}
    for key, value in network.state_dict().items():
        words = key.split(".")
        layer = "_conv" if words[-2] == "0" else "_bn"
        if words[0] == "stem":
            name = f"conv_layers.{words[1]}.{layer}.{words[-1]}"
        elif words[0] == "head":
            name = f"classifier.conv.{words[-1]}"
        elif words[2] in parts:
            name = f"middle_layers.{words[1]}.{parts[words[2]]}.{layer}.{words[-1]}"
        else:
            name = f"middle_layers.{words[1]}._{words[2]}"
        theirs[f"backbone.{name}"] = value
    return theirs


def test_the_authors_keys_become_ours():
    network = TFSepNet(K, base=8, norm="adaresnorm")
    ours = official.to_ours("tf-sepnet-64", published_keys(network))
    expected = network.state_dict()
    assert ours.keys() == expected.keys()
    assert all(ours[key].data_ptr() == value.data_ptr() for key, value in expected.items())


HEADS = ["cosine", "cosine-batchnorm", "cosine-plain", "published"]


@pytest.mark.parametrize("name", HEADS)
@pytest.mark.parametrize("network", ["cp-mobile-6k", "tf-sepnet-16", "ds-flexinet-sm1"])
def test_the_embedding_is_the_mean_of_the_features_with_every_head(network: str, name: str):
    student = registry.build_student(network, K, name).eval()
    x = torch.randn(B, 1, 64, 32)
    pooled = student.blocks(student.stem(x)).mean(dim=(2, 3))  # type: ignore[operator]
    torch.testing.assert_close(student(x).embedding, pooled)


def test_the_heads_differ_in_their_norm_only():
    sizes = {
        name: {key: tuple(value.shape) for key, value in build_head(name, 5, K).named_parameters()}
        for name in HEADS[:3]
    }
    assert sizes["cosine-plain"] == {"classifier.weight": (K, 5)}
    for name in ("cosine", "cosine-batchnorm"):
        assert sizes[name] == {"norm.weight": (5,), "norm.bias": (5,), "classifier.weight": (K, 5)}


@pytest.mark.parametrize("name", HEADS[:3])
def test_cosine_heads_do_not_hear_loudness_but_batch_norm_does(name: str):
    head = build_head(name, 5, K).eval()
    features = torch.randn(B, 5, 7, 3)
    with torch.no_grad():
        if name == "cosine-batchnorm":
            head.norm.running_mean.fill_(1.0)  # type: ignore[union-attr, operator]
        quiet, loud = head(features).logits, head(8 * features).logits
    same = torch.allclose(quiet, loud, atol=0.05)
    assert same == (name != "cosine-batchnorm")
