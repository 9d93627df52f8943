"""Log-mel in torch: the same values as ``log_mel``, batched and on any device."""

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ml_core.frontend.log_mel import MelBlock, analysis_window, drawn_mel_blocks, mel_blocks
from ml_core.frontend.spec import LogMelSpec
from ml_core.frontend.torchaudio_door import import_torchaudio

CHUNK_BYTES = 4 << 20  # of spectra at once on a CPU: what stays in its cache is twice as fast
_COMPLEX_BYTES = 8


class TorchLogMel(nn.Module):
    """Samples to log-mel through torchaudio's spectrogram and the shared mel bands.

    Its buffers move with the module but are no part of its state dict: the spec says it all.
    """

    def __init__(self, spec: LogMelSpec) -> None:
        super().__init__()
        self.spec = spec
        self._spectrogram: Any = import_torchaudio().functional.spectrogram
        self.register_buffer("taper", torch.tensor(analysis_window(spec)), persistent=False)
        self._stretches = []
        for index, block in enumerate(mel_blocks(spec)):
            stretch, weights = self._over_spectrum(block)
            self._stretches.append(stretch)
            self.register_buffer(f"mel_{index}", weights, persistent=False)

    def forward(self, samples: Tensor, edges_hz: tuple[float, float] | None = None) -> Tensor:
        """(B, T) or (T,) samples -> (B, F, n_frames) or (F, n_frames).

        Args:
            samples: (B, T) or (T,) at the spec's rate, nominally within -1..1.
            edges_hz: lower and upper end of the bands for this call only, as mel jitter draws
                them; by default the spec's own.

        Raises:
            AscError: the edges are not within 0 and half the sample rate.
        """
        if edges_hz is None:
            bands = [
                (stretch, self.get_buffer(f"mel_{index}"))
                for index, stretch in enumerate(self._stretches)
            ]
        else:
            drawn = replace(self.spec, f_min_hz=edges_hz[0], f_max_hz=edges_hz[1])
            blocks = map(self._over_spectrum, drawn_mel_blocks(drawn))
            bands = [(stretch, weights.to(samples.device)) for stretch, weights in blocks]
        return self._log_mel(samples, bands)

    def _over_spectrum(self, block: MelBlock) -> tuple[slice, Tensor]:
        """A block's stretch of the energies, and its weights (bins, bands).

        Of power spectra the real and the imaginary part weigh alike and lie side by side: adding
        them up is left to the product with the bands, which reads memory once instead of thrice.
        """
        n_parts = 2 if self.spec.power == 2 else 1
        weights = np.repeat(block.weights.T, n_parts, axis=0)
        return slice(n_parts * block.bins.start, n_parts * block.bins.stop), torch.tensor(weights)

    def _log_mel(self, samples: Tensor, bands: list[tuple[slice, Tensor]]) -> Tensor:
        spec, n_frames = self.spec, self.spec.n_frames(samples.shape[-1])
        if n_frames == 0:
            return samples.new_empty((*samples.shape[:-1], spec.n_mels, 0))
        if samples.ndim == 2 and samples.device.type == "cpu":
            per_window = n_frames * (spec.n_fft // 2 + 1) * _COMPLEX_BYTES
            at_once = max(1, CHUNK_BYTES // per_window)
            if len(samples) > at_once:
                parts = samples.split(at_once)
                return torch.cat([self._log_mel(part, bands) for part in parts])
        spectrum = self._spectrum(samples)
        # torchaudio's own power takes the root and squares it again: a quarter of a training step
        energy = (
            torch.view_as_real(spectrum).flatten(-2).square()
            if spec.power == 2
            else (spectrum.real.square() + spectrum.imag.square()).sqrt()
        )
        mel = torch.cat([energy[..., stretch] @ weights for stretch, weights in bands], dim=-1)
        log_mel = mel.add_(spec.floor).log_().add_(spec.offset).div_(spec.scale)
        return log_mel.transpose(-1, -2).contiguous()

    def _spectrum(self, samples: Tensor) -> Tensor:
        """(..., T) -> (..., n_frames, bins), complex."""
        spec, taper = self.spec, self.get_buffer("taper")
        if spec.per_frame:  # the frames are prepared one by one, so they have to be cut here
            frames = samples.unfold(-1, spec.window, spec.hop)
            level = frames - frames.mean(dim=-1, keepdim=True)
            before = torch.cat([level[..., :1], level[..., :-1]], dim=-1)
            tapered = (level - spec.preemphasis * before) * taper
            return torch.fft.rfft(tapered, n=spec.n_fft)
        spectrum: Tensor = self._spectrogram(
            self._pad(self._preemphasise(samples)),
            pad=0,
            window=taper,
            n_fft=spec.n_fft,
            hop_length=spec.hop,
            win_length=spec.window,
            power=None,
            normalized=False,
            center=False,
        )
        return spectrum.transpose(-1, -2)  # as it lies in memory

    def _preemphasise(self, samples: Tensor) -> Tensor:
        if not self.spec.samples_lost:
            return samples
        return samples[..., 1:] - self.spec.preemphasis * samples[..., :-1]

    def _pad(self, signal: Tensor) -> Tensor:
        """Reflect at the edges, or make room for the FFT around an uncentred window."""
        spec = self.spec
        if not spec.centre:
            before = (spec.n_fft - spec.window) // 2
            return nn.functional.pad(signal, (before, spec.n_fft - spec.window - before))
        # By index: torch's own reflection refuses signals shorter than the padding.
        places = np.pad(np.arange(signal.shape[-1]), spec.n_fft // 2, mode="reflect")
        return signal[..., torch.from_numpy(places).to(signal.device)]
