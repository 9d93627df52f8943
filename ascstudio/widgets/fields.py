"""A line to type in that leaves undo to the window as long as nothing was typed."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit


class LineEdit(QLineEdit):
    """A field that has the focus from the first, on a page whose changes can be undone.

    Qt's own takes Ctrl+Z also when it has nothing to undo: then the key would do nothing at all.
    """

    undo_wanted = Signal(str)
    """``undo`` or ``redo``, of something else than what was typed here."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tell of the keys of undo and redo where there is nothing of this field to undo."""
        typed = self.isUndoAvailable() or self.isRedoAvailable()
        if not typed and event.matches(QKeySequence.StandardKey.Undo):
            self.undo_wanted.emit("undo")
        elif not typed and event.matches(QKeySequence.StandardKey.Redo):
            self.undo_wanted.emit("redo")
        else:
            super().keyPressEvent(event)
