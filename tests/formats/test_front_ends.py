"""The front ends as they were when they were checked against the authors' code.

``front_ends.npz`` was written by ``python -m tests.formats.test_front_ends`` from the slow
definition, on a day when the goldens of the authors' own code passed. It holds every eighth band
of a quarter of a second, so that this check can fail on a machine that has no golden tensors.
"""

from pathlib import Path

import numpy as np
import pytest
import torch

from ml_core.frontend.log_mel import log_mel
from ml_core.frontend.spec import FRONT_ENDS, LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from tests.ml_core.front_ends import noise
from tests.ml_core.slow_front_end import slow_log_mel, slow_mel_matrix

FILE = Path(__file__).parent / "front_ends.npz"
BANDS = slice(3, None, 8)
VARIANTS = {
    **FRONT_ENDS,
    "htk": LogMelSpec(mel_formula="htk", power=1.0, n_mels=64),
    "slaney": LogMelSpec(mel_formula="slaney", window_kind="hann_periodic", n_mels=64),
}


@pytest.mark.parametrize("name", VARIANTS)
def test_the_front_end_has_not_changed(name: str) -> None:
    spec = VARIANTS[name]
    with np.load(FILE) as frozen:
        samples, expected = frozen[f"samples.{spec.sample_rate_hz}"], frozen[name]
    ours = log_mel(samples, spec)[BANDS]
    torchs = TorchLogMel(spec)(torch.from_numpy(samples)).numpy()[BANDS]
    np.testing.assert_allclose(ours, expected, atol=1e-4)
    np.testing.assert_allclose(torchs, expected, atol=1e-4)


def write() -> None:
    """Freeze the front ends of today."""
    arrays = {}
    for name, spec in VARIANTS.items():
        samples = noise(spec.sample_rate_hz // 4, seed=7)
        arrays[f"samples.{spec.sample_rate_hz}"] = samples
        frozen = slow_log_mel(samples, spec, slow_mel_matrix(spec))[BANDS]
        arrays[name] = frozen.astype(np.float32)
    np.savez_compressed(FILE, **arrays)


if __name__ == "__main__":
    write()
