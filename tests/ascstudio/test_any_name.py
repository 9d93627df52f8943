"""The whole way under folders with names of everywhere, in both forms of writing, offline."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from dragging import carried, dropped
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.export_dialog import ExportDialog
from ascstudio.pages.library.import_dialog import ImportDialog
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 60_000
PLACE = "Прое́кт ñ 观鸟/Rolf Jørn"
SCENES = ("шум ñ", "gård", "观鸟")


def dialog_of(window: MainWindow, kind: type[QDialog]) -> QDialog:
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


Named = Callable[[str], str]


@pytest.fixture(params=[pytest.param("NFC", marks=pytest.mark.slow), "NFD"])
def named(request: pytest.FixtureRequest) -> Named:
    """A name as Linux and Windows write it, and as macOS does."""
    return lambda name: unicodedata.normalize(request.param, name)


@pytest.fixture
def home(tmp_path: Path, named: Named) -> Path:
    """Nine sounds of three scenes."""
    folder = tmp_path / named(PLACE)
    for n, (scene, kind) in enumerate(zip(SCENES, ("hiss", "hum", "murmur"), strict=True)):
        for k in range(3):
            path = folder / named(f"Vögel ã/{scene}/é {k} 音.wav")
            path.parent.mkdir(parents=True, exist_ok=True)
            api.write_wav(path, sound(kind, 1.0, 10 * n + k), RATE_HZ)
    return folder


def test_all_the_way(qtbot: QtBot, window: MainWindow, home: Path, named: Named) -> None:
    session = window.context.session
    window.context.settings.set("label.autoplay", value=False)
    window.context.settings.set("label.listen", value=False)
    assert window.page("start").presenter.create(home / named("Größe"))
    qtbot.waitUntil(lambda: session.folder == home / named("Größe"), timeout=TIMEOUT_MS)
    bring_in(qtbot, window, home / named("Vögel ã"))
    assert all(clip.path.is_file() for clip in session.table.clips)
    assert {clip.scene for clip in session.table.clips} == {named(scene) for scene in SCENES}
    assert session.label([1], "новый ñ")
    assert session.undo() is not None
    listen(qtbot, window, home / named("модель.ascbundle"))
    window.show_page("library")
    window.page("library").presenter.snapshots.take()
    qtbot.waitUntil(lambda: len(session.project.snapshots()) == 1, timeout=TIMEOUT_MS)
    take_out(qtbot, window, "csv", home / named("ñ 观.csv"))
    take_out(qtbot, window, "wav", home / named("звуки"))
    assert len(list((home / named("звуки")).rglob("*.wav"))) == 9
    with api.Project.create(home / "again") as again:
        report = api.import_recordings(
            again, home / named("ñ 观.csv"), audio=home / named("Vögel ã")
        )
        assert not report.problems
        assert [clip.scenes for clip in again.clips()] == [
            clip.scenes for clip in session.table.clips
        ]
    recover(qtbot, window)
    assert [one for one in os.listdir(home) if one.endswith(".part")] == []


def bring_in(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    """Drop a folder, and import it."""
    assert window.front() == "library"
    page = window.page("library")
    dropped(page, carried(page, folder))
    dialog = dialog_of(window, ImportDialog)
    qtbot.waitUntil(lambda: dialog.presenter.state.found is not None, timeout=TIMEOUT_MS)
    qtbot.waitUntil(dialog.import_button.isEnabled, timeout=TIMEOUT_MS)
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(window.context.session.table) == 9, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not page.presenter.state.importing, timeout=TIMEOUT_MS)


def listen(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    """Let a bundle listen to all clips."""
    bundle = write_tiny_bundle(path)
    window.context.session.project.add_bundle(bundle.path, fingerprint=bundle.fingerprint)
    window.context.use_bundle(bundle.path)
    window.show_page("label")
    helper = window.page("label").presenter.help
    qtbot.waitUntil(lambda: helper.unheard > 0, timeout=TIMEOUT_MS)
    helper.listen()
    qtbot.waitUntil(lambda: helper.unheard == 0, timeout=TIMEOUT_MS)


def take_out(qtbot: QtBot, window: MainWindow, form: str, out: Path) -> None:
    """Export all clips."""
    window.page("library").open_export()
    dialog = dialog_of(window, ExportDialog)
    dialog.presenter.set_form(form)
    dialog.presenter.set_out(out)
    qtbot.mouseClick(dialog.export_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(out.exists, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: not window.context.jobs.running(), timeout=TIMEOUT_MS)


def recover(qtbot: QtBot, window: MainWindow) -> None:
    """What a crash left of a recording comes in when the project opens again."""
    session = window.context.session
    project = session.folder
    session.close()
    path = project / "recordings/20261101_101010.wav"
    path.parent.mkdir()
    api.write_wav(path, np.full(8000, 0.1, np.float32), 8000)
    path.with_name(f"{path.name}.json").write_text('{"scene": "gård"}', encoding="utf-8")
    session.open(project)
    qtbot.waitUntil(lambda: len(session.table) == 10, timeout=TIMEOUT_MS)
    assert session.table.clips[9].scene == "gård"
