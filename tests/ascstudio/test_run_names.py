"""One run has one name, on every page."""

from __future__ import annotations

from pathlib import Path

import pytest
from noise_bundle import write_tiny_bundle
from noise_project import write_noise_project
from pytestqt.qtbot import QtBot
from train_user import write_run

from ascstudio.pages.deploy.view import DeployPage
from ascstudio.pages.evaluate.view import EvaluatePage
from ascstudio.pages.train.view import TrainPage
from ascstudio.project.run_words import RunWords
from ascstudio.shell.window import MainWindow
from ml_core import api


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A student, and three int8 files made of it; one is called by its maker, one is a bundle."""
    made = write_noise_project(tmp_path, bundle=False)
    student = write_run(made, "distil-20261122-040000", network="cp-mobile-30k", days_ago=2)
    for number, name in enumerate(("041714", "041715", "041716")):
        text = api.builtin_recipe("quantize-quick").to_toml()
        facts = {"started": 1e9 + number, "inputs": {"student": str(student.path)}}
        run = api.RunFolder.create(
            made / "runs" / f"quantize-20261122-{name}", "quantize", text, facts
        )
        run.write_result({"accuracy": 0.5, "fingerprint": name})
    return made


def test_a_run_is_called_the_same_on_every_page(
    qtbot: QtBot, window: MainWindow, project: Path
) -> None:
    with api.Project.open(project) as opened:
        for name in ("walks", "quantize-20261122-041716"):
            file = write_tiny_bundle(project / "bundles" / f"{name}.ascbundle")
            run = project / "runs" / "quantize-20261122-041716"
            opened.add_bundle(file.path, run, fingerprint=name)
    with qtbot.waitSignal(window.context.runs.changed):
        window.context.session.open(project)
    window.show_page("train")
    train = window.page("train")
    assert isinstance(train, TrainPage)
    qtbot.waitUntil(lambda: len(train.presenter.state.home.rows) == 4)
    called = {row.path: row.row.title for row in train.presenter.state.home.rows}
    assert sorted(called.values()) == [
        "Student, CP-Mobile 30k",
        "Student, CP-Mobile 30k int8",
        "Student, CP-Mobile 30k int8 · 2",
        "Student, CP-Mobile 30k int8 · 3",
    ]
    window.show_page("evaluate")
    evaluate = window.page("evaluate")
    assert isinstance(evaluate, EvaluatePage)
    models = [one for one in evaluate.presenter.state.models if one.run is not None]
    assert len(models) == 5
    for one in models:
        named = " · walks" if one.path.stem == "walks" else ""
        assert one.run is not None
        assert one.name == called[one.run] + named
    window.show_page("deploy")
    deploy = window.page("deploy")
    assert isinstance(deploy, DeployPage)
    deploy.presenter.choose(project / "bundles" / "walks.ascbundle")
    assert deploy.presenter.state.run == "Student, CP-Mobile 30k int8 · 3"


def test_a_student_that_is_gone_leaves_the_name_short(tmp_path: Path) -> None:
    run = write_run(tmp_path, "made", "quantize", accuracy=0.5)
    words = RunWords()
    words.tell_apart([run.status()])
    assert words.title(run.status()) == "Student, int8"
