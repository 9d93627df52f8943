"""Checkpoints of the authors: every layout in, back out whole, and nothing that could run."""

import argparse
import collections
from collections.abc import Callable
from pathlib import Path

import pytest
import safetensors.torch
import torch
from torch import Tensor, nn

from ml_core.errors import CheckpointError, RecipeError
from ml_core.frontend.spec import BEATS
from ml_core.models import official
from ml_core.models.beats import BEATs, BeatsConfig
from ml_core.models.cp_mobile import CPMobile
from ml_core.models.cp_resnet import FULL, LOW_COMPLEXITY, CPResNet
from ml_core.models.passt import PaSST
from ml_core.models.tf_sepnet import TFSepNet
from ml_core.models.yamnet import YAMNet
from ml_core.recipes.weights import published_weights, require_weights
from ml_core.scenes import SceneSet
from ml_core.training.checkpoint import ModelCard, load_network, save_network
from tests.ml_core import official_files
from tests.ml_core.official_files import BEATS_CFG, State

K = 3
FINETUNED_CFG = BEATS_CFG | {"finetuned_model": True}


def cp_mobile(grn: bool) -> tuple[nn.Module, State]:
    network = CPMobile(10, base=8, multiplier=1.5, expansion=2.0, grn=grn, head="published")
    return network, official_files.cp_mobile(network)


def tf_sepnet() -> tuple[nn.Module, State]:
    network = TFSepNet(10, base=8, norm="adaresnorm")
    return network, official_files.tf_sepnet(network)


def cp_resnet_128k() -> tuple[nn.Module, State]:
    kernels = [[(3, 1), (3, 3)], [(3, 3)], [(3, 1)]]
    theirs = official_files.cp_resnet((32, 64, 92), kernels, (1, 2, 1))
    return CPResNet(10, LOW_COMPLEXITY), theirs


def cp_resnet() -> tuple[nn.Module, State]:
    first = [(3, 1), (3, 3), (3, 3), (3, 3)]
    kernels = [first, [(3, 1), *[(1, 1)] * 3], [(1, 1)] * 4]
    return CPResNet(10, FULL), official_files.cp_resnet((128, 256, 512), kernels, (1, 1, 1))


def beats(cfg: dict[str, object]) -> tuple[nn.Module, State]:
    return BEATs(527, BeatsConfig.from_cfg(cfg)), official_files.beats(cfg)


FAMILIES: dict[str, tuple[str, Callable[[], tuple[nn.Module, State]]]] = {
    "beats": ("beats", lambda: beats(FINETUNED_CFG)),
    "passt": ("passt", lambda: (PaSST(10, size=24, depth=2, n_heads=4), official_files.passt(10))),
    "cp-resnet": ("cp-resnet", cp_resnet),
    "cp-resnet-128k": ("cp-resnet-128k", cp_resnet_128k),
    "cp-mobile": ("cp-mobile-126k", lambda: cp_mobile(grn=True)),
    "cp-mobile without GRN": ("cp-mobile-dcase24", lambda: cp_mobile(grn=False)),
    "tf-sepnet": ("tf-sepnet-64", tf_sepnet),
    "yamnet": ("yamnet", lambda: (YAMNet(), official_files.yamnet(YAMNet()))),
}


def same(one: dict[str, Tensor], other: dict[str, Tensor]) -> bool:
    return one.keys() == other.keys() and all(torch.equal(one[key], other[key]) for key in one)


@pytest.mark.parametrize("family", FAMILIES)
def test_loading_then_saving_is_lossless(family: str, tmp_path: Path) -> None:
    name, make = FAMILIES[family]
    network, theirs = make()
    torch.save(theirs, tmp_path / "in.pt")
    official.load_pretrained(network, name, tmp_path / "in.pt")
    official.write_checkpoint(tmp_path / "out.safetensors", official.checkpoint_of(network, name))
    assert same(safetensors.torch.load_file(tmp_path / "out.safetensors"), theirs)
    again, _ = make()
    official.load_pretrained(again, name, tmp_path / "out.safetensors")
    assert same(dict(again.state_dict()), dict(network.state_dict()))


