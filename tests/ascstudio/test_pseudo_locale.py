"""Every visible string passes ``tr``: in a made-up language each must come out in brackets."""

from __future__ import annotations

import re
import sysconfig
from collections.abc import Iterator
from pathlib import Path

import pytest
from pseudo_language import CODE, write_pseudo_language
from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenuBar,
    QTableView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascstudio import translation
from ascstudio.app import make_window, open_first
from ascstudio.pages.deploy.take_panel import licences_of
from ascstudio.pages.deploy.view import DeployPage
from ascstudio.project.bundles import bundle_choices
from ascstudio.settings import Settings
from ascstudio.shell.dialogs import ProblemDialog
from ascstudio.shell.key_sheet import KeysDialog
from ascstudio.shell.report import ReportDialog
from ascstudio.shell.window import MainWindow
from ascstudio.translation import languages
from ascstudio.widgets.texts import ElidedLabel
from ml_core import api

PAGES = ("start", "library", "label", "explore", "train", "evaluate", "deploy", "live", "teach")

NAMES = re.compile(
    r"ASC Studio|Demo|demo|CP-Mobile|CP-ResNet|YAMNet|Mel|int8|float|kB|MB|min|ms|kHz|Hz|dB|WAV|"
    r"[A-C]|S[1-6]|s[1-6]|PCA|synthetic|Magma|Cividis|Viridis|Inferno"
)
"""Words that are the same in every language: names of things, units, devices."""


