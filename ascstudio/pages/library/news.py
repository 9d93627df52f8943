"""What the Library says after an import: what failed, what is next, what is not divided."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication

from ascstudio.pages import BannerText
from ascstudio.pages.library.presenter import LibraryPresenter
from ascstudio.pages.library.state import LibraryState
from ascstudio.words import counted

MOST_USEFUL = 40  # clips: as many as one labels before looking again
Act = Callable[[], object]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Library", text)


def after_import(presenter: LibraryPresenter, show: Act, divide: Act) -> list[BannerText]:
    """The banners.

    Args:
        presenter: of the page.
        show: lists what failed.
        divide: asks how to divide.
    """
    state, said = presenter.state, []
    if state.problems:
        said.append(_what_failed(state, show, presenter.forget_problems))
    elif state.imported and not state.importing:
        said += _next_useful(state, presenter.label_new, presenter.forget_problems)
    if state.undivided:
        said.append(_what_is_undivided(state.undivided, divide, presenter.forget_undivided))
    return said


def _what_failed(state: LibraryState, show: Act, close: Act) -> BannerText:
    """Files that could not be read, are cut short, and labels that were refused.

    The beginning of those that are cut is in, and the files of the labels are.
    """
    n_files = len(state.problems) - state.refused - state.cut
    files = _tr("{n} file could not be read"), _tr("{n} files could not be read")
    labels = _tr("{n} label was refused"), _tr("{n} labels were refused")
    parts = [counted(n_files, *files)] if n_files else []
    short = _tr("{n} file is cut short"), _tr("{n} files are cut short")
    parts += [counted(state.cut, *short)] if state.cut else []
    parts += [counted(state.refused, *labels)] if state.refused else []
    sentence = counted(state.imported, _tr("{n} clip is in."), _tr("{n} clips are in."))
    shown = _tr("Show the file"), _tr("Show the {n} files")
    if state.refused:
        shown = _tr("Show it"), _tr("Show all {n}")
        sentence += " " + _tr("Mend the label file, and import it again.")
    actions = (counted(len(state.problems), *shown), show), (_tr("Close"), close)
    return BannerText("warn", ", ".join(parts), sentence, actions)


def _next_useful(state: LibraryState, label: Act, close: Act) -> list[BannerText]:
    """What to do with what came in."""
    unlabelled = int(state.table.open[-state.imported :].sum())  # they stand at the end
    if not unlabelled:
        return []
    few = min(MOST_USEFUL, unlabelled)
    words = _tr("Most useful next: label it."), _tr("Most useful next: label {n} of them.")
    title = counted(state.imported, _tr("{n} clip is in"), _tr("{n} clips are in"))
    actions = (_tr("Go to Label"), label), (_tr("Close"), close)
    return [BannerText("info", title, counted(few, *words), actions)]


def _what_is_undivided(n: int, divide: Act, close: Act) -> BannerText:
    """Clips came in beside others that are divided."""
    one = _tr("{n} clip is in neither training nor test")
    many = _tr("{n} clips are in neither training nor test")
    sentence = _tr("The others are divided. Training and tests leave these out.")
    actions = (_tr("Divide…"), divide), (_tr("Close"), close)
    return BannerText("info", counted(n, one, many), sentence, actions)
