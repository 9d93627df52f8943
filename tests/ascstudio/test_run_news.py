"""Runs in Activity, and what is told when one ends, whatever is in front."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, Write, write_course

from ascstudio.pages.train.view import TrainPage
from ascstudio.shell.run_news import DesktopNotes, RunNews
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.bulk import BulkSettings


@pytest.fixture
def news(window: MainWindow) -> RunNews:
    """As the application makes it."""
    return window.findChildren(RunNews)[0]


@pytest.fixture
def opened(
    qtbot: QtBot, window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """The Library is in front; Train was never looked at."""
    monkeypatch.setenv("ASC_RUNS_AT_ONCE", "1")
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("library")
    window.toggle_activity()
    return window


@pytest.fixture
def write(project: Path) -> Write:
    return partial(write_course, project)


def test_side_by_side_and_in_line(
    qtbot: QtBot, opened: MainWindow, news: RunNews, write: Write, project: Path
) -> None:
    one, two, third, fourth = (write(f"distil-{n}", 3 * (n < 3)) for n in range(1, 5))
    with one.heartbeat(), two.heartbeat():
        api.enqueue(project, fourth)
        api.enqueue(project, third)
        qtbot.waitUntil(lambda: len(news.rows.rows) == 4, timeout=TIMEOUT_MS)
        told = news.rows.told()
        assert [row.path for row in told] == [one.path, two.path, fourth.path, third.path]
        assert [row.state for row in told] == ["running", "running", "waiting", "waiting"]
        assert told[0].sentence == "Epoch 3 of 12, 214 windows per second"
        assert told[0].left == "9 min"
        assert told[3].sentence == "Starts when a core is free. Number 2 in line."
        assert "4 running" in opened.activity._fact.text()
        assert opened.rail.activity._ring == pytest.approx(0.3)
        row = news.rows.rows[one.path]
        qtbot.mouseClick(row.pause_button, Qt.MouseButton.LeftButton)
        assert one.stop_requested() == "pause"
        qtbot.mouseClick(news.rows.rows[fourth.path].pause_button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: fourth.path not in news.rows.rows, timeout=TIMEOUT_MS)
        assert fourth.status().state == "paused"


@pytest.mark.parametrize(
    ("stage", "recipe", "said"),
    [
        ("bulk", BulkSettings(source="/data/field", bundle="/b.ascbundle").to_toml(),
         "Hearing the recordings: 1000 of 4000"),
        ("search", api.builtin_recipe("distil-default").to_toml(), "Trying settings"),
    ],
)  # fmt: skip
def test_what_has_no_epochs_is_not_told_in_epochs(
    qtbot: QtBot, opened: MainWindow, news: RunNews, project: Path, stage: str, recipe: str,
    said: str,
) -> None:  # fmt: skip
    run = api.RunFolder.create(project / "runs" / "mine", stage, recipe, {"started": time.time()})
    run.append_event(stage, 1000, 4000, time_left_s=480.0)
    with run.heartbeat():
        qtbot.waitUntil(lambda: run.path in news.rows.rows, timeout=TIMEOUT_MS)
        (told,) = news.rows.told()
        assert (told.sentence, told.left) == (said, "8 min")


def test_the_end_is_told_on_every_page_and_leads_there(
    qtbot: QtBot, opened: MainWindow, news: RunNews, write: Write
) -> None:
    run = write("distil-1")
    with run.heartbeat():
        qtbot.waitUntil(lambda: run.path in news.rows.rows, timeout=TIMEOUT_MS)
        run.write_result({"accuracy": 0.592})
    qtbot.waitUntil(opened.toast.show_button.isVisible, timeout=TIMEOUT_MS)
    words = "Student, CP-Mobile 6k: 59.2 % on the test split"
    assert opened.toast.accessibleName() == words
    assert opened.front() == "library"
    opened.activity.show_jobs()
    assert [row.state for row in news.rows.told()] == ["done"]
    qtbot.mouseClick(opened.toast.show_button, Qt.MouseButton.LeftButton)
    assert opened.front() == "train"
    page = opened.page("train")
    assert isinstance(page, TrainPage)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.run.row.path == run.path
    news.rows.clear_done()
    assert news.rows.told() == ()


def test_a_failure_stays_until_it_was_seen(
    qtbot: QtBot, opened: MainWindow, news: RunNews, write: Write
) -> None:
    run = write("distil-1")
    with run.heartbeat():
        qtbot.waitUntil(lambda: run.path in news.rows.rows, timeout=TIMEOUT_MS)
        end = {"state": "failed", "message": '"bus.wav" cannot be read.', "cause": "clip"}
        (run.path / "ended.json").write_text(json.dumps(end))
    qtbot.waitUntil(lambda: bool(opened._raised), timeout=TIMEOUT_MS)
    (banner,) = opened._raised
    assert banner.title == 'Student, CP-Mobile 6k: "bus.wav" cannot be read.'
    assert [row.state for row in news.rows.told()] == ["failed"]
    banner.actions[0][1]()  # the page says it too: once is enough
    page = opened.page("train")
    qtbot.waitUntil(lambda: len(page.banners()) == 1, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: opened._raised == [], timeout=TIMEOUT_MS)
    assert page.banners()[0].title == '"bus.wav" cannot be read.'


def test_what_was_cleared_and_fails_again_is_shown_again(
    qtbot: QtBot, opened: MainWindow, news: RunNews, write: Write
) -> None:
    run = write("distil-1")

    def fail() -> None:
        def state() -> str | None:
            return next((row.state for row in news.rows.told()), None)

        with run.heartbeat():
            qtbot.waitUntil(lambda: state() == "running", timeout=TIMEOUT_MS)
            end = {"state": "failed", "message": "No.", "cause": "clip"}
            (run.path / "ended.json").write_text(json.dumps(end))
        qtbot.waitUntil(lambda: state() == "failed", timeout=TIMEOUT_MS)

    fail()
    news.rows.clear_done()
    assert news.rows.told() == ()
    (run.path / "ended.json").unlink()
    fail()


class Noted(DesktopNotes):
    """Keeps what would be shown by the desktop."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.told: list[tuple[str, str]] = []

    def tell(self, title: str, sentence: str) -> None:
        super().tell(title, sentence)
        self.told.append((title, sentence))


