"""The start page: three choices, recent projects, the very first start."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog

from ascstudio.app import make_window, open_first
from ascstudio.pages.start import presenter as presenter_module
from ascstudio.pages.start.presenter import free_folder
from ascstudio.pages.start.view import StartPage, _RecentButton, place_words
from ascstudio.settings import Settings
from ascstudio.shell.preferences.storage import used
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.messages import Banner
from ascstudio.words import ago_parts
from ml_core import api

LEFT = Qt.MouseButton.LeftButton


def page(window: MainWindow) -> StartPage:
    made = window.page("start")
    assert isinstance(made, StartPage)
    return made


@pytest.fixture
def gone(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, object]]:
    """Where the page sends the user, without making the other pages."""
    sent: list[tuple[str, object]] = []
    context = window.context
    context.page_wanted.disconnect()
    context.page_wanted.connect(lambda name, argument: sent.append((name, argument)))
    return sent


def recent(window: MainWindow) -> list[str]:
    return [button.text() for button in page(window).findChildren(_RecentButton)
            if not button.isHidden() and button.isVisible()]  # fmt: skip


def test_just_listen_goes_to_live_and_opens_nothing(qtbot, window, gone) -> None:
    opened: list[bool] = []
    window.context.microphone_changed.connect(opened.append)
    qtbot.mouseClick(page(window).listen_card, LEFT)
    assert gone == [("live", None)]
    assert not opened


def test_the_first_start_makes_the_demo_project_behind_a_bar(qtbot, tmp_path: Path) -> None:
    settings = Settings(tmp_path / "s.toml")
    window = make_window(settings)
    window.show()
    session = window.context.session
    with qtbot.waitSignal(session.opened, timeout=60_000):
        open_first(window)
        qtbot.waitUntil(page(window)._progress_box.isVisible)
        assert not page(window).demo_card.isVisible()
    assert session.name == "Demo"
    assert window.front() == "start"
    assert page(window).demo_card.isVisible()
    qtbot.waitUntil(lambda: recent(window) == ["demo"])
    assert settings.is_on("start.first") is False
    card = page(window).demo_card
    assert card.text() == card.accessibleName() == "Go to the demo project"
    assert card.accessibleDescription().startswith("It is open")
    card.click()
    assert window.front() == "library"
    assert page(window).presenter._job is None  # it is not made anew
    session.close()
    assert card.text() == "Open the demo project"
    window.close()
    window.deleteLater()


def test_the_demo_can_be_cancelled(qtbot, window: MainWindow, monkeypatch) -> None:
    def endless(folder: Path, monitor: api.Monitor) -> None:
        while True:
            monitor.report(1, 3)

    monkeypatch.setattr(api, "write_demo_project", endless, raising=False)
    start = page(window)
    qtbot.mouseClick(start.demo_card, LEFT)
    qtbot.waitUntil(lambda: start.presenter.state.fraction is not None)
    qtbot.mouseClick(start._progress.findChild(IconButton), LEFT)
    qtbot.waitUntil(start.demo_card.isVisible)
    assert window.context.session.project is None


def test_a_failed_demo_says_why(qtbot, window: MainWindow, monkeypatch) -> None:
    def broken(folder: Path, monitor: api.Monitor) -> None:
        raise api.ImportProblem("The disk is full.", hint="Free 3 MB.")

    monkeypatch.setattr(api, "write_demo_project", broken, raising=False)
    start = page(window)
    start.presenter.open_demo()
    qtbot.waitUntil(lambda: bool(start.presenter.state.problem))
    (banner,) = start.findChildren(Banner)
    assert banner.accessibleName() == "The disk is full."
    qtbot.waitUntil(banner.isVisible)


def test_a_recent_project_opens_by_click(qtbot, window, gone, demo_project: Path) -> None:
    window.context.settings.set("start.recent", [str(demo_project)])
    button = page(window).findChildren(_RecentButton)[-1]
    qtbot.mouseClick(button, LEFT)
    assert window.context.session.folder == demo_project
    assert gone == [("library", None)]


def test_a_missing_project_can_be_located(
    qtbot, window, gone, demo_project: Path, tmp_path: Path, monkeypatch
) -> None:
    lost = tmp_path / "lost"
    window.context.settings.set("start.recent", [str(lost)])
    button = page(window).findChildren(_RecentButton)[-1]
    assert not button.isEnabled()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(demo_project))
    row = button.parentWidget()
    qtbot.mouseClick(row.findChild(Button), LEFT)
    assert window.context.session.folder == demo_project
    assert window.context.settings.items("start.recent") == [str(demo_project)]


def test_pinned_projects_come_first_and_can_be_forgotten(qtbot, window, demo_project, tmp_path):
    other = tmp_path / "other"
    shutil.copytree(demo_project, other)
    settings = window.context.settings
    settings.set("start.recent", [str(demo_project), str(other)])
    qtbot.waitUntil(lambda: recent(window) == ["demo", "other"])
    page(window).presenter.pin(other, pinned=True)
    qtbot.waitUntil(lambda: recent(window) == ["other", "demo"])
    page(window).presenter.forget(other)
    qtbot.waitUntil(lambda: recent(window) == ["demo"])
    assert other.exists()


def test_my_recordings_become_a_project(qtbot, window, gone, tmp_path: Path, monkeypatch) -> None:
    recordings = tmp_path / "my walks"
    recordings.mkdir()
    projects = tmp_path / "projects"
    monkeypatch.setattr(presenter_module, "projects_folder", lambda: projects)
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(recordings))
    qtbot.mouseClick(page(window).own_card, LEFT)
    assert window.context.session.folder == projects / "my walks"
    assert gone == [("library", None), ("library", (recordings,))]
    assert list(recordings.iterdir()) == []


def test_choosing_nothing_changes_nothing(qtbot, window, gone, monkeypatch) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    start = page(window)
    for choose in (start.choose_recordings, start.choose_project):
        choose()
    assert not gone
    assert window.context.session.project is None


def drop(start: StartPage, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    start.dropEvent(
        QDropEvent(
            QPoint(10, 10), Qt.DropAction.CopyAction, data, LEFT, Qt.KeyboardModifier.NoModifier
        )
    )


def test_a_dropped_project_opens(window, gone, demo_project: Path) -> None:
    drop(page(window), demo_project)
    assert window.context.session.folder == demo_project


def test_dropped_files_become_a_project(window, gone, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setattr(presenter_module, "projects_folder", lambda: tmp_path / "projects")
    folder = tmp_path / "walks"
    folder.mkdir()
    files = [folder / "a.wav", folder / "b.wav"]
    drop(page(window), *files)
    assert gone[-1] == ("library", tuple(files))


def test_a_folder_that_is_no_project_is_a_problem(window, gone, tmp_path: Path) -> None:
    assert not page(window).presenter.open(tmp_path)
    assert page(window).presenter.state.problem
    assert not gone


def test_enter_takes_what_is_first(qtbot, window: MainWindow, gone) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    start = page(window)
    start.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(start.listen_card.hasFocus)
    qtbot.keyClick(start.listen_card, Qt.Key.Key_Return)
    assert gone == [("live", None)]
    qtbot.keyClick(window, Qt.Key.Key_1)
    assert gone[-1] == ("live", None)
    assert len(gone) == 2


def test_free_folders_are_numbered(tmp_path: Path) -> None:
    (tmp_path / "walks").mkdir()
    (tmp_path / "walks 2").mkdir()
    assert free_folder(tmp_path, "walks") == tmp_path / "walks 3"


@pytest.mark.parametrize(
    ("passed_s", "parts"),
    [(5, ("now", 0)), (700, ("min", 12)), (7300, ("h", 2)), (90_000, ("day", 1))],
)
def test_times_are_told_as_one_says_them(monkeypatch, passed_s, parts) -> None:
    monkeypatch.setattr("ascstudio.words.time.time", lambda: 1_000_000.0)
    assert ago_parts(1_000_000.0 - passed_s) == parts


@pytest.mark.parametrize(
    ("folder", "words"),
    [("/tmp/walks", "tmp"), ("/walks", "/"), ("/home/me/Documents/walks", "me / Documents")],
)
def test_the_place_of_a_project_in_words(folder: str, words: str) -> None:
    assert place_words(Path(folder)) == words


def test_the_card_says_what_the_demo_project_takes(window: MainWindow, tmp_path: Path) -> None:
    taken = used(api.write_demo_project(tmp_path / "demo"))
    said = re.search(r"(\d+) MB", page(window).demo_card.accessibleDescription())
    assert said is not None
    assert 0.8 < int(said[1]) / (taken.n_bytes / 1e6) < 1.25
