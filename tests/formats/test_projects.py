"""Every version of the project database that was ever written keeps opening.

``project_v1`` was written once by version 1 and is never written again: two recordings of a
DCASE table, a label, a note, a state, a split, an undone edit and a run. ``project_v2`` by
version 2, see ``make_project_v2.py``: stretches with frequency ranges, channels, cities, sessions,
times, a recording that is not there, snapshots, an import taken back. ``project_v3`` by version 3,
see ``make_project_v3.py``: a recording that was edited in place.
"""

import shutil
from pathlib import Path

import pytest

from ml_core.project import Project
from ml_core.project.migrations import VERSION

HERE = Path(__file__).parent


def test_version_1(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(HERE / "project_v1", folder)
    with Project.open(folder, read_only=True) as project:
        assert project.name == "Erstes Projekt"
        first, second = project.clips()
        assert first.relative_path == "audio/park/Vögel am Fluß.wav"
        assert first.path == folder / "audio/park/Vögel am Fluß.wav"
        assert first.path.is_file()
        assert (first.scenes, first.state, first.note) == (("park", "water"), "verified", "wind")
        assert (first.device, first.location, first.source) == ("a", None, "walk 1")
        assert (first.licence, first.author, dict(first.extra)) == ("CC0", "Zoë", {"fold": "1"})
        assert (second.scenes, second.state, second.split) == (("bus",), "done", "test")
        assert (second.location, second.source) == ("lisbon-7", "lisbon-7-30")
        assert (project.redo_text(), len(project.history())) == ("Set 1 clip to excluded", 8)
        assert [row.stage for row in project.runs()] == ["distil"]
    with Project.open(folder) as project:
        assert project.undo() == "Split into 1 train and 1 test"
        assert project.clips()[0].split is None
        project.label(project.ids(), "tram")
        assert project.scenes().names == ("tram",)


def test_version_2(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(HERE / "project_v2", folder)
    with Project.open(folder, read_only=True) as project:
        assert project.name == "Zweites Projekt"
        park, bus, gone, dog = project.clips()
        assert park.path == folder / "audio/park/Vögel ñ 観.wav"
        assert park.path.is_file()
        assert (park.scenes, park.state, park.split) == (("park",), "done", "train")
        assert (park.city, park.location, park.session) == ("lisbon", "lisbon-7", "morning")
        assert (park.recorded_at, park.channel) == ("2026-05-01T07:30:00+02:00", 1)
        assert (park.identifier, dict(park.extra), park.n_segments) == ("v-1", {"fold": "1"}, 2)
        assert (bus.scenes, bus.state, bus.split, bus.city) == (
            ("bus",),
            "excluded",
            "test",
            "prague",
        )
        assert (gone.sample_rate_hz, gone.duration_s, gone.note) == (0, 0.0, "find it")
        assert (dog.start_s, dog.duration_s, dog.low_hz, dog.high_hz) == (
            0.05,
            0.125,
            200.0,
            1500.5,
        )
        assert (dog.scenes, dog.state, dog.note) == (("dog", "children"), "verified", "barks")
        assert project.missing_files() == [folder / "audio/gone.wav"]
        assert project.split_sets() == ["main", "other"]
        assert [one.name for one in project.snapshots()] == ["after", "before"]
        assert project.snapshots()[0].digest == project.digest()
        assert project.diff_snapshots(2, 1).removed == (dog.segment_id,)
        assert [row.stage for row in project.runs()] == ["distil"]
        assert [row.name for row in project.imports()] == ["first"]
        assert project.redo_text() == 'Import "taken back"'
    with Project.open(folder) as project:
        said = []
        while (text := project.undo()) is not None:
            said.append(text)
        assert said[0] == "Set 1 clip to excluded"
        assert said[-1] == 'Import "first"'
        assert project.clips() == []
        while project.redo() is not None:
            pass
        assert len(project.clips()) == 5
        assert [clip.scene for clip in project.clips(state="excluded")] == ["bus"]


def test_version_3(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    shutil.copytree(HERE / "project_v3", folder)
    with Project.open(folder, read_only=True) as project:
        assert project.name == "Drittes Projekt"
        stop, lark = sorted(project.clips(), key=lambda clip: clip.scene or "")
        assert (stop.scene, stop.edition, stop.duration_s) == ("bus", 1, 0.5)
        assert (lark.scene, lark.edition, lark.duration_s) == ("park", 0, 0.25)
        assert lark.note == "at dawn"
        assert lark.path == folder / "audio/park/lark.wav"
        assert project.redo_text() == "Label 1 clip as Meadow"
    with Project.open(folder) as project:
        project.redo()
        assert {clip.scene for clip in project.clips()} == {"bus", "meadow"}


@pytest.mark.parametrize("version", range(1, VERSION + 1))
def test_every_version_is_here(version: int, tmp_path: Path) -> None:
    """Who adds a migration keeps a project of the version before."""
    shutil.copytree(HERE / f"project_v{version}", tmp_path / "project")
    with Project.open(tmp_path / "project") as project:
        assert project.clips()
