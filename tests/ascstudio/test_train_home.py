"""The home of Train: cards, the table of runs by keys and clicks, the trash, room, the pack."""

from __future__ import annotations

import sys
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, write_run

from ascstudio.jobs.process_job import ProcessJob
from ascstudio.pages.train.home import pack
from ascstudio.pages.train.home.dialogs import PruneDialog, RecipesDialog
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard.budget_map import BudgetMap, Point, map_points
from ml_core import api

LEFT = Qt.MouseButton.LeftButton
KEY = Qt.Key


def rows(qtbot: QtBot, page: TrainPage, n: int) -> None:
    """Wait until the table has so many rows."""
    qtbot.waitUntil(lambda: len(page.home.rows) == n, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: all(row.isVisible() for row in page.home.rows.values()))


def test_cards_tell_the_time_here(qtbot: QtBot, page: TrainPage) -> None:
    assert list(page.home.cards) == ["all", "finetune", "distil", "quantize"]
    qtbot.waitUntil(lambda: bool(page.presenter.home.costs.seconds), timeout=TIMEOUT_MS)
    cards = {card.flow: card for card in page.presenter.state.home.cards}
    assert cards["all"].needs.endswith("on this computer")
    assert sum(card.button.kind == "primary" for card in page.home.cards.values()) == 1
    assert page.presenter.state.home.warnings  # few clips of each scene


