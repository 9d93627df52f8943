"""A run in words: what it is, how far, how good."""

import time
import tomllib
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject

from ascstudio.project.names import network_title, percent
from ascstudio.project.run_phases import PhaseKey, phase_of, share_of_bar
from ascstudio.project.runs import ALIVE as ALIVE
from ascstudio.translation import told
from ascstudio.widgets.messages import duration_words
from ml_core import api


@dataclass(frozen=True, slots=True)
class RunRow:
    """One run as the table shows it."""

    path: Path
    title: str
    what: str
    stage: str
    state: str
    fraction: float | None
    progress: str
    accuracy: str
    unseen: str
    started: str


class RunWords(QObject):
    """Turns what the folder of a run says into what people read."""

    def __init__(self) -> None:
        super().__init__()
        self._furthest: dict[tuple[Path, float | None], float] = {}
        self._numbers: dict[Path, int] = {}
        self._told_apart: object = None
        self._known: dict[str, api.RunStatus] = {}
        self._students: dict[tuple[Path, str], str] = {}

    def row(self, status: "api.RunStatus", unseen: Collection[str]) -> RunRow:
        """A run as the table shows it; ``unseen`` are devices training has not heard."""
        return RunRow(
            path=status.path,
            title=self.title(status),
            what=self.makes(status) if status.title else self.what(status.stage),
            stage=status.stage,
            state=status.state,
            fraction=self.fraction(status),
            progress=self._progress(status),
            accuracy=share_words(share_of(status, "accuracy")),
            unseen=share_words(unseen_of(status, unseen)),
            started=self.started(status),
        )

    def tell_apart(self, statuses: Iterable["api.RunStatus"]) -> None:
        """Number runs that are called the same: they make the same of the same network.

        Args:
            statuses: of all runs, the oldest first.
        """
        statuses = list(statuses)
        key = [(one.path, one.title, one.state) for one in statuses]
        if key == self._told_apart:
            return
        self._told_apart = key
        self._known = {one.name: one for one in statuses}
        counts: Counter[str] = Counter()
        self._numbers = {}
        for one in statuses:
            title = one.title or self.makes(one)
            counts[title] += 1
            self._numbers[one.path] = counts[title]

    def title(self, status: "api.RunStatus") -> str:
        """Its name, else what it makes; with a number where others are called the same."""
        number, title = self._numbers.get(status.path, 1), status.title or self.makes(status)
        return title if number < 2 else f"{title} · {number}"

    def makes(self, status: "api.RunStatus") -> str:
        """What it makes, of which network."""
        network = network_title(network_of(status)) or status.name
        if status.stage == "bulk":
            corpus = Path(str(recipe_of(status).get("source", ""))).name or status.name
            return self.tr("Corpus heard, {name}").format(name=corpus)
        if status.stage == "finetune":
            return self.tr("Teacher, {network}").format(network=network)
        if status.stage == "fuse":
            return self.tr("Teacher, several fused")
        if status.stage == "quantize":
            return self._makes_int8(self._known.get(self._student_of(status)))
        if status.stage == "search":
            return self.tr("Search, {network}").format(network=network)
        return self.tr("Student, {network}").format(network=network)

    def _makes_int8(self, student: "api.RunStatus | None") -> str:
        if student is None:
            return self.tr("Student, int8")
        network = network_title(network_of(student))
        return self.tr("Student, {network} int8").format(network=network)

    def _student_of(self, status: "api.RunStatus") -> str:
        """The name of the run that an int8 run is made from; empty where it does not say."""
        key = (status.path, status.state)  # asked twice a second, read when something changed
        if key not in self._students:
            try:
                made_from = api.RunFolder(status.path).provenance.get("inputs", {}).get("student")
            except (api.AscError, OSError, ValueError):
                made_from = None
            # by its name: the project may have moved since
            self._students[key] = Path(made_from).name if made_from else ""
        return self._students[key]

    def what(self, stage: str) -> str:
        """A stage as people read it."""
        return {
            "finetune": self.tr("Fine-tune a teacher"),
            "fuse": self.tr("Fuse teachers"),
            "distil": self.tr("Distil a student"),
            "quantize": self.tr("Make it int8"),
            "search": self.tr("Search for settings"),
            "bulk": self.tr("Hear a corpus"),
        }.get(stage, stage)

    def _progress(self, status: "api.RunStatus") -> str:
        words = {
            "waiting": self.waiting(status),
            "running": self.left(status),
            "paused": self.tr("Paused"),
            "done": self.tr("Done"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Stopped: {why}").format(why=told(status.message)),
            "dead": self.tr("Ended without a word"),
        }
        return words.get(status.state, status.state)

    def fraction(self, status: "api.RunStatus") -> float | None:
        """Share of the whole run that is done; a run that goes on again does not go back."""
        key, share = (status.path, status.started), fraction_of(status)
        if share is None:
            return self._furthest.get(key)
        self._furthest[key] = max(share, self._furthest.get(key, 0.0))
        return self._furthest[key]

    def waiting(self, status: "api.RunStatus", first_s: float | None = None) -> str:
        """What a run waits for.

        Args:
            status: of the run.
            first_s: seconds until there is something to see of it, where they are known.
        """
        if status.waits_for:
            return self.tr('Starts when "{name}" is done.').format(name=status.waits_for)
        if status.place is not None and status.place > 1:
            words = self.tr("Starts when a core is free. Number {n} in line.")
            return words.format(n=status.place)
        if status.place is not None:
            return self.tr("Starts when a core is free. Next in line.")
        if first_s is None:
            return self.tr("Starting. First result in a little while.")
        words = self.tr("Starting. First result in about {time}.")
        return words.format(time=duration_words(first_s))

    def left(self, status: "api.RunStatus") -> str:
        """Time left as the run itself says, in round figures; not in the first seconds."""
        left_s = status.metrics.get("time_left_s")
        if left_s is None or phase_of(status.stage, status.step) != "train":
            return self.tr("Running")
        since_s = max(0.0, time.time() - (status.updated or time.time()))
        return self.tr("{time} left").format(time=duration_words(max(0.0, left_s - since_s)))

    def phase(self, stage: str, phase: PhaseKey) -> str:
        """A part of a run of this stage."""
        if phase == "train":
            return {
                "finetune": self.tr("Fine-tune"),
                "distil": self.tr("Distil"),
                "quantize": self.tr("Train with rounding"),
                "fuse": self.tr("Fuse"),
                "search": self.tr("Search"),
                "bulk": self.tr("Hear"),
            }.get(stage, self.tr("Train"))
        if phase == "listen":
            return self.tr("Hear the teacher") if stage == "distil" else self.tr("Listen")
        if phase == "check" and stage == "quantize":
            return self.tr("Check and export")
        return {
            "prepare": self.tr("Prepare"),
            "convert": self.tr("Convert"),
            "check": self.tr("Test"),
        }[phase]

    def made(self, stage: str) -> str:
        """What a run of this stage makes, in a word."""
        return self.tr("int8") if stage == "quantize" else self.role(stage)

    def role(self, stage: str) -> str:
        """What the network of a run of this stage is called."""
        return self.tr("Teacher") if stage in ("finetune", "fuse") else self.tr("Student")

    def started(self, status: "api.RunStatus") -> str:
        """When it began."""
        if status.started is None:
            return "—"
        moment = QDateTime.fromSecsSinceEpoch(int(status.started))
        clock = QLocale().toString(moment.time(), "HH:mm")
        days = moment.date().daysTo(QDateTime.currentDateTime().date())
        if days == 0:
            return self.tr("today {clock}").format(clock=clock)
        if days == 1:
            return self.tr("yesterday {clock}").format(clock=clock)
        return QLocale().toString(moment.date(), "d MMM")

    def step(self, step: str) -> str:
        """A step of a run as people read it."""
        words = {
            "start": self.tr("Starting"),
            "fingerprints": self.tr("Looking at the recordings"),
            "decoding": self.tr("Reading the clips"),
            "list": self.tr("Listing the recordings"),
            "bulk": self.tr("Hearing the recordings"),
            "teacher": self.tr("Hearing the teacher"),
            "step": self.tr("Training"),
            "epoch": self.tr("Training"),
            "head": self.tr("Training the classifier"),
            "all": self.tr("Training all layers"),
            "classifier": self.tr("Fitting the classifier"),
            "embed": self.tr("Listening to the clips"),
            "listen": self.tr("Listening to the clips"),
            "test": self.tr("Testing"),
            "prepare": self.tr("Preparing the network"),
            "calibrate": self.tr("Finding the ranges"),
            "convert": self.tr("Converting to int8"),
            "measure": self.tr("Measuring the exported file"),
            "compare": self.tr("Comparing int8 with what was trained"),
            "finish": self.tr("Finishing the bundle"),
            "evaluate": self.tr("Measuring the exported file"),
        }
        return words.get(step, api.display_name(step))


def unseen_of(status: "api.RunStatus", unseen: Collection[str]) -> float | None:
    """Accuracy pooled over the devices training has not heard."""
    result = status.result or {}
    if share_of(status, "accuracy") is None:
        return None  # without a test part there is none of a device either
    shares, counts = result.get("per_device") or {}, result.get("device_clips") or {}
    # a run that did not count its clips per device: every device weighs the same
    mine = [
        (shares[name], counts.get(name, 0 if counts else 1)) for name in shares if name in unseen
    ]
    n = sum(count for _, count in mine)
    return sum(share * count for share, count in mine) / n if n else None


def recipe_of(status: "api.RunStatus") -> Mapping[str, Any]:
    """The settings a run was started with."""
    return _settings(status.recipe)


@lru_cache(maxsize=1024)
def _settings(toml: str) -> Mapping[str, Any]:
    """Read once: runs are told twice a second."""
    try:
        return tomllib.loads(toml)
    except tomllib.TOMLDecodeError:
        return {}


def network_of(status: "api.RunStatus") -> str:
    """The network it trains, or those it fuses; empty where it is another run's."""
    fused = (status.result or {}).get("network", "") if status.stage == "fuse" else ""
    return str(recipe_of(status).get("network", fused))


def fraction_of(status: "api.RunStatus") -> float | None:
    """Share of the whole run that is done as its last event tells; None before the first."""
    if status.state == "done":
        return 1.0
    if not status.step or status.state == "waiting":
        return None
    phase = phase_of(status.stage, status.step)
    return share_of_bar(status.stage, phase, status.done / status.total if status.total else 0.0)


def share_of(status: "api.RunStatus", name: str) -> float | None:
    """A share from its result, else from its newest event."""
    for source in (status.result or {}, status.metrics):
        value = source.get(name)
        if isinstance(value, int | float):
            return float(value)
    return None


def share_words(share: float | None) -> str:
    """A share in percent, or a dash."""
    return "—" if share is None else percent(share)


def settings_words(settings: Mapping[str, Any]) -> str:
    """``peak_lr 0.0159, freq_mask_bands 6``: settings as recipes call them."""
    pairs = settings.items()
    shown = {name: f"{one:.3g}" if isinstance(one, float) else str(one) for name, one in pairs}
    return ", ".join(f"{name} {one}" for name, one in shown.items())
