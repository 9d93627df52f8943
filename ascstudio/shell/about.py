"""About: what this is, and the licence of everything that came along with it."""

from __future__ import annotations

import json
import platform
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeyEvent, QTextCursor, QTextOption
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label
from ml_core import api

FOLDER = "licences"


@dataclass(frozen=True, slots=True)
class Component:
    """Something that others made and that came along.

    Attributes:
        name: as its authors call it.
        version: that came along.
        licence: in short.
        source: where its source is from.
        note: what else is to be known about it.
        texts: names of the files with the full licences.
    """

    name: str
    version: str
    licence: str
    source: str
    note: str
    texts: tuple[str, ...]

    @property
    def words(self) -> str:
        """All licences in full, one after the other."""
        return "\n\n\n".join(_text(name) for name in self.texts)


def components() -> list[Component]:
    """Everything that came along, in alphabetical order; packaging/licences.py wrote the list."""
    path = api.resource_path(f"{FOLDER}/components.json")
    rows = json.loads(path.read_text("utf-8"))
    plain = ("name", "version", "licence", "source", "note")
    return [
        Component(**{name: row[name] for name in plain}, texts=tuple(row["texts"])) for row in rows
    ]


@cache
def _text(name: str) -> str:
    return api.resource_path(f"{FOLDER}/{name}").read_text("utf-8")


@cache
def _folded(name: str) -> str:
    return _text(name).casefold()


class AboutDialog(FloatingDialog):
    """The version of the studio, and the licences of what came along, to be searched.

    Args:
        parent: the window.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.set_title(self.tr("About ASC Studio"))
        self.set_size(880, 640)
        version = QCoreApplication.applicationVersion()
        self._version = f"ASC Studio {version}, Python {platform.python_version()}"
        self._version += f", {platform.platform()}"
        self._components = components()
        self._shown: Component | None = None
        own = self.tr("Version {version}. Licence: Apache-2.0. Nothing here connects to a network.")
        self.column.addWidget(Label(own.format(version=version), "body", "text2", wrap=True))
        self._build_search()
        self._build_both()
        copy = CopyButton(self.tr("Copy version"), lambda: self._version, "copy")
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.end_with(foot(copy, close))
        self._fill("")
        self.field.setFocus()

    def _build_search(self) -> None:
        row = QHBoxLayout()
        row.addWidget(Label(self.tr("What came along, and its licences"), "section"), 1)
        self.field = QLineEdit()
        self.field.setClearButtonEnabled(True)
        self.field.setAccessibleName(self.tr("Search in names and licences"))
        self.field.setPlaceholderText(self.tr("Search in names and licences"))
        self.field.setMinimumWidth(theme.px(300))
        self.field.textChanged.connect(self._fill)
        row.addWidget(self.field)
        self.column.addLayout(row)

    def _build_both(self) -> None:
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What came along"))
        self.list.setFixedWidth(theme.px(270))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setSpacing(theme.px(2))
        self.list.currentRowChanged.connect(self._show)
        self.facts = Label("", "table", "text2", wrap=True)
        self.facts.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.facts.setAccessibleName(self.tr("Version and source"))
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(self.tr("Text of the licence"))
        self.text.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.facts)
        right.addWidget(self.text, 1)
        row = QHBoxLayout()
        row.setSpacing(16)
        row.addWidget(self.list)
        row.addLayout(right, 1)
        self.column.addLayout(row, 1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.list.setFocus()
            return
        super().keyPressEvent(event)

    def _fill(self, typed: str) -> None:
        wanted = typed.strip().casefold()
        self.list.blockSignals(True)  # the text changes once, and only where it is another one
        self.list.clear()
        by_name, by_text = [], []
        for number, one in enumerate(self._components):
            if wanted in f"{one.name} {one.licence}".casefold():
                by_name.append(number)
            elif any(wanted in _folded(name) for name in one.texts):
                by_text.append(number)
        for number in by_name + by_text:
            item = QListWidgetItem(self._components[number].name)
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.list.addItem(item)
        self.list.setCurrentRow(0 if self.list.count() else -1)
        self.list.blockSignals(False)
        self._show(self.list.currentRow())
        if not self.list.count():
            self.facts.setText(self.tr("Nothing here names that."))

    def _show(self, row: int) -> None:
        if row < 0:
            self._shown = None
            self.facts.clear()
            self.text.clear()
            return
        one = self._components[int(self.list.item(row).data(Qt.ItemDataRole.UserRole))]
        if one is not self._shown:
            self._shown = one
            self._tell(one)
        wanted = self.field.text().strip()
        self.text.moveCursor(QTextCursor.MoveOperation.Start)
        if wanted and self.text.find(wanted):
            self.text.ensureCursorVisible()

    def _tell(self, one: Component) -> None:
        short = self.tr("Version {version}. Licence: {licence}.")
        parts = [short.format(version=one.version, licence=one.licence)]
        parts += [self.tr("Source: {address}").format(address=one.source), one.note]
        self.facts.setText("\n".join(part for part in parts if part))
        self.text.setPlainText(one.words)
