"""The row below the sound: play, loop, where one is, what is selected, how fast."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QSizePolicy, QWidget

from ascstudio import theme
from ascstudio.pages.label.words import stretch_words
from ascstudio.project.background import Background
from ascstudio.settings import Settings
from ascstudio.widgets.buttons import Button, IconButton, SegmentedControl, Switch
from ascstudio.widgets.canvas.scale import clock
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import ElidedLabel, Label
from ascstudio.words import localised, numeral
from ml_core import api

SPEEDS = ("0.5", "1", "2")
ALL_SPEEDS = (0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 4.0)
FOR_WORDS = 110  # of the row at 100 % text, for what is selected, or that nothing is heard
PRE_ROLLS_S = (0.0, 0.5, 1.0, 2.0)


class Transport(QWidget):
    """44 high; it asks, somebody else plays."""

    play_wanted = Signal()
    previous_wanted = Signal()
    next_wanted = Signal()
    loop_wanted = Signal()
    speed_wanted = Signal(float)

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self.setFixedHeight(theme.px(44))
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 0, 10, 0)
        row.setSpacing(6)
        self.previous = IconButton("skip-previous", self.tr("Previous clip"), keys="P")
        self.previous.clicked.connect(self.previous_wanted)
        self.play = Button(self.tr("Play"), "normal", "play-fill")
        self.play.setMinimumWidth(theme.px(92))  # of the longer of its words
        self.play.set_keys(self.tr("Space"))
        self.play.clicked.connect(self.play_wanted)
        self.loop = IconButton("loop", self.tr("Loop"), checkable=True, keys="L")
        self.loop.clicked.connect(self.loop_wanted)
        self.next = IconButton("skip-next", self.tr("Next clip"), keys="N")
        self.next.clicked.connect(self.next_wanted)
        for part in (self.previous, self.play, self.loop, self.next):
            row.addWidget(part)
        row.addSpacing(2)
        self._time = Label(clock(0, 0.001), "strong")
        self._length = Label("", "body", "text3")
        for label, role, widest in (
            (self._time, "strong", clock(600, 0.001)),
            (self._length, "body", self.tr("of {length}").format(length=clock(600, 0.001))),
        ):
            label.setMinimumWidth(QFontMetrics(theme.font(role)).horizontalAdvance(widest))
        row.addWidget(self._time)
        row.addWidget(self._length)
        row.addSpacing(4)
        self._region = IconView("region", 15, "text3")
        self._region.hide()
        self._silent = False  # nothing was heard: that stands until something is
        self._stretch = ElidedLabel("", "table", "text2")
        row.addWidget(self._region)
        self._stretch.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        row.addWidget(self._stretch, 1)
        self.speed = SegmentedControl(
            self.tr("Speed"), [(one, self.tr("{n}×").format(n=localised(one))) for one in SPEEDS]
        )
        self.speed.set_choice("1")
        self.speed.chosen.connect(lambda key: self.speed_wanted.emit(float(key)))
        row.addWidget(self.speed)
        self.more = IconButton("sliders", self.tr("How it is heard"))
        self.panel = HearingPanel(settings, self)
        self.panel.speed_wanted.connect(self.speed_wanted)
        self.more.clicked.connect(self.open_panel)
        row.addWidget(self.more)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let go first of what is found elsewhere: the length, the speed, the next clip."""
        super().resizeEvent(event)
        self._give_way()

    def _give_way(self) -> None:
        said = self._stretch.text()
        words = QFontMetrics(theme.font("table")).horizontalAdvance(said) + theme.px(30)
        room = self.width() - max(theme.px(FOR_WORDS), words) - 20
        always = (self.play, self.loop, self.more, self._time)
        room -= sum(_wanted(one) for one in always)
        for group in ((self.previous, self.next), (self.speed,), (self._length,)):
            room -= sum(_wanted(one) for one in group)
            for one in group:
                one.setVisible(room >= 0)

    def show_time(self, time_s: float, length_s: float) -> None:
        """Where one is in the recording."""
        self._time.setText(clock(time_s, 0.001))
        self._length.setText(self.tr("of {length}").format(length=clock(length_s, 0.001)))

    def show_stretch(self, stretch: tuple[float, float] | None) -> None:
        """What is selected; of nothing, that nothing is heard goes on standing there."""
        if stretch is None and self._silent:
            return
        self._silent = False
        self._region.set_icon("region", "text3")
        self._region.setVisible(stretch is not None)
        self._stretch.setText(stretch_words(*stretch) if stretch else "")
        self._stretch.set_tip("")
        self._give_way()

    def say(self, problem: str) -> None:
        """Mark that nothing is heard; why is told elsewhere, and by the tooltip."""
        self._silent = True
        self._region.set_icon("speaker", "warn")
        self._region.setVisible(True)
        self._stretch.setText(self.tr("No sound"))
        self._stretch.set_tip(problem)
        self._give_way()

    def hope(self) -> None:
        """Another clip, or another try: it may be heard."""
        if self._silent:
            self._silent = False
            self.show_stretch(None)

    def show_playing(self, playing: bool) -> None:
        """Whether anything is heard."""
        if playing:
            self.hope()
        self.play.setText(self.tr("Pause") if playing else self.tr("Play"))
        self.play.set_icon_name("pause" if playing else "play-fill")

    def show_loop(self, loop: bool) -> None:
        """Whether it begins again at its end."""
        self.loop.setChecked(loop)

    def show_speed(self, speed: float) -> None:
        """How fast it is."""
        self.speed.set_choice(f"{speed:g}")
        self.panel.show_speed(speed)

    def shut_down(self) -> None:
        """End the thread that asks for loudspeakers."""
        self.panel.devices.shut_down()

    def open_panel(self) -> None:
        """Show the choices above the button."""
        self.panel.adjustSize()
        corner = QPoint(self.more.width() - self.panel.width(), -self.panel.height() - 4)
        self.panel.move(self.more.mapToGlobal(corner))
        self.panel.ask_for_outputs()
        self.panel.show()
        self.panel.speeds.setFocus(Qt.FocusReason.PopupFocusReason)


