"""A user on Teach: clips instead of a recording, the effect, saving, removing; a recording."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from noise_bundle import RATE_HZ, sound
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ascstudio.pages.teach import left as teach_left
from ascstudio.pages.teach import presenter as teach_presenter
from ascstudio.pages.teach.recording import Minute
from ascstudio.pages.teach.view import TeachPage
from ascstudio.project.listening import ListenOptions
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.texts import Label
from ml_core import api

TIMEOUT_MS = 20_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_noise_project(tmp_path)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> Iterator[TeachPage]:
    """Teach with a project that has a bundle and whistles."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.context.use_bundle(project / "bundles" / "tiny.ascbundle")
    window.show_page("teach")
    shown = window.page("teach")
    assert isinstance(shown, TeachPage)
    qtbot.waitUntil(lambda: shown.presenter.state.n_trained == 3)
    yield shown
    shown.presenter.start_over()


@pytest.fixture
def checked(qtbot: QtBot, page: TeachPage) -> TeachPage:
    """The effect of teaching the whistles is shown."""
    page.choose_clips()
    dialog = page.clips_dialog
    assert not dialog.use_button.isEnabled()  # it has no name yet
    qtbot.keyClicks(dialog.name, "Kettle")
    dialog.scene.setCurrentIndex(dialog.scene.findData("whistle"))
    qtbot.mouseClick(dialog.use_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    return page


def test_recording_needs_a_name_that_is_free(qtbot: QtBot, page: TeachPage) -> None:
    assert not page.record.record_button.isEnabled()
    qtbot.keyClicks(page.record.name, "Hum")
    assert "already" in page.record._name_problem.text()
    assert not page.record.record_button.isEnabled()
    page.record.name.clear()
    qtbot.keyClicks(page.record.name, "Workshop")
    assert page.record.record_button.isEnabled()


def test_the_effect_is_shown_before_anything_is_saved(
    window: MainWindow, checked: TeachPage, project: Path
) -> None:
    state = checked.presenter.state
    assert state.step == 1
    assert state.effect.recognised > 0.5
    assert {row.name for row in state.effect.taken} == {"Hiss", "Hum", "Murmur"}
    assert sorted(path.name for path in (project / "bundles").iterdir()) == ["tiny.ascbundle"]
    assert checked.head_actions()[-1].kind == "primary"


def test_saving_makes_it_live_at_once_and_removing_takes_it_back(
    qtbot: QtBot, window: MainWindow, checked: TeachPage, project: Path
) -> None:
    before = api.read_bundle(project / "bundles" / "tiny.ascbundle")
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        checked.head_actions()[-1].run()
    taught = window.context.bundle
    after = api.read_bundle(taught)
    assert [scene.name for scene in after.enrolled] == ["Kettle"]
    assert after.fingerprint == before.fingerprint
    assert window.front() == "live"
    live = window.page("live").presenter
    qtbot.waitUntil(lambda: "Kettle" in live.scene_names(), timeout=TIMEOUT_MS)
    assert taught in [row.path for row in window.context.session.project.bundles()]

    window.show_page("teach")
    qtbot.waitUntil(
        lambda: [place.name for place in checked.presenter.state.places] == ["Kettle"],
        timeout=TIMEOUT_MS,
    )
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        checked.presenter.remove("Kettle")
    assert api.read_bundle(window.context.bundle).enrolled == ()
    assert taught.is_file()  # the bundle that knew it is kept


def test_undo_after_saving_and_after_removing_goes_back(
    qtbot: QtBot, window: MainWindow, checked: TeachPage, project: Path
) -> None:
    before = window.context.bundle
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        checked.head_actions()[-1].run()
    taught = window.context.bundle
    live = window.page("live").presenter
    qtbot.waitUntil(lambda: "Kettle" in live.scene_names(), timeout=TIMEOUT_MS)
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    assert window.context.bundle == before
    qtbot.waitUntil(lambda: "Kettle" not in live.scene_names(), timeout=TIMEOUT_MS)
    assert taught.is_file()  # undo deletes nothing

    window.context.use_bundle(taught)
    qtbot.waitUntil(lambda: bool(checked.presenter.state.places), timeout=TIMEOUT_MS)
    with qtbot.waitSignal(window.context.bundle_changed, timeout=TIMEOUT_MS):
        checked.presenter.remove("Kettle")
    assert window.context.bundle != taught
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    assert window.context.bundle == taught
    qtbot.waitUntil(lambda: bool(checked.presenter.state.places), timeout=TIMEOUT_MS)


def test_large_text_puts_the_clock_above_the_fields(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    step = page.record
    qtbot.waitUntil(lambda: step.width() > 0)
    assert step.clock.geometry().bottom() > step.name.mapTo(step, step.name.rect().topLeft()).y()
    step.fit(step.clock.width() + 100)
    step.layout().activate()
    below = step.name.mapTo(step, step.name.rect().topLeft()).y()
    assert step.record_button.mapTo(step, step.record_button.rect().bottomLeft()).y() < below


def test_discard_saves_nothing(qtbot: QtBot, checked: TeachPage, project: Path) -> None:
    checked.head_actions()[0].run()
    assert checked.presenter.state.step == 0
    assert checked.presenter.state.effect is None
    assert len(list((project / "bundles").iterdir())) == 1


def test_what_another_network_heard_is_not_taught(qtbot: QtBot, checked: TeachPage) -> None:
    """Another bundle may come at any moment, e.g. with another project."""
    presenter = checked.presenter
    bundle = presenter.bundle
    presenter._adopt(bundle)  # as after a place was muted: the same network
    assert presenter.state.effect is not None
    front_end = replace(bundle.manifest.front_end, n_mels=bundle.manifest.front_end.n_mels // 2)
    manifest = replace(bundle.manifest, fingerprint="another", front_end=front_end)
    presenter._adopt(replace(bundle, manifest=manifest))
    assert presenter.state.effect is None
    assert presenter.state.step == 0
    presenter.set_threshold(0.7)
    assert not presenter.state.checking
    presenter.columns.emit(np.zeros((front_end.n_mels * 2, 4), np.float32))  # still on their way


def test_a_recording_is_kept_on_disk_and_its_effect_shown(
    qtbot: QtBot, window: MainWindow, page: TeachPage, project: Path,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    """A file stands for the microphone; everything after it is the real way."""
    place = tmp_path / "place.wav"
    api.write_wav(place, sound("whistle", 4.0, 7), RATE_HZ)
    options = ListenOptions

    def with_file(**chosen: object) -> ListenOptions:
        return replace(options(**chosen), file=place)  # type: ignore[arg-type]

    monkeypatch.setattr(teach_presenter, "ListenOptions", with_file)
    monkeypatch.setattr(teach_presenter, "LEAST_S", 3)
    qtbot.keyClicks(page.record.name, "Whistle hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.record.record_button.kind == "record", timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 2, timeout=TIMEOUT_MS)
    assert page.presenter.state.closest
    assert "recording now" in {label.text() for label in page.places.findChildren(Label)}
    # the file is over after 4 s, and what was kept is used
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.effect.n_support >= 3
    (kept,) = (project / "recordings").glob("*.wav")
    assert api.probe(kept).duration_s == pytest.approx(4.0, abs=0.5)
    clips = window.context.session.project.clips
    assert clips(scene="Whistle hall") == []  # nothing is in the project before it is saved
    page.head_actions()[-1].run()
    qtbot.waitUntil(lambda: len(clips(scene="Whistle hall")) == 1, timeout=TIMEOUT_MS)
    assert clips(scene="Whistle hall")[0].path == kept
    notes = (project / "recordings").glob  # they go once the clip is in
    qtbot.waitUntil(lambda: not list(notes("*.json")), timeout=TIMEOUT_MS)


@pytest.mark.parametrize(
    ("state", "hears", "said"),
    [
        ("opening", False, "being opened"), ("open", True, ""), ("back", True, ""),
        ("lost", False, "no microphone answers"), ("no_device", False, "no microphone answers"),
    ],
)  # fmt: skip
def test_only_a_microphone_that_does_not_answer_is_called_so(
    page: TeachPage, state: str, hears: bool, said: str
) -> None:
    look: Any = SimpleNamespace(
        state=state, message="", level_db=-30.0, peak=0.1, decision=None, signal="ok"
    )
    page.presenter._show(look)
    assert (page.presenter.state.hears, page.presenter.state.level_fine) == (hears, hears)
    page.record.show_state(replace(page.presenter.state, recording=True), "")
    assert said in page.record._hearing._hint.text()
    assert ("answers" in page.record._hearing._hint.text()) == ("answers" in said)


@pytest.mark.parametrize("enough", [True, False])
def test_esc_cancels_a_recording_which_is_not_lost(
    qtbot: QtBot, page: TeachPage, project: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
    enough: bool,
) -> None:  # fmt: skip
    place = tmp_path / "place.wav"
    api.write_wav(place, sound("whistle", 30.0, 7), RATE_HZ)
    options = ListenOptions
    monkeypatch.setattr(
        teach_presenter, "ListenOptions", lambda **chosen: replace(options(**chosen), file=place)
    )
    for module in (teach_presenter, teach_left):
        monkeypatch.setattr(module, "LEAST_S", 2 if enough else 25)
    said: list[str] = []
    monkeypatch.setattr(page.context, "say", lambda words, **_: said.append(words))
    qtbot.keyClicks(page.record.name, "Whistle hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.kept_s >= 3, timeout=TIMEOUT_MS)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not page.presenter.state.recording
    qtbot.waitUntil(lambda: not page.context.session.listening.active, timeout=TIMEOUT_MS)
    assert page.presenter.state.effect is None
    (kept,) = (project / "recordings").glob("*.wav")
    assert api.probe(kept).duration_s >= 2  # all but the last moment
    if not enough:
        assert said == [f"Cancelled. The recording stays in {kept.parent} for a day."]
        assert page.presenter.state.left is None
        return
    (banner,) = page.banners()
    assert "of Whistle hall were saved" in banner.title
    banner.actions[0][1]()  # go on with it
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.name == "Whistle hall"


def test_live_goes_on_listening_once_the_place_is_saved(
    qtbot: QtBot, window: MainWindow, page: TeachPage,
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path,
) -> None:  # fmt: skip
    place = tmp_path / "place.wav"
    api.write_wav(place, sound("whistle", 4.0, 7), RATE_HZ)
    options = ListenOptions
    monkeypatch.setattr(
        teach_presenter, "ListenOptions", lambda **chosen: replace(options(**chosen), file=place)
    )
    monkeypatch.setattr(teach_presenter, "LEAST_S", 3)
    window.show_page("live")
    live = window.page("live").presenter
    street = tmp_path / "street.wav"
    api.write_wav(street, sound("hum", 60.0, 8), RATE_HZ)
    live.choose_file(street)
    qtbot.waitUntil(lambda: bool(live.state.stretches), timeout=TIMEOUT_MS)
    window.show_page("teach")
    page.presenter.set_name("Whistle hall")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    assert not live.state.listening
    qtbot.waitUntil(lambda: page.presenter.state.effect is not None, timeout=TIMEOUT_MS)
    page.presenter.save()
    qtbot.waitUntil(
        lambda: live.state.listening and "Whistle hall" in live.scene_names(), timeout=TIMEOUT_MS
    )
    live.stop()


def test_too_few_seconds_are_not_used(qtbot: QtBot, page: TeachPage) -> None:
    page.presenter.set_name("Workshop")
    page.presenter.state = replace(page.presenter.state, recording=True)
    page.presenter._minute.embeddings = [np.ones(16, np.float32)] * 4
    page.presenter._on_stopped("teach")
    assert page.presenter.state.effect is None
    assert "4" in page.banners()[0].title


class TestMinute:
    """What counts, and how different it was."""

    @staticmethod
    def decision(embedding: np.ndarray, signal: str = "ok") -> api.Decision:
        return api.Decision(
            index=0, t_s=0.0, duration_s=1.0, scene="hum", closest="hum",
            scores={"hum": 0.75, "hiss": 0.25}, calibrated={"hum": 0.75, "hiss": 0.25},
            signal=signal, latency_ms=1.0, embedding=embedding.astype(np.float32),
        )  # fmt: skip

    def test_unusable_seconds_do_not_count(self) -> None:
        minute = Minute()
        minute.add([self.decision(np.ones(4)), self.decision(np.ones(4), "silent")])
        assert minute.kept_s == 1
        assert dict(minute.rejected) == {"silent": 1}

    def test_equal_sounds_have_no_variety(self) -> None:
        minute = Minute()
        minute.add([self.decision(np.ones(4) * k) for k in range(1, 20)])
        assert minute.variety == 1
        minute.add([self.decision(row) for row in np.eye(4)])
        assert minute.variety == 5

    def test_closest_scenes_are_means(self) -> None:
        minute = Minute()
        minute.add([self.decision(np.ones(4)) for _ in range(3)])
        assert minute.heard_as() == [("hum", 0.75), ("hiss", 0.25)]


def test_while_no_microphone_answers_nothing_says_that_it_records(
    qtbot: QtBot, page: TeachPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClicks(page.record.name, "Kitchen")
    qtbot.mouseClick(page.record.record_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.recording
    assert page.record.record_button.text() == "Stop"
    clips = next(one for one in page.head_actions() if one.key == "teach.clips")
    assert not clips.reason()
    said: list[str] = []
    monkeypatch.setattr(page.context, "say", lambda words, **_: said.append(words))
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert page.record.record_button.text() == "Start recording"
    assert said == ["Cancelled. Nothing was recorded."]
