"""Top row, page head and status bar."""

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QMenu,
    QMenuBar,
    QSizePolicy,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, Page
from ascstudio.shell.keymap import first_key
from ascstudio.shell.projects import RECENT
from ascstudio.shell.registry import ActionRegistry, run
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import key_words
from ascstudio.widgets.controls import KeyFocus, focus_ring
from ascstudio.widgets.keys import key_now
from ascstudio.widgets.menus import fill_menu
from ascstudio.widgets.texts import ElidedLabel, Label, empty_layout, show_now
from ascstudio.words import plain

TOP, HEAD, FOOT = 38, 52, 26


class CommandField(KeyFocus, QAbstractButton):
    """Looks like a search field; pressing it opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self.setAccessibleName(self.tr("Search clips, run a command"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_narrow(self, narrow: bool) -> None:
        """Fewer words in a narrow window."""
        self._narrow = narrow
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """300 wide, 190 in a narrow window."""
        return QSize(theme.px(190 if self._narrow else 300), theme.px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the field."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.color("ctl" if self.underMouse() else "line"), 1))
        painter.setBrush(theme.color("bg2"))
        painter.drawRoundedRect(box, 6, 6)
        if self.ringed():
            focus_ring(painter, box, 5)
        picture = theme.pixmap("search", 14, "text2", self.devicePixelRatioF())
        painter.drawPixmap(QPointF(9, (self.height() - 14) / 2), picture)
        painter.setFont(theme.font("table"))
        painter.setPen(theme.color("text2"))
        words = self.tr("Search or run") if self._narrow else self.accessibleName()
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(box.adjusted(30, 0, -8, 0), middle, words)
        painter.setFont(theme.font("label"))
        keys = key_words(key_now("Ctrl+K"))
        painter.drawText(box.adjusted(0, 0, -9, 0), middle | Qt.AlignmentFlag.AlignRight, keys)


class MicrophonePill(QAbstractButton):
    """The red mark on every page while the microphone is open; pressing it goes to Live."""

    def __init__(self) -> None:
        super().__init__()
        self.setText(self.tr("Microphone open"))
        self.setAccessibleName(self.text())
        self.setToolTip(self.tr("The microphone is open. Show Live."))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.hide()

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        width = QFontMetrics(theme.font("label")).horizontalAdvance(self.text())
        return QSize(width + 36, theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("err_bg"))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        picture = theme.pixmap("microphone", 13, "rec", self.devicePixelRatioF())
        painter.drawPixmap(QPointF(9, (self.height() - 13) / 2), picture)
        painter.setFont(theme.font("label"))
        painter.setPen(theme.color("rec"))
        painter.drawText(box.adjusted(26, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        if self.hasFocus():
            focus_ring(painter, box, 9)


class TopRow(QFrame):
    """Logo, menus, command field, the red mark."""

    def __init__(self, registry: ActionRegistry) -> None:
        super().__init__()
        self.setObjectName("top")
        self._registry = registry
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(8)
        logo = QLabel()
        picture = QPixmap(str(theme.resource("app-icon.png")))
        if not picture.isNull():
            picture = picture.scaled(
                40,
                40,
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            picture.setDevicePixelRatio(2.0)
            logo.setPixmap(picture)
        row.addWidget(logo)
        self.bar = QMenuBar()
        self.bar.setNativeMenuBar(False)
        self.bar.setAccessibleName(self.tr("Menus"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self._menus: dict[str, QMenu] = {}
        self._recent = QMenu(self.tr("Open recent"), self)
        self._recent.aboutToShow.connect(lambda: self._fill(self._recent, RECENT))
        for key, title in self._titles():
            self._menus[key] = menu = self.bar.addMenu(title)
            menu.aboutToShow.connect(lambda name=key: self.fill(name))
        row.addWidget(self.bar)
        row.addStretch(1)
        self.field = CommandField()
        row.addWidget(self.field)
        row.addStretch(1)
        self.pill = MicrophonePill()
        row.addWidget(self.pill)

    def _titles(self) -> list[tuple[str, str]]:
        return [
            ("file", self.tr("&File")),
            ("edit", self.tr("&Edit")),
            ("view", self.tr("&View")),
            ("project", self.tr("&Project")),
            ("model", self.tr("&Model")),
            ("run", self.tr("&Run")),
            ("live", self.tr("&Live")),
            ("help", self.tr("&Help")),
        ]

    def menu(self, key: str) -> QMenu:
        """A menu by its key, e.g. ``file``."""
        return self._menus[key]

    def fill(self, key: str) -> None:
        """Fill a menu with what is possible now; what is not says why."""
        menu = self._menus[key]
        self._fill(menu, key)
        if key == "file" and self._registry.of_menu(RECENT):
            keys = [action.key for action in self._registry.of_menu(key)]
            menu.insertMenu(menu.actions()[keys.index("open") + 1], self._recent)

    def _fill(self, menu: QMenu, key: str) -> None:
        menu.clear()
        fill_menu(menu, self._registry.of_menu(key), str)  # they have their keys of now

    def show_filled(self) -> None:
        """Hide menus without a command, so that nothing opens empty."""
        for key, menu in self._menus.items():
            menu.menuAction().setVisible(bool(self._registry.of_menu(key)))


class PageHead(QFrame):
    """Title, one-line fact, what the page adds, secondary actions, the primary one last."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("page")
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 16, 0)
        row.setSpacing(10)
        self._title = Label("", "title")
        self._fact = ElidedLabel("", "table", "text2")
        self._extra = QHBoxLayout()
        self._extra.setSpacing(8)
        self._buttons = QHBoxLayout()
        self._buttons.setSpacing(8)
        self._action_buttons: list[Button] = []
        row.addWidget(self._title)
        row.addWidget(self._fact)
        row.addLayout(self._extra)
        row.addStretch(1)
        row.addLayout(self._buttons)
        self._shown: list[tuple[str, str, str, str]] = []
        self._actions: dict[str, Action] = {}
        self._widget: QWidget | None = None
        self._holders: dict[QWidget, QWidget] = {}

    def show_page(self, page: Page) -> None:
        """Show title, fact and actions of a page."""
        self.setVisible(bool(page.title()))
        self._title.setText(page.title())
        self._fact.setText(page.fact())
        self._fact.setVisible(bool(page.fact()))
        self._show_widget(page.head_widget())
        self._show_actions(page.head_actions())

    def _show_widget(self, widget: QWidget | None) -> None:
        if widget is self._widget:
            return
        if self._widget is not None:
            self._holders[self._widget].hide()
        if widget is not None:
            if widget not in self._holders:  # the page may hide and show it, never over another's
                holder = self._holders[widget] = QWidget()
                row = QHBoxLayout(holder)
                row.setContentsMargins(0, 0, 0, 0)
                row.addWidget(widget)
                self._extra.addWidget(holder)
            self._holders[widget].show()
        self._widget = widget

    def _show_actions(self, actions: Sequence[Action]) -> None:
        shown = [(a.key, a.text, a.kind, a.icon) for a in actions]
        if shown != self._shown:
            focused = self._focused_key()
            empty_layout(self._buttons)
            self._action_buttons = []
            for action in actions:
                button = Button(action.text, action.kind, action.icon)
                button.setObjectName(action.key)
                button.clicked.connect(lambda _=False, key=action.key: self._run(key))
                self._buttons.addWidget(button)
                self._action_buttons.append(button)
                if action.key == focused:
                    button.setFocus(Qt.FocusReason.OtherFocusReason)
            show_now(self._buttons)
            self._shown = shown
        self._actions = {action.key: action for action in actions}
        for action, button in zip(actions, self._action_buttons, strict=True):
            button.set_keys(first_key(action))
            button.set_reason(action.reason())

    def _run(self, key: str) -> None:
        # looked up when pressed: the page may have made its commands anew
        if (action := self._actions.get(key)) is not None:
            run(action)

    def _focused_key(self) -> str:
        return next((one.objectName() for one in self._action_buttons if one.hasFocus()), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground and hairline."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("bg1"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.color("line"))


class StatusBar(QFrame):
    """Project | last event, which is the undo text | processor and network."""

    activity_wanted = Signal()

    def __init__(self, n_threads: int) -> None:
        super().__init__()
        self.setObjectName("foot")
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 0, 14, 0)
        row.setSpacing(6)
        self._project = Label("", "label")
        self._fact = ElidedLabel("", "caption", "text2")
        self._event = _EventButton()
        self._event.clicked.connect(self.activity_wanted)
        left, right = QHBoxLayout(), QHBoxLayout()
        for part in (self._project, self._fact):
            left.addWidget(part)
        left.addStretch(1)
        right.addStretch(1)
        cpu = self.tr("CPU, %1 threads").replace("%1", str(n_threads))
        offline = Label(self.tr("Offline: OK"), "caption", "text2")
        offline.setToolTip(self.tr("No connection was opened since the start. Bytes sent: 0."))
        right.addWidget(_StatusIcon("chip", "text2"))
        right.addWidget(Label(cpu, "caption", "text2"))
        right.addSpacing(8)
        right.addWidget(_StatusIcon("offline", "ok"))
        right.addWidget(offline)
        row.addLayout(left, 1)
        row.addWidget(self._event)
        row.addLayout(right, 1)

    def set_project(self, name: str, fact: str) -> None:
        """Show the open project, or that there is none."""
        self._project.setText(name or self.tr("No project open"))
        self._fact.setText(fact)

    def set_event(self, text: str) -> None:
        """Show what happened last."""
        text = plain(text)
        self._event.setText(text)
        self._event.setAccessibleName(self.tr("Last event: %1").replace("%1", text))
        self._event.setVisible(bool(text))
        self._event.updateGeometry()

    def event_text(self) -> str:
        """What happened last."""
        return self._event.text()


class _StatusIcon(QWidget):
    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token
        self.setFixedSize(13, 13)

    def paintEvent(self, event: QPaintEvent) -> None:
        picture = theme.pixmap(self._name, 13, self._token, self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(0, 0), picture)


class _EventButton(QAbstractButton):
    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(self.tr("Last event"))
        self.hide()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(theme.font("caption")).horizontalAdvance(self.text())
        return QSize(min(width + 12, theme.px(520)), theme.px(20))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.color("text" if self.underMouse() else "text2"))
        words = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideMiddle, self.width() - 8
        )
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, words)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            focus_ring(painter, QRectF(self.rect()), 4)
