"""The search itself: asks for settings, runs them one after the other, keeps the best."""

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from ml_core import recipes
from ml_core.errors import RunError
from ml_core.files import write_json, write_text
from ml_core.progress import Cancelled
from ml_core.project import Project
from ml_core.runs import RunFolder, RunMonitor, StopRequested
from ml_core.runs.results import whole_result
from ml_core.search.facts import SearchFacts
from ml_core.search.space import own_values
from ml_core.search.trials import (
    POLL_S,
    TrialRow,
    TrialRun,
    best_of,
    place_of,
    read_trials,
    write_trials,
)

if TYPE_CHECKING:
    from ml_core.search.study import Study

STAGE = "search"
VALIDATION_SHARE = 0.2  # of the training sources, where the recipe has none
TELL_EVERY_S = 10.0
STOP_S = 60.0  # that a trial may take to stop
WARM_UP = 4  # a trial is not given up in this part of its epochs: a quarter
MOST_FAILURES = 3  # one after the other
STARTS = 2  # of a trial: one that is killed, or paused by hand, goes on once
JOURNAL, BEST, BEST_RECIPE = "journal.jsonl", "best.json", "best.toml"


@dataclass(slots=True)
class _Clock:
    """Seconds spent on the search, in all its sessions."""

    before_s: float
    limit_s: float
    started: float = 0.0

    def spent_s(self) -> float:
        return self.before_s + time.monotonic() - self.started

    def left_s(self) -> float:
        return self.limit_s - self.spent_s()


