"""The house: pages, commands, palette, activity, banners, undo, what is remembered."""

from __future__ import annotations

import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtWidgets import QApplication, QLineEdit

from ascstudio import app as composition
from ascstudio import theme
from ascstudio.app import make_window, open_first
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.settings import Settings
from ascstudio.shell.dialogs import ProblemDialog
from ascstudio.shell.finding import score
from ascstudio.shell.key_sheet import KeysDialog, key_lines
from ascstudio.shell.keymap import GENERAL, clashes
from ascstudio.shell.preferences.tiles import TileRow
from ascstudio.shell.registry import ActionRegistry
from ascstudio.shell.window import MainWindow, PageEntry
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.messages import Banner, ProgressRow
from ml_core.api import ImportProblem, Monitor

LEFT = Qt.MouseButton.LeftButton
CONTROL = Qt.KeyboardModifier.ControlModifier


class ToyPage(Page):
    """A page that records what happens to it."""

    page_id = "library"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.log: list[object] = []
        self.why = ""

    def title(self) -> str:
        return "Toy"

    def fact(self) -> str:
        return "3 toys"

    def commands(self) -> tuple[Action, ...]:
        return (
            Action("toy.play", "Play a toy", lambda: self.log.append("play"), "Space"),
            Action("toy.undo", "Own undo", lambda: self.log.append("own undo"), "Ctrl+J"),
            *self.head_actions(),
        )

    def head_actions(self) -> tuple[Action, ...]:
        return (
            Action("toy.import", "Import...", lambda: self.log.append("import"), "Ctrl+I",
                   "import", "file", "primary", reason=lambda: self.why),
        )  # fmt: skip

    def receive(self, argument: object) -> None:
        self.log.append(argument)

    def entered(self) -> None:
        self.log.append("entered")

    def left(self) -> None:
        self.log.append("left")


def banners(window: MainWindow) -> list[Banner]:
    return [banner for banner in window.findChildren(Banner) if banner.isVisible()]


def names(shown: list[Banner]) -> list[str]:
    return [banner.accessibleName() for banner in shown]


@pytest.fixture
def toy(qtbot, settings: Settings, monkeypatch: pytest.MonkeyPatch):
    """A window whose Library is a toy, active so that shortcuts work."""
    monkeypatch.setattr(composition, "_library", ToyPage)
    window = make_window(settings)
    window.show()
    open_first(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.show_page("library")
    yield window
    window.close()
    window.deleteLater()


def test_pages_are_made_when_first_wanted(window: MainWindow) -> None:
    assert window.front() == "start"
    assert set(window._pages) == {"start"}


def test_a_page_is_told_what_happens_to_it(toy: MainWindow) -> None:
    page = toy.page("library")
    toy.show_page("start")
    toy.context.go("library", (7,))
    assert page.log == ["entered", "left", "entered", (7,)]
    assert toy.rail.button("library").isChecked()
    toy.context.go("nowhere")
    assert toy.front() == "library"


def test_the_head_shows_title_fact_and_the_primary_action(qtbot, toy: MainWindow) -> None:
    page = toy.page("library")
    button = toy.head.findChild(Button, "toy.import")
    assert button.kind == "primary"
    qtbot.mouseClick(button, LEFT)
    assert page.log[-1] == "import"
    page.why = "Nothing to import"
    page.head_changed.emit()
    assert not button.isEnabled()
    assert button.toolTip() == "Nothing to import"


def test_keys_of_a_page_go_before_the_general_ones(qtbot, toy: MainWindow) -> None:
    page = toy.page("library")
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_J, CONTROL)
    assert page.log[-1] == "own undo"
    assert not toy.activity.isVisible()
    toy.show_page("start")
    qtbot.keyClick(toy, Qt.Key.Key_J, CONTROL)
    assert toy.activity.isVisible()


def test_keys_are_dead_while_a_field_has_the_focus(qtbot, toy: MainWindow) -> None:
    page = toy.page("library")
    field = QLineEdit(page)
    field.show()
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert "play" not in page.log
    assert field.text() == " "
    page.setFocus()
    qtbot.keyClick(page, Qt.Key.Key_Space)
    assert page.log[-1] == "play"


def test_a_button_reached_by_tab_keeps_its_keys(qtbot, toy: MainWindow) -> None:
    page = toy.page("library")
    button = toy.head.findChild(Button, "toy.import")
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert page.log[-1] == "import"


