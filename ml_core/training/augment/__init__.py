"""What happens to training windows: batched torch operations on the device they are on."""

from ml_core.training.augment.augmenter import Augmenter, Draws
from ml_core.training.augment.device_responses import DeviceResponses, ResponseBank
from ml_core.training.augment.mixing import draw_mix, draw_mix_of_some
from ml_core.training.augment.spectrogram import (
    freq_mixstyle,
    jitter_edges,
    mask_bands,
    mask_frames,
    mask_value,
)
from ml_core.training.augment.waveform import change_gain, rms, roll

__all__ = [
    "Augmenter",
    "DeviceResponses",
    "Draws",
    "ResponseBank",
    "change_gain",
    "draw_mix",
    "draw_mix_of_some",
    "freq_mixstyle",
    "jitter_edges",
    "mask_bands",
    "mask_frames",
    "mask_value",
    "rms",
    "roll",
]
