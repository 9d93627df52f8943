"""The row above the sound: tools, zoom, undo, how the picture is drawn, what the model sees."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, QPointF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QHBoxLayout, QWidget

from ascstudio import theme
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl
from ascstudio.widgets.canvas.gestures import Tool
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.texts import Label, Separator
from ml_core import api

RANGES_DB = (0, 40, 60, 80, 100, 120)
GAIN_STEP_DB, MOST_GAIN_DB = 3, 30
TOPS_HZ = (0, 4000, 8000, 12_000, 16_000, 24_000)
FFT_SIZES = (256, 512, 1024, 2048, 4096, 8192, 16_384)


class ToolRow(QWidget):
    """40 high; every button also has a key."""

    tool_chosen = Signal(str)
    zoomed = Signal(str)
    """in, out or fit."""
    undo_wanted = Signal()
    redo_wanted = Signal()
    view_chosen = Signal(str)
    """sound or model."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(40))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(4)
        self._tools: dict[str, IconButton] = {}
        for tool, icon, words in (
            ("cursor", "cursor", self.tr("Choose and select")),
            ("region", "region", self.tr("Draw segments; with Shift also a band")),
            ("hand", "hand", self.tr("Move the view")),
        ):
            button = IconButton(icon, words, checkable=True)
            button.clicked.connect(lambda _=False, name=tool: self._choose(name))
            self._tools[tool] = button
            row.addWidget(button)
        self._rule(row)
        for name, icon, words, keys in (
            ("out", "zoom-out", self.tr("Zoom out"), "Ctrl+3"),
            ("in", "zoom-in", self.tr("Zoom in"), "Ctrl+1"),
            ("fit", "zoom-fit", self.tr("Show the whole clip"), "Ctrl+0"),
        ):
            button = IconButton(icon, words, keys=keys)
            button.clicked.connect(lambda _=False, name=name: self.zoomed.emit(name))
            row.addWidget(button)
        self._rule(row)
        self.undo = IconButton("undo", self.tr("Undo"), keys="Ctrl+Z")
        self.redo = IconButton("redo", self.tr("Redo"), keys="Ctrl+Y")
        self.undo.clicked.connect(self.undo_wanted)
        self.redo.clicked.connect(self.redo_wanted)
        row.addWidget(self.undo)
        row.addWidget(self.redo)
        row.addStretch(1)
        self.look = PictureButton(settings)
        row.addWidget(self.look)
        row.addSpacing(2)
        self.view = SegmentedControl(
            self.tr("What is drawn"),
            [("sound", self.tr("Sound")), ("model", self.tr("What the model sees"))],
        )
        self.view.chosen.connect(self.view_chosen)
        row.addWidget(self.view)
        self._choose("cursor")

    def _rule(self, row: QHBoxLayout) -> None:
        line = Separator(vertical=True)
        line.setFixedHeight(theme.px(26))
        row.addSpacing(4)
        row.addWidget(line)
        row.addSpacing(4)

    def show_undo(self, undo: str, redo: str) -> None:
        """Say what undo and redo would do."""
        words = self.tr("Undo: {what}").format(what=undo) if undo else self.tr("Undo")
        self.undo.set_name(words, "Ctrl+Z")
        self.undo.set_reason("" if undo else self.tr("There is nothing to undo"))
        words = self.tr("Redo: {what}").format(what=redo) if redo else self.tr("Redo")
        self.redo.set_name(words, "Ctrl+Y")
        self.redo.set_reason("" if redo else self.tr("There is nothing to do again"))

    def _choose(self, tool: str) -> None:
        for name, button in self._tools.items():
            button.setChecked(name == tool)
        self.tool_chosen.emit(tool)

    def tool(self) -> Tool:
        """What dragging does now."""
        chosen = next(name for name, button in self._tools.items() if button.isChecked())
        return "region" if chosen == "region" else "hand" if chosen == "hand" else "cursor"


