"""Spectrograms of any stretch of a recording, from tiles on one grid of frames."""

import copy
import itertools
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml_core.files import Closing
from ml_core.progress import Monitor
from ml_core.recordings.lru import ArrayCache
from ml_core.recordings.overview import Edges, Overview, filled, scattered
from ml_core.recordings.pyramid import band_rows
from ml_core.recordings.spectrum import (
    FLOOR_DB,
    Array,
    FrequencyRows,
    Scale,
    frame_powers,
    to_db,
    to_scale,
)

TILE_FRAMES = 128
HOPS_PER_WINDOW = 16  # on the finest level
FFT_SIZES = (256, 512, 1024, 2048, 4096, 8192, 16384)
LONG = 3 << 20  # samples in windows: a twentieth of a second of work
DRAFT_S = 0.1  # how long a draft may read
READ_AT_ONCE = 1 << 19  # samples: so many are read quicker than a thousand pieces of them
QUICK_FFT = 4096  # larger windows do not fit in the caches, and take longer per sample
DRAFT_FFT = 1024  # at most: a draft is there to be quick
_POWER_BYTES = 64 << 20
_ROW_BYTES = 48 << 20
_numbers = itertools.count()  # next() of it is atomic


@dataclass(frozen=True, slots=True)
class SpectrogramSettings:
    """How a spectrogram is computed; range, gain and colours are matters of drawing.

    Attributes:
        n_fft: samples in a window (Hann), one of ``FFT_SIZES``.
        scale: the frequency axis.
    """

    n_fft: int = 2048
    scale: Scale = "mel"

    def __post_init__(self) -> None:
        """Refuse what no picture can be made of."""
        if self.n_fft not in FFT_SIZES:
            raise ValueError(f"{self.n_fft} is not one of {FFT_SIZES}")


class TileMemory:
    """What was computed lately, of one or several recordings; below 120 MB. Safe from any thread.

    Attributes:
        powers: spectra, of any axis.
        rows: the same in the rows of a picture.
    """

    def __init__(self) -> None:
        self.powers = ArrayCache(_POWER_BYTES)
        self.rows = ArrayCache(_ROW_BYTES)


