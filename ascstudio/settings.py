"""What the user chose, declared once and kept as TOML in the studio's home folder.

A file that cannot be read is put aside as ``settings.broken.toml`` and named; the usual values are
used. Unknown keys of a newer studio are kept.
"""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
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
    "spectrogram.colour_map": Setting(
        "", choices=("", "magma", "inverted-grey", "cividis", "viridis", "inferno", "grey")
    ),
    "audio.input": Setting(""),
    "audio.output": Setting(""),
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
    "live.smoothing": Setting("steady", choices=("none", "steady", "quick")),
    "live.pace": Setting(0.3, low=0.0, high=1.0),
    "live.hop_s": Setting(1.0, low=0.1, high=10.0),
    "live.sixty": Setting(default=False),
    "live.unknown": Setting("normal", choices=("off", "lenient", "normal", "strict")),
    "models.yamnet": Setting(""),
    "train.trial": Setting(default=True),
    "window.state": Setting(""),
    "window.geometry": Setting(""),
    "window.page": Setting("start"),
    "window.splitters": Setting([]),
}
"""Every setting there is. Paths are strings; empty means none."""

BROKEN = "settings.broken.toml"


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

    def reset(self, key: str) -> None:
        """Go back to the default."""
        if self._values.pop(key, None) is not None:
            self._write()
            self.changed.emit(key)

    def _read(self) -> None:
        try:
            nested = tomllib.loads(self.path.read_text("utf-8"))
        except FileNotFoundError:
            return
        except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
            self._put_aside()
            return
        for group, entries in nested.items():
            if isinstance(entries, dict):
                for name, value in entries.items():
                    self._values[f"{group}.{name}"] = value

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
            return  # as below: they hold until the window closes
        file = QSaveFile(str(self.path))  # renamed into place only when whole
        if file.open(QSaveFile.OpenModeFlag.WriteOnly):
            file.write(_toml(self._values).encode("utf-8", "replace"))
            file.commit()


def _toml(values: dict[str, object]) -> str:
    groups: dict[str, list[str]] = {}
    for key in sorted(values):
        value = values[key]
        if isinstance(value, bool | int | float | str | list):
            group, name = key.split(".", 1)
            # JSON's true, numbers, strings and lists of strings are TOML as well.
            words = json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
            groups.setdefault(group, []).append(f"{name} = {words}")
    return "\n".join(f"[{group}]\n" + "\n".join(lines) + "\n" for group, lines in groups.items())
