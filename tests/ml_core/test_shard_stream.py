"""A stream of clips: its order follows from (seed, epoch, step), and its memory does not grow."""

import itertools
import threading
import weakref
from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.errors import ShardError, UnreadableRecording
from ml_core.project import ClipFilter
from ml_core.recordings.decode import read_samples
from ml_core.shards import ClipStream, ShardSet, open_shards, write_shards, writing
from tests.ml_core.shard_projects import RATE_HZ, sounding


def made(folder: Path, n: int, bytes_per_shard: int) -> ShardSet:
    with sounding(folder / "p", n) as project, pytest.MonkeyPatch.context() as patch:
        patch.setattr(writing, "BYTES_PER_MB", bytes_per_shard)
        write_shards(project, folder / "s", shard_mb=1)
    return open_shards(folder / "s")


@pytest.fixture(scope="module")
def shards(tmp_path_factory: pytest.TempPathFactory) -> ShardSet:
    found = made(tmp_path_factory.mktemp("stream"), 36, 24_000)
    assert len(found.shards) >= 6
    return found


def keys(stream: ClipStream, epoch: int = 0, start: int = 0) -> list[str]:
    return [clip.row.key for clip in stream.epoch(epoch, start)]


@settings(max_examples=8)
@given(
    seed=st.integers(0, 9), epoch=st.integers(0, 3), buffer=st.sampled_from([1, 2, 7, 500]),
    start=st.integers(0, 36), ahead=st.integers(1, 9), world=st.integers(1, 3),
)  # fmt: skip
def test_what_comes_follows_from_epoch_and_step_alone(
    shards: ShardSet, seed: int, epoch: int, buffer: int, start: int, ahead: int, world: int
) -> None:
    def stream(rank: int, ahead: int) -> ClipStream:
        return ClipStream(
            shards, rate_hz=RATE_HZ, seed=seed, buffer=buffer, rank=rank, world=world, ahead=ahead
        )

    rows = [[row.key for row in stream(rank, 8).rows(epoch)] for rank in range(world)]
    assert keys(stream(0, ahead), epoch, start) == rows[0][start:]
    assert Counter(itertools.chain(*rows)) == Counter(row.key for row in shards.rows())
    assert max(map(len, rows)) - min(map(len, rows)) <= 1


def test_the_sound_is_that_of_its_row(shards: ShardSet) -> None:
    steps = []
    for clip in ClipStream(shards, rate_hz=16_000, seed=4).epoch(1):
        steps.append(clip.step)
        path = shards.tar(clip.row.shard) / clip.row.audio
        np.testing.assert_array_equal(clip.samples, read_samples(path, sample_rate_hz=16_000))
        assert clip.samples.dtype == np.float32
    assert steps == list(range(shards.manifest.n_clips))


def test_epochs_and_seeds_differ_and_the_buffer_mixes_shards(shards: ShardSet) -> None:
    orders = {
        tuple(keys(ClipStream(shards, rate_hz=RATE_HZ, seed=seed), epoch))
        for seed in (1, 2)
        for epoch in (0, 1)
    }
    assert len(orders) == 4
    in_turn = [row.shard for row in ClipStream(shards, rate_hz=RATE_HZ, buffer=1).rows(0)]
    mixed = [row.shard for row in ClipStream(shards, rate_hz=RATE_HZ, buffer=20).rows(0)]
    changes = [sum(a != b for a, b in itertools.pairwise(one)) for one in (in_turn, mixed)]
    assert changes[0] == len(shards.shards) - 1 < changes[1]


def test_without_a_buffer_a_shard_is_read_from_its_beginning_on(shards: ShardSet) -> None:
    rows = list(ClipStream(shards, rate_hz=RATE_HZ, buffer=1).rows(2))
    for _, some in itertools.groupby(rows, key=lambda row: row.shard):
        offsets = [row.offset for row in some]
        assert offsets == sorted(offsets)


def test_filters_hold(shards: ShardSet) -> None:
    wanted = ClipFilter(device=("phone",), split=("train",))
    found = list(ClipStream(shards, rate_hz=RATE_HZ, wanted=wanted).epoch(0))
    assert found
    assert all((one.row.device, one.row.split) == ("phone", "train") for one in found)
    assert len(found) == len(list(shards.rows(wanted=wanted)))


def test_the_live_set_does_not_grow_with_the_corpus(
    shards: ShardSet, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Decoded clips that are alive at once, and bytes, at one size and at three times it."""
    large = made(tmp_path, 120, 24_000)
    assert len(large.shards) > 2.5 * len(shards.shards)
    most = []
    for corpus in (shards, large):
        alive: dict[int, int] = {}  # bytes of each
        peak = most_bytes = 0
        read = ShardSet.samples

        def counted(self, row, rate_hz=None, read=read, alive=alive):
            samples = read(self, row, rate_hz)
            alive[id(samples)] = samples.nbytes
            weakref.finalize(samples, alive.pop, id(samples), None)
            return samples

        monkeypatch.setattr(ShardSet, "samples", counted)
        stream = ClipStream(corpus, rate_hz=RATE_HZ, buffer=8, ahead=3)
        for _ in stream.epoch(0):
            now = list(alive.values())  # the reader goes on meanwhile
            peak, most_bytes = max(peak, len(now)), max(most_bytes, sum(now))
        monkeypatch.undo()
        most.append((peak, most_bytes))
    (few, few_bytes), (many, many_bytes) = most
    assert 1 < few <= 6
    assert many <= 6
    assert many_bytes <= 1.5 * few_bytes


def test_who_stops_listening_stops_the_readers(shards: ShardSet) -> None:
    before = threading.active_count()
    stream = ClipStream(shards, rate_hz=RATE_HZ).epoch(0)
    next(stream)
    assert threading.active_count() > before
    readers = [one for one in threading.enumerate() if one.name.startswith("shards")]
    stream.close()
    for one in readers:
        one.join(10)
        assert not one.is_alive()


def test_damage_is_said_when_it_is_reached(tmp_path: Path) -> None:
    shards = made(tmp_path, 12, 12_000)
    row = list(ClipStream(shards, rate_hz=RATE_HZ, buffer=1).rows(0))[6]
    tar = shards.tar(row.shard)
    data = bytearray(tar.read_bytes())
    data[row.offset : row.offset + row.n_bytes] = bytes(row.n_bytes)
    tar.write_bytes(data)
    heard = []
    with pytest.raises(UnreadableRecording, match="Cannot read"):
        heard += [one.step for one in ClipStream(shards, rate_hz=RATE_HZ, buffer=1).epoch(0)]
    tar.unlink()
    with pytest.raises(ShardError, match="is not in"):
        list(ClipStream(shards, rate_hz=RATE_HZ).epoch(0))


def test_what_cannot_be_is_refused(shards: ShardSet) -> None:
    for wrong in ({"rank": 2, "world": 2}, {"buffer": 0}, {"ahead": 0}, {"rank": -1}):
        with pytest.raises(ValueError, match="rank < world"):
            ClipStream(shards, rate_hz=RATE_HZ, **wrong)
