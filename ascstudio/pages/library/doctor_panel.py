"""The data doctor in the inspector: what was found by kind, then one by one."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.library.doctoring import DoctorPresenter, DoctorState, usual_fix
from ascstudio.pages.library.mapping_table import plain
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.controls import claims, focus_ring
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label, empty_layout
from ascstudio.words import ago_parts
from ml_core import api

GRAVE = ("unreadable", "leaking")
GRAVER = ("duplicate", "near_duplicate", "device_tells", "level_tells", "format_tells", "clipped")
MOST_SHOWN = 500
ROW = 26
_LIST_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Delete, Qt.Key.Key_X)


class DoctorPanel(QWidget):
    """Kinds with their counts; a kind opens the list of its problems.

    Args:
        presenter: of the doctor.
    """

    shown = Signal(object)
    """Segment ids of the problem that is looked at."""

    def __init__(self, presenter: DoctorPresenter) -> None:
        super().__init__()
        self.presenter = presenter
        self._listed: tuple[api.DoctorProblem, ...] = ()
        self.kinds: dict[str, _KindRow] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(self._build_head())
        self._bar = Bar(self.tr("Data doctor"))
        column.addWidget(self._bar)
        self._sentence = Label("", "table", "text3", wrap=True)
        column.addWidget(self._sentence)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        column.addWidget(self._build_list())
        self.examine_button = Button(self.tr("Examine"), "normal", "doctor", small=True)
        self.examine_button.clicked.connect(self._on_examine)
        column.addWidget(self.examine_button)
        presenter.changed.connect(self.show_state)
        self.show_state(presenter.state)

    def _build_head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(8)
        self.back_button = IconButton("chevron-left", self.tr("Back to all kinds"))
        self.back_button.clicked.connect(lambda: self.presenter.open_kind(""))
        head.addWidget(self.back_button)
        self._icon = IconView("doctor", 18)
        head.addWidget(self._icon)
        self._title = ElidedLabel("", "strong")
        head.addWidget(self._title, 1)
        self._when = Label("", "caption", "text3")
        head.addWidget(self._when)
        return head

    def _build_list(self) -> QWidget:
        self._list_box = QWidget()
        column = QVBoxLayout(self._list_box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self.list = _ProblemList()
        self.list.setAccessibleName(self.tr("Problems"))
        self.list.currentRowChanged.connect(self._on_row)
        self.list.fix_wanted.connect(self.mend)
        self.list.exclude_wanted.connect(lambda: self.mend("exclude"))
        column.addWidget(self.list)
        self.detail = Label("", "table", "text2", wrap=True)
        column.addWidget(self.detail)
        self.fix_button = Button("", "normal", "check", small=True)
        self.fix_button.set_keys(self.tr("Enter"))
        self.fix_button.clicked.connect(lambda: self.mend())
        self.exclude_button = Button(self.tr("Exclude"), "normal", "exclude", small=True)
        self.exclude_button.set_keys(self.tr("Del"))
        self.exclude_button.clicked.connect(lambda: self.mend("exclude"))
        column.addWidget(self.fix_button)
        column.addWidget(self.exclude_button)
        self.all_button = Button("", "ghost", "check-double", small=True)
        self.all_button.clicked.connect(lambda: self.presenter.mend(self.presenter.state.open))
        column.addWidget(self.all_button)
        return self._list_box

    def show_state(self, state: DoctorState) -> None:
        """The only place that changes the widgets after construction."""
        inside = bool(state.kind)
        self.back_button.setVisible(inside)
        self._icon.setVisible(not inside)
        words = self.kind_words()
        self._title.setText(words.get(state.kind, self.tr("Data doctor")))
        n = QLocale().toString(len(state.open))
        self._when.setText(n if inside else self._ago(state))
        self._bar.setVisible(state.examining)
        self._bar.set_fraction(state.fraction)
        self._sentence.setText(self._words(state))
        self._sentence.setVisible(bool(self._sentence.text()))
        self._show_kinds(state)
        self._list_box.setVisible(inside)
        if inside:
            self._show_problems(state.open)
        self.examine_button.setVisible(not inside)
        again = self.tr("Examine again") if state.report else self.tr("Examine")
        self.examine_button.setText(self.tr("Stop") if state.examining else again)
        self.examine_button.set_icon_name("stop" if state.examining else "doctor")

    def mend(self, how: str | None = None) -> None:
        """Mend the problems that are chosen in the list, and stay at the place."""
        rows = sorted(index.row() for index in self.list.selectedIndexes())
        chosen = [self._listed[row] for row in rows]
        if chosen and self.presenter.mend(chosen, how):
            self.list.setCurrentRow(min(rows[0], self.list.count() - 1))
            self.list.setFocus()

    def _show_kinds(self, state: DoctorState) -> None:
        counts = {kind: len(found) for kind, found in state.left.items()}
        if list(counts) != list(self.kinds):
            empty_layout(self._rows)
            words = self.kind_words()
            self.kinds = {kind: _KindRow(kind, words[kind]) for kind in counts}
            for kind, row in self.kinds.items():
                row.clicked.connect(lambda _=False, k=kind: self.presenter.open_kind(k))
                self._rows.addWidget(row)
        for kind, row in self.kinds.items():
            row.set_count(counts[kind])
            row.setVisible(not state.kind)

    def _show_problems(self, problems: tuple[api.DoctorProblem, ...]) -> None:
        if problems != self._listed:
            self._listed = problems
            self.list.blockSignals(True)
            self.list.clear()
            for problem in problems[:MOST_SHOWN]:
                self.list.addItem(_problem_item(problem))
            self.list.blockSignals(False)
            self.detail.setText("")
            self.list.setFixedHeight(min(max(2, len(problems)), 6) * theme.px(ROW) + 4)
        fix = self._fix_words(usual_fix(problems))
        self.fix_button.setText(fix)
        self.fix_button.setVisible(usual_fix(problems) not in ("", "exclude"))
        none = "" if problems else self.tr("Nothing of this kind is left.")
        self.exclude_button.set_reason(none)
        self.all_button.set_reason(none)
        self.all_button.setText(
            self.tr("{fix}: all {n}").format(fix=fix, n=QLocale().toString(len(problems)))
        )

    def _on_row(self, row: int) -> None:
        if 0 <= row < len(self._listed):
            problem = self._listed[row]
            others = () if problem.other_id is None else (problem.other_id,)
            self.detail.setText(plain(told(problem.detail)))
            self.shown.emit(tuple(dict.fromkeys((*problem.segment_ids, *others))))

    def _on_examine(self) -> None:
        if self.presenter.state.examining:
            self.presenter.cancel()
        else:
            self.presenter.examine()

    def _ago(self, state: DoctorState) -> str:
        if state.report is None:
            return ""
        unit, n = ago_parts(state.checked_s)
        return {
            "now": self.tr("checked just now"),
            "min": self.tr("checked {n} min ago"),
            "h": self.tr("checked {n} h ago"),
        }.get(unit, self.tr("checked days ago")).format(n=n)

    def _words(self, state: DoctorState) -> str:
        if state.problem:
            return state.problem
        if state.examining:
            return self.tr("Listening to what is new…")
        if state.kind:
            return "" if state.open else self.tr("Nothing of this kind is left.")
        if state.report is None:
            return self.tr("Finds clipped, silent, copied and leaking clips. Changes nothing.")
        if state.report.n_missing:
            n = QLocale().toString(state.report.n_missing)
            return self.tr("{n} recordings are missing and were not heard.").format(n=n)
        return ""

    def _fix_words(self, fix: str) -> str:
        return {
            "exclude": self.tr("Exclude"),
            "trim": self.tr("Keep what sounds"),
            "extend": self.tr("Lengthen"),
            "one_side": self.tr("Put on one side"),
            "review": self.tr("Flag for review"),
        }.get(fix, "")

    def kind_words(self) -> dict[str, str]:
        """The kinds as people read them."""
        return {
            "unreadable": self.tr("Cannot be read"),
            "leaking": self.tr("Same place in train and test"),
            "duplicate": self.tr("Identical"),
            "near_duplicate": self.tr("Nearly identical"),
            "device_tells": self.tr("Device tells the scene"),
            "level_tells": self.tr("Level tells the scene"),
            "format_tells": self.tr("Format tells the scene"),
            "clipped": self.tr("Clipped"),
            "silent": self.tr("Mostly silent"),
            "too_short": self.tr("Too short"),
            "dc_offset": self.tr("Constant offset"),
        }


class _ProblemList(QListWidget):
    """Enter mends, Del excludes; letters are left to the page."""

    fix_wanted = Signal()
    exclude_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setWordWrap(False)
        self.setStyleSheet("QListView { background: transparent; }")

    def event(self, event: QEvent) -> bool:
        """Del and X mean these problems here, not the selection of the table."""
        return claims(event, _LIST_KEYS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Mend or exclude with one key."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.fix_wanted.emit()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_X):
            self.exclude_wanted.emit()
        elif event.text() and event.text().isprintable():
            event.ignore()
        else:
            super().keyPressEvent(event)


def _problem_item(problem: api.DoctorProblem) -> QListWidgetItem:
    name = plain(problem.path.rpartition("/")[2])
    item = QListWidgetItem(name)
    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, plain(told(problem.detail)))
    item.setToolTip(f"{plain(problem.path)}\n{plain(told(problem.detail))}")
    item.setSizeHint(QSize(0, theme.px(ROW)))
    return item


class _KindRow(QAbstractButton):
    """A kind, how many there are, and an arrow; grey where there are none."""

    def __init__(self, kind: str, words: str) -> None:
        super().__init__()
        self._kind, self._count = kind, 0
        self.setText(words)
        self.setToolTip(words)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_count(0)

    def set_count(self, count: int) -> None:
        """How many there are."""
        self._count = count
        self.setEnabled(count > 0)
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(QLocale().toString(count))
        self.update()

    def sizeHint(self) -> QSize:
        """One line."""
        return QSize(theme.px(200), max(26, QFontMetrics(theme.font("body")).height() + 8))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens as well as Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon by gravity, words, number, arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box, ratio = QRectF(self.rect()), self.devicePixelRatioF()
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(box, 6, 6)
        if self.hasFocus():
            focus_ring(painter, box, 5)
        icon, token = ("info", "text3")
        if self._count and self._kind in GRAVE:
            icon, token = ("error", "err")
        elif self._count and self._kind in GRAVER:
            icon, token = ("warning", "warn")
        middle = box.height() / 2
        painter.drawPixmap(2, int(middle - 8), theme.pixmap(icon, 16, token, ratio))
        painter.setPen(theme.color("text" if self._count else "text3"))
        painter.setFont(theme.font("table"))
        number = QLocale().toString(self._count)
        wide = painter.fontMetrics().horizontalAdvance(number)
        room = box.width() - 26 - wide - 26
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, int(room)
        )
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(QRectF(26, 0, room, box.height()), flags, words)
        painter.drawText(QRectF(box.width() - wide - 20, 0, wide + 2, box.height()), flags, number)
        if self._count:
            arrow = theme.pixmap("chevron-right", 14, "text3", ratio)
            painter.drawPixmap(int(box.width() - 16), int(middle - 7), arrow)
