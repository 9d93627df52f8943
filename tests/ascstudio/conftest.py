"""A window of its own for every test that wants one, without a display and without a home."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["ASC_LANGUAGE"] = "en"  # whatever the desktop speaks

import pytest
from label_user import Open, write_clips
from noise_project import write_noise_project
from pytestqt.qtbot import QtBot
from train_user import open_train

from ascstudio import theme
from ascstudio.app import make_window, open_first
from ascstudio.pages.label.view import LabelPage
from ascstudio.pages.train.view import TrainPage
from ascstudio.settings import Settings
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.runs import queue

WAIT_MS = 30_000
"""A wait ends with what it waits for; how long that may take a loaded machine decides."""

for _wait in (QtBot.waitUntil, QtBot.waitSignal, QtBot.waitSignals):
    assert "timeout" in _wait.__kwdefaults__
    _wait.__kwdefaults__["timeout"] = WAIT_MS


@pytest.fixture(autouse=True)
def _home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the user's own settings or projects is touched."""
    monkeypatch.setenv("ASC_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))


@pytest.fixture(autouse=True)
def _garbage_here() -> Iterator[None]:
    """As in the studio: cycles that hold QObjects may die in the main thread only."""
    gc.freeze()  # what was there before this test need not be looked at again
    gc.disable()
    yield
    gc.collect()
    gc.enable()


@pytest.fixture
def dark(qapp) -> None:
    """The dark theme, as drawn."""
    theme.apply(qapp, "dark")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings of a user who has started the studio before."""
    made = Settings(tmp_path / "settings.toml")
    made.set("appearance.theme", "dark")
    made.set("start.first", value=False)
    made.set("train.trial", value=False)  # seconds of training, which those who want it ask for
    return made


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Iterator[MainWindow]:
    """The whole studio on its start page."""
    made = make_window(settings)
    made.show()
    open_first(made)
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A divided project of noise, without a bundle or a run; some modules have one of their own."""
    return write_noise_project(tmp_path, bundle=False)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> TrainPage:
    """Train with that project; modules on other pages have those."""
    return open_train(qtbot, window, project)


@pytest.fixture(scope="session")
def demo_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small demo project, made once; tests that change it copy it."""
    return api.write_demo_project(tmp_path_factory.mktemp("demo") / "demo")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """Three clips with a label, six without."""
    return write_clips(tmp_path / "small", 9, labelled=3)


@pytest.fixture
def label(qtbot: QtBot, window: MainWindow) -> Iterator[Open]:
    """Opens a project on the Label page, with the keyboard in the queue."""

    def show(folder: Path) -> LabelPage:
        with qtbot.waitSignal(window.context.session.changed):
            window.context.session.open(folder)
        window.show_page("label")
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        page = window.page("label")
        assert isinstance(page, LabelPage)
        return page

    window.context.settings.set("label.autoplay", value=False)
    window.context.settings.set("label.listen", value=False)
    return show


@pytest.fixture
def launched(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of runs that would have become processes."""
    names: list[str] = []
    monkeypatch.setattr(queue, "launch_run", lambda project, run: names.append(run.name))
    return names
