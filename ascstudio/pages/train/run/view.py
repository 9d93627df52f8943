"""One run on screen: where it is, four figures, charts, facts."""

from collections.abc import Sequence

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.pages import Action, BannerText
from ascstudio.pages.train.run.charts import RunCharts
from ascstudio.pages.train.run.monitor import RunMonitor
from ascstudio.pages.train.run.side import RunSide
from ascstudio.pages.train.run.state import RunState
from ascstudio.project.run_words import ALIVE
from ascstudio.widgets.messages import TextAction
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import Drawer, ScrollColumn
from ascstudio.widgets.steps import StepLine
from ascstudio.widgets.texts import Figure, Label, Separator


class RunView(QWidget):
    """Follows one run; everything it shows was read from the run's folder.

    Args:
        monitor: of the run in front.
    """

    def __init__(self, monitor: RunMonitor) -> None:
        super().__init__()
        self._monitor = monitor
        self._figures: list[Figure] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        middle = QWidget()
        middle.setLayout(self._build_middle())
        row.addWidget(ScrollColumn(middle, self.tr("The run")), 1)
        self.side = RunSide()
        self.side.log_wanted.connect(self.charts.toggle_log)
        self.side.said.connect(monitor.say)
        line = Separator(vertical=True)
        row.addWidget(line)
        row.addWidget(self.side)
        self.drawer = Drawer(self, (line, self.side), 1000)

    def _build_middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setContentsMargins(20, 12, 20, 16)
        column.setSpacing(10)
        self.steps = StepLine()
        self.steps.pressed.connect(self._monitor.show_beside)
        column.addWidget(self.steps)
        line = QHBoxLayout()
        self.where = Label("", "table", "text2")
        self.percent = Label("", "table", "text2")
        line.addWidget(self.where)
        line.addStretch(1)
        line.addWidget(self.percent)
        column.addLayout(line)
        self.bar = Bar(self.tr("Progress of the run"), 8)
        column.addWidget(self.bar)
        self._figure_row = QHBoxLayout()
        self._figure_row.setSpacing(20)
        column.addLayout(self._figure_row)
        self.charts = RunCharts()
        self.charts.maps.wanted.connect(self._monitor.draw_maps)
        column.addWidget(self.charts, 1)
        return column

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The charts follow the width of the page."""
        super().resizeEvent(event)
        self.charts.set_room(self.width())

    def commands(self) -> Sequence[Action]:
        """Keys of this page while a run is in front."""
        return (
            Action("train.log", self.tr("Show or hide the log"), self.charts.toggle_log, "L",
                   "note", "run"),
            Action("train.folder", self.tr("Copy the path of the run's folder"),
                   self.side.copy_folder, "", "folder", "run"),
        )  # fmt: skip

    def banners(self, run: RunState) -> tuple[BannerText, ...]:
        """Why the run stands still, and what was kept."""
        if run.notice is None:
            return ()
        known: dict[str, TextAction] = {
            "log": (self.tr("Show log"), self.charts.show_log),
            "anew": (
                self.tr("Start anew with batch {n}").format(n=run.batch_size),
                self._monitor.start_anew,
            ),
        }
        actions = tuple(known[key] for key in run.notice.actions)
        return (BannerText(run.notice.state, run.notice.title, run.notice.sentence, actions),)

    def show_state(self, run: RunState, scenes: Sequence[str]) -> None:
        """Show the run as it is now.

        Args:
            run: what to show.
            scenes: of the project, in order.
        """
        self._show_progress(run)
        self._show_figures(run)
        self.charts.show_run(run, scenes)
        self.side.show_run(run)

    def _show_progress(self, run: RunState) -> None:
        self.steps.set_steps(run.stages)
        self.steps.setVisible(bool(run.stages))
        self.where.setText(run.where)
        busy = run.row.state in ALIVE and run.place is None
        share = run.share if run.share is not None or busy else 0.0
        self.bar.set_fraction(share)
        done, paused = run.row.state == "done", run.row.state == "paused"
        self.bar.set_color("ok_fill" if done else "warn_fill" if paused else "accent")
        self.percent.setText("" if run.share is None else f"{int(100 * run.share)} %")

    def _show_figures(self, run: RunState) -> None:
        if not self._figures:
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
