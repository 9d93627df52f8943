"""What opens over the home of Train: recipes to begin with, and room to make."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.train.home.housekeeping import Room
from ascstudio.pages.train.wizard.plan import OpenedRecipe, builtin
from ascstudio.pages.train.wizard.starting import opened_recipe
from ascstudio.project.names import bytes_words
from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, CheckBox
from ascstudio.widgets.choosing import choose_file, last_folder
from ascstudio.widgets.texts import Label, Separator
from ascstudio.words import plain
from ml_core import api

STAGES = ("finetune", "distil", "quantize")
MOST_OWN, MOST_BYTES = 50, 100_000


class RecipesDialog(QDialog):
    """The user's own recipes, those that ship with what each is for, or one somebody gave.

    Attributes:
        chosen: name of one that ships, path of a file, or None.
    """

    def __init__(self, settings: Settings, parent: QWidget) -> None:
        super().__init__(parent)
        self._settings = settings
        self.chosen: str | Path | None = None
        self.setWindowTitle(self.tr("Recipes"))
        self.setMinimumSize(theme.px(680), theme.px(460))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Recipes"), "title"))
        words = self.tr(
            "A recipe holds every setting of a run. Begin with one, change what you like."
        )
        column.addWidget(Label(words, "table", "text2", wrap=True))
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Recipes"))
        self.list.setWordWrap(True)
        self.list.setSpacing(5)
        for own in own_recipes(settings):
            words = self.tr("{file}, your own").format(file=Path(own.name).name)
            self.list.addItem(self._item(own.recipe, words, Path(own.name)))
        for stage in STAGES:
            for name in api.recipe_names(stage):
                self.list.addItem(self._item(builtin(name), name, name))
        self.list.setCurrentRow(0)
        self.list.itemActivated.connect(lambda _: self._take())
        column.addWidget(self.list, 1)
        column.addWidget(Separator())
        foot = QHBoxLayout()
        self.file_button = Button(self.tr("Open a file…"), "ghost", "folder")
        self.file_button.clicked.connect(self._open_file)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.take_button = Button(self.tr("Set up"), "primary")
        self.take_button.clicked.connect(self._take)
        foot.addWidget(self.file_button)
        foot.addStretch(1)
        foot.addWidget(cancel)
        foot.addWidget(self.take_button)
        column.addLayout(foot)

    def _item(self, recipe: "api.RunRecipe", name: str, chosen: str | Path) -> QListWidgetItem:
        what = {
            "finetune": self.tr("Teacher"),
            "distil": self.tr("Student"),
            "quantize": self.tr("int8"),
        }[recipe.stage]
        source = f"\n{recipe.source}" if recipe.source else ""
        lines = f"{what} · {name}\n{told(recipe.about)}{source}".splitlines()
        item = QListWidgetItem("\n".join(map(plain, lines)))
        item.setData(Qt.ItemDataRole.UserRole, chosen)
        return item

    def _take(self) -> None:
        item = self.list.currentItem()
        if item is not None:
            self.chosen = item.data(Qt.ItemDataRole.UserRole)
            self.accept()

    def _open_file(self) -> None:
        kinds = self.tr("Recipes (*.toml)")
        title = self.tr("Open a recipe")
        self.chosen = choose_file(self, self._settings, "recipes", title, kinds)
        if self.chosen is not None:
            self.accept()


def own_recipes(settings: Settings) -> Iterator[OpenedRecipe]:
    """Those in the folder where a recipe was last saved or opened, the latest first.

    What is no recipe of a run, or of a network that is not known here, is left out.
    """
    folder = last_folder(settings, "recipes")
    found: list[tuple[float, Path]] = []
    with contextlib.suppress(OSError):
        for path in folder.glob("*.toml") if folder is not None else ():
            with contextlib.suppress(OSError):
                stat = path.stat()
                if stat.st_size <= MOST_BYTES:
                    found.append((stat.st_mtime, path))
    for _, path in sorted(found, reverse=True)[:MOST_OWN]:
        with contextlib.suppress(api.AscError):
            opened = opened_recipe(path)
            if opened.recipe.stage in STAGES:
                yield opened


class PruneDialog(QDialog):
    """What finished runs do not need any more, and what was thrown away: deleting asks.

    Attributes:
        checkpoints: whether states to go on from are deleted.
        trash: whether the trash is emptied.
    """

    def __init__(self, room: Room, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Prune checkpoints"))
        self.setMinimumWidth(theme.px(520))
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 14)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Make room on disk"), "title"))
        words = self.tr(
            "Runs that are done keep their network, recipe, curves and result. This cannot be"
            " undone."
        )
        column.addWidget(Label(words, "table", "text2", wrap=True))
        self._checkpoints = CheckBox(
            self.tr("States to go on from, of runs that are done: {size}").format(
                size=bytes_words(room.prunable_bytes)
            )
        )
        self._checkpoints.setChecked(room.prunable_bytes > 0)
        self._checkpoints.setEnabled(room.prunable_bytes > 0)
        self._trash = CheckBox(
            self.tr("The trash, {n} runs: {size}").format(
                n=room.n_trash, size=bytes_words(room.trash_bytes)
            )
        )
        column.addWidget(self._checkpoints)
        column.addWidget(self._trash)
        self._trash.setVisible(room.n_trash > 0)
        column.addWidget(Separator())
        foot = QHBoxLayout()
        foot.addStretch(1)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.delete_button = Button(self.tr("Delete them"), "primary", "trash")
        self.delete_button.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.delete_button)
        column.addLayout(foot)

    @property
    def checkpoints(self) -> bool:
        """Whether states to go on from are deleted."""
        return self._checkpoints.isChecked()

    @property
    def trash(self) -> bool:
        """Whether the trash is emptied."""
        return self._trash.isChecked()
