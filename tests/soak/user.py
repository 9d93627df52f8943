"""Somebody who does anything that can be done, drawn from a seed; what was done can be done again.

A step is data: what kind, on what (a widget by its class, its words and which of those it is),
where, with what. ``choose`` draws one from what is on the screen now, ``perform`` does it.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import (
    QContextMenuEvent,
    QDesktopServices,
    QDragEnterEvent,
    QDropEvent,
    QWheelEvent,
)
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QDialog,
    QFileDialog,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

from ascstudio.shell.registry import run
from ascstudio.shell.window import MainWindow

Step = dict[str, Any]
Key = Qt.Key
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
KINDS = {
    "action": 22, "page": 10, "click": 34, "type": 6, "key": 14, "wheel": 4, "drag": 4,
    "menu": 2, "resize": 1, "theme": 1, "drop": 1, "hover": 1,
}  # fmt: skip
IN_DIALOG = {"click": 50, "type": 14, "key": 14, "wheel": 3, "drag": 3, "leave": 16}
NEVER = {"quit"}
WORDS = (
    "", "bus", "park", "0", "-1", "3,5", "1e309", "7", "Straße 7", "日本語", "🎧", "a" * 250,
    "../../etc/passwd", "<b>bold</b>", "%s %1 {0}", "café", "' OR 1=1 --", " ", "street_traffic",
)  # fmt: skip
KEYS = (
    "Up", "Down", "Left", "Right", "Tab", "Backtab", "Return", "Space", "Escape", "Home", "End",
    "PageUp", "PageDown", "1", "2", "3", "4", "N", "P", "U", "V", "X", "E", "M", "L", "F", "Plus",
    "Minus", "F6", "Delete", "Backspace", "F2",
)  # fmt: skip
MODIFIERS = {"": PLAIN, "Ctrl": Qt.KeyboardModifier.ControlModifier,
             "Shift": Qt.KeyboardModifier.ShiftModifier}  # fmt: skip
CTRL_KEYS = ("A", "Z", "Y", "F", "K", "J", "I", "E", "S", "C", "V")
SIZES = ((1000, 650), (1280, 800), (1500, 900), (1900, 1000), (1120, 700))
PATIENCE = 25
"""Steps in one dialog before it is left."""


def name_of(widget: QWidget) -> str:
    """Its class and its words."""
    text = widget.accessibleName() or getattr(widget, "text", "")
    text = text() if callable(text) else text if isinstance(text, str) else ""
    return f"{type(widget).__name__}|{str(text)[:40]}"


@dataclass
class Pool:
    """What the user answers when asked for a file."""

    files: list[Path]
    folders: list[Path]
    out: Path


class User:
    """Looks at the window and acts on it.

    Args:
        window: the studio.
        seed: of what is done.
        pool: files to answer with.
        wait: whether one has to wait now, e.g. because what the user does is held back.
    """

    def __init__(self, window: MainWindow, seed: int, pool: Pool, wait: Callable[[], bool]) -> None:
        self.window, self.pool = window, pool
        self._wait, self.typing = wait, False
        self.random = random.Random(seed)
        self._answers = random.Random(seed + 1)
        self._in_dialog: tuple[int, int] = (0, 0)
        self._n_out = 0
        self._answer_dialogs()

    # what there is

    def waits(self) -> bool:
        """Whether the next step has to wait."""
        return self.typing or self._wait()

    def scope(self) -> QWidget:
        """The widget that takes input now: a popup, a dialog, or the window."""
        popup = QApplication.activePopupWidget()
        return popup or QApplication.activeModalWidget() or self.window

    def _widgets(self, scope: QWidget) -> list[QWidget]:
        return [
            one for one in scope.findChildren(QWidget)
            if one.isVisible() and one.isEnabled() and one.window() is scope.window()
            and one.width() > 3 and one.height() > 3 and not one.visibleRegion().isEmpty()
        ]  # fmt: skip

    def _targets(self, kind: str, scope: QWidget) -> list[QWidget]:
        seen = self._widgets(scope)
        if kind == "type":
            fields = (QLineEdit, QPlainTextEdit, QTextEdit)
            return [one for one in seen if isinstance(one, fields) and not one.isReadOnly()]
        if kind == "click":
            return [
                one for one in seen
                if isinstance(one, QAbstractButton | QComboBox)
                or one.focusPolicy() != Qt.FocusPolicy.NoFocus
            ]  # fmt: skip
        return seen

    # what to do

    def choose(self) -> Step | None:
        """A step that is possible now; None: there is nothing to do but wait."""
        scope = self.scope()
        if isinstance(scope, QMenu):
            return self._of_menu(scope)
        if scope.windowType() == Qt.WindowType.Popup:
            keys = ["Down"] * self.random.randrange(4) + ["Return" if self._by(0.8) else "Escape"]
            return {"kind": "popup", "keys": keys}
        if scope is not self.window:
            known, n = self._in_dialog
            self._in_dialog = (id(scope), n + 1 if known == id(scope) else 0)
            if self._in_dialog[1] > PATIENCE:
                return {"kind": "leave"}
        weights = KINDS if scope is self.window else IN_DIALOG
        kind = self.random.choices(list(weights), list(weights.values()))[0]
        return self._step(kind, scope)

    def _by(self, chance: float) -> bool:
        return self.random.random() < chance

    def _of_menu(self, menu: QMenu) -> Step:
        texts = [
            action.text() for action in menu.actions()
            if action.isEnabled() and not action.isSeparator() and not self._leaves(action.text())
        ]  # fmt: skip
        if not texts or self._by(0.3):
            return {"kind": "popup", "keys": ["Escape"]}
        return {"kind": "choose", "text": self.random.choice(texts)}

    def _leaves(self, text: str) -> bool:
        quit_action = self.window.registry.find("quit")
        return quit_action is not None and text.split("\t")[0].replace("&", "") == quit_action.text

    def _step(self, kind: str, scope: QWidget) -> Step | None:
        draw = self.random
        of_kind: dict[str, Callable[[], Step | None]] = {
            "action": lambda: self._of_registry(pages=False),
            "page": lambda: self._of_registry(pages=True),
            "leave": lambda: {"kind": kind},
            "key": lambda: self._a_key(scope),
            "resize": lambda: {"kind": kind, "size": draw.choice(SIZES)},
            "theme": lambda: {"kind": "action", "key": draw.choice(("dark", "light", "system"))},
            "drop": lambda: {
                "kind": kind,
                "path": str(draw.choice([*self.pool.files, *self.pool.folders])),
            },
        }
        return of_kind[kind]() if kind in of_kind else self._on_widget(kind, scope)

    def _of_registry(self, *, pages: bool) -> Step | None:
        found = [
            action.key for _, action in self.window.registry.reachable()
            if action.key not in NEVER and not action.reason()
            and action.key.startswith("go.") == pages
        ]  # fmt: skip
        return {"kind": "action", "key": self.random.choice(found)} if found else None

    def _a_key(self, scope: QWidget) -> Step:
        if scope is self.window and self._by(0.2):
            return {"kind": "key", "key": self.random.choice(CTRL_KEYS), "modifier": "Ctrl"}
        modifier = "Shift" if self._by(0.1) else ""
        return {"kind": "key", "key": self.random.choice(KEYS), "modifier": modifier}

    def _on_widget(self, kind: str, scope: QWidget) -> Step | None:
        draw = self.random
        targets = self._targets(kind, scope)
        if not targets:
            return None
        widget = draw.choice(targets)
        step: Step = {"kind": kind, "target": name_of(widget), "scope": type(scope).__name__}
        same = [one for one in targets if name_of(one) == step["target"]]
        step["nth"] = same.index(widget)
        step["at"] = (round(draw.random(), 3), round(draw.random(), 3))
        if kind == "click":
            step["how"] = draw.choices(("once", "twice", "ctrl", "shift"), (85, 7, 4, 4))[0]
        elif kind == "type":
            step["text"], step["enter"] = draw.choice(WORDS), self._by(0.5)
        elif kind == "wheel":
            step["delta"] = draw.choice((-480, -120, 120, 480))
            step["modifier"] = draw.choice(("", "", "Ctrl", "Shift"))
        elif kind == "drag":
            step["to"] = (round(draw.random(), 3), round(draw.random(), 3))
        return step

    # doing it

    def perform(self, step: Step) -> bool:
        """Do it; False: what it is done to is not there."""
        kind = step["kind"]
        if kind == "action":
            action = self.window.registry.find(step["key"])
            if action is not None:
                run(action)
            return action is not None
        without = {
            "leave": self._leave, "key": self._press, "resize": self._resize, "drop": self._drop,
            "popup": self._popup, "choose": self._choose,
        }  # fmt: skip
        if kind in without:
            return without[kind](step)
        scope = self.scope()
        same = [one for one in self._targets(kind, scope) if name_of(one) == step["target"]]
        if not same:
            return False
        widget = same[min(step["nth"], len(same) - 1)]
        at = self._point(widget, step["at"])
        getattr(self, f"_{kind}")(widget, at, step)
        return True

    @staticmethod
    def _point(widget: QWidget, share: tuple[float, float]) -> QPoint:
        seen = widget.visibleRegion().boundingRect()
        return QPoint(
            seen.x() + int(share[0] * (seen.width() - 1)),
            seen.y() + int(share[1] * (seen.height() - 1)),
        )

    def _leave(self, _step: Step) -> bool:
        scope = self.scope()
        if scope is self.window:
            return False
        QTest.keyClick(scope, Key.Key_Escape)
        if isinstance(scope, QDialog) and self._in_dialog[1] > PATIENCE + 5 and scope.isVisible():
            scope.close()
        return True

    def _press(self, step: Step) -> bool:
        focused = QApplication.focusWidget()
        widget = focused if focused is not None and focused.isVisible() else self.scope()
        QTest.keyClick(widget, getattr(Key, f"Key_{step['key']}"), MODIFIERS[step["modifier"]])
        return True

    def _popup(self, step: Step) -> bool:
        popup = QApplication.activePopupWidget()
        for key in step["keys"]:
            if popup is None or QApplication.activePopupWidget() is not popup:
                return False
            QTest.keyClick(QApplication.focusWidget() or popup, getattr(Key, f"Key_{key}"))
        if step["keys"][-1] == "Escape" and QApplication.activePopupWidget() is popup and popup:
            popup.close()
        return popup is not None

    def _choose(self, step: Step) -> bool:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            return False
        for action in menu.actions():
            if action.text() == step["text"]:
                QTest.mouseClick(menu, LEFT, PLAIN, menu.actionGeometry(action).center())
                return True
        return False

    def _resize(self, step: Step) -> bool:
        self.window.resize(*step["size"])
        return True

    def _drop(self, step: Step) -> bool:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(step["path"])])
        page = self.window.page(self.window.front())
        kinds = (Qt.DropAction.CopyAction, data, LEFT, PLAIN)
        carried = QDragEnterEvent(QPoint(300, 300), *kinds)
        QApplication.sendEvent(page, carried)
        if carried.isAccepted():
            QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), *kinds))
        return True

    def _click(self, widget: QWidget, at: QPoint, step: Step) -> None:
        modifier = {"ctrl": MODIFIERS["Ctrl"], "shift": MODIFIERS["Shift"]}.get(step["how"], PLAIN)
        QTest.mouseClick(widget, LEFT, modifier, at)
        if step["how"] == "twice" and widget.isVisible():
            QTest.mouseDClick(widget, LEFT, PLAIN, at)

    def _type(self, widget: QWidget, _at: QPoint, step: Step) -> None:
        widget.setFocus()
        QTest.keyClick(widget, Key.Key_A, MODIFIERS["Ctrl"])
        QTest.keyClick(widget, Key.Key_Delete)
        for letter in step["text"]:
            self._between_letters()
            if not isValid(widget) or not widget.isVisible():
                return
            if letter.isascii():
                QTest.keyClicks(widget, letter)
            else:  # no key says it: it comes from the clipboard or an input method
                insert = getattr(widget, "insert", None) or widget.insertPlainText  # type: ignore[attr-defined]
                insert(letter)
        if step["enter"]:
            QTest.keyClick(widget, Key.Key_Return)

    def _between_letters(self) -> None:
        """Nobody types two letters within one turn of the event loop."""
        self.typing = True
        try:
            QApplication.processEvents()
        finally:
            self.typing = False

    def _wheel(self, widget: QWidget, at: QPoint, step: Step) -> None:
        where = QPointF(at)
        event = QWheelEvent(
            where, QPointF(widget.mapToGlobal(at)), QPoint(), QPoint(0, step["delta"]),
            Qt.MouseButton.NoButton, MODIFIERS[step["modifier"]], Qt.ScrollPhase.NoScrollPhase,
            False,
        )  # fmt: skip
        QApplication.sendEvent(widget, event)

    def _drag(self, widget: QWidget, at: QPoint, step: Step) -> None:
        to = self._point(widget, step["to"])
        QTest.mousePress(widget, LEFT, PLAIN, at)
        for share in (0.3, 0.6, 1.0):
            QTest.mouseMove(widget, at + (to - at) * share)
        QTest.mouseRelease(widget, LEFT, PLAIN, to)

    def _menu(self, widget: QWidget, at: QPoint, _step: Step) -> None:
        reason = QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))

    def _hover(self, widget: QWidget, at: QPoint, _step: Step) -> None:
        QTest.mouseMove(widget, at)

    # files

    def _answer_dialogs(self) -> None:
        """Whoever asks for a file gets one at once, or none; no other program is started."""
        draw = self._answers

        def some(found: list[Path]) -> str:
            return "" if draw.random() < 0.25 else str(draw.choice(found))

        def new(*_: Any, **__: Any) -> tuple[str, str]:
            self._n_out += 1
            here = self.pool.out / f"out-{self._n_out}"
            ends = (".csv", ".ascbundle", ".png", "", ".wav", ".toml")
            return ("" if draw.random() < 0.25 else f"{here}{draw.choice(ends)}", "")

        def one(*_: Any, **__: Any) -> tuple[str, str]:
            return (some(self.pool.files), "")

        def many(*_: Any, **__: Any) -> tuple[list[str], str]:
            return ([str(path) for path in draw.sample(self.pool.files, 2)], "")

        QDesktopServices.openUrl = lambda *_: True  # type: ignore[method-assign,assignment]
        QFileDialog.getOpenFileName = one  # type: ignore[assignment,method-assign]
        QFileDialog.getOpenFileNames = many  # type: ignore[assignment,method-assign]
        QFileDialog.getSaveFileName = new  # type: ignore[assignment,method-assign]
        QFileDialog.getExistingDirectory = (  # type: ignore[method-assign]
            lambda *_, **__: some(self.pool.folders)
        )
