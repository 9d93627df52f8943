"""The pages, and what a page is to the window around it.

A page is a ``Page``: a presenter without widgets (``presenter.py``) and this view (``view.py``).
It gets the ``Context``, the only thing it shares with the rest of the window.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from ascstudio.jobs import Failure
from ascstudio.jobs.remedies import remedy_of
from ascstudio.project.bundles import BundleInUse
from ascstudio.project.runs import RunWatch

if TYPE_CHECKING:
    from ascstudio.jobs import JobQueue
    from ascstudio.project.session import ProjectSession
    from ascstudio.settings import Settings


def _possible() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Action:
    """A command as data: menus, palette, shortcuts, tooltips and the key list are made from it.

    Attributes:
        key: unique name, e.g. ``library.import``.
        text: what it does, verb first, translated; "..." if it asks for more.
        run: called without arguments.
        shortcut: in Qt's portable notation, e.g. ``Ctrl+I``; empty for none.
        icon: name of an icon, or empty.
        menu: file, file.recent, edit, view, project, model, run, live, window or help; empty: in
            none.
        kind: how the page head shows it: primary, normal, ghost, danger or record.
        reason: says why it is impossible now; empty when it is possible.
        group: heading on the key sheet; empty for the page's name.
        line: words on the key sheet where they differ; commands of one line share it.
        caps: keys the sheet prints where they differ, with `` | `` between them.
    """

    key: str
    text: str
    run: Callable[[], object]
    shortcut: str = ""
    icon: str = ""
    menu: str = ""
    kind: str = "normal"
    reason: Callable[[], str] = _possible
    group: str = ""
    line: str = ""
    caps: str = ""


MOST_ACTIONS = 2  # of a banner


@dataclass(frozen=True, slots=True)
class BannerText:
    """What a page wants to be said above it.

    Attributes:
        state: info, ok, warn or err.
        title: the cause, in a few words.
        sentence: what was kept and what to do.
        actions: at most ``MOST_ACTIONS`` (words, function).
    """

    state: str
    title: str
    sentence: str = ""
    actions: tuple[tuple[str, Callable[[], object]], ...] = ()


@dataclass(frozen=True, slots=True)
class NewRun:
    """A run like another one, with something otherwise: Evaluate proposes it, Train sets it up.

    Attributes:
        model: folder of a run, or a bundle that the project knows.
        settings: of its recipe, those that shall be others.
    """

    model: Path
    settings: Mapping[str, bool | int | float | str]


class Context(QObject):
    """What a page may use and whom it may tell. Made once by ``ascstudio.app``.

    Attributes:
        session: the open project, or the absence of one.
        settings: what the user chose.
        jobs: where long work goes; the Activity panel shows it.
        runs: all runs of the open project, whoever started them.
    """

    page_wanted = Signal(str, object)
    """(page id, argument or None): go there; the page gets the argument through ``receive``."""
    command_wanted = Signal(str)
    """Name of a command of any page."""
    said = Signal(str, bool, object)
    """(sentence, undoable, function or None): the toast and the status bar."""
    refused = Signal(str)
    """Why nothing was done: the toast and the status bar."""
    noted = Signal(str)
    """Sentence for the status bar alone: what is done every few seconds needs no toast."""
    keys_wanted = Signal()
    """Show the keys of the page in front."""
    microphone_changed = Signal(bool)
    """Whether the microphone is open: the red mark on every page."""
    bundle_changed = Signal(object)
    """Path of the bundle that listens."""

    def __init__(self, session: ProjectSession, settings: Settings, jobs: JobQueue) -> None:
        super().__init__()
        self.session = session
        self.settings = settings
        self.jobs = jobs
        self.runs = RunWatch(session)
        self._in_use = BundleInUse(session, settings)
        self._in_use.changed.connect(self.bundle_changed)

    def close(self) -> None:
        """End jobs and threads, and close the project; runs go on."""
        self.jobs.close()
        self.runs.shut_down()
        self.session.shut_down()

    @property
    def bundle(self) -> Path | None:
        """The bundle Live, Teach and Explore use; None: the starter bundle."""
        return self._in_use.path

    def use_bundle(self, path: Path | None) -> None:
        """Let everybody listen with another bundle, also after a restart."""
        self._in_use.use(path)

    def go(self, page: str, argument: object = None) -> None:
        """Show a page, e.g. ``go("live")``."""
        self.page_wanted.emit(page, argument)

    def run(self, command: str) -> None:
        """Run a command of any page by its name, e.g. ``run("library.locate")``, on that page."""
        self.command_wanted.emit(command)

    def say(
        self,
        sentence: str,
        *,
        undoable: bool = False,
        undo: Callable[[], object] | None = None,
    ) -> None:
        """Say what was done, in a toast and in the status bar.

        Args:
            sentence: what was done.
            undoable: the project's own undo takes it back.
            undo: takes it back where the project's undo does not know it.
        """
        self.said.emit(sentence, undoable, undo)


def banner_of(failure: Failure, context: Context) -> BannerText:
    """A failure as a banner, with a button for what the engine's hint says to type."""
    return with_remedy(BannerText("err", failure.message, failure.hint), context)


