"""One call for every public function of tensors; see ``shape_cases`` for how to add one."""

import tempfile
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

import numpy as np
import torch
from torch import nn

from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.models import (
    beats,
    cp_mobile,
    cp_resnet,
    ds_flexinet,
    heads,
    passt,
    plain_cnn,
    residual_norm,
    tf_sepnet,
    yamnet,
    yamnet_student,
)
from ml_core.models.output import Output
from ml_core.quantization import qat, ranges
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe
from ml_core.runs.compute import Ranks
from ml_core.stages import fuse_teachers, quantize_student
from ml_core.training import (
    augment,
    batches,
    contrastive,
    crd,
    exchange,
    fusion,
    losses,
    micro_batches,
    passes,
    teacher,
    together,
    tuning,
    windows,
)
from ml_core.training.loop import make_fabric
from tests.architecture.shape_cases import FRAMES, LENGTH, RNG, SPEC, Cases
from tests.architecture.shapes import (
    B,
    C,
    D,
    E,
    F,
    K,
    N,
    P,
    S,
    T,
    W,
    array,
    call,
    floats,
    index_array,
    indices,
)

CPU = torch.device("cpu")
MIX = losses.Mix(torch.tensor([1, 2, 0]), torch.tensor([0.2, 0.5, 1.0]))
MAPS = {"sizes": {"D": D, "K": K}}  # of networks
BEATS = beats.BeatsConfig(
    embed_dim=E, encoder_layers=2, encoder_embed_dim=22, encoder_ffn_embed_dim=8,
    encoder_attention_heads=2, conv_pos=4, conv_pos_groups=2,
)  # fmt: skip
# fmt: off


def a_pass() -> passes.Pass:
    return passes.Pass(array(W, K), array(W, E), np.array([0, 7, W]))


class Adder(nn.Module):
    """The smallest network there is."""

    def forward(self, log_mel: torch.Tensor) -> Output:
        return Output(log_mel.mean(dim=(1, 3))[:, :D], log_mel.mean(dim=(1, 3))[:, :K])


class One(NamedTuple):
    """A result of one tensor."""

    mean: torch.Tensor


class OneAnswer(nn.Module):
    """A network of one result."""

    def forward(self, log_mel: torch.Tensor) -> One:
        return One(log_mel.mean(dim=(1, 3)))


def live_system() -> teacher.LiveSystem:
    card = SimpleNamespace(front_end=SPEC, window_samples=LENGTH)
    return teacher.LiveSystem(Adder(), card, SPEC.sample_rate_hz, CPU)


def an_augmenter() -> augment.Augmenter:
    recipe = DistilRecipe(mixup_share=1.0, dir_share=1.0)
    return augment.Augmenter(recipe, SPEC, n_samples=LENGTH, device=CPU)


def a_share(of: int, n: int) -> augment.Rows:
    """Some windows of a batch."""
    return augment.Rows(n, np.arange(of))


def a_plan() -> augment.Plan:
    """Of a process that cuts W windows of P, hears N and shows K of them."""
    cut, heard, shown = (a_share(of, P) for of in (W, N, K))
    return augment.Plan(None, None, None, cut=cut, heard=heard, masked=shown, shown=shown)


def alone(folder: Path) -> exchange.Exchange:
    """Of one process."""
    ranks = Ranks(0, 1, tempfile.mkdtemp(dir=folder))
    exchange.lay_out(ranks)
    return exchange.Exchange(ranks)


def a_batch() -> batches.Batch:
    """Of a process that shows K of P windows."""
    nothing = torch.empty(0)
    return batches.Batch(nothing, None, np.arange(0), np.arange(0), a_share(K, P), *[nothing] * 4)


