"""A bundle that is dropped anywhere on the window is verified on Deploy."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QObject
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from ascstudio.shell.window import MainWindow
from ascstudio.widgets.choosing import take_a_copy

SUFFIX = ".ascbundle"


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
            path = _bundle_in(event.mimeData())
            if path is None:
                return False
            take_a_copy(event)
            if not isinstance(event, QDragEnterEvent | QDragMoveEvent):
                self._window.show_page("deploy", path)
            return True
        return False


def _bundle_in(data: QMimeData) -> Path | None:
    found = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return found[0] if len(found) == 1 and found[0].suffix == SUFFIX else None
