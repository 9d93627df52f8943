"""What the studio keeps on disk: how much, where, and what can be cleared."""

from __future__ import annotations

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

LOGS = "logs"


@dataclass(frozen=True, slots=True)
class Place:
    """A folder or file of the studio.

    Attributes:
        key: name.
        title: what lies there.
        sentence: what it is for.
        path: where.
        cache: whether everything in it is computed again when it is wanted.
        clearable: whether it can be emptied.
    """

    key: str
    title: str
    sentence: str
    path: Path
    cache: bool = False
    clearable: bool = False


@dataclass(frozen=True, slots=True)
class Used:
    """How much a place takes: bytes, and in how many files."""

    n_bytes: int
    n_files: int


def places(home: Path, project: Path | None, pack: Path | None = None) -> list[Place]:
    """Where things are, caches first.

    Args:
        home: of the studio.
        project: folder of the open one, if there is one.
        pack: folder of the training pack, where it is apart from the program.
    """
    found = [
        Place("overviews", _tr("Overviews of recordings"),
              _tr("Waves of long recordings, so that they open at once."),
              home / "cache", cache=True, clearable=True),
        Place("networks", _tr("Networks for estimates"),
              _tr("Untrained students, to measure how fast they are here."),
              home / "networks", cache=True, clearable=True),
    ]  # fmt: skip
    if project is not None:
        found.append(
            Place("project", _tr("Cache of this project"),
                  _tr("What bundles and teachers heard in its clips."),
                  project / "cache", cache=True, clearable=True)
        )  # fmt: skip
    kept = [
        Place("settings", _tr("Settings"), _tr("This file, and nothing else, holds them."),
              home / "settings.toml"),
        Place(LOGS, _tr("Logs"), _tr("Starts and problems, without names of files."),
              home / LOGS, clearable=True),
        Place("demo", _tr("Demo project"),
              _tr("A project like any other, with its recordings, its cache and its runs."),
              home / "demo"),
    ]  # fmt: skip
    if pack is not None:
        beside = _tr("Installed beside the program.")
        kept.append(Place("train", _tr("Training pack"), beside, pack))
    return found + kept


def used(path: Path) -> Used:
    """How much lies there; links are not followed, what goes away meanwhile counts nothing."""
    n_bytes = n_files = 0
    if path.is_file() and not path.is_symlink():
        return Used(path.stat().st_size, 1)
    for folder, _, names in os.walk(path):
        for name in names:
            try:
                n_bytes += Path(folder, name).lstat().st_size
                n_files += 1
            except OSError:
                continue
    return Used(n_bytes, n_files)


def clear(place: Place) -> Used:
    """Delete what is in a place, not the place itself; returns what is still there.

    Raises:
        ValueError: it is not to be emptied.
    """
    if not place.clearable:
        raise ValueError(place.key)
    if place.path.is_dir() and not place.path.is_symlink():
        for one in place.path.iterdir():
            if one.is_dir() and not one.is_symlink():
                shutil.rmtree(one, ignore_errors=True)
            else:
                one.unlink(missing_ok=True)
    return used(place.path)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preferences", words)
