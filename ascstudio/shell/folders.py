"""Shows a folder of this computer in the system's file manager: the only address ever opened."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QApplication


def show_folder(folder: Path) -> str:
    """Open the folder; where nobody does, its path goes to the clipboard and that is to be said."""
    if QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder))):
        return ""
    QApplication.clipboard().setText(str(folder))
    return QCoreApplication.translate(
        "Help", "No file manager answers. The path is on the clipboard."
    )
