"""Does the exported file decide like the network it was made from? Letters: N windows.

A student is int8 in three stages: simulated (what was trained, with rounding in float),
converted (explicit integers in torch), exported (the file, in onnxruntime). Each is compared
with the next, and the file also with the first and with the float student. What the counts mean,
``bundle.certificate`` says.
"""

import itertools
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import onnx
import onnxruntime
import torch
from onnx import helper
from torch.fx import GraphModule

from ml_core.bundle.certificate import RULES, Agreement, certificate
from ml_core.files import sha256_bytes
from ml_core.progress import Monitor
from ml_core.quantization.export import ROUNDED
from ml_core.quantization.integers import Integers
from ml_core.quantization.parting import first_apart
from ml_core.quantization.qat import (
    QatStudent,
    rounded_activations,
    rounding_of_results,
    step_of,
)

LAYER_WINDOWS = 32  # on which every layer is compared alone, from all over the windows
_OUTPUTS = ("logits", "embedding")
Floats = npt.NDArray[np.float32]
Integer = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Stages:
    """One student, four times.

    Attributes:
        simulated: with rounding simulated, settled (``qat.settle``), on the CPU; a copy, because
            ``qat.convert`` uses up what it is given.
        converted: what ``qat.convert`` made of it.
        int8: its ONNX file.
        fp32: the ONNX file of the float student.
    """

    simulated: QatStudent
    converted: GraphModule
    int8: bytes
    fp32: bytes


@dataclass(frozen=True, slots=True)
class Windows:
    """Some windows that are heard together."""

    log_mel: Floats  # (B, 1, F, T)
    scenes: Sequence[str]  # of each
    devices: Sequence[str]  # of each; "" where it is not known


@dataclass(frozen=True, slots=True)
class _Said:
    """What one stage said: logits (N, K), embedding (N, D) and the last integers (N, ...)."""

    logits: Floats
    embedding: Floats
    rounded: Sequence[Integer]


class _Pair:
    """Counts how two stages agree."""

    def __init__(self) -> None:
        self._asked: dict[str, Counter[str]] = {kind: Counter() for kind in ("scene", "device")}
        self._alike: dict[str, Counter[str]] = {kind: Counter() for kind in ("scene", "device")}
        self._gaps: list[Integer] = []
        self._same: list[npt.NDArray[np.bool_]] = []

    def add(self, here: _Said, there: _Said, windows: Windows) -> npt.NDArray[np.bool_]:
        """Count a batch; returns (B,) where they agree."""
        same = here.logits.argmax(axis=1) == there.logits.argmax(axis=1)
        self._same.append(same)
        for kind, names in (("scene", windows.scenes), ("device", windows.devices)):
            self._asked[kind].update(names)
            self._alike[kind].update(itertools.compress(names, same))
        if here.rounded and there.rounded:
            gap = np.abs(here.rounded[-1].astype(np.int32) - there.rounded[-1].astype(np.int32))
            self._gaps.append(gap.reshape(len(gap), -1).max(axis=1))
        return same

    def table(self) -> dict[str, Any]:
        """As in ``parity.json``."""
        same = np.concatenate(self._same)
        found = _agreement(len(same), int(same.sum()))
        for kind in ("scene", "device"):
            asked, alike = self._asked[kind], self._alike[kind]
            found[f"per_{kind}"] = {
                one: _agreement(asked[one], alike[one]) for one in sorted(asked)
            }
        if self._gaps:
            gap = np.concatenate(self._gaps)
            found["gap_steps"] = {
                "median": float(np.median(gap)),
                "p95": float(np.quantile(gap, 0.95)),
                "max": float(gap.max()),
            }
        return found


class _Doubts:
    """Whether windows that are decided otherwise were doubtful to the float student.

    A margin is what lies between its two best scenes. Rounding as it was trained moves it; a
    disagreement beyond all that it ever moves has another cause.
    """

    def __init__(self) -> None:
        self._margins: list[npt.NDArray[np.float64]] = []
        self._gap = 0.0

    def add(self, full: _Said, simulated: _Said, apart: npt.NDArray[np.bool_]) -> None:
        """Count a batch; ``apart`` (B,) where the file decides otherwise."""
        best = np.sort(full.logits.astype(np.float64), axis=1)
        moved = simulated.logits.astype(np.float64) - full.logits
        self._gap = max(self._gap, float(np.ptp(moved, axis=1).max()))
        self._margins.append((best[:, -1] - best[:, -2])[apart])

    def table(self) -> dict[str, Any]:
        """As in ``parity.json``."""
        margins = np.concatenate(self._margins)
        return {
            "n": len(margins),
            "largest_margin": float(margins.max()) if len(margins) else None,
            "gap": self._gap,
            "defects": int((margins >= self._gap).sum()),
        }


