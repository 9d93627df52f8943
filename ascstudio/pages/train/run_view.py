"""One run on screen: where it is, four figures, curves, facts."""

from collections.abc import Mapping

import numpy as np
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.presenter import RunView
from ascstudio.pages.train.run_words import ALIVE
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.curves import Curves, Series
from ascstudio.widgets.lists import Step, StepLine
from ascstudio.widgets.messages import Banner
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import Drawer, SidePanel
from ascstudio.widgets.texts import FactsTable, Figure, Label, Panel, Separator, empty_layout

LINES: Mapping[str, tuple[bool, str]] = {  # metric -> dashed, colour token
    "loss": (False, "text2"),
    "val_accuracy": (False, "accent"),
    "val_loss": (False, "accent"),
}


class RunViewWidget(QWidget):
    """Follows one run; everything it shows was read from the run's folder."""

    def __init__(self) -> None:
        super().__init__()
        self._command = ""
        self._figures: list[Figure] = []
        self._problem = ""
        self._events: tuple[tuple[str, str], ...] = ()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(self._build_middle(), 1)
        line, side = Separator(vertical=True), self._build_side()
        row.addWidget(line)
        row.addWidget(side)
        self.drawer = Drawer(self, (line, side))

    def _build_middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        self._banner = QVBoxLayout()
        column.addLayout(self._banner)
        self._steps = StepLine()
        column.addWidget(self._steps)
        line = QHBoxLayout()
        self._where = Label("", "table", "text2")
        self._share = Label("", "table", "text2")
        line.addWidget(self._where)
        line.addStretch(1)
        line.addWidget(self._share)
        column.addLayout(line)
        self._bar = Bar(self.tr("Progress of the run"))
        column.addWidget(self._bar)
        self._figure_row = QHBoxLayout()
        self._figure_row.setSpacing(20)
        column.addLayout(self._figure_row)
        charts = QHBoxLayout()
        charts.setSpacing(12)
        self._loss_card = Panel(self.tr("Loss"), self.tr("lower is better"))
        self.loss = Curves(self.tr("Loss"))
        self._loss_card.body.addWidget(self.loss, 1)
        self._share_card = Panel(self.tr("Accuracy"), self.tr("on clips kept for validation"))
        self.shares = Curves(self.tr("Accuracy"), "%")
        self._share_card.body.addWidget(self.shares, 1)
        charts.addWidget(self._loss_card, 1)
        charts.addWidget(self._share_card, 1)
        column.addLayout(charts, 1)
        return column

    def _build_side(self) -> QWidget:
        panel = SidePanel(self.tr("This run"), 284)
        panel.column.addWidget(Label(self.tr("This run"), "section"))
        self._facts = FactsTable()
        panel.column.addWidget(self._facts)
        self.copy_button = Button(self.tr("Copy command"), "normal", "terminal", small=True)
        self.copy_button.clicked.connect(lambda: QGuiApplication.clipboard().setText(self._command))
        line = QHBoxLayout()
        line.addWidget(self.copy_button)
        line.addStretch(1)
        panel.column.addLayout(line)
        panel.column.addWidget(Separator())
        panel.column.addWidget(Label(self.tr("Events"), "section"))
        self._event_grid = QGridLayout()
        self._event_grid.setColumnStretch(1, 1)
        self._event_grid.setHorizontalSpacing(10)
        panel.column.addLayout(self._event_grid)
        panel.column.addStretch(1)
        self._note = Banner(
            "info",
            self.tr("You can close the window"),
            self.tr("The run goes on and is picked up again."),
        )
        panel.column.addWidget(self._note)
        return panel

    def show_state(self, run: RunView) -> None:
        """Show the run as it is now; the past of a curve never moves."""
        self._command = run.command
        self._show_problem(run)
        self._show_progress(run)
        self._show_figures(run)
        self._show_curves(run)
        self._facts.set_facts(list(run.facts))
        self._show_events(run)
        self._note.setVisible(run.row.state in ALIVE)

    def _show_problem(self, run: RunView) -> None:
        if run.problem == self._problem:
            return
        self._problem = run.problem
        empty_layout(self._banner)
        if run.problem:
            kept = run.hint or self.tr("The last finished epoch is kept. Resume goes on from it.")
            self._banner.addWidget(Banner("err", run.problem, kept))

    def _show_progress(self, run: RunView) -> None:
        alive = run.row.state in ALIVE
        names = [words for _, words in reversed(run.events)]
        steps = [
            Step(name, "running" if alive and n == len(names) - 1 else "done")
            for n, name in enumerate(names)
        ]
        self._steps.set_steps(steps)
        self._steps.setVisible(bool(steps))
        if run.row.state == "waiting":
            self._where.setText(self.tr("Starting. First result in a little while."))
        elif alive and run.total:
            self._where.setText(
                self.tr("{step}: {done} of {total}").format(
                    step=run.step, done=run.done, total=run.total
                )
            )
        else:
            self._where.setText(run.row.progress)
        fraction = run.row.fraction
        self._bar.set_fraction(fraction if fraction is not None or alive else 0.0)
        self._share.setText(f"{100 * fraction:.0f} %" if fraction is not None else "")

    def _show_figures(self, run: RunView) -> None:
        if len(self._figures) != len(run.figures):
            empty_layout(self._figure_row)
            self._figures = []
            for n, (caption, _, _) in enumerate(run.figures):
                if n:
                    self._figure_row.addWidget(Separator(vertical=True))
                figure = Figure(caption)
                self._figure_row.addWidget(figure)
                self._figures.append(figure)
            self._figure_row.addStretch(1)
        for figure, (caption, number, third) in zip(self._figures, run.figures, strict=True):
            figure.set_caption(caption)
            figure.set_value(number.replace("—", "–"), third)

    def _show_curves(self, run: RunView) -> None:
        names = {
            "loss": self.tr("training"),
            "val_accuracy": self.tr("validation"),
            "val_loss": self.tr("validation"),
        }
        for chart, series in (
            (self.loss, run.curves.loss),
            (self.shares, run.curves.shares),
        ):
            lines = []
            for name, points in series.items():
                dashed, token = LINES.get(name, (True, "accent"))
                x, y = np.array(points, np.float64).T
                best = int(np.argmax(y)) if chart is self.shares else None
                words = names.get(name, name.rpartition("@")[2].replace("_", " "))
                lines.append(Series(words, x, y, dashed=dashed, color=token, best=best))
            chart.set_series(lines)
            chart.set_x_range(0, max(1, run.curves.n_epochs))
        alive = run.row.state in ALIVE
        waiting = (
            self.tr("The first epoch is not over yet.") if alive else self.tr("No epoch ended.")
        )
        self.loss.set_sentence(waiting)
        none = self.tr("No clips were kept for validation: the last epoch counts.")
        self.shares.set_sentence(none if run.curves.loss else waiting)

    def _show_events(self, run: RunView) -> None:
        if run.events == self._events:
            return
        self._events = run.events
        empty_layout(self._event_grid)
        for n, (clock, words) in enumerate(run.events):
            self._event_grid.addWidget(Label(clock, "table", "text3"), n, 0)
            label = Label(words, "table", "text2", wrap=True)
            label.setMinimumWidth(theme.px(80))
            self._event_grid.addWidget(label, n, 1)
