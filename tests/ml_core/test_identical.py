"""One sound is never in two parts, whatever its files are called."""

import random
import tarfile
from pathlib import Path

import pytest

from ml_core.datasets.identical import copies_of
from ml_core.datasets.splits import apply_split, plan_split, plan_split_by_column, split_first
from ml_core.errors import ProjectError
from ml_core.progress import Cancelled, Monitor
from ml_core.project import NewRecording, Project

SIZE = 9000


def project_of_files(folder: Path, contents: list[int], **facts: list[str]) -> Project:
    """A project of files of one size; equal numbers are equal sounds, each at a place of its own.

    Files differ in their first byte or in their middle, so that both looks are needed.
    """
    project = Project.create(folder / "p")
    audio = folder / "audio"
    audio.mkdir()
    root = project.add_root(audio, audio)
    batch = []
    for n, content in enumerate(contents):
        data = bytearray(SIZE)
        data[0 if content % 2 else SIZE // 2] = content + 1
        (audio / f"{n}.wav").write_bytes(data)
        batch.append(
            NewRecording(
                path=f"{n}.wav", size_bytes=SIZE, sample_rate_hz=8000, channels=1, n_samples=8000,
                container="WAV", subtype="PCM_16", source=f"s{n}", location=f"p{n}",
                **{name: values[n] for name, values in facts.items()},
            )
        )  # fmt: skip
    project.add_recordings(project.begin_import("x", "x", "meta"), root, batch)
    return project


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("by", ["location", "source", None])
def test_unlabelled_copies_stay_together(tmp_path: Path, by: str | None, seed: int) -> None:
    draw = random.Random(seed)
    contents = [draw.randrange(12) for _ in range(30)]
    with project_of_files(tmp_path, contents) as project:
        plan = plan_split(project, by, seed=seed)  # type: ignore[arg-type]
        clips = project.clips()
        sides = {(contents[n], plan.splits[clip.segment_id]) for n, clip in enumerate(clips)}
        assert len(sides) == len(set(contents))
        assert plan.test
        hashed = {one.recording_id for one in project.read_files(0, 99) if one.sha256}
        alone = {
            clip.recording_id for n, clip in enumerate(clips) if contents.count(contents[n]) < 2
        }
        assert not {clip.recording_id for clip in clips} - alone - hashed  # read once for all
        project.set_state([clips[0].segment_id], "excluded")
        kept = {segment for ids in copies_of(project, project.clips()) for segment in ids}
        assert clips[0].segment_id not in kept


def test_what_was_divided_by_others_is_told_and_refused(tmp_path: Path) -> None:
    with project_of_files(tmp_path, [1, 2, 1, 3], device=["a", "a", "b", "b"]) as project:
        plan = plan_split_by_column(project, "device", ["b"])
        ids = [clip.segment_id for clip in project.clips()]
        assert plan.copies == ((ids[0], ids[2]),)
        with pytest.raises(ProjectError, match=r"same sound is in training and test.*1 times"):
            apply_split(project, plan, strict=True)
        assert plan_split_by_column(project, "location", ["p1"]).copies == ()


def test_the_first_division_keeps_them_together_too(tmp_path: Path) -> None:
    contents = [n % 6 for n in range(24)]
    scenes = [("bus", "park")[n % 2] for n in range(24)]
    with project_of_files(tmp_path, contents) as project:
        clips = project.clips()
        for n, clip in enumerate(clips):
            project.label([clip.segment_id], scenes[n])
        assert split_first(project) is not None
        sides = {(contents[n], clip.split) for n, clip in enumerate(project.clips())}
        assert len(sides) == 6
        assert {side for _, side in sides} == {"train", "test"}


def test_files_that_are_gone_say_nothing(tmp_path: Path) -> None:
    with project_of_files(tmp_path, [1, 1]) as project:
        assert len(copies_of(project, project.clips())) == 1
        Path(tmp_path / "audio" / "1.wav").unlink()
        assert len(copies_of(project, project.clips())) == 1  # known by its hash
    (tmp_path / "q").mkdir()
    with project_of_files(tmp_path / "q", [1, 1]) as q:
        Path(tmp_path / "q" / "audio" / "1.wav").unlink()
        assert copies_of(q, q.clips()) == []


def test_what_is_known_counts_where_the_files_are_gone(tmp_path: Path) -> None:
    with project_of_files(tmp_path, [0, 0, 2]) as project:
        first, second, _ = project.clips()
        project.set_hashes(dict.fromkeys((first.recording_id, second.recording_id), "a" * 64))
        for gone in (first, second):
            gone.path.unlink()
        assert copies_of(project, project.clips()) == [(first.segment_id, second.segment_id)]


def test_copies_in_a_tar_are_found_before_they_are_hashed(tmp_path: Path) -> None:
    with project_of_files(tmp_path, [0, 1, 0, 2]) as project:
        with tarfile.open(tmp_path / "audio/0.tar", "w", format=tarfile.USTAR_FORMAT) as tar:
            for clip in project.clips():
                tar.add(clip.path, clip.name)
        root = project.add_root(tmp_path / "audio/0.tar", tmp_path / "audio/0.tar")
        inside = [
            NewRecording(
                path=f"{n}.wav", size_bytes=SIZE, sample_rate_hz=8000, channels=1, n_samples=8000,
                container="WAV", subtype="PCM_16", source=f"t{n}",
            )
            for n in range(4)
        ]  # fmt: skip
        project.add_recordings(project.begin_import("y", "y", "meta"), root, inside)
        in_tar = project.clips()[4:]
        found = copies_of(project, in_tar)
    assert found == [(in_tar[0].segment_id, in_tar[2].segment_id)]


def test_what_was_read_before_a_cancel_is_kept(tmp_path: Path) -> None:
    class Impatient(Monitor):
        n = 0

        def check(self) -> None:
            self.n += 1
            if self.n > 6:  # four middles and two whole files
                raise Cancelled

    with project_of_files(tmp_path, [0, 0, 2, 2]) as project:
        with pytest.raises(Cancelled):
            copies_of(project, project.clips(), Impatient())
        assert sum(one.sha256 is not None for one in project.read_files(0, 99)) == 2
