"""Live: a file, a microphone, that one gone, nothing usable, unknown, evidence, the dialogs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtTest import QTest

from ascstudio.pages.live.evidence import EvidencePanel
from ascstudio.pages.live.microphone_check import FOUND, MEANS
from ascstudio.pages.live.microphone_dialog import MicrophoneDialog
from ascstudio.pages.live.pace_dialog import PaceDialog
from ascstudio.pages.live.view import LivePage
from ml_core import api
from tests.photographs.camera import Photographer
from tests.photographs.material import RATE_HZ, Material, plugged_in

LISTEN_S = 24
HALF_MINUTE_S = 60.0  # until half a minute was heard and measured
MEASURED_S = 240.0  # until all paces were


def live(camera: Photographer, shown: Material) -> None:
    """All states of the page, and the sizes of the window while it listens."""
    window = camera.window
    window.show_page("live")
    page = window.page("live")
    assert isinstance(page, LivePage)
    QTest.qWait(2500)  # it asks which microphones there are
    camera.take("live-idle")
    if shown.bundle is None or shown.walk is None:
        return
    presenter = page.presenter
    presenter.choose_file(shown.walk)
    QTest.qWait(200)
    camera.take("live-opening")
    _listen(camera, page, "the walk")
    camera.take("live-file")
    _evidence(camera, page)
    presenter.stop()
    _check(camera, page, shown.bundle, shown.walk)
    _pace(camera, page)
    with plugged_in(shown) as microphone:
        if microphone is None:
            return
        presenter.look_for_devices()
        QTest.qWait(2500)
        presenter.choose_device(None)
        camera.take("live-ready")
        presenter.start()
        _listen(camera, page, "the microphone")
        presenter.correct(presenter.state.likely[0].scene)
        window.toast.hide()
        camera.take("live-full")
        _sizes(camera, page)
        microphone.kill()
        camera.wait(lambda: presenter.state.phase == "lost", "the loss")
        QTest.qWait(5000)
        camera.take("live-lost")
        presenter.stop()
        microphone.start()
    _odd_sounds(camera, page, shown.walk.parent, shown.walk)


def _listen(camera: Photographer, page: LivePage, what: str) -> None:
    camera.wait(lambda: page.presenter.state.now_s > LISTEN_S, what, 3 * LISTEN_S)


def _evidence(camera: Photographer, page: LivePage) -> None:
    """What made the decisions, in windows of three sizes, while it goes on listening."""
    page.hearing_card.toggle_evidence()
    camera.take("live-evidence-begun")
    panel = page.hearing_card.evidence
    assert isinstance(panel, EvidencePanel)
    camera.wait(lambda: panel.presenter.state.done, "the evidence")
    camera.take("live-evidence")
    panel.presenter.choose(1)
    camera.take("live-evidence-second")
    for width, height in ((1000, 650), (1920, 1080)):
        camera.window.resize(width, height)
        camera.take(f"live-evidence-{width}")
    camera.window.resize(1280, 800)
    page.hearing_card.toggle_evidence()


def _check(camera: Photographer, page: LivePage, bundle: Path, heard: Path) -> None:
    """The microphone's three steps, with a recording in its stead."""
    dialog = MicrophoneDialog(page.context, bundle, None, camera.window)
    dialog.open()
    camera.take("live-check-begin", dialog)
    dialog.check.start(heard)
    camera.wait(lambda: dialog.check.state.heard_s > 8, "eight seconds")
    camera.take("live-check-listen", dialog)
    if camera.wait(lambda: dialog.check.state.step == FOUND, "the passport", HALF_MINUTE_S):
        camera.take("live-check-found", dialog)
        dialog.check.go(MEANS)
        camera.take("live-check-means", dialog)
    dialog.reject()
    dialog.deleteLater()


def _pace(camera: Photographer, page: LivePage) -> None:
    """Delay against false changes: before and after they were measured."""
    state = page.presenter.state
    assert state.bundle is not None
    dialog = PaceDialog(
        page.context, state.bundle, camera.window, pace=api.pace_between(state.pace),
        hop_s=state.hop_s,
    )  # fmt: skip
    dialog.open()
    camera.wait(lambda: not dialog.pace.state.reading, "what was measured")
    camera.take("live-pace", dialog)
    if dialog.measure_button.isEnabled():
        dialog.measure_button.click()
        camera.take("live-pace-measuring", dialog)
        if camera.wait(lambda: dialog.pace.state.score is not None, "the paces", MEASURED_S):
            camera.take("live-pace-measured", dialog)
    dialog.reject()
    dialog.deleteLater()


def _sizes(camera: Photographer, page: LivePage) -> None:
    """Listening in a small and a large window, and presented."""
    page.toggle_presentation()
    camera.take("live-presentation")
    page.toggle_presentation()
    for width, height in ((1000, 650), (1920, 1080)):
        camera.window.resize(width, height)
        QTest.qWait(1500)
        camera.take(f"live-full-{width}")
    camera.window.resize(1280, 800)


def _odd_sounds(camera: Photographer, page: LivePage, folder: Path, walk: Path) -> None:
    """Silence, and a walk whose sounds are hardly ever near enough."""
    presenter = page.presenter
    still = folder / "still.wav"
    api.write_wav(still, np.zeros(30 * RATE_HZ, np.float32), RATE_HZ)
    presenter.choose_file(still)
    camera.wait(lambda: page.decision.text() == page.tr("No usable signal"), "silence")
    QTest.qWait(1500)
    camera.take("live-silent")
    presenter.set_unknown(1.0)
    presenter.choose_file(walk)
    camera.wait(lambda: presenter.state.is_unknown, "the unknown", 30.0)
    camera.take("live-unknown")
    presenter.stop()
    presenter.set_unknown(0.625)
