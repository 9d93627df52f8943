"""What turns samples into log-mel, as a value that travels inside every bundle."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from math import log
from typing import Any, Literal, Self

from ml_core.errors import AscError

WindowKind = Literal["hann", "hann_periodic", "povey"]
MelFormula = Literal["kaldi", "htk", "slaney"]
# Settings that came after the first bundles were written: a table says them only where they
# differ from their default, so that every older front end keeps its bytes and its fingerprint.
_LATER = ("per_frame",)
_LARGE = 1e6  # no front end has such a number; a damaged file may


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMelSpec:
    """Everything that decides a log-mel spectrogram. Defaults: CP-Mobile at 16 kHz.

    The values are ``(ln(mel + floor) + offset) / scale`` where ``mel`` is the mel-weighted
    spectrum of the (optionally pre-emphasised) signal.

    ``kaldi`` mel: triangles linear in mel(f) = 1127 ln(1 + f/700), Nyquist bin zero (also
    YAMNet's). ``htk``: 2595 log10(1 + f/700), triangles linear in hertz. ``slaney``: Slaney's
    scale, triangles linear in hertz, no area normalisation.

    ``per_frame`` prepares every frame on its own, as Kaldi's filter bank does: its mean is taken
    away and it is pre-emphasised within itself, y[0] = (1 - a) x[0].
    """

    sample_rate_hz: int = 16_000
    window: int = 1536  # samples
    window_kind: WindowKind = "hann"  # symmetric; hann_periodic: DFT-even; povey: hann ** 0.85
    n_fft: int = 2048  # samples; the window is centred in it
    hop: int = 250  # samples
    centre: bool = True  # reflect-pad by n_fft // 2 on both sides
    power: float = 2.0  # exponent of the magnitude: 2 power, 1 magnitude
    mel_formula: MelFormula = "kaldi"
    n_mels: int = 256
    f_min_hz: float = 0.0
    f_max_hz: float = 7500.0
    preemphasis: float = 0.97  # y[n] = x[n+1] - a x[n], one sample shorter; 0 switches it off
    floor: float = 1e-5  # added before the logarithm
    offset: float = 4.5
    scale: float = 5.0
    per_frame: bool = False  # mean removed and pre-emphasised in every frame, not in the signal

    def __post_init__(self) -> None:
        problems = [
            ("sample_rate_hz", 1000 <= self.sample_rate_hz <= 1_000_000),
            ("window", 2 <= self.window <= self.n_fft),
            ("n_fft", self.n_fft % 2 == 0 and self.n_fft <= 1 << 16),
            ("hop", 1 <= self.hop <= self.window),
            ("power", self.power in (1.0, 2.0)),
            ("n_mels", 1 <= self.n_mels <= 1 << 14),
            ("f_max_hz", 0 <= self.f_min_hz < self.f_max_hz <= self.sample_rate_hz / 2),
            ("preemphasis", abs(self.preemphasis) < _LARGE),
            ("floor", 0 < self.floor < _LARGE),
            ("offset", abs(self.offset) < _LARGE),
            ("scale", 0 < abs(self.scale) < _LARGE),
            ("window_kind", self.window_kind in ("hann", "hann_periodic", "povey")),
            ("mel_formula", self.mel_formula in ("kaldi", "htk", "slaney")),
            ("per_frame", not (self.per_frame and self.centre)),
        ]
        if bad := [name for name, fine in problems if not fine]:
            raise AscError(
                f"This front end cannot be built: {', '.join(bad)} out of range.",
                hint="Compare it with the front ends of the built-in recipes.",
            )

    @property
    def samples_lost(self) -> int:
        """Samples by which pre-emphasis makes the whole signal shorter: 1 or 0."""
        return 1 if self.preemphasis and not self.per_frame else 0

    def n_frames(self, n_samples: int) -> int:
        """Frames produced from ``n_samples`` samples; 0 if too few for one."""
        n = n_samples - self.samples_lost
        if self.centre:
            return 1 + n // self.hop if n > 0 else 0
        return max(0, 1 + (n - self.window) // self.hop)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        table = asdict(self)
        defaults = {field.name: field.default for field in fields(self)}
        return {k: v for k, v in table.items() if k not in _LATER or v != defaults[k]}

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``.

        Raises:
            AscError: a key is unknown or missing, or a value out of range.
        """
        known = {field.name for field in fields(cls)}
        if not isinstance(table, Mapping):
            raise AscError("The front end is no table of settings.")
        if odd := sorted((table.keys() - known) | (known - table.keys() - set(_LATER))):
            raise AscError(f"The front end has unknown or missing settings: {', '.join(odd)}.")
        try:
            return cls(**table)
        except TypeError as error:
            raise AscError("A setting of the front end has the wrong type.") from error


CP_MOBILE_16K = LogMelSpec()
CP_MOBILE_32K = LogMelSpec(
    sample_rate_hz=32_000, window=3072, n_fft=4096, hop=500, f_max_hz=15_500.0
)
CP_RESNET_32K = LogMelSpec(
    sample_rate_hz=32_000, window=3072, n_fft=4096, hop=750, f_max_hz=15_500.0
)
CP_RESNET_16K = LogMelSpec(hop=375)  # CP-ResNet's front end with every length halved
CP_RESNET_22K = LogMelSpec(
    sample_rate_hz=22_050, window=2048, n_fft=2048, hop=512, f_max_hz=11_025.0
)
PASST = LogMelSpec(
    sample_rate_hz=32_000, window=800, n_fft=1024, hop=320, n_mels=128, f_max_hz=15_500.0
)
SEPNET_32K = LogMelSpec(
    sample_rate_hz=32_000, window=3072, n_fft=4096, hop=500, n_mels=512, f_max_hz=16_000.0
)
# The DCASE 2024 and 2025 baselines take torchaudio's MelSpectrogram as it comes.
DCASE24_32K = LogMelSpec(
    sample_rate_hz=32_000, window=3072, window_kind="hann_periodic", n_fft=4096, hop=500,
    mel_formula="htk", f_max_hz=16_000.0, preemphasis=0.0, offset=0.0, scale=1.0,
)  # fmt: skip
# Kaldi's filter bank as BEATs normalises it, (fbank - 15.41663) / (2 * 6.55582). Kaldi hears
# samples times 2^15, which is 30 ln 2 after the logarithm, and cuts off at float32's epsilon
# where we add it: the same but for sounds 170 dB below full scale.
BEATS = LogMelSpec(
    window=400, window_kind="povey", n_fft=512, hop=160, centre=False, n_mels=128, f_min_hz=20.0,
    f_max_hz=8000.0, floor=2.0**-53, offset=30 * log(2.0) - 15.41663, scale=2 * 6.55582,
    per_frame=True,
)  # fmt: skip
# Shorter windows and half the bands: on short recordings of few sources students generalise
# better from it, at half the cost (tests/benchmarks/esc10.py, chosen on inner folds).
SHORT_16K = LogMelSpec(window=640, n_fft=1024, n_mels=128)
YAMNET = LogMelSpec(
    window=400, window_kind="hann_periodic", n_fft=512, hop=160, centre=False, power=1.0,
    n_mels=64, f_min_hz=125.0, f_max_hz=7500.0, preemphasis=0.0, floor=1e-3, offset=0.0, scale=1.0,
)  # fmt: skip

FRONT_ENDS: Mapping[str, LogMelSpec] = {
    "beats": BEATS,
    "cp-mobile-16k": CP_MOBILE_16K,
    "cp-mobile-32k": CP_MOBILE_32K,
    "cp-resnet-16k": CP_RESNET_16K,
    "cp-resnet-22k": CP_RESNET_22K,
    "cp-resnet-32k": CP_RESNET_32K,
    "dcase24-32k": DCASE24_32K,
    "passt": PASST,
    "sepnet-32k": SEPNET_32K,
    "short-16k": SHORT_16K,
    "yamnet": YAMNET,
}
