"""All scenes, to say what was heard: type a few letters, Enter."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QListWidget, QListWidgetItem, QWidget

from ascstudio.theme import Mark, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.marks import mark_icon
from ascstudio.widgets.texts import Label
from ml_core import api


class SceneDialog(FloatingDialog):
    """Chooses a scene that is known, or a new one.

    Args:
        scenes: (name, mark) in the order of their keys.
        parent: the window.
    """

    wanted = Signal(str)

    def __init__(self, scenes: Sequence[tuple[str, Mark]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._scenes = list(scenes)
        self.set_title(self.tr("What was it?"))
        self.set_size(420, 460)
        self.field = QLineEdit()
        self.field.setAccessibleName(self.tr("Scene"))
        self.field.setPlaceholderText(self.tr("Type a scene; Enter takes the first"))
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Scenes"))
        self.list.itemActivated.connect(self._on_item)
        self.list.itemClicked.connect(self._on_item)
        self._words = Label("", "table", "text3", wrap=True)
        self.column.addWidget(self.field)
        self.column.addWidget(self.list, 1)
        self.column.addWidget(self._words)
        cancel = Button(self.tr("Cancel"), "normal")
        cancel.clicked.connect(self.reject)
        self.end_with(foot(QWidget(), cancel))
        self._fill("")
        self.field.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the field into the list."""
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self.list.setFocus()
            self.list.setCurrentRow(0)
            return
        super().keyPressEvent(event)

    def _fill(self, text: str) -> None:
        wanted = api.folded(text.strip())
        self.list.clear()
        for name, mark in self._scenes:
            if wanted in api.folded(scene_title(name)):
                item = QListWidgetItem(mark_icon(mark, 16), scene_title(name))
                item.setData(Qt.ItemDataRole.UserRole, name)
                self.list.addItem(item)
        new = bool(wanted) and not self.list.count()
        self._words.setVisible(new)
        self._words.setText(
            self.tr('Enter makes a new scene "{name}".').format(name=text.strip()) if new else ""
        )

    def _take(self) -> None:
        typed = self.field.text().strip()
        if self.list.count():
            self._on_item(self.list.item(0))
        elif typed:
            self._choose(typed.replace(" ", "_"))

    def _on_item(self, item: QListWidgetItem) -> None:
        self._choose(str(item.data(Qt.ItemDataRole.UserRole)))

    def _choose(self, scene: str) -> None:
        self.accept()
        self.wanted.emit(scene)
