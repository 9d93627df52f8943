"""The recorder on screen: scene, microphone, level, clock, one button."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages.library.recording import RecordPresenter, RecordState
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.floating import FloatingDialog, foot, form
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.meters import LevelMeter
from ascstudio.widgets.texts import Label, empty_layout
from ascstudio.words import numeral
from ml_core import api


class RecordDialog(FloatingDialog):
    """Level before and while, on disk as it comes.

    Args:
        presenter: of the page; the microphone is open as long as this dialog.
        scenes: of the project.
        parent: the window.
    """

    def __init__(
        self, presenter: RecordPresenter, scenes: tuple[str, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.presenter = presenter
        self._scenes = {api.display_name(scene): scene for scene in scenes}
        self._said: tuple[object, ...] | None = None
        self._known: tuple[api.InputDevice, ...] | None = None
        self._waited = True  # for the microphone
        self.set_size(560)
        self.set_title(self.tr("Record"))
        outer = self.column
        outer.addLayout(self._build_fields())
        self.meter = LevelMeter(self.tr("Level"))
        outer.addWidget(self.meter)
        self.clock = Label("0:00.0", "decision")
        self.clock.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.clock)
        self.sentence = Label("", "table", "text2", wrap=True)
        self.sentence.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        outer.addWidget(self.sentence)
        self._banners = QVBoxLayout()
        outer.addLayout(self._banners)
        outer.addStretch(1)
        self.end_with(self._build_foot())
        presenter.changed.connect(self.show_state)
        self.finished.connect(presenter.close)
        presenter.set_scene(self._scene())
        presenter.open()
        self.show_state(presenter.state)

    def _build_fields(self) -> QGridLayout:
        self.scene = ComboBox(self.tr("Scene"))
        self.scene.setEditable(True)
        self.scene.addItems(["", *self._scenes])
        self.scene.setCurrentText(
            next(
                (shown for shown, raw in self._scenes.items() if raw == self.presenter.state.scene),
                "",
            )
        )
        field = self.scene.lineEdit()
        if field is not None:
            field.setPlaceholderText(self.tr("No label yet; choose or type a scene"))
            field.setAccessibleName(self.tr("Scene"))
        self.scene.currentTextChanged.connect(lambda _: self.presenter.set_scene(self._scene()))
        self.device = ComboBox(self.tr("Microphone"))
        self.device.activated.connect(
            lambda at: self.presenter.set_device(str(self.device.itemData(at)) or None)
        )
        return form((self.tr("Scene"), self.scene), (self.tr("Microphone"), self.device))

    def _build_foot(self) -> QHBoxLayout:
        self.count_box = CheckBox(self.tr("Count down from three"))
        self.count_box.setChecked(self.presenter.state.count_down)
        self.count_box.toggled.connect(self.presenter.set_count_down)
        self.close_button = Button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)
        self.record_button = Button(self.tr("Record"), "primary", "record")
        self.record_button.clicked.connect(self.presenter.toggle)
        return foot(self.count_box, self.close_button, self.record_button)

    def _scene(self) -> str:
        words = self.scene.currentText().strip()
        return self._scenes.get(words, words)

    def show_state(self, state: RecordState) -> None:
        """The only place that changes the widgets after construction."""
        heard = state.heard
        busy = state.recording or bool(state.counting)
        self._show_devices(state)
        self.scene.setEnabled(not busy)
        self.device.setEnabled(not busy)
        self.count_box.setEnabled(not busy)
        if heard is None:
            self.meter.reset()
        else:
            self.meter.set_level(heard.level_db, heard.peak_db, clipped=heard.clipped)
        duration_s = heard.duration_s if heard is not None else 0.0
        self.clock.setText(str(state.counting) if state.counting else clock(duration_s))
        self.clock.set_color("rec" if state.recording else "text")
        self.sentence.setText(self._words(state))
        self._show_button(state, busy=busy)
        self._show_banner(state)

    def _show_button(self, state: RecordState, *, busy: bool) -> None:
        self.record_button.set_kind("record" if state.recording else "primary")
        self.record_button.set_icon_name("stop" if busy else "record")
        self.record_button.setText(self.tr("Stop") if busy else self.tr("Record"))
        reason = ""
        if state.ending:
            reason = self.tr("It is being brought in.")
        elif not busy and not state.ready:
            reason = self.tr("The microphone is not open.")
        self.record_button.set_reason(reason)
        if not reason and self._waited:  # the keyboard waits here as soon as it can do something
            self._waited = False
            self.record_button.setFocus()

    def _show_devices(self, state: RecordState) -> None:
        if state.devices != self._known:
            self._known = state.devices
            self.device.clear()
            self.device.addItem(self.tr("As the system"), "")
            for one in state.devices:
                self.device.addItem(one.name, one.name)
        self.device.setCurrentIndex(max(0, self.device.findData(state.device or "")))

    def _words(self, state: RecordState) -> str:
        heard = state.heard
        if state.problem:
            return state.problem
        if heard is None:
            return self.tr("Opening the microphone…")
        if heard.state != "open":
            return told(f"{heard.message} {heard.hint}".strip())
        if state.counting:
            return self.tr("Nothing is kept yet.")
        parts = []
        if state.recording:
            parts.append(self.tr("On disk as it comes."))
            if heard.n_clipped:
                parts.append(self.tr("Too loud: turn the input down."))
            if heard.missed_s:
                parts.append(
                    self.tr("{s} s were not heard.").format(s=numeral(heard.missed_s, ".1f"))
                )
        return " ".join(parts) or self.tr("Say or play something: the level should move.")

    def _show_banner(self, state: RecordState) -> None:
        if (state.recorded,) == self._said:
            return
        self._said = (state.recorded,)
        empty_layout(self._banners)
        recorded = state.recorded
        if recorded is None:
            return
        scene = recorded.clips[0].scene
        seconds = numeral(recorded.duration_s, ".1f")
        title = self.tr("{s} s are in, without a label").format(s=seconds)
        if scene:
            title = self.tr("{s} s of {scene} are in").format(
                s=seconds, scene=api.display_name(scene)
            )
        loud = self.tr("Some of it was too loud. Record it again with less gain.")
        clipped = recorded.n_clipped > 0
        self._banners.addWidget(Banner("warn" if clipped else "ok", title, loud if clipped else ""))


def clock(seconds: float) -> str:
    """``0:03.4``."""
    return f"{int(seconds // 60)}:{seconds % 60:04.1f}"
