"""Looking through a layout leaves nothing behind that Qt's next object could be taken for.

A child process: where it goes wrong the program is gone.
"""

import subprocess
import sys

LOOK = """
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget
from ascstudio.widgets.controls import contents_of

def drop(one):
    one.deleteLater()
    QCoreApplication.sendPostedEvents(one, QEvent.Type.DeferredDelete)

app = QApplication([])
window = QWidget()
column = QVBoxLayout(window)
for _ in range(300):
    rows = [QLabel("row") for _ in range(5)]
    for row in rows:
        column.addWidget(row)
    inner = QHBoxLayout()
    column.addLayout(inner)
    found = contents_of(column)
    assert found == [*rows, inner]
    column.removeItem(inner)
    for one in rows:
        drop(one)
    others = [QWidget() for _ in range(10)]
    for one in others:
        outer = QVBoxLayout(one)
        for _ in range(4):
            outer.addLayout(QHBoxLayout())
    for one in others:
        drop(one)
    del rows, row, found, others, outer, inner, one
"""


def test_no_wrapper_of_an_item_outlives_it() -> None:
    done = subprocess.run([sys.executable, "-c", LOOK], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
