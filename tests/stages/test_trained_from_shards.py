"""What is trained from shards is what is trained from the recordings, bit for bit."""

import shutil
import signal
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from ml_core import bundle
from ml_core.cli import main
from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.contents import hash_missing
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.sharded import sound_in
from ml_core.errors import ShardError
from ml_core.progress import Monitor, Progress
from ml_core.project import ClipFilter, Project
from ml_core.recipes import DistilRecipe
from ml_core.runs import RunFolder, StopRequested
from ml_core.shards import open_shards, write_shards
from ml_core.worker import run_stage, start_run
from tests.stages.test_resume import assert_same, signalled_after_an_epoch
from tests.stages.tiny import QUICK

RECIPE = DistilRecipe(
    network="cp-mobile-6k", epochs=2, windows_per_clip=2, peak_lr=1e-2, validation_share=0.3
).with_overrides(QUICK)


def trained(project: Project, *, shards: Path | None = None, **settings: int) -> RunFolder:
    run = start_run(project, replace(RECIPE, **settings), None, {})
    if shards is not None:
        run.record(shards=str(shards))
    run_stage(project, run)
    return run


def curve(run: RunFolder) -> list[object]:
    told = [event for event in run.read_events()[0] if event["stage"] == "epoch"]
    facts = [one.get("metrics", one) for one in told]
    return [
        {name: one[name] for name in sorted(one) if "loss" in name or "acc" in name}
        for one in facts
    ]


def test_the_curve_from_shards_is_that_from_files(project: Project, tmp_path: Path) -> None:
    hash_missing(project)
    report = write_shards(project, tmp_path / "s", also=[tmp_path / "t"])
    assert report.clips == 15
    from_files = trained(project)
    shutil.rmtree(project.cache_dir)
    shutil.rmtree(tmp_path / "audio")
    for memory_mb in (64, 0):
        from_shards = trained(project, shards=tmp_path / "s", memory_mb=memory_mb)
        assert_same(from_shards, from_files)
        assert curve(from_shards) == curve(from_files)
        assert from_shards.result["accuracy"] == from_files.result["accuracy"]
    assert not list(project.cache_dir.rglob("*.f32"))


@pytest.mark.slow
def test_int8_from_shards_is_that_from_files(project: Project, tmp_path: Path) -> None:
    """Ranges, weights, the figures, the certificate and the reference of the bundle."""
    hash_missing(project)
    write_shards(project, tmp_path / "s", also=[tmp_path / "t"])
    student = trained(project)
    assert main(["quantize", *made(project, student, "files")]) == 0
    shutil.rmtree(project.cache_dir)
    shutil.rmtree(tmp_path / "audio")
    from_shards = ["--shards", str(tmp_path / "s")]
    assert main(["quantize", *made(project, student, "shards"), *from_shards]) == 0
    files, shards = (RunFolder.open(project.runs_dir / name) for name in ("files", "shards"))
    assert_same(files, shards, "last")
    timed = {"bundle", "fingerprint", "train_s", "waited_s", "windows_per_s"}
    figures, same = (
        {key: value for key, value in run.result.items() if key not in timed}
        for run in (files, shards)
    )
    assert figures == same
    assert curve(files) == curve(shards)
    mine, its = (
        bundle.read_bundle(run.path / "export" / "student.ascbundle") for run in (files, shards)
    )
    assert mine.entries.keys() == its.entries.keys()
    assert {name for name in mine.entries if mine.entries[name] != its.entries[name]} == set()
    assert not list(project.cache_dir.rglob("*.f32"))


def made(project: Project, student: RunFolder, name: str) -> list[str]:
    """The words after "asc quantize" that make a run of this name, quickly."""
    quick = ["epochs=1", "frozen_epochs=0", "batch_size=5", "threads=1", "torch_device=cpu"]
    out = str(project.runs_dir / name)
    return [str(project.folder), str(student.path), "--out", out,
            *(word for one in quick for word in ("--set", one))]  # fmt: skip


