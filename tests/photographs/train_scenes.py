"""Home of Train and every step of every flow, in three widths; what opens over them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtTest import QTest

from ascstudio.pages.train.flows import FLOWS
from ascstudio.pages.train.home.dialogs import PruneDialog, RecipesDialog
from ascstudio.pages.train.home.pack import PackState
from ascstudio.pages.train.rename import RenameDialog
from ascstudio.pages.train.view import TrainPage
from ascstudio.pages.train.wizard.plan import SEVERAL
from ml_core import api
from tests.photographs.camera import Photographer

WIDTHS = ((1000, 650), (1920, 1080))
COMPUTE_S = 300.0


def train(camera: Photographer) -> None:
    """Cards and runs, then all steps, each in three widths."""
    window = camera.window
    window.show_page("train")
    page = window.page("train")
    assert isinstance(page, TrainPage)
    presenter = page.presenter
    camera.wait(lambda: presenter.home.costs.seconds, "the times on the cards")
    camera.take("train-full")
    in_widths(camera, "train-home")
    without_the_pack(camera, page)
    for flow in FLOWS:
        if any(card.flow == flow and card.reason for card in presenter.state.home.cards):
            continue
        presenter.set_up(flow)
        steps(camera, page, f"train-{flow}")
        presenter.back()
    weights_and_more(camera, page, "")
    together_and_map(camera, page)
    dialogs(camera, page)


def in_widths(camera: Photographer, name: str) -> None:
    """The page in front in a small and a large window."""
    for width, height in WIDTHS:
        camera.window.resize(width, height)
        camera.take(f"{name}-{width}")
    camera.window.resize(1280, 800)


def steps(camera: Photographer, page: TrainPage, name: str) -> None:
    """All questions of the flow in front."""
    presenter = page.presenter
    asked = presenter.state.wizard
    for step in range(len(asked.questions) if asked is not None else 0):
        presenter.setting_up.go(step)
        camera.wait(lambda: (now := presenter.state.wizard) and now.looked, "the estimate")
        camera.take(f"{name}-{step + 1}")
        in_widths(camera, f"{name}-{step + 1}")


def without_the_pack(camera: Photographer, page: TrainPage) -> None:
    """What a small installation shows, and while it is installed."""
    info = api.PackInfo("train", False, Path("/usr/lib/python3"), False, 1_430_000_000)
    for name, state in (
        ("train-no-pack", PackState(info)),
        ("train-installing", PackState(info, True, 0.4, "Downloading torch")),
    ):
        page.presenter.home.pack.state = state
        page.presenter.home.pack.changed.emit()
        camera.take(name)
    page.presenter.home.pack.state = PackState()
    page.presenter.home.pack.look()


def weights_and_more(camera: Photographer, page: TrainPage, suffix: str) -> None:
    """A teacher that needs a file, every student, every setting, what is red before the start."""
    presenter = page.presenter
    setting_up = presenter.setting_up
    presenter.set_up("finetune")
    setting_up.go_to("network")
    setting_up.answer("beats-unfrozen")
    camera.take(f"train-teachers{suffix}")
    setting_up.next()
    camera.take(f"train-weights{suffix}")
    setting_up.choose_weights(Path(__file__))
    camera.take(f"train-weights-wrong{suffix}")
    setting_up.go_to("check")
    QTest.qWait(1500)
    camera.take(f"train-weights-missing{suffix}")
    setting_up.begin_anew()
    presenter.set_up("distil")
    setting_up.go_to("network")
    page.wizard.student.more.open()
    setting_up.choose_network("tf-sepnet-64")
    camera.take(f"train-students{suffix}")
    page.wizard.student.more.open(False)
    setting_up.go_to("pace")
    page.wizard.more.open()
    setting_up.set_field("distil", "epochs", 20)
    camera.take(f"train-more{suffix}")
    page.wizard.more.open(False)
    setting_up.begin_anew()
    presenter.back()


def together_and_map(camera: Photographer, page: TrainPage) -> None:
    """Several teachers as far as there are some, and what all students cost."""
    presenter = page.presenter
    setting_up = presenter.setting_up
    presenter.set_up("distil")
    state = presenter.state.wizard
    if state is not None and len(state.teachers) > 1:
        setting_up.answer(SEVERAL)
        setting_up.preview_fusion()
        camera.wait(lambda: not setting_up.fusion.busy, "the fusion", COMPUTE_S)
        camera.take("train-together")
    setting_up.go_to("network")
    page.wizard.student.shown.set_choice("map")
    setting_up.ask_budget()
    camera.wait(lambda: not setting_up.budget.busy, "the budget map", COMPUTE_S)
    camera.take("train-map")
    page.wizard.student.shown.set_choice("list")
    setting_up.begin_anew()
    presenter.back()


def dialogs(camera: Photographer, page: TrainPage) -> None:
    """Recipes, and room on disk."""
    camera.dialog("train-recipes", lambda: RecipesDialog(page.context.settings, page))
    camera.dialog("train-rename", lambda: RenameDialog("Student, CP-Mobile 30k", "Kitchen", page))
    camera.dialog("train-prune", lambda: PruneDialog(page.presenter.home.keeping.room, page))
