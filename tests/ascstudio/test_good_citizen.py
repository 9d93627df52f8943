"""A good citizen of the desktop: its theme, where one stopped, the log, a report."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QFileDialog
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.app import make_window, open_first
from ascstudio.settings import Settings
from ascstudio.shell import log as logs
from ascstudio.shell.appearance import SystemTheme
from ascstudio.shell.report import ReportDialog, report_text, without_people
from ascstudio.theme import style
from ml_core import api

LEFT = Qt.MouseButton.LeftButton


class Hints(QObject):
    """A desktop that goes from light to dark."""

    colorSchemeChanged = Signal(Qt.ColorScheme)  # noqa: N815 - as Qt calls it

    def __init__(self) -> None:
        super().__init__()
        self.scheme = Qt.ColorScheme.Light

    def colorScheme(self) -> Qt.ColorScheme:
        return self.scheme

    def setColorScheme(self, scheme: Qt.ColorScheme) -> None:
        """Asked for by the theme: the desktop itself stays as it is."""

    def turn(self, scheme: Qt.ColorScheme) -> None:
        self.scheme = scheme
        self.colorSchemeChanged.emit(scheme)


def test_the_theme_of_the_system_is_followed_while_it_is_wanted(
    qtbot: QtBot, qapp: QApplication, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hints = Hints()
    monkeypatch.setattr(QApplication, "styleHints", lambda *_: hints)
    shown: list[str] = []

    def changed() -> None:
        shown.append(style.apply(qapp, "system").name)

    follower = QObject()
    SystemTheme(settings, changed, follower)
    settings.set("appearance.theme", "system")
    hints.turn(Qt.ColorScheme.Dark)
    qtbot.waitUntil(lambda: shown == ["dark"])
    hints.turn(Qt.ColorScheme.Light)
    qtbot.waitUntil(lambda: shown == ["dark", "light"])
    settings.set("appearance.theme", "dark")
    hints.turn(Qt.ColorScheme.Dark)
    QApplication.processEvents()
    assert shown == ["dark", "light"]
    monkeypatch.undo()
    theme.apply(qapp, "dark")


def test_one_goes_on_where_one_stopped(
    qtbot: QtBot, settings: Settings, demo_project: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "walk"
    shutil.copytree(demo_project, folder)

    def start() -> tuple[str, Path | None]:
        window = make_window(settings)
        window.show()
        open_first(window)
        session = window.context.session
        if session.project is not None:
            qtbot.waitUntil(lambda: len(session.table) > 0)
        found = (window.front(), session.folder)
        window.close()
        window.deleteLater()
        return found

    assert start() == ("start", None)
    first = make_window(settings)
    first.show()
    open_first(first, folder)
    qtbot.waitUntil(lambda: len(first.context.session.table) > 0)
    first.show_page("deploy")
    first.close()  # as killed would do: it was kept when the project was opened
    first.deleteLater()
    assert start() == ("deploy", folder)
    settings.set("general.reopen", value=False)
    assert start() == ("start", None)
    settings.set("general.reopen", value=True)
    settings.set("window.page", "deploy")
    shutil.rmtree(folder)
    assert start() == ("deploy", None)  # a page that needs no project


# the log and the report


def test_the_log_is_kept_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logs, "MOST_BYTES", 2000)
    for n in range(100):
        logs.log(f"entry {n} " + "x" * 40)
    files = sorted(path.name for path in logs.logs_folder().iterdir())
    assert files == ["studio.log", "studio.old.log"]
    assert all(path.stat().st_size < 2200 for path in logs.logs_folder().iterdir())
    assert "entry 99" in logs.newest(500)


def test_a_log_that_cannot_be_written_is_no_problem(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setenv("ASC_HOME", str(blocked))
    logs.log("nobody hears this")
    assert logs.newest(100) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("/home/anna/Music/walk.wav failed", "<home>/Music/walk.wav failed"),
        ("open('/mnt/disk/secret/a.wav')", "open('<path>')"),
        (r"C:\Users\anna\walk.wav", "<path>"),
        ("anna said 3/4 of it", "<user> said 3/4 of it"),
    ],
)
def test_a_report_names_no_folders_and_nobody(text: str, wanted: str) -> None:
    said = without_people(text, Path("/home/anna"))
    assert said == wanted.replace("<home>/Music/walk.wav", "<home><path>") or said == wanted


def test_a_report_holds_what_helps_and_nothing_else(
    qtbot: QtBot, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.set("start.recent", ["/home/somebody/field recordings"])
    settings.set("audio.input", "Annas USB microphone")
    settings.set("appearance.text_size", 1.5)
    logs.log(f"problem in {api.home_dir()}/demo/a.wav")
    text = report_text(settings)
    assert "text_size = 1.5" in text
    assert "numpy" in text
    for secret in ("somebody", "Annas", str(api.home_dir()), str(tmp_path)):
        assert secret not in text
    assert not re.search(r"/(home|root|tmp)/", text)
    dialog = ReportDialog(settings)
    qtbot.addWidget(dialog)
    dialog.show()
    path = tmp_path / "report.txt"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert path.read_text("utf-8") == dialog.text.toPlainText()
    assert "report.txt" in dialog.said.text()
    nowhere = os.fspath(tmp_path / "no" / "where.txt")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (nowhere, ""))
    qtbot.mouseClick(dialog.save_button, LEFT)
    assert "could not be written" in dialog.said.text()
