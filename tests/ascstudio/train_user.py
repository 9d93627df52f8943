"""A project on Train with a page to click on, and folders of runs as stages write them."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

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
    for epoch in range(1, 4):
        run.append_event("step", epoch * 10 - 5, 120)
        run.append_event("epoch", epoch, 12, loss=2.0 / epoch, val_accuracy=epoch / 10)
    if result:
        run.write_result(result)
    return run


Write = Callable[..., api.RunFolder]
Events = list[dict[str, Any]]


def write_course(
    project: Path,
    name: str,
    epochs: int = 3,
    *,
    of: int = 12,
    stage: str = "distil",
    ago_s: float = 5.0,
    changes: Sequence[str] = (),
    **facts: object,
) -> api.RunFolder:
    """The folder of a run that goes on: its recipe, and the events of some epochs."""
    base = {"finetune": "cp-resnet-128k"}.get(stage, f"{stage}-quick")
    recipe = api.builtin_recipe(base).with_overrides(list(changes))
    started = {"started": time.time() - 300, **facts}
    run = api.RunFolder.create(project / "runs" / name, stage, recipe.to_toml(), started)
    if epochs:
        write_events(run, trained(epochs, of), ago_s)
    return run


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