MODELS: Cases = {
    "models.beats.PositionConv.forward": lambda _: call(
        beats.PositionConv(BEATS).forward, floats(B, 22, N), composite="D"
    ),
    "models.beats.GatedAttention.forward": lambda _: call(
        beats.GatedAttention(BEATS).forward, floats(B, N, 22), floats(1, 2, N, N), composite="D"
    ),
    "models.beats.Layer.forward": lambda _: call(
        beats.Layer(BEATS).forward, floats(B, N, 22), floats(1, 2, N, N), composite="D"
    ),
    "models.beats.BEATs.tokens": lambda _: call(
        beats.BEATs(K, BEATS).eval().tokens,
        floats(B, 1, F, T),
        sizes={"D": 22, "N": 4},
        composite="D N",
    ),
    "models.beats.BEATs.forward": lambda _: call(
        beats.BEATs(K, BEATS).eval().forward,
        floats(B, 1, F, T),
        sizes={"D": 22, "K": K},
        composite="D",
    ),
    "models.cp_mobile.GlobalResponseNorm.forward": lambda _: call(
        cp_mobile.GlobalResponseNorm().forward, floats(B, C, F, T)
    ),
    "models.cp_mobile.InvertedBottleneck.forward": lambda _: call(
        cp_mobile.InvertedBottleneck(C, D, expansion=2.0, stride=(2, 2), grn=True).forward,
        floats(B, C, F, T),
        sizes={"C_out": D, "stride": 2},
    ),
    "models.cp_mobile.CPMobile.forward": lambda _: call(
        cp_mobile.CPMobile(K, base=8, multiplier=1.5, expansion=2.0).forward,
        floats(B, 1, F, T),
        sizes={"D": 24, "K": K},
        composite="D",
    ),
    "models.cp_resnet.BasicBlock.forward": lambda _: call(
        cp_resnet.BasicBlock(C, D, (3, 1), groups=1).forward,
        floats(B, C, F, T),
        sizes={"C_out": D},
    ),
    "models.cp_resnet.CPResNet.forward": lambda _: call(
        cp_resnet.CPResNet(K, cp_resnet.LOW_COMPLEXITY).forward,
        floats(B, 1, F, T),
        sizes={"D": 92, "K": K},
        composite="D",
    ),
    "models.ds_flexinet.FlexiBlock.forward": lambda _: call(
        ds_flexinet.FlexiBlock(C, D, stride=(2, 2), norm="rn").forward,
        floats(B, C, F, T),
        sizes={"C_out": D, "stride": 2},
    ),
    "models.ds_flexinet.DSFlexiNet.forward": lambda _: call(
        ds_flexinet.DSFlexiNet(K, widths=(C, E, D)).forward, floats(B, 1, F, T), **MAPS
    ),
    "models.heads.CosineClassifier.forward": lambda _: call(
        heads.CosineClassifier(C, K).forward, floats(B, C), sizes={"K": K}
    ),
    **{
        f"models.heads.{kind.__name__}.forward": lambda _, kind=kind: call(
            kind(C, K).forward, floats(B, C, F, T), sizes={"K": K}
        )
        for kind in (heads.PublishedHead, heads.ConvHead, heads.LinearHead)
    },
    "models.heads.CosineHead.forward": lambda _: call(
        heads.CosineHead(C, K, nn.LayerNorm(C)).forward, floats(B, C, F, T), sizes={"K": K}
    ),
    "models.passt.Attention.forward": lambda _: call(
        passt.Attention(22, 2).forward, floats(B, N, 22), composite="D"
    ),
    "models.passt.Block.forward": lambda _: call(
        passt.Block(22, 2).forward, floats(B, N, 22), composite="D"
    ),
    "models.passt.PaSST.features": lambda _: call(
        passt.PaSST(K, size=22, depth=1, n_heads=2, input_shape=(F, T)).features,
        floats(B, 1, F, T),
        sizes={"D": 22},
        composite="D",
    ),
    "models.passt.PaSST.forward": lambda _: call(
        passt.PaSST(K, size=22, depth=1, n_heads=2, input_shape=(F, T)).forward,
        floats(B, 1, F, T),
        sizes={"D": 22, "K": K},
        composite="D",
    ),
    **{
        f"models.residual_norm.{f.__name__}": lambda _, f=f: call(f, floats(B, C, F, T))
        for f in (residual_norm.normalise_bands, residual_norm.normalise_channels)
    },
    **{
        f"models.residual_norm.{type(norm).__name__}.forward": lambda _, norm=norm: call(
            norm.forward, floats(B, C, F, T)
        )
        for norm in (
            residual_norm.ResNorm(),
            residual_norm.AdaResNorm(C),
            residual_norm.ResidualNorm(C),
        )
    },
    "models.tf_sepnet.TimeFrequencyConvolutions.forward": lambda _: call(
        tf_sepnet.TimeFrequencyConvolutions(C, 22).forward,
        floats(B, C, F, T),
        sizes={"C_out": 22},
        composite="C_out",
    ),
    "models.tf_sepnet.TFSepNet.forward": lambda _: call(
        tf_sepnet.TFSepNet(K, base=4).forward,
        floats(B, 1, F, T),
        sizes={"D": 10, "K": K},
        composite="D",
    ),
    "models.plain_cnn.PlainCNN.forward": lambda _: call(
        plain_cnn.PlainCNN(K, widths=(C, E, D)).forward, floats(B, 1, F, T), **MAPS
    ),
    "models.yamnet.SameConv.forward": lambda _: call(
        yamnet.SameConv(C, D, 1).forward,
        floats(B, C, T, F),
        sizes={"C_out": D, "stride": 1},
        composite="stride",
    ),
    "models.yamnet.Separable.forward": lambda _: call(
        yamnet.Separable(C, D, 1).forward,
        floats(B, C, T, F),
        sizes={"C_out": D, "stride": 1},
        composite="stride",
    ),
    "models.yamnet.YAMNet.forward": lambda _: call(
        yamnet.YAMNet(K).forward, floats(B, 1, 64, 149), sizes={"K": K}
    ),
    "models.yamnet_student.FoldedSeparable.forward": lambda _: call(
        yamnet_student.FoldedSeparable(C, D, 2).forward,
        floats(B, C, F, T),
        sizes={"C_out": D, "stride": 2},
    ),
    "models.yamnet_student.FirstLayers.forward": lambda _: call(
        yamnet_student.FirstLayers(1).forward,
        floats(B, 1, F, T),
        sizes={"C": 64, "f": 19, "t": 21},
        composite="C t",
    ),
    "models.yamnet_student.YAMNetStudent.forward": lambda _: call(
        yamnet_student.YAMNetStudent(K, n_blocks=1, narrow=C, wide=D).forward,
        floats(B, 1, F, T),
        sizes={"D": D + 64, "K": K},  # and what the first layers hear
        composite="D",
    ),
    "quantization.ranges.best_range": lambda _: call(
        ranges.best_range, -1.0, 1.0, np.ones(ranges.N_BINS), composite="N_BINS"
    ),
    "quantization.qat.QatStudent.forward": lambda _: call(
        qat.QatStudent(Adder()).forward, floats(B, 1, F, T), **MAPS
    ),
    "frontend.torch_log_mel.TorchLogMel.forward": lambda _: call(
        TorchLogMel(SPEC).forward,
        floats(B, LENGTH),
        sizes={"F": F, "n_frames": FRAMES},
        composite="n_frames",
    ),
    "stages.quantize_student.imitation": lambda _: call(
        quantize_student.imitation,
        Output(floats(B, D), floats(B, K)),
        floats(B, K),
        SimpleNamespace(scene=indices(K, B), mix=MIX),
        QuantizeRecipe(),
    ),
}

