"""Batches: the same whatever was asked before, from memory and from disk."""

import numpy as np
import pytest
import torch

from ml_core.datasets.clip_source import ClipSource
from ml_core.frontend.spec import CP_MOBILE_16K
from ml_core.progress import Monitor
from ml_core.project import ClipRow
from ml_core.recipes import DistilRecipe, FinetuneRecipe, TrainingRecipe
from ml_core.training import augment
from ml_core.training.ahead import Ahead
from ml_core.training.batches import AugmentedBatches, Batch, Share
from ml_core.training.windows import WindowBank
from tests.stages.tiny import tiny_project

RECIPE = DistilRecipe(
    batch_size=5, windows_per_clip=2, dir_share=0.5, dir_devices="a", gain_db=3.0,
    mixup_share=0.7, mel_jitter_hz=500.0, time_mask_frames=5,
)  # fmt: skip


@pytest.fixture(scope="module")
def clips(tmp_path_factory: pytest.TempPathFactory) -> tuple[ClipRow, ...]:
    return tuple(tiny_project(tmp_path_factory.mktemp("tiny")).clips())


def batches_of(
    clips: tuple[ClipRow, ...],
    recipe: TrainingRecipe = RECIPE,
    *,
    memory_mb: int = 64,
    share: Share = Share(),  # noqa: B008 # it cannot change
) -> AugmentedBatches:
    bank = WindowBank(
        ClipSource(clips, sample_rate_hz=16_000), window=16_000, memory_mb=memory_mb,
        device=torch.device("cpu"), monitor=Monitor(),
    )  # fmt: skip
    recorded_by = ["a" if index % 2 else "b" for index in range(len(clips))]
    scene = torch.arange(len(clips)) % 3
    return AugmentedBatches(bank, scene, CP_MOBILE_16K, recipe, recorded_by, share)


def assert_same(one: Batch, other: Batch) -> None:
    assert torch.equal(one.log_mel, other.log_mel)
    assert torch.equal(one.samples, other.samples)
    assert torch.equal(one.clean_samples, other.clean_samples)
    assert torch.equal(one.scene, other.scene)
    np.testing.assert_array_equal(one.clip, other.clip)
    np.testing.assert_array_equal(one.start, other.start)
    assert (one.mix is None) == (other.mix is None)
    if one.mix is not None and other.mix is not None:
        assert torch.equal(one.mix.share, other.mix.share)
        assert torch.equal(one.mix.partner, other.mix.partner)


def test_a_batch_depends_on_its_epoch_and_step_alone(clips):
    """Asked in order, backwards, read from disk: always the same, to the last bit."""
    places = [(epoch, step) for epoch in range(2) for step in range(6)]
    in_order = batches_of(clips)
    assert in_order.n_steps(0) == in_order.n_steps(1) == 6
    first = {place: in_order.batch(*place) for place in places}
    backwards = batches_of(clips)
    from_disk = batches_of(clips, memory_mb=0)
    for place in reversed(places):
        assert_same(backwards.batch(*place), first[place])
        assert_same(from_disk.batch(*place), first[place])
    assert not torch.equal(first[0, 0].log_mel, first[1, 0].log_mel)


def test_an_epoch_hears_every_clip_as_often_as_the_recipe_says(clips):
    batches = batches_of(clips)
    heard = np.concatenate([batches.batch(3, step).clip for step in range(batches.n_steps(3))])
    assert np.bincount(heard).tolist() == [2] * len(clips)


def test_a_batch_tells_what_was_heard_and_what_became_of_it(clips):
    batch = batches_of(clips).batch(0, 0)
    source = ClipSource(clips, sample_rate_hz=16_000)
    for row, (clip, start) in enumerate(zip(batch.clip, batch.start, strict=True)):
        recorded = source.window(int(clip), int(start), 16_000)
        np.testing.assert_array_equal(batch.clean_samples[row].numpy(), recorded)
    assert batch.samples.shape == batch.clean_samples.shape
    assert not torch.equal(batch.samples, batch.clean_samples)
    assert torch.equal(batch.scene, torch.from_numpy(batch.clip) % 3)
    assert batch.log_mel.is_contiguous(memory_format=torch.channels_last)


def test_only_clips_of_the_devices_named_are_heard_through_others(clips):
    quiet = RECIPE.with_overrides(["dir_share=1", "gain_db=0", "roll_s=0", "mixup_share=0"])
    batches = batches_of(clips, quiet)
    for step in range(3):
        batch = batches.batch(0, step)
        changed = (batch.samples != batch.clean_samples).any(dim=1)
        assert changed.tolist() == [bool(clip % 2) for clip in batch.clip]


def test_mixed_waveforms_are_what_the_log_mel_was_computed_of(clips):
    recipe = RECIPE.with_overrides(["mixup_domain=waveform", "mixup_share=1"])
    alone = recipe.with_overrides(["mixup_share=0"])
    mixed, single = batches_of(clips, recipe).batch(0, 0), batches_of(clips, alone).batch(0, 0)
    assert mixed.mix is not None
    torch.testing.assert_close(mixed.dry_samples, mixed.mix.blend(single.dry_samples))
    assert torch.equal(mixed.clean_samples, single.clean_samples)