def test_a_window_that_is_not_in_front_asks_for_attention(
    qtbot: QtBot, opened: MainWindow, write: Write
) -> None:
    notes = Noted(opened)
    RunNews(opened, notes)
    opened.showMinimized()
    other = QWidget()
    qtbot.addWidget(other)
    other.show()
    other.activateWindow()
    qtbot.waitUntil(lambda: not opened.isActiveWindow())
    run = write("distil-1")
    with run.heartbeat():
        qtbot.waitUntil(lambda: bool(opened.context.runs.statuses), timeout=TIMEOUT_MS)
        run.write_result({"accuracy": 0.5})
    qtbot.waitUntil(lambda: bool(notes.told), timeout=TIMEOUT_MS)
    assert notes.told == [("Student, CP-Mobile 6k", "50.0 % on the test split")]
    opened.context.settings.set("general.notify", value=False)  # Preferences: not any more
    second = write("distil-2")
    with second.heartbeat():
        qtbot.waitUntil(lambda: len(opened.context.runs.statuses) == 2, timeout=TIMEOUT_MS)
        second.write_result({"accuracy": 0.25})
    qtbot.waitUntil(lambda: "25.0 %" in opened.status.event_text(), timeout=TIMEOUT_MS)
    assert len(notes.told) == 1
    notes.clicked.emit()
    assert not opened.isMinimized()
    assert opened.front() == "train"


HOLDER = """
import sys, time
from pathlib import Path
from ml_core import api
from ml_core.bulk import BulkSettings
with api.RunFolder.open(Path(sys.argv[1])).heartbeat():
    print("held", flush=True)
    time.sleep(600)
"""


def test_opening_the_window_starts_who_is_next_in_line(
    qtbot: QtBot,
    window: MainWindow,
    project: Path,
    write: Write,
    monkeypatch: pytest.MonkeyPatch,
    launched: list[str],
) -> None:
    """A worker was killed while no window was open: nobody was there to start the next run."""
    monkeypatch.setenv("ASC_RUNS_AT_ONCE", "1")
    first, second = write("distil-1"), write("distil-2", 0)
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(first.path)], stdout=subprocess.PIPE, text=True
    )
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    assert api.enqueue(project, second) == []  # one at a time
    holder.kill()
    holder.wait()
    holder.stdout.close()
    assert launched == []
    with qtbot.waitSignal(window.context.runs.changed, timeout=TIMEOUT_MS):
        window.context.session.open(project)
    assert launched == ["distil-2"]  # by the first look, not by a click


STUDIO = """
import sys
import time
from pathlib import Path
from PySide6.QtCore import QTimer
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings
from ml_core import api
from ml_core.bulk import BulkSettings

home, project = Path(sys.argv[1]), Path(sys.argv[2])
application = make_application(["studio"])
settings = Settings(home / "settings.toml")
settings.set("start.first", value=False)
window = make_window(settings)
window.show()
open_first(window)
window.context.session.open(project)
window.show_page("train")
changes = ["epochs=60", "threads=1", "validation_share=0.4"]
recipe = api.builtin_recipe("distil-quick").with_overrides(changes)
run = api.launch_stage(project, recipe, project / "runs" / "distil-1")
window.context.go("train", run.path)
page = window.page("train")

def look():
    view = page.presenter.state.run
    if view is not None and view.curves.epoch >= 1:
        print("an epoch was drawn", flush=True)

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
application.exec()
"""


@pytest.mark.slow
def test_a_killed_window_leaves_the_run_alone_and_the_next_one_has_its_whole_curve(
    qtbot: QtBot, window: MainWindow, project: Path, tmp_path: Path
) -> None:
    """The real thing: the studio in a process of its own is killed while it draws a run."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "ASC_HOME": str(tmp_path / "h")}
    arguments = [sys.executable, "-c", STUDIO, str(tmp_path), str(project)]
    studio = subprocess.Popen(arguments, stdout=subprocess.PIPE, env=environment, text=True)
    assert studio.stdout is not None
    assert studio.stdout.readline() == "an epoch was drawn\n"
    studio.send_signal(signal.SIGKILL)
    studio.wait()
    studio.stdout.close()
    run = api.RunFolder.open(project / "runs" / "distil-1")
    assert run.status().state == "running"
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.context.go("train", run.path)
    page = window.page("train")
    assert isinstance(page, TrainPage)

    def done() -> bool:
        view = page.presenter.state.run
        return view is not None and view.row.state == "done" and view.share == 1.0

    qtbot.waitUntil(done, timeout=120_000)
    qtbot.waitUntil(lambda: len(page.presenter.state.run.curves.loss.get("loss", ())) == 60)
    lines = (run.path / "events.jsonl").read_text("utf-8").splitlines()
    epochs = [one for one in map(json.loads, lines) if one["stage"] == "epoch" and one["metrics"]]
    curves = page.presenter.state.run.curves
    assert curves.loss["loss"] == tuple((one["done"], one["metrics"]["loss"]) for one in epochs)
    assert curves.shares["val_accuracy"] == tuple(
        (one["done"], one["metrics"]["val_accuracy"]) for one in epochs
    )
