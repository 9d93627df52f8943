"""A run is called what its user calls it: on Train, in the wizard, on Evaluate, in Activity."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, checked, write_run

from ascstudio.pages.evaluate.view import EvaluatePage
from ascstudio.pages.train.rename import RenameDialog
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard.drafts import read
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.cli import build_parser

KEY = Qt.Key


def titles(page: TrainPage) -> list[str]:
    """Of all runs in the table, the newest first."""
    return [row.row.title for row in page.presenter.state.home.rows]


def dialogs(page: TrainPage) -> list[RenameDialog]:
    """Those that ask for a name."""
    return [one for one in page.window().findChildren(RenameDialog) if one.isVisible()]


def test_f2_names_the_run_in_front_everywhere_and_undo_takes_it_back(
    qtbot: QtBot, window: MainWindow, page: TrainPage, project: Path
) -> None:
    runs = [write_run(project, f"run-{n}", accuracy=0.5, days_ago=n / 1e4) for n in range(2)]
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    was = titles(page)
    undone: list[object] = []
    page.context.said.connect(lambda sentence, undoable, undo: undone.append(undo))
    row = page.home.rows[runs[0].path]
    row.setFocus()
    qtbot.waitUntil(row.hasFocus)
    QTest.keyClick(row, KEY.Key_F2)
    qtbot.waitUntil(lambda: bool(dialogs(page)))
    (dialog,) = dialogs(page)
    assert dialog.field.placeholderText() == was[0].split(" · ")[0]
    QTest.keyClicks(dialog.field, "Kitchen, third try")
    QTest.keyClick(dialog.field, KEY.Key_Return)
    qtbot.waitUntil(lambda: titles(page)[0] == "Kitchen, third try", timeout=TIMEOUT_MS)
    assert runs[0].status().title == "Kitchen, third try"
    assert page.presenter.state.home.rows[0].row.what == "Student, CP-Mobile 6k"
    assert "Kitchen" in page.home.rows[runs[0].path].accessibleName()
    window.show_page("evaluate")
    evaluate = window.page("evaluate")
    assert isinstance(evaluate, EvaluatePage)
    names = {one.path: one.name for one in evaluate.presenter.state.models}
    assert names[runs[0].path] == "Kitchen, third try · run-0"
    assert names[runs[1].path] == "Student, CP-Mobile 6k · run-1"
    window.show_page("train")
    page.presenter.open_run(runs[0].path)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
    assert page._crumb.text() == "Kitchen, third try"
    assert callable(undone[-1])
    undone[-1]()
    qtbot.waitUntil(lambda: titles(page) == was, timeout=TIMEOUT_MS)
    assert runs[0].status().title == ""


def test_two_runs_of_one_name_are_told_apart(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    for n in range(2):
        run = write_run(project, f"run-{n}", accuracy=0.5, days_ago=n / 1e4)
        api.rename_run(run.path, "Kitchen")
    qtbot.waitUntil(lambda: titles(page) == ["Kitchen · 2", "Kitchen"], timeout=TIMEOUT_MS)


def test_a_name_of_the_wizard_is_in_its_draft_its_command_and_the_runs(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    page.presenter.set_up("all")
    setting_up = page.presenter.setting_up
    setting_up.go_to("check")
    QTest.keyClicks(page.wizard.check.title, "Kitchen one")
    plan = setting_up.plan()
    draft = read(project, "all", ())
    assert draft is not None
    assert draft.title == plan.title == "Kitchen one"
    arguments = build_parser().parse_args(["all", "PROJECT", "--title", "Kitchen one"])
    assert arguments.title == "Kitchen one"
    assert "--title 'Kitchen one'" in plan.command()
    checked(qtbot, page)
    qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.failure is None
    runs = sorted((project / "runs").glob("all-*"))
    assert [api.RunFolder(run).status().title for run in runs] == [
        "Kitchen one, teacher", "Kitchen one, student", "Kitchen one, int8",
    ]  # fmt: skip
