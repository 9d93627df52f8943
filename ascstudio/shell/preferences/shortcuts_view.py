"""The shortcuts editor: a table of commands, and a field that takes the next key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFontMetrics, QHideEvent, QKeyEvent, QPainter, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.shell.keymap import Clash, typed
from ascstudio.shell.preferences.shortcuts import KeyRow, ShortcutsPresenter
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import key_words, paint_key
from ascstudio.widgets.controls import focus_ring
from ascstudio.widgets.texts import Label
from ascstudio.words import plain

ROW, TEXT, KEYS, WHERE = Qt.ItemDataRole.UserRole + 1, 0, 1, 2
KEYS_WIDE, WHERE_WIDE = 190, 110
LEAVE = (Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
Index = QModelIndex | QPersistentModelIndex
MIDDLE = Qt.AlignmentFlag.AlignVCenter


class KeysModel(QAbstractTableModel):
    """Commands as rows: what, key, where."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[KeyRow] = []

    def show_rows(self, rows: Sequence[KeyRow]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """How many commands."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        """Three."""
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        """The names of the columns."""
        if role == Qt.ItemDataRole.DisplayRole and orientation == Qt.Orientation.Horizontal:
            return (self.tr("Command"), self.tr("Key"), self.tr("Where"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Words, for eyes and for screen readers."""
        row = self.rows[index.row()]
        if role == ROW:
            return row
        keys = ", ".join(key_words(key) for key in row.keys)
        if role == Qt.ItemDataRole.DisplayRole:
            return (plain(row.text), keys, row.where)[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            changed = self.tr("changed") if row.changed else ""
            said = (plain(row.text), keys or self.tr("no key"), row.where, changed)
            return ", ".join(filter(None, said))
        return None


class _KeysDelegate(QStyledItemDelegate):
    """Caps for keys; a changed command has a dot before its words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: KeyRow = index.data(ROW)
        box = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme.color("soft"))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme.color("line"))
        if index.column() == KEYS:
            self._keys(painter, box, row)
        else:
            painter.setFont(theme.font("strong" if row.changed else "table"))
            painter.setPen(theme.color("text" if index.column() == TEXT else "text2"))
            room = box.adjusted(10, 0, -6, 0)
            words = painter.fontMetrics().elidedText(
                str(index.data()), Qt.TextElideMode.ElideRight, int(room.width())
            )
            painter.drawText(room, MIDDLE, words)
        view = option.widget
        if selected and isinstance(view, QTableView) and view.hasFocus() and index.column() == TEXT:
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.color("accent"))
        painter.restore()

    def _keys(self, painter: QPainter, box: QRectF, row: KeyRow) -> None:
        left, high = box.left() + 8, theme.px(20)
        metrics = QFontMetrics(theme.font("label"))
        for key in row.keys:
            words = key_words(key)
            wide = max(high, metrics.horizontalAdvance(words) + 12)
            if left + wide > box.right():
                break
            paint_key(painter, QRectF(left, box.center().y() - high / 2, wide, high), words)
            left += wide + 6


class KeyField(QWidget):
    """Takes the next key that is typed; Esc and Tab leave it."""

    typed = Signal(str)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Type the new key"))
        self.setFixedHeight(theme.px(30))
        self.setMinimumWidth(theme.px(150))

    def event(self, event: QEvent) -> bool:
        """Every key is for this field, before any shortcut gets it."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if Qt.Key(event.key()) in LEAVE and not event.modifiers() & ~_SHIFT:
                self.left.emit()
            elif key := typed(event):
                self.typed.emit(key)
            return True
        if event.type() == QEvent.Type.FocusOut:
            self.update()
        return super().event(event)

    def paintEvent(self, event: object) -> None:
        """Draw the field."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.color("ctl"))
        painter.setBrush(theme.color("bg1"))
        painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            focus_ring(painter, box, 5)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.tr("Type a key"))


_SHIFT = Qt.KeyboardModifier.ShiftModifier


class ShortcutsPanel(QWidget):
    """Filter, table, and a line for what is done with the chosen command.

    Args:
        presenter: of the editor.
    """

    def __init__(self, presenter: ShortcutsPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._clash: Clash | None = None
        self._chosen = ""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter by command or key"))
        self.field.setAccessibleName(self.tr("Filter the commands"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._show())
        column.addWidget(self.field)
        self._build_table()
        column.addWidget(self.table, 1)
        self._build_line(column)
        presenter.changed.connect(self._show)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Large text leaves the commands most of the room."""
        super().resizeEvent(event)
        for column, wide, share in ((KEYS, KEYS_WIDE, 0.3), (WHERE, WHERE_WIDE, 0.2)):
            self.table.setColumnWidth(column, min(theme.px(wide), round(share * self.width())))

    def showEvent(self, event: QShowEvent) -> None:
        """Now somebody looks: the pages are asked for their commands."""
        super().showEvent(event)
        self.presenter.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody looks any more."""
        super().hideEvent(event)
        self.presenter.stop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc ends the asking for a key, wherever the focus is by then; else the dialog has it."""
        if event.key() == Qt.Key.Key_Escape and self.cancel.isVisible():
            self._back()
        else:
            super().keyPressEvent(event)

    def _build_table(self) -> None:
        self.model = KeysModel()
        self.table = table = QTableView()
        table.setAccessibleName(self.tr("Commands and keys"))
        table.setModel(self.model)
        table.setItemDelegate(_KeysDelegate(table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(theme.px(theme.row_height()))
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | MIDDLE)
        header.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        table.activated.connect(lambda _: self.ask())
        table.selectionModel().currentChanged.connect(lambda *_: self._on_row())

    def _build_line(self, column: QVBoxLayout) -> None:
        self.words = Label("", "table", "text2", wrap=True)
        column.addWidget(self.words)
        line = QHBoxLayout()
        line.setSpacing(8)
        self.change = Button(self.tr("Change…"), small=True)
        self.change.clicked.connect(self.ask)
        self.key = KeyField()
        self.key.typed.connect(self._on_typed)
        self.key.left.connect(self._back)
        self.swap = Button(self.tr("Swap"), small=True)
        self.swap.clicked.connect(self._on_swap)
        self.cancel = Button(self.tr("Cancel"), "ghost", small=True)
        self.cancel.clicked.connect(self._back)
        self.none = Button(self.tr("No key"), "ghost", small=True)
        self.none.clicked.connect(lambda: self._do(self.presenter.take))
        self.usual = Button(self.tr("Usual key"), "ghost", small=True)
        self.usual.clicked.connect(self._on_usual)
        for part in (self.change, self.key, self.swap, self.cancel):
            line.addWidget(part)
        line.addStretch(1)
        line.addWidget(self.none)
        line.addWidget(self.usual)
        column.addLayout(line)

    def row(self) -> KeyRow | None:
        """The chosen command."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def choose(self, command: str) -> None:
        """Choose a command by its name."""
        for n, row in enumerate(self.model.rows):
            if row.action.key == command:
                self.table.selectRow(n)
                self.table.scrollTo(self.model.index(n, 0))

    def ask(self) -> None:
        """Let the next key be that of the chosen command."""
        row = self.row()
        if row is None or not self.presenter.complete:
            return
        self._clash = None
        self._show_line(asking=True)
        self.words.setText(self.tr("The new key of {what}:").format(what=row.text))
        self.key.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_typed(self, key: str) -> None:
        row = self.row()
        if row is None:
            return
        self._clash = self.presenter.give(row, key)
        if self._clash is None:
            self._back()
            return
        self._show_clash(self._clash)

    def _show_clash(self, clash: Clash) -> None:
        said = self.presenter.sentence(clash)
        more = self.tr("Swap?") if clash.swap else self.tr("Another key?")
        self.words.setText(f"{said} {more}")
        self.words.set_color("warn")
        self.swap.setVisible(clash.swap)
        if clash.swap:
            self.swap.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_swap(self) -> None:
        row, clash = self.row(), self._clash
        if row is not None and clash is not None:
            self.presenter.swap(row, clash)
        self._back()

    def _on_usual(self) -> None:
        row = self.row()
        if row is not None:
            self._clash = self.presenter.reset(row)
            if self._clash is not None:
                self._show_line(asking=True)
                self._show_clash(self._clash)

    def _do(self, step: object) -> None:
        row = self.row()
        if row is not None and callable(step):
            step(row)

    def _back(self) -> None:
        self._clash = None
        self._show_line(asking=False)
        self._on_row()
        self.table.setFocus(Qt.FocusReason.TabFocusReason)

    def _show_line(self, *, asking: bool) -> None:
        for part in (self.key, self.cancel):
            part.setVisible(asking)
        self.swap.hide()
        for part in (self.change, self.none, self.usual):
            part.setVisible(not asking)
        self.words.set_color("text2")

    def _on_row(self) -> None:
        row = self.row()
        if row is not None:
            self._chosen = row.action.key
        self._show_line(asking=False)
        waiting = "" if self.presenter.complete else self.tr("Reading the commands of all pages…")
        nothing = waiting or ("" if row is not None else self.tr("Choose a command first"))
        self.change.set_reason(nothing)
        self.none.set_reason(nothing or ("" if row and row.keys else self.tr("It has no key")))
        self.usual.set_reason(
            nothing or ("" if row and row.changed else self.tr("It has its usual key"))
        )
        n = self.presenter.n_changed()
        self.words.setText(waiting or (self.tr("{n} changed").format(n=n) if n else ""))

    def _show(self) -> None:
        chosen = self._chosen
        rows = self.presenter.rows(self.field.text())
        if rows != self.model.rows:
            self.model.show_rows(rows)
            self.choose(chosen)
            if self.row() is None and rows:
                self.table.selectRow(0)
        self._on_row()
