"""Check and start: what was looked at, what will happen, and where."""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.rename import title_field
from ascstudio.pages.train.wizard.compute import Place
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.texts import Label, Panel, empty_layout, show_now
from ml_core import api

ICONS = {"ok": ("check", "ok"), "warn": ("warning", "warn"), "block": ("error", "err")}


class CheckView(QWidget):
    """Findings as cards with one action each, a bar of what will happen, the place it runs."""

    acted = Signal(object)
    """The finding whose action is wanted."""
    place_chosen = Signal(str)
    titled = Signal(str)
    """What the run shall be called."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: object = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        head = QHBoxLayout()
        head.addWidget(Label(self.tr("What will happen"), "strong"))
        head.addStretch(1)
        self._when = Label("", "table", "text2")
        head.addWidget(self._when)
        column.addLayout(head)
        self.course = Course()
        column.addWidget(self.course)
        column.addLayout(self._build_choices())

    def _build_choices(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(2, 1)
        self.places = ComboBox(self.tr("Compute"))
        self.places.activated.connect(self._on_place)
        self._place = Label("", "table", "text3", wrap=True)
        self.title = title_field(self.tr("Name"))
        self.title.setPlaceholderText(self.tr("Optional"))
        self.title.textEdited.connect(self.titled)
        named = self.tr("What the run is called in lists and reports. It can be changed later.")
        rows = (
            (self.tr("Compute"), self.places, self._place),
            (self.tr("Name"), self.title, Label(named, "table", "text3", wrap=True)),
        )
        for n, (name, field, words) in enumerate(rows):
            grid.addWidget(Label(name, "strong"), n, 0)
            grid.addWidget(field, n, 1)
            grid.addWidget(words, n, 2)
        self.title.setMinimumWidth(theme.px(220))
        return grid

    def show_title(self, title: str) -> None:
        """Show what it is called; what is being typed is left alone."""
        if not self.title.hasFocus() and self.title.text() != title:
            self.title.setText(title)

    def show_findings(self, findings: Sequence["api.Finding"]) -> None:
        """Show what was looked at, the gravest first."""
        key = [(one.level, one.title, one.sentence, one.action) for one in findings]
        if key == self._shown:
            return
        self._shown = key
        empty_layout(self._cards)
        for one in findings:
            if one.level != "ok":
                self._cards.addWidget(self._card(one))
        fine = [one for one in findings if one.level == "ok"]
        if fine:
            self._cards.addWidget(self._fine(fine))
        show_now(self._cards)

    def _fine(self, findings: Sequence["api.Finding"]) -> Panel:
        """What is all right, a line each."""
        card = Panel()
        card.setAccessibleName(". ".join(told(one.title) for one in findings))
        for one in findings:
            row = QHBoxLayout()
            row.setSpacing(12)
            row.addWidget(IconView(*_icon("ok")), 0, Qt.AlignmentFlag.AlignTop)
            row.addLayout(_words(one), 1)
            card.body.addLayout(row)
        return card

    def show_course(
        self, legs: Sequence[tuple[str, float]], places: Sequence[Place], place: str
    ) -> None:
        """Show what follows on what, with its time in seconds, and where it runs."""
        total = sum(seconds for _, seconds in legs)
        self.course.set_legs(legs)
        words = self.tr("about {time}, you can close the window")
        self._when.setText(words.format(time=duration_words(total)) if total else "")
        if [self.places.itemData(n) for n in range(self.places.count())] != [
            one.key for one in places
        ]:
            self.places.clear()
            for n, one in enumerate(places):
                self.places.addItem(one.title, one.key)
                if one.reason:
                    self.places.setItemData(n, 0, Qt.ItemDataRole.UserRole - 1)  # greyed
                    self.places.setItemData(n, one.reason, Qt.ItemDataRole.ToolTipRole)
        self.places.setCurrentIndex(self.places.findData(place))
        missing = [f"{one.title}: {one.reason}" for one in places if one.reason]
        self._place.setText("\n".join(missing))

    def _card(self, finding: "api.Finding") -> Panel:
        card = Panel()
        card.setAccessibleName(f"{told(finding.title)}. {told(finding.sentence)}")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView(*_icon(finding.level)))
        row.addLayout(_words(finding), 1)
        if text := self._action(finding):
            button = Button(text, "normal")
            button.clicked.connect(lambda: self.acted.emit(finding))
            row.addWidget(button)
        card.body.addLayout(row)
        return card

    def _action(self, finding: "api.Finding") -> str:
        words = {
            "label": self.tr("Go to Label"),
            "split": self.tr("Divide them"),
            "exclude": self.tr("Leave out"),
            "show": self.tr("Show clips") if finding.segment_ids else "",
            "locate": self.tr("Locate audio…"),
            "choose_weights": self.tr("Choose the file"),
            "augment_devices": self.tr("Switch on"),
            "teachers": self.tr("Choose them"),
        }
        return words.get(finding.action, "")

    def _on_place(self, index: int) -> None:
        self.place_chosen.emit(str(self.places.itemData(index)))


def _words(finding: "api.Finding") -> QVBoxLayout:
    """What was found, and below it what that means."""
    words = QVBoxLayout()
    words.setSpacing(1)
    words.addWidget(Label(told(finding.title), "strong", wrap=True))
    if finding.sentence:
        words.addWidget(Label(told(finding.sentence), "table", "text2", wrap=True))
    return words


def _icon(level: str) -> tuple[str, int, str]:
    name, token = ICONS[level]
    return name, 16, token


class Course(QWidget):
    """What follows on what: a bar whose parts are as long as they take, with their names."""

    def __init__(self) -> None:
        super().__init__()
        self._legs: list[tuple[str, float]] = []
        self.setAccessibleName(self.tr("What will happen"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(theme.px(54))

    def set_legs(self, legs: Sequence[tuple[str, float]]) -> None:
        """Show (name, seconds) of each."""
        self._legs = list(legs)
        said = (f"{name} {duration_words(seconds)}" for name, seconds in legs)
        self.setAccessibleDescription(", ".join(said))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the parts; a short one has room for its name all the same."""
        if not self._legs:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        least = min(theme.px(96), self.width() / len(self._legs) - 4)
        total = sum(seconds for _, seconds in self._legs) or 1.0
        spare = self.width() - len(self._legs) * (least + 4)
        left = 0.0
        for n, (name, seconds) in enumerate(self._legs):
            width = least + spare * seconds / total
            painter.setPen(Qt.PenStyle.NoPen)
            shade = 0.45 + 0.55 * (n + 1) / len(self._legs)
            painter.setBrush(theme.mix(theme.color("bg3"), theme.color("accent"), shade))
            painter.drawRoundedRect(QRectF(left, 0, width, 10), 3, 3)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text2"))
            metrics = painter.fontMetrics()
            words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, round(width))
            painter.drawText(QRectF(left, 16, width, metrics.height()), words)
            took = QRectF(left, 17 + metrics.height(), width, metrics.height())
            painter.setPen(theme.color("text"))
            painter.drawText(took, duration_words(seconds))
            left += width + 4
