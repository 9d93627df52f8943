"""Log-mel in torch: the same values as ``log_mel``, batched and on any device."""

from dataclasses import replace
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ml_core.frontend.log_mel import analysis_window, drawn_mel_blocks, mel_blocks
from ml_core.frontend.spec import LogMelSpec
from ml_core.frontend.torchaudio_door import import_torchaudio

CPU_BATCH = 16  # waveforms at once: their spectra stay in the cache, which is twice as fast


class TorchLogMel(nn.Module):
    """Samples to log-mel through torchaudio's spectrogram and the shared mel bands.

    Its buffers move with the module but are no part of its state dict: the spec says it all.
    """

    def __init__(self, spec: LogMelSpec) -> None:
        super().__init__()
        self.spec = spec
        self._spectrogram: Any = import_torchaudio().functional.spectrogram
        self.register_buffer("taper", torch.tensor(analysis_window(spec)), persistent=False)
        self._bins = []
        for index, (_, bins, weights) in enumerate(mel_blocks(spec)):
            self._bins.append(bins)
            self.register_buffer(f"mel_{index}", torch.tensor(weights), persistent=False)

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
                (bins, self.get_buffer(f"mel_{index}")) for index, bins in enumerate(self._bins)
            ]
        else:
            drawn = replace(self.spec, f_min_hz=edges_hz[0], f_max_hz=edges_hz[1])
            bands = [
                (bins, torch.from_numpy(weights).to(samples.device))
                for _, bins, weights in drawn_mel_blocks(drawn)
            ]
        return self._log_mel(samples, bands)

    def _log_mel(self, samples: Tensor, bands: list[tuple[slice, Tensor]]) -> Tensor:
        spec = self.spec
        if spec.n_frames(samples.shape[-1]) == 0:
            return samples.new_empty((*samples.shape[:-1], spec.n_mels, 0))
        if samples.ndim == 2 and samples.device.type == "cpu" and len(samples) > CPU_BATCH:
            return torch.cat([self._log_mel(part, bands) for part in samples.split(CPU_BATCH)])
        spectrum = self._spectrum(samples)
        # torchaudio's own power takes the root and squares it again: a quarter of a training step
        energy = spectrum.real.square() + spectrum.imag.square()
        if spec.power == 1:
            energy = energy.sqrt()
        mel = torch.cat([weights @ energy[..., bins, :] for bins, weights in bands], dim=-2)
        return ((mel + spec.floor).log() + spec.offset) / spec.scale

    def _spectrum(self, samples: Tensor) -> Tensor:
        """(..., T) -> (..., bins, n_frames), complex."""
        spec, taper = self.spec, self.get_buffer("taper")
        if spec.per_frame:  # the frames are prepared one by one, so they have to be cut here
            frames = samples.unfold(-1, spec.window, spec.hop)
            level = frames - frames.mean(dim=-1, keepdim=True)
            before = torch.cat([level[..., :1], level[..., :-1]], dim=-1)
            tapered = (level - spec.preemphasis * before) * taper
            return torch.fft.rfft(tapered, n=spec.n_fft).transpose(-1, -2)
        return self._spectrogram(
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
