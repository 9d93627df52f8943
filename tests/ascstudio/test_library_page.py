"""A user in the Library: import, filter, hear, label, undo."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from library_user import open_library
from PySide6.QtCore import QCoreApplication, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.import_dialog import ImportDialog, ProblemsDialog
from ascstudio.pages.library.player import LOWEST
from ascstudio.pages.library.view import LibraryPage
from ascstudio.project.clip_model import COLUMNS
from ascstudio.project.clip_table import ClipTable
from ascstudio.project.sounds import Thumbnail, Thumbnails, read_sound
from ascstudio.shell.window import MainWindow
from ml_core import api

RATE_HZ = 16_000
Dialog = TypeVar("Dialog", bound=QDialog)


def write_recordings(folder: Path, scenes: dict[str, int]) -> Path:
    """One folder per scene with noise of half a second."""
    generator = np.random.default_rng(0)
    for scene, n in scenes.items():
        (folder / scene).mkdir(parents=True)
        for k in range(n):
            noise = 0.1 * generator.standard_normal(RATE_HZ // 2).astype(np.float32)
            api.write_wav(folder / scene / f"{scene}-{k}.wav", noise, RATE_HZ)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Five clips of two scenes."""
    recordings = write_recordings(tmp_path / "recordings", {"park": 3, "bus": 2})
    folder = tmp_path / "project"
    with api.Project.create(folder, "Walks") as made:
        api.import_recordings(made, recordings, kind="folder")
    return folder


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> LibraryPage:
    """The Library with the project open."""
    shown = open_library(qtbot, window, project)
    qtbot.waitUntil(lambda: len(shown.presenter.state.table) == 5)
    window.activateWindow()  # keys go to the active window only
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.waitUntil(lambda: shown.table.viewport().height() > 150)
    return shown


def the_dialog(window: MainWindow, kind: type[Dialog]) -> Dialog:
    """The one of its kind that is open."""
    (found,) = [one for one in window.findChildren(kind) if one.isVisible()]
    return found


def shown_names(page: LibraryPage) -> list[str]:
    model = page.table.clip_model
    return [model.index(row, 1).data() for row in range(model.rowCount())]


def click_row(qtbot: QtBot, page: LibraryPage, row: int, *, extend: bool = False) -> None:
    QCoreApplication.processEvents()  # the rows are where they will stay
    place = page.table.visualRect(page.table.clip_model.index(row, 1)).center()
    keys = Qt.KeyboardModifier.ShiftModifier if extend else Qt.KeyboardModifier.NoModifier
    qtbot.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, keys, place)