class SpectrogramTiles(Closing):
    """Pictures of a recording. Safe from any thread.

    Frames lie on one grid for the whole recording, so a pixel is the same whatever stretch it
    was asked with. A column as wide as several frames shows the mean power of all of them. Very
    wide views of long recordings come from the overview's coarse spectrum.

    Args:
        path: an audio file; ignored when ``overview`` is given.
        settings: how to compute.
        overview: the recording's overview, if it is open already; else one is opened here.
        memory: shared with the pictures of other recordings; None: its own.

    Raises:
        UnreadableRecording: missing or not decodable.
    """

    def __init__(
        self,
        path: Path | str,
        settings: SpectrogramSettings | None = None,
        *,
        overview: Overview | None = None,
        memory: TileMemory | None = None,
    ) -> None:
        self.settings = settings or SpectrogramSettings()
        self._own = overview is None
        self._overview = overview or Overview.open(path)
        self._memory = memory or TileMemory()
        self._number = next(_numbers)  # tells its tiles from those of others
        self._finest_hop = self.settings.n_fft // HOPS_PER_WINDOW

    def on_scale(self, scale: Scale) -> "SpectrogramTiles":
        """The same spectra on another frequency axis: nothing is computed again."""
        other = copy.copy(self)
        other.settings, other._own = SpectrogramSettings(self.settings.n_fft, scale), False
        return other

    def close(self) -> None:
        """Let go of what was computed, and of the file unless the overview came from outside."""
        for cache in (self._memory.powers, self._memory.rows):
            cache.forget(self._number)
        if self._own:
            self._overview.close()

    def is_exact(self, start: int, stop: int, width: int) -> bool:
        """Whether ``image`` of this stretch shows every sample, not a block per column."""
        return not self._coarse((stop - start) / width) or self._overview.is_exact(
            start, stop, width
        )

    def image(
        self,
        start_sample: int,
        stop_sample: int,
        low_hz: float,
        high_hz: float,
        width: int,
        height: int,
        monitor: Monitor | None = None,
        *,
        draft: bool = False,
    ) -> Array:
        """A picture of a stretch and a frequency range.

        Args:
            start_sample: left edge of the first column.
            stop_sample: right edge of the last; outside the recording is silence.
            low_hz: lower edge of row 0.
            high_hz: upper edge of the last row.
            width: columns.
            height: rows, equally high on the axis of the settings.
            monitor: to cancel.
            draft: approximately and at once, reading at most a tenth of a second: a column shows
                one short window around its middle, or its neighbour where time was short.

        Returns:
            (height, width) decibels below a full-scale sine; row 0 is the lowest frequency.

        Raises:
            UnreadableRecording: the file is damaged or gone.
            Cancelled: asked to stop.
        """
        rows = FrequencyRows(self.settings.scale, low_hz, high_hz, height)
        with self._overview.looking():
            edges = Edges.between(start_sample, stop_sample, width)
            draw = self._draft if draft else self._image
            return draw(edges, rows, monitor or Monitor())

    def _image(self, edges: Edges, rows: FrequencyRows, monitor: Monitor) -> Array:
        if self._coarse(edges.step):
            picture = self._coarse_image(edges, rows, monitor)
        else:
            hop = self._hop(edges.step)
            join = _interpolated if hop > edges.step else _pooled
            picture = to_db(join(self, edges, hop, rows, monitor))
        outside = (edges.at[:-1] >= self._overview.n_samples) | (edges.at[1:] <= 0)
        picture[:, outside] = FLOOR_DB
        return picture

    def takes_long(self, start: int, stop: int, width: int) -> bool:
        """Whether much of this stretch was not computed yet, so that a draft is worth showing."""
        step = (stop - start) / width
        if self._coarse(step):
            return False
        hop, n_fft = self._hop(step), self.settings.n_fft
        size = hop * TILE_FRAMES
        numbers = range(max(0, start) // size, -(-min(stop, self._overview.n_samples) // size))
        missing = sum((self._number, one, hop) not in self._memory.powers for one in numbers)
        windows = TILE_FRAMES * max(1, hop // (n_fft // 2))
        slower = max(1, n_fft // QUICK_FFT)
        return missing * windows * n_fft * slower > LONG

    def _draft(self, edges: Edges, rows: FrequencyRows, monitor: Monitor) -> Array:
        n_fft = min(self.settings.n_fft, DRAFT_FFT)
        begins = (edges.at[1:] + edges.at[:-1]) // 2 - n_fft // 2
        blocks = self._blocks(begins, n_fft, monitor)
        (known,) = np.nonzero(~np.isnan(blocks[:, 0]))
        powers = frame_powers(blocks[known].ravel(), n_fft, n_fft)
        in_rows = to_db(rows.of_bins(powers, self._overview.sample_rate_hz))
        picture = np.full((len(begins), in_rows.shape[1]), np.nan, np.float32)
        picture[known] = in_rows
        return filled(picture).T

    def _blocks(self, begins: NDArray[np.int64], n_fft: int, monitor: Monitor) -> Array:
        """(n, n_fft) samples from each of (n,) places; nan where time was short."""
        reader, first, last = self._overview.reader, int(begins[0]), int(begins[-1])
        if last - first <= READ_AT_ONCE:
            samples = reader.read(first, last + n_fft)
            return np.lib.stride_tricks.sliding_window_view(samples, n_fft)[begins - first]
        blocks = np.full((len(begins), n_fft), np.nan, np.float32)
        end = time.monotonic() + DRAFT_S
        for column in scattered(len(begins)):
            monitor.check()
            if time.monotonic() > end:
                break
            begin = int(begins[column])
            blocks[column] = reader.read(begin, begin + n_fft)
        return blocks

    def _coarse(self, step: float) -> bool:
        size = self._overview.column_size
        return size is not None and step >= size

    def _hop(self, step: float) -> int:
        """Samples between frames: the finest hop, doubled while it fits in a pixel column."""
        hop = self._finest_hop
        while hop * 2 <= step:
            hop *= 2
        return hop

    def _coarse_image(self, edges: Edges, rows: FrequencyRows, monitor: Monitor) -> Array:
        bands = self._overview.bands(*edges.ends, len(edges.at) - 1, monitor)
        centres = to_scale(band_rows(self._overview.sample_rate_hz).centres_hz(), "mel")
        place = np.interp(to_scale(rows.centres_hz(), "mel"), centres, np.arange(len(centres)))
        lower = np.minimum(place.astype(int), len(centres) - 2)
        share = (place - lower).astype(np.float32)[:, None]
        picture: Array = (1 - share) * bands[lower] + share * bands[lower + 1]
        return picture

    def frames(
        self, first: int, last: int, hop: int, rows: FrequencyRows, monitor: Monitor
    ) -> Array:
        """Power of frames ``first`` to ``last`` of the grid of a hop, (height, last - first).

        Frame i stands for samples i * hop to (i + 1) * hop: one window around their middle, or
        the mean of windows half a length apart where they span more than half a window.
        """
        tiles = [
            self._row_tile(number, hop, rows, monitor)
            for number in range(first // TILE_FRAMES, -(-last // TILE_FRAMES))
        ]
        offset = first // TILE_FRAMES * TILE_FRAMES
        joined: Array = np.concatenate(tiles, axis=1)[:, first - offset : last - offset]
        return joined

    def _row_tile(self, number: int, hop: int, rows: FrequencyRows, monitor: Monitor) -> Array:
        """(height, 128) power, a tile of the grid in the rows asked for."""
        key = (self._number, number, hop, rows)
        tile = self._memory.rows.get(key)
        if tile is None:
            powers = self._power_tile(number, hop, monitor)
            in_rows = rows.of_bins(powers, self._overview.sample_rate_hz)
            tile = np.ascontiguousarray(in_rows.T)
            self._memory.rows.put(key, tile)
        return tile

    def _power_tile(self, number: int, hop: int, monitor: Monitor) -> Array:
        """(128, n_bins) power, a tile of the grid."""
        key = (self._number, number, hop)
        tile = self._memory.powers.get(key)
        if tile is None:
            monitor.check()
            tile = self._computed(number * TILE_FRAMES * hop, hop, monitor)
            self._memory.powers.put(key, tile)
        return tile

    def _computed(self, start: int, hop: int, monitor: Monitor) -> Array:
        n_fft, read = self.settings.n_fft, self._overview.reader.read
        step = min(hop, n_fft // 2)
        per_frame = hop // step
        before = (n_fft - step) // 2  # a window's middle is the middle of its step
        frames_at_once = max(1, _frames_within(per_frame))
        parts = []
        for first in range(0, TILE_FRAMES, frames_at_once):
            monitor.check()
            n = min(frames_at_once, TILE_FRAMES - first)
            begin = start + first * hop - before
            samples = read(begin, begin + (n * per_frame - 1) * step + n_fft)
            powers = frame_powers(samples, n_fft, step)
            parts.append(powers.reshape(n, per_frame, -1).mean(axis=1))
        tile: Array = np.concatenate(parts)
        return tile


def _frames_within(per_frame: int, windows: int = 512) -> int:
    """Frames computed at once, so that their windows stay a few megabytes."""
    return windows // per_frame


def _pooled(
    tiles: SpectrogramTiles, edges: Edges, hop: int, rows: FrequencyRows, monitor: Monitor
) -> Array:
    """Columns as wide as a frame or wider: the mean power of the frames that begin in them."""
    at = edges.at // hop
    frames = tiles.frames(int(at[0]), max(int(at[-1]), int(at[-2]) + 1), hop, rows, monitor)
    starts = at[:-1] - at[0]
    counts: Array = np.maximum(np.diff(at), 1).astype(np.float32)
    sums: Array = np.add.reduceat(frames, starts, axis=1)
    pooled: Array = sums / counts
    return pooled


def _interpolated(
    tiles: SpectrogramTiles, edges: Edges, hop: int, rows: FrequencyRows, monitor: Monitor
) -> Array:
    """Columns narrower than a frame: on the line between the two frames around their middle."""
    place = (edges.at[1:] + edges.at[:-1]) / (2 * hop) - 0.5
    left = np.floor(place).astype(int)
    share: Array = (place - left).astype(np.float32)
    first, last = int(left[0]), int(left[-1]) + 2
    frames = tiles.frames(first, last, hop, rows, monitor)
    left -= first
    joined: Array = (np.float32(1) - share) * frames[:, left] + share * frames[:, left + 1]
    return joined
