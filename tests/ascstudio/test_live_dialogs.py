"""Check my microphone, how the pace was measured, and the evidence: real windows, real keys."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import RATE_HZ, SCENES, SPEC, WINDOW, sound, write_tiny_bundle
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from ascstudio import theme
from ascstudio.pages.live.evidence import DIMMED, EvidencePanel, evidence_image
from ascstudio.pages.live.microphone_check import CLIP, FOUND, LISTEN, MEANS
from ascstudio.pages.live.microphone_dialog import MicrophoneDialog
from ascstudio.pages.live.pace_dialog import PaceDialog, measured_words
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.spectrogram import indices, levels
from ml_core import api
from ml_core.bundle import DeviceStatistics
from ml_core.bundle.store import Contents, write_bundle
from ml_core.microphone.passport import UNKNOWN_CLEAR

LEFT = Qt.MouseButton.LeftButton
TIMEOUT_MS = 60_000


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The noise bundle, measured with two devices."""
    made = write_tiny_bundle(tmp_path_factory.mktemp("bundle") / "tiny.ascbundle")
    rows = tuple(
        DeviceStatistics(
            name, api.log_mel(sound(kind, 4.0, 3).reshape(4, WINDOW), SPEC).mean(axis=(0, 2)),
            np.ones(SPEC.n_mels, np.float32), 40, accuracy, accuracy - 0.1, accuracy + 0.1,
        )
        for name, kind, accuracy in (("s1", "hiss", 0.5), ("s2", "murmur", 0.8))
    )  # fmt: skip
    contents = Contents(
        manifest=replace(made.manifest, digests=None),
        fp32=made.entries["fp32.onnx"], int8=made.entries["int8.onnx"],
        waveform=made.entries["waveform.onnx"],
        reference=replace(made.reference, statistics=rows), vectors={}, parity=made.parity,
        card=made.card,
    )  # fmt: skip
    return write_bundle(made.path.with_name("measured.ascbundle"), contents).path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of nine recordings of sixteen seconds: three stays of every scene."""
    sounds = tmp_path_factory.mktemp("sounds")
    for number in range(9):
        (sounds / SCENES[number % 3]).mkdir(exist_ok=True)
        samples = sound(SCENES[number % 3], 16.0, 50 + number)
        api.write_wav(sounds / SCENES[number % 3] / f"{number}.wav", samples, RATE_HZ)
    project = api.Project.create(tmp_path_factory.mktemp("project") / "p", "Streams")
    with project:
        api.import_recordings(project, sounds, kind="folder")
        project.set_split({row.segment_id: "test" for row in project.clips()})
    return project.folder


def test_a_microphone_is_checked_in_three_steps(
    qtbot: QtBot, window: MainWindow, bundle: Path, folder: Path, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed, timeout=TIMEOUT_MS):
        window.context.session.open(folder)
    dialog = MicrophoneDialog(window.context, bundle, None, window)
    dialog.open()
    heard = tmp_path / "room.wav"
    api.write_wav(heard, sound("murmur", 5.3, 3), RATE_HZ)
    dialog.check.start(heard)
    qtbot.waitUntil(lambda: dialog.check.state.phase == "listening", timeout=TIMEOUT_MS)
    assert dialog.level_words.text()
    assert not dialog.use.isEnabled()  # too little was heard
    qtbot.waitUntil(lambda: dialog.check.state.step == FOUND, timeout=TIMEOUT_MS)
    assert not window.context.session.listening.active
    assert "S2" in dialog.like.text()
    assert f"{UNKNOWN_CLEAR[0]} in {UNKNOWN_CLEAR[1]}" in dialog.like.text()
    assert "dB" in dialog.noise.accessibleDescription()
    qtbot.mouseClick(dialog.forward, LEFT)
    assert dialog.check.state.step == MEANS
    assert dialog.expect.text() == "Expect about 80 % right, as on S2"
    assert dialog.check.state.passport is not None
    vague = replace(dialog.check.state.passport, clear=False)
    dialog.show_state(replace(dialog.check.state, passport=vague))
    assert dialog.expect.text() == "Expect about 80 % right"  # as on nobody knows which
    assert "No device stands out" in dialog.expect_words.text()
    assert [dialog.as_device.itemText(n) for n in range(2)] == ["S2", "S1"]
    dialog.as_device.setCurrentIndex(1)
    qtbot.mouseClick(dialog.hear, LEFT)
    qtbot.waitUntil(lambda: dialog.check.state.played == "s1", timeout=TIMEOUT_MS)
    assert dialog.clip.text() == "Hear Hiss through it"
    qtbot.mouseClick(dialog.clip, LEFT)
    qtbot.waitUntil(lambda: dialog.check.state.played == CLIP, timeout=TIMEOUT_MS)
    qtbot.mouseClick(dialog.silent, LEFT)
    assert dialog.check.state.played is None
    out = tmp_path / "response.wav"
    done: list[bool] = []
    dialog.check.save_response(out, lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(done), timeout=TIMEOUT_MS)
    assert np.abs(api.read_samples(out, sample_rate_hz=RATE_HZ)).max() > 0
    qtbot.mouseClick(dialog.back, LEFT)
    assert dialog.check.state.step == FOUND
    qtbot.mouseClick(dialog.back, LEFT)
    assert dialog.check.state.step == LISTEN
    dialog.reject()


def test_cancelling_closes_the_microphone(qtbot: QtBot, window: MainWindow, bundle: Path) -> None:
    dialog = MicrophoneDialog(window.context, bundle, None, window)
    dialog.open()
    listening = window.context.session.listening
    qtbot.mouseClick(dialog.forward, LEFT)
    assert listening.owner == "passport"
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not listening.active
    assert not listening.microphone_open


def test_silence_is_said_where_it_was_heard(
    qtbot: QtBot, window: MainWindow, bundle: Path, tmp_path: Path
) -> None:
    dialog = MicrophoneDialog(window.context, bundle, None, window)
    dialog.open()
    quiet = tmp_path / "quiet.wav"
    api.write_wav(quiet, np.zeros(2 * RATE_HZ, np.float32), RATE_HZ)
    dialog.check.start(quiet)
    qtbot.waitUntil(lambda: bool(dialog.problem.text()), timeout=TIMEOUT_MS)
    assert "usable signal" in dialog.problem.text()
    assert dialog.check.state.step == LISTEN
    assert dialog.forward.isVisible()
    dialog.reject()


def test_the_pace_is_measured_and_said(
    qtbot: QtBot, window: MainWindow, bundle: Path, folder: Path
) -> None:
    none = PaceDialog(window.context, bundle, window)
    assert not none.measure_button.isEnabled()
    with qtbot.waitSignal(window.context.session.changed, timeout=TIMEOUT_MS):
        window.context.session.open(folder)
    steady = api.pace_between(0.0)
    read = api.read_bundle(bundle)
    assert measured_words(window.context, read, steady, 1.0) == ""
    dialog = PaceDialog(window.context, bundle, window, pace=steady)
    dialog.open()
    told: list[bool] = []
    dialog.measured.connect(lambda: told.append(True))
    qtbot.waitUntil(lambda: not dialog.pace.state.reading, timeout=TIMEOUT_MS)
    assert "Not measured" in dialog.sentence.text()
    qtbot.mouseClick(dialog.measure_button, LEFT)
    assert dialog.stop_button.isVisible()
    qtbot.waitUntil(lambda: dialog.pace.state.score is not None, timeout=TIMEOUT_MS)
    assert told == [True]
    words = measured_words(window.context, read, steady, 1.0)
    assert words == dialog.sentence.text()
    assert "Right scene after" in words
    assert measured_words(window.context, read, steady, 0.5) == ""
    assert dialog.chart.isVisible()
    dialog.accept()


@pytest.fixture
def panel(qtbot: QtBot, window: MainWindow, bundle: Path) -> EvidencePanel:
    """The evidence in three seconds that hiss, hum and murmur."""
    made = EvidencePanel(window.context)
    qtbot.addWidget(made, before_close_func=lambda one: one.presenter.shut_down())
    made.resize(600, 260)
    made.show()
    heard = np.concatenate([sound(kind, 1.0, 8) for kind in SCENES])
    made.show_sound(heard, RATE_HZ, api.read_bundle(bundle))
    qtbot.waitUntil(lambda: made.presenter.state.done, timeout=TIMEOUT_MS)
    return made


def test_evidence_is_walked_through_by_keys(qtbot: QtBot, panel: EvidencePanel) -> None:
    state = panel.presenter.state
    assert [one and one.scene for one in state.windows] == list(SCENES)
    assert "of 3 seconds" in panel.sentence.text()
    panel.picture.setFocus()
    for scene in ("Hiss", "Hum"):
        qtbot.keyClick(panel.picture, Qt.Key.Key_Right)
        assert panel.sentence.text().startswith(scene)
    qtbot.keyClick(panel.picture, Qt.Key.Key_Up)
    assert panel.presenter.state.chosen is None
    at = QPoint(panel.picture.width() - 20, panel.picture.height() // 2)
    qtbot.mouseClick(panel.picture, LEFT, pos=at)
    assert panel.presenter.state.chosen == 2
    qtbot.mouseClick(panel.picture, LEFT, pos=at)
    assert panel.presenter.state.chosen is None
    with qtbot.waitSignal(panel.closed):
        qtbot.mouseClick(panel.back, LEFT)


def test_what_made_no_decision_is_dimmed(panel: EvidencePanel) -> None:
    state = panel.presenter.state
    assert state.log_mel is not None
    image = evidence_image(state)
    plain = theme.spectrogram_lut()[indices(state.log_mel, *levels(state.log_mel))]
    masks = np.concatenate([one.mask for one in state.windows if one is not None], axis=1)[::-1]
    ground = theme.color("plot")
    for row, column in ((0, 0), (100, 30), (200, 100), (255, 190)):
        was, now = int(plain[row, column]), image.pixelColor(column, row)
        red = (was >> 16) & 255
        told = red if masks[row, column] else DIMMED * red + (1 - DIMMED) * ground.red()
        assert abs(now.red() - told) <= 1


def test_evidence_can_be_heard(
    qtbot: QtBot, window: MainWindow, panel: EvidencePanel, monkeypatch: pytest.MonkeyPatch
) -> None:
    played: list[np.ndarray] = []
    player = window.context.session.player
    monkeypatch.setattr(player, "play_heard", lambda sound, rate_hz: played.append(sound))
    for part in ("evidence", "rest", "all"):
        qtbot.mouseClick(panel.buttons[part], LEFT)
    qtbot.waitUntil(lambda: len(played) == 3, timeout=TIMEOUT_MS)
    np.testing.assert_allclose(played[0] + played[1], played[2], atol=1e-6)
    panel.presenter.choose(1)
    qtbot.mouseClick(panel.buttons["all"], LEFT)
    qtbot.waitUntil(lambda: len(played) == 4, timeout=TIMEOUT_MS)
    np.testing.assert_array_equal(played[3], played[2][WINDOW : 2 * WINDOW])
