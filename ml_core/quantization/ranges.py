"""Ranges of activations for post-training quantization: the least squared error, per tensor.

The widest value seen is a poor end of a range: a few loud values cost all others their
precision. Of a student's rounded activations the distribution is recorded, and those ends are
taken that lose least (as TensorRT and torch.ao's HistogramObserver do, with other searches).
Chosen on held-out windows of three students trained on real recordings: the logits' signal to
rounding noise was 0.4 to 1.4 dB better than with moving averages of the extremes and 0.5 to
2.2 dB better than with the extremes; the share of equal decisions (0.94 to 0.98) did not differ
beyond chance.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.progress import Monitor
from ml_core.quantization.qat import QatStudent, roundings, rounds_weights
from ml_core.quantization.quiet import quiet

with quiet():
    from torchao.quantization.pt2e import FakeQuantizeBase

N_BINS = 2048
LEVELS = 255
ENDS = np.geomspace(0.05, 1.0, 20)  # shares of the extremes that are tried as ends of a range


@torch.no_grad()
def fit_ranges(
    student: QatStudent, batches: Sequence[Tensor], monitor: Monitor | None = None
) -> None:
    """Give every rounded activation its range, and keep all ranges as they are from then on.

    Args:
        student: fresh from ``qat.prepare``.
        batches: of log-mel (B, 1, F, T), like those it will be used on.
        monitor: told about every batch; they are shown twice.
    """
    student.follow_ranges()
    student(batches[0])  # weights are seen whole at once
    student.freeze_ranges()
    activations = list(
        dict.fromkeys(made for _, made in roundings(student) if not rounds_weights(made))
    )
    with rounding_only(student, ()):
        extremes = dict.fromkeys(activations, (0.0, 0.0))

        def widen(rounding: FakeQuantizeBase, values: Tensor) -> None:
            low, high = extremes[rounding]
            extremes[rounding] = min(low, float(values.min())), max(high, float(values.max()))

        _listen(student, activations, batches, widen, monitor)
        counts = {rounding: torch.zeros(N_BINS, dtype=torch.float64) for rounding in activations}

        def count(rounding: FakeQuantizeBase, values: Tensor) -> None:
            found = torch.histc(values.float(), N_BINS, *extremes[rounding])
            counts[rounding] += found.double().cpu()

        _listen(student, activations, batches, count, monitor)
    for rounding in activations:
        _set_range(rounding, *best_range(*extremes[rounding], counts[rounding].numpy()))


def best_range(low: float, high: float, counts: npt.NDArray[np.float64]) -> tuple[float, float]:
    """The ends, within ``low`` <= 0 <= ``high``, whose rounding to 8 bits loses least.

    Args:
        low: smallest value seen, or 0.
        high: largest value seen, or 0.
        counts: (N_BINS,) how many values lay in each of as many equal parts of low..high.
    """
    centres = low + (np.arange(len(counts)) + 0.5) * (high - low) / len(counts)
    trials = [(a * low, b * high) for a in (ENDS if low < 0 else ENDS[-1:]) for b in ENDS]
    losses = [float(counts @ (_rounded(centres, *ends) - centres) ** 2) for ends in trials]
    return trials[int(np.argmin(losses))]


def _rounded(values: npt.NDArray[np.float64], low: float, high: float) -> npt.NDArray[np.float64]:
    scale = max((high - low) / LEVELS, 1e-9)
    zero = np.clip(np.round(-low / scale), 0, LEVELS)
    return (np.clip(np.round(values / scale) + zero, 0, LEVELS) - zero) * scale


def _listen(
    student: QatStudent,
    activations: Sequence[FakeQuantizeBase],
    batches: Sequence[Tensor],
    told: Callable[[FakeQuantizeBase, Tensor], None],
    monitor: Monitor | None,
) -> None:
    """Tell about every value that reaches one of these roundings."""
    handles = [
        rounding.register_forward_pre_hook(lambda module, values: told(module, values[0]))
        for rounding in activations
    ]
    try:
        for number, batch in enumerate(batches):
            if monitor is not None:
                monitor.report(number, len(batches), stage="calibrate")
            student(batch)
    finally:
        for handle in handles:
            handle.remove()


def _set_range(rounding: FakeQuantizeBase, low: float, high: float) -> None:
    observer = rounding.activation_post_process
    observer.min_val.fill_(low)
    observer.max_val.fill_(high)
    scale, zero_point = observer.calculate_qparams()
    rounding.scale.copy_(scale.reshape(rounding.scale.shape))
    rounding.zero_point.copy_(zero_point.reshape(rounding.zero_point.shape))


@contextmanager
def rounding_only(student: QatStudent, some: Sequence[FakeQuantizeBase]) -> Iterator[None]:
    """Within, only these roundings of a student act; afterwards all of them do."""
    every = [module for _, module in roundings(student)]
    chosen = set(some)
    for module in every:
        module.fake_quant_enabled.fill_(int(module in chosen))
    try:
        yield
    finally:
        for module in every:
            module.fake_quant_enabled.fill_(1)
