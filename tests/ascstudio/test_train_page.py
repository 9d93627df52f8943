"""A user on Train: answer the questions, start, follow, stop, close the window, come back."""

from __future__ import annotations

import json
import struct
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from noise_project import write_noise_project
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from ascstudio.pages.train.checks import DataChecks
from ascstudio.pages.train.curves import RunCurves
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard import bytes_words, network_title, read_weights_info
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 20_000


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_noise_project(tmp_path, bundle=False)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> TrainPage:
    """Train with a project that has a split and no run."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("train")
    shown = window.page("train")
    assert isinstance(shown, TrainPage)
    qtbot.waitUntil(lambda: shown.presenter.state.ready)
    return shown


WriteRun = Callable[..., api.RunFolder]


@pytest.fixture
def write_run(project: Path) -> WriteRun:
    """Writes the folder of a run as a stage would."""

    def write(name: str, stage: str = "distil", **result: object) -> api.RunFolder:
        recipe = api.builtin_recipe({"finetune": "cp-resnet-128k"}.get(stage, f"{stage}-quick"))
        run = api.RunFolder.create(
            project / "runs" / name, stage, recipe.to_toml(), {"started": time.time() - 60}
        )
        for epoch in range(1, 4):
            run.append_event("step", epoch * 10 - 5, 120)
            run.append_event("epoch", epoch, 12, loss=2.0 / epoch, validation_accuracy=epoch / 10)
        if result:
            run.write_result(result)
        return run

    return write


def test_the_cards_say_what_is_needed(page: TrainPage) -> None:
    assert list(page.home.cards) == ["finetune", "distil", "quantize"]
    assert page.home.cards["finetune"].button.kind == "primary"
    assert not page.home.cards["quantize"].button.isEnabled()  # there is no student
    assert page.home.cards["quantize"].button.toolTip()
    assert sum(card.button.kind == "primary" for card in page.home.cards.values()) == 1


def test_too_little_data_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("train")
    page = window.page("train")
    qtbot.waitUntil(lambda: bool(page.presenter.state.too_little))
    page.presenter.set_up("finetune")
    page.presenter.go(2)
    assert not page.wizard.next_button.isEnabled()
    assert "training" in page.wizard.next_button.toolTip()


def test_few_clips_are_noted_and_do_not_block(page: TrainPage) -> None:
    assert page.presenter.state.too_little == ""
    found = DataChecks().of(page.context.session.table)
    assert "err" not in {check.state for check in found}
    assert any(check.state == "warn" and check.sentence.startswith("Few clips") for check in found)


def test_five_clicks_from_set_up_to_start(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    launched = []
    monkeypatch.setattr(api, "launch_stage", lambda *arguments: launched.append(arguments))
    qtbot.mouseClick(page.home.cards["distil"].button, Qt.MouseButton.LeftButton)
    clicks = 1
    while not launched:
        qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
        clicks += 1
        assert clicks <= 5
    folder, recipe, run, inputs = launched[0]
    assert (recipe.stage, recipe.network, inputs) == ("distil", "cp-mobile-30k", {})
    assert run.parent == folder / "runs"


def test_answers_change_the_recipe_and_the_command(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("distil")
    page.presenter.go(1)
    page.wizard.cards.chosen.emit("cp-mobile-54k")
    page.presenter.go(2)
    page.wizard.cards.chosen.emit("quick")
    command = page.presenter.state.wizard.command
    assert command.startswith("asc distil ")
    assert "--set network=cp-mobile-54k" in command
    recipe = page.presenter._wizard.recipe()
    assert recipe.network == "cp-mobile-54k"
    assert recipe.epochs < api.builtin_recipe("distil-default").epochs
    assert f"--set epochs={recipe.epochs}" in command
    qtbot.mouseClick(page.wizard.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == command
    # going back keeps the answers
    page.presenter.go(1)
    assert page.wizard.cards.choice() == "cp-mobile-54k"


def test_yamnet_needs_its_file_and_says_its_licence(
    qtbot: QtBot, page: TrainPage, tmp_path: Path
) -> None:
    about = json.dumps({"name": "YAMNet", "licence": "Apache-2.0"})
    header = json.dumps({"__metadata__": {"about": about}}).encode()
    weights = tmp_path / "yamnet.safetensors"
    weights.write_bytes(struct.pack("<Q", len(header)) + header + bytes(2_000_000))
    page.presenter.set_up("finetune")
    page.wizard.cards.chosen.emit("yamnet")
    assert not page.wizard.next_button.isEnabled()
    page.wizard.weights_chosen.emit(weights)
    assert page.wizard.next_button.isEnabled()
    yamnet = next(o for o in page.presenter.state.wizard.question.options if o.key == "yamnet")
    assert "Apache-2.0" in yamnet.sentence
    assert "2 MB" in yamnet.sentence
    assert page.presenter._wizard.recipe().weights == str(weights)


@pytest.mark.parametrize("content", [b"", b"1234567", b"\xff" * 100, b"\x02" + bytes(7) + b"[]"])
def test_garbage_is_no_file_of_weights(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.safetensors"
    path.write_bytes(content)
    with pytest.raises(api.AscError):
        read_weights_info(path)


def test_runs_are_picked_up_and_opened(qtbot: QtBot, page: TrainPage, write_run: WriteRun) -> None:
    write_run("cp-resnet-128k-1", "finetune", accuracy=0.75)
    run = write_run(
        "distil-1", accuracy=0.5, per_device={"a": 0.6, "s1": 0.3}, device_clips={"a": 4, "s1": 9}
    )
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    row = next(r for r in page.presenter.state.runs if r.path == run.path)
    assert (row.accuracy, row.unseen, row.state) == ("50.0 %", "30.0 %", "done")
    qtbot.mouseClick(page.home.rows[run.path], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None)
    qtbot.waitUntil(lambda: bool(page.presenter.state.run.curves.loss), timeout=TIMEOUT_MS)
    curves = page.presenter.state.run.curves
    assert [y for _, y in curves.loss["loss"]] == pytest.approx([2.0, 1.0, 2 / 3])
    assert curves.best_accuracy() == pytest.approx(0.3)
    assert page.head_actions()[-1].key == "train.next"


def test_a_dead_run_says_so_and_offers_to_resume(
    qtbot: QtBot, page: TrainPage, write_run: WriteRun, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write_run("distil-2")
    page.presenter.open_run(run.path)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.run.row.state == "dead"
    assert page.presenter.state.run.problem
    started = []
    monkeypatch.setattr(api, "start_detached", lambda *arguments: started.append(arguments))
    (resume,) = page.head_actions()
    assert resume.kind == "primary"
    resume.run()
    assert started[0][0][:1] == ["distil"]
    assert started[0][0][2:4] == ["--resume", str(run.path)]


def test_a_living_run_can_be_paused(qtbot: QtBot, page: TrainPage, write_run: WriteRun) -> None:
    run = write_run("distil-3")
    with run.heartbeat():
        page.presenter.open_run(run.path)
        qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
        assert page.presenter.state.run.row.state == "running"
        assert page.presenter.state.run.row.fraction == pytest.approx(0.25)
        pause = next(action for action in page.head_actions() if action.key == "train.pause")
        pause.run()
        assert run.stop_requested() == "pause"
        # what the run goes on to write appears by itself
        run.append_event("epoch", 4, 12, loss=0.4)
        qtbot.waitUntil(lambda: page.presenter.state.run.done == 4, timeout=TIMEOUT_MS)


def test_a_run_goes_on_without_the_window_and_is_picked_up(
    qtbot: QtBot, window: MainWindow, page: TrainPage, project: Path
) -> None:
    """The real thing: a student of one epoch, started by clicks, while the project is closed."""
    page.presenter.set_up("distil")
    page.presenter.go(1)
    page.wizard.cards.chosen.emit("cp-mobile-6k")
    wizard = page.presenter._wizard
    overrides = [*wizard._overrides(), "epochs=1", "windows_per_clip=1", "threads=1"]
    wizard._overrides = lambda: overrides
    page.presenter.go(3)
    qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.failure is None
    window.context.session.close()
    assert not page.presenter.state.ready
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    qtbot.waitUntil(lambda: len(page.presenter.state.runs) == 1, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.state.runs[0].state == "done", timeout=150_000)
    assert page.presenter.state.runs[0].accuracy.endswith("%")


def test_curves_only_grow() -> None:
    first = [{"time": 1, "stage": "epoch", "done": 1, "total": 5, "metrics": {"loss": 2.0}}]
    second = [
        {"time": 2, "stage": "step", "done": 7, "total": 25, "metrics": {}},
        {"time": 3, "stage": "epoch", "done": 2, "total": 5, "metrics": {"loss": 1.0}},
    ]
    one = RunCurves().extended(first, 10)
    two = one.extended(second, 20)
    assert two.loss["loss"][: len(one.loss["loss"])] == one.loss["loss"]
    assert (two.offset, two.n_epochs) == (20, 5)
    assert [step for _, step in two.steps] == ["epoch"]  # steps and epochs are one stage
    assert two.extended([], 20) is two


def test_names_and_sizes_for_people() -> None:
    assert network_title("cp-mobile-54k") == "CP-Mobile 54k"
    assert network_title("cp-resnet-128k") == "CP-ResNet 128k"
    assert network_title("yamnet") == "YAMNet"
    assert bytes_words(54_321) == "54 kB"
    assert bytes_words(14_917_924) == "15 MB"
