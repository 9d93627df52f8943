"""The whole certificate: every comparison with its interval, per scene and per device."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ascstudio.pages.deploy.certificate_card import share_words
from ascstudio.theme import scene_title
from ascstudio.translation import told
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.copying import CopyButton
from ascstudio.widgets.floating import FloatingDialog, foot
from ascstudio.widgets.rows import ScrollColumn
from ascstudio.widgets.texts import FactsTable, Label, Separator
from ml_core import api

Facts = list[tuple[str, str]]


class CertificateDialog(FloatingDialog):
    """Everything that was measured, to read and to copy.

    Args:
        certificate: of a bundle.
        name: of the bundle.
        parent: the window.
    """

    def __init__(self, certificate: api.Certificate, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.set_title(self.tr("Certificate of {name}").format(name=name))
        self.set_size(640, 560)
        self._said: list[str] = [self.heading.text(), told(certificate.sentence)]
        self.column.addWidget(Label(told(certificate.sentence), "body", wrap=True))
        inside = QWidget()
        inside.setObjectName("panel")
        self._rows = QVBoxLayout(inside)
        self._rows.setContentsMargins(0, 0, 8, 0)
        self._rows.setSpacing(8)
        for said, color in ((certificate.reasons, "err"), (certificate.warnings, "warn")):
            for one in said:
                self._rows.addWidget(Label(told(one), "table", color, wrap=True))
                self._said.append(told(one))
        self._add(self.tr("Measured on"), self._windows(certificate))
        for title, found in (
            (self.tr("Converted against exported"), certificate.converted),
            (self.tr("Fake-quantised against exported"), certificate.simulated),
            (self.tr("Float against exported"), certificate.float_student),
        ):
            if found is not None:
                self._add_comparison(title, found)
        self._add(self.tr("Disagreements"), self._disagreements(certificate))
        self._rows.addStretch(1)
        self.column.addWidget(ScrollColumn(inside, self.tr("Certificate")), 1)
        copy = CopyButton(self.tr("Copy"), lambda: "\n".join(self._said), "copy")
        close = Button(self.tr("Close"), "primary")
        close.clicked.connect(self.accept)
        self.end_with(foot(copy, close))

    def _windows(self, certificate: api.Certificate) -> Facts:
        number = QLocale().toString
        of = {
            "test": self.tr("of the test set"),
            "labelled": self.tr("all labelled ones"),
        }.get(certificate.windows_of, "")
        facts = [(self.tr("Windows"), f"{number(certificate.n_windows)} {of}".strip())]
        if certificate.n_shifted:
            facts.append((self.tr("of them shifted copies"), number(certificate.n_shifted)))
        return facts

    def _add_comparison(self, title: str, found: api.Comparison) -> None:
        facts = [(self.tr("Same decision"), agreement_words(found.overall))]
        if found.needed is not None:
            needed = f"{QLocale().toString(100 * found.needed, 'g', 3)} %"
            facts.append((self.tr("Needed"), needed))
        if found.gap_steps is not None:
            gaps = (QLocale().toString(float(one), "f", 2) for one in found.gap_steps)
            words = self.tr("Gap in output steps: median, 95 %, largest")
            facts.append((words, ", ".join(gaps)))
        self._add(title, facts)
        titles: tuple[tuple[str, dict[str, api.Agreement], Callable[[str], str]], ...] = (
            (self.tr("Per device"), dict(found.per_device), self._device),
            (self.tr("Per scene"), dict(found.per_scene), scene_title),
        )
        for heading, groups, title_of in titles:
            if groups:
                rows = [(title_of(name), agreement_words(one)) for name, one in groups.items()]
                self._add(heading, rows, small=True)

    def _device(self, name: str) -> str:
        return name.upper() if name else self.tr("No device")

    def _disagreements(self, certificate: api.Certificate) -> Facts:
        found, number = certificate.disagreements, QLocale().toString
        parting = certificate.parting
        facts = [(self.tr("First layer that parts"), self.tr("none"))]
        if parting is not None:
            gap = self.tr("{n} steps").format(n=number(float(parting.gap_steps), "f", 1))
            facts = [(self.tr("First layer that parts"), f"{told(parting.title)}, {gap}")]
        if found is None:
            return facts
        margin = "–" if found.largest_margin is None else number(found.largest_margin, "f", 3)
        return [
            (self.tr("Windows decided otherwise"), number(found.n)),
            (self.tr("Largest margin of float among them"), margin),
            (self.tr("What rounding can move"), number(found.gap, "f", 3)),
            (self.tr("Surer than that, so defects"), number(found.defects)),
            *facts,
        ]

    def _add(self, title: str, facts: Facts, *, small: bool = False) -> None:
        if not small:
            self._rows.addWidget(Separator())
        self._rows.addWidget(
            Label(title, "table" if small else "strong", "text2" if small else "text")
        )
        table = FactsTable()
        table.set_facts(facts)
        self._rows.addWidget(table)
        self._said += ["", title, *(f"{name}: {value}" for name, value in facts)]


def agreement_words(found: api.Agreement) -> str:
    """``99.93 % of 8,412 (99.84 to 99.97)``."""
    low, high = (share_words(one).removesuffix(" %") for one in (found.low, found.high))
    n = QLocale().toString(found.n)
    return f"{share_words(found.value)} ({low}–{high}), n = {n}"
