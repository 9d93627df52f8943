"""What a user does with enrolled places: rename, mute, add, hear, be stricter, go on, bake."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from noise_bundle import RATE_HZ, sound
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.teach.baking import BakeDialog
from ascstudio.pages.teach.view import TeachPage
from ascstudio.pages.teach.work import BakeOffer
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.texts import Label
from ml_core import api

TIMEOUT_MS = 30_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project whose bundle was taught the whistles as "Kettle"."""
    folder = write_noise_project(tmp_path)
    bundle = api.read_bundle(folder / "bundles" / "tiny.ascbundle")
    heard = {str(i): sound("whistle", 4, 40 + i) for i in range(3)}
    support = api.support_from_samples(bundle, heard)
    place = api.enrol(bundle, "Kettle", support.embeddings, support.groups).enrolled
    api.add_enrolled(bundle, place, folder / "bundles" / "taught.ascbundle")
    return folder


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> Iterator[TeachPage]:
    """Teach with that bundle."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.context.use_bundle(project / "bundles" / "taught.ascbundle")
    window.show_page("teach")
    shown = window.page("teach")
    assert isinstance(shown, TeachPage)
    qtbot.waitUntil(lambda: bool(shown.presenter.state.places), timeout=TIMEOUT_MS)
    yield shown
    shown.presenter.start_over()


def choose(page: TeachPage, place: str, text: str) -> None:
    """Click an entry of a place's menu."""
    menu = page.places.rows[place].menu()
    next(entry for entry in menu.actions() if entry.text() == text).trigger()


def names(window: MainWindow) -> list[str]:
    return [scene.name for scene in api.read_bundle(window.context.bundle).enrolled]


def test_a_place_is_renamed_where_it_stands_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: TeachPage
) -> None:
    before = window.context.bundle
    choose(page, "Kettle", "Rename…")
    editor = page.places.rows["Kettle"].editor
    assert editor.isVisible()
    editor.clear()
    qtbot.keyClicks(editor, "Tea kitchen")
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert names(window) == ["Tea kitchen"]
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    assert window.context.bundle == before
    qtbot.waitUntil(lambda: "Kettle" in page.places.rows, timeout=TIMEOUT_MS)

    choose(page, "Kettle", "Rename…")
    editor = page.places.rows["Kettle"].editor
    qtbot.keyClicks(editor, "x")
    qtbot.keyClick(editor, Qt.Key.Key_Escape)
    assert not editor.isVisible()
    assert window.context.bundle == before


def test_a_muted_place_is_not_heard_but_stays(
    qtbot: QtBot, window: MainWindow, page: TeachPage
) -> None:
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        choose(page, "Kettle", "Mute")
    assert api.read_bundle(window.context.bundle).enrolled[0].details["muted"] is True
    qtbot.waitUntil(lambda: page.presenter.state.places[0].muted, timeout=TIMEOUT_MS)
    assert "muted" in page.presenter.state.places[0].words
    assert not page.places.bake_button.isEnabled()
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        choose(page, "Kettle", "Listen for it again")
    assert api.read_bundle(window.context.bundle).enrolled[0].details["muted"] is False


def test_clips_are_added_to_a_place(qtbot: QtBot, window: MainWindow, page: TeachPage) -> None:
    before = api.read_bundle(window.context.bundle).enrolled[0]
    choose(page, "Kettle", "Add clips…")
    dialog = page.clips_dialog
    assert dialog.name.text() == "Kettle"
    dialog.scene.setCurrentIndex(dialog.scene.findData("whistle"))
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.effect.n_support > before.n_support
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        page.head_actions()[-1].run()
    (after,) = api.read_bundle(window.context.bundle).enrolled
    assert after.n_support > before.n_support


def test_what_it_takes_can_be_heard_and_made_less(
    qtbot: QtBot, window: MainWindow, page: TeachPage
) -> None:
    """A place that is a hum takes from the hums; a stricter one takes none."""
    page.presenter.set_name("Another hum")
    page.presenter.use_scene("hum")
    state = lambda: page.presenter.state  # noqa: E731 - read anew each time
    qtbot.waitUntil(lambda: state().effect is not None, timeout=TIMEOUT_MS)
    assert state().effect.taken[0].name == "Hum"
    assert state().effect.taken[0].share > 0.01
    assert "would take" in page.banners()[0].title
    strict = page.effect.sureness
    groove = strict.focusProxy()
    for _ in range(40):
        qtbot.keyClick(groove, Qt.Key.Key_Right)
    qtbot.waitUntil(
        lambda: not state().checking and state().effect.taken[0].share == 0, timeout=TIMEOUT_MS
    )
    assert state().effect.threshold > state().effect.found
    assert page.effect.sureness.value() > 0.6


def test_a_place_that_was_recorded_and_not_taught_is_offered(
    qtbot: QtBot, window: MainWindow, page: TeachPage
) -> None:
    """As after a crash: the window's recovery has brought the recording in."""
    project = window.context.session.project
    path = api.announce(project, "Workshop", "Phone")
    api.write_wav(path, sound("whistle", 12.0, 7), RATE_HZ)
    api.bring_in(project, [path])
    with qtbot.waitSignal(window.context.session.changed, timeout=TIMEOUT_MS):
        window.context.session.reload()
    qtbot.waitUntil(lambda: page.presenter.state.left is not None, timeout=TIMEOUT_MS)
    (banner,) = page.banners()
    assert banner.title == "12 s of Workshop were saved"
    banner.actions[0][1]()
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.name == "Workshop"
    page.presenter.start_over()
    page.presenter.look_for_left()
    page.banners()[0].actions[1][1]()
    assert page.banners() == []


