"""Words and the boxes they stand in."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.widgets.controls import contents_of
from ascstudio.words import plain

ASKED_FOR = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
LONGEST = 2000  # characters of a line: a sentence with a path or two


class Label(QLabel):
    """Words in one role of the type scale and one colour token.

    Args:
        text: what is read; never markup.
        role: see ``theme.fonts.ROLES``.
        color: name of a token.
        wrap: whether long text takes several lines.
    """

    def __init__(
        self, text: str = "", role: str = "body", color: str = "text", *, wrap: bool = False
    ) -> None:
        super().__init__()
        self._role, self._color = role, color
        self._dressed: tuple[theme.Tokens, float, str, str] | None = None
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
        self._dress()

    def setText(self, text: str) -> None:
        """Show other words; those of other people as in ``words.plain``, line by line."""
        super().setText("\n".join(plain(line, LONGEST) for line in text.split("\n")))

    def set_color(self, token: str) -> None:
        """Take another colour token."""
        if token != self._color:
            self._color = token
            self._dress()

    def set_role(self, role: str) -> None:
        """Take another role of the type scale."""
        if role != self._role:
            self._role = role
            self._dress()

    def _dress(self) -> None:
        """Font and colour of now; Qt tells a change of theme to each widget several times."""
        now = (theme.tokens(), theme.text_scale(), self._role, self._color)
        if now == self._dressed:
            return
        self._dressed = now
        wanted = theme.font(self._role)
        if self.font() != wanted:
            self.setFont(wanted)
        palette = QPalette(self.palette())
        for group in (
            QPalette.ColorGroup.Active,
            QPalette.ColorGroup.Inactive,
            QPalette.ColorGroup.Disabled,
        ):
            palette.setColor(group, QPalette.ColorRole.WindowText, theme.color(self._color))
        if palette.color(QPalette.ColorRole.WindowText) != self.palette().color(
            QPalette.ColorRole.WindowText
        ):
            self.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        """Follow a change of theme or text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.ApplicationPaletteChange):
            self._dress()


class ElidedLabel(QWidget):
    """One line of words that gives way when there is no room; the whole is in the tooltip.

    Args:
        text: what is read.
        role: font role.
        color: name of a token.
        where: ``middle`` (file names) or ``right``.
    """

    def __init__(
        self, text: str = "", role: str = "body", color: str = "text", where: str = "right"
    ) -> None:
        super().__init__()
        self._text, self._role, self._color, self._tip = plain(text), role, color, ""
        self._where = (
            Qt.TextElideMode.ElideMiddle if where == "middle" else Qt.TextElideMode.ElideRight
        )
        self.setAccessibleName(self._text)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def setText(self, text: str) -> None:
        """Show other words."""
        text = plain(text)
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def set_tip(self, words: str) -> None:
        """Say in the tooltip what the text means, behind the whole of it where it is cut."""
        self._tip = words
        self.update()

    def set_color(self, token: str) -> None:
        """Take another colour token."""
        self._color = token
        self.update()

    def sizeHint(self) -> QSize:
        """All of the text."""
        metrics = QFontMetrics(theme.font(self._role))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        """A few letters."""
        return QSize(theme.px(24), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what fits."""
        painter = QPainter(self)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color(self._color))
        shown = painter.fontMetrics().elidedText(self._text, self._where, self.width())
        whole = self._text if shown != self._text else ""
        self.setToolTip("\n".join(filter(None, (whole, self._tip))))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, shown)


class Separator(QWidget):
    """A hairline between groups, horizontal or vertical."""

    def __init__(self, *, vertical: bool = False) -> None:
        super().__init__()
        if vertical:
            self.setFixedWidth(1)
        else:
            self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line."""
        QPainter(self).fillRect(self.rect(), theme.color("line"))


class Panel(QFrame):
    """A card: title and hint above, content below.

    Attributes:
        head: layout of the title row; add buttons at its end.
        body: layout of the content.
    """

    def __init__(self, title: str = "", hint: str = "") -> None:
        super().__init__()
        self.setObjectName("card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(16, 12, 16, 12)
        outer.setSpacing(8)
        self.head = QHBoxLayout()
        self.head.setSpacing(8)
        self._title = Label(title, "strong")
        self._hint = ElidedLabel(hint, "table", "text3")
        self.head.addWidget(self._title)
        self.head.addWidget(self._hint)
        self.head.addStretch(1)
        self.body = QVBoxLayout()
        self.body.setSpacing(8)
        outer.addLayout(self.head)
        outer.addLayout(self.body, 1)
        # only now: what is shown before it has a parent is a window of its own
        self._title.setVisible(bool(title))
        self._hint.setVisible(bool(hint))
        if title:
            self.setAccessibleName(title)

    def set_title(self, text: str) -> None:
        """Change the title."""
        self._title.setText(text)
        self._title.setVisible(bool(text))

    def set_hint(self, text: str) -> None:
        """Change the words beside the title."""
        self._hint.setText(text)
        self._hint.setVisible(bool(text))


class FactsTable(QWidget):
    """Two columns: what, in ``text3``, and its value, right-aligned in ``text``."""

    def __init__(self) -> None:
        super().__init__()
        self._facts: list[tuple[str, str]] = []
        self._values: list[ElidedLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these rows; what did not change is not touched."""
        if list(facts) == self._facts:
            return
        if [name for name, _ in facts] != [name for name, _ in self._facts]:
            empty_layout(self._grid)
            self._values = [_value_label() for _ in facts]
            for row, ((name, _), label) in enumerate(zip(facts, self._values, strict=True)):
                self._grid.addWidget(Label(name, "table", "text3"), row, 0)
                self._grid.addWidget(label, row, 1)
        for (name, value), label in zip(facts, self._values, strict=True):
            label.setText(value)
            label.setAccessibleName(f"{name}: {value}")
        self._facts = list(facts)


class _RightElided(ElidedLabel):
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(theme.font(self._role))
        painter.setPen(theme.color(self._color))
        shown = painter.fontMetrics().elidedText(self._text, self._where, self.width())
        self.setToolTip(self._text if shown != self._text else "")
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, shown
        )


def _value_label() -> ElidedLabel:
    label = _RightElided("", "table", "text", "middle")
    label.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return label


class Figure(QWidget):
    """A headline number with its caption and a third, quieter line.

    Args:
        caption: what the number is.
    """

    def __init__(self, caption: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self._number = Label("–", "number")
        self._caption = Label(caption, "table", "text2")
        self._third = Label("", "caption", "text3")
        for part in (self._number, self._caption, self._third):
            column.addWidget(part)
        column.addStretch(1)
        self.setAccessibleName(caption)

    def set_caption(self, text: str) -> None:
        """Change what the number is."""
        self._caption.setText(text)
        self.setAccessibleName(text)

    def set_value(self, number: str, third_line: str = "", color: str = "text") -> None:
        """Show a number with its unit, e.g. ``57.6 %``; an empty one becomes a dash."""
        self._number.setText(number or "–")
        self._number.set_color(color)
        self._third.setText(third_line)
        self.setAccessibleDescription(f"{number}. {third_line}")


def empty_layout(layout: QLayout) -> None:
    """Take everything out of a layout and delete the widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty_layout(inner)


def show_now(layout: QLayout) -> None:
    """Show what was just added to a layout that can be seen.

    Qt does so in its next turn only, and until then gives it no room: everything around it would
    be squeezed for a moment.
    """
    for one in contents_of(layout):
        if isinstance(one, QLayout):
            show_now(one)
        elif not one.testAttribute(ASKED_FOR):
            one.show()
