"""Laws of the augmentations. Sizes: 7 windows, 23 bands, 17 frames, 101 samples."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from ml_core.errors import RecipeError
from ml_core.frontend.spec import BEATS, CP_MOBILE_16K, CP_MOBILE_32K, YAMNET
from ml_core.frontend.torch_log_mel import TorchLogMel
from ml_core.recipes import DistilRecipe
from ml_core.recipes.augmentation import AugmentationRecipe
from ml_core.recordings.decode import write_wav
from ml_core.recordings.device_responses import synthesise_responses
from ml_core.training import augment
from ml_core.training.augment.device_responses import fast_length
from ml_core.training.losses import Mix

CPU = torch.device("cpu")


def noise(*shape: int) -> torch.Tensor:
    return torch.from_numpy(np.random.default_rng(5).standard_normal(shape, dtype=np.float32))


def rng(seed: int = 0) -> np.random.Generator:
    return np.random.default_rng(seed)


def test_roll_moves_every_waveform_by_its_own_shift_and_loses_nothing():
    samples = torch.arange(101.0).repeat(7, 1)
    rolled = augment.roll(samples, 20, rng())
    shifts = [int(row[0]) for row in rolled]
    assert len(set(shifts)) > 1
    assert all(shift <= 20 or shift >= 101 - 20 for shift in shifts)
    for row, shift in zip(rolled, shifts, strict=True):
        assert torch.equal(row, torch.roll(samples[0], -shift))


def test_gain_changes_every_waveform_by_its_own_decibels_and_no_more_than_allowed():
    samples = noise(7, 101)
    louder = augment.change_gain(samples, 6.0, rng())
    gains_db = 20 * torch.log10(augment.rms(louder) / augment.rms(samples))
    assert gains_db.abs().max() <= 6.001
    assert gains_db.min() < 0 < gains_db.max()
    torch.testing.assert_close(louder, samples * 10 ** (gains_db / 20)[:, None])


def test_loudness_is_the_root_of_the_mean_square():
    torch.testing.assert_close(augment.rms(noise(7, 101)), noise(7, 101).square().mean(1).sqrt())
    loudness = augment.rms(torch.full((1, 32_000), 0.1))  # a second with E = 320
    torch.testing.assert_close(loudness, torch.tensor([0.1]))


@pytest.mark.parametrize(("mask", "axis"), [(augment.mask_bands, 2), (augment.mask_frames, 3)])
def test_a_mask_is_one_stretch_and_touches_nothing_else(mask, axis: int):
    log_mel = noise(7, 1, 23, 17)
    masked = mask(log_mel, 9, rng(1), value=0.9)
    changed = masked != log_mel
    across = 5 - axis
    by_place = changed.any(dim=across)[:, 0]
    assert torch.equal(by_place, changed.all(dim=across)[:, 0])
    for places in by_place:
        at = places.nonzero()[:, 0]
        assert len(at) <= 9
        assert len(at) == 0 or at[-1] - at[0] == len(at) - 1
    assert torch.all(masked[changed] == 0.9)
    assert len({int(row.sum()) for row in by_place}) > 1


def test_masks_have_the_published_values():
    assert augment.mask_value(CP_MOBILE_32K) == pytest.approx(0.9)  # ln(mel) = 0, scaled
    baseline = replace(CP_MOBILE_32K, offset=0.0, scale=1.0)
    assert augment.mask_value(baseline) == pytest.approx(np.log(1e-5))  # mel = 0
    assert augment.mask_value(replace(CP_MOBILE_32K, offset=-15.4, scale=13.1)) == 0  # the mean


def test_switched_off_they_are_the_identity():
    samples, log_mel = noise(7, 101), noise(7, 1, 23, 17)
    assert augment.roll(samples, 0, rng()) is samples
    assert augment.change_gain(samples, 0.0, rng()) is samples
    assert augment.mask_bands(log_mel, 0, rng()) is log_mel
    assert augment.mask_frames(log_mel, 0, rng()) is log_mel
    assert augment.draw_mix(7, 0.0, 0.4, rng(), CPU) is None
    assert augment.draw_mix_of_some(7, 0.0, 0.4, rng(), CPU) is None


def test_mixing_always_draws_shares_between_nothing_and_all():
    mix = augment.draw_mix(7, 1.0, 0.4, rng(3), CPU)
    assert mix is not None
    assert sorted(mix.partner.tolist()) == list(range(7))
    assert mix.share.min() >= 0
    assert mix.share.max() <= 1
    assert len(set(mix.share.tolist())) > 1


def test_a_quirk_gives_all_windows_one_share():
    mix = augment.draw_mix(7, 1.0, 0.4, rng(3), CPU, one_for_all=True)
    assert mix is not None
    assert len(set(mix.share.tolist())) == 1
    assert mix.share.shape == (7,)


def test_windows_not_drawn_keep_all_of_their_own():
    mix = augment.draw_mix_of_some(4000, 0.25, 0.4, rng(4), CPU)
    assert mix is not None
    assert (mix.share == 1).float().mean() == pytest.approx(0.75, abs=0.03)
    samples = noise(4000, 3)
    untouched = mix.share == 1
    assert torch.equal(mix.blend(samples)[untouched], samples[untouched])


def test_mixup_of_a_clip_with_itself_is_the_clip():
    mix = Mix(torch.arange(7), torch.linspace(0, 1, 7))
    assert torch.equal(mix.blend(noise(7, 101)), noise(7, 101))
    assert torch.equal(mix.blend(noise(7, 1, 23, 17)), noise(7, 1, 23, 17))


def test_freq_mixstyle_gives_every_band_the_mixed_moments():
    log_mel = 3 * noise(7, 1, 23, 17) + noise(7, 1, 23, 1)
    mix = Mix(torch.tensor([1, 2, 3, 4, 5, 6, 0]), torch.linspace(0, 1, 7))
    styled = augment.freq_mixstyle(log_mel, mix)
    for statistic in (torch.mean, torch.std):
        wanted = mix.blend(statistic(log_mel, dim=(1, 3), keepdim=True))
        got = statistic(styled, dim=(1, 3), keepdim=True)
        torch.testing.assert_close(got, wanted, atol=1e-4, rtol=1e-4)
    torch.testing.assert_close(styled[6], log_mel[6], atol=1e-5, rtol=1e-5)  # all its own


def test_freq_mixstyle_keeps_its_digits_where_a_band_hardly_moves():
    """Two frames are now and then almost alike; their difference is then scaled up a lot."""
    generator = torch.Generator().manual_seed(5)
    log_mel = torch.randn(2000, 1, 23, 2, generator=generator)
    mix = Mix(torch.arange(2000).roll(1), torch.rand(2000, generator=generator))
    mean = log_mel.mean(dim=(1, 3), keepdim=True)
    deviation = (log_mel.var(dim=(1, 3), keepdim=True) + 1e-6).sqrt()
    as_published = (log_mel - mean) / deviation * mix.blend(deviation) + mix.blend(mean)
    styled = augment.freq_mixstyle(log_mel, mix)
    torch.testing.assert_close(styled, as_published, atol=1e-5, rtol=0)


def test_freq_mixstyle_with_all_of_the_own_style_or_of_oneself_is_the_identity():
    log_mel = noise(7, 1, 23, 17)
    for mix in (
        Mix(torch.tensor([1, 2, 3, 4, 5, 6, 0]), torch.ones(7)),
        Mix(torch.arange(7), torch.linspace(0, 1, 7)),
    ):
        assert torch.equal(augment.freq_mixstyle(log_mel, mix), log_mel)


@pytest.mark.parametrize("longest", [1, 13, 101, 300])
def test_a_response_is_convolved_whole_and_cut_to_the_window(longest: int):
    responses = [noise(longest).numpy(), noise(5).numpy()[:longest]]
    bank = augment.ResponseBank(responses, 101, CPU)
    which = torch.tensor([0, 1, 0, 1, 1, 0, 0])
    heard = bank.convolve(noise(7, 101), which)
    for row, dry, number in zip(heard, noise(7, 101), which, strict=True):
        wanted = np.convolve(dry.numpy(), responses[number])[:101]
        np.testing.assert_allclose(row.numpy(), wanted, atol=1e-4)


def test_fast_lengths_are_products_of_small_primes():
    assert [fast_length(n) for n in (1, 64, 65, 16_000 + 1_023)] == [64, 64, 128, 17_280]


def folder_of(responses: dict[str, np.ndarray], folder: Path, rate_hz: int = 16_000) -> str:
    folder.mkdir(exist_ok=True)
    for name, response in responses.items():
        write_wav(folder / f"{name}.wav", response, rate_hz, "FLOAT")
    return str(folder)


def device_responses(n_samples: int = 101, **settings) -> augment.DeviceResponses:
    recipe = AugmentationRecipe(dir_share=1.0, **settings)
    return augment.DeviceResponses(recipe, sample_rate_hz=16_000, n_samples=n_samples, device=CPU)


IMPULSE = np.array([1.0, 0.0, 0.0], dtype=np.float32)
ALL = np.ones(7, dtype=bool)


def test_a_unit_impulse_changes_nothing(tmp_path: Path):
    heard = device_responses(dir_folder=folder_of({"unit": IMPULSE}, tmp_path / "dir"))
    torch.testing.assert_close(heard(noise(7, 101), ALL, rng()), noise(7, 101))


def test_only_windows_of_the_devices_named_are_exchanged(tmp_path: Path):
    heard = device_responses(dir_folder=folder_of({"double": 2 * IMPULSE}, tmp_path / "dir"))
    allowed = np.array([True, False, True, False, False, False, True])
    gains = augment.rms(heard(noise(7, 101), allowed, rng())) / augment.rms(noise(7, 101))
    torch.testing.assert_close(gains, 1 + torch.from_numpy(allowed).float())
    untouched = noise(7, 101)
    assert heard(untouched, ~ALL, rng()) is untouched


def test_adir_leaves_soft_windows_alone(tmp_path: Path):
    folder = folder_of({"double": 2 * IMPULSE}, tmp_path / "dir")
    heard = device_responses(dir_folder=folder, dir_min_rms=0.1)
    level = torch.tensor([0.01, 0.0999, 0.1001, 0.5, 0.0, 1.0, 0.09])
    samples = level[:, None] * torch.ones(7, 101)
    gains = heard(samples, ALL, rng()).mean(dim=1)
    torch.testing.assert_close(gains, torch.where(level >= 0.1, 2 * level, level))


def test_responses_are_resampled_unless_the_quirk_wants_them_at_32_khz(tmp_path: Path):
    echo = np.zeros(64, dtype=np.float32)
    echo[40] = 1.0
    folder = folder_of({"echo": echo}, tmp_path / "dir", rate_hz=32_000)
    impulse = torch.zeros(7, 101)
    impulse[:, 0] = 1
    assert (device_responses(dir_folder=folder)(impulse, ALL, rng()).argmax(1) == 20).all()
    quirk = device_responses(dir_folder=folder, published_quirks=True)
    assert (quirk(impulse, ALL, rng()).argmax(1) == 40).all()
    short = device_responses(dir_folder=folder, published_quirks=True, dir_max_s=39 / 32_000)
    torch.testing.assert_close(short(impulse, ALL, rng()), torch.zeros(7, 101))


def test_every_bad_response_is_named(tmp_path: Path):
    folder = tmp_path / "dir"
    with pytest.raises(RecipeError, match="no folder"):
        device_responses(dir_folder=str(folder))
    folder.mkdir()
    (folder / "notes.txt").write_text("not a response")
    with pytest.raises(RecipeError, match="no impulse responses"):
        device_responses(dir_folder=str(folder))
    folder_of({"fine": IMPULSE, "silent": 0 * IMPULSE}, folder)
    (folder / "broken.wav").write_bytes(b"RIFF")
    with pytest.raises(RecipeError, match=r"broken\.wav .*silent\.wav") as caught:
        device_responses(dir_folder=str(folder))
    assert "fine" not in str(caught.value)


@pytest.mark.parametrize("rate_hz", [16_000, 32_000])
def test_synthesised_devices_differ_keep_noise_as_loud_and_answer_at_once(rate_hz: int):
    responses = synthesise_responses(rate_hz, n_responses=20, seed=3)
    np.testing.assert_allclose(np.linalg.norm(responses, axis=1), 1, rtol=1e-5)
    early = np.square(responses[:, : rate_hz // 100]).sum(axis=1)  # minimum phase: first 10 ms
    assert early.min() > 0.8
    gain_db = 20 * np.log10(np.abs(np.fft.rfft(responses, axis=1)) + 1e-9)
    assert gain_db.std(axis=0).mean() > 3
    assert not np.array_equal(responses, synthesise_responses(rate_hz, n_responses=20, seed=4))
    few = synthesise_responses(rate_hz, n_responses=3, seed=3)
    np.testing.assert_array_equal(few, responses[:3])


def test_synthesised_devices_are_the_same_at_every_rate():
    bands = slice(10, 380)  # 156 Hz to 5.9 kHz in steps of 15.6 Hz
    one, other = (
        np.abs(np.fft.rfft(synthesise_responses(rate, n_responses=5), axis=1))[:, bands]
        for rate in (16_000, 32_000)
    )
    difference_db = 20 * np.log10(one / other)
    # up to a constant: unit energy is shared out over twice the band
    assert np.abs(difference_db - difference_db.mean(axis=1, keepdims=True)).max() < 1


def test_mel_jitter_moves_the_upper_edge_alone_and_never_beyond_half_the_rate():
    assert augment.jitter_edges(CP_MOBILE_32K, 0.0, rng()) is None
    edges = [augment.jitter_edges(CP_MOBILE_16K, 1000.0, rng(seed)) for seed in range(300)]
    assert {low for low, _ in edges} == {CP_MOBILE_16K.f_min_hz}
    upper = [high for _, high in edges]
    assert 7000 <= min(upper) < 7020
    assert 7980 < max(upper) <= 8000
    far = [augment.jitter_edges(CP_MOBILE_16K, 4000.0, rng(seed))[1] for seed in range(20)]
    assert max(far) == 8000 > min(far)


def test_jittered_log_mel_is_the_front_end_with_other_bands():
    one = augmenter(**OFF, mel_jitter_hz=1000.0)
    for step in range(3):
        samples, log_mel, _ = augmented(one, augment.Draws.of(0, 0, step))
        edges = augment.jitter_edges(CP_MOBILE_16K, 1000.0, augment.Draws.of(0, 0, step).jitter)
        moved = TorchLogMel(replace(CP_MOBILE_16K, f_max_hz=edges[1]))
        torch.testing.assert_close(log_mel[:, 0], moved(samples))


def test_a_tape_that_runs_faster_sounds_higher():
    rate_hz, n_samples = 16_000, 16_000
    tone = torch.sin(2 * np.pi * 1000 * torch.arange(n_samples) / rate_hz).repeat(5, 1)
    rng = np.random.default_rng(3)
    heard = augment.change_speed(tone, 1.0, rng)
    expected_hz = 1000 * 2 ** np.random.default_rng(3).uniform(-1, 1, 5)
    spectrum = torch.fft.rfft(heard[:, :8000] * torch.hann_window(8000)).abs()
    assert spectrum.argmax(dim=1).numpy() * 2 == pytest.approx(expected_hz, abs=4)


def test_no_change_of_speed_is_the_identity():
    samples = noise(3, 1000)
    assert augment.change_speed(samples, 0.0, np.random.default_rng(0)) is samples


def test_mixing_by_loudness_gives_a_soft_sound_its_share():
    samples = noise(2, 4000)
    samples[1] *= 0.01
    even = Mix(torch.tensor([1, 0]), torch.tensor([0.5, 0.5]))
    mixed = augment.blend_by_loudness(samples, even)
    parts = torch.linalg.lstsq(samples.T, mixed.T).solution
    heard = parts.T * augment.rms(samples)
    torch.testing.assert_close(heard[:, 0], heard[:, 1], rtol=1e-3, atol=0)


def test_mixing_by_loudness_at_the_ends_is_one_of_the_two():
    samples = noise(2, 400)
    samples[1] = 0
    ends = Mix(torch.tensor([1, 0]), torch.tensor([1.0, 0.0]))
    mixed = augment.blend_by_loudness(samples, ends)
    assert torch.equal(mixed, samples[[0, 0]])
    itself = Mix(torch.tensor([0, 1]), torch.tensor([0.3, 0.7]))
    torch.testing.assert_close(
        augment.blend_by_loudness(samples, itself) * ((0.3**2 + 0.7**2) ** 0.5), samples
    )


def augmenter(spec=CP_MOBILE_16K, n_samples: int = 4000, **settings) -> augment.Augmenter:
    return augment.Augmenter(AugmentationRecipe(**settings), spec, n_samples=n_samples, device=CPU)


OFF = {"roll_s": 0.0, "freq_mixstyle_share": 0.0, "freq_mask_bands": 0}
ON = {
    "speed_octaves": 0.3, "dir_share": 0.5, "dir_min_rms": 0.5, "roll_s": 0.01, "gain_db": 3.0,
    "mixup_share": 1.0, "mel_jitter_hz": 500.0, "freq_mixstyle_share": 1.0, "freq_mask_bands": 30,
    "time_mask_frames": 4,
}  # fmt: skip


def augmented(one: augment.Augmenter, draws: augment.Draws, n_windows: int = 7):
    plan = one.plan(augment.Rows(n_windows), draws)
    samples, _ = one.waveforms(noise(n_windows, 4000), np.ones(n_windows, bool), draws, plan)
    return samples, one.log_mel(samples, draws, plan), plan.mix


def test_with_everything_off_it_is_the_front_end_alone():
    samples, log_mel, mix = augmented(augmenter(**OFF), augment.Draws.of(1, 2, 3))
    assert torch.equal(samples, noise(7, 4000))
    assert torch.equal(log_mel[:, 0], TorchLogMel(CP_MOBILE_16K)(samples))
    assert mix is None


@pytest.mark.parametrize("domain", ["log_mel", "waveform"])
@pytest.mark.parametrize("published_quirks", [False, True])
def test_draws_depend_on_seed_epoch_and_step_alone(domain: str, published_quirks: bool):
    def heard(draws: augment.Draws):
        one = augmenter(**ON, mixup_domain=domain, published_quirks=published_quirks)
        return augmented(one, draws)

    first, again = heard(augment.Draws.of(1, 2, 3)), heard(augment.Draws.of(1, 2, 3))
    assert all(torch.equal(a, b) for a, b in zip(first[:2], again[:2], strict=True))
    assert first[2] is not None
    assert torch.equal(first[2].share, again[2].share)
    for seeds in ((0, 2, 3), (1, 0, 3), (1, 2, 0)):
        assert not torch.equal(first[1], heard(augment.Draws.of(*seeds))[1])


@pytest.mark.parametrize("off", [name for name in ON if name != "dir_min_rms"])
def test_switching_one_off_leaves_the_draws_of_the_others(off: str):
    """So that two runs of an ablation differ in nothing but what is ablated."""
    seen: list[dict[str, object]] = []
    for settings in (ON, {**ON, off: 0.0 if isinstance(ON[off], float) else 0}):
        draws = augment.Draws.of(1, 2, 3)
        augmented(augmenter(**settings), draws)
        seen.append({name: rng.bit_generator.state for name, rng in draws._asdict().items()})
    differing = [name for name in seen[0] if seen[0][name] != seen[1][name]]
    assert len(differing) <= 1


def test_waveforms_are_mixed_before_the_front_end():
    one = augmenter(**OFF | {"mixup_share": 1.0, "mixup_domain": "waveform"})
    samples, log_mel, mix = augmented(one, augment.Draws.of(1, 2, 3))
    assert mix is not None
    torch.testing.assert_close(samples, mix.blend(noise(7, 4000)))
    assert torch.equal(log_mel[:, 0], TorchLogMel(CP_MOBILE_16K)(samples))


def test_the_quirk_masks_before_it_mixes_styles():
    settings = OFF | {"freq_mixstyle_share": 1.0, "freq_mask_bands": 60}
    left = []
    for quirks in (False, True):
        one = augmenter(**settings, published_quirks=quirks)
        _, log_mel, _ = augmented(one, augment.Draws.of(1, 2, 3))
        masked = (log_mel == augment.mask_value(CP_MOBILE_16K)).all(dim=3)
        left.append(int(masked.sum()))
    assert left[0] > 2 * left[1]  # of the quirk's, where both windows are masked


def test_the_quirk_mixes_frames_of_the_input_of_beats():
    settings = OFF | {"freq_mixstyle_share": 1.0}
    kept = []
    for quirks in (False, True):
        one = augmenter(BEATS, **settings, published_quirks=quirks)
        _, log_mel, _ = augmented(one, augment.Draws.of(1, 2, 3))
        plain = TorchLogMel(BEATS)(noise(7, 4000))
        correlations = [  # within one band over all frames: kept where bands are scaled
            np.corrcoef(mine[5], theirs[5])[0, 1]
            for mine, theirs in zip(log_mel[:, 0].numpy(), plain.numpy(), strict=True)
        ]
        kept.append(min(correlations) > 0.9999)
    assert kept == [True, False]


def test_devices_are_named_by_the_recipe():
    one = augmenter(dir_devices="a, s1")
    assert [one.may_exchange(name) for name in ("a", "s1", "b", "", None)] == [
        True, True, False, False, False,
    ]  # fmt: skip
    assert augmenter().may_exchange(None)


def test_every_builtin_recipe_augments_every_front_end():
    recipe = DistilRecipe(**ON, mixup_domain="waveform")
    for spec in (CP_MOBILE_32K, YAMNET):
        one = augment.Augmenter(recipe, spec, n_samples=32_000, device=CPU)
        draws = augment.Draws.of(0, 0, 0)
        plan = one.plan(augment.Rows(2), draws)
        samples, _ = one.waveforms(noise(2, 32_000), np.ones(2, bool), draws, plan)
        assert one.log_mel(samples, draws, plan).isfinite().all()
