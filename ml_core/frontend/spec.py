"""What turns samples into log-mel, as a value that travels inside every bundle."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Literal, Self

from ml_core.errors import AscError

WindowKind = Literal["hann", "hann_periodic"]
MelFormula = Literal["kaldi", "htk", "slaney"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LogMelSpec:
    """Everything that decides a log-mel spectrogram. Defaults: CP-Mobile at 16 kHz.

    The values are ``(ln(mel + floor) + offset) / scale`` where ``mel`` is the mel-weighted
    spectrum of the (optionally pre-emphasised) signal.

    ``kaldi`` mel: triangles linear in mel(f) = 1127 ln(1 + f/700), Nyquist bin zero (also
    YAMNet's). ``htk``: 2595 log10(1 + f/700), triangles linear in hertz. ``slaney``: Slaney's
    scale, triangles linear in hertz, no area normalisation.
    """

    sample_rate_hz: int = 16_000
    window: int = 1536  # samples
    window_kind: WindowKind = "hann"  # hann: symmetric; hann_periodic: DFT-even
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

    def __post_init__(self) -> None:
        problems = [
            ("sample_rate_hz", self.sample_rate_hz >= 1000),
            ("window", 2 <= self.window <= self.n_fft),
            ("n_fft", self.n_fft % 2 == 0),
            ("hop", 1 <= self.hop <= self.window),
            ("power", self.power in (1.0, 2.0)),
            ("n_mels", self.n_mels >= 1),
            ("f_max_hz", 0 <= self.f_min_hz < self.f_max_hz <= self.sample_rate_hz / 2),
            ("floor", self.floor > 0),
            ("scale", self.scale != 0),
            ("window_kind", self.window_kind in ("hann", "hann_periodic")),
            ("mel_formula", self.mel_formula in ("kaldi", "htk", "slaney")),
        ]
        if bad := [name for name, fine in problems if not fine]:
            raise AscError(
                f"This front end cannot be built: {', '.join(bad)} out of range.",
                hint="Compare it with the front ends of the built-in recipes.",
            )

    def n_frames(self, n_samples: int) -> int:
        """Frames produced from ``n_samples`` samples; 0 if too few for one."""
        n = n_samples - (1 if self.preemphasis else 0)
        if self.centre:
            return 1 + n // self.hop if n > 0 else 0
        return max(0, 1 + (n - self.window) // self.hop)

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, table: Mapping[str, Any]) -> Self:
        """The inverse of ``to_dict``.

        Raises:
            AscError: a key is unknown or missing, or a value out of range.
        """
        known = {field.name for field in fields(cls)}
        if table.keys() != known:
            odd = sorted(table.keys() ^ known)
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
# Shorter windows and half the bands: on short recordings of few sources students generalise
# better from it, at half the cost (tests/benchmarks/esc10.py, chosen on inner folds).
SHORT_16K = LogMelSpec(window=640, n_fft=1024, n_mels=128)
YAMNET = LogMelSpec(
    window=400, window_kind="hann_periodic", n_fft=512, hop=160, centre=False, power=1.0,
    n_mels=64, f_min_hz=125.0, f_max_hz=7500.0, preemphasis=0.0, floor=1e-3, offset=0.0, scale=1.0,
)  # fmt: skip

FRONT_ENDS: Mapping[str, LogMelSpec] = {
    "cp-mobile-16k": CP_MOBILE_16K,
    "cp-mobile-32k": CP_MOBILE_32K,
    "cp-resnet-16k": CP_RESNET_16K,
    "cp-resnet-32k": CP_RESNET_32K,
    "short-16k": SHORT_16K,
    "yamnet": YAMNET,
}
