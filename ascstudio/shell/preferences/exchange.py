"""Preferences as a file to take along: TOML, written whole or not at all, distrusted when read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from ascstudio.settings import DECLARED, Settings, Value, from_toml, to_toml, write_whole
from ascstudio.words import plain

MOST_BYTES = 1_000_000
NAME = "asc-studio-preferences.toml"
KINDS = "TOML (*.toml)"


class ExchangeProblem(Exception):
    """Why a file of preferences was not read or written: a sentence, and what to do.

    Args:
        message: what happened, and to which file.
        hint: what was kept, what to do.
    """

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message, self.hint = message, hint


@dataclass(frozen=True, slots=True)
class Brought:
    """What a file of preferences says.

    Attributes:
        values: of settings that may be taken along.
        unknown: how many others it has, e.g. of a newer studio or of this computer alone.
    """

    values: dict[str, Value]
    unknown: int


def export_preferences(settings: Settings, keys: Iterable[str], path: Path) -> int:
    """Write what is not as usual; returns how many settings that are.

    Raises:
        ExchangeProblem: it cannot be written there; what was there stays.
    """
    values = settings.chosen(keys)
    text = "# ASC Studio, preferences\n\n" + to_toml(values)
    if not write_whole(path, text):
        raise ExchangeProblem(
            _tr('"{name}" could not be written.').format(name=plain(path.name)),
            _tr("Choose another folder: this one cannot be written to, or the disk is full."),
        )
    return len(values)


def read_preferences(path: Path, keys: Iterable[str]) -> Brought:
    """Read a file somebody gave; nothing is chosen yet.

    Raises:
        ExchangeProblem: it cannot be read, is no TOML, or has a value that is not allowed.
    """
    name = plain(path.name)
    try:
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except OSError as error:
        raise ExchangeProblem(_tr('"{name}" could not be read.').format(name=name)) from error
    kept = _tr("Nothing was changed.")
    try:
        found = from_toml(data.decode("utf-8")) if len(data) <= MOST_BYTES else {}
    except ValueError as error:
        sentence = _tr('"{name}" is no file of preferences.').format(name=name)
        raise ExchangeProblem(sentence, kept) from error
    allowed = set(keys)
    values: dict[str, Value] = {}
    for key, value in found.items():
        if key in allowed:
            if not DECLARED[key].accepts(value):
                sentence = _tr('"{name}" says "{key} = {value}", which cannot be.')
                words = plain(str(value))[:60]
                raise ExchangeProblem(sentence.format(name=name, key=key, value=words), kept)
            values[key] = value  # type: ignore[assignment]
    if not values:
        sentence = _tr('"{name}" has no preferences of this studio.').format(name=name)
        raise ExchangeProblem(sentence, kept)
    return Brought(values, len(found) - len(values))


def _tr(words: str) -> str:
    return QCoreApplication.translate("Preferences", words)
