"""Photograph every page and dialog from a real window, dark and light, empty and full.

    xvfb-run -a -s "-screen 0 1280x800x24" python tests/photographs/take.py [--out FOLDER]

The pictures go to tests/photographs/out (ignored by git); hold each beside its mock-up.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parents[1]))
if not os.environ.get("DISPLAY"):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtTest import QTest  # noqa: E402
from PySide6.QtWidgets import QApplication, QDialog, QWidget  # noqa: E402

from ascstudio.app import make_application, make_window, open_first  # noqa: E402
from ascstudio.pages import BannerText  # noqa: E402
from ascstudio.settings import Settings  # noqa: E402
from ascstudio.shell.dialogs import (  # noqa: E402
    KeysDialog,
    PreferencesDialog,
    ProblemDialog,
)
from ascstudio.shell.window import MainWindow  # noqa: E402
from ml_core import api  # noqa: E402
from tests.photographs.components import component_sheet  # noqa: E402

PAGES = ("start", "library", "explore", "train", "evaluate", "live", "teach")
SETTLE_MS = 350


class Photographer:
    """Takes numbered pictures of one window in one theme."""

    def __init__(self, window: MainWindow, folder: Path, theme: str) -> None:
        self.window, self.folder, self.theme = window, folder, theme

    def take(self, name: str, widget: QWidget | None = None) -> None:
        QTest.qWait(SETTLE_MS)
        path = self.folder / f"{name}-{self.theme}.png"
        (widget or self.window).grab().save(str(path))
        print(path)

    def pages(self, state: str) -> None:
        for page in PAGES:
            if importlib.util.find_spec(f"ascstudio.pages.{page}.view") is None:
                continue
            self.window.show_page(page)
            QTest.qWait(SETTLE_MS)
            self.take(f"{page}-{state}")

    def dialog(self, name: str, make: Callable[[], QDialog]) -> None:
        dialog = make()
        dialog.open()
        self.take(name, dialog)
        dialog.close()
        dialog.deleteLater()


@contextmanager
def studio(home: Path, theme: str, size: tuple[int, int]) -> Iterator[MainWindow]:
    settings = Settings(home / f"settings-{theme}.toml")
    settings.set("appearance.theme", theme)
    settings.set("start.first", value=False)
    window = make_window(settings)
    window.resize(*size)
    window.show()
    open_first(window)
    QTest.qWaitForWindowExposed(window)
    yield window
    window.close()
    window.deleteLater()
    QApplication.processEvents()


def photograph(home: Path, out: Path, theme: str, project: Path) -> None:
    with studio(home, theme, (1280, 800)) as window:
        camera = Photographer(window, out, theme)
        camera.pages("empty")
        window.context.session.open(project)
        QTest.qWait(1500)  # the clips are read and their pictures drawn in threads
        camera.pages("full")
        busy(camera)
        camera.dialog("keys", lambda: KeysDialog(window.registry.reachable(), window))
        camera.dialog("preferences", lambda: PreferencesDialog(window.context.settings, window))
        camera.dialog("problem", lambda: ProblemDialog("", window))
        window.palette_box.open()
        window.palette_box.field.setText("tram")
        camera.take("palette")
        window.palette_box.close_palette()
        for width, height in ((1000, 650), (1920, 1080)):
            window.resize(width, height)
            camera.pages(f"{width}")
        window.context.settings.set("appearance.text_size", 2.0)
        window.resize(1280, 800)
        camera.pages("200")
        window.context.settings.reset("appearance.text_size")
        sheet = component_sheet()
        sheet.resize(1280, 800)
        sheet.show()
        camera.take("components", sheet)
        sheet.close()


def busy(camera: Photographer) -> None:
    """Jobs running and failed, banners, a toast, the microphone open."""
    window = camera.window
    context = window.context
    blocks: list[bool] = []

    def work(monitor: api.Monitor) -> None:
        for step in range(10_000):
            monitor.report(min(step, 60), 96, stage="clips")
            if blocks:
                return
            QTest.qSleep(5)

    def broken(monitor: api.Monitor) -> None:
        raise api.ImportProblem("3 of 212 files could not be read.", hint="The other 209 are in.")

    context.jobs.start("Embeddings of new clips", "explore", work)
    context.jobs.start("Import of field disk", "import", broken)
    QTest.qWait(900)
    window.show_page("library")
    window.raise_banner(BannerText("warn", "Device C has only 9 clips", "It will be learned less."))
    context.microphone_changed.emit(True)
    context.say("Labelled 37 clips as Bus", undoable=True)
    window.toggle_activity()
    camera.take("busy")
    window.toggle_activity()
    context.microphone_changed.emit(False)
    blocks.append(True)
    QTest.qWait(300)
    window.toast.hide()
    window.drop_all_banners()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--theme", choices=("dark", "light"), action="append")
    parser.add_argument("--project", type=Path, help="a project to show instead of the demo")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        os.environ["ASC_HOME"] = str(home)
        application = make_application(["photographs"])
        project = arguments.project or api.write_demo_project(home / "demo")
        for theme in arguments.theme or ("dark", "light"):
            photograph(home, arguments.out, theme, project)
        QTimer.singleShot(0, application.quit)


if __name__ == "__main__":
    main()
