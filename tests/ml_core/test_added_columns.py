"""A column that somebody added to a project's tables is in nobody's way."""

import sqlite3
from pathlib import Path

import pytest

from ml_core.project import Project
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
