"""Choosers of files begin where they ended the last time; what is dropped stays where it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QMenu,
    QToolButton,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.choosing import (
    begin_in,
    choose_file,
    choose_files,
    choose_folder,
    choose_new_file,
    remember,
)

COPY, MOVE = Qt.DropAction.CopyAction, Qt.DropAction.MoveAction
LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


class Chooser:
    """Answers every chooser of files with one path, and knows where it was opened."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, answer: Path | str) -> None:
        self.answer, self.begun = answer, ""
        for name in (
            "getExistingDirectory", "getOpenFileName", "getOpenFileNames", "getSaveFileName"
        ):  # fmt: skip
            monkeypatch.setattr(QFileDialog, name, self._asked(name))

    def _asked(self, name: str) -> Any:
        def ask(_parent: QWidget, _title: str, begin: str = "", *_: Any) -> Any:
            self.begun, said = begin, str(self.answer)
            if name == "getExistingDirectory":
                return said
            return (
                (said, "")
                if name in ("getOpenFileName", "getSaveFileName")
                else ([said] if said else [], "")
            )

        return ask


def test_what_is_written_is_proposed_where_the_last_one_went(
    qapp: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    remember(settings, "pictures", tmp_path / "map.png")
    asked = Chooser(monkeypatch, tmp_path / "paper" / "figure.png")
    (tmp_path / "paper").mkdir()
    wanted = parent, settings, "pictures", "Where to?", "walk.png", "*.png"
    assert choose_new_file(*wanted) == tmp_path / "paper" / "figure.png"  # type: ignore[arg-type]
    assert asked.begun == str(tmp_path / "walk.png")
    asked.answer = ""
    assert choose_new_file(*wanted) is None  # type: ignore[arg-type]
    assert asked.begun == str(tmp_path / "paper" / "walk.png")


def test_each_purpose_begins_where_it_ended(
    qapp: QApplication, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parent = QWidget()
    for name in ("fields/june", "tables"):
        (tmp_path / name).mkdir(parents=True)
    table = tmp_path / "tables" / "meta.csv"
    asked = Chooser(monkeypatch, tmp_path / "fields" / "june")
    begun = begin_in(settings, "recordings")
    assert Path(begun).is_dir()
    assert choose_folder(parent, settings, "recordings", "") == tmp_path / "fields" / "june"
    assert asked.begun == begun
    asked.answer = table
    assert choose_file(parent, settings, "tables", "", "") == table
    asked.answer = tmp_path / "fields" / "a.wav"
    assert choose_files(parent, settings, "recordings", "", "") == [asked.answer]
    assert asked.begun == str(tmp_path / "fields")
    asked.answer = ""
    assert choose_file(parent, settings, "tables", "", "") is None
    assert asked.begun == str(tmp_path / "tables")
    again = Settings(settings.path)
    assert begin_in(again, "tables") == str(tmp_path / "tables")
    (tmp_path / "tables").rmdir()
    assert begin_in(again, "tables") != str(tmp_path / "tables")  # it is gone


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_import_offers_folders_recordings_and_tables(
    qtbot: QtBot, window: MainWindow, demo_project: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.show_page("library")
    button = window.head.findChild(QWidget, "library.import")
    assert button is not None
    qtbot.mouseClick(button, LEFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    words = " ".join(action.text().split("\t")[0] for action in menu.actions())
    assert all(one in words for one in ("folder", "recordings", "table or labels"))
    menu.close()


@pytest.mark.parametrize("page_id", ["start", "library"])
def test_what_is_dropped_stays_where_it_is(
    qtbot: QtBot, window: MainWindow, demo_project: Path, page_id: str, tmp_path: Path
) -> None:
    if page_id == "library":
        with qtbot.waitSignal(window.context.session.changed):
            window.context.session.open(demo_project)
    window.show_page(page_id)
    page = window.page(page_id)
    said = QMimeData()
    (tmp_path / "heap").mkdir()
    said.setUrls([QUrl.fromLocalFile(str(tmp_path / "heap"))])
    # as a file manager asks that would move: from the same disk
    offered = COPY | MOVE
    entering = QDragEnterEvent(QPoint(50, 50), offered, said, LEFT, NO)
    entering.setDropAction(MOVE)
    page.dragEnterEvent(entering)
    assert entering.isAccepted()
    assert entering.dropAction() == COPY
    dropped = QDropEvent(QPointF(50, 50), offered, said, LEFT, NO)
    dropped.setDropAction(MOVE)
    page.dropEvent(dropped)
    assert dropped.isAccepted()
    assert dropped.dropAction() == COPY


def test_the_chooser_of_qt_is_readable_in_the_dark(
    qtbot: QtBot, dark: None, settings: Settings, tmp_path: Path
) -> None:
    (tmp_path / "a folder").mkdir()
    remember(settings, "recordings", tmp_path / "a folder")
    parent = QWidget()
    qtbot.addWidget(parent)
    seen: list[tuple[int, bool]] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, QFileDialog)
        up = dialog.findChild(QToolButton, "toParentButton")
        tree = dialog.findChild(QTreeView, "treeView")
        assert up is not None
        assert tree is not None
        image = up.icon().pixmap(16).toImage()
        light = max(
            image.pixelColor(x, y).lightness() * (image.pixelColor(x, y).alpha() > 128)
            for x in range(image.width())
            for y in range(image.height())
        )
        room = sum(tree.columnWidth(n) for n in range(4)) <= tree.viewport().width()
        seen.append((light, room))
        dialog.reject()

    QTimer.singleShot(300, look)
    assert choose_folder(parent, settings, "recordings", "Where?") is None
    ((light, room),) = seen
    assert light > 100
    assert room
