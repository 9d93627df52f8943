"""Which bundle everybody works with: what was chosen, else the project's own, else the starter."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from noise_bundle import write_tiny_bundle
from noise_project import write_noise_project
from pytestqt.qtbot import QtBot

from ascstudio.project.bundles import BundleInUse, starter_path
from ascstudio.project.session import ProjectSession
from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow
from ml_core import api


@pytest.fixture
def session(qtbot: QtBot) -> ProjectSession:
    made = ProjectSession()
    yield made
    made.shut_down()


def start(session: ProjectSession, tmp_path: Path) -> BundleInUse:
    """As a window that starts does: the settings are read anew."""
    return BundleInUse(session, Settings(tmp_path / "settings.toml"))


def test_a_project_works_with_its_newest_bundle(session: ProjectSession, tmp_path: Path) -> None:
    project = write_noise_project(tmp_path / "a")
    in_use = start(session, tmp_path)
    assert in_use.path is None
    session.open(project)
    assert in_use.path == project / "bundles" / "tiny.ascbundle"
    session.close()
    assert in_use.path is None


def test_a_choice_outlives_the_window_and_is_the_projects(
    session: ProjectSession, tmp_path: Path
) -> None:
    first, second = (write_noise_project(tmp_path / one) for one in "ab")
    older = first / "bundles" / "older.ascbundle"
    shutil.copy(first / "bundles" / "tiny.ascbundle", older)
    in_use = start(session, tmp_path)
    session.open(first)
    in_use.use(older)
    session.open(second)
    assert in_use.path == second / "bundles" / "tiny.ascbundle"
    in_use.use(None)  # the starter, on purpose
    session.close()

    again = start(session, tmp_path)
    session.open(first)
    assert again.path == older
    session.open(second)
    assert again.path is None
    older.unlink()
    session.open(first)
    assert again.path == first / "bundles" / "tiny.ascbundle"


def test_without_a_project_the_choice_is_remembered_too(
    session: ProjectSession, tmp_path: Path
) -> None:
    chosen = write_tiny_bundle(tmp_path / "elsewhere.ascbundle").path
    start(session, tmp_path).use(chosen)
    again = start(session, tmp_path)
    assert again.path == chosen
    session.open(write_noise_project(tmp_path / "bare", bundle=False))
    assert again.path == chosen  # the project has none of its own


def test_the_first_bundle_of_a_project_takes_the_starters_place(
    qtbot: QtBot, session: ProjectSession, tmp_path: Path
) -> None:
    in_use = start(session, tmp_path)
    with qtbot.waitSignal(session.changed):
        session.open(write_noise_project(tmp_path / "bare", bundle=False))
    assert in_use.path is None
    made = write_tiny_bundle(tmp_path / "bare" / "project" / "bundles" / "new.ascbundle")
    session.project.add_bundle(made.path, fingerprint=made.fingerprint)
    with qtbot.waitSignal(in_use.changed):
        session.reload()
    assert in_use.path == made.path


def test_live_and_teach_show_the_same_bundle_and_both_choose(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    project = write_noise_project(tmp_path)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("live")
    window.show_page("teach")
    live, teach = window.page("live").presenter, window.page("teach").presenter
    own = project / "bundles" / "tiny.ascbundle"
    assert live.state.bundle == teach.state.bundle == own
    other = write_tiny_bundle(tmp_path / "other.ascbundle").path
    live.choose_bundle(other)
    assert teach.state.bundle == other
    box = window.page("teach").places.bundle
    assert box.currentText() == "other"
    box.activated.emit(box.findText("tiny"))
    assert live.state.bundle == own
    if (starter := starter_path()) is not None:
        teach.choose_bundle(starter)
        assert live.state.starter
        assert "came along" in box.currentText()


def test_a_taught_bundle_is_live_after_a_restart(session: ProjectSession, tmp_path: Path) -> None:
    project = write_noise_project(tmp_path)
    in_use = start(session, tmp_path)
    session.open(project)
    taught = project / "bundles" / "taught.ascbundle"
    shutil.copy(in_use.path, taught)
    session.project.add_bundle(taught)
    in_use.use(taught)
    session.close()
    again = start(session, tmp_path)
    session.open(project)
    assert again.path == taught
    assert api.read_bundle(again.path).manifest.scenes
