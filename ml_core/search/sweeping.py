"""A search in rounds: several trials are drawn at once, and handed out together.

What is drawn, and which trial is given up, depends on earlier rounds alone, never on who was
quicker: so the same seed and rounds of the same size try the same, wherever the trials run.
(Bergstra et al., "Algorithms for Hyper-Parameter Optimization", 2011, draw several at once in
the same way: those that are not known yet count as bad ones, "constant liar".)
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ml_core.errors import RecipeError, RunError
from ml_core.files import write_text
from ml_core.progress import Monitor
from ml_core.recipes import Recipe
from ml_core.runs import RunFolder, StopRequested
from ml_core.search.facts import MOST_AT_ONCE
from ml_core.search.running import STARTS, Search
from ml_core.search.trials import TrialRow, TrialRun, best_of, place_of


@dataclass(frozen=True, slots=True)
class Handed:
    """One trial to be run to its end: a new run, or one that goes on.

    Attributes:
        path: of its folder.
        recipe: what it learns with.
        inputs: runs that it starts from.
    """

    path: Path
    recipe: Recipe
    inputs: Mapping[str, str]


HandOut = Callable[[Sequence[Handed], Monitor], None]
"""Whoever runs trials; comes back when all of them have ended, one way or another.

The monitor is told now and then, and may cancel: trials then pause.
"""


class Watch(Monitor):
    """Looks at the trials whenever those who hand them out tell how far they are.

    Args:
        check: may cancel.
        look: at the trials.
    """

    def __init__(self, check: Callable[[], None], look: Callable[[], None]) -> None:
        super().__init__()
        self._check, self._look = check, look

    def check(self) -> None:
        """Raise as the search's own monitor does."""
        self._check()

    def tell(self, done: int, total: int | None, *, stage: str = "", **metrics: float) -> None:
        """Somebody has looked: so do we."""
        self._look()


class Sweep(Search):
    """A search in rounds that this process holds.

    Args:
        at_once: trials in a round.
        hand_out: runs them.
    """

    def __init__(self, *search: Any, at_once: int, hand_out: HandOut) -> None:
        super().__init__(*search)
        self._at_once, self._hand_out = at_once, hand_out
        self._given_up: set[int] = set()

    def _go_through(self) -> None:
        while batch := self._next_round():
            self._try_round(batch)
            self._stop_if_nothing_works(self._at_once)

    def _next_round(self) -> list[tuple[int, dict[str, Any]]]:
        """The trials that were begun and are not told yet, else new ones; none where it is over."""
        begun = self._study.open_trials()
        known = {row.number for row in self._rows}
        if any(number in known for number, _ in begun):
            lost = [one for one in begun if one[0] not in known]
            self._keep(*(self._new_row(number, params) for number, params in lost))
            return begun
        ended = [row for row in self._rows if row.state != "running"]
        left = self._at_once if self._most is None else min(self._at_once, self._most - len(ended))
        is_late = self._clock.left_s() <= self._usual_rest_s(ended)
        if not begun and (left <= 0 or (ended and is_late)):
            return []
        while len(begun) < left:  # also of those that a kill left half drawn
            begun.append(self._study.ask(lies=True))
        self._keep(*(self._new_row(number, params) for number, params in begun))
        return begun

    def _new_row(self, number: int, params: Mapping[str, Any]) -> TrialRow:
        return TrialRow(number, "running", params, run=place_of(number))

    def _try_round(self, batch: Sequence[tuple[int, dict[str, Any]]]) -> None:
        """Run the trials of a round to their ends, then tell the study of all of them."""
        rows = {row.number: row for row in self._rows}
        trials = {
            number: TrialRun(self._run.path / rows[number].run)
            for number, _ in batch
            if rows[number].state == "running"
        }
        try:
            for _ in range(STARTS):
                self._look(trials)
                left = [number for number, trial in trials.items() if self._has_to(number, trial)]
                handed = [one for number in left if (one := self._handed(rows[number])) is not None]
                if not handed:
                    break
                watch = Watch(self._monitor.check, lambda: self._look(trials))
                self._hand_out(handed, watch)
            self._look(trials)
        except StopRequested as stop:
            if stop.kind == "keep" and best_of(self._rows) is not None:
                self._given_up |= {n for n, trial in trials.items() if not trial.is_done}
                self._settle_all(rows, trials)
            raise
        self._settle_all(rows, trials)

    def _has_to(self, number: int, trial: TrialRun) -> bool:
        """Whether a trial has to go on: it is new, or somebody interrupted it."""
        if number in self._given_up or trial.is_done:
            return False
        return not trial.exists or trial.was_interrupted or trial.is_going_on

    def _handed(self, row: TrialRow) -> Handed | None:
        """A trial to be run; None where its settings do not go together, as its log says then."""
        path = self._run.path / row.run
        try:
            recipe = self._recipe.with_overrides(
                [*self._settings(row.params), *self._same_for_all()]
            )
        except RecipeError as error:
            write_text(path / "log.txt", f"{error}\n")
            return None
        return Handed(path, recipe, self._inputs)

    def _threads(self) -> int:
        return 1  # as many here as there

    def _look(self, trials: Mapping[int, TrialRun]) -> None:
        """Hear what is new, epoch by epoch; give up whoever is behind half of earlier rounds."""
        for number, trial in trials.items():
            if number in self._given_up:
                continue
            for reached in trial.news():
                self._study.report(number, reached.epoch, reached.value)
                self._tell(number, reached.value)
                if self._study.is_past(number, reached.epoch):
                    continue  # it was judged before the search was killed
                if reached.epoch < reached.epochs and self._study.hopeless(number):
                    trial.last = reached  # whatever it learnt after that counts no more
                    self._given_up.add(number)
                    trial.ask_to("pause")
                    break
        self._tell(max(trials, default=0), None, seldom=True)

    def _settle_all(self, rows: Mapping[int, TrialRow], trials: Mapping[int, TrialRun]) -> None:
        """Keep how the trials ended, then tell the study: of a round it hears all, or nothing."""
        for number, trial in trials.items():
            row = replace(rows[number], seconds=_seconds(trial.run))
            self._judge(trial, row, given_up=number in self._given_up)
        for row in self._rows:
            if row.number in rows and self._study.is_open(row.number):
                self._tell_study(row)


def _seconds(run: RunFolder) -> float:
    """From the first to the last word of a run."""
    events, _ = run.read_events()
    return round(max(0.0, events[-1]["time"] - events[0]["time"]), 1) if events else 0.0


def require_rounds(at_once: int, trials: int | None) -> None:
    """Refuse rounds that make no sense.

    Raises:
        RunError: there are too many trials in a round.
    """
    if at_once > MOST_AT_ONCE:
        raise RunError(f"A round has at most {MOST_AT_ONCE} trials.")
    if trials is not None and at_once > trials:
        raise RunError(
            f"A round of {at_once} trials is more than {trials} in all.",
            hint="Choose a smaller --at-once: what one round finds out is for the next.",
        )
