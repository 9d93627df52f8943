"""What the user chose, declared once and kept as TOML in the studio's home folder.

A file that cannot be read is put aside as ``settings.broken.toml`` and named; the usual values are
used. What a newer studio wrote beyond this one is kept, and it is said once per start.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from math import isfinite
from pathlib import Path

from PySide6.QtCore import QObject, QSaveFile, Signal

Value = bool | int | float | str | list[str]


@dataclass(frozen=True, slots=True)
class Setting:
    """A declared setting.

    Attributes:
        default: value until the user chooses; its type is the setting's type.
        choices: allowed words, empty for any.
        low: smallest number.
        high: largest number.
    """

    default: Value
    choices: tuple[str, ...] = ()
    low: float = float("-inf")
    high: float = float("inf")

    def accepts(self, value: object) -> bool:
        """Whether a value read from a file can be used."""
        if isinstance(self.default, float) and isinstance(value, int):
            value = float(value)
        if type(value) is not type(self.default):
            return False
        if isinstance(value, list):
            return all(isinstance(item, str) for item in value)
        if isinstance(value, str):
            return not self.choices or value in self.choices
        return self.low <= value <= self.high


DECLARED: dict[str, Setting] = {
    "appearance.theme": Setting("system", choices=("dark", "light", "system")),
    "appearance.text_size": Setting(1.0, low=0.8, high=2.0),
    "appearance.less_motion": Setting(default=False),
    "appearance.compact_rows": Setting(default=False),
    "appearance.show_keys": Setting(default=True),
    "general.language": Setting("system"),
    "general.reopen": Setting(default=True),
    "general.notify": Setting(default=True),
    "spectrogram.colour_map": Setting(
        "", choices=("", "magma", "inverted-grey", "cividis", "viridis", "inferno", "grey")
    ),
    "audio.input": Setting(""),
    "audio.output": Setting(""),
    "compute.threads": Setting(0, low=0, high=256),
    "keys.changed": Setting([]),
    "palette.recent": Setting([]),
    "privacy.recent": Setting(default=True),
    "start.recent": Setting([]),
    "start.pinned": Setting([]),
    "start.first": Setting(default=True),
    "explore.hear": Setting(default=True),
    "files.folders": Setting([]),
    "hear.match_loudness": Setting(default=True),
    "hear.pre_roll_s": Setting(0.0, low=0.0, high=10.0),
    "label.autoplay": Setting(default=True),
    "label.blind": Setting(default=False),
    "label.hint": Setting(default=True),
    "label.listen": Setting(default=True),
    "spectrogram.scale": Setting("mel", choices=("mel", "linear", "log")),
    "spectrogram.n_fft": Setting(2048, low=256, high=16_384),
    "spectrogram.range_db": Setting(0, low=0, high=140),
    "spectrogram.gain_db": Setting(0, low=-30, high=30),
    "spectrogram.top_hz": Setting(0, low=0, high=96_000),
    "live.bundles": Setting([]),
    "live.pace": Setting(0.3, low=0.0, high=1.0),
    "live.hop_s": Setting(1.0, low=0.1, high=10.0),
    "live.sixty": Setting(default=False),
    "live.unknown": Setting("normal", choices=("off", "lenient", "normal", "strict")),
    "models.yamnet": Setting(""),
    "train.trial": Setting(default=True),
    "window.geometry": Setting(""),
    "window.page": Setting("start"),
    "window.project": Setting(""),
}
"""Every setting there is. Paths are strings; empty means none."""

BROKEN = "settings.broken.toml"
FORMAT = 1
_FORMAT_KEY = "file.format"


class Settings(QObject):
    """Reads once, writes at every change: there is no unsaved state.

    Args:
        path: the TOML file; it need not exist.
    """

    changed = Signal(str)
    """Key of what changed."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.put_aside = ""
        """Name of the file an unreadable one was renamed to; empty if all was well."""
        self.is_newer = False
        """Whether a newer studio wrote the file: what this one does not know stays in it."""
        self._values: dict[str, object] = {}
        self._read()

    def get(self, key: str) -> Value:
        """The chosen value, or the default."""
        value = self._values.get(key)
        declared = DECLARED[key]
        if declared.accepts(value):
            return value  # type: ignore[return-value]
        return declared.default

    def text(self, key: str) -> str:
        """A setting that is a word or a path."""
        return str(self.get(key))

    def number(self, key: str) -> float:
        """A setting that is a number."""
        value = self.get(key)
        return float(value) if isinstance(value, int | float) else 0.0

    def is_on(self, key: str) -> bool:
        """A setting that is yes or no."""
        return bool(self.get(key))

    def items(self, key: str) -> list[str]:
        """A setting that is a list; the caller may change what it gets."""
        value = self.get(key)
        return list(value) if isinstance(value, list) else []

    def set(self, key: str, value: Value) -> None:
        """Choose a value; it is on disk when this returns.

        Raises:
            ValueError: the declaration does not allow the value.
        """
        if not DECLARED[key].accepts(value):
            raise ValueError(f"{key} cannot be {value!r}")
        if self.get(key) == value:
            return
        self._values[key] = value
        self._write()
        self.changed.emit(key)

    def set_all(self, values: Mapping[str, Value]) -> None:
        """Choose several at once, in one writing.

        Raises:
            ValueError: a declaration does not allow its value; then none is chosen.
        """
        for key, value in values.items():
            if not DECLARED[key].accepts(value):
                raise ValueError(f"{key} cannot be {value!r}")
        new = {key: value for key, value in values.items() if self.get(key) != value}
        if new:
            self._values.update(new)
            self._write()
        for key in new:
            self.changed.emit(key)

    def reset(self, *keys: str) -> None:
        """Go back to the defaults, in one writing."""
        gone = [key for key in keys if self._values.pop(key, None) is not None]
        if gone:
            self._write()
        for key in gone:
            self.changed.emit(key)

    def chosen(self, keys: Iterable[str]) -> dict[str, Value]:
        """Those of ``keys`` that are not as usual."""
        now = {key: self.get(key) for key in keys}
        return {key: value for key, value in now.items() if value != DECLARED[key].default}

    def _read(self) -> None:
        try:
            self._values = from_toml(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, ValueError):
            self._put_aside()
        version = self._values.get(_FORMAT_KEY)
        self.is_newer = isinstance(version, int) and version > FORMAT

    def _put_aside(self) -> None:
        aside = self.path.with_name(BROKEN)
        try:
            self.path.replace(aside)
        except OSError:
            return  # a folder we may not write to: the usual values do, and nothing is lost
        self.put_aside = aside.name

    def _write(self) -> None:
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
        except OSError:
            return  # they hold until the window closes
        write_whole(self.path, to_toml({_FORMAT_KEY: FORMAT} | self._values))


