"""The Help menu: guide, keys, logs, a report of a problem, and what this program is."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QDialog, QWidget

from ascstudio.pages import Action, Context
from ascstudio.shell.folders import show_folder
from ascstudio.shell.log import logs_folder

HELP = "help"


def help_actions(window: QWidget, context: Context) -> list[Action]:
    """What Help offers besides the keys.

    Args:
        window: asks and shows.
        context: what pages share.
    """
    return [
        Action(
            "help.guide", _tr("User guide"), partial(show_guide, window), "Shift+F1", "help", HELP
        ),
        Action("help.logs", _tr("Show the logs"), partial(_show_logs, context), "", "folder", HELP),
        Action(
            "help.report", _tr("Report a problem..."), partial(show_report, window, context), "",
            "report", HELP,
        ),
        Action("help.about", _tr("About ASC Studio"), partial(_about, window), "", "info", HELP),
    ]  # fmt: skip


def show_guide(window: QWidget, chapter: str = "") -> None:
    """The guide beside the window, at a chapter; there is one of it."""
    from ascstudio.shell.guide import GuideWindow

    guide = window.findChild(GuideWindow) or GuideWindow(window)
    if chapter:
        guide.open_chapter(chapter)
    guide.show()
    guide.raise_()
    guide.activateWindow()


def show_report(window: QWidget, context: Context) -> None:
    """What a report of a problem would say, and a button that saves it."""
    from ascstudio.shell.report import ReportDialog

    _run(ReportDialog(context.settings, window))


def _about(window: QWidget) -> None:
    from ascstudio.shell.about import AboutDialog

    _run(AboutDialog(window))


def _show_logs(context: Context) -> None:
    folder = logs_folder()
    folder.mkdir(parents=True, exist_ok=True)
    if problem := show_folder(folder):
        context.say(problem)


def _run(dialog: QDialog) -> None:
    dialog.exec()
    dialog.deleteLater()


def _tr(words: str) -> str:
    return QCoreApplication.translate("Help", words)
