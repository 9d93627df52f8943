"""A whole, valid bundle around a network of a few numbers, made without training."""

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from ml_core import bundle
from ml_core.evaluation.openset import DETECTOR
from ml_core.frontend.spec import LogMelSpec
from ml_core.scenes import SceneSet

SPEC = LogMelSpec(window=64, n_fft=64, hop=32, n_mels=8)
SCENES = SceneSet(("bus", "metro", "park"))
WINDOW = 16_000
SIZE = 8  # of the embedding: the mean of each band


def network(scale: float = 1.0, *, name: str = "log_mel") -> bytes:
    """Mean over frames is the embedding, a matrix makes logits of it."""
    frames = SPEC.n_frames(WINDOW)
    matrix = np.random.default_rng(0).normal(size=(SIZE, len(SCENES))).astype(np.float32) * scale
    shape = ["B", 1, SPEC.n_mels, frames] if name == "log_mel" else ["B", WINDOW]
    if name == "log_mel":
        first = helper.make_node("ReduceMean", ["log_mel", "axes"], ["embedding"], keepdims=0)
        axes = np.array([1, 3])
    else:
        first = helper.make_node("ReduceMean", ["folded", "axes"], ["embedding"], keepdims=0)
        axes = np.array([2])
    nodes = [first, helper.make_node("MatMul", ["embedding", "matrix"], ["logits"])]
    if name != "log_mel":
        nodes.insert(0, helper.make_node("Reshape", ["waveform", "shape"], ["folded"]))
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape)],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", len(SCENES)]),
            helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["B", SIZE]),
        ],
        [
            numpy_helper.from_array(matrix, "matrix"),
            numpy_helper.from_array(axes, "axes"),
            numpy_helper.from_array(np.array([-1, SIZE, WINDOW // SIZE]), "shape"),
        ],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=10)
    onnx.checker.check_model(model)
    return model.SerializeToString()


def reference(n_per_scene: int = 4) -> bundle.Reference:
    generator = np.random.default_rng(1)
    scenes = np.repeat(np.arange(len(SCENES)), n_per_scene)
    centres = generator.normal(size=(len(SCENES), SIZE))
    embeddings = centres[scenes] + 0.1 * generator.normal(size=(len(scenes), SIZE))
    return bundle.Reference(
        embeddings=embeddings.astype(np.float16).astype(np.float32),
        scenes=scenes,
        devices=tuple("ab"[i % 2] for i in range(len(scenes))),
        location_hashes=np.arange(len(scenes), dtype=np.uint64) * 2**50,
        statistics=tuple(
            bundle.DeviceStatistics(
                device, np.zeros(SIZE, np.float32), np.ones(SIZE, np.float32), 6, 0.5, 0.25, 0.75
            )
            for device in "ab"
        ),
    )


def manifest() -> bundle.Manifest:
    return bundle.Manifest(
        name="tiny",
        scenes=SCENES,
        front_end=SPEC,
        window_samples=WINDOW,
        embedding_size=SIZE,
        embedding_layer="pooled",
        temperature=1.5,
        detector=DETECTOR,
        thresholds={
            "lenient": bundle.UnknownLevel(0.1, 0.01, 0.4),
            "normal": bundle.UnknownLevel(0.2, 0.05, 0.2),
            "strict": bundle.UnknownLevel(0.3, 0.15, 0.1),
        },
        training={"network": "tiny", "data": {"licences": {"CC0": 12}, "authors": ["A. Nyone"]}},
        accuracy={"int8": {"value": 0.5, "low": 0.25, "high": 0.75}, "n_clips": 12},
        complexity={"parameters": 24, "macs": 24, "bytes": 96, "peak_activation_bytes": 64},
    )


def contents(**changes) -> bundle.Contents:
    fp32, int8 = network(), network(1.01)
    waveform = network(name="waveform")
    generator = np.random.default_rng(2)
    log_mel = generator.normal(size=(2, 1, SPEC.n_mels, SPEC.n_frames(WINDOW))).astype(np.float16)
    samples = generator.integers(-3000, 3000, (2, WINDOW)).astype(np.int16)
    vectors = {
        "log_mel": log_mel,
        "waveform": samples,
        "fp32_tolerance": np.float32(1e-3),
        "int8_tolerance": np.float32(1e-3),
    }
    from ml_core.bundle.session import open_network

    for key, data, name, values in (
        ("fp32", fp32, "log_mel", log_mel.astype(np.float32)),
        ("int8", int8, "log_mel", log_mel.astype(np.float32)),
        ("waveform", waveform, "waveform", samples.astype(np.float32) / 32768),
    ):
        vectors[f"{key}_logits"], vectors[f"{key}_embedding"] = open_network(data).run(
            ["logits", "embedding"], {name: values}
        )
    whole = {
        "manifest": manifest(),
        "fp32": fp32,
        "int8": int8,
        "waveform": waveform,
        "reference": reference(),
        "vectors": vectors,
        "parity": {"measured": False, "n": 0},
        "card": "# tiny\n\nMade for tests.\n",
    }
    return bundle.Contents(**{**whole, **changes})
