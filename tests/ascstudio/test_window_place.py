"""The window comes back where it was, and where one can reach it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QRect

from ascstudio.shell.window_place import GRIP, TITLE, visible_place

MAIN, BESIDE = QRect(0, 0, 1920, 1040), QRect(1920, 0, 1280, 984)
RECTS = st.builds(
    QRect, st.integers(-6000, 6000), st.integers(-6000, 6000), st.integers(1000, 4000),
    st.integers(650, 3000),
)  # fmt: skip
SCREENS = st.lists(
    st.builds(
        QRect, st.integers(-4000, 4000), st.integers(-4000, 4000), st.integers(640, 3840),
        st.integers(480, 2160),
    ),
    min_size=1, max_size=3,
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(RECTS, SCREENS)
def test_the_title_can_always_be_reached(place: QRect, screens: list[QRect]) -> None:
    there = visible_place(place, screens)
    title = QRect(there.left(), there.top(), there.width(), min(TITLE, there.height()))
    seen = [title.intersected(screen) for screen in screens]
    assert any(one.width() >= GRIP and one.height() >= TITLE for one in seen)
    assert visible_place(there, screens) == there
    assert there.width() <= place.width()
    assert there.height() <= place.height()


def test_a_place_that_can_be_reached_stays() -> None:
    across = QRect(1800, 100, 400, 700)  # over the edge of two screens
    assert visible_place(across, [MAIN, BESIDE]) == across
    assert visible_place(across, []) == across


def test_a_screen_that_is_gone_sends_the_window_home() -> None:
    place = QRect(2000, 50, 1200, 800)
    assert visible_place(place, [MAIN, BESIDE]) == place
    home = visible_place(place, [MAIN])
    assert MAIN.contains(home)
    assert home.size() == place.size()
    small = QRect(0, 0, 1024, 700)
    assert visible_place(place, [small]).size() == QRect(0, 0, 1024, 700).size()


STUDIO = """
import json, sys
from pathlib import Path
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings

application = make_application(["ascstudio"])
settings = Settings(Path(sys.argv[1]))
settings.set("start.first", value=False)
window = make_window(settings)
window.show()
open_first(window)
application.processEvents()
if len(sys.argv) > 2:
    left, top, width, height = map(int, sys.argv[2:])
    window.setGeometry(left, top, width, height)
    window.show_page("live")
    application.processEvents()
place = window.geometry()
said = {"place": place.getRect(), "page": window.front(), "screens": len(application.screens())}
window.close()
print(json.dumps(said))
"""


def start(tmp_path: Path, screens: list[QRect], *place: int) -> dict[str, object]:
    """The studio in a process and on screens of its own; returns what it says at its end."""
    described = [
        {"name": f"screen{n}", "x": s.x(), "y": s.y(), "width": s.width(), "height": s.height(),
         "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
        for n, s in enumerate(screens)
    ]  # fmt: skip
    config = tmp_path / "screens.json"
    config.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": described}))
    environment = {
        **os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={config}",
        "ASC_HOME": str(tmp_path / "home"), "PYTHONWARNINGS": "ignore",
    }  # fmt: skip
    command = [sys.executable, "-c", STUDIO, str(tmp_path / "settings.toml"), *map(str, place)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.slow
def test_two_screens_and_then_one(tmp_path: Path) -> None:
    both = [QRect(0, 0, 1920, 1080), QRect(1920, 0, 1920, 1080)]
    first = start(tmp_path, both, 2100, 60, 1200, 800)
    assert (first["place"], first["screens"]) == ([2100, 60, 1200, 800], 2)
    again = start(tmp_path, both)
    assert (again["place"], again["page"]) == ([2100, 60, 1200, 800], "live")
    alone = start(tmp_path, both[:1])
    left, top, width, height = alone["place"]
    assert QRect(0, 0, 1920, 1080).contains(QRect(left, top, width, height))
