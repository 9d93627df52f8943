"""Audio that is gone or broken, listening that waits for a press, every choice of the picture."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path

import pytest
from label_user import (
    CTRL,
    SCENES,
    TIMEOUT_MS,
    Key,
    Open,
    canvas_ready,
    press,
    shown,
    stored,
    write_clips,
)
from noise_bundle import write_tiny_bundle
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.label import presenter
from ascstudio.pages.label.queue_list import thumb_box
from ascstudio.pages.library.locate_dialog import LocateDialog
from ascstudio.project.session import ProjectSession
from ascstudio.shell.window import MainWindow
from ml_core import api

# When the audio is not there


def test_audio_that_moved_is_located_from_here_and_labelling_goes_on(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    """The banner opens the dialog of the Library; what it finds is heard without coming back."""
    away = small.parent / "elsewhere"
    with api.Project.open(small) as project:
        api.hash_missing(project)
    (small.parent / "audio").rename(away)
    page = label(small)
    qtbot.waitUntil(lambda: page.presenter.state.finished)  # none of the six can be heard
    assert len(page.presenter.state.missing) == 6
    (title, words, sentence) = (
        page.banners()[0].title, page.ending.shown.accessibleName(), page.banners()[0].sentence
    )  # fmt: skip
    assert "6 clips have no audio" in title
    assert "Labels are safe" in sentence
    assert words
    primary = page.ending.shown.primary
    assert primary is not None
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.findChild(LocateDialog) is not None)
    assert window.front() == "library"
    locate = window.page("library").presenter.locate
    with qtbot.waitSignal(window.context.session.changed, timeout=TIMEOUT_MS):
        locate.search(away)
    dialog = window.findChild(LocateDialog)
    assert dialog is not None
    dialog.close()
    window.show_page("label")
    qtbot.waitUntil(lambda: not page.presenter.state.missing)
    page.presenter.step(-1)
    canvas_ready(qtbot, page)
    assert not page.banners()


def test_where_a_whole_folder_is_away_one_stands_still(
    qtbot: QtBot, label: Open, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(presenter, "MOST_PASSED", 2)
    (small.parent / "audio").rename(small.parent / "elsewhere")
    page = label(small)
    qtbot.waitUntil(lambda: len(page.presenter.state.missing) == 3)
    third = shown(page).segment_id
    press(qtbot, "2")
    assert stored(small)[third].scenes == (SCENES[1],)
    qtbot.waitUntil(lambda: len(page.presenter.state.missing) == 4)
    assert shown(page).segment_id in page.presenter.state.missing


def test_a_row_offers_to_locate_its_audio(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    (small.parent / "audio").rename(small.parent / "elsewhere")
    page = label(small)
    qtbot.waitUntil(lambda: page.presenter.state.finished)
    rows, place = page.queue.list, page.presenter.state.order.place
    box = rows.visualRect(rows.queue.index(0, 0))
    view = rows.viewport()
    on_locate = thumb_box(box).center().toPoint()
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=on_locate)
    qtbot.waitUntil(lambda: window.findChild(LocateDialog) is not None)
    assert page.presenter.state.order.place == place  # the row was not chosen
    window.findChild(LocateDialog).close()


def test_a_file_that_ends_early_while_it_is_open_is_said(
    qtbot: QtBot, label: Open, tmp_path: Path
) -> None:
    folder = write_clips(tmp_path / "one", 2, labelled=1, seconds=30.0)
    page = label(folder)
    canvas_ready(qtbot, page)
    with shown(page).path.open("r+b") as stream:
        stream.truncate(40)
    page.stage.pictures.close_all()
    page.stage.show_clip(shown(page))
    qtbot.waitUntil(lambda: page.presenter.state.finished)  # nobody asked for it: passed over
    press(qtbot, Key.Key_Left)
    qtbot.waitUntil(lambda: "Cannot read" in page.presenter.state.problem)
    clip = shown(page).segment_id
    press(qtbot, "1")  # what one knows of it can still be said
    assert stored(folder)[clip].scenes == ("hiss",)


# Many clips are listened to only when one asks


def test_listening_to_many_waits_for_a_press_and_can_be_stopped(
    qtbot: QtBot, label: Open, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ascstudio.pages.label.help.UNASKED", 5)
    with api.Project.open(small) as project:
        made = write_tiny_bundle(project.bundles_dir / "tiny.ascbundle")
        project.add_bundle(made.path, fingerprint=made.fingerprint)
    page = label(small)
    page.context.settings.set("label.listen", value=True)
    button = page.queue.listen
    qtbot.waitUntil(button.isVisible, timeout=TIMEOUT_MS)
    assert re.fullmatch(r"Listen to all, \d+ s", button.text())
    assert "9 clips" in button.toolTip()
    assert page.presenter.state.hearing is None  # nothing began unasked
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.hearing is not None)
    assert page.queue.stop.isVisible()
    assert not button.isVisible()
    qtbot.mouseClick(page.queue.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.hearing is None, timeout=TIMEOUT_MS)
    qtbot.waitUntil(button.isVisible, timeout=TIMEOUT_MS)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.has_guesses, timeout=TIMEOUT_MS)
    assert not button.isVisible()


# How it is drawn


def test_every_choice_of_the_picture_can_be_chosen(qtbot: QtBot, label: Open, small: Path) -> None:
    page = label(small)
    canvas_ready(qtbot, page)
    look = page.stage.tools.look
    settings = page.context.settings
    for key, combo in look.panel._combos.items():
        for place in range(combo.count()):
            combo.activated.emit(place)
            assert settings.get(key) == combo.itemData(place)
            assert combo.currentIndex() == place
    settings.set("spectrogram.gain_db", 0)
    qtbot.waitUntil(lambda: page.stage._auto is not None)  # the levels of the last picture
    bright = page.stage.canvas._levels
    press(qtbot, "+")
    assert settings.get("spectrogram.gain_db") == 3
    assert page.stage.canvas._levels == pytest.approx([one - 3 for one in bright])
    assert look.panel._combos["spectrogram.gain_db"].currentText() == "+3 dB"


# Undo


@pytest.mark.slow
def test_a_thousand_operations_are_undone_in_order_also_after_a_restart(
    qtbot: QtBot, label: Open, small: Path, window: MainWindow
) -> None:
    """By real keys: 500 before the project is closed, 500 after; the menu names each one."""
    page = label(small)
    session = window.context.session
    press(qtbot, "n")
    page.presenter.choose_queue("all")
    before = stored(small)
    states = []
    for k in count():
        facts = _facts(session)
        if not states or states[-1][1] != facts:
            states.append((session.undo_text(), facts))
        if len(states) == 1001:
            break
        press(qtbot, ("1", "2", "3", "v", "r", "x")[k % 6])
        page.presenter.show_clip(int(page.presenter.state.order.ids[k * 5 % 9]))
    states.pop()
    for k, wanted in enumerate(reversed(states)):
        if k == 500:
            session.close()
            QCoreApplication.processEvents()
            label(small)
        assert window.registry.find("undo").text == f"Undo: {session.undo_text()}"
        press(qtbot, "z", CTRL)
        qtbot.waitUntil(
            lambda wanted=wanted: (session.undo_text(), _facts(session)) == wanted,
            timeout=TIMEOUT_MS,
        )
    assert stored(small) == before
    assert session.redo_text()


def _facts(session: ProjectSession) -> dict[int, tuple[tuple[str, ...], str]]:
    return {clip.segment_id: (clip.scenes, clip.state) for clip in session.table.clips}


def test_why_a_clip_is_not_seen_or_heard_is_told_in_the_language(
    label: Open, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = label(small)
    for module in ("stage", "listening"):
        monkeypatch.setattr(f"ascstudio.pages.label.{module}.told", str.upper)
    said: list[str] = []
    page.stage.failed.connect(said.append)
    page.hearing.failed.connect(said.append)
    page.stage.pictures.failed.emit(api.AscError("It is gone."))
    page.hearing.player.failed.emit(api.AscError("No loudspeaker."))
    assert said == ["IT IS GONE.", "NO LOUDSPEAKER."]


def test_why_nothing_is_heard_is_told_whole(label: Open, small: Path) -> None:
    """The bar has room for two words: there nothing is cut, and a toast says the sentence."""
    page = label(small)
    window = page.window()
    window.resize(1280, 800)
    QApplication.processEvents()
    error = api.AscError("No loudspeaker or headphones were found.", hint="Plug one in.")
    page.hearing.player.failed.emit(error)
    assert isinstance(window, MainWindow)
    assert window.toast.accessibleName() == str(error)
    QApplication.processEvents()
    words = page.transport._stretch
    assert words.text() == "No sound"
    assert words.width() >= words.sizeHint().width()
    words.grab()
    assert words.toolTip() == str(error)
    page.show_state(page.presenter.state)  # whatever else changes
    assert words.text() == "No sound"
    page.transport.show_playing(playing=True)
    assert words.text() == ""
    page.hearing.player.failed.emit(error)
    page.transport.show_stretch((0.0, 1.0))
    assert words.text() not in ("", "No sound")
