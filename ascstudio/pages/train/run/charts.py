"""The charts of a run: side by side, as tabs where it is narrow, with maps and log where wide."""

from collections.abc import Mapping, Sequence
from itertools import chain

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.run.curves import Points
from ascstudio.pages.train.run.heard import HeardCard
from ascstudio.pages.train.run.maps import MapsCard
from ascstudio.pages.train.run.state import RunState
from ascstudio.pages.train.run.trials import TrialsCard
from ascstudio.project.clip_model import device_title
from ascstudio.project.names import percent
from ascstudio.widgets.buttons import SegmentedControl
from ascstudio.widgets.curves import Curves, Series
from ascstudio.widgets.meters import ScoreBars, ScoreRow
from ascstudio.widgets.texts import Label, Panel

NARROW_BELOW, WIDE_FROM = 1000, 1600  # width of the page at 100 %
LOG_LINES = 400


class LogCard(Panel):
    """The end of what the run's process said; the newest line is in sight."""

    def __init__(self) -> None:
        super().__init__()
        self.set_title(self.tr("Log"))
        self.text = Label("", "code", "text2")
        self.text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.text.setContentsMargins(8, 6, 8, 6)
        self.area = QScrollArea()
        self.area.setAccessibleName(self.tr("Log"))
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setWidgetResizable(True)
        self.area.setMinimumHeight(theme.px(110))
        self.area.setWidget(self.text)
        self.body.addWidget(self.area, 1)
        bar = self.area.verticalScrollBar()
        bar.rangeChanged.connect(self._follow)
        self._shown = ""
        self._at_end = True

    def show_log(self, log: str) -> None:
        """Show the newest lines."""
        words = "\n".join(log.splitlines()[-LOG_LINES:]) or self.tr("Nothing was said yet.")
        if words == self._shown:
            return
        bar = self.area.verticalScrollBar()
        self._at_end = bar.value() >= bar.maximum() - 4
        self._shown = words
        self.text.setText(words)

    def _follow(self, _low: int, high: int) -> None:
        if self._at_end:
            self.area.verticalScrollBar().setValue(high)


