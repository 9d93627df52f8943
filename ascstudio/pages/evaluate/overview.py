"""Five figures, the matrix, and one small matrix per device."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.evaluate.answers import Comparison
from ascstudio.pages.evaluate.figures import DeviceFigure, Evaluation, GroupFigure
from ascstudio.pages.evaluate.presenter import EvaluatePresenter
from ascstudio.pages.evaluate.state import EvaluateState
from ascstudio.pages.evaluate.words import Words, percent, points
from ascstudio.theme import scene_title
from ascstudio.widgets.buttons import SegmentedControl
from ascstudio.widgets.matrix import FEW, ConfusionMatrix, DeviceMatrix
from ascstudio.widgets.texts import ElidedLabel, Figure, Label, Panel, Separator, empty_layout
from ascstudio.words import counted

DEVICE_COLUMNS = 3
LONGEST_STRIP = 9
WIDE_GAP = 0.05  # a gap of more points is worth a colour


class Overview(QWidget):
    """How good it is, and where the mistakes are."""

    def __init__(self, presenter: EvaluatePresenter) -> None:
        super().__init__()
        self._presenter, self._words = presenter, Words()
        self._shown: object = None
        self._narrow, self._fitting = False, LONGEST_STRIP
        self.tiles: dict[str, DeviceMatrix] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 16, 16)
        column.setSpacing(12)
        column.addWidget(self._build_figures())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(12)
        self._row.addWidget(self._build_matrix(), 60)
        self._row.addWidget(self._build_devices(), 40)
        column.addLayout(self._row, 1)

    def _build_figures(self) -> QWidget:
        card = Panel()
        self._figures = QGridLayout()
        self._figures.setHorizontalSpacing(16)
        self.figures = {
            "accuracy": Figure(self.tr("Accuracy")),
            "seen": Figure(self.tr("Seen devices")),
            "unseen": Figure(self.tr("Unseen devices")),
            "gap": Figure(self.tr("Gap in points")),
            "ece": Figure(self.tr("Calibration error")),
        }
        self._lines = [Separator(vertical=True) for _ in self.figures]
        card.body.addLayout(self._figures)
        self._place_figures(len(self.figures))
        return card

    def _place_figures(self, columns: int) -> None:
        """Side by side, or in several rows where the text is large."""
        for n, (figure, line) in enumerate(zip(self.figures.values(), self._lines, strict=True)):
            row, column = divmod(n, columns)
            self._figures.addWidget(figure, row, 2 * column + 1)
            self._figures.addWidget(line, row, 2 * column)
            line.setVisible(column > 0)
        for column in range(len(self.figures)):
            stretch = (5 if column == 0 else 4) if column < columns else 0
            self._figures.setColumnStretch(2 * column + 1, stretch)

    def _build_matrix(self) -> QWidget:
        self._card = Panel(self.tr("All devices"))
        self.shown = SegmentedControl(
            self.tr("Numbers in the matrix"),
            [("shares", self.tr("Shares")), ("counts", self.tr("Counts"))],
        )
        self.shown.chosen.connect(self._presenter.show_as)
        self._card.head.addWidget(self.shown)
        self.matrix = ConfusionMatrix(self.tr("Confusion matrix"))
        self.matrix.cell_chosen.connect(self._presenter.choose_cell)
        self.matrix.cell_activated.connect(self._on_activated)
        self._card.body.addWidget(self.matrix, 1)
        return self._card

    def _build_devices(self) -> QWidget:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("By device"), "strong"))
        self._hollow = ElidedLabel("", "table", "text3")
        head.addWidget(self._hollow, 1)
        column.addLayout(head)
        inside = QWidget()
        self._grid = QGridLayout(inside)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(10)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setAccessibleName(self.tr("By device"))
        self._scroll.setWidget(inside)
        column.addWidget(self._scroll, 1)
        return box

    def set_narrow(self, width: int, *, narrow: bool) -> None:
        """In a narrow window the small matrices become a strip of figures above the large one."""
        fitting = max(1, min(LONGEST_STRIP, (width - 36) // theme.px(101)))
        self._place_figures(len(self.figures) if width >= theme.px(880) else 3)
        if narrow == self._narrow and fitting == self._fitting:
            return
        self._narrow, self._fitting = narrow, fitting
        ways = QBoxLayout.Direction
        self._row.setDirection(ways.BottomToTop if narrow else ways.LeftToRight)
        self._row.setStretch(0, 1 if narrow else 60)
        self._row.setStretch(1, 0 if narrow else 40)
        self._place_tiles()

    def show_result(self, state: EvaluateState, result: Evaluation) -> None:
        """Show what was measured, and which part of it is chosen."""
        against = state.answer("compare").answer
        if (result, against) != self._shown:
            before = self._shown[0] if isinstance(self._shown, tuple) else None
            self._shown = (result, against)
            self._show_figures(result, against if isinstance(against, Comparison) else None)
            if result is not before:
                self._make_tiles(state, result)
                self._hollow.setText(self._hollow_words(result))
        device = result.device(state.device)
        counts = result.counts if device is None else device.counts
        names = [scene_title(scene) for scene in result.scenes]
        self.matrix.set_matrix(counts, names, list(state.scene_marks))
        self.matrix.set_shown(state.shown)
        self.shown.set_choice(state.shown)
        hint = self.tr("rows: truth, columns: decision")
        if state.shown != "shares":
            hint = self.tr("rows: truth, columns: decision, clips")
        if (counts.sum(axis=1) < FEW).any():
            hint += self.tr("; hatched: under {n} clips").format(n=FEW)
        self._card.set_hint(hint)
        title = self.tr("All devices")
        if device is not None:
            title = self.tr("Device {name}").format(name=self._words.device(device.device))
        self._card.set_title(title)
        chosen = state.chosen
        is_cell = chosen is not None and chosen.kind == "cell"
        self.matrix.select(*((chosen.row, chosen.column) if chosen and is_cell else (-1, -1)))
        for name, tile in self.tiles.items():
            tile.set_chosen(name == state.device)

    def _show_figures(self, result: Evaluation, against: Comparison | None) -> None:
        by = self._words.by(result.grouped_by)
        interval = self._words.interval(result.ci95)
        self.figures["accuracy"].set_value(
            percent(result.accuracy), f"{interval}, {by}" if by else interval
        )
        unknown = self.tr("devices are not known") if not result.knows_devices else ""
        self._show_group("seen", result.seen, unknown or self.tr("none of these devices"))
        every = self.tr("every device was in training")
        self._show_group("unseen", result.unseen, unknown or every)
        third = other = ""
        if result.gap_ci95 is not None:
            third = self._words.interval(result.gap_ci95, sign=True)
        if against is not None and against.b.gap is not None:
            other = self.tr("The other model: {gap}").format(gap=points(against.b.gap))
        self.figures["gap"].setToolTip(other)
        clear = result.gap_ci95 is not None and result.gap_ci95[1] < 0
        wide = clear and result.gap is not None and result.gap < -WIDE_GAP
        self.figures["gap"].set_value(points(result.gap), third, "warn" if wide else "text")
        before = self.tr("was {share} before").format(share=percent(result.ece_before))
        self.figures["ece"].set_value(percent(result.ece), before)

    def _show_group(self, key: str, group: GroupFigure | None, none: str) -> None:
        if group is None:
            self.figures[key].set_value("", none)
            return
        names = self._words.devices(group.devices)
        if len(names) > 22:
            one, many = self.tr("{n} device"), self.tr("{n} devices")
            names = counted(len(group.devices), one, many)
        words = [names]
        if group.ci95 is not None:
            words.append(self._words.span(group.ci95))
        self.figures[key].set_value(percent(group.accuracy), ": ".join(words))

    def _hollow_words(self, result: Evaluation) -> str:
        if not result.knows_devices:
            return self.tr("which are new to it is not known")
        if not any(one.unseen for one in result.devices):  # no mark is hollow, some have a ring
            return self.tr("none is new to it")
        if result.trained_from == "project":
            return self.tr("hollow: not in this project's training part")
        return self.tr("hollow: never heard in training")

    def _make_tiles(self, state: EvaluateState, result: Evaluation) -> None:
        empty_layout(self._grid)
        self.tiles = {}
        for figure in result.devices:
            name = self._words.device(figure.device)
            tile = DeviceMatrix(state.device_marks[figure.device], name)
            number, words = self._device_words(figure)
            tile.set_matrix(figure.counts, number, words, few=figure.few)
            tile.clicked.connect(
                lambda _=False, name=figure.device: self._presenter.choose_device(name)
            )
            self.tiles[figure.device] = tile
        self._place_tiles()

    def _place_tiles(self) -> None:
        """Three in a row, or in a narrow window as many as fit."""
        columns = min(self._fitting, len(self.tiles)) if self._narrow else DEVICE_COLUMNS
        for n, tile in enumerate(self.tiles.values()):
            tile.set_compact(compact=self._narrow)
            tile.setMaximumHeight(theme.px(30 if self._narrow else 300))
            self._grid.addWidget(tile, n // columns, n % columns)
        rows = -(-len(self.tiles) // max(1, columns))
        for at in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(at, int(at < columns))
        for at in range(self._grid.rowCount() + 1):
            below = at == rows and rows < DEVICE_COLUMNS  # few tiles do not grow without end
            self._grid.setRowStretch(at, int(not self._narrow and (at < rows or below)))
        height = rows * theme.px(38) if self._narrow else 16_777_215
        self._scroll.setMaximumHeight(min(height, theme.px(120)) if self._narrow else height)
        self._scroll.setMinimumHeight(min(height, theme.px(80)) if self._narrow else 0)

    def _device_words(self, figure: DeviceFigure) -> tuple[str, str]:
        """The number on a tile, and the rest of what is known."""
        one, many = self.tr("{n} clip"), self.tr("{n} clips")
        n = counted(figure.n, one, many)
        if figure.few:
            return n, self.tr("too few to say")
        return percent(figure.accuracy), f"{self._words.interval(figure.ci95)}, {n}"

    def _on_activated(self, row: int, column: int) -> None:
        self._presenter.choose_cell(row, column)
        self._presenter.play_first()
