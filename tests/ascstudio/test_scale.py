"""The desktop scales everything: nothing is cut, nothing lies outside the window, Qt is silent."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

STUDIO = """
import json, sys
from pathlib import Path
from PySide6.QtCore import QPoint, QRect, qInstallMessageHandler
from PySide6.QtWidgets import QAbstractButton, QComboBox, QWidget
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings

said = []
qInstallMessageHandler(lambda kind, context, words: said.append(words))
application = make_application(["ascstudio"])
settings = Settings(Path(sys.argv[1]) / "settings.toml")
settings.set("start.first", value=False)
settings.set("appearance.text_size", float(sys.argv[2]))
window = make_window(settings)
window.resize(window.minimumSize())
window.show()
open_first(window, Path(sys.argv[3]))
outside = []
for page in window._entries:
    window.show_page(page)
    for _ in range(20):
        application.processEvents()
    room = window.rect()
    if page == window.front() and window.width() > window.minimumWidth():
        outside.append(f"{page} makes the window {window.width()} wide")
    for one in window.findChildren(QWidget):
        pressed = isinstance(one, (QAbstractButton, QComboBox))
        if not pressed or not one.isVisible() or one.visibleRegion().isEmpty():
            continue
        place = QRect(one.mapTo(window, QPoint(0, 0)), one.size())
        if place.left() < 0 or place.right() > room.right():
            outside.append(f"{page}: {type(one).__name__} {one.accessibleName()}")
ratio = window.devicePixelRatioF()
window.close()
said = [words for words in said if "propagateSizeHints" not in words]
print(json.dumps({"ratio": ratio, "said": said, "outside": outside}))
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("scale", "text"), [("1.25", "1.0"), ("1.5", "1.3"), ("2.0", "1.0"), ("1.0", "2.0")]
)
def test_every_page_keeps_inside_the_smallest_window(
    tmp_path: Path, demo_project: Path, scale: str, text: str
) -> None:
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "QT_SCALE_FACTOR": scale,
        "ASC_HOME": str(tmp_path), "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    command = [sys.executable, "-c", STUDIO, str(tmp_path), text, str(demo_project)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["ratio"] == float(scale)
    assert not told["said"]
    assert not told["outside"]
