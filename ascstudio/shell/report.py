"""Report a problem: a text file that says what this studio is and what went wrong, and no more.

It holds no sound, no label, no path and no name of a file: what the user adds is the user's.
"""

from __future__ import annotations

import os
import platform
import re
import sys
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import PySide6
from PySide6.QtCore import QCoreApplication, QLocale, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ascstudio import theme
from ascstudio.settings import DECLARED, Settings, to_toml, write_whole
from ascstudio.shell.log import newest
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label
from ascstudio.words import plain

NAME, KINDS = "asc-studio-report.txt", "*.txt"
LOG_END = 6000  # characters of the log
PACKAGES = ("numpy", "onnxruntime", "soundfile", "soxr", "sounddevice", "pyqtgraph", "torch")
PERSONAL = ("start.", "files.", "audio.", "live.bundles", "models.", "palette.", "window.")
"""Settings that name folders, devices or what somebody did."""


def report_text(settings: Settings) -> str:
    """The report, without anything that names a person, a folder or a file."""
    chosen = settings.chosen(key for key in DECLARED if not key.startswith(PERSONAL))
    parts = [
        f"ASC Studio {QCoreApplication.applicationVersion()}",
        *_system(),
        "",
        "Screens",
        *_screens(),
        "",
        "Choices that are not as usual",
        to_toml(chosen).strip() or "none",
        "",
        "Log",
        newest(LOG_END).strip() or "empty",
        "",
    ]
    return without_people("\n".join(parts))


def without_people(text: str, home: Path | None = None) -> str:
    """A text with every path, and the name of whoever is logged in, taken out."""
    names = {str(home or Path.home()), os.environ.get("ASC_HOME", "")}
    for name in sorted((one for one in names if len(one) > 1), key=len, reverse=True):
        text = text.replace(name, "<home>")
    text = re.sub(r"(?<![\w<])(?:[A-Za-z]:)?(?:[/\\][^\s/\\:\"'<>|]+){2,}[/\\]?", "<path>", text)
    user = (home or Path.home()).name
    return re.sub(rf"\b{re.escape(user)}\b", "<user>", text) if len(user) > 2 else text


def _system() -> Iterable[str]:
    yield f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    yield f"{platform.machine()}, {os.cpu_count() or 1} threads, frozen {hasattr(sys, 'frozen')}"
    yield f"Qt {qVersion()}, PySide6 {PySide6.__version__}, {QGuiApplication.platformName()}"
    yield f"{QLocale.system().name()}, spoken {QLocale().name()}"
    for package in PACKAGES:
        try:
            yield f"{package} {version(package)}"
        except PackageNotFoundError:
            yield f"{package} is not installed"


def _screens() -> Iterable[str]:
    for screen in QGuiApplication.screens():
        size = screen.size()
        yield f"{size.width()} x {size.height()}, scale {screen.devicePixelRatio():g}"


class ReportDialog(FloatingDialog):
    """Shows the whole report before anything is done with it; nothing is ever sent.

    Args:
        settings: of the studio.
        parent: the window.
    """

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.set_size(640, 520)
        self.set_title(self.tr("Report a problem"))
        sentence = self.tr(
            "This is all a report says: no sound, no labels, no names of files or folders. Write "
            "above it what you did and what happened, save it, and give it to whom you like."
        )
        self.column.addWidget(Label(sentence, "body", "text2", wrap=True))
        self.text = QPlainTextEdit(self.tr("What I did:\n\nWhat happened:\n\n") + "---\n")
        self.text.setAccessibleName(self.tr("The report"))
        self.text.setFont(theme.font("code"))
        self.text.setTabChangesFocus(True)
        self.text.setPlainText(self.text.toPlainText() + report_text(settings))
        self.column.addWidget(self.text, 1)
        self.said = Label("", "table", "text2", wrap=True)
        self.said.hide()
        self.column.addWidget(self.said)
        copy = CopyButton(self.tr("Copy"), self.text.toPlainText, "copy")
        cancel = Button(self.tr("Close"))
        cancel.clicked.connect(self.reject)
        self.save_button = Button(self.tr("Save…"), "primary")
        self.save_button.clicked.connect(self._save)
        self.end_with(foot(copy, cancel, self.save_button))

    def _save(self) -> None:
        title = self.tr("Where the report shall go")
        kinds = self.tr("Text ({kinds})").format(kinds=KINDS)
        path = choosing.choose_new_file(self, self._settings, "exports", title, NAME, kinds)
        if path is None:
            return
        if write_whole(path, self.text.toPlainText()):
            self.said.setText(self.tr('Saved as "{name}"').format(name=plain(path.name)))
        else:
            words = self.tr('"{name}" could not be written. Choose another folder.')
            self.said.setText(words.format(name=plain(path.name)))
        self.said.show()
