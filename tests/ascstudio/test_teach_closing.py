"""What was recorded for a place outlives the window, saved or not."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.teach import presenter as teach_presenter
from ascstudio.pages.teach.view import TeachPage
from ascstudio.project.listening import ListenOptions
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 30_000


@pytest.fixture
def recording(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A project in which Teach records a place: some seconds are kept. A file is the microphone."""
    project = write_noise_project(tmp_path)
    heard = tmp_path / "place.wav"
    api.write_wav(heard, sound("whistle", 20.0, 7), RATE_HZ)
    options = ListenOptions
    monkeypatch.setattr(
        teach_presenter, "ListenOptions", lambda **chosen: replace(options(**chosen), file=heard)
    )
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.context.use_bundle(project / "bundles" / "tiny.ascbundle")
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    qtbot.waitUntil(lambda: page.presenter.state.n_trained == 3)
    qtbot.keyClicks(page.record.name, "Hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 2, timeout=TIMEOUT_MS)
    return project


def test_closing_the_window_keeps_what_was_recorded(
    qtbot: QtBot, window: MainWindow, recording: Path
) -> None:
    window.close()
    window.context.close()
    (kept,) = (recording / "recordings").glob("*.wav")
    assert api.probe(kept).duration_s >= 2
    note = kept.with_name(f"{kept.name}.json")
    assert json.loads(note.read_text())["scene"] == "Hall"
    # as if this process were gone, which the next window is told by the note
    note.write_text(json.dumps({**json.loads(note.read_text()), "process": {}}))
    with api.Project.open(recording) as project:
        (clip,) = api.recover_recordings(project)
        assert (clip.scene, clip.path) == ("Hall", kept)


def test_a_double_click_does_not_stop_what_it_started(
    qtbot: QtBot, window: MainWindow, recording: Path
) -> None:
    page = window.page("teach")
    page.presenter.start_over()
    assert not page.presenter.state.recording
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.recording
    page.presenter.start_over()


@pytest.fixture
def alone(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> TeachPage:
    """Teach without a project; 12 s of a place were recorded before the last window closed."""
    folder = tmp_path / "home" / "taught"
    path = api.announce_in(folder, "Café, back room")
    api.write_wav(path, sound("whistle", 12.0, 7), RATE_HZ)
    note = path.with_name(f"{path.name}.json")
    note.write_text(json.dumps({**json.loads(note.read_text()), "process": {}}))
    window.context.use_bundle(write_tiny_bundle(tmp_path / "tiny.ascbundle").path)
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    qtbot.waitUntil(lambda: page.presenter.state.left is not None)
    return page


def test_what_was_recorded_without_a_project_is_offered_again(
    qtbot: QtBot, window: MainWindow, alone: TeachPage, tmp_path: Path
) -> None:
    (banner,) = alone.banners()
    assert banner.title == "12 s of Café, back room were saved"
    go_on = banner.actions[0][1]
    go_on()
    qtbot.waitUntil(lambda: alone.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert alone.presenter.state.name == "Café, back room"
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        alone.presenter.save()
    taught = api.read_bundle(window.context.bundle)
    assert [place.name for place in taught.enrolled] == ["Café, back room"]
    qtbot.waitUntil(lambda: alone.presenter.state.left is None)  # it is taught now
    (kept,) = (tmp_path / "home" / "taught").iterdir()
    assert kept.suffix == ".wav"


def test_discarding_it_keeps_the_file_and_offers_it_no_more(
    qtbot: QtBot, window: MainWindow, alone: TeachPage, tmp_path: Path
) -> None:
    words, discard = alone.banners()[0].actions[1]
    assert words == "Discard"
    discard()
    assert alone.banners() == []
    folder = tmp_path / "home" / "taught"
    (kept,) = folder.glob("*.wav")
    assert api.probe(kept).duration_s == pytest.approx(12.0, abs=0.1)
    assert api.left_in(folder) == []
    api.remove_discarded(folder)
    assert kept.is_file()  # for a day
    note = kept.with_name(f"{kept.name}.json")
    told = json.loads(note.read_text())
    del told["discarded"]  # that it was just now, by a clock that nobody sets
    note.write_text(json.dumps({**told, "discarded_at": "2026-01-01T00:00:00+00:00"}))
    api.remove_discarded(folder, lambda: {kept.resolve()})
    assert kept.is_file()
    assert not note.exists()
    note.write_text(json.dumps({**told, "discarded_at": "2026-01-01T00:00:00+00:00"}))
    api.remove_discarded(folder)
    assert list(folder.iterdir()) == []


def test_it_moves_into_a_project_that_is_opened_later(
    qtbot: QtBot, window: MainWindow, alone: TeachPage, tmp_path: Path
) -> None:
    assert [words for words, _ in alone.banners()[0].actions] == ["Go on", "Discard"]
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        session.open(write_noise_project(tmp_path))
    n_clips = len(session.table)
    qtbot.waitUntil(lambda: len(alone.banners()[0].actions) == 3)
    words, move = alone.banners()[0].actions[1]
    assert words == "Move into the project"
    move()
    qtbot.waitUntil(lambda: len(session.table) == n_clips + 1, timeout=TIMEOUT_MS)
    (clip,) = [clip for clip in session.table.clips if clip.scene == "Café, back room"]
    assert clip.path.is_relative_to(session.project.folder)
    assert list((tmp_path / "home" / "taught").iterdir()) == []
    qtbot.waitUntil(lambda: alone.presenter.state.left is not None)
    assert alone.presenter.state.left.scene == "Café, back room"  # offered from the project now


def test_a_recording_without_a_project_is_announced_while_it_is_made(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard = tmp_path / "place.wav"
    api.write_wav(heard, sound("whistle", 20.0, 7), RATE_HZ)
    options = ListenOptions
    monkeypatch.setattr(
        teach_presenter, "ListenOptions", lambda **chosen: replace(options(**chosen), file=heard)
    )
    window.context.use_bundle(write_tiny_bundle(tmp_path / "tiny.ascbundle").path)
    window.show_page("teach")
    page = window.page("teach")
    qtbot.waitUntil(lambda: page.presenter.state.n_trained == 3)
    qtbot.keyClicks(page.record.name, "Hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 2, timeout=TIMEOUT_MS)
    window.close()
    window.context.close()
    (kept,) = (tmp_path / "home" / "taught").glob("*.wav")
    assert api.announced_scene(kept) == "Hall"
    assert api.probe(kept).duration_s >= 2
    assert api.left_in(kept.parent) == []  # its maker, this process, is alive


def test_places_of_another_bundle_are_taught_again_from_the_recordings(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    folder = write_noise_project(tmp_path)
    tiny = api.read_bundle(folder / "bundles" / "tiny.ascbundle")
    heard = {str(i): sound("whistle", 4, 40 + i) for i in range(3)}
    support = api.support_from_samples(tiny, heard)
    place = api.enrol(tiny, "Whistle", support.embeddings, support.groups).enrolled
    taught = api.add_enrolled(tiny, place, folder / "bundles" / "taught.ascbundle")
    other = write_tiny_bundle(folder / "bundles" / "next.ascbundle", confused=True)
    assert other.fingerprint != taught.fingerprint
    with api.Project.open(folder) as project:
        for one in (taught, other):
            project.add_bundle(one.path, fingerprint=one.fingerprint)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(folder)
    window.show_page("teach")
    page = window.page("teach")
    presenter = page.presenter
    assert presenter.state.bundle == other.path
    qtbot.waitUntil(lambda: presenter.state.stranded is not None, timeout=TIMEOUT_MS)
    (banner,) = page.banners()
    assert banner.title == "These places were taught to taught: Whistle"
    assert banner.actions[0][0] == "Teach again from the recordings"
    banner.actions[0][1]()
    qtbot.waitUntil(lambda: presenter.state.effect is not None, timeout=TIMEOUT_MS)
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        presenter.save()
    assert [one.name for one in api.read_bundle(window.context.bundle).enrolled] == ["Whistle"]
    qtbot.waitUntil(lambda: presenter.state.stranded is None, timeout=TIMEOUT_MS)
