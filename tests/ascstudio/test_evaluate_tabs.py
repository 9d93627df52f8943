"""A user asks Evaluate's other questions: why, which is better, how much more, what to hand in."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from noise_bundle import write_tiny_bundle
from noise_project import write_noise_project
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog, QFileDialog, QLabel
from pytestqt.qtbot import QtBot
from scipy.stats import binomtest

from ascstudio.pages import NewRun
from ascstudio.pages.evaluate.figures import GroupFigure
from ascstudio.pages.evaluate.report_dialog import PARTS, ReportDialog
from ascstudio.pages.evaluate.several import SeveralDialog
from ascstudio.pages.evaluate.state import TABS
from ascstudio.pages.evaluate.view import EvaluatePage
from ascstudio.pages.evaluate.words import percent, points
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.buttons import Button
from ml_core import api
from ml_core.bundle import read_bundle
from ml_core.report.sections import PARTS as ENGINE_PARTS

TIMEOUT_MS = 240_000  # what computes does so on a loaded machine too
TURNED = ("murmur", "hiss", "hum")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Noise with three bundles: one takes hums for murmurs, one names its scenes otherwise."""
    made = write_noise_project(tmp_path_factory.mktemp("tabs"))
    with api.Project.open(made) as opened:
        for name, more in (("confused", {"confused": True}), ("turned", {"names": TURNED})):
            other = write_tiny_bundle(opened.bundles_dir / f"{name}.ascbundle", **more)
            opened.add_bundle(other.path, fingerprint=other.fingerprint)
    return made


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> EvaluatePage:
    """The good bundle, measured."""
    return measured(qtbot, window, project)


