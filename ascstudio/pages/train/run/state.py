"""What is shown of the run in front."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ascstudio.pages.train.run.curves import RunCurves
from ascstudio.pages.train.run.maps import Maps
from ascstudio.project.run_words import RunRow
from ascstudio.theme import Mark
from ascstudio.widgets.steps import Step
from ml_core import api


@dataclass(frozen=True, slots=True)
class Notice:
    """Why it stands still, and what can be done: ``resume``, ``log``, ``anew``."""

    state: str
    title: str
    sentence: str
    actions: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tested:
    """How well it does on one device of the test split."""

    device: str
    share: float
    unseen: bool


@dataclass(frozen=True, slots=True, eq=False)
class RunState:
    """One run in front.

    Attributes:
        where: what it does now, in a line.
        share: of all of it that is done; None while it has not begun.
        figures: caption, number, third line.
        events: clock time and words, the newest first.
        tested: accuracy of every device of the test split, when it was measured.
        no_accuracy: why there is no curve of accuracy.
        no_loss: why there is no curve of loss.
        validated: whether an epoch can be the best: clips were kept for validation.
        size: int8 weights in bytes and multiply-adds of a student; None for others.
        batch_size: with which it would need less memory; 0 where that is not the matter.
        has_maps: whether it is a student that a teacher can stand beside.
        no_maps: why there are none.
        bundle: that was made of it.
        trials: of a search; None for what is none.
        heard: of a corpus, rows of each scene, "" is unknown; None for what hears none.
        following: name of the run of its chain that starts from it.
    """

    row: RunRow
    step: str
    done: int
    total: int | None
    figures: tuple[tuple[str, str, str], ...]
    curves: RunCurves
    facts: tuple[tuple[str, str], ...]
    events: tuple[tuple[str, str], ...]
    problem: str
    hint: str
    command: str
    where: str = ""
    share: float | None = None
    stages: tuple[Step, ...] = ()
    marks: Mapping[str, Mark] = field(default_factory=dict)
    tested: tuple[Tested, ...] = ()
    no_accuracy: str = ""
    no_loss: str = ""
    validated: bool = False
    notice: Notice | None = None
    size: tuple[int, int] | None = None
    log: str = ""
    asked: str = ""
    place: int | None = None
    waits_for: str = ""
    kept_epoch: int = 0
    batch_size: int = 0
    has_maps: bool = False
    maps: Maps | None = None
    no_maps: str = ""
    can_draw_maps: bool = False
    exporting: bool = False
    bundle: Path | None = None
    following: str = ""
    trials: "tuple[api.TrialRow, ...] | None" = None
    heard: Mapping[str, int] | None = None
