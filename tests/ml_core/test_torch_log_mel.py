"""The torch front end is the numpy one, whichever way torchaudio came in."""

import subprocess
import sys
from dataclasses import replace
from importlib import import_module

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from ml_core.errors import AscError
from ml_core.frontend import torchaudio_door
from ml_core.frontend.log_mel import log_mel, mel_matrix
from ml_core.frontend.spec import BEATS, CP_MOBILE_16K, DCASE24_32K, FRONT_ENDS, YAMNET, LogMelSpec
from ml_core.frontend.torch_log_mel import TorchLogMel
from tests.ml_core.front_ends import noise, small_specs

FAKE_TORCHAUDIO = """
import sys
if "torchaudio._extension" not in sys.modules:
    raise {error}
from torchaudio import _extension
from torchaudio import functional
assert _extension._check_cuda_version() is None
"""


@pytest.mark.parametrize("spec", [
    CP_MOBILE_16K, BEATS, replace(CP_MOBILE_16K, n_mels=512, n_fft=512, window=512),
    LogMelSpec(sample_rate_hz=44_100, n_fft=1024, window=519, n_mels=256, f_min_hz=20.0),
])  # fmt: skip
def test_bands_are_torchaudio_s_to_the_last_digit(
    spec: LogMelSpec, monkeypatch: pytest.MonkeyPatch
) -> None:
    torchaudio_door.import_torchaudio()
    kaldi = import_module("torchaudio.compliance.kaldi")

    def bank() -> np.ndarray:
        made, _ = kaldi.get_mel_banks(
            spec.n_mels, spec.n_fft, spec.sample_rate_hz, spec.f_min_hz, spec.f_max_hz, 100.0,
            -500.0, 1.0,
        )  # fmt: skip
        return made.numpy()

    ours = mel_matrix(spec)[:, :-1]
    # how often torch's logarithm rounds the other way differs between processors
    np.testing.assert_allclose(ours, bank(), atol=1e-4)

    def rounded_rightly(hz: torch.Tensor) -> torch.Tensor:
        return 1127.0 * (1.0 + hz / 700.0).double().log().float()

    monkeypatch.setattr(kaldi, "mel_scale", rounded_rightly)
    np.testing.assert_array_equal(ours, bank())


@given(spec=small_specs(), n_samples=st.integers(2, 4000), seed=st.integers(0, 9))
def test_it_equals_the_numpy_front_end(spec: LogMelSpec, n_samples: int, seed: int) -> None:
    batch = np.stack([noise(n_samples, seed), noise(n_samples, seed + 1)])
    result = TorchLogMel(spec)(torch.from_numpy(batch)).numpy()
    np.testing.assert_allclose(result, log_mel(batch, spec), atol=1e-4)


@pytest.mark.parametrize("spec", FRONT_ENDS.values(), ids=FRONT_ENDS)
def test_it_equals_the_numpy_front_end_for_every_preset(spec: LogMelSpec) -> None:
    batch = np.stack([noise(spec.sample_rate_hz, seed) for seed in range(2)])
    result = TorchLogMel(spec)(torch.from_numpy(batch)).numpy()
    np.testing.assert_allclose(result, log_mel(batch, spec), atol=1e-4)


@pytest.mark.parametrize("formula", ["htk", "slaney"])
@pytest.mark.parametrize("power", [1.0, 2.0])
def test_it_equals_torchaudio_s_own_mel_spectrogram(formula: str, power: float) -> None:
    spec = LogMelSpec(
        mel_formula=formula, power=power, window_kind="hann_periodic", preemphasis=0.0, n_mels=64
    )
    samples = torch.from_numpy(noise(16_000))
    theirs = torchaudio_door.import_torchaudio().transforms.MelSpectrogram(
        sample_rate=16_000, n_fft=2048, win_length=1536, hop_length=250, power=power,
        n_mels=64, f_min=0.0, f_max=7500.0, mel_scale=formula,
    )(samples)  # fmt: skip
    expected = ((theirs + 1e-5).log() + 4.5) / 5
    torch.testing.assert_close(TorchLogMel(spec)(samples), expected, atol=1e-4, rtol=0)


