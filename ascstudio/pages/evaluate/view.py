"""Evaluate on screen."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import (
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page
from ascstudio.pages.evaluate.cell_panel import CellPanel
from ascstudio.pages.evaluate.figures import FEW, DeviceFigure, Evaluation
from ascstudio.pages.evaluate.presenter import EvaluatePresenter, EvaluateState
from ascstudio.project.clip_model import device_title
from ascstudio.theme import scene_title
from ascstudio.widgets.buttons import Button, ComboBox, SegmentedControl
from ascstudio.widgets.matrix import ConfusionMatrix, DeviceMatrix
from ascstudio.widgets.messages import EmptyState, IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.rows import Drawer, ScrollColumn
from ascstudio.widgets.texts import Figure, Label, Panel, Separator, empty_layout
from ml_core import api

DEVICE_COLUMNS = 3


class EvaluatePage(Page):
    """Figures, matrix, one small matrix per device; the inspector plays a cell's clips."""

    page_id = "evaluate"
    icon = "evaluate"
    group = 1

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = EvaluatePresenter(context)
        self._device_tiles: dict[str, DeviceMatrix] = {}
        self._shown_result: Evaluation | None = None
        self._choices = self._build_choices()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._stack = QStackedWidget()
        self._empty_box = QVBoxLayout()
        empty = QWidget()
        empty.setLayout(self._empty_box)
        self._empty_words: tuple[str, ...] = ()
        self._stack.addWidget(empty)
        self._stack.addWidget(ScrollColumn(self._build_overview(), self.tr("Overview")))
        row.addWidget(self._stack, 1)
        line = Separator(vertical=True)
        self.cells = CellPanel(self.presenter, context.session.thumbnails)
        row.addWidget(line)
        row.addWidget(self.cells)
        self.drawer = Drawer(self, (line, self.cells))
        self.drawer.changed.connect(self.tell_head)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Evaluate")

    def head_widget(self) -> QWidget:
        """What is measured, and on which part of the project."""
        return self._choices

    def head_actions(self) -> Sequence[Action]:
        """Measure; primary only while there is no result."""
        state = self.presenter.state
        words = self.tr("Measure again") if state.result is not None else self.tr("Measure")
        return (
            *((self._drawer_action(),) if self.drawer.narrow else ()),
            Action(
                "evaluate.start", words, self.presenter.start, icon="evaluate",
                menu="model", kind="normal", reason=self._start_reason,
            ),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        found = [action for action in self.head_actions() if action.key != "evaluate.inspector"]
        return (
            *found,
            self._drawer_action(),
            Action(
                "evaluate.open", self.tr("Open a bundle…"), self.choose_bundle, icon="folder",
                menu="model",
            ),
            Action(
                "evaluate.play", self.tr("Play the first clip of the cell"),
                self.presenter.play_first, "Space", "play", reason=self._cell_reason,
            ),
            Action("evaluate.percent", self.tr("Shares or counts"), self._swap_shown, "P"),
            Action("evaluate.device", self.tr("Next device"), self._next_device, "D", "device"),
            Action(
                "evaluate.library", self.tr("Show the clips in Library"),
                self.presenter.show_in_library, icon="library", reason=self._cell_reason,
            ),
        )  # fmt: skip

    def _drawer_action(self) -> Action:
        return Action(
            "evaluate.inspector", self.tr("Clips of the cell"), self.drawer.toggle, "I", "sliders",
            "view",
        )  # fmt: skip

    def banners(self) -> Sequence[BannerText]:
        """Why it could not be measured."""
        failure = self.presenter.state.failure
        if failure is None:
            return ()
        return (BannerText("err", failure.message, failure.hint),)

    def left(self) -> None:
        """An error that was seen here does not wait for the next visit."""
        self.presenter.forget_failure()

    def receive(self, argument: object) -> None:
        """Measure a bundle that was made elsewhere."""
        if isinstance(argument, Path):
            self.presenter.refresh()
            self.presenter.open_bundle(argument)

    def entered(self) -> None:
        """Look which bundles there are."""
        self.presenter.refresh()

    # Building

    def _build_choices(self) -> QWidget:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.model = ComboBox(self.tr("Model"))
        self.model.activated.connect(
            lambda index: self.presenter.choose_model(self.model.itemData(index))
        )
        self.split = ComboBox(self.tr("Clips to measure on"))
        self.split.activated.connect(
            lambda index: self.presenter.choose_split(self.split.itemData(index))
        )
        row.addWidget(self.model)
        row.addWidget(Label(self.tr("on"), "table", "text3"))
        row.addWidget(self.split)
        return box

    def _build_overview(self) -> QWidget:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(20, 14, 16, 16)
        column.setSpacing(12)
        column.addLayout(self._build_source())
        column.addWidget(self._build_figures())
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._build_matrix(), 60)
        row.addLayout(self._build_devices(), 40)
        column.addLayout(row, 1)
        return page

    def _build_source(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(IconView("certificate", 16, "ok"))
        self._source = Label("", "table", "text2")
        row.addWidget(self._source)
        row.addStretch(1)
        self._progress = Bar(self.tr("Measuring"))
        self._progress.setFixedWidth(theme.px(160))
        row.addWidget(self._progress)
        self.cancel_button = Button(self.tr("Cancel"), "normal", small=True)
        self.cancel_button.clicked.connect(self.presenter.cancel)
        row.addWidget(self.cancel_button)
        return row

    def _build_figures(self) -> QWidget:
        card = Panel()
        row = QHBoxLayout()
        row.setSpacing(20)
        self.figures = {
            "accuracy": Figure(self.tr("Accuracy")),
            "seen": Figure(self.tr("Seen devices")),
            "unseen": Figure(self.tr("Unseen devices")),
            "gap": Figure(self.tr("Gap in points")),
            "ece": Figure(self.tr("Calibration error")),
        }
        for n, figure in enumerate(self.figures.values()):
            if n:
                row.addWidget(Separator(vertical=True))
            row.addWidget(figure, 1)
        card.body.addLayout(row)
        return card

    def _build_matrix(self) -> QWidget:
        self._matrix_card = Panel(self.tr("All devices"), self.tr("rows: truth, columns: decision"))
        self.shown = SegmentedControl(
            self.tr("Numbers in the matrix"),
            [("shares", self.tr("Shares")), ("counts", self.tr("Counts"))],
        )
        self.shown.chosen.connect(self.presenter.show_as)
        self._matrix_card.head.addWidget(self.shown)
        self.matrix = ConfusionMatrix(self.tr("Confusion matrix"))
        self.matrix.cell_chosen.connect(self._on_cell)
        self.matrix.cell_activated.connect(self._on_cell_activated)
        self._matrix_card.body.addWidget(self.matrix, 1)
        return self._matrix_card

    def _build_devices(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Label(self.tr("By device"), "strong"))
        head.addWidget(Label(self.tr("hollow: never seen in training"), "table", "text3"))
        head.addStretch(1)
        column.addLayout(head)
        inside = QWidget()
        self._device_grid = QGridLayout(inside)
        self._device_grid.setContentsMargins(0, 0, 0, 0)
        self._device_grid.setSpacing(10)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setAccessibleName(self.tr("By device"))
        scroll.setWidget(inside)
        column.addWidget(scroll, 1)
        return column

    # Showing

    def show_state(self, state: EvaluateState) -> None:
        """The only place that changes the widgets after construction."""
        self._show_choices(state)
        self._stack.setCurrentIndex(0 if state.result is None else 1)
        self._progress.setVisible(state.running)
        self._progress.set_fraction(state.fraction)
        self.cancel_button.setVisible(state.running)
        if state.result is None:
            self._show_empty(state)
            self._shown_result = None
        else:
            self._show_result(state, state.result)
        first = self.empty_state.primary if state.result is None else self.matrix
        if first is not None:
            self.setFocusProxy(first)
        self.cells.show_state(state)
        self.tell_head()

    def _show_choices(self, state: EvaluateState) -> None:
        _fill(self.model, [(one.path, one.name) for one in state.models], state.model)
        number = QLocale().toString
        words = self.tr("{split}, {n} clips")
        rows = [
            (one.key, words.format(split=api.display_name(one.key), n=number(one.n_clips)))
            for one in state.splits
        ]
        _fill(self.split, rows, state.split)
        self.model.setEnabled(bool(state.models))
        self.split.setEnabled(bool(state.splits))

    def _show_empty(self, state: EvaluateState) -> None:
        """Why there are no figures yet, and what to do."""
        ghost = (self.tr("Open a bundle…"), self.choose_bundle)
        if not state.models:
            title = self.tr("Nothing to evaluate yet")
            sentence = self.tr("Train a model, or open a bundle somebody gave you.")
            primary = (self.tr("Go to Train"), lambda: self.context.go("train"))
        elif not state.splits:
            title = self.tr("Which clips shall it be measured on?")
            sentence = self.tr(
                "The project is not divided yet: Library, Project, Divide into train and test."
            )
            primary = (self.tr("Go to Library"), lambda: self.context.go("library"))
        elif state.running:
            title = self.tr("Measuring")
            sentence = self.tr("The exported file listens to every clip of the split.")
            primary, ghost = (self.tr("Cancel"), self.presenter.cancel), ghost
        else:
            title = self.tr("How good is it?")
            sentence = self.tr(
                "Every clip of the split goes through the exported file, in the background."
            )
            primary = (self.tr("Measure"), self.presenter.start)
        words = (title, sentence, primary[0])
        if words != self._empty_words:
            self._empty_words = words
            empty_layout(self._empty_box)
            self.empty_state = EmptyState("evaluate", title, sentence, primary, ghost)
            self._empty_box.addWidget(self.empty_state)
        self.empty_state.set_progress(
            state.progress or self.tr("Starting"), state.fraction, shown=state.running
        )

    def _show_result(self, state: EvaluateState, result: Evaluation) -> None:
        if result is not self._shown_result:
            self._shown_result = result
            self._source.setText(
                self.tr("Computed from the exported file in {backend}").format(
                    backend=result.backend or "onnxruntime"
                )
            )
            self._show_figures(result)
            self._build_tiles(state, result)
        device = next((one for one in result.devices if one.device == state.device), None)
        counts = result.counts if device is None else device.counts
        names = [scene_title(scene) for scene in result.scenes]
        self.matrix.set_matrix(counts, names, list(state.scene_marks))
        self.matrix.set_shown(state.shown)
        self.shown.set_choice(state.shown)
        title = self.tr("All devices")
        if device is not None:
            title = self.tr("Device {name}").format(name=device_title(device.device))
        self._matrix_card.set_title(title)
        if state.cell is not None:
            self.matrix.select(*state.cell)
        for name, tile in self._device_tiles.items():
            tile.set_chosen(name == state.device)

    def _show_figures(self, result: Evaluation) -> None:
        low, high = (100 * one for one in result.ci95)
        by = {"location": self.tr("by location"), "source": self.tr("by source")}
        interval = self.tr("95 %: {low} to {high}").format(low=f"{low:.1f}", high=f"{high:.1f}")
        grouped = by.get(result.grouped_by, "")
        self.figures["accuracy"].set_value(
            _percent(result.accuracy), f"{interval}, {grouped}" if grouped else interval
        )
        seen = [one for one in result.devices if not one.unseen]
        unseen = [one for one in result.devices if one.unseen]
        self.figures["seen"].set_value(_percent(result.seen), self._names(seen))
        none = self.tr("every device was in training")
        self.figures["unseen"].set_value(_percent(result.unseen), self._names(unseen) or none)
        gap = result.gap
        words = "" if gap is None else f"{100 * gap:+.1f}".replace("-", "−")
        self.figures["gap"].set_value(
            words,
            self.tr("unseen minus seen"),
            "warn" if gap is not None and gap < -0.05 else "text",
        )
        self.figures["ece"].set_value(_percent(result.ece), self.tr("0 would be honest"))

    def _names(self, devices: Sequence[DeviceFigure]) -> str:
        names = ", ".join(device_title(one.device) for one in devices)
        return names if len(names) <= 24 else self.tr("{n} devices").format(n=len(devices))

    def _build_tiles(self, state: EvaluateState, result: Evaluation) -> None:
        empty_layout(self._device_grid)
        self._device_tiles = {}
        for n, figure in enumerate(result.devices):
            tile = DeviceMatrix(state.device_marks[figure.device], device_title(figure.device))
            tile.set_matrix(figure.counts, self._device_words(figure))
            tile.setMaximumHeight(theme.px(190))
            tile.setToolTip(device_title(figure.device))
            tile.clicked.connect(
                lambda _=False, name=figure.device: self.presenter.choose_device(name)
            )
            self._device_tiles[figure.device] = tile
            self._device_grid.addWidget(tile, n // DEVICE_COLUMNS, n % DEVICE_COLUMNS)
        for column in range(DEVICE_COLUMNS):
            self._device_grid.setColumnStretch(column, 1)
        self._device_grid.setRowStretch((len(result.devices) + 2) // DEVICE_COLUMNS, 1)

    def _device_words(self, figure: DeviceFigure) -> str:
        if figure.n < FEW:
            return self.tr("{n} clips").format(n=figure.n)
        return _percent(figure.accuracy)

    # From the widgets

    def _on_cell(self, row: int, column: int) -> None:
        self.drawer.open()
        self.presenter.choose_cell(row, column)

    def _on_cell_activated(self, row: int, column: int) -> None:
        self.presenter.choose_cell(row, column)
        self.presenter.play_first()

    def choose_bundle(self) -> None:
        """Ask for a bundle file."""
        kinds = self.tr("Bundles (*.ascbundle)")
        chosen, _ = QFileDialog.getOpenFileName(self, self.tr("Open a bundle"), "", kinds)
        if chosen:
            self.presenter.open_bundle(Path(chosen))

    def _swap_shown(self) -> None:
        self.presenter.show_as("counts" if self.presenter.state.shown == "shares" else "shares")

    def _next_device(self) -> None:
        state = self.presenter.state
        names = [one.device for one in state.result.devices] if state.result else []
        if not names:
            return
        if state.device not in names:
            self.presenter.choose_device(names[0])
        elif state.device == names[-1]:
            self.presenter.choose_device(None)
        else:
            self.presenter.choose_device(names[names.index(state.device) + 1])

    def _start_reason(self) -> str:
        state = self.presenter.state
        if state.running:
            return self.tr("It is being measured.")
        if state.model is None:
            return self.tr("There is no bundle to measure.")
        return "" if state.splits else self.tr("The project has no split.")

    def _cell_reason(self) -> str:
        return "" if self.presenter.state.cell_clips else self.tr("Choose a cell first.")


def _fill(box: ComboBox, rows: Sequence[tuple[object, str]], chosen: object) -> None:
    """Offer rows of (value, words) without telling anybody."""
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] != list(rows):
        box.clear()
        for value, words in rows:
            box.addItem(words, value)
    values = [value for value, _ in rows]
    if chosen in values:
        box.setCurrentIndex(values.index(chosen))


def _percent(share: float | None) -> str:
    return "" if share is None else f"{100 * share:.1f} %"
