"""What the canvas is given to draw: a spectrogram and a wave, each with its place in time."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from ascstudio import theme


@dataclass(frozen=True, slots=True, eq=False)
class Picture:
    """A spectrogram of a stretch.

    Attributes:
        level_db: (H, W), lowest frequency first.
        start_s: left edge.
        stop_s: right edge.
        low_hz: lower edge of the first row.
        high_hz: upper edge of the last row.
    """

    level_db: NDArray[np.float32]
    start_s: float
    stop_s: float
    low_hz: float
    high_hz: float


@dataclass(frozen=True, slots=True, eq=False)
class Wave:
    """Lowest and highest sample of equal columns of a stretch.

    Attributes:
        low: (W,) -1 to 1.
        high: (W,) -1 to 1.
        start_s: left edge.
        stop_s: right edge.
        peak: the value that fills the height.
        exact: False while it is drawn from samples of the file.
    """

    low: NDArray[np.float32]
    high: NDArray[np.float32]
    start_s: float
    stop_s: float
    peak: float = 1.0
    exact: bool = True


def coloured(picture: Picture, floor_db: float, peak_db: float) -> QImage:
    """A picture in the colour map in force, highest frequency at the top.

    Args:
        picture: levels.
        floor_db: drawn darkest.
        peak_db: drawn brightest.
    """
    scaled = (picture.level_db[::-1] - floor_db) * (255.0 / max(peak_db - floor_db, 1e-6))
    places = np.clip(np.nan_to_num(scaled, nan=0.0), 0, 255).astype(np.uint8)
    pixels = np.ascontiguousarray(theme.spectrogram_lut()[places])
    height, width = pixels.shape
    # copied because the array dies with this function and QImage does not keep it alive
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


def columns_of(
    wave: Wave, start_s: float, stop_s: float, n_columns: int
) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The wave in the columns of another stretch: (n,) lowest and highest, NaN outside.

    The wave on hand may be of the view before: it is shown where it belongs until a finer one
    comes.
    """
    n = len(wave.low)
    low = np.full(n_columns, np.nan, np.float32)
    high = low.copy()
    if not n or stop_s <= start_s:
        return low, high
    edges_s = np.linspace(start_s, stop_s, n_columns + 1)
    scale = n / max(wave.stop_s - wave.start_s, 1e-9)
    first = np.floor((edges_s[:-1] - wave.start_s) * scale + 1e-6).astype(np.int64)
    last = np.ceil((edges_s[1:] - wave.start_s) * scale - 1e-6).astype(np.int64)
    inside = (last > 0) & (first < n)
    first, last = np.clip(first, 0, n - 1), np.clip(last, 1, n)
    last = np.maximum(last, first + 1)
    # reduceat over [first, last): pairs of indices, of which every second result counts
    pairs = np.stack([first, np.minimum(last, n - 1)], axis=1).ravel()
    lows = np.minimum.reduceat(wave.low, pairs)[::2]
    highs = np.maximum.reduceat(wave.high, pairs)[::2]
    at_end = last >= n  # reduceat cannot name the end: the last column is looked at by itself
    lows = np.where(at_end, np.minimum(lows, wave.low[-1]), lows)
    highs = np.where(at_end, np.maximum(highs, wave.high[-1]), highs)
    low[inside], high[inside] = lows[inside], highs[inside]
    return low, high
