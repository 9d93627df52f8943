"""The last ten minutes of decisions, in words, bars and blocks."""

import itertools
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from ascstudio.pages.live.words import chance_words, signal_words, since_words, times_words
from ascstudio.theme import NO_SIGNAL, UNKNOWN, Mark, scene_title
from ascstudio.words import counted
from ml_core import api

ROWS = 5
HISTORY_S = 600.0
ORDER_HOLD_S = 2.0  # rows keep their order this long after a change, so that they do not dance


@dataclass(frozen=True, slots=True)
class Score:
    """One row of the score bars; ``share`` None: no usable signal."""

    mark: Mark
    name: str
    share: float | None


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of the time ribbon, in seconds since listening began."""

    start_s: float
    end_s: float
    mark: Mark
    name: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The decision in words."""

    above: str  # "Sounds like"
    name: str
    mark: Mark | None
    chance: str = ""
    other: str = ""  # the next guess
    other_mark: Mark | None = None
    since: str = ""
    delay: str = ""
    waiting: bool = False


class Hearing(QObject):
    """Remembers what was decided and says it.

    Args:
        mark_of: the mark of a scene.
    """

    def __init__(self, mark_of: Callable[[str], Mark]) -> None:
        super().__init__()
        self._mark = mark_of
        self._decisions: list[api.Decision] = []
        self._order: list[str] = []
        self._order_since = -math.inf

    @property
    def decisions(self) -> tuple["api.Decision", ...]:
        """The last ten minutes, oldest first."""
        return tuple(self._decisions)

    def forget(self) -> None:
        """Listening begins anew."""
        self._decisions, self._order, self._order_since = [], [], -math.inf

    def take(self, look: "api.LiveState") -> None:
        """Remember what is new; what is older than ten minutes is gone."""
        self._decisions += look.new_decisions
        while self._decisions and look.heard_s - self._decisions[0].t_s > HISTORY_S:
            del self._decisions[0]

    def heard(self, look: "api.LiveState", phase: str, hop_s: float) -> Heard:
        """The decision in words."""
        decision = look.decision
        if phase == "lost":
            last = self._decisions[-1].scene if self._decisions else None
            chance = self.tr("Last heard: {scene}").format(scene=scene_title(last)) if last else ""
            return Heard(
                self.tr("No sound arrives"), self.tr("Waiting"), None, chance,
                since=self.tr("Trying again every second"), waiting=True,
            )  # fmt: skip
        if decision is None:
            return Heard("", self.tr("Listening…"), None, waiting=True)
        delay = self.tr("delay {s} s").format(s=f"{decision.latency_ms / 1000 + hop_s:.1f}")
        since = since_words(self._lasting())
        if decision.signal != "ok":
            return Heard(
                self.tr("Nothing to go by"), self.tr("No usable signal"), NO_SIGNAL,
                signal_words(decision.signal, look.level_db), since=since, delay=delay,
                waiting=True,
            )  # fmt: skip
        ranked = sorted(decision.calibrated.items(), key=lambda item: -item[1])
        if decision.scene is None:
            closest = self.tr("Closest: {scene}, not close enough").format(
                scene=scene_title(decision.closest)
            )
            return Heard(
                self.tr("Sounds like"), self.tr("Unknown"), UNKNOWN, closest,
                since=since, delay=delay,
            )  # fmt: skip
        other = next(((name, p) for name, p in ranked if name != decision.scene), None)
        words = ""
        if other is not None and times_words(other[1]):
            words = f"{scene_title(other[0])}, {times_words(other[1])}"
        return Heard(
            self.tr("Sounds like"), scene_title(decision.scene), self._mark(decision.scene),
            chance_words(decision.calibrated[decision.scene]),
            words, self._mark(other[0]) if other is not None and words else None, since, delay,
        )  # fmt: skip

    def scores(
        self, look: "api.LiveState", phase: str, before: tuple[Score, ...]
    ) -> tuple[Score, ...]:
        """The rows of the bars; while no sound arrives those from before without shares."""
        decision = look.decision
        if decision is None or phase == "lost":
            return tuple(replace(score, share=None) for score in before)
        usable = decision.signal == "ok"
        shares = decision.calibrated
        self._reorder(shares, decision, look.heard_s)
        rows = [
            Score(self._mark(name), scene_title(name), shares[name] if usable else None)
            for name in self._order[:ROWS]
        ]
        return tuple(rows)

    def _reorder(self, shares: Mapping[str, float], decision: "api.Decision", now_s: float) -> None:
        """Sort the rows, the decision first; not again for two seconds."""
        first = decision.scene or decision.closest
        ranked = sorted(shares, key=lambda name: (name != first, -shares[name]))
        settled = now_s - self._order_since >= ORDER_HOLD_S
        changed_first = not self._order or self._order[0] != first
        if changed_first or (settled and ranked[:ROWS] != self._order[:ROWS]):
            self._order, self._order_since = ranked, now_s

    def stretches(self) -> tuple[Stretch, ...]:
        """Decisions with the same name and without a gap between them become one block."""
        stretches: list[Stretch] = []
        for decision in self._decisions:
            start_s, end_s = decision.t_s, decision.t_s + decision.duration_s
            mark, name = self._stretch_of(decision)
            last = stretches[-1] if stretches else None
            if last is not None and (last.mark, last.name) == (mark, name):
                stretches[-1] = replace(last, end_s=max(end_s, last.end_s))
            else:
                if last is not None:
                    stretches[-1] = replace(last, end_s=min(last.end_s, start_s))
                stretches.append(Stretch(start_s, end_s, mark, name))
        return tuple(stretches)

    def _stretch_of(self, decision: "api.Decision") -> tuple[Mark, str]:
        if decision.signal != "ok":
            return NO_SIGNAL, ""
        if decision.scene is None:
            return UNKNOWN, ""
        return self._mark(decision.scene), scene_title(decision.scene)

    def changes(self) -> str:
        """How often it changed its mind."""
        names = [decision.scene for decision in self._decisions if decision.signal == "ok"]
        n = sum(a != b for a, b in itertools.pairwise(names))
        if not self._decisions:
            return ""
        minutes = max(1.0, (self._decisions[-1].t_s - self._decisions[0].t_s) / 60)
        words = counted(n, self.tr("{n} change"), self.tr("{n} changes"))
        pace = self.tr("{pace} per minute").format(pace=f"{n / minutes:.1f}")
        return f"{words}, {pace}"

    def _lasting(self) -> float:
        """Seconds the present decision has stood."""
        if not self._decisions:
            return 0.0
        now = self._decisions[-1]
        start = now.t_s
        for decision in reversed(self._decisions):
            if (decision.scene, decision.signal) != (now.scene, now.signal):
                break
            start = decision.t_s
        return now.t_s + now.duration_s - start
