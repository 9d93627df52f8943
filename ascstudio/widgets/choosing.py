"""Asking for files and folders: each purpose begins where it ended the last time."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QFileDialog, QWidget

from ascstudio.settings import Settings

Purpose = Literal["recordings", "tables", "projects", "bundles", "runs"]
KEY = "files.folders"

Place = QStandardPaths.StandardLocation
_MUSIC: tuple[Purpose, ...] = ("recordings", "tables")


def begin_in(settings: Settings, purpose: Purpose) -> str:
    """Where to begin: the last folder of this purpose, else Music for sounds, else Home."""
    known = dict(one.partition("=")[::2] for one in settings.items(KEY))
    usual = QStandardPaths.writableLocation(
        Place.MusicLocation if purpose in _MUSIC else Place.HomeLocation
    )
    wanted = (known.get(purpose, ""), usual, str(Path.home()))
    return next((one for one in wanted if one and Path(one).is_dir()), "")


def remember(settings: Settings, purpose: Purpose, chosen: Path) -> None:
    """Begin beside what was chosen the next time."""
    others = [one for one in settings.items(KEY) if not one.startswith(f"{purpose}=")]
    settings.set(KEY, [*others, f"{purpose}={chosen.parent}"])


def choose_folder(parent: QWidget, settings: Settings, purpose: Purpose, title: str) -> Path | None:
    """Ask for a folder; None where the user chose none."""
    begin = begin_in(settings, purpose)
    return _kept(settings, purpose, QFileDialog.getExistingDirectory(parent, title, begin))


def choose_file(
    parent: QWidget, settings: Settings, purpose: Purpose, title: str, kinds: str
) -> Path | None:
    """Ask for a file; ``kinds`` as ``Tables (*.csv)``."""
    begin = begin_in(settings, purpose)
    chosen, _ = QFileDialog.getOpenFileName(parent, title, begin, kinds)
    return _kept(settings, purpose, chosen)


def choose_files(
    parent: QWidget, settings: Settings, purpose: Purpose, title: str, kinds: str
) -> list[Path]:
    """Ask for files of one folder; none where the user chose none."""
    begin = begin_in(settings, purpose)
    chosen, _ = QFileDialog.getOpenFileNames(parent, title, begin, kinds)
    if chosen:
        remember(settings, purpose, Path(chosen[0]))
    return [Path(one) for one in chosen]


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
