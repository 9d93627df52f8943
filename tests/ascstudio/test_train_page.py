"""A user on Train: answer the questions, start, follow, stop, close the window, come back."""

from __future__ import annotations

import itertools
import json
import shlex
import struct
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, checked
from train_user import write_run as written

from ascstudio import theme
from ascstudio.pages.train import sizes
from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard import plan as planning
from ascstudio.pages.train.wizard import questions
from ascstudio.pages.train.wizard.plan import METHODS, TEACHERS
from ascstudio.pages.train.wizard.questions import Option
from ascstudio.pages.train.wizard.weights import look_at_weights
from ascstudio.project.names import bytes_words, network_title
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import IconButton
from ml_core import api

WriteRun = Callable[..., api.RunFolder]


@pytest.fixture
def write_run(project: Path) -> WriteRun:
    return partial(written, project)


def test_the_cards_say_what_is_needed(page: TrainPage) -> None:
    assert list(page.home.cards) == ["all", "finetune", "distil", "quantize"]
    assert page.home.cards["all"].button.kind == "primary"
    assert not page.home.cards["quantize"].button.isEnabled()  # there is no student
    assert page.home.cards["quantize"].button.toolTip()
    assert sum(card.button.kind == "primary" for card in page.home.cards.values()) == 1


def test_too_little_data_is_said(qtbot: QtBot, window: MainWindow, tmp_path: Path) -> None:
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.create(tmp_path / "empty")
    window.show_page("train")
    page = window.page("train")
    qtbot.waitUntil(lambda: bool(page.presenter.state.home.too_little))
    assert not page.home.cards["all"].button.isEnabled()
    page.presenter.set_up("finetune")
    checked(qtbot, page)
    page.presenter.setting_up.go(3)
    assert not page.wizard.next_button.isEnabled()
    assert page.presenter.state.wizard.blocked


def typed(command: str) -> tuple[api.Recipe, list[str]]:
    """The recipe of a command, and its words, as the command line would read them."""
    words = shlex.split(command)
    changes = [words[n + 1] for n, word in enumerate(words) if word == "--set"]
    recipe = api.builtin_recipe(words[words.index("--recipe") + 1])
    return recipe.with_overrides(changes), words


