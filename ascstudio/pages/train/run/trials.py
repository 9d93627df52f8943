"""The trials of a search: what was tried, and how well it did."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem

from ascstudio.project.names import percent
from ascstudio.project.run_words import settings_words
from ascstudio.translation import told
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.texts import Panel
from ml_core import api

SETTINGS = 4  # column


class TrialsCard(Panel):
    """A row per trial, the best first."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Trials"))
        self.set_hint(self.tr("chosen by the validation part, the best first"))
        self.table = QTableWidget()
        self.table.setAccessibleName(self.tr("Trials"))
        titles = (
            self.tr("Trial"), self.tr("In validation"), self.tr("Epochs"), self.tr("Took"),
            self.tr("Settings"),
        )  # fmt: skip
        self.table.setColumnCount(len(titles))
        self.table.setHorizontalHeaderLabels(titles)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.verticalHeader().hide()
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(SETTINGS, QHeaderView.ResizeMode.Stretch)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.body.addWidget(self.table, 1)
        self._shown: Sequence[api.TrialRow] | None = None

    def show_trials(self, trials: Sequence["api.TrialRow"]) -> None:
        """Show these; what did not change is not touched."""
        if trials == self._shown:
            return
        self._shown = trials
        rows = sorted(trials, key=lambda one: (one.state == "done", one.rank), reverse=True)
        self.table.setRowCount(len(rows))
        for n, row in enumerate(rows):
            for column, words in enumerate(self._words(row)):
                item = QTableWidgetItem(words)
                item.setToolTip(words)
                self.table.setItem(n, column, item)
        self.table.resizeColumnsToContents()

    def _words(self, row: "api.TrialRow") -> tuple[str, ...]:
        state = {
            "running": self.tr("running"),
            "given_up": self.tr("given up, it was behind"),
            "failed": told(row.message) or self.tr("failed"),
        }.get(row.state, "")
        value = "" if row.value is None else percent(row.value)
        return (
            str(row.number), value or state, str(row.epochs or ""),
            duration_words(row.seconds) if row.seconds else "", settings_words(row.params),
        )  # fmt: skip
