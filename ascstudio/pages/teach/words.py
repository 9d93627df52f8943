"""Sentences of Teach that depend on what was heard."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ascstudio.pages.teach.recording import Minute, taken
from ascstudio.pages.teach.state import (
    LIKE,
    LIMIT,
    UNIFORM_AFTER_S,
    UNIFORM_BELOW,
    Closeness,
    Effect,
    Place,
)
from ascstudio.pages.teach.work import minutes
from ascstudio.theme import UNKNOWN, Mark, scene_title
from ascstudio.translation import told
from ascstudio.words import numeral

if TYPE_CHECKING:
    from ml_core import api

VARIED = 6  # kinds of sound
HEARD = ("open", "back")  # what a microphone that answers is in: also after it was lost
SILENT = ("lost", "hung", "no_device", "denied")  # and one that does not; else it is being opened


class TeachWords(QObject):
    """Says how a recording goes, and what a place was made from."""

    def variety(self, minute: Minute) -> str:
        """Whether the place was heard from enough sides."""
        if minute.kept_s >= UNIFORM_AFTER_S and minute.variety < UNIFORM_BELOW:
            return self.tr("Too uniform so far. Move around, or come back at another time.")
        if minute.variety >= VARIED:
            return self.tr("Good.")
        return self.tr("Walk slowly, turn around, let the place change.")

    def level(self, look: "api.LiveState") -> str:
        """Whether what is heard now counts."""
        if look.state not in HEARD:
            return told(look.message)
        signal = look.decision.signal if look.decision is not None else "ok"
        return {
            "ok": self.tr("Good, nothing clipped"),
            "silent": self.tr("Too quiet: these seconds do not count"),
            "covered": self.tr("Sounds covered: these seconds do not count"),
            "clipped": self.tr("Overdriven: these seconds do not count"),
        }[signal]

    def place(self, scene: "api.EnrolledScene") -> str:
        """What a place was taught from."""
        time = minutes(scene.n_support)
        n = scene.details.get("n_recordings", 1)
        if scene.details.get("muted"):
            return self.tr("muted, {time}").format(time=time)
        if n == 1:
            return self.tr("1 recording, {time}").format(time=time)
        return self.tr("{n} recordings, {time}").format(n=n, time=time)

    def places(self, bundle: "api.Bundle", marks: Mapping[str, Mark]) -> tuple[Place, ...]:
        """What a bundle was taught."""
        return tuple(
            Place(one.name, marks[one.name], self.place(one), bool(one.details.get("muted")))
            for one in bundle.enrolled
        )

    def effect(
        self, result: "api.EnrolResult", found: float, marks: Mapping[str, Mark], *,
        recorded: bool,
    ) -> Effect:  # fmt: skip
        """What saving would change; ``found``: the threshold that was found for the place."""
        rows = tuple(
            Closeness(marks.get(scene, UNKNOWN), scene_title(scene), share)
            for scene, share in taken(result.impact)
        )
        warning = ""
        if rows and rows[0].share > LIMIT:
            warning = self.tr("{place} would take {share} % of {scene}").format(
                place=result.enrolled.name,
                share=numeral(100 * rows[0].share, ".1f"),
                scene=rows[0].name,
            )
        return Effect(
            recognised=result.recognised,
            unknown=result.unknown,
            points=100 * (result.accuracy_after - result.accuracy_before),
            before=result.accuracy_before,
            after=result.accuracy_after,
            n_support=result.n_support,
            taken=rows,
            threshold=result.threshold,
            found=found,
            warning=warning,
            like=result.closest if result.closest_cosine >= LIKE and recorded else "",
            like_cosine=result.closest_cosine,
        )
