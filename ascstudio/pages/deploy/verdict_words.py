"""Why a bundle is not deployable, as a title and a sentence."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject

from ascstudio.pages.deploy.certificate_card import share_words
from ascstudio.translation import told
from ml_core import api


class VerdictWords(QObject):
    """Turns a certificate into what the banner says."""

    def banner(self, certificate: api.Certificate) -> tuple[str, str]:
        """Title and sentence where a certificate is against deploying, or there is none."""
        converted = certificate.converted
        if not certificate.measured or converted is None:
            careful = self.tr("Try it on recordings that you know before you rely on it.")
            return self.tr("Not certified"), " ".join((*map(told, certificate.reasons), careful))
        title = self.tr("Not deployable: {share} agreement").format(
            share=share_words(converted.overall.value)
        )
        said = [*self._short(certificate), *self._where(certificate)]
        return title, " ".join(said) or " ".join(map(told, certificate.reasons))

    def _short(self, certificate: api.Certificate) -> list[str]:
        """Which of the comparisons fell short, and of what."""
        said = []
        converted, simulated = certificate.converted, certificate.simulated
        if converted is not None and converted.needed is not None:
            needed = QLocale().toString(100 * converted.needed, "g", 3)
            if converted.overall.value < converted.needed:
                said.append(self.tr("{needed} % is needed.").format(needed=needed))
            elif converted.overall.low < 0.99:
                words = self.tr("Too few windows to be sure: it may be as low as {low}.")
                said.append(words.format(low=share_words(converted.overall.low)))
        if (
            simulated is not None
            and simulated.needed is not None
            and simulated.overall.value < simulated.needed
        ):
            words = self.tr("It decides like the network that was trained on {share} only.")
            said.append(words.format(share=share_words(simulated.overall.value)))
        return said

    def _where(self, certificate: api.Certificate) -> list[str]:
        parting = certificate.parting
        if parting is None:
            return []
        words = self.tr("They part at {layer}.")
        if parting.factor is not None:
            words = self.tr("They part at {layer}: its scale is {factor} times what it should be.")
            factor = QLocale().toString(float(parting.factor), "g", 3)
            return [words.format(layer=told(parting.title), factor=factor)]
        return [words.format(layer=told(parting.title))]
