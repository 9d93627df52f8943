"""A run in words: what it is, how far, how good."""

import time
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QDateTime, QLocale, QObject

from ascstudio.pages.train.names import network_title, percent
from ml_core import api

ALIVE = ("waiting", "running")
TRAINING_STEPS = ("step", "epoch")


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

    def row(self, status: "api.RunStatus", unseen: Collection[str]) -> RunRow:
        """A run as the table shows it; ``unseen`` are devices training has not heard."""
        return RunRow(
            path=status.path,
            title=self.title(status),
            what=self.what(status.stage),
            stage=status.stage,
            state=status.state,
            fraction=fraction_of(status),
            progress=self._progress(status),
            accuracy=share_words(share_of(status, "accuracy")),
            unseen=share_words(unseen_of(status, unseen)),
            started=self.started(status),
        )

    def title(self, status: "api.RunStatus") -> str:
        """What it makes, of which network."""
        network = network_title(network_of(status)) or status.name
        if status.stage == "finetune":
            return self.tr("Teacher, {network}").format(network=network)
        if status.stage == "fuse":
            return self.tr("Teacher, several fused")
        if status.stage == "quantize":
            return self.tr("Student, int8")
        return self.tr("Student, {network}").format(network=network)

    def what(self, stage: str) -> str:
        """A stage as people read it."""
        return {
            "finetune": self.tr("Fine-tune a teacher"),
            "fuse": self.tr("Fuse teachers"),
            "distil": self.tr("Distil a student"),
            "quantize": self.tr("Make it int8"),
        }.get(stage, stage)

    def _progress(self, status: "api.RunStatus") -> str:
        words = {
            "waiting": self.tr("Starting"),
            "running": self.left(status),
            "paused": self.tr("Paused"),
            "done": self.tr("Done"),
            "stopped": self.tr("Stopped"),
            "failed": self.tr("Stopped: {why}").format(why=status.message),
            "dead": self.tr("Ended without a word"),
        }
        return words.get(status.state, status.state)

    def left(self, status: "api.RunStatus") -> str:
        """Time left, in round figures; not in the first seconds."""
        fraction, started = fraction_of(status), status.started
        passed = time.time() - started if started else 0.0
        if not fraction or passed < 5.0 or fraction <= 0.02:
            return self.tr("Running")
        left_s = passed * (1 - fraction) / fraction
        if left_s < 90:
            return self.tr("{n} s left").format(n=10 * max(1, round(left_s / 10)))
        return self.tr("{n} min left").format(n=round(left_s / 60))

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
    shares, counts = result.get("per_device") or {}, result.get("device_clips") or {}
    # a run that did not count its clips per device: every device weighs the same
    mine = [
        (shares[name], counts.get(name, 0 if counts else 1)) for name in shares if name in unseen
    ]
    n = sum(count for _, count in mine)
    return sum(share * count for share, count in mine) / n if n else None


def recipe_of(status: "api.RunStatus") -> Mapping[str, Any]:
    """The settings a run was started with."""
    try:
        return tomllib.loads(status.recipe)
    except tomllib.TOMLDecodeError:
        return {}


def network_of(status: "api.RunStatus") -> str:
    """The network it trains, or those it fuses; empty where it is another run's."""
    fused = (status.result or {}).get("network", "") if status.stage == "fuse" else ""
    return str(recipe_of(status).get("network", fused))


def fraction_of(status: "api.RunStatus") -> float | None:
    """Share that is done; None before and after training, whose length is another."""
    if status.state == "done":
        return 1.0
    if status.step not in TRAINING_STEPS or not status.total:
        return None  # what comes before and after training has another length
    return min(1.0, status.done / status.total)


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
