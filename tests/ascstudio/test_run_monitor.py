"""The monitor of a run: every state it can be in, from folders as stages leave them."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from train_user import (
    TIMEOUT_MS,
    Write,
    open_train,
    trained,
    write_course,
    write_events,
    write_run,
)

from ascstudio.pages.train.run.told import RunState
from ascstudio.pages.train.view import TrainPage
from ascstudio.project.run_phases import share_of_bar
from ascstudio.shell.window import MainWindow
from ml_core import api


@pytest.fixture
def page(
    qtbot: QtBot, window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> TrainPage:
    """Train with a project without runs; one run may start by itself."""
    monkeypatch.setenv("ASC_RUNS_AT_ONCE", "1")
    shown = open_train(qtbot, window, project)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return shown


@pytest.fixture
def write(project: Path) -> Write:
    return partial(write_course, project)


def shown(qtbot: QtBot, page: TrainPage, run: api.RunFolder, state: str) -> RunState:
    """Open a run and wait until all of it was read."""
    page.presenter.open_run(run.path)

    def ready() -> bool:
        view = page.presenter.state.run
        if view is None or view.row.state != state:
            return False
        return bool(view.facts) and (
            view.curves.offset > 0 or not (run.path / "events.jsonl").exists()
        )

    qtbot.waitUntil(ready, timeout=TIMEOUT_MS)
    view = page.presenter.state.run
    assert view is not None
    return view


def actions(page: TrainPage) -> dict[str, Any]:
    """Of the head, by name."""
    return {action.key: action for action in page.head_actions()}


# States


def test_running_shows_figures_stages_and_curves(
    qtbot: QtBot, page: TrainPage, write: Write
) -> None:
    teacher = write("finetune-1", stage="finetune", epochs=2)
    teacher.write_result({"accuracy": 0.7, "network": "cp-resnet-128k"})
    run = write(
        "distil-1", 8, inputs={"teacher": str(teacher.path)}, snapshot=14, threads=7,
        changes=("validation_share=0.1",),
    )  # fmt: skip
    with run.heartbeat():
        view = shown(qtbot, page, run, "running")
        figures = {caption: (number, third) for caption, number, third in view.figures}
        assert figures["Validation accuracy"] == ("40.0 %", "best 40.0 % at epoch 8")
        assert figures["Unseen devices"] == ("", "measured at the end")
        number, third = figures["Left"]
        assert number == "4 min"
        assert third.startswith("trained about ")
        assert figures["Windows per second"] == ("214", "7 threads")
        assert view.where == "Epoch 8 of 12"
        assert [(step.title, step.state, step.detail) for step in view.stages] == [
            ("Prepare", "done", "0:02"), ("Distil", "running", "8 of 12"), ("Test", "waiting", ""),
        ]  # fmt: skip
        assert ("Teacher", "CP-ResNet 128k") in view.facts
        assert ("Data", "snapshot 14") in view.facts
        network = api.networks()[api.builtin_recipe("distil-quick").network]
        assert view.size == api.int8_size(network)
        names = [series.name for series in page.run.charts.shares._series]
        assert names == ["all", "A", "B"]
        assert page.run.side.budget.isVisible()
        assert list(actions(page)) == ["train.discard", "train.pause", "train.keep"]
        assert actions(page)["train.keep"].kind == "primary"


def test_the_first_epoch_says_when_something_is_to_be_seen(
    qtbot: QtBot, page: TrainPage, write: Write
) -> None:
    run = write("distil-1", 0, changes=("epochs=10",))
    step = {"stage": "step", "done": 10, "total": 300, "metrics": {"time_left_s": 290.0}}
    write_events(run, [*trained(0, 12), step], 1.0)
    with run.heartbeat():
        view = shown(qtbot, page, run, "running")
        assert view.where == "First epoch. First result in about 20 s."  # a tenth, less 10 s
        assert view.figures[0][1] == ""
        assert "last epoch counts" in view.no_accuracy  # no clips are kept aside


def test_who_waits_says_their_place_and_can_start_now(
    qtbot: QtBot, page: TrainPage, write: Write, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    busy, one, two = write("distil-0"), write("distil-1", 0), write("distil-2", 0)
    with busy.heartbeat():
        assert api.enqueue(project, one) == []
        assert api.enqueue(project, two) == []
        view = shown(qtbot, page, two, "waiting")
        qtbot.waitUntil(lambda: page.presenter.state.run.place == 2, timeout=TIMEOUT_MS)
        assert page.presenter.state.run.where == "Starts when a core is free. Number 2 in line."
        view = shown(qtbot, page, one, "waiting")
        assert view.where == "Starts when a core is free. Next in line."
        assert list(actions(page)) == ["train.discard", "train.pause", "train.start"]
        started = []
        monkeypatch.setattr(api, "start_now", lambda *given: started.append(given[1].path))
        actions(page)["train.start"].run()
        assert started == [one.path]
        actions(page)["train.pause"].run()  # leaves the line
        qtbot.waitUntil(lambda: page.presenter.state.run.row.state == "paused", timeout=TIMEOUT_MS)


def test_a_chain_shows_all_its_runs_and_whom_each_waits_for(
    qtbot: QtBot, page: TrainPage, write: Write, project: Path
) -> None:
    chain = ["all-1-finetune", "all-2-distil", "all-3-quantize"]
    teacher = write(chain[0], stage="finetune", chain=chain)
    student = write(chain[1], 0, chain=chain, inputs={"teacher": str(teacher.path)})
    small = write(chain[2], 0, stage="quantize", chain=chain, inputs={"student": str(student.path)})
    with teacher.heartbeat():
        api.enqueue(project, student, after=teacher)
        api.enqueue(project, small, after=student)
        view = shown(qtbot, page, teacher, "running")
        qtbot.waitUntil(
            lambda: any("about" in step.detail for step in page.presenter.state.run.stages),
            timeout=TIMEOUT_MS,
        )
        titles = [step.title for step in page.presenter.state.run.stages]
        assert titles == ["Prepare", "Fine-tune", "Test", "Student", "int8"]
        view = shown(qtbot, page, small, "waiting")
        assert view.where == 'Starts when "all-2-distil" is done.'
        assert [step.title for step in view.stages][:2] == ["Teacher", "Student"]
        assert actions(page)["train.start"].reason()


def test_whoever_watches_a_chain_goes_on_with_its_next_run(
    qtbot: QtBot, page: TrainPage, write: Write
) -> None:
    chain = ["all-1-finetune", "all-2-distil"]
    teacher = write(chain[0], stage="finetune", chain=chain)
    student = write(chain[1], 0, chain=chain, inputs={"teacher": str(teacher.path)})
    with teacher.heartbeat():
        shown(qtbot, page, teacher, "running")
        teacher.write_result({"accuracy": 0.7})
    monitor = page.presenter.monitor
    qtbot.waitUntil(lambda: monitor.path == student.path, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
    # back by its stage in the line above, and on by the button
    steps = page.run.steps
    qtbot.mouseClick(steps, Qt.MouseButton.LeftButton, pos=steps.step_rect(0).center().toPoint())
    assert monitor.path == teacher.path
    view = shown(qtbot, page, teacher, "done")
    assert view.following == chain[1]
    actions(page)["train.next"].run()
    assert monitor.path == student.path
    steps.setFocus()
    QTest.keyClick(steps, Qt.Key.Key_Right)
    QTest.keyClick(steps, Qt.Key.Key_Return)
    assert monitor.path == teacher.path


def test_who_answers_questions_is_not_taken_away_from_them(
    qtbot: QtBot, page: TrainPage, write: Write
) -> None:
    chain = ["all-1-finetune", "all-2-distil"]
    teacher, _ = write(chain[0], stage="finetune", chain=chain), write(chain[1], 0, chain=chain)
    with teacher.heartbeat():
        shown(qtbot, page, teacher, "running")
        page.presenter.set_up("distil")
        with qtbot.waitSignal(page.context.runs.ended, timeout=TIMEOUT_MS):
            teacher.write_result({"accuracy": 0.7})
    assert page.presenter.state.wizard is not None


def test_what_was_made_is_named_and_exported(
    qtbot: QtBot, page: TrainPage, write: Write, project: Path, tmp_path: Path
) -> None:
    run = write("quantize-1", stage="quantize")
    run.write_result({"accuracy": 0.6, "n_clips": 20, "ci95": [0.386, 0.783]})
    made = project / "bundles" / "mine.ascbundle"
    made.parent.mkdir(exist_ok=True)
    made.write_bytes(bytes(61_000))
    assert page.context.session.project is not None
    page.context.session.project.add_bundle(made, run.path)
    view = shown(qtbot, page, run, "done")
    assert ("Bundle", "mine.ascbundle, 61 kB") in view.facts
    assert view.figures[0] == (
        "Accuracy on the test split",
        "60.0 %",
        "of 20 clips, 39 to 78 % (95 %)",
    )
    assert list(actions(page)) == [
        "train.discard", "train.copy_bundle", "train.listen", "train.evaluate",
    ]  # fmt: skip
    page.presenter.monitor.copy_bundle(tmp_path / "copy.ascbundle")
    assert (tmp_path / "copy.ascbundle").read_bytes() == made.read_bytes()


DAMAGE = {
    "recipe.toml": b'stage = "distil"\nabout = "caf\xe9"\n',
    "provenance.json": b'{"stage": "distil", "started": "yesterday", "chain": null}',
    "events.jsonl": b'{"stage": "epoch", "done": null, "total": null, "metrics": null}\n',
    "result.json": b'{"accuracy": {}}',
    "heartbeat": b'{"pid": "x", "host": 3}',
}


@pytest.mark.parametrize("file", DAMAGE)
def test_a_damaged_folder_hides_no_other_run(
    qtbot: QtBot, page: TrainPage, write: Write, file: str
) -> None:
    good, bad = write("good"), write("bad")
    (bad.path / file).write_bytes(DAMAGE[file])
    page.context.runs.look()
    paths = page.home.table.rows
    qtbot.waitUntil(lambda: good.path in paths or good.path in page.home.rows, timeout=TIMEOUT_MS)
    page.presenter.open_run(bad.path)
    shown(qtbot, page, good, "dead")


def test_paused_keeps_its_curve_and_resumes(
    qtbot: QtBot, page: TrainPage, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write("distil-1", 6)
    (run.path / "ended.json").write_text('{"state": "paused"}')
    view = shown(qtbot, page, run, "paused")
    assert view.notice is None
    assert len(view.curves.loss["loss"]) == 6
    started = []
    monkeypatch.setattr(api, "start_detached", lambda *given: started.append(given))
    assert list(actions(page)) == ["train.discard", "train.resume"]
    actions(page)["train.resume"].run()
    assert started[0][0][:1] == ["distil"]
    assert started[0][0][2:4] == ["--resume", str(run.path)]


def test_a_stalled_run_says_so_and_shows_its_log(
    qtbot: QtBot, page: TrainPage, write: Write
) -> None:
    run = write("distil-1", 4, ago_s=75.0)
    (run.path / "log.txt").write_text("reading clip 7\n")
    with run.heartbeat():
        shown(qtbot, page, run, "running")
        (banner,) = page.banners()
        assert (banner.state, banner.title.startswith("No progress for 7")) == ("warn", True)
        assert not page.run.charts.log_shown
        banner.actions[0][1]()
        assert page.run.charts.log_shown
        assert "reading clip 7" in page.run.charts.log.text.text()


def test_out_of_memory_offers_half_the_batch(
    qtbot: QtBot, page: TrainPage, write: Write, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = write("distil-1", 4, changes=("batch_size=64",))
    end = {"state": "failed", "message": "There is not enough memory for this run.", "hint": "",
           "cause": "memory", "vitals": {"peak_memory_bytes": 9.4e9}}  # fmt: skip
    (run.path / "ended.json").write_text(json.dumps(end))
    shown(qtbot, page, run, "failed")
    (banner,) = page.banners()
    assert banner.title.endswith("It had 9.4 GB.")
    assert [words for words, _ in banner.actions] == ["Start anew with batch 32", "Show log"]
    assert list(actions(page)) == ["train.discard", "train.resume"]
    launched = []
    monkeypatch.setattr(api, "launch_stage", lambda *given: launched.append(given))
    banner.actions[0][1]()
    folder, recipe, path, _ = launched[0]
    assert (folder, recipe.batch_size, path.name) == (project, 32, "distil-1-2")


def test_a_dead_run_says_what_was_kept(qtbot: QtBot, page: TrainPage, write: Write) -> None:
    run = write("distil-1", 5)
    view = shown(qtbot, page, run, "dead")
    assert view.problem
    assert "Resume" in view.hint
    (banner,) = page.banners()
    assert (banner.state, banner.title) == ("err", view.problem)
    assert view.share == pytest.approx(share_of_bar("distil", "train", 5 / 12))


def test_done_shows_the_test_split_per_device(qtbot: QtBot, page: TrainPage, write: Write) -> None:
    run = write("distil-1", 0)
    plain = [{**e, "metrics": {"loss": 1.0}} for e in trained(3, 3) if e["stage"] == "epoch"]
    write_events(run, plain, 1.0)
    per_device = {"a": 0.9, "b": 0.8, "s1": 0.6}
    run.write_result(
        {"accuracy": 0.75, "per_device": per_device, "device_clips": dict.fromkeys(per_device, 4),
         "n_train": 12, "windows_per_s": 99.0, "threads": 1}
    )  # fmt: skip
    view = shown(qtbot, page, run, "done")
    figures = {caption: (number, third) for caption, number, third in view.figures}
    assert figures["Accuracy on the test split"] == ("75.0 %", "")
    assert figures["Unseen devices"] == ("60.0 %", "S1, 25.0 points lower")
    assert [(one.device, one.unseen) for one in view.tested] == [
        ("a", False), ("b", False), ("s1", True),
    ]  # fmt: skip
    assert page.run.charts.bars.isVisible()
    assert (view.share, page.run.percent.text()) == (1.0, "100 %")
    words = view.command.split()
    assert words[:2] == ["asc", "distil"]
    assert words[-2:] == ["--recipe", str(run.path / "recipe.toml")]


def test_picked_up_again_it_has_its_whole_curve(
    qtbot: QtBot, window: MainWindow, page: TrainPage, write: Write, project: Path
) -> None:
    run = write("distil-1", 9)
    with run.heartbeat():
        shown(qtbot, page, run, "running")
        window.context.session.close()
        write_events(run, trained(11, 12), 1.0)  # it went on meanwhile
        with qtbot.waitSignal(window.context.session.changed):
            window.context.session.open(project)
        view = shown(qtbot, page, run, "running")
        assert [x for x, _ in view.curves.loss["loss"]] == list(range(1, 12))


# Keys, charts and what is undone


@pytest.fixture
def running(qtbot: QtBot, page: TrainPage, write: Write) -> Iterator[api.RunFolder]:
    """A run that this very process holds, in front."""
    run = write("distil-1", 4)
    with run.heartbeat():
        shown(qtbot, page, run, "running")
        page.setFocus()
        yield run


def test_keys(qtbot: QtBot, window: MainWindow, page: TrainPage, running: api.RunFolder) -> None:
    QTest.keyClick(window, Qt.Key.Key_L)
    assert page.run.charts.log_shown
    page.run.charts.show_log(False)
    QTest.keyClick(window, Qt.Key.Key_P)
    assert running.stop_requested() == "pause"
    qtbot.waitUntil(lambda: page.presenter.state.run.asked == "pause", timeout=TIMEOUT_MS)
    assert page.presenter.state.run.where == "It pauses at its next step."
    QTest.keyClick(window, Qt.Key.Key_Period, Qt.KeyboardModifier.ControlModifier)
    assert running.stop_requested() == "pause"  # it was asked already, and says so
    assert actions(page)["train.keep"].reason()


def test_arrows_walk_the_curve(page: TrainPage, running: api.RunFolder) -> None:
    chart = page.run.charts.loss
    chart.setFocus()
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription() == "4: training 0.50, validation 0.62"
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.accessibleDescription().startswith("3: training 0.67")


@pytest.mark.parametrize(
    ("width", "form", "log"),
    [(1000, "narrow", False), (1280, "usual", False), (1920, "wide", True)],
)
def test_charts_take_the_room_there_is(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    running: api.RunFolder,
    width: int,
    form: str,
    log: bool,
) -> None:
    window.resize(width, 800)
    charts = page.run.charts
    qtbot.waitUntil(lambda: charts._form == form)
    assert charts.tabs.isVisible() is (form == "narrow")
    assert charts.loss_card.isVisible()
    assert charts.share_card.isVisible() is (form != "narrow")
    assert charts.maps.isVisible() is (form == "wide")
    assert charts.log_shown is log
    if form == "narrow":
        charts.tabs.setFocus()
        QTest.keyClick(charts.tabs, Qt.Key.Key_Right)
        assert charts.share_card.isVisible()
        assert not charts.loss_card.isVisible()


def test_what_is_discarded_comes_back(
    qtbot: QtBot, window: MainWindow, page: TrainPage, write: Write, project: Path
) -> None:
    run = write("distil-1", 4)
    (run.path / "ended.json").write_text('{"state": "paused"}')
    shown(qtbot, page, run, "paused")
    actions(page)["train.discard"].run()
    assert not run.path.exists()
    qtbot.waitUntil(lambda: page.presenter.state.home.rows == (), timeout=TIMEOUT_MS)
    qtbot.mouseClick(window.toast.undo_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(page.presenter.state.home.rows) == 1, timeout=TIMEOUT_MS)
    view = shown(qtbot, page, run, "paused")
    assert len(view.curves.loss["loss"]) == 4


@pytest.mark.parametrize("kind", ["pause", "keep"])
def test_a_run_that_is_gone_refuses_in_a_sentence_and_leaves_the_list(
    qtbot: QtBot, window: MainWindow, page: TrainPage, write: Write, kind: str
) -> None:
    run = write("distil-1", 4)
    with run.heartbeat():
        shown(qtbot, page, run, "running")
    shutil.rmtree(run.path)
    with qtbot.waitSignal(page.context.refused) as said:
        page.presenter.monitor.stop(kind)
    assert "distil-1" in said.args[0]
    assert window.status.event_text() == said.args[0]
    qtbot.waitUntil(lambda: page.presenter.state.home.rows == (), timeout=TIMEOUT_MS)
    assert page.presenter.state.failure is None
    assert not run.path.exists()


@pytest.mark.parametrize("too_late", [False, True])
def test_a_run_that_was_about_to_be_discarded_comes_back(
    qtbot: QtBot, window: MainWindow, page: TrainPage, write: Write, too_late: bool
) -> None:
    """Wanted back before it stopped; its process may have read the wish before."""
    run = write("distil-1", 4)
    with run.heartbeat():
        shown(qtbot, page, run, "running")
        actions(page)["train.discard"].run()
        assert run.stop_requested() == "discard"
        restore = next(one for one in page.commands() if one.key == "train.restore")
        assert restore.reason() == ""
        restore.run()
        assert run.stop_requested() == "pause"
        (run.path / "ended.json").write_text('{"state": "paused"}')
    if too_late:
        api.discard_run(run)
    qtbot.waitUntil(
        lambda: [row.row.state for row in page.presenter.state.home.rows] == ["paused"],
        timeout=TIMEOUT_MS,
    )
    assert run.path.is_dir()


def test_the_command_is_copied(qtbot: QtBot, page: TrainPage, running: api.RunFolder) -> None:
    qtbot.mouseClick(page.run.side.copy_button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert QGuiApplication.clipboard().text() == page.presenter.state.run.command
    assert f"--resume {running.path}" in page.presenter.state.run.command
    qtbot.mouseClick(page.run.side.folder_button, Qt.MouseButton.LeftButton, pos=QPoint(10, 10))
    assert QGuiApplication.clipboard().text() == str(running.path)


@pytest.mark.parametrize("read_only", [False, True])
def test_maps_that_could_not_be_kept_are_not_offered(
    qtbot: QtBot, window: MainWindow, page: TrainPage, project: Path, read_only: bool
) -> None:
    teacher = write_run(project, "teacher", "finetune", accuracy=0.7, network="cp-resnet-128k")
    student = write_run(project, "student", accuracy=0.6)
    student.record(inputs={"teacher": str(teacher.path)})
    window.context.session.close()
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project, read_only=read_only)
    shown(qtbot, page, student, "done")

    def known() -> bool:
        view = page.presenter.state.run
        return view.can_draw_maps or "can only be read" in view.no_maps

    qtbot.waitUntil(known)
    run = page.presenter.state.run
    assert run.can_draw_maps is not read_only
    assert ("can only be read" in run.no_maps) is read_only
    assert page.run.charts.maps.button.isHidden() is read_only