@pytest.mark.parametrize("family", FAMILIES)
def test_every_name_has_its_own_place(family: str) -> None:
    name, make = FAMILIES[family]
    network, theirs = make()
    ours = official.to_ours(name, theirs)
    assert ours.keys() == network.state_dict().keys()
    assert same(official.to_theirs(name, ours), theirs)


def test_a_beats_file_has_the_published_number_of_entries() -> None:
    state = official_files.beats(BEATS_CFG | {"encoder_layers": 12})
    assert len(state) == 250
    assert len({value.data_ptr() for value in state.values()}) == 239


def test_a_pretrained_beats_is_written_back_without_a_classifier(tmp_path: Path) -> None:
    path, state = tmp_path / "beats.pt", official_files.beats(BEATS_CFG)
    torch.save({"cfg": BEATS_CFG, "model": state}, path)
    network = official.pretrained("beats", K, "published", path)
    saved = official.checkpoint_of(network, "beats", head=False)
    official.write_checkpoint(tmp_path / "back.safetensors", saved)
    back = official.read_checkpoint(tmp_path / "back.safetensors")
    assert same(dict(back.tensors), state)
    assert back.config == BEATS_CFG


@pytest.mark.parametrize(("n_scenes", "head", "taken"), [
    (527, "published", True), (527, "cosine", False), (K, "published", False),
])  # fmt: skip
def test_the_classifier_of_a_finetuned_beats_is_taken_where_it_fits(
    n_scenes: int, head: str, taken: bool, tmp_path: Path
) -> None:
    state = official_files.beats(FINETUNED_CFG)
    torch.save({"cfg": FINETUNED_CFG, "model": state, "label_dict": {0: "/m/09x0r"}},
               tmp_path / "beats.pt")  # fmt: skip
    network = official.pretrained("beats", n_scenes, head, tmp_path / "beats.pt")
    weight = network.get_parameter("classifier.weight")
    expected = state["predictor.weight"]
    assert (weight.shape == expected.shape and torch.equal(weight, expected)) == taken
    assert torch.equal(
        network.get_parameter("layers.1.expand.weight"), state["encoder.layers.1.fc1.weight"]
    )


def test_a_run_remembers_the_size_of_the_file_it_started_from(tmp_path: Path) -> None:
    torch.save({"cfg": BEATS_CFG, "model": official_files.beats(BEATS_CFG)}, tmp_path / "b.pt")
    network = official.pretrained("beats", K, "published", tmp_path / "b.pt")
    card = ModelCard(
        network="beats", head="published", scenes=SceneSet(("bus", "park", "tram")),
        front_end=BEATS, embedding_size=768, window_samples=16_000,
    ).of(network)  # fmt: skip
    assert card.embedding_size == BEATS_CFG["encoder_embed_dim"]
    save_network(tmp_path / "run", network, card)
    again, read = load_network(tmp_path / "run")
    assert read == card
    assert same(dict(again.state_dict()), dict(network.state_dict()))


def test_a_head_of_other_scenes_stays_fresh(tmp_path: Path) -> None:
    _, theirs = cp_mobile(grn=True)
    torch.save(theirs, tmp_path / "weights.pt")
    network = CPMobile(5, base=8, multiplier=1.5, expansion=2.0, head="published")
    fresh = network.get_parameter("head.conv.weight").clone()
    official.load_pretrained(network, "cp-mobile-6k", tmp_path / "weights.pt")
    assert torch.equal(network.get_parameter("head.conv.weight"), fresh)
    assert torch.equal(network.get_parameter("stem.0.0.weight"), theirs["in_c.0.0.weight"])


def test_passt_of_audioset_keeps_all_but_its_last_layers(tmp_path: Path) -> None:
    state = official_files.passt(527)
    torch.save(state, tmp_path / "passt.pt")
    network = PaSST(K, size=24, depth=2, n_heads=4)
    fresh = network.get_parameter("classifier.1.weight").clone()
    official.load_pretrained(network, "passt", tmp_path / "passt.pt")
    assert torch.equal(network.get_parameter("classifier.1.weight"), fresh)
    assert torch.equal(network.get_parameter("classifier.0.weight"), state["head.0.weight"])
    assert torch.equal(network.get_parameter("cls_token"), state["cls_token"])


