"""One call for every public function of arrays: evaluation, sound, enrolment, bundles.

To add one: its name below ``ml_core`` and a ``call`` of it. ``sizes`` names axes that only the
result has, ``composite`` those that cannot be prime. See also ``shape_cases_torch``.
"""

import dataclasses
import functools
from collections.abc import Callable, Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ml_core import bundle
from ml_core.bundle.hearing import Heard
from ml_core.bundle.session import Session, WaveformSession
from ml_core.datasets import assigning
from ml_core.enrolment import scoring, teaching
from ml_core.enrolment import support as enrolment_support
from ml_core.evaluation import (
    calibration,
    devices,
    fewshot,
    geometry,
    logistic,
    metrics,
    openset,
    probes,
    projection,
)
from ml_core.frontend import log_mel as mel
from ml_core.frontend.spec import LogMelSpec
from ml_core.frontend.streaming import StreamingLogMel, WindowedFrontEnd
from ml_core.live.classifier import SceneClassifier
from ml_core.live.smoothing import Smoother
from ml_core.recordings import capture_worker, playback, signal_gate, simulated_devices
from ml_core.recordings.decode import write_wav
from ml_core.recordings.growing_wav import GrowingWav
from ml_core.recordings.resample import StreamResampler
from ml_core.recordings.ring import RingBuffer
from ml_core.recordings.synthetic_scenes import Canvas, Location, filtered
from ml_core.stages import figures, reference
from tests.architecture.shapes import (
    B,
    C,
    Call,
    D,
    F,
    K,
    M,
    N,
    S,
    T,
    W,
    array,
    call,
    index_array,
)
from tests.ml_core import tiny_bundle

Cases = Mapping[str, Callable[[Path], Call]]

RNG = np.random.default_rng(0)
GROUPS = [str(i % 7) for i in range(N)]
LENGTH = 1009  # samples of a waveform
SPEC = LogMelSpec(window=61, n_fft=64, hop=31, n_mels=F, f_max_hz=8000.0)
FRAMES = SPEC.n_frames(LENGTH)
OUTPUTS = ("logits", "embedding")
# fmt: off


def onnx_of(name: str, *shape: int) -> bytes:
    """A network of D and K outputs whose matrices are random."""
    constants = {"first": array(shape[-1], D), "second": array(D, K)}
    nodes = [helper.make_node("MatMul", [name, "first"], ["maps"])]
    if len(shape) > 2:
        constants["axes"] = np.array([1, 2])
        nodes.append(helper.make_node("ReduceMean", ["maps", "axes"], ["embedding"], keepdims=0))
    else:
        nodes.append(helper.make_node("Identity", ["maps"], ["embedding"]))
    nodes.append(helper.make_node("MatMul", ["embedding", "second"], ["logits"]))
    graph = helper.make_graph(
        nodes,
        "shapes",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)],
        [helper.make_tensor_value_info(out, TensorProto.FLOAT, None) for out in OUTPUTS],
        [numpy_helper.from_array(value, key) for key, value in constants.items()],
    )
    opsets = [helper.make_opsetid("", 18)]
    return onnx.helper.make_model(graph, opset_imports=opsets, ir_version=10).SerializeToString()


def session(kind: type, file: str, name: str, *shape: int) -> Any:
    manifest = SimpleNamespace(scenes=range(K), embedding_size=D)
    return kind(SimpleNamespace(entries={file: onnx_of(name, *shape)}, manifest=manifest))


@functools.cache
def tiny(folder: Path) -> bundle.Bundle:
    path = folder / "tiny.ascbundle"
    bundle.write_bundle(path, tiny_bundle.contents())
    return bundle.read_bundle(path)


def taught(folder: Path) -> bundle.Bundle:
    before = tiny(folder)
    found = teaching.enrol(before, "new", array(N, tiny_bundle.SIZE), GROUPS)
    return dataclasses.replace(before, enrolled=(found.enrolled,))


def score_space() -> scoring.ScoreSpace:
    return scoring.ScoreSpace(
        scenes=tuple("abcde"), n_trained=S, scale=7.0, enrolled=(), trained_thresholds={},
        head_weight=0.5,
        prototypes=openset.Prototypes(array(D), array(K, D), array(D, D)),
    )  # fmt: skip


@functools.cache
def growing(folder: Path) -> GrowingWav:
    """Kept open as long as the tests run."""
    return GrowingWav(folder / "b.wav", 8000)


