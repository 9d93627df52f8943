"""A bundle small enough to build in a test, with a network that really tells sounds apart.

Its scenes are three colours of noise. The network averages the log-mel over time and over
groups of bands (the embedding) and takes the nearest of three centroids (the logits).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt
import onnx
from onnx import TensorProto, helper, numpy_helper

from ml_core.bundle import (
    Bundle,
    Contents,
    EnrolledScene,
    Manifest,
    Reference,
    UnknownLevel,
    write_bundle,
)
from ml_core.evaluation.openset import DETECTOR, fit_levels
from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import CP_MOBILE_16K
from ml_core.scenes import SceneSet

Samples = npt.NDArray[np.float32]

SPEC = CP_MOBILE_16K
RATE_HZ = SPEC.sample_rate_hz
WINDOW = RATE_HZ
EMBEDDING_SIZE = 16
BANDS_HZ: Mapping[str, tuple[float, float]] = {
    "hiss": (3000.0, 7000.0),
    "hum": (50.0, 600.0),
    "murmur": (500.0, 2500.0),
    # not a scene of the bundle, but good to be taught:
    "whistle": (1800.0, 2200.0),
}
SCENES = ("hiss", "hum", "murmur")


def sound(kind: str, seconds: float, seed: int, level: float = 0.1) -> Samples:
    """Noise of one colour (T,), on the grid of 16-bit samples, at 16 kHz."""
    low, high = BANDS_HZ[kind]
    n = round(seconds * RATE_HZ)
    generator = np.random.default_rng(seed)
    # A few per cent of everything, and the band's edges wander, as between places.
    low, high = low * generator.uniform(0.9, 1.1), high * generator.uniform(0.9, 1.1)
    frequencies = np.fft.rfftfreq(n, 1 / RATE_HZ)
    spectrum = np.fft.rfft(generator.standard_normal(n))
    spectrum *= np.where((frequencies >= low) & (frequencies <= high), 1.0, 0.02)
    noise = np.fft.irfft(spectrum, n)
    noise *= level / np.sqrt(np.mean(noise**2))
    return (np.rint(np.clip(noise, -1, 1) * 32767) / 32768).astype(np.float32)


def write_tiny_bundle(
    path: Path,
    enrolled: Sequence[EnrolledScene] = (),
    *,
    confused: bool = False,
    names: Sequence[str] = SCENES,
) -> Bundle:
    """Write the bundle to ``path``; a confused one takes hums for murmurs and murmurs for hums.

    ``names`` are what it calls its scenes.
    """
    embeddings, scenes, _ = _examples(n_places=6, seed=100)
    centroids = np.stack([embeddings[scenes == k].mean(axis=0) for k in range(len(SCENES))])
    centroids = centroids[[0, 2, 1]] if confused else centroids
    held, held_scenes, held_groups = _examples(n_places=6, seed=900)
    levels = fit_levels(held, held_scenes, held_groups, len(SCENES))
    manifest = Manifest(
        name="tiny",
        scenes=SceneSet(tuple(names)),
        front_end=SPEC,
        window_samples=WINDOW,
        embedding_size=EMBEDDING_SIZE,
        embedding_layer="group means",
        temperature=1.7,
        detector=DETECTOR,
        thresholds={
            name: UnknownLevel(level.threshold, level.false_rejects, level.false_accepts)
            for name, level in levels.items()
        },
        training={"network": "nearest centroid"},
        accuracy={},
        complexity={},
    )
    reference = Reference(
        embeddings=held,
        scenes=held_scenes,
        devices=("",) * len(held),
        location_hashes=np.arange(len(held), dtype=np.uint64),
        statistics=(),
    )
    contents = Contents(
        manifest=manifest,
        fp32=network(centroids, "log_mel"),
        int8=network(np.round(centroids * 64) / 64, "log_mel"),
        waveform=network(centroids, "waveform"),
        reference=reference,
        vectors={},
        parity={"measured": False},
        card="A bundle for tests.",
        enrolled=enrolled,
    )
    return write_bundle(path, contents)


def with_no_reference(bundle: Bundle) -> Bundle:
    """The same bundle with an empty reference."""
    empty = Reference(
        embeddings=np.zeros((0, EMBEDDING_SIZE), np.float32),
        scenes=np.zeros(0, np.int64),
        devices=(),
        location_hashes=np.zeros(0, np.uint64),
        statistics=(),
    )
    return replace(bundle, reference=empty)


def _examples(
    n_places: int, seed: int
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.int64], list[str]]:
    """Embeddings (N, D), scenes (N,) and places of three windows at every place."""
    embeddings, scenes, groups = [], [], []
    for index, scene in enumerate(SCENES):
        for place in range(n_places):
            samples = sound(scene, 3.0, seed + 10 * place + index, level=0.05 + 0.02 * place)
            for window in samples.reshape(3, WINDOW):
                embeddings.append(embed(window))
                scenes.append(index)
                groups.append(f"{scene}-{place}")
    return np.array(embeddings, np.float32), np.array(scenes, np.int64), groups


def embed(window: Samples) -> npt.NDArray[np.float32]:
    """What the network's embedding output is: (D,)."""
    bands = log_mel(window, SPEC).mean(axis=1)
    return bands.reshape(EMBEDDING_SIZE, -1).mean(axis=1).astype(np.float32)


def network(centroids: npt.NDArray[np.float32], input_name: str) -> bytes:
    """Group means and a tenth of the negative squared distance to each centroid, as ONNX.

    With the input ``waveform`` it is only a graph of the right form: there the samples stand
    for bands, so do not ask it for scenes.
    """
    n_in = SPEC.n_mels if input_name == "log_mel" else WINDOW
    pool = np.kron(np.eye(EMBEDDING_SIZE), np.ones((n_in // EMBEDDING_SIZE, 1))).astype(np.float32)
    pool /= n_in // EMBEDDING_SIZE
    weights = {
        "pool": pool,
        "towards": (0.1 * 2 * centroids.T).astype(np.float32),
        "bias": (-0.1 * (centroids**2).sum(axis=1)).astype(np.float32),
        "axes": np.array([1, 3], np.int64),
    }
    first = [helper.make_node("Identity", ["waveform"], ["bands"])]
    shape: list[int | str] = ["B", WINDOW]
    if input_name == "log_mel":
        first = [helper.make_node("ReduceMean", ["log_mel", "axes"], ["bands"], keepdims=0)]
        shape = ["B", 1, SPEC.n_mels, "T"]
    nodes = [
        *first,
        helper.make_node("MatMul", ["bands", "pool"], ["embedding"]),
        helper.make_node("MatMul", ["embedding", "towards"], ["products"]),
        helper.make_node("Add", ["products", "bias"], ["logits"]),
    ]
    graph = helper.make_graph(
        nodes,
        "tiny",
        [helper.make_tensor_value_info(input_name, TensorProto.FLOAT, shape)],
        [
            helper.make_tensor_value_info("logits", TensorProto.FLOAT, ["B", len(SCENES)]),
            helper.make_tensor_value_info("embedding", TensorProto.FLOAT, ["B", EMBEDDING_SIZE]),
        ],
        [numpy_helper.from_array(value, name) for name, value in weights.items()],
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 18)], ir_version=9)
    onnx.checker.check_model(model)
    return model.SerializeToString()
