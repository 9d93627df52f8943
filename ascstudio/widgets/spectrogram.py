"""Sound as a picture: of a whole clip, of the last seconds, of a row in a table."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.widgets.controls import ARROWS, claims, focus_ring
from ascstudio.words import numeral

LOW_PERCENTILE, HIGH_PERCENTILE = 8.0, 99.7
AXIS_HZ = (125, 250, 500, 1000, 2000, 4000, 8000, 16000)
STEPS_S = (0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 120, 300, 600)


def levels(log_mel: NDArray[np.float32]) -> tuple[float, float]:
    """The values drawn darkest and brightest: the 8th and the 99.7th percentile."""
    low, high = (_percentile(log_mel, share) for share in (LOW_PERCENTILE, HIGH_PERCENTILE))
    return low, max(high, low + 1e-6)


def _percentile(values: NDArray[np.float32], percent: float) -> float:
    """As ``np.percentile``, at a fifth of its price for the few columns of one frame."""
    place = percent / 100 * (values.size - 1)
    below = int(place)
    ends = np.partition(values, (below, min(below + 1, values.size - 1)), axis=None)
    first, second = float(ends[below]), float(ends[min(below + 1, values.size - 1)])
    return first + (second - first) * (place - below)


def indices(log_mel: NDArray[np.float32], low: float, high: float) -> NDArray[np.uint8]:
    """Values as positions 0 to 255 in a look-up table, highest band in the first row.

    Args:
        log_mel: (F, T).
        low: value of position 0.
        high: value of position 255.

    Returns:
        (F, T) uint8.
    """
    scaled = (log_mel[::-1] - low) * (255.0 / (high - low))
    return np.clip(scaled, 0, 255).astype(np.uint8)


def spectrogram_image(log_mel: NDArray[np.float32], colour_map: str = "") -> QImage:
    """A log-mel (F, T) as a picture of T by F pixels, coloured for the theme in force."""
    pixels = theme.spectrogram_lut(colour_map)[indices(log_mel, *levels(log_mel))]
    return _image(np.ascontiguousarray(pixels))


def _image(pixels: NDArray[np.uint32]) -> QImage:
    height, width = pixels.shape
    # copied because the array dies with this function and QImage does not keep it alive
    return QImage(pixels.data, width, height, width * 4, QImage.Format.Format_RGB32).copy()


class SpectrogramThumb(QWidget):
    """A small spectrogram; a grey block until there is one.

    Args:
        name: which clip, for screen readers.
        width: pixels.
        height: pixels.
    """

    def __init__(self, name: str, width: int = 76, height: int = 24) -> None:
        super().__init__()
        self._log_mel: NDArray[np.float32] | None = None
        self._image: QImage | None = None
        self._drawn_for = ""
        self.setAccessibleName(name)
        self.setFixedSize(width, height)

    def set_log_mel(self, log_mel: NDArray[np.float32] | None) -> None:
        """Show a clip's log-mel (F, T), or the grey block."""
        self._log_mel, self._image = log_mel, None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture with round corners."""
        painter = QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        box = QRectF(self.rect())
        path = QPainterPath()
        path.addRoundedRect(box, 3, 3)
        painter.setClipPath(path)
        painter.fillRect(box, theme.color("bg3"))
        if self._log_mel is None:
            return
        if self._image is None or self._drawn_for != theme.map_in_force():
            self._image = spectrogram_image(self._log_mel)
            self._drawn_for = theme.map_in_force()
        painter.drawImage(box, self._image)


@lru_cache(maxsize=16)
def _margins(_family: str, _scale: float) -> tuple[int, int]:
    """Measured once for each font: a moving picture asks several times a frame."""
    metrics = QFontMetrics(theme.font("caption"))
    return metrics.horizontalAdvance("16k") + 14, metrics.height() + 4


class Axes:
    """Frequencies at the left and seconds below: where they stand and how they are drawn."""

    def __init__(self) -> None:
        self.frequencies_hz: NDArray[np.float64] = np.zeros(0)

    @staticmethod
    def margins() -> tuple[int, int]:
        """Room for the numbers: pixels at the left and below."""
        return _margins(QApplication.font().family(), theme.text_scale())

    def paint_frequencies(self, painter: QPainter, plot: QRectF) -> None:
        """Draw the frequencies at the left of the plot."""
        if self.frequencies_hz.size < 2:
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        bands = np.arange(self.frequencies_hz.size)
        height = painter.fontMetrics().height()
        last = plot.bottom() + height
        for hz in AXIS_HZ:
            if not self.frequencies_hz[0] <= hz <= self.frequencies_hz[-1]:
                continue
            band = float(np.interp(hz, self.frequencies_hz, bands))
            y = plot.bottom() - plot.height() * (band + 0.5) / bands.size
            if last - y < height:  # would touch the number below it
                continue
            last = y
            words = f"{hz // 1000}k" if hz >= 1000 else str(hz)
            room = QRectF(0, y - height / 2, plot.left() - 8, height)
            right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
            painter.drawText(room, right, words)
            painter.drawLine(QPointF(plot.left() - 4, y), QPointF(plot.left() - 1, y))

    @staticmethod
    def paint_seconds(painter: QPainter, plot: QRectF, start_s: float, end_s: float) -> None:
        """Draw the seconds below the plot."""
        span = end_s - start_s
        if span <= 0:
            return
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text3"))
        metrics = painter.fontMetrics()
        wanted = max(2.0, plot.width() / (metrics.horizontalAdvance("−00.0 s") + 18))
        step = next((s for s in STEPS_S if span / s <= wanted), STEPS_S[-1])
        first = np.ceil(start_s / step + 1e-6) * step
        for second in np.arange(first, end_s - step * 0.05, step):
            x = plot.left() + plot.width() * (second - start_s) / span
            words = f"{abs(second):g}" if start_s >= 0 else f"−{abs(second):g} s"
            width = metrics.horizontalAdvance(words)
            if x + width / 2 > plot.right():
                continue
            painter.drawText(QRectF(x - width / 2, plot.bottom() + 3, width + 2, 20), 0, words)


class SpectrogramView(QWidget):
    """A clip: spectrogram, seconds, wave, play cursor. A click or the arrows seek.

    Args:
        name: what is shown, for screen readers.
    """

    seeked = Signal(float)
    WAVE = 44

    def __init__(self, name: str) -> None:
        super().__init__()
        self._axes = Axes()
        self._log_mel: NDArray[np.float32] | None = None
        self._peaks: NDArray[np.float32] = np.zeros((0, 2), np.float32)
        self._duration_s, self._cursor_s = 0.0, 0.0
        self._sentence = ""
        self._image: QImage | None = None
        self._drawn_for = ""
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumSize(theme.px(200), theme.px(120))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """The player of the Library."""
        return QSize(theme.px(600), theme.px(180))

    def set_sound(
        self,
        log_mel: NDArray[np.float32],
        peaks: NDArray[np.float32],
        duration_s: float,
        frequencies_hz: NDArray[np.floating],
    ) -> None:
        """Show a clip.

        Args:
            log_mel: (F, T).
            peaks: (n, 2) lowest and highest sample of n equal stretches, -1 to 1.
            duration_s: length.
            frequencies_hz: (F,) centre of each band, ascending.
        """
        self._log_mel, self._peaks = log_mel, peaks
        self._duration_s, self._cursor_s = duration_s, 0.0
        self._axes.frequencies_hz = np.asarray(frequencies_hz, np.float64)
        self._image = None
        self._describe()
        self.update()

    def set_cursor(self, time_s: float) -> None:
        """Move the play cursor."""
        if time_s != self._cursor_s:
            self._cursor_s = time_s
            self._describe()
            self.update()

    def clear(self, sentence: str = "") -> None:
        """Show nothing but a sentence that says what to do."""
        self._log_mel, self._image, self._sentence = None, None, sentence
        self._duration_s = 0.0
        self.setAccessibleDescription(sentence)
        self.update()

    def _describe(self) -> None:
        at, whole = numeral(self._cursor_s, ".1f"), numeral(self._duration_s, ".1f")
        self.setAccessibleDescription(f"{at} s / {whole} s")

    def _plot(self) -> QRectF:
        left, below = self._axes.margins()
        wave = self.WAVE if self.height() > theme.px(130) else 0
        return QRectF(left, 0, self.width() - left, self.height() - below - wave)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Seek to where was clicked."""
        self._seek(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the cursor; without a button, read time and frequency."""
        if event.buttons() & Qt.MouseButton.LeftButton:
            self._seek(event)
            return
        plot = self._plot()
        if self._log_mel is None or not plot.contains(event.position()):
            self.setToolTip("")
            return
        across = (event.position().x() - plot.left()) / plot.width()
        up = (plot.bottom() - event.position().y()) / plot.height()
        n_bands, n_frames = self._log_mel.shape
        band = min(n_bands - 1, int(up * n_bands))
        value = self._log_mel[band, min(n_frames - 1, int(across * n_frames))]
        hz = self._axes.frequencies_hz[band] if self._axes.frequencies_hz.size > band else 0
        at = numeral(across * self._duration_s, ".2f")
        self.setToolTip(f"{at} s · {numeral(hz, ',.0f')} Hz · {numeral(value, '.1f')}")

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right move the cursor by a second, with Shift by a tenth."""
        step = 0.1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1.0
        if event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._duration_s:
            way = step if event.key() == Qt.Key.Key_Right else -step
            self._go(self._cursor_s + way)
            return
        super().keyPressEvent(event)

    def _seek(self, event: QMouseEvent) -> None:
        plot = self._plot()
        if self._duration_s:
            across = (event.position().x() - plot.left()) / plot.width()
            self._go(across * self._duration_s)

    def _go(self, time_s: float) -> None:
        self.set_cursor(min(self._duration_s, max(0.0, time_s)))
        self.seeked.emit(self._cursor_s)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw picture, axes, wave, cursor."""
        painter = QPainter(self)
        plot = self._plot()
        painter.fillRect(self.rect(), theme.color("plot"))
        if self._log_mel is None:
            painter.setFont(theme.font("table"))
            painter.setPen(theme.color("text3"))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(QRectF(self.rect()).adjusted(20, 8, -20, -8), flags, self._sentence)
        else:
            self._paint_sound(painter, plot)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()), 3)

    def _paint_sound(self, painter: QPainter, plot: QRectF) -> None:
        if self._log_mel is None:
            return
        if self._image is None or self._drawn_for != theme.map_in_force():
            self._image = spectrogram_image(self._log_mel)
            self._drawn_for = theme.map_in_force()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(plot, self._image)
        self._axes.paint_frequencies(painter, plot)
        self._axes.paint_seconds(painter, plot, 0.0, self._duration_s)
        _, below = self._axes.margins()
        wave = QRectF(plot.left(), plot.bottom() + below, plot.width(), self.WAVE)
        if wave.bottom() <= self.height() + 1 and len(self._peaks):
            self._paint_wave(painter, wave)
        x = plot.left() + plot.width() * self._cursor_s / max(self._duration_s, 1e-9)
        painter.fillRect(QRectF(x - 0.75, 0, 1.5, self.height()), theme.color("text"))

    def _paint_wave(self, painter: QPainter, box: QRectF) -> None:
        painter.setPen(QPen(theme.color("accent"), 1))
        middle, half = box.center().y(), box.height() / 2 - 2
        loudest = float(np.abs(self._peaks).max()) or 1.0
        columns = int(box.width())
        edges = np.linspace(0, len(self._peaks), columns + 1).astype(int)
        for column in range(columns):
            part = self._peaks[edges[column] : max(edges[column] + 1, edges[column + 1])]
            low, high = float(part[:, 0].min()) / loudest, float(part[:, 1].max()) / loudest
            x = box.left() + column + 0.5
            painter.drawLine(
                QPointF(x, middle - high * half), QPointF(x, max(middle - low * half, middle))
            )