def spread(*shape: int) -> np.ndarray[Any, Any]:
    """Rows of unit sum."""
    return metrics.softmax(array(*shape))




EVALUATION: Cases = {
    "evaluation.calibration.fit_temperature": lambda _: call(
        calibration.fit_temperature, array(N, K), index_array(K, N)
    ),
    **{
        f"evaluation.geometry.{f.__name__}": lambda _, f=f: call(f, array(N, D), index_array(K, N))
        for f in (geometry.describe, geometry.alignment, geometry.silhouette, geometry.margin)
    },
    **{
        f"evaluation.geometry.{f.__name__}": lambda _, f=f: call(f, array(N, D))
        for f in (geometry.uniformity, geometry.effective_rank, geometry.isotropy)
    },
    "evaluation.logistic.Logistic.logits": lambda _: call(
        logistic.Logistic(array(S, D, K), array(S, K)).logits, array(N, D), sizes={"K": K}
    ),
    "evaluation.logistic.fit_logistic": lambda _: call(
        logistic.fit_logistic,
        array(S, N, D),
        index_array(K, S, N),
        K,
        weight=abs(array(S, N)),
        sizes={"K": K},
    ),
    "evaluation.logistic.Logistic.probabilities": lambda _: call(
        logistic.Logistic(array(S, D, K), array(S, K)).probabilities, array(N, D), sizes={"K": K}
    ),
    "evaluation.logistic.minimise": lambda _: call(
        logistic.minimise, lambda x: ((x**2).sum((1, 2)) / 2, x), array(S, D, K).astype(float),
        np.ones((S, D, K)), tolerance=0.1,
    ),
    "evaluation.calibration.temperatures_of_others": lambda _: call(
        calibration.temperatures_of_others, array(W, K), np.sort(np.arange(W) % N),
        index_array(K, N), GROUPS,
    ),
    "evaluation.calibration.fit_clip_temperature": lambda _: call(
        calibration.fit_clip_temperature, array(W, K), np.sort(np.arange(W) % N),
        index_array(K, N),
    ),
    "evaluation.devices.device_groups": lambda _: call(
        devices.device_groups, array(N) > 0, GROUPS, ["1"]
    ),
    "evaluation.fewshot.Material.of": lambda _: call(
        fewshot.Material.of, array(N, D), index_array(K, N), GROUPS, K
    ),
    "evaluation.fewshot.mean_interval": lambda _: call(fewshot.mean_interval, array(N)),
    "stages.figures.cool": lambda _: call(
        figures.cool, Heard(array(N, K), array(N, D), np.arange(N)),
        index_array(K, N), np.array(GROUPS), GROUPS,
    ),
    "evaluation.metrics.resampled_sums": lambda _: call(
        metrics.resampled_sums, array(N, C), 3, 0, sizes={"G": N}
    ),
    "evaluation.metrics.softmax": lambda _: call(metrics.softmax, array(N, K)),
    **{
        f"evaluation.metrics.{f.__name__}": lambda _, f=f: call(
            f, index_array(K, N), index_array(K, N)
        )
        for f in (metrics.accuracy, metrics.macro_accuracy)
    },
    **{
        f"evaluation.metrics.{f.__name__}": lambda _, f=f: call(f, index_array(K, N), spread(N, K))
        for f in (
            metrics.log_loss,
            metrics.log_loss_per_scene,
            metrics.ece,
            metrics.mean_average_precision,
        )
    },
    "evaluation.metrics.average_precision": lambda _: call(
        metrics.average_precision, index_array(2, N) == 0, array(N)
    ),
    "evaluation.metrics.confusion": lambda _: call(
        metrics.confusion, index_array(K, N), index_array(K, N), K, sizes={"K": K}
    ),
    "evaluation.metrics.bootstrap_by_group": lambda _: call(
        metrics.bootstrap_by_group, array(N) > 0, GROUPS, resamples=3
    ),
    "evaluation.metrics.paired_difference": lambda _: call(
        metrics.paired_difference, array(N) > 0, array(N) > 0, GROUPS, resamples=3
    ),
    "evaluation.openset.Prototypes.of": lambda _: call(
        openset.Prototypes.of, array(N, D), index_array(K, N), K
    ),
    "evaluation.openset.Prototypes.cosines": lambda _: call(
        openset.Prototypes(array(D), array(K, D), array(D, D)).cosines, array(N, D), sizes={"K": K}
    ),
    "evaluation.openset.Prototypes.direction": lambda _: call(
        openset.Prototypes(array(D), array(K, D), array(D, D)).direction, array(N, D)
    ),
    "evaluation.openset.normalise": lambda _: call(openset.normalise, array(N, D)),
    "evaluation.openset.auroc": lambda _: call(openset.auroc, array(N), array(M)),
    "evaluation.openset.fpr_at_recall": lambda _: call(openset.fpr_at_recall, array(N), array(M)),
    "evaluation.openset.oscr": lambda _: call(openset.oscr, array(N), array(N) > 0, array(M)),
    "evaluation.openset.fit_levels": lambda _: call(
        openset.fit_levels, array(N, D), index_array(K, N), GROUPS, K
    ),
    "evaluation.probes.LinearProbe.logits": lambda _: call(
        probes.LinearProbe(
            array(D), array(D), logistic.Logistic(array(1, D, K), array(1, K)), 1.0
        ).logits,
        array(M, D),
        sizes={"K": K},
    ),
    "evaluation.probes.NeighbourProbe.votes": lambda _: call(
        probes.NeighbourProbe(array(N, D), index_array(K, N), K, 2).votes,
        array(M, D),
        sizes={"K": K},
    ),
    "evaluation.probes.inner_folds": lambda _: call(probes.inner_folds, index_array(K, N), GROUPS),
    "evaluation.probes.fit_linear": lambda _: call(
        probes.fit_linear, array(N, D), index_array(K, N), GROUPS, K
    ),
    "evaluation.probes.fit_neighbours": lambda _: call(
        probes.fit_neighbours, array(N, D), index_array(K, N), GROUPS, K
    ),
    "evaluation.probes.neighbour_votes": lambda _: call(
        probes.neighbour_votes,
        array(N, D),
        index_array(K, N),
        array(M, D),
        K,
        (1, 3),
        sizes={"K": K, "n_ks": S},
    ),
    "evaluation.probes.dual_probe": lambda _: call(
        probes.dual_probe,
        array(N, D),
        index_array(K, N),
        GROUPS,
        array(M, D),
        index_array(K, M),
        K,
        sizes={"K": K},
    ),
    "evaluation.projection.place_beside": lambda _: call(
        projection.place_beside, array(N, D), array(N, 2), array(M, D)
    ),
    "evaluation.projection.tsne": lambda _: call(projection.tsne, array(N, D)),
    "evaluation.projection.pca": lambda _: call(
        projection.pca, array(N, D), S, sizes={"n_components": S}
    ),
}


