"""The pages with real content: what is opened, computed and clicked before each picture."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from ascstudio.pages.explore.view import ExplorePage
from ascstudio.pages.library.delete_dialog import DeleteDialog
from ascstudio.pages.library.export_dialog import ExportDialog
from ascstudio.pages.library.importing import ImportChoice
from ascstudio.pages.library.locate_dialog import LocateDialog
from ascstudio.pages.library.record_dialog import RecordDialog
from ascstudio.pages.library.snapshots_dialog import SnapshotsDialog
from ascstudio.pages.library.split_dialog import SplitDialog
from ascstudio.pages.library.view import LibraryPage
from ascstudio.pages.teach.view import TeachPage
from tests.photographs.camera import Photographer
from tests.photographs.material import Material, plugged_in

COMPUTE_S = 300.0  # a job over all clips, on a busy computer
TEACH_S = 14


def empty_project(camera: Photographer, folder: Path) -> None:
    """A project without a single clip."""
    camera.window.context.session.create(folder)
    QTest.qWait(500)
    camera.pages("empty", ("library", "label", "explore", "train", "evaluate"))
    camera.window.context.session.close()


def open_project(camera: Photographer, shown: Material) -> None:
    """From here on the project is open, and its own bundle listens."""
    session = camera.window.context.session
    session.open(shown.project)
    camera.wait(lambda: len(session.table), "the clips")
    if shown.bundle is not None:
        camera.window.context.use_bundle(shown.bundle)


def library(camera: Photographer, shown: Material) -> None:
    """Clips selected and playing, a filter, the import dialog, a list of problems."""
    window = camera.window
    window.show_page("library")
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    camera.wait(lambda: page.presenter.state.ready, "the table")
    QTest.qWait(1500)  # pictures of the clips are drawn in threads
    camera.take("library-full")
    devices = page.presenter.state.table.devices
    page.presenter.filter_facet("device", {devices[len(devices) // 4], devices[-1]})
    table = page.presenter.state.table
    found = [table.clips[row] for row in page.presenter.state.rows.tolist()]
    rows = found[2:5]
    with plugged_in(shown):
        page.presenter.select([clip.segment_id for clip in rows], rows[0].segment_id)
        QTest.qWait(800)
        page.presenter.play_clip(rows[0].segment_id)
        QTest.qWait(900)
        camera.take("library-playing")
        window.context.session.player.pause()
        for scale in ("log", "linear", "mel"):
            page.player.scale.chosen.emit(scale)
            QTest.qWait(600)
            camera.take(f"library-{scale}")
        page.player.toggle_model()
        QTest.qWait(900)
        camera.take("library-model-view")
        page.player.toggle_model()
    page.presenter.clear_filters()
    page.presenter.filter_text("nothing is called this")
    camera.take("library-no-match")
    page.presenter.clear_filters()
    _imports(camera, page, shown)
    page.presenter.start_import(ImportChoice(shown.table, split=False))
    camera.wait(lambda: not page.presenter.state.importing, "the import")
    camera.take("library-imported")
    page.show_problems()
    _take_dialog(camera, "problems", QDialog)
    page.presenter.forget_problems()
    page.presenter.undo()
    library_dialogs(camera, page)
    QTest.qWait(4500)  # the toast goes


def _imports(camera: Photographer, page: LibraryPage, shown: Material) -> None:
    """The import dialog with a folder, with the labels of another program, with a table."""
    labels = shown.table.with_name("field labels.txt")
    labels.write_text("0.0\t2.5\ttram\n3.0\t4.5\tstreet traffic\n", encoding="utf-8")
    folder = page.presenter.state.table.clips[0].path.parent
    for name, path in (
        ("import-folder", folder),
        ("import-labels", labels),
        ("import", shown.table),
    ):
        page.open_import(path)
        QTest.qWait(1200)
        _take_dialog(camera, name, QDialog)


def library_dialogs(camera: Photographer, page: LibraryPage) -> None:
    """What opens over the Library, and the doctor in its inspector."""
    presenter = page.presenter
    folder = page.context.session.folder
    assert folder is not None
    page.drop_hint.show_paths([folder.parent])
    QTest.qWait(600)
    camera.take("library-drop")
    page.drop_hint.end()
    doctor = presenter.doctor
    doctor.examine()
    camera.wait(lambda: doctor.state.report is not None, "the doctor", COMPUTE_S)
    camera.take("library-doctor")
    kind = next((kind for kind, found in doctor.state.left.items() if found), "")
    doctor.open_kind(kind)
    page.inspector.doctor.list.setCurrentRow(0)
    camera.take("library-doctor-list")
    doctor.open_kind("")
    first = page.context.session.table.clips[0].segment_id
    presenter.select([first], first)
    for name, open_it, kind_of in (
        ("export", page.open_export, ExportDialog),
        ("locate", page.open_locate, LocateDialog),
        ("split", page.open_split, SplitDialog),
        ("record", page.open_record, RecordDialog),
        ("delete", page.open_delete, DeleteDialog),
    ):
        open_it()
        QTest.qWait(1500)
        _take_dialog(camera, name, kind_of)
    presenter.snapshots.take("before labelling")
    QTest.qWait(800)
    page.context.session.set_state([first], "verified")
    page.open_snapshots()
    QTest.qWait(800)
    _take_dialog(camera, "snapshots", SnapshotsDialog)
    presenter.undo()


def _take_dialog(camera: Photographer, name: str, kind: type[QDialog]) -> None:
    QTest.qWait(300)
    dialog = next(one for one in camera.window.findChildren(kind) if one.isVisible())
    camera.take(name, dialog)
    dialog.reject()


def explore(camera: Photographer) -> None:
    """The map by scene and by device, a clip hovered and chosen, a lasso, a legend at work."""
    camera.window.show_page("explore")
    page = camera.window.page("explore")
    assert isinstance(page, ExplorePage)
    presenter = page.presenter
    QTest.qWait(600)
    camera.take("explore-first")
    if presenter.state.bundle is None:
        return
    if presenter.state.points is None:
        presenter.compute()
        camera.wait(lambda: presenter.state.fraction, "the first embeddings", COMPUTE_S)
        camera.take("explore-computing")
    if not camera.wait(lambda: presenter.state.points is not None, "the map", COMPUTE_S):
        return
    points = presenter.state.points
    assert points is not None
    QTest.qWait(400)
    camera.take("explore-full")
    _lasso(page, int(np.bincount(points.groups).argmax()))
    page.map.hovered.emit(len(points.segment_ids) // 2)
    QTest.qWait(1500)  # pictures of the clips are drawn in threads
    camera.take("explore-lasso")
    page.map.hovered.emit(-1)
    presenter.choose(len(points.segment_ids) // 3, play=False)
    page.inspector.show_tab("selection")
    QTest.qWait(800)
    camera.take("explore-chosen")
    page.inspector.show_tab("legend")
    for colour in ("device", "location", "state"):
        presenter.colour(colour)
        camera.take(f"explore-{colour}")
    presenter.colour("scene")
    presenter.compute_map()
    QTest.qWait(1500)
    camera.take("explore-drawing")
    camera.wait(lambda: not presenter.state.work, "the clearer map", COMPUTE_S)
    _doubts(camera, page)
    page.choose_tool("pointer")


def _doubts(camera: Photographer, page: ExplorePage) -> None:
    """Clips to listen to before all of a choice gets a scene; labels that look wrong."""
    presenter, session = page.presenter, camera.window.context.session
    points = presenter.state.points
    assert points is not None
    _lasso(page, int(np.bincount(points.groups).argmax()))
    session.label(presenter.state.picks.segment_ids.tolist()[::2], ())
    presenter.begin_check()
    camera.wait(lambda: not presenter.state.preparing, "clips to listen to", COMPUTE_S)
    for right in (True, True, False):
        presenter.answer(right)
    QTest.qWait(1500)
    camera.take("explore-check")
    presenter.spot_check.stop()
    presenter.clear_picks()
    session.undo()
    presenter.look_for_errors()
    camera.wait(lambda: not presenter.state.work, "the doubtful labels", COMPUTE_S)
    page.inspector.show_tab("suspects")
    presenter.colour("errors")
    QTest.qWait(1500)
    camera.take("explore-suspects")
    page.inspector.show_tab("legend")
    presenter.colour("scene")


def _lasso(page: ExplorePage, group: int) -> None:
    """Draw around most of a group with the mouse."""
    points = page.presenter.state.points
    assert points is not None
    page.choose_tool("lasso")
    members = np.flatnonzero(points.groups == group)
    spots = np.array([page.map.to_screen(int(one)).toTuple() for one in members])
    middle, reach = np.median(spots, axis=0), np.percentile(np.ptp(spots, axis=0), 50) * 0.3
    outline = [
        QPointF(middle[0] + reach * np.cos(a), middle[1] + 0.6 * reach * np.sin(a))
        for a in np.linspace(0, 2 * np.pi, 60)
    ]
    kinds = QMouseEvent.Type
    steps = [(kinds.MouseButtonPress, outline[0])]
    steps += [(kinds.MouseMove, at) for at in outline]
    steps += [(kinds.MouseButtonRelease, outline[-1])]
    for kind, at in steps:
        button = Qt.MouseButton.NoButton if kind == kinds.MouseMove else Qt.MouseButton.LeftButton
        event = QMouseEvent(
            kind, at, page.map.mapToGlobal(at), button, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QApplication.sendEvent(page.map, event)


def teach(camera: Photographer, shown: Material) -> None:
    """First use, recording, the effect, saved and live, a second place from clips."""
    window = camera.window
    window.show_page("teach")
    page = window.page("teach")
    assert isinstance(page, TeachPage)
    presenter = page.presenter
    QTest.qWait(600)
    camera.take("teach-first")
    if shown.bundle is None:
        return
    page.choose_clips()
    _take_dialog(camera, "teach-clips", QDialog)
    presenter.set_name("Workshop")
    camera.take("teach-named")
    with plugged_in(shown) as microphone:
        if microphone is not None:
            presenter.start()
            camera.wait(lambda: presenter.state.kept_s >= TEACH_S, "the recording", 4 * TEACH_S)
            camera.take("teach-recording")
            presenter.stop()
        else:
            presenter.use_scene(presenter.scenes_of_project()[0][0])
        if not camera.wait(lambda: presenter.state.effect is not None, "the effect", COMPUTE_S):
            return
    camera.wait(lambda: presenter.state.heard, "clips to hear", COMPUTE_S)
    camera.take("teach-effect")
    presenter.save()
    camera.wait(lambda: window.front() == "live", "Live")
    camera.take("live-taught")
    window.show_page("teach")
    camera.wait(lambda: presenter.state.places, "the places")
    place = presenter.state.places[-1].name
    page.places.rows[place].edit()
    camera.take("teach-places")
    if not page.places.bake_button.isEnabled():
        return
    page.bake()
    if camera.wait(lambda: getattr(page, "bake_dialog", None) is not None, "the plan", COMPUTE_S):
        _take_dialog(camera, "teach-bake", QDialog)
