"""A teacher beside its student: maps of the same test clips in both embeddings."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.scatter import ScatterMap
from ascstudio.widgets.texts import Label, Panel
from ml_core import api


@dataclass(frozen=True, slots=True, eq=False)
class Maps:
    """Two maps of the same clips.

    Attributes:
        names: of teacher and student.
        points: of each, (N, 2).
        scenes: of the clips, N.
    """

    names: tuple[str, str]
    points: tuple[NDArray[np.float64], NDArray[np.float64]]
    scenes: tuple[str, ...]


def read_maps(run: Path) -> Maps | None:
    """The maps that were drawn of a run; None where there are none, or they cannot be read."""
    file = next(iter(sorted(run.glob("evaluation/beside-*.json"))), None)
    if file is None:
        return None
    try:
        found: dict[str, Any] = api.from_json(file.read_text("utf-8"))
        left, right = found["left"], found["right"]
        points = tuple(
            np.array(side["points"], np.float64).reshape(-1, 2) for side in (left, right)
        )
        scenes = tuple(str(scene) for scene in found["scenes"])
        if not len(points[0]) == len(points[1]) == len(scenes):
            return None
        names = (str(left["name"]), str(right["name"]))
        return Maps(names, (points[0], points[1]), scenes)
    except (OSError, ValueError, KeyError, TypeError):
        return None


class MapsCard(Panel):
    """Two maps side by side, or why there are none and the button that draws them."""

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Teacher beside student"))
        self._sentence = Label("", "table", "text3", wrap=True)
        self.body.addWidget(self._sentence)
        self.button = Button(self.tr("Draw the maps"), "normal", "explore", small=True)
        self.button.clicked.connect(self.wanted)
        line = QHBoxLayout()
        line.addWidget(self.button)
        line.addStretch(1)
        self.body.addLayout(line)
        self._sides = QWidget()
        row = QHBoxLayout(self._sides)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.maps, self._captions = [], []
        for name in (self.tr("Map of the teacher"), self.tr("Map of the student")):
            column = QVBoxLayout()
            caption, shown = Label("", "caption", "text2"), ScatterMap(name)
            shown.setMinimumSize(theme.px(120), theme.px(120))
            column.addWidget(caption)
            column.addWidget(shown, 1)
            row.addLayout(column, 1)
            self._captions.append(caption)
            self.maps.append(shown)
        self.body.addWidget(self._sides, 1)
        self.body.addStretch(0)
        self._shown: Maps | None = None

    def show_maps(
        self, maps: Maps | None, scenes: Sequence[str], sentence: str, *, possible: bool
    ) -> None:
        """Show the maps, or a sentence in their place.

        Args:
            maps: of the run in front.
            scenes: of the project in order: their places decide the marks.
            sentence: while there are no maps.
            possible: whether they can be drawn now.
        """
        self._sentence.setText(sentence)
        self._sentence.setVisible(maps is None)
        self.button.setVisible(maps is None and possible)
        self._sides.setVisible(maps is not None)
        if maps is None or maps is self._shown:
            self._shown = maps
            return
        self._shown = maps
        order = [*scenes, *sorted(set(maps.scenes) - set(scenes))]
        groups = np.array([order.index(scene) for scene in maps.scenes], np.int64)
        marks = [theme.scene_mark(place) for place in range(len(order))]
        titles = [theme.scene_title(scene) for scene in order]
        for caption, shown, name, xy in zip(
            self._captions, self.maps, maps.names, maps.points, strict=True
        ):
            caption.setText(name)
            shown.set_points(xy, groups, marks, titles, written=())
            shown.fit()
