"""The component sheet: every reusable widget in its states, on sample data."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import (
    Button,
    CheckBox,
    IconButton,
    SegmentedControl,
    Switch,
)
from ascstudio.widgets.cards import ChoiceCard, ChoiceCards
from ascstudio.widgets.chips import Chip, KeyCap, Pill
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.curves import Curves, Series
from ascstudio.widgets.lists import FacetList, FacetRow
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.matrix import ConfusionMatrix, DeviceMatrix
from ascstudio.widgets.messages import Banner, EmptyState, ProgressRow
from ascstudio.widgets.meters import BudgetGauge, ClockRing, LevelMeter, ScoreBars, ScoreRow
from ascstudio.widgets.ribbon import Block, TimeRibbon
from ascstudio.widgets.rolling import RollingSpectrogram
from ascstudio.widgets.scatter import ScatterMap
from ascstudio.widgets.slider import WordSlider
from ascstudio.widgets.spectrogram import SpectrogramThumb, SpectrogramView
from ascstudio.widgets.steps import Step, StepLine
from ascstudio.widgets.texts import FactsTable, Figure, Label, Panel

SCENES = (
    *("airport", "bus", "metro", "metro_station", "park", "public_square", "shopping_mall"),
    *("pedestrian_street", "traffic_street", "tram", "harbour_café", "workshop"),
)
DEVICES = ("A", "B", "C", "S1", "S2", "S3", "S4", "S5", "S6")
MARKS = [theme.scene_mark(index) for index in range(12)]
NAMES = [theme.scene_title(scene) for scene in SCENES]


def component_sheet() -> QWidget:
    """A page of cards as in the design's component sheet."""
    page = QWidget()
    page.setObjectName("page")
    grid = QGridLayout(page)
    grid.setContentsMargins(20, 14, 20, 16)
    grid.setSpacing(12)
    panels = (buttons(), marks(), sound(), messages(), plots(), numbers())
    for place, panel in enumerate(panels):
        grid.addWidget(panel, place // 3, place % 3)
        grid.setColumnStretch(place % 3, 1)
    return page


def buttons() -> Panel:
    panel = Panel("Buttons", "states and kinds")
    row = QHBoxLayout()
    for text, kind, icon in (
        ("Primary", "primary", "check"),
        ("Normal", "normal", "import"),
        ("Ghost", "ghost", ""),
    ):
        row.addWidget(Button(text, kind, icon))
    row.addStretch(1)
    panel.body.addLayout(row)
    row = QHBoxLayout()
    row.addWidget(Button("Discard...", "danger", "trash"))
    row.addWidget(Button("Stop listening", "record", "stop"))
    disabled = Button("Disabled")
    disabled.set_reason("Nothing is selected")
    row.addWidget(disabled)
    loop = IconButton("loop", "Loop", checkable=True)
    loop.setChecked(True)
    row.addWidget(loop)
    row.addWidget(KeyCap("Ctrl+K"))
    row.addStretch(1)
    panel.body.addLayout(row)
    row = QHBoxLayout()
    row.addWidget(SegmentedControl("Show", [("shares", "Shares"), ("counts", "Counts")]))
    on = Switch("On")
    on.setChecked(True)
    check = CheckBox("On")
    check.setChecked(True)
    for widget in (
        on,
        Switch("Off"),
        check,
        CheckBox("Off"),
        Chip("Device S4"),
        Pill("Running", "accent", "refresh"),
        Pill("Unseen", "warn"),
    ):
        row.addWidget(widget)
    row.addStretch(1)
    panel.body.addLayout(row)
    combo = ComboBox("Input")
    combo.addItem("USB Audio CODEC")
    panel.body.addWidget(combo)
    field = QLineEdit()
    field.setPlaceholderText("Filter by name, place, note")
    panel.body.addWidget(field)
    slider = WordSlider("Pace", "Steady", "Quick", 0.62)
    slider.set_consequence("Right scene after 3.1 s, 0.7 changes per minute")
    panel.body.addWidget(slider)
    panel.body.addStretch(1)
    return panel


def marks() -> Panel:
    panel = Panel("Scenes: colour and shape, never colour alone")
    grid = QGridLayout()
    for place, (mark, name) in enumerate(zip(MARKS, NAMES, strict=True)):
        grid.addWidget(MarkView(mark, name), place // 3, place % 3)
    grid.addWidget(MarkView(theme.UNKNOWN, "Unknown"), 4, 0)
    grid.addWidget(MarkView(theme.NO_SIGNAL, "No signal"), 4, 1)
    panel.body.addLayout(grid)
    row = QHBoxLayout()
    for device, mark in theme.device_marks(DEVICES, unseen=("S4", "S5", "S6")).items():
        row.addWidget(MarkView(mark, device))
    panel.body.addLayout(row)
    facets = FacetList("Scene")
    facets.set_rows([FacetRow(n, n, 231 - 17 * i, MARKS[i]) for i, n in enumerate(NAMES[:4])])
    facets.set_checked({"Bus"})
    panel.body.addWidget(facets)
    cards = ChoiceCards(
        [
            ChoiceCard("54k", "CP-Mobile 54k", "For most boards", "54 kB\n14 min"),
            ChoiceCard("126k", "CP-Mobile 126k", "For a phone", reason="12 kB too much"),
        ]
    )
    panel.body.addWidget(cards)
    panel.body.addStretch(1)
    return panel


def sample_log_mel(n_bands: int = 64, n_frames: int = 200) -> np.ndarray:
    noise = np.random.default_rng(3).normal(size=(n_bands, n_frames))
    slope = -np.linspace(0, 6, n_bands)[:, None]
    beats = 2 * np.sin(np.arange(n_frames) / 9.0)[None, :]
    return (slope + beats + noise).astype(np.float32)


def sound() -> Panel:
    panel = Panel("Sound")
    frequencies = np.geomspace(60, 15000, 64)
    view = SpectrogramView("Clip")
    peaks = np.random.default_rng(1).normal(size=(400, 2)).astype(np.float32)
    peaks = np.sort(peaks, axis=1) * 0.2
    view.set_sound(sample_log_mel(), peaks, 10.0, frequencies)
    view.set_cursor(3.4)
    panel.body.addWidget(view, 2)
    rolling = RollingSpectrogram("Now hearing", 64, 20.0, 20.0)
    rolling.set_frequencies(frequencies)
    rolling.push(sample_log_mel(n_frames=300))
    panel.body.addWidget(rolling, 1)
    thumb = SpectrogramThumb("Clip")
    thumb.set_log_mel(sample_log_mel())
    meter = LevelMeter("Level")
    meter.set_level(-24.0, -12.0)
    row = QHBoxLayout()
    row.addWidget(thumb)
    row.addWidget(meter)
    panel.body.addLayout(row)
    return panel


def messages() -> Panel:
    panel = Panel("Messages")
    details = [("Details", lambda: None)]
    sentence = "Best model of epoch 41 is kept. Free 2 GB or choose another folder."
    panel.body.addWidget(Banner("err", "Training stopped: the disk is full", sentence, details))
    panel.body.addWidget(Banner("warn", "Device C has only 338 clips", "Learned less well."))
    panel.body.addWidget(Banner("ok", "Deployable", "99.93 % agreement on 8,412 segments."))
    row = ProgressRow("train", "Distil CP-Mobile 54k")
    row.set_progress(0.64, "Epoch 96 of 150, 214 clips per second", 540)
    panel.body.addWidget(row)
    panel.body.addWidget(
        EmptyState("explore", "No embeddings yet", "About 2 min.", ("Compute", lambda: None))
    )
    return panel


def plots() -> Panel:
    panel = Panel("Plots")
    x = np.arange(60.0)
    marks_of = theme.device_marks(DEVICES, unseen=("S4", "S5", "S6"))
    curves = Curves("Accuracy per device", "%")
    rng = np.random.default_rng(0)
    curves.set_series(
        [
            Series(
                d,
                x,
                0.1 + top * (1 - np.exp(-x / 12)) + rng.normal(size=60) * 0.006,
                marks_of[d],
                dashed=d in ("S4", "S6"),
            )
            for d, top in (
                ("A", 0.55),
                ("B", 0.48),
                ("C", 0.485),
                ("S1", 0.44),
                ("S4", 0.38),
                ("S6", 0.35),
            )
        ]
    )
    curves.set_x_range(0, 90)
    panel.body.addWidget(curves, 1)
    scatter = ScatterMap("Map")
    groups = rng.integers(0, 10, 800)
    middles = rng.normal(size=(10, 2)) * 4
    scatter.set_points(middles[groups] + rng.normal(size=(800, 2)), groups, MARKS[:10], NAMES[:10])
    panel.body.addWidget(scatter, 1)
    return panel


def numbers() -> Panel:
    panel = Panel("Numbers")
    rng = np.random.default_rng(0)
    counts = rng.integers(0, 9, (10, 10)) + np.diag(rng.integers(40, 80, 10))
    row = QHBoxLayout()
    matrix = ConfusionMatrix("All devices")
    matrix.set_matrix(counts, NAMES[:10], MARKS[:10])
    matrix.select(1, 9)
    row.addWidget(matrix, 4)
    side = QVBoxLayout()
    small = DeviceMatrix(theme.device_marks(DEVICES)["S4"], "S4")
    small.set_matrix(counts, "52.6 %")
    side.addWidget(small)
    figure = Figure("Accuracy")
    figure.set_value("57.6 %", "95 %: 55.4 to 59.7")
    side.addWidget(figure)
    row.addLayout(side, 1)
    panel.body.addLayout(row)
    bars = ScoreBars("Scores")
    bars.set_scores(
        [
            ScoreRow(MARKS[4], "Park", 0.81, "81 %"),
            ScoreRow(MARKS[5], "Public square", 0.11, "11 %"),
            ScoreRow(theme.UNKNOWN, "Unknown", 0.02, "2 %"),
        ]
    )
    panel.body.addWidget(bars)
    gauge = BudgetGauge("Weights, int8", "kB")
    gauge.set_value(54, 128)
    facts = FactsTable()
    facts.set_facts([("Student", "CP-Mobile 54k"), ("Seed", "17")])
    ring = ClockRing("Recording")
    ring.set_time(41, 60, recording=True)
    line = QHBoxLayout()
    left = QVBoxLayout()
    left.addWidget(gauge)
    left.addWidget(facts)
    left.addStretch(1)
    line.addLayout(left, 1)
    line.addWidget(ring)
    panel.body.addLayout(line)
    steps = StepLine()
    steps.set_steps(
        [
            Step("Prepare", "done", "0:41"),
            Step("Distil", "running", "96 of 150"),
            Step("Make int8", "waiting"),
        ]
    )
    panel.body.addWidget(steps)
    ribbon = TimeRibbon("Last minutes", 600)
    ribbon.set_blocks(
        [
            Block(0, 200, MARKS[6], NAMES[6]),
            Block(200, 320, theme.UNKNOWN, "Unknown"),
            Block(320, 600, MARKS[4], NAMES[4], corrected=True),
        ],
        600,
    )
    panel.body.addWidget(ribbon)
    panel.body.addWidget(Label("Sample data", "caption", "text3"))
    return panel
