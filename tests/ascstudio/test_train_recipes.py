"""Recipes that are saved, opened, kept as drafts, or proposed by another page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, checked, write_run

from ascstudio.pages import NewRun
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard import starting
from ml_core import api

LEFT = Qt.MouseButton.LeftButton


# Recipes and drafts


def test_a_saved_recipe_opens_as_it_was(page: TrainPage, tmp_path: Path) -> None:
    setting_up = page.presenter.setting_up
    page.presenter.set_up("distil")
    setting_up.go_to("network")
    setting_up.choose_network("cp-mobile-54k")
    setting_up.set_field("distil", "roll_s", 0.25)
    made = setting_up.plan().recipe()
    setting_up.save(tmp_path, "walk")
    assert api.read_recipe(str(tmp_path / "walk.toml")) == made
    page.presenter.back()
    page.presenter.open_recipe(tmp_path / "walk.toml")
    assert page.presenter.state.wizard.flow == "distil"
    assert setting_up.plan().recipe() == made
    assert f"--recipe {tmp_path / 'walk.toml'}" in page.presenter.state.wizard.command
    setting_up.go_to("network")
    assert page.wizard.cards.choice() == "opened"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('stage = "distil"\nnetwork = "../../../../x"\n', "No network is named"),
        ('stage = "finetune"\nnetwork = "yamnet-of-mine"\n', "No network is named"),
    ],
)
def test_a_network_that_is_not_here_is_refused(
    page: TrainPage, tmp_path: Path, text: str, said: str
) -> None:
    (tmp_path / "theirs.toml").write_text(text, "utf-8")
    page.presenter.open_recipe(tmp_path / "theirs.toml")
    assert page.presenter.state.wizard is None
    assert said in page.presenter.state.failure.message


def test_paths_of_another_computer_are_not_taken_over(page: TrainPage, tmp_path: Path) -> None:
    theirs = 'stage = "distil"\ndir_folder = "/home/them/irs"\ndir_share = 0.5\n'
    (tmp_path / "theirs.toml").write_text(theirs, "utf-8")
    page.presenter.open_recipe(tmp_path / "theirs.toml")
    made = page.presenter.setting_up.plan().recipe()
    assert (made.dir_share, made.dir_folder) == (0.5, "")


def test_three_recipes_never_take_the_place_of_others(page: TrainPage, tmp_path: Path) -> None:
    (tmp_path / "all-2-distil.toml").write_text("mine")
    page.presenter.set_up("all")
    files = page.presenter.setting_up.recipe_files
    assert starting.free_name(tmp_path, "all", files) == "all-2"
    page.presenter.setting_up.save(tmp_path, "all-2")
    assert (tmp_path / "all-2-distil.toml").read_text() == "mine"
    assert (tmp_path / "all-2-3-quantize.toml").exists()


def test_paths_of_this_computer_are_not_saved(page: TrainPage, tmp_path: Path) -> None:
    weights = tmp_path / "secret-folder" / "yamnet.pt"
    weights.parent.mkdir()
    weights.write_bytes(b"\x80\x02" + bytes(100))
    page.presenter.set_up("finetune")
    page.presenter.setting_up.go_to("network")
    page.wizard.cards.chosen.emit("yamnet-frozen")
    page.presenter.setting_up.choose_weights(weights)
    assert page.presenter.setting_up.plan().recipe().weights == str(weights)
    page.presenter.setting_up.save(tmp_path, "shared")
    assert "secret-folder" not in (tmp_path / "shared.toml").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "no = [", 'stage = "distil"\nweird = 1\n', "\0\0"])
def test_what_is_no_recipe_is_said(page: TrainPage, tmp_path: Path, text: str) -> None:
    (tmp_path / "other.toml").write_text(text, "utf-8")
    page.presenter.open_recipe(tmp_path / "other.toml")
    assert page.presenter.state.failure is not None
    assert page.presenter.state.wizard is None


def test_answers_are_kept_as_a_draft(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    setting_up = page.presenter.setting_up
    page.presenter.set_up("distil")
    setting_up.go_to("network")
    setting_up.choose_network("cp-mobile-54k")
    setting_up.set_field("distil", "epochs", 9)
    made = setting_up.plan().recipe()
    qtbot.mouseClick(page.wizard.cancel_button, LEFT)
    page.presenter.set_up("distil")
    assert setting_up.plan().recipe() == made
    assert page.wizard.anew_button.isVisible()
    qtbot.mouseClick(page.wizard.anew_button, LEFT)
    assert setting_up.plan().recipe() == api.builtin_recipe("distil-default")
    assert not (project / "drafts" / "distil.json").exists()


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"source": 3}', "\ud83d".encode("utf-8", "ignore").decode()]
)
def test_a_broken_draft_is_forgotten(page: TrainPage, project: Path, text: str) -> None:
    (project / "drafts").mkdir()
    (project / "drafts" / "distil.json").write_text(text, "utf-8")
    page.presenter.set_up("distil")
    assert page.presenter.setting_up.plan().recipe() == api.builtin_recipe("distil-default")


def test_a_draft_whose_settings_no_longer_fit_is_forgotten(page: TrainPage, project: Path) -> None:
    page.presenter.set_up("distil")
    page.presenter.setting_up.set_field("distil", "epochs", 9)
    path = project / "drafts" / "distil.json"
    table = json.loads(path.read_text("utf-8"))
    table["changes"]["distil"]["gone"] = 1
    path.write_text(json.dumps(table), "utf-8")
    page.presenter.back()
    page.presenter.set_up("distil")
    assert page.presenter.setting_up.plan().recipe() == api.builtin_recipe("distil-default")


# A run like another one


def test_a_proposed_run_differs_in_one_thing(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    """As Evaluate proposes it of an int8 bundle: the student's recipe and teacher, one setting."""
    teacher = write_run(project, "t", "finetune", accuracy=0.7, network="cp-resnet-128k")
    student = write_run(project, "s", accuracy=0.5, network="cp-mobile-12k")
    student.record(inputs={"teacher": str(teacher.path)})
    int8 = write_run(project, "q", "quantize", accuracy=0.5)
    int8.record(inputs={"student": str(student.path)})
    qtbot.waitUntil(lambda: len(page.home.rows) == 3, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.presenter.setting_up.set_field("distil", "epochs", 3)  # of another draft
    page.context.go("train", NewRun(int8.path, {"dir_share": 0.6}))
    plan = page.presenter.setting_up.plan()
    learnt = api.read_recipe(str(student.path / "recipe.toml"))
    assert plan.recipe() == learnt.with_overrides(["dir_share=0.6"])
    assert plan.inputs() == {"teacher": str(teacher.path)}
    assert page.presenter.state.wizard.question.key == "pace"
    changed = [
        row.field.name for row in page.presenter.state.wizard.fields["distil"] if row.changed
    ]
    assert changed == ["dir_share"]
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    qtbot.mouseClick(page.wizard.next_button, LEFT)
    assert len(launched) == 1


def test_what_a_search_found_is_set_up_from_its_page(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    teacher = write_run(project, "t", "finetune", accuracy=0.7, network="cp-resnet-128k")
    recipe = api.builtin_recipe("distil-quick")
    with api.Project.open(project) as opened:
        search = api.new_search(
            opened, project / "runs" / "search-1", recipe, {"teacher": str(teacher.path)}, minutes=5
        )
    found = recipe.with_overrides(["peak_lr=0.007"])
    (search.path / "best.toml").write_text(found.to_toml(), "utf-8")
    trials = [
        {"number": 0, "state": "done", "params": {"peak_lr": 0.02}, "value": 0.4, "epochs": 12},
        {"number": 1, "state": "done", "params": {"peak_lr": 0.007}, "value": 0.5, "epochs": 12},
        {"number": 2, "state": "given_up", "params": {"peak_lr": 0.001}, "value": 0.1},
    ]
    rows = [{**one, "run": f"trials/{one['number']:03}"} for one in trials]
    (search.path / "trials.json").write_text(json.dumps({"trials": rows}), "utf-8")
    search.write_result({"accuracy": 0.45})
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.presenter.setting_up.set_field("distil", "epochs", 3)  # a draft that is not meant
    page.presenter.open_run(search.path)
    qtbot.waitUntil(
        lambda: bool(page.presenter.state.run and page.presenter.state.run.trials),
        timeout=TIMEOUT_MS,
    )
    table = page.run.charts.trials.table
    assert [table.item(row, 0).text() for row in range(3)] == ["1", "0", "2"]  # the best first
    assert page.run.charts.loss_card.isHidden()
    figures = {caption: number for caption, number, _ in page.presenter.state.run.figures}
    assert figures["Best in validation"] == "50.0 %"
    assert figures["Accuracy on the test split"] == "45.0 %"
    next(one for one in page.head_actions() if one.key == "train.next").run()
    plan = page.presenter.setting_up.plan()
    assert plan.recipe() == found
    assert plan.inputs() == {"teacher": str(teacher.path)}
    (offered,) = page.presenter.state.wizard.found
    assert offered.words == "50.0 %: peak_lr 0.007"


def test_a_run_that_was_typed_meanwhile_keeps_its_folder(
    qtbot: QtBot, page: TrainPage, launched: list[str]
) -> None:
    page.presenter.set_up("finetune")
    typed = page.presenter.setting_up.plan().run_path()
    typed.mkdir(parents=True)
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    qtbot.mouseClick(page.wizard.next_button, LEFT)
    assert launched == [f"{typed.name}-2"]


@pytest.mark.parametrize("wanted", [{"dir_share": 7.0}, {"gone": 1}])
def test_a_proposal_that_does_not_fit_is_said(
    qtbot: QtBot, page: TrainPage, project: Path, wanted: dict[str, float]
) -> None:
    run = write_run(project, "s", accuracy=0.5, network="cp-mobile-12k")
    page.context.go("train", NewRun(run.path, wanted))
    assert page.presenter.state.wizard.problem
    page.context.go("train", NewRun(project / "runs" / "gone", wanted))
    assert page.presenter.state.failure is not None
