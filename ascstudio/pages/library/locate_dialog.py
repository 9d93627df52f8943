"""The dialog that finds recordings again."""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QListWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio.pages.library.locating import LocatePresenter, LocateState
from ascstudio.pages.library.mapping_table import plain
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.choosing import choose_folder
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import counted


class LocateDialog(FloatingDialog):
    """What is missing, where to look for it, what was found.

    Args:
        presenter: lives longer than the dialog: the look goes on when it is closed.
        settings: where choosers begin.
        parent: the window.
    """

    def __init__(
        self, presenter: LocatePresenter, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, spacing=10)
        self.presenter, self._settings = presenter, settings
        self._said: tuple[object, ...] | None = None
        self.set_size(640, 420 if presenter.state.n_missing else 250)
        self.set_title(self.tr("Locate audio"))
        outer = self.column
        self._sentence = Label("", "table", "text2", wrap=True)
        outer.addWidget(self._sentence)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("What is missing"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        outer.addWidget(self.list, 1)
        self._banners = QVBoxLayout()
        outer.addLayout(self._banners)
        self.bar = Bar(self.tr("Looking for recordings"))
        outer.addWidget(self.bar)
        self.content_box = CheckBox(
            self.tr("Read files that are in their places too, in case names were exchanged (slow)")
        )
        outer.addWidget(self.content_box)
        how = Label(self.tr("By path first, then by size and content."), "caption", "text3")
        self.close_button = Button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.search_button = Button("", "primary", "folder")
        self.search_button.clicked.connect(self._on_search)
        self.end_with(foot(how, self.close_button, self.search_button))
        presenter.changed.connect(self.show_state)
        self.show_state(presenter.state)

    def show_state(self, state: LocateState) -> None:
        """The only place that changes the widgets after construction."""
        searching = state.searching is not None
        self._sentence.setText(self._words(state))
        self.bar.setVisible(searching)
        self.bar.set_fraction(state.fraction)
        self.content_box.setVisible(not searching)
        self.search_button.setText(
            self.tr("Stop looking") if searching else self.tr("Choose where they are now…")
        )
        self._show_list(state)
        self._show_found(state)

    def _words(self, state: LocateState) -> str:
        if state.searching is not None:
            return self.tr("Looking in {folder}").format(folder=state.searching)
        if not state.n_missing:
            return self.tr("Every folder of recordings is where it was. Single files may not be.")
        one = self.tr("{n} recording points to a folder that is not there. Labels are safe.")
        many = self.tr("{n} recordings point to folders that are not there. Labels are safe.")
        return counted(state.n_missing, one, many)

    def _show_list(self, state: LocateState) -> None:
        number = QLocale().toString
        rows = [
            self.tr("{folder}  ({n})").format(folder=plain(str(folder)), n=number(n))
            for folder, n in state.folders
        ]
        if state.found is not None:
            rows = [plain(str(path)) for path in state.found.still_missing]
        if rows != [self.list.item(row).text() for row in range(self.list.count())]:
            self.list.clear()
            self.list.addItems(rows)

    def _show_found(self, state: LocateState) -> None:
        if (state.found, state.problem) == self._said:
            return
        self._said = (state.found, state.problem)
        empty_layout(self._banners)
        if state.problem:
            self._banners.addWidget(Banner("err", state.problem))
        if state.found is None:
            return
        one, many = self.tr("{n} recording found again"), self.tr("{n} recordings found again")
        title = counted(state.found.found, one, many)
        if not state.found.missing:
            self._banners.addWidget(Banner("ok", title, self.tr("Nothing is missing any more.")))
            return
        one = self.tr("{n} is still missing. No label was put on a file that is not its own.")
        many = self.tr("{n} are still missing. No label was put on a file that is not its own.")
        self._banners.addWidget(Banner("warn", title, counted(state.found.missing, one, many)))

    def _on_search(self) -> None:
        if self.presenter.state.searching is not None:
            self.presenter.cancel()
            return
        title = self.tr("Where are the recordings now?")
        if chosen := choose_folder(self, self._settings, "recordings", title):
            self.presenter.search(chosen, check_content=self.content_box.isChecked())
