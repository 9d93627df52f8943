"""The composition root: the only place where objects are wired."""

from __future__ import annotations

import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from ascstudio import theme
from ascstudio.jobs import GarbageCollector, JobQueue
from ascstudio.jobs.memory import keep_memory_together
from ascstudio.pages import BannerText, Context, Page
from ascstudio.project.session import ProjectSession
from ascstudio.settings import Settings
from ascstudio.shell.appearance import apply_appearance
from ascstudio.shell.bundle_drop import BundleDrop
from ascstudio.shell.dialogs import ProblemDialog
from ascstudio.shell.doorway import Doorway, hand_over
from ascstudio.shell.log import log
from ascstudio.shell.projects import is_project
from ascstudio.shell.recovery import Recovery
from ascstudio.shell.registry import run as run_action
from ascstudio.shell.run_news import RunNews
from ascstudio.shell.warming import Warming, modules_of
from ascstudio.shell.window import MainWindow, PageEntry
from ascstudio.translation import speak
from ml_core import api

SETTLED_MS = 1500  # after the window came up
NEW_WINDOW = "--new-window"


def make_application(arguments: Sequence[str]) -> QApplication:
    """The Qt application with its name; one per process."""
    keep_memory_together()
    application = QApplication(list(arguments))
    application.setApplicationName("ASC Studio")
    application.setDesktopFileName("ascstudio")
    try:
        application.setApplicationVersion(version("ascstudio"))
    except PackageNotFoundError:  # run from a checkout that was never installed
        application.setApplicationVersion("0")
    application.setWindowIcon(QIcon(str(theme.resource("app-icon.png"))))
    return application


def make_window(settings: Settings) -> MainWindow:
    """Wire everything; nothing is shown yet.

    Args:
        settings: what the user chose, read from a file.
    """
    speak(settings.text("general.language"))
    apply_appearance(settings)
    context = Context(ProjectSession(), settings, JobQueue())
    context.session.busy.connect(_show_busy)
    window = MainWindow(context, page_entries())
    context.command_wanted.connect(partial(_run_command, window))
    Recovery(context, window.raise_banner, window)
    RunNews(window)
    BundleDrop(window)
    GarbageCollector(window)
    _tell_of_settings(window, settings)
    return window


def _tell_of_settings(window: MainWindow, settings: Settings) -> None:
    """Say what became of a file of settings that this studio did not write as it is."""
    tr = QCoreApplication.translate
    if settings.is_newer:
        sentence = tr("App", '"%1": what this studio knows of it is used, the rest is kept.')
        window.raise_banner(
            BannerText(
                "info",
                tr("App", "The settings are those of a newer ASC Studio"),
                sentence.replace("%1", str(settings.path)),
            )
        )
    if settings.put_aside:
        sentence = tr("App", 'They were put aside as "%1"; the usual ones are in use.')
        window.raise_banner(
            BannerText(
                "warn",
                tr("App", "The settings could not be read"),
                sentence.replace("%1", settings.put_aside),
            )
        )


def _run_command(window: MainWindow, key: str) -> None:
    """Bring the page of a command to the front and run it, unless it is impossible now."""
    window.show_page(key.partition(".")[0])
    if (action := window.registry.find(key)) is not None:
        run_action(action)


def _show_busy(busy: bool) -> None:
    if busy:
        QApplication.setOverrideCursor(Qt.CursorShape.WaitCursor)
    else:
        QApplication.restoreOverrideCursor()


def open_first(window: MainWindow, project: Path | None = None) -> None:
    """Show what the user saw last, the project or bundle that was named, or the start page."""
    settings = window.context.settings
    page = settings.text("window.page")
    window.show_page("start")
    if project is not None and project.suffix == ".ascbundle":
        window.show_page("deploy", project)
    elif project is not None:
        _open(window, project)
    elif settings.is_on("start.first"):
        # after the window is on screen, so that the progress bar can be seen
        QTimer.singleShot(0, window, lambda: _first_start(window))
    elif settings.is_on("general.reopen"):
        _go_on(window, page)


def _go_on(window: MainWindow, page: str) -> None:
    """The project that was open last, on the page that was in front; what is gone is left out."""
    folder = window.context.settings.text("window.project")
    if folder and is_project(Path(folder)):
        _open(window, Path(folder), page)
    else:
        window.show_without_project(page)


def _first_start(window: MainWindow) -> None:
    if window.isVisible():
        window.show_page("start", "first")


def _open(window: MainWindow, project: Path, page: str = "library") -> None:
    try:
        window.context.session.open(project)
    except api.AscError as error:
        window.raise_banner(BannerText("err", error.message, error.hint))
    else:
        window.show_page(page)


