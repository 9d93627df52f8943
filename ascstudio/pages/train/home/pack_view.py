"""What stands above the cards while the training pack is missing."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ascstudio.jobs.remedies import words_of
from ascstudio.pages.train.home.pack import PackState
from ascstudio.project.names import bytes_words
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.meters import Bar
from ascstudio.widgets.texts import ElidedLabel, Label, Panel


class PackView(Panel):
    """Size, disk and one button; then progress and cancel."""

    install_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Training pack"))
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView("import", 22, "accent"))
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(self.tr("Training is an extra"), "strong"))
        self._sentence = Label("", "table", "text2", wrap=True)
        words.addWidget(self._sentence)
        self._problem = Label("", "table", "err", wrap=True)
        words.addWidget(self._problem)
        self._progress = QWidget()
        line = QHBoxLayout(self._progress)
        line.setContentsMargins(0, 4, 0, 0)
        line.setSpacing(10)
        self._bar = Bar(self.tr("Installing"))
        self._step = ElidedLabel("", "table", "text3")
        line.addWidget(self._bar, 1)
        line.addWidget(self._step, 1)
        words.addWidget(self._progress)
        row.addLayout(words, 1)
        self.install_button = Button(self.tr("Install it"), "primary", "import")
        self.install_button.clicked.connect(self.install_wanted)
        self.cancel_button = Button(self.tr("Cancel"), "normal", "close")
        self.cancel_button.clicked.connect(self.cancel_wanted)
        row.addWidget(self.install_button)
        row.addWidget(self.cancel_button)
        self.body.addLayout(row)
        self.hide()

    def show_state(self, state: PackState) -> None:
        """Show what is missing, or how far it is."""
        self.setVisible(state.missing)
        info = state.info
        if info is None:
            return
        size = bytes_words(info.disk_bytes)
        sentence = self.tr(
            "It takes {size} of disk. Listening, labelling and teaching work without it."
        ).format(size=size)
        if info.apart:
            sentence += " " + self.tr('It goes into "{folder}".').format(folder=info.folder)
        self._sentence.setText(sentence)
        failure = state.failure
        self._problem.setText(words_of(failure))
        self._problem.setVisible(failure is not None)
        self._progress.setVisible(state.installing)
        self._bar.set_fraction(state.fraction)
        self._step.setText(state.step)
        self.install_button.setVisible(not state.installing)
        self.install_button.set_reason(info.reason)
        self.cancel_button.setVisible(state.installing)