class Search:
    """A search that this process holds.

    Args:
        project: whose runs are tried.
        run: its folder.
        monitor: the run's.
    """

    def __init__(self, project: Project, run: RunFolder, monitor: RunMonitor) -> None:
        facts = SearchFacts.read(run)
        self._project, self._run, self._monitor = project, run, monitor
        self._recipe, self._inputs = facts.recipe, facts.inputs
        self._space, self._most = facts.space, facts.trials
        names = {one.name for one in self._space}
        self._rows = [row for row in read_trials(run.path) if row.params.keys() == names]
        events, _ = run.read_events()
        spent = [event["done"] for event in events if event.get("stage") == STAGE]
        self._clock = _Clock(float(max(spent, default=0)), 60 * facts.minutes, time.monotonic())
        self._told_s = -TELL_EVERY_S
        self._study = self._open_study(facts.seed)

    def _open_study(self, seed: int) -> "Study":
        from ml_core.search.study import Study

        first = own_values(self._recipe, self._space)
        warm_up = max(1, self._recipe.epochs // WARM_UP)
        return Study(self._run.path / JOURNAL, self._space, first, seed, warm_up)

    def go_on(self) -> dict[str, Any]:
        """Try until time or trials are used up; returns the result, which is written."""
        self._monitor.report(round(self._clock.spent_s()), round(self._clock.limit_s), stage=STAGE)
        try:
            self._go_through()
        except StopRequested as request:
            # with "keep" the best so far is the result
            if request.kind != "keep" or best_of(self._rows) is None:
                raise
        return self._finish()

    def _go_through(self) -> None:
        while (trial := self._next()) is not None:
            self._try(*trial)
            self._stop_if_nothing_works(1)

    def _next(self) -> tuple[int, dict[str, Any]] | None:
        """The trial to run now; None where none is worth beginning."""
        if (begun := self._study.open_trial()) is not None:
            return begun
        ended = [row for row in self._rows if row.state != "running"]
        enough = self._most is not None and len(ended) >= self._most
        if ended and (enough or self._clock.left_s() <= self._usual_rest_s(ended)):
            return None
        return self._study.ask()

    def _usual_rest_s(self, ended: Sequence[TrialRow]) -> float:
        """What there must be left for a trial to be worth beginning: a third of a usual one."""
        whole = sorted(row.seconds for row in ended if row.state == "done")
        return whole[len(whole) // 2] / 3 if whole else 0.0

    def _try(self, number: int, params: Mapping[str, Any]) -> None:
        """Run one trial to its end, and remember what it reached."""
        name = place_of(number)
        trial = TrialRun(self._run.path / name)
        known = next((row for row in self._rows if row.number == number), None)
        row = known or TrialRow(number, "running", params, run=name)
        self._keep(row)
        begun = time.monotonic()
        given_up = False
        try:
            for _ in range(STARTS):
                if not trial.is_done and not trial.is_going_on:
                    trial.start(self._words(trial, params))
                given_up = self._follow(trial, number)
                if given_up or trial.is_done or not trial.was_interrupted:
                    break
        except (Cancelled, KeyboardInterrupt) as stop:
            self._leave(trial, self._timed(row, begun), stop)
            raise
        self._settle(trial, self._timed(row, begun), given_up=given_up)

    def _timed(self, row: TrialRow, begun: float) -> TrialRow:
        """The row with the time since ``begun`` added to it."""
        row = replace(row, seconds=round(row.seconds + time.monotonic() - begun, 1))
        self._keep(row)
        return row

    def _settle(self, trial: TrialRun, row: TrialRow, *, given_up: bool) -> None:
        """Tell the study how a trial ended, and keep of it what is worth keeping."""
        # the study last: a kill in between settles the trial again, to the same
        self._tell_study(self._judge(trial, row, given_up=given_up))

    def _judge(self, trial: TrialRun, row: TrialRow, *, given_up: bool) -> TrialRow:
        """How a trial ended, and what of it is worth keeping."""
        reached = trial.last
        if reached is not None:
            row = replace(
                row, value=reached.value, loss=reached.loss, epochs=reached.epoch,
                measuring_s=trial.measuring_s,
            )  # fmt: skip
        if given_up:
            row = replace(row, state="given_up")
            trial.forget_network("It was behind other trials.")
        elif trial.is_done and reached is not None:
            row = replace(row, state="done")
        else:
            row = replace(row, state="failed", message=trial.problem())
        self._keep(row)
        self._settle_best(row)
        return row

    def _tell_study(self, row: TrialRow) -> None:
        value = row.value if row.state == "done" else None
        self._study.tell(row.number, value, given_up=row.state == "given_up")

    def _words(self, trial: TrialRun, params: Mapping[str, Any]) -> list[str]:
        """The command of a trial, all that follows ``asc``."""
        words = [self._recipe.stage, str(self._project.folder)]
        inputs = self._inputs
        if trial.exists:
            return [*words, "--resume", str(trial.run.path), "--json"]
        words += [inputs["student"]] if "student" in inputs else []
        words += ["--teacher", inputs["teacher"]] if "teacher" in inputs else []
        words += ["--recipe", str(self._run.path / "recipe.toml")]
        for setting in [*self._settings(params), *self._same_for_all()]:
            words += ["--set", setting]
        return [*words, "--out", str(trial.run.path), "--json"]

    def _settings(self, params: Mapping[str, Any]) -> list[str]:
        """What a trial changes in the recipe."""
        found = [one.setting(params[one.name]) for one in self._space]
        if params.get("dir_share") == 0:
            found.append("dir_folder=")  # responses that no window is heard through are refused
        return found

    def _same_for_all(self) -> list[str]:
        """What makes trials comparable: one validation part, and one number of threads."""
        found = []
        if self._recipe.validation_share == 0:
            found.append(f"validation_share={VALIDATION_SHARE}")
        if self._recipe.validation_seed == -1:
            found.append(f"validation_seed={self._recipe.seed}")
        if self._recipe.threads == 0 and (threads := self._threads()):
            found.append(f"threads={threads}")
        return found

    def _threads(self) -> int:
        """As many as the first trial found to be the fastest; 0 before it did."""
        first = RunFolder(self._run.path / self._rows[0].run) if self._rows else None
        return int(first.provenance.get("threads") or 0) if first is not None else 0

    def _follow(self, trial: TrialRun, number: int) -> bool:
        """Watch a trial until it ends; returns whether it was given up."""
        is_ending = False
        while True:
            going_on = trial.is_going_on  # asked first, so that its last words are heard
            for reached in trial.news():
                self._study.report(number, reached.epoch, reached.value)
                self._tell(number, reached.value)
            if not going_on:
                return False
            self._tell(number, trial.last.value if trial.last else None, seldom=True)
            self._monitor.check()
            if not is_ending and self._is_hopeless(trial, number):
                return self._give_up(trial)
            if not is_ending and self._clock.left_s() <= self._measuring_s():
                if not self._would_win(trial, number):
                    return self._give_up(trial)
                trial.ask_to("keep")
                is_ending = True
            time.sleep(POLL_S)

    def _is_hopeless(self, trial: TrialRun, number: int) -> bool:
        last = trial.last
        return last is not None and last.epoch < last.epochs and self._study.hopeless(number)

    def _give_up(self, trial: TrialRun) -> bool:
        """Stop a trial; False where it came to its end all the same."""
        trial.end_at_once()
        trial.news()
        return not trial.is_done

    def _measuring_s(self) -> float:
        """What trials take after their last epoch, as far as it is known."""
        return max((row.measuring_s for row in self._rows if row.state == "done"), default=0.0)

    def _would_win(self, trial: TrialRun, number: int) -> bool:
        """Whether a trial that is asked to end now would be the best.

        Raises:
            RunError: there is nothing to keep of the only trial.
        """
        best = best_of(self._rows)
        if trial.last is None:
            if best is None:
                trial.ask_to("pause")
                trial.wait(STOP_S)
                raise _too_short()
            return False
        now = TrialRow(number, "done", value=trial.last.value, loss=trial.last.loss)
        return best is None or now.rank > best.rank

    def _leave(self, trial: TrialRun, row: TrialRow, stop: BaseException) -> None:
        """Stop with the search: the trial pauses, so that it can go on with it."""
        keep = isinstance(stop, StopRequested) and stop.kind == "keep"
        is_only_one = best_of(self._rows) is None
        trial.ask_to("keep" if keep and is_only_one else "pause")
        trial.wait(STOP_S)
        trial.news()
        if keep and (trial.is_done or not is_only_one):
            self._settle(trial, row, given_up=not trial.is_done)

    def _keep(self, *found: TrialRow) -> None:
        """Put rows in their places, in memory and on disk."""
        rows = {one.number: one for one in (*self._rows, *found)}
        self._rows = [rows[number] for number in sorted(rows)]
        write_trials(self._run.path, self._rows)

    def _settle_best(self, row: TrialRow) -> None:
        """Of the trials that are done only the best keeps its network."""
        best = best_of(self._rows)
        if row.state == "failed":
            self._monitor.note(f"Trial {row.number} failed: {row.message}")
        if best is None or row.state != "done":
            return
        if best.number == row.number:
            self._write_best(row)
            self._monitor.note(
                f"Trial {row.number}: {row.value:.3f} on the validation part, the best so far"
            )
        for other in self._rows:
            if other.state == "done" and other.number != best.number:
                TrialRun(self._run.path / other.run).forget_network()

    def _write_best(self, row: TrialRow) -> None:
        """Where the best is, and its recipe to learn from everything with."""
        recipe = self._recipe.with_overrides(self._settings(row.params))
        write_text(self._run.path / BEST_RECIPE, recipe.to_toml())
        write_json(self._run.path / BEST, row.to_dict())

    def _tell(self, number: int, value: float | None, *, seldom: bool = False) -> None:
        now = time.monotonic()
        if seldom and now - self._told_s < TELL_EVERY_S:
            return
        self._told_s = now
        best = best_of(self._rows)
        facts: dict[str, float] = {"trial": number}
        facts |= {} if value is None else {"val_accuracy": value}
        if best is not None and best.value is not None:
            facts |= {"best": best.value, "best_trial": best.number}
        spent, limit = self._clock.spent_s(), self._clock.limit_s
        facts["time_left_s"] = max(0.0, round(limit - spent, 1))
        self._monitor.report(round(spent), max(round(limit), round(spent)), stage=STAGE, **facts)

    def _stop_if_nothing_works(self, n_first: int) -> None:
        """Raise what the trials say where the recipe itself fails, or one after the other does.

        Args:
            n_first: of the first trials nothing was known: where all fail it is the recipe.
        """
        ended = [row for row in self._rows if row.state != "running"]
        tail = ended[-MOST_FAILURES:]
        is_enough = len(ended) <= n_first or len(tail) == MOST_FAILURES
        if ended and is_enough and all(row.state == "failed" for row in tail):
            raise RunError(
                f"The search cannot go on. {tail[-1].message}",
                hint=f"The details are in {self._run.path / tail[-1].run / 'log.txt'}.",
            )

    def _finish(self) -> dict[str, Any]:
        best = best_of(self._rows)
        if best is None:
            raise _too_short()
        chosen = RunFolder(self._run.path / best.run)
        states = [row.state for row in self._rows]
        result = {
            # of the network that was chosen, on clips that played no part in the choice
            "accuracy": (chosen.result or {}).get("accuracy"),
            "backend": (chosen.result or {}).get("backend", ""),
            "val_accuracy": best.value,
            "best_run": best.run,
            "best_trial": best.number,
            "params": dict(best.params),
            "changed": self._changed(best),
            "recipe": BEST_RECIPE,
            "first_val_accuracy": self._rows[0].value,
            "n_trials": len(self._rows),
            "n_done": states.count("done"),
            "n_given_up": states.count("given_up"),
            "n_failed": states.count("failed"),
            "seconds": round(self._clock.spent_s(), 1),
        }
        self._run.write_result(result)
        return result_of(self._run) or {}

    def _changed(self, best: TrialRow) -> dict[str, Any]:
        """Settings of the best in which it differs from the recipe, as a command takes them."""
        found = recipes.read(str(self._run.path / BEST_RECIPE))
        pairs = {
            field.name: (getattr(self._recipe, field.name), getattr(found, field.name))
            for field in fields(found)
        }
        return {name: now for name, (before, now) in pairs.items() if before != now}


def result_of(run: RunFolder) -> dict[str, Any] | None:
    """The result of a search with whole paths: in its folder, which may move, they are relative."""
    if (kept := whole_result(run.path, STAGE)) is None:
        return None
    return {**kept, **{name: str(run.path / kept[name]) for name in ("best_run", "recipe")}}


def _too_short() -> RunError:
    return RunError(
        "The time was over before a single epoch had ended.",
        hint="Go on with more minutes: asc search PROJECT --resume RUN --minutes N.",
    )