def run(arguments: Sequence[str]) -> int:
    """Open the studio; returns its exit status.

    Args:
        arguments: program name, then optionally a project folder or a bundle. With
            ``--new-window`` a window opens also where one is open already.
    """
    place = api.home_dir() / "settings.toml"
    named = [Path(one).absolute() for one in arguments[1:] if not one.startswith("-")]
    if NEW_WINDOW not in arguments[1:] and hand_over(place, named[0] if named else None):
        return 0
    api.enable_packs()
    application = make_application(arguments[:1])
    settings = Settings(place)
    window = make_window(settings)
    log(f"start, {application.applicationVersion()}")
    sys.excepthook = _problem_hook(window)
    window.show()
    _listen_at_door(window, place)
    open_first(window, named[0] if named else None)
    QTimer.singleShot(SETTLED_MS, window, lambda: Warming(modules_of("ascstudio.pages"), window))
    return application.exec()


def _listen_at_door(window: MainWindow, settings: Path) -> None:
    """Come forward when the studio is started again, with what that start named."""
    doorway = Doorway(settings, window)
    if (application := QCoreApplication.instance()) is not None:
        application.aboutToQuit.connect(doorway.close)

    def may(path: Path | None) -> bool:  # a question that is open is answered first
        free = QApplication.activeModalWidget() is None
        return window.isVisible() and (path is None or free)

    doorway.may = may

    def come(path: Path | None) -> None:
        window.come_forward()
        if path is not None and path != window.context.session.folder:
            open_first(window, path)

    doorway.asked.connect(come)


Hook = Callable[[type[BaseException], BaseException, TracebackType | None], None]


def _problem_hook(window: MainWindow) -> Hook:
    open_dialogs: list[ProblemDialog] = []

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        traceback.print_exception(kind, error, trace)
        log(report(kind, trace))
        if open_dialogs or issubclass(kind, KeyboardInterrupt):
            return
        dialog = ProblemDialog(report(kind, trace), window)
        open_dialogs.append(dialog)
        dialog.finished.connect(lambda _: open_dialogs.clear())
        dialog.open()

    return hook


def report(kind: type[BaseException], trace: TracebackType | None) -> str:
    """Where it happened, in code of ours and of Qt: no messages, for they may name files."""
    frames = traceback.extract_tb(trace)
    lines = [f"{Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
    words = [f"ASC Studio {QCoreApplication.applicationVersion()}", f"Python {sys.version}"]
    return "\n".join([*words, sys.platform, kind.__name__, *lines])


def page_entries() -> list[PageEntry]:
    """All pages, in the order of the rail; each is imported when it is first wanted."""
    tr = QCoreApplication.translate
    return [
        PageEntry("start", tr("App", "Start"), "home", -1, needs_project=False, factory=_start),
        PageEntry(
            "library", tr("App", "Library"), "library", 0, needs_project=True, factory=_library
        ),
        PageEntry("label", tr("App", "Label"), "label", 0, needs_project=True, factory=_label),
        PageEntry(
            "explore", tr("App", "Explore"), "explore", 0, needs_project=True, factory=_explore
        ),
        PageEntry("train", tr("App", "Train"), "train", 1, needs_project=True, factory=_train),
        PageEntry(
            "evaluate", tr("App", "Evaluate"), "evaluate", 1, needs_project=True, factory=_evaluate
        ),
        PageEntry("deploy", tr("App", "Deploy"), "deploy", 1, needs_project=False, factory=_deploy),
        PageEntry("live", tr("App", "Live"), "live", 2, needs_project=False, factory=_live),
        PageEntry("teach", tr("App", "Teach"), "teach", 2, needs_project=False, factory=_teach),
    ]


def _start(context: Context) -> Page:
    from ascstudio.pages.start.view import StartPage

    return StartPage(context)


def _library(context: Context) -> Page:
    from ascstudio.pages.library.view import LibraryPage

    return LibraryPage(context)


def _label(context: Context) -> Page:
    from ascstudio.pages.label.view import LabelPage

    return LabelPage(context)


def _explore(context: Context) -> Page:
    from ascstudio.pages.explore.view import ExplorePage

    return ExplorePage(context)


def _train(context: Context) -> Page:
    from ascstudio.pages.train.view import TrainPage

    return TrainPage(context)


def _evaluate(context: Context) -> Page:
    from ascstudio.pages.evaluate.view import EvaluatePage

    return EvaluatePage(context)


def _deploy(context: Context) -> Page:
    from ascstudio.pages.deploy.view import DeployPage

    return DeployPage(context)


def _live(context: Context) -> Page:
    from ascstudio.pages.live.view import LivePage

    return LivePage(context)


def _teach(context: Context) -> Page:
    from ascstudio.pages.teach.view import TeachPage

    return TeachPage(context)
