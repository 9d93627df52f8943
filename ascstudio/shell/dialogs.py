"""Dialogs of the house: preferences, and the one nobody should ever see."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import Label, Separator


class PreferencesDialog(QDialog):
    """What can be chosen so far; everything applies at once, so there is no OK.

    Args:
        settings: where the choices live.
        parent: the window.
    """

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.setWindowTitle(self.tr("Preferences"))
        self.setMinimumWidth(theme.px(560))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(12)
        column.addWidget(Label(self.tr("Preferences"), "title"))
        column.addWidget(Label(self.tr("Changes apply at once."), "table", "text3"))
        column.addWidget(Separator())
        column.addLayout(self._row(self.tr("Theme"), self._theme()))
        column.addLayout(self._row(self.tr("Text size"), self._size()))
        column.addLayout(self._row(self.tr("Spectrogram colours"), self._map()))
        column.addStretch(1)
        column.addWidget(Separator())
        foot = QHBoxLayout()
        reset = Button(self.tr("Back to the usual"), "ghost")
        reset.clicked.connect(self._reset)
        foot.addWidget(reset)
        foot.addStretch(1)
        close = Button(self.tr("Close"))
        close.clicked.connect(self.accept)
        foot.addWidget(close)
        column.addLayout(foot)

    def _row(self, words: str, control: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(Label(words, "body"))
        row.addStretch(1)
        row.addWidget(control)
        return row

    def _theme(self) -> SegmentedControl:
        choices = [
            ("dark", self.tr("Dark")),
            ("light", self.tr("Light")),
            ("system", self.tr("As the system")),
        ]
        self._themes = SegmentedControl(self.tr("Theme"), choices)
        self._themes.set_choice(self._settings.text("appearance.theme"))
        self._themes.chosen.connect(lambda key: self._settings.set("appearance.theme", key))
        return self._themes

    def _size(self) -> ComboBox:
        self._sizes = ComboBox(self.tr("Text size"))
        for percent in (80, 90, 100, 115, 130, 150, 175, 200):
            self._sizes.addItem(f"{percent} %", percent / 100)
        self._sizes.setCurrentIndex(
            self._sizes.findData(self._settings.number("appearance.text_size"))
        )
        self._sizes.activated.connect(
            lambda at: self._settings.set("appearance.text_size", float(self._sizes.itemData(at)))
        )
        return self._sizes

    def _map(self) -> ComboBox:
        self._maps = ComboBox(self.tr("Spectrogram colours"))
        self._maps.addItem(self.tr("As the theme"), "")
        for name in theme.MAPS:
            self._maps.addItem(name.replace("-", " ").capitalize(), name)
        self._maps.setCurrentIndex(
            self._maps.findData(self._settings.text("spectrogram.colour_map"))
        )
        self._maps.activated.connect(
            lambda at: self._settings.set("spectrogram.colour_map", str(self._maps.itemData(at)))
        )
        return self._maps

    def _reset(self) -> None:
        for key in (
            "appearance.theme",
            "appearance.text_size",
            "spectrogram.colour_map",
        ):
            self._settings.reset(key)
        self._themes.set_choice("system")
        self._sizes.setCurrentIndex(self._sizes.findData(1.0))
        self._maps.setCurrentIndex(0)


class ProblemDialog(QDialog):
    """Something went wrong that should not: the report holds no sound and no file names.

    Args:
        report: what *Copy report* copies.
        parent: the window, if there is one.
    """

    def __init__(self, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = report
        self.setWindowTitle(self.tr("ASC Studio"))
        self.setMinimumWidth(theme.px(460))
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 18, 20, 16)
        row.setSpacing(14)
        row.addWidget(IconView("error", 26, "err"), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout()
        column.addWidget(Label(self.tr("Something went wrong that should not"), "section"))
        sentence = self.tr(
            "Your data is saved. The report holds no sound and no file names until you add them."
        )
        column.addWidget(Label(sentence, "body", "text2", wrap=True))
        column.addSpacing(8)
        foot = QHBoxLayout()
        copy = CopyButton(self.tr("Copy report"), lambda: self._report, "copy")
        close = Button(self.tr("Go on"), "primary")
        close.clicked.connect(self.accept)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(close)
        column.addLayout(foot)
        row.addLayout(column, 1)


def about_words() -> str:
    """One line about this program."""
    version = QCoreApplication.applicationVersion()
    return QCoreApplication.translate("Help", "ASC Studio %1, Apache-2.0").replace("%1", version)
