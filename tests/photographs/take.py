"""Photograph every page and dialog from a real window, dark and light, empty and full.

    xvfb-run -a -s "-screen 0 1920x1080x24" python tests/photographs/take.py [--out FOLDER]

``--project`` shows a copy of a prepared project; ``--train`` runs ``asc demo --quick`` for one with
a bundle and runs, in some minutes. The pictures go to tests/photographs/out (ignored by git); hold
each beside its mock-up.
"""

from __future__ import annotations

import argparse
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
from ascstudio.shell.about import AboutDialog  # noqa: E402
from ascstudio.shell.dialogs import ProblemDialog  # noqa: E402
from ascstudio.shell.key_sheet import KeysDialog  # noqa: E402
from ascstudio.shell.new_project import NewProjectDialog  # noqa: E402
from ascstudio.shell.report import ReportDialog  # noqa: E402
from ascstudio.shell.window import MainWindow  # noqa: E402
from ml_core import api  # noqa: E402
from tests.photographs import scenes  # noqa: E402
from tests.photographs.camera import Photographer  # noqa: E402
from tests.photographs.components import component_sheet  # noqa: E402
from tests.photographs.deploy_scenes import deploy  # noqa: E402
from tests.photographs.evaluate_scenes import evaluate, large_evaluate  # noqa: E402
from tests.photographs.label_scenes import label, large  # noqa: E402
from tests.photographs.live_scenes import live  # noqa: E402
from tests.photographs.material import Material, material  # noqa: E402
from tests.photographs.run_scenes import runs  # noqa: E402
from tests.photographs.train_scenes import train, weights_and_more  # noqa: E402

SMALL_PAGES = ("library", "label", "explore", "train", "evaluate", "deploy", "live", "teach")


@contextmanager
def studio(
    home: Path, theme: str, size: tuple[int, int], text_size: float = 1.0
) -> Iterator[MainWindow]:
    """A window of its own, with settings of its own."""
    settings = Settings(home / f"settings-{theme}.toml")
    settings.set("appearance.theme", theme)
    settings.set("appearance.text_size", text_size)
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


def photograph(home: Path, out: Path, theme: str, shown: Material, wanted: str) -> None:
    """Everything in one theme; ``wanted`` limits it to subjects whose name contains it."""
    with studio(home, theme, (1280, 800)) as window:
        camera = Photographer(window, out, theme)
        subjects: list[tuple[str, Callable[[], None]]] = [
            ("empty", lambda: camera.pages("empty", ("start", "live", "teach"))),
            ("project", lambda: scenes.empty_project(camera, home / f"empty-{theme}")),
            ("open", lambda: scenes.open_project(camera, shown)),
            ("library", lambda: scenes.library(camera, shown)),
            ("label", lambda: label(camera, home)),
            ("explore", lambda: scenes.explore(camera)),
            ("train", lambda: train(camera)),
            ("runs", lambda: runs(camera)),
            ("evaluate", lambda: evaluate(camera, shown)),
            ("deploy", lambda: deploy(camera, home / theme)),
            ("live", lambda: live(camera, shown)),
            ("teach", lambda: scenes.teach(camera, shown)),
            ("start", lambda: camera.pages("full", ("start",))),
            ("busy", lambda: busy(camera)),
            ("dialogs", lambda: dialogs(camera)),
            ("sizes", lambda: sizes(camera)),
            ("components", lambda: components(camera)),
        ]
        for name, take in subjects:
            if name == "open" or wanted in name:
                take()
    if wanted in "large text":
        large_text(home, out, theme, shown)


def dialogs(camera: Photographer) -> None:
    """Keys of the pages one labels on, preferences, an unexpected problem, the palette."""
    window = camera.window

    def keys() -> QDialog:
        gestures = window.page(window.front()).gestures()
        return KeysDialog(window.registry.reachable(), window, gestures)

    for page in ("label", "explore", "library"):
        window.show_page(page)
        camera.dialog(f"keys-{page}", keys)
    preferences(camera)
    camera.dialog("report", lambda: ReportDialog(window.context.settings, window))
    camera.dialog("about", lambda: AboutDialog(window))
    camera.dialog("new-project", lambda: new_project(window))
    camera.dialog("problem", lambda: ProblemDialog("", window))
    window.palette_box.open()
    for name, words in (("palette", "tram"), ("palette-nothing", "tramm")):
        window.palette_box.field.setText(words)
        camera.take(name)
    window.palette_box.close_palette()


def new_project(window: MainWindow) -> QDialog:
    """A name is typed already."""
    context = window.context
    dialog = NewProjectDialog(context.session.create, context.settings, window)
    dialog.name.setText("City walks")
    return dialog


def preferences(camera: Photographer) -> None:
    """Every page of Preferences, what a search finds, a key that is in use."""
    dialog = camera.window.preferences()
    dialog.open()
    for page in dialog.presenter.pages:
        dialog.show_page(page.key)
        if page.key == "shortcuts" and (editor := dialog.shortcuts) is not None:
            camera.wait(lambda: editor.presenter.complete, "the commands of all pages")
            camera.take("preferences-shortcuts", dialog)
            editor.choose("library.import")
            editor.ask()
            editor.key.typed.emit("Ctrl+E")
            camera.take("preferences-shortcuts-clash", dialog)
        else:
            camera.take(f"preferences-{page.key}", dialog)
    dialog.field.setText("clip")
    camera.take("preferences-search", dialog)
    dialog.close()
    dialog.deleteLater()


def sizes(camera: Photographer) -> None:
    """Small and large windows."""
    window = camera.window
    for width, height in ((1000, 650), (1920, 1080)):
        window.resize(width, height)
        camera.pages(f"{width}", SMALL_PAGES)
    window.resize(1280, 800)


def large_text(home: Path, out: Path, theme: str, shown: Material) -> None:
    """Text twice as large, in a window that was opened so."""
    with studio(home, theme, (1280, 800), text_size=2.0) as window:
        camera = Photographer(window, out, theme)
        scenes.open_project(camera, shown)
        QTest.qWait(1000)
        camera.pages("200", ("start", *SMALL_PAGES))
        twice = Photographer(window, out, theme, "200-")
        dialogs(twice)
        scenes.library(twice, shown)
        scenes.explore(twice)
        large(camera)
        large_evaluate(camera)
        window.show_page("train")
        weights_and_more(camera, window.page("train"), "-200")


def components(camera: Photographer) -> None:
    """Every widget in its states."""
    sheet: QWidget = component_sheet()
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

    window.show_page("library")
    context.jobs.start("Embeddings of new clips", "explore", work)
    context.jobs.start("Import of field disk", "import", broken)
    QTest.qWait(900)
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
    """Make the material and take the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=HERE / "out")
    parser.add_argument("--theme", choices=("dark", "light"), action="append")
    parser.add_argument("--project", type=Path, help="show a copy of this project")
    parser.add_argument("--train", action="store_true", help="train a small bundle to show")
    parser.add_argument("--language", default="en", help="code of a translation, e.g. de")
    parser.add_argument("--only", default="", help="only subjects with this in their name")
    arguments = parser.parse_args()
    arguments.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="photographs-") as name:
        home = Path(name)
        os.environ["ASC_HOME"] = str(home)
        os.environ["ASC_LANGUAGE"] = arguments.language
        application = make_application(["photographs"])
        for theme in arguments.theme or ("dark", "light"):
            place = home / theme
            place.mkdir()
            with material(place, arguments.project, train=arguments.train) as shown:
                photograph(home, arguments.out, theme, shown, arguments.only)
        QTimer.singleShot(0, application.quit)


if __name__ == "__main__":
    main()