def test_the_table_is_walked_chosen_and_opened_by_keys(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    runs = [write_run(project, f"run-{n}", accuracy=n / 10, days_ago=n / 1e4) for n in range(3)]
    rows(qtbot, page, 3)
    table = page.home.table
    assert list(table.rows) == [run.path for run in runs]  # the newest first
    first = table.rows[runs[0].path]
    first.setFocus()
    assert table.selected() == (runs[0].path,)
    QTest.keyClick(first, KEY.Key_Space)
    QTest.keyClick(first, KEY.Key_Down)
    qtbot.waitUntil(table.rows[runs[1].path].hasFocus)
    assert page.home.compare_button.isEnabled() is False
    QTest.keyClick(table.rows[runs[1].path], KEY.Key_Space)
    assert table.selected() == (runs[0].path, runs[1].path)
    assert page.home.compare_button.isEnabled()
    wanted: list[object] = []
    page.context.page_wanted.connect(lambda _, argument: wanted.append(argument))
    qtbot.mouseClick(page.home.compare_button, LEFT)
    assert wanted == [(runs[0].path, runs[1].path)]
    QTest.keyClick(table.rows[runs[1].path], KEY.Key_Return)
    assert page.presenter.monitor.path == runs[1].path


def test_rows_say_data_size_and_share(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    student = write_run(project, "one", accuracy=0.5, network="cp-mobile-54k")
    write_run(project, "two", "finetune", accuracy=0.6, network="cp-resnet-128k")
    int8 = write_run(project, "three", "quantize", accuracy=0.4, int8_bytes=61_000)
    int8.record(inputs={"student": str(student.path)})
    rows(qtbot, page, 3)
    qtbot.waitUntil(
        lambda: {row.data for row in page.presenter.state.home.rows} == {"Snapshot 3"},
        timeout=TIMEOUT_MS,
    )
    sizes = {row.row.stage: row.size for row in page.presenter.state.home.rows}
    assert sizes == {"distil": "217 kB", "finetune": "511 kB", "quantize": "61 kB"}


def test_runs_of_the_same_network_are_told_apart(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    for n in range(3):
        write_run(project, f"run-{n}", accuracy=0.5, days_ago=-n / 1e4)
    rows(qtbot, page, 3)
    title = "Student, CP-Mobile 6k"
    titles = [row.row.title for row in page.presenter.state.home.rows]
    assert titles == [f"{title} · 3", f"{title} · 2", title]  # the newest first


def test_old_days_are_folded(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    for n in range(15):
        write_run(project, f"run-{n}", accuracy=0.5, days_ago=float(n // 5))
    qtbot.waitUntil(lambda: len(page.presenter.state.home.rows) == 15, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: len(page.home.rows) == 10, timeout=TIMEOUT_MS)
    oldest = page.presenter.state.home.rows[-1].day
    page.home.table._fold(oldest, folded=False)
    assert len(page.home.rows) == 15


def test_a_run_is_discarded_and_comes_back(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = write_run(project, "mistake", accuracy=0.5)
    kept = write_run(project, "kept", accuracy=0.6)
    rows(qtbot, page, 2)
    undone: list[object] = []
    page.context.said.connect(lambda sentence, undoable, undo: undone.append(undo))
    page.home.rows[run.path].setFocus()
    next(one for one in page.commands() if one.key == "train.discard").run()
    rows(qtbot, page, 1)
    assert kept.path in page.home.rows
    assert not run.path.exists()
    assert callable(undone[-1])
    undone[-1]()
    rows(qtbot, page, 2)
    assert api.RunFolder(run.path).result == {"accuracy": 0.5}


def test_copy_as_command_of_a_row(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = write_run(project, "one", accuracy=0.5)
    rows(qtbot, page, 1)
    copy = next(one for one in page.commands() if one.key == "train.copy")
    page.home.rows[run.path].setFocus()
    assert copy.reason() == ""
    copy.run()
    assert QGuiApplication.clipboard().text().startswith("asc distil")


def test_prune_says_how_much_and_frees_it(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = write_run(project, "one", accuracy=0.5)
    (run.checkpoint_dir / "last.safetensors").write_bytes(bytes(2_000_000))
    (run.checkpoint_dir / "network.safetensors").write_bytes(bytes(1000))
    keeping = page.presenter.home.keeping
    qtbot.waitUntil(lambda: keeping.room.prunable_bytes == 2_000_000, timeout=TIMEOUT_MS)
    qtbot.waitUntil(page.home.prune_button.isEnabled)
    dialog = PruneDialog(keeping.room, page)
    assert dialog.checkpoints
    assert not dialog.trash
    keeping.prune(checkpoints=True, trash=False)
    qtbot.waitUntil(lambda: keeping.room.prunable_bytes == 0, timeout=TIMEOUT_MS)
    assert (run.checkpoint_dir / "network.safetensors").exists()


def test_the_trash_is_emptied(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = write_run(project, "one", accuracy=0.5)
    rows(qtbot, page, 1)
    page.presenter.discard(run.path)
    qtbot.waitUntil(lambda: page.presenter.home.keeping.room.n_trash == 1, timeout=TIMEOUT_MS)
    page.presenter.home.keeping.prune(checkpoints=False, trash=True)
    qtbot.waitUntil(lambda: page.presenter.home.keeping.room.n_trash == 0, timeout=TIMEOUT_MS)


def test_undo_after_the_trash_was_emptied_says_so_and_hits_no_other_run(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    run = write_run(project, "one", accuracy=0.5)
    rows(qtbot, page, 1)
    refused: list[str] = []
    page.context.refused.connect(refused.append)
    page.presenter.discard(run.path)
    api.empty_trash(project / "runs")
    another = write_run(project, "one")
    page.presenter.home.keeping.restore(run.path)
    assert "not in the trash" in refused[0]
    assert "asc " not in refused[0]
    assert another.stop_requested() is None


def test_a_recipe_that_ships_is_set_up(qtbot: QtBot, page: TrainPage) -> None:
    dialog = RecipesDialog(page.context.settings, page)
    names = [dialog.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(dialog.list.count())]
    assert set(names) == {
        name for stage in ("finetune", "distil", "quantize") for name in api.recipe_names(stage)
    }
    dialog.list.setCurrentRow(names.index("flexinet-sm2"))
    qtbot.mouseClick(dialog.take_button, LEFT)
    assert dialog.chosen == "flexinet-sm2"
    page.presenter.open_recipe("flexinet-sm2")
    assert page.presenter.setting_up.plan().recipe() == api.builtin_recipe("flexinet-sm2")
    assert "--recipe flexinet-sm2" in page.presenter.state.wizard.command


def test_saved_recipes_stand_with_those_that_ship(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "recipes"
    folder.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(folder))
    page.presenter.set_up("all")
    page.wizard.save_wanted.emit()
    (folder / "pyproject.toml").write_text('[project]\nname = "other"\n', "utf-8")
    (folder / "broken.toml").write_bytes(b"\xff\xfe")
    (folder / "folder.toml").mkdir()
    dialog = RecipesDialog(page.context.settings, page)
    chosen = [
        dialog.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(dialog.list.count())
    ]
    own = [one for one in chosen if isinstance(one, Path)]
    assert {one.parent for one in own} == {folder}
    assert len(own) == 3
    assert "your own" in dialog.list.item(0).text()
    dialog.list.setCurrentRow(chosen.index(own[-1]))
    qtbot.mouseClick(dialog.take_button, LEFT)
    page.presenter.back()
    page.presenter.open_recipe(dialog.chosen)
    assert page.presenter.state.failure is None
    assert page.presenter.setting_up.plan().recipe() == api.read_recipe(str(own[-1]))


# The training pack

FAKE = """
import json, sys, time
print(json.dumps({"done": 3, "total": 36, "stage": "Collecting torch"}), flush=True)
if "wait" in sys.argv: time.sleep(600)
print(json.dumps({"name": "train", "installed": True}), flush=True)
"""


@pytest.fixture
def without(page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """A studio without the training pack; what is appended means that it is there."""
    there: list[bool] = []
    info = api.pack_info()

    def pack_info() -> api.PackInfo:
        return api.PackInfo("train", bool(there), info.folder, False, info.disk_bytes)

    monkeypatch.setattr(pack.api, "pack_info", pack_info)
    page.presenter.home.pack.look()
    return there


def pretend(page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    """Install by a program of our own."""
    script = tmp_path / "fake.py"
    script.write_text(FAKE, "utf-8")
    jobs = page.context.jobs

    def run_command(title: str, icon: str, arguments: list[str], *, grace_ms: int) -> ProcessJob:
        assert arguments == ["install", "train"]
        program = (sys.executable, str(script))
        job = ProcessJob(words, None, jobs, program=program, grace_ms=grace_ms)
        job.start()
        return job

    monkeypatch.setattr(jobs, "run_command", run_command)


def test_without_the_pack_one_button_installs_it(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    without: list[bool],
) -> None:  # fmt: skip
    assert page.home.pack.isVisible()
    assert not any(card.button.isEnabled() for card in page.home.cards.values())
    pretend(page, tmp_path, monkeypatch)
    qtbot.mouseClick(page.home.pack.install_button, LEFT)
    assert page.home.pack.cancel_button.isVisible()
    without.append(True)
    qtbot.waitUntil(lambda: not page.presenter.home.pack.state.installing, timeout=TIMEOUT_MS)
    assert not page.home.pack.isVisible()
    assert page.home.cards["all"].button.isEnabled()


def test_installing_is_cancelled(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    without: list[bool],
) -> None:  # fmt: skip
    pretend(page, tmp_path, monkeypatch, "wait")
    qtbot.mouseClick(page.home.pack.install_button, LEFT)
    qtbot.waitUntil(lambda: page.presenter.home.pack.state.fraction is not None, timeout=TIMEOUT_MS)
    assert "torch" in page.presenter.home.pack.state.step
    qtbot.mouseClick(page.home.pack.cancel_button, LEFT)
    assert page.presenter.home.pack.state.cancelling
    assert "out again" in page.presenter.home.pack.state.step
    qtbot.waitUntil(lambda: not page.presenter.home.pack.state.installing, timeout=TIMEOUT_MS)
    assert page.home.pack.install_button.isVisible()
    assert without == []


# The budget map

POINTS = (
    Point("a", "A", 20_000, 5e6, 0.2, 0.6, 0.5, 0.7),
    Point("b", "B", 90_000, 25e6, 0.9, 0.8, 0.7, 0.9),
    Point("c", "C", 60_000, 12e6, None),
)


@pytest.fixture
def budget(qtbot: QtBot) -> BudgetMap:
    made = BudgetMap()
    qtbot.addWidget(made)
    made.resize(640, 420)
    made.show()
    qtbot.waitExposed(made)
    made.show_points(POINTS, "")
    return made


def test_limits_choose_the_best_student(budget: BudgetMap) -> None:
    assert budget.best() == POINTS[1]
    budget.limits["bytes"].set_value(50_000)
    assert budget.best() == POINTS[0]
    assert POINTS[2] not in budget.chart.within
    budget.limits["bytes"].set_value(128_000)
    budget.limits["macs"].set_value(20e6)
    assert budget.best() == POINTS[0]
    budget.limits["macs"].set_value(30e6)
    budget.limits["latency"].set_value(0.5)
    assert budget.best() == POINTS[0]
    budget.limits["latency"].set_value(0.1)
    assert budget.best() is None
    assert POINTS[2] in budget.chart.within  # nobody has measured it


def test_a_limit_is_dragged_and_moved_by_keys(qtbot: QtBot, budget: BudgetMap) -> None:
    slider = budget.limits["bytes"]
    groove = slider._groove()
    middle = QPoint(round(groove.center().x()), round(groove.center().y()))
    qtbot.mousePress(slider, LEFT, pos=middle)
    assert slider.value == pytest.approx(slider._most / 2, rel=0.02)
    before = slider.value
    QTest.keyClick(slider, KEY.Key_Left)
    assert slider.value < before
    qtbot.mouseDClick(slider, LEFT, pos=middle)
    assert slider.value == 128_000


def test_a_network_is_taken_by_click_and_by_key(qtbot: QtBot, budget: BudgetMap) -> None:
    chosen: list[str] = []
    budget.chosen.connect(chosen.append)
    place = budget.chart._place(POINTS[1]).toPoint()
    qtbot.mouseClick(budget.chart, LEFT, pos=place)
    QTest.keyClick(budget.chart, KEY.Key_Left)
    QTest.keyClick(budget.chart, KEY.Key_Return)
    assert chosen == ["b", "c"]
    assert "not trained yet" in budget.chart.accessibleDescription()


def test_the_map_is_what_asc_budget_says() -> None:
    cost = {"bytes": 1000, "macs": 2000, "latency_ms": 0.5}
    answer = {
        "students": [{"name": "run", "network": "a", **cost, "accuracy": 0.5, "ci95": [0.4, 0.6]}],
        "networks": [{"name": "a", **cost, "on_file": True}, {"name": "b", **cost,
                                                             "on_file": False}],
    }  # fmt: skip
    assert [point.network for point in map_points(answer)] == ["a", "b"]
    assert [point.accuracy for point in map_points(answer)] == [0.5, None]
    assert map_points({}) == ()


@pytest.mark.parametrize(
    ("states", "said"),
    [
        (["running", "done"], "1 run goes on"),
        (["running", "running", "waiting"], "2 runs go on, 1 run waits"),
        (["done"], ""),
    ],
)
def test_what_goes_on_is_counted_in_the_head(page: TrainPage, states: list[str], said: str) -> None:
    rows: Any = tuple(SimpleNamespace(row=SimpleNamespace(state=one)) for one in states)
    assert page.presenter.home._fact(rows) == said
