"""*Show evidence*: the last seconds held still, dimmed where no decision came from."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages import Context
from ascstudio.pages.live.evidence_search import EvidenceSearch, EvidenceState
from ascstudio.project.sounds import band_centres_hz
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import ARROWS, claims, focus_ring
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.spectrogram import Axes, indices, levels
from ascstudio.widgets.texts import Label
from ml_core import api

DIMMED = 0.35  # of its brightness is left to what made no decision


class EvidencePanel(QWidget):
    """Takes the spectrogram's place while evidence is shown.

    Args:
        context: of the page.
    """

    closed = Signal()
    """The user has seen enough."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.presenter = EvidenceSearch(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.picture = EvidencePicture()
        self.picture.chosen.connect(self._choose)
        column.addWidget(self.picture, 1)
        self.bar = Bar(self.tr("Explained so far"), 3)
        column.addWidget(self.bar)
        self.sentence = Label("", "table", "text2", wrap=True)
        column.addWidget(self.sentence)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.buttons = {
            "evidence": Button(self.tr("Hear the evidence"), "normal", "play", small=True),
            "rest": Button(self.tr("The rest"), "normal", "play", small=True),
            "all": Button(self.tr("All of it"), "normal", "play", small=True),
        }
        for part, button in self.buttons.items():
            button.clicked.connect(lambda _=False, part=part: self.presenter.play(part))
            row.addWidget(button)
        row.addStretch(1)
        self.back = Button(self.tr("Go on listening"), "ghost", "live", small=True)
        self.back.clicked.connect(self.close_evidence)
        row.addWidget(self.back)
        column.addLayout(row)
        self.presenter.changed.connect(self.show_state)
        self.destroyed.connect(self.presenter.shut_down)
        self.show_state(self.presenter.state)

    def show_sound(self, samples: NDArray[np.float32], rate_hz: int, bundle: "api.Bundle") -> None:
        """Look for the evidence in what was just heard.

        Args:
            samples: (T,) the last seconds.
            rate_hz: of the samples: the bundle's.
            bundle: that decided.
        """
        if rate_hz == bundle.manifest.front_end.sample_rate_hz:
            self.presenter.search(samples, bundle)

    def close_evidence(self) -> None:
        """Look no further; the page shows the moving spectrogram again."""
        self.presenter.stop()
        self.closed.emit()

    def show_state(self, state: EvidenceState) -> None:
        """The only place that changes the widgets after construction."""
        self.picture.show_state(state)
        self.bar.setVisible(not state.done)
        self.bar.set_fraction(state.n_found / len(state.windows) if state.windows else None)
        self.sentence.setText(self.presenter.sentence())
        none = "" if state.n_found else self.tr("There is no evidence yet.")
        for part, button in self.buttons.items():
            nothing = self.tr("Nothing was heard yet.") if not state.windows else ""
            button.set_reason(nothing if part == "all" else none)

    def _choose(self, window: int) -> None:
        self.presenter.choose(None if window < 0 else window)


class EvidencePicture(QWidget):
    """A spectrogram of a few seconds; one of them can be chosen, by a click or with the arrows."""

    chosen = Signal(int)
    """A second, from the oldest on; -1: all."""

    def __init__(self) -> None:
        super().__init__()
        self._axes = Axes()
        self._state = EvidenceState()
        self._image: QImage | None = None
        self._drawn_for: tuple[object, ...] = ()
        self.setAccessibleName(self.tr("Evidence"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(theme.px(200), theme.px(80))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Little: it takes what room there is, and the page asks for no more than this."""
        return QSize(theme.px(600), theme.px(100))

    def show_state(self, state: EvidenceState) -> None:
        """Show what was found so far."""
        self._state = state
        if state.log_mel is not None:
            n_mels = len(state.log_mel)
            self._axes.frequencies_hz = np.asarray(
                band_centres_hz(n_mels, *state.frequencies), np.float64
            )
        n = len(state.windows)
        said = self.tr("All {n} seconds").format(n=n)
        if state.chosen is not None:
            said = self.tr("Second {k} of {n}").format(k=state.chosen + 1, n=n)
        self.setAccessibleDescription(said)
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the second under the pointer; once more: all of them."""
        plot, n = self._plot(), len(self._state.windows)
        if n and plot.contains(event.position()):
            place = int((event.position().x() - plot.left()) / plot.width() * n)
            place = min(n - 1, place)
            self.chosen.emit(-1 if place == self._state.chosen else place)

    def event(self, event: QEvent) -> bool:
        """Keep the keys used here from shortcuts."""
        return claims(event, ARROWS) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and Right walk over the seconds, Up and Down go back to all of them."""
        n, now = len(self._state.windows), self._state.chosen
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))
        if step is not None and n:
            begin = n if step < 0 else -1
            self.chosen.emit(min(n - 1, max(0, (begin if now is None else now) + step)))
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.chosen.emit(-1)
        else:
            super().keyPressEvent(event)

    def _plot(self) -> QRectF:
        left, below = self._axes.margins()
        return QRectF(left, 2, max(1, self.width() - left - 2), max(1, self.height() - below - 2))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the picture, what is bright in it, the axes, the chosen second."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("plot"))
        state, plot = self._state, self._plot()
        if state.log_mel is None:
            return
        key = (theme.map_in_force(), state.windows)
        if self._image is None or self._drawn_for != key:
            self._image, self._drawn_for = evidence_image(state), key
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(plot, self._image)
        self._axes.paint_frequencies(painter, plot)
        self._axes.paint_seconds(painter, plot, -state.span_s, 0.0)
        if state.chosen is not None:
            wide = plot.width() / len(state.windows)
            box = QRectF(plot.left() + state.chosen * wide, plot.top(), wide, plot.height())
            painter.setPen(QPen(theme.color("accent"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        if self.hasFocus():
            focus_ring(painter, QRectF(self.rect()), 4)


def evidence_image(state: EvidenceState) -> QImage:
    """The picture: all of it as it is where nothing is known yet, else dimmed but for evidence."""
    assert state.log_mel is not None
    values = indices(state.log_mel, *levels(state.log_mel))
    pixels = theme.spectrogram_lut()[values]
    bright = np.ones(state.log_mel.shape, bool)
    width = state.log_mel.shape[1] // len(state.windows)
    for n, one in enumerate(state.windows):
        if one is not None:
            bright[:, n * width : (n + 1) * width] = one.mask > 0
    ground = theme.color("plot")
    dark = bright[::-1] == 0
    mixed = np.full(pixels.shape, 0xFF000000, np.uint32)
    for shift, base in ((16, ground.red()), (8, ground.green()), (0, ground.blue())):
        channel = (pixels >> np.uint32(shift)) & np.uint32(0xFF)
        faded = (DIMMED * channel + (1 - DIMMED) * base).astype(np.uint32)
        mixed |= np.where(dark, faded, channel).astype(np.uint32) << np.uint32(shift)
    height, across = len(mixed), len(mixed[0])
    # copied because the array dies with this function and QImage does not keep it alive
    return QImage(mixed.data, across, height, across * 4, QImage.Format.Format_RGB32).copy()
