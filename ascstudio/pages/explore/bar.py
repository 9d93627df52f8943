"""The row of tools above the map, and what is said over it."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.explore.colouring import COLOURS, PLACES, colour_title
from ascstudio.pages.explore.state import ExploreState
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.messages import IconView, duration_words
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.scatter import ScatterMap, Tool
from ascstudio.widgets.texts import ElidedLabel, Label
from ascstudio.words import counted

NARROW = 860  # under this width colours are chosen from a list
TIGHT = 460  # and lists have no caption
NAMES_BELOW = 40  # pixels below the upper edge of the last hint: names on the map stand lower


class ToolBar(QWidget):
    """Pointer, lasso, hand, fit; what colours mean; which map; progress and cancel."""

    tool_chosen = Signal(str)
    fit_wanted = Signal()
    colour_chosen = Signal(str)
    method_chosen = Signal(str)
    cancel_wanted = Signal()
    place_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(41))
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 5, 12, 5)
        row.setSpacing(4)
        self.tools: dict[Tool, IconButton] = {
            "pointer": self._tool("cursor", self.tr("Pointer"), "Shift+V"),
            "lasso": self._tool("lasso", self.tr("Lasso"), "Shift+L"),
            "hand": self._tool("hand", self.tr("Hand"), "Shift+H"),
        }
        for name, button in self.tools.items():
            button.clicked.connect(lambda _=False, name=name: self.tool_chosen.emit(name))
            row.addWidget(button)
        self.fit = IconButton("zoom-fit", self.tr("Fit the map"), keys="Ctrl+0")
        self.fit.clicked.connect(self.fit_wanted)
        row.addWidget(self.fit)
        row.addSpacing(8)
        self._add_colours(row)
        row.addSpacing(8)
        self._add_map(row)

    def _add_colours(self, row: QHBoxLayout) -> None:
        """What colours mean: side by side, or in a list where it is narrow."""
        self._colour = Label(self.tr("Colour"), "table", "text3")
        row.addWidget(self._colour)
        row.addSpacing(4)
        self.colours = SegmentedControl(
            self.tr("Colour"),
            [
                ("scene", self.tr("Scene")),
                ("device", self.tr("Device")),
                (PLACES[0], self.tr("Place")),
                ("state", self.tr("State")),
                ("errors", self.tr("Errors")),
                ("disagreement", self.tr("Disagreement")),
            ],
        )
        self.colours.chosen.connect(self.colour_chosen)
        self.colour_list = ComboBox(self.tr("Colour"))
        for by in COLOURS:
            self.colour_list.addItem(colour_title(by), by)
        self.colour_list.activated.connect(
            lambda index: self.colour_chosen.emit(self.colour_list.itemData(index))
        )
        self.colour_list.hide()
        row.addWidget(self.colours)
        row.addWidget(self.colour_list)

    def _add_map(self, row: QHBoxLayout) -> None:
        """Which map; while one is computed, how far that is."""
        self.bar = Bar(self.tr("Progress"))
        self.bar.setFixedWidth(theme.px(90))
        self.progress = ElidedLabel("", "table", "text3")
        row.addWidget(self.progress, 1)
        self.method = ComboBox(self.tr("Map"))
        self.method.addItem(self.tr("PCA"), "pca")
        self.method.addItem(self.tr("openTSNE"), "tsne")
        self.method.activated.connect(
            lambda index: self.method_chosen.emit(self.method.itemData(index))
        )
        self.cancel = Button(self.tr("Cancel"), "normal", small=True)
        self.cancel.clicked.connect(self.cancel_wanted)
        self.place = Button("", "normal", "plus", small=True)
        self.place.clicked.connect(self.place_wanted)
        self._map = Label(self.tr("Map"), "table", "text3")
        for widget in (self.bar, self.cancel, self._map):
            row.addWidget(widget)
        row.addSpacing(2)
        row.addWidget(self.method)
        row.addSpacing(2)
        row.addWidget(self.place)

    def _tool(self, icon: str, name: str, keys: str) -> IconButton:
        return IconButton(icon, name, checkable=True, keys=keys)

    def show_state(self, state: ExploreState, no_map: str) -> None:
        """Bring everything up to date; ``no_map`` says why there is none."""
        self.fit.set_reason(no_map)
        for button in self.tools.values():
            button.set_reason(no_map)
        self.colours.set_choice(PLACES[0] if state.colour_by in PLACES else state.colour_by)
        self.colour_list.setCurrentIndex(self.colour_list.findData(state.colour_by))
        busy = bool(state.work)
        self.bar.setVisible(busy)
        self.bar.set_fraction(state.fraction)
        self.cancel.setVisible(busy)
        words = {
            "embed": self.tr("Listening to clips"),
            "judge": self.tr("Comparing labels"),
            "map": self.tr("Drawing the map"),
        }
        shown = doing = words.get(state.work, "")
        if doing and state.left_s is not None:  # there is no room for both
            shown = self.tr("about {time} left").format(time=duration_words(state.left_s))
        self.progress.setText(shown)
        self.progress.set_tip(doing)
        self.bar.setAccessibleName(doing)
        self.bar.setToolTip(doing)
        self._colour.setVisible(not busy and not self._tight())  # the words need their room
        self.method.setVisible(not busy)
        self._map.setVisible(not busy and not self._tight())
        clearer = state.method == "tsne" and state.clearer
        self.method.setCurrentIndex(self.method.findData("tsne" if clearer else "pca"))
        self.method.setEnabled(state.points is not None)
        wanted = state.points is not None and bool(state.missing) and not state.stale
        self.place.setVisible(wanted and not busy)
        one, many = self.tr("Place {n} new clip"), self.tr("Place {n} new clips")
        self.place.setText(counted(state.missing, one, many))

    def _tight(self) -> bool:
        return self.width() < theme.px(TIGHT)

    def show_tool(self, tool: Tool) -> None:
        """Press the button of a tool."""
        for name, button in self.tools.items():
            button.setChecked(name == tool)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Six words side by side only where they fit."""
        narrow = self.width() < theme.px(NARROW)
        busy = self.bar.isVisibleTo(self)
        self._colour.setVisible(not busy and not self._tight())
        self._map.setVisible(self.method.isVisibleTo(self) and not self._tight())
        self.colours.setVisible(not narrow)
        self.colour_list.setVisible(narrow)


