"""Where a run is computed: what is offered, why something is not, and what the runs are told."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, checked

from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard import compute, drafts
from ml_core import api
from ml_core.cli import build_parser


def at_the_check(page: TrainPage, flow: str) -> None:
    page.presenter.set_up(flow)
    page.presenter.setting_up.go(len(page.presenter.state.wizard.questions) - 1)


def choose(qtbot: QtBot, page: TrainPage, key: str) -> None:
    """As a user does: the combo box tells the page what was activated."""
    places = page.wizard.check.places
    qtbot.waitUntil(lambda: places.findData(key) >= 0, timeout=TIMEOUT_MS)
    places.setCurrentIndex(places.findData(key))
    places.activated.emit(places.findData(key))


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> str:
    """A computer of two cores and no card, with Ray but without a cluster."""
    monkeypatch.setattr(api, "physical_cores", lambda: 2, raising=False)
    monkeypatch.setattr(compute, "NVIDIA", Path("/nowhere"))
    monkeypatch.delenv(compute.RAY_ADDRESS, raising=False)
    return "processes:2"


def test_what_cannot_compute_says_why(several: str, monkeypatch: pytest.MonkeyPatch) -> None:
    places = compute.Places()
    found = {one.key: one for one in places.all("distil")}
    assert list(found) == ["auto", "cpu", "cuda", several, "ray"]
    assert not found[several].reason
    assert found["cuda"].reason
    assert found["ray"].reason
    assert "one process" in {one.key: one.reason for one in places.all("quantize")}[several]
    monkeypatch.setattr(api, "physical_cores", lambda: 1, raising=False)
    assert "one core" in places.all("distil")[3].reason
    if api.pack_info("cluster").installed:
        monkeypatch.setenv(compute.RAY_ADDRESS, "127.0.0.1:6379")
        assert not places.all("distil")[4].reason


def test_what_was_chosen_is_in_the_command_the_draft_and_the_run(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str], several: str
) -> None:
    at_the_check(page, "finetune")
    choose(qtbot, page, several)
    setting_up = page.presenter.setting_up
    assert setting_up.place() == several
    plan = setting_up.plan()
    arguments = build_parser().parse_args(shlex.split(plan.command())[1:])
    assert arguments.compute == several
    draft = drafts.read(project, "finetune", [])
    assert draft is not None
    assert draft.compute == several
    checked(qtbot, page)
    page.wizard.next_button.click()
    run = api.RunFolder(page.presenter.monitor.path)
    assert run.provenance["compute"] == several
    choose_again = [one for one in launched if one == run.name]
    assert choose_again


def test_of_all_the_way_only_what_can_be_shared_is(
    qtbot: QtBot, page: TrainPage, project: Path, launched: list[str], several: str
) -> None:
    at_the_check(page, "all")
    choose(qtbot, page, several)
    assert f"--compute {several}" in page.presenter.setting_up.plan().command()
    checked(qtbot, page)
    page.wizard.next_button.click()
    runs = [api.RunFolder(path) for path in sorted((project / "runs").glob("all-*"))]
    assert [run.provenance.get("compute") for run in runs] == [several, several, None]


def test_a_device_of_this_computer_is_one_process_again(
    qtbot: QtBot, page: TrainPage, several: str
) -> None:
    at_the_check(page, "finetune")
    choose(qtbot, page, several)
    choose(qtbot, page, "cpu")
    plan = page.presenter.setting_up.plan()
    assert plan.answers.compute == "local"
    assert plan.recipe().torch_device == "cpu"
    assert "--compute" not in plan.command()


def test_a_draft_of_before_there_was_a_choice_goes_on(page: TrainPage, project: Path) -> None:
    page.presenter.set_up("finetune")
    drafts.write(page.presenter.setting_up.plan())
    path = drafts._path(project, "finetune")
    table = json.loads(path.read_text("utf-8"))
    del table["compute"]
    path.write_text(json.dumps(table), "utf-8")
    draft = drafts.read(project, "finetune", [])
    assert draft is not None
    assert draft.compute == "local"