class RunCharts(QWidget):
    """Loss, accuracy, and where there is room the maps and the log."""

    def __init__(self) -> None:
        super().__init__()
        self._form = ""
        self._log_wanted = False
        self._drawn: object = None
        self._with_maps = self._with_trials = self._with_heard = False
        self.tabs = SegmentedControl(
            self.tr("Chart"), (("loss", self.tr("Loss")), ("accuracy", self.tr("Accuracy")))
        )
        self.tabs.chosen.connect(lambda _: self._arrange())
        self._build_loss()
        self._build_accuracy()
        self.maps, self.log, self.trials = MapsCard(), LogCard(), TrialsCard()
        self.heard = HeardCard()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        line = QHBoxLayout()
        line.addWidget(self.tabs)
        line.addStretch(1)
        column.addLayout(line)
        charts = QHBoxLayout()
        charts.setSpacing(12)
        charts.addWidget(self.trials, 2)
        charts.addWidget(self.heard, 2)
        charts.addWidget(self.loss_card, 1)
        charts.addWidget(self.share_card, 1)
        self._third_box = QWidget()
        self._third = QVBoxLayout(self._third_box)
        self._third.setContentsMargins(0, 0, 0, 0)
        self._third.setSpacing(12)
        self._third.addWidget(self.maps, 3)
        charts.addWidget(self._third_box, 1)
        for card in (self.loss_card, self.share_card, self._third_box):
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        column.addLayout(charts, 3)
        self._below = QVBoxLayout()
        column.addLayout(self._below, 2)
        self._below.addWidget(self.log)
        self._arrange()

    def _build_loss(self) -> None:
        self.loss_card = Panel(self.tr("Loss"), self.tr("lower is better"))
        self.loss = Curves(self.tr("Loss"), x_name=self.tr("epoch"))
        self.loss_card.body.addWidget(self.loss, 1)

    def _build_accuracy(self) -> None:
        self.share_card = Panel(self.tr("Accuracy per device"))
        self.shares = Curves(self.tr("Accuracy per device"), "%", self.tr("epoch"))
        self.bars = ScoreBars(
            self.tr("Accuracy per device on the test split"), quiet=True, coloured=True
        )
        self._why = Label("", "table", "text3", wrap=True)
        self.share_card.body.addWidget(self.shares, 1)
        self.share_card.body.addWidget(self.bars)
        self.share_card.body.addWidget(self._why)
        self.share_card.body.addStretch(0)

    @property
    def log_shown(self) -> bool:
        """Whether the log is in sight."""
        return not self.log.isHidden()

    def toggle_log(self) -> None:
        """Show or hide the log; in a wide window it is there by itself."""
        self.show_log(not self.log_shown)

    def show_log(self, wanted: bool = True) -> None:
        """Show the log, and bring the keyboard there; or hide it."""
        self._log_wanted = wanted
        self._arrange()
        if wanted:
            self.log.area.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def set_room(self, width: int) -> None:
        """Tabs, two charts, or three columns.

        Args:
            width: of the page.
        """
        narrow, wide = width < theme.px(NARROW_BELOW), width >= theme.px(WIDE_FROM)
        form = "narrow" if narrow else "wide" if wide else "usual"
        if form != self._form:
            self._form = form
            self._log_wanted = form == "wide"
            self._arrange()

    def _arrange(self) -> None:
        narrow, wide = self._form == "narrow", self._form == "wide"
        choice = self.tabs.choice()
        curves = not (self._with_trials or self._with_heard)
        self.trials.setVisible(self._with_trials)
        self.heard.setVisible(self._with_heard)
        self.tabs.setVisible(narrow and curves)
        self.loss_card.setVisible(curves and (not narrow or choice == "loss"))
        self.share_card.setVisible(curves and (not narrow or choice == "accuracy"))
        self.maps.setVisible(self._with_maps)
        self._third_box.setVisible(wide and (self._with_maps or self._log_wanted))
        place = self._third if wide else self._below
        if place.indexOf(self.log) < 0:
            (self._below if wide else self._third).removeWidget(self.log)
            place.addWidget(self.log, 2)
        self.log.setVisible(self._log_wanted)

    # Showing

    def show_run(self, run: RunState, scenes: Sequence[str]) -> None:
        """Draw what is known; the past of a curve never moves."""
        with_trials, with_heard = run.trials is not None, run.heard is not None
        if (with_trials, with_heard) != (self._with_trials, self._with_heard):
            self._with_trials, self._with_heard = with_trials, with_heard
            self._arrange()
        if run.trials is not None:
            self.trials.show_trials(run.trials)
        elif run.heard is not None:
            self.heard.show_heard(run.heard, run.row.path, scenes)
        elif (shown := (run.curves, run.marks, run.tested, run.no_loss, run.no_accuracy)) != (
            self._drawn
        ):
            self._drawn = shown
            self._show_loss(run)
            self._show_accuracy(run)
        self.log.show_log(run.log)
        if run.has_maps != self._with_maps:
            self._with_maps = run.has_maps
            self._arrange()
        if self._with_maps:
            self.maps.show_maps(run.maps, scenes, run.no_maps, possible=run.can_draw_maps)

    def _show_loss(self, run: RunState) -> None:
        names = {
            "loss": (self.tr("training"), "text2"),
            "val_loss": (self.tr("validation"), "accent"),
        }
        lines = [
            _series(words, run.curves.loss[name], color=token)
            for name, (words, token) in names.items()
            if name in run.curves.loss
        ]
        self.loss.set_series(lines)
        self.loss.set_x_range(0, max(1, run.curves.n_epochs))
        self.loss.set_sentence(run.no_loss)

    def _show_accuracy(self, run: RunState) -> None:
        devices = run.curves.devices
        overall = run.curves.shares.get("val_accuracy", ())
        lines = [
            _series(
                device_title(name), points, mark=run.marks.get(name),
                dashed=run.marks[name].kind.startswith("unseen") if name in run.marks else False,
            )
            for name, points in _in_order(devices, list(run.marks))
        ]  # fmt: skip
        if overall and len(devices) != 1:
            best = next((n for n, (x, _) in enumerate(overall) if x == run.curves.best_epoch), None)
            lines.insert(0, _series(self.tr("all"), overall, best=best))
        self.shares.set_series(lines)
        self.shares.set_x_range(0, max(1, run.curves.n_epochs))
        self.shares.set_sentence(run.no_accuracy)
        tested = bool(run.tested) and not lines
        self.shares.setVisible(not tested)
        self.bars.setVisible(tested)
        self._why.setVisible(tested)
        if tested:
            self._show_tested(run)
        else:
            self.share_card.set_hint(self.tr("on clips kept for validation") if lines else "")

    def _show_tested(self, run: RunState) -> None:
        self.share_card.set_hint(self.tr("on the test split"))
        hollow = self.tr("Hollow marks: devices that training never heard.")
        unseen = any(one.unseen for one in run.tested)
        self._why.setText(f"{hollow}\n{run.no_accuracy}" if unseen else run.no_accuracy)
        self.bars.set_scores(
            [
                ScoreRow(
                    run.marks.get(one.device, theme.UNKNOWN),
                    device_title(one.device) or self.tr("no device given"), one.share,
                    percent(one.share),
                )
                for one in run.tested
            ]
        )  # fmt: skip


def _series(
    words: str,
    points: Points,
    *,
    mark: theme.Mark | None = None,
    dashed: bool = False,
    color: str = "accent",
    best: int | None = None,
) -> Series:
    numbers = np.fromiter(chain.from_iterable(points), np.float64, 2 * len(points))
    x, y = numbers.reshape(-1, 2).T
    return Series(words, x, y, mark, dashed=dashed, color=color, best=best)


def _in_order(devices: Mapping[str, Points], order: Sequence[str]) -> list[tuple[str, Points]]:
    """Those of the project in its order, then any other."""
    known = [name for name in order if name in devices]
    return [(name, devices[name]) for name in [*known, *sorted(set(devices) - set(known))]]
