"""The studio in a desktop's menu: what is written, what opens what, and that it goes away again."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from ascstudio import desktop
from ml_core import api

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux desktops have these")
ASK = """
import json, sys
from PySide6.QtCore import QMimeDatabase
known = QMimeDatabase()
types = [known.mimeTypeForFile(path) for path in sys.argv[1:]]
print(json.dumps([[one.name(), one.iconName(), one.parentMimeTypes()] for one in types]))
"""


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A user's shared data, in a folder with a space in its name."""
    folder = tmp_path / "my data"
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    return folder


def entry(data: Path) -> dict[str, str]:
    lines = (data / "applications" / "ascstudio.desktop").read_text("utf-8").splitlines()[1:]
    return dict(line.split("=", 1) for line in lines)


def test_the_entry_is_valid(data: Path) -> None:
    desktop.install()
    assert entry(data)["Icon"] == "ascstudio"
    assert entry(data)["StartupWMClass"] == "ascstudio"
    if shutil.which("desktop-file-validate") is None:
        pytest.skip("not installed: desktop-file-utils")
    path = str(data / "applications" / "ascstudio.desktop")
    done = subprocess.run(
        ["desktop-file-validate", path], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def words_of(line: str) -> list[str]:
    """What a desktop starts, by the quoting rules of the desktop entry specification."""
    line = re.sub(r"\\(.)", lambda m: {"s": " ", "\\": "\\"}[m[1]], line)
    quoted = re.findall(r'"((?:\\.|[^"\\])*)"|(\S+)', line)
    return [re.sub(r"\\(.)", r"\1", one).replace("%%", "%") or other for one, other in quoted]


@pytest.mark.parametrize("name", ["studio", "a b", 'q"uo`te$\\back', "100 %", "üöä"])
def test_any_folder_can_hold_the_program(
    data: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(sys, "executable", f"/opt/{name}/asc")
    desktop.install()
    assert words_of(entry(data)["Exec"]) == [f"/opt/{name}/ascstudio", "%f"]


def test_it_starts_this_very_program(data: Path) -> None:
    desktop.install()
    command = words_of(entry(data)["Exec"])
    assert command == [*api.studio_command(), "%f"]
    done = subprocess.run(
        [*command[:-1], "--help"], capture_output=True, text=True, check=True, cwd=ROOT
    )
    assert "--install-desktop" in done.stderr


def test_bundles_and_projects_are_known_by_their_type(data: Path, tmp_path: Path) -> None:
    if shutil.which("update-mime-database") is None:
        pytest.skip("not installed: shared-mime-info")
    desktop.install()
    bundle = tmp_path / "some.ascbundle"
    shutil.copy(ROOT / "resources" / "starter.ascbundle", bundle)
    with api.Project.create(tmp_path / "project"):
        pass
    other = tmp_path / "other.sqlite"
    shutil.copy(tmp_path / "project" / desktop.PROJECT_FILE, other)
    asked = [str(bundle), str(tmp_path / "project" / desktop.PROJECT_FILE), str(other)]
    done = subprocess.run(
        [sys.executable, "-c", ASK, *asked], capture_output=True, text=True, check=True,
        env={**os.environ, "XDG_DATA_HOME": str(data)},
    )  # fmt: skip
    first, second, third = json.loads(done.stdout)
    assert first == [desktop.BUNDLE_TYPE, "ascstudio", ["application/zip"]]
    assert second == [desktop.PROJECT_TYPE, "ascstudio", ["application/vnd.sqlite3"]]
    assert third[0] == "application/vnd.sqlite3"  # a database of somebody else stays one
    assert entry(data)["MimeType"] == f"{desktop.BUNDLE_TYPE};{desktop.PROJECT_TYPE};"


def test_every_icon_has_its_size(data: Path) -> None:
    desktop.install()
    for size in desktop.ICON_SIZES:
        image = QImage(str(data / f"icons/hicolor/{size}x{size}/apps/ascstudio.png"))
        assert (image.width(), image.height()) == (size, size)
        assert image.hasAlphaChannel()
        assert image.pixelColor(size // 2, size // 2).alpha() == 255
    scalable = data / "icons/hicolor/scalable/apps/ascstudio.svg"
    assert scalable.read_bytes() == (ROOT / "resources" / "app-icon.svg").read_bytes()


def test_removed_nothing_of_it_is_left_and_all_else_is(data: Path) -> None:
    foreign = data / "applications" / "other.desktop"
    foreign.parent.mkdir(parents=True)
    foreign.write_text("[Desktop Entry]\n", "utf-8")
    written = desktop.install()
    assert desktop.install() == written  # a second time is as the first
    assert sorted(desktop.remove()) == sorted(written)
    assert desktop.remove() == []
    left = [path for path in data.rglob("*") if "ascstudio" in path.name]
    assert left == []
    assert foreign.exists()


def test_the_file_of_a_project_stands_for_its_folder() -> None:
    assert desktop.named_by(Path("/a/project/project.sqlite")) == Path("/a/project")
    assert desktop.named_by(Path("/a/project")) == Path("/a/project")
    assert desktop.named_by(Path("/a/b.ascbundle")) == Path("/a/b.ascbundle")


def test_the_data_folder_is_the_users(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert desktop.data_dir() == data
    for useless in ("", "relative/path"):  # the specification: ignore what is not absolute
        monkeypatch.setenv("XDG_DATA_HOME", useless)
        assert desktop.data_dir() == Path.home() / ".local" / "share"