def measure(
    stages: Stages, batches: Iterable[Windows], n_windows: int, monitor: Monitor | None = None
) -> dict[str, Any]:
    """Compare all stages of a student on the same windows.

    Gaps are counted in steps: the integers that two stages store for the same rounded tensor
    are compared, on the last one for all windows, on all of them for some windows.

    Args:
        stages: of the student.
        batches: all windows, once, at least one.
        n_windows: how many they are.
        monitor: told about every batch.

    Returns:
        The table of ``parity.json``, without where the windows are from.
    """
    last, names = len(rounded_activations(stages.converted)) - 1, _rounded_names(stages.int8)
    int8, fp32 = _session(stages.int8, names[-1:]), _session(stages.fp32, [])
    pairs = {name: _Pair() for name in ("", "simulated_to_converted", "simulated_to_int8",
                                        "float_to_int8")}  # fmt: skip
    doubts, some, every = _Doubts(), [], max(1, n_windows // LAYER_WINDOWS)
    done = 0
    for windows in batches:
        if monitor is not None:
            monitor.report(done, n_windows, stage="compare")
        simulated = _run_simulated(stages.simulated, windows.log_mel)
        converted = _run_converted(stages.converted, windows.log_mel)
        exported = _run_onnx(int8, names[-1:], windows.log_mel)
        full = _run_onnx(fp32, [], windows.log_mel)
        alike = pairs[""].add(converted, exported, windows)
        pairs["simulated_to_converted"].add(simulated, converted, windows)
        alike = alike & pairs["simulated_to_int8"].add(simulated, exported, windows)
        pairs["float_to_int8"].add(full, exported, windows)
        doubts.add(full, simulated, ~alike)
        some.append(windows.log_mel[-done % every :: every])
        done += len(windows.log_mel)
    chosen = np.concatenate(some)[:LAYER_WINDOWS]
    return {
        "measured": True,
        "rules": RULES,
        "int8": sha256_bytes(stages.int8),
        "backend": f"onnxruntime {onnxruntime.__version__}",
        "step": step_of(stages.converted, rounded_activations(stages.converted)[last]),
        **{name: pair.table() for name, pair in pairs.items() if name},
        **pairs[""].table(),
        "disagreements": doubts.table(),
        "first_layer_apart": layer_apart(stages.converted, stages.int8, chosen),
    }


def layer_apart(converted: GraphModule, int8: bytes, windows: Floats) -> dict[str, Any] | None:
    """The first layer in which a file is another network; see ``parting.first_apart``."""
    names = _rounded_names(int8)
    heard = _run_onnx(_session(int8, names), names, windows)
    return first_apart(converted, int8, windows, heard.rounded, (heard.embedding, heard.logits))


def concluded(
    table: Mapping[str, Any], int8: bytes, *, windows_of: str, n_shifted: int
) -> dict[str, Any]:
    """``parity.json``: what ``measure`` found, where its windows are from, and the verdict.

    Args:
        table: from ``measure``.
        int8: the exported file.
        windows_of: "test" or "labelled".
        n_shifted: how many of the windows are shifted copies.
    """
    whole = {**table, "windows_of": windows_of, "n_shifted": n_shifted}
    verdict = certificate(whole, int8)
    return {**whole, "deployable": verdict.deployable, "sentence": verdict.sentence}


def not_measured() -> Mapping[str, Any]:
    """What a bundle says before anything was compared."""
    return {"measured": False, "n": 0}


def _agreement(n: int, same: int) -> dict[str, Any]:
    found = Agreement.of(n, same)
    return {
        "n": n,
        "same": same,
        "agreement": found.value,
        "low": found.low,
        "high": found.high,
    }


@torch.no_grad()
def _run_simulated(student: QatStudent, windows: Floats) -> _Said:
    last = rounding_of_results(student)
    integers: list[Integer] = []

    def keep(_module: object, _given: object, values: torch.Tensor) -> None:
        rounded = torch.round(values / last.scale) + last.zero_point
        integers.append(rounded.to(torch.uint8).numpy())

    handle = last.register_forward_hook(keep)
    try:
        said = student(torch.from_numpy(windows))
    finally:
        handle.remove()
    return _Said(said.logits.numpy(), said.embedding.numpy(), integers[-1:])


@torch.no_grad()
def _run_converted(converted: GraphModule, windows: Floats) -> _Said:
    run = Integers(converted)
    embedding, logits = run.run(torch.from_numpy(windows))
    return _Said(logits.numpy(), embedding.numpy(), [one.numpy() for one in run.rounded[-1:]])


def _rounded_names(int8: bytes) -> list[str]:
    """The rounded activations of an ONNX file, in order."""
    made = {name for node in onnx.load_from_string(int8).graph.node for name in node.output}
    names = (f"{ROUNDED}{number}" for number in itertools.count())
    return list(itertools.takewhile(made.__contains__, names))


def _session(data: bytes, integers: Sequence[str]) -> onnxruntime.InferenceSession:
    """One that also gives these integers."""
    model = onnx.load_from_string(data)
    model.graph.output.extend(
        helper.make_tensor_value_info(name, onnx.TensorProto.UINT8, None) for name in integers
    )
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 3
    options.intra_op_num_threads = 1
    return onnxruntime.InferenceSession(
        model.SerializeToString(), options, providers=["CPUExecutionProvider"]
    )


def _run_onnx(
    session: onnxruntime.InferenceSession, integers: Sequence[str], windows: Floats
) -> _Said:
    logits, embedding, *kept = session.run([*_OUTPUTS, *integers], {"log_mel": windows})
    return _Said(logits, embedding, kept)
