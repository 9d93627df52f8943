"""All tabs of Evaluate with what they are asked, in three widths and with large text."""

from __future__ import annotations

import numpy as np
from PySide6.QtTest import QTest

from ascstudio.pages.evaluate.report_dialog import ReportDialog
from ascstudio.pages.evaluate.several import SeveralDialog
from ascstudio.pages.evaluate.state import TABS
from ascstudio.pages.evaluate.view import EvaluatePage
from tests.photographs.camera import Photographer
from tests.photographs.material import Material

COMPUTE_S = 300.0  # a question about all clips, on a busy computer
WIDTHS = ((1000, 650), (1920, 1080))
ASKED = {"compare": ("compare", "beside", "probe", "fewshot"), "layers": ("layers",),
         "more-data": ("more-data",)}  # fmt: skip


def evaluate(camera: Photographer, shown: Material) -> None:
    """Measured, then every tab before and after its question was asked."""
    page = _open(camera)
    presenter = page.presenter
    camera.take("evaluate-first")
    if presenter.state.model is None:
        return
    if shown.bundle is not None:
        presenter.choose_model(shown.bundle)
    presenter.start()
    camera.wait(
        lambda: presenter.state.answer("evaluate").total or not presenter.state.running,
        "the first clips", COMPUTE_S,
    )  # fmt: skip
    camera.take("evaluate-measuring")
    camera.wait(lambda: not presenter.state.running, "the figures", COMPUTE_S)
    if presenter.state.result is None:
        camera.take("evaluate-failed")
        return
    QTest.qWait(4500)  # the toast goes
    for tab in TABS:
        presenter.show_tab(tab)
        if tab in ASKED:
            camera.take(f"evaluate-{tab}-asked")
            _ask(camera, page, tab)
    tabs(camera, page, "")
    for width, height in WIDTHS:
        camera.window.resize(width, height)
        tabs(camera, page, f"-{width}")
    camera.window.resize(1280, 800)
    presenter.show_tab("overview")
    presenter.show_as("counts")
    camera.take("evaluate-counts")
    presenter.show_as("shares")
    several(camera, page)
    page.open_report()
    dialog = next(one for one in camera.window.findChildren(ReportDialog) if one.isVisible())
    camera.take("evaluate-report", dialog)
    dialog.reject()


def several(camera: Photographer, page: EvaluatePage) -> None:
    """Which ones, and the model against each of them."""
    presenter = page.presenter
    others = [one.path for one in presenter.state.models if one.path != presenter.state.model]
    if len(others) < 2:
        return
    presenter.show_tab("compare")
    page.parts.compare.ask_several()
    dialog = next(one for one in camera.window.findChildren(SeveralDialog) if one.isVisible())
    camera.take("evaluate-several-which", dialog)
    dialog.reject()
    presenter.choose_others(others)
    camera.wait(
        lambda: presenter.state.answer("ranking").answer or presenter.failure(),
        "several comparisons", COMPUTE_S,
    )  # fmt: skip
    camera.take("evaluate-several")
    presenter.choose_others(others[:1])
    presenter.show_tab("overview")


def tabs(camera: Photographer, page: EvaluatePage, suffix: str) -> None:
    """Every tab, with its largest mistake and its last device chosen."""
    presenter = page.presenter
    result = presenter.state.result
    if result is None:
        return
    mistakes = np.array(result.counts, dtype=np.int64)
    np.fill_diagonal(mistakes, 0)
    row, column = np.unravel_index(int(mistakes.argmax()), mistakes.shape)
    for tab in TABS:
        presenter.show_tab(tab)
        if tab == "overview":
            presenter.choose_cell(int(row), int(column))
        if tab == "devices":
            presenter.choose_scene_device(int(row), len(result.devices) - 1)
            camera.wait(lambda: not presenter.state.answer("why").running, "causes", COMPUTE_S)
        QTest.qWait(900)  # pictures of the clips are drawn in threads
        camera.take(f"evaluate-{tab}{suffix}")
    presenter.choose_device(None)
    presenter.show_tab("overview")


def large_evaluate(camera: Photographer) -> None:
    """Every tab with text twice as large."""
    page = _open(camera)
    camera.wait(lambda: page.presenter.state.result is not None, "figures on disk", 30.0)
    tabs(camera, page, "-200")


def _open(camera: Photographer) -> EvaluatePage:
    camera.window.show_page("evaluate")
    page = camera.window.page("evaluate")
    assert isinstance(page, EvaluatePage)
    return page


def _ask(camera: Photographer, page: EvaluatePage, tab: str) -> None:
    """Ask what the tab is for; a comparison needs another model."""
    presenter = page.presenter
    if tab == "compare":
        others = [one for one in presenter.state.models if one.path != presenter.state.model]
        if not others:
            return
        presenter.choose_against(others[-1].path)
    for what in ASKED[tab]:
        presenter.ask(what)
    for what in ASKED[tab]:
        camera.wait(lambda what=what: not presenter.state.answer(what).running, what, COMPUTE_S)
