"""Which command of ``asc`` answers which part of the page."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from ascstudio.pages.evaluate import answers, figures
from ascstudio.pages.evaluate.asking import Question
from ascstudio.pages.evaluate.models import ModelChoice
from ml_core import api


@dataclass(frozen=True, slots=True)
class Subject:
    """What is asked about.

    Attributes:
        folder: of the project.
        model: that is evaluated.
        split: the part of the project it is measured on.
        against: the other model, if one was chosen.
    """

    folder: Path
    model: ModelChoice
    split: str
    against: ModelChoice | None = None

    def key(self, what: str, *more: str) -> tuple[str, ...]:
        """Of a question about the model alone."""
        return (what, str(self.model.path), self.split, *more)

    def against_key(self, what: str, *more: str) -> tuple[str, ...]:
        """Of a question about both models."""
        return self.key(what, str(self.against.path) if self.against else "", *more)


class Questions(QObject):
    """Makes questions; their titles stand in Activity."""

    def evaluate(self, about: Subject, *, known: bool = False) -> Question:
        """All figures of the model; ``known``: also those on disk, if they still hold."""
        title = self.tr("Evaluation of {name}").format(name=about.model.name)
        more = ("--known",) if known else ()
        return self._of_model(about, "evaluate", title, about.key("evaluate"), _figures, more)

    def compare(self, about: Subject) -> Question | None:
        """The model minus the other one; None without another."""
        if about.against is None:
            return None
        title = self.tr("Comparison of {a} with {b}").format(
            a=about.model.name, b=about.against.name
        )
        arguments = ("compare", str(about.model.path), str(about.against.path), str(about.folder),
                     "--split", about.split)  # fmt: skip
        key = about.against_key("compare")
        return Question(key, arguments, title, "compare", answers.Comparison.of)

    def ranking(self, about: Subject, others: Sequence[ModelChoice]) -> Question | None:
        """The model minus each of several others; None for fewer than two."""
        if len(others) < 2:
            return None
        title = self.tr("Comparison of {a} with {n} others")
        paths = tuple(str(one.path) for one in others)
        arguments = ("compare", str(about.model.path), *paths, str(about.folder), "--split",
                     about.split)  # fmt: skip
        return Question(
            about.key("ranking", *paths), arguments,
            title.format(a=about.model.name, n=len(others)), "compare", answers.Ranking.of,
        )  # fmt: skip

    def why(self, about: Subject, device: str) -> Question:
        """Why a device is low."""
        title = self.tr("Causes of {device}").format(device=device)
        arguments = ("why", "--split", about.split, "--", str(about.model.path),
                     str(about.folder), device)  # fmt: skip
        return Question(about.key("why", device), arguments, title, "device", answers.Why.of)

    def layers(self, about: Subject) -> Question | None:
        """Float, converted and trained; None for a bundle from elsewhere."""
        if about.model.run is None:
            return None
        title = self.tr("Layers of {name}").format(name=about.model.name)
        arguments = ("layers", str(about.model.run), str(about.folder), "--split", about.split)
        return Question(about.key("layers"), arguments, title, "chip", answers.Layers.of)

    def more_data(self, about: Subject) -> Question:
        """What recording more would bring."""
        title = self.tr("How much more data for {name}").format(name=about.model.name)
        key = about.key("more-data")
        return self._of_model(about, "more-data", title, key, answers.MoreData.of)

    def beside(self, about: Subject, layout: str) -> Question:
        """Maps of its embedding and its teacher's, or the other model's."""
        title = self.tr("Embedding of {name}").format(name=about.model.name)
        more = ["--layout", layout]
        if about.against is not None:
            more += ["--against", str(about.against.path)]
        key = about.against_key("beside", layout)
        return self._of_model(about, "beside", title, key, _maps, tuple(more), "explore")

    def probe(self, about: Subject) -> Question:
        """A linear and a k-NN probe on the frozen embedding."""
        title = self.tr("Probes of {name}").format(name=about.model.name)
        return self._of_model(about, "probe", title, about.key("probe"), answers.Probes.of)

    def few_shot(self, about: Subject) -> Question:
        """Episodes in which scenes are learnt from a few clips."""
        title = self.tr("Few-shot episodes of {name}").format(name=about.model.name)
        arguments = ("fewshot", str(about.model.path), str(about.folder), "--shots", "1,5")
        key = about.key("fewshot")
        return Question(key, arguments, title, "teach", answers.FewShot.of)

    def report(self, about: Subject, out: Path, parts: tuple[str, ...]) -> Question:
        """HTML, PDF, figures, challenge files."""
        title = self.tr("Report of {name}").format(name=about.model.name)
        models = [str(about.model.path)]
        if about.against is not None:
            models.append(str(about.against.path))
        arguments = ("report", *models, "--project", str(about.folder), "--out", str(out),
                     "--split", about.split, "--parts", ",".join(parts))  # fmt: skip
        return Question(("report",), arguments, title, "report")

    def _of_model(
        self,
        about: Subject,
        verb: str,
        title: str,
        key: tuple[str, ...],
        read: Any,
        more: tuple[str, ...] = (),
        icon: str = "evaluate",
    ) -> Question:
        arguments = (verb, str(about.model.path), str(about.folder), "--split", about.split, *more)
        return Question(key, arguments, title, icon, read)


def _figures(report: dict[str, Any]) -> figures.Evaluation:
    place = report.get("clips_file")
    return figures.parse(report, api.read_clips(Path(place)) if place else ())


def _maps(told: dict[str, Any]) -> answers.Maps:
    if told["maps_file"] is None:  # nothing could be kept
        return answers.Maps.of(told["maps"])
    try:
        maps = api.from_json(Path(told["maps_file"]).read_bytes())
    except (OSError, ValueError) as error:
        message = f'The maps, "{told["maps_file"]}", cannot be read.'
        raise api.AscError(message, hint="Draw them again.") from error
    return answers.Maps.of(maps)
