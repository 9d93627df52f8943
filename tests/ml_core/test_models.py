"""Every network: shapes, gradients, heads, and the authors' keys."""

from pathlib import Path

import pytest
import safetensors.torch
import torch
from torch import nn

from ml_core import recipes
from ml_core.errors import CheckpointError, RecipeError
from ml_core.models import official, registry
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


def small() -> CPMobile:
    return CPMobile(K, base=8, multiplier=1.5, expansion=2.0, head="published")


def published_keys(network: nn.Module) -> dict[str, torch.Tensor]:
    """Our state dict in the authors' key layout, as a released file has it."""
    stage = {1: 1, 2: 1, 3: 1, 4: 2, 5: 2, 6: 3}
    parts = {"expand": "block.0", "filter": "block.1", "project": "block.2"}
    theirs = {}
    for key, value in network.state_dict().items():
        words = key.split(".")
        if words[0] == "stem":
            name = ".".join(["in_c", *words[1:]])
        elif words[0] == "blocks":
            number = int(words[1]) + 1
            part = parts.get(words[2], "after_block_norm")
            name = ".".join([f"stages.s{stage[number]}.b{number}", part, *words[3:]])
        else:
            name = ".".join(["feed_forward", "0" if words[1] == "conv" else "1", *words[2:]])
        theirs[f"model.{name}"] = value
    return theirs


def test_the_authors_keys_become_ours():
    network = small()
    ours = official.to_ours("cp-mobile-6k", published_keys(network))
    assert ours.keys() == network.state_dict().keys()


def test_pretrained_weights_load_without_the_head_of_other_scenes(tmp_path: Path):
    torch.manual_seed(1)
    path = tmp_path / "weights.safetensors"
    safetensors.torch.save_file(published_keys(small()), path)
    other = CPMobile(5, base=8, multiplier=1.5, expansion=2.0, head="published")
    official.load_pretrained(other, "cp-mobile-6k", path)
    saved = safetensors.torch.load_file(path)
    assert torch.equal(other.state_dict()["stem.0.0.weight"], saved["model.in_c.0.0.weight"])
    with pytest.raises(CheckpointError, match="not a file of yamnet"):
        official.load_pretrained(YAMNet(K), "yamnet", path)


def test_files_that_could_run_code_are_refused(tmp_path: Path):
    class Evil:
        def __reduce__(self):
            return (Path.touch, (tmp_path / "ran",))

    path = tmp_path / "weights.pt"
    torch.save({"weight": Evil()}, path)
    with pytest.raises(CheckpointError):
        official.read_checkpoint(path)
    assert not (tmp_path / "ran").exists()
    (tmp_path / "damaged.safetensors").write_bytes(b"\0" * 50)
    for name in ("damaged.safetensors", "gone.safetensors"):
        with pytest.raises(CheckpointError, match=name):
            official.read_checkpoint(tmp_path / name)


def test_plain_torch_files_are_read(tmp_path: Path):
    path = tmp_path / "weights.ckpt"
    torch.save({"state_dict": {"a": torch.ones(2)}, "epoch": 3}, path)
    assert official.read_checkpoint(path).tensors.keys() == {"a"}
