"""Bake: what it would do, asked first; then the command, whose end is said."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ascstudio.jobs import Failure
from ascstudio.pages.teach.work import BakeOffer, bake_offer, minutes
from ascstudio.theme import scene_title
from ascstudio.widgets.buttons import Button
from ascstudio.widgets.floating import FloatingDialog
from ascstudio.widgets.messages import duration_words
from ascstudio.widgets.texts import FactsTable, Label
from ascstudio.words import counted, numeral
from ml_core import api

if TYPE_CHECKING:
    from ascstudio.pages import Context


class Baker(QObject):
    """Looks what baking would do, starts it, and says what came of it.

    Args:
        context: what pages share.
    """

    offered = Signal(object)
    """BakeOffer."""
    failed = Signal(object)
    """Failure."""

    def __init__(self, context: "Context") -> None:
        super().__init__()
        self._context = context

    def look(self, bundle: "api.Bundle") -> None:
        """Make a plan; ``offered`` or ``failed`` follows."""
        project = self._context.session.project
        if project is not None:
            self._context.session.background(lambda: bake_offer(bundle, project), self._on_looked)

    def start(self, offer: BakeOffer) -> None:
        """Run the command; its runs go on without the window."""
        project = self._context.session.project
        if project is None:
            return
        words = ["bake", str(offer.bundle), str(project.folder), "--name", offer.name]
        title = self.tr("Baking {places}").format(places=", ".join(offer.plan.places))
        job = self._context.jobs.run_command(title, "bake", words)
        job.succeeded.connect(self._on_baked)
        job.failed.connect(self.failed)
        self._context.go("train")

    def _on_looked(self, found: "BakeOffer | Failure") -> None:
        if isinstance(found, Failure):
            self.failed.emit(found)
        else:
            self.offered.emit(found)

    def _on_baked(self, answer: Mapping[str, Any]) -> None:
        old = answer["old_scenes"]
        self._context.session.reload()
        before = self._context.bundle
        if old is None:
            said = self.tr("{places} baked").format(places=", ".join(answer["places"]))
        else:
            words = self.tr("{places} baked. Known scenes: {before} % before, {after} % now")
            said = words.format(
                places=", ".join(answer["places"]), before=numeral(100 * old["before"], ".1f"),
                after=numeral(100 * old["after"], ".1f"),
            )  # fmt: skip
        self._context.use_bundle(Path(answer["bundle"]))
        self._context.say(said, undo=lambda: self._context.use_bundle(before))


class BakeDialog(FloatingDialog):
    """What will be done, and how long it may take."""

    def __init__(self, offer: BakeOffer, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        plan = offer.plan
        self.set_size(560)
        one = self.tr("Bake {name}").format(name=plan.places[0])
        many = self.tr("Bake {n} places").format(n=len(plan.places))
        self.set_title(one if len(plan.places) == 1 else many)
        self.column.addWidget(
            Label(
                self.tr(
                    "A new student is distilled as the bundle was made, with the places among its"
                    " scenes and the old ones replayed. The bundle in use stays."
                ),
                "body", "text2", wrap=True,
            )
        )  # fmt: skip
        facts = FactsTable()
        facts.set_facts(self._facts(offer))
        self.column.addWidget(facts)
        if plan.divided:
            words = self.tr(
                "From then on the training part has clips of {places}. Teachers and students that"
                " were trained without them cannot be distilled from or made int8 any more, until"
                " you undo the division."
            )
            words = words.format(places=", ".join(map(scene_title, plan.places)))
            self.column.addWidget(Label(words, "table", "text2", wrap=True))
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        cancel = Button(self.tr("Cancel"))
        cancel.clicked.connect(self.reject)
        self.bake_button = Button(
            self.tr("Bake, about {time}").format(time=duration_words(offer.seconds)),
            "primary",
            "bake",
        )
        self.bake_button.clicked.connect(self.accept)
        foot.addWidget(cancel)
        foot.addWidget(self.bake_button)
        self.end_with(foot)

    def _facts(self, offer: BakeOffer) -> list[tuple[str, str]]:
        plan = offer.plan
        found = [(place, self._sound(plan, place)) for place in plan.places]
        found += [
            (self.tr("Scenes afterwards"), str(len(plan.scenes))),
            (self.tr("Student"), _student(plan)),
            (self.tr("Weights in int8"), f"{offer.n_bytes / 1000:.0f} kB"),
        ]
        if n := sum(part == "test" for part in plan.divided.values()):
            words = counted(n, self.tr("1 clip"), self.tr("{n} clips"))
            found.append((self.tr("Kept for the test"), words))
        return found

    def _sound(self, plan: "api.BakePlan", place: str) -> str:
        time = minutes(plan.seconds[place])
        one, many = self.tr("1 clip, {time}"), self.tr("{n} clips, {time}")
        return (one if plan.n_clips[place] == 1 else many).format(n=plan.n_clips[place], time=time)


def _student(plan: "api.BakePlan") -> str:
    return next(one.network for one in plan.recipes if isinstance(one, api.DistilRecipe))