def _wanted(part: QWidget) -> int:
    """The width of a part of the row, and of the gap behind it."""
    return max(part.sizeHint().width(), part.minimumWidth()) + 8


class HearingPanel(QFrame):
    """Speed, pre-roll, loudspeaker, and what happens by itself; everything applies at once."""

    speed_wanted = Signal(float)

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("floating")
        self._settings = settings
        self.devices = Background("output-devices", self)
        self._switches: dict[str, Switch] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        self.speeds = ComboBox(self.tr("Speed"))
        for speed in ALL_SPEEDS:
            self.speeds.addItem(self.tr("{n}×").format(n=numeral(speed, "g")), speed)
        self.speeds.activated.connect(
            lambda at: self.speed_wanted.emit(float(self.speeds.itemData(at)))
        )
        self.show_speed(1.0)
        self._row(grid, 0, self.tr("Speed"), self.speeds)
        rolls = ComboBox(self.tr("Before a selection"))
        for seconds in PRE_ROLLS_S:
            words = (
                self.tr("{s} s").format(s=numeral(seconds, "g")) if seconds else self.tr("Nothing")
            )
            rolls.addItem(words, seconds)
        rolls.setCurrentIndex(max(0, rolls.findData(settings.number("hear.pre_roll_s"))))
        rolls.activated.connect(
            lambda at: settings.set("hear.pre_roll_s", float(rolls.itemData(at)))
        )
        self._row(grid, 1, self.tr("Before a selection"), rolls)
        self.outputs = ComboBox(self.tr("Heard through"))
        self.outputs.activated.connect(
            lambda at: settings.set("audio.output", str(self.outputs.itemData(at)))
        )
        self._show_outputs(())
        self._row(grid, 2, self.tr("Heard through"), self.outputs)
        switches = (
            ("label.autoplay", self.tr("Play each clip as it comes")),
            ("hear.match_loudness", self.tr("All clips equally loud")),
            ("label.listen", self.tr("Listen to all clips for suggestions")),
        )
        for row, (key, words) in enumerate(switches, start=3):
            self._row(grid, row, words, self._switch(key, words))

    def show_speed(self, speed: float) -> None:
        """How fast it is."""
        self.speeds.setCurrentIndex(max(0, self.speeds.findData(speed)))

    def ask_for_outputs(self) -> None:
        """Look which loudspeakers there are, in a thread: it may take a second."""
        for key, switch in self._switches.items():
            switch.setChecked(self._settings.is_on(key))  # Preferences may have changed it
        self.devices.run(
            lambda: tuple(one.name for one in api.output_devices()),
            self._show_outputs,
            lambda _problem: self._show_outputs(()),
        )

    def _show_outputs(self, names: tuple[str, ...]) -> None:
        chosen = self._settings.text("audio.output")
        wanted = [one for one in (*names, chosen) if one]
        self.outputs.clear()
        self.outputs.addItem(self.tr("The system's own"), "")
        for name in dict.fromkeys(wanted):
            self.outputs.addItem(name, name)
        self.outputs.setCurrentIndex(max(0, self.outputs.findData(chosen)))

    def _switch(self, key: str, words: str) -> Switch:
        switch = Switch(words)
        switch.setChecked(self._settings.is_on(key))
        switch.toggled.connect(lambda on: self._settings.set(key, on))
        self._switches[key] = switch
        return switch

    @staticmethod
    def _row(grid: QGridLayout, row: int, words: str, control: QWidget) -> None:
        grid.addWidget(Label(words, "body"), row, 0)
        at_right = (
            Qt.AlignmentFlag.AlignRight if isinstance(control, Switch) else Qt.AlignmentFlag(0)
        )
        grid.addWidget(control, row, 1, at_right)