def test_two_commands_of_a_page_cannot_share_a_key(qtbot, toy: MainWindow) -> None:
    pair = [
        Action("a", "A", lambda: None, "Ctrl+E"),
        Action("b", "B", lambda: None, "Ctrl+I | ctrl+e"),
    ]
    assert clashes(pair) == [("a", "b", "Ctrl+E")]
    with pytest.raises(ValueError, match="share"):
        ActionRegistry(toy, toy.context.settings).set_group(GENERAL, "", pair)


def test_no_page_has_a_clash(window: MainWindow, demo_project: Path) -> None:
    window.context.session.open(demo_project)
    for page_id in window._entries:
        window.show_page(page_id)
        commands = window.page(page_id).commands()
        assert not clashes(commands), page_id
        assert len({action.key for action in commands}) == len(commands), page_id
        primary = [a for a in window.page(page_id).head_actions() if a.kind == "primary"]
        assert len(primary) <= 1, page_id
    assert not clashes(window._general())


def test_a_menu_that_opens_often_keeps_nothing(toy: MainWindow) -> None:
    menu = toy.top.menu("file")
    sizes = set()
    for _ in range(5):
        toy.top.fill("file")
        sizes.add(len(menu.findChildren(QObject)))
    assert len(sizes) == 1


def test_menus_show_keys_and_what_is_possible(toy: MainWindow) -> None:
    toy.page("library").why = "Nothing to import"
    toy.top.fill("file")
    entries = {a.text().partition("\t")[0]: a for a in toy.top.menu("file").actions()}
    assert entries["Import..."].text().endswith("Ctrl+I")
    assert not entries["Import..."].isEnabled()
    assert entries["Import..."].toolTip() == "Nothing to import"
    assert not toy.top.menu("model").menuAction().isVisible()


@pytest.mark.parametrize(
    ("text", "wanted", "better_than"),
    [
        ("Import...", "imp", "Simple map"),
        ("Dark theme", "theme", "There is a mess"),
        ("Go to Library", "gl", "Signal"),
    ],
)
def test_the_palette_finds_by_letters(text: str, wanted: str, better_than: str) -> None:
    assert score(text, wanted) > score(better_than, wanted)
    assert score(text, "zzz") == 0.0


def test_the_palette_runs_what_is_chosen(qtbot, toy: MainWindow) -> None:
    page = toy.page("library")
    qtbot.keyClick(toy, Qt.Key.Key_K, CONTROL)
    palette = toy.palette_box
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "import")
    assert palette.results()[0].text == "Import..."
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert page.log[-1] == "import"
    assert not palette.isVisible()
    page.why = "Nothing to import"
    palette.open()
    qtbot.keyClicks(palette.field, "import")
    assert palette.results()[0].where == "Nothing to import"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert palette.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_the_palette_walks_and_closes_by_a_click_beside(qtbot, toy: MainWindow) -> None:
    palette = toy.palette_box
    palette.open()
    first = palette._list.current()
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette._list.current() is not first
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette._list.current() is first
    qtbot.mouseClick(palette, LEFT, pos=QPoint(5, 5))
    assert not palette.isVisible()


def test_the_palette_finds_clips(qtbot, toy: MainWindow, demo_project: Path) -> None:
    session = toy.context.session
    with qtbot.waitSignal(session.changed):
        session.open(demo_project)
    toy.palette_box.open()
    qtbot.keyClicks(toy.palette_box.field, "tram s4")
    clips = [entry for entry in toy.palette_box.results() if entry.icon == "file-audio"]
    assert clips
    assert all("tram" in entry.text and "s4" in entry.text for entry in clips)
    clips[0].run()
    assert isinstance(toy.page("library").log[-1], tuple)


