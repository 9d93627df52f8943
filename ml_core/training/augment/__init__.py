"""What happens to training windows: batched torch operations on the device they are on."""

from ml_core.training.augment.augmenter import Augmenter, Draws, Plan, Waveforms
from ml_core.training.augment.device_responses import DeviceResponses, ResponseBank
from ml_core.training.augment.mixing import blend_by_loudness, draw_mix, draw_mix_of_some
from ml_core.training.augment.rows import Rows
from ml_core.training.augment.spectrogram import (
    freq_mixstyle,
    jitter_edges,
    mask_bands,
    mask_frames,
    mask_value,
)
from ml_core.training.augment.waveform import change_gain, change_speed, rms, roll

__all__ = [
    "Augmenter",
    "DeviceResponses",
    "Draws",
    "Plan",
    "ResponseBank",
    "Rows",
    "Waveforms",
    "blend_by_loudness",
    "change_gain",
    "change_speed",
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