@pytest.mark.parametrize("container", ["plain", "lightning", "pair", "old", "safetensors"])
def test_every_container_is_read(container: str, tmp_path: Path) -> None:
    network, theirs = cp_mobile(grn=True)
    path = tmp_path / ("w.safetensors" if container == "safetensors" else "w.ckpt")
    state = collections.OrderedDict(theirs)
    inside = {f"model.{key}": value for key, value in theirs.items()}
    contents = {
        "plain": state,
        "lightning": {
            "state_dict": {**inside, "mel.window": torch.ones(3)}, "epoch": 149,
            "hyper_parameters": argparse.Namespace(lr=0.1), "optimizer_states": [{"step": 1}],
        },
        "pair": {"cfg": argparse.Namespace(n_classes=10), "model": state},
        "old": state,
    }  # fmt: skip
    if container == "safetensors":
        safetensors.torch.save_file(theirs, path)
    else:
        torch.save(contents[container], path, _use_new_zipfile_serialization=container != "old")
    official.load_pretrained(network, "cp-mobile-126k", path)
    assert same(official.to_theirs("cp-mobile-126k", network.state_dict()), theirs)


class Evil:
    """Would make a file when unpickled."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __reduce__(self) -> tuple[object, tuple[object, ...]]:
        return (Path.touch, (self.path,))


@pytest.mark.parametrize("zipped", [True, False])
def test_what_could_run_code_is_refused_and_named(zipped: bool, tmp_path: Path) -> None:
    path, ran = tmp_path / "weights.pt", tmp_path / "ran"
    torch.save({"weight": Evil(ran)}, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(CheckpointError, match=r'"weights\.pt" was not opened.*(pathlib|getattr)'):
        official.read_checkpoint(path)
    assert not ran.exists()


def test_a_class_of_somebody_s_package_is_named(tmp_path: Path) -> None:
    torch.save({"state_dict": {"a": torch.ones(1)}, "args": BEATS}, tmp_path / "weights.pt")
    with pytest.raises(CheckpointError, match=r"LogMelSpec, which could run code"):
        official.read_checkpoint(tmp_path / "weights.pt")


@pytest.mark.parametrize("content", [b"", b"\0" * 50, b"PK\x03\x04 and no more", b"\x80\x02."])
@pytest.mark.parametrize("name", ["weights.pt", "weights.safetensors"])
def test_damaged_files_are_refused(name: str, content: bytes, tmp_path: Path) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(CheckpointError, match=r"weights\."):
        official.read_checkpoint(tmp_path / name)


@pytest.mark.parametrize("content", [[torch.ones(1)], {"epoch": 3}, {"model": {}}])
def test_a_file_without_named_tensors_is_refused(content: object, tmp_path: Path) -> None:
    torch.save(content, tmp_path / "weights.pt")
    with pytest.raises(CheckpointError, match="no named tensors"):
        official.read_checkpoint(tmp_path / "weights.pt")


@pytest.mark.filterwarnings("ignore::UserWarning")  # torch's own, about what is tested here
@pytest.mark.parametrize("kind", ["sparse", "quantized", "meta"])
def test_tensors_that_are_not_dense_are_refused(kind: str, tmp_path: Path) -> None:
    odd = {
        "sparse": torch.eye(3).to_sparse(),
        "quantized": torch.quantize_per_tensor(torch.eye(3), 0.1, 0, torch.qint8),
        "meta": torch.empty(3, 3, device="meta"),
    }[kind]
    torch.save({"a": torch.eye(2), "b": odd}, tmp_path / "odd.pt")
    with pytest.raises(CheckpointError, match="b is not dense"):
        official.read_checkpoint(tmp_path / "odd.pt")


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CheckpointError, match=r"gone\.pt"):
        official.read_checkpoint(tmp_path / "gone.pt")


@pytest.mark.parametrize("name", FAMILIES)
def test_a_file_of_another_network_is_refused(name: str, tmp_path: Path) -> None:
    other = {"resnet.conv.weight": torch.ones(2, 2)}
    torch.save(other, tmp_path / "weights.pt")
    registered, make = FAMILIES[name]
    with pytest.raises(CheckpointError, match=f"not a file of {registered}"):
        official.load_pretrained(make()[0], registered, tmp_path / "weights.pt")


def test_a_deeper_network_is_not_cut_to_size(tmp_path: Path) -> None:
    torch.save(official_files.passt(K, depth=3), tmp_path / "weights.pt")
    with pytest.raises(CheckpointError, match=r"blocks\.2"):
        official.load_pretrained(
            PaSST(K, size=24, depth=2, n_heads=4), "passt", tmp_path / "weights.pt"
        )


def test_layers_that_do_not_share_their_bias_are_no_beats() -> None:
    state = official_files.beats(BEATS_CFG)
    key = "encoder.layers.2.self_attn.relative_attention_bias.weight"
    state[key] = state[key] + 1
    with pytest.raises(CheckpointError, match="do not share"):
        official.to_ours("beats", state)


@pytest.mark.parametrize("gated", [True, False])
def test_beats_without_distances_keeps_the_gates_that_its_file_has(gated: bool) -> None:
    cfg = BEATS_CFG | {"relative_position_embedding": False, "gru_rel_pos": gated}
    apart = ("relative_attention_bias", *(() if gated else ("grep",)))
    state = {
        key: value
        for key, value in official_files.beats(BEATS_CFG).items()
        if not any(word in key for word in apart)
    }
    network = BEATs(K, BeatsConfig.from_cfg(cfg))
    ours = official.to_ours("beats", state)
    assert ours.keys() | {"classifier.weight", "classifier.bias"} == network.state_dict().keys()


@pytest.mark.parametrize("change", [
    {"encoder_layers": "12"}, {"encoder_attention_heads": 5}, {"activation_fn": "glu"},
    {"num_buckets": 2}, {"conv_pos_groups": 0},
    {"encoder_layers": 10**9}, {"max_distance": 8}, {"dropout": 1.5}, {"deep_norm": 1},
])  # fmt: skip
def test_a_configuration_of_no_network_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(CheckpointError, match=next(iter(change))):
        BeatsConfig.from_cfg(BEATS_CFG | change)


@pytest.mark.parametrize("change", [
    {"encoder_layers": 99_999}, {"input_patch_size": 10_000}, {"encoder_embed_dim": 96_000},
    {"encoder_ffn_embed_dim": 100_000, "encoder_layers": 1000}, {"conv_pos": 100_000},
])  # fmt: skip
def test_a_configuration_that_no_memory_holds_is_refused(change: dict[str, int]) -> None:
    cfg = BEATS_CFG | {"encoder_embed_dim": 768} | change
    with pytest.raises(CheckpointError, match="too many weights"):
        BeatsConfig.from_cfg(cfg)


def test_settings_that_only_their_training_used_are_passed_over() -> None:
    with_more = BEATS_CFG | {"mask_prob": 0.8, "label_smoothing": {"a": 1}}
    assert BeatsConfig.from_cfg(with_more) == BeatsConfig.from_cfg(BEATS_CFG)


def test_a_network_without_published_weights_has_no_layout() -> None:
    with pytest.raises(CheckpointError, match="ds-flexinet-sm1"):
        official.to_ours("ds-flexinet-sm1", {})
    with pytest.raises(CheckpointError, match="yamnet-100k"):
        official.to_ours("yamnet-100k", {})


def test_missing_weights_are_said_to_be_published_where() -> None:
    with pytest.raises(RecipeError, match=r"BEATs_iter3_plus_AS2M\.pt") as refused:
        require_weights("beats", "")
    for fact in ("361 MB", "MIT", "https://github.com/microsoft/unilm"):
        assert fact in str(refused.value)
    assert "--set weights=" in str(refused.value.hint)
    with pytest.raises(RecipeError, match="nowhere"):
        require_weights("beats", "nowhere.pt")
    require_weights("beats", __file__)
    require_weights("cp-resnet-128k", "")
    assert {entry.network for entry in published_weights()} >= {"beats", "passt", "yamnet"}