def test_undo_names_the_operation_and_takes_it_back(
    qtbot, toy: MainWindow, demo_project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(demo_project, copy)
    session = toy.context.session
    with qtbot.waitSignal(session.changed):
        session.open(copy)
    clip = session.table.clips[0]
    session.label([clip.segment_id], "tram")
    action = toy.registry.find("undo")
    assert session.undo_text() in action.text
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(toy, Qt.Key.Key_Z, CONTROL)
    assert session.table.clip(clip.segment_id).scene == clip.scene
    assert "Undone" in toy.status.event_text()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(toy, Qt.Key.Key_Y, CONTROL)
    assert session.table.clip(clip.segment_id).scene == "tram"


def test_nothing_to_undo_is_said(window: MainWindow) -> None:
    assert window.registry.find("undo").reason()


def test_pages_that_need_a_project_are_dimmed_not_hidden(
    window: MainWindow, demo_project: Path
) -> None:
    library, live = window.rail.button("library"), window.rail.button("live")
    assert library.isVisible()
    assert "open a project first" in library.toolTip()
    assert "open a project first" not in live.toolTip()
    window.context.session.open(demo_project)
    assert "open a project first" not in library.toolTip()


def test_the_red_mark_is_on_every_page(qtbot, toy: MainWindow) -> None:
    toy.context.microphone_changed.emit(True)
    assert toy.top.pill.isVisible()
    toy.context.microphone_changed.emit(False)
    assert not toy.top.pill.isVisible()


def test_what_is_said_is_in_toast_and_status_bar(qtbot, toy: MainWindow) -> None:
    toy.context.say("Labelled 37 clips as Bus", undoable=True)
    assert toy.toast.isVisible()
    assert toy.toast.accessibleName() == "Labelled 37 clips as Bus"
    assert toy.status.event_text() == "Labelled 37 clips as Bus"


def test_banners_do_not_stack_more_than_two(qtbot, window: MainWindow) -> None:
    for number in range(3):
        window.raise_banner(BannerText("warn", f"Cause {number}"))
    qtbot.waitUntil(lambda: names(banners(window)) == ["Cause 2", "Cause 1"])
    banners(window)[0].closed.emit()
    qtbot.waitUntil(lambda: names(banners(window)) == ["Cause 1", "Cause 0"])


def test_activity_shows_what_runs_and_what_failed(qtbot, toy: MainWindow) -> None:
    jobs = toy.context.jobs
    gate = threading.Event()

    def work(monitor: Monitor) -> None:
        monitor.report(3, 4, stage="reading")
        gate.wait()

    def broken(monitor: Monitor) -> None:
        raise ImportProblem("3 of 212 files could not be read.", hint="The other 209 are in.")

    jobs.start("Import of walks", "import", work)
    job = jobs.start("Import of disk", "import", broken)
    with qtbot.waitSignal(job.failed):
        pass
    toy.toggle_activity()
    rows = {row.accessibleName(): row for row in toy.activity.findChildren(ProgressRow)}
    assert rows["Import of walks"].accessibleDescription() == "reading 3 of 4"
    assert "209" in rows["Import of disk"].accessibleDescription()
    copy = rows["Import of disk"].findChild(Button)
    qtbot.mouseClick(copy, LEFT)
    assert "ImportProblem" in QApplication.clipboard().text()
    gate.set()
    qtbot.waitUntil(lambda: not jobs.running())
    qtbot.keyClick(toy.activity, Qt.Key.Key_Escape)
    assert not toy.activity.isVisible()
    jobs.clear_done()
    toy.toggle_activity()
    assert "Import of walks" not in {
        row.accessibleName() for row in toy.activity.findChildren(ProgressRow) if row.isVisible()
    }


def test_the_theme_changes_while_the_window_is_open(qtbot, window: MainWindow) -> None:
    dark = window.grab().toImage().pixelColor(300, 300).name()
    dialog = window.preferences("appearance", "appearance.theme")
    qtbot.addWidget(dialog)
    dialog.show()
    dark_tile = dialog.findChild(TileRow).tiles[1]
    qtbot.keyClick(dark_tile, Qt.Key.Key_Right)
    assert theme.tokens() is theme.LIGHT
    assert window.grab().toImage().pixelColor(300, 300).name() != dark
    window.context.settings.set("appearance.theme", "dark")
    assert window.grab().toImage().pixelColor(300, 300).name() == dark


def test_the_keys_are_listed_from_the_registry(qtbot, toy: MainWindow) -> None:
    dialog = KeysDialog(toy.registry.reachable(), toy)
    qtbot.addWidget(dialog)
    lines = {line.words: line.caps for line in key_lines(toy.registry.reachable(), "Everywhere")}
    assert lines["Undo"] == ("Ctrl Z",)
    assert lines["Pages 1 to 8"] == ("Alt 1", "–", "8")
    assert ("Ctrl I",) in lines.values()
    caps = [cap.accessibleName() for cap in dialog.findChildren(KeyCap)]
    assert {"Ctrl", "I", "Space", "K", "Alt", "1"} <= set(caps)
    qtbot.keyClicks(dialog.field, "toy")
    visible = {
        cap.accessibleName() for cap in dialog.findChildren(KeyCap) if cap.isVisibleTo(dialog)
    }
    assert visible == {"Space", "Esc"}


def test_f6_goes_round_the_regions(qtbot, toy: MainWindow) -> None:
    toy.page("library").setFocus()
    seen = []
    for _ in range(4):
        qtbot.keyClick(toy, Qt.Key.Key_F6)
        focus = QApplication.focusWidget()
        regions = ("top", "rail", "head", "stack", "status")
        seen.append(next(name for name in regions if getattr(toy, name).isAncestorOf(focus)))
    assert {"top", "rail", "head"} <= set(seen)


@pytest.mark.parametrize(("size", "rail"), [((1280, 800), 72), ((1000, 650), 48)])
def test_narrow_windows_have_a_narrow_rail(
    qtbot, window: MainWindow, size: tuple[int, int], rail: int
) -> None:
    window.resize(*size)
    assert window.rail.width() == rail
    assert window.minimumWidth() == 1000


def test_the_window_remembers_its_place(qtbot, settings: Settings) -> None:
    first = make_window(settings)
    first.show()
    first.resize(1100, 700)
    first.close()
    first.deleteLater()
    second = make_window(settings)
    assert second.height() == 700  # the width is cut to the screen of this test
    second.close()
    second.deleteLater()


def test_broken_settings_are_named(qtbot, tmp_path: Path) -> None:
    path = tmp_path / "settings.toml"
    path.write_text("[broken")
    window = make_window(Settings(path))
    window.show()
    open_first(window)
    assert "settings.broken.toml" in window.findChildren(Banner)[0].accessibleDescription()
    window.close()
    window.deleteLater()


def test_the_report_names_no_files(qtbot) -> None:
    try:
        Path("/secret/name.wav").read_bytes()
    except OSError as error:
        words = composition.report(type(error), error.__traceback__)
    assert "secret" not in words
    assert "FileNotFoundError" in words
    dialog = ProblemDialog(words)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.findChildren(Button)[0], LEFT)
    assert QApplication.clipboard().text() == words


