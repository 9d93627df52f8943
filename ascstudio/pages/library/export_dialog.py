"""The export dialog: how much, as what, where to, and what the form cannot hold."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QLocale, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ascstudio.pages.library.exporting import ENDINGS, FORMS, SCOPES, ExportPresenter, ExportState
from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, SegmentedControl
from ascstudio.widgets.choosing import last_folder, remember
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.floating import FloatingDialog, foot, form
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import counted


class ExportDialog(FloatingDialog):
    """Scope first; its title counts.

    Args:
        presenter: of the dialog; it becomes its own.
        settings: where the last export went.
        parent: the window.
    """

    wanted = Signal(object)
    """ExportChoice."""

    def __init__(
        self, presenter: ExportPresenter, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter, self._settings = presenter, settings
        presenter.setParent(self)
        if last := last_folder(settings, "exports"):
            presenter.set_out(last / presenter.state.out.name)
        self._said: tuple[object, ...] | None = None
        self.set_size(640)
        outer = self.column
        outer.addLayout(self._build_fields())
        self._sentence = Label("", "table", "text2", wrap=True)
        outer.addWidget(self._sentence)
        self._banners = QVBoxLayout()
        outer.addLayout(self._banners)
        outer.addStretch(1)
        self.end_with(self._build_foot())
        presenter.changed.connect(self.show_state)
        self.finished.connect(presenter.close)
        self.show_state(presenter.state)
        self.scope.setFocus()

    def _build_fields(self) -> QGridLayout:
        number = QLocale().toString
        counts = self.presenter.state.counts
        words = {
            "selection": self.tr("Selection ({n})"),
            "filter": self.tr("Filter ({n})"),
            "all": self.tr("All ({n})"),
        }
        choices = [(key, words[key].format(n=number(counts[key]))) for key in SCOPES]
        self.scope = SegmentedControl(self.tr("Which clips"), choices)
        self.scope.chosen.connect(self.presenter.set_scope)
        self.form = ComboBox(self.tr("As what"))
        for kind in FORMS:
            self.form.addItem(self._form_words()[kind][0], kind)
        self.form.activated.connect(lambda at: self.presenter.set_form(self.form.itemData(at)))
        self.out = QLineEdit()
        self.out.setAccessibleName(self.tr("Where to"))
        self.out.textEdited.connect(lambda text: self.presenter.set_out(Path(text.strip())))
        self.choose_button = Button(self.tr("Choose…"), "normal", "folder")
        self.choose_button.clicked.connect(self._choose)
        place = QHBoxLayout()
        place.setSpacing(8)
        place.addWidget(self.out, 1)
        place.addWidget(self.choose_button)
        scope = QHBoxLayout()
        scope.addWidget(self.scope)
        scope.addStretch(1)
        return form((self.tr("Clips"), scope), (self.tr("As"), self.form), (self.tr("To"), place))

    def _build_foot(self) -> QHBoxLayout:
        self.copy_button = CopyButton(
            self.tr("Copy as command"), self.presenter.command, "terminal"
        )
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.export_button = Button(self.tr("Export"), "primary", "export")
        self.export_button.clicked.connect(self._accept)
        return foot(self.copy_button, cancel, self.export_button)

    def show_state(self, state: ExportState) -> None:
        """The only place that changes the widgets after construction."""
        number = QLocale().toString
        title = {
            "selection": self.tr("Export {n} selected of {all}"),
            "filter": self.tr("Export {n} of {all} clips"),
            "all": self.tr("Export all {all} clips"),
        }[state.scope]
        self.set_title(title.format(n=number(state.n), all=number(state.counts["all"])))
        self.scope.set_choice(state.scope)
        self.form.setCurrentIndex(self.form.findData(state.form))
        if Path(self.out.text().strip()) != state.out:
            self.out.setText(str(state.out))
        self._sentence.setText(self._form_words()[state.form][1])
        self._show_banners(state)
        one, many = self.tr("Export {n} clip"), self.tr("Export {n} clips")
        self.export_button.setText(counted(state.n, one, many))
        reason = "" if state.n else self.tr("There is no clip in this scope.")
        if not state.out.is_absolute():
            reason = self.tr("Say where to.")
        self.export_button.set_reason(reason)
        by_hand = self.tr("Clips that were picked by hand have no command.")
        self.copy_button.set_reason("" if self.presenter.command() else by_hand)

    def _show_banners(self, state: ExportState) -> None:
        said = (state.left_out, state.there, state.folder)
        if said == self._said:
            return
        self._said = said
        empty_layout(self._banners)
        if state.left_out:
            title = self.tr("Not everything fits this format")
            self._banners.addWidget(Banner("warn", title, " ".join(map(told, state.left_out)), []))
        if state.there:
            title = self.tr("This file is there already and will be replaced")
            if state.folder:
                title = self.tr("This folder is not empty: files of the same names are replaced")
            self._banners.addWidget(Banner("info", title, "", []))

    def _choose(self) -> None:
        here, title = str(self.presenter.state.out), self.tr("Where to?")
        if self.presenter.state.folder:
            chosen = QFileDialog.getExistingDirectory(self, title, str(Path(here).parent))
        else:
            no_second_question = QFileDialog.Option.DontConfirmOverwrite  # the dialog says it
            kinds = f"*{ENDINGS[self.presenter.state.form]}"
            chosen, _ = QFileDialog.getSaveFileName(
                self, title, here, kinds, options=no_second_question
            )
        if chosen:
            self.presenter.set_out(Path(chosen))

    def _accept(self) -> None:
        remember(self._settings, "exports", self.presenter.state.out)
        self.wanted.emit(self.presenter.choice())
        self.accept()

    def _form_words(self) -> dict[str, tuple[str, str]]:
        """Name of each form, and what it is for."""
        return {
            "meta": (
                self.tr("DCASE meta.csv"),
                self.tr("One row per recording, as DCASE's data sets have it, tab-separated."),
            ),
            "csv": (
                self.tr("CSV table"),
                self.tr(
                    "One row per clip with all that is known. Cells that a spreadsheet would take"
                    " for a formula are quoted."
                ),
            ),
            "parquet": (
                self.tr("Parquet table"),
                self.tr("The same as CSV, typed and small, for pandas and its kin."),
            ),
            "audacity": (
                self.tr("Audacity labels"),
                self.tr("A folder with one label track per recording, with frequency ranges."),
            ),
            "raven": (
                self.tr("Raven selection table"),
                self.tr("One selection table over all recordings."),
            ),
            "labelstudio": (
                self.tr("Label Studio tasks"),
                self.tr("JSON that Label Studio imports, with regions and choices."),
            ),
            "aoef": (
                self.tr("AOEF (Whombat)"),
                self.tr("The audio object exchange format: recordings, annotations, tags."),
            ),
            "wav": (
                self.tr("The clips as WAV files"),
                self.tr("One folder per scene; labels inside a clip are its cue markers."),
            ),
        }
