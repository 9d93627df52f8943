"""One pass of a bundle's network in onnxruntime."""

from typing import Any, Literal

import numpy as np
import numpy.typing as npt
import onnxruntime
from onnxruntime.capi import onnxruntime_pybind11_state

from ml_core.bundle.contents import Bundle
from ml_core.errors import BundleError

Precision = Literal["fp32", "int8"]
Floats = npt.NDArray[np.float32]

# onnxruntime raises a family of exceptions without a common base of its own.
ORT_ERRORS: tuple[type[Exception], ...] = (
    ValueError,
    RuntimeError,
    *(
        kind
        for kind in vars(onnxruntime_pybind11_state).values()
        if isinstance(kind, type) and issubclass(kind, Exception)
    ),
)


def open_network(data: bytes, *, threads: int = 1) -> Any:
    """An onnxruntime session over the bytes of an ONNX file.

    Raises:
        BundleError: onnxruntime refuses it.
    """
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # Spinning threads would win microseconds here and cost the window its frames.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    except ORT_ERRORS as error:
        raise BundleError("onnxruntime cannot open the network of this bundle.") from error


class Session:
    """The network of a bundle, ready to run.

    Args:
        bundle: an opened bundle.
        precision: "int8" as deployed, or "fp32".
        threads: of one pass; students are so small that one is the fastest.
    """

    def __init__(self, bundle: Bundle, precision: Precision = "int8", threads: int = 1) -> None:
        self.precision = precision
        self.backend = f"onnxruntime {onnxruntime.__version__} {precision}"
        self._session = open_network(bundle.entries[f"{precision}.onnx"], threads=threads)
        self._sizes = _sizes(bundle)

    def run(self, log_mel: Floats) -> tuple[Floats, Floats]:
        """(B, 1, F, T) -> logits (B, K), embedding (B, D)."""
        return _run(self._session, {"log_mel": log_mel}, self._sizes)


class WaveformSession:
    """Front end and int8 network in one graph: what runs where there is only onnxruntime."""

    def __init__(self, bundle: Bundle, threads: int = 1) -> None:
        self._session = open_network(bundle.entries["waveform.onnx"], threads=threads)
        self._sizes = _sizes(bundle)

    def run(self, waveform: Floats) -> tuple[Floats, Floats]:
        """(B, n_samples) -> logits (B, K), embedding (B, D)."""
        return _run(self._session, {"waveform": waveform}, self._sizes)


def _sizes(bundle: Bundle) -> tuple[int, int]:
    """K and D."""
    return len(bundle.manifest.scenes), bundle.manifest.embedding_size


def _run(session: Any, inputs: dict[str, Floats], sizes: tuple[int, int]) -> tuple[Floats, Floats]:
    try:
        logits, embedding = session.run(["logits", "embedding"], inputs)
    except ORT_ERRORS as error:
        raise BundleError("The network of this bundle cannot be run.") from error
    n = len(next(iter(inputs.values())))
    if (logits.shape, embedding.shape) != ((n, sizes[0]), (n, sizes[1])):
        raise BundleError("The network of this bundle gives other shapes than it says.")
    return logits, embedding
