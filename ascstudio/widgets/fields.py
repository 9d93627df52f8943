"""A line to type in that leaves undo to the window as long as nothing was typed."""

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class LineEdit(QLineEdit):
    """A field that has the focus from the first, on a page whose changes can be undone.

    Qt's own takes Ctrl+Z also when it has nothing to undo: then the key would do nothing at all.
    """

    def event(self, event: QEvent) -> bool:
        """Leave undo and redo to the window where there is nothing of this field to undo."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            keys = QKeySequence.StandardKey
            typed = self.isUndoAvailable() or self.isRedoAvailable()
            if not typed and (event.matches(keys.Undo) or event.matches(keys.Redo)):
                event.ignore()
                return True
        return super().event(event)
