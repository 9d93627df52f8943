"""Sets runs up as a user does: answers, settings, drafts, recipes, findings, and the start."""

from __future__ import annotations

import dataclasses
import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, checked, write_run

from ascstudio.pages.train import sizes
from ascstudio.pages.train.flows import FLOWS
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard import plan as planning
from ascstudio.pages.train.wizard import questions, starting
from ascstudio.pages.train.wizard.fields import Fields
from ascstudio.pages.train.wizard.plan import SEVERAL
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import tab_stops
from ml_core import api, recipes
from ml_core.cli import build_parser, running
from ml_core.errors import ProjectError

LEFT = Qt.MouseButton.LeftButton


def start(qtbot: QtBot, page: TrainPage) -> None:
    """Click *Next* until it starts."""
    while page.presenter.state.wizard is not None:
        if page.presenter.state.wizard.last:
            checked(qtbot, page)
        qtbot.mouseClick(page.wizard.next_button, LEFT)
    assert page.presenter.state.failure is None


# All the way


@pytest.mark.parametrize("flow", FLOWS)
def test_at_most_five_clicks_from_set_up_to_running(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str], flow: str
) -> None:
    if flow == "quantize":
        write_run(project, "student", accuracy=0.5, network="cp-mobile-6k")
    qtbot.waitUntil(lambda: page.home.cards[flow].button.isEnabled(), timeout=TIMEOUT_MS)
    qtbot.mouseClick(page.home.cards[flow].button, LEFT)
    clicks = 1 + len(page.presenter.state.wizard.questions)
    start(qtbot, page)
    assert clicks <= 5
    assert len(launched) == 1  # the rest of a chain waits for the one before
    assert page.presenter.monitor.path.name == launched[0]


