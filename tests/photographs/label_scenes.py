"""The Label page in all its states, on a project that is put back as it was."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from ascstudio.pages.label.view import LabelPage
from ascstudio.widgets.canvas.segments import SegmentSpan
from ml_core import api
from tests.photographs.camera import Photographer

KEPT_LABELS = 30
COMPUTE_S = 300.0
RATE_HZ = 16_000
LONG_S = 1800.0


def label(camera: Photographer, home: Path) -> None:
    """Everything labelled, then most clips without a label again, and what one sees then."""
    window = camera.window
    session = window.context.session
    window.show_page("label")
    page = window.page("label")
    assert isinstance(page, LabelPage)
    presenter = page.presenter
    QTest.qWait(600)
    camera.take("label-finished")
    ids = [clip.segment_id for clip in session.table.clips]
    before = session.undo_text()
    session.edit(ids[KEPT_LABELS:], lambda project: project.label(ids[KEPT_LABELS:], None))
    presenter.choose_queue("all")
    presenter.choose_queue("useful")
    camera.wait(lambda: page.stage.canvas.view.duration_s > 0, "the first clip")
    camera.take("label-first")
    if presenter.help.bundle_path is not None:
        camera.wait(lambda: presenter.state.has_guesses, "suggestions", COMPUTE_S)
    _states(camera, page)
    presenter.choose_queue("useful")
    for width, height in ((1000, 650), (1920, 1080)):
        window.resize(width, height)
        QTest.qWait(900)
        camera.take(f"label-{width}")
    window.resize(1280, 800)
    while session.undo_text() != before and session.undo():
        QTest.qWait(30)
    QTest.qWait(600)
    _long_and_missing(camera, home)


def large(camera: Photographer) -> None:
    """Text twice as large: the narrow window with its drawers, and the wide one."""
    window = camera.window
    session = window.context.session
    window.show_page("label")
    page = window.page("label")
    assert isinstance(page, LabelPage)
    ids = [clip.segment_id for clip in session.table.clips][KEPT_LABELS:]
    session.edit(ids, lambda project: project.label(ids, None))
    page.presenter.choose_queue("all")
    page.presenter.choose_queue("useful")
    camera.wait(lambda: page.stage.canvas.view.duration_s > 0, "the first clip")
    _mark_segments(page)
    QTest.qWait(900)
    camera.take("200-label-full")
    page.toggle_queue()
    camera.take("200-label-queue")
    page.toggle_queue()
    page.toggle_inspector()
    camera.take("200-label-inspector")
    page.toggle_inspector()
    page.stage.tools.look.open()
    camera.take("200-label-picture", page.stage.tools.look.panel)
    page.stage.tools.look.panel.close()
    window.resize(1920, 1080)
    QTest.qWait(900)
    camera.take("200-label-1920")
    window.resize(1280, 800)


def _states(camera: Photographer, page: LabelPage) -> None:
    """Segments, the model's view, a typed scene, a blind check, doubtful labels, choices."""
    presenter = page.presenter
    for place in (2, 4):
        presenter.label(place)
        QTest.qWait(300)
    presenter.set_state("needs_review")
    _mark_segments(page)
    QTest.qWait(900)
    camera.take("label-full")
    page.toggle_model()
    QTest.qWait(900)
    camera.take("label-model")
    page.toggle_model()
    page.type_scene()
    page.keys.field.setText("me")
    camera.take("label-type")
    page.keys._close()
    presenter.toggle_blind()
    presenter.whole()
    presenter.label(3)
    QTest.qWait(700)
    camera.take("label-blind")
    presenter.toggle_blind()
    presenter.find_doubtful()
    QTest.qWait(1500)
    camera.take("label-doubtful")
    presenter.choose_queue("flagged")
    camera.take("label-flagged")
    page.stage.tools.look.open()
    camera.take("label-picture", page.stage.tools.look.panel)
    page.stage.tools.look.panel.close()
    page.transport.open_panel()
    camera.take("label-hearing", page.transport.panel)
    page.transport.panel.close()


def _mark_segments(page: LabelPage) -> None:
    """Two segments, one of them worked on, and a note."""
    presenter, canvas = page.presenter, page.stage.canvas
    clip = presenter.state.clip
    if clip is None:
        return
    QTest.qWait(600)
    length, scenes = canvas.view.duration_s, presenter.state.scenes
    presenter.draw(SegmentSpan(0.66 * length, 0.82 * length), scenes[-1])
    presenter.draw(SegmentSpan(0.19 * length, 0.515 * length), scenes[min(7, len(scenes) - 1)])
    presenter.write_note(clip.segment_id, "Busker near the end, tram bell far away")
    page.hearing.seek(0.342 * length)


def _long_and_missing(camera: Photographer, home: Path) -> None:
    """Half an hour of noise with many segments of fifteen scenes; then its file is gone."""
    window = camera.window
    session, page = window.context.session, window.page("label")
    assert isinstance(page, LabelPage)
    present = session.folder
    folder = home / "long"
    rng = np.random.default_rng(0)
    if not folder.exists():
        audio = folder / "audio"
        audio.mkdir(parents=True)
        envelope = np.repeat(rng.uniform(0.02, 0.3, 1800), RATE_HZ)
        noise = rng.normal(0, 1, int(LONG_S * RATE_HZ)) * envelope
        api.write_wav(audio / "evening-walk.wav", noise.astype(np.float32), RATE_HZ)
        with api.Project.create(folder / "project", "Long walk") as project:
            api.import_recordings(project, audio, kind="folder")
            (clip,) = project.clips()
            for k in range(150):
                start = 12.0 * k + float(rng.uniform(0, 3))
                scene = f"place_{k % 15 + 1}"
                project.add_segment(clip.recording_id, start, float(rng.uniform(2, 9)), scene=scene)
    session.open(folder / "project")
    camera.wait(lambda: len(session.table) > 100, "the long project")
    page.presenter.choose_queue("all")
    camera.wait(lambda: page.stage.canvas.view.duration_s > 60, "the long recording")
    QTest.qWait(1500)
    camera.take("label-long")
    page.stage.canvas.show_view(page.stage.canvas.view.shown(300, 360))
    page.presenter.choose_segment(int(page.presenter.state.segments.ids[26]))
    QTest.qWait(900)
    camera.take("label-long-minute")
    session.close()
    (folder / "audio" / "evening-walk.wav").rename(folder / "elsewhere.wav")
    session.open(folder / "project")
    camera.wait(lambda: bool(page.presenter.state.missing), "that it is missed")
    camera.take("label-missing")
    (folder / "elsewhere.wav").rename(folder / "audio" / "evening-walk.wav")
    window.setFocus(Qt.FocusReason.OtherFocusReason)
    if present is not None:
        session.open(present)
        QTest.qWait(900)
