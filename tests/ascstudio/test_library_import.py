"""Bringing sound in: what is dropped, the preview of a table, meanings that are changed."""

from __future__ import annotations

import shutil
from pathlib import Path

import numpy as np
import pytest
from dragging import carried, dropped
from PySide6.QtCore import Qt
from PySide6.QtGui import QDragLeaveEvent, QGuiApplication
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.arrivals import Arrival, arrival_of
from ascstudio.pages.library.import_dialog import ImportDialog, ProblemsDialog
from ascstudio.pages.library.importing import ImportChoice, ImportPresenter, import_command
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.messages import EmptyState
from ml_core import api
from ml_core.cli import main

RATE_HZ = 8_000


def write_noise(*paths: Path) -> None:
    """A quarter of a second each."""
    generator = np.random.default_rng(0)
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        noise = 0.1 * generator.standard_normal(RATE_HZ // 4).astype(np.float32)
        api.write_wav(path, noise, RATE_HZ)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """25 rows whose columns have names nobody could guess, and one that is guessed wrongly."""
    place = tmp_path / "walks"
    write_noise(*(place / f"audio/{n:02}.wav" for n in range(25)))
    rows = [
        f"audio/{n:02}.wav,{'tram' if n % 2 else 'park'},site {n % 12},note {n}" for n in range(25)
    ]
    path = place / "walks.csv"
    path.write_text("filename,was_here,location,comment\n" + "\n".join(rows) + "\n")
    return path


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """The Library of an empty project."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "project")
    window.show_page("library")
    shown = window.page("library")
    assert isinstance(shown, LibraryPage)
    return shown


def open_dialog(qtbot: QtBot, page: LibraryPage, arrival: Arrival | Path) -> ImportDialog:
    page.open_import(arrival)
    (dialog,) = [one for one in page.window().findChildren(ImportDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    return dialog


def choose(qtbot: QtBot, dialog: ImportDialog, column: str, meaning: str) -> None:
    """With the keyboard, as with any field."""
    combo = dialog.rows.fields[column]
    combo.setFocus()
    steps = combo.findData(meaning) - combo.currentIndex()
    for _ in range(abs(steps)):
        qtbot.keyClick(combo, Qt.Key.Key_Down if steps > 0 else Qt.Key.Key_Up)


def press(qtbot: QtBot, dialog: ImportDialog) -> None:
    qtbot.waitUntil(dialog.import_button.isEnabled)
    qtbot.mouseClick(dialog.import_button, Qt.MouseButton.LeftButton)


def imported(qtbot: QtBot, page: LibraryPage, n: int) -> list[api.ClipRow]:
    state = page.presenter
    qtbot.waitUntil(lambda: not state.state.importing and len(state.state.table) == n)
    qtbot.waitUntil(lambda: not page.context.jobs.running())
    return list(state.state.table.clips)


def test_twenty_rows_and_a_guess_that_can_be_changed(
    qtbot: QtBot, page: LibraryPage, table: Path
) -> None:
    dialog = open_dialog(qtbot, page, table)
    assert dialog.rows.table.rowCount() == 20
    assert dialog.rows.fields["filename"].currentData() == "filename"
    assert dialog.rows.fields["location"].currentData() == "location"
    assert dialog.rows.fields["was_here"].currentData() == "extra"
    assert dialog.presenter.state.found.scenes == 0
    choose(qtbot, dialog, "was_here", "scene")
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert dialog.presenter.state.found.scenes == 2
    assert "25" in dialog.import_button.text()
    press(qtbot, dialog)
    clips = imported(qtbot, page, 25)
    assert {clip.scene for clip in clips} == {"park", "tram"}
    assert {clip.note for clip in clips} == {f"note {n}" for n in range(25)}


def test_a_meaning_is_given_once(qtbot: QtBot, page: LibraryPage, table: Path) -> None:
    dialog = open_dialog(qtbot, page, table)
    choose(qtbot, dialog, "was_here", "location")
    assert dialog.rows.fields["location"].currentData() == "extra"
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert dialog.presenter.state.found.locations == 2
    qtbot.mouseClick(dialog.guess_button, Qt.MouseButton.LeftButton)
    assert dialog.rows.fields["location"].currentData() == "location"
    assert not dialog.guess_button.isVisible()
    dialog.reject()


def test_without_file_names_nothing_can_come_in(
    qtbot: QtBot, page: LibraryPage, table: Path
) -> None:
    dialog = open_dialog(qtbot, page, table)
    choose(qtbot, dialog, "filename", "ignore")
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert not dialog.import_button.isEnabled()
    assert "filename" in dialog.import_button.toolTip()
    choose(qtbot, dialog, "filename", "filename")
    qtbot.waitUntil(dialog.import_button.isEnabled)
    dialog.reject()


def test_the_command_does_the_same(
    qtbot: QtBot, page: LibraryPage, table: Path, tmp_path: Path
) -> None:
    dialog = open_dialog(qtbot, page, table)
    choose(qtbot, dialog, "was_here", "scene")
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    words = QGuiApplication.clipboard().text().split()
    assert words[:2] == ["asc", "import"]
    assert dialog.copy_button.text() == "Copied"
    qtbot.waitUntil(lambda: dialog.copy_button.text() == "Copy as command")
    dialog.reject()
    other = tmp_path / "other"
    api.Project.create(other).close()
    assert main(["import", str(other), *words[3:]]) == 0
    with api.Project.open(other) as project:
        assert project.counts().scenes == {"park": 13, "tram": 12}


def test_audio_that_lies_elsewhere(
    qtbot: QtBot, page: LibraryPage, table: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = tmp_path / "disk"
    (table.parent / "audio").rename(moved / "audio") if moved.mkdir() is None else None
    dialog = open_dialog(qtbot, page, table)
    assert dialog.presenter.state.silent
    ask = "ascstudio.widgets.choosing.QFileDialog.getExistingDirectory"
    monkeypatch.setattr(ask, lambda *_: str(moved))
    qtbot.mouseClick(dialog.audio_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert not dialog.presenter.state.found.missing
    press(qtbot, dialog)
    assert all(clip.path.is_file() for clip in imported(qtbot, page, 25))


def test_missing_files_are_counted_and_listed(qtbot: QtBot, page: LibraryPage, table: Path) -> None:
    (table.parent / "audio/03.wav").unlink()
    dialog = open_dialog(qtbot, page, table)
    assert "24" in dialog.import_button.text()
    dialog.missing_wanted.emit((("audio/03.wav", "not there"),))
    (shown,) = dialog.findChildren(ProblemsDialog)
    assert shown.table.topLevelItem(0).text(0) == "03.wav"
    shown.accept()
    press(qtbot, dialog)
    imported(qtbot, page, 24)


def test_foreign_words_stay_plain(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    write_noise(tmp_path / "a.wav")
    path = tmp_path / "rows.csv"
    path.write_text('filename,scene,<b>x</b>\na.wav,"<img src=http://x/y>\nz","=1+1"\n')
    dialog = open_dialog(qtbot, page, path)
    shown = [dialog.rows.table.item(0, n).text() for n in range(3)]
    assert shown == ["a.wav", "<img src=http://x/y> z", "=1+1"]
    dialog.reject()


class TestArrivals:
    """What several paths mean together."""

    def test_recordings_of_one_folder_come_in_alone(self, tmp_path: Path) -> None:
        write_noise(*(tmp_path / name for name in ("a.wav", "b.wav", "c.wav")))
        chosen = arrival_of([tmp_path / "b.wav", tmp_path / "a.wav"])
        assert chosen == Arrival(tmp_path, ("a.wav", "b.wav"))

    def test_a_table_comes_alone(self, tmp_path: Path) -> None:
        write_noise(tmp_path / "a.wav")
        (tmp_path / "meta.csv").write_text("filename\na.wav\n")
        assert arrival_of([tmp_path / "a.wav", tmp_path / "meta.csv"]) is None
        assert arrival_of([tmp_path / "meta.csv"]) == Arrival(tmp_path / "meta.csv")

    def test_of_several_folders_nothing_comes(self, tmp_path: Path) -> None:
        write_noise(tmp_path / "x/a.wav", tmp_path / "y/b.wav")
        assert arrival_of([tmp_path / "x/a.wav", tmp_path / "y/b.wav"]) is None

    def test_files_make_one_command(self) -> None:
        choice = ImportChoice(Path("/my walks"), ("a.wav", "b.wav"), copy=True)
        words = "asc import /p '/my walks' --copy --split --only=a.wav --only=b.wav"
        assert import_command(Path("/p"), choice) == words


def test_only_dropped_recordings_come_in(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    walk = tmp_path / "walk"
    write_noise(*(walk / f"{n}.wav" for n in range(5)))
    data = carried(page, walk / "1.wav", walk / "3.wav")
    assert page.drop_hint.isVisible()
    assert "2 recordings" in page.drop_hint.title.text()
    qtbot.waitUntil(lambda: "2 clips" in page.drop_hint.sentence.text())
    dropped(page, data)
    assert not page.drop_hint.isVisible()
    (dialog,) = [one for one in page.window().findChildren(ImportDialog) if one.isVisible()]
    press(qtbot, dialog)
    assert [clip.name for clip in imported(qtbot, page, 2)] == ["1.wav", "3.wav"]


def test_dropped_folders_name_scenes(qtbot: QtBot, page: LibraryPage, tmp_path: Path) -> None:
    walk = tmp_path / "walk"
    write_noise(walk / "park/1.wav", walk / "tram/1.wav", walk / "bus/1.wav")
    data = carried(page, walk / "park", walk / "tram")
    assert "2 folders" in page.drop_hint.title.text()
    dropped(page, data)
    (dialog,) = [one for one in page.window().findChildren(ImportDialog) if one.isVisible()]
    press(qtbot, dialog)
    assert {clip.scene for clip in imported(qtbot, page, 2)} == {"park", "tram"}


def test_what_cannot_come_in_says_so_before_it_is_let_go(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    (tmp_path / "nothing").mkdir()
    data = carried(page, tmp_path / "nothing")
    qtbot.waitUntil(lambda: "no recordings" in page.drop_hint.sentence.text())
    QApplication.sendEvent(page, QDragLeaveEvent())
    assert not page.drop_hint.isVisible()
    write_noise(tmp_path / "a/1.wav", tmp_path / "b/1.wav")
    data = carried(page, tmp_path / "a/1.wav", tmp_path / "b/1.wav")
    assert "one folder" in page.drop_hint.sentence.text()
    dropped(page, data)
    assert not [one for one in page.window().findChildren(ImportDialog) if one.isVisible()]


def test_a_look_that_was_cancelled_does_not_arrive(
    qtbot: QtBot, page: LibraryPage, table: Path
) -> None:
    presenter = ImportPresenter(Arrival(table), None, divided=False)
    qtbot.waitUntil(lambda: presenter.state.table is not None)
    presenter.set_meaning("was_here", "scene")
    presenter.set_meaning("was_here", "city")
    qtbot.waitUntil(lambda: not presenter.state.looking)
    assert (presenter.state.found.scenes, presenter.state.found.cities) == (0, 2)
    presenter.close()


@pytest.fixture
def field(tmp_path: Path) -> Path:
    """Three recordings, two of them with label files of Audacity beside them, and a readme."""
    place = tmp_path / "field"
    write_noise(*(place / f"{name}.wav" for name in "abc"))
    (place / "a.txt").write_text("0.0\t0.1\tbus\n0.1\t0.2\ttram\n")
    (place / "b_labels.txt").write_text("0.0\t0.2\tpark\n")
    (place / "README.txt").write_text("Recorded in May.\n")
    return place


def test_label_files_beside_recordings_are_told_and_can_be_taken_for_something_else(
    qtbot: QtBot, page: LibraryPage, field: Path
) -> None:
    dialog = open_dialog(qtbot, page, field)
    assert dialog.kind.isVisible()
    assert dialog.kind.currentText() == "Audacity labels (guessed)"
    assert dialog.import_button.text() == "Import 3 recordings, 4 segments"
    shown = {dialog.rows.table.item(row, 0).text() for row in range(dialog.rows.table.rowCount())}
    assert shown == {"No scene", "bus", "park", "tram"}
    assert "--as" not in dialog.presenter.command()

    dialog.kind.setFocus()  # with the keyboard, as any field: nothing is named by folders here
    steps = dialog.kind.currentIndex() - dialog.kind.findData("folder")
    for _ in range(steps):
        qtbot.keyClick(dialog.kind, Qt.Key.Key_Up)
        qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert dialog.kind.currentData() == "folder"
    assert dialog.import_button.text() == "Import 3 clips"
    assert dialog.rows.table.rowCount() == 1
    assert "--as folder" in dialog.presenter.command()

    dialog.kind.setCurrentIndex(dialog.kind.findData("raven"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    found = dialog.presenter.state.found
    assert found is not None
    assert len(found.problems) == 1  # a.txt, and it says so in a banner

    dialog.kind.setCurrentIndex(dialog.kind.findData("audacity"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    press(qtbot, dialog)
    clips = imported(qtbot, page, 4)
    assert sorted(clip.scenes for clip in clips) == [(), ("bus",), ("park",), ("tram",)]


def test_a_table_can_be_read_as_dcase_means_it(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    write_noise(tmp_path / "audio/a.wav")
    table = tmp_path / "list.csv"
    table.write_text("filename,scene_label,start,end\naudio/a.wav,bus,0.0,0.1\n")
    dialog = open_dialog(qtbot, page, table)
    assert dialog.presenter.state.mapping["start"] == "start_s"
    first = dialog.rows.fields["start"]
    dialog.kind.setCurrentIndex(dialog.kind.findData("meta"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert dialog.presenter.state.mapping["start"] == "extra"
    assert dialog.rows.fields["start"] is not first
    assert dialog.rows.fields["start"].currentData() == "extra"


@pytest.mark.parametrize("whole", [True, False])
def test_folders_of_days_come_in_without_scenes(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path, whole: bool
) -> None:
    write_noise(*(tmp_path / f"walk/Tag {day}/{n}.wav" for day in (1, 2) for n in range(2)))
    place = tmp_path / "walk"
    dialog = open_dialog(qtbot, page, place if whole else Arrival(place, ("Tag 1", "Tag 2")))
    assert dialog.presenter.state.found.scenes == 2
    at = dialog.kind.findText("Recordings without labels")
    dialog.kind.setCurrentIndex(at)
    dialog.kind.activated.emit(at)
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    assert dialog.presenter.state.found.scenes == 0
    assert "without a scene" in dialog._sentence.text()
    assert "--as recordings" in dialog.presenter.command()
    assert not dialog.audio_button.isVisible()
    press(qtbot, dialog)
    assert {clip.scene for clip in imported(qtbot, page, 4)} == {None}


def test_what_could_not_be_read_is_tried_again(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    write_noise(place / "bus/a.wav", place / "bus/b.wav")
    whole = (place / "bus/b.wav").read_bytes()
    (place / "bus/b.wav").write_bytes(b"not a sound")
    press(qtbot, open_dialog(qtbot, page, place))
    imported(qtbot, page, 1)
    (banner,) = [one for one in page.banners() if one.state == "warn"]
    assert banner.title == "1 file could not be read"
    assert banner.sentence == "1 clip is in."
    page.presenter.label(0)

    page.show_problems()
    (dialog,) = [one for one in page.window().findChildren(ProblemsDialog) if one.isVisible()]
    assert dialog.table.topLevelItem(0).text(0) == "b.wav"
    assert dialog.table.topLevelItem(0).text(1)
    (place / "bus/b.wav").write_bytes(whole)
    qtbot.mouseClick(dialog.retry_button, Qt.MouseButton.LeftButton)
    assert len(imported(qtbot, page, 2)) == 2
    qtbot.waitUntil(lambda: not page.presenter.state.importing)
    assert not [one for one in page.banners() if one.state == "warn"]


def test_a_recording_that_is_cut_short_is_told_apart_from_one_that_is_not_in(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    write_noise(place / "bus/a.wav", place / "bus/b.wav", place / "bus/c.wav")
    whole = (place / "bus/b.wav").read_bytes()
    (place / "bus/b.wav").write_bytes(whole[: len(whole) // 2])
    press(qtbot, open_dialog(qtbot, page, place))
    imported(qtbot, page, 3)
    (banner,) = [one for one in page.banners() if one.state == "warn"]
    assert banner.title == "1 file is cut short"
    assert banner.sentence == "3 clips are in."
    page.show_problems()
    (dialog,) = [one for one in page.window().findChildren(ProblemsDialog) if one.isVisible()]
    assert dialog.windowTitle() == "What is not in: 1"
    assert "cut short" in dialog.table.topLevelItem(0).text(1)
    dialog.accept()


def test_a_refused_label_is_told_apart_from_files(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    place = tmp_path / "disk"
    write_noise(place / "a.wav", place / "b.wav")
    for name in "ab":
        (place / f"{name}.txt").write_text("0\t0.01\tbus\n0.01\t0.02\tpark\n")
    (place / "b.txt").write_text("0\t0.01\tbus\n90.5\t91\tpark\n")
    dialog = open_dialog(qtbot, page, place)
    assert dialog.import_button.text() == "Import 2 recordings, 4 segments"
    press(qtbot, dialog)
    imported(qtbot, page, 3)
    (banner,) = [one for one in page.banners() if one.state == "warn"]
    assert banner.title == "1 label was refused"
    assert banner.sentence == "3 clips are in. Mend the label file, and import it again."
    page.show_problems()
    (problems,) = [one for one in page.window().findChildren(ProblemsDialog) if one.isVisible()]
    assert problems.windowTitle() == "What is not in: 1"
    assert 'line 2 of "b.txt"' in problems.table.topLevelItem(0).text(1)
    problems.accept()


def test_what_came_after_the_division_is_told_until_it_is_divided(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    names = ("bus/0.wav", "bus/1.wav", "park/0.wav", "park/1.wav")
    for part in ("one", "two"):
        write_noise(*(tmp_path / part / name for name in names))
    press(qtbot, open_dialog(qtbot, page, tmp_path / "one"))
    imported(qtbot, page, 4)
    assert not page.banners()
    press(qtbot, open_dialog(qtbot, page, tmp_path / "two"))
    imported(qtbot, page, 8)
    (banner,) = page.banners()
    assert banner.title == "4 clips are in neither training nor test"
    assert banner.actions[0][0] == "Divide…"
    session = page.context.session
    clips = session.table.clips
    session.edit(
        [clip.segment_id for clip in clips],
        lambda project: project.set_split({clip.segment_id: "train" for clip in clips}),
    )
    qtbot.waitUntil(lambda: not page.banners())  # all is read anew if fingerprints came meanwhile


def test_after_an_import_the_most_useful_is_named(
    qtbot: QtBot, window: MainWindow, page: LibraryPage, tmp_path: Path
) -> None:
    write_noise(*(tmp_path / f"heap/{n}.wav" for n in range(3)))
    (tmp_path / "heap" / "x").mkdir()
    page.open_import(Arrival(tmp_path / "heap", ("0.wav", "1.wav", "2.wav")))
    (dialog,) = [one for one in page.window().findChildren(ImportDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: not dialog.presenter.state.looking)
    press(qtbot, dialog)
    imported(qtbot, page, 3)
    qtbot.waitUntil(lambda: bool(page.banners()))
    (banner,) = page.banners()
    assert (banner.title, banner.state) == ("3 clips are in", "info")
    assert banner.sentence == "Most useful next: label 3 of them."
    session, ids = page.context.session, page.context.session.table.segment_ids.tolist()
    session.label(ids[:1], "park")
    assert page.banners()[0].sentence == "Most useful next: label 2 of them."
    session.label(ids, "park")
    assert not page.banners()
    session.undo()
    words, go = banner.actions[0]
    assert words == "Go to Label"
    go()
    assert window.page("label").isVisible()
    assert not page.banners()


def test_content_that_was_not_read_is_read_when_the_project_opens(
    qtbot: QtBot, window: MainWindow, demo_project: Path, tmp_path: Path
) -> None:
    folder = shutil.copytree(demo_project, tmp_path / "stopped")
    with api.Project.open(folder) as project:
        with project.database.transaction() as connection:
            connection.execute("UPDATE recordings SET sha256 = NULL")
        assert project.n_unhashed() > 0
        window.context.session.open(folder)
        window.show_page("library")
        qtbot.waitUntil(lambda: project.n_unhashed() == 0, timeout=20_000)


def test_the_first_clips_are_waited_for_in_words(
    qtbot: QtBot, window: MainWindow, demo_project: Path, tmp_path: Path
) -> None:
    window.context.session.create(tmp_path / "new")
    window.show_page("library")
    page = window.page("library")
    assert isinstance(page, LibraryPage)
    page.presenter.start_import(ImportChoice(demo_project / "recordings" / "meta.csv"))
    coming = page.findChild(EmptyState, "coming")
    assert coming is not None
    assert coming.isVisible()
    assert page.fact() == "Clips are coming in"
    qtbot.waitUntil(lambda: not page.presenter.state.importing, timeout=20_000)
    qtbot.waitUntil(lambda: not coming.isVisible(), timeout=20_000)


def test_an_import_that_is_cancelled_leaves_nothing(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    table = tmp_path / "many.csv"
    rows = (f"bus/{n:05}.wav,bus" for n in range(40_000))
    table.write_text("\n".join(["filename,scene", *rows]))
    before = len(page.presenter.state.table)
    page.presenter.start_import(ImportChoice(table))
    (activity,) = page.context.jobs.running()
    qtbot.waitUntil(lambda: activity.done > 0 and activity.sentence == "importing", timeout=20_000)
    activity.job.cancel()
    qtbot.waitUntil(lambda: not page.presenter.state.importing, timeout=20_000)
    assert activity.state in ("cancelled", "done")
    with api.Project.open(page.context.session.folder) as project:
        there = project.ids()
    assert len(there) == before + 40_000 * (activity.state == "done")
