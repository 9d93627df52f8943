"""Front ends and signals for the laws of the front end."""

import numpy as np
from hypothesis import strategies as st

from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec


def noise(n_samples: int, seed: int = 0) -> np.ndarray:
    """Coloured noise that grows, so that no two frames are alike."""
    rng = np.random.default_rng(seed)
    samples = 0.1 * rng.normal(size=n_samples) * np.linspace(0.1, 1.0, n_samples)
    return samples.astype(np.float32)


@st.composite
def small_specs(draw: st.DrawFn) -> LogMelSpec:
    """Front ends of every kind, small enough to be computed hundreds of times."""
    n_fft = draw(st.sampled_from([128, 256, 510]))
    window = draw(st.integers(64, n_fft))
    centre = draw(st.booleans())
    return LogMelSpec(
        sample_rate_hz=8000,
        window=window,
        window_kind=draw(st.sampled_from(["hann", "hann_periodic", "povey"])),
        n_fft=n_fft,
        hop=draw(st.integers(20, min(window, 200))),
        centre=centre,
        power=draw(st.sampled_from([1.0, 2.0])),
        mel_formula=draw(st.sampled_from(["kaldi", "htk", "slaney"])),
        n_mels=draw(st.integers(1, 40)),
        f_min_hz=draw(st.sampled_from([0.0, 50.0])),
        f_max_hz=draw(st.sampled_from([3000.0, 4000.0])),
        preemphasis=draw(st.sampled_from([0.0, 0.97])),
        floor=draw(st.sampled_from([1e-5, 1e-3])),
        offset=draw(st.sampled_from([0.0, 4.5])),
        scale=draw(st.sampled_from([1.0, 5.0])),
        per_frame=not centre and draw(st.booleans()),
    )


def specs() -> st.SearchStrategy[LogMelSpec]:
    """Any front end, the built-in ones included."""
    return st.sampled_from(list(FRONT_ENDS.values())) | small_specs()