def test_a_project_that_cannot_be_opened_is_a_banner(qtbot, window: MainWindow, tmp_path) -> None:
    open_first(window, tmp_path / "nothing")
    qtbot.waitUntil(lambda: len(banners(window)) == 1)
    assert window.front() == "start"


def test_entries_know_their_groups() -> None:
    entries = composition.page_entries()
    assert [entry.page_id for entry in entries] == [
        "start", "library", "label", "explore", "train", "evaluate", "deploy", "live", "teach",
    ]  # fmt: skip
    groups = [entry.group for entry in entries]
    assert groups == sorted(groups)
    assert all(isinstance(entry, PageEntry) for entry in entries)


def run_studio(environment: dict[str, str], code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(("display", "said"), [("", "no display"), (":9471", "Nothing answers")])
def test_without_a_display_it_says_so_and_does_not_abort(
    tmp_path: Path, display: str, said: str
) -> None:
    environment = {"PATH": "", "ASC_HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd())}
    environment["DISPLAY"] = display
    done = run_studio(environment, "import ascstudio.__main__ as m; raise SystemExit(m.run())")
    if sys.platform.startswith("linux"):
        assert done.returncode == 1
        assert said in done.stderr
        assert "Traceback" not in done.stderr


def test_the_window_imports_neither_torch_nor_the_heavy_rest(tmp_path: Path) -> None:
    code = """
import os, sys
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from pathlib import Path
from ascstudio.app import make_application, make_window, open_first
from ascstudio.settings import Settings
application = make_application(["studio"])
settings = Settings(Path(os.environ["ASC_HOME"]) / "settings.toml")
settings.set("start.first", value=False)
window = make_window(settings)
window.show()
open_first(window)
application.processEvents()
print(*sys.modules)
window.close()
"""
    environment = {"PATH": "", "ASC_HOME": str(tmp_path), "PYTHONPATH": str(Path.cwd())}
    done = run_studio(environment, code)
    assert done.returncode == 0, done.stderr
    heavy = {"torch", "onnxruntime", "pyqtgraph", "sklearn", "scipy", "pandas", "pyarrow", "onnx"}
    assert heavy.isdisjoint(done.stdout.split())


def test_enter_in_the_palette_never_changes_a_clip(
    qtbot, window: MainWindow, demo_project: Path
) -> None:
    session = window.context.session
    with qtbot.waitSignal(session.changed):
        session.open(demo_project)
    window.show_page("library")
    window.palette_box.open()
    qtbot.keyClicks(window.palette_box.field, "tram")
    assert window.palette_box.results()
    now = window.palette_box._list.current()
    assert now is not None
    assert now.icon == "file-audio"
    changes = [entry for entry in window.palette_box.results() if entry.careful]
    assert changes  # they can be found
    assert window.palette_box.results()[-1] in changes


def test_a_page_that_needs_a_project_waits_for_one(qtbot, window: MainWindow) -> None:
    qtbot.mouseClick(window.rail.button("library"), LEFT)
    assert window.front() == "start"
    assert window.status._event.text() == "Open a project first."
