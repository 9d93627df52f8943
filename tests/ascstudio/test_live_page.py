"""A user on Live: a file as a stream, words and bars, sliders, what goes wrong."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.live import words
from ascstudio.pages.live.cards import CardDialog
from ascstudio.pages.live.hearing import Hearing
from ascstudio.pages.live.keeping import Correction
from ascstudio.pages.live.microphone_dialog import MicrophoneDialog
from ascstudio.pages.live.pace_dialog import PaceDialog
from ascstudio.pages.live.view import LivePage
from ascstudio.pages.live.words import INTERVALS_S
from ascstudio.shell.window import MainWindow
from ascstudio.theme import UNKNOWN, scene_key
from ascstudio.widgets.rows import ScrollColumn
from ml_core import api
from ml_core.recordings.capture import CaptureEvent

TIMEOUT_MS = 20_000


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny_bundle(tmp_path_factory.mktemp("live") / "tiny.ascbundle").path


@pytest.fixture(scope="module")
def walk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two seconds of hum, then hiss."""
    path = tmp_path_factory.mktemp("walk") / "walk.wav"
    samples = np.concatenate([sound("hum", 2.0, 1), sound("hiss", 8.0, 2)])
    api.write_wav(path, samples, RATE_HZ)
    return path


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, bundle: Path) -> Iterator[LivePage]:
    """Live with the noise bundle."""
    window.context.use_bundle(bundle)
    window.show_page("live")
    shown = window.page("live")
    assert isinstance(shown, LivePage)
    qtbot.waitUntil(lambda: bool(shown.presenter.scene_names()))
    yield shown
    shown.presenter.stop()


def test_nothing_listens_before_start(window: MainWindow, page: LivePage) -> None:
    assert not window.context.session.listening.active
    assert page.idle.primary is not None
    assert page.idle.primary.isEnabled()
    assert not page.presenter.state.listening


def test_a_file_as_a_stream_is_decided_in_words(qtbot: QtBot, page: LivePage, walk: Path) -> None:
    page.presenter.choose_file(walk)
    assert page.presenter.state.phase == "opening"
    qtbot.waitUntil(lambda: page.decision.text() == "Hum", timeout=TIMEOUT_MS)
    assert page.chance.text()
    *scenes, unknown = page.presenter.state.scores
    assert len(scenes) == 3
    assert sum(score.share for score in scenes) == pytest.approx(1.0, abs=1e-3)
    assert (unknown.name, unknown.share, unknown.words) == ("Unknown", None, "")
    assert page.presenter.state.input_state == "file"
    qtbot.waitUntil(lambda: bool(page.presenter.state.stretches), timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.state.level_db > -60, timeout=TIMEOUT_MS)


def test_decisions_go_on_unseen_and_are_there_on_return(
    qtbot: QtBot, window: MainWindow, page: LivePage, walk: Path
) -> None:
    presenter = page.presenter
    page.inspector.interval.activated.emit(INTERVALS_S.index(0.5))
    presenter.choose_file(walk)
    qtbot.waitUntil(lambda: page.decision.text() == "Hum", timeout=TIMEOUT_MS)
    window.show_page("start")
    changes: list[object] = []
    presenter.changed.connect(changes.append)
    for _ in range(4):
        with qtbot.waitSignal(presenter.decided, timeout=TIMEOUT_MS):
            pass
    assert not changes
    window.show_page("live")
    assert changes
    assert presenter.state.now_s > 2.5
    window.showMinimized()
    qtbot.waitUntil(lambda: not presenter._watched)
    window.showNormal()
    qtbot.waitUntil(lambda: presenter._watched)


