"""Garbage is collected in the window's thread only.

Python collects cycles in whichever thread happens to allocate. A cycle that holds a QObject would
then be destroyed outside the thread it lives in, and Qt crashes some seconds later.
"""

from __future__ import annotations

import gc
import threading
import time

from PySide6.QtCore import QObject, QTimer

from ascstudio.jobs.memory import give_back

LOOK_MS = 500
FULL_EVERY_S = 60.0
"""A full collection looks at every object there is; once a minute is enough.

Then what was freed in that minute is given back to the system as well."""


class GarbageCollector(QObject):
    """Takes collecting away from the other threads for as long as it lives."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        gc.disable()
        self._full_s = time.monotonic()
        self._timer = QTimer(self)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def look(self) -> None:
        """Collect what Python itself would have collected by now."""
        young, middle, _ = gc.get_count()
        enough_young, enough_middle, _ = gc.get_threshold()
        if time.monotonic() - self._full_s > FULL_EVERY_S:
            self._full_s = time.monotonic()
            gc.collect()
            # what dialogs and pictures left behind; not here, for the window goes on
            threading.Thread(target=give_back, name="give-back", daemon=True).start()
        elif middle > enough_middle:
            gc.collect(1)
        elif young > enough_young:
            gc.collect(0)
