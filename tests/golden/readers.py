"""Who computes what a golden file holds: one reader per family of file names.

A reader takes the file's tensors and its ``about`` and returns pairs of what was computed and
what must come out. Sizes come from the shapes and from ``about``, never from the reader.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import BEATS, YAMNET, LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import complexity
from ml_core.models.beats import BEATs, BeatsConfig
from ml_core.models.cp_mobile import STRIDES_2023, STRIDES_2024, CPMobile
from ml_core.models.cp_resnet import LOW_COMPLEXITY, CPResNet
from ml_core.models.official import read_checkpoint, to_ours
from ml_core.models.passt import PaSST
from ml_core.models.residual_norm import ResNorm
from ml_core.models.tf_sepnet import TFSepNet
from ml_core.models.yamnet import YAMNet
from ml_core.training.augment import freq_mixstyle
from ml_core.training.contrastive import soft_supcon, supcon
from ml_core.training.crd import CRD
from ml_core.training.losses import Mix, distillation_loss, scene_loss
from ml_core.training.schedule import exp_warmup_linear_down
from tests.conftest import folder_named_by

About = Mapping[str, Any]


class Golden(NamedTuple):
    """The content of a file, its three kinds of tensors apart."""

    inputs: Mapping[str, Tensor]
    outputs: Mapping[str, Tensor]
    state: Mapping[str, Tensor]
    about: About


class Comparison(NamedTuple):
    """One thing to compare, and what to call it where it differs."""

    what: str
    computed: Tensor
    expected: Tensor
    atol: float | None = None  # None: the file's own


# The lowest bands of BEATs are one bin wide. The reference's FFT is in float32: what it rounds off
# is 1e-7 of the loudest bin of the frame, which moves the logarithm of a faint one. Against itself
# in float64 it is off by up to 1.4e-4 for white noise (60 waves of up to 6 s, and whatever the
# limit, twice that is exceeded a quarter as often) and by 4e-4 for a tone 50 dB above the noise.
# A wrong window or pre-emphasis is ten times as far off. File tolerances apply to what the network
# makes of the file's own frames.
FAINT_BINS_ATOL = 1e-3

Reader = Callable[[Golden], Iterator[Comparison]]


def mel(golden: Golden) -> Iterator[Comparison]:
    about = golden.about
    spec = LogMelSpec(
        sample_rate_hz=about["sample_rate"],
        window=about["win_length"],
        n_fft=about["n_fft"],
        hop=about["hopsize"],
        n_mels=about["n_mels"],
        f_min_hz=about["fmin"],
        f_max_hz=about["fmax"],
    )
    yield from _both_front_ends(spec, golden.inputs["wave"], golden.outputs["log_mel"])


def _both_front_ends(
    spec: LogMelSpec, wave: Tensor, expected: Tensor, atol: float | None = None
) -> Iterator[Comparison]:
    yield Comparison("numpy", torch.from_numpy(log_mel(wave.numpy(), spec)), expected, atol)
    yield Comparison("torch", TorchLogMel(spec)(wave), expected, atol)


def yamnet(golden: Golden) -> Iterator[Comparison]:
    weights = Path(golden.about["weights"]).relative_to("data")
    path = folder_named_by("ASC_DATA_DIR", "data") / weights
    if not path.is_file():
        pytest.skip(f"ASC_DATA_DIR holds no {weights}")
    outputs = golden.outputs
    in_time_order = outputs["log_mel"].transpose(1, 2)
    yield from _both_front_ends(YAMNET, golden.inputs["wave"], in_time_order)
    network = _filled(YAMNet(outputs["scores"].shape[1]), "yamnet", read_checkpoint(path).tensors)
    patches = TorchLogMel(YAMNET)(golden.inputs["wave"])[:, None]
    with torch.no_grad():
        result = network(patches)
    yield Comparison("embedding", result.embedding, outputs["embedding"])
    yield Comparison("scores", result.logits.sigmoid(), outputs["scores"])


def cp_mobile(golden: Golden) -> Iterator[Comparison]:
    about = golden.about
    grn = any("after_block_norm" in key for key in golden.state)
    network = CPMobile(
        golden.outputs["logits"].shape[1],
        base=about.get("base_channels", 32),
        multiplier=about.get("channels_multiplier", 2.3),
        expansion=about["expansion_rate"],
        grn=grn,
        strides=STRIDES_2023 if grn else STRIDES_2024,
        head="published",
    )
    yield from _logits(_filled(network, "cp-mobile", golden.state), golden)


def cp_resnet(golden: Golden) -> Iterator[Comparison]:
    network = CPResNet(golden.outputs["logits"].shape[1], LOW_COMPLEXITY)
    yield from _logits(_filled(network, "cp-resnet-128k", golden.state), golden)


def tf_sepnet(golden: Golden) -> Iterator[Comparison]:
    about = golden.about
    norm = "adaresnorm" if any(key.endswith("._rho") for key in golden.state) else "resnorm"
    network = TFSepNet(
        golden.outputs["logits"].shape[1],
        base=about["base_channels"],
        depth=about["depth"],
        norm=norm,
        head="published",
    )
    yield from _logits(_filled(network, "tf-sepnet", golden.state), golden)


def res_norm_frequency(golden: Golden) -> Iterator[Comparison]:
    norm = ResNorm(share=golden.about["lam"])
    yield Comparison("y", norm(golden.inputs["x"]), golden.outputs["y"])


def beats(golden: Golden) -> Iterator[Comparison]:
    config = BeatsConfig.from_cfg(golden.about["config"])
    network = BEATs(config.predictor_class, config)
    state = dict(golden.state)
    if not config.finetuned_model:  # a pre-trained file says nothing about the classifier
        state |= {f"predictor.{k}": v for k, v in network.classifier.state_dict().items()}
    _filled(network, "beats", state)
    spare = 0 if config.finetuned_model else _n_parameters(network.classifier)
    n_parameters = torch.tensor(_n_parameters(network) - spare)
    yield Comparison("parameters", n_parameters, torch.tensor(golden.about["params"]))
    for name, wave in golden.inputs.items():
        frames = golden.outputs[f"fbank_{name}"].mT
        yield from _both_front_ends(BEATS, wave, frames, atol=FAINT_BINS_ATOL)
        for heard, atol in ((frames, None), (TorchLogMel(BEATS)(wave), FAINT_BINS_ATOL)):
            with torch.no_grad():
                said = network(heard[:, None]).logits.sigmoid() if spare == 0 else None
                said = network.tokens(heard[:, None]) if said is None else said
            yield Comparison(f"result of {name}", said, golden.outputs[f"result_{name}"], atol)


def passt(golden: Golden) -> Iterator[Comparison]:
    about, inputs = golden.about, golden.inputs
    n_outputs = golden.state["head.1.weight"].shape[0]
    network = PaSST(
        n_outputs,
        size=about["embed_dim"],
        depth=about["depth"],
        n_heads=about["num_heads"],
        patch=about["patch"],
        stride=about["stride"],
        # the authors divide img_size by the stride: patches at the very end do not fit in it
        input_shape=tuple(
            (golden.state[f"{axis}_new_pos_embed"].numel() // about["embed_dim"] - 1)
            * about["stride"]
            + about["patch"]
            for axis in ("freq", "time")
        ),
    )
    _filled(network, "passt", golden.state)
    yield Comparison(
        "parameters", torch.tensor(_n_parameters(network)), torch.tensor(about["params"])
    )
    for name, x in inputs.items():
        with torch.no_grad():
            result = network(x)
        yield Comparison(
            f"features of {name}", result.embedding, golden.outputs[f"features_{name}"]
        )
        yield Comparison(f"logits of {name}", result.logits, golden.outputs[f"logits_{name}"])


def _n_parameters(network: nn.Module) -> int:
    return sum(parameter.numel() for parameter in network.parameters())


def _filled(network: nn.Module, family: str, state: Mapping[str, Tensor]) -> nn.Module:
    """The network with the authors' weights: no key may be missing, none left over."""
    network.load_state_dict(to_ours(family, state), strict=True)
    return network.eval()


