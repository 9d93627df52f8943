"""Log-mel in torch: the same values as ``log_mel``, batched and on any device."""

from typing import Any

import numpy as np
import torch
from torch import Tensor, nn

from ml_core.frontend.log_mel import analysis_window, mel_blocks
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

    def forward(self, samples: Tensor) -> Tensor:
        """(B, T) or (T,) samples -> (B, F, n_frames) or (F, n_frames)."""
        spec = self.spec
        if spec.n_frames(samples.shape[-1]) == 0:
            return samples.new_empty((*samples.shape[:-1], spec.n_mels, 0))
        if samples.ndim == 2 and samples.device.type == "cpu" and len(samples) > CPU_BATCH:
            return torch.cat([self(part) for part in samples.split(CPU_BATCH)])
        spectrum = self._spectrogram(
            self._pad(self._preemphasise(samples)),
            pad=0,
            window=self.get_buffer("taper"),
            n_fft=spec.n_fft,
            hop_length=spec.hop,
            win_length=spec.window,
            power=None,
            normalized=False,
            center=False,
        )
        # torchaudio's own power takes the root and squares it again: a quarter of a training step
        energy = spectrum.real.square() + spectrum.imag.square()
        if spec.power == 1:
            energy = energy.sqrt()
        blocks = [
            self.get_buffer(f"mel_{index}") @ energy[..., bins, :]
            for index, bins in enumerate(self._bins)
        ]
        mel = torch.cat(blocks, dim=-2)
        return ((mel + spec.floor).log() + spec.offset) / spec.scale

    def _preemphasise(self, samples: Tensor) -> Tensor:
        if not self.spec.preemphasis:
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
