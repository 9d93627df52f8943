"""*Check my microphone...*: listen for half a minute, what was found, what it means."""

from pathlib import Path

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascstudio.pages import Context
from ascstudio.pages.live.microphone_check import (
    ENOUGH_S,
    FOUND,
    LISTEN,
    LISTEN_S,
    MEANS,
    CheckState,
    MicrophoneCheck,
)
from ascstudio.project.clip_model import device_title
from ascstudio.theme import scene_title
from ascstudio.widgets import choosing
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chart import Axis, Chart, Line
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.meters import ClockRing, LevelMeter
from ascstudio.widgets.texts import FactsTable, Figure, Label, Panel
from ascstudio.words import numeral
from ml_core import api

MOST_DEVICES = 8  # in the list of the last step
SPAN_DB = 12.0  # of the curve, up and down, at least


class MicrophoneDialog(FloatingDialog):
    """Three steps; closing it closes the microphone.

    Args:
        context: of the page.
        bundle: with whose devices the microphone is compared.
        device: name of the microphone, None for the system's choice.
        parent: the window.
    """

    def __init__(
        self, context: Context, bundle: Path, device: str | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._context = context
        self.check = MicrophoneCheck(context, bundle, device)
        self.set_title(self.tr("Check my microphone"))
        self.set_size(760, 560)
        self._where = Label("", "table", "text3")
        self.column.addWidget(self._where)
        self.steps = QStackedWidget()
        for page in (self._build_listen(), self._build_found(), self._build_means()):
            self.steps.addWidget(page)
        self.column.addWidget(self.steps, 1)
        self.problem = Label("", "body", "warn", wrap=True)
        self.column.addWidget(self.problem)
        self.back = Button(self.tr("Back"), "ghost")
        self.back.clicked.connect(self._go_back)
        self.cancel = Button(self.tr("Cancel"), "normal")
        self.cancel.clicked.connect(self.reject)
        self.use = Button(self.tr("Use what was heard"), "normal")
        self.use.clicked.connect(self.check.finish)
        self.forward = Button("", "primary")
        self.forward.clicked.connect(self._go_on)
        self.end_with(foot(self.back, self.cancel, self.use, self.forward))
        self.check.changed.connect(self.show_state)
        self.finished.connect(lambda _: self.check.close())
        self.show_state(self.check.state)
        self.forward.setFocus()

    def closeEvent(self, event: QCloseEvent) -> None:
        """The window's own cross is *Cancel*."""
        self.reject()
        event.accept()

    # Building

    def _build_listen(self) -> QWidget:
        page = QWidget()
        row = QHBoxLayout(page)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(28)
        self.ring = ClockRing(self.tr("Half a minute"))
        row.addWidget(self.ring, 2)
        column = QVBoxLayout()
        column.setSpacing(10)
        column.addStretch(1)
        column.addWidget(Label(self.tr("Half a minute of the room and your voice"), "section"))
        words = self.tr(
            "Hold the microphone as it will be used. Say a few sentences, be quiet for a moment,"
            " and walk through more than one room if you can: of one place alone nobody can tell"
            " the microphone from the place."
        )
        column.addWidget(Label(words, "body", "text2", wrap=True))
        self.level = LevelMeter(self.tr("Level"))
        column.addWidget(self.level)
        self.level_words = Label("", "table", "text2", wrap=True)
        column.addWidget(self.level_words)
        words = self.tr("The sound stays in memory and is forgotten when you close this.")
        column.addWidget(Label(words, "table", "text3", wrap=True))
        column.addStretch(1)
        row.addLayout(column, 3)
        return page

    def _build_found(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        figures = QHBoxLayout()
        figures.setSpacing(24)
        self.noise = Figure(self.tr("Noise floor"))
        self.band = Figure(self.tr("What it hears"))
        self.loudness = Figure(self.tr("Level"))
        self.clipping = Figure(self.tr("Overdriven"))
        for figure in (self.noise, self.band, self.loudness, self.clipping):
            figures.addWidget(figure, 1)
        column.addLayout(figures)
        card = Panel(self.tr("Response"), self.tr("the place counts in: right to about 5 dB"))
        self.chart = Chart(self.tr("Response of the microphone"), "{:+.1f} dB")
        card.body.addWidget(self.chart, 1)
        column.addWidget(card, 1)
        self.like = Label("", "body", "text", wrap=True)
        column.addWidget(self.like)
        return page

    def _build_means(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self.expect = Label("", "section", wrap=True)
        self.expect_words = Label("", "body", "text2", wrap=True)
        column.addWidget(self.expect)
        column.addWidget(self.expect_words)
        card = Panel(
            self.tr("Devices"), self.tr("the most alike first: how often this bundle is right")
        )
        self.devices = FactsTable()
        card.body.addWidget(self.devices)
        column.addWidget(card)
        column.addStretch(1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        self.as_device = ComboBox(self.tr("Hear it as device"))
        self.hear = Button(self.tr("Hear it as this device"), "normal", "headphones", small=True)
        self.hear.clicked.connect(lambda: self.check.hear(str(self.as_device.currentData() or "")))
        self.plain = Button(self.tr("As it was"), "normal", "play", small=True)
        self.plain.clicked.connect(lambda: self.check.hear())
        self.clip = Button("", "normal", "headphones", small=True)
        self.clip.clicked.connect(self.check.hear_clip)
        self.silent = Button(self.tr("Stop"), "ghost", "stop", small=True)
        self.silent.clicked.connect(self.check.fall_silent)
        self.save = Button(self.tr("Save its response…"), "normal", "save", small=True)
        self.save.clicked.connect(self._save)
        for place, widget in enumerate((self.as_device, self.hear, self.plain, self.silent)):
            grid.addWidget(widget, 0, place)
        grid.setColumnStretch(4, 1)
        grid.addWidget(self.clip, 1, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)
        grid.addWidget(self.save, 2, 0)
        words = self.tr("A recipe whose folder of impulse responses holds it trains for it.")
        grid.addWidget(Label(words, "table", "text3", wrap=True), 2, 1, 1, 4)
        column.addLayout(grid)
        return page

    # Showing

    def show_state(self, state: CheckState) -> None:
        """The only place that changes the widgets after construction."""
        titles = (self.tr("Listen"), self.tr("What was found"), self.tr("What it means"))
        place = self.tr("Step {n} of 3 · {title}")
        self._where.setText(place.format(n=state.step + 1, title=titles[state.step]))
        self.steps.setCurrentIndex(state.step)
        self.problem.setText(state.problem)
        self.problem.setVisible(bool(state.problem))
        self._show_listen(state)
        self._show_buttons(state)
        if state.passport is not None and state.step != LISTEN:
            self._show_found(state.passport)
            self._show_means(state.passport)
        self.silent.setVisible(state.played is not None)

    def _show_buttons(self, state: CheckState) -> None:
        busy = state.phase != "idle"
        self.back.setVisible(state.step != LISTEN)
        self.back.setText(self.tr("Listen again") if state.step == FOUND else self.tr("Back"))
        self.cancel.setVisible(state.step != MEANS)
        self.use.setVisible(state.phase == "listening")
        few = self.tr("After {s} s.").format(s=round(ENOUGH_S))
        self.use.set_reason("" if state.heard_s >= ENOUGH_S else few)
        if self.forward.isHidden() and not busy:
            self.forward.show()
            self.forward.setFocus()
        self.forward.setVisible(not busy)
        self.forward.setText(
            (self.tr("Start listening"), self.tr("What it means"), self.tr("Close"))[state.step]
        )

    def _show_listen(self, state: CheckState) -> None:
        open_ = state.phase in ("opening", "listening")
        self.ring.set_time(state.heard_s, LISTEN_S, recording=open_)
        self.level.set_level(state.level_db, state.peak_db, clipped=state.clipped)
        words = {
            "opening": self.tr("Opening the microphone…"),
            "measuring": self.tr("Measuring…"),
            "idle": self.tr("The microphone opens when you press Start."),
        }.get(state.phase, "")
        if state.phase == "listening":
            words = self.tr("Good level")
            if state.clipped:
                words = self.tr("Overdriven: turn the input down or move away.")
            elif state.level_db < -60:
                words = self.tr("Very quiet: speak, or turn the input up.")
        self.level_words.setText(words)

    def _show_found(self, found: "api.Passport") -> None:
        quality = found.quality
        self.noise.set_value(_db(quality.noise_db), self.tr("of full scale, at most"))
        self.band.set_value(
            f"{_hz(quality.low_hz)} – {_hz(quality.high_hz)}",
            self.tr("cut off: a codec or a resampler?") if quality.cut_high else
            self.tr("as far as the bundle hears"), "warn" if quality.cut_high else "text",
        )  # fmt: skip
        self.loudness.set_value(
            _db(quality.level_db), self.tr("peak {db}").format(db=_db(quality.peak_db))
        )
        clipped = quality.clipped >= 1e-4
        share = f"{numeral(100 * quality.clipped, '.2g')} %" if clipped else self.tr("never")
        self.clipping.set_value(share, self.tr("of the time"), "warn" if clipped else "text")
        hz = np.array(found.hz)
        mine = np.array(found.response_db)
        low, high = np.array(found.devices_low_db), np.array(found.devices_high_db)
        limit = max(
            SPAN_DB, float(np.ceil(np.abs(np.concatenate([mine, low, high])).max() / 6)) * 6
        )
        lines = [Line(self.tr("This microphone"), hz, mine)]
        if found.devices:
            lines.insert(
                0,
                Line(self.tr("Devices"), hz, (low + high) / 2, low, high, "text3", style="dashed"),
            )
        marks = tuple((float(at), _hz(at)) for at in (63, 125, 250, 500, 1000, 2000, 4000, 8000)
                      if hz[0] <= at <= hz[-1])  # fmt: skip
        self.chart.set_lines(
            Axis(float(hz[0]), float(hz[-1]), "Hz", log=True, marks=marks),
            Axis(-limit, limit, "dB"), lines,
        )  # fmt: skip
        self.like.setText(self._like(found))

    def _like(self, found: "api.Passport") -> str:
        nearest = found.nearest
        if nearest is None:
            return self.tr("The bundle was measured with no device to compare with.")
        name = _named(nearest.device, self.tr("the unnamed device"))
        if found.clear:
            words = self.tr(
                "Most like {device}, and clearly so. It may still be none of them: of microphones"
                " unlike all devices, {n} in {of} stood out as clearly."
            )
            n, of = found.unknown_clear
            return words.format(device=name, n=n, of=of)
        words = self.tr(
            "Nearest is {device}, but it does not stand out: it may be unlike them all, or half a"
            " minute of this place tells too little."
        )
        return words.format(device=name)

    def _show_means(self, found: "api.Passport") -> None:
        if found.expected is None:
            self.expect.setText(self.tr("How well it will be heard is not known"))
            self.expect_words.setText(
                self.tr("The bundle was measured with too few clips of any device.")
            )
        else:
            value, low, high = (_percent(share) for share in found.expected)
            as_on = self.tr("Expect about {n} % right, as on {device}")
            words = as_on if found.clear else self.tr("Expect about {n} % right")
            first = _named(found.devices[0].device, self.tr("the unnamed device"))
            self.expect.setText(words.format(n=value, device=first))
            words = self.tr("95 %: {low} to {high} %, measured on clips the bundle was trained on.")
            if found.held_out:
                words = self.tr("95 %: {low} to {high} %, on clips the bundle never learned from.")
            if found.clear:
                words += " " + self.tr("It holds if the microphone is that one or much like it.")
            else:
                words += " " + self.tr("No device stands out, so trust it less.")
            if len(found.near) > 1:
                words += " " + self.tr("It is the mean of {n} that may be the one.")
            self.expect_words.setText(words.format(low=low, high=high, n=len(found.near)))
        rows = [
            (
                _named(one.device, self.tr("unnamed")),
                self.tr("{n} % of {clips} clips · {db} dB from band to band").format(
                    n=_percent(one.accuracy), clips=one.n, db=numeral(one.distance_db, ".1f")
                ),
            )
            for one in found.devices[:MOST_DEVICES]
        ]
        self.devices.set_facts(rows)
        names_now = [self.as_device.itemData(n) for n in range(self.as_device.count())]
        wanted = [one.device for one in found.devices]
        if names_now != wanted:
            self.as_device.clear()
            for name in wanted:
                self.as_device.addItem(_named(name, self.tr("unnamed")), name)
        clip = self.check.clip_to_hear()
        self.clip.setVisible(clip is not None)
        if clip is not None:
            words = self.tr("Hear {scene} through it")
            self.clip.setText(words.format(scene=scene_title(clip.scene or "")))
        for widget in (self.as_device, self.hear):
            widget.setVisible(bool(wanted))

    # What the user does

    def _go_on(self) -> None:
        step = self.check.state.step
        if step == LISTEN:
            self.check.start()
        elif step == FOUND:
            self.check.go(MEANS)
        else:
            self.accept()

    def _go_back(self) -> None:
        self.check.fall_silent()
        self.check.go(LISTEN if self.check.state.step == FOUND else FOUND)

    def _save(self) -> None:
        chosen = choosing.choose_new_file(
            self, self._context.settings, "exports", self.tr("Save its response"),
            self.tr("microphone.wav"), self.tr("Impulse response (*.wav)"),
        )  # fmt: skip
        if chosen is not None:
            said = self.tr("Saved the response as {name}").format(name=chosen.name)
            self.check.save_response(chosen, lambda: self._context.say(said))


def _percent(share: float) -> int:
    return round(100 * share + 1e-3)  # what float32 made of a half is a half


def _db(value: float) -> str:
    return f"{value:.0f} dB".replace("-", "−")


def _hz(value: float) -> str:
    return f"{numeral(value / 1000, '.3g')} kHz" if value >= 1000 else f"{value:.0f} Hz"


def _named(device: str, unnamed: str) -> str:
    """A device as all pages call it."""
    return device_title(device) if device else unnamed
