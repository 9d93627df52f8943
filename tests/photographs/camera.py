"""Takes pictures of one window, and waits for what shall be on them."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QWidget

from ascstudio.shell.window import MainWindow

SETTLE_MS = 350


class Photographer:
    """Takes pictures of one window in one theme; ``prefix`` begins their names."""

    def __init__(self, window: MainWindow, folder: Path, theme: str, prefix: str = "") -> None:
        self.window, self.folder, self.theme, self.prefix = window, folder, theme, prefix

    def take(self, name: str, widget: QWidget | None = None) -> None:
        """One picture, when everything has settled."""
        QTest.qWait(SETTLE_MS)
        path = self.folder / f"{self.prefix}{name}-{self.theme}.png"
        (widget or self.window).grab().save(str(path))
        print(path, flush=True)

    def pages(self, state: str, pages: Sequence[str]) -> None:
        """Some pages as they are now."""
        for page in pages:
            self.window.show_page(page)
            self.take(f"{page}-{state}")

    def dialog(self, name: str, make: Callable[[], QDialog]) -> None:
        """A dialog by itself."""
        dialog = make()
        dialog.open()
        self.take(name, dialog)
        dialog.close()
        dialog.deleteLater()

    def wait(self, happens: Callable[[], object], what: str, timeout_s: float = 60.0) -> bool:
        """Keep the window alive until it happens; says so when it never does."""
        end = time.monotonic() + timeout_s
        while not happens():
            if time.monotonic() > end:
                print(f"waited {timeout_s:.0f} s for {what}", file=sys.stderr)
                return False
            QTest.qWait(50)
        return True
