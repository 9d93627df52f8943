"""Laws of the augmentations. Sizes: 7 windows, 23 bands, 17 frames, 101 samples."""

import numpy as np
import torch

from ml_core.training import augment
from ml_core.training.losses import Mix

CPU = torch.device("cpu")


def noise(*shape: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(5).standard_normal(shape, dtype=np.float32))


def test_roll_moves_every_waveform_by_its_own_shift_and_loses_nothing():
    samples = torch.arange(101.0).repeat(7, 1)
    rolled = augment.roll(samples, 20, np.random.default_rng(0))
    shifts = [int(row[0]) for row in rolled]
    assert len(set(shifts)) > 1
    assert all(shift <= 20 or shift >= 101 - 20 for shift in shifts)
    for row, shift in zip(rolled, shifts, strict=True):
        assert torch.equal(row, torch.roll(samples[0], -shift))


def test_masks_are_one_stretch_of_bands_over_all_frames():
    log_mel = noise(7, 1, 23, 17)
    masked = augment.mask_bands(log_mel, 9, np.random.default_rng(1), value=0.9)
    changed = masked != log_mel
    by_band = changed.any(dim=3)[:, 0]
    assert torch.equal(by_band, changed.all(dim=3)[:, 0])
    for bands in by_band:
        at = bands.nonzero()[:, 0]
        assert len(at) <= 9
        assert len(at) == 0 or at[-1] - at[0] == len(at) - 1
    assert torch.all(masked[changed] == 0.9)
    assert by_band.any()


def test_switched_off_they_are_the_identity():
    rng = np.random.default_rng(2)
    samples, log_mel = noise(7, 101), noise(7, 1, 23, 17)
    assert augment.roll(samples, 0, rng) is samples
    assert augment.mask_bands(log_mel, 0, rng) is log_mel
    assert augment.draw_mix(7, 0.0, 0.4, rng, CPU) is None


def test_mixing_always_draws_shares_between_nothing_and_all():
    mix = augment.draw_mix(7, 1.0, 0.4, np.random.default_rng(3), CPU)
    assert mix is not None
    assert sorted(mix.partner.tolist()) == list(range(7))
    assert mix.share.min() >= 0
    assert mix.share.max() <= 1
    assert len(set(mix.share.tolist())) > 1


def test_freq_mixstyle_gives_every_band_the_mixed_moments():
    log_mel = 3 * noise(7, 1, 23, 17) + noise(7, 1, 23, 1)
    mix = Mix(torch.tensor([1, 2, 3, 4, 5, 6, 0]), torch.linspace(0, 1, 7))
    styled = augment.freq_mixstyle(log_mel, mix)
    for statistic in (torch.mean, torch.std):
        wanted = mix.blend(statistic(log_mel, dim=(1, 3), keepdim=True))
        got = statistic(styled, dim=(1, 3), keepdim=True)
        torch.testing.assert_close(got, wanted, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(styled[6], log_mel[6], atol=1e-5, rtol=1e-5)  # all its own
