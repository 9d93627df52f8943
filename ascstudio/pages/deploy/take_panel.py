"""Take it with you: the exports, a sample to copy, and what is in the bundle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QLocale, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QTextOption
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages.deploy.state import DeployState, Details, Export
from ascstudio.project.names import bytes_words
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.chips import Pill
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import FactsTable, Label, Panel
from ml_core import api

CODE = 11  # pixels of its letters at 100 % text
SHIPS = {"yes": ("ok", "check"), "no": ("err", "error"), "unknown": ("warn", "help")}


class ExportRow(Panel):
    """One way to take a bundle out.

    Args:
        what: which.
        icon: name of an icon.
        title: what it is.
        sentence: where it runs.
    """

    def __init__(self, what: Export, icon: str, title: str, sentence: str) -> None:
        super().__init__()
        self.what, self._sentence = what, sentence
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconView(icon, 22, "accent"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(title, "strong"))
        self.sentence = Label(sentence, "table", "text2", wrap=True)
        words.addWidget(self.sentence)
        row.addLayout(words, 1)
        self.amount = Label("", "table", "text2")
        row.addWidget(self.amount)
        self.button = Button(self.tr("Export…"), small=True)
        self.button.setAccessibleName(self.tr("Export {what}").format(what=title))
        row.addWidget(self.button)
        self.body.addLayout(row)

    def show_state(self, state: DeployState, size: str, reason: str) -> None:
        """Show how large it is or was, and why it cannot be had now."""
        written = state.written.get(self.what)
        busy = self.what in state.exporting
        self.amount.setText(bytes_words(written.n_bytes) if written is not None else size)
        self.button.set_reason(self.tr("It is being written.") if busy else reason)
        words = self._sentence
        if busy:
            words = self.tr("Being written")
        elif written is not None:
            words = self.tr("Written to {name}").format(name=written.path.name)
        self.sentence.setText(words)
        self.sentence.setToolTip(str(written.path) if written is not None else "")


class CodeView(QPlainTextEdit):
    """Code to copy: Ctrl+C copies what is selected, or all of it."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        self.setObjectName("code")
        self.setStyleSheet("#code { border: none; background: transparent; padding: 0 }")
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAnywhere)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda _: self._fit())

    def set_code(self, code: str) -> None:
        """Show other code."""
        if code != self.toPlainText():
            self.setPlainText(code)
            self._dress()

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._dress()

    def _dress(self) -> None:
        font = theme.font("code")
        font.setPixelSize(theme.px(CODE))
        if font != self.font():
            self.setFont(font)
        self._fit()

    def _fit(self) -> None:
        """As high as its lines, those that wrap counted as often as they do."""
        line = self.fontMetrics().lineSpacing()
        lines = round(self.document().size().height())
        self.setFixedHeight(max(1, lines) * line + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy all where nothing is selected."""
        if event.matches(QKeySequence.StandardKey.Copy) and not self.textCursor().hasSelection():
            QGuiApplication.clipboard().setText(self.toPlainText())
            return
        super().keyPressEvent(event)


class TakePanel(QWidget):
    """The column at the right."""

    export_wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("Take it with you"), "strong"))
        rows = (
            ExportRow("bundle", "deploy", self.tr("Bundle"),
                      self.tr("ONNX with front end, scenes, card")),
            ExportRow("web", "web", self.tr("Web page"),
                      self.tr("Listens in any browser, offline")),
            ExportRow("c", "code", self.tr("C source"), self.tr("Two files, no allocation")),
        )  # fmt: skip
        self.exports: dict[Export, ExportRow] = {row.what: row for row in rows}
        for row in rows:
            row.button.clicked.connect(lambda _=False, what=row.what: self.export_wanted.emit(what))
            column.addWidget(row)
        column.addWidget(self._build_code())
        column.addWidget(self._build_contents())
        column.addStretch(1)
        self._shown: object = None

    def _build_code(self) -> QWidget:
        card = Panel(self.tr("Try it in Python"))
        card.head.insertWidget(0, IconView("terminal", 16, "text2"))
        self.code = CodeView(self.tr("Try it in Python"))
        self.copy_button = CopyButton(self.tr("Copy"), self.code.toPlainText, "copy")
        card.head.addWidget(self.copy_button)
        card.body.addWidget(self.code)
        return card

    def _build_contents(self) -> QWidget:
        self._contents = Panel(self.tr("In the bundle"))
        self.ships = Pill("")
        self._contents.head.addWidget(self.ships)
        self.facts = FactsTable()
        self._contents.body.addWidget(self.facts)
        self.licences = Label("", "table", "text2", wrap=True)
        self._contents.body.addWidget(self.licences)
        return self._contents

    def show_state(self, state: DeployState, reason_of: Callable[[Export], str]) -> None:
        """Show the exports of a bundle, and what is in it."""
        details = state.details
        sizes: dict[Export, str] = {"bundle": "", "web": "", "c": ""}
        if details is not None and details.bundle is not None:
            sizes["bundle"] = bytes_words(sum(details.report.files.values()))
        if details is not None and details.chip is not None:
            flash = bytes_words(details.chip.flash_bytes)
            sizes["c"] = self.tr("{size} flash").format(size=flash)
        for what, row in self.exports.items():
            row.show_state(state, sizes[what], reason_of(what))
        if details is not None and details is not self._shown:
            self._shown = details
            self._show_details(details)

    def _show_details(self, details: Details) -> None:
        bundle = details.bundle
        if bundle is None:
            return
        self.code.set_code(sample_of(bundle))
        names = ("int8.onnx", "fp32.onnx", "waveform.onnx", "reference.npz", "vectors.npz")
        files = details.report.files
        facts = [(name, bytes_words(files[name])) for name in names if name in files]
        rest = sum(size for name, size in files.items() if name not in names)
        facts.append((self.tr("card.md, bundle.json and others"), bytes_words(rest)))
        mark = bundle.fingerprint
        facts.append((self.tr("Fingerprint"), f"{mark[:4]} {mark[4:8]} … {mark[-4:]}"))
        manifest = bundle.manifest
        facts.append((self.tr("Scenes"), QLocale().toString(len(manifest.scenes))))
        if bundle.enrolled:
            facts.append((self.tr("Taught places"), QLocale().toString(len(bundle.enrolled))))
        self.facts.set_facts(facts)
        state, icon = SHIPS[details.report.may_ship]
        words = {
            "yes": self.tr("May be passed on"),
            "no": self.tr("Not to be passed on"),
            "unknown": self.tr("Licences not known"),
        }[details.report.may_ship]
        self.ships.set_state(words, state, icon)
        named = sorted(licences_of(bundle))
        words = self.tr("Licences of data and teachers: {names}").format(names=", ".join(named))
        self.licences.setText(words if named else self.tr("Its card names no licence."))
        self.licences.setToolTip("\n".join(map(told, details.report.ship_reasons)))


def licences_of(bundle: api.Bundle) -> set[str]:
    """What the card names of the clips it was trained on and of the weights it began with."""
    training = bundle.manifest.training
    named = {str(name) for name in training.get("data", {}).get("licences", {})}
    teacher = training.get("teacher") or {}
    named |= {str(one.get("licence", "")) for one in teacher.get("systems") or [teacher]}
    return named - {""}


def sample_of(bundle: api.Bundle) -> str:
    """A few lines that run wherever onnxruntime and soundfile are, and need nothing of ours."""
    manifest = bundle.manifest
    rate, n = manifest.front_end.sample_rate_hz, manifest.window_samples
    return "\n".join(
        (
            "import json, os, zipfile, soundfile as sf",
            # or onnxruntime tells its makers that it is used
            "os.environ['ORT_DISABLE_TELEMETRY'] = '1'",
            "import onnxruntime as ort",
            "",
            f"z = zipfile.ZipFile({bundle.path.name!r}).read",
            "s = ort.InferenceSession(z('waveform.onnx'))",
            f"x = sf.read('a.wav', {n}, dtype='float32')[0]",
            "y = s.run(['logits'], {'waveform': x[None]})[0]",
            "names = json.loads(z('bundle.json'))['scenes']",
            f"print(names[y.argmax()])  # a.wav: mono, {rate} Hz",
        )
    )
