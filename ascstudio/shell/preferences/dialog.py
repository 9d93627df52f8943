"""The Preferences dialog: pages at the left, rows at the right, a foot."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.shell.preferences.catalogue import PreferencePage, Row
from ascstudio.shell.preferences.exchange import KINDS, NAME
from ascstudio.shell.preferences.panels import BARE, BELOW, own_control
from ascstudio.shell.preferences.presenter import PreferencesPresenter
from ascstudio.shell.preferences.rows import RowView, control_for, take_focus
from ascstudio.shell.preferences.shortcuts import ShortcutsPresenter
from ascstudio.shell.preferences.shortcuts_view import ShortcutsPanel
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.controls import PressFocus, chain_tabs, focus_ring, tab_stops
from ascstudio.widgets.floating import FloatingDialog
from ascstudio.widgets.texts import ElidedLabel, Label, Separator, empty_layout

WIDTH, HEIGHT, LEFT = 800, 600, 196
SEARCH_MS = 150


class PreferencesDialog(FloatingDialog):
    """What can be chosen; everything applies at once, so there is no OK.

    Args:
        presenter: of Preferences.
        shortcuts: of the editor of keys.
        parent: the window.
    """

    def __init__(
        self, presenter: PreferencesPresenter, shortcuts: ShortcutsPresenter, parent: QWidget
    ) -> None:
        super().__init__(parent, spacing=0)
        self.presenter, self._shortcuts = presenter, shortcuts
        for one in (presenter, shortcuts):
            one.setParent(self)
        self.setWindowTitle(self.tr("Preferences"))
        self.heading.hide()
        self.column.setContentsMargins(1, 1, 1, 1)
        self._page = presenter.pages[0]
        self._scale = theme.text_scale()
        self._body: QWidget | None = None
        self._both = QVBoxLayout()
        self._both.setSpacing(0)
        self.column.addLayout(self._both)
        self.shortcuts: ShortcutsPanel | None = None
        self._search = QTimer(self, singleShot=True, interval=SEARCH_MS)
        self._search.timeout.connect(self._show_found)
        self._build()
        presenter.told.connect(self._on_told)
        presenter.settings.changed.connect(self._on_setting)
        self.finished.connect(presenter.shut_down)
        self.finished.connect(shortcuts.stop)

    def show_page(self, key: str, row: str = "") -> None:
        """Show a page, and put the focus on one of its rows."""
        self.field.clear()
        self._search.stop()
        self._page = self.presenter.page(key)
        self._show()
        if self.shortcuts is not None and row:
            self.shortcuts.choose(row)
        elif row and (control := self.control(row)) is not None:
            take_focus(control, Qt.FocusReason.TabFocusReason)

    def page(self) -> str:
        """Key of the page that is shown."""
        return self._page.key

    def control(self, row: str) -> QWidget | None:
        """What a row is chosen with, if it is shown."""
        found = self._body.findChild(RowView, row) if self._body is not None else None
        return found.control if found is not None else None

    # building

    def _build(self) -> None:
        self.set_size(WIDTH, HEIGHT)
        empty_layout(self._both)
        self._body = None
        top = QHBoxLayout()
        top.setSpacing(0)
        top.addWidget(self._left())
        top.addWidget(Separator(vertical=True))
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setAccessibleName(self.tr("Preferences"))
        top.addWidget(self._scroll, 1)
        self._both.addLayout(top, 1)
        self._both.addWidget(Separator())
        self._both.addLayout(self._foot())
        self._show()

    def _left(self) -> QWidget:
        left = QWidget()
        left.setObjectName("panel")
        left.setFixedWidth(theme.px(LEFT))
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 14, 12, 12)
        column.setSpacing(0)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search settings"))
        self.field.setAccessibleName(self.tr("Search settings"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda _: self._search.start())
        column.addWidget(self.field)
        column.addSpacing(6)
        self.buttons = [PageButton(page) for page in self.presenter.pages]
        for n, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, key=button.page.key: self.show_page(key))
            button.moved.connect(lambda step, at=n: self._go(at + step))
            column.addWidget(button)
        column.addStretch(1)
        return left

    def _go(self, at: int) -> None:
        button = self.buttons[at % len(self.buttons)]
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self.show_page(button.page.key)

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 10, 14, 10)
        foot.setSpacing(4)
        self.reset_button = Button(self.tr("Reset page"), "ghost")
        self.reset_button.clicked.connect(self._reset)
        self.import_button = Button(self.tr("Import…"), "ghost")
        self.import_button.clicked.connect(self._import)
        self.export_button = Button(self.tr("Export…"), "ghost")
        self.export_button.clicked.connect(self._export)
        for button in (self.reset_button, self.import_button, self.export_button):
            foot.addWidget(button)
        self.said = ElidedLabel(self.tr("Changes apply at once"), "table", "text2")
        foot.addStretch(1)
        foot.addWidget(self.said)
        foot.addSpacing(8)
        self.close_button = Button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        foot.addWidget(self.close_button)
        return foot

    # showing

    def _show(self) -> None:
        for button in self.buttons:
            button.setChecked(button.page == self._page and not self.field.text().strip())
        self._fill([(self._page, list(self._page.rows))])
        self._show_reset()

    def _show_found(self) -> None:
        wanted = self.field.text().strip()
        if not wanted:
            self._show()
            return
        for button in self.buttons:
            button.setChecked(False)
        found = self.presenter.found(wanted)
        self._fill(found, searched=wanted)
        self.reset_button.set_reason(self.tr("Choose a page first"))

    def _fill(self, parts: Sequence[tuple[PreferencePage, list[Row]]], searched: str = "") -> None:
        self.shortcuts = None
        self._body = body = QWidget()
        body.setObjectName("page")
        column = QVBoxLayout(body)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(0)
        for page, rows in parts:
            column.addWidget(Label(page.title, "title"))
            column.addSpacing(2)
            for n, row in enumerate(rows):
                if n:
                    column.addWidget(Separator())
                column.addWidget(self._row(row, searched), 1 if row.key == "keys.changed" else 0)
            column.addSpacing(10)
        if not parts:
            nothing = self.tr("No setting is called {what}.").format(what=searched)
            column.addWidget(Label(nothing, "body", "text3", wrap=True))
        if self.shortcuts is None:
            column.addStretch(1)
        self._scroll.setWidget(body)
        body.show()
        foot = (self.reset_button, self.import_button, self.export_button, self.close_button)
        chain_tabs([self.buttons[-1], *tab_stops(column), *foot])

    def _row(self, row: Row, searched: str) -> QWidget:
        if row.key == "keys.changed":
            self.shortcuts = ShortcutsPanel(self._shortcuts)
            self.shortcuts.setMinimumHeight(theme.px(300))
            view = RowView(row, self.shortcuts, below=True, bare=True)
            if searched and self._shortcuts.rows(searched):
                self.shortcuts.field.setText(searched)
            return view
        control = control_for(row, self.presenter) or own_control(row, self.presenter)
        return RowView(row, control, below=row.key in BELOW, bare=row.key in BARE)

    def _show_reset(self) -> None:
        usual = self.presenter.is_usual(self._page)
        if not self.field.text().strip():
            self.reset_button.set_reason(self.tr("Everything here is as usual") if usual else "")

    # acting

    def _reset(self) -> None:
        self.presenter.reset(self._page)

    def _import(self) -> None:
        title, settings = self.tr("Preferences to take over"), self.presenter.settings
        if path := choosing.choose_file(self, settings, "exports", title, KINDS):
            self.presenter.import_from(path)

    def _export(self) -> None:
        title, settings = self.tr("Where the preferences shall go"), self.presenter.settings
        if path := choosing.choose_new_file(self, settings, "exports", title, NAME, KINDS):
            self.presenter.export_to(path)

    def _on_told(self, sentence: str, hint: str) -> None:
        self.said.setText(f"{sentence} {hint}".strip())
        self.said.setToolTip(self.said.text())

    def _on_setting(self, key: str) -> None:
        self._show_reset()
        if key == "appearance.text_size":
            QTimer.singleShot(0, self, self._grow)

    def _grow(self) -> None:
        """Another text size: everything of this dialog is laid out anew, the focus stays."""
        if self._scale == theme.text_scale():
            return
        self._scale = theme.text_scale()
        focused = self.focusWidget()
        row = focused.parentWidget() if focused is not None else None
        while row is not None and not isinstance(row, RowView):
            row = row.parentWidget()
        name = row.objectName() if row is not None else ""
        self._build()
        self.fit()
        if name and (control := self.control(name)) is not None:
            take_focus(control, Qt.FocusReason.OtherFocusReason)

    def fit(self) -> None:
        """As large as designed at this text size, never larger than the window."""
        parent = self.parentWidget()
        wished = QSize(theme.px(WIDTH), theme.px(HEIGHT))
        room = parent.window().size() - QSize(24, 24) if parent is not None else wished
        self.resize(wished.boundedTo(room))


class PageButton(PressFocus, QAbstractButton):
    """A page of Preferences at the left; Up and Down go to the next.

    Args:
        page: it stands for.
    """

    moved = Signal(int)
    """An arrow was pressed: so many pages further."""

    def __init__(self, page: PreferencePage) -> None:
        super().__init__()
        self.page = page
        self.setText(page.title)
        self.setAccessibleName(page.title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Icon, words and padding."""
        width = QFontMetrics(theme.font("strong")).horizontalAdvance(self.text())
        return QSize(width + theme.px(16) + 36, theme.px(32))

    def nextCheckState(self) -> None:
        """The dialog says which page is shown."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go to the next page."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in steps:
            self.moved.emit(steps[Qt.Key(event.key())])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw ground, icon and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.5, 1.5, -0.5, -1.5)
        on = self.isChecked()
        if on or self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("soft" if on else "bg3"))
            painter.drawRoundedRect(box, 6, 6)
        if self.ringed():
            focus_ring(painter, box, 5, "text" if on else "accent")
        side = theme.px(16)
        token = "accent" if on else "text2"
        picture = theme.pixmap(self.page.icon, side, token, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(11, (self.height() - side) / 2), picture)
        painter.setFont(theme.font("strong" if on else "body"))
        painter.setPen(theme.color("text"))
        words = box.adjusted(side + 21, 0, -6, 0)
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self.text())
