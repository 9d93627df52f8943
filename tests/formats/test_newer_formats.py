"""A file of a later version is refused with a sentence that names it, and is left as it was."""

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from ml_core import bundle, recipes
from ml_core.bundle.archive import pack, unpack
from ml_core.errors import AscError, BundleError, ProjectError, RecipeError, RunError
from ml_core.project import Project
from ml_core.project.migrations import VERSION
from ml_core.runs import RunFolder, list_runs
from ml_core.runs.facts import FORMAT

HERE = Path(__file__).parent


def refused(error: AscError, name: str) -> None:
    """The sentence says which file, the hint what to do."""
    assert name in error.message
    assert "update" in error.hint.lower()


def test_project(tmp_path: Path) -> None:
    folder = tmp_path / "walks"
    shutil.copytree(HERE / "project_v3", folder)
    database = folder / "project.sqlite"
    connection = sqlite3.connect(database)
    connection.execute(f"PRAGMA user_version={VERSION + 1}")
    connection.commit()
    connection.close()
    before = database.read_bytes()
    for read_only in (False, True):
        with pytest.raises(ProjectError, match="newer") as raised:
            Project.open(folder, read_only=read_only)
        refused(raised.value, "walks")
    assert database.read_bytes() == before


def test_bundle(tmp_path: Path) -> None:
    path = tmp_path / "later.ascbundle"
    entries = unpack((HERE / "bundle_v1.ascbundle").read_bytes())
    manifest = json.loads(entries["bundle.json"]) | {"version": 2}
    path.write_bytes(pack({**entries, "bundle.json": json.dumps(manifest).encode()}))
    with pytest.raises(BundleError, match="format 2") as raised:
        bundle.read_bundle(path)
    refused(raised.value, "later.ascbundle")


def test_run(tmp_path: Path) -> None:
    text = recipes.builtin("finetune-default").to_toml()
    now = RunFolder.create(tmp_path / "now", "finetune", text, {})
    assert now.provenance["format"] == FORMAT
    later = RunFolder.create(tmp_path / "later", "finetune", text, {})
    told = later.path / "provenance.json"
    told.write_text(json.dumps(json.loads(told.read_text("utf-8")) | {"format": FORMAT + 1}))
    before = told.read_bytes()
    with pytest.raises(RunError, match="newer") as raised:
        RunFolder.open(later.path)
    refused(raised.value, "later")
    listed = {row.name: row for row in list_runs(tmp_path)}  # among the others, with the reason
    assert "newer" in listed["later"].message
    assert "newer" not in listed["now"].message
    assert told.read_bytes() == before
    told.write_text(json.dumps({"stage": "finetune"}))  # as runs were written before they said it
    assert RunFolder.open(later.path).provenance["stage"] == "finetune"


@pytest.mark.parametrize(
    "text", ['stage = "finetune"\nloudness = 3\n', 'stage = "dream"\n', "epochs = 3\n", "stage ="]
)
def test_recipe(tmp_path: Path, text: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(text)
    with pytest.raises(RecipeError, match=r'"mine\.toml"') as raised:
        recipes.read(str(path))
    assert "stage =" in text[-7:] or raised.value.hint


def test_recipe_that_is_no_toml(tmp_path: Path) -> None:
    path = tmp_path / "mine.json"
    path.write_text('{"stage": "finetune"}')
    with pytest.raises(RecipeError, match=r"mine\.json.*\.toml"):
        recipes.read(str(path))
