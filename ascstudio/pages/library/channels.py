"""Which channel of recordings with several is heard, seen and learned from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.texts import Label
from ml_core import api

_MIXED = -1  # what the field keeps for "all of them"


class ChannelChoice(QWidget):
    """A field that is there only where a selected recording has several channels."""

    wanted = Signal(object)
    """Number of the channel from 0; None mixes all."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self.tr("Channel"), "table", "text3"))
        row.addStretch(1)
        self.field = ComboBox(self.tr("Channel"))
        self.field.activated.connect(self._on_chosen)
        row.addWidget(self.field)
        self._shown: tuple[int, set[int | None]] = (1, set())

    def show_clips(self, clips: Sequence[api.ClipRow]) -> None:
        """Offer the channels that all of these have."""
        several = [clip for clip in clips if clip.channels > 1]
        n = min((clip.channels for clip in several), default=1)
        chosen = {clip.channel for clip in several}
        self.setVisible(n > 1)
        if (n, chosen) == self._shown:
            return
        self._shown = n, chosen
        self.field.clear()
        self.field.addItem(self.tr("All, mixed"), _MIXED)
        names = [self.tr("Left"), self.tr("Right")] if n == 2 else []
        for channel in range(n):
            words = self.tr("Channel {n}").format(n=channel + 1)
            self.field.addItem(names[channel] if names else words, channel)
        same = len(chosen) == 1
        self.field.setCurrentIndex(self._place(next(iter(chosen))) if same else -1)
        self.field.setPlaceholderText("" if same else self.tr("different"))

    def _place(self, channel: int | None) -> int:
        return self.field.findData(_MIXED if channel is None else channel)

    def _on_chosen(self, at: int) -> None:
        channel = int(self.field.itemData(at))
        self.wanted.emit(None if channel == _MIXED else channel)
