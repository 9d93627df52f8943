"""What others did to a project: a column more is in nobody's way, an odd number is damage."""

import sqlite3
from pathlib import Path

import pytest

from ml_core.errors import ProjectError
from ml_core.project import Project
from ml_core.project.soundness import what_is_wrong
from tests.stages.tiny import tiny_project


@pytest.mark.parametrize("table", ["operations", "settings", "segment_scenes", "splits"])
def test_labelling_undoing_and_settings_go_on(tmp_path: Path, table: str) -> None:
    with tiny_project(tmp_path) as project:
        folder = project.folder
    with sqlite3.connect(folder / "project.sqlite") as database:
        database.execute(f'ALTER TABLE {table} ADD COLUMN "more"')
    database.close()
    with Project.open(folder) as project:
        clip = project.clips()[0]
        project.label([clip.segment_id], "somewhere")
        assert project.clips()[0].scene == "somewhere"
        project.undo()
        project.set_split({clip.segment_id: "test"})
        assert project.clips()[0].split == "test"
        assert project.clips()[0].scene == clip.scene
        project.rename("Another name")
        assert project.name == "Another name"


@pytest.mark.parametrize("table", ["imports", "scenes"])
def test_a_number_that_nobody_gave_is_damage(tmp_path: Path, table: str) -> None:
    """A list as long as the number would take all memory."""
    with tiny_project(tmp_path) as project:
        folder = project.folder
    with sqlite3.connect(folder / "project.sqlite") as database:
        database.execute(f"UPDATE {table} SET id = 2147483648 WHERE id = 1")
        assert what_is_wrong(database)
    database.close()
    with pytest.raises(ProjectError), Project.open(folder) as project:
        project.columns()
