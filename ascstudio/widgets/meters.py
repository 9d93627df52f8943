"""Bars and rings that show one value each: progress, level, scores, budget, time."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QElapsedTimer, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QColor, QFontMetrics, QHideEvent, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.theme import Mark
from ascstudio.widgets.marks import paint_mark
from ascstudio.words import numeral

FLOOR_DB = -60.0
GREEN_TO_DB, AMBER_TO_DB = -18.0, -6.0
PEAK_HOLD_MS, CLIP_HOLD_MS = 1500, 3000
TRAVEL_MS = 60


def paint_bar(painter: QPainter, box: QRectF, share: float, fill: QColor) -> None:
    """A rounded bar on an empty track; a share above zero is never invisible."""
    half = box.height() / 2
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(theme.color("bg4" if theme.tokens().name == "light" else "bg3"))
    painter.drawRoundedRect(box, half, half)
    if share > 0:
        width = max(box.height(), box.width() * min(1.0, share))
        painter.setBrush(fill)
        painter.drawRoundedRect(QRectF(box.left(), box.top(), width, box.height()), half, half)


class Bar(QWidget):
    """Progress: a share, or a travelling tenth while the length is unknown.

    Args:
        name: what progresses, for screen readers.
        height: pixels.
    """

    def __init__(self, name: str, height: int = 5) -> None:
        super().__init__()
        self._fraction: float | None = 0.0
        self._token = "accent"
        self._place = 0
        self._timer = QTimer(self)
        self._timer.setInterval(TRAVEL_MS)
        self._timer.timeout.connect(self._travel)
        self.setAccessibleName(name)
        self.setFixedHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(120, self.height())

    def set_fraction(self, fraction: float | None) -> None:
        """Show a share of 0 to 1; None while the length is unknown."""
        if fraction == self._fraction:
            return
        self._fraction = fraction
        self.setAccessibleDescription("" if fraction is None else f"{fraction:.0%}")
        self._watch()
        self.update()

    def set_color(self, token: str) -> None:
        """Take another colour token, e.g. ``ok_fill``."""
        if token != self._token:
            self._token = token
            self.update()

    def _watch(self) -> None:
        moves = self._fraction is None and not theme.form().less_motion
        if moves and self.isVisible():
            self._timer.start()
        else:
            self._timer.stop()

    def showEvent(self, event: QShowEvent) -> None:
        """Travel only while it can be seen."""
        self._watch()

    def hideEvent(self, event: QHideEvent) -> None:
        """Stand still while hidden."""
        self._timer.stop()

    def _travel(self) -> None:
        self._place = (self._place + 1) % 30
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        painter = QPainter(self)
        box = QRectF(self.rect())
        if self._fraction is not None:
            paint_bar(painter, box, self._fraction, theme.color(self._token))
            return
        paint_bar(painter, box, 0.0, theme.color(self._token))
        width = box.width() / 10
        place = 14.5 if theme.form().less_motion else self._place  # in the middle, standing still
        left = (box.width() - width) * place / 29
        painter.setBrush(theme.color(self._token))
        half = box.height() / 2
        painter.drawRoundedRect(QRectF(left, 0, width, box.height()), half, half)


class LevelMeter(QWidget):
    """Level in cells of 5 px from -60 to 0 dB, with the peak held and a lamp for clipping.

    Args:
        name: what is measured, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._rms_db = self._peak_db = self._held_db = float("-inf")
        self._clock = QElapsedTimer()
        self._clock.start()
        self._held_at = self._clipped_at = -CLIP_HOLD_MS
        self._clipped = False
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Cells above, numbers below."""
        return QSize(160, 12 + QFontMetrics(theme.font("caption")).height() + 2)

    def set_level(self, rms_db: float, peak_db: float, *, clipped: bool = False) -> None:
        """Show a level in dB below full scale; ``-inf`` is silence."""
        now = self._clock.elapsed()
        if peak_db >= self._held_db or now - self._held_at > PEAK_HOLD_MS:
            self._held_db, self._held_at = peak_db, now
        if clipped:
            self._clipped_at = now
        self._clipped = now - self._clipped_at < CLIP_HOLD_MS and self._clipped_at >= 0
        self._rms_db, self._peak_db = rms_db, peak_db
        spoken = f"{rms_db:.0f} dB" if rms_db > FLOOR_DB else self.tr("silent")
        self.setAccessibleDescription(self.tr("Clipped") if self._clipped else spoken)
        self.update()

    def reset(self) -> None:
        """Show nothing."""
        self._clipped_at = self._held_at = -CLIP_HOLD_MS
        self._held_db = float("-inf")
        self.set_level(float("-inf"), float("-inf"))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw cells, the held peak, the numbers."""
        painter = QPainter(self)
        lamp = painter.fontMetrics().horizontalAdvance(self.tr("Clipped")) + 8
        width = self.width() - (lamp if self._clipped else 0)
        shades = [theme.color(token) for token in ("ok_fill", "warn_fill", "err", "bg4")]
        for left in range(0, width - 3, 5):
            db = FLOOR_DB * (1 - left / width)
            lit = db < self._rms_db
            shade = shades[(db >= GREEN_TO_DB) + (db >= AMBER_TO_DB)] if lit else shades[3]
            painter.fillRect(QRectF(left, 0, 3, 10), shade)
        if self._held_db > FLOOR_DB:
            held = width * (1 - min(0.0, self._held_db) / FLOOR_DB)
            painter.fillRect(QRectF(min(held, width - 2.0), -1, 2, 13), theme.color("text"))
        painter.setFont(theme.font("caption"))
        if self._clipped:
            painter.setPen(theme.color("err"))
            painter.drawText(
                QRectF(width, -3, lamp, 16), Qt.AlignmentFlag.AlignCenter, self.tr("Clipped")
            )
        painter.setPen(theme.color("text3"))
        self._paint_scale(painter, width)

    def _paint_scale(self, painter: QPainter, width: int) -> None:
        height = painter.fontMetrics().height()
        for db in range(-60, 1, 12):
            words = f"−{-db}" if db else "0"
            wide = painter.fontMetrics().horizontalAdvance(words)
            middle = width * (1 + db / 60)
            left = min(max(0.0, middle - wide / 2), width - wide)
            painter.drawText(QRectF(left, 12, wide + 2, height), 0, words)