def _logits(network: nn.Module, golden: Golden) -> Iterator[Comparison]:
    yield Comparison(
        "parameters", torch.tensor(_n_parameters(network)), torch.tensor(golden.about["params"])
    )
    x = golden.inputs["x"]
    if "macs_torchinfo" in golden.about:
        macs = complexity.count(network, tuple(x.shape[1:])).macs
        yield Comparison("MACs", torch.tensor(macs), torch.tensor(golden.about["macs_torchinfo"]))
    with torch.no_grad():
        result = network(x)
    yield Comparison("logits", result.logits, golden.outputs["logits"])


def kd(golden: Golden) -> Iterator[Comparison]:
    student, teacher, scene = (
        golden.inputs[name] for name in ("student_logits", "teacher_logits", "labels")
    )
    yield Comparison("cross-entropy", scene_loss(student, scene), golden.outputs["ce"])
    for reduction in ("mean", "batchmean"):
        soft = distillation_loss(
            student,
            teacher,
            scene,
            temperature=golden.about["temperature"],
            soft_weight=1.0,
            reduction=reduction,
        )
        yield Comparison(reduction, soft, golden.outputs[f"kd_{reduction}"])


def crd(golden: Golden) -> Iterator[Comparison]:
    inputs, outputs, state, about = golden
    loss = CRD(
        nn.Linear(*state["student_projection.weight"].T.shape),
        nn.Linear(*state["teacher_projection.weight"].T.shape),
        n_clips=about["n_data"],
        size=state["student_bank"].shape[1],
        temperature=about["temperature"],
        momentum=about["momentum"],
    )
    missing, unexpected = loss.load_state_dict(state, strict=False)
    assert missing == ["constants"]
    assert not unexpected
    for step in range(1, 1 + sum(name.startswith("index_") for name in inputs)):
        student, teacher, clip, drawn = (
            inputs[f"{name}_{step}"] for name in ("student", "teacher", "index", "contrast_index")
        )
        value = loss(student, teacher, clip, drawn[:, 0], drawn[:, 1:])
        yield Comparison(f"loss of step {step}", value, outputs[f"loss_{step}"])
        for bank in ("student_bank", "teacher_bank"):
            # compared at once: the next step writes into it
            now = getattr(loss, bank).clone()
            yield Comparison(f"{bank} after step {step}", now, outputs[f"{bank}_{step}"])
    # tens of thousands: in float32 neighbours are further apart than any file's tolerance
    relative = loss.constants / outputs["Z"]
    yield Comparison("Z", relative, torch.ones_like(relative))


