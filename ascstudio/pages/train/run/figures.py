"""The four figures of a run: how good, how good on unseen devices, how long, how fast."""

import time
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDateTime, QLocale, QObject

from ascstudio.pages.train.run.about import About
from ascstudio.project.clip_model import device_title
from ascstudio.project.names import percent
from ascstudio.project.run_words import (
    ALIVE,
    recipe_of,
    share_of,
    share_words,
    unseen_of,
)
from ascstudio.project.runs import Known
from ascstudio.widgets.messages import duration_words
from ascstudio.words import counted, numeral
from ml_core import api


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What is told about: a run, what is around it, and the project.

    Attributes:
        known: the run.
        about: what its folder says.
        others: all runs of the project by the names of their folders.
        devices: of the project, in order.
        unseen: of them, those that training does not hear.
        folder: of the project.
    """

    known: Known
    about: About
    others: Mapping[str, "api.RunStatus"]
    devices: Sequence[str]
    unseen: Collection[str]
    folder: Path


class RunFigures(QObject):
    """Makes the figures."""

    def of(self, seen: Seen) -> tuple[tuple[str, str, str], ...]:
        """Caption, number and third line of each: accuracy, unseen devices, time, pace."""
        if seen.known.status.stage == "search":
            return (*self._searched(seen), self._time(seen), self._pace(seen))
        if seen.known.status.stage == "bulk":
            return (*self._heard(seen), self._time(seen), self._hurry(seen))
        return (
            self._accuracy(seen),
            self._unseen(seen),
            self._time(seen),
            self._pace(seen),
        )

    def _accuracy(self, seen: Seen) -> tuple[str, str, str]:
        status, curves = seen.known.status, seen.about.curves
        best = curves.best_accuracy()
        at = self.tr("best {best} at epoch {n}")
        third = "" if best is None else at.format(best=percent(best), n=curves.best_epoch)
        if status.state == "done":
            tested = share_of(status, "accuracy")
            return (
                self.tr("Accuracy on the test split"),
                share_words(tested),
                self._how_sure(status),
            )
        now = curves.shares.get("val_accuracy", ())
        if not now and not recipe_of(status).get("validation_share"):
            return self.tr("Accuracy"), "", self.tr("measured at the end")
        return self.tr("Validation accuracy"), percent(now[-1][1]) if now else "", third

    def _searched(self, seen: Seen) -> tuple[tuple[str, str, str], ...]:
        """The best in validation, by which it was chosen, and how it does on the test split."""
        status, trials = seen.known.status, seen.about.trials
        best = max((one for one in trials if one.value is not None and one.state == "done"),
                   key=lambda one: one.rank, default=None)  # fmt: skip
        trial = "" if best is None else self.tr("trial {n}").format(n=best.number)
        value = share_words(None if best is None else best.value)
        tested = share_words(share_of(status, "accuracy")) if status.state == "done" else ""
        heard = self.tr("heard once, by the best") if tested else self.tr("measured at the end")
        return (
            (self.tr("Best in validation"), value, trial),
            (self.tr("Accuracy on the test split"), tested, heard),
        )

    def _heard(self, seen: Seen) -> tuple[tuple[str, str, str], ...]:
        """Of a corpus: recordings, and hours of sound."""
        status = seen.known.status
        result, done = status.result or {}, status.state == "done"
        total = status.total if status.step == "bulk" else None
        of_all = "" if done or not total else self.tr("of {n}").format(n=QLocale().toString(total))
        n = int(result.get("sounds", 0)) if done else status.done if total else 0
        bad = int(result.get("problems", 0) if done else status.metrics.get("problems", 0))
        told_h = status.metrics.get("sound_h", 0.0)
        hours = float(result.get("sound_s", 0)) / 3600 if done else told_h
        unread = counted(
            bad, self.tr("{n} could not be read"), self.tr("{n} could not be read")
        ) if bad else ""  # fmt: skip
        return (
            (self.tr("Recordings"), QLocale().toString(n) if n else "", of_all or unread),
            (self.tr("Hours of sound"), numeral(hours, ".1f") if hours else "", unread),
        )

    def _hurry(self, seen: Seen) -> tuple[str, str, str]:
        """How much faster than the sound itself, all processes together."""
        pace = seen.known.status.metrics.get("times_real_time")
        words = "" if not pace else QLocale().toString(round(pace))
        compute = str(seen.about.provenance.get("compute", "local"))
        return self.tr("Times real time"), words, "" if compute == "local" else compute

    def _how_sure(self, status: "api.RunStatus") -> str:
        """Of how many clips, and within which bounds."""
        result = status.result or {}
        n_clips, bounds = result.get("n_clips"), result.get("ci95")
        words = []
        if isinstance(n_clips, int):
            words.append(counted(n_clips, self.tr("of {n} clip"), self.tr("of {n} clips")))
        if bounds:
            low, high = (f"{100 * one:.0f}" for one in bounds)
            words.append(self.tr("{low} to {high} % (95 %)").format(low=low, high=high))
        return ", ".join(words)

    def _unseen(self, seen: Seen) -> tuple[str, str, str]:
        status, caption = seen.known.status, self.tr("Unseen devices")
        if not seen.unseen:
            every, none = self.tr("every device is in training"), self.tr("no device is known")
            return caption, "", every if any(seen.devices) else none
        value = unseen_of(status, seen.unseen)
        if value is None:
            waits = status.state != "done"
            return caption, "", self.tr("measured at the end") if waits else ""
        names = [name for name in seen.devices if name in seen.unseen]
        which = " – ".join(device_title(name) for name in {names[0]: 0, names[-1]: 0})
        known = unseen_of(status, set((status.result or {}).get("per_device", {})) - set(names))
        if known is None:
            return caption, share_words(value), which
        gap = 100 * (known - value)
        words = (
            self.tr("{which}, {n} points lower")
            if gap >= 0
            else self.tr("{which}, {n} points higher")
        )
        return caption, share_words(value), words.format(which=which, n=numeral(abs(gap), ".1f"))

    def _time(self, seen: Seen) -> tuple[str, str, str]:
        status, curves = seen.known.status, seen.about.curves
        if status.state not in ALIVE:
            spent_s = sum(curves.seconds.values())
            when = clock(status.updated)
            ended = self.tr("ended {when}") if status.state == "done" else self.tr("until {when}")
            words = duration_words(spent_s) if spent_s else ""
            return self.tr("Took"), words, ended.format(when=when) if when else ""
        left_s = status.metrics.get("time_left_s")
        stalled = seen.known.end is not None
        if left_s is None or curves.phase != "train" or status.state != "running" or stalled:
            return self.tr("Left"), "", ""
        left_s = max(0.0, left_s - max(0.0, time.time() - (status.updated or time.time())))
        ends = clock(time.time() + left_s)
        about = self.tr("trained about {clock}")
        if status.stage == "bulk":
            about = self.tr("done about {clock}")
        third = about.format(clock=ends)
        return self.tr("Left"), duration_words(left_s), third

    def _pace(self, seen: Seen) -> tuple[str, str, str]:
        status = seen.known.status
        result = status.result or {}
        pace = status.metrics.get("samples_per_s") or result.get("windows_per_s")
        number = f"{pace:.0f}" if isinstance(pace, int | float) and pace else ""
        threads = seen.about.provenance.get("threads") or result.get("threads")
        words = self.tr("1 thread") if threads == 1 else self.tr("{n} threads")
        third = words.format(n=threads) if threads else ""
        return self.tr("Windows per second"), number, third


def clock(moment: float | None) -> str:
    """``12:41``; empty where nobody knows."""
    if not moment:
        return ""
    return QLocale().toString(QDateTime.fromSecsSinceEpoch(int(moment)).time(), "HH:mm")