@pytest.mark.parametrize("spec", [CP_MOBILE_16K, YAMNET], ids=["cp-mobile", "yamnet"])
def test_mel_matrix_is_kaldi_s(spec: LogMelSpec) -> None:
    kaldi = torchaudio_door.import_torchaudio().compliance.kaldi
    banks, _ = kaldi.get_mel_banks(
        spec.n_mels,
        spec.n_fft,
        spec.sample_rate_hz,
        spec.f_min_hz,
        spec.f_max_hz,
        100.0,
        -500.0,
        1.0,
    )
    rebuilt = torch.zeros(spec.n_mels, spec.n_fft // 2 + 1)
    front_end = TorchLogMel(spec)
    rows = 0
    for index, bins in enumerate(front_end._bins):
        weights = front_end.get_buffer(f"mel_{index}")
        rebuilt[rows : rows + len(weights), bins] = weights
        rows += len(weights)
    torch.testing.assert_close(rebuilt[:, :-1], banks, atol=1e-4, rtol=0)


def test_it_equals_kaldi_s_filter_bank() -> None:
    samples = torch.from_numpy(noise(12_345))
    theirs = torchaudio_door.import_torchaudio().compliance.kaldi.fbank(
        samples[None] * 2**15, num_mel_bins=128, sample_frequency=16_000, frame_length=25,
        frame_shift=10,
    )  # fmt: skip
    expected = (theirs.T - 15.41663) / (2 * 6.55582)
    torch.testing.assert_close(TorchLogMel(BEATS)(samples), expected, atol=1e-4, rtol=0)


def test_the_dcase_baselines_hear_torchaudio_s_mel_spectrogram_as_it_comes() -> None:
    samples = torch.from_numpy(noise(32_000))
    theirs = torchaudio_door.import_torchaudio().transforms.MelSpectrogram(
        sample_rate=32_000, n_fft=4096, win_length=3072, hop_length=500, n_mels=256
    )(samples)
    expected = (theirs + 1e-5).log()
    torch.testing.assert_close(TorchLogMel(DCASE24_32K)(samples), expected, atol=1e-4, rtol=0)


@given(spec=small_specs(), low=st.floats(0, 500), width=st.floats(500, 3500))
def test_other_band_edges_for_one_call(spec: LogMelSpec, low: float, width: float) -> None:
    batch = torch.from_numpy(np.stack([noise(2000, seed) for seed in range(3)]))
    front_end = TorchLogMel(spec)
    before = front_end(batch)
    moved = replace(spec, f_min_hz=low, f_max_hz=low + width)
    torch.testing.assert_close(
        front_end(batch, (low, low + width)), TorchLogMel(moved)(batch), atol=1e-6, rtol=0
    )
    assert torch.equal(front_end(batch), before)


def test_band_edges_beyond_half_the_rate_are_refused() -> None:
    with pytest.raises(AscError, match="f_max_hz"):
        TorchLogMel(CP_MOBILE_16K)(torch.zeros(1, 16_000), (0.0, 8001.0))


def test_it_has_no_state_to_save() -> None:
    assert not TorchLogMel(CP_MOBILE_16K).state_dict()


def test_gradients_reach_the_samples() -> None:
    samples = torch.from_numpy(noise(16_000)).requires_grad_()
    TorchLogMel(CP_MOBILE_16K)(samples).sum().backward()
    assert samples.grad is not None
    assert samples.grad.abs().sum() > 0


@pytest.mark.gpu
def test_it_runs_on_cuda() -> None:
    if not torch.cuda.is_available():
        pytest.skip("no CUDA device")
    batch = torch.from_numpy(noise(16_000))[None]
    result = TorchLogMel(CP_MOBILE_16K).cuda()(batch.cuda()).cpu()
    torch.testing.assert_close(result, TorchLogMel(CP_MOBILE_16K)(batch), atol=1e-3, rtol=0)


def run_door(path: str, expression: str) -> str:
    """What a fresh interpreter with ``path`` in front sees through the door."""
    program = (
        f"import sys; sys.path.insert(0, {path!r})\n"
        "from ml_core.frontend.torchaudio_door import import_torchaudio\n"
        f"print({expression})"
    )
    result = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    return result.stdout.strip() or result.stderr.strip().splitlines()[-1]


@pytest.mark.parametrize(
    "error", ["OSError('libc10_cuda.so')", "ImportError('x')", "RuntimeError('y')"]
)
def test_without_its_extension_torchaudio_comes_in_by_the_second_door(tmp_path, error: str) -> None:
    package = tmp_path / "torchaudio"
    package.mkdir()
    (package / "__init__.py").write_text(FAKE_TORCHAUDIO.format(error=error))
    (package / "functional.py").write_text("works = True")
    assert run_door(str(tmp_path), "import_torchaudio().functional.works") == "True"


def test_a_torchaudio_that_loads_is_left_alone(tmp_path) -> None:
    package = tmp_path / "torchaudio"
    package.mkdir()
    (package / "__init__.py").write_text("from torchaudio import _extension")
    (package / "_extension.py").write_text("genuine = True")
    assert run_door(str(tmp_path), "import_torchaudio()._extension.genuine") == "True"


def test_a_missing_torchaudio_is_not_papered_over(tmp_path) -> None:
    (tmp_path / "torchaudio.py").write_text("raise ModuleNotFoundError('gone', name='torchaudio')")
    assert "gone" in run_door(str(tmp_path), "import_torchaudio()")
