"""Runs as rows of the table on the home of Train: by day, with what they take and learned from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject

from ascstudio.pages.train.home.housekeeping import RunFacts
from ascstudio.pages.train.sizes import networks
from ascstudio.project.names import FUSED, bytes_words
from ascstudio.project.run_words import RunRow, network_of, recipe_of
from ascstudio.translation import told
from ml_core import api

FLOAT_BYTES = 4  # of a parameter; of int8 the file says it


@dataclass(frozen=True, slots=True)
class TableRow:
    """A run as the table shows it."""

    row: RunRow
    data: str
    size: str
    recipe: str
    day: str

    @property
    def path(self) -> Path:
        """Folder of the run."""
        return self.row.path


class TableWords(QObject):
    """Puts into words what a run learned from and how large its network is."""

    def of(self, row: RunRow, status: "api.RunStatus", facts: RunFacts | None) -> TableRow:
        """One row of the table."""
        snapshot = None if facts is None else facts.snapshot
        data = "—" if snapshot is None else self.tr("Snapshot {n}").format(n=snapshot)
        return TableRow(
            row,
            data,
            self._size(status, facts),
            told(str(recipe_of(status).get("about", ""))),
            self._day(status),
        )

    def _size(self, status: "api.RunStatus", facts: RunFacts | None) -> str:
        table = networks()
        network = network_of(status) or ("" if facts is None else facts.network)
        names = network.split(FUSED)
        if not names or any(name not in table for name in names):
            return "—"
        if status.stage == "quantize":
            n_bytes = sum(api.int8_size(table[name])[0] for name in names)
            return bytes_words(int((status.result or {}).get("int8_bytes", n_bytes)))
        n_parameters = sum(int(table[name]["parameters"]) for name in names)
        return bytes_words(n_parameters * FLOAT_BYTES)

    def _day(self, status: "api.RunStatus") -> str:
        if status.started is None:
            return self.tr("Not started")
        day = QDateTime.fromSecsSinceEpoch(int(status.started)).date()
        days = day.daysTo(QDateTime.currentDateTime().date())
        if days == 0:
            return self.tr("Today")
        return self.tr("Yesterday") if days == 1 else QLocale().toString(day, "d MMMM yyyy")


def by_day(rows: "tuple[TableRow, ...]") -> Mapping[str, list[TableRow]]:
    """The rows of every day, in the order of the rows."""
    found: dict[str, list[TableRow]] = {}
    for row in rows:
        found.setdefault(row.day, []).append(row)
    return found
