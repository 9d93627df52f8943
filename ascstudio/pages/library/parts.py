"""Parts of the Library: the player, the drop area, hints of the empty page."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.project.sounds import ClipPlayer, ClipSound
from ascstudio.widgets.buttons import IconButton
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.spectrogram import SpectrogramView
from ascstudio.widgets.texts import ElidedLabel, Label
from ml_core import api


class PlayerBar(QWidget):
    """Play button, time, name, and the spectrogram with its play cursor."""

    def __init__(self, player: ClipPlayer) -> None:
        super().__init__()
        self._player = player
        self.setFixedHeight(theme.px(222))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 8, 4)
        column.setSpacing(4)
        bar = QHBoxLayout()
        bar.setSpacing(8)
        self.play_button = IconButton("play-fill", self.tr("Play"), keys=self.tr("Space"))
        self.play_button.clicked.connect(player.toggle)
        self._time = Label("", "strong")
        self._length = Label("", "body", "text3")
        self.heard = ElidedLabel("", "table", "text3", "middle")
        bar.addWidget(self.play_button)
        bar.addWidget(self._time)
        bar.addWidget(self._length)
        bar.addStretch(1)
        bar.addWidget(self.heard)
        column.addLayout(bar)
        self.spectrogram = SpectrogramView(self.tr("Spectrogram of the clip"))
        self.spectrogram.seeked.connect(player.seek)
        column.addWidget(self.spectrogram, 1)
        player.loading.connect(self._on_loading)
        player.loaded.connect(self._on_loaded)
        player.failed.connect(self._on_failed)
        player.moved.connect(self._on_moved)
        player.playing_changed.connect(self._on_playing)

    def clear(self, sentence: str) -> None:
        """Show nothing but what to do."""
        self.spectrogram.clear(sentence)
        self._time.setText("")
        self._length.setText("")

    def _on_loading(self, clip: "api.ClipRow") -> None:
        self.heard.setText(self.tr("Reading {name}").format(name=clip.path.name))

    def _on_loaded(self, sound: ClipSound) -> None:
        self.heard.setText(sound.clip.path.name)
        self.spectrogram.set_sound(
            sound.log_mel, sound.peaks, sound.duration_s, sound.frequencies_hz
        )
        self._show_time(0.0, sound.duration_s)

    def _on_failed(self, error: "api.AscError") -> None:
        if self._player.sound is None:
            self.clear(str(error))
        self.heard.setText(error.message)

    def _on_moved(self, time_s: float) -> None:
        sound = self._player.sound
        if sound is not None and self.isVisible():
            self.spectrogram.set_cursor(min(time_s, sound.duration_s))
            self._show_time(min(time_s, sound.duration_s), sound.duration_s)

    def _on_playing(self, playing: bool) -> None:
        self.play_button.set_icon_name("pause" if playing else "play-fill")
        words = self.tr("Pause") if playing else self.tr("Play")
        self.play_button.set_name(words, self.tr("Space"))

    def _show_time(self, time_s: float, duration_s: float) -> None:
        self._time.setText(clock(time_s))
        self._length.setText(f"/ {clock(duration_s)}")


class DropArea(QWidget):
    """A dashed frame that says: here."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(theme.px(520), theme.px(300))
        self.setMaximumSize(theme.px(720), theme.px(400))

    def sizeHint(self) -> QSize:
        """As large as it may be."""
        return self.maximumSize()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(theme.color("ctl"), 1.5)
        pen.setDashPattern([5, 4])
        painter.setPen(pen)
        painter.setBrush(theme.color("bg2"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 10, 10)


def hint_box(icon: str, title: str, sentence: str) -> QWidget:
    """An icon, a bold line and a sentence, in a column of fixed width."""
    box = QWidget()
    box.setFixedWidth(theme.px(222))
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(IconView(icon, 18))
    head.addWidget(Label(title, "strong"))
    head.addStretch(1)
    column.addLayout(head)
    column.addWidget(Label(sentence, "table", "text3", wrap=True))
    column.addStretch(1)
    return box


def clock(time_s: float) -> str:
    """``0:03.42``."""
    return f"{int(time_s // 60)}:{time_s % 60:05.2f}"
