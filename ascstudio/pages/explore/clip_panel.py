"""What is chosen on the map: one clip to see and hear, or what many have in common."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.colouring import no_scene, state_title
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import ClipPlayer, ClipSound
from ascstudio.theme import Mark, scene_title
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.spectrogram import SpectrogramView
from ascstudio.widgets.texts import ElidedLabel, FactsTable, Label, Separator
from ascstudio.words import numeral
from ml_core import api


class ClipPanel(QWidget):
    """The chosen clip: name, scene, spectrogram, facts and where to go with it."""

    play_wanted = Signal()
    label_wanted = Signal()
    library_wanted = Signal()
    similar_wanted = Signal()

    def __init__(self, player: ClipPlayer) -> None:
        super().__init__()
        self._clip: api.ClipRow | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.subject = ElidedLabel("", "section", "text", "middle")
        self._mark = MarkView(None, "")
        self.spectrogram = SpectrogramView(self.tr("Spectrogram of the clip"))
        self.spectrogram.setFixedHeight(theme.px(150))
        self.spectrogram.seeked.connect(player.seek)
        column.addWidget(self.subject)
        column.addWidget(self._mark)
        column.addWidget(self.spectrogram)
        self.play_button = Button(self.tr("Play"), "normal", "play", small=True)
        self.play_button.clicked.connect(self.play_wanted)
        self.similar_button = Button(self.tr("Find similar"), "normal", "similar", small=True)
        self.similar_button.clicked.connect(self.similar_wanted)
        self.label_button = Button(self.tr("Open in Label"), "normal", "label", small=True)
        self.label_button.clicked.connect(self.label_wanted)
        self.library_button = Button(self.tr("Show in Library"), "normal", "library", small=True)
        self.library_button.clicked.connect(self.library_wanted)
        buttons = QVBoxLayout()
        buttons.setSpacing(6)
        for button in (
            self.play_button, self.similar_button, self.label_button, self.library_button,
        ):  # fmt: skip
            buttons.addWidget(button)
        column.addLayout(buttons)
        self._facts = FactsTable()
        column.addWidget(self._facts)
        self._line = Separator()
        self._many = Label("", "strong")
        self._shared = FactsTable()
        for part in (self._line, self._many, self._shared):
            column.addWidget(part)
        player.loaded.connect(self._on_loaded)
        player.moved.connect(self._on_moved)
        player.playing_changed.connect(self._on_playing)
        player.failed.connect(self._on_failed)
        self._player = player

    def show_clip(self, clip: "api.ClipRow | None", mark: Mark, reason: str) -> None:
        """Show a clip, or that none is chosen; ``reason`` says why its buttons are off."""
        self._clip = clip
        self.subject.setText(clip.path.name if clip is not None else self.tr("No clip chosen"))
        self._mark.setVisible(clip is not None)
        if clip is None:
            self.spectrogram.clear(self.tr("Click a mark to see and hear it."))
        else:
            self._mark.set_mark(mark, scene_title(clip.scene) if clip.scene else no_scene())
        self._facts.set_facts(self._facts_of(clip) if clip is not None else [])
        for button in (
            self.play_button, self.similar_button, self.label_button, self.library_button,
        ):  # fmt: skip
            button.set_reason(reason)

    def show_many(self, title: str, facts: Sequence[tuple[str, str]]) -> None:
        """What all picked clips have in common; nothing without a title."""
        for part in (self._line, self._many, self._shared):
            part.setVisible(bool(title))
        self._many.setText(title)
        self._shared.set_facts(facts)

    def _facts_of(self, clip: "api.ClipRow") -> list[tuple[str, str]]:
        place = [clip.city, clip.location]
        places = " · ".join(api.display_name(one) for one in place if one)
        return [
            (self.tr("State"), state_title(clip.state)),
            (self.tr("Device"), device_title(clip.device) if clip.device else "—"),
            (self.tr("Location"), places or "—"),
            (self.tr("Split"), told(api.display_name(clip.split)) if clip.split else "—"),
            (self.tr("Length"), self.tr("{s} s").format(s=numeral(clip.duration_s, ".1f"))),
        ]

    def _on_loaded(self, sound: ClipSound) -> None:
        if self._clip is not None and sound.clip.segment_id == self._clip.segment_id:
            self.spectrogram.set_sound(
                sound.log_mel, sound.peaks, sound.duration_s, sound.frequencies_hz
            )

    def _on_failed(self, error: "api.AscError") -> None:
        if self.isVisible() and self._player.sound is None:
            self.spectrogram.clear(told(str(error)))

    def _on_moved(self, time_s: float) -> None:
        if self.isVisible():
            self.spectrogram.set_cursor(time_s)

    def _on_playing(self, playing: bool) -> None:
        self.play_button.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play_button.set_icon_name("pause" if playing else "play")
