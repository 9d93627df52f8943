"""The main window: it knows pages only through ``ascstudio.pages.Page``."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QIcon, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.jobs import Activity
from ascstudio.pages import Action, BannerText, Context, Page, with_remedy
from ascstudio.shell.activity import ActivityPanel
from ascstudio.shell.appearance import SystemTheme, apply_appearance
from ascstudio.shell.bars import FOOT, HEAD, TOP, PageHead, StatusBar, TopRow
from ascstudio.shell.general import general_actions, page_actions
from ascstudio.shell.help_menu import help_actions
from ascstudio.shell.key_sheet import KeysDialog
from ascstudio.shell.keymap import GENERAL
from ascstudio.shell.palette import Palette
from ascstudio.shell.palette_sources import PaletteSources
from ascstudio.shell.preferences import PreferencesDialog
from ascstudio.shell.preferences.presenter import PreferencesPresenter
from ascstudio.shell.preferences.shortcuts import ShortcutsPresenter
from ascstudio.shell.projects import project_actions
from ascstudio.shell.rail import Rail, RailEntry
from ascstudio.shell.registry import ActionRegistry
from ascstudio.shell.window_place import remember_place, restore_place
from ascstudio.translation import told
from ascstudio.widgets.messages import Banner, Toast
from ascstudio.widgets.texts import Label, Separator, empty_layout, show_now
from ascstudio.words import numeral

SMALLEST = QSize(1000, 650)
USUAL = QSize(1280, 800)
NARROW_BELOW, LOW_BELOW = 1120, 700
BANNERS = 2


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A page before it is made: its place in the rail, and how to make it when first wanted."""

    page_id: str
    title: str
    icon: str
    group: int
    needs_project: bool
    factory: Callable[[Context], Page]


