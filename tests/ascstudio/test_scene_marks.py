"""One scene has one mark, whatever page shows it and whatever bundle is in use."""

from __future__ import annotations

from pathlib import Path

from noise_bundle import RATE_HZ, sound, write_tiny_bundle
from pytestqt.qtbot import QtBot

from ascstudio.pages.label.view import LabelPage
from ascstudio.pages.live.view import LivePage
from ascstudio.pages.teach.parts import ClipsDialog
from ascstudio.pages.teach.view import TeachPage
from ascstudio.project.scene_marks import mark_of_next, marks_of
from ascstudio.shell.window import MainWindow
from ascstudio.theme import scene_mark
from ml_core import api

LABELLED = ("zoo", "hum", "hiss")
TIMEOUT_MS = 20_000


def write_project(folder: Path) -> Path:
    """A clip for each scene, labelled in another order than that of the bundle."""
    for scene in LABELLED:
        api.write_wav(folder / "audio" / f"{scene}.wav", sound("hiss", 2.0, 3), RATE_HZ)
    with api.Project.create(folder / "project") as project:
        api.import_recordings(project, folder / "audio", kind="folder")
        clips = {clip.path.stem: clip.segment_id for clip in project.clips()}
        for scene in LABELLED:
            project.label([clips[scene]], scene)
    return folder / "project"


def test_live_teach_and_label_show_the_same_marks(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    bundle = write_tiny_bundle(tmp_path / "tiny.ascbundle")
    assert list(bundle.manifest.scenes) == ["hiss", "hum", "murmur"]
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        session.open(write_project(tmp_path))
    window.context.use_bundle(bundle.path)
    window.show_page("label")
    label = window.page("label")
    assert isinstance(label, LabelPage)
    qtbot.waitUntil(lambda: bool(label.presenter.state.marks))
    wanted = {scene: scene_mark(n) for n, scene in enumerate(LABELLED)}
    assert label.presenter.state.marks == wanted
    window.show_page("live")
    live = window.page("live")
    assert isinstance(live, LivePage)
    qtbot.waitUntil(lambda: bool(live.presenter.scene_names()), timeout=TIMEOUT_MS)
    assert {scene: live.presenter.mark_of(scene) for scene in LABELLED} == wanted
    assert live.presenter.mark_of("murmur") == scene_mark(3)  # the bundle alone knows it
    window.show_page("teach")
    teach = window.page("teach")
    assert isinstance(teach, TeachPage)
    assert {scene: mark for scene, mark, _ in teach.presenter.scenes_of_project()} == wanted
    qtbot.waitUntil(lambda: teach.presenter.state.mark is not None, timeout=TIMEOUT_MS)
    assert teach.presenter.state.mark == scene_mark(3)  # as the project will call it
    with qtbot.waitSignal(session.closed):
        session.close()
    assert live.presenter.mark_of("hum") == scene_mark(1)
    assert teach.presenter.state.mark == scene_mark(10)


def test_the_dialog_of_clips_marks_scenes_as_it_is_told(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ClipsDialog([("tram", scene_mark(4), 3)], 0, "", window)
    qtbot.addWidget(dialog)
    other = ClipsDialog([("tram", scene_mark(0), 3)], 0, "", window)
    qtbot.addWidget(other)
    first, second = (one.scene.itemIcon(0).pixmap(16).toImage() for one in (dialog, other))
    assert first != second


def test_places_of_a_bundle_look_like_themselves_until_the_project_has_them(tmp_path: Path) -> None:
    plain = write_tiny_bundle(tmp_path / "plain.ascbundle")
    support = api.support_from_samples(plain, {"a": sound("whistle", 4, 40)})
    place = api.enrol(plain, "Kettle", support.embeddings, support.groups).enrolled
    taught = write_tiny_bundle(tmp_path / "taught.ascbundle", enrolled=(place,))
    assert marks_of((), taught)["Kettle"] == scene_mark(10)
    assert mark_of_next((), taught) == scene_mark(11)
    assert mark_of_next((), plain) == scene_mark(10)
    assert marks_of(("hum", "Kettle"), taught)["Kettle"] == scene_mark(1)
    assert marks_of(("hum",), more=("hum", "bus"))["bus"] == scene_mark(1)
    many = tuple(f"scene {n}" for n in range(12))
    assert marks_of(many, taught)["Kettle"] == scene_mark(12 + 3)  # behind hiss, hum and murmur
    assert len(set(marks_of((*many, "hum"), taught).values())) == 12 + 1 + 2 + 1
