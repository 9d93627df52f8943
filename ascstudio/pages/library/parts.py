"""What stands where there are no clips: the empty Library, and filters that leave none."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.project.clip_table import Facet
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.messages import EmptyState, IconView
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import counted, plain

HINT_WIDTH, HINT_GAP = 222, 27  # together as wide as the drop area


class EmptyLibrary(QWidget):
    """Where to drop recordings, and three things one should know before.

    Args:
        choose_folder: asks for a folder.
        choose_meta: asks for a table.

    Attributes:
        state: the question and its two answers.
    """

    def __init__(self, choose_folder: Callable[[], None], choose_meta: Callable[[], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addStretch(1)
        drop = DropArea()
        inside = QVBoxLayout(drop)
        self.state = EmptyState(
            "import",
            self.tr("Bring your recordings in"),
            self.tr(
                "Drop a folder or files here. One folder per scene is enough: ASC Studio reads"
                " the folder names as scenes. Nothing leaves this computer."
            ),
            (self.tr("Choose a folder…"), choose_folder),
            (self.tr("Import a meta.csv…"), choose_meta),
        )
        inside.addWidget(self.state)
        line = QHBoxLayout()  # as wide as it may be, in the middle
        line.addStretch(1)
        line.addWidget(drop, 100)
        line.addStretch(1)
        column.addLayout(line, 4)
        column.addSpacing(20)
        self._hints = QHBoxLayout()
        self._hints.setSpacing(HINT_GAP)
        for icon, title, sentence in self._hint_words():
            self._hints.addWidget(hint_box(icon, title, sentence))
        middle = QHBoxLayout()
        middle.addStretch(1)
        middle.addLayout(self._hints)
        middle.addStretch(1)
        column.addLayout(middle)
        column.addStretch(1)

    def _hint_words(self) -> list[tuple[str, str, str]]:
        return [
            (
                "file-audio",
                self.tr("Any sound file"),
                self.tr("WAV, FLAC, OGG or MP3, 8 to 192 kHz, any number of channels."),
            ),
            (
                "location",
                self.tr("Places stay together"),
                self.tr("Clips of one place never end up in both training and test."),
            ),
            (
                "lock",
                self.tr("Your files stay where they are"),
                self.tr("The project keeps a reference. Tick Copy to keep them inside it."),
            ),
        ]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Hints side by side where there is room, else one below the other."""
        super().resizeEvent(event)
        fits = self.width() >= theme.px(3 * HINT_WIDTH + 2 * HINT_GAP + 30)
        way = QBoxLayout.Direction
        self._hints.setDirection(way.LeftToRight if fits else way.TopToBottom)


class DropArea(QWidget):
    """A dashed frame that says: here."""

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumSize(theme.px(400), theme.px(240))
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


class NoMatch(EmptyState):
    """The filters leave no clip: which they are, and what there would be without each.

    Args:
        clear: takes all filters away.
    """

    dropped = Signal(object)
    """The facet that is to filter no more; None is the text."""

    def __init__(self, clear: Callable[[], None]) -> None:
        title = QCoreApplication.translate("NoMatch", "No clip has all of this")
        all_of_them = QCoreApplication.translate("NoMatch", "Clear filters")
        super().__init__("filter", title, "", None, (all_of_them, clear))
        self.buttons = QVBoxLayout()
        self.buttons.setSpacing(6)
        column = self.layout()
        assert isinstance(column, QVBoxLayout)
        column.insertLayout(column.count() - 2, self.buttons)

    def show_filters(self, filters: Sequence[tuple[Facet | None, str, int]]) -> None:
        """Name the filters.

        Args:
            filters: each as facet, its words, and how many clips there would be without it.
        """
        self.sentence.setText(plain(" · ".join(words for _, words, _ in filters)))
        empty_layout(self.buttons)
        one = self.tr("Without “{filter}”: {n} clip")
        many = self.tr("Without “{filter}”: {n} clips")
        for facet, words, n in filters if len(filters) > 1 else ():
            named = (pattern.replace("{filter}", _braceless(words)) for pattern in (one, many))
            button = Button(counted(n, *named), small=True)
            button.clicked.connect(lambda _=False, facet=facet: self.dropped.emit(facet))
            self.buttons.addWidget(button, 0, Qt.AlignmentFlag.AlignHCenter)


def _braceless(words: str) -> str:
    """Words for a pattern that is filled in once more."""
    return plain(words, 60).replace("{", "{{").replace("}", "}}")


def hint_box(icon: str, title: str, sentence: str) -> QWidget:
    """An icon, a bold line and a sentence, in a column of fixed width."""
    box = QWidget()
    box.setFixedWidth(theme.px(HINT_WIDTH))
    column = QVBoxLayout(box)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    head = QHBoxLayout()
    head.setSpacing(8)
    head.addWidget(IconView(icon, 18), 0, Qt.AlignmentFlag.AlignTop)
    head.addWidget(Label(title, "strong", wrap=True), 1)
    column.addLayout(head)
    column.addWidget(Label(sentence, "table", "text3", wrap=True))
    column.addStretch(1)
    return box
