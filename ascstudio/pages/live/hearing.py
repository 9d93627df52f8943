"""The last ten minutes of decisions, in words, bars and blocks."""

import itertools
import math
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject

from ascstudio.pages.live.keeping import Correction
from ascstudio.pages.live.telling import NO_LEVEL_DB
from ascstudio.pages.live.words import (
    chance_words,
    missed_words,
    signal_words,
    since_words,
    times_words,
)
from ascstudio.theme import NO_SIGNAL, UNKNOWN, Mark, scene_title
from ascstudio.words import counted, numeral
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
    words: str = ""  # instead of a share


@dataclass(frozen=True, slots=True)
class Stretch:
    """One block of the time ribbon, in seconds since listening began."""

    start_s: float
    end_s: float
    mark: Mark
    name: str
    corrected: bool = False


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


@dataclass(slots=True)
class _Run:
    """Decisions in a row that say the same: ten a second for ten minutes are still few."""

    start_s: float
    end_s: float
    scene: str | None
    signal: str


class Hearing(QObject):
    """Remembers what was decided and says it.

    Args:
        mark_of: the mark of a scene.
    """

    def __init__(self, mark_of: Callable[[str], Mark]) -> None:
        super().__init__()
        self._mark = mark_of
        self.n_decided = 0
        self._runs: deque[_Run] = deque()
        self._order: list[str] = []
        self._order_since = -math.inf

    def forget(self) -> None:
        """Listening begins anew."""
        self.n_decided = 0
        self._runs.clear()
        self._order, self._order_since = [], -math.inf

    def take(self, look: "api.LiveState") -> None:
        """Remember what is new; what is older than ten minutes is gone."""
        for one in look.new_decisions:
            self._add(one)
        while self._runs and look.heard_s - self._runs[0].end_s > HISTORY_S:
            self._runs.popleft()

    def _add(self, decision: "api.Decision") -> None:
        self.n_decided += 1
        start_s, end_s = decision.t_s, decision.t_s + decision.duration_s
        last = self._runs[-1] if self._runs else None
        if last is not None and (last.scene, last.signal) == (decision.scene, decision.signal):
            last.end_s = max(last.end_s, end_s)
            return
        if last is not None:
            last.end_s = min(last.end_s, start_s)
        self._runs.append(_Run(start_s, end_s, decision.scene, decision.signal))

    def last_scene(self) -> str | None:
        """The scene that stands now."""
        return self._runs[-1].scene if self._runs else None

    def scene_at(self, time_s: float) -> str | None:
        """What was decided at a moment of the stream."""
        before = [one for one in self._runs if one.start_s < time_s]
        return before[-1].scene if before else None

    def heard(
        self, look: "api.LiveState", phase: str, silent_s: float, *, in_file: bool = False
    ) -> Heard:
        """The decision in words; of a file that has ended the last one stands."""
        decision = look.decision
        if phase == "lost":
            last, chance = self.last_scene(), ""
            if self._runs and self._runs[-1].signal == "ok":
                name = self.tr("Unknown") if last is None else scene_title(last)
                chance = self.tr("Last heard: {scene}, {ago}").format(
                    scene=name, ago=missed_words(silent_s)
                )
            return Heard(
                self.tr("No sound arrives"), self.tr("Waiting"), None, chance,
                since=self.tr("Trying again every second"), waiting=True,
            )  # fmt: skip
        signal = _signal(look, phase, in_file=in_file)
        if decision is None and phase == "ended":
            words = self.tr("It was too short for a decision.")
            return Heard("", self.tr("Nothing was heard"), None, words, waiting=True)
        if decision is None and signal == "ok":
            return Heard("", self.tr("Listening…"), None, waiting=True)
        if decision is None or signal != "ok":
            return Heard(
                self.tr("Nothing to go by"), self.tr("No usable signal"), NO_SIGNAL,
                signal_words(signal, look.level_db, in_file=in_file), waiting=True,
            )  # fmt: skip
        delay = self.tr("delay {s} s").format(
            s=numeral(decision.latency_ms / 1000 + decision.duration_s, ".1f")
        )
        since = since_words(self._lasting())
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
        self,
        look: "api.LiveState",
        phase: str,
        before: tuple[Score, ...],
        *,
        in_file: bool = False,
    ) -> tuple[Score, ...]:
        """The rows of the bars; while no sound arrives those from before without shares."""
        decision = look.decision
        if decision is None or phase == "lost":
            return tuple(replace(score, share=None, words="") for score in before)
        usable = _signal(look, phase, in_file=in_file) == "ok"
        shares = decision.calibrated
        now_s = math.inf if phase == "ended" else look.heard_s  # after the end nothing follows
        self._reorder(shares, decision, now_s)
        rows = [
            Score(self._mark(name), scene_title(name), shares[name] if usable else None)
            for name in self._order[: ROWS - 1]
        ]
        # How near a sound is to all scenes together is no chance: the row says yes or nothing.
        name = self.tr("Unknown")
        if usable and decision.scene is None:
            return (Score(UNKNOWN, name, None, self.tr("none is near enough")), *rows)
        return (*rows, Score(UNKNOWN, name, None))

    def _reorder(self, shares: Mapping[str, float], decision: "api.Decision", now_s: float) -> None:
        """Sort the rows, the decision first; not again for two seconds.

        The decision and the next guess are named beside the bars: they never wait.
        """
        first = decision.scene or decision.closest
        ranked = sorted(shares, key=lambda name: (name != first, -shares[name]))
        settled = now_s - self._order_since >= ORDER_HOLD_S
        named = ranked[:2] != self._order[:2]
        if named or (settled and ranked[: ROWS - 1] != self._order[: ROWS - 1]):
            self._order, self._order_since = ranked, now_s

    def stretches(self, corrections: Sequence[Correction] = ()) -> tuple[Stretch, ...]:
        """Blocks of decisions with the same name; what was corrected lies over them."""
        shown = self._decided()
        for one in corrections:
            name = scene_title(one.scene)
            shown = _laid_over(
                shown, Stretch(one.start_s, one.end_s, self._mark(one.scene), name, corrected=True)
            )
        return tuple(shown)

    def _decided(self) -> list[Stretch]:
        return [Stretch(one.start_s, one.end_s, *self._shown(one)) for one in self._runs]

    def _shown(self, run: _Run) -> tuple[Mark, str]:
        if run.signal != "ok":
            return NO_SIGNAL, ""
        if run.scene is None:
            return UNKNOWN, ""
        return self._mark(run.scene), scene_title(run.scene)

    def changes(self) -> str:
        """How often it changed its mind."""
        if not self._runs:
            return ""
        names = [one.scene for one in self._runs if one.signal == "ok"]
        n = sum(a != b for a, b in itertools.pairwise(names))
        minutes = max(1.0, min(HISTORY_S, self._runs[-1].end_s - self._runs[0].start_s) / 60)
        words = counted(n, self.tr("{n} change"), self.tr("{n} changes"))
        pace = self.tr("{pace} per minute").format(pace=numeral(n / minutes, ".1f"))
        return f"{words}, {pace}"

    def _lasting(self) -> float:
        """Seconds the present decision has stood."""
        return self._runs[-1].end_s - self._runs[-1].start_s if self._runs else 0.0


def _signal(look: "api.LiveState", phase: str, *, in_file: bool) -> str:
    """The signal of what is shown; of a file that has ended the last decision stands."""
    # The signal of this second goes before what an older window said; after a file it is none.
    over = phase == "ended" or (in_file and look.level_db <= NO_LEVEL_DB)
    if not over and look.signal != "ok":
        return look.signal
    return look.decision.signal if look.decision is not None else "ok"


def _laid_over(stretches: Iterable[Stretch], new: Stretch) -> list[Stretch]:
    """A block over others: what it covers of them is cut away."""
    kept = []
    for one in stretches:
        if one.start_s < new.start_s:
            kept.append(replace(one, end_s=min(one.end_s, new.start_s)))
        if one.end_s > new.end_s:
            kept.append(replace(one, start_s=max(one.start_s, new.end_s)))
    return sorted([*kept, new], key=lambda one: one.start_s)