class Hint(QFrame):
    """One sentence over the map, with at most one button.

    Args:
        over: the map it stands on.
        icon: name of an icon.
        state: info or warn.
    """

    def __init__(self, over: QWidget, icon: str = "info", state: str = "info") -> None:
        super().__init__(over)
        self._state = state
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(10, 2, 6, 2)
        row.setSpacing(8)
        row.addWidget(IconView(icon, 15, "warn" if state == "warn" else "text3"))
        self._words = Label("", "table", "text2")
        row.addWidget(self._words)
        self.button = Button("", "ghost", small=True)
        self.button.clicked.connect(self._press)
        row.addWidget(self.button)
        self._run: Callable[[], object] | None = None
        self.setFixedHeight(theme.px(32))
        self.hide()

    def say(self, words: str, button: str = "", run: Callable[[], object] | None = None) -> None:
        """Show a sentence; an empty one hides the hint."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._run = run
        self._row.setContentsMargins(10, 2, 6 if button else 12, 2)
        self.setVisible(bool(words))

    def add(self, widget: QWidget) -> None:
        """Put something at the end."""
        self._row.addWidget(widget)

    def words(self) -> str:
        """What it says."""
        return self._words.text()

    def _press(self) -> None:
        if self._run is not None:
            self._run()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        warned = self._state == "warn"
        ground = theme.color("warn_bg" if warned else "bg2")
        border = theme.mix(ground, theme.color("warn"), 0.32) if warned else theme.color("line")
        painter.setPen(QPen(border, 1))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)


class Hints(QObject):
    """What is said over the map: how to use it, what is not shown, whose map it is.

    Args:
        over: the map, which the hints stand on.
    """

    hear_toggled = Signal(bool)

    def __init__(self, over: ScatterMap) -> None:
        super().__init__(over)
        self._over = over
        self.usage = Hint(over)
        self.stale = Hint(over, "warning", "warn")
        self.sample = Hint(over, "filter")
        self.better = Hint(over, "suggest")
        self.hear = IconButton("speaker", self.tr("Hear one second on hovering"), checkable=True)
        self.hear.setFixedSize(theme.px(24), theme.px(24))
        self.hear.toggled.connect(self.hear_toggled)
        self.usage.add(self.hear)
        over.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the width of the map."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.place()
        return False

    def place(self) -> None:
        """Stand at the top left of the map, in several rows where they do not fit in one."""
        left = top = 12
        for hint in (self.stale, self.sample, self.better, self.usage):
            if hint.isHidden():
                continue
            hint.adjustSize()
            if left > 12 and left + hint.width() > self._over.width() - 12:
                left, top = 12, top + hint.height() + 6
            hint.move(left, top)
            left += hint.width() + 8
        self._over.keep_free(0 if left == 12 else top + theme.px(NAMES_BELOW))
