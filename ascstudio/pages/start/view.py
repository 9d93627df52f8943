"""The start page: three large choices, recent projects, and a drop target."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QFocusEvent,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPixmap,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, Context, Page
from ascstudio.pages.start.presenter import RecentProject, StartPresenter, StartState
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.cards import ChoiceCard
from ascstudio.widgets.controls import PressFocus, focus_ring
from ascstudio.widgets.messages import Banner, IconView, ProgressRow
from ascstudio.widgets.texts import Label, Panel, Separator, empty_layout
from ascstudio.words import ago_parts, plain

LEFT, RIGHT = 520, 460
STACKED_BELOW = 1120


class StartPage(Page):
    """Three choices at the left, what was open before at the right."""

    page_id = "start"
    icon = "home"
    group = -1
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = StartPresenter(context)
        self.setAcceptDrops(True)
        self._shown: StartState | None = None
        inside = QWidget()
        inside.setObjectName("page")
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(20, 20, 20, 20)
        self._columns.setSpacing(64)
        self._columns.addStretch(1)
        self._boxes = ((self._left(), LEFT), (self._right(), RIGHT))
        for box, _ in self._boxes:
            self._columns.addWidget(box)
        self._columns.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    # building

    def _left(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addStretch(1)
        column.addLayout(self._heading())
        column.addSpacing(18)
        self._problem = QVBoxLayout()
        column.addLayout(self._problem)
        self.listen_card = ChoiceCard(
            "listen",
            self.tr("Just listen"),
            self.tr("Names the scene around you, with the small model that came along."),
            icon="live",
        )
        self.listen_card.clicked.connect(self.presenter.listen)
        self.demo_card = ChoiceCard("demo", *self._demo_words(open_now=False), icon="play")
        self.demo_card.clicked.connect(lambda: self.presenter.open_demo())
        self.own_card = ChoiceCard(
            "own",
            self.tr("Start with my recordings"),
            self.tr("One folder per scene, or a meta.csv. Your files stay where they are."),
            icon="folder",
        )
        self.own_card.clicked.connect(self.choose_recordings)
        self._progress = ProgressRow("play", self.tr("Making the demo project"))
        self._progress.cancelled.connect(self.presenter.cancel_demo)
        self._progress_box = Panel()
        self._progress_box.body.addWidget(self._progress)
        for widget in (self.listen_card, self.demo_card, self._progress_box, self.own_card):
            column.addWidget(widget)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(IconView("offline", 14, "ok"))
        words = self.tr("Everything stays on this computer. Network off, no account.")
        foot.addWidget(Label(words, "table", "text2"))
        foot.addStretch(1)
        column.addSpacing(12)
        column.addLayout(foot)
        column.addStretch(1)
        return box

    def _demo_words(self, *, open_now: bool) -> tuple[str, str]:
        if open_now:
            return self.tr("Go to the demo project"), self.tr(
                "It is open: ten synthetic scenes on nine devices, to try things on."
            )
        return self.tr("Open the demo project"), self.tr(
            "Ten synthetic scenes on nine devices, to try things on. 6 MB, 10 s."
        )

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(18)
        logo = QLabel()
        side = theme.px(62)
        picture = QPixmap(str(theme.resource("app-icon.png"))).scaled(
            side * 2,
            side * 2,
            Qt.AspectRatioMode.KeepAspectRatio,
            Qt.TransformationMode.SmoothTransformation,
        )
        picture.setDevicePixelRatio(2.0)
        logo.setPixmap(picture)
        row.addWidget(logo)
        words = QVBoxLayout()
        words.setSpacing(4)
        words.addStretch(1)
        words.addWidget(Label(self.tr("ASC Studio"), "number"))
        sentence = self.tr("Teach small devices to know where they are, by ear.")
        words.addWidget(Label(sentence, "body", "text2"))
        words.addStretch(1)
        row.addLayout(words, 1)
        return row

    def _right(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addStretch(1)
        head = QHBoxLayout()
        self._recent_title = Label(self.tr("Recent projects"), "strong")
        head.addWidget(self._recent_title)
        head.addStretch(1)
        self.open_button = Button(self.tr("Open..."), "ghost", "folder")
        self.open_button.clicked.connect(self.choose_project)
        head.addWidget(self.open_button)
        column.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._first = self._first_use()
        column.addWidget(self._first)
        column.addStretch(1)
        return box

    def _first_use(self) -> Panel:
        panel = Panel(self.tr("The first ten minutes"))
        for icon, title, sentence in (
            (
                "live",
                self.tr("Listen"),
                self.tr("The microphone opens only when you press Start listening."),
            ),
            (
                "teach",
                self.tr("Teach a place of your own"),
                self.tr("One minute of sound is enough. It is known at once."),
            ),
            (
                "train",
                self.tr("Make a model that fits your device"),
                self.tr("From your recordings to a file of some dozen kilobytes."),
            ),
        ):
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconView(icon, 20, "accent"), 0, Qt.AlignmentFlag.AlignTop)
            words = QVBoxLayout()
            words.setSpacing(1)
            words.addWidget(Label(title, "strong"))
            words.addWidget(Label(sentence, "table", "text2", wrap=True))
            row.addLayout(words, 1)
            panel.body.addLayout(row)
        return panel

    # the page

    def commands(self) -> Sequence[Action]:
        """The three choices have keys."""
        return (
            Action("start.listen", self.tr("Just listen"), self.presenter.listen, "1", "live"),
            Action(
                "start.demo",
                self.tr("Open the demo project"),
                self.presenter.open_demo,
                "2",
                "play",
                "file",
            ),
            Action(
                "start.own",
                self.tr("Start with my recordings..."),
                self.choose_recordings,
                "3",
                "folder",
                "file",
            ),
        )

    def entered(self) -> None:
        """See which projects are still there; the first recent one, or *Just listen*, is next."""
        self.presenter.look()

    def receive(self, argument: object) -> None:
        """``first``: make the demo project on the very first start, without leaving this page."""
        if argument == "first":
            self.presenter.open_demo(show=False)

    def show_state(self, state: StartState) -> None:
        """The only place that touches the widgets after construction."""
        old, self._shown = self._shown, state
        self.demo_card.setVisible(not state.making_demo)
        if old is None or old.demo_open != state.demo_open:
            self.demo_card.set_words(*self._demo_words(open_now=state.demo_open))
        self._progress_box.setVisible(state.making_demo)
        words = self.tr("Ten synthetic scenes on nine devices")
        self._progress.set_progress(state.fraction, words)
        self.listen_card.set_accented(not state.recent)
        if old is None or old.problem != state.problem:
            empty_layout(self._problem)
            if state.problem:
                self._problem.addWidget(Banner("err", state.problem, state.hint))
        if old is None or old.recent != state.recent:
            self._show_recent(state.recent)

    def _show_recent(self, recent: Sequence[RecentProject]) -> None:
        empty_layout(self._rows)
        self._first.setVisible(not recent)
        self._recent_title.setVisible(bool(recent))
        for place, project in enumerate(recent):
            if place:
                self._rows.addWidget(Separator())
            row = _RecentRow(project)
            row.opened.connect(self.presenter.open)
            row.located.connect(self._locate)
            row.pinned.connect(lambda folder, on: self.presenter.pin(folder, pinned=on))
            row.forgotten.connect(self.presenter.forget)
            self._rows.addWidget(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down walk through everything that can be chosen."""
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Enter opens the first recent project, or listens."""
        rows = self.findChildren(_RecentButton)
        target = rows[0] if rows and rows[0].isEnabled() else self.listen_card
        target.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two columns, or one above the other in a narrow window."""
        super().resizeEvent(event)
        stacked = self.window().width() < theme.px(STACKED_BELOW)
        way = QBoxLayout.Direction
        self._columns.setDirection(way.TopToBottom if stacked else way.LeftToRight)
        self._columns.setSpacing(16 if stacked else 64)
        for box, width in self._boxes:
            box.setFixedWidth(min(theme.px(LEFT if stacked else width), self.width() - 40))
        self._columns.setAlignment(Qt.AlignmentFlag.AlignHCenter)

    # choosing

    def choose_recordings(self) -> None:
        """Ask for a folder of recordings and make a project for it."""
        title, settings = self.tr("Choose a folder of recordings"), self.context.settings
        if folder := choosing.choose_folder(self, settings, "recordings", title):
            self.presenter.start_with(folder)

    def choose_project(self) -> None:
        """Ask for a project folder and open it."""
        title, settings = self.tr("Open a project"), self.context.settings
        if folder := choosing.choose_folder(self, settings, "projects", title):
            self.presenter.open(folder)

    def _locate(self, folder: Path) -> None:
        title = self.tr("Where is %1 now?").replace("%1", folder.name)
        found = choosing.choose_folder(self, self.context.settings, "projects", title)
        if found and self.presenter.open(found):
            self.presenter.forget(folder)

    # dropping

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """The whole page takes files and folders; a bundle is left to the window, for Deploy."""
        if choosing.bundle_in(event.mimeData()) is not None:
            event.ignore()
        elif event.mimeData().hasUrls():
            choosing.take_a_copy(event)

    def dropEvent(self, event: QDropEvent) -> None:
        """A project opens; anything else becomes one."""
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if not paths:
            return
        choosing.take_a_copy(event)
        first = paths[0]
        if (first / "project.sqlite").exists():
            self.presenter.open(first)
        else:
            self.presenter.start_with(*paths)