class MainWindow(QFrame):
    """Top row, rail, head, page, status bar; activity, palette and toast float above.

    Args:
        context: what pages share.
        entries: all pages; the one of group -1 has no place in the rail.
    """

    page_shown = Signal(str)

    def __init__(self, context: Context, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("window")
        self.setWindowTitle(self.tr("ASC Studio"))
        self.setWindowIcon(QIcon(str(theme.resource("app-icon.png"))))
        self.context = context
        self._entries = {entry.page_id: entry for entry in entries}
        self._pages: dict[str, Page] = {}
        self._front = ""
        self._shown_banners: list[BannerText] = []
        self._raised: list[BannerText] = []
        self.registry = ActionRegistry(self, self.context.settings)
        self._build(entries)
        self._connect()
        SystemTheme(context.settings, self.apply_appearance, self)
        self.refresh()
        self.setMinimumSize(SMALLEST)
        self._restore()

    def _build(self, entries: Sequence[PageEntry]) -> None:
        self.top = TopRow(self.registry)
        rail = [
            RailEntry(entry.page_id, entry.title, entry.icon, entry.group, f"Alt+{place}")
            for place, entry in enumerate((e for e in entries if e.group >= 0), start=1)
        ]
        self.rail = Rail(rail)
        self.head = PageHead()
        self.stack = QStackedWidget()
        self.stack.setObjectName("pages")
        self._banner_box = QVBoxLayout()
        self._banner_box.setContentsMargins(20, 0, 16, 0)
        self._banner_box.setSpacing(8)
        self.status = StatusBar(os.cpu_count() or 1)
        middle_box = QFrame()
        middle_box.setObjectName("page")
        column = QVBoxLayout(middle_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addLayout(self._banner_box)
        column.addWidget(self.stack, 1)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        middle.addWidget(Separator(vertical=True))
        middle.addWidget(middle_box, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.top)
        whole.addWidget(Separator())
        whole.addLayout(middle, 1)
        whole.addWidget(Separator())
        whole.addWidget(self.status)
        self.toast = Toast(self, self._toast_lift)
        self.activity = ActivityPanel(self.context.jobs, self)
        self._sources = PaletteSources(
            self, self.context, self.registry, self.show_page, self.show_preferences,
            lambda words: self.palette_box.field.setText(words),
        )  # fmt: skip
        self.palette_box = Palette(self, self._sources.find)

    def _connect(self) -> None:
        context = self.context
        context.page_wanted.connect(self.show_page)
        context.said.connect(self._on_said)
        context.refused.connect(partial(self._event, done=False))
        context.noted.connect(self.status.set_event)
        context.keys_wanted.connect(self.show_keys)
        context.microphone_changed.connect(self._on_microphone)
        context.session.opened.connect(self._on_project)
        context.session.closed.connect(self._on_project)
        context.session.changed.connect(self.refresh)
        context.session.failed.connect(self._on_problem)
        context.session.player.failed.connect(self._on_unheard)
        context.jobs.changed.connect(self._on_jobs)
        context.jobs.ended.connect(self._on_job_ended)
        context.settings.changed.connect(self._on_setting)
        self.rail.page_wanted.connect(self._on_rail)
        self.rail.activity_wanted.connect(self.toggle_activity)
        self.rail.settings_wanted.connect(self.show_preferences)
        self.status.activity_wanted.connect(self.toggle_activity)
        self.activity.closed.connect(self.toggle_activity)
        self.top.field.clicked.connect(self.palette_box.open)
        self.top.pill.clicked.connect(lambda: self.show_page("live"))
        self.palette_box.closed.connect(self._focus_page)
        self.palette_box.ran.connect(self._sources.remember)

    # pages

    def page(self, page_id: str) -> Page:
        """A page, made now if it is wanted for the first time."""
        if page_id not in self._pages:
            made = self._entries[page_id].factory(self.context)
            made.setObjectName("page")
            made.head_changed.connect(lambda: self._on_head(page_id))
            made.banner_changed.connect(lambda: self._on_head(page_id))
            self._pages[page_id] = made
            self.stack.addWidget(made)
        return self._pages[page_id]

    def front(self) -> str:
        """Id of the page in front."""
        return self._front

    def show_page(self, page_id: str, argument: object = None) -> None:
        """Bring a page to the front and hand it what was sent along."""
        if page_id not in self._entries:
            return
        page = self.page(page_id)
        if page_id != self._front:
            if self._front:
                self._pages[self._front].left()
            self._front = page_id
            self.stack.setCurrentWidget(page)
            self.rail.set_current(page_id)
            self._declare(page_id)
            self.registry.bring_forward(page_id)
            page.entered()
            self.context.settings.set("window.page", page_id)
            self.page_shown.emit(page_id)
        if argument is not None:
            page.receive(argument)
        self._on_head(page_id)
        self._focus_page()

    def show_without_project(self, page_id: str) -> None:
        """Bring a page to the front that needs no project; any other stays where it is."""
        if page_id in self._entries and not self._entries[page_id].needs_project:
            self.show_page(page_id)

    def _on_rail(self, page_id: str) -> None:
        if self._entries[page_id].needs_project and self.context.session.project is None:
            self.status.set_event(self.tr("Open a project first."))
        else:
            self.show_page(page_id)

    def _declare(self, page_id: str) -> None:
        self.registry.set_group(
            page_id, self._entries[page_id].title, self._pages[page_id].commands()
        )

    def _on_head(self, page_id: str) -> None:
        if page_id == self._front:
            self._declare(page_id)
            self.head.show_page(self._pages[page_id])
            self._show_banners()
            self.top.show_filled()

    def _focus_page(self) -> None:
        if self._front:
            self._pages[self._front].setFocus(Qt.FocusReason.OtherFocusReason)

    # commands

    def refresh(self) -> None:
        """Bring what follows from the project up to date: undo texts, status bar, dimmed pages."""
        session = self.context.session
        self.registry.set_group(GENERAL, "", self._general())
        self.top.show_filled()
        fact = ""
        if session.project is not None:
            fact = "·  " + self.tr("%1 clips").replace("%1", numeral(len(session.table)))
        self.status.set_project(session.name, fact)
        for page_id, entry in self._entries.items():
            if entry.group >= 0:
                dimmed = entry.needs_project and session.project is None
                self.rail.button(page_id).set_dimmed(dimmed)

    def _general(self) -> list[Action]:
        shown = [(e.page_id, e.title, e.icon) for e in self._entries.values() if e.group >= 0]
        return [
            *page_actions(self, shown),
            *project_actions(self, self.context, self.show_page, self._on_problem),
            *general_actions(self),
            *help_actions(self, self.context),
        ]

    def undo(self) -> None:
        """Take the last operation back and say what it was."""
        if (text := self.context.session.undo()) is not None:
            self._event(self.tr("Undone: %1").replace("%1", text))

    def redo(self) -> None:
        """Do the last undone operation again and say what it is."""
        if (text := self.context.session.redo()) is not None:
            self._event(self.tr("Done again: %1").replace("%1", text))

    def show_keys(self) -> None:
        """The keys of the page in front."""
        gestures = self._pages[self._front].gestures() if self._front else ()
        dialog = KeysDialog(self.registry.reachable(), self, gestures)
        dialog.change_wanted.connect(lambda: self.show_preferences("shortcuts"))
        dialog.exec()
        dialog.deleteLater()

    def preferences(self, page: str = "", row: str = "") -> PreferencesDialog:
        """The dialog of what can be chosen, at a page and at one of its rows."""
        shortcuts = ShortcutsPresenter(self.registry, self.context.settings, self.make_next_page)
        dialog = PreferencesDialog(PreferencesPresenter(self.context), shortcuts, self)
        if page:
            dialog.show_page(page, row)
        return dialog

    def show_preferences(self, page: str = "", row: str = "") -> None:
        """What can be chosen."""
        dialog = self.preferences(page, row)
        dialog.exec()
        dialog.deleteLater()

    def open_palette(self) -> None:
        """Search or run a command."""
        self.palette_box.open()

    def make_next_page(self) -> bool:
        """Make a page that was never in front, for its commands; False when all are made."""
        for page_id in self._entries:
            if page_id not in self._pages:
                self.page(page_id)
                self._declare(page_id)
                return True
        return False

    def toggle_activity(self) -> None:
        """Show or hide the Activity panel."""
        if self.activity.isVisible():
            self.activity.hide()
            self.toast.keep_right_of(0)
            self._focus_page()
        else:
            self._place_floating()
            self.toast.keep_right_of(self.activity.geometry().right() + 16)
            self.activity.show()
            self.activity.raise_()

    def next_region(self) -> None:
        """Move the focus: top, rail, head, page, status bar."""
        own = self._pages[self._front].regions() if self._front else (self.stack,)
        regions: list[QWidget] = [self.top, self.rail, self.head, *own, self.status]
        focused = QApplication.focusWidget()
        inside = [r for r in regions if focused and (r is focused or r.isAncestorOf(focused))]
        at = regions.index(inside[0]) if inside else 2
        for step in range(1, len(regions) + 1):
            region = regions[(at + step) % len(regions)]
            for widget in (region, *region.findChildren(QWidget)):
                wants = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
                if wants and widget.isVisible() and widget.isEnabled():
                    widget.setFocus(Qt.FocusReason.TabFocusReason)
                    return

    # what others say

    def _toast_lift(self) -> int:
        return self._pages[self._front].toast_lift() if self._front else 0

    def _on_said(self, text: str, undoable: bool, undo: Callable[[], object] | None) -> None:
        self.toast.say(text, undo or (self.undo if undoable else None))
        self.status.set_event(text)
        self.refresh()

    def _event(self, text: str, *, done: bool = True) -> None:
        self.toast.say(text, done=done)
        self.status.set_event(text)
        self.refresh()

    def _on_microphone(self, is_open: bool) -> None:
        self.top.pill.setVisible(is_open)
        for page_id in ("live", "teach"):
            if page_id in self._entries:
                mine = is_open and self.context.session.listening.owner in ("", page_id)
                self.rail.button(page_id).set_dot("rec" if mine else "")

    def _on_project(self) -> None:
        folder = self.context.session.folder
        kept = folder is not None and self.context.settings.is_on("privacy.recent")
        self.context.settings.set("window.project", str(folder) if kept else "")
        self.drop_all_banners()
        self.status.set_event("")  # what was said of the other project
        self.toast.hide()
        self.refresh()
        self._on_head(self._front)

    def _on_problem(self, error: object) -> None:
        message, hint = getattr(error, "message", str(error)), getattr(error, "hint", "")
        self.raise_banner(BannerText("err", message, hint))

    def _on_unheard(self, error: object) -> None:
        """The player of Library says it itself; elsewhere a clip would only stay silent."""
        if self._front != "library":
            message, hint = getattr(error, "message", str(error)), getattr(error, "hint", "")
            self._event(" ".join(filter(None, map(told, (message, hint)))), done=False)

    def _on_jobs(self) -> None:
        self.rail.activity.set_ring(self.context.jobs.fraction())

    def _on_job_ended(self, activity: Activity) -> None:
        self._on_jobs()
        if activity.state == "done":
            self.status.set_event(self.tr("Done: %1").replace("%1", activity.title))
        elif activity.state == "failed" and activity.failure is not None:
            failure = activity.failure
            show = (self.tr("Show in Activity"), self.toggle_activity)
            said = BannerText(
                "err", f"{activity.title}: {told(failure.message)}", failure.hint, (show,)
            )
            self.raise_banner(with_remedy(said, self.context))

    def raise_banner(self, banner: BannerText) -> None:
        """Say something above every page until it is closed."""
        kept = [old for old in self._raised if old.title != banner.title]
        self._raised = [banner, *kept][:4]
        self._show_banners()

    def _show_banners(self) -> None:
        page = self._pages[self._front] if self._front else None
        own = list(page.banners()) if page is not None else []
        in_place = page.said_in_place() if page is not None else ()
        said = (*(banner.title for banner in own), *in_place)  # once is enough
        self._raised = [old for old in self._raised if not (said and old.title.endswith(said))]
        wanted = [*self._raised, *own]
        if wanted == self._shown_banners:
            return
        self._shown_banners = wanted
        empty_layout(self._banner_box)
        self._banner_box.setContentsMargins(20, *([12, 16, 12] if wanted else [0, 16, 0]))
        for banner in wanted[:BANNERS]:
            raised = banner in self._raised
            title, sentence = told(banner.title), told(banner.sentence)
            shown = Banner(banner.state, title, sentence, banner.actions, closable=raised)
            shown.closed.connect(partial(self.drop_banner, banner))
            self._banner_box.addWidget(shown)
        if len(wanted) > BANNERS:
            more = self.tr("%1 more").replace("%1", str(len(wanted) - BANNERS))
            self._banner_box.addWidget(Label(more, "caption", "text3"))
        show_now(self._banner_box)

    def drop_banner(self, banner: BannerText) -> None:
        """Close a banner."""
        self._raised = [old for old in self._raised if old != banner]
        self._show_banners()

    def drop_all_banners(self) -> None:
        """Close everything that was said above the pages."""
        self._raised = []
        self._show_banners()

    def _on_setting(self, key: str) -> None:
        if key.startswith("appearance.") or key == "spectrogram.colour_map":
            self.apply_appearance()

    def apply_appearance(self) -> None:
        """Put what was chosen about the looks in force, at once."""
        apply_appearance(self.context.settings)
        for widget in self.findChildren(QWidget):
            if isinstance(widget, QTableView):  # rows may be of another height
                QApplication.sendEvent(widget, QEvent(QEvent.Type.StyleChange))
            widget.updateGeometry()
            widget.update()
        self._fit()

    # form

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit narrow and low windows."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        narrow = self.width() < theme.px(NARROW_BELOW)
        low = self.height() < theme.px(LOW_BELOW)
        self.rail.set_form(narrow=narrow, low=low)
        self.top.field.set_narrow(narrow)
        self.top.setFixedHeight(theme.px(TOP))
        self.head.setFixedHeight(theme.px(HEAD))
        self.status.setFixedHeight(theme.px(FOOT))
        self._place_floating()

    def _place_floating(self) -> None:
        self.activity.place(self.rail.width(), theme.px(FOOT))
        if self.toast.isVisible():
            self.toast.place()
        if self.palette_box.isVisible():
            self.palette_box.setGeometry(self.rect())
            self.palette_box.place()

    def sizeHint(self) -> QSize:
        """As drawn in the design."""
        return USUAL

    def _restore(self) -> None:
        self.resize(USUAL)
        restore_place(self, self.context.settings)

    def come_forward(self) -> None:
        """In front of other programs, also where it was made an icon."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def showEvent(self, event: QShowEvent) -> None:
        """The theme may have been put in force before the window was made."""
        super().showEvent(event)
        self._place_floating()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the place; end jobs and the project; runs of their own go on."""
        remember_place(self, self.context.settings)
        if self._front:
            self._pages[self._front].left()
        for page in self._pages.values():
            page.close()
        self.context.close()
        event.accept()
