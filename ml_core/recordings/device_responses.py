"""Impulse responses of recording devices: read from a folder, or devices that never were."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ml_core.errors import RecipeError, UnreadableRecording
from ml_core.files import sha256_bytes, sha256_file
from ml_core.recordings.decode import AUDIO_SUFFIXES, read_samples

Array = NDArray[np.float32]

N_SYNTHESISED = 100
RESPONSE_S = 0.064  # by then a high-pass of 20 Hz has faded to a third of a percent
_OVERSAMPLED = 8  # of the spectrum: what wraps around in the cepstrum is below -60 dB
_LOWEST_DB = -80.0


def read_responses(folder: Path, sample_rate_hz: int) -> list[Array]:
    """Every impulse response of a folder and those below it, in the order of their names.

    Their level is left as it is: the published recipes compensate no gain.

    Args:
        folder: of audio files, mono or mixed down.
        sample_rate_hz: the rate they are wanted at.

    Returns:
        One (R,) array each, of different lengths.

    Raises:
        RecipeError: there is no such folder, nothing in it, or files of it cannot be used; all
            of those are named.
    """
    paths = _audio_files(folder)
    responses, problems = list[Array](), list[str]()
    for path in paths:
        try:
            response = read_samples(path, sample_rate_hz=sample_rate_hz)
        except UnreadableRecording as error:
            problems.append(f"{path.relative_to(folder)} ({error.reason})")
            continue
        if response.any():
            responses.append(response)
        else:
            problems.append(f"{path.relative_to(folder)} (it is silent)")
    if problems:
        raise RecipeError(
            f"These impulse responses cannot be used: {', '.join(problems)}.",
            hint=f'Repair them or take them out of "{folder}".',
        )
    if not responses:
        raise RecipeError(
            f'The folder "{folder}" holds no impulse responses.',
            hint="Set dir_folder to a folder of WAV files, or leave it empty.",
        )
    return responses


def folder_of(named: str, share: float) -> Path | None:
    """Where the impulse responses of a recipe lie; None where it names no folder.

    Args:
        named: the recipe's ``dir_folder``.
        share: its ``dir_share``.

    Raises:
        RecipeError: there is no such folder, or no window would be heard through its responses.
    """
    if not named.strip():
        return None
    if not share:
        raise RecipeError(
            f'"{named.strip()}" would not be used: no window is heard through its responses.',
            hint="Say how many are, e.g. dir_share=0.5, or leave dir_folder out.",
        )
    folder = Path(named.strip()).expanduser()
    _require_folder(folder)
    return folder


def responses_digest(folder: Path) -> str:
    """What the audio files of a folder hold and how they are named, as one digest.

    Raises:
        RecipeError: there is no such folder.
    """
    files = [f"{path.relative_to(folder)} {sha256_file(path)}" for path in _audio_files(folder)]
    return sha256_bytes("\n".join(files).encode())


def _audio_files(folder: Path) -> list[Path]:
    _require_folder(folder)
    return sorted(path for path in folder.rglob("*") if path.suffix.lower() in AUDIO_SUFFIXES)


def _require_folder(folder: Path) -> None:
    if not folder.is_dir():
        raise RecipeError(
            f'There is no folder of impulse responses at "{folder}".',
            hint="Set dir_folder to a folder of WAV files, or leave it empty.",
        )


def synthesise_responses(
    sample_rate_hz: int, *, n_responses: int = N_SYNTHESISED, seed: int = 0
) -> Array:
    """Impulse responses of devices that never were, as different as microphones are.

    Each has a high-pass, a low-pass, one to five broad resonances and a tilt, all drawn; it is
    minimum-phase and has unit energy, so that noise keeps its level. The same seed draws the
    same devices at every rate, and the first of many are the few.

    Args:
        sample_rate_hz: their rate.
        n_responses: N.
        seed: other seeds draw other devices.

    Returns:
        (N, R) of ``RESPONSE_S`` seconds.
    """
    rng = np.random.default_rng(seed)
    n_taps = round(RESPONSE_S * sample_rate_hz)
    n_fft = _OVERSAMPLED * n_taps
    hz = np.arange(n_fft // 2 + 1) * (sample_rate_hz / n_fft)
    drawn = [minimum_phase(_draw_gain_db(hz, rng), n_taps) for _ in range(n_responses)]
    return np.stack([one / np.linalg.norm(one) for one in drawn]).astype(np.float32)


def _draw_gain_db(hz: NDArray[np.floating], rng: np.random.Generator) -> NDArray[np.floating]:
    """(n,) gain of one device at these frequencies."""
    octaves = np.log2(np.maximum(hz, 5.0) / 1000.0)  # from 1 kHz
    high_pass, low_pass = _log_uniform(rng, 20.0, 400.0), _log_uniform(rng, 3_000.0, 12_000.0)
    gain = rng.uniform(-4.0, 4.0) * octaves
    gain -= 10 * np.log10(1 + (high_pass / np.maximum(hz, 1e-3)) ** 4)  # second order
    gain -= 10 * np.log10(1 + (hz / low_pass) ** 8)  # fourth order
    for _ in range(rng.integers(1, 6)):
        centre = np.log2(_log_uniform(rng, 80.0, 8_000.0) / 1000.0)
        width, height = rng.uniform(0.3, 1.2), rng.uniform(-12.0, 12.0)  # octaves, dB
        gain += height * np.exp(-0.5 * ((octaves - centre) / width) ** 2)
    return gain


def _log_uniform(rng: np.random.Generator, low: float, high: float) -> float:
    return float(np.exp(rng.uniform(np.log(low), np.log(high))))


def impulse_response(
    hz: NDArray[np.floating], gains_db: NDArray[np.floating], sample_rate_hz: int
) -> Array:
    """(R,) of ``RESPONSE_S`` seconds, minimum-phase, with these gains.

    Between the bands the gain follows a line over the logarithm of the frequency; beyond the
    outer ones it stays.

    Args:
        hz: (P,) centres of bands, rising.
        gains_db: (P,) of the bands.
        sample_rate_hz: of the response.
    """
    n_taps = round(RESPONSE_S * sample_rate_hz)
    bins = np.fft.rfftfreq(_OVERSAMPLED * n_taps, 1 / sample_rate_hz)
    place = np.log(np.maximum(bins, 1.0))
    gains = np.interp(place, np.log(np.asarray(hz, np.float64)), gains_db)
    return minimum_phase(gains, n_taps).astype(np.float32)


def minimum_phase(gain_db: NDArray[np.floating], n_taps: int) -> NDArray[np.float64]:
    """A response with these gains whose delay is the least.

    Folding the cepstrum of the gain onto positive times gives the minimum phase (Oppenheim and
    Schafer, Discrete-Time Signal Processing, section on homomorphic processing).

    Args:
        gain_db: (N,) at equal steps from 0 Hz to Nyquist.
        n_taps: its length.

    Returns:
        (n_taps,).
    """
    n_fft = 2 * (len(gain_db) - 1)
    lowest = gain_db.max() + _LOWEST_DB
    cepstrum = np.fft.irfft(np.maximum(gain_db, lowest) * (np.log(10) / 20), n=n_fft)
    cepstrum[1 : n_fft // 2] *= 2
    cepstrum[n_fft // 2 + 1 :] = 0
    response: NDArray[np.float64] = np.fft.irfft(np.exp(np.fft.rfft(cepstrum)), n=n_fft)[:n_taps]
    n_fading = n_taps // 4
    response[-n_fading:] *= 0.5 + 0.5 * np.cos(np.linspace(0, np.pi, n_fading))
    return response