def test_without_clips_the_page_says_what_to_do(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("library")
    page = window.page("library")
    assert page.empty_state.isVisible()
    assert page.head_actions()[0].kind == "normal"  # the filled button is in the middle


def test_a_facet_filters_and_a_chip_takes_it_away(qtbot: QtBot, page: LibraryPage) -> None:
    facet = page.facets["scene"]
    qtbot.mouseClick(facet, Qt.MouseButton.LeftButton, pos=facet.row_rect(0).center().toPoint())
    assert shown_names(page) == ["bus-0.wav", "bus-1.wav"]
    assert "2" in page._shown.text()
    chip = page._chips.itemAt(0).widget()
    qtbot.mouseClick(
        chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, chip.height() // 2)
    )
    assert len(shown_names(page)) == 5


def test_the_selection_stays_on_its_clips_while_others_come_and_go(
    qtbot: QtBot, page: LibraryPage, project: Path
) -> None:
    """As many came as went: the rows have the same numbers, but not the same clips."""
    click_row(qtbot, page, 3)
    (chosen,) = page.presenter.state.selected
    session = page.context.session

    def come_and_go(made: api.Project) -> None:
        first, last = made.clips()[0], made.clips()[-1]
        made.add_segment(last.recording_id, 0.0, 0.1)
        made.delete_segments([first.segment_id])

    assert session.edit((1, 2), come_and_go)
    assert len(shown_names(page)) == 5
    rows = {index.row() for index in page.table.selectionModel().selectedIndexes()}
    assert page.presenter.state.selected == (chosen,)
    assert page.table.clip_model.ids_at(np.array(sorted(rows))) == (chosen,), (
        "the row that stands out"
    )


def test_what_a_filter_hides_leaves_the_selection(qtbot: QtBot, page: LibraryPage) -> None:
    click_row(qtbot, page, 4)
    assert page.presenter.state.selected
    qtbot.keyClicks(page.filter, "bus")
    assert shown_names(page) == ["bus-0.wav", "bus-1.wav"]
    assert page.presenter.state.selected == ()
    before = page.context.session.table.counts("scene")
    page.presenter.label(0)
    assert page.context.session.table.counts("scene") == before
    click_row(qtbot, page, 1)
    page.filter.clear()
    (chosen,) = page.presenter.state.selected
    clip = page.presenter.state.table.clip(chosen)
    assert clip is not None
    assert clip.path.name == "bus-1.wav"


def test_a_picture_belongs_to_its_project(page: LibraryPage) -> None:
    delegate = page.table._delegate
    clip = page.presenter.state.table.clips[0]
    other = replace(clip, relative_path="elsewhere.wav")
    delegate._thumbnails.get = lambda _clip: np.zeros((4, 4), np.float32)
    assert delegate._picture_of(clip).cacheKey() == delegate._picture_of(clip).cacheKey()
    delegate._picture_of(other)
    assert delegate._picture.cache_info().currsize == 2


def test_no_match_offers_to_clear(qtbot: QtBot, page: LibraryPage) -> None:
    qtbot.keyClicks(page.filter, "nowhere")
    ghost = page._no_match.ghost
    assert ghost is not None
    qtbot.mouseClick(ghost, Qt.MouseButton.LeftButton)
    assert len(shown_names(page)) == 5
    assert page.filter.text() == ""


def test_no_match_names_the_filters_and_clears_each(qtbot: QtBot, page: LibraryPage) -> None:
    page.presenter.filter_facet("scene", {"bus"})
    page.presenter.filter_facet("state", {"excluded"})
    qtbot.keyClicks(page.filter, "{bus}")
    assert page._no_match.sentence.text() == "Scene: Bus · State: Excluded · Text: {bus}"
    page.filter.setText("bus")
    buttons = [page._no_match.buttons.itemAt(n).widget() for n in range(3)]
    assert [button.text() for button in buttons] == [
        "Without “Scene: Bus”: 0 clips",
        "Without “State: Excluded”: 2 clips",
        "Without “Text: bus”: 0 clips",
    ]
    qtbot.mouseClick(buttons[1], Qt.MouseButton.LeftButton)
    assert shown_names(page) == ["bus-0.wav", "bus-1.wav"]
    assert page.filter.text() == "bus"


def test_a_large_window_shows_more_and_a_low_one_keeps_the_spectrogram(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    def columns() -> set[str]:
        return {name for n, name in enumerate(COLUMNS) if not page.table.isColumnHidden(n)}

    session = window.context.session
    ids = session.table.segment_ids.tolist()
    session.edit(ids, lambda project: project.set_fact(ids, "city", "lyon"))
    session.edit(ids, lambda project: project.set_note(ids[:1], "a tram bell"))
    session.edit(ids, lambda project: project.set_split(dict.fromkeys(ids, "train")))
    assert columns().isdisjoint({"city", "level", "split", "note"})
    window.resize(1920, 1080)
    qtbot.waitUntil(lambda: page.table.columnWidth(0) == 176)
    qtbot.waitUntil(lambda: {"city", "level", "split", "note"} <= columns())
    assert (page.facet_panel.width(), page.inspector.width()) == (260, 340)
    model, level = page.table.clip_model, COLUMNS.index("level")
    qtbot.waitUntil(lambda: model.index(0, level).data().startswith("\u221220."))  # 0.1 of noise
    window.resize(1000, 650)
    qtbot.waitUntil(lambda: "length" not in columns())
    assert page.table.columnWidth(0) == 92
    assert page.player.spectrogram.isVisible()
    assert page.player.geometry().bottom() <= page.height()
    page.player.setFixedHeight(LOWEST)  # as large text makes it
    qtbot.waitUntil(lambda: page.player.height() == LOWEST)
    QCoreApplication.processEvents()
    assert page.player.spectrogram.geometry().bottom() < page.player.height()


def test_a_scene_key_labels_the_selection_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    session = window.context.session
    parks = [c.segment_id for c in session.table.clips if c.scene == "park"]
    page.presenter.select(tuple(parks), parks[0])
    page.table.setFocus()
    qtbot.keyClick(page.table, "1")  # bus is the first scene in alphabetical order
    assert {c.scene for c in session.table.clips} == {"bus"}
    with api.Project.open(session.folder, read_only=True) as other:  # it is in the database
        assert other.counts().scenes == {"bus": 5}
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(page.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert sum(c.scene == "park" for c in session.table.clips) == 3


def test_a_key_that_changes_nothing_offers_no_undo(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    session = window.context.session
    click_row(qtbot, page, 0)  # a bus
    before = session.undo_text()
    with qtbot.waitSignal(window.context.refused) as refused:
        qtbot.keyClick(page.table, "1")
    assert refused.args == ["Already Bus"]
    assert session.undo_text() == before
    with qtbot.waitSignal(window.context.said) as said:
        qtbot.keyClick(page.table, "2")
    assert "Park" in said.args[0]
    assert said.args[1] is True


def test_clips_are_found_by_the_import_they_came_with(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    facet = page.facets["import"]
    (row,) = page.presenter.state.facets["import"]
    assert row.count == len(page.presenter.state.table)
    assert row.title == window.context.session.project.imports()[0].name
    qtbot.mouseClick(
        facet, Qt.MouseButton.LeftButton, pos=facet.row_rect(-1).center().toPoint()
    )  # unfold
    qtbot.mouseClick(facet, Qt.MouseButton.LeftButton, pos=facet.row_rect(0).center().toPoint())
    assert page.presenter.state.wanted == {"import": frozenset({row.value})}
    assert len(shown_names(page)) == row.count


def test_keys_do_not_label_while_typing(qtbot: QtBot, page: LibraryPage) -> None:
    click_row(qtbot, page, 0)
    before = [c.scene for c in page.presenter.state.table.clips]
    page.filter.setFocus()
    qtbot.keyClicks(page.filter, "12vx")
    assert page.filter.text() == "12vx"
    assert [c.scene for c in page.presenter.state.table.clips] == before
    assert {c.state for c in page.presenter.state.table.clips} == {"done"}


def test_a_state_button_gives_and_takes(qtbot: QtBot, page: LibraryPage) -> None:
    click_row(qtbot, page, 0)
    click_row(qtbot, page, 1, extend=True)
    button = page.inspector.state_buttons["excluded"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    states = [c.state for c in page.presenter.state.table.clips]
    assert states.count("excluded") == 2
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert "excluded" not in [c.state for c in page.presenter.state.table.clips]


def test_another_process_is_noticed(qtbot: QtBot, window: MainWindow, page: LibraryPage) -> None:
    folder = window.context.session.folder
    changed = qtbot.waitSignal(window.context.session.changed, timeout=5000)
    with changed, api.Project.open(folder) as other:
        other.set_state([other.clips()[0].segment_id], "verified")
    qtbot.waitUntil(lambda: "verified" in {c.state for c in page.presenter.state.table.clips})


def test_choosing_a_clip_shows_its_spectrogram(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    player = window.context.session.player
    chosen = page.presenter.state.table.clips[2].segment_id
    # the clip that was chosen at first may still be on its way
    with qtbot.waitSignal(
        player.loaded, check_params_cb=lambda sound: sound.clip.segment_id == chosen
    ) as loaded:
        click_row(qtbot, page, 2)
    sound = loaded.args[0]
    assert sound.clip.segment_id == page.presenter.state.current.segment_id
    assert sound.log_mel.shape[0] == len(sound.frequencies_hz)
    assert sound.duration_s == pytest.approx(0.5, abs=0.01)
    assert page.inspector.subject.text().startswith("park")


def test_a_clip_whose_file_is_gone_says_so(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    clip = page.presenter.state.table.clips[3]
    clip.path.unlink()
    with qtbot.waitSignal(window.context.session.player.failed):
        click_row(qtbot, page, 3)
    assert clip.path.name in page.player.heard.text()


def test_copy_gives_rows_with_tabs(qtbot: QtBot, page: LibraryPage) -> None:
    click_row(qtbot, page, 0)
    click_row(qtbot, page, 1, extend=True)
    qtbot.keyClick(page.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert [line.split("\t")[0] for line in lines] == ["bus-0.wav", "bus-1.wav"]


def test_import_through_the_dialog(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    recordings = write_recordings(tmp_path / "more", {"tram": 4, "metro": 4})
    (recordings / "tram" / "broken.wav").write_bytes(b"RIFF not really")
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        session.create(tmp_path / "fresh")
    window.show_page("library")
    page = window.page("library")
    page.open_import(recordings)
    dialog = the_dialog(window, ImportDialog)
    qtbot.waitUntil(dialog.import_button.isEnabled)
    assert "9" in dialog.import_button.text()
    assert dialog.rows.table.item(0, 0).text() == "metro"
    with qtbot.waitSignal(session.changed, timeout=10_000):
        qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.presenter.state.importing, timeout=10_000)
    qtbot.waitUntil(lambda: len(page.presenter.state.table) == 8)
    assert [Path(path).name for path, _ in page.presenter.state.problems] == ["broken.wav"]
    banner = page.banners()[0]
    assert "1" in banner.title
    page.show_problems()
    shown = window.findChildren(ProblemsDialog)[-1]
    assert shown.table.topLevelItem(0).text(0).endswith("broken.wav")
    shown.accept()
    # the split of the check box is there, and no source is on both sides
    qtbot.waitUntil(
        lambda: {clip.split for clip in page.presenter.state.table.clips} <= {"train", "test"}
    )
    qtbot.waitUntil(lambda: not window.context.jobs.running(), timeout=10_000)


def test_a_folder_without_recordings_is_refused_in_the_dialog(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    page.open_import(tmp_path / "nothing")
    dialog = the_dialog(window, ImportDialog)
    qtbot.waitUntil(lambda: "no recordings" in dialog.import_button.toolTip())
    assert not dialog.import_button.isEnabled()
    dialog.reject()


def test_thumbnails_are_made_once_and_kept(qtbot: QtBot, project: Path) -> None:
    with api.Project.open(project, read_only=True) as opened:
        clips = opened.clips()
    asked = []

    def read(clip: api.ClipRow) -> Thumbnail:
        asked.append(clip.segment_id)
        return Thumbnail(np.zeros((4, 4), np.float32), -30.0)

    thumbnails = Thumbnails(read=read)
    assert thumbnails.get(clips[0]) is None
    with qtbot.waitSignal(thumbnails.arrived):
        thumbnails.get(clips[0])
    assert thumbnails.get(clips[0]) is not None
    assert thumbnails.level_db(clips[0].segment_id) == -30.0
    assert asked == [clips[0].segment_id]
    thumbnails.shut_down()


def test_the_picture_of_a_short_clip(project: Path) -> None:
    with api.Project.open(project, read_only=True) as opened:
        sound = read_sound(opened.clips()[0])
    assert np.isfinite(sound.log_mel).all()
    assert (np.diff(sound.frequencies_hz) > 0).all()
    assert sound.peaks.shape[1] == 2
    assert (sound.peaks[:, 0] <= sound.peaks[:, 1]).all()


def test_moving_the_project_keeps_the_page_working(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, project: Path
) -> None:
    session = window.context.session
    session.close()
    qtbot.waitUntil(lambda: not page.presenter.state.ready)
    moved = project.rename(project.with_name("moved"))
    with qtbot.waitSignal(session.changed):
        session.open(moved)
    assert len(session.table) == 5
    shutil.copytree(moved, project)  # the old place may be used again


class TestClipTable:
    """Filters, counts and order against a plain loop."""

    @pytest.fixture
    def clips(self) -> list[api.ClipRow]:
        generator = np.random.default_rng(1)
        scenes, devices = ["park", "bus", "tram"], ["a", "b", None]
        return [
            api.ClipRow(
                segment_id=10 + n,
                recording_id=n,
                folder=Path("/audio"),
                relative_path=f"{n:03}.wav",
                start_s=0.0,
                duration_s=float(generator.integers(1, 5)),
                scenes=(scenes[generator.integers(3)],),
                device=devices[generator.integers(3)],
                split="train" if n % 3 else "test",
            )
            for n in range(60)
        ]

    def test_select_agrees_with_a_loop(self, clips: list[api.ClipRow]) -> None:
        table = ClipTable(clips)
        rows = table.select({"scene": {"bus", "tram"}, "device": {"", "b"}}, "1")
        wanted = [
            n
            for n, c in enumerate(clips)
            if c.scene in ("bus", "tram") and c.device in (None, "b") and "1" in c.relative_path
        ]
        assert list(rows) == wanted

    def test_counts_add_up(self, clips: list[api.ClipRow]) -> None:
        table = ClipTable(clips)
        for facet in ("state", "scene", "device", "location", "split"):
            assert sum(table.counts(facet).values()) == len(clips)

    def test_sort_is_stable_both_ways(self, clips: list[api.ClipRow]) -> None:
        table = ClipTable(clips)
        every = table.select({})
        for descending in (False, True):
            rows = table.sort(every, "length", descending=descending)
            wanted = sorted(every, key=lambda n: clips[n].duration_s, reverse=descending)
            assert list(rows) == list(wanted)

    def test_patched_equals_made_anew(self, clips: list[api.ClipRow]) -> None:
        from dataclasses import replace

        changed = [replace(clips[3], scenes=("metro",)), replace(clips[7], state="verified")]
        patched = ClipTable(clips).patched(changed)
        fresh = list(clips)
        fresh[3], fresh[7] = changed
        anew = ClipTable(fresh)
        for facet in ("state", "scene", "device", "split"):
            assert patched.counts(facet) == anew.counts(facet)
        assert list(patched.select({"scene": {"metro"}})) == [3]

    def test_devices_only_in_the_test_are_unseen(self, clips: list[api.ClipRow]) -> None:
        from dataclasses import replace

        heard = [replace(c, device="a", split="train") for c in clips[:5]]
        new = [replace(c, device="s4", split="test") for c in clips[5:8]]
        assert ClipTable([*heard, *new]).unseen_devices() == {"s4"}
        assert ClipTable(new).unseen_devices() == set()

    def test_many_rows_answer_at_once(self, clips: list[api.ClipRow]) -> None:
        from dataclasses import replace

        many = [replace(clips[n % 60], segment_id=n) for n in range(20_000)]
        table = ClipTable(many)
        rows = table.sort(table.select({"scene": {"park"}}), "name")
        assert len(rows) == table.counts("scene")["park"]


def test_a_long_name_of_a_device_pushes_no_column_out(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    session = window.context.session
    ids = session.table.segment_ids.tolist()
    session.edit(ids, lambda project: project.set_fact(ids, "location", "Barcelona-1000"))
    long = "Monitor of a very long sound card"
    session.edit(ids[:1], lambda project: project.set_fact(ids[:1], "device", long))
    table, header = page.table, page.table.horizontalHeader()
    device = COLUMNS.index("device")
    for width in (1280, 1120, 1920):
        window.resize(width, 800)
        qtbot.waitUntil(lambda width=width: window.width() == width)
        qtbot.waitUntil(lambda: header.length() <= table.viewport().width())
        assert table.columnWidth(COLUMNS.index("name")) >= 80
    qtbot.waitUntil(lambda: table.columnWidth(device) >= 180)  # where there is room it is whole
