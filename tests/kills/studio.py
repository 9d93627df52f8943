"""The studio at work, driven by real events, told from its screen, killed at a named moment.

    python -m tests.kills.studio HOME TASK [STEP WHEN WHAT N]

A line of JSON goes out whenever the screen shows that a step is done: what the user was told.
With a moment, the process kills itself (SIGKILL: nothing is flushed, closed or rolled back) in
that step, at the Nth thing like WHAT: ``before`` or ``after`` a statement of SQLite that begins
so, or ``at`` a call into the system whose event and arguments contain so. Without one, whoever
reads the lines may kill it at any of them.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


from tests.kills.strike import Strike

STRIKE = Strike(*sys.argv[3:7]) if __name__ == "__main__" else Strike()
if __name__ == "__main__":
    STRIKE.watch()

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl  # noqa: E402
from PySide6.QtGui import QDragEnterEvent, QDropEvent  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages.library.export_dialog import ExportDialog  # noqa: E402
from ascstudio.pages.library.import_dialog import ImportDialog  # noqa: E402
from ascstudio.pages.library.record_dialog import RecordDialog  # noqa: E402
from ascstudio.pages.library.split_dialog import SplitDialog  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ascstudio.shell.window import MainWindow  # noqa: E402
from ascstudio.theme import scene_key, scene_title  # noqa: E402

Key = Qt.Key
PLAIN, CTRL, ALT = (
    Qt.KeyboardModifier.NoModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.AltModifier,
)
WAIT_S = 60.0


def tell(step: str, **said: Any) -> None:
    """What the screen shows now."""
    print(json.dumps({"step": step, **said}), flush=True)


def until(happens: Callable[[], object], what: str) -> None:
    end = time.monotonic() + WAIT_S
    while not happens():
        if time.monotonic() > end:
            raise TimeoutError(f"waited for {what}")
        QTest.qWait(5)  # events are handled meanwhile


def press(key: Qt.Key | str, modifier: Qt.KeyboardModifier = PLAIN) -> None:
    """A real key, to whatever has the focus."""
    if QApplication.focusWidget() is None:  # a dialog went, and nobody manages windows here
        shown = (one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow))
        (QApplication.activeModalWidget() or next(shown)).activateWindow()
    until(QApplication.focusWidget, "a widget with the keyboard")
    QTest.keyClick(QApplication.focusWidget(), key, modifier)


def click(widget: QWidget) -> None:
    until(widget.isEnabled, f"{widget.accessibleName()} to be enabled")
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def rows(window: MainWindow) -> dict[str, list[str]]:
    """The table of the Library as it is drawn: name and length, then scene and state."""
    model = window.page("library").table.clip_model  # type: ignore[attr-defined]
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    shown = [titles.index(one) for one in ("Name", "Length", "Scene", "State")]
    cells = [[model.index(row, n).data() for n in shown] for row in range(model.rowCount())]
    return {f"{name} {length}": facts for name, length, *facts in cells}


def words(window: MainWindow) -> list[str]:
    """What undo and redo would do, as the menu says."""
    found = [window.registry.find(key) for key in ("undo", "redo")]
    return [one.text for one in found if one is not None]


def seen(window: MainWindow) -> dict[str, Any]:
    """All of it."""
    divided = window.page("library").facets["split"]  # type: ignore[attr-defined]
    splits = {row.text: row.count for row in divided._rows}
    return {"rows": rows(window), "words": words(window), "splits": splits}


def dialog_of(window: MainWindow, kind: type[QDialog]) -> Any:
    until(lambda: [one for one in window.findChildren(kind) if one.isVisible()], kind.__name__)
    dialog = next(one for one in window.findChildren(kind) if one.isVisible())
    dialog.activateWindow()
    until(dialog.isActiveWindow, f"{kind.__name__} to have the keyboard")
    return dialog


def run(window: MainWindow, key: str) -> None:
    """A command, as the menu runs it."""
    action = window.registry.find(key)
    assert action is not None, key
    assert not action.reason(), action.reason()
    action.run()


def library(window: MainWindow, home: Path) -> Any:
    """The page, with the keyboard in its table."""
    press(Key.Key_1, ALT)
    page = window.page("library")
    until(lambda: rows(window), "the clips")
    table = page.table  # type: ignore[attr-defined]
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, PLAIN, QPoint(140, 10))
    until(table.hasFocus, "the table to have the keyboard")
    return page


# What users do


def label(window: MainWindow, home: Path) -> None:
    """Clip after clip, each with the key of its scene."""
    press(Key.Key_2, ALT)
    page: Any = window.page("label")
    until(lambda: page.presenter.state.clip is not None, "a clip")
    page.queue.list.setFocus()
    model = page.queue.list.queue
    for n in range(6):
        clip = page.presenter.state.clip
        row = list(model.order.ids).index(clip.segment_id)
        scene = scene_title(page.presenter.state.scenes[n % 3])
        STRIKE.enter(f"label {n}")
        press(scene_key(n % 3))
        until(lambda row=row, scene=scene: model.index(row, 0).data().endswith(f", {scene}"), scene)
        tell(f"label {n}", name=clip.path.name, scene=scene)


def edits(window: MainWindow, home: Path) -> None:
    """Label, take back, verify, snapshot, divide, examine and mend."""
    page = library(window, home)
    tell("open", **seen(window))

    def step(name: str, act: Callable[[], object], shows: Callable[[], object]) -> None:
        STRIKE.enter(name)
        act()
        until(shows, name)
        tell(name, **seen(window))

    def all_are(column: int, word: str) -> Callable[[], bool]:
        return lambda: {facts[column] for facts in rows(window).values()} == {word}

    scene = scene_title(page.presenter.state.table.scenes[1])
    step("one", lambda: press("3"), lambda: "Undo: Label" in words(window)[0])
    press(Key.Key_A, CTRL)
    step("bulk", lambda: press("2"), all_are(0, scene))
    step("undo", lambda: press(Key.Key_Z, CTRL), lambda: not all_are(0, scene)())
    step("redo", lambda: press(Key.Key_Y, CTRL), all_are(0, scene))
    page.table.setFocus()
    press(Key.Key_A, CTRL)
    step("verify", lambda: press("V"), all_are(1, "Verified"))
    toast = window.toast._words
    step("snapshot", lambda: press(Key.Key_S, CTRL), lambda: "napshot" in toast.text())
    run(window, "library.divide")
    dialog = dialog_of(window, SplitDialog)
    until(lambda: dialog.presenter.state.plan is not None, "a plan")
    step("split", lambda: click(dialog.divide_button), lambda: "Train" in seen(window)["splits"])
    panel = page.inspector.doctor
    click(panel.examine_button)
    until(lambda: panel.presenter.state.report is not None, "the doctor")
    click(panel.kinds["clipped"])
    panel.list.setFocus()
    panel.list.setCurrentRow(0)
    excluded = lambda: "Excluded" in {facts[1] for facts in rows(window).values()}  # noqa: E731
    step("mend", lambda: press(Key.Key_Return), excluded)


def drop(page: QWidget, path: Path) -> None:
    """Carry something over the page and let go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    kinds = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, PLAIN)
    QApplication.sendEvent(page, QDragEnterEvent(QPoint(300, 300), *kinds))
    QApplication.sendEvent(page, QDropEvent(QPointF(300, 300), *kinds))


