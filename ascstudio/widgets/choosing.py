"""Asking for files and folders: each purpose begins where it ended the last time."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QMimeData, QStandardPaths, Qt, QTimer
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QHeaderView,
    QToolButton,
    QTreeView,
    QWidget,
)

from ascstudio import theme
from ascstudio.settings import Settings

Purpose = Literal[
    "recordings",
    "tables",
    "projects",
    "bundles",
    "runs",
    "recipes",
    "weights",
    "pictures",
    "exports",
]
KEY = "files.folders"
BUNDLE = ".ascbundle"

WIDTH, HEIGHT = 820, 500
ICONS = {
    "backButton": "chevron-left",
    "forwardButton": "chevron-right",
    "toParentButton": "chevron-up",
    "newFolderButton": "plus",
    "listModeButton": "library",
    "detailModeButton": "queue",
}
Place = QStandardPaths.StandardLocation
_MUSIC: tuple[Purpose, ...] = ("recordings", "tables")


def last_folder(settings: Settings, purpose: Purpose) -> Path | None:
    """Where the last file of this purpose was; None before the first, and where it is gone."""
    known = dict(one.partition("=")[::2] for one in settings.items(KEY)).get(purpose)
    return Path(known) if known and Path(known).is_dir() else None


def begin_in(settings: Settings, purpose: Purpose) -> str:
    """Where to begin: the last folder of this purpose, else Music for sounds, else Home."""
    if last := last_folder(settings, purpose):
        return str(last)
    usual = QStandardPaths.writableLocation(
        Place.MusicLocation if purpose in _MUSIC else Place.HomeLocation
    )
    wanted = (usual, str(Path.home()))
    return next((one for one in wanted if one and Path(one).is_dir()), "")


def remember(settings: Settings, purpose: Purpose, chosen: Path) -> None:
    """Begin beside what was chosen the next time."""
    others = [one for one in settings.items(KEY) if not one.startswith(f"{purpose}=")]
    settings.set(KEY, [*others, f"{purpose}={chosen.parent}"])


def choose_folder(parent: QWidget, settings: Settings, purpose: Purpose, title: str) -> Path | None:
    """Ask for a folder; None where the user chose none."""
    begin = _begin(settings, purpose)
    return _kept(settings, purpose, QFileDialog.getExistingDirectory(parent, title, begin))


def choose_file(
    parent: QWidget, settings: Settings, purpose: Purpose, title: str, kinds: str
) -> Path | None:
    """Ask for a file; ``kinds`` as ``Tables (*.csv)``."""
    begin = _begin(settings, purpose)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, begin, kinds)
    return _kept(settings, purpose, chosen)


def choose_files(
    parent: QWidget, settings: Settings, purpose: Purpose, title: str, kinds: str
) -> list[Path]:
    """Ask for files of one folder; none where the user chose none."""
    begin = _begin(settings, purpose)
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, begin, kinds)
    if chosen:
        remember(settings, purpose, Path(chosen[0]))
    return [Path(one) for one in chosen]


def choose_new_file(
    parent: QWidget, settings: Settings, purpose: Purpose, title: str, name: str, kinds: str
) -> Path | None:
    """Ask where a file shall go; ``name`` is proposed, in the last folder of this purpose."""
    begin = str(Path(_begin(settings, purpose)) / name)
    chosen, _ = QFileDialog.getSaveFileName(parent, title, begin, kinds)
    return _kept(settings, purpose, chosen)


def _begin(settings: Settings, purpose: Purpose) -> str:
    QTimer.singleShot(0, dress)  # when it is open
    return begin_in(settings, purpose)


def dress() -> None:
    """Give Qt's own chooser, where there is none of the system's, icons that are seen, and room."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, QFileDialog):
        return
    for name, picture in ICONS.items():
        button = dialog.findChild(QToolButton, name)
        if button is not None:
            button.setIcon(theme.icon(picture, 16, "text2"))
    dialog.resize(theme.px(WIDTH), theme.px(HEIGHT))
    tree = dialog.findChild(QTreeView, "treeView")
    if tree is not None:
        header = tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column in range(1, header.count()):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.ResizeToContents)


def bundle_in(data: QMimeData) -> Path | None:
    """The one bundle that is carried, if it is one: no page but Deploy has a use for it."""
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return found[0] if len(found) == 1 and found[0].suffix == BUNDLE else None


def take_a_copy(event: QDropEvent) -> None:
    """Accept what is dropped, and answer that it was copied.

    Whoever is told that it was moved deletes it where it lay.
    """
    event.setDropAction(Qt.DropAction.CopyAction)
    event.accept()


def _kept(settings: Settings, purpose: Purpose, chosen: str) -> Path | None:
    if not chosen:
        return None
    remember(settings, purpose, Path(chosen))
    return Path(chosen)
