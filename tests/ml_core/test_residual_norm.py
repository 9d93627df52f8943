"""Laws of the residual normalisations: what they take away, and what they leave."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import Tensor, nn

from ml_core.models.residual_norm import (
    AdaResNorm,
    ResidualNorm,
    ResNorm,
    normalise_bands,
    normalise_channels,
)

B, C, N_BANDS, N_FRAMES = 2, 3, 7, 5


def maps(seed: int = 0) -> Tensor:
    return torch.randn(B, C, N_BANDS, N_FRAMES, generator=torch.Generator().manual_seed(seed))


@given(seed=st.integers(0, 10_000), gain=st.floats(0.5, 20.0))
def test_a_gain_and_an_offset_of_every_band_are_gone(seed: int, gain: float):
    """A microphone is an offset per band of a log-mel; its dynamic compression is a gain."""
    x, of_band = maps(seed), (B, 1, N_BANDS, 1)
    generator = torch.Generator().manual_seed(seed + 1)
    gains = gain * (0.5 + torch.rand(of_band, generator=generator))
    offsets = 10 * torch.randn(of_band, generator=generator)
    torch.testing.assert_close(
        normalise_bands(gains * x + offsets), normalise_bands(x), atol=3e-4, rtol=1e-4
    )


@given(seed=st.integers(0, 10_000), gain=st.floats(0.5, 20.0))
def test_a_gain_and_an_offset_of_every_channel_are_gone(seed: int, gain: float):
    x, of_channel = maps(seed), (B, C, 1, 1)
    generator = torch.Generator().manual_seed(seed + 1)
    gains = gain * (0.5 + torch.rand(of_channel, generator=generator))
    offsets = 10 * torch.randn(of_channel, generator=generator)
    torch.testing.assert_close(
        normalise_channels(gains * x + offsets), normalise_channels(x), atol=3e-4, rtol=1e-4
    )


def test_the_statistics_are_those_of_bands_unbiased_and_of_channels_biased():
    x = maps()
    bands, channels = normalise_bands(x), normalise_channels(x)
    torch.testing.assert_close(bands.mean(dim=(1, 3)), torch.zeros(B, N_BANDS), atol=1e-6, rtol=0)
    torch.testing.assert_close(bands.var(dim=(1, 3)), torch.ones(B, N_BANDS), atol=1e-4, rtol=0)
    torch.testing.assert_close(channels.mean(dim=(2, 3)), torch.zeros(B, C), atol=1e-6, rtol=0)
    ones = torch.ones(B, C)
    torch.testing.assert_close(
        channels.var(dim=(2, 3), correction=0), ones, atol=1e-4, rtol=0
    )  # fmt: skip


def test_the_unbiased_variance_meets_epsilon_as_published():
    """(x - mean) / sqrt(var + 1e-5), also where the variance is as small as epsilon."""
    x = 3e-3 * maps().double()
    variance, mean = torch.var_mean(x, dim=(1, 3), keepdim=True)
    expected = 0.1 * x + (x - mean) / (variance + 1e-5).sqrt()
    torch.testing.assert_close(ResNorm()(x), expected)


def test_the_bands_are_not_the_channels():
    """An offset per band survives the normalisation of channels, and the other way round."""
    offsets = 10 * torch.arange(N_BANDS).view(1, 1, -1, 1)
    assert not torch.allclose(normalise_channels(maps() + offsets), normalise_channels(maps()))
    offsets = 10 * torch.arange(C).view(1, -1, 1, 1)
    assert not torch.allclose(normalise_bands(maps() + offsets), normalise_bands(maps()))


NORMS = {
    "ResNorm": (ResNorm(), normalise_bands),
    "ResidualNorm": (ResidualNorm(C), normalise_channels),
}


@pytest.mark.parametrize("name", NORMS)
def test_a_tenth_of_what_came_in_stays(name: str):
    norm, normalise = NORMS[name]
    x = maps()
    torch.testing.assert_close(norm(x) - normalise(x), 0.1 * x)


def test_the_adaptive_share_starts_at_one_half():
    norm = AdaResNorm(C)
    x = maps()
    torch.testing.assert_close(norm(x), 0.5 * x + 0.5 * normalise_bands(x))
    with torch.no_grad():
        norm.rho.zero_()
    torch.testing.assert_close(norm(x), normalise_bands(x))


@pytest.mark.parametrize(
    ("norm", "names"),
    [
        (ResNorm(), set()),
        (ResidualNorm(C), {"share"}),
        (AdaResNorm(C), {"rho", "gamma", "beta"}),
    ],
)
def test_what_is_learnt_is_one_number_per_channel(norm: nn.Module, names: set[str]):
    assert set(norm.state_dict()) == names
    assert all(value.numel() == C for value in norm.state_dict().values())
    norm(maps().requires_grad_()).square().mean().backward()
    assert all(p.grad is not None and p.grad.abs().sum() > 0 for p in norm.parameters())


@pytest.mark.parametrize("norm", [ResNorm(), ResidualNorm(C), AdaResNorm(C)])
def test_samples_do_not_hear_each_other_and_silence_is_silence(norm: nn.Module):
    x = maps()
    torch.testing.assert_close(norm(x)[:1], norm(x[:1]))
    silent = torch.zeros_like(x, requires_grad=True)
    y = norm(silent)
    assert not y.any()
    y.sum().backward()
    assert torch.isfinite(silent.grad).all()  # type: ignore[arg-type]