@dataclass(frozen=True, slots=True)
class ScoreRow:
    """One scene's score. ``share`` is None when there is no usable signal: then a dash stands."""

    mark: Mark
    name: str
    share: float | None
    text: str


class ScoreBars(QWidget):
    """Mark, name, bar and share for some scenes; the first row is the decision.

    Args:
        name: what the rows are, for screen readers.
        quiet: no row is a decision (Teach's closest scenes).
        coloured: every bar has the colour of its mark.
    """

    def __init__(self, name: str, *, quiet: bool = False, coloured: bool = False) -> None:
        super().__init__()
        self._rows: list[ScoreRow] = []
        self._quiet, self._coloured = quiet, coloured
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)

    def set_scores(self, rows: Sequence[ScoreRow]) -> None:
        """Show these rows in this order."""
        if list(rows) == self._rows:
            return
        if len(rows) != len(self._rows):
            self.updateGeometry()
        self._rows = list(rows)
        self.setAccessibleDescription(", ".join(f"{row.name} {row.text}" for row in rows))
        self.update()

    def sizeHint(self) -> QSize:
        """As many rows as there are, five while there are none."""
        return QSize(260, (len(self._rows) or 5) * theme.px(28))

    def minimumSizeHint(self) -> QSize:
        """Three rows at least."""
        return QSize(180, min(3, len(self._rows) or 3) * theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the rows that fit."""
        painter = QPainter(self)
        if not self._rows:
            return
        strong = QFontMetrics(theme.font("strong"))
        names = max(strong.horizontalAdvance(row.name) for row in self._rows) + 12
        names = min(names, round(self.width() * 0.45))
        shares = max(strong.horizontalAdvance(row.text) for row in self._rows) + 4
        height = min(theme.px(28), self.height() / len(self._rows))
        for index, row in enumerate(self._rows):
            top = index * height
            first = index == 0 and not self._quiet and row.share is not None
            side = theme.px(15)
            paint_mark(painter, QRectF(0, top + (height - side) / 2, side, side), row.mark)
            painter.setFont(theme.font("strong" if first else "body"))
            painter.setPen(theme.color("text" if first else "text2"))
            left = side + 9
            words = painter.fontMetrics().elidedText(row.name, Qt.TextElideMode.ElideRight, names)
            middle = Qt.AlignmentFlag.AlignVCenter
            painter.drawText(QRectF(left, top, names, height), middle, words)
            numbers = QRectF(self.width() - shares, top, shares, height)
            painter.drawText(numbers, middle | Qt.AlignmentFlag.AlignRight, row.text or "–")
            if row.share is not None:
                bar = QRectF(left + names, top + height / 2 - 4, 0, 8)
                bar.setRight(numbers.left() - 12)
                own = first or self._coloured
                shade = theme.mark_color(row.mark) if own else theme.color("ctl")
                paint_bar(painter, bar, row.share, shade)


class BudgetGauge(QWidget):
    """A value against its limit; what is too much is said in words.

    Args:
        name: what is limited.
        unit: e.g. ``kB``.
    """

    def __init__(self, name: str, unit: str) -> None:
        super().__init__()
        self._name, self._unit = name, unit
        self._value = self._limit = 0.0
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_value(self, value: float, limit: float) -> None:
        """Show ``value`` of ``limit``, both in the unit."""
        self._value, self._limit = value, limit
        self.setAccessibleDescription(self._words())
        self.update()

    def _words(self) -> str:
        number = _short(self._value)
        of = self.tr("%1 of %2 %3").replace("%1", number).replace("%2", _short(self._limit))
        return of.replace("%3", self._unit)

    def sizeHint(self) -> QSize:
        """A line of words above a bar."""
        return QSize(200, QFontMetrics(theme.font("table")).height() + 16)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw name, value and bar."""
        painter = QPainter(self)
        share = self._value / self._limit if self._limit else 0.0
        over = share > 1.0
        token = "err" if over else "warn_fill" if share > 0.95 else "ok_fill"
        line = QRectF(0, 0, self.width(), QFontMetrics(theme.font("table")).height() + 2)
        words = self._words()
        if over:
            excess = f"{_short(self._value - self._limit)} {self._unit}"
            words = self.tr("%1 too much").replace("%1", excess)
        metrics = QFontMetrics(theme.font("table"))
        room = self.width() - metrics.horizontalAdvance(words) - 8
        name = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, room)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(theme.color("err" if over else "text"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(line, right, words)
        bar = QRectF(0, line.bottom() + 3, self.width(), 7)
        paint_bar(painter, bar, share, theme.color(token))


def _short(value: float) -> str:
    return f"{value:.0f}" if value >= 20 or value == round(value) else numeral(value, ".1f")


class ClockRing(QWidget):
    """How much of a recording's time is over: a ring around a clock.

    Args:
        name: what is timed, for screen readers.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self._seconds, self._total_s = 0.0, 60.0
        self._open = False
        self.setAccessibleName(name)
        self.setMinimumSize(theme.px(150), theme.px(150))

    def sizeHint(self) -> QSize:
        """Square."""
        return QSize(theme.px(190), theme.px(190))

    def set_time(self, seconds: float, total_s: float, *, recording: bool = False) -> None:
        """Show seconds of a total; red only while the microphone is open."""
        self._seconds, self._total_s, self._open = seconds, total_s, recording
        self.setAccessibleDescription(f"{_clock(seconds)} / {_clock(total_s)}")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ring and clock."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        side = min(self.width(), self.height()) - 12
        ring = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        pen = QPen(theme.color("bg4"), 9)
        painter.setPen(pen)
        painter.drawEllipse(ring)
        pen.setColor(theme.color("rec" if self._open else "accent"))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        painter.setPen(pen)
        share = min(1.0, self._seconds / self._total_s) if self._total_s else 0.0
        if share:
            painter.drawArc(ring, 90 * 16, round(-share * 360 * 16))
        painter.setPen(theme.color("text"))
        painter.setFont(theme.font("decision"))
        painter.drawText(
            ring.adjusted(0, -8, 0, -14), Qt.AlignmentFlag.AlignCenter, _clock(self._seconds)
        )
        painter.setPen(theme.color("text3"))
        painter.setFont(theme.font("body"))
        below = ring.adjusted(0, side * 0.5 + theme.px(18), 0, 0)
        top = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop
        painter.drawText(below, top, self.tr("of %1").replace("%1", _clock(self._total_s)))


def _clock(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 60}:{whole % 60:02d}"


class CellRow(QWidget):
    """A row of cells that fill one by one, e.g. how varied a recording is.

    Args:
        name: what fills, for screen readers.
        n_cells: how many cells.
    """

    def __init__(self, name: str, n_cells: int) -> None:
        super().__init__()
        self._n_cells, self._filled = n_cells, 0
        self.setAccessibleName(name)
        self.setFixedHeight(12)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_filled(self, filled: int) -> None:
        """Fill this many cells."""
        self._filled = min(self._n_cells, max(0, filled))
        words = self.tr("%1 of %2").replace("%1", str(self._filled))
        self.setAccessibleDescription(words.replace("%2", str(self._n_cells)))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the cells."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        width = (self.width() - 3 * (self._n_cells - 1)) / self._n_cells
        for cell in range(self._n_cells):
            painter.setBrush(theme.color("ok_fill" if cell < self._filled else "bg3"))
            painter.drawRoundedRect(QRectF(cell * (width + 3), 0, width, 12), 3, 3)