def bring_in(window: MainWindow, home: Path) -> None:
    """A folder, a folder that is copied, labels of stretches."""
    page = library(window, home)
    tell("open", **seen(window))
    for step, path, copy in (
        ("folder", home / "more", False),
        ("copy", home / "others", True),
        ("labels", home / "labels.csv", False),
    ):
        drop(page, path)
        dialog = dialog_of(window, ImportDialog)
        until(lambda dialog=dialog: dialog.presenter.state.found is not None, "what is there")
        if copy:
            click(dialog.copy_box)
        if dialog.split_box.isVisible():  # a split is a step of its own
            click(dialog.split_box)
        STRIKE.enter(step)
        click(dialog.import_button)
        told: set[str] = set()
        while page.presenter.state.importing or page.presenter._import_job is not None:
            QTest.qWait(20)
            if now := rows(window).keys() - told:
                told |= now
                tell("growing", names=sorted(told))
        name = f'Import "{path.name}"'
        until(lambda name=name: name in words(window)[0], name)
        until(lambda: not window.context.session._reading, "the clips")
        tell(step, **seen(window))


def take_out(window: MainWindow, home: Path) -> None:
    """A table, over one that is there, and the clips as files."""
    library(window, home)
    tell("open", **seen(window))
    for step, form, name in (("table", 0, "clips.csv"), ("sounds", 6, "clips")):
        press(Key.Key_E, CTRL)
        dialog = dialog_of(window, ExportDialog)
        dialog.form.setFocus()
        for _ in range(form):
            press(Key.Key_Down)
        until(lambda dialog=dialog, name=name: dialog.presenter.state.out.name == name, name)
        until(lambda dialog=dialog: dialog.presenter.state.left_out is not None, "the look")
        STRIKE.enter(step)
        click(dialog.export_button)
        toast = window.toast._words
        until(lambda name=name, toast=toast: f"in {name}. " in f"{toast.text()} ", name)
        tell(step, **seen(window))


def migrate(window: MainWindow, home: Path) -> None:
    """Nothing but opening: it happened before the page was there."""
    until(lambda: rows(window), "the clips")
    tell("open", **seen(window))


def record(window: MainWindow, home: Path) -> None:
    """Some seconds of the microphone, into a scene; then once more."""
    library(window, home)
    for take in (1, 2):
        STRIKE.enter(f"begin {take}")
        run(window, "library.record")
        dialog = dialog_of(window, RecordDialog)
        until(lambda dialog=dialog: dialog.presenter.state.ready, "the microphone")
        if dialog.count_box.isChecked():
            click(dialog.count_box)
        dialog.scene.lineEdit().clear()
        QTest.keyClicks(dialog.scene.lineEdit(), "tram")
        click(dialog.record_button)
        shown = -1.0
        while shown < 3.0:
            QTest.qWait(20)
            minutes, seconds = dialog.clock.text().split(":")
            if (now := 60 * int(minutes) + float(seconds)) > shown:
                shown = now
                tell("clock", take=take, seconds=now)
        STRIKE.enter(f"end {take}")
        click(dialog.record_button)
        until(lambda dialog=dialog: dialog.presenter.state.recorded is not None, "the recording")
        until(lambda take=take: len(made_here(window)) == take, "its row")
        tell(f"take {take}", rows=rows(window))
        dialog.accept()


def made_here(window: MainWindow) -> list[str]:
    """The recordings made here."""
    return [name for name in rows(window) if not name.startswith("walk")]


TASKS = (label, edits, bring_in, take_out, migrate, record)


def main() -> None:
    home, task = Path(sys.argv[1]), next(one for one in TASKS if one.__name__ == sys.argv[2])
    os.environ["ASC_HOME"] = str(home / "asc")
    settings = Settings(home / "asc/settings.toml")
    settings.set("start.first", value=False)
    settings.set("label.autoplay", value=False)
    settings.set("label.listen", value=False)
    application = make_application(["studio"])
    window = make_window(settings)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    STRIKE.enter("open")
    open_first(window, home / "project")
    until(lambda: len(window.context.session.table), "the project")
    task(window, home)
    window.close()
    application.processEvents()


if __name__ == "__main__":
    main()
