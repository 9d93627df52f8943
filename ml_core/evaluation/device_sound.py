"""How a device colours the sound: band by band, in level, and where it clips.

Scenes sound differently, so devices are compared scene by scene, and each scene counts alike.
Letters: N clips, T samples, P third-octave bands, F mel bands, V devices.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Wide = npt.NDArray[np.float64]

FRAME = 4096  # samples of a spectrum
LOWEST_HZ = 50.0
FULL_SCALE, CLIPPED_SHARE = 0.985, 0.005  # a clip is clipped if this share of it is that large
TELLING_DB = 3.0  # a smaller difference is not said
QUIETEST = 1e-10  # power of a band, of full scale


@dataclass(frozen=True, slots=True)
class ClipSound:
    """What one clip measures."""

    bands_db: Wide  # (P,) power per third octave, dB of full scale
    clipped: float  # share of its samples near full scale
    log_mel: Wide  # (F,) mean of what the network hears


@dataclass(frozen=True, slots=True)
class Colour:
    """What a device does to the sound, against others, averaged over scenes both have."""

    bands_db: Wide  # (P,) difference per third octave, ``level_db`` taken out
    level_db: float  # difference of the middle band: that of the level, whatever some bands do
    log_mel: Wide  # (F,) difference in what the network hears, level included
    n_scenes: int

    @property
    def size_db(self) -> float:
        """Root mean square over the bands."""
        return float(np.sqrt(np.mean(self.bands_db**2)))


def third_octaves(rate_hz: int, highest_hz: float) -> Wide:
    """(P,) centres of third-octave bands from 50 Hz to ``highest_hz``, at most Nyquist."""
    top = min(highest_hz, rate_hz / 2)
    n = int(np.floor(3 * np.log2(top / LOWEST_HZ))) + 1
    return np.asarray(LOWEST_HZ * 2 ** (np.arange(max(n, 1)) / 3))


def power_spectrum(samples: Floats, rate_hz: int) -> tuple[Wide, Wide]:
    """Mean power of every bin of frames side by side; a full-scale sine has 1/2 in all.

    Args:
        samples: (T,); zeros that fill up the last frame count for nothing.
        rate_hz: of the samples.

    Returns:
        Frequencies of the bins (M,) and their power (M,), for M = FRAME // 2 + 1.
    """
    padded = np.zeros(-(-max(len(samples), 1) // FRAME) * FRAME, np.float64)
    padded[: len(samples)] = samples
    frames = padded.reshape(-1, FRAME) * np.hanning(FRAME)
    power = np.square(np.abs(np.fft.rfft(frames, axis=1))).mean(axis=0)
    power *= len(padded) / max(len(samples), 1)  # zeros at the end count for nothing
    # a full-scale sine has the power 1/2; the window lets 3/8 of it through
    power *= 2 / (FRAME**2 * 0.375)
    return np.asarray(np.fft.rfftfreq(FRAME, 1 / rate_hz), np.float64), power


def band_levels(samples: Floats, rate_hz: int, centres_hz: Floats) -> Wide:
    """Mean power of every band in dB of full scale.

    Args:
        samples: (T,).
        rate_hz: of the samples.
        centres_hz: (P,) of third octaves.

    Returns:
        (P,).
    """
    hz, power = power_spectrum(samples, rate_hz)
    edge = 2 ** (1 / 6)
    which = np.searchsorted(np.append(centres_hz / edge, centres_hz[-1] * edge), hz, "right") - 1
    inside = (which >= 0) & (which < len(centres_hz))
    sums = np.bincount(which[inside], weights=power[inside], minlength=len(centres_hz))
    return np.asarray(10 * np.log10(sums + QUIETEST))


def clipped_share(samples: Floats) -> float:
    """Share of the samples of a clip (T,) that are near full scale."""
    return float(np.mean(np.abs(samples) >= FULL_SCALE)) if len(samples) else 0.0


def colour(
    device: Sequence[ClipSound],
    device_scenes: Sequence[str],
    other: Sequence[ClipSound],
    other_scenes: Sequence[str],
) -> Colour:
    """What ``device`` does to the sound that ``other`` does not, scene by scene.

    Where they share no scene, all clips of each stand against each other.
    """
    both = sorted(set(device_scenes) & set(other_scenes))
    names: list[str | None] = [*both] or [None]

    def mean(clips: Sequence[ClipSound], scenes: Sequence[str], name: str | None) -> list[Wide]:
        mine = [clip for clip, scene in zip(clips, scenes, strict=True) if name in (None, scene)]
        return [
            np.mean([getattr(c, part) for c in mine], axis=0) for part in ("bands_db", "log_mel")
        ]

    found = [
        [x - y for x, y in zip(mean(device, device_scenes, name), mean(other, other_scenes, name),
                               strict=True)]
        for name in names
    ]  # fmt: skip
    bands, log_mel = (np.mean([row[part] for row in found], axis=0) for part in range(2))
    level = float(np.median(bands))
    return Colour(bands - level, level, log_mel, len(both))


def mean_colour(colours: Sequence[Colour]) -> Colour:
    """Against several others, each counting alike."""
    return Colour(
        np.mean([one.bands_db for one in colours], axis=0),
        float(np.mean([one.level_db for one in colours])),
        np.mean([one.log_mel for one in colours], axis=0),
        min(one.n_scenes for one in colours),
    )


@dataclass(frozen=True, slots=True)
class Stretch:
    """Neighbouring bands that are all louder, or all quieter."""

    low_hz: float | None  # None: from the lowest on
    high_hz: float | None
    difference_db: float  # mean over the bands


def telling_stretch(bands_db: Floats, centres_hz: Floats) -> Stretch | None:
    """The widest and largest run of bands that differ by ``TELLING_DB``; None if there is none.

    Args:
        bands_db: (P,) differences.
        centres_hz: (P,).
    """
    edge = 2 ** (1 / 6)
    best: tuple[float, int, int] | None = None
    for sign in (1, -1):
        telling = np.concatenate([[False], sign * np.asarray(bands_db) >= TELLING_DB, [False]])
        turns = np.flatnonzero(np.diff(telling.astype(int)))
        for first, end in zip(turns[::2], turns[1::2], strict=True):
            weight = float(np.abs(bands_db[first:end]).sum())
            if best is None or weight > best[0]:
                best = (weight, int(first), int(end))
    if best is None:
        return None
    _, first, end = best
    return Stretch(
        None if first == 0 else float(centres_hz[first] / edge),
        None if end == len(centres_hz) else float(centres_hz[end - 1] * edge),
        float(np.mean(bands_db[first:end])),
    )


def extra_errors(
    errors: Mapping[str, int], clips: Mapping[str, int], elsewhere: Mapping[str, float]
) -> dict[str, float]:
    """Errors of each scene on a device beyond those its clips would have elsewhere.

    Args:
        errors: of the device, by scene.
        clips: of the device, by scene.
        elsewhere: accuracy on other devices, by scene.

    Returns:
        The scenes that have more errors than expected, the most first.
    """
    more = {
        scene: errors.get(scene, 0) - n * (1 - elsewhere[scene])
        for scene, n in clips.items()
        if scene in elsewhere
    }
    return {scene: n for scene, n in sorted(more.items(), key=lambda one: -one[1]) if n > 0}
