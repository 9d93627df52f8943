"""The rows of Activity have their room at once, also when it is opened again."""

from __future__ import annotations

import threading

from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot

from ascstudio.shell.window import MainWindow
from ascstudio.widgets.messages import ProgressRow
from ml_core.api import Monitor

N_JOBS = 20


def test_nothing_is_squeezed_when_it_is_opened_again(qtbot: QtBot, window: MainWindow) -> None:
    jobs, gate = window.context.jobs, threading.Event()

    def waits(monitor: Monitor) -> None:
        gate.wait()

    jobs.start("First", "import", waits)
    window.toggle_activity()
    qtbot.waitUntil(lambda: bool(window.activity.findChildren(ProgressRow)))
    window.toggle_activity()
    gate.set()
    for number in range(N_JOBS):
        jobs.start(f"Export {number}", "export", lambda monitor: None)
    qtbot.waitUntil(lambda: not jobs.running())
    window.toggle_activity()
    QCoreApplication.processEvents()
    rows = window.activity.findChildren(ProgressRow)
    assert len(rows) == N_JOBS + 1
    assert all(row.height() >= row.minimumSizeHint().height() for row in rows)
