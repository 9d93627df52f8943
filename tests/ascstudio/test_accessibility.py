"""Every control has a name and a place in the tab order, on every page and in every dialog."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSlider,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QMenuBar,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascstudio.pages import Page
from ascstudio.shell.dialogs import ProblemDialog
from ascstudio.shell.key_sheet import KeysDialog
from ascstudio.shell.palette import Palette
from ascstudio.shell.window import MainWindow

PAGES = ("start", "library", "label", "explore", "train", "evaluate", "deploy", "live", "teach")
CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QAbstractItemView, QAbstractSlider)


def focusable(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def inside_a_control(widget: QWidget) -> bool:
    """Parts of Qt's own controls are named by the control around them."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QLineEdit | QAbstractItemView | QHeaderView):
            return True
        parent = parent.parentWidget()
    return False


def nameless(root: QWidget) -> set[str]:
    """Controls a screen reader could not name, and controls the Tab key cannot reach."""
    found = set()
    for widget in root.findChildren(QWidget):
        if widget.objectName().startswith("qt_") or inside_a_control(widget):
            continue
        place = f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}"
        control = isinstance(widget, CONTROLS) and not isinstance(widget, QScrollBar)
        if control and widget.isEnabled() and not focusable(widget):
            found.add(f"{place}: cannot be reached by Tab")
        if isinstance(widget, QAbstractButton) and not (widget.isVisible() or widget.text()):
            continue  # it gets its words when it is first shown
        plain = isinstance(widget, Page | QMenuBar) or type(widget) is QAbstractScrollArea
        if (focusable(widget) and not plain) and not widget.accessibleName():
            found.add(f"{place}: has no name")
    return found


@pytest.mark.parametrize("page", PAGES)
def test_every_control_of_a_page_has_a_name(
    qtbot: QtBot, window: MainWindow, demo_project: Path, page: str
) -> None:
    assert not nameless(window)
    window.show_page(page)
    QCoreApplication.processEvents()
    assert not nameless(window)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    QCoreApplication.processEvents()
    assert not nameless(window)


@pytest.mark.parametrize("dialog", ["keys", "preferences", "problem"])
def test_every_control_of_a_dialog_has_a_name(
    qtbot: QtBot, window: MainWindow, dialog: str
) -> None:
    made = {
        "keys": lambda: KeysDialog(window.registry.reachable(), window),
        "preferences": window.preferences,
        "problem": lambda: ProblemDialog("", window),
    }[dialog]()
    made.show()
    assert not nameless(made)
    made.close()


@pytest.mark.parametrize("page", ["start", "library"])
def test_tab_goes_round_the_window(qtbot: QtBot, window: MainWindow, page: str) -> None:
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    wanted = {
        widget
        for widget in window.findChildren(QWidget)
        if isinstance(widget, QAbstractButton)
        and widget.isVisible()
        and widget.isEnabled()
        and focusable(widget)
    }
    seen = set()
    for _ in range(len(wanted) * 3 + 30):
        qtbot.keyClick(window.focusWidget() or window, Qt.Key.Key_Tab)
        seen.add(window.focusWidget())
    assert wanted <= seen


class Windows(QObject):
    """Writes down every window that opens and every time one loses the keyboard."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Only looks."""
        shown = event.type() == QEvent.Type.Show and isinstance(watched, QWidget)
        if shown and watched.isWindow():
            self.opened.append(f"{type(watched).__name__} {watched.accessibleName()}")
        return False


def test_making_a_page_opens_no_window_and_keeps_the_keyboard(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, demo_project: Path
) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    windows = Windows()
    qapp.installEventFilter(windows)
    for page in PAGES:
        window.show_page(page)
        QCoreApplication.processEvents()
        assert not windows.opened, page
        assert window.isActiveWindow(), page
        assert qapp.focusWidget() is not None, page
    qapp.removeEventFilter(windows)


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("page", PAGES)
def test_tab_shows_where_the_focus_is(
    qtbot: QtBot, qapp: QApplication, window: MainWindow, demo_project: Path, page: str, theme: str
) -> None:
    window.context.settings.set("appearance.theme", theme)
    with qtbot.waitSignal(window.context.session.changed):
        window.context.session.open(demo_project)
    window.show_page(page)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    seen: list[QWidget] = []
    invisible = []
    for _ in range(150):
        focused = qapp.focusWidget()
        assert focused is not None
        qtbot.keyClick(focused, Qt.Key.Key_Tab)
        reached = qapp.focusWidget()
        assert reached is not None
        if reached in seen:
            break
        seen.append(reached)
        with_focus = reached.grab().toImage()
        window.setFocus()
        if reached.grab().toImage() == with_focus:
            invisible.append(f"{type(reached).__name__} {reached.accessibleName()}")
        reached.setFocus(Qt.FocusReason.TabFocusReason)
    assert len(seen) > 8  # the field, the rail, and what the page has
    assert not invisible


def test_the_palette_reads_what_would_run(qtbot: QtBot, window: MainWindow) -> None:
    palette = window.findChild(Palette)
    palette.open()
    qtbot.keyClicks(palette.field, "dark")
    qtbot.waitUntil(lambda: "Dark theme" in palette._list.accessibleDescription())
