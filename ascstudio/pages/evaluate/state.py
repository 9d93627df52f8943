"""Everything Evaluate shows, as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from ascstudio.jobs import Failure
from ascstudio.jobs.remedies import without_commands
from ascstudio.pages.evaluate.asking import NOTHING, Asked
from ascstudio.pages.evaluate.figures import Decided, Evaluation
from ascstudio.pages.evaluate.models import ModelChoice
from ascstudio.project.scene_marks import marks_of
from ascstudio.theme import Mark, device_marks

SAID_IN_PLACE = ("why", "beside", "ranking", "layers", "more-data")  # where there is no answer yet
TABS = ("overview", "devices", "calibration", "compare", "layers", "more-data")


@dataclass(frozen=True, slots=True)
class SplitChoice:
    """A part of the project to measure on."""

    key: str
    n_clips: int


@dataclass(frozen=True, slots=True)
class Chosen:
    """Clips to be heard: a cell of the confusion matrix, of scene by device, or of a cause.

    Attributes:
        kind: cell, scene or cause.
        row, column: of the matrix; of scene by device likewise.
        device: limits a cell of the confusion matrix.
        title: of a cause.
        segment_ids: of a cause.
    """

    kind: str
    row: int = -1
    column: int = -1
    device: str | None = None
    title: str = ""
    segment_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class EvaluateState:
    """Everything the page shows.

    Attributes:
        against: the other model it is held against.
        others: several that it is compared with, ``against`` among them; empty for one.
        asked: how far each answer is, by what was asked: evaluate, compare, ranking, why,
            layers, more-data, beside, probe, fewshot, report, export.
        result: what was measured of the model in front.
        stale: clips that have changed since it was measured.
        device: whose matrix is large and whose causes are told; None: all devices.
        chosen: whose clips are listed.
        clips: those clips, in the order of the list.
        playing: segment_id of what is heard.
        coloured: the device through whose colour a clip is heard.
        refused: why a file could not be opened.
    """

    models: tuple[ModelChoice, ...] = ()
    model: Path | None = None
    against: Path | None = None
    others: tuple[Path, ...] = ()
    splits: tuple[SplitChoice, ...] = ()
    split: str = "test"
    tab: str = "overview"
    asked: Mapping[str, Asked] = field(default_factory=dict)
    result: Evaluation | None = None
    stale: int = 0
    scene_marks: tuple[Mark, ...] = ()
    device_marks: Mapping[str, Mark] = field(default_factory=dict)
    shown: str = "shares"
    device: str | None = None
    layout: str = "pca"
    chosen: Chosen | None = None
    clips: tuple[Decided, ...] = ()
    surest_first: bool = True
    playing: int | None = None
    coloured: str = ""
    refused: Failure | None = None

    def answer(self, what: str) -> Asked:
        """How far an answer is."""
        return self.asked.get(what, NOTHING)

    def said_in_place(self) -> list[str]:
        """Why there are no answers yet, where the tabs say it."""
        asked = (self.answer(what) for what in SAID_IN_PLACE)
        return [without_commands(one.failure.message) for one in asked if one.failure is not None]

    def model_choice(self) -> ModelChoice | None:
        """What is evaluated."""
        return next((one for one in self.models if one.path == self.model), None)

    def choice_of(self, path: Path, fingerprint: str = "") -> ModelChoice | None:
        """What is listed of a run, a bundle or a copy of one."""
        return next(
            (
                one
                for one in self.models
                if path in (one.path, one.run) or (fingerprint and one.fingerprint == fingerprint)
            ),
            None,
        )

    def other_choice(self) -> ModelChoice | None:
        """What it is held against."""
        return next((one for one in self.models if one.path == self.against), None)

    def other_choices(self) -> tuple[ModelChoice, ...]:
        """The several it is compared with."""
        return tuple(one for path in self.others for one in self.models if one.path == path)

    def with_result(self, result: Evaluation | None, scenes: Sequence[str]) -> "EvaluateState":
        """With other figures; ``scenes`` are the project's, in the order of their marks."""
        if result is None:
            return replace(self, result=None, chosen=None, clips=())
        known = marks_of(scenes, more=result.scenes)
        marks = tuple(known[scene] for scene in result.scenes)
        devices = [one.device for one in result.devices]
        unseen = [one.device for one in result.devices if one.unseen]
        return replace(
            self, result=result, scene_marks=marks, device_marks=device_marks(devices, unseen),
            chosen=None, clips=(),
        )  # fmt: skip

    @property
    def running(self) -> bool:
        """Whether it is being measured."""
        return self.answer("evaluate").running

    @property
    def figures_device(self) -> str | None:
        """The device whose causes are told: the chosen one, else the lowest unseen one."""
        if self.device is not None or self.result is None:
            return self.device
        named = [one for one in self.result.devices if one.device and not one.few]
        if len(named) < 2:
            return None
        of = [one for one in named if one.unseen] or named
        return min(of, key=lambda one: one.accuracy).device
