"""Where a new project shall be: its name, and in which folder; its own is made when confirmed."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.choosing import begin_in, choose_folder, remember
from ascstudio.widgets.floating import FloatingDialog, foot, form
from ascstudio.widgets.texts import Label
from ascstudio.words import plain
from ml_core import api

STORE = "project.sqlite"
WIDE, PATHS = 560, 400


class NewProjectDialog(FloatingDialog):
    """Asks for a name and where; says what will be made, or why that is not possible.

    Args:
        make: makes the project in a folder and opens it; raises AscError.
        settings: where choosers begin.
        parent: the window.
    """

    made = Signal()
    """There is a project, and it is open."""

    def __init__(
        self, make: Callable[[Path], None], settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._make, self._settings = make, settings
        self.set_title(self.tr("New project"))
        self.set_size(WIDE)
        self.name = QLineEdit()
        self.name.setAccessibleName(self.tr("Name of the project"))
        self.name.setPlaceholderText(self.tr("Such as: city walks"))
        self.place = QLineEdit(begin_in(settings, "projects"))
        self.place.setAccessibleName(self.tr("In which folder"))
        self.choose_button = Button(self.tr("Choose…"), "normal", "folder")
        self.choose_button.clicked.connect(self._choose)
        where = QHBoxLayout()
        where.setSpacing(8)
        where.addWidget(self.place, 1)
        where.addWidget(self.choose_button)
        self.column.addLayout(form((self.tr("Name"), self.name), (self.tr("In folder"), where)))
        self.said = Label("", "table", "text2", wrap=True)
        self.column.addWidget(self.said)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.make_button = Button(self.tr("Make the project"), "primary", "plus")
        self.make_button.clicked.connect(self._on_make)
        self.end_with(foot(QWidget(), cancel, self.make_button))
        for field in (self.name, self.place):
            field.textChanged.connect(self._judge)
            field.returnPressed.connect(self._on_make)
        self._judge()
        self.name.setFocus()

    def folder(self) -> Path:
        """The folder of the project, as it is written now."""
        return Path(os.path.expanduser(self.place.text().strip()), self.name.text().strip())

    def _judge(self) -> None:
        problem = self._problem()
        self.make_button.set_reason(problem)
        self._say(problem or self._what_happens(), "text2")

    def _say(self, words: str, color: str) -> None:
        self.said.setText(words)
        self.said.set_color(color)

    def _problem(self) -> str:
        """Why no project can be made there; empty where it can, as far as a look tells."""
        name, place = self.name.text().strip(), self.place.text().strip()
        parent = os.path.expanduser(place)
        if not name:
            return self.tr("Give it a name: its folder is called so.")
        if name in (".", "..") or any(sign in name for sign in ("/", os.sep, "\0")):
            return self.tr("A folder cannot be called so.")
        if not os.path.isabs(parent) or not os.path.isdir(parent):
            return self.tr('There is no folder "{folder}".').format(folder=plain(place, PATHS))
        if os.path.exists(self.folder() / STORE):
            return self.tr("There is a project of this name already. Open it, or choose another.")
        if os.path.exists(self.folder()) and not os.path.isdir(self.folder()):
            return self.tr("There is a file of this name already.")
        return ""

    def _what_happens(self) -> str:
        folder = plain(str(self.folder()), PATHS)
        if os.path.isdir(self.folder()):
            words = self.tr('The folder "{folder}" is there already; the project goes into it.')
        else:
            words = self.tr('The folder "{folder}" will be made.')
        return words.format(folder=folder)

    def _choose(self) -> None:
        title = self.tr("In which folder?")
        if chosen := choose_folder(self, self._settings, "projects", title):
            self.place.setText(str(chosen))

    def _on_make(self) -> None:
        self._judge()  # the disk may be another by now
        if not self.make_button.isEnabled():
            return
        folder = self.folder()
        try:
            self._make(folder)
        except api.AscError as error:
            self._say(f"{told(error.message)} {told(error.hint)}".strip(), "err")
            return
        remember(self._settings, "projects", folder)
        self.accept()
        self.made.emit()