@pytest.fixture(scope="session")
def pseudo_language(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up language, in files like those of any other."""
    return write_pseudo_language(tmp_path_factory.mktemp("i18n"))


@pytest.fixture
def bracketed(
    qtbot: QtBot,
    settings: Settings,
    demo_project: Path,
    pseudo_language: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[MainWindow]:
    """The studio in the made-up language, with the demo project."""
    monkeypatch.setattr(translation, "_folder", lambda: pseudo_language)
    monkeypatch.setenv(translation.VARIABLE, CODE)
    window = make_window(settings)
    window.show()
    open_first(window)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    yield window
    window.close()
    window.deleteLater()
    monkeypatch.setenv(translation.VARIABLE, translation.ENGLISH)
    translation.speak(translation.ENGLISH)


def data_words(window: MainWindow) -> set[str]:
    """What the project itself says: scenes, devices, places, files."""
    table = window.context.session.table
    found: set[str] = set()
    for clip in table.clips:
        found |= {clip.path.name, clip.device or "", clip.location or "", clip.scene or ""}
        found.add((clip.location or "").capitalize())
    found |= {scene.replace("_", " ").capitalize() for scene in table.scenes}
    found |= {device.upper() for device in table.devices}
    for choice in bundle_choices(window.context.session):
        found |= {choice.name, choice.path.name, str(choice.path)}
    folder = window.context.session.folder
    assert folder is not None
    return found | {folder.name, folder.parent.name, *folder.parts}


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """(kind, words) of everything a widget lets people see or hear."""
    yield "accessible name", widget.accessibleName()
    yield "tooltip", widget.toolTip()
    if isinstance(widget, QLabel | QAbstractButton | ElidedLabel):
        yield "text", widget.text()
    if isinstance(widget, QLineEdit):
        yield "placeholder", widget.placeholderText()
    if isinstance(widget, QComboBox):
        for index in range(widget.count()):
            yield "choice", widget.itemText(index)
    if isinstance(widget, QMenuBar):
        for action in widget.actions():
            yield "menu", action.text()
    if isinstance(widget, QTableView) and widget.model() is not None:
        model = widget.model()
        for column in range(model.columnCount()):
            yield "column", str(model.headerData(column, widget.horizontalHeader().orientation()))


def outside_brackets(words: str) -> str:
    """What no translation has seen."""
    while (fewer := re.sub(r"⟦[^⟦⟧]*⟧", "", words)) != words:
        words = fewer
    return words


def untranslated(root: QWidget, known: set[str]) -> set[str]:
    found = set()
    for widget in [root, *root.findChildren(QWidget)]:
        if widget.objectName().startswith("qt_") or type(widget).__module__ == "PySide6.QtCore":
            continue
        for kind, words in texts(widget):
            outside = outside_brackets(words)
            for name in sorted(known, key=len, reverse=True):
                outside = outside.replace(name, "") if len(name) > 1 else outside
            outside = re.sub(r"\b(Ctrl|Alt|Shift|Esc|Enter|Space|Tab|Home|Del|F\d+)\b", "", outside)
            outside = re.sub(r"\b(" + NAMES.pattern + r")\b", "", outside)
            if re.search(r"[^\W\d_]{2,}", outside):
                found.add(f"{type(widget).__name__} {kind}: {words!r}")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_string_of_a_page_is_translated(
    qtbot: QtBot, bracketed: MainWindow, page: str
) -> None:
    bracketed.show_page(page)
    QCoreApplication.processEvents()
    assert not untranslated(bracketed, data_words(bracketed))


def test_what_is_said_of_a_bundle_is_translated(qtbot: QtBot, bracketed: MainWindow) -> None:
    bracketed.show_page("deploy")
    page = bracketed.page("deploy")
    assert isinstance(page, DeployPage)
    qtbot.waitUntil(lambda: page.presenter.state.details is not None)
    qtbot.waitUntil(lambda: page.presenter.state.details.chip is not None)
    bundle, chip = page.presenter.state.bundle, page.presenter.state.details.chip
    known = data_words(bracketed) | set(bundle.entries) | licences_of(bundle)
    known |= {f"{one.core.name} · {one.core.chip}" for one in chip.cores} | {chip.source}
    known |= {one.core.name for one in chip.cores}
    report = page.presenter.state.details.report  # sentences of the engine are English
    assert report.certificate is not None
    known |= {*report.ship_reasons, *report.certificate.reasons}
    parts = report.certificate.converted
    assert parts is not None
    known |= {api.display_name(one) for one in parts.per_scene}
    known |= {str(one).upper() for one in parts.per_device}
    found = untranslated(page, known)
    mark = bundle.fingerprint
    assert not {one for one in found if mark[:4] not in one}


def test_every_command_is_translated(bracketed: MainWindow) -> None:
    plain = {
        action.text
        for page in PAGES
        for action in [*bracketed.page(page).commands(), *bracketed._general()]
        if "⟦" not in action.text
    }
    assert not plain


@pytest.mark.parametrize("dialog", ["keys", "problem", "report"])
def test_every_string_of_a_dialog_is_translated(
    qtbot: QtBot, bracketed: MainWindow, dialog: str
) -> None:
    made = {
        "keys": lambda: KeysDialog(bracketed.registry.reachable(), bracketed),
        "problem": lambda: ProblemDialog("", bracketed),
        "report": lambda: ReportDialog(bracketed.context.settings, bracketed),
    }[dialog]()
    assert not untranslated(made, data_words(bracketed))
    made.deleteLater()


def test_every_string_of_preferences_is_translated(
    qtbot: QtBot, bracketed: MainWindow, tmp_path: Path
) -> None:
    dialog = bracketed.preferences()
    own = {str(one.path) for one in dialog.presenter.places()} | {name for _, name in languages()}
    known = data_words(bracketed) | own | set(tmp_path.parts)
    known |= {sysconfig.get_path("purelib"), str(api.home_dir())}
    for page in dialog.presenter.pages:
        dialog.show_page(page.key)
        assert not untranslated(dialog, known), page.key
    dialog.close()
    dialog.deleteLater()


def test_the_check_finds_a_string_that_was_forgotten(qtbot: QtBot) -> None:
    assert untranslated(QLabel("Forgotten words"), set())
    assert not untranslated(QLabel("⟦Import of ⟦x⟧⟧ 12 kB"), set())
