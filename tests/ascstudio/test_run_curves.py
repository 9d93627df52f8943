"""What the events of a run come to: curves, phases, a bar that never goes back."""

from __future__ import annotations

import shutil
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot
from train_user import Events, Write, trained, write_course, write_events

from ascstudio import theme
from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.told import clock_words
from ascstudio.project.run_phases import phase_of, phases_of, share_of_bar
from ascstudio.project.runs import Look, take_look
from ascstudio.widgets.curves import Curves, Series, envelope
from ml_core import api


@pytest.fixture
def write(project: Path) -> Write:
    return partial(write_course, project)


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


def test_a_clock_that_is_set_does_not_count() -> None:
    days = (0.0, 86_400.0, -86_400.0, 0.0)
    events: Events = [
        {"time": 1000.0 + 4 * n + day, "up_s": 50.0 + 4 * n, "stage": "epoch", "done": n,
         "total": 3, "metrics": {"loss": 1.0}}
        for n, day in enumerate(days)
    ]  # fmt: skip
    assert sum(RunCurves(stage="distil").extended(events, 1).seconds.values()) == 12.0


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


@given(
    y=st.lists(st.one_of(st.just(float("nan")), st.floats(-10, 10)), min_size=3, max_size=300),
    width=st.floats(1.0, 60.0),
)
def test_a_dense_line_fills_what_its_points_fill(y: list[float], width: float) -> None:
    x, values = np.linspace(0.0, width, len(y)), np.array(y)
    band = envelope(x, values)
    if band is None:
        _, counts = np.unique(np.floor(x), return_counts=True)
        assert counts.mean() <= 2
        return
    across, low, high = band
    for place, least, greatest in zip(np.floor(across), low, high, strict=True):
        mine = values[np.floor(x) == place]
        mine = mine[np.isfinite(mine)]
        assert (mine.size == 0) == np.isnan(least)
        if mine.size:
            assert (least, greatest) == (mine.min(), mine.max())  # no peak is lost


def test_a_run_of_20_000_epochs_is_drawn(qtbot: QtBot) -> None:
    chart = Curves("Loss")
    qtbot.addWidget(chart)
    chart.resize(300, 200)
    x = np.arange(20_000.0)
    y = np.where(x == 9_000, 50.0, 1.0)
    y[3_000:5_000] = np.nan
    chart.set_series([Series("training", x, y)])
    picture = chart.grab().toImage()
    accent = theme.color("accent")
    columns = {
        across
        for across in range(picture.width())
        for down in range(picture.height())
        if picture.pixelColor(across, down) == accent
    }
    assert max(columns) - min(columns) > 100
    assert len(columns) < max(columns) - min(columns)  # the gap stays a gap
    tall = max(
        columns,
        key=lambda across: sum(
            picture.pixelColor(across, down) == accent for down in range(picture.height())
        ),
    )
    share = (tall - min(columns)) / (max(columns) - min(columns))
    assert abs(share - 0.45) < 0.03  # one epoch among 20,000 is seen
