"""A clip is found by every name that asc writes, and never another one in its place."""

import re
import shutil
from pathlib import Path

import numpy as np
import pytest

from ml_core.datasets.exporting import Format, export_labels
from ml_core.datasets.importing import import_recordings
from ml_core.datasets.naming import find_clip, names_of
from ml_core.datasets.splits import plan_split, plan_split_by_files
from ml_core.datasets.tables import read_table
from ml_core.errors import ProjectError
from ml_core.files import resource_path
from ml_core.project import ClipRow, Project
from ml_core.recordings.decode import write_wav

DAYS = ("Tag 1", "Tag 2")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Recordings with the same names in two folders, each imported by itself."""
    project = Project.create(tmp_path / "project")
    for place, day in enumerate(DAYS):
        folder = tmp_path / "Müller Aufnahmen" / day
        for number in range(2 + place):
            samples = np.full(400, 0.1 * (1 + place + 2 * number))
            write_wav(folder / f"ZOOM{number:04}.wav", samples, 8000)
        import_recordings(project, folder)
    return project


def found(project: Project, asked: str, start_s: float | None = None) -> ClipRow:
    clips = project.clips()
    return find_clip(clips, names_of(project, clips), asked, start_s)


def test_every_name_that_is_written_is_understood(project: Project, tmp_path: Path) -> None:
    export_labels(project, tmp_path / "out.csv", "csv")
    written = [row.filename for row in read_table(tmp_path / "out.csv").rows]
    assert "Tag 1/ZOOM0001.wav" in written
    for name, clip in zip(written, project.clips(), strict=True):
        assert found(project, name) == clip
        assert found(project, str(clip.path)) == clip
    assert found(project, "ZOOM0002.wav").folder.name == "Tag 2"
    project.close()


def test_files_of_two_folders_are_two_sources(project: Project, tmp_path: Path) -> None:
    sources = [clip.source for clip in project.clips()]
    assert sources == [
        "ZOOM0000.wav", "ZOOM0001.wav",
        "Tag 2/ZOOM0000.wav", "Tag 2/ZOOM0001.wav", "ZOOM0002.wav",
    ]  # fmt: skip
    plan = plan_split(project, "source", 0.5)
    assert (plan.train + plan.test, plan.leaking) == (5, 0)
    assert len({plan.splits[clip.segment_id] for clip in project.clips()[::2]}) == 2
    again = tmp_path / "elsewhere" / "Tag 2"
    shutil.copytree(tmp_path / "Müller Aufnahmen" / "Tag 2", again)
    assert import_recordings(project, tmp_path / "Müller Aufnahmen").segments == 0
    assert import_recordings(project, again).segments == 3
    assert project.clips()[5].source == "elsewhere/Tag 2/ZOOM0000.wav"
    project.close()


@pytest.mark.parametrize("form", ["csv", "meta", "audacity", "aoef"])
def test_sources_come_back_from_what_was_written(
    project: Project, tmp_path: Path, form: Format
) -> None:
    project.label([clip.segment_id for clip in project.clips()], "hall")
    out = tmp_path / "Müller Aufnahmen" / {"aoef": "out.json", "audacity": "out"}.get(form, "o.csv")
    export_labels(project, out, form)
    report = import_recordings(project, out, kind=form, audio=tmp_path / "Müller Aufnahmen")
    assert (report.recordings, report.changed, report.already) == (0, 0, 5)
    with Project.create(tmp_path / "again") as other:
        import_recordings(other, out, kind=form, audio=tmp_path / "Müller Aufnahmen")
        assert len({clip.source for clip in other.clips()}) == 5
        if form in ("csv", "aoef"):
            mine = {clip.path: clip.source for clip in project.clips()}
            assert {clip.path: clip.source for clip in other.clips()} == mine
    project.close()


def test_a_name_of_several_is_refused(project: Project) -> None:
    with pytest.raises(ProjectError, match="can be 2 recordings") as caught:
        found(project, "ZOOM0001.wav")
    assert caught.value.hint == 'Name one: "Tag 1/ZOOM0001.wav", "Tag 2/ZOOM0001.wav".'
    with pytest.raises(ProjectError, match="No clip"):
        found(project, "ZOOM0009.wav")
    project.close()


def test_a_clip_among_several_of_its_recording_is_named_by_its_start(project: Project) -> None:
    one = found(project, "ZOOM0002.wav")
    project.add_segment(one.recording_id, 0.02, 0.02)
    with pytest.raises(ProjectError, match="has 2 clips") as caught:
        found(project, "ZOOM0002.wav")
    assert "0, 0.02 s" in caught.value.hint
    assert found(project, "ZOOM0002.wav", 0.02).start_s == 0.02
    with pytest.raises(ProjectError, match=r"at 9 s") as caught:
        found(project, "ZOOM0002.wav", 9)
    assert "0, 0.02 s" in caught.value.hint
    project.close()


def test_tables_of_a_division_may_use_these_names(project: Project, tmp_path: Path) -> None:
    for side, day in zip(("train", "test"), DAYS, strict=True):
        table = "filename\n" + "".join(f"{day}/ZOOM{n:04}.wav\n" for n in range(2))
        (tmp_path / f"{side}.csv").write_text(table, "utf-8")
    plan = plan_split_by_files(project, tmp_path / "train.csv", tmp_path / "test.csv")
    assert (plan.train, plan.test, plan.neither) == (2, 2, 1)
    project.close()


def test_the_clip_of_the_guide_is_found_in_what_the_guide_imports(tmp_path: Path) -> None:
    guide = (resource_path("guide") / "label.md").read_text("utf-8")
    (asked,) = re.findall(r"asc similar walks (\S+)", guide)
    for name in (asked, "park/park-1.wav"):
        write_wav(tmp_path / "recordings" / name, np.full(400, 0.1), 8000)
    with Project.create(tmp_path / "walks") as project:
        import_recordings(project, tmp_path / "recordings")
        assert found(project, asked).scene == "tram"