def write_whole(path: Path, text: str) -> bool:
    """Write a file that is renamed into place only when whole; False where that failed."""
    file = QSaveFile(str(path))
    if not file.open(QSaveFile.OpenModeFlag.WriteOnly):
        return False
    file.write(text.encode("utf-8", "replace"))
    return file.commit()


def from_toml(text: str) -> dict[str, object]:
    """Values by their full name, e.g. ``appearance.theme``.

    Raises:
        ValueError: it is no TOML.
    """
    try:
        nested = tomllib.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    return {
        f"{group}.{name}": value
        for group, entries in nested.items()
        if isinstance(entries, dict)
        for name, value in entries.items()
    }


def to_toml(values: Mapping[str, object]) -> str:
    """The same values as TOML, in groups; what is no setting's type is left out."""
    groups: dict[str, list[str]] = {}
    for key in sorted(values):
        value = values[key]
        if _is_plain(value):
            group, name = map(_quoted, key.split(".", 1))
            groups.setdefault(group, []).append(f"{name} = {_words(value)}")
    return "\n".join(f"[{group}]\n" + "\n".join(lines) + "\n" for group, lines in groups.items())


def _is_plain(value: object) -> bool:
    """Whether JSON writes it as TOML does: true, numbers, strings and lists of strings."""
    if isinstance(value, list):
        return all(isinstance(item, str) for item in value)
    return isinstance(value, bool | int | str) or (isinstance(value, float) and isfinite(value))


def _words(value: object) -> str:
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _quoted(name: str) -> str:
    """A name of another studio, or of a person, may be anything."""
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _words(name)
