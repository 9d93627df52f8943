"""The table of runs: days that fold, rows for the keyboard and the pointer."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.home.rows import TableRow, by_day
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import KEYBOARD, claims, focus_ring
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label, empty_layout

STATE_ICONS = {
    "waiting": ("clock", "text3"),
    "running": ("refresh", "accent"),
    "paused": ("pause", "warn"),
    "done": ("check", "ok"),
    "stopped": ("stop", "text3"),
    "failed": ("error", "err"),
    "dead": ("error", "err"),
}
COLUMNS = (150, 240, 130, 92, 176, 70, 62, 66, 112)
"""Name, recipe, what, data, progress, accuracy, unseen, size, started."""
RECIPE, WHAT, DATA, SIZE = 1, 2, 3, 7
RIGHT = (5, 6, 7)
WIDE, NARROW, NARROWEST = 1500, 1050, 900  # at 100 %: where columns come and go
KEPT_OPEN = 12  # with more rows, all but the newest two days are folded
KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)


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
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._head = QWidget()
        self._titles = _grid(self._head)
        for n, title in enumerate(self._words()):
            label = Label(title, "caption", "text3")
            if n in RIGHT:
                label.setAlignment(Qt.AlignmentFlag.AlignRight)
            _place(self._titles, label, n)
        column.addWidget(self._head)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        column.addLayout(self._column)

    def _words(self) -> tuple[str, ...]:
        return (
            self.tr("Run"), self.tr("Recipe"), self.tr("What"), self.tr("Data"),
            self.tr("Progress"), self.tr("Accuracy"), self.tr("Unseen"), self.tr("Size"),
            self.tr("Started"),
        )  # fmt: skip

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
        here = next((path for path, row in self.rows.items() if row.hasFocus()), None)
        empty_layout(self._column)
        self.rows = {}
        many = sum(map(len, self._days.values())) > KEPT_OPEN
        for n, (day, found) in enumerate(self._days.items()):
            folded = self._folded.get(day, many and n > 1)
            if len(self._days) > 1:
                self._column.addLayout(self._fold_line(day, len(found), folded=folded))
            for row in () if folded else found:
                widget = RunRowWidget(row.path)
                widget.pressed.connect(self._on_press)
                widget.moved.connect(self._on_move)
                widget.show_row(row)
                widget.set_chosen(row.path in self._chosen)
                self._column.addWidget(widget)
                self.rows[row.path] = widget
        self._fit()
        if here in self.rows:
            self.rows[here].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fold_line(self, day: str, n: int, *, folded: bool) -> QHBoxLayout:
        line = QHBoxLayout()
        icon = "chevron-right" if folded else "chevron-down"
        button = Button(f"{day} · {n}", "ghost", icon, small=True)
        button.setAccessibleDescription(self.tr("Folded") if folded else self.tr("Open"))
        button.clicked.connect(lambda: self._fold(day, folded=not folded))
        line.addWidget(button)
        line.addStretch(1)
        return line

    def _fold(self, day: str, *, folded: bool) -> None:
        self._folded[day] = folded
        self._build()
        for found in self._days.values():
            for row in found:
                if row.path in self.rows:
                    self.rows[row.path].show_row(row)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Columns come and go with the width."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        width = self.width() / theme.px(100) * 100
        hidden = {RECIPE: width < WIDE, DATA: width < NARROW, SIZE: width < NARROWEST,
                  WHAT: width < NARROWEST - 110}  # fmt: skip
        for grid in (self._titles, *(row.grid for row in self.rows.values())):
            for n, away in hidden.items():
                item = grid.itemAtPosition(0, n)
                widget = item.widget() if item is not None else None
                if widget is not None:
                    widget.setVisible(not away)


class RunRowWidget(QWidget):
    """One run."""

    pressed = Signal(object, bool)
    """Path; whether it is only taken into the choice."""
    moved = Signal(object, int)
    """Path; down or up."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._chosen = self._by_keyboard = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(theme.px(40))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.grid = _grid(self)
        name = QWidget()
        line = QHBoxLayout(name)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self._icon = IconView("clock", 16)
        self._title = ElidedLabel("", "strong")
        line.addWidget(self._icon)
        line.addWidget(self._title, 1)
        progress = QWidget()
        inner = QHBoxLayout(progress)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self._bar = Bar(self.tr("Progress"))
        self._bar.setFixedWidth(theme.px(80))
        self._progress = ElidedLabel("", "table", "text2")
        inner.addWidget(self._bar)
        inner.addWidget(self._progress, 1)
        self._recipe, self._what = (
            ElidedLabel("", "table", "text2"),
            ElidedLabel("", "table", "text2"),
        )
        self._data, self._started = (
            ElidedLabel("", "table", "text2"),
            ElidedLabel("", "table", "text2"),
        )
        self._accuracy, self._unseen = Label("", "strong"), Label("", "table", "text2")
        self._size = Label("", "table", "text2")
        cells = (name, self._recipe, self._what, self._data, progress, self._accuracy,
                 self._unseen, self._size, self._started)  # fmt: skip
        for n, cell in enumerate(cells):
            if isinstance(cell, Label):
                cell.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            _place(self.grid, cell, n)

    def show_row(self, shown: TableRow) -> None:
        """Show the run as it is now."""
        row = shown.row
        words = (row.title, row.what, shown.data, row.progress)
        figures = (
            self.tr("accuracy {share}").format(share=row.accuracy),
            self.tr("unseen devices {share}").format(share=row.unseen),
        )
        self.setAccessibleName(", ".join((*words, *figures, row.started)))
        self._icon.set_icon(*STATE_ICONS.get(row.state, ("clock", "text3")))
        self._title.setText(row.title)
        self._recipe.setText(shown.recipe)
        self._what.setText(row.what)
        self._data.setText(shown.data)
        self._bar.setVisible(row.state == "running")
        self._bar.set_fraction(row.fraction)
        self._progress.setText(row.progress)
        self._progress.set_color("err" if row.state in ("failed", "dead") else "text2")
        self._accuracy.setText(row.accuracy)
        self._accuracy.setToolTip(self.tr("Measured on the test split"))
        self._unseen.setText(row.unseen)
        self._size.setText(shown.size)
        self._started.setText(row.started)

    def set_chosen(self, chosen: bool) -> None:
        """Show whether it is in the choice."""
        if chosen != self._chosen:
            self._chosen = chosen
            self.setAccessibleDescription(self.tr("Chosen") if chosen else "")
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the run, or take it into the choice."""
        if event.button() == Qt.MouseButton.LeftButton:
            ctrl = event.modifiers() & Qt.KeyboardModifier.ControlModifier
            self.pressed.emit(self._path, bool(ctrl))

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        if event.type() == QEvent.Type.FocusIn:
            self._by_keyboard = getattr(event, "reason", lambda: None)() in KEYBOARD
        return claims(event, KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Up and Down move, Space takes into the choice."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.pressed.emit(self._path, False)
        elif event.key() == Qt.Key.Key_Space:
            self.pressed.emit(self._path, True)
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(self._path, 1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Hairline, choice, hover, focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._chosen or self.hasFocus():
            painter.fillRect(self.rect(), theme.color("soft"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.mix(theme.color("bg1"), theme.color("bg3"), 0.5))
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.color("line"))
        if self._chosen:
            painter.fillRect(0, 0, 3, self.height(), theme.color("accent"))
        if self.hasFocus() and self._by_keyboard:
            focus_ring(painter, QRectF(self.rect()), 4, "text")


def _grid(inside: QWidget) -> QGridLayout:
    """The columns that head and rows share."""
    grid = QGridLayout(inside)
    grid.setContentsMargins(8, 0, 8, 0)
    grid.setHorizontalSpacing(16)
    grid.setColumnStretch(0, 1)
    return grid


def _place(grid: QGridLayout, cell: QWidget, n: int) -> None:
    if n:
        cell.setFixedWidth(theme.px(COLUMNS[n]))  # head and rows are grids of their own
    else:
        cell.setMinimumWidth(theme.px(COLUMNS[0]))
    grid.addWidget(cell, 0, n)