def test_answers_change_the_recipe_and_the_command(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    qtbot.mouseClick(page.wizard.student.more.button, Qt.MouseButton.LeftButton)
    page.wizard.student.more.chosen.emit("cp-mobile-54k")
    page.presenter.setting_up.go(2)
    page.wizard.cards.chosen.emit("quick")
    command = page.presenter.state.wizard.command
    recipe, words = typed(command)
    assert words[:2] == ["asc", "distil"]
    assert recipe == page.presenter.setting_up.plan().recipe()
    assert (recipe.network, recipe.front_end) == ("cp-mobile-54k", "short-16k")
    assert recipe.epochs < api.builtin_recipe("distil-default").epochs
    qtbot.mouseClick(page.wizard.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == command
    # going back keeps the answers
    page.presenter.setting_up.go(1)
    assert page.wizard.cards.choice() == "own"
    assert page.presenter.state.wizard.facts[1][1] == "CP-Mobile 54k"


def test_every_student_can_be_chosen_and_hears_with_what_suits_it(page: TrainPage) -> None:
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    students = {name for name, row in api.networks().items() if row["role"] == "student"}
    assert {option.key for option in page.presenter.state.wizard.question.more} == students
    for name in students:
        page.wizard.student.more.chosen.emit(name)
        state = page.presenter.state.wizard
        recipe, _ = typed(state.command)
        assert recipe.network == name
        kept = name.startswith("cp-mobile") and name != "cp-mobile-dcase24"
        assert recipe.front_end == ("short-16k" if kept else "")
        assert state.size.n_bytes == api.int8_size(api.networks()[name])[0]
    page.wizard.student.more.chosen.emit("cp-mobile-54k")
    assert option_of(page, "own").cost == "73 kB · 9.8 MMAC"


def test_a_student_over_the_budget_is_red(page: TrainPage, monkeypatch: pytest.MonkeyPatch) -> None:
    small = {"int8_bytes": 90_000, "int8_macs": 9_000_000}
    table = {name: {**row, **small} for name, row in api.networks().items()}
    table["tf-sepnet-64"]["int8_macs"] = 30_100_000
    for module in (sizes, planning, questions):
        monkeypatch.setattr(module, "networks", lambda _front_end="": table)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    options = page.presenter.state.wizard.question.more
    assert [option.key for option in options if option.over_budget] == ["tf-sepnet-64"]
    combo = page.wizard.student.more.networks
    red = combo.itemData(combo.findData("tf-sepnet-64"), Qt.ItemDataRole.ForegroundRole)
    assert red == theme.color("err")
    assert "over the budget" in combo.itemText(combo.findData("tf-sepnet-64"))


@pytest.mark.parametrize(
    ("stage", "network", "recipe", "greyed"),
    [
        (None, "", "distil-alone", False),
        ("finetune", "yamnet", "distil-inherit", False),
        ("fuse", "beats + yamnet", "distil-inherit", False),
        ("finetune", "cp-resnet-128k", "distil-default", True),
        ("fuse", "beats + passt", "distil-default", True),
    ],
)
def test_the_most_accurate_student_asks_for_yamnet_or_no_teacher(
    qtbot: QtBot,
    page: TrainPage,
    write_run: WriteRun,
    stage: str | None,
    network: str,
    recipe: str,
    greyed: bool,
) -> None:
    if stage is not None:
        run = write_run("teacher", stage, accuracy=0.7, network=network)
        qtbot.waitUntil(lambda: len(page.home.rows) == 1, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    (accurate,) = (o for o in page.presenter.state.wizard.question.options if o.key == "accurate")
    assert bool(accurate.reason) is greyed
    page.wizard.cards.chosen.emit("accurate")
    made, words = typed(page.presenter.state.wizard.command)
    assert words[words.index("--recipe") + 1] == recipe
    assert ("--teacher" in words) is (stage is not None)
    if stage is not None:
        assert words[words.index("--teacher") + 1] == str(run.path)
        assert page.presenter.setting_up.plan().inputs() == {"teacher": str(run.path)}
    assert made == page.presenter.setting_up.plan().recipe()


def write_safetensors(path: Path, metadata: dict[str, str]) -> Path:
    header = json.dumps({"__metadata__": metadata}).encode()
    path.write_bytes(struct.pack("<Q", len(header)) + header + bytes(2_000_000))
    return path


@pytest.mark.parametrize("teacher", TEACHERS)
def test_a_teacher_says_where_its_weights_are_and_waits_for_them(
    qtbot: QtBot, page: TrainPage, tmp_path: Path, teacher: str
) -> None:
    about = json.dumps({"name": "YAMNet", "licence": "Apache-2.0"})
    given = write_safetensors(tmp_path / "given.safetensors", {"about": about})
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit(teacher)
    network = api.builtin_recipe(teacher).network
    published = [entry for entry in api.published_weights(network) if entry.needed]
    assert ("needs its file" in option_of(page, teacher).cost) is bool(published)
    if published:
        page.presenter.setting_up.next()
        assert page.presenter.state.wizard.question.key == "weights"
        addresses = page.wizard.weights.findChildren(QLineEdit)
        assert [field.text() for field in addresses] == [entry.page for entry in published]
        for field in addresses:
            assert field.isReadOnly()
            assert field.accessibleName()
        labels = [label.text() for label in page.wizard.weights.findChildren(QLabel)]
        for entry in published:
            assert any(entry.publisher in words for words in labels)
            assert f"{entry.megabytes} MB" in labels
            stated = f"licence {entry.licence}"
            assert (stated if "none" not in entry.licence else "no licence stated") in labels
        assert not page.wizard.next_button.isEnabled()
        page.presenter.setting_up.go_to("check")
        checked(qtbot, page)
        assert not page.wizard.next_button.isEnabled()
        assert "weights" in page.wizard.next_button.toolTip()
        assert page.presenter.state.wizard.question.question == "Not ready yet"
        page.presenter.setting_up.go_to("weights")
        page.wizard.weights.chosen.emit(given)
        assert page.wizard.next_button.isEnabled()
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    assert page.presenter.state.wizard.last
    assert page.wizard.next_button.isEnabled()
    recipe, _ = typed(page.presenter.state.wizard.command)
    assert recipe == page.presenter.setting_up.plan().recipe()
    assert recipe.weights == (str(given) if published else "")


def option_of(page: TrainPage, key: str) -> Option:
    """An answer of the question in front."""
    return next(one for one in page.presenter.state.wizard.question.options if one.key == key)


def test_the_address_is_copied_and_nothing_else_happens(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("yamnet-frozen")
    page.presenter.setting_up.next()
    (copy,) = page.wizard.weights.findChildren(IconButton)
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == api.published_weights("yamnet")[0].page


def test_a_file_belongs_to_the_network_it_was_given_for(page: TrainPage, tmp_path: Path) -> None:
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("yamnet-frozen")
    page.presenter.setting_up.next()
    page.wizard.weights.chosen.emit(write_safetensors(tmp_path / "y.safetensors", {}))
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("yamnet-unfrozen")
    assert page.presenter.state.wizard.weights is not None
    page.wizard.cards.chosen.emit("beats-frozen")
    assert page.presenter.state.wizard.weights is None
    assert page.presenter.state.wizard.blocked


def test_a_pace_stretches_the_whole_schedule(page: TrainPage) -> None:
    for teacher, pace in itertools.product(TEACHERS, ("quick", "thorough")):
        page.presenter.set_up("finetune")
        page.presenter.setting_up.go_to("network")
        page.wizard.cards.chosen.emit(teacher)
        steps = [question.key for question in page.presenter.state.wizard.questions]
        page.presenter.setting_up.go(steps.index("pace"))
        page.wizard.cards.chosen.emit(pace)
        made, base = page.presenter.setting_up.plan().recipe(), api.builtin_recipe(teacher)
        assert (made.epochs < base.epochs) is (pace == "quick")
        if base.schedule == "linear_down":
            end = made.fall_until_epoch / made.epochs
            assert end == pytest.approx(base.fall_until_epoch / base.epochs, rel=0.1)


def test_a_student_becomes_int8_in_three_ways(
    qtbot: QtBot, page: TrainPage, write_run: WriteRun
) -> None:
    run = write_run("distil-1", accuracy=0.5)
    qtbot.waitUntil(lambda: len(page.home.rows) == 1, timeout=TIMEOUT_MS)
    page.presenter.set_up("quantize")
    page.presenter.setting_up.next()
    assert page.wizard.cards.choice() == "quantize-default"
    for method in METHODS:
        page.wizard.cards.chosen.emit(method)
        recipe, words = typed(page.presenter.state.wizard.command)
        assert recipe == api.builtin_recipe(method)
        assert words[:4] == ["asc", "quantize", words[2], str(run.path)]
        assert (recipe.epochs == 0) is (method == "quantize-ptq")


@pytest.mark.parametrize("content", [b"", b"1234567", b"\xff" * 100, b"\x02" + bytes(7) + b"[]"])
@pytest.mark.parametrize("name", ["x.safetensors", "x.pt", "yamnet.h5"])
def test_garbage_is_no_file_of_weights(content: bytes, name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(api.AscError, match="cannot be read as weights"):
        look_at_weights(path)


def test_garbage_is_refused_at_once_and_told(page: TrainPage, tmp_path: Path) -> None:
    (tmp_path / "notes.pt").write_text("not weights at all")
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("beats-frozen")
    page.presenter.setting_up.next()
    page.wizard.weights.chosen.emit(tmp_path / "notes.pt")
    (banner,) = page.banners()
    assert banner.title == '"notes.pt" cannot be read as weights.'
    assert page.presenter.state.wizard.weights is None
    page.presenter.setting_up.go(0)
    assert not page.banners()


def test_weights_of_another_network_give_the_sentence_of_the_engine(
    qtbot: QtBot, page: TrainPage, tmp_path: Path
) -> None:
    """The real thing: the run ends at once and says what is wrong with the file."""
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("yamnet-frozen")
    page.presenter.setting_up.next()
    header = json.dumps({"layer": {"dtype": "F32", "shape": [1], "data_offsets": [0, 4]}}).encode()
    wrong = tmp_path / "other.safetensors"
    wrong.write_bytes(struct.pack("<Q", len(header)) + header + bytes(4))
    page.wizard.weights.chosen.emit(wrong)
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(
        lambda: (run := page.presenter.state.run) is not None and run.row.state == "failed",
        timeout=120_000,
    )
    assert "other.safetensors" in page.presenter.state.run.problem
    assert "not a file of yamnet" in page.presenter.state.run.problem


def test_what_can_be_chosen_is_reached_by_keyboard_and_named(page: TrainPage) -> None:
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("beats-frozen")
    page.presenter.setting_up.next()
    order = page.wizard.weights.findChildren(QWidget)
    stops = [one for one in order if one.focusPolicy() & Qt.FocusPolicy.TabFocus]
    assert len(stops) == 5  # two addresses with a copy button each, then the chooser
    assert all(one.accessibleName() for one in stops)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    page.wizard.student.more.button.click()
    assert page.wizard.student.more.networks.isVisible()
    assert page.wizard.student.more.networks.accessibleName()


def test_runs_are_picked_up_and_opened(qtbot: QtBot, page: TrainPage, write_run: WriteRun) -> None:
    write_run("cp-resnet-128k-1", "finetune", accuracy=0.75)
    run = write_run(
        "distil-1", accuracy=0.5, per_device={"a": 0.6, "s1": 0.3}, device_clips={"a": 4, "s1": 9}
    )
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    row = next(r.row for r in page.presenter.state.home.rows if r.path == run.path)
    assert (row.accuracy, row.unseen, row.state) == ("50.0 %", "30.0 %", "done")
    qtbot.mouseClick(page.home.rows[run.path], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.presenter.state.run is not None)
    qtbot.waitUntil(lambda: bool(page.presenter.state.run.curves.loss), timeout=TIMEOUT_MS)
    curves = page.presenter.state.run.curves
    assert [y for _, y in curves.loss["loss"]] == pytest.approx([2.0, 1.0, 2 / 3])
    assert curves.best_accuracy() == pytest.approx(0.3)
    assert [one.key for one in page.head_actions()[-2:]] == ["train.next", "train.evaluate"]


def test_a_living_run_can_be_paused(qtbot: QtBot, page: TrainPage, write_run: WriteRun) -> None:
    run = write_run("distil-3")
    with run.heartbeat():
        page.presenter.open_run(run.path)
        qtbot.waitUntil(lambda: page.presenter.state.run is not None, timeout=TIMEOUT_MS)
        assert page.presenter.state.run.row.state == "running"
        pause = next(action for action in page.head_actions() if action.key == "train.pause")
        pause.run()
        assert run.stop_requested() == "pause"
        # what the run goes on to write appears by itself
        run.append_event("epoch", 4, 12, loss=0.4)
        qtbot.waitUntil(lambda: page.presenter.state.run.done == 4, timeout=TIMEOUT_MS)


def test_a_run_goes_on_without_the_window_and_is_picked_up(
    qtbot: QtBot,
    window: MainWindow,
    page: TrainPage,
    project: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The real thing: a student of one epoch, started by clicks, while the project is closed."""
    page.presenter.set_up("distil")
    page.presenter.setting_up.go(1)
    page.wizard.cards.chosen.emit("quick")
    short = page.presenter.setting_up.plan().recipe().with_overrides(["epochs=1", "threads=1"])
    monkeypatch.setattr(planning.Plan, "recipe", lambda self, stage="": short)
    page.presenter.setting_up.go(3)
    checked(qtbot, page)
    qtbot.mouseClick(page.wizard.next_button, Qt.MouseButton.LeftButton)
    assert page.presenter.state.failure is None
    window.context.session.close()
    assert not page.presenter.state.ready
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    qtbot.waitUntil(lambda: len(page.presenter.state.home.rows) == 1, timeout=TIMEOUT_MS)
    qtbot.waitUntil(lambda: page.presenter.state.home.rows[0].row.state == "done", timeout=150_000)
    assert page.presenter.state.home.rows[0].row.accuracy.endswith("%")


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
    assert network_title("cp-mobile-dcase24") == "CP-Mobile DCASE 2024"
    assert network_title("yamnet") == "YAMNet"
    assert network_title("beats + yamnet-9k") == "BEATs + YAMNet 9k"
    assert network_title("ds-flexinet-sm3") == "DS-FlexiNet sm3"
    assert network_title("mine") == "mine"
    assert network_title("") == ""
    assert bytes_words(54_321) == "54 kB"
    assert bytes_words(14_917_924) == "15 MB"
