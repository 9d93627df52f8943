"""Every setting of a recipe, out of sight until somebody asks for more."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.train.wizard.fields import FieldRow, Group, parse_value, value_words
from ascstudio.widgets.buttons import IconButton, SegmentedControl, Switch
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.combo_box import ComboBox
from ascstudio.widgets.forms import Fold
from ascstudio.widgets.texts import ElidedLabel, Label, empty_layout, show_now


class MoreView(Fold):
    """A line that opens groups of settings with unit, range, default and a sentence each."""

    changed = Signal(str, str, object)
    """Stage, setting, value; None takes the change back."""

    def __init__(self, groups: Mapping[Group, str], stages: Mapping[str, str]) -> None:
        super().__init__(self.tr("More: every setting of the recipe"))
        self._rows: Mapping[str, tuple[FieldRow, ...]] = {}
        self._built: object = None
        self.editors: dict[str, FieldEditor] = {}
        self._n_changed = Pill("")
        self.head.addWidget(self._n_changed)
        heads = QHBoxLayout()
        self.stages = SegmentedControl(self.tr("Stage"), list(stages.items()))
        self.groups = SegmentedControl(self.tr("Settings"), list(groups.items()))
        self.groups.set_choice("learning")
        for control in (self.stages, self.groups):
            control.chosen.connect(lambda _: self._build())
        heads.addWidget(self.stages)
        heads.addWidget(self.groups)
        heads.addStretch(1)
        self.inside.addLayout(heads)
        self._problem = Label("", "table", "err", wrap=True)
        self.inside.addWidget(self._problem)
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        self.inside.addLayout(self._list)
        self.opened.connect(self._build)

    def show_fields(self, rows: Mapping[str, tuple[FieldRow, ...]], problem: str) -> None:
        """Show the settings of every stage."""
        self._rows = rows
        if rows and self.stage not in rows:
            self.stages.set_choice(next(iter(rows)))
        self.stages.setVisible(len(rows) > 1)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        changed = sum(row.changed for of_stage in rows.values() for row in of_stage)
        self._n_changed.setVisible(changed > 0)
        self._n_changed.set_state(self.tr("{n} changed").format(n=changed), "accent")
        self._build()

    @property
    def stage(self) -> str:
        """Whose settings are shown."""
        return self.stages.choice()

    def _shown(self) -> Sequence[FieldRow]:
        group = self.groups.choice()
        return [row for row in self._rows.get(self.stage, ()) if row.field.group == group]

    def _build(self) -> None:
        if not self.is_open:
            return
        shown = self._shown()
        key = (self.stage, tuple(row.field.name for row in shown))
        if key != self._built:
            self._built = key
            empty_layout(self._list)
            self.editors = {}
            for row in shown:
                editor = FieldEditor(row)
                editor.changed.connect(self._on_change)
                self._list.addWidget(editor)
                self.editors[row.field.name] = editor
            if not shown:
                words = self.tr("Nothing to set here.")
                self._list.addWidget(Label(words, "table", "text3"))
            show_now(self._list)
        for row in shown:
            self.editors[row.field.name].show_row(row)

    def _on_change(self, name: str, value: object) -> None:
        self.changed.emit(self.stage, name, value)


class FieldEditor(QWidget):
    """One setting: name, "changed" with an arrow back, editor with unit, sentence with range."""

    changed = Signal(str, object)

    def __init__(self, row: FieldRow) -> None:
        super().__init__()
        self._row = row
        field = row.field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Label(field.title, "strong"))
        line.addWidget(ElidedLabel(field.name, "code", "text3"))  # as recipes and --set call it
        self._pill = Pill(self.tr("changed"), "accent")
        line.addWidget(self._pill)
        self.reset_button = IconButton("undo", self.tr("Back to {what}").format(what=""))
        self.reset_button.clicked.connect(self._reset)
        line.addWidget(self.reset_button)
        line.addStretch(1)
        self.editor = self._editor()
        self.editor.setAccessibleName(field.title)
        line.addWidget(self.editor)
        unit = Label(field.unit, "table", "text3")
        unit.setFixedWidth(theme.px(60))
        line.addWidget(unit)
        column.addLayout(line)
        self._sentence = Label("", "table", "text3", wrap=True)
        column.addWidget(self._sentence)

    def _editor(self) -> QWidget:
        field = self._row.field
        if field.kind == "switch":
            switch = Switch(field.title)
            switch.clicked.connect(lambda: self.changed.emit(field.name, switch.isChecked()))
            return switch
        if field.kind == "choice":
            combo = ComboBox(field.title)
            for value, words in field.choices:
                combo.addItem(words, value)
            combo.activated.connect(lambda at: self.changed.emit(field.name, combo.itemData(at)))
            return combo
        line = QLineEdit()
        line.setFixedWidth(theme.px(120 if field.kind != "text" else 240))
        line.editingFinished.connect(lambda: self._typed(line))
        return line

    def _reset(self) -> None:
        if isinstance(self.editor, QLineEdit):
            self.editor.setModified(False)  # what was typed is not wanted any more
        self.changed.emit(self._row.field.name, None)

    def _typed(self, line: QLineEdit) -> None:
        line.setModified(False)
        try:
            value = parse_value(self._row.field, line.text())
        except ValueError:
            line.setText(value_words(self._row.value))
            return
        if value != self._row.value:
            self.changed.emit(self._row.field.name, value)

    def show_row(self, row: FieldRow) -> None:
        """Show its value now, and whether somebody wants it otherwise."""
        self._row = row
        editor, value = self.editor, row.value
        if isinstance(editor, Switch):
            editor.setChecked(bool(value))
        elif isinstance(editor, ComboBox):
            editor.setCurrentIndex(editor.findData(value))
        elif isinstance(editor, QLineEdit) and not (editor.hasFocus() and editor.isModified()):
            editor.setText(value_words(value))
        self._pill.setVisible(row.changed)
        self.reset_button.setVisible(row.changed)
        usual = self._words(row)
        self.reset_button.set_name(self.tr("Back to {what}").format(what=usual))
        parts = (row.field.sentence, row.field.range_words)
        words = " ".join(part if part.endswith(".") else f"{part}." for part in parts if part)
        self._sentence.setText(f"{words} " + self.tr("Usually {value}.").format(value=usual))

    def _words(self, row: FieldRow) -> str:
        if row.field.kind == "switch":
            return self.tr("on") if row.default else self.tr("off")
        words = dict(row.field.choices).get(str(row.default), value_words(row.default))
        return words or self.tr("empty")