def test_a_peak_between_two_levels_is_not_lost(
    page: LivePage, bundle: Path, walk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = api.FileStream(walk, rate_hz=RATE_HZ)
    look = replace(api.LiveSession(api.read_bundle(bundle), source).poll(), state="open")
    presenter = page.presenter
    monkeypatch.setattr(presenter._listening, "owner", "live")
    monkeypatch.setattr(presenter, "_shown_at", math.inf)  # nothing else is due
    for peaks, expected in (((1.0, 0.01), True), ((0.01,), False)):
        for peak in peaks[:-1]:
            presenter._levelled_at = math.inf
            presenter._on_looked(replace(look, peak=peak))
        presenter._levelled_at = -math.inf
        presenter._on_looked(replace(look, peak=peaks[-1]))
        assert presenter.state.clipped is expected


def test_another_microphone_that_the_system_took_is_told(
    window: MainWindow, page: LivePage, bundle: Path, walk: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = api.FileStream(walk, rate_hz=RATE_HZ)
    look = replace(api.LiveSession(api.read_bundle(bundle), source).poll(), state="open")
    monkeypatch.setattr(page.presenter._listening, "owner", "live")
    event = CaptureEvent("open", 'The system goes on with the microphone "B".', notable=True)
    page.presenter._on_looked(replace(look, events=(event,)))
    assert window.toast.accessibleName() == event.message


def test_the_file_opens_no_microphone(
    qtbot: QtBot, window: MainWindow, page: LivePage, walk: Path
) -> None:
    told = []
    window.context.microphone_changed.connect(told.append)
    page.presenter.choose_file(walk)
    qtbot.waitUntil(lambda: page.presenter.state.phase == "listening", timeout=TIMEOUT_MS)
    assert not any(told)
    stop = next(action for action in page.head_actions() if action.key == "live.stop")
    stop.run()
    assert page.presenter.state.phase == "idle"
    assert not window.context.session.listening.active


def test_the_pace_changes_while_it_listens(qtbot: QtBot, page: LivePage, walk: Path) -> None:
    page.presenter.choose_file(walk)
    qtbot.waitUntil(lambda: page.presenter.state.phase == "listening", timeout=TIMEOUT_MS)
    page.inspector.pace.changed.emit(1.0)
    page.inspector.interval.activated.emit(INTERVALS_S.index(0.5))
    listening = page.context.session.listening
    qtbot.waitUntil(lambda: listening.options.hop_s == 0.5, timeout=TIMEOUT_MS)
    assert listening.options.smoothing == api.pace_between(1.0)
    starts: list[float] = []
    page.presenter.decided.connect(lambda decision: starts.append(decision.t_s))

    def twice_a_second() -> bool:
        return len(starts) >= 2 and starts[-1] - starts[-2] < 0.6

    qtbot.waitUntil(twice_a_second, timeout=TIMEOUT_MS)


def test_the_end_of_the_file_ends_listening(qtbot: QtBot, page: LivePage, tmp_path: Path) -> None:
    short = tmp_path / "short.wav"
    api.write_wav(short, sound("hiss", 3.0, 3), RATE_HZ)
    page.presenter.choose_file(short)
    with qtbot.waitSignal(page.context.session.listening.stopped, timeout=TIMEOUT_MS):
        pass
    state = page.presenter.state
    assert not state.listening
    assert state.fact == "The file has ended."
    assert state.heard is not None  # what was heard stays
    assert state.heard.name == "Hiss"
    assert [action.kind for action in page.head_actions()].count("primary") == 1
    qtbot.keyClick(page.window(), "e")
    assert page.hearing_card.evidence is not None
    assert page.hearing_card.evidence.presenter.state.windows  # and can be explained
    assert state.scores
    assert state.stretches
    assert page._stack.currentIndex() == 1
    again = page.head_actions()[-1]
    assert (again.key, again.kind) == ("live.again", "primary")
    again.run()
    assert page.presenter.state.listening


def test_silence_has_no_name(qtbot: QtBot, page: LivePage, tmp_path: Path) -> None:
    quiet = tmp_path / "quiet.wav"
    api.write_wav(quiet, np.zeros(5 * RATE_HZ, np.float32), RATE_HZ)
    page.presenter.choose_file(quiet)
    qtbot.waitUntil(lambda: page.decision.text() == "No usable signal", timeout=TIMEOUT_MS)
    assert {score.share for score in page.presenter.state.scores} == {None}
    assert "silent" in page.chance.text()
    listening = page.context.session.listening
    qtbot.waitUntil(lambda: listening.file_ended, timeout=TIMEOUT_MS)
    assert page.presenter.state.phase == "ended"
    assert page.chance.text() == "It is almost silent here."  # nobody asks for a microphone


def test_of_a_file_that_has_ended_the_last_decision_stands(page: LivePage) -> None:
    hearing = Hearing(page.presenter.mark_of)
    said = SimpleNamespace(
        signal="ok", scene="hum", calibrated={"hum": 0.9, "hiss": 0.1}, latency_ms=1.0,
        duration_s=1.0,
    )  # fmt: skip
    look: Any = SimpleNamespace(decision=said, signal="silent", level_db=-75.0)
    assert hearing.heard(look, "listening", 0.0).chance.endswith("Is the microphone muted?")
    assert "microphone" not in hearing.heard(look, "listening", 0.0, in_file=True).chance
    assert hearing.heard(look, "ended", 0.0, in_file=True).name == "Hum"
    look.decision = None
    assert (
        hearing.heard(look, "ended", 0.0, in_file=True).chance == "It was too short for a decision."
    )


def said(shares: dict[str, float], heard_s: float, scene: str = "hum", **more: Any) -> Any:
    """A look at a decision."""
    decision = SimpleNamespace(
        signal="ok", scene=scene, closest=scene, calibrated=shares, latency_ms=1.0, duration_s=1.0
    )
    look = {"decision": decision, "signal": "ok", "level_db": -30.0, "heard_s": heard_s}
    return SimpleNamespace(**(look | more))


def test_the_next_guess_is_always_among_the_scores(page: LivePage) -> None:
    hearing = Hearing(page.presenter.mark_of)
    first = {"hum": 0.3, "a": 0.2, "b": 0.19, "c": 0.18, "hiss": 0.05}
    hearing.scores(said(first, 10.0), "listening", ())
    later = {"hum": 0.3, "a": 0.11, "b": 0.12, "c": 0.09, "hiss": 0.15}
    look = said(later, 10.5)  # before rows may change places
    rows = hearing.scores(look, "listening", ())
    assert [row.name for row in rows[:2]] == ["Hum", "Hiss"]
    assert hearing.heard(look, "listening", 0.0).other.startswith("Hiss")
    assert rows[1].share == 0.15


def test_the_other_rows_keep_their_places_for_two_seconds_but_not_at_the_end(
    page: LivePage,
) -> None:
    first = {"hum": 0.5, "hiss": 0.2, "a": 0.1, "b": 0.09}
    later = first | {"a": 0.09, "b": 0.1}
    for heard_s, phase, third in (
        (11.0, "listening", "A"),
        (12.0, "listening", "B"),
        (11.0, "ended", "B"),
    ):
        hearing = Hearing(page.presenter.mark_of)
        hearing.scores(said(first, 10.0), "listening", ())
        assert hearing.scores(said(later, heard_s), phase, ())[2].name == third


def test_after_a_silent_end_the_bars_keep_the_shares_of_the_decision(page: LivePage) -> None:
    hearing = Hearing(page.presenter.mark_of)
    look = said({"hum": 0.9, "hiss": 0.1}, 9.0, signal="silent", level_db=-75.0)
    assert hearing.scores(look, "listening", (), in_file=True)[0].share is None
    assert hearing.scores(look, "ended", (), in_file=True)[0].share == 0.9


def test_a_bundle_that_was_just_chosen_has_said_nothing(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    short = tmp_path / "short.wav"
    api.write_wav(short, sound("hiss", 3.0, 3), RATE_HZ)
    presenter = page.presenter
    presenter.choose_file(short)
    qtbot.waitUntil(lambda: presenter.state.phase == "ended", timeout=TIMEOUT_MS)
    assert presenter.state.scores
    window.context.use_bundle(write_tiny_bundle(tmp_path / "other.ascbundle").path)
    state = presenter.state
    assert (state.phase, state.heard, state.scores, state.stretches) == ("idle", None, (), ())
    assert (state.likely, state.now_s) == ((), 0.0)
    assert page._stack.currentIndex() == 0
    presenter.start()
    qtbot.waitUntil(lambda: presenter.state.phase == "ended", timeout=TIMEOUT_MS)
    assert presenter.state.heard is not None


def test_keys_beside_a_file_that_has_ended_are_those_of_the_project(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    bundle = tmp_path / "turned.ascbundle"
    write_tiny_bundle(bundle, names=("murmur", "hum", "hiss"))
    window.context.use_bundle(bundle)
    short = tmp_path / "short.wav"
    api.write_wav(short, sound("hiss", 3.0, 3), RATE_HZ)
    presenter = page.presenter
    presenter.choose_file(short)
    qtbot.waitUntil(lambda: presenter.state.phase == "ended", timeout=TIMEOUT_MS)
    before = presenter.state.likely
    assert presenter.state.keep_reason
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(write_noise_project(tmp_path, bundle=False))
    state, places = presenter.state, presenter.scenes_to_say()
    assert state.phase == "ended"
    assert [one.key for one in state.likely] == [
        scene_key(places.index(n.scene)) for n in state.likely
    ]
    assert {one.key for one in state.likely} != {one.key for one in before}
    assert not state.keep_reason


def test_a_file_that_cannot_be_read_is_said(qtbot: QtBot, page: LivePage, tmp_path: Path) -> None:
    bad = tmp_path / "bad.wav"
    bad.write_bytes(b"RIFF")
    page.presenter.choose_file(bad)
    qtbot.waitUntil(lambda: page.presenter.state.phase == "failed", timeout=TIMEOUT_MS)
    assert page.banners()[0].state == "err"
    assert "bad.wav" in page.banners()[0].title


def test_a_gap_in_the_spectrogram_stays_a_gap(page: LivePage) -> None:
    heard = np.random.default_rng(0).standard_normal((256, 30)).astype(np.float32)
    page.presenter.columns.emit(heard)
    page.presenter.columns.emit(np.full((256, 40), np.nan, np.float32))
    page.presenter.columns.emit(heard)
    drawn = page.hearing_card.spectrogram.grab().toImage()
    assert not drawn.isNull()
    assert page.hearing_card.spectrogram._seen == 100


def test_unknown_says_what_it_costs(page: LivePage) -> None:
    page.inspector.unknown.changed.emit(0.99)
    assert "%" in page.presenter.state.unknown_words
    page.inspector.unknown.changed.emit(0.0)
    assert "%" not in page.presenter.state.unknown_words


def test_a_level_that_rejects_nothing_says_so_and_what_to_do() -> None:
    levels = {
        "normal": api.UnknownLevel(0.1, false_rejects=0.05, false_accepts=1.0),
        "strict": api.UnknownLevel(0.3, false_rejects=0.2, false_accepts=0.4),
    }
    said = words.unknown_words("normal", levels)
    assert "Cannot tell unknown places from yours: 100 %" in said
    assert said.endswith("Choose a stricter level.")
    assert words.unknown_words("strict", levels).startswith(
        "Takes 40 % of unknown places for yours"
    )
    alone = words.unknown_words("normal", {"normal": levels["normal"]})
    assert "Teach it the places" in alone
    assert "stricter" not in alone


def test_evidence_takes_the_place_of_the_sound_and_gives_it_back(
    qtbot: QtBot, page: LivePage, walk: Path
) -> None:
    card = page.hearing_card
    assert not card.switch.isEnabled()  # nothing was heard yet
    page.presenter.choose_file(walk)
    qtbot.waitUntil(lambda: page.decision.text() == "Hum", timeout=TIMEOUT_MS)
    qtbot.keyClick(page.window(), "e")
    assert card.evidence is not None
    assert card.evidence.isVisible()
    assert not card.spectrogram.isVisible()
    assert page.presenter.state.listening  # decisions go on
    scrolled = page.findChild(ScrollColumn)
    assert scrolled is not None
    page.window().resize(1280, 800)
    QApplication.processEvents()
    assert scrolled.verticalScrollBar().maximum() == 0  # all of it is seen
    qtbot.mouseClick(card.evidence.back, Qt.MouseButton.LeftButton)
    assert card.spectrogram.isVisible()
    assert not card.switch.isChecked()


def test_the_check_and_the_curve_open_over_the_page(
    qtbot: QtBot, window: MainWindow, page: LivePage
) -> None:
    for button, kind in (
        (page.inspector.check, MicrophoneDialog),
        (page.inspector.curve, PaceDialog),
    ):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        (dialog,) = window.findChildren(kind)
        assert dialog.isVisible()
        dialog.reject()
        qtbot.waitUntil(lambda kind=kind: not window.findChildren(kind))  # type: ignore[misc]


def test_live_goes_on_after_the_microphone_was_checked(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    """A folder stands for a microphone: it too goes on for ever."""
    listening = window.context.session.listening
    page.presenter.choose_file(tmp_path)
    qtbot.waitUntil(lambda: page.presenter.state.phase == "listening", timeout=TIMEOUT_MS)
    owners: list[str] = []
    listening.started.connect(owners.append)
    for pressed in (False, True):
        qtbot.mouseClick(page.inspector.check, Qt.MouseButton.LeftButton)
        (dialog,) = window.findChildren(MicrophoneDialog)
        if pressed:
            qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
            assert not page.presenter.state.listening
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert owners == (["passport", "live"] if pressed else [])
        qtbot.waitUntil(lambda: page.presenter.state.phase == "listening", timeout=TIMEOUT_MS)
        qtbot.waitUntil(lambda: not window.findChildren(MicrophoneDialog))


def test_a_file_that_the_check_stopped_is_told(
    qtbot: QtBot, window: MainWindow, page: LivePage, walk: Path
) -> None:
    page.presenter.choose_file(walk)
    qtbot.waitUntil(lambda: page.presenter.state.phase == "listening", timeout=TIMEOUT_MS)
    page.check_microphone()
    (dialog,) = window.findChildren(MicrophoneDialog)
    qtbot.mouseClick(dialog.forward, Qt.MouseButton.LeftButton)
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not page.presenter.state.listening
    assert "walk.wav stopped" in window.toast.accessibleName()


def test_a_watched_folder_says_what_it_waits_for_plays_and_leaves_out(
    qtbot: QtBot, window: MainWindow, page: LivePage, tmp_path: Path
) -> None:
    folder = tmp_path / "recorder"
    folder.mkdir()
    presenter = page.presenter
    presenter.choose_file(folder)
    waiting = 'Waiting for recordings in "recorder"'
    qtbot.waitUntil(lambda: presenter.state.fact == waiting, timeout=TIMEOUT_MS)
    assert presenter.state.level_words == ""  # of nothing there is no good level
    (folder / "a.wav").write_bytes(b"RIFF")
    api.write_wav(folder / "b.wav", sound("hiss", 2.0, 3), RATE_HZ)
    qtbot.waitUntil(lambda: presenter.state.fact == 'Playing "b.wav"', timeout=TIMEOUT_MS)
    assert '"a.wav" is left out' in window.toast.accessibleName()
    qtbot.waitUntil(lambda: presenter.state.fact == waiting, timeout=TIMEOUT_MS)


def test_the_card_can_be_read(qtbot: QtBot, window: MainWindow, page: LivePage) -> None:
    qtbot.mouseClick(page.inspector.card, Qt.MouseButton.LeftButton)
    (dialog,) = window.findChildren(CardDialog)
    assert "bundle for tests" in dialog.text.toPlainText()
    dialog.accept()


def test_no_microphone_is_told_before_listening(
    qtbot: QtBot, page: LivePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(api, "input_devices", list)
    with qtbot.waitSignal(page.context.session.listening.devices_changed, timeout=TIMEOUT_MS):
        page.presenter.look_for_devices()
    assert "No microphone found" in page.inspector.devices_words.text()


class TestWords:
    """Every place of the sliders means one setting, and chances are honest."""

    def test_unknown_settings_and_their_places_agree(self) -> None:
        for setting in words.UNKNOWN:
            assert words.unknown_at(words.unknown_value(setting)) == setting
        assert words.unknown_at(1.0) == "strict"

    @pytest.mark.parametrize(
        ("share", "said"),
        [(0.81, "8 times in 10"), (0.99, "nearly every time"), (0.1, "guess")],
    )
    def test_chances(self, share: float, said: str) -> None:
        assert said in words.chance_words(share)


class TestHearing:
    """The ribbon of ten minutes, as blocks of what was decided."""

    def look(self, start_s: float, scenes: str, hop_s: float = 1.0) -> api.LiveState:
        """A look at decisions about windows of a second: a letter is a scene, ``-`` no signal."""
        made = [
            SimpleNamespace(
                t_s=start_s + n * hop_s, duration_s=1.0,
                scene=None if letter in "?-" else letter,
                signal="silent" if letter == "-" else "ok",
            )
            for n, letter in enumerate(scenes)
        ]  # fmt: skip
        end_s = start_s + (len(scenes) - 1) * hop_s + 1.0
        return SimpleNamespace(new_decisions=made, heard_s=end_s)  # type: ignore[return-value]

    def blocks(self, hearing: Hearing) -> list[tuple[str, float, float]]:
        return [(one.name, one.start_s, one.end_s) for one in hearing.stretches()]

    def test_the_same_in_a_row_is_one_block(self, qapp: QApplication) -> None:
        hearing = Hearing(lambda _: UNKNOWN)
        hearing.take(self.look(0.0, "aab?-a"))
        expected = [("A", 0, 2), ("B", 2, 3), ("", 3, 4), ("", 4, 5), ("A", 5, 6)]
        assert self.blocks(hearing) == expected
        assert hearing.changes().startswith("3 changes")
        assert hearing.scene_at(2.5) == "b"
        assert hearing.last_scene() == "a"

    @pytest.mark.parametrize("cut", [1, 3, 7])
    def test_however_it_arrives(self, qapp: QApplication, cut: int) -> None:
        scenes, hop_s = "aaabbbaab", 0.5
        whole, parts = Hearing(lambda _: UNKNOWN), Hearing(lambda _: UNKNOWN)
        whole.take(self.look(0.0, scenes, hop_s))
        for start in range(0, len(scenes), cut):
            parts.take(self.look(start * hop_s, scenes[start : start + cut], hop_s))
        assert self.blocks(parts) == self.blocks(whole)
        blocks = self.blocks(whole)
        assert all(a[2] == b[1] for a, b in itertools.pairwise(blocks))  # none covers another

    def test_after_ten_minutes_it_is_forgotten(self, qapp: QApplication) -> None:
        hearing = Hearing(lambda _: UNKNOWN)
        hearing.take(self.look(0.0, "a"))
        hearing.take(self.look(300.0, "b"))
        hearing.take(self.look(601.0, "c"))
        assert [name for name, *_ in self.blocks(hearing)] == ["B", "C"]

    def test_a_correction_lies_over_what_it_covers(self, qapp: QApplication) -> None:
        hearing = Hearing(lambda _: UNKNOWN)
        hearing.take(self.look(0.0, "aaaabbbb"))
        shown = hearing.stretches([Correction(3.0, 6.0, "c", 1)])
        assert [(one.name, one.start_s, one.end_s, one.corrected) for one in shown] == [
            ("A", 0.0, 3.0, False), ("C", 3.0, 6.0, True), ("B", 6.0, 8.0, False)
        ]  # fmt: skip
