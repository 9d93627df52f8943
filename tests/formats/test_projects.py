"""Every version of the project database that was ever written keeps opening.

``project_v1`` was written once by version 1 and is never written again: two recordings of a
DCASE table, a label, a note, a state, a split, an undone edit and a run.
"""

import shutil
from pathlib import Path

from ml_core.project import Project

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
