"""The clip under the pointer, beside its point."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.project.clip_model import device_title
from ascstudio.project.sounds import Thumbnails
from ascstudio.theme import Mark, scene_title
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.spectrogram import SpectrogramThumb
from ascstudio.widgets.texts import ElidedLabel, Label
from ml_core import api


class HoverCard(QFrame):
    """Scene, name, spectrogram, device and place of a clip.

    Args:
        over: the map it stands on.
        thumbnails: what clips look like.
    """

    def __init__(self, over: QWidget, thumbnails: Thumbnails) -> None:
        super().__init__(over)
        self.setObjectName("floating")
        self._over = over
        self._thumbnails = thumbnails
        self.segment_id = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(10, 8, 10, 8)
        column.setSpacing(6)
        self._mark = MarkView(None, "", "strong")
        self._name = ElidedLabel("", "table", "text3", "middle")
        self._name.setMaximumWidth(theme.px(70))
        self.thumb = SpectrogramThumb(self.tr("Spectrogram"), theme.px(216), theme.px(64))
        self._below = ElidedLabel("", "table", "text3")
        self._sound = QWidget()
        sound = QHBoxLayout(self._sound)
        sound.setContentsMargins(0, 0, 0, 0)
        sound.setSpacing(5)
        sound.addWidget(IconView("speaker", 15, "accent"))
        sound.addWidget(Label(self.tr("1 s"), "table", "text2"))
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(self._mark, 1)
        head.addWidget(self._name)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._below, 1)
        foot.addWidget(self._sound)
        column.addLayout(head)
        column.addWidget(self.thumb)
        column.addLayout(foot)
        self.setFixedWidth(theme.px(238))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        thumbnails.arrived.connect(self._on_thumbnail)
        self.hide()

    def show_clip(self, clip: "api.ClipRow", mark: Mark, none: str, *, heard: bool) -> None:
        """Show another clip.

        Args:
            clip: what is under the pointer.
            mark: of its scene.
            none: words for a clip without a scene.
            heard: whether its sound will follow.
        """
        self.segment_id = clip.segment_id
        self._mark.set_mark(mark, scene_title(clip.scene) if clip.scene else none)
        self._name.setText(clip.path.stem)
        facts = [device_title(clip.device)] if clip.device else []
        place = clip.city or clip.location
        facts += [api.display_name(place)] if place else []
        self._below.setText(" · ".join(facts))
        self._sound.setVisible(heard)
        self.thumb.set_log_mel(self._thumbnails.get(clip))

    def place(self, point: QPoint) -> None:
        """Stand beside a point, inside the map."""
        self.show()  # only then its words know how large they are
        self.raise_()
        column = self.layout()
        if column is not None:
            column.activate()
        self.adjustSize()
        right = self._over.width() - self.width() - 8
        below = self._over.height() - self.height() - 8
        left = point.x() + 16 if point.x() + 16 <= right else point.x() - self.width() - 16
        self.move(max(8, left), max(8, min(point.y() + 12, below)))

    def _on_thumbnail(self, segment_id: int) -> None:
        if self.isVisible() and self.segment_id == segment_id:
            self.thumb.set_log_mel(self._thumbnails.known(segment_id))
