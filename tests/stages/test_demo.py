"""The demo project of the first start, and the whole way on synthetic scenes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from ml_core.datasets.demo_project import write_demo_project
from ml_core.errors import ProjectError
from ml_core.progress import Cancelled, Monitor
from ml_core.project import Project


def test_the_demo_project_is_small_labelled_and_split(tmp_path: Path) -> None:
    folder = write_demo_project(tmp_path / "demo")
    with Project.open(folder) as project:
        clips = project.clips()
    assert 80 <= len(clips) <= 100
    assert len({clip.scene for clip in clips}) == 10
    assert {clip.device for clip in clips} == {"a", "b", "c", "s1", "s2", "s3", "s4", "s5", "s6"}
    trained_on = {clip.device for clip in clips if clip.split == "train"}
    assert trained_on == {"a", "b", "c", "s1", "s2", "s3"}
    by_split = [{c.source for c in clips if c.split == split} for split in ("train", "test")]
    assert by_split[0].isdisjoint(by_split[1])


def test_a_project_that_is_there_is_left_as_it_is(tmp_path: Path) -> None:
    folder = write_demo_project(tmp_path / "demo")
    with Project.open(folder) as project:
        project.set_note([project.clips()[0].segment_id], "mine")
    write_demo_project(folder)
    with Project.open(folder) as project:
        assert project.clips()[0].note == "mine"


def test_a_folder_with_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(ProjectError):
        write_demo_project(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_cancelling_leaves_nothing_behind(tmp_path: Path) -> None:
    monitor = Monitor()
    monitor.cancel()
    with pytest.raises(Cancelled):
        write_demo_project(tmp_path / "demo", monitor)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.timeout(1800)  # two cores that others use as well
def test_the_quick_demo_learns(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ml_core", "demo", str(tmp_path / "demo"), "--quick", "--json"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    answer = json.loads(done.stdout)
    assert answer["unseen_accuracy"] >= 0.5
    assert Path(answer["bundle"]).is_file()
    assert answer["enrol"]["n_support"] >= 3
