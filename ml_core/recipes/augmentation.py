"""What happens to training windows before a network hears them."""

from dataclasses import dataclass
from typing import Literal

from ml_core.recipes.fields import RecipeFields


@dataclass(frozen=True, slots=True, kw_only=True)
class AugmentationRecipe(RecipeFields):
    """Augmentations of training windows, in the order in which they act; mixup is the last.

    ``..._share`` is the probability of one. Nothing here touches a window that is measured.
    """

    # on the waveform
    speed_octaves: float = 0.0  # faster or slower by up to this much, pitch and all
    roll_s: float = 0.1  # rotated by up to this many seconds, both ways
    gain_db: float = 0.0  # louder or softer by up to this much
    mixup_domain: Literal["log_mel", "waveform"] = "log_mel"  # where two windows are mixed
    mixup_share: float = 0.0  # of batches (log_mel) or of windows (waveform)
    mixup_alpha: float = 0.3  # of Beta(alpha, alpha)
    mixup_levels: Literal["as_recorded", "even"] = "as_recorded"  # even: shares of loudness
    dir_share: float = 0.0  # convolved with a device impulse response
    dir_folder: str = ""  # WAV files of responses; empty: our own synthesised device filters
    dir_devices: str = ""  # only clips of these devices, e.g. "a" or "a,b"; empty: all
    dir_min_rms: float = 0.0  # ADIR: only windows at least this loud (0.1 is E >= 323 at 32 kHz)
    dir_max_s: float = 0.0  # responses are cut to this length; 0: whole
    # on the log-mel
    mel_jitter_hz: float = 0.0  # the upper edge moves by up to half of this, a draw per batch
    freq_mixstyle_share: float = 0.4  # of batches
    freq_mixstyle_alpha: float = 0.3  # of Beta(alpha, alpha)
    freq_mask_bands: int = 48  # up to this many mel bands of every window are masked
    time_mask_frames: int = 0  # up to this many frames of every window are masked
    # as some published code has it: one share per batch (Freq-MixStyle, mixup in log_mel), masks
    # before Freq-MixStyle, which mixes frames of BEATs' input instead of bands, and responses at
    # 32 kHz whatever the network's rate
    published_quirks: bool = False

    def check(self) -> None:
        """Raise RecipeError naming the first setting of a wrong type or range."""
        RecipeFields.check(self)
        self.require_paths("dir_folder")
        self.require_shares("dir_share", "mixup_share", "freq_mixstyle_share")
        self.require_not_negative(
            "speed_octaves", "roll_s", "gain_db", "dir_min_rms", "dir_max_s", "mel_jitter_hz",
            "freq_mask_bands", "time_mask_frames",
        )  # fmt: skip
        # beyond, nothing is recognised
        self.require("speed_octaves", self.speed_octaves <= 2, allowed="0 to 2 octaves")
        self.require("gain_db", self.gain_db <= 60, allowed="0 to 60 dB")
        # at 8000 Hz the upper edge of a network at 16 kHz falls to half of what it was
        self.require("mel_jitter_hz", self.mel_jitter_hz <= 8000, allowed="0 to 8000 Hz")
        self.require("mixup_alpha", self.mixup_alpha > 0)
        self.require("freq_mixstyle_alpha", self.freq_mixstyle_alpha > 0)
