"""Asks before recordings go to the trash: how many, how large, which clips with them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QListWidget, QWidget

from ascstudio.pages.library.deleting import MOST_SHOWN, DeletePresenter, Doomed, Measured
from ascstudio.project.names import bytes_words
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.texts import Label
from ascstudio.words import counted, plain


class DeleteDialog(FloatingDialog):
    """Nothing goes before its number and size are shown and the red button was pressed.

    Args:
        presenter: of the page.
        segment_ids: the clips whose recordings are to go.
        parent: the window.
    """

    def __init__(
        self,
        presenter: DeletePresenter,
        segment_ids: Sequence[int],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._presenter = presenter
        self._found: Doomed | None = None
        self.set_size(560, 380)
        self.set_title(self.tr("Delete recordings from the disk?"))
        self.sentence = Label(self.tr("Looking at the files…"), "body", wrap=True)
        self.column.addWidget(self.sentence)
        self.others = Label("", "body", "warn", wrap=True)
        self.others.hide()
        self.column.addWidget(self.others)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recordings that would go"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setStyleSheet("QListView { background: transparent; }")
        self.column.addWidget(self.list, 1)
        kind = self.tr("To only leave clips out, press X instead.")
        self.cancel_button = Button(self.tr("Cancel"))
        self.cancel_button.clicked.connect(self.reject)
        self.delete_button = Button(self.tr("Move to the trash"), "danger", "trash")
        self.delete_button.set_reason(self.tr("The files are being looked at."))
        self.delete_button.clicked.connect(self._on_delete)
        caption = Label(kind, "caption", "text3")
        self.end_with(foot(caption, self.cancel_button, self.delete_button))
        self.cancel_button.setFocus()
        presenter.measured.connect(self._on_measured)
        presenter.measure(segment_ids)

    def _on_measured(self, found: Doomed, measured: Measured) -> None:
        if self._found is not None:
            return
        self._found = found
        one = self.tr("{n} recording ({size}) moves to the trash of this computer.")
        many = self.tr("{n} recordings ({size}) move to the trash of this computer.")
        size = bytes_words(measured.n_bytes)
        words = counted(measured.n_files, one.replace("{size}", size), many.replace("{size}", size))
        one, many = self.tr("{n} clip leaves the project."), self.tr("{n} clips leave the project.")
        self.sentence.setText(f"{words} {counted(found.n_clips, one, many)}")
        self.others.setText(self._warning(found, measured))
        self.others.setVisible(bool(self.others.text()))
        self.list.addItems([plain(str(path)) for path in found.paths[:MOST_SHOWN]])
        if len(found.paths) > MOST_SHOWN:
            rest = len(found.paths) - MOST_SHOWN
            self.list.addItem(counted(rest, self.tr("and {n} more"), self.tr("and {n} more")))
        none = self.tr("None of the files is there.")
        self.delete_button.set_reason("" if measured.n_files else none)

    def _warning(self, found: Doomed, measured: Measured) -> str:
        """What one may not have thought of."""
        said = []
        if found.n_unchosen:
            one = self.tr("{n} of these clips was not selected: it is of the same recordings.")
            many = self.tr("{n} of these clips were not selected: they are of the same recordings.")
            said.append(counted(found.n_unchosen, one, many))
        absent = len(found.paths) - measured.n_files
        if absent:
            one = self.tr("{n} recording is not where it was: it stays in the project.")
            many = self.tr("{n} recordings are not where they were: they stay in the project.")
            said.append(counted(absent, one, many))
        return " ".join(said)

    def _on_delete(self) -> None:
        if self._found is not None:
            self._presenter.start(self._found)
        self.accept()
