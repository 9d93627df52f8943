"""One call for every public function that takes a tensor, with a prime of its own per axis.

To add one: its name below ``ml_core`` and a ``call`` of it. ``sizes`` names axes that only the
result has; ``composite`` those that cannot be prime.
"""

import functools
import types
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from ml_core.bundle import Bundle, EnrolledScene, read_bundle, write_bundle
from ml_core.bundle.session import Session, WaveformSession
from ml_core.enrolment import scoring, teaching
from ml_core.evaluation import calibration, geometry, logistic, metrics, openset, probes, projection
from ml_core.frontend import log_mel as mel
from ml_core.frontend.spec import CP_MOBILE_16K, LogMelSpec
from ml_core.frontend.streaming import StreamingLogMel, WindowedFrontEnd
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.live.classifier import SceneClassifier
from ml_core.live.smoothing import Smoother
from ml_core.models import (
    beats,
    cp_mobile,
    cp_resnet,
    ds_flexinet,
    heads,
    passt,
    registry,
    residual_norm,
    tf_sepnet,
    yamnet,
    yamnet_student,
)
from ml_core.models.output import Output
from ml_core.quantization import qat
from ml_core.recipes import DistilRecipe, FinetuneRecipe, QuantizeRecipe
from ml_core.recordings import capture_worker, playback, signal_gate, simulated_devices
from ml_core.recordings.growing_wav import GrowingWav
from ml_core.recordings.decode import write_wav
from ml_core.recordings.resample import StreamResampler
from ml_core.recordings.ring import RingBuffer
from ml_core.recordings.synthetic_scenes import Canvas, Location, filtered
from ml_core.stages import quantize_student, reference
from ml_core.training import (
    augment,
    contrastive,
    crd,
    fusion,
    losses,
    micro_batches,
    passes,
    teacher,
    tuning,
    windows,
)
from ml_core.training.checkpoint import ModelCard
from tests.architecture.shapes import Call, array, call, floats, index_array, indices
from tests.ml_core import tiny_bundle

S, B, K, C, D, E, N, W, P, F, T, R = 2, 3, 5, 7, 11, 13, 17, 19, 29, 37, 41, 43
CPU = torch.device("cpu")
RNG = np.random.default_rng(0)
SPEC = LogMelSpec(window=61, n_fft=64, hop=31, n_mels=F)
SAMPLES = 1009  # T of a waveform
FRAMES = SPEC.n_frames(SAMPLES)  # 1 + (1009 - 1) // 31 = 33
GROUPS = [str(i % 7) for i in range(N)]
BASES: dict[str, Callable[[Path], Call]] = {}


def network(name: str, head: str = "cosine") -> nn.Module:
    return registry.find(name).build(K, head).eval()


def student(name: str, size: int, *, input_axes: tuple[int, int] = (F, T), **options: str) -> Call:
    module = network(name, options.pop("head", "cosine"))
    return call(
        module.forward, floats(B, 1, *input_axes), sizes={"D": size, "K": K}, composite="D F T"
    )


@functools.cache
def bundle(folder: Path) -> Bundle:
    path = folder / "tiny.ascbundle"
    return read_bundle(path) if path.exists() else write_bundle(path, tiny_bundle.contents())
