"""The table of runs: days that fold, rows for the keyboard and the pointer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.train.home.rows import TableRow, by_day
from ascstudio.pages.train.home.run_row import RunRowWidget, RunsHead
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import chain_tabs
from ascstudio.widgets.texts import empty_layout

KEPT_OPEN = 12  # with more rows, all but the newest two days are folded
AT_ONCE = 25  # rows that are made in one turn: more than a window shows


class RunsTable(QWidget):
    """Runs by day; a click or Enter opens one, Ctrl or Space also takes it into the choice."""

    opened = Signal(object)
    """Path of a run."""
    chosen = Signal()
    """Another choice of runs."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[Path, RunRowWidget] = {}
        self._days: dict[str, list[TableRow]] = {}
        self._folded: dict[str, bool] = {}
        self._chosen: list[Path] = []
        self._shown: dict[Path, TableRow] = {}
        self._spare: dict[Path, RunRowWidget] = {}  # made before, and to be placed again
        self._waiting: list[TableRow | Button] = []  # to be placed, in order
        self._stops: list[QWidget] = []
        self._later = QTimer(self, interval=0, singleShot=True)
        self._later.timeout.connect(self._place_some)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(RunsHead())
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)

    def selected(self) -> tuple[Path, ...]:
        """The runs that are chosen: those taken into the choice, or the one with the focus."""
        here = next((path for path, row in self.rows.items() if row.hasFocus()), None)
        chosen = [path for path in self._chosen if path in self.rows]
        return tuple(chosen) or ((here,) if here is not None else ())

    def show_rows(self, rows: Sequence[TableRow]) -> None:
        """Show these runs; what did not change is not touched."""
        days = {day: list(found) for day, found in by_day(tuple(rows)).items()}
        before = {day: [row.path for row in found] for day, found in self._days.items()}
        self._days = days
        if before != {day: [row.path for row in found] for day, found in days.items()}:
            self._build()
        for found in days.values():
            for row in found:
                if row.path in self.rows and row is not self._shown.get(row.path):
                    self.rows[row.path].show_row(row)
        self._shown = {row.path: row for row in rows}

    def _build(self) -> None:
        before = self._spare | self.rows
        self.rows, self._spare = {}, {}
        for widget in before.values():
            self._column.removeWidget(widget)
        empty_layout(self._column)
        many = sum(map(len, self._days.values())) > KEPT_OPEN
        self._waiting, self._stops = [], []
        for n, (day, found) in enumerate(self._days.items()):
            folded = self._folded.get(day, many and n > 1)
            if len(self._days) > 1:
                self._waiting.append(self._fold_button(day, len(found), folded=folded))
            for row in () if folded else found:
                self._waiting.append(row)
                if row.path in before:
                    self._spare[row.path] = before.pop(row.path)
        for widget in before.values():
            widget.hide()
            widget.deleteLater()
        self._place_some()

    def _place_some(self) -> None:
        """Fill a screen of rows now, and the rest in the turns that follow."""
        made, stops = 0, self._stops[-1:]
        while self._waiting and made < AT_ONCE:
            one = self._waiting.pop(0)
            if isinstance(one, Button):
                self._column.addWidget(one, 0, Qt.AlignmentFlag.AlignLeft)
                stops.append(one)
                continue
            widget = self._spare.pop(one.path, None)
            if widget is None:
                widget, made = self._made(one), made + 1
            widget.show_row(self._shown.get(one.path, one))
            self._column.addWidget(widget)
            self.rows[one.path] = widget
            stops.append(widget)
        chain_tabs(stops)
        self._stops = stops
        if self._waiting:
            self._later.start()

    def _made(self, row: TableRow) -> RunRowWidget:
        widget = RunRowWidget(row.path)
        widget.pressed.connect(self._on_press)
        widget.moved.connect(self._on_move)
        widget.set_chosen(row.path in self._chosen)
        return widget

    def _fold_button(self, day: str, n: int, *, folded: bool) -> Button:
        icon = "chevron-right" if folded else "chevron-down"
        button = Button(f"{day} · {n}", "ghost", icon, small=True)
        button.setAccessibleDescription(self.tr("Folded") if folded else self.tr("Open"))
        button.clicked.connect(lambda: self._fold(day, folded=not folded))
        return button

    def _fold(self, day: str, *, folded: bool) -> None:
        self._folded[day] = folded
        self._build()

    def _on_press(self, path: Path, also: bool) -> None:
        if not also:
            self.opened.emit(path)
            return
        chosen = [one for one in self._chosen if one != path]
        self._chosen = chosen if path in self._chosen else [*chosen, path]
        for one, row in self.rows.items():
            row.set_chosen(one in self._chosen)
        self.chosen.emit()

    def _on_move(self, path: Path, by: int) -> None:
        paths = list(self.rows)
        place = paths.index(path) + by
        if 0 <= place < len(paths):
            self.rows[paths[place]].setFocus(Qt.FocusReason.TabFocusReason)
