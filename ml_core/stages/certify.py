"""The windows a parity certificate is about: the test set, or all there is, shifted as well."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from ml_core.datasets.clip_source import ClipSource
from ml_core.frontend.log_mel import log_mel
from ml_core.project import ClipRow
from ml_core.quantization.parity import Stages, Windows, concluded, measure
from ml_core.runs import RunMonitor
from ml_core.stages import prepare
from ml_core.training.checkpoint import ModelCard

FEWEST = 2000  # windows of a test set that is enough
BATCH = 32
_GOLDEN = 0.618034  # of a window: shifts that never come near each other


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Windows of one clip that are read together; clips may be a day long."""

    clip: int
    first: int  # sample, behind the shift
    n_windows: int
    shift: int  # samples


class CertifiedWindows:
    """What is compared: every window of the test set, or all labelled windows and shifted copies.

    Args:
        data: the clips; those of the test set come first.
        card: of the student.
    """

    def __init__(self, data: prepare.Data, card: ModelCard) -> None:
        self._card = card
        self._window = card.window_samples
        test = _lengths(data, data.test, card)
        self.windows_of = "test" if self._count(test) >= FEWEST else "labelled"
        clips = list(data.test)
        if self.windows_of == "labelled":
            clips += [clip for clip in (*data.validation, *data.train) if clip.scene is not None]
        self._source = data.source(clips, card.front_end)
        lengths = [self._source.n_samples(index) for index in range(len(clips))]
        self._stretches = list(self._cut(lengths, 0))
        plain = self._n(self._stretches)
        for number in itertools.count(1):
            missing = FEWEST - self._n(self._stretches)
            if missing <= 0:
                break
            copies = self._cut(lengths, round(self._window * (number * _GOLDEN % 1)))
            self._stretches += _at_least(copies, missing)
        self.n = self._n(self._stretches)
        self.n_shifted = self.n - plain

    def __iter__(self) -> Iterator[Windows]:
        """All windows, in batches."""
        waiting: list[tuple[npt.NDArray[np.float32], ClipRow]] = []
        for stretch in self._stretches:
            clip = self._source.clips[stretch.clip]
            samples = _around(self._source, stretch, self._window)
            waiting += [(one, clip) for one in log_mel(samples, self._card.front_end)]
            while len(waiting) >= BATCH:
                yield _together(waiting[:BATCH])
                del waiting[:BATCH]
        if waiting:
            yield _together(waiting)

    def _count(self, lengths: Sequence[int]) -> int:
        return sum(-(-length // self._window) for length in lengths)

    @staticmethod
    def _n(stretches: Sequence[_Stretch]) -> int:
        return sum(one.n_windows for one in stretches)

    def _cut(self, lengths: Sequence[int], shift: int) -> Iterator[_Stretch]:
        for clip, length in enumerate(lengths):
            n_windows = -(-length // self._window)
            for first in range(0, n_windows, BATCH):
                n = min(BATCH, n_windows - first)
                yield _Stretch(clip, first * self._window, n, shift)


def certify(stages: Stages, windows: CertifiedWindows, monitor: RunMonitor) -> dict[str, Any]:
    """The table of ``parity.json`` for one student on these windows."""
    table = measure(stages, windows, windows.n, monitor)
    return concluded(table, stages.int8, windows_of=windows.windows_of, n_shifted=windows.n_shifted)


def _lengths(data: prepare.Data, clips: Sequence[ClipRow], card: ModelCard) -> list[int]:
    source = data.source(clips, card.front_end)
    return [source.n_samples(index) for index in range(len(source))]


def _at_least(stretches: Iterator[_Stretch], missing: int) -> Iterator[_Stretch]:
    for stretch in stretches:
        if missing <= 0:
            return
        missing -= stretch.n_windows
        yield stretch


def _around(source: ClipSource, stretch: _Stretch, window: int) -> npt.NDArray[np.float32]:
    """(n_windows, window): a clip from its shift on, its beginning behind its end, then zeros."""
    length = source.n_samples(stretch.clip)
    out = np.zeros(stretch.n_windows * window, np.float32)
    filled = min(len(out), length - stretch.first)
    place = (stretch.first + stretch.shift) % length
    head = min(filled, length - place)
    out[:head] = source.window(stretch.clip, place, head)
    out[head:filled] = source.window(stretch.clip, 0, filled - head)
    return out.reshape(stretch.n_windows, window)


def _together(rows: Sequence[tuple[npt.NDArray[np.float32], ClipRow]]) -> Windows:
    return Windows(
        np.stack([heard for heard, _ in rows])[:, None],
        [clip.scene or "" for _, clip in rows],
        [clip.device or "" for _, clip in rows],
    )