def test_dry_windows_lack_the_exchanged_device_and_nothing_else(clips):
    through = RECIPE.with_overrides(["dir_share=1", "mixup_domain=waveform", "mixup_share=1"])
    without = through.with_overrides(["dir_share=0"])
    wet, dry = batches_of(clips, through).batch(0, 0), batches_of(clips, without).batch(0, 0)
    assert torch.equal(wet.dry_samples, dry.samples)
    assert torch.equal(dry.dry_samples, dry.samples)
    assert not torch.equal(wet.samples, wet.dry_samples)


EVERYTHING = [
    "batch_size=7", "windows_per_clip=3", "speed_octaves=0.3", "roll_s=0.05", "dir_share=0.5",
    "gain_db=3", "mixup_share=0.6", "mel_jitter_hz=500", "freq_mixstyle_share=0.6",
    "freq_mask_bands=30", "time_mask_frames=5",
]  # fmt: skip


@pytest.mark.parametrize("domain", ["log_mel", "waveform"])
@pytest.mark.parametrize("published_quirks", ["false", "true"])
@pytest.mark.parametrize("memory_mb", [64, 0])
@pytest.mark.parametrize(("n_processes", "micro_batch"), [(2, 0), (3, 0), (2, 3)])
def test_processes_make_the_rows_of_one_batch(
    clips, domain: str, published_quirks: str, memory_mb: int, n_processes: int, micro_batch: int
):
    """Each its own, all together every one, and each as one process makes it."""
    recipe = FinetuneRecipe().with_overrides([
        *EVERYTHING, f"mixup_domain={domain}", f"published_quirks={published_quirks}",
        f"micro_batch={micro_batch}",
    ])  # fmt: skip
    alone = batches_of(clips, recipe, memory_mb=memory_mb)
    shared = [
        batches_of(clips, recipe, memory_mb=memory_mb, share=Share(rank, n_processes))
        for rank in range(n_processes)
    ]
    kinds = set()
    for step in range(4):
        whole, parts = alone.batch(0, step), [one.batch(0, step) for one in shared]
        kinds.add(whole.mix is None)
        places = np.concatenate([part.rows.places for part in parts])
        assert sorted(places) == list(range(len(whole.scene)))
        for part in parts:
            assert torch.equal(part.scene, whole.scene)
            np.testing.assert_array_equal(part.start, whole.start)
            assert (part.mix is None) == (whole.mix is None)
            for name in ("log_mel", "samples", "dry_samples", "clean_samples"):
                mine, all_of_them = getattr(part, name), getattr(whole, name)
                assert mine.shape == all_of_them.shape
                own = part.rows.places
                # impulse responses: transforms of fewer windows are rounded otherwise
                atol = 1e-3 if name == "log_mel" else 1e-6
                torch.testing.assert_close(mine[own], all_of_them[own], rtol=0, atol=atol)
                others = np.setdiff1d(places, own)
                assert not mine[others].any(), "made for nobody"
    assert kinds == ({False} if domain == "waveform" else {True, False})


def test_a_batch_that_cannot_be_shared_is_left_whole():
    """The network refuses it: see ``together.Shared``."""
    assert Share(1, 3).rows(2).places is None
    assert Share(1, 2).rows(7, micro_batch=1).places is None
    assert len(Share(1, 2).rows(7, micro_batch=4)) == 3


def test_a_process_makes_no_more_than_its_share_and_its_partners(clips):
    plain = RECIPE.with_overrides(["batch_size=10", "mixup_share=0", "freq_mixstyle_share=0"])
    batch = batches_of(clips, plain, share=Share(0, 2)).batch(0, 0)
    assert len(batch.own_log_mel) == len(batch.own_samples) == len(batch.scene) // 2


def test_draws_of_one_purpose_leave_the_others_alone():
    draws = augment.Draws.of(1, 2, 3)
    values = [float(rng.random()) for rng in draws]
    assert len(set(values)) == len(values)
    assert values == [float(rng.random()) for rng in augment.Draws.of(1, 2, 3)]


def test_ahead_makes_everything_once_and_tells_what_went_wrong():
    made: list[int] = []

    def make(number: int) -> int:
        made.append(number)
        return 12 // (number - 3)

    ahead = Ahead(make, lambda number: number + 1)
    assert [ahead.get(number) for number in range(3)] == [-4, -6, -12]
    with pytest.raises(ZeroDivisionError):
        ahead.get(3)
    assert ahead.get(4) == 12
    assert ahead.get(0) == -4
    assert ahead.get(1) == -6
    assert made[:9] == [0, 1, 2, 3, 4, 5, 0, 1, 2][: len(made[:9])]
