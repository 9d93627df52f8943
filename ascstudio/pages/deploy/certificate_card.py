"""The parity certificate in short: one verdict, six facts, a strip of devices and one of scenes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QLocale, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.pages.deploy.state import Details
from ascstudio.theme import scene_title
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.messages import IconView
from ascstudio.widgets.texts import ElidedLabel, Label, Panel, Separator, empty_layout
from ml_core import api

SIGNS = {True: ("check", "ok"), False: ("error", "err"), None: ("info", "text3")}
WARNING = ("warning", "warn")
TIGHT = 480
CELL = 46  # pixels of a device's column at 100 % text


@dataclass(frozen=True, slots=True)
class Fact:
    """What was asked, the answer, and whether it is as it should be; None: it tells only.

    ``why`` says in a tooltip what the words mean. Of one that ``warns`` it is no reason against
    the bundle where it is not as it should be.
    """

    name: str
    value: str
    ok: bool | None
    why: str
    warns: bool = False

    def sign(self) -> tuple[str, str]:
        """Icon and colour."""
        return WARNING if self.warns and self.ok is False else SIGNS[self.ok]


class Strip(QWidget):
    """Agreement for each device or scene: number above, name below; all rows fit their width."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._cells: list[tuple[str, str, bool]] = []
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_cells(self, cells: Sequence[tuple[str, str, bool]]) -> None:
        """(name, number, as it should be) of each."""
        self._cells = list(cells)
        said = ", ".join(f"{name} {number}" for name, number, _ in cells)
        self.setAccessibleDescription(said)
        self.setToolTip(said)
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        """Cells wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Of all rows."""
        return self._row_height() * -(-len(self._cells) // self._per_row(width))

    def sizeHint(self) -> QSize:
        """One row."""
        return QSize(theme.px(CELL) * len(self._cells), self._row_height())

    def minimumSizeHint(self) -> QSize:
        """At least one cell."""
        return QSize(self._cell_width(), self._row_height())

    def _row_height(self) -> int:
        heights = (QFontMetrics(theme.font(role)).height() for role in ("label", "caption"))
        return sum(heights) + 8

    def _cell_width(self) -> int:
        metrics = QFontMetrics(theme.font("caption"))
        return max(
            [theme.px(CELL), *(metrics.horizontalAdvance(n) + 12 for n, _, _ in self._cells)]
        )

    def _per_row(self, width: int) -> int:
        return max(1, min(len(self._cells), width // self._cell_width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw all cells, from the right end of every row."""
        painter = QPainter(self)
        wide, high = self._cell_width(), self._row_height()
        n = self._per_row(self.width())
        line = QFontMetrics(theme.font("label")).height()
        for place, (name, number, ok) in enumerate(self._cells):
            row, column = divmod(place, n)
            in_row = min(n, len(self._cells) - row * n)
            left = self.width() - wide * (in_row - column)
            box = QRectF(left, row * high, wide, line)
            painter.setFont(theme.font("label"))
            painter.setPen(theme.color("text" if ok else "err"))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, number)
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.color("text3"))
            below = QRectF(left, row * high + line, wide, high - line - 6)
            painter.drawText(below, Qt.AlignmentFlag.AlignCenter, name)


class CertificateCard(Panel):
    """Whether the exported file decides like the trained model."""

    certificate_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._wide = False
        self._shown: object = None
        top = QHBoxLayout()
        top.setSpacing(16)
        self.shield = IconView("certificate", 36, "ok")
        top.addWidget(self.shield)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.verdict = Label("", "question")
        self.sentence = Label("", "body", "text2", wrap=True)
        words.addWidget(self.verdict)
        words.addWidget(self.sentence)
        top.addLayout(words, 1)
        self.button = Button(self.tr("Certificate…"), icon="report", small=True)
        self.button.clicked.connect(self.certificate_wanted)
        top.addWidget(self.button)
        self.body.addLayout(top)
        self._line = Separator()
        self.body.addWidget(self._line)
        self._halves = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._halves.setSpacing(24)
        self._facts = (QGridLayout(), QGridLayout())
        for half in self._facts:
            half.setHorizontalSpacing(10)
            half.setVerticalSpacing(4)
            half.setColumnStretch(1, 1)
            self._halves.addLayout(half, 1)
            self._halves.setAlignment(half, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(self._halves)
        self._strip_line = Separator()
        self.body.addWidget(self._strip_line)
        self.devices, self._device_row = self._build_strip(self.tr("Per device"))
        self.scenes, self._scene_row = self._build_strip(self.tr("Per scene"))

    def _build_strip(self, name: str) -> tuple[Strip, QWidget]:
        box = QWidget()
        row = QHBoxLayout(box)
        row.setContentsMargins(0, 2, 0, 0)
        row.addWidget(Label(name, "table", "text2"), 0, Qt.AlignmentFlag.AlignVCenter)
        strip = Strip(name)
        row.addWidget(strip, 1)
        self.body.addWidget(box)
        return strip, box

    def set_wide(self, *, wide: bool) -> None:
        """Scenes have a strip of their own where there is room."""
        self._wide = wide
        self._scene_row.setVisible(wide and bool(self.scenes.accessibleDescription()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Facts stand below each other where two columns would cut their words."""
        super().resizeEvent(event)
        tight, ways = self.width() < theme.px(TIGHT), QBoxLayout.Direction
        self._halves.setDirection(ways.TopToBottom if tight else ways.LeftToRight)
        self._halves.setSpacing(4 if tight else 24)

    def show_details(self, details: Details | None) -> None:
        """Show what was found of a bundle; None while it is looked at."""
        if details is not None and details is self._shown:
            return
        self._shown = details
        certificate = details.report.certificate if details is not None else None
        self.button.set_reason("" if certificate is not None else self.tr("It is being verified."))
        if details is None or certificate is None:
            self.shield.set_icon("certificate", "text3")
            self.verdict.setText(self.tr("Verifying"))
            self.sentence.setText(self.tr("Its files, and what its networks compute."))
            self._show_facts([])
            self._show_strips(None)
            return
        self._show_verdict(certificate)
        self._show_facts(self._facts_of(details, certificate))
        self._show_strips(certificate)

    def _show_verdict(self, certificate: api.Certificate) -> None:
        self.shield.set_icon(*verdict_icon(certificate))
        self.verdict.setText(self._verdict(certificate))
        converted = certificate.converted
        if not certificate.measured or converted is None:
            self.sentence.setText(" ".join(map(told, certificate.reasons)))
            return
        words = self.tr(
            "The exported file decides like the trained model on {share} of {n} windows."
        )
        share = share_words(converted.overall.value)
        n = QLocale().toString(certificate.n_windows)
        self.sentence.setText(words.format(share=share, n=n))

    def _verdict(self, certificate: api.Certificate) -> str:
        if certificate.deployable:
            return self.tr("Deployable")
        return self.tr("Not deployable") if certificate.measured else self.tr("Not certified")

    def _facts_of(self, details: Details, certificate: api.Certificate) -> list[Fact]:
        facts, warns = [], certificate.deployable
        converted, simulated = certificate.converted, certificate.simulated
        if converted is not None:
            name = self.tr("Same decisions")
            why = self.tr(
                "Windows that the exported file decides like the int8 network in PyTorch."
            )
            facts.append(self._agreement(name, converted, 0.995, why))
        if simulated is not None:
            name = self.tr("As in training")
            why = self.tr(
                "Windows decided like by the network that was trained, with rounding simulated."
            )
            facts.append(self._agreement(name, simulated, 0.99, why))
        if converted is not None and converted.gap_steps is not None:
            most = converted.gap_steps[-1]
            steps = self.tr("{n} steps (≤ 2)").format(n=QLocale().toString(float(most), "f", 1))
            why = self.tr(
                "How far a score differs at most, in steps of the int8 output. More than 2 is a"
                " warning."
            )
            facts.append(Fact(self.tr("Gap"), steps, most <= 2, why, warns))
        if certificate.float_student is not None:
            like = share_words(certificate.float_student.overall.value)
            why = self.tr("Windows decided like before it was made int8. Told only: it may differ.")
            facts.append(Fact(self.tr("As in float"), like, None, why))
        facts += self._accuracy(details)
        parting = certificate.parting
        where = self.tr("none") if parting is None else told(parting.title)
        why = self.tr("The first layer whose numbers differ by more than rounding explains.")
        facts.append(Fact(self.tr("First layer that parts"), where, parting is None, why, warns))
        if certificate.disagreements is not None:
            found = certificate.disagreements
            said = self.tr("{defects} of {n}").format(defects=found.defects, n=found.n)
            why = self.tr("Windows that are decided otherwise, and by more than rounding explains.")
            facts.append(
                Fact(self.tr("Unexplained differences"), said, found.defects == 0, why, warns)
            )
        why = self.tr("What the networks compute here is what they computed where it was made.")
        facts.append(Fact(self.tr("Test vectors"), self.tr("equal"), details.report.ok, why))
        return facts if certificate.measured else facts[-1:]

    def _accuracy(self, details: Details) -> list[Fact]:
        """What the card states of both networks."""
        stated = details.bundle.manifest.accuracy if details.bundle is not None else {}
        both = [_value(stated.get(precision)) for precision in ("fp32", "int8")]
        numbers = [QLocale().toString(100 * one, "f", 1) for one in both if one is not None]
        words = self.tr("Accuracy, float to int8")
        why = self.tr("On the test clips, in percent: before and after it was made int8.")
        both_known = len(numbers) == len(both)
        return [Fact(words, " → ".join(numbers), None, why)] if both_known else []

    def _agreement(self, name: str, found: api.Comparison, needed: float, why: str) -> Fact:
        needed = found.needed or needed
        percent = QLocale().toString(100 * needed, "g", 3)
        words = self.tr("{share} (≥ {needed})")
        said = words.format(share=share_words(found.overall.value), needed=percent)
        return Fact(name, said, found.overall.value >= needed, why)

    def _show_facts(self, facts: Sequence[Fact]) -> None:
        self._line.setVisible(bool(facts))
        middle = -(-len(facts) // 2)
        for half, shown in zip(self._facts, (facts[:middle], facts[middle:]), strict=True):
            empty_layout(half)
            for row, fact in enumerate(shown):
                icon, token = fact.sign()
                half.addWidget(IconView(icon, 15, token), row, 0)
                name = ElidedLabel(fact.name, "body")
                name.set_tip(fact.why)
                half.addWidget(name, row, 1)
                value = Label(fact.value, "body", token if fact.ok is False else "text2")
                value.setAccessibleName(f"{fact.name}: {fact.value}")
                value.setAccessibleDescription(fact.why)
                value.setToolTip(fact.why)
                half.addWidget(value, row, 2, Qt.AlignmentFlag.AlignRight)

    def _show_strips(self, certificate: api.Certificate | None) -> None:
        converted = certificate.converted if certificate is not None else None
        devices = converted.per_device if converted is not None else {}
        scenes = converted.per_scene if converted is not None else {}
        self.devices.set_cells(_cells(devices, self._device_title))
        self.scenes.set_cells(_cells(scenes, scene_title))
        self._device_row.setVisible(bool(devices))
        self._strip_line.setVisible(bool(devices or scenes))
        self.set_wide(wide=self._wide)

    def _device_title(self, device: str) -> str:
        return device.upper() if device else self.tr("none")


def verdict_icon(certificate: api.Certificate) -> tuple[str, str]:
    """Icon and colour of a verdict: green only for one that was measured in full."""
    if certificate.deployable:
        return "certificate", "ok"
    return ("error", "err") if certificate.measured else ("help", "warn")


def share_words(share: float) -> str:
    """``99.93 %``: never rounded up to all of them."""
    percent = int(share * 10_000) / 100
    return f"{QLocale().toString(percent, 'f', 2)} %"


def _short(share: float) -> str:
    """``99.93``, and ``100`` for all of them: a strip has little room."""
    return "100" if share >= 1.0 else share_words(share).removesuffix(" %")


def _value(stated: object) -> float | None:
    value = stated.get("value") if isinstance(stated, Mapping) else None
    return float(value) if isinstance(value, int | float) else None


def _cells(
    found: Mapping[str, api.Agreement], title: Callable[[str], str]
) -> list[tuple[str, str, bool]]:
    """Those that are not as they should be stand out."""
    return [(title(name), _short(one.value), one.high >= 0.995) for name, one in found.items()]
