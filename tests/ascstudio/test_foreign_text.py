"""Names, scenes and notes of other people: shown as they are written, never as more than words."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from ascstudio.pages import BannerText
from ascstudio.shell.window import SMALLEST, MainWindow
from ascstudio.words import plain
from ml_core import api

RATE_HZ = 8_000
TIMEOUT_MS = 20_000
HTML = "<img src=x><b>bold</b> <a href=x>link</a>"
TURNED = "\u202egpj.\u2066wav"
LONG = "very long " * 1000
HOSTILE = (HTML, f"{TURNED} turned", "a\tb\r\nc\x1b[31md", LONG, "=cmd|'calc'!A0", "a & b")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """Clips whose every word comes from somebody who means harm."""
    folder = tmp_path / "walk"
    folder.mkdir()
    for n, words in enumerate(HOSTILE):
        samples = 0.1 * np.random.default_rng(n).standard_normal(RATE_HZ)
        name = f"{n} {words[:60]}".replace("/", "")
        api.write_wav(folder / f"{name}.wav", samples.astype(np.float32), RATE_HZ)
    made = tmp_path / f"{HTML} {TURNED}".replace("/", "")
    with api.Project.create(made) as opened:
        api.import_recordings(opened, folder)
        for clip, words in zip(opened.clips(), HOSTILE, strict=True):
            opened.label([clip.segment_id], words)
            opened.set_note([clip.segment_id], words)
            for fact in ("device", "location", "city", "session"):
                opened.set_fact([clip.segment_id], fact, words)
        opened.take_snapshot(HTML + TURNED)
    return made


def texts(widget: QWidget) -> Iterator[tuple[str, str]]:
    """Every word that a widget shows: (of what, the words)."""
    for what in ("text", "toolTip", "windowTitle"):
        read = getattr(widget, what, None)
        if read is not None:
            yield what, read()
    if isinstance(widget, QComboBox):
        yield from (("item", widget.itemText(n)) for n in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(min(model.rowCount(), 50)):
            for column in range(model.columnCount()):
                index = model.index(row, column)
                for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
                    yield "cell", str(index.data(role) or "")


def wrong(root: QWidget) -> list[str]:
    """What is shown as more than words, turned around, on several lines, or without end."""
    found = []
    for widget in (root, *root.findChildren(QWidget)):
        name = type(widget).__name__
        if isinstance(widget, QLabel) and widget.textFormat() != Qt.TextFormat.PlainText:
            found += [f"{name} may show markup: {widget.text()[:40]}"] if widget.text() else []
        for what, words in texts(widget):
            if any(plain(line, 4000) != line for line in words.split("\n")):
                found.append(f"{what} of {name}: {words[:80]!r}")
    return found


def shown(qtbot: QtBot, window: MainWindow) -> list[str]:
    """Paint it all; what is wrong in the window and in the dialog over it."""
    dialogs = [one for one in window.findChildren(QDialog) if one.isVisible()]
    for root in (window, *dialogs):
        assert not root.grab().isNull()
    return [word for root in (window, *dialogs) for word in wrong(root)]


@pytest.fixture
def opened(qtbot: QtBot, window: MainWindow, project: Path) -> MainWindow:
    session = window.context.session
    with qtbot.waitSignal(session.changed, timeout=TIMEOUT_MS):
        session.open(project)
    window.show_page("library")
    page = window.page("library")
    page.presenter.select([2], 2)
    qtbot.waitUntil(lambda: session.player.clip is not None)
    return window


def test_pages_show_words(qtbot: QtBot, opened: MainWindow) -> None:
    for page in ("start", "library", "label", "explore"):
        opened.show_page(page)
        opened.refresh()
        qtbot.wait(50)  # what threads bring may come or not: whatever is there must be words
        assert shown(qtbot, opened) == [], page
    widest = opened.minimumSizeHint().width()
    opened.context.session.close()
    assert widest <= max(SMALLEST.width(), opened.minimumSizeHint().width())


DIALOGS = (
    "library.record", "library.export", "library.divide", "library.snapshots", "library.locate",
    "keys", "palette",
)  # fmt: skip


def test_dialogs_show_words(
    qtbot: QtBot, opened: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QDialog, "exec", QDialog.open)
    monkeypatch.setattr(api, "input_devices", list, raising=False)
    for key in DIALOGS:
        action = opened.registry.find(key)
        assert action is not None
        assert not action.reason()
        action.run()
        qtbot.wait(50)
        assert shown(qtbot, opened) == [], key
        for one in opened.findChildren(QDialog):
            one.close()


def test_an_import_of_hostile_rows_shows_words(
    qtbot: QtBot, opened: MainWindow, tmp_path: Path
) -> None:
    table = tmp_path / f"rows {TURNED}.csv"
    rows = [f'"{HTML}",{TURNED},<b>c</b>', *(f'{n}.wav,"{HTML}",x' for n in range(4))]
    table.write_text("\n".join(["filename,scene,<i>more</i>", *rows]), encoding="utf-8")
    opened.page("library").receive((table,))
    (dialog,) = [one for one in opened.findChildren(QDialog) if one.isVisible()]
    qtbot.waitUntil(lambda: dialog.presenter.state.found is not None, timeout=TIMEOUT_MS)
    assert shown(qtbot, opened) == []
    dialog.close()


def test_what_the_window_says_is_words(qtbot: QtBot, opened: MainWindow) -> None:
    hostile = HTML + TURNED + LONG
    opened.context.say(hostile)
    opened.context.session.label([2], hostile)  # the names of undo in the menu
    opened.raise_banner(BannerText("warn", hostile, hostile))
    opened.context.jobs.start(hostile, "lock", lambda monitor: None)
    opened.toggle_activity()
    qtbot.wait(50)
    assert shown(qtbot, opened) == []
    opened.top.fill("edit")
    said = [one.text() for one in opened.top.menu("edit").actions()]
    assert any("<b>bold" in words for words in said)
    assert all(plain(words.replace("\t", " "), 4000) == words.replace("\t", " ") for words in said)


def test_and_is_no_key_of_a_menu(opened: MainWindow) -> None:
    opened.context.session.label([1], "this & that")
    opened.refresh()
    opened.top.fill("edit")
    undo = opened.top.menu("edit").actions()[0].text()
    assert "This && that" in undo


@pytest.mark.qt_log_ignore("raise", extend=True)
def test_tooltips_and_boxes_never_read_markup(qtbot: QtBot, window: MainWindow) -> None:
    QToolTip.showText(QPoint(10, 10), HTML, window)
    (tip,) = [
        one for one in QApplication.topLevelWidgets() if one.metaObject().className() == "QTipLabel"
    ]
    assert isinstance(tip, QLabel)
    assert tip.textFormat() == Qt.TextFormat.PlainText
    QToolTip.hideText()
    box = QMessageBox(QMessageBox.Icon.Warning, "title", HTML, parent=window)
    box.show()
    formats = {one.textFormat() for one in box.findChildren(QLabel) if one.text()}
    box.close()
    assert formats == {Qt.TextFormat.PlainText}


def test_letters_of_all_languages_stay() -> None:
    for words in ("می\u200cروم", "Прое́кт ñ 观鸟", "👩\u200d🔬 naïve", "ångström", "नमस्ते", "שלום"):
        assert plain(words) == words
    assert plain("a\nb\u2028c\x00") == "a b c "
    assert len(plain(LONG)) <= 501
