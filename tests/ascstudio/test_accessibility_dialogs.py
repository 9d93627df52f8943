"""Every control of every dialog there is has a name, a place in the tab order, and no trap."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable
from pathlib import Path

from noise_project import write_noise_project
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot
from test_accessibility import focusable, nameless

import ascstudio
from ascstudio import theme
from ascstudio.pages.deploy.certificate_dialog import CertificateDialog
from ascstudio.pages.evaluate.report_dialog import ReportDialog
from ascstudio.pages.evaluate.several import SeveralDialog
from ascstudio.pages.library.arrivals import Arrival
from ascstudio.pages.library.delete_dialog import DeleteDialog
from ascstudio.pages.library.export_dialog import ExportDialog
from ascstudio.pages.library.import_dialog import ImportDialog, ProblemsDialog
from ascstudio.pages.library.locate_dialog import LocateDialog
from ascstudio.pages.library.record_dialog import RecordDialog
from ascstudio.pages.library.snapshots_dialog import SnapshotsDialog
from ascstudio.pages.library.split_dialog import SplitDialog
from ascstudio.pages.live.cards import CardDialog
from ascstudio.pages.live.microphone_dialog import MicrophoneDialog
from ascstudio.pages.live.pace_dialog import PaceDialog
from ascstudio.pages.live.scene_dialog import SceneDialog
from ascstudio.pages.teach.baking import BakeDialog
from ascstudio.pages.teach.parts import ClipsDialog
from ascstudio.pages.teach.work import BakeOffer
from ascstudio.pages.train.home.dialogs import PruneDialog, RecipesDialog
from ascstudio.pages.train.home.housekeeping import Room
from ascstudio.pages.train.rename import RenameDialog
from ascstudio.shell.about import AboutDialog
from ascstudio.shell.dialogs import ProblemDialog
from ascstudio.shell.guide import GuideWindow
from ascstudio.shell.key_sheet import KeysDialog
from ascstudio.shell.new_project import NewProjectDialog
from ascstudio.shell.preferences import PreferencesDialog
from ascstudio.shell.report import ReportDialog as ProblemReportDialog
from ascstudio.shell.window import MainWindow
from ascstudio.widgets.floating import FloatingDialog
from ml_core import api

BASES = {FloatingDialog}
NOT_SHOWN = {RecordDialog, MicrophoneDialog}
"""Shown, they would open a microphone; their controls are there before."""


def kinds() -> set[type[QDialog]]:
    """Every dialog of the studio, whoever made it."""
    for module in pkgutil.walk_packages(ascstudio.__path__, "ascstudio."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    found: set[type[QDialog]] = set()
    left: list[type[QDialog]] = [QDialog]
    while left:
        for kind in left.pop().__subclasses__():
            left.append(kind)
            if kind.__module__.startswith("ascstudio."):
                found.add(kind)
    return found - BASES


def makers(window: MainWindow, tmp_path: Path) -> dict[type[QDialog], Callable[[], QDialog]]:
    """How each dialog is made."""
    context, settings = window.context, window.context.settings
    library = window.page("library").presenter
    ids = tuple(library.state.table.segment_ids[:2].tolist())
    bundle = Path(api.resource_path("starter.ascbundle"))
    scenes = [("bus", theme.scene_mark(0)), ("tram", theme.scene_mark(1))]
    arrival, folder = Arrival(tmp_path), context.session.folder
    plan = api.BakePlan(
        places=("Kettle",), scenes=("hum", "Kettle"),
        recipes=(api.DistilRecipe(network="cp-mobile-6k"), api.QuantizeRecipe()),
        n_clips={"Kettle": 5}, seconds={"Kettle": 140.0}, divided={1: "train", 2: "test"},
    )  # fmt: skip
    return {
        AboutDialog: lambda: AboutDialog(window),
        BakeDialog: lambda: BakeDialog(BakeOffer(Path("x"), plan, 1200.0, 6_086, "x"), window),
        CardDialog: lambda: CardDialog("# A card", window),
        CertificateDialog: lambda: CertificateDialog(
            api.certificate_of(api.read_bundle(bundle)), "starter", window
        ),
        ClipsDialog: lambda: ClipsDialog([(*scenes[0], 3)], 2, "Workshop", window),
        DeleteDialog: lambda: DeleteDialog(library.deleter, ids, window),
        ExportDialog: lambda: ExportDialog(library.exporter(), settings, window),
        GuideWindow: lambda: GuideWindow(window),
        ImportDialog: lambda: ImportDialog(arrival, folder, settings, divided=False, parent=window),
        KeysDialog: lambda: KeysDialog(window.registry.reachable(), window),
        LocateDialog: lambda: LocateDialog(library.locate, settings, window),
        MicrophoneDialog: lambda: MicrophoneDialog(context, bundle, None, window),
        NewProjectDialog: lambda: NewProjectDialog(context.session.create, settings, window),
        PaceDialog: lambda: PaceDialog(context, bundle, window),
        PreferencesDialog: window.preferences,
        ProblemDialog: lambda: ProblemDialog("", window),
        ProblemReportDialog: lambda: ProblemReportDialog(settings, window),
        ProblemsDialog: lambda: ProblemsDialog((("a.wav", "It is empty."),), window, int),
        PruneDialog: lambda: PruneDialog(Room(), window),
        RecipesDialog: lambda: RecipesDialog(settings, window),
        RecordDialog: lambda: RecordDialog(library.recorder, ("bus",), window),
        RenameDialog: lambda: RenameDialog("A student", "Mine", window),
        ReportDialog: lambda: ReportDialog("Mine", "Yours", tmp_path, window),
        SceneDialog: lambda: SceneDialog(scenes, window),
        SeveralDialog: lambda: SeveralDialog("Mine", (), (), window),
        SnapshotsDialog: lambda: SnapshotsDialog(library.snapshots, window),
        SplitDialog: lambda: SplitDialog(library.splitter(), settings, window),
    }


def unreached(qtbot: QtBot, dialog: QDialog) -> set[str]:
    """Buttons and lists that Tab does not come to on one way round the dialog."""
    wanted = {
        one
        for one in dialog.findChildren(QWidget)
        if isinstance(one, QAbstractButton | QComboBox)
        and one.isVisible()
        and one.isEnabled()
        and focusable(one)
        and not (isinstance(one, QAbstractButton) and one.group() and not one.isChecked())
    }
    seen: set[QWidget | None] = set()
    for _ in range(3 * len(wanted) + 30):
        focused = dialog.focusWidget() or dialog
        if wanted <= seen:
            break
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        seen.add(dialog.focusWidget())
    return {f"{type(one).__name__} {one.accessibleName()}" for one in wanted - seen}


def test_every_dialog_can_be_used_without_a_mouse_or_eyes(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    project = write_noise_project(tmp_path / "noise", bundle=False)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(project)
    window.show_page("library")
    made = makers(window, tmp_path)
    assert kinds() == set(made)
    problems: dict[str, set[str]] = {}
    for kind, make in made.items():
        dialog = make()
        name = f"{kind.__module__}.{kind.__name__}"
        if kind not in NOT_SHOWN:
            dialog.open()
            qtbot.waitUntil(dialog.isVisible)
            dialog.activateWindow()
            problems[name] = unreached(qtbot, dialog)
        problems[name] = problems.get(name, set()) | nameless(dialog)
        if not dialog.windowTitle():
            problems[name].add("has no title")
        dialog.close()
        dialog.deleteLater()
    assert not {name: found for name, found in problems.items() if found}
