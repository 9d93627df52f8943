"""Audio that has moved is found again, and a label never lands on a wrong file."""

import json
import shutil
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ml_core.cli import main
from ml_core.datasets.contents import hash_missing
from ml_core.errors import ProjectError
from ml_core.files import sha256_file
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project, Relocation
from ml_core.recordings.decode import write_wav
from tests.ml_core.projects import recording

FILES = ("bus/1.wav", "bus/2.wav", "park/1.wav", "park/3.wav")


@pytest.fixture
def sounds(tmp_path: Path) -> Path:
    """Four files of the same size."""
    folder = tmp_path / "sounds"
    for number, name in enumerate(FILES):
        write_wav(folder / name, np.full(400, 0.1 * (number + 1)), 8000)
    return folder


def imported(folder: Path, sounds: Path, *, hashed: bool = True) -> Project:
    """A project of a folder per scene."""
    project = Project.create(folder)
    root = project.add_root(sounds, sounds)
    paths = sorted(path.relative_to(sounds).as_posix() for path in sounds.rglob("*.wav"))
    new = [
        recording(
            n, path=path, scenes=(path.split("/")[0],), size_bytes=(sounds / path).stat().st_size
        )
        for n, path in enumerate(paths)
    ]
    project.add_recordings(project.begin_import("sounds", sounds, "folder"), root, new)
    if hashed:
        project.set_hashes({n: sha256_file(path) for n, path in project.unhashed(0, 100)})
    return project


def labels(project: Project) -> Mapping[str, str | None]:
    """Scene by content, of what is there."""
    return {sha256_file(clip.path): clip.scene for clip in project.clips() if clip.path.is_file()}


def test_a_moved_folder_moves_as_one(tmp_path: Path, sounds: Path) -> None:
    with imported(tmp_path / "project", sounds) as project:
        before = labels(project)
        for place in ("far/other", "again/sounds"):
            new = tmp_path / place
            new.parent.mkdir()
            project.audio_root.rename(new)
            assert project.relocate(new.parent) == Relocation(4, 0)
            assert (labels(project), project.missing_files()) == (before, [])
            assert [root.path for root in project.audio_roots()] == [new]
            assert {clip.relative_path for clip in project.clips()} == set(FILES)
        assert project.undo() == 'Locate 4 recordings in "again"'
        assert len(project.missing_files()) == 4
        project.redo()
        assert project.missing_files() == []
        assert project.relocate(new) == Relocation(0, 0)


def test_renamed_and_scattered_files_are_found_by_content(tmp_path: Path, sounds: Path) -> None:
    with imported(tmp_path / "project", sounds) as project:
        before = labels(project)
        (sounds / "bus/1.wav").rename(sounds / "bus/one.wav")
        elsewhere = tmp_path / "elsewhere"
        shutil.copytree(sounds / "park", elsewhere / "deep/gardens")
        shutil.rmtree(sounds / "park")
        done = project.relocate(sounds)
        assert (done.found, done.missing) == (1, 2)
        assert done.still_missing == (sounds / "park/1.wav", sounds / "park/3.wav")
        assert project.relocate(elsewhere) == Relocation(2, 0)
        assert labels(project) == before
        assert project.clips()[0].relative_path == "bus/one.wav"
        assert project.undo() == 'Locate 2 recordings in "elsewhere"'
        assert project.undo() == 'Locate 1 recording in "sounds"'
        assert len(project.missing_files()) == 3


def test_files_of_equal_names_and_sizes_are_told_apart(tmp_path: Path, sounds: Path) -> None:
    """``1.wav`` of the buses is not ``1.wav`` of the park, whatever folder is chosen."""
    with imported(tmp_path / "project", sounds) as project:
        before = labels(project)
        only_park = tmp_path / "new/bus"
        shutil.copytree(sounds / "park", only_park)
        sounds.rename(tmp_path / "gone")
        for folder in (only_park, only_park.parent):
            done = project.relocate(folder)
            assert done.found in (2, 0)
            assert all(before[digest] == scene for digest, scene in labels(project).items())
        assert len(labels(project)) == 2


def test_without_hashes_only_the_whole_path_counts(tmp_path: Path, sounds: Path) -> None:
    with imported(tmp_path / "project", sounds, hashed=False) as project:
        before = labels(project)
        moved = tmp_path / "new/sounds"
        moved.parent.mkdir()
        sounds.rename(moved)
        write_wav(moved / "park/3.wav", np.zeros(500), 8000)  # another size
        assert project.relocate(moved / "bus").found == 2  # ".../sounds/bus/1.wav" says it
        assert project.relocate(moved.parent / "sounds/park").found == 1
        project.undo()
        project.undo()
        assert project.relocate(moved) == Relocation(3, 1, (sounds / "park/3.wav",))
        project.undo()
        moved.rename(tmp_path / "new/renamed")
        assert project.relocate(tmp_path / "new").found == 0
        assert project.relocate(tmp_path / "new/renamed").found == 3
        found = labels(project)
        assert len(found.keys() & before.keys()) == 3
        assert all(found[digest] == before[digest] for digest in found.keys() & before.keys())