class _RecentRow(QWidget):
    opened = Signal(object)
    located = Signal(object)
    pinned = Signal(object, bool)
    forgotten = Signal(object)

    def __init__(self, project: RecentProject) -> None:
        super().__init__()
        folder = project.folder
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 4)
        row.setSpacing(4)
        button = _RecentButton(project, self._when(project))
        button.clicked.connect(lambda: self.opened.emit(folder))
        row.addWidget(button, 1)
        if not project.there:
            locate = Button(self.tr("Locate..."), small=True)
            locate.clicked.connect(lambda: self.located.emit(folder))
            row.addWidget(locate)
            name = self.tr("Forget %1").replace("%1", folder.name)
            forget = IconButton("close", name)
            forget.clicked.connect(lambda: self.forgotten.emit(folder))
            row.addWidget(forget)
            return
        words = self.tr("Unpin %1") if project.pinned else self.tr("Pin %1")
        pin = IconButton("pin", words.replace("%1", plain(folder.name)), checkable=True)
        pin.setChecked(project.pinned)
        pin.clicked.connect(lambda on: self.pinned.emit(folder, on))
        row.addWidget(pin)

    def _when(self, project: RecentProject) -> str:
        if not project.there:
            return ""
        unit, count = ago_parts(project.changed_s)
        words = {
            "now": self.tr("just now"),
            "min": self.tr("%1 min ago"),
            "h": self.tr("%1 h ago"),
            "day": self.tr("yesterday") if count == 1 else self.tr("%1 days ago"),
            "date": time.strftime("%Y-%m-%d", time.localtime(project.changed_s)),
        }
        return words[unit].replace("%1", str(count))


