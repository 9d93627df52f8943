"""Parts of Teach: the dialog that takes clips instead, and what a place would take."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.teach.state import LIMIT, Closeness
from ascstudio.theme import Mark, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.marks import MarkView, mark_icon
from ascstudio.widgets.meters import paint_bar
from ascstudio.widgets.texts import Label
from ascstudio.words import numeral


class ClipsDialog(QDialog):
    """Name of the place, and which clips stand for it."""

    def __init__(
        self,
        scenes: Sequence[tuple[str, Mark, int]],
        n_selected: int,
        name: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("floating")
        self.setWindowTitle(self.tr("Teach from clips"))
        self.setModal(True)
        self.setMinimumWidth(theme.px(640))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 18, 24, 16)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Teach from clips"), "title"))
        column.addWidget(Label(self.tr("Name of the place"), "table", "text2"))
        self.name = QLineEdit(name)
        self.name.setAccessibleName(self.tr("Name of the place"))
        self.name.textChanged.connect(self._judge)
        column.addWidget(self.name)
        column.addWidget(Label(self.tr("Clips that stand for it"), "table", "text2"))
        self.scene = ComboBox(self.tr("Clips that stand for it"))
        if n_selected:
            words = self.tr("{n} clips selected in the Library").format(n=n_selected)
            self.scene.addItem(words, None)
        for scene, mark, n in scenes:
            words = self.tr("{scene}, {n} clips").format(scene=scene_title(scene), n=n)
            self.scene.addItem(mark_icon(mark), words, scene)
        column.addWidget(self.scene)
        column.addWidget(
            Label(
                self.tr("The clips stay as they are; only their sound is listened to."),
                "table",
                "text3",
                wrap=True,
            )
        )
        column.addSpacing(6)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.use_button = Button(self.tr("Check the effect"), "primary", "arrow-right")
        self.use_button.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.use_button)
        column.addLayout(foot)
        self._judge()

    def _judge(self) -> None:
        named = bool(self.name.text().strip())
        self.use_button.set_reason("" if named else self.tr("Give the place a name first."))


class TakenRow(QWidget):
    """A known scene and what share of it would go to the new place; a line marks the limit."""

    def __init__(self, row: Closeness, full: float) -> None:
        super().__init__()
        self._share = row.share
        over = row.share > LIMIT
        percent = f"{numeral(100 * row.share, '.1f')} %"
        self.setAccessibleName(f"{row.name}: {percent}")
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        mark = MarkView(row.mark, row.name, "body")
        mark.setFixedWidth(theme.px(170))
        line.addWidget(mark)
        line.addWidget(_TakenBar(row.share, full, percent), 1)
        number = Label(percent, "strong" if over else "body", "warn" if over else "text")
        number.setFixedWidth(theme.px(64))
        number.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(number)


class _TakenBar(QWidget):
    """A share on a scale all rows have in common, with a line at the limit of 1 %."""

    def __init__(self, share: float, full: float, words: str) -> None:
        super().__init__()
        self._share, self._full = share, full
        self.setAccessibleName(words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A bar and its line."""
        return QSize(theme.px(200), theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar and the limit."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(0, self.height() / 2 - 4, self.width(), 8)
        token = "warn_fill" if self._share > LIMIT else "ctl"
        paint_bar(painter, box, min(1.0, self._share / self._full), theme.color(token))
        x = self.width() * LIMIT / self._full
        painter.fillRect(QRectF(x, 1, 1, self.height() - 2), theme.color("text2"))
