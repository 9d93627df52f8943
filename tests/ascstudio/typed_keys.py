"""A window that labels all clips of a project with every key, typed upon by xdotool.

    xvfb-run python -m tests.ascstudio.typed_keys PROJECT

Tells as JSON what was pressed, how deep handlers were within each other, and whether the window
went on meanwhile.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from ascstudio.project import background
from ascstudio.project import session as module
from ascstudio.project.session import ProjectSession

KEYS = "abcd"


class Desk(QWidget):
    """Labels all clips with each key, and notes what it was given."""

    def __init__(self, session: ProjectSession) -> None:
        super().__init__()
        self.session, self.ids = session, session.table.segment_ids.tolist()
        self.pressed, self.inside, self.deepest, self.beats = "", 0, 0, 0
        self.timer = QTimer(interval=0)
        self.timer.timeout.connect(self.beat)
        self.timer.start()

    def beat(self) -> None:
        """The event loop turns."""
        self.beats += self.inside

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """One operation on all clips."""
        self.inside += 1
        self.deepest = max(self.deepest, self.inside)
        self.session.label(self.ids, f"scene {event.text()}")
        self.pressed += event.text()
        self.inside -= 1
        if len(self.pressed) == len(KEYS):
            told = {"pressed": self.pressed, "deepest": self.deepest, "goes_on": self.beats > 0}
            print(json.dumps(told), flush=True)
            QApplication.quit()


def main() -> None:
    """Open, show, be typed upon."""
    module.MANY, background.AT_ONCE_S = -1, 0.0
    application = QApplication([])
    session = ProjectSession()

    def show() -> None:
        session.changed.disconnect(show)
        desk = Desk(session)
        desk.show()
        desk.activateWindow()
        desk.setFocus()
        # All keys are in the queue of the window before the first was answered.
        typing = ["xdotool", "type", "--delay", "1", "--window", str(int(desk.winId())), KEYS]
        QTimer.singleShot(500, desk, lambda: subprocess.Popen(typing))
        application.desk = desk

    session.changed.connect(show)
    session.open(Path(sys.argv[1]))
    application.exec()
    session.shut_down()


if __name__ == "__main__":
    main()