class PictureButton(Button):
    """``Mel · 2048 · 80 dB``: how the spectrogram is drawn; opens the choices."""

    def __init__(self, settings: Settings) -> None:
        super().__init__("", "normal")
        self._settings = settings
        self._range_db = 80.0
        self.panel = PicturePanel(settings, self)
        self.clicked.connect(self.open)
        settings.changed.connect(lambda _key: self._say())
        self._say()

    def show_range(self, range_db: float) -> None:
        """The range that is drawn, also where it is found by itself."""
        self._range_db = range_db
        self._say()

    def _say(self) -> None:
        scale = scale_words()[self._settings.text("spectrogram.scale")]
        words = (
            f"{scale} · {self._settings.number('spectrogram.n_fft'):.0f} · {self._range_db:.0f} dB"
        )
        self.setText(words + "     ")  # room for the arrow
        self.setAccessibleName(self.tr("Picture: {how}").format(how=words))
        self.setToolTip(self.tr("How the spectrogram is drawn"))

    def open(self) -> None:
        """Show the choices below the button."""
        self.panel.adjustSize()
        corner = self.mapToGlobal(QPoint(self.width() - self.panel.width(), self.height() + 4))
        self.panel.move(corner)
        self.panel.show()
        self.panel.scales.setFocus(Qt.FocusReason.PopupFocusReason)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the arrow."""
        super().paintEvent(event)
        picture = theme.pixmap("chevron-down", 14, "text2", self.devicePixelRatioF())
        QPainter(self).drawPixmap(QPointF(self.width() - 24, (self.height() - 14) / 2), picture)


class PicturePanel(QFrame):
    """Scale, window, range, highest frequency, colours; everything applies at once."""

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("floating")
        self._settings = settings
        self._combos: dict[str, ComboBox] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.scales = SegmentedControl(self.tr("Frequency axis"), list(scale_words().items()))
        self.scales.chosen.connect(lambda key: settings.set("spectrogram.scale", key))
        self._row(grid, 0, self.tr("Frequency axis"), self.scales)
        for row, (key, words, values, say) in enumerate(self._choices(), start=1):
            self._row(grid, row, words, self._combo(key, words, values, say))
        maps = self._combos["spectrogram.colour_map"] = ComboBox(self.tr("Colours"))
        maps.addItem(self.tr("As the theme"), "")
        for name in theme.MAPS:
            maps.addItem(map_words()[name], name)
        maps.activated.connect(
            lambda at: settings.set("spectrogram.colour_map", str(maps.itemData(at)))
        )
        self._row(grid, grid.rowCount(), self.tr("Colours"), maps)
        settings.changed.connect(lambda _key: self._show_chosen())
        self._show_chosen()

    def _show_chosen(self) -> None:
        """Keys choose as well: the panel shows what is in force."""
        self.scales.set_choice(self._settings.text("spectrogram.scale"))
        for key, combo in self._combos.items():
            value = self._settings.get(key)
            combo.setCurrentIndex(max(0, combo.findData(value)))

    def _choices(self) -> list[tuple[str, str, Sequence[int], Callable[[int], str]]]:
        found, all_ = self.tr("Found by itself"), self.tr("All there are")
        return [
            ("spectrogram.n_fft", self.tr("Window"), FFT_SIZES,
             lambda n: self.tr("{n} samples").format(n=n)),
            ("spectrogram.range_db", self.tr("Range"), RANGES_DB,
             lambda n: f"{n} dB" if n else found),
            ("spectrogram.gain_db", self.tr("Gain"),
             range(-MOST_GAIN_DB, MOST_GAIN_DB + 1, GAIN_STEP_DB),
             lambda n: f"{n:+d} dB".replace("-", "−") if n else self.tr("None")),
            ("spectrogram.top_hz", self.tr("Highest frequency"), TOPS_HZ,
             lambda n: f"{n / 1000:g} kHz" if n else all_),
        ]  # fmt: skip

    def _combo(
        self, key: str, words: str, values: Sequence[int], say: Callable[[int], str]
    ) -> ComboBox:
        combo = self._combos[key] = ComboBox(words)
        for value in values:
            combo.addItem(say(value), value)
        combo.activated.connect(lambda at: self._settings.set(key, int(combo.itemData(at))))
        return combo

    @staticmethod
    def _row(grid: QGridLayout, row: int, words: str, control: QWidget) -> None:
        grid.addWidget(Label(words, "body"), row, 0)
        grid.addWidget(control, row, 1)


def scale_words() -> dict[str, str]:
    """Frequency axes as people read them."""
    tr = QApplication.translate
    return {"mel": tr("Label", "Mel"), "linear": tr("Label", "Linear"), "log": tr("Label", "Log")}


def map_words() -> dict[str, str]:
    """Colour maps as people read them; four have names of their own."""
    tr = QApplication.translate
    words = {"grey": tr("Label", "Grey"), "inverted-grey": tr("Label", "Inverted grey")}
    return {name: words.get(name, name.capitalize()) for name in theme.MAPS}


def settings_of(settings: Settings) -> api.SpectrogramSettings:
    """What the user chose, as the spectrogram wants it."""
    wanted = int(settings.number("spectrogram.n_fft"))
    n_fft = min(FFT_SIZES, key=lambda size: abs(size - wanted))
    scale = settings.text("spectrogram.scale")
    if scale == "linear":
        return api.SpectrogramSettings(n_fft, "linear")
    return api.SpectrogramSettings(n_fft, "log" if scale == "log" else "mel")
