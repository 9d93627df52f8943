"""Right of the table: what is selected, what can be done with it, what is wrong with the data."""

from __future__ import annotations

import numpy as np
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout

from ascstudio.pages.library.channels import ChannelChoice
from ascstudio.pages.library.doctor_panel import DoctorPanel
from ascstudio.pages.library.facts import COMPARED
from ascstudio.pages.library.presenter import LibraryPresenter
from ascstudio.pages.library.state import STATE_ICONS, LibraryState
from ascstudio.project.clip_model import device_title
from ascstudio.project.clip_table import ClipTable
from ascstudio.theme import scene_key, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import KeyCap
from ascstudio.widgets.marks import MarkView
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.meters import ScoreBars, ScoreRow
from ascstudio.widgets.rows import SidePanel
from ascstudio.widgets.texts import FactsTable, Label, Separator, empty_layout

KEYS_SHOWN = 12


class Inspector(SidePanel):
    """Facts of the selection and the keys that change it.

    Args:
        presenter: of the page.
    """

    def __init__(self, presenter: LibraryPresenter) -> None:
        super().__init__("", 276)
        self.setAccessibleName(self.tr("Selection"))
        self._presenter = presenter
        self._keys_for: tuple[str, ...] | None = None
        self.subject = Label("", "section", wrap=True)
        self.column.addWidget(self.subject)
        self._facts = FactsTable()
        self.column.addWidget(self._facts)
        self.column.addWidget(Separator())
        self.channel = ChannelChoice()
        self.channel.wanted.connect(presenter.set_channel)
        self.column.addWidget(self.channel)
        self._build_actions()
        self._build_states()
        self.column.addWidget(Separator())
        self.doctor = DoctorPanel(presenter.doctor)
        self.doctor.shown.connect(presenter.show_clips)
        self.column.addWidget(self.doctor)
        self.column.addWidget(Separator())
        self._device_head = Label(self.tr("How much per device"), "strong")
        self.column.addWidget(self._device_head)
        self.devices = ScoreBars(self.tr("How much per device"), quiet=True, coloured=True)
        self.column.addWidget(self.devices)
        self._label_head = Label(self.tr("Label with a key"), "strong")
        self.column.addWidget(self._label_head)
        self._keys = QVBoxLayout()
        self._keys.setSpacing(2)
        self.column.addLayout(self._keys)
        self.column.addStretch(1)

    def _build_actions(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.label_button = Button(self.tr("Label these"), small=True)
        self.label_button.clicked.connect(self._presenter.label_these)
        self.similar_button = Button(self.tr("Find similar"), small=True)
        self.similar_button.clicked.connect(self._presenter.find_similar)
        row.addWidget(self.label_button)
        row.addWidget(self.similar_button)
        self.column.addLayout(row)

    def _build_states(self) -> None:
        self.state_buttons: dict[str, Button] = {}
        grid = QGridLayout()
        grid.setSpacing(6)
        words = {
            "verified": (self.tr("Verify"), "V"),
            "needs_review": (self.tr("Review"), "R"),
            "excluded": (self.tr("Exclude"), "X"),
        }
        for n, (state, (text, key)) in enumerate(words.items()):
            button = Button(text, "normal", STATE_ICONS[state], small=True)
            button.set_keys(key)
            button.clicked.connect(lambda _=False, s=state: self._presenter.toggle_state(s))
            self.state_buttons[state] = button
            grid.addWidget(button, n // 2, n % 2)
        self.column.addLayout(grid)

    def show_state(self, state: LibraryState) -> None:
        """Show what is selected."""
        self.subject.setText(state.subject)
        self._facts.set_facts(list(state.facts))
        reason = "" if state.selected else self.tr("Select clips first.")
        self.channel.show_clips(state.table.some(state.selected[:COMPARED]))
        for button in (*self.state_buttons.values(), self.label_button, self.similar_button):
            button.set_reason(reason)
        self._show_devices(state)
        self._show_keys(state)

    def _show_devices(self, state: LibraryState) -> None:
        seconds = seconds_by_device(state.table)
        most = max(seconds.values(), default=0.0)
        rows = [
            ScoreRow(state.device_marks[name], device_title(name), s / most, duration_words(s))
            for name, s in seconds.items()
            if name in state.device_marks and most
        ]
        self._device_head.setVisible(bool(rows))
        self.devices.setVisible(bool(rows))
        self.devices.set_scores(rows)

    def _show_keys(self, state: LibraryState) -> None:
        scenes = tuple(state.table.scenes[:KEYS_SHOWN])
        self._label_head.setVisible(bool(scenes))
        if self._keys_for == scenes:
            return
        self._keys_for = scenes
        empty_layout(self._keys)
        for n, scene in enumerate(scenes):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.addWidget(KeyCap(scene_key(n)))
            row.addWidget(MarkView(state.scene_marks[scene], scene_title(scene), "table"), 1)
            self._keys.addLayout(row)


def seconds_by_device(table: ClipTable) -> dict[str, float]:
    """Seconds of each device, in alphabetical order; clips not read yet have no length."""
    names, codes = table.column("device")
    sums = np.bincount(codes, weights=table.clips.numbers["duration_s"], minlength=len(names))
    return dict(sorted(zip(names, sums.tolist(), strict=True)))