SOUND: Cases = {
    "frontend.log_mel.log_mel": lambda _: call(
        mel.log_mel,
        array(B, LENGTH),
        SPEC,
        sizes={"F": F, "n_frames": FRAMES},
        composite="n_frames",
    ),
    "frontend.log_mel.frames_to_log_mel": lambda _: call(
        mel.frames_to_log_mel, array(N, SPEC.window), SPEC, sizes={"F": F}
    ),
    "frontend.log_mel.preemphasise": lambda _: call(mel.preemphasise, array(B, T), SPEC),
    "frontend.log_mel.condition": lambda _: call(mel.condition, array(N, SPEC.window), SPEC),
    "frontend.log_mel.cut_frames": lambda _: call(
        mel.cut_frames, array(B, LENGTH), SPEC, sizes={"window": 61, "n": 31}
    ),
    "frontend.log_mel.clip_frames": lambda _: call(
        mel.clip_frames,
        array(B, LENGTH),
        SPEC,
        sizes={"window": 61, "n_frames": FRAMES},
        composite="n_frames",
    ),
    "frontend.streaming.WindowedFrontEnd.window_at": lambda _: call(
        WindowedFrontEnd(SPEC, LENGTH, 310).window_at,
        0,
        array(LENGTH),
        sizes={"F": F, "n_frames": FRAMES},
        composite="n_frames",
    ),
    "frontend.streaming.StreamingLogMel.push": lambda _: call(
        StreamingLogMel(SPEC).push, array(LENGTH), sizes={"F": F, "n_new": 31}
    ),
    "live.classifier.SceneClassifier.push": lambda folder: call(
        SceneClassifier(tiny(folder)).push, array(LENGTH)
    ),
    "live.smoothing.Smoother.average": lambda _: call(Smoother("none", 1.0).average, array(K)),
    "live.smoothing.Smoother.hold": lambda _: call(Smoother("none", 1.0).hold, 0, array(K)),
    "recordings.capture_worker.to_int16": lambda _: call(capture_worker.to_int16, array(T, C)),
    "recordings.decode.write_wav": lambda folder: call(
        write_wav, folder / "a.wav", array(T, C), 8000
    ),
    "recordings.growing_wav.GrowingWav.write": lambda folder: call(
        growing(folder).write, array(T)
    ),
    "recordings.playback.preview_gain": lambda _: call(playback.preview_gain, array(T)),
    "recordings.playback.Player.load": lambda _: call(playback.Player().load, array(T), 8000),
    "recordings.resample.StreamResampler.push": lambda _: call(
        StreamResampler(8000, 16_000).push, array(T), sizes={"m": 0}, composite="m"
    ),
    "recordings.ring.RingBuffer.write": lambda _: call(RingBuffer(64).write, array(T)),
    "recordings.signal_gate.level_db": lambda _: call(signal_gate.level_db, array(T)),
    "recordings.signal_gate.treble_db": lambda _: call(signal_gate.treble_db, array(T), 8000),
    "recordings.signal_gate.judge": lambda _: call(signal_gate.judge, array(T), 8000),
    "recordings.simulated_devices.record": lambda _: call(
        simulated_devices.record, array(LENGTH), "s1", RNG
    ),
    "recordings.synthetic_scenes.Canvas.add": lambda _: call(
        Canvas(T, Location.draw(RNG), RNG).add, 0.0, array(N)
    ),
    "recordings.synthetic_scenes.filtered": lambda _: call(filtered, array(LENGTH), array(C)),
    "bundle.session.Session.run": lambda _: call(
        session(Session, "int8.onnx", "log_mel", B, 1, F, T).run, array(B, 1, F, T),
        sizes={"D": D, "K": K},
    ),
    "bundle.session.WaveformSession.run": lambda _: call(
        session(WaveformSession, "waveform.onnx", "waveform", B, T).run, array(B, T),
        sizes={"D": D, "K": K},
    ),
    "datasets.assigning.assign": lambda _: call(
        assigning.assign, np.abs(array(N, K)), 0.25, 0, sizes={"G": N}
    ),
    "enrolment.scoring.ScoreSpace.cosines": lambda _: call(
        score_space().cosines, array(N, D), sizes={"K": K}
    ),
    "enrolment.scoring.ScoreSpace.in_order_of_head": lambda _: call(
        score_space().in_order_of_head, array(N, K), array(N, S)
    ),
    "enrolment.scoring.ScoreSpace.scores": lambda _: call(
        score_space().scores, array(N, K), certainty=np.abs(array(N))
    ),
    "enrolment.scoring.certainty_of": lambda _: call(scoring.certainty_of, array(N, S)),
    "enrolment.scoring.ScoreSpace.choose": lambda _: call(
        score_space().choose, array(K), array(K), "off"
    ),
    "enrolment.scoring.ScoreSpace.choose_all": lambda _: call(
        score_space().choose_all, array(N, K), array(N, K), "off"
    ),
    "enrolment.scoring.held_out_support": lambda _: call(
        scoring.held_out_support, openset.normalise(array(N, D)), GROUPS,
        openset.Prototypes(array(D), array(K, D), array(D, D)),
    ),
    "enrolment.support.pack_support": lambda _: call(
        enrolment_support.pack_support, array(N, D), GROUPS, array(N)
    ),
    "enrolment.teaching.extend_enrolled": lambda folder: call(
        teaching.extend_enrolled, taught(folder), "new", array(N, tiny_bundle.SIZE), GROUPS,
        certainty=array(N), composite="D",
    ),
    "enrolment.teaching.enrol": lambda folder: call(
        teaching.enrol, tiny(folder), "new", array(N, tiny_bundle.SIZE), GROUPS,
        certainty=array(N), composite="D",
    ),
    "stages.reference.DeviceSums.add": lambda _: call(
        reference.DeviceSums([SimpleNamespace(device="a")], F).add, 0, array(W, F, T)
    ),
    "stages.reference.choose_windows": lambda _: call(
        reference.choose_windows, SimpleNamespace(clip=index_array(C, 67)),
        [SimpleNamespace(source=str(clip), relative_path="") for clip in range(C)],
        index_array(1, 67), sizes={"M": 64}, composite="M",
    ),
}

CASES: Cases = {**EVALUATION, **SOUND}