class _RecentButton(PressFocus, QAbstractButton):
    """Name and place of a project; Enter opens it."""

    def __init__(self, project: RecentProject, when: str) -> None:
        super().__init__()
        self._project, self._when = project, when
        self.setText(plain(project.folder.name))
        self.setAccessibleName(self.text())
        self.setAccessibleDescription(plain(f"{project.folder.parent} {when}".strip()))
        self.setToolTip(plain(str(project.folder)))
        self.setEnabled(project.there)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines."""
        lines = (
            QFontMetrics(theme.font("strong")).height() + QFontMetrics(theme.font("table")).height()
        )
        return QSize(theme.px(300), max(theme.px(46), lines + 12))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw tile, name, place and when."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        if self.underMouse() and self.isEnabled():
            painter.setBrush(theme.color("bg3"))
            painter.drawRoundedRect(box, 6, 6)
        if self.ringed():
            focus_ring(painter, box, 5)
            painter.setPen(Qt.PenStyle.NoPen)
        side = self.height() - 12
        tile = QRectF(6, 6, side, side)
        painter.setBrush(theme.color("bg2"))
        painter.drawRoundedRect(tile, 6, 6)
        token = "accent" if self.isEnabled() else "ctl"
        picture = theme.pixmap("waveform", 20, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(tile.center().x() - 10, tile.center().y() - 10), picture)
        self._paint_words(painter, tile.right() + 12)

    def _paint_words(self, painter: QPainter, left: float) -> None:
        painter.setFont(theme.font("table"))
        metrics = painter.fontMetrics()
        wide = metrics.horizontalAdvance(self._when) + 10
        half = self.height() / 2
        painter.setPen(theme.color("text3"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(QRectF(0, 0, self.width() - 6, self.height()), flags, self._when)
        room = int(self.width() - left - wide - 8)
        words = place_words(self._project.folder)
        place = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, room)
        painter.drawText(QRectF(left, half, room, half - 5), Qt.AlignmentFlag.AlignVCenter, place)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.color("text" if self.isEnabled() else "text3"))
        name = painter.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRectF(left, 5, room, half - 5), Qt.AlignmentFlag.AlignVCenter, name)


def place_words(folder: Path) -> str:
    """The two folders around a project, ``Documents / ASC Studio``; the root alone is ``/``."""
    around = folder.parent
    parts = [part for part in around.parts if part != around.anchor][-2:]
    return plain(" / ".join(parts) or around.anchor)