def test_baking_asks_first_and_says_why_it_cannot(
    qtbot: QtBot, window: MainWindow, page: TeachPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    bake = next(action for action in page.commands() if action.key == "teach.bake")
    assert "no clips of Kettle" in bake.reason()
    assert not page.places.bake_button.isEnabled()
    session = window.context.session
    whistles = [clip.segment_id for clip in session.table.clips if clip.scene == "whistle"]
    session.label(whistles, "kettle")
    qtbot.waitUntil(page.places.bake_button.isEnabled, timeout=TIMEOUT_MS)
    assert page.places.bake_button.text() == "Bake 1 place…"
    qtbot.mouseClick(page.places.bake_button, Qt.MouseButton.LeftButton)
    # The tiny bundle was built by hand: nothing says how to make it again.
    qtbot.waitUntil(lambda: page.presenter.state.failure is not None, timeout=TIMEOUT_MS)
    assert "how it was made" in page.presenter.state.failure.message


def test_the_dialog_of_baking_says_what_it_takes(qtbot: QtBot, window: MainWindow) -> None:
    plan = api.BakePlan(
        places=("Kettle",), scenes=("hum", "hiss", "Kettle"),
        recipes=(api.DistilRecipe(network="cp-mobile-6k"), api.QuantizeRecipe()),
        n_clips={"Kettle": 5}, seconds={"Kettle": 140.0}, divided={1: "train", 2: "test"},
    )  # fmt: skip
    dialog = BakeDialog(BakeOffer(Path("x"), plan, 1200.0, 6_086, "bake"), window)
    qtbot.addWidget(dialog)
    dialog.show()
    facts = dict(dialog._facts(BakeOffer(Path("x"), plan, 1200.0, 6_086, "bake")))
    assert facts["Kettle"] == "5 clips, 2 min 20 s"
    assert facts["Student"] == "cp-mobile-6k"
    assert facts["Kept for the test"] == "1 clip"
    assert "20 min" in dialog.bake_button.text()
    shut = "From then on the training part has clips of Kettle."
    assert [one for one in dialog.findChildren(Label) if one.text().startswith(shut)]
    known = BakeDialog(
        BakeOffer(Path("x"), replace(plan, divided={}), 1200.0, 6_086, "bake"), window
    )
    qtbot.addWidget(known)
    assert not [one for one in known.findChildren(Label) if one.text().startswith("From then on")]
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.bake_button, Qt.MouseButton.LeftButton)


def taught_hall(window: MainWindow) -> tuple[Path, api.Bundle, api.EnrolledScene]:
    """File and content of the bundle in use, which the project knows, and a place to add to it."""
    before = window.context.bundle
    assert before is not None
    bundle = api.read_bundle(before)
    window.context.session.project.add_bundle(before, fingerprint=bundle.fingerprint)
    support = api.support_from_samples(bundle, {"a": sound("hiss", 6, 9)})
    return before, bundle, api.enrol(bundle, "Hall", support.embeddings, support.groups).enrolled


def test_undo_takes_back_a_place_and_its_recordings_together_also_after_a_restart(
    qtbot: QtBot, window: MainWindow, page: TeachPage, project: Path
) -> None:
    context, session = window.context, window.context.session
    before, bundle, place = taught_hall(window)
    path = api.announce(session.project, "Hall")
    api.write_wav(path, sound("hiss", 6, 9), RATE_HZ)
    n_clips = len(session.table)
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        page.presenter.writer.add(bundle, place, [path], instead=False, listen=False)
    qtbot.waitUntil(lambda: len(session.table) == n_clips + 1, timeout=TIMEOUT_MS)
    taught = context.bundle
    assert names(window) == ["Kettle", "Hall"]
    session.close()
    session.open(project)
    context.use_bundle(taught)
    qtbot.waitUntil(lambda: len(session.table) == n_clips + 1, timeout=TIMEOUT_MS)
    window.activateWindow()
    field = page.record.name  # has the focus whenever the page opens
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert (context.bundle, len(session.table)) == (before, n_clips)
    assert page.presenter.state.left is None
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        session.redo()
    assert (context.bundle, len(session.table)) == (taught, n_clips + 1)


def test_undo_takes_back_a_place_that_was_taught_from_clips_also_after_a_restart(
    qtbot: QtBot, window: MainWindow, page: TeachPage, project: Path
) -> None:
    context, session = window.context, window.context.session
    before, bundle, place = taught_hall(window)
    session.label([1], "park")  # what undo must not come to first
    n_clips = len(session.table)
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        page.presenter.writer.add(bundle, place, [], instead=False, listen=False)
    taught = context.bundle
    session.close()
    session.open(project)
    context.use_bundle(taught)
    qtbot.waitUntil(lambda: len(session.table) == n_clips, timeout=TIMEOUT_MS)
    assert session.undo_text() == "Teaching of Hall"
    window.activateWindow()
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert context.bundle == before
    assert session.table.clip(1).scene == "park"
    with qtbot.waitSignal(context.bundle_changed, timeout=TIMEOUT_MS):
        session.redo()
    assert context.bundle == taught
