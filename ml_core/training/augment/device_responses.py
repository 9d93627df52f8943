"""Other microphones: windows convolved with the impulse responses of recording devices (DIR).

Letters: B windows, T samples, N responses.
"""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from ml_core.recipes.augmentation import AugmentationRecipe
from ml_core.recordings.device_responses import read_responses, synthesise_responses
from ml_core.training.augment.waveform import rms
from ml_core.training.windows import Indices, to_device

QUIRK_RATE_HZ = 32_000  # the published code loads responses at this rate for every model


class ResponseBank:
    """Impulse responses kept as spectra, so that a convolution costs two transforms per window.

    Args:
        responses: N arrays (R,), of any lengths.
        n_samples: T of the windows they will be convolved with.
        device: where the windows are.
    """

    def __init__(
        self,
        responses: Sequence[npt.NDArray[np.float32]],
        n_samples: int,
        device: torch.device,
    ) -> None:
        self.n_samples = n_samples
        longest = min(n_samples, max(map(len, responses)))  # later taps come after the window
        self._n_fft = fast_length(n_samples + longest - 1)
        taps = np.zeros((len(responses), longest), dtype=np.float32)
        for row, response in zip(taps, responses, strict=True):
            row[: len(response)] = response[:longest]
        self._spectra = torch.fft.rfft(torch.from_numpy(taps), n=self._n_fft).to(device)

    def __len__(self) -> int:
        return len(self._spectra)

    def convolve(self, samples: Tensor, which: Tensor) -> Tensor:
        """Every window through a response of its own: full convolution, its first T samples.

        Args:
            samples: (B, T).
            which: (B,) int64, number of the response.

        Returns:
            (B, T), with the gain of the response.
        """
        spectrum = torch.fft.rfft(samples, n=self._n_fft)
        heard = torch.fft.irfft(spectrum.mul_(self._spectra[which]), n=self._n_fft)
        return heard[:, : self.n_samples]


class DeviceResponses:
    """The recipe's DIR, or ADIR where it names a least loudness.

    DIR (Morocutti et al., arXiv 2305.07499): with probability ``dir_share`` a window is heard
    through a random device. ADIR (Chen et al., arXiv 2412.20722): only if it has energy enough;
    that the energy is the sum of squares over the window is a reconstruction.

    Args:
        recipe: the settings named ``dir_...``.
        sample_rate_hz: of the windows.
        n_samples: T of the windows.
        device: where the windows are.

    Raises:
        RecipeError: the folder of responses cannot be used.
    """

    def __init__(
        self,
        recipe: AugmentationRecipe,
        *,
        sample_rate_hz: int,
        n_samples: int,
        device: torch.device,
    ) -> None:
        rate_hz = QUIRK_RATE_HZ if recipe.published_quirks else sample_rate_hz
        folder = recipe.dir_folder.strip()
        responses: Sequence[npt.NDArray[np.float32]] = (
            read_responses(Path(folder).expanduser(), rate_hz)
            if folder
            else list(synthesise_responses(rate_hz))
        )
        if recipe.dir_max_s:
            n_kept = max(1, round(recipe.dir_max_s * rate_hz))
            responses = [response[:n_kept] for response in responses]
        self._bank = ResponseBank(responses, n_samples, device)
        self._share, self._min_rms = recipe.dir_share, recipe.dir_min_rms

    def __call__(
        self, samples: Tensor, allowed: npt.NDArray[np.bool_], rng: np.random.Generator
    ) -> Tensor:
        """Some windows through other devices.

        Args:
            samples: (B, T).
            allowed: (B,) whether the window's own device may be exchanged.
            rng: of this batch.

        Returns:
            (B, T).
        """
        drawn = rng.random(len(samples)) < self._share
        which = rng.integers(0, len(self._bank), len(samples))
        rows: Indices = np.flatnonzero(drawn & allowed)
        if not len(rows):
            return samples
        place = to_device(rows, samples.device)
        dry = samples[place]
        wet = self._bank.convolve(dry, to_device(which[rows], samples.device))
        if self._min_rms:
            wet = torch.where((rms(dry) >= self._min_rms)[:, None], wet, dry)
        return samples.index_copy(0, place, wet)


def fast_length(n: int) -> int:
    """The least multiple of 64 that is not below ``n`` and has no prime factor above 5."""
    length = -(-n // 64) * 64
    while not _is_smooth(length):
        length += 64
    return length


def _is_smooth(n: int) -> bool:
    for factor in (2, 3, 5):
        while n % factor == 0:
            n //= factor
    return n == 1
