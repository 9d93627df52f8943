"""asc places: what the menu of a taught place does, from the command line."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from ml_core.bundle import read_bundle
from ml_core.cli import main
from ml_core.project import Project

BUNDLE = Path(__file__).parent.parent / "formats" / "bundle_v1.ascbundle"  # knows a workshop


def asc(capsys: pytest.CaptureFixture[str], *words: object) -> dict[str, Any]:
    assert main(["places", *map(str, words), "--json"]) == 0
    answer: dict[str, Any] = json.loads(capsys.readouterr().out)
    return answer


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "walks"
    with Project.create(folder) as project:
        project.bundles_dir.mkdir(exist_ok=True)
        path = Path(shutil.copy(BUNDLE, project.bundles_dir / "tiny.ascbundle"))
        project.add_bundle(path, fingerprint=read_bundle(path).fingerprint)
    return folder


def test_a_bundle_of_its_own_is_changed_into_another_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before, out = BUNDLE.read_bytes(), tmp_path / "out.ascbundle"
    (place,) = asc(capsys, BUNDLE)["places"]
    assert (place["name"], place["muted"]) == ("workshop", False)
    done = asc(capsys, BUNDLE, "--rename", "workshop", "Wood workshop", "--out", out)
    assert (done["bundle"], done["before"]) == (str(out), str(BUNDLE))
    assert [row["name"] for row in done["places"]] == ["Wood workshop"]
    assert asc(capsys, out)["before"] is None
    for words in (["--mute", "workshop"], ["--undo"]):  # without --out; of a file
        with pytest.raises(SystemExit) as stopped:
            main(["places", str(BUNDLE), *words])
        assert stopped.value.code == 2
    assert main(["places", str(BUNDLE), "--remove", "nosuch", "--out", f"{tmp_path}/x"]) == 1
    assert 'No scene "nosuch" was taught' in capsys.readouterr().err
    assert main(["places", str(BUNDLE), "--mute", "workshop", "--out", str(out)]) == 1  # is there
    assert BUNDLE.read_bytes() == before


def test_of_a_project_every_change_is_its_newest_bundle_and_is_taken_back(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first = asc(capsys, project)
    muted = asc(capsys, project, "--mute", "workshop")
    assert muted["before"] == first["bundle"]
    assert Path(muted["bundle"]).parent == project / "bundles"
    assert muted["places"][0]["muted"]
    assert not asc(capsys, project, "--unmute", "workshop")["places"][0]["muted"]
    assert asc(capsys, project, "--undo")["places"][0]["muted"]
    assert asc(capsys, project, "--undo")["places"][0]["muted"] is False  # done again
    assert asc(capsys, project, "--remove", "workshop")["places"] == []
    assert main(["places", str(project)]) == 0
    assert capsys.readouterr().out == "No place was taught to it.\n"
    assert [row["name"] for row in asc(capsys, project, "--undo")["places"]] == ["workshop"]
    with Project.open(project) as opened:
        assert len(opened.bundles()) == 4  # no file was deleted
        assert opened.bundles()[0].fingerprint == read_bundle(BUNDLE).fingerprint


def test_without_a_bundle_before_nothing_is_taken_back(
    project: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["places", str(project), "--undo"]) == 1
    assert 'Before "tiny.ascbundle" there was no bundle' in capsys.readouterr().err
    with Project.create(tmp_path / "empty"):
        pass
    assert main(["places", str(tmp_path / "empty")]) == 1
    assert "has no bundle" in capsys.readouterr().err


@pytest.mark.parametrize("letter", ["q", "ß", "音"])
def test_a_place_may_be_called_longer_than_a_file(
    project: Path, capsys: pytest.CaptureFixture[str], letter: str
) -> None:
    name = letter * 300
    done = asc(capsys, project, "--rename", "workshop", name)
    assert [row["name"] for row in done["places"]] == [name]
    assert Path(done["bundle"]).is_file()
    assert asc(capsys, project, "--mute", name)["bundle"] != done["bundle"]
    assert main(["places", str(project), "--rename", name, "\udcff"]) == 1  # no text at all
    assert "cannot be seen" in capsys.readouterr().err
