"""A project on Train with a page to click on, and folders of runs as stages write them."""

from __future__ import annotations

import time
from pathlib import Path

from pytestqt.qtbot import QtBot

from ascstudio.pages.train.view import TrainPage
from ascstudio.shell.window import MainWindow
from ml_core import api

TIMEOUT_MS = 20_000


def open_train(qtbot: QtBot, window: MainWindow, project: Path) -> TrainPage:
    """Train with a project, when its clips are known."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("train")
    shown = window.page("train")
    assert isinstance(shown, TrainPage)
    qtbot.waitUntil(lambda: shown.presenter.state.ready)
    return shown


def checked(qtbot: QtBot, page: TrainPage) -> None:
    """Wait until the engine has answered."""
    qtbot.waitUntil(lambda: page.presenter.state.wizard.looked is not None, timeout=TIMEOUT_MS)


def write_run(
    project: Path, name: str, stage: str = "distil", *, days_ago: float = 0.0, **result: object
) -> api.RunFolder:
    """The folder of a run as a stage would write it; done if there is a result."""
    network = result.get("network")
    if stage == "fuse":
        text = 'stage = "fuse"\n'
    else:
        recipe = api.builtin_recipe({"finetune": "cp-resnet-128k"}.get(stage, f"{stage}-quick"))
        text = recipe.with_overrides([f"network={network}"] if network else []).to_toml()
    facts = {"started": time.time() - 60 - 86_400 * days_ago, "snapshot": 3}
    run = api.RunFolder.create(project / "runs" / name, stage, text, facts)
    run.append_event("epoch", 1, 12, loss=2.0, val_accuracy=0.1)
    if result:
        run.write_result(result)
    return run
