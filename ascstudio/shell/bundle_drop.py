"""A bundle that is dropped anywhere on the window is verified on Deploy."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from ascstudio.shell.window import MainWindow
from ascstudio.widgets.choosing import bundle_in, take_a_copy


class BundleDrop(QObject):
    """Takes what no page took: one bundle file.

    Args:
        window: over which files are carried.
    """

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        window.setAcceptDrops(True)
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Accept a bundle, and show it where it is verified."""
        if watched is not self._window:
            return False
        if isinstance(event, QDropEvent):  # a drag that enters or moves is one too
            path = bundle_in(event.mimeData())
            if path is None:
                return False
            take_a_copy(event)
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self._window.show_page("deploy", path)
            return True
        return False
