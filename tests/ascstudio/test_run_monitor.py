"""The monitor of a run: every state it can be in, from folders as stages leave them."""

from __future__ import annotations

import json
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from noise_project import write_noise_project
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.told import RunState, clock_words
from ascstudio.pages.train.view import TrainPage
from ascstudio.project.run_phases import phase_of, phases_of, share_of_bar
from ascstudio.project.runs import Look, take_look
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 20_000
Write = Callable[..., api.RunFolder]
Events = list[dict[str, Any]]


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return write_noise_project(tmp_path, bundle=False)


@pytest.fixture
def page(
    qtbot: QtBot, window: MainWindow, project: Path, monkeypatch: pytest.MonkeyPatch
) -> TrainPage:
    """Train with a project without runs; one run may start by itself."""
    monkeypatch.setenv("ASC_RUNS_AT_ONCE", "1")
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("train")
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    shown = window.page("train")
    assert isinstance(shown, TrainPage)
    return shown


@pytest.fixture
def write(project: Path) -> Write:
    """Writes the folder of a run as a stage would: its recipe, and the events of some epochs."""

    def make(
        name: str,
        epochs: int = 3,
        *,
        of: int = 12,
        stage: str = "distil",
        ago_s: float = 5.0,
        changes: tuple[str, ...] = (),
        **facts: object,
    ) -> api.RunFolder:
        base = {"finetune": "cp-resnet-128k"}.get(stage, f"{stage}-quick")
        recipe = api.builtin_recipe(base).with_overrides(list(changes))
        started = {"started": time.time() - 300, **facts}
        run = api.RunFolder.create(project / "runs" / name, stage, recipe.to_toml(), started)
        if epochs:
            write_events(run, trained(epochs, of), ago_s)
        return run

    return make


def trained(epochs: int, of: int, devices: tuple[str, ...] = ("a", "b")) -> Events:
    """What a run with a validation part tells until the end of an epoch."""
    events: Events = [{"stage": "start", "done": 0, "total": None}]
    events.append({"stage": "decoding", "done": 9, "total": 9})
    for n in range(1, epochs + 1):
        metrics = {"loss": 2.0 / n, "val_loss": 2.5 / n, "val_accuracy": n / 20, "lr": 1e-3}
        metrics |= {f"accuracy@{name}": n / 20 for name in devices}
        metrics |= {"best_epoch": n, "samples_per_s": 214.0, "time_left_s": 60.0 * (of - n)}
        events.append({"stage": "epoch", "done": n, "total": of, "metrics": metrics})
    return events


def write_events(run: api.RunFolder, events: Events, ago_s: float) -> None:
    """One second apart, the newest ``ago_s`` ago."""
    first_s = time.time() - ago_s - len(events) + 1
    lines = [
        json.dumps({"metrics": {}, **event, "time": first_s + n}) for n, event in enumerate(events)
    ]
    (run.path / "events.jsonl").write_text("\n".join(lines) + "\n", "utf-8")


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


# Laws


STEPS = st.sampled_from(["decoding", "teacher", "step", "epoch", "test", "convert", "measure"])
SOME_EVENTS = st.lists(
    st.tuples(STEPS, st.integers(0, 30), st.one_of(st.none(), st.just(30)), st.booleans()),
    max_size=40,
)


@given(stage=st.sampled_from(["finetune", "distil", "quantize", "fuse"]), found=SOME_EVENTS)
@settings(deadline=None)
def test_the_bar_never_goes_back_and_curves_never_redraw_their_past(
    stage: str, found: list[tuple[str, int, int | None, bool]]
) -> None:
    """Whatever is written, also by workers that are killed and begin again."""
    curves = RunCurves(stage=stage)
    whole: Events = []
    for n, (step, done, total, again) in enumerate(found):
        part: Events = [{"time": 2.0 * n, "stage": "start", "done": 0, "total": None}] * again
        metrics = {"loss": float(n), "val_accuracy": 0.5} if step == "epoch" else {}
        part.append(
            {"time": 2.0 * n + 1, "stage": step, "done": done, "total": total, "metrics": metrics}
        )
        before, curves = curves, curves.extended(part, n + 1)
        whole += part
        assert before.share <= curves.share <= 1.0
        untouched = {x: y for x, y in before.loss.get("loss", ()) if x != done}
        assert untouched.items() <= dict(curves.loss.get("loss", ())).items()
    at_once = RunCurves(stage=stage).extended(whole, len(found))
    assert (at_once.share, at_once.loss, at_once.steps) == (curves.share, curves.loss, curves.steps)
    assert at_once.seconds == pytest.approx(curves.seconds)
    for phase in curves.phases("running"):
        assert phase.key in phases_of(stage)


@pytest.mark.parametrize("stage", ["finetune", "distil", "specialise", "quantize", "fuse"])
def test_the_parts_of_a_run_fill_the_bar(stage: str) -> None:
    ends = [share_of_bar(stage, phase, 1.0) for phase in phases_of(stage)]
    starts = [share_of_bar(stage, phase, 0.0) for phase in phases_of(stage)]
    assert starts == pytest.approx([0.0, *ends[:-1]])
    assert ends[-1] == 1.0
    assert phase_of(stage, "step") == phase_of(stage, "epoch") == "train"


def test_time_that_nobody_worked_does_not_count() -> None:
    events = [
        {"time": 10.0, "stage": "start", "done": 0, "total": None},
        {"time": 14.0, "stage": "epoch", "done": 1, "total": 3, "metrics": {"loss": 1.0}},
        {"time": 9014.0, "stage": "start", "done": 0, "total": None},  # killed, resumed later
        {"time": 9015.0, "stage": "epoch", "done": 2, "total": 3, "metrics": {"loss": 0.5}},
    ]
    assert sum(RunCurves(stage="distil").extended(events, 1).seconds.values()) == 5.0


def test_an_epoch_that_was_trained_twice_is_one_point() -> None:
    once = {"stage": "epoch", "done": 1, "total": 3, "metrics": {"loss": 1.0}}
    again = {"stage": "epoch", "done": 1, "total": 3, "metrics": {"loss": 0.9}}
    assert RunCurves().extended([once, again], 2).loss["loss"] == ((1.0, 0.9),)


def test_a_look_takes_over_what_is_over_and_misses_nothing(write: Write, project: Path) -> None:
    paused, other = write("distil-1"), write("distil-2")
    (paused.path / "ended.json").write_text('{"state": "paused"}')
    first = take_look(project, Look(), may_start=False)
    assert first is not None
    second = take_look(project, first, may_start=False)
    assert second is not None
    assert second.known[paused.path].status is first.known[paused.path].status
    write_events(other, trained(5, 12), 1.0)
    paused.write_result({"accuracy": 0.5})
    third = take_look(project, second, may_start=False)
    assert third is not None
    assert [one.status for one in third.known.values()] == api.list_runs(project / "runs")
    assert third.known[paused.path].status.state == "done"
    shutil.rmtree(other.path)
    fourth = take_look(project, third, may_start=False)
    assert fourth is not None
    assert list(fourth.known) == [paused.path]


def test_clocks() -> None:
    assert [clock_words(s) for s in (0, 41.4, 192, 3725)] == ["0:00", "0:41", "3:12", "1:02:05"]


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
        assert view.size == (network["parameters"], network["macs"])
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