def test_all_the_way_is_a_chain_that_ends_in_a_bundle(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    page.presenter.set_up("all")
    page.presenter.setting_up.go(1)
    page.wizard.cards.chosen.emit("micro")
    page.wizard.learning.pace.chosen.emit("quick")
    plan = page.presenter.setting_up.plan()
    wanted, command = plan.recipes(), plan.command()
    start(qtbot, page)
    runs = [api.RunFolder(path) for path in sorted((project / "runs").glob("all-*"))]
    assert [recipes.parse_run(run.recipe_toml) for run in runs] == list(wanted)
    assert [run.provenance["chain"] for run in runs] == [[run.name for run in runs]] * 3
    assert runs[1].provenance["inputs"] == {"teacher": str(runs[0].path)}
    assert runs[2].provenance["inputs"] == {"student": str(runs[1].path)}
    assert Path(runs[2].provenance["bundle"]).parent == project / "bundles"
    # the command makes the same recipes
    arguments = build_parser().parse_args(shlex.split(command)[1:])
    assert tuple(running._recipes(arguments)) == wanted
    assert arguments.name in runs[0].name
    assert wanted[1].network == "cp-mobile-12k"
    assert wanted[0].epochs < api.builtin_recipe("finetune-default").epochs


def test_defaults_of_all_the_way_are_those_of_the_command_line(page: TrainPage) -> None:
    page.presenter.set_up("all")
    arguments = build_parser().parse_args(["all", "PROJECT"])
    assert page.presenter.setting_up.plan().recipes() == tuple(running._recipes(arguments))
    assert not page.presenter.state.wizard.size.over_budget


# More


@pytest.mark.parametrize(
    "kind", [recipes.FinetuneRecipe, recipes.DistilRecipe, recipes.QuantizeRecipe]
)
def test_every_setting_has_words_a_range_and_an_editor(kind: type) -> None:
    found = {field.name: field for field in Fields().of(kind())}
    names = {field.name for field in dataclasses.fields(kind)}
    assert found.keys() == names - {"weights"}  # which has a step of its own
    for field in found.values():
        assert field.title
        assert field.sentence.endswith(".")
        assert (
            field.kind in ("switch", "choice", "text")
            or field.range_words
            or field.name in ("validation_seed",)
        )
        assert bool(field.choices) == (field.kind == "choice")


def test_a_setting_is_typed_marked_and_taken_back(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("pace")
    qtbot.mouseClick(page.wizard.more.button, LEFT)
    editor = page.wizard.more.editors["epochs"]
    line = editor.editor
    assert isinstance(line, QLineEdit)
    qtbot.waitUntil(line.isVisible)
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "7")
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert page.presenter.setting_up.plan().recipe().epochs == 7
    assert "--set epochs=7" in page.presenter.state.wizard.command
    back = editor.reset_button
    place = back.rect().center

    def in_sight() -> bool:
        page.wizard.middle.ensureWidgetVisible(back)
        return QApplication.widgetAt(back.mapToGlobal(place())) is back

    qtbot.waitUntil(in_sight)
    qtbot.mouseClick(back, LEFT)
    assert page.presenter.setting_up.plan().recipe() == api.builtin_recipe("distil-default")
    assert not editor.reset_button.isVisible()
    assert page.presenter.state.wizard.question.key == "pace"  # Enter in a field is not *Next*
    QTest.keyClick(page.wizard.next_button, Qt.Key.Key_Return)
    assert page.presenter.state.wizard.question.key == "check"


def test_enter_goes_on_from_every_step(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("distil")
    wizard, seen = page.wizard, []
    qtbot.waitUntil(wizard.isVisible)
    while not (state := page.presenter.state.wizard).last:
        seen.append(state.question.key)
        QTest.keyClick(wizard.focusWidget() or wizard, Qt.Key.Key_Return)
        assert page.presenter.state.wizard.question.key not in seen
    assert len(seen) > 2


def test_alt_left_goes_back_from_wherever_the_focus_is(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("distil")
    wizard = page.wizard
    with qtbot.waitExposed(page.window()):
        page.window().show()
    page.window().activateWindow()
    qtbot.waitUntil(page.window().isActiveWindow)
    while not page.presenter.state.wizard.last:
        wizard.next_button.click()
    for stop in (wizard.next_button, wizard.previous_button, wizard.copy_button):
        before = page.presenter.state.wizard.current
        stop.setFocus()
        QTest.keyClick(stop, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        assert page.presenter.state.wizard.current == before - 1


def test_tab_goes_through_the_question_before_its_buttons(page: TrainPage) -> None:
    page.presenter.set_up("all")
    wizard, found = page.wizard, [page.wizard.steps]
    boxes = list(wizard.data.boxes.values())
    while found[-1] is not wizard.next_button:
        following = found[-1].nextInFocusChain()
        while not following.focusPolicy() & Qt.FocusPolicy.TabFocus or following.isHidden():
            following = following.nextInFocusChain()
        found.append(following)
        assert len(found) < 200
    assert [one for one in found if one in boxes] == boxes
    assert found[-2:] == [wizard.cancel_button, wizard.next_button]
    assert wizard.copy_button not in found


def test_what_opens_has_its_room_at_once(page: TrainPage) -> None:
    """Nothing around it is squeezed until Qt finds the time to show it."""
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("pace")
    qapp = QApplication.instance()
    page.wizard.more.open()
    assert all(editor.isVisible() for editor in page.wizard.more.editors.values())
    qapp.sendPostedEvents()
    assert page.wizard.middle.widget().height() >= page.wizard.middle.widget().sizeHint().height()


def test_what_the_engine_refuses_is_not_taken_over(page: TrainPage) -> None:
    setting_up = page.presenter.setting_up
    page.presenter.set_up("distil")
    setting_up.go_to("pace")
    for name, value in (("peak_lr", -1.0), ("mixup_share", 3.0), ("network", "nothing")):
        setting_up.set_field("distil", name, value)
        assert name in page.presenter.state.wizard.problem or "nothing" in value
        assert setting_up.plan().recipe() == api.builtin_recipe("distil-default")
    setting_up.set_field("distil", "peak_lr", 0.001)
    assert page.presenter.state.wizard.problem == ""


def test_trust_and_device_colours_are_settings_too(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    write_run(project, "teacher", "finetune", accuracy=0.7, network="cp-resnet-128k")
    qtbot.waitUntil(lambda: len(page.home.rows) == 1, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("pace")
    assert page.wizard.learning.trust.isVisible()
    page.wizard.learning.trust.changed.emit(0.3)
    assert page.presenter.setting_up.plan().recipe().soft_weight == 0.3
    qtbot.mouseClick(page.wizard.learning.colours.switch, LEFT)
    assert page.presenter.setting_up.plan().recipe().freq_mixstyle_share == 0.0
    qtbot.mouseClick(page.wizard.learning.colours.switch, LEFT)
    made = page.presenter.setting_up.plan().recipe()
    assert made.freq_mixstyle_share == api.builtin_recipe("distil-default").freq_mixstyle_share


def test_accuracy_is_watched_only_where_somebody_wants_it(qtbot: QtBot, page: TrainPage) -> None:
    """The defaults are those of the command line: everything is learned."""
    page.presenter.set_up("all")
    page.presenter.setting_up.go_to("goal")
    switch = page.wizard.learning.watched.switch
    assert not switch.isChecked()
    qtbot.mouseClick(switch, LEFT)
    plan = page.presenter.setting_up.plan()
    assert [plan.recipe(stage).validation_share for stage in plan.stages] == [0.1, 0.1, 0.0]
    qtbot.mouseClick(switch, LEFT)
    plan = page.presenter.setting_up.plan()
    assert plan.recipes() == tuple(api.builtin_recipe(f"{stage}-default") for stage in plan.stages)


def test_over_the_budget_is_greyed_until_the_switch_is_off(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = {name: dict(row) for name, row in api.networks().items()}
    table["plain-cnn-120k"]["int8_macs"] = 41_000_000
    for module in (sizes, planning, questions):
        monkeypatch.setattr(module, "networks", lambda _front_end="": table)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("network")

    def accurate() -> questions.Option:
        options = page.presenter.state.wizard.question.options
        return next(one for one in options if one.key == "accurate")

    assert "Switch the budget off" in accurate().reason
    qtbot.mouseClick(page.wizard.student.budget.switch, LEFT)
    assert not accurate().reason
    page.wizard.cards.chosen.emit("accurate")
    assert page.presenter.state.wizard.size.over_budget
    assert "41" in page.wizard.side.macs.accessibleDescription()
    qtbot.mouseClick(page.wizard.student.budget.switch, LEFT)
    assert not page.presenter.state.wizard.size.over_budget  # it goes back to what fits


# Data and findings


def test_a_scene_is_left_out_of_the_run_alone(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    page.presenter.set_up("all")
    scenes = [row.scene for row in page.presenter.state.wizard.data.scenes]
    before = [clip.state for clip in page.context.session.table.clips]
    qtbot.mouseClick(page.wizard.data.boxes["hum"], LEFT)
    rest = [scene for scene in scenes if scene != "hum"]
    plan = page.presenter.setting_up.plan()
    assert plan.recipe("finetune").chosen_scenes == tuple(rest)
    assert [plan.recipe(stage).scenes for stage in ("distil", "quantize")] == ["", ""]
    assert page.presenter.state.wizard.data.n_scenes == len(rest)
    assert [clip.state for clip in page.context.session.table.clips] == before
    qtbot.mouseClick(page.wizard.data.boxes["hum"], LEFT)
    assert page.presenter.setting_up.plan().recipe("finetune").scenes == ""


def test_a_scene_whose_name_holds_a_comma_is_one_scene(qtbot: QtBot, page: TrainPage) -> None:
    session, name = page.context.session, "hum, hiss"
    ids = [clip.segment_id for clip in session.table.clips if clip.scene == "hum"]
    with qtbot.waitSignal(session.changed):
        session.edit(ids, lambda project: project.label(ids, name))
    page.presenter.set_up("all")
    others = [scene for scene in page.wizard.data.boxes if scene != name]
    qtbot.mouseClick(page.wizard.data.boxes[others[0]], LEFT)
    learned = page.presenter.setting_up.plan().recipe("finetune").chosen_scenes
    assert set(learned) == {name, *others[1:]}
    wanted = {row.scene for row in page.presenter.state.wizard.data.scenes if row.wanted}
    assert wanted == {name, *others[1:]}
    assert page.presenter.state.wizard.problem == ""


def test_one_scene_alone_cannot_be_learned(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("all")
    others = list(page.wizard.data.boxes)[1:]
    for scene in others:
        page.presenter.setting_up.choose_scene(scene, wanted=False)
    assert page.presenter.state.wizard.problem
    assert page.presenter.state.wizard.data.n_scenes == 2
    assert page.wizard.data.boxes[others[-1]].isChecked()


def test_what_is_not_divided_blocks_until_it_is(qtbot: QtBot, page: TrainPage) -> None:
    session = page.context.session
    ids = session.table.segment_ids.tolist()
    session.edit(ids, lambda project: project.set_split(dict.fromkeys(ids)))
    page.presenter.set_up("all")
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    assert not page.wizard.next_button.isEnabled()
    assert "training split" in page.wizard.next_button.toolTip()
    page.presenter.setting_up.go(0)
    qtbot.mouseClick(page.wizard.data.divide_button, LEFT)
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    qtbot.waitUntil(page.wizard.next_button.isEnabled, timeout=TIMEOUT_MS)


def test_a_look_that_fails_is_said_and_not_waited_for(
    qtbot: QtBot, page: TrainPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise ProjectError("The clips cannot be read.", hint="Open the project again.")

    with monkeypatch.context() as broken:
        broken.setattr(api, "check_chain", refuse)
        page.presenter.set_up("all")
        qtbot.waitUntil(lambda: page.presenter.state.failure is not None, timeout=TIMEOUT_MS)
        assert page.banners()[0].title == "The clips cannot be read."
        page.presenter.setting_up.go_to("check")
        qtbot.waitUntil(lambda: page.presenter.state.wizard.unchecked, timeout=TIMEOUT_MS)
    assert page.presenter.state.wizard.blocked == "The data could not be checked."
    assert "could not be checked" in page.wizard._sentence.text()
    assert not page.wizard.next_button.isEnabled()
    page.presenter.setting_up.go_to("check")  # another try
    checked(qtbot, page)
    assert page.presenter.state.failure is None
    assert not page.presenter.state.wizard.unchecked


def test_a_finding_does_what_it_offers(qtbot: QtBot, page: TrainPage) -> None:
    page.presenter.set_up("all")
    page.presenter.setting_up.go_to("check")
    checked(qtbot, page)
    few = next(one for one in page.presenter.state.wizard.findings if one.kind == "few_clips")
    buttons = [one for one in page.wizard.check.findChildren(Button) if one.text() == "Leave out"]
    assert buttons
    page.presenter.setting_up.act(few)
    learned = page.presenter.setting_up.plan().recipe("finetune").chosen_scenes
    assert few.names[0] not in learned
    checked(qtbot, page)
    found = page.presenter.state.wizard.findings
    assert few.names not in [one.names for one in found if one.kind == "few_clips"]


# Teachers together, and searches


def test_two_teachers_are_fused_first(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    one = write_run(project, "t1", "finetune", accuracy=0.7, network="cp-resnet-128k")
    two = write_run(project, "t2", "finetune", accuracy=0.6, network="yamnet")
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.wizard.cards.chosen.emit(SEVERAL)
    assert all(box.isChecked() for box in page.wizard.together.boxes.values())
    plan = page.presenter.setting_up.plan()
    assert plan.can_inherit  # one of them is YAMNet
    words = plan.command().splitlines()
    assert shlex.split(words[0])[:2] == ["asc", "fuse"]
    assert {str(one.path), str(two.path)} < set(shlex.split(words[0]))
    start(qtbot, page)
    assert launched == [plan.fusion_path().name]
    run = api.RunFolder(plan.run_path())
    assert run.provenance["inputs"] == {"teacher": str(plan.fusion_path())}
    assert set(api.RunFolder(plan.fusion_path()).provenance["inputs"].values()) == {
        str(one.path), str(two.path),
    }  # fmt: skip


def test_what_a_fusion_would_bring_is_shown_and_leads_to_explore(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    for name in ("t1", "t2"):
        write_run(project, name, "finetune", accuracy=0.7, network="cp-resnet-128k")
    qtbot.waitUntil(lambda: len(page.home.rows) == 2, timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.wizard.cards.chosen.emit(SEVERAL)
    setting_up, brief = page.presenter.setting_up, {"accuracy": 0.5, "per_device": {"a": 0.5}}
    setting_up.fusion.key = setting_up.fusion_key()
    setting_up.fusion.answer = {
        "runs": ["t1", "t2"], "network": "a + b", "weights": [1.2, 0.8], "scenes": ["hiss", "hum"],
        "biases": [0.1, -0.4], "systems": [brief, brief], "averaged": brief, "fused": brief,
        "accuracy": 0.5, "fitted_on": "training sources",
        "disagreement": {"n_disagree": 2, "n_clips": 9, "segment_ids": [1, 2]},
    }  # fmt: skip
    setting_up.changed.emit()
    wanted: list[tuple[str, object]] = []
    page.context.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    qtbot.mouseClick(page.wizard.together.explore_button, LEFT)
    assert wanted == [("explore", (1, 2))]
    page.wizard.together.how.chosen.emit("average")  # that was not what was asked for
    setting_up.choose_teachers(setting_up.wizard.answers.together, average=True)
    assert setting_up.fusion.key != setting_up.fusion_key()


def test_a_search_is_a_run_whose_best_can_be_taken(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str]
) -> None:
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("pace")
    page.wizard.learning.minutes.setText("12")
    qtbot.mouseClick(page.wizard.learning.search_button, LEFT)
    (name,) = launched
    run = api.RunFolder(project / "runs" / name)
    assert run.provenance["stage"] == "search"
    assert (run.provenance["searches"], run.provenance["minutes"]) == ("distil", 12)
    assert run.provenance["at_once"] == 0  # one after the other
    assert "compute" not in run.provenance
    assert starting.best_of_search(run.path) is None
    found = api.builtin_recipe("distil-default").with_overrides(["peak_lr=0.007"])
    (run.path / "best.toml").write_text(found.to_toml(), "utf-8")
    page.presenter.back()
    qtbot.waitUntil(lambda: bool(page.presenter.home.searches()), timeout=TIMEOUT_MS)
    page.presenter.set_up("distil")
    page.presenter.setting_up.go_to("pace")
    (opened,) = page.presenter.state.wizard.found
    page.presenter.setting_up.open_recipe(opened)
    assert page.presenter.setting_up.plan().recipe().peak_lr == 0.007


@pytest.mark.parametrize(
    ("place", "shown", "typed", "rounds", "there"),
    [
        ("auto", "1", "2", 2, "processes:2"),
        ("processes:2", "2", "", 2, "processes:2"),
        ("ray", "4", "3", 3, "ray"),
        ("ray", "4", "1", 2, "ray"),  # one would not be for a cluster
    ],
)
def test_a_search_tries_several_settings_at_once_where_it_is_computed(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str],
    place: str, shown: str, typed: str, rounds: int, there: str,
) -> None:  # fmt: skip
    page.presenter.set_up("distil")
    page.presenter.setting_up.choose_place(place)
    page.presenter.setting_up.go_to("pace")
    learning = page.wizard.learning
    layout = learning.layout()
    assert layout is not None
    assert learning.at_once.text() == shown
    assert learning.at_once.accessibleDescription()
    stops = list(tab_stops(layout))
    assert stops.index(learning.minutes) < stops.index(learning.at_once)
    assert stops.index(learning.at_once) < stops.index(learning.search_button)
    if typed:
        learning.at_once.selectAll()
        qtbot.keyClicks(learning.at_once, typed)
    qtbot.mouseClick(learning.search_button, LEFT)
    run = api.RunFolder(project / "runs" / launched[0])
    assert (run.provenance["at_once"], run.provenance["compute"]) == (rounds, there)


def test_a_network_over_the_budget_is_shown_as_what_is_chosen(page: TrainPage) -> None:
    page.presenter.set_up("distil")
    setting_up = page.presenter.setting_up
    setting_up.go_to("network")
    setting_up.choose_network("tf-sepnet-64")
    assert page.wizard.cards.choice() == planning.OWN
    assert not setting_up.wizard.answers.within_budget
    setting_up.set_within_budget(True)  # back within it: another student
    assert page.wizard.cards.choice() == "small"
    assert setting_up.plan().network != "tf-sepnet-64"
    setting_up.choose_network("cp-mobile-6k")
    assert setting_up.wizard.answers.within_budget
