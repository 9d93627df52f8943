"""The split builder with its leak count, and snapshots with what changed between them."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from library_user import open_library
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from ascstudio.pages.library.snapshots_dialog import SnapshotsDialog
from ascstudio.pages.library.split_dialog import SplitDialog
from ascstudio.pages.library.splitting import SplitPresenter
from ascstudio.pages.library.view import LibraryPage
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.floating import FloatingDialog
from ascstudio.widgets.messages import Banner
from ml_core import api

RATE_HZ = 8_000
N_PLACES = 12
Dialog = TypeVar("Dialog", bound=QDialog)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> LibraryPage:
    """Two scenes at twelve places, two clips each; four cities."""
    rows = ["filename,scene,city,location"]
    for n in range(4 * N_PLACES):
        path = tmp_path / f"walk/{n:02}.wav"
        path.parent.mkdir(exist_ok=True)
        api.write_wav(path, np.full(800, (n + 1) / 100, np.float32), RATE_HZ)  # none is a copy
        place = n // 4
        rows.append(f"{path.name},{'park' if n % 2 else 'tram'},city {place % 4},place {place}")
    (tmp_path / "walk/rows.csv").write_text("\n".join(rows) + "\n")
    folder = tmp_path / "project"
    with api.Project.create(folder) as made:
        api.import_recordings(made, tmp_path / "walk/rows.csv")
    return open_library(qtbot, window, folder)


def run(page: LibraryPage, key: str, kind: type[Dialog]) -> Dialog:
    action = next(one for one in page.commands() if one.key == key)
    assert not action.reason()
    action.run()
    (found,) = [one for one in page.window().findChildren(kind) if one.isVisible()]
    return found


def planned(qtbot: QtBot, dialog: SplitDialog) -> api.SplitPlan:
    qtbot.waitUntil(lambda: dialog.presenter.state.plan is not None)
    assert dialog.presenter.state.plan is not None
    return dialog.presenter.state.plan


def test_places_stay_together_and_undo_takes_the_division_back(
    qtbot: QtBot, page: LibraryPage
) -> None:
    dialog = run(page, "library.divide", SplitDialog)
    plan = planned(qtbot, dialog)
    assert dialog.kinds["location"].isChecked()
    assert plan.leaking == 0
    assert not dialog.kinds["session"].isEnabled()  # no clip says one
    n_cities = len(plan.shared["city"])  # nobody asked to keep them together
    assert dialog.leaks.accessibleDescription().startswith(f"{n_cities}.")
    session = page.context.session
    assert {clip.split for clip in session.table.clips} == {None}
    qtbot.mouseClick(dialog.divide_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: {clip.split for clip in session.table.clips} == {"train", "test"})
    sides: dict[str | None, set[str | None]] = {}
    for clip in session.table.clips:
        sides.setdefault(clip.location, set()).add(clip.split)
    assert all(len(found) == 1 for found in sides.values())
    session.undo()
    qtbot.waitUntil(lambda: {clip.split for clip in session.table.clips} == {None})


def test_what_is_divided_by_less_says_what_is_on_both_sides(
    qtbot: QtBot, page: LibraryPage
) -> None:
    dialog = run(page, "library.divide", SplitDialog)
    planned(qtbot, dialog)
    qtbot.mouseClick(dialog.kinds["location"], Qt.MouseButton.LeftButton)
    assert dialog.presenter.state.plan is None
    assert not dialog.divide_button.isEnabled()
    plan = planned(qtbot, dialog)
    n_shared = sum(map(len, plan.shared.values()))
    assert plan.shared["location"]
    assert dialog.leaks.accessibleDescription().startswith(str(n_shared))  # as the banner says
    qtbot.mouseClick(dialog.kinds["city"], Qt.MouseButton.LeftButton)
    assert not planned(qtbot, dialog).shared["city"]
    dialog.reject()


def test_the_share_and_another_division(qtbot: QtBot, page: LibraryPage) -> None:
    dialog = run(page, "library.divide", SplitDialog)
    first = planned(qtbot, dialog)
    qtbot.mouseClick(dialog.another_button, Qt.MouseButton.LeftButton)
    second = planned(qtbot, dialog)
    assert first.splits != second.splits
    dialog.share.setFocus()
    groove = dialog.share.focusProxy()
    assert groove is not None
    for _ in range(3):
        qtbot.keyClick(groove, Qt.Key.Key_PageUp)
    assert planned(qtbot, dialog).test > second.test
    dialog.reject()


def test_copies_stay_together(qtbot: QtBot, page: LibraryPage) -> None:
    clips = page.context.session.table.clips
    pair = (clips[0].segment_id, clips[-1].segment_id)
    presenter = SplitPresenter(page.context, [pair])
    for _ in range(4):
        qtbot.waitUntil(lambda: presenter.state.plan is not None)
        plan = presenter.state.plan
        assert plan is not None
        assert plan.splits[pair[0]] == plan.splits[pair[1]]
        presenter.another()
    presenter.close()


def test_a_snapshot_by_key_and_what_changed_since(qtbot: QtBot, page: LibraryPage) -> None:
    with qtbot.waitSignal(page.context.said) as said:
        qtbot.keyClick(page.table, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Snapshot 1 made" in said.args[0]
    session = page.context.session
    ids = [clip.segment_id for clip in session.table.clips[:3]]
    session.label(ids, "bus")
    dialog = run(page, "library.snapshots", SnapshotsDialog)
    qtbot.waitUntil(lambda: dialog.presenter.state.diff is not None)
    assert dialog.figures["relabelled"].accessibleDescription().startswith("3")
    assert not dialog.show_buttons["added"].isEnabled()
    qtbot.mouseClick(dialog.show_buttons["relabelled"], Qt.MouseButton.LeftButton)
    assert page.presenter.state.selected == tuple(ids)


def test_a_named_snapshot_and_two_compared(qtbot: QtBot, page: LibraryPage) -> None:
    dialog = run(page, "library.snapshots", SnapshotsDialog)
    qtbot.keyClicks(dialog.name, "before the walk")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 1)
    assert dialog.list.topLevelItem(0).text(1) == "before the walk"
    session = page.context.session
    session.set_state([session.table.clips[0].segment_id], "verified")
    qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: dialog.list.topLevelItemCount() == 2)
    dialog.presenter.compare(1, 2)
    qtbot.waitUntil(lambda: dialog.presenter.state.diff is not None)
    assert dialog.figures["other"].accessibleDescription().startswith("1")
    assert dialog.figures["relabelled"].accessibleDescription().startswith("0")
    qtbot.waitUntil(dialog.take_button.isEnabled)
    with qtbot.waitSignal(page.context.said) as said:
        qtbot.mouseClick(dialog.take_button, Qt.MouseButton.LeftButton)
    assert "Nothing changed since snapshot 2" in said.args[0]
    dialog.accept()


def test_a_published_division_takes_two_clicks(
    qtbot: QtBot, page: LibraryPage, tmp_path: Path
) -> None:
    names = [clip.relative_path for clip in page.context.session.table.clips]
    setup = tmp_path / "walk" / "evaluation_setup"
    setup.mkdir()
    for number in (1, 2):
        train, test = names[number:30], names[32:]
        for side, listed in (("train", train), ("evaluate", test)):
            text = "filename\tscene_label\n" + "".join(f"{name}\ttram\n" for name in listed)
            (setup / f"fold{number}_{side}.csv").write_text(text)
    dialog = run(page, "library.divide", SplitDialog)
    plan = planned(qtbot, dialog)
    assert [one.name for one in dialog.published] == ["fold1", "fold2"]
    second = list(dialog.published)[1]
    assert dialog.presenter.state.official == next(iter(dialog.published))  # nothing is divided yet
    assert (plan.train, plan.test, plan.neither) == (29, 16, 3)

    qtbot.mouseClick(dialog.published[second], Qt.MouseButton.LeftButton)  # one
    assert planned(qtbot, dialog).train == 28
    qtbot.mouseClick(dialog.divide_button, Qt.MouseButton.LeftButton)  # two
    sides = [None] * 2 + ["train"] * 28 + [None] * 2 + ["test"] * 16
    session = page.context.session  # it may have more to tell than this, such as fingerprints
    qtbot.waitUntil(lambda: [clip.split for clip in session.table.clips] == sides)

    dialog = run(page, "library.divide", SplitDialog)
    assert planned(qtbot, dialog).neither == 0  # it is divided: whole groups are offered first
    dialog.presenter.take_table(setup / "fold1_train.csv")
    assert planned(qtbot, dialog).train == 29
    qtbot.mouseClick(dialog.kinds["city"], Qt.MouseButton.LeftButton)
    assert dialog.presenter.state.official is None
    dialog.presenter.take_table(tmp_path / "walk" / "rows.csv")
    assert "no table of the other side" in dialog.presenter.state.problem


def test_what_cannot_be_reached_is_said_with_its_reason(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Two places a scene, of six and three clips: a third is as near as 25 % can be."""
    rows = ["filename,scene,location"]
    for n in range(18):
        path = tmp_path / f"few/{n:02}.wav"
        path.parent.mkdir(exist_ok=True)
        api.write_wav(path, np.full(800, (n + 1) / 100, np.float32), RATE_HZ)  # none is a copy
        scene = ("park", "tram")[n // 9]
        rows.append(f"{path.name},{scene},{scene} {n % 9 // 6}")
    (tmp_path / "few/rows.csv").write_text("\n".join(rows) + "\n")
    with api.Project.create(tmp_path / "project") as made:
        api.import_recordings(made, tmp_path / "few/rows.csv")
    page = open_library(qtbot, window, tmp_path / "project")
    dialog = run(page, "library.divide", SplitDialog)
    planned(qtbot, dialog)
    dialog.presenter.set_kind("location", together=True)
    plan = planned(qtbot, dialog)
    assert plan.scenes == {"park": (6, 3), "tram": (6, 3)}
    (banner,) = dialog.findChildren(Banner)
    assert "2 scenes miss 25 %" in banner.accessibleName()
    assert "9 clips in 2 groups, the smallest of 3" in banner.accessibleDescription()
    assert dialog.table.item(0, 3).text() == "33 %"
    assert not dialog.another_button.isEnabled()  # there is no other as near, and it says so
    assert "as near" in dialog.another_button.toolTip()


def test_no_dialog_is_larger_than_its_window_at_twice_the_text(
    qtbot: QtBot, window: MainWindow, page: LibraryPage
) -> None:
    window.resize(1280, 800)
    window.context.settings.set("appearance.text_size", 2.0)
    clips = page.context.session.table.clips
    page.presenter.select([clips[0].segment_id], clips[0].segment_id)
    page.show_problems()
    page.open_import(clips[0].path.parent / "rows.csv")
    for open_it in (page.open_export, page.open_split, page.open_snapshots, page.open_locate,
                    page.open_record, page.open_delete):  # fmt: skip
        open_it()
    dialogs = [one for one in window.findChildren(FloatingDialog) if one.isVisible()]
    assert len(dialogs) == 8
    for dialog in dialogs:
        assert dialog.width() <= window.width(), dialog.windowTitle()
        assert dialog.height() <= window.height(), dialog.windowTitle()
        dialog.reject()
    window.context.settings.reset("appearance.text_size")
