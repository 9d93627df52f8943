"""A corpus that is being heard, on the Train page: like any run, without what only training has."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot
from train_user import TIMEOUT_MS, open_train

from ascstudio.pages.train.run.heard import HeardCard
from ascstudio.pages.train.run.told import RunState
from ascstudio.pages.train.view import TrainPage
from ascstudio.shell.window import MainWindow
from ascstudio.theme import Mark, scene_mark
from ml_core.bulk import BulkSettings
from ml_core.runs import RunFolder

SCENES = {"street_traffic": 610, "park": 300, "": 90}


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> TrainPage:
    return open_train(qtbot, window, project)


def heard(project: Path) -> RunFolder:
    """A thousand of four thousand recordings."""
    settings = BulkSettings(source="/data/field", bundle="/models/street.ascbundle")
    facts = {"started": 1.0, "inputs": {}, "compute": "processes:2"}
    run = RunFolder.create(project / "runs" / "bulk-1", "bulk", settings.to_toml(), facts)
    metrics = {f"scene@{name}": float(n) for name, n in SCENES.items()}
    run.append_event("start", 0, None)
    run.append_event("bulk", 0, 4000)
    more = {"sound_h": 2.75, "problems": 3.0, "times_real_time": 1204.0, "time_left_s": 480.0}
    run.append_event("bulk", 1000, 4000, **metrics, **more)
    return run


def shown(qtbot: QtBot, page: TrainPage, run: RunFolder, state: str) -> RunState:
    page.presenter.open_run(run.path)

    def ready() -> bool:
        view = page.presenter.state.run
        return view is not None and view.row.state == state and view.curves.offset > 0

    qtbot.waitUntil(ready, timeout=TIMEOUT_MS)
    view = page.presenter.state.run
    assert view is not None
    return view


def figures(view: RunState) -> dict[str, tuple[str, str]]:
    return {caption: (number, third) for caption, number, third in view.figures}


def test_a_corpus_that_is_being_heard(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = heard(project)
    with run.heartbeat():
        view = shown(qtbot, page, run, "running")
        assert view.row.title == "Corpus heard, field"
        assert view.where == "Hearing the recordings: 1000 of 4000"
        assert 0.2 < (view.share or 0) < 0.3
        assert figures(view)["Recordings"] == ("1000", "of 4000")
        assert figures(view)["Hours of sound"] == ("2.8", "3 could not be read")
        assert figures(view)["Left"][0] == "8 min"
        assert figures(view)["Times real time"] == ("1204", "processes:2")
        assert ("Bundle", "street.ascbundle") in view.facts
        assert [one.key for one in page.head_actions()] == ["train.discard", "train.pause"]
        charts = page.run.charts
        assert charts.heard.isVisible()
        assert not charts.loss_card.isVisible()
        said = charts.heard.bars.accessibleDescription()
        assert said == "Street traffic 61.0 %, Park 30.0 %, unknown 9.0 %"
        assert str(run.path / "rows") in charts.heard.where.text()


def test_it_is_over_or_goes_on(qtbot: QtBot, page: TrainPage, project: Path) -> None:
    run = heard(project)
    view = shown(qtbot, page, run, "dead")
    assert [one.key for one in page.head_actions()] == ["train.discard", "train.resume"]
    assert view.command.startswith("asc bulk ")
    assert view.command.endswith(f"--resume {run.path}")
    result: dict[str, Any] = {"sounds": 4000, "problems": 0, "sound_s": 40_000.0}
    run.write_result({**result, "scenes": SCENES, "folder": "rows", "parts": 4})
    view = shown(qtbot, page, run, "done")
    assert figures(view)["Recordings"] == ("4000", "")
    assert figures(view)["Hours of sound"] == ("11.1", "")
    assert [one.key for one in page.head_actions()] == ["train.discard"]
    assert "--bundle /models/street.ascbundle" in view.command
    page.presenter.back()
    assert page.presenter.state.run is None


def test_a_result_that_does_not_say_how_long_it_heard_is_shown(
    qtbot: QtBot, page: TrainPage, project: Path
) -> None:
    run = heard(project)
    run.write_result({"sounds": 4000, "scenes": SCENES})
    view = shown(qtbot, page, run, "done")
    assert figures(view)["Hours of sound"] == ("", "")


def test_marks_follow_the_scenes_of_the_project(qtbot: QtBot, tmp_path: Path) -> None:
    card = HeardCard()
    qtbot.addWidget(card)
    marks: list[list[Mark | None]] = []
    for scenes in (("street_traffic", "park"), ("park", "street_traffic")):
        card.show_heard({"street_traffic": 3, "park": 1}, tmp_path, scenes)
        marks.append([row.mark for row in card.bars._rows])
    assert marks == [[scene_mark(0), scene_mark(1)], [scene_mark(1), scene_mark(0)]]
