"""Deploy on screen."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QGuiApplication,
    QResizeEvent,
)
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ascstudio import theme
from ascstudio.pages import Action, BannerText, Context, Page, banner_of
from ascstudio.pages.deploy.bundle_list import BundleList
from ascstudio.pages.deploy.certificate_card import CertificateCard
from ascstudio.pages.deploy.certificate_dialog import CertificateDialog
from ascstudio.pages.deploy.chip_card import ChipCard
from ascstudio.pages.deploy.dropping import BundleHint
from ascstudio.pages.deploy.presenter import DeployPresenter
from ascstudio.pages.deploy.refused_card import RefusedCard
from ascstudio.pages.deploy.speed_card import SpeedCard
from ascstudio.pages.deploy.state import DeployState, Export
from ascstudio.pages.deploy.take_panel import TakePanel
from ascstudio.pages.deploy.verdict_words import VerdictWords
from ascstudio.widgets import choosing
from ascstudio.widgets.choosing import BUNDLE, bundle_in
from ascstudio.widgets.messages import EmptyState
from ascstudio.widgets.rows import ScrollColumn
from ascstudio.widgets.texts import Separator

NARROW, WIDE = 1060, 1600
RIGHT, WIDE_RIGHT = 362, 460


class DeployPage(Page):
    """Bundles at the left; certificate, speed and microcontroller; what can be taken out."""

    page_id = "deploy"
    icon = "deploy"
    group = 1
    needs_project = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.presenter = DeployPresenter(context)
        self._verdicts = VerdictWords()
        self._read: Path | None = None  # the bundle whose cards may have been scrolled
        self.bundles = BundleList()
        self.bundles.chosen.connect(self.presenter.choose)
        self.bundles.verify_wanted.connect(self.choose_to_verify)
        self.certificate = CertificateCard()
        self.certificate.certificate_wanted.connect(self.show_certificate)
        self.refused = RefusedCard()
        self.speed = SpeedCard()
        self.speed.measure_wanted.connect(self.presenter.measure)
        self.speed.cancel_wanted.connect(self.presenter.cancel_measuring)
        self.chip = ChipCard()
        self.take = TakePanel()
        self.take.export_wanted.connect(self.export)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._stack = QStackedWidget()
        self._empty = self._build_empty()
        self._stack.addWidget(self._empty)
        self._middle = ScrollColumn(self._build_middle(), self.tr("The bundle"))
        self._stack.addWidget(self._middle)
        self._edge = Separator(vertical=True)
        for part, stretch in ((self.bundles, 0), (self._edge, 0), (self._stack, 1)):
            row.addWidget(part, stretch)
        self.hint = BundleHint(self)
        self.setAcceptDrops(True)
        self.presenter.changed.connect(self.show_state)
        self.show_state(self.presenter.state)

    # What the window draws around the page

    def title(self) -> str:
        """Name of the page."""
        return self.tr("Deploy")

    def fact(self) -> str:
        """Which bundle, and what made it."""
        state = self.presenter.state
        if state.item is None:
            return ""
        name = f"{self.presenter.file_name()}{BUNDLE}"
        if not state.run:
            return name
        return self.tr("{name}, from run “{run}”").format(name=name, run=state.run)

    def head_actions(self) -> Sequence[Action]:
        """Listen, and the one primary: the export."""
        if not self.presenter.state.items:
            return ()
        return (
            Action("deploy.listen", self.tr("Listen with it"), self.listen, icon="live",
                   menu="model", reason=self._bundle_reason),
            Action("deploy.export", self.tr("Export bundle…"), lambda: self.export("bundle"),
                   "Ctrl+E", "export", "model", "primary", lambda: self._export_reason("bundle")),
        )  # fmt: skip

    def commands(self) -> Sequence[Action]:
        """Commands of this page."""
        return (
            *self.head_actions(),
            Action("deploy.verify", self.tr("Verify a bundle…"), self.choose_to_verify,
                   "Ctrl+Shift+V", "certificate", "model"),
            Action("deploy.measure", self.tr("Measure its speed"), self.presenter.measure, "B",
                   "speed", "model", reason=self._measure_reason),
            Action("deploy.web", self.tr("Export as a web page…"), lambda: self.export("web"),
                   icon="web", menu="model", reason=lambda: self._export_reason("web")),
            Action("deploy.c", self.tr("Export as C source…"), lambda: self.export("c"),
                   icon="code", menu="model", reason=lambda: self._export_reason("c")),
            Action("deploy.code", self.tr("Copy the code for Python"), self.copy_code,
                   icon="copy", reason=self._bundle_reason),
            Action("deploy.certificate", self.tr("Certificate…"), self.show_certificate,
                   icon="report", reason=self._bundle_reason),
        )  # fmt: skip

    def gestures(self) -> Sequence[tuple[str, str, str]]:
        """Keys of the list and of the code."""
        return (
            (self.tr("Bundles"), self.tr("Next bundle"), "Up | Down"),
            (self.tr("Try it in Python"), self.tr("Copy the code"), "Ctrl+C"),
        )

    def regions(self) -> Sequence[QWidget]:
        """Bundles, the cards, the exports."""
        return (self.bundles, self._cards, self.take)

    def banners(self) -> Sequence[BannerText]:
        """Why the bundle cannot be trusted, and what could not be done."""
        state, found = self.presenter.state, []
        if self.presenter.failure is not None:
            found.append(banner_of(self.presenter.failure, self.context))
        certificate = state.certificate
        if certificate is not None and not certificate.deployable and state.bundle is not None:
            title, sentence = self._verdicts.banner(certificate)
            again = ((self.tr("Make it int8 again"), self.make_again),)
            details = (self.tr("Certificate…"), self.show_certificate)
            actions = (*(again if state.run else ()), details)
            kind = "err" if certificate.measured else "warn"
            found.append(BannerText(kind, title, sentence, actions))
        return found

    def receive(self, argument: object) -> None:
        """Show a bundle, or what a run made; verify one from elsewhere."""
        if isinstance(argument, Path):
            made = argument / "export" / "student.ascbundle"
            project = self.context.session.project
            rows = project.bundles() if project is not None else []
            of_run = next((row.path for row in rows if row.run == argument), made)
            self.presenter.verify(of_run if argument.is_dir() else argument)

    def entered(self) -> None:
        """Look which bundles there are."""
        self.presenter.enter()
        self.setFocusProxy(self.bundles.first())

    def left(self) -> None:
        """An error that was seen here does not wait for the next visit."""
        self.presenter.leave()

    # Building

    def _build_empty(self) -> EmptyState:
        return EmptyState(
            "deploy",
            self.tr("Make a model travel"),
            self.tr(
                "A bundle is one file that runs anywhere onnxruntime runs. Make one from a run."
            ),
            (self.tr("Choose a run…"), self.choose_run),
            (self.tr("Verify a bundle…"), self.choose_to_verify),
        )

    def _build_middle(self) -> QWidget:
        middle = QWidget()
        self._both = QBoxLayout(QBoxLayout.Direction.LeftToRight, middle)
        self._both.setContentsMargins(20, 14, 16, 16)
        self._both.setSpacing(12)
        self._cards = QWidget()
        column = QVBoxLayout(self._cards)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for card in (self.certificate, self.refused, self.speed, self.chip):
            column.addWidget(card)
        column.addStretch(1)
        self._both.addWidget(self._cards, 1)
        self._both.addWidget(self.take)
        return middle

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit narrow and wide windows."""
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        """Fit other text sizes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fit()

    def _fit(self) -> None:
        narrow, wide = self.width() < theme.px(NARROW), self.width() >= theme.px(WIDE)
        ways = QBoxLayout.Direction
        self._both.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        right = theme.px(WIDE_RIGHT if wide else RIGHT)
        self.take.setMinimumWidth(0 if narrow else right)
        self.take.setMaximumWidth(16_777_215 if narrow else right)
        self.bundles.set_wide(wide=wide)
        self.certificate.set_wide(wide=wide)

    # Showing

    def show_state(self, state: DeployState) -> None:
        """The only place that changes the widgets after construction."""
        self.bundles.show_items(state.items, state.chosen)
        self.bundles.setVisible(bool(state.items))
        self._edge.setVisible(bool(state.items))
        self._stack.setCurrentIndex(1 if state.items else 0)
        if state.items:
            details = state.details
            refused = details is not None and details.bundle is None
            for part in (self.certificate, self.speed, self.chip, self.take):
                part.setVisible(not refused)
            self.refused.setVisible(refused)
            if refused and details is not None and state.item is not None:
                self.refused.show_reasons(state.item.path.name, details.report.reasons)
            else:
                self.certificate.show_details(details)
                self.speed.show_state(state, self._measure_reason())
                self.chip.show_details(details)
                self.take.show_state(state, self._export_reason)
        first = self.bundles.first() if state.items else self._empty.primary
        if first is not None:
            self.setFocusProxy(first)
        if state.chosen != self._read:  # begins at its verdict, wherever the last one was left
            self._read = state.chosen
            self._middle.verticalScrollBar().setValue(0)
        self.tell_head()

    def show_certificate(self) -> None:
        """Everything that was measured of parity."""
        state = self.presenter.state
        if state.certificate is not None and state.item is not None:
            dialog = CertificateDialog(state.certificate, state.item.name, self.window())
            dialog.finished.connect(dialog.deleteLater)
            dialog.open()

    # What the user wants

    def listen(self) -> None:
        """Let Live listen with this bundle."""
        item = self.presenter.state.item
        if item is not None:
            self.context.use_bundle(None if item.starter else item.path)
            self.context.go("live")

    def choose_run(self) -> None:
        """Runs are on Train."""
        self.context.go("train" if self.context.session.project is not None else "start")

    def make_again(self) -> None:
        """Set up the flow that makes int8."""
        self.context.run("train.quantize")

    def copy_code(self) -> None:
        """Put the sample on the clipboard."""
        QGuiApplication.clipboard().setText(self.take.code.toPlainText())
        self.context.say(self.tr("The code is copied"))

    def choose_to_verify(self) -> None:
        """Ask for a bundle file and verify it."""
        kinds, title = self.tr("Bundles (*.ascbundle)"), self.tr("Verify a bundle")
        if chosen := choosing.choose_file(self, self.context.settings, "bundles", title, kinds):
            self.presenter.verify(chosen)

    def export(self, what: Export) -> None:
        """Ask where to, and write; nothing that is there is written over without asking."""
        if self._export_reason(what):
            return
        settings = self.context.settings
        if what != "bundle":
            title = {
                "web": self.tr("Folder in which the web page shall lie"),
                "c": self.tr("Folder in which the C source shall lie"),
            }[what]
            if folder := choosing.choose_folder(self, settings, "bundles", title):
                self.presenter.export_folder(what, folder)
            return
        name, title = f"{self.presenter.file_name()}{BUNDLE}", self.tr("Export the bundle")
        kinds = self.tr("Bundles (*.ascbundle)")
        chosen = choosing.choose_new_file(self, settings, "bundles", title, name, kinds)
        if chosen is None:
            return
        out = chosen if chosen.suffix == BUNDLE else chosen.with_name(chosen.name + BUNDLE)
        item = self.presenter.state.item
        if item is not None and out.exists() and out.samefile(item.path):
            self.context.refused.emit(self.tr("That is the bundle itself."))
        elif out != chosen and out.exists():  # the system's chooser asked about another name
            words = self.tr("{name} is there already: choose it itself to replace it.")
            self.context.refused.emit(words.format(name=out.name))
        else:
            self.presenter.export_bundle(out)

    # Reasons

    def _bundle_reason(self) -> str:
        state = self.presenter.state
        if state.item is None:
            return self.tr("There is no bundle.")
        if state.details is None:
            return self.tr("It is being verified.")
        return "" if state.bundle is not None else self.tr("This bundle was refused.")

    def _measure_reason(self) -> str:
        if self.presenter.state.measuring:
            return self.tr("It is being measured.")
        return self._bundle_reason()

    def _export_reason(self, what: Export) -> str:
        if reason := self._bundle_reason():
            return reason
        state = self.presenter.state
        if what in state.exporting:
            return self.tr("It is being written.")
        certificate = state.certificate
        if certificate is not None and certificate.measured and not certificate.deployable:
            return ". ".join(self._verdicts.banner(certificate))
        if what == "c" and state.details is not None and state.details.no_chip:
            return state.details.no_chip
        return ""

    # A bundle that is dropped

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Say what letting go would do."""
        if event.mimeData().hasUrls():
            self.hint.show_bundle(bundle_in(event.mimeData()))
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        """Only one bundle may be dropped."""
        event.setAccepted(bundle_in(event.mimeData()) is not None)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """It was carried away."""
        self.hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Verify it where it lies."""
        self.hint.hide()
        path = bundle_in(event.mimeData())
        if path is not None:
            choosing.take_a_copy(event)
            self.presenter.verify(path)

    def closeEvent(self, event: QCloseEvent) -> None:
        """End the thread."""
        self.presenter.shut_down()
        super().closeEvent(event)