def with_remedy(banner: BannerText, context: Context) -> BannerText:
    """A banner with a button in front for what it says to type."""
    remedy = remedy_of(Failure(banner.title, banner.sentence))
    actions = banner.actions
    if remedy.command:
        press = (remedy.press, lambda: context.run(remedy.command))
        actions = (press, *actions)[:MOST_ACTIONS]
    return replace(banner, title=remedy.title, sentence=remedy.sentence, actions=actions)


class Page(QWidget):
    """One step of the flow on screen; subclasses override what they need.

    The head above the page (title, fact, actions) is drawn by the window from ``title``,
    ``fact()`` and ``head_actions()``; emit ``head_changed`` when one of them changed.
    """

    head_changed = Signal()
    banner_changed = Signal()

    page_id = ""
    icon = ""
    group = 0
    """0 data, 1 model, 2 listening; the start page has no place in the rail (-1)."""
    needs_project = True

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._told: object = None

    def title(self) -> str:
        """The page's name, translated."""
        return ""

    def fact(self) -> str:
        """One line beside the title, e.g. ``2,318 clips · 12 scenes``."""
        return ""

    def head_actions(self) -> Sequence[Action]:
        """Buttons at the right of the head, the primary one last; at most one is primary."""
        return ()

    def head_widget(self) -> QWidget | None:
        """Fields beside the title, e.g. Evaluate's choice of a model; made once."""
        return None

    def commands(self) -> Sequence[Action]:
        """All commands of this page, those of the head included if they shall have a key."""
        return ()

    def gestures(self) -> Sequence[tuple[str, str, str]]:
        """What the key sheet shows besides the commands: (heading, words, keys as in ``caps``)."""
        return ()

    def regions(self) -> Sequence[QWidget]:
        """Left, middle and right: F6 goes from one to the next."""
        return (self,)

    def toast_lift(self) -> int:
        """Pixels at the foot of the page that a toast must not cover."""
        return 0

    def banners(self) -> Sequence[BannerText]:
        """What stands above the page until it is solved."""
        return ()

    def tell_head(self) -> None:
        """Emit ``head_changed`` if anything the window draws around the page is different."""
        heads = [(a.key, a.text, a.kind, a.icon, a.reason()) for a in self.head_actions()]
        keys = [(a.key, a.text, a.shortcut) for a in self.commands()]
        banners = [(b.state, b.title, b.sentence) for b in self.banners()]
        told = (self.title(), self.fact(), heads, keys, banners, tuple(self.said_in_place()))
        if told != self._told:
            self._told = told
            self.head_changed.emit()

    def said_in_place(self) -> Sequence[str]:
        """Failures that the page shows where they were asked for: no banner repeats them."""
        return ()

    def receive(self, argument: object) -> None:
        """Called when somebody sent the user here with something, e.g. a set of clips."""

    def entered(self) -> None:
        """The page is in front now."""

    def left(self) -> None:
        """Another page is in front now."""
