"""A project made of shards alone: whatever it does with recordings, it does where they lie."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.contents import hash_missing, notice_changes
from ml_core.datasets.exporting import export_clips
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.in_place import InPlace
from ml_core.datasets.surveying import survey
from ml_core.errors import ImportProblem, UnreadableRecording
from ml_core.labelling.doctor import run_doctor
from ml_core.planning.checks import check_data
from ml_core.project import ClipRow, Project
from ml_core.recipes import DistilRecipe
from ml_core.recordings.decode import read_samples
from ml_core.recordings.members import open_bytes
from ml_core.recordings.overview import Overview
from ml_core.recordings.pyramid import Fingerprint
from ml_core.recordings.resample import StreamResampler
from ml_core.shards import open_shards, write_shards
from ml_core.shards.rows import samples_at
from tests.ml_core.shard_projects import sounding


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with sounding(tmp_path / "p", n=10) as origin:
        write_shards(origin, tmp_path / "s", also=[tmp_path / "t"])
    with Project.create(tmp_path / "q") as made:
        import_recordings(made, tmp_path / "s")
        hash_missing(made)
        yield made


def test_it_is_surveyed_before_it_comes_in(tmp_path: Path, project: Project) -> None:
    found = survey(tmp_path / "s")
    assert (found.kind, found.clips, found.n_missing) == ("shards", len(project.ids()), 0)


def test_a_disk_alone_comes_in_too(tmp_path: Path, project: Project) -> None:
    shards = open_shards(tmp_path / "s")
    there = sum(one.n_clips for one in shards.manifest.shards if one.root == 1)
    with Project.create(tmp_path / "r") as made:
        report = import_recordings(made, tmp_path / "s", audio=tmp_path / "t")
        assert report.recordings == there > 0
        assert {clip.folder for clip in made.clips()} == {tmp_path / "t"}
    (tmp_path / "elsewhere").mkdir()
    with (
        Project.create(tmp_path / "none") as made,
        pytest.raises(ImportProblem, match="No shard"),
    ):
        import_recordings(made, tmp_path / "s", audio=tmp_path / "elsewhere")


def test_it_is_examined_exported_and_drawn(tmp_path: Path, project: Project) -> None:
    report = run_doctor(project)
    assert report.n_missing == 0
    assert notice_changes(project) == 0
    assert "missing" not in {one.kind for one in check_data(project, DistilRecipe(), {})}
    written = export_clips(project, tmp_path / "wav")
    assert written.written == len(project.ids())
    clip = project.clips()[0]
    (file,) = (tmp_path / "wav").rglob(f"*{Path(clip.name).stem}*.wav")
    np.testing.assert_array_equal(read_samples(file), read_samples(clip.path))
    with open_bytes(clip.path) as stream:
        (tmp_path / "taken out").write_bytes(stream.read())
    assert Fingerprint.of(clip.path).name == Fingerprint.of(tmp_path / "taken out").name
    with Overview.open(clip.path) as seen:
        assert seen.n_samples == len(read_samples(clip.path))


def test_it_is_found_where_it_moved(tmp_path: Path, project: Project) -> None:
    before = {clip.segment_id: read_samples(clip.path) for clip in project.clips()}
    for name in "st":
        (tmp_path / name).rename(tmp_path / f"{name}-moved")
    assert project.n_missing() == 0  # of those whose header was not read
    missing = project.missing_files()
    assert len(missing) == len(before)
    found = project.relocate(tmp_path)
    assert (found.found, found.missing) == (len(before), 0)
    assert project.missing_files() == []
    for clip in project.clips():
        np.testing.assert_array_equal(read_samples(clip.path), before[clip.segment_id])


def test_copied_it_is_made_of_files(tmp_path: Path, project: Project) -> None:
    with Project.create(tmp_path / "r") as made:
        import_recordings(made, tmp_path / "s", copy=True)
        clips = made.clips()
        assert len(clips) == len(project.ids())
        assert all(clip.path.is_file() for clip in clips)


RATES_HZ = (8000, 11_025, 16_000, 22_050, 32_000, 44_100, 48_000, 96_000)


@given(st.integers(1, 9000), st.sampled_from(RATES_HZ), st.sampled_from(RATES_HZ))
def test_the_length_after_resampling_is_known_beforehand(n: int, of_hz: int, to_hz: int) -> None:
    resampler = StreamResampler(of_hz, to_hz)
    parts = [resampler.push(np.ones(n, np.float32))]
    if of_hz != to_hz:
        parts.append(resampler.push(np.empty(0, np.float32), last=True))
    assert sum(map(len, parts)) == samples_at(n, of_hz, to_hz)


@given(st.integers(-50, 2500), st.integers(0, 3000), st.sampled_from([8000, 16_000, 5000]))
def test_any_window_is_that_of_the_decoded_recording(
    pairs: tuple[list[ClipRow], Path], start: int, n: int, rate_hz: int
) -> None:
    clips, cache = pairs
    source = ClipSource(clips, sample_rate_hz=rate_hz, cache_dir=cache)
    whole = read_samples(clips[0].path, sample_rate_hz=rate_hz)
    assert source.n_samples(0) == len(whole)
    padded = np.concatenate([np.zeros(50), whole, np.zeros(6000)])
    np.testing.assert_array_equal(source.window(0, start, n), padded[start + 50 : start + 50 + n])
    assert not cache.exists()


@pytest.fixture(scope="module")
def pairs(tmp_path_factory: pytest.TempPathFactory) -> tuple[list[ClipRow], Path]:
    folder = tmp_path_factory.mktemp("pairs")
    with sounding(folder / "p", n=2) as origin:
        write_shards(origin, folder / "s")
    with Project.create(folder / "q") as made:
        import_recordings(made, folder / "s")
        return made.clips(), folder / "cache"


def test_few_are_kept_and_a_long_one_goes_through_the_cache(
    pairs: tuple[list[ClipRow], Path], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    clips, _ = pairs
    n_bytes = 4 * len(read_samples(clips[0].path))
    monkeypatch.setattr("ml_core.datasets.in_place._KEPT_BYTES", n_bytes)
    here = InPlace(8000)
    first = here.samples(clips[0])
    assert here.samples(clips[0]) is first
    here.samples(clips[1])
    assert here.samples(clips[0]) is not first
    monkeypatch.setattr("ml_core.datasets.in_place._LONGEST_BYTES", n_bytes - 1)
    source = ClipSource(clips, sample_rate_hz=8000, cache_dir=tmp_path)
    np.testing.assert_array_equal(source.samples(0), first)
    assert len(list(tmp_path.rglob("*.f32"))) == len(clips)


def test_a_shard_that_was_exchanged_is_noticed(tmp_path: Path, project: Project) -> None:
    clips = project.clips()
    source = ClipSource(clips, sample_rate_hz=8000)
    source.samples(0)
    with sounding(tmp_path / "other", n=10, seconds=0.5) as other:
        write_shards(other, tmp_path / "o", also=[tmp_path / "o2"])
    for new, old in (("o", "s"), ("o2", "t")):
        for path in (tmp_path / new).glob("*.tar"):
            path.replace(tmp_path / old / path.name)
    with pytest.raises(UnreadableRecording):
        ClipSource(clips, sample_rate_hz=8000).samples(0)