TRAINING: Cases = {
    "training.augment.augmenter.Augmenter.waveforms": lambda _: call(
        an_augmenter().waveforms,
        floats(W, LENGTH),
        np.ones(P, bool),
        augment.Draws.of(0, 0, 0),
        a_plan(),
        sizes={"b": N},
    ),
    "training.augment.augmenter.Augmenter.log_mel": lambda _: call(
        an_augmenter().log_mel,
        floats(N, LENGTH),
        augment.Draws.of(0, 0, 0),
        a_plan(),
        sizes={"F": F, "n_frames": FRAMES, "d": K},
        composite="n_frames",
    ),
    "training.augment.rows.Rows.of": lambda _: call(
        a_share(K, P).of, floats(N, LENGTH), a_share(N, P), sizes={"b": K}
    ),
    "training.augment.rows.Rows.spread": lambda _: call(
        a_share(K, P).spread, floats(K, LENGTH), sizes={"B": P}
    ),
    "training.batches.Batch.spread": lambda _: call(
        a_batch().spread, floats(K, 1, F, T), sizes={"B": P}
    ),
    "training.augment.device_responses.ResponseBank.convolve": lambda _: call(
        augment.ResponseBank([array(C), array(D)], LENGTH, CPU).convolve,
        floats(B, LENGTH),
        indices(2, B),
    ),
    "training.augment.device_responses.DeviceResponses.__call__": lambda _: call(
        augment.DeviceResponses(
            DistilRecipe(dir_share=1.0), sample_rate_hz=16_000, n_samples=LENGTH, device=CPU
        ),
        floats(B, LENGTH),
        np.ones(B, bool),
        RNG,
    ),
    "training.augment.spectrogram.mask_bands": lambda _: call(
        augment.mask_bands, floats(B, 1, F, T), 9, RNG
    ),
    "training.augment.spectrogram.mask_frames": lambda _: call(
        augment.mask_frames, floats(B, 1, F, T), 9, RNG
    ),
    "training.augment.spectrogram.freq_mixstyle": lambda _: call(
        augment.freq_mixstyle, floats(B, 1, F, T), MIX
    ),
    "training.augment.waveform.roll": lambda _: call(augment.roll, floats(B, T), 9, RNG),
    "training.augment.waveform.change_gain": lambda _: call(
        augment.change_gain, floats(B, T), 9.0, RNG
    ),
    "training.augment.mixing.blend_by_loudness": lambda _: call(
        augment.mixing.blend_by_loudness, floats(B, T), MIX
    ),
    "training.augment.waveform.change_speed": lambda _: call(
        augment.waveform.change_speed, floats(B, T), 0.1, RNG
    ),
    "training.augment.waveform.rms": lambda _: call(augment.rms, floats(B, T)),
    "training.contrastive.Projection.forward": lambda _: call(
        contrastive.Projection(D, P).forward, floats(B, D), sizes={"size": P}
    ),
    "training.contrastive.pair_loss": lambda _: call(
        contrastive.pair_loss, floats(B, D), floats(B, B).abs(), temperature=0.2
    ),
    "training.contrastive.supcon": lambda _: call(
        contrastive.supcon, floats(B, S, D), indices(K, B), temperature=0.2
    ),
    "training.contrastive.soft_supcon": lambda _: call(
        contrastive.soft_supcon, floats(B, D), floats(B, K).softmax(1), temperature=0.2
    ),
    "training.contrastive.jaccard_supcon": lambda _: call(
        contrastive.jaccard_supcon, floats(B, D), floats(B, K).softmax(1), temperature=0.2
    ),
    "training.contrastive.jaccard": lambda _: call(contrastive.jaccard, floats(B, K).softmax(1)),
    "training.crd.CRD.forward": lambda _: call(
        crd.CRD(nn.Linear(D, P), nn.Linear(E, P), n_clips=N, size=P).forward,
        floats(B, D),
        floats(B, E),
        indices(N, B),
        indices(N, B),
        indices(N, B, K),
    ),
    "training.crd.ClipDraw.draw": lambda _: call(
        crd.ClipDraw(index_array(K, N), n_negatives=C).draw,
        index_array(N, B),
        RNG,
        sizes={"K": C},
    ),
    "training.fusion.Fusion.__call__": lambda _: call(fusion.Fusion.average(S, K), floats(S, W, K)),
    "training.fusion.fit_fusion": lambda _: call(
        fusion.fit_fusion, floats(S, W, K), indices(K, W), torch.ones(W), l2=1.0
    ),
    "training.fusion.cross_fitted": lambda _: call(
        fusion.cross_fitted,
        floats(S, W, K),
        indices(K, W),
        torch.ones(W),
        index_array(2, W),
        l2=1.0,
    ),
    "training.losses.Mix.blend": lambda _: call(MIX.blend, floats(B, F, T)),
    "training.losses.scene_loss": lambda _: call(
        losses.scene_loss, floats(B, K), indices(K, B), mix=MIX
    ),
    "training.losses.distillation_loss": lambda _: call(
        losses.distillation_loss,
        floats(B, K),
        floats(B, K),
        indices(K, B),
        temperature=2.0,
        soft_weight=0.5,
    ),
    "training.losses.soft_loss": lambda _: call(
        losses.soft_loss, floats(B, K), floats(B, K), temperature=2.0
    ),
    "training.losses.relation_loss": lambda _: call(
        losses.relation_loss, floats(B, D), floats(B, E)
    ),
    "training.losses.hint_loss": lambda _: call(losses.hint_loss, floats(B, E), floats(B, E)),
    "training.micro_batches.in_micro_batches": lambda _: call(
        micro_batches.in_micro_batches, OneAnswer(), floats(B, 1, F, T), 2
    ),
    "training.passes.require_numbers": lambda _: call(passes.require_numbers, array(W, K), "run"),
    "training.passes.Pass.clip_means": lambda _: call(
        a_pass().clip_means, array(W, E), sizes={"N": 2}
    ),
    "training.teacher.Grid.nearest": lambda _: call(
        teacher.Grid(0.5, 1.0).nearest,
        np.array([0, 7, W]),
        index_array(2, B),
        abs(array(B)),
        sizes={"N": 2},
    ),
    "training.teacher.Grid.centres_s": lambda _: call(
        teacher.Grid(0.5, 1.0).centres_s, np.array([0, 7, W]), sizes={"N": 2, "W": W}
    ),
    "training.teacher.TeacherTargets.about": lambda _: call(
        teacher.TeacherTargets.of(
            a_pass(), grid=teacher.Grid(0.5, 1.0), by_clip=False, device=CPU
        ).about,
        index_array(2, B),
        abs(array(B)),
        sizes={"E": E, "K": K},
    ),
    "training.teacher.Scale.of": lambda _: call(teacher.Scale.of, array(W, E), CPU),
    "training.teacher.Scale.__call__": lambda _: call(
        teacher.Scale(floats(E), floats(E)), floats(B, E)
    ),
    "training.teacher.LiveSystem.__call__": lambda _: call(
        live_system(), floats(B, LENGTH), sizes={"E": D, "K": K}
    ),
    "training.teacher.LiveTeacher.__call__": lambda _: call(
        teacher.LiveTeacher([live_system(), live_system()], fusion.Fusion.average(2, K)),
        floats(B, LENGTH),
        sizes={"E": 2 * D, "K": K},
        composite="E",
    ),
    "stages.fuse_teachers.Heard.of_clips": lambda _: call(
        fuse_teachers.Heard(
            floats(S, W, K), np.array([0, 7, W]), indices(K, W), torch.ones(W)
        ).of_clips,
        floats(W, K),
        sizes={"N": 2},
    ),
    "training.tuning.FrozenBody.__call__": lambda _: call(
        tuning.FrozenBody(
            plain_cnn.PlainCNN(K, widths=(C, D, E)), make_fabric(DistilRecipe(torch_device="cpu"))
        ),
        floats(B, 1, F, T),
        sizes={"C": E, "f": 9, "t": 10},
        composite="f t",
    ),
    "training.tuning.Tuned.forward": lambda _: call(
        tuning.Tuned(Adder(), contrastive.Projection(D, P)).forward,
        floats(B, 1, F, T),
        sizes={"D": D, "K": K, "P": P},
    ),
    "training.together.Shared.forward": lambda _: call(
        # more processes than rows: all of them hear everything
        together.Shared(OneAnswer(), SimpleNamespace(global_rank=0, world_size=99)).forward,
        floats(B, 1, F, T),
    ),
    "training.exchange.Exchange.gather": lambda folder: call(
        alone(folder).gather, floats(N), sizes={"processes": 1}, composite="processes"
    ),
    "training.exchange.Exchange.takes": lambda folder: call(alone(folder).takes, floats(N)),
    "training.together.SharedNorm.forward": lambda _: call(
        together.SharedNorm(C).forward, floats(B, C, F, T)
    ),
    "training.tuning.Heads.forward": lambda _: call(
        tuning.Heads(nn.Linear(D, K), contrastive.Projection(D, P)).forward,
        floats(B, D),
        sizes={"K": K, "P": P},
    ),
    "training.tuning.tuning_loss": lambda _: call(
        tuning.tuning_loss,
        FinetuneRecipe(contrastive_weight=0.5),
        projected=floats(B, P),
        scenes=floats(B, S).softmax(1),
        logits=floats(B, K),
        targets=floats(B, K).softmax(1),
    ),
    "training.windows.to_device": lambda _: call(windows.to_device, array(N, D), CPU),
}

CASES: Cases = {**MODELS, **TRAINING}
