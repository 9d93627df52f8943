"""What pages need is imported while nothing else goes on, so that none opens slowly."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable

from PySide6.QtCore import QObject, QTimer

REST_MS = 20  # between two modules: events of the user come first
LAST = ("presenter", "view")  # of a package: by then what they import is there


def modules_of(package: str) -> list[str]:
    """Names of all modules below a package, the small before those that join them."""
    parent = importlib.import_module(package)
    found = [name for _, name, _ in pkgutil.walk_packages(parent.__path__, f"{package}.")]
    return sorted(found, key=lambda name: name.rpartition(".")[2] in LAST)


class Warming(QObject):
    """Imports modules, one in a turn of the event loop, and then goes.

    Args:
        modules: their names, in order.
        parent: with which it ends.
    """

    def __init__(self, modules: Iterable[str], parent: QObject) -> None:
        super().__init__(parent)
        self._left = iter(modules)
        self._timer = QTimer(self, interval=REST_MS)
        self._timer.timeout.connect(self._import_one)
        self._timer.start()

    def _import_one(self) -> None:
        name = next(self._left, "")
        if name:
            importlib.import_module(name)
        else:
            self._timer.stop()
            self.deleteLater()