def test_swapped_files_are_noticed_by_content(tmp_path: Path, sounds: Path) -> None:
    with imported(tmp_path / "project", sounds) as project:
        before = labels(project)
        (sounds / "bus/1.wav").rename(sounds / "x.wav")
        (sounds / "park/1.wav").rename(sounds / "bus/1.wav")
        (sounds / "x.wav").rename(sounds / "park/1.wav")
        assert labels(project) != before
        assert project.relocate(sounds) == Relocation(0, 0)
        assert project.relocate(sounds, check_content=True) == Relocation(2, 0)
        assert labels(project) == before
        project.undo()
        assert labels(project) != before


def test_copies_of_one_content_stay_one_recording_each(tmp_path: Path, sounds: Path) -> None:
    shutil.copy(sounds / "bus/1.wav", sounds / "bus/copy.wav")
    with imported(tmp_path / "project", sounds) as project:
        (tmp_path / "new").mkdir()
        for name in ("copy.wav", "1.wav"):
            (sounds / "bus" / name).rename(tmp_path / "new" / name)
        assert project.relocate(tmp_path / "new") == Relocation(2, 0)
        assert {clip.path.name: clip.relative_path for clip in project.clips(scene="bus")} == {
            "1.wav": "1.wav", "copy.wav": "copy.wav", "2.wav": "bus/2.wav",
        }  # fmt: skip


def test_what_was_absent_is_located_by_its_path_and_read_then(tmp_path: Path, sounds: Path) -> None:
    with Project.create(tmp_path / "project") as project:
        root = project.add_root(tmp_path / "nowhere/sounds", tmp_path / "nowhere")
        absent = [
            recording(n, path=name, size_bytes=0, sample_rate_hz=0, n_samples=0)
            for n, name in enumerate(FILES)
        ]
        project.add_recordings(project.begin_import("table", tmp_path, "meta"), root, absent)
        assert (hash_missing(project), project.n_missing()) == (0, 4)
        assert project.relocate(tmp_path / "sounds/bus").found == 2
        assert hash_missing(project) == 2
        assert [clip.duration_s for clip in project.clips()] == [0.05, 0.05, 0.0, 0.0]
        assert project.relocate(sounds) == Relocation(2, 0)
        assert (hash_missing(project), project.n_unread(), project.n_unhashed()) == (2, 0, 0)
        assert (project.n_missing(), project.counts().missing) == (0, 0)
        assert [clip.path for clip in project.clips()] == [sounds / name for name in FILES]


def test_cancelling_changes_nothing_and_a_file_is_no_folder(tmp_path: Path, sounds: Path) -> None:
    with imported(tmp_path / "project", sounds) as project:
        sounds.rename(tmp_path / "new")
        monitor = Monitor()
        monitor.cancel()
        before = project.undo_text()
        with pytest.raises(Cancelled):
            project.relocate(tmp_path / "new", monitor)
        with pytest.raises(ProjectError, match="not a folder"):
            project.relocate(tmp_path / "new/bus/1.wav")
        assert project.undo_text() == before


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project beside its recordings, to be copied."""
    home = tmp_path_factory.mktemp("template") / "here"
    for number, name in enumerate(FILES):
        write_wav(home / "sounds" / name, np.full(64, 0.1 * (number + 1)), 8000)
    imported(home / "project", home / "sounds").close()
    return home.rename(home.with_name("there"))  # a copy will not look where the first ones were


@settings(max_examples=15)
@given(st.permutations(range(4)), st.lists(st.integers(0, 3), max_size=2), st.booleans())
def test_whatever_is_renamed_labels_stay_with_their_sounds(
    template: Path,
    tmp_path_factory: pytest.TempPathFactory,
    order: list[int],
    dropped: list[int],
    check: bool,
) -> None:
    home = tmp_path_factory.mktemp("shuffle") / "home"
    shutil.copytree(template, home)
    with Project.open(home / "project") as project:
        before = labels(project)
        assert len(before) == 4
        new = home / "new"
        for number, target in enumerate(order):
            if number not in dropped:
                path = new / FILES[target]
                path.parent.mkdir(parents=True, exist_ok=True)
                shutil.move(home / "sounds" / FILES[number], path)
        shutil.rmtree(home / "sounds")
        done = project.relocate(new if new.is_dir() else home, check_content=check)
        assert (done.found, done.missing) == (4 - len(set(dropped)), len(set(dropped)))
        assert all(before[digest] == scene for digest, scene in labels(project).items())
        assert len(labels(project)) == done.found
    shutil.rmtree(home)


def test_from_the_command_line(
    tmp_path: Path, sounds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(tmp_path / "project", sounds).close()
    (sounds / "bus").rename(tmp_path / "bus")
    assert main(["locate", str(tmp_path / "project"), str(sounds), "--json"]) == 0
    gone = [str(sounds / name) for name in FILES[:2]]
    assert json.loads(capsys.readouterr().out) == {
        "found": 0, "missing": 2, "still_missing": gone,
    }  # fmt: skip
    assert main(["locate", str(tmp_path / "project"), str(tmp_path), "--check"]) == 0
    assert capsys.readouterr().out == "2 found, 0 missing.\n"
    assert main(["locate", str(tmp_path / "project"), str(tmp_path / "nowhere")]) == 1


def test_nothing_missing_is_said(
    tmp_path: Path, sounds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    imported(tmp_path / "project", sounds).close()
    assert main(["locate", str(tmp_path / "project"), str(tmp_path)]) == 0
    assert capsys.readouterr().out.strip() == "Nothing is missing."
