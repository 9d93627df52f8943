"""Files that are carried over a widget and let go there: the events that a file manager sends."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QWidget

LEFT, NO = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
COPY = Qt.DropAction.CopyAction


def carried(over: QWidget, *paths: Path) -> QMimeData:
    """Carry files over it; keep the answer until they are let go or gone."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    QApplication.sendEvent(over, QDragEnterEvent(QPoint(300, 300), COPY, data, LEFT, NO))
    return data


def dropped(over: QWidget, data: QMimeData) -> None:
    """Let them go there."""
    QApplication.sendEvent(over, QDropEvent(QPointF(300, 300), COPY, data, LEFT, NO))