def measured(qtbot: QtBot, window: MainWindow, project: Path) -> EvaluatePage:
    """Evaluate on a project, with the figures of its good bundle."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("evaluate")
    shown = window.page("evaluate")
    assert isinstance(shown, EvaluatePage)
    good = next(one.path for one in shown.presenter.state.models if one.path.stem == "tiny")
    shown.presenter.choose_model(good)
    shown.presenter.start()
    answered(qtbot, shown, "evaluate")
    return shown


def answered(qtbot: QtBot, page: EvaluatePage, what: str) -> None:
    def is_there() -> bool:
        asked = page.presenter.state.answer(what)
        assert asked.failure is None, asked.failure
        return asked.answer is not None and not asked.running

    qtbot.waitUntil(is_there, timeout=TIMEOUT_MS)
    QCoreApplication.processEvents()


def against(page: EvaluatePage) -> Path:
    return next(one.path for one in page.presenter.state.models if one.path.stem == "confused")


def right(page: EvaluatePage, path: Path, split: str = "test") -> dict[int, bool]:
    """Segment -> whether a model was right, from the file of its evaluation."""
    folder = page.presenter.subject().folder  # type: ignore[union-attr]
    (file,) = folder.glob(f"evaluations/{path.stem}-*/{split}-int8-clips.json")
    rows = json.loads(file.read_text())["clips"]
    return {row["segment_id"]: row["scene"] == row["predicted"] for row in rows}


def test_compare_says_what_is_better_and_how_sure(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage
) -> None:
    page.presenter.show_tab("compare")
    assert page.parts.compare.pane.currentIndex() == 0
    page.against.activated.emit(page.against.findData(against(page)))
    answered(qtbot, page, "compare")
    a, b = right(page, page.presenter.state.model), right(page, against(page))  # type: ignore[arg-type]
    difference = np.mean([a[one] - float(b[one]) for one in a])
    only_a, only_b = sum(a[n] and not b[n] for n in a), sum(b[n] and not a[n] for n in a)
    p = binomtest(only_a, only_a + only_b).pvalue
    first = page.parts.compare.rows._rows[0]
    assert first.number == points(difference)
    assert first.notes[1] == ("< 0.001" if p < 0.001 else f"{p:.3f}")
    assert first.notes[2] == "better"
    assert "tiny is better by" in page.parts.compare.verdict.text()
    hiss = next(row for row in page.parts.compare.rows._rows if row.name == "Hiss")
    assert hiss.notes[2].endswith("too few to say") or hiss.notes[2] == "not clearly different"
    for tab in TABS:
        page.presenter.show_tab(tab)
        filled = [one for one in window.findChildren(Button) if one.isVisible()]
        assert sum(one.kind == "primary" for one in filled) <= 1, tab
    # the other model's gap stands beside ours
    page.presenter.show_tab("overview")
    assert "other model" in page.parts.overview.figures["gap"].toolTip()


def test_what_cannot_be_compared_shows_no_difference(
    qtbot: QtBot, page: EvaluatePage, window: MainWindow, tmp_path: Path
) -> None:
    model = page.presenter.state.model
    assert model is not None
    foreign = tmp_path / "foreign.ascbundle"
    write_tiny_bundle(foreign, names=("hiss", "hum", "rain"))
    page.presenter.open_bundle(foreign)
    qtbot.waitUntil(lambda: page.presenter.state.model == foreign, timeout=TIMEOUT_MS)
    page.presenter.choose_model(model)
    page.presenter.show_tab("compare")
    page.presenter.choose_against(foreign)
    qtbot.waitUntil(
        lambda: page.presenter.state.answer("compare").failure is not None, timeout=TIMEOUT_MS
    )
    assert page.parts.compare.pane.currentIndex() == 0
    assert page.parts.compare.pane.offer.accessibleName() == "Not comparable"
    banner = page.banners()[0]
    assert banner.state == "warn"
    assert "measured on different clips" in banner.title


def test_a_run_of_train_is_compared(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage, project: Path
) -> None:
    """*Compare* on Train sends the runs that were chosen."""
    first, second = page.presenter.state.model, against(page)
    assert first is not None
    window.show_page("train")
    window.context.go("evaluate", (second, first))
    assert window.front() == "evaluate"
    answered(qtbot, page, "compare")
    state = page.presenter.state
    assert (state.model, state.against, state.tab) == (second, first, "compare")
    assert page.parts.compare.pane.currentIndex() == 1
    assert "tiny is better by" in page.parts.compare.verdict.text()
    window.context.go("evaluate", project / "runs" / "gone")
    assert page.presenter.state.model == second


def test_several_are_compared_at_once(qtbot: QtBot, page: EvaluatePage, window: MainWindow) -> None:
    page.presenter.show_tab("compare")
    ghost = page.parts.compare.pane.offer.findChildren(Button)[-1]
    qtbot.mouseClick(ghost, Qt.MouseButton.LeftButton)
    dialog = next(one for one in window.findChildren(SeveralDialog) if one.isVisible())
    assert len(dialog.chosen()) == 2
    for box in dialog.boxes.values():
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    assert not dialog.compare_button.isEnabled()
    for box in dialog.boxes.values():
        qtbot.mouseClick(box, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(dialog.compare_button, Qt.MouseButton.LeftButton)
    answered(qtbot, page, "compare")
    answered(qtbot, page, "ranking")
    state = page.presenter.state
    mine = right(page, state.model)  # type: ignore[arg-type]
    p_values = []
    for row, path in zip(page.parts.compare.ranking._rows, state.others, strict=True):
        theirs = right(page, path)
        assert row.number == points(np.mean([mine[n] - float(theirs[n]) for n in mine]))
        only = sum(mine[n] and not theirs[n] for n in mine)
        p_values.append(binomtest(only, sum(mine[n] != theirs[n] for n in mine)).pvalue)
    adjusted = min(1.0, 2 * min(p_values))  # Holm's of the smaller one
    smaller = page.parts.compare.ranking._rows[int(np.argmin(p_values))]
    assert smaller.notes[1] == ("< 0.001" if adjusted < 0.001 else f"{adjusted:.3f}")
    page.parts.compare.ranking.chosen.emit(1)  # the other one in detail; both stay
    assert page.presenter.state.against == state.others[1]
    assert page.presenter.state.others == state.others


def test_a_copy_of_a_bundle_is_that_bundle(
    qtbot: QtBot, page: EvaluatePage, project: Path, tmp_path: Path
) -> None:
    listed = page.presenter.state.models
    original, other = page.presenter.state.model, against(page)
    assert original is not None
    copy = Path(shutil.copyfile(original, project / "copy.ascbundle"))
    page.presenter.choose_model(other)
    page.presenter.open_bundle(copy)
    qtbot.waitUntil(lambda: page.presenter.state.model == original, timeout=TIMEOUT_MS)
    assert page.presenter.state.models == listed
    with api.Project.open(project) as opened:
        fingerprint = read_bundle(copy).fingerprint
        opened.add_bundle(copy, fingerprint=fingerprint)  # as exporting it again does
    page.presenter.refresh()
    assert len(page.presenter.state.models) == len(listed)


def test_why_a_device_is_low(qtbot: QtBot, page: EvaluatePage, window: MainWindow) -> None:
    qtbot.mouseClick(page.parts.overview.tiles["s1"], Qt.MouseButton.LeftButton)
    answered(qtbot, page, "why")
    why = page.presenter.why()
    assert why is not None
    page.presenter.show_tab("devices")
    assert page.cells.why.title.text() == "Device S1"
    assert page.parts.devices.honest.isVisible()
    player = window.context.session.player
    with qtbot.waitSignal(player.loaded, timeout=TIMEOUT_MS):
        page.presenter.hear_as()
    assert page.presenter.state.coloured == "s1"
    assert player.clip is not None
    assert player.clip.path.name == "heard-as.wav"


def test_what_a_cause_proposes_goes_to_train(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    page = measured(qtbot, window, write_noise_project(tmp_path, takes=4))
    qtbot.mouseClick(page.parts.overview.tiles["s1"], Qt.MouseButton.LeftButton)
    answered(qtbot, page, "why")
    page.presenter.show_tab("devices")
    why = page.presenter.why()
    assert why is not None
    cause = next(one for one in why.causes if one.action == "new_run")
    button = page.cells.why.buttons[cause.number]
    with qtbot.waitSignal(window.context.page_wanted) as sent:
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert sent.args == ["train", NewRun(page.presenter.state.model, {"dir_share": 0.6})]
    assert window.front() == "train"


def test_what_the_engine_says_to_type_can_be_pressed(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """Training clips of one scene only: dividing again may help."""
    made = write_noise_project(tmp_path)
    with api.Project.open(made) as opened:
        train = [c.segment_id for c in opened.clips(split="train") if c.scene != "hum"]
        opened.set_split(dict.fromkeys(train, "test"))
    page = measured(qtbot, window, made)
    page.presenter.show_tab("more-data")
    page.presenter.ask("more-data")
    qtbot.waitUntil(
        lambda: page.presenter.state.answer("more-data").failure is not None, timeout=TIMEOUT_MS
    )
    offer = page.parts.more_data.pane.offer
    said = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert not [one for one in [*said, offer.accessibleDescription()] if "asc " in one]
    QCoreApplication.processEvents()  # said where it was asked, and by no banner of the window
    assert not [one for one in window._shown_banners if one.state == "err"]
    assert offer.primary is not None
    assert offer.primary.text() == "Divide…"
    with qtbot.waitSignal(window.context.command_wanted) as sent:
        qtbot.mouseClick(offer.primary, Qt.MouseButton.LeftButton)
    assert sent.args == ["library.divide"]


def test_another_project_while_an_answer_is_read(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage, tmp_path: Path
) -> None:
    """The child is over, its answer half read: nothing of it stays, and the page goes on."""
    other = write_noise_project(tmp_path)
    page.presenter.start()
    ((_, job),) = page.presenter._asking._jobs.items()
    with qtbot.waitSignal(window.context.session.opened, timeout=TIMEOUT_MS):
        job.succeeded.connect(lambda _: window.context.session.open(other))
    qtbot.waitUntil(lambda: page.presenter.state.model is not None, timeout=TIMEOUT_MS)
    assert page.presenter.state.result is None
    assert not page.presenter.state.running
    page.presenter.start()
    answered(qtbot, page, "evaluate")


def test_a_device_named_like_an_option_is_asked_about(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    made = write_noise_project(tmp_path)
    with api.Project.open(made) as opened:
        ids = [clip.segment_id for clip in opened.clips() if clip.device == "s1"]
        opened.set_fact(ids, "device", "--json")
    page = measured(qtbot, window, made)
    page.presenter.choose_device("--json")
    answered(qtbot, page, "why")
    assert page.presenter.state.device == "--json"


def test_a_cell_of_scene_by_device_is_heard(
    qtbot: QtBot, page: EvaluatePage, window: MainWindow
) -> None:
    page.presenter.show_tab("devices")
    result = page.presenter.state.result
    assert result is not None
    row = result.scenes.index("hiss")
    column = [one.device for one in result.devices].index("s1")
    cell = page.parts.devices.table.cell_rect(row, column).center().toPoint()
    qtbot.mouseClick(page.parts.devices.table, Qt.MouseButton.LeftButton, pos=cell)
    clips = page.presenter.state.clips
    assert len(clips) == result.scene_device[row][column].n
    assert clips[0].predicted == "hum"  # the mistake stands first
    assert page.presenter.state.device == "s1"
    with qtbot.waitSignal(window.context.session.player.loaded):
        qtbot.keyClick(page.parts.devices.table, Qt.Key.Key_Return)


def test_more_data_has_a_curve_and_a_list(qtbot: QtBot, page: EvaluatePage) -> None:
    page.presenter.show_tab("more-data")
    primary = page.parts.more_data.pane.offer.primary
    assert primary is not None
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    answered(qtbot, page, "more-data")
    assert page.parts.more_data.pane.currentIndex() == 1
    found = page.presenter.state.answer("more-data").answer
    measured = page.parts.more_data.chart._lines[0]
    np.testing.assert_allclose(measured.y, 100 * found.curve.accuracy)
    assert (measured.low <= measured.y).all()
    assert (measured.y <= measured.high).all()
    row = page.parts.more_data.rows._rows[0]
    assert re.fullmatch(r"[\d.]+ min of \w+ on \w+", row.name)


def test_probes_episodes_and_maps(qtbot: QtBot, page: EvaluatePage) -> None:
    page.presenter.choose_against(against(page))
    page.presenter.show_tab("compare")
    for part in (page.parts.embedding.probe, page.parts.embedding.few_shot):
        qtbot.mouseClick(part.button, Qt.MouseButton.LeftButton)
        assert part.button.text() == "Cancel"
    page.presenter.ask("beside")
    for what in ("probe", "fewshot", "beside", "compare"):
        answered(qtbot, page, what)
    probes = page.presenter.state.answer("probe").answer
    told = page.parts.embedding.probe.figure.accessibleDescription()
    assert told.startswith(f"{percent(probes.linear)}, {percent(probes.knn)}")
    assert page.parts.embedding.probe.button.text() == "Probe it"
    maps = page.presenter.state.answer("beside").answer
    page.parts.embedding.left.map.chosen.emit(3)
    assert page.parts.embedding.right.map.selected() == 3
    assert len(maps.left.points) == len(maps.right.points) == len(maps.segment_ids)


def test_a_probe_can_be_cancelled(qtbot: QtBot, page: EvaluatePage) -> None:
    page.presenter.show_tab("compare")
    button = page.parts.embedding.few_shot.button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    asked: Callable[[], bool] = lambda: page.presenter.state.answer("fewshot").running  # noqa: E731
    qtbot.waitUntil(lambda: not asked(), timeout=TIMEOUT_MS)
    assert page.presenter.state.answer("fewshot").answer is None
    assert page.presenter.state.answer("fewshot").failure is None


def test_layers_of_a_lone_bundle_say_why_not(page: EvaluatePage) -> None:
    page.presenter.show_tab("layers")
    offer = page.parts.layers.pane.offer
    assert offer.primary is None
    assert "without its run" in offer.accessibleDescription()


def test_the_report_says_the_numbers_of_the_page(
    qtbot: QtBot, page: EvaluatePage, window: MainWindow, tmp_path: Path
) -> None:
    pytest.importorskip("matplotlib")
    page.open_report()
    dialog = next(one for one in window.findChildren(QDialog) if isinstance(one, ReportDialog))
    assert not dialog.boxes["comparison"].isEnabled()
    dialog.boxes["embedding"].setChecked(False)
    dialog.out.setText(str(tmp_path / "report"))
    with qtbot.waitSignal(page.presenter.written, timeout=TIMEOUT_MS):
        qtbot.mouseClick(dialog.write_button, Qt.MouseButton.LeftButton)
    html = (tmp_path / "report" / "report.html").read_text()
    cells = [re.sub(r"<[^>]+>", "", one) for one in re.findall(r"<td[^>]*>.*?</td>", html)]
    for figure in page.parts.overview.figures.values():
        shown = figure.accessibleDescription().split(". ")[0].rstrip(".")
        assert not shown or shown in cells, shown
    for tile in page.parts.overview.tiles.values():
        number = re.match(r"[\d.]+ %", tile.accessibleDescription())
        assert number is None or number[0] in cells
    told = json.loads((tmp_path / "report" / "report.json").read_text())
    result = page.presenter.state.result
    assert result is not None
    assert told["models"][0]["confusion"]["counts"] == result.counts.tolist()
    assert (tmp_path / "report" / "report.pdf").stat().st_size > 1000


def test_parts_of_the_report_are_the_engines() -> None:
    assert PARTS == ENGINE_PARTS


def test_deploy_gets_the_model_in_front(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage
) -> None:
    action = next(one for one in page.head_actions() if one.key == "evaluate.bundle")
    assert (action.kind, action.reason()) == ("primary", "")
    wanted: list[tuple[str, object]] = []
    page.context.page_wanted.connect(lambda name, argument: wanted.append((name, argument)))
    action.run()
    assert wanted == [("deploy", page.presenter.state.model)]


def test_keys_of_the_page(qtbot: QtBot, window: MainWindow, page: EvaluatePage) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page.parts.overview.matrix.setFocus()
    QTest.keyClick(window, Qt.Key.Key_P)
    assert page.presenter.state.shown == "counts"
    QTest.keyClick(window, Qt.Key.Key_D)
    assert page.presenter.state.device == "a"
    QTest.keyClick(window, Qt.Key.Key_Tab, Qt.KeyboardModifier.ControlModifier)
    assert page.presenter.state.tab == "devices"
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_Tab, held)
    assert page.presenter.state.tab == "overview"


def test_a_picture_is_saved(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    out = tmp_path / "table.png"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    page.presenter.show_tab("devices")
    qtbot.mouseClick(page.parts.devices.save_button, Qt.MouseButton.LeftButton)
    assert page.picture().width() == 2 * page.parts.devices.table.width()
    assert out.stat().st_size > 1000


def test_figures_on_disk_are_taken_again(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage, project: Path
) -> None:
    """Another window on the same project shows them without asking."""
    before = page.presenter.state.result
    page.presenter._on_opened()
    page.presenter.refresh()
    good = next(one.path for one in page.presenter.state.models if one.path.stem == "tiny")
    page.presenter.choose_model(good)
    assert page.presenter.state.result is None
    answered(qtbot, page, "evaluate")
    after = page.presenter.state.result
    assert before is not None
    assert after is not None
    np.testing.assert_array_equal(after.counts, before.counts)


def test_changed_labels_ask_to_measure_again(
    qtbot: QtBot, window: MainWindow, page: EvaluatePage
) -> None:
    assert not page.presenter.state.stale
    result = page.presenter.state.result
    assert result is not None
    clip = result.cell(0, 0)[0]
    window.context.session.label([clip.segment_id], "murmur")
    assert page.presenter.state.stale == 1
    banner = next(one for one in page.banners() if one.state == "info")
    assert banner.actions[0][0] == "Measure again"
    window.context.session.undo()
    assert page.presenter.state.stale == 0


def test_few_clips_are_hatched_and_said(page: EvaluatePage) -> None:
    """Three scenes of five clips each: none of them can say anything."""
    assert "15 clips are too few" in page.banners()[0].title
    result = page.presenter.state.result
    assert result is not None
    assert page.parts.overview.matrix.cells.cell(0, 0).few
    assert page.parts.overview.matrix.cells.words(0, 0).endswith("too few to say")
    page.presenter.show_tab("devices")
    assert page.parts.devices.table.cells.cell(0, 0).few
    assert "too few to say" in page.parts.devices.table.cells.words(0, 0)
    page.presenter.show_tab("calibration")
    assert all(row.few for row in page.parts.calibration.rows._rows)
    assert "under 10 clips" in page.parts.calibration._devices._hint.text()


def test_hollow_is_explained_only_where_a_mark_is_hollow(page: EvaluatePage) -> None:
    """A fourth device of a kind has a ring around its filled mark: that one is not new."""
    result = page.presenter.state.result
    assert result is not None
    overview, one = page.parts.overview, result.devices[0]
    known = replace(result, seen=GroupFigure((one.device,), 0.5, None), unseen=None)
    seen, unseen = (replace(known, devices=(replace(one, unseen=new),)) for new in (False, True))
    assert overview._hollow_words(seen) == "none is new to it"
    assert overview._hollow_words(unseen).startswith("hollow:")


@pytest.mark.slow
def test_layers_of_a_student_are_those_of_the_engine(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """A student that was never converted: the tab makes its int8 file, measures and tries it."""
    made = write_noise_project(tmp_path, bundle=False)
    run = made / "runs" / "student"
    settings = [f"--set={one}" for one in (
        "epochs=1", "batch_size=6", "threads=1", "warmup_epochs=0", "front_end=cp-mobile-16k",
    )]  # fmt: skip
    words = ["distil", str(made), "--recipe", "distil-quick", *settings, "--out", str(run)]
    subprocess.run([sys.executable, "-m", "ml_core", *words], check=True, capture_output=True)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(made)
    window.show_page("evaluate")
    page = window.page("evaluate")
    assert isinstance(page, EvaluatePage)
    qtbot.waitUntil(lambda: page.presenter.state.model == run, timeout=TIMEOUT_MS)
    page.presenter.start()
    answered(qtbot, page, "evaluate")
    page.presenter.show_tab("layers")
    primary = page.parts.layers.pane.offer.primary
    assert primary is not None
    qtbot.mouseClick(primary, Qt.MouseButton.LeftButton)
    answered(qtbot, page, "layers")
    assert page.parts.layers.pane.currentIndex() == 1
    found = page.presenter.state.answer("layers").answer
    rows = page.parts.layers.methods._rows
    assert [row.name for row in rows] == ["Float", "Converted to int8"]
    for row, precision in zip(rows, ("fp32", "int8"), strict=True):
        kept = run / "converted" / "evaluation" / f"test-{precision}.json"
        figures = json.loads(kept.read_text())
        assert row.number == percent(figures["accuracy"])
        assert (row.low, row.high) == tuple(figures["ci95"])
    assert rows[0].notes[-1] == "100.0 %"  # float decides like itself
    bars = page.parts.layers.layers._rows
    assert [bar.name for bar in bars] == [one.name for one in found.layers][: len(bars)]
    lengths = [bar.value for bar in bars]
    assert lengths == sorted(lengths, reverse=True)  # the most disturbed layer first
    assert max(lengths) > 0
