"""Every number of Evaluate against scikit-learn on predictions made apart from the engine."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import onnxruntime
import pytest
from noise_project import write_noise_project
from PySide6.QtCore import QCoreApplication
from pytestqt.qtbot import QtBot
from sklearn import metrics
from sklearn.calibration import calibration_curve

from ascstudio.pages.evaluate.view import EvaluatePage
from ascstudio.pages.evaluate.words import Words, percent, points
from ascstudio.shell.window import MainWindow
from ml_core import api
from ml_core.bundle import read_bundle

TIMEOUT_MS = 60_000
BINS = 15


@dataclass(frozen=True)
class Said:
    """What the network says, by onnxruntime alone."""

    scenes: tuple[str, ...]
    ids: list[int]
    truth: np.ndarray
    scores: np.ndarray
    devices: np.ndarray

    @property
    def heard(self) -> np.ndarray:
        return self.scores.argmax(axis=1)


def listen(project: Path, bundle: Path, split: str = "test") -> Said:
    """Every clip of a split through the int8 file of a bundle."""
    opened = read_bundle(bundle)
    told = opened.manifest
    session = onnxruntime.InferenceSession(opened.entries["int8.onnx"])
    names = [one.name for one in session.get_outputs()]
    rows, scenes = [], told.scenes.names
    with api.Project.open(project) as opened_project:
        for clip in opened_project.clips(split=split):
            samples = api.read_samples(
                clip.path, sample_rate_hz=told.front_end.sample_rate_hz, start_s=clip.start_s,
                duration_s=clip.duration_s,
            )  # fmt: skip
            n = -(-len(samples) // told.window_samples)
            windows = np.zeros((n, told.window_samples), np.float32)
            windows.ravel()[: len(samples)] = samples
            heard = np.stack([api.log_mel(one, told.front_end) for one in windows])[:, None]
            logits = session.run(None, {session.get_inputs()[0].name: heard})[names.index("logits")]
            e = np.exp(logits - logits.max(axis=1, keepdims=True)).astype(np.float64)
            score = (e / e.sum(axis=1, keepdims=True)).mean(axis=0)
            rows.append((clip.segment_id, scenes.index(clip.scene or ""), score, clip.device or ""))
    ids, truth, scores, devices = zip(*rows, strict=True)
    return Said(scenes, list(ids), np.array(truth), np.stack(scores), np.array(devices))


@pytest.fixture(scope="module", params=["noise", "demo"])
def project(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, demo_project: Path
) -> Path:
    """One of noise, and the starter bundle on the demo project, where it errs a lot."""
    if request.param == "noise":
        return write_noise_project(tmp_path_factory.mktemp("numbers"))
    made = Path(shutil.copytree(demo_project, tmp_path_factory.mktemp("demo") / "demo"))
    with api.Project.open(made) as opened:
        scenes = read_bundle(opened.bundles()[0].path).manifest.scenes.names
        clips = opened.clips()
        for n, scene in enumerate(scenes):  # those it knows, whatever is to be heard
            opened.label([clip.segment_id for clip in clips[n :: len(scenes)]], scene)
        heard = [c.segment_id for c in clips if c.device in ("a", "s1")][::2]
        opened.set_split(dict.fromkeys(heard, "test"))
    return made


@pytest.fixture(scope="module")
def said(project: Path) -> Said:
    with api.Project.open(project) as opened:
        bundle = opened.bundles()[0].path
    return listen(project, bundle)


@pytest.fixture
def page(qtbot: QtBot, window: MainWindow, project: Path) -> EvaluatePage:
    """The page after *Measure*."""
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("evaluate")
    shown = window.page("evaluate")
    assert isinstance(shown, EvaluatePage)
    shown.presenter.start()
    qtbot.waitUntil(
        lambda: shown.presenter.state.result is not None and not shown.presenter.state.running,
        timeout=TIMEOUT_MS,
    )
    QCoreApplication.processEvents()
    return shown


def number(page: EvaluatePage, figure: str) -> str:
    """A headline figure as it is read out."""
    return page.parts.overview.figures[figure].accessibleDescription().split(". ")[0].rstrip(".")


def trained(project: Path) -> set[str]:
    with api.Project.open(project) as opened:
        return {clip.device or "" for clip in opened.clips(split="train")}


def test_every_number_is_scikit_learns(page: EvaluatePage, project: Path, said: Said) -> None:
    right = (said.truth == said.heard).astype(float)
    assert number(page, "accuracy") == percent(metrics.accuracy_score(said.truth, said.heard))
    seen = np.isin(said.devices, sorted(trained(project)))
    for name, rows in (("seen", seen), ("unseen", ~seen)):
        wanted = percent(float(right[rows].mean())) if rows.any() else ""
        assert number(page, name) == wanted
    both = seen.any() and not seen.all()
    gap = points(right[~seen].mean() - right[seen].mean()) if both else ""
    assert number(page, "gap") == gap

    counts = metrics.confusion_matrix(said.truth, said.heard, labels=range(len(said.scenes)))
    result = page.presenter.state.result
    assert result is not None
    assert result.scenes == said.scenes
    np.testing.assert_array_equal(result.counts, counts)
    page.presenter.show_as("counts")
    for row, scene in enumerate(said.scenes):
        recall = metrics.recall_score(said.truth, said.heard, labels=[row], average="macro")
        assert result.per_scene[scene] == pytest.approx(recall)
        for column in range(len(said.scenes)):
            n = counts[row, column]
            assert page.parts.overview.matrix.cells.cell(row, column).text == (str(n) if n else "")
            assert (
                page.parts.overview.matrix.cells.words(row, column)
                .split(": ")[1]
                .startswith(f"{n} of ")
            )
    page.presenter.show_as("shares")
    shares = metrics.confusion_matrix(said.truth, said.heard, labels=range(len(said.scenes)),
                                      normalize="true")  # fmt: skip
    for (row, column), share in np.ndenumerate(shares):
        assert page.parts.overview.matrix.cells.cell(row, column).text == (
            f"{100 * share:.0f}" if share else ""
        )


def test_every_device_and_cell_is_scikit_learns(page: EvaluatePage, said: Said) -> None:
    page.presenter.show_tab("devices")
    state = page.presenter.state
    assert state.result is not None
    for column, figure in enumerate(state.result.devices):
        rows = said.devices == figure.device
        accuracy = metrics.accuracy_score(said.truth[rows], said.heard[rows])
        tile = page.parts.overview.tiles[figure.device]
        if figure.few:
            assert f"{rows.sum()} clip" in tile.accessibleDescription()
        else:
            assert tile.accessibleDescription().startswith(percent(accuracy))
        counts = metrics.confusion_matrix(
            said.truth[rows], said.heard[rows], labels=range(len(said.scenes))
        )
        np.testing.assert_array_equal(figure.counts, counts)
        for row in range(len(said.scenes)):
            cell = rows & (said.truth == row)
            words = page.parts.devices.table.cells.words(row, column)
            if not cell.any():
                assert words.endswith("no clip")
                continue
            share = metrics.accuracy_score(said.truth[cell], said.heard[cell])
            assert percent(share) in words
            assert page.parts.devices.table.cells.cell(row, column).text == f"{100 * share:.0f}"


def test_reliability_is_scikit_learns(page: EvaluatePage, said: Said) -> None:
    page.presenter.show_tab("calibration")
    result = page.presenter.state.result
    assert result is not None
    right, sure = said.truth == said.heard, said.scores.max(axis=1)
    accuracy, confidence = calibration_curve(right, sure, n_bins=BINS, strategy="uniform")
    told = result.reliability.before
    known = told.n > 0
    np.testing.assert_allclose(told.accuracy[known], accuracy, atol=1e-9)
    np.testing.assert_allclose(told.confidence[known], confidence, atol=1e-6)
    ece = float((told.n[known] * np.abs(accuracy - confidence)).sum() / len(right))
    assert page.parts.calibration.before.accessibleDescription().startswith(percent(ece))
    assert number(page, "ece") == percent(result.reliability.after.ece)
    line = page.parts.calibration.chart._lines[1]
    np.testing.assert_allclose(line.x, 100 * confidence, atol=1e-4)
    np.testing.assert_allclose(line.y, 100 * accuracy, atol=1e-7)
    for row, figure in zip(page.parts.calibration.rows._rows, result.devices, strict=True):
        mine = said.devices == figure.device
        accuracy, confidence = calibration_curve(
            right[mine], sure[mine], n_bins=BINS, strategy="uniform"
        )
        n, _ = np.histogram(sure[mine], np.linspace(0, 1, BINS + 1))
        ece = float((n[n > 0] * np.abs(accuracy - confidence)).sum() / mine.sum())
        assert row.notes == (percent(ece),)


def test_clips_of_every_cell_are_those_predicted_so(page: EvaluatePage, said: Said) -> None:
    for row in range(len(said.scenes)):
        for column in range(len(said.scenes)):
            page.presenter.choose_cell(row, column)
            wanted = np.flatnonzero((said.truth == row) & (said.heard == column))
            clips = page.presenter.state.clips
            assert {clip.segment_id for clip in clips} == {said.ids[n] for n in wanted}
            confidences = [clip.confidence for clip in clips]
            assert confidences == sorted(confidences, reverse=True)
            assert sorted(confidences) == pytest.approx(sorted(said.scores[wanted, column]),
                                                        abs=1e-6)  # fmt: skip


def test_the_interval_stands_beside_every_accuracy(page: EvaluatePage) -> None:
    result = page.presenter.state.result
    assert result is not None
    words = Words()
    for name, span in (
        ("accuracy", result.ci95),
        ("seen", result.seen and result.seen.ci95),
        ("unseen", result.unseen and result.unseen.ci95),
        ("gap", result.gap_ci95),
    ):
        if span is not None:
            said_so = words.span(span, sign=name == "gap")
            assert said_so in page.parts.overview.figures[name].accessibleDescription()
