"""The step that asks what should be learned: scenes with their clips, and how they are divided."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.wizard.data import DataSummary, SceneRow
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import Label, Panel, empty_layout, show_now
from ascstudio.words import counted, numeral


class DataView(QWidget):
    """Check boxes with counts, two bars for training and test, what is on both sides."""

    chosen = Signal(str, bool)
    """A scene, and whether it is learned."""
    divide_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._data: DataSummary | None = None
        self.boxes: dict[str, CheckBox] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._split = Panel(self.tr("Training and test"))
        self._sides = QVBoxLayout()
        self._split.body.addLayout(self._sides)
        line = QHBoxLayout()
        self._leak = Label("", "table", "text2", wrap=True)
        self.divide_button = Button(self.tr("Divide them"), "normal", "split", small=True)
        self.divide_button.clicked.connect(self.divide_wanted)
        line.addWidget(self._leak, 1)
        line.addWidget(self.divide_button)
        self._split.body.addLayout(line)
        self._scenes = Panel(self.tr("Scenes"), self.tr("clips, of them in training"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self._scenes.body.addLayout(self._rows)
        self._chosen = Label("", "table", "text3", wrap=True)
        self._scenes.body.addWidget(self._chosen)
        self._problem = Label("", "table", "err", wrap=True)
        self._scenes.body.addWidget(self._problem)
        self._unlabelled = Label("", "table", "text3", wrap=True)
        self._scenes.body.addWidget(self._unlabelled)
        column.addWidget(self._split)
        column.addWidget(self._scenes)

    def show_data(self, data: DataSummary, leak: str, leaks: bool, problem: str) -> None:
        """Show what there is to learn from.

        Args:
            data: of the project.
            leak: what is said about clips on both sides; empty while nobody knows.
            leaks: whether there are some.
            problem: why a scene cannot be left out.
        """
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        divided = bool(data.n_train and data.n_test)
        words = leak if divided else self.tr("The clips are not divided yet.")
        self._leak.setText(words)
        self._leak.set_color("warn" if leaks or not divided else "text2")
        self.divide_button.setVisible(not divided)
        if data == self._data:
            return
        self._data = data
        self._show_sides(data)
        self._show_scenes(data)
        self._chosen.setText(
            self.tr("Who learns from this run learns the same scenes. The project stays as it is.")
        )
        left_out = any(row.n_clips and not row.wanted for row in data.scenes)
        self._chosen.setVisible(left_out)
        unlabelled = counted(
            data.n_unlabelled, self.tr("{n} clip has no scene yet and is not learned."),
            self.tr("{n} clips have no scene yet and are not learned."),
        )  # fmt: skip
        self._unlabelled.setText(unlabelled)
        self._unlabelled.setVisible(data.n_unlabelled > 0)

    def _show_sides(self, data: DataSummary) -> None:
        empty_layout(self._sides)
        total = max(1, data.n_train + data.n_test)
        sides = ((self.tr("Training"), data.n_train), (self.tr("Test"), data.n_test))
        for title, n in sides:
            line = QHBoxLayout()
            name = Label(title, "table", "text2")
            name.setFixedWidth(theme.px(70))
            bar = Bar(title, 8)
            bar.set_fraction(n / total)
            share = Label(f"{numeral(n)} · {100 * n / total:.0f} %", "table")
            share.setFixedWidth(theme.px(110))
            for part, stretch in ((name, 0), (bar, 1), (share, 0)):
                line.addWidget(part, stretch)
            self._sides.addLayout(line)

    def _show_scenes(self, data: DataSummary) -> None:
        here = next((scene for scene, box in self.boxes.items() if box.hasFocus()), "")
        empty_layout(self._rows)
        self.boxes = {}
        most = max((row.n_clips for row in data.scenes), default=1)
        for row in data.scenes:
            self._rows.addLayout(self._row(row, most))
        show_now(self._rows)
        if here in self.boxes:
            self.boxes[here].setFocus()

    def _row(self, row: SceneRow, most: int) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(12)
        box = CheckBox(row.title)
        box.setChecked(row.chosen)
        box.setEnabled(row.n_clips > 0)
        box.setMinimumWidth(theme.px(180))
        box.toggled.connect(lambda wanted, scene=row.scene: self.chosen.emit(scene, wanted))
        self.boxes[row.scene] = box
        bar = Bar(row.title)
        bar.set_fraction(row.n_clips / max(1, most))
        words = f"{numeral(row.n_clips)} · {numeral(row.n_train)}"
        if row.n_excluded:
            excluded = self.tr("{n} excluded").format(n=numeral(row.n_excluded))
            words = f"{words} · {excluded}" if row.n_clips else excluded
        number = Label(words, "table", "text" if row.chosen else "text3")
        number.setMinimumWidth(theme.px(110))
        for part, stretch in ((box, 0), (bar, 1), (number, 0)):
            line.addWidget(part, stretch)
        return line
