"""Accuracy by scene and device, and what one device does to the sound."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.evaluate.answers import Why
from ascstudio.pages.evaluate.device_charts import ColourChart, ReliabilityChart
from ascstudio.pages.evaluate.figures import Evaluation, SceneDevice
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent
from ascstudio.theme import Mark, scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.heat_table import Head, HeatCell, HeatTable
from ascstudio.widgets.matrix import FEW
from ascstudio.widgets.texts import Label, Panel
from ascstudio.words import counted


class DevicesTab(QWidget):
    """The heat table; below it how the device in question sounds and how honest it is there."""

    save_wanted = Signal()

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: Evaluation | None = None
        self._charted: tuple[object, object] = (None, None)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 16, 16)
        column.setSpacing(12)
        self._card = Panel(self.tr("Accuracy by scene and device"), " ")
        self.save_button = Button(self.tr("Save picture"), "normal", "export", small=True)
        self.save_button.clicked.connect(self.save_wanted)
        self._card.head.addWidget(self.save_button)
        self.table = HeatTable(self.tr("Accuracy by scene and device"))
        self.table.cell_chosen.connect(presenter.choose_scene_device)
        self.table.cell_activated.connect(self._on_activated)
        self._card.body.addWidget(self.table, 1)
        column.addWidget(self._card, 3)
        row = self.row = QHBoxLayout()
        row.setSpacing(12)
        self._colour_card = Panel(" ", " ")
        self.colour = ColourChart()
        self._waiting = Label("", "table", "text3", wrap=True)
        self._colour_card.body.addWidget(self._waiting)
        self._colour_card.body.addWidget(self.colour, 1)
        self._honest_card = Panel(" ", self.tr("dotted: before calibration"))
        self.honest = ReliabilityChart()
        self._honest_card.body.addWidget(self.honest, 1)
        for card in (self._colour_card, self._honest_card):
            card.setMinimumHeight(theme.px(190))
        row.addWidget(self._colour_card, 57)
        row.addWidget(self._honest_card, 43)
        column.addLayout(row, 2)

    def show_result(self, state: EvaluateState, result: Evaluation) -> None:
        """Show the table, and the device in question below it."""
        if result is not self._shown:
            self._shown = result
            self._show_table(state, result)
        chosen = state.chosen
        is_scene = chosen is not None and chosen.kind == "scene"
        self.table.select(*((chosen.row, chosen.column) if chosen and is_scene else (-1, -1)))
        name = state.figures_device
        figure = result.device(name)
        self._colour_card.setVisible(figure is not None)
        self._honest_card.setVisible(figure is not None)
        if figure is None or name is None:
            return
        title = self._words.device(name)
        self._colour_card.set_title(self.tr("How {device} colours the sound").format(device=title))
        self._honest_card.set_title(
            self.tr("Is the confidence honest on {device}?").format(device=title)
        )
        asked = state.answer("why")
        why = asked.answer if isinstance(asked.answer, Why) else None
        self.colour.setVisible(why is not None)
        self._waiting.setVisible(why is None)
        self._waiting.setText(
            self.tr("Listening to its clips and to the training devices…") if asked.running else ""
        )
        self._colour_card.set_hint(self._estimated(why) if why is not None else "")
        if (figure, why) != self._charted:
            self._charted = (figure, why)
            self.honest.show_both(figure.reliability)
            if why is not None:
                self.colour.show_colour(title, state.device_marks[name], why.colour)

    def _show_table(self, state: EvaluateState, result: Evaluation) -> None:
        marks: list[Mark] = list(state.scene_marks)
        rows = [
            Head(scene_title(scene), mark)
            for scene, mark in zip(result.scenes, marks, strict=True)
        ]  # fmt: skip
        columns = [
            Head(self._words.device(one.device), state.device_marks[one.device],
                 self._group(state.device_marks[one.device]))
            for one in result.devices
        ]  # fmt: skip
        cells = [
            [
                HeatCell(cell.accuracy, self._said(rows[r].name, columns[c].name, cell), cell.few)
                for c, cell in enumerate(line)
            ]
            for r, line in enumerate(result.scene_device)
        ]
        self.table.set_cells(rows, columns, cells)
        hint = self.tr("% of clips, click a cell to hear it")
        if any(cell.few for line in result.scene_device for cell in line):
            hint += self.tr("; hatched: under {n} clips").format(n=FEW)
        self._card.set_hint(hint)

    def _group(self, mark: Mark) -> str:
        return {
            "real": self.tr("Real, seen"),
            "simulated": self.tr("Simulated, seen"),
            "unseen": self.tr("Real, unseen"),
            "unseen-simulated": self.tr("Simulated, unseen"),
        }[mark.kind]

    def _said(self, scene: str, device: str, cell: SceneDevice) -> str:
        where = self.tr("{scene} on {device}").format(scene=scene, device=device)
        clips = counted(cell.n, self.tr("{n} clip"), self.tr("{n} clips"))
        if cell.accuracy is None or cell.ci95 is None:
            return self.tr("{where}: no clip").format(where=where)
        if cell.few:
            share = percent(cell.accuracy)
            words = self.tr("{where}: {share}, {clips}: too few to say")
            return words.format(where=where, share=share, clips=clips)
        words = self.tr("{where}: {share} of {clips}, {interval}")
        return words.format(
            where=where, share=percent(cell.accuracy), clips=clips,
            interval=self._words.interval(cell.ci95),
        )  # fmt: skip

    def _estimated(self, why: Why) -> str:
        one, many = self.tr("estimated from {n} clip"), self.tr("estimated from {n} clips")
        return counted(why.colour.n_clips, one, many)

    def _on_activated(self, row: int, column: int) -> None:
        self._presenter.choose_scene_device(row, column)
        self._presenter.play_first()
