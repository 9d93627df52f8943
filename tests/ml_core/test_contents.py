"""Files that were changed in place: noticed by what they hold, and what was known is void."""

import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ml_core.datasets.contents import hash_missing, n_unknown, notice_changes
from ml_core.datasets.importing import import_recordings
from ml_core.files import sha256_file
from ml_core.labelling.vectors import keys_of
from ml_core.progress import Cancelled, Monitor
from ml_core.project import ClipRow, Project
from ml_core.recordings.decode import write_wav

RATE_HZ = 8000


def write(path: Path, seed: int, seconds: float = 1.0) -> None:
    noise = np.random.default_rng(seed).uniform(-0.5, 0.5, round(seconds * RATE_HZ))
    write_wav(path, noise, RATE_HZ)


def later(path: Path) -> None:
    """Written a moment ago, whatever the file system thinks of moments."""
    facts = path.stat()
    os.utime(path, ns=(facts.st_atime_ns, facts.st_mtime_ns + 1_000_000_000))


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    for number in range(3):
        write(tmp_path / f"set/{number}.wav", number)
    with Project.create(tmp_path / "project") as opened:
        import_recordings(opened, tmp_path / "set")
        hash_missing(opened)
        yield opened


def clip_of(project: Project, stem: str) -> ClipRow:
    (found,) = [clip for clip in project.clips() if clip.path.stem == stem]
    return found


def test_another_content_of_the_same_size_is_another_edition(project: Project) -> None:
    before, columns = project.clips(), project.columns()
    path = before[1].path
    size = path.stat().st_size
    write(path, 77)
    later(path)
    assert path.stat().st_size == size
    assert n_unknown(project) == 1
    assert notice_changes(project) == 1
    assert n_unknown(project) == 0
    assert [clip.edition for clip in project.clips()] == [0, 1, 0]
    assert project.columns().numbers["edition"].tolist() == [0, 1, 0]
    digest = project.database.value("SELECT sha256 FROM recordings WHERE id = 2")
    assert digest == sha256_file(path)
    same = keys_of(project.columns()) == keys_of(columns)
    assert same.tolist() == [True, False, True]
    assert notice_changes(project) == 0


def test_a_file_that_was_only_touched_or_copied_stays(project: Project) -> None:
    for clip in project.clips():
        later(clip.path)
    assert notice_changes(project) == 0
    assert notice_changes(project) == 0
    assert {clip.edition for clip in project.clips()} == {0}
    times = project.database.rows("SELECT modified_ns FROM recordings")
    assert {row[0] for row in times} == {clip.path.stat().st_mtime_ns for clip in project.clips()}


def test_without_a_hash_a_touched_file_may_be_another(project: Project) -> None:
    with project.database.transaction() as connection:
        connection.execute("UPDATE recordings SET sha256 = NULL")
    later(project.clips()[0].path)
    assert notice_changes(project) == 1
    assert project.n_unhashed() == 2


def test_whole_clips_follow_the_length_and_stretches_stay(project: Project) -> None:
    clip = clip_of(project, "0")
    part = project.add_segment(clip.recording_id, 0.5, 0.25)
    write(clip.path, 5, 2.5)
    assert notice_changes(project) == 1
    whole, stretch = project.segments_of(clip.recording_id)
    assert (whole.whole, whole.duration_s, whole.recording_duration_s) == (True, 2.5, 2.5)
    assert (stretch.segment_id, stretch.start_s, stretch.duration_s) == (part, 0.5, 0.25)
    write(whole.path, 6, 0.5)
    hash_missing(project)  # notices as well
    whole, _ = project.segments_of(clip.recording_id)
    assert (whole.whole, whole.duration_s, whole.edition) == (True, 0.5, 2)


def test_what_is_gone_damaged_or_not_ours_to_change_stays(project: Project) -> None:
    gone, bad, other = (clip.path for clip in project.clips())
    gone.unlink()
    bad.write_bytes(b"RIFF\0\0")
    write(other, 9)
    later(other)
    with Project.open(project.folder, read_only=True) as same:
        assert notice_changes(same) == 0
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        notice_changes(project, monitor)
    assert notice_changes(project) == 1
    assert [clip.edition for clip in project.clips()] == [0, 0, 1]


def test_times_that_were_not_kept_are_taken_as_they_are(project: Project) -> None:
    """As in a project of an earlier version."""
    with project.database.transaction() as connection:
        connection.execute("UPDATE recordings SET modified_ns = 0")
    write(clip_of(project, "0").path, 5, 2.5)
    assert notice_changes(project) == 1  # another size
    later(clip_of(project, "1").path)
    assert project.database.value("SELECT min(modified_ns) FROM recordings") > 0


def test_a_copy_is_known_by_its_own_time(tmp_path: Path) -> None:
    write(tmp_path / "set/a.wav", 1)
    later(tmp_path / "set/a.wav")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set", copy=True)
        assert project.clips()[0].path.is_relative_to(project.folder)
        assert notice_changes(project) == 0
        assert project.clips()[0].edition == 0


def test_a_clip_moved_before_its_file_was_read_gets_its_length_when_that_is_undone(
    tmp_path: Path,
) -> None:
    (tmp_path / "set").mkdir()
    (tmp_path / "set/labels.csv").write_text("filename,scene\na.wav,bus\n")
    with Project.create(tmp_path / "project") as project:
        import_recordings(project, tmp_path / "set/labels.csv")
        (clip,) = project.ids()
        project.move_segment(clip, start_s=0.25, duration_s=0.5)
        write(tmp_path / "set/a.wav", 1)
        hash_missing(project)
        assert project.clip(clip).duration_s == 0.5
        project.undo()
        assert (project.clip(clip).start_s, project.clip(clip).duration_s) == (0.0, 1.0)
        project.redo()
        assert (project.clip(clip).start_s, project.clip(clip).duration_s) == (0.25, 0.5)