def mixed_style(golden: Golden) -> Iterator[Comparison]:
    mix = Mix(golden.inputs["permutation"], golden.inputs["lambda"])
    yield Comparison("y", freq_mixstyle(golden.inputs["x"], mix), golden.outputs["y"])


def learning_rate(golden: Golden) -> Iterator[Comparison]:
    expected = golden.outputs["factor"]
    settings = {name: golden.about[name] for name in ("warmup", "rampdown", "start", "last")}
    factors = [exp_warmup_linear_down(epoch, **settings) for epoch in range(len(expected))]
    yield Comparison("factor", torch.tensor(factors), expected)


def supervised_contrast(golden: Golden) -> Iterator[Comparison]:
    for name, expected in golden.outputs.items():
        views, temperature = re.fullmatch(r"loss_(.+)_tau_(.+)", name).groups()  # type: ignore[union-attr]
        projected, scene = golden.inputs[f"z_{views}"], golden.inputs[f"labels_{views}"]
        loss = supcon(projected, scene, temperature=float(temperature))
        yield Comparison(name, loss, expected)
        if projected.shape[1] == 1:
            soft = soft_supcon(
                projected[:, 0], F.one_hot(scene).float(), temperature=float(temperature)
            )
            yield Comparison(f"{name}, soft", soft, expected)


READERS: Mapping[str, Reader] = {
    "mel_*": mel,
    "yamnet*": yamnet,
    "cp_mobile_*": cp_mobile,
    "cp_resnet_128k*": cp_resnet,
    "beats_*": beats,
    "passt_*": passt,
    "tf_sepnet_*": tf_sepnet,
    "res_norm_frequency*": res_norm_frequency,
    "kd*": kd,
    "crd*": crd,
    "freq_mixstyle*": mixed_style,
    "lr_exp_warmup_linear_down*": learning_rate,
    "supcon*": supervised_contrast,
}


def reader_of(name: str) -> Reader | None:
    """The reader for a file name, or None."""
    return next((reader for pattern, reader in READERS.items() if fnmatch(name, pattern)), None)
