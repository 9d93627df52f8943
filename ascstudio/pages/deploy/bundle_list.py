"""The bundles at the left: whether each can be trusted, how good it is, how large."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QDateTime, QEvent, QLocale, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.deploy.state import BundleItem, Standing
from ascstudio.project.names import bytes_words, percent
from ascstudio.widgets.buttons import IconButton
from ascstudio.widgets.controls import PressFocus, chain_tabs, focus_ring
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import ago_parts, plain

ICONS: dict[Standing, tuple[str, str]] = {
    "looking": ("certificate", "text3"),
    "ok": ("certificate", "ok"),
    "unknown": ("help", "warn"),
    "not deployable": ("error", "err"),
    "refused": ("error", "err"),
}
"""Icon and colour of a standing; words say the same."""
WIDTH, WIDE = 200, 260


class BundleRow(PressFocus, QAbstractButton):
    """One bundle: its shield, its name, a line about it."""

    stepped = Signal(int)
    """To the next row (1) or to the one before (-1)."""

    def __init__(self, item: BundleItem, n_shared: int = 0) -> None:
        super().__init__()
        self.item, self._n_shared = item, n_shared  # letters that another name begins with too
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name = plain(item.name)
        self._words = self._line(item)
        self.setAccessibleName(f"{self._name}, {self._words}")
        self.setToolTip(plain(str(item.path)))

    def _line(self, item: BundleItem) -> str:
        if item.standing == "refused":
            return self.tr("refused")
        if item.standing == "not deployable":
            return self.tr("not deployable: {share}").format(share=item.reason)
        if item.starter:
            return self.tr("came with ASC Studio")
        if item.standing == "looking":
            return self.tr("being read")
        parts = [percent(item.accuracy)] if item.accuracy is not None else []
        parts += [bytes_words(item.n_bytes), self._when(item.changed_s)]
        return " · ".join(parts)

    def _when(self, changed_s: float) -> str:
        unit, _ = ago_parts(changed_s)
        moment = QDateTime.fromSecsSinceEpoch(int(changed_s))
        if unit in ("now", "min", "h") and moment.date() == QDateTime.currentDateTime().date():
            return self.tr("today")
        return QLocale().toString(moment.date(), self.tr("d MMM", "day and month"))

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(theme.px(WIDTH), theme.px(47))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the neighbours."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, shield and both lines."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        if self.isChecked():
            painter.fillRect(box, theme.color("soft"))
            painter.fillRect(QRectF(0, 0, 3, box.height()), theme.color("accent"))
        elif self.underMouse():
            hover = theme.color("bg3")
            hover.setAlphaF(0.5)
            painter.fillRect(box, hover)
        icon, token = ICONS[self.item.standing]
        side, left = theme.px(16), 14.0
        picture = theme.pixmap(icon, side, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(left, (box.height() - side) / 2), picture)
        left += side + 10
        line = (box.height() - 8) / 2
        room = box.width() - left - 8
        lines = (("strong" if self.isChecked() else "body", self._name, "text", 4.0),
                 ("table", self._words, "text2", 4.0 + line))  # fmt: skip
        for role, words, color, top in lines:
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(color))
            metrics = painter.fontMetrics()
            if words == self._name:
                fits = partial(_fits, metrics, room)
                words = shortened(words, self._n_shared, fits)
            shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, int(room))
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, top, room, line), middle, shown)
        if self.ringed():
            focus_ring(painter, box.adjusted(1, 1, -1, -1), 4, "text")


def shortened(name: str, n_shared: int, fits: Callable[[str], bool]) -> str:
    """A name that does not fit, cut in what others begin with too: its own end stays whole.

    Args:
        name: of a bundle.
        n_shared: so many of its first letters are another's too.
        fits: whether words have room.
    """
    if fits(name):
        return name
    cuts = (f"{name[:n]}…{name[n_shared:]}" for n in range(n_shared - 1, 0, -1))
    return next((cut for cut in cuts if fits(cut)), name)


def _n_shared(name: str, names: Iterable[str]) -> int:
    """How many letters another name begins with too, up to the last hyphen among them."""
    shared = max((_n_alike(name, one) for one in names if one != name), default=0)
    return max(0, name.rfind("-", 0, shared))


def _n_alike(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))


def _fits(metrics: QFontMetrics, room: float, words: str) -> bool:
    return metrics.horizontalAdvance(words) <= room


class BundleList(SidePanel):
    """All bundles, one of them chosen; a plus to verify one from elsewhere."""

    chosen = Signal(object)
    """Path."""
    verify_wanted = Signal()

    def __init__(self) -> None:
        super().__init__("", WIDTH, margins=0)
        self.setAccessibleName(self.tr("Bundles"))
        head = QHBoxLayout()
        head.setContentsMargins(14, 0, 10, 0)
        head.addWidget(Label(self.tr("Bundles"), "strong"))
        head.addStretch(1)
        self.add_button = IconButton("plus", self.tr("Verify a bundle…"), keys="Ctrl+Shift+V")
        self.add_button.clicked.connect(self.verify_wanted)
        head.addWidget(self.add_button)
        self.column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._bundle_rows: list[BundleRow] = []
        self.column.addLayout(self._rows)
        self.column.addStretch(1)
        hint = QVBoxLayout()
        hint.setContentsMargins(14, 0, 14, 0)
        hint.setSpacing(6)
        hint.addWidget(IconView("certificate", 20, "text3"))
        hint.addWidget(
            Label(self.tr("Drop a bundle here to verify it"), "table", "text2", wrap=True)
        )
        self.column.addLayout(hint)
        self._shown: tuple[BundleItem, ...] | None = None

    def rows(self) -> list[BundleRow]:
        """The rows, from above."""
        return list(self._bundle_rows)

    def show_items(self, items: Sequence[BundleItem], chosen: Path | None) -> None:
        """Show these; the keyboard stays where it was."""
        if tuple(items) != self._shown:
            self._shown = tuple(items)
            focused = next((row.item.path for row in self.rows() if row.hasFocus()), None)
            empty_layout(self._rows)
            self._bundle_rows = []
            names = [plain(item.name) for item in items]
            for item in items:
                row = BundleRow(item, _n_shared(plain(item.name), names))
                row.clicked.connect(lambda _=False, path=item.path: self.chosen.emit(path))
                row.stepped.connect(self._step)
                self._rows.addWidget(row)
                self._bundle_rows.append(row)
                if item.path == focused:
                    row.setFocus()
            # rows are built after all else, yet they stand before the cards, and before the plus:
            # the page's focus begins in them, and Tab goes on from there
            chain_tabs([self.add_button, *self.rows(), self.add_button])
        for row in self.rows():
            row.setChecked(row.item.path == chosen)
        stop = self.first()
        for row in self.rows():  # Tab stops once in the list; Up and Down go through it
            ways = Qt.FocusPolicy
            row.setFocusPolicy(ways.StrongFocus if row is stop else ways.ClickFocus)

    def _step(self, by: int) -> None:
        rows = self.rows()
        at = next((place for place, row in enumerate(rows) if row.hasFocus()), 0)
        if 0 <= at + by < len(rows):
            rows[at + by].setFocus(Qt.FocusReason.TabFocusReason)

    def first(self) -> QWidget:
        """Where the keyboard begins."""
        rows = self.rows()
        chosen = next((row for row in rows if row.isChecked()), None)
        return chosen or (rows[0] if rows else self.add_button)

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.setFixedWidth(theme.px(WIDTH))

    def set_wide(self, *, wide: bool) -> None:
        """Use the room there is."""
        self.setFixedWidth(theme.px(WIDE if wide else WIDTH))
