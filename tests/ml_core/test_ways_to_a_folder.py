"""One folder has one name, whichever way leads there."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from ml_core.datasets.importing import import_recordings
from ml_core.files import settled
from ml_core.project import Project
from ml_core.recordings.decode import write_wav


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Project]:
    """A project beside its audio; the terminal is in its folder."""
    noise = np.random.default_rng(0).uniform(-0.5, 0.5, 800)
    for name in ("bus/a.wav", "park/b.wav"):
        (tmp_path / "audio" / name).parent.mkdir(parents=True)
        write_wav(tmp_path / "audio" / name, noise, 8000)
    with Project.create(tmp_path / "home" / "project") as made:
        monkeypatch.chdir(made.folder)
        yield made


def test_a_folder_above_is_the_same_by_its_whole_name(project: Project, tmp_path: Path) -> None:
    assert import_recordings(project, "../../audio").recordings == 2
    assert import_recordings(project, tmp_path / "audio").recordings == 0
    assert import_recordings(project, "../project/../../audio/bus/..").recordings == 0
    assert len(project.audio_roots()) == 1
    assert project.audio_root == tmp_path / "audio"


def test_a_project_that_is_opened_by_another_way_knows_its_audio(
    project: Project, tmp_path: Path
) -> None:
    shutil.copytree(tmp_path / "audio", project.folder / "sounds")
    import_recordings(project, "sounds")
    import_recordings(project, tmp_path / "audio")
    with Project.open("../project") as again:
        assert import_recordings(again, "sounds").recordings == 0
        assert import_recordings(again, tmp_path / "audio").recordings == 0
        assert len(again.audio_roots()) == 2


def test_a_project_that_moves_alone_finds_audio_above_it(project: Project, tmp_path: Path) -> None:
    import_recordings(project, "../../audio")
    project.close()
    moved = tmp_path / "elsewhere" / "deeper" / "still" / "project"
    shutil.move(project.folder, moved)
    with Project.open(moved) as found:
        assert found.missing_files() == []


def test_audio_is_located_by_a_way_with_dots(project: Project, tmp_path: Path) -> None:
    import_recordings(project, tmp_path / "audio")
    (tmp_path / "audio").rename(tmp_path / "moved")
    assert project.relocate("../../moved").missing == 0
    assert project.audio_root == tmp_path / "moved"
    (tmp_path / "moved").rename(tmp_path / "again")
    project.set_audio_root("../../again")
    assert project.audio_root == tmp_path / "again"


def test_a_way_through_a_link_is_gone_as_the_system_goes_it(tmp_path: Path) -> None:
    (tmp_path / "far" / "inside").mkdir(parents=True)
    (tmp_path / "far" / "audio").mkdir()
    (tmp_path / "audio").mkdir()
    link = tmp_path / "link"
    link.symlink_to(tmp_path / "far" / "inside")
    assert settled(link) == link
    assert settled(link / ".." / "audio").samefile(tmp_path / "far" / "audio")
    assert settled(tmp_path / "far" / ".." / "audio") == tmp_path / "audio"
    assert settled(tmp_path / "none" / ".." / "audio") == tmp_path / "audio"
