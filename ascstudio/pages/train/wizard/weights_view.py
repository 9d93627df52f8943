"""Who publishes the weights of a network and where; nothing is fetched, a file is chosen."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ascstudio.pages.train.wizard.weights import WeightsFile
from ascstudio.project.names import bytes_words
from ascstudio.settings import Settings
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button, IconButton
from ascstudio.widgets.choosing import choose_file
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import ElidedLabel, Label, Panel, empty_layout
from ml_core import api


class WeightsView(QWidget):
    """A card for every published file, then the one that was chosen."""

    chosen = Signal(object)
    """Path of a file."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._files: tuple[api.PublishedWeights, ...] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.addLayout(self._cards)
        line = QHBoxLayout()
        line.setContentsMargins(0, 6, 0, 0)
        line.setSpacing(10)
        self.button = Button(self.tr("Choose the file…"), "normal", "folder")
        self.button.clicked.connect(self._choose)
        self._icon = IconView("check", 16, "ok")
        self._words = ElidedLabel("", "table", "text2", "middle")
        line.addWidget(self.button)
        line.addWidget(self._icon)
        line.addWidget(self._words, 1)
        column.addLayout(line)

    def show_files(
        self, files: tuple["api.PublishedWeights", ...], weights: WeightsFile | None
    ) -> None:
        """Show where to get one of these files, and which was given."""
        if files != self._files:
            self._files = files
            empty_layout(self._cards)
            for entry in files:
                self._cards.addWidget(_PublishedCard(entry))
        self._icon.setVisible(weights is not None)
        self._words.setText(self._words_of(weights))

    def _words_of(self, weights: WeightsFile | None) -> str:
        if weights is None:
            return self.tr("No file is chosen yet.")
        parts = [weights.path.name, bytes_words(weights.n_bytes), weights.licence]
        return ", ".join(filter(None, parts))

    def _choose(self) -> None:
        kinds = ";;".join((
            self.tr("Weights (*.safetensors *.pt *.pth *.ckpt *.h5)"),
            self.tr("All files (*)"),
        ))  # fmt: skip
        title = self.tr("Choose the weights")
        chosen = choose_file(self, self._settings, "weights", title, kinds)
        if chosen is not None:
            self.chosen.emit(chosen)


class _PublishedCard(Panel):
    """One file: its name, what it learnt, who publishes it, size, licence, address."""

    def __init__(self, entry: "api.PublishedWeights") -> None:
        super().__init__()
        self.setAccessibleName(entry.file)
        top = QHBoxLayout()
        top.setSpacing(12)
        name = ElidedLabel(entry.file, "strong", where="middle")
        top.addWidget(name, 1)
        stated = entry.licence != "none stated"
        licence = (
            self.tr("licence {name}").format(name=entry.licence)
            if stated
            else self.tr("no licence stated")
        )
        top.addWidget(Label(f"{entry.megabytes} MB", "table", "text2"))
        top.addWidget(Label(licence, "table", "text2" if stated else "warn"))
        self.body.addLayout(top)
        who = self.tr("{about}. Published by {who}:")
        about = told(entry.about)
        about = about[:1].upper() + about[1:]
        words = who.format(about=about, who=entry.publisher)
        self.body.addWidget(Label(words, "table", "text2", wrap=True))
        line = QHBoxLayout()
        line.setSpacing(6)
        self.address = QLineEdit(entry.page)
        self.address.setReadOnly(True)
        self.address.setCursorPosition(0)
        self.address.setToolTip(entry.page)
        self.address.setAccessibleName(self.tr("Address of {file}").format(file=entry.file))
        copy = IconButton("copy", self.tr("Copy the address of {file}").format(file=entry.file))
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(entry.page))
        line.addWidget(self.address, 1)
        line.addWidget(copy)
        self.body.addLayout(line)