@pytest.mark.parametrize("stage", ["finetune", "distil", "quantize"])
def test_where_there_are_no_shards_no_run_begins(
    project: Project, tmp_path: Path, stage: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = [str(project.folder)]
    if stage == "quantize":
        words.append(str(RunFolder.create(tmp_path / "student", "distil", "", {}).path))
    words += ["--shards", str(tmp_path / "nowhere")]
    assert main([stage, *words]) == 1
    assert "There are no shards" in capsys.readouterr().err
    assert not project.runs()


@pytest.fixture
def streamed(project: Project, tmp_path: Path) -> tuple[RunFolder, RunFolder]:
    """A run from shards that is whole, and one of the same recipe to be begun."""
    hash_missing(project)
    write_shards(project, tmp_path / "s")
    shutil.rmtree(tmp_path / "audio")
    whole = trained(project, shards=tmp_path / "s", memory_mb=0)
    run = start_run(project, replace(RECIPE, memory_mb=0), None, {})
    run.record(shards=str(tmp_path / "s"))
    return whole, run


def test_a_run_from_shards_that_moved_goes_on(
    project: Project, tmp_path: Path, streamed: tuple[RunFolder, RunFolder]
) -> None:
    whole, run = streamed

    def stop(progress: Progress) -> None:
        if progress.stage == "epoch":
            run.request_stop("pause")

    with pytest.raises(StopRequested):
        run_stage(project, run, Monitor(stop))
    (tmp_path / "s").rename(tmp_path / "moved")
    with pytest.raises(ShardError, match="There are no shards"):
        run_stage(project, RunFolder.open(run.path))
    RunFolder.open(run.path).record(shards=str(tmp_path / "moved"))
    run_stage(project, RunFolder.open(run.path))
    assert_same(run, whole)


@pytest.mark.slow
def test_a_run_from_shards_that_was_killed_ends_the_same(
    project: Project, streamed: tuple[RunFolder, RunFolder]
) -> None:
    shards = streamed[0].provenance["shards"]
    whole = trained(project, shards=Path(shards), epochs=4)
    run = start_run(project, replace(RECIPE, epochs=4), None, {})
    run.record(shards=shards)
    assert signalled_after_an_epoch(project, run, signal.SIGKILL) == -signal.SIGKILL
    run_stage(project, RunFolder.open(run.path))
    assert_same(run, whole)


def test_a_project_is_made_from_shards_alone(project: Project, tmp_path: Path) -> None:
    hash_missing(project)
    write_shards(project, tmp_path / "s", also=[tmp_path / "t"])
    clips = {one.relative_path: one for one in project.clips()}
    source = ClipSource([*clips.values()], sample_rate_hz=16_000, cache_dir=tmp_path / "c")
    heard = {name: source.samples(n) for n, name in enumerate(clips)}
    shutil.rmtree(tmp_path / "audio")
    with Project.create(tmp_path / "other") as other:
        report = import_recordings(other, tmp_path / "s")
        assert (report.recordings, report.problems) == (15, ())
        assert hash_missing(other) == 15
        assert other.counts().missing == 0
        mine = other.clips()
        samples = ClipSource(mine, sample_rate_hz=16_000, cache_dir=tmp_path / "d")
        for number, clip in enumerate(mine):
            origin = clips[clip.extra["recording"]]
            for name in ("scenes", "split", "source", "device", "location", "state"):
                assert getattr(clip, name) == getattr(origin, name)
            np.testing.assert_array_equal(samples.samples(number), heard[origin.relative_path])
        assert not (tmp_path / "d").exists()
        assert trained(other).result["accuracy"] is not None
        assert import_recordings(other, tmp_path / "s").recordings == 0


def test_clips_that_are_not_in_the_shards_are_counted(project: Project, tmp_path: Path) -> None:
    hash_missing(project)
    write_shards(project, tmp_path / "s", wanted=ClipFilter(scene=("hum",)))
    with pytest.raises(ShardError, match="10 of the 15 clips are not in the shards"):
        sound_in(project, project.clips(), tmp_path / "s")
    assert len(list(open_shards(tmp_path / "s").rows())) == 5
