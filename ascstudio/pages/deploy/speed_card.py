"""Honest speed: every way to compute a window on this computer, and the one to take."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLocale, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.pages.deploy.state import DeployState, SpeedLine
from ascstudio.project.names import bytes_words
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import Bar, paint_bar
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import ago_parts
from ml_core import api

ROW, HEAD, BAR = 34, 22, 10
AGAIN_MS = 20_000  # "measured 3 min ago" grows older
DASH = "–"
FAR = 2.5  # times the slowest half: ticks beyond stand at the end of their bar


class SpeedBars(QWidget):
    """A row for each way: precision, threads, a bar of front end and network, two times."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[SpeedLine, ...] = ()
        self._names = {"int8": self.tr("int8"), "fp32": self.tr("float")}
        self.setAccessibleName(self.tr("Honest speed, this computer"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_lines(self, lines: Sequence[SpeedLine]) -> None:
        """Show these."""
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        self.setAccessibleDescription("; ".join(self._said(line) for line in lines))
        self.updateGeometry()
        self.update()

    def _said(self, line: SpeedLine) -> str:
        words = self.tr("{precision}, {threads}: {half}, 19 of 20 under {most}")
        said = words.format(
            precision=self._names[line.precision],
            threads=self._threads(line.threads),
            half=self._time(line.p50),
            most=self._time(line.p95),
        )
        return f"{said}, {self.tr('recommended')}" if line.best else said

    def _threads(self, n: int) -> str:
        return self.tr("1 thread") if n == 1 else self.tr("{n} threads").format(n=n)

    def _time(self, ms: float | None) -> str:
        if ms is None:
            return DASH
        digits = 2 if ms < 1 else 1 if ms < 100 else 0
        return self.tr("{n} ms").format(n=QLocale().toString(ms, "f", digits))

    def sizeHint(self) -> QSize:
        """Heads and rows."""
        return QSize(theme.px(420), theme.px(HEAD) + theme.px(ROW) * len(self._lines))

    def minimumSizeHint(self) -> QSize:
        """Bars may be short."""
        return QSize(sum(self._columns()) + theme.px(60), self.sizeHint().height())

    def _columns(self) -> tuple[int, int, int, int]:
        """Widths of precision, threads and both times, from their words."""
        strong = QFontMetrics(theme.font("strong"))
        table = QFontMetrics(theme.font("table"))
        caption = QFontMetrics(theme.font("caption"))
        half = max(
            strong.horizontalAdvance("188.8 ms"), caption.horizontalAdvance(self._heads()[0])
        )
        most = max(table.horizontalAdvance("1888 ms"), caption.horizontalAdvance(self._heads()[1]))
        names = max(strong.horizontalAdvance(name) for name in self._names.values())
        return (
            names + 28, table.horizontalAdvance(self._threads(88)) + 16, half + 14, most + 22,
        )  # fmt: skip

    def _heads(self) -> tuple[str, str]:
        return self.tr("half of the time"), self.tr("19 of 20")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw heads and rows."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, threads, half, most = self._columns()
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        head, wide = theme.px(HEAD), self.width()
        painter.drawText(QRectF(wide - half - most, 0, half, head), right, self._heads()[0])
        painter.drawText(QRectF(wide - most, 0, most - 8, head), right, self._heads()[1])
        longest = 1.05 * min(  # a busy moment must not make all bars too short to compare
            max((line.p95 or 0.0 for line in self._lines), default=0.0),
            FAR * max((line.p50 or 0.0 for line in self._lines), default=0.0),
        )
        for place, line in enumerate(self._lines):
            box = QRectF(0, head + place * theme.px(ROW), wide, theme.px(ROW))
            if line.best:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(theme.color("soft"))
                painter.drawRoundedRect(box.adjusted(0, 2, 0, -2), 4, 4)
            self._words(painter, box, line)
            bar = QRectF(
                name + threads, box.center().y() - BAR / 2, wide - name - threads - half - most - 8,
                BAR,
            )  # fmt: skip
            self._bar(painter, bar, line, longest)

    def _words(self, painter: QPainter, box: QRectF, line: SpeedLine) -> None:
        name, _, half, most = self._columns()
        middle = Qt.AlignmentFlag.AlignVCenter
        right = middle | Qt.AlignmentFlag.AlignRight
        painter.setFont(theme.font("strong" if line.best else "body"))
        painter.setPen(theme.color("text"))
        painter.drawText(box.adjusted(10, 0, 0, 0), middle, self._names[line.precision])
        painter.setFont(theme.font("strong"))
        at_half = QRectF(box.width() - half - most, box.top(), half, box.height())
        painter.drawText(at_half, right, self._time(line.p50))
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        painter.drawText(box.adjusted(name, 0, 0, 0), middle, self._threads(line.threads))
        at_most = QRectF(box.width() - most, box.top(), most - 8, box.height())
        painter.drawText(at_most, right, self._time(line.p95))

    def _bar(self, painter: QPainter, bar: QRectF, line: SpeedLine, longest: float) -> None:
        if bar.width() <= 0:
            return
        if line.p50 is None or line.frontend is None or line.p95 is None or not longest:
            paint_bar(painter, bar, 0.0, theme.color("accent"))
            return
        paint_bar(painter, bar, line.p50 / longest, theme.color("accent"))
        front = QRectF(bar)
        front.setWidth(bar.width() * min(line.frontend, line.p50) / longest)
        painter.save()
        painter.setClipRect(front)
        whole = QRectF(bar)
        whole.setWidth(max(bar.height(), bar.width() * line.p50 / longest))
        painter.setBrush(theme.color("text3"))
        painter.drawRoundedRect(whole, BAR / 2, BAR / 2)
        painter.restore()
        at = bar.left() + bar.width() * min(1.0, line.p95 / longest)
        painter.setPen(QPen(theme.color("text"), 2))
        painter.drawLine(QPointF(at, bar.top() - 3), QPointF(at, bar.bottom() + 3))


class Swatch(QWidget):
    """The colour of a part of a bar, and what it is."""

    def __init__(self, token: str) -> None:
        super().__init__()
        self._token = token
        self.setFixedSize(theme.px(12), theme.px(8))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color(self._token))
        half = self.height() / 2
        painter.drawRoundedRect(QRectF(self.rect()), half, half)


class SpeedCard(Panel):
    """The speed table with its button, and what it recommends."""

    measure_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(self.tr("Honest speed, this computer"))
        self.head.insertWidget(0, IconView("speed", 18, "text2"))
        self._bar = Bar(self.tr("Measuring"))
        self._bar.setFixedWidth(theme.px(90))
        self.head.addWidget(self._bar)
        self.button = Button(self.tr("Measure"), icon="refresh", small=True)
        self.button.set_keys("B")
        self.button.clicked.connect(self._press)
        self.head.addWidget(self.button)
        self.bars = SpeedBars()
        self.body.addWidget(self.bars)
        self._legend = QWidget()
        row = QHBoxLayout(self._legend)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for token, words in (("text3", self.tr("front end")), ("accent", self.tr("network"))):
            row.addWidget(Swatch(token))
            row.addWidget(Label(words, "caption", "text2"))
            row.addSpacing(6)
        row.addStretch(1)
        self._when = Label("", "caption", "text2")
        row.addWidget(self._when)
        self.body.addWidget(self._legend)
        last = QHBoxLayout()
        last.setSpacing(8)
        self._icon = IconView("check", 15, "ok")
        self.sentence = Label("", "body", "text", wrap=True)
        last.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        last.addWidget(self.sentence, 1)
        self.body.addLayout(last)
        self.energy = Label("", "caption", "text3", wrap=True)
        self.body.addWidget(self.energy)
        self._speed: api.Speed | None = None
        self._measuring = False
        self._timer = QTimer(self, interval=AGAIN_MS)
        self._timer.timeout.connect(self._show_when)
        self._timer.start()

    def _press(self) -> None:
        (self.cancel_wanted if self._measuring else self.measure_wanted).emit()

    def show_state(self, state: DeployState, reason: str) -> None:
        """Show the table; ``reason`` says why nothing can be measured now."""
        self._speed, self._measuring = state.speed, state.measuring
        self.bars.set_lines(state.lines)
        self.bars.setVisible(bool(state.lines))
        self._legend.setVisible(bool(state.lines))
        self._bar.setVisible(state.measuring)
        self._bar.set_fraction(state.measured_share)
        again = self.tr("Measure again") if state.speed is not None else self.tr("Measure")
        self.button.setText(self.tr("Cancel") if state.measuring else again)
        self.button.set_icon_name("" if state.measuring else "refresh")
        self.button.set_reason("" if state.measuring else reason)
        self._show_when()
        self._show_sentence()

    def _show_sentence(self) -> None:
        speed = self._speed
        if speed is None:
            words = self.tr("Close other programs for a fair result.")
            if not self._measuring:
                words = self.tr("Not measured here yet: float and int8, on one thread and on more.")
            self._icon.set_icon("info", "text3")
            self.sentence.setText(words)
            self.energy.setVisible(False)
            return
        self._icon.set_icon("warning" if speed.busy else "check", "warn" if speed.busy else "ok")
        self.sentence.setText(self._recommendation(speed))
        joules = speed.best.joules_per_window
        words = self.tr("Energy is not told by this computer.")
        if joules is not None:
            millis = QLocale().toString(1000 * joules, "f", 2)
            words = self.tr("{n} mJ for one window, the whole processor.").format(n=millis)
        self.energy.setText(words)
        self.energy.setToolTip(speed.energy_reason)
        self.energy.setVisible(True)

    def _recommendation(self, speed: api.Speed) -> str:
        share = speed.row("int8").network_ms["p50"] / speed.row("fp32").network_ms["p50"] - 1
        percent = QLocale().toString(round(100 * abs(share)))
        threads = (
            self.tr("1 thread") if speed.threads == 1
            else self.tr("{n} threads").format(n=speed.threads)
        )  # fmt: skip
        said = []
        if speed.precision == "int8":
            said.append(self.tr("Recommended: int8 on {threads}.").format(threads=threads))
            if speed.is_clear:
                said.append(self.tr("It takes {n} % less time than float.").format(n=percent))
        else:
            said.append(self.tr("Recommended: float on {threads}.").format(threads=threads))
            if speed.is_clear:
                words = self.tr("On this computer int8 is {n} % slower.")
                said.append(words.format(n=percent))
        if not speed.is_clear:
            said.append(self.tr("Float and int8 differ by less than they vary."))
        factor = QLocale().toString(round(speed.real_time_factor))
        words = self.tr("{n} times faster than real time.")
        if speed.memory_bytes is not None:
            words = self.tr("{n} times faster than real time, {size} of memory.")
        size = bytes_words(speed.memory_bytes or 0)
        said.append(words.format(n=factor, size=size))
        if speed.busy:
            said.append(self.tr("Other programs were at work: close them and measure again."))
        return " ".join(said)

    def _show_when(self) -> None:
        speed = self._speed
        if speed is None:
            self._when.setText(self.tr("for one second of sound") if self._measuring else "")
            return
        unit, n = ago_parts(speed.measured_s)
        when = {
            "now": self.tr("measured just now"),
            "min": self.tr("measured {n} min ago"),
            "h": self.tr("measured {n} h ago"),
            "day": self.tr("measured {n} days ago"),
        }.get(unit, self.tr("measured more than a week ago"))
        seconds = QLocale().toString(speed.window_s, "g", 3)
        words = self.tr("for {n} s of sound").format(n=seconds)
        self._when.setText(f"{words}, {when.format(n=n)}")
