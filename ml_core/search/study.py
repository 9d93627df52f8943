"""Optuna behind four verbs: ask for settings, report, give up, tell."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import optuna
from optuna.distributions import (
    BaseDistribution,
    CategoricalDistribution,
    FloatDistribution,
    IntDistribution,
)
from optuna.storages import JournalStorage
from optuna.trial import Trial, TrialState

from ml_core.search.journal import Journal, damaged
from ml_core.search.space import Dimension, Value

NAME = "search"
RANDOM_FIRST = 5  # trials before the sampler draws conclusions
FEWEST_BEFORE_GIVING_UP = 3  # finished trials before one is given up


class Study:
    """The memory of a search.

    Args:
        path: of its journal; what is in it goes on.
        space: what is tried.
        first: settings of the first trial; None: drawn like the others.
        seed: of the draws; a search that is resumed draws what it would have drawn.
        warm_up: epochs before a trial may be given up.
    """

    def __init__(
        self,
        path: Path,
        space: Sequence[Dimension],
        first: Mapping[str, Value] | None,
        seed: int,
        warm_up: int,
    ) -> None:
        optuna.logging.set_verbosity(optuna.logging.ERROR)
        self._distributions = {one.name: _distribution(one) for one in space}
        self._seed = seed
        self._study = _study(path, warm_up)
        if first is not None and not self._study.trials:
            self._study.enqueue_trial(dict(first))

    def open_trial(self) -> tuple[int, dict[str, Any]] | None:
        """Number and settings of the trial that was begun and never ended; None without one."""
        return next(iter(self.open_trials()), None)

    def open_trials(self) -> list[tuple[int, dict[str, Any]]]:
        """All such trials, in their order."""
        found = []
        for trial in self._study.get_trials(deepcopy=False, states=(TrialState.RUNNING,)):
            if trial.params.keys() == self._distributions.keys():
                found.append((trial.number, dict(trial.params)))
            else:
                self._study.tell(trial.number, state=TrialState.FAIL)  # killed while it was drawn
        return found

    def is_open(self, number: int) -> bool:
        """Whether nobody has told yet how a trial ended."""
        return bool(self._study.trials[number].state == TrialState.RUNNING)

    def ask(self, *, lies: bool = False) -> tuple[int, dict[str, Any]]:
        """Number and settings of a new trial.

        Args:
            lies: trials that go on count as bad ones, so that those drawn together differ.
        """
        number = len(self._study.get_trials(deepcopy=False))
        self._study.sampler = optuna.samplers.TPESampler(
            seed=self._seed + number, n_startup_trials=RANDOM_FIRST, constant_liar=lies
        )
        trial = self._study.ask(self._distributions)
        return trial.number, dict(trial.params)

    def report(self, number: int, epoch: int, value: float) -> None:
        """What a trial had reached after an epoch; saying it twice is harmless."""
        trial = self._trial(number)
        if epoch not in self._study.trials[number].intermediate_values:
            trial.report(value, epoch)

    def is_past(self, number: int, epoch: int) -> bool:
        """Whether a later epoch of a trial was reported: this one is only told again."""
        last = self._study.trials[number].last_step
        return last is not None and epoch < last

    def hopeless(self, number: int) -> bool:
        """Whether a trial is behind half of the others at the last epoch that was reported."""
        return bool(self._trial(number).should_prune())

    def tell(self, number: int, value: float | None, *, given_up: bool = False) -> None:
        """End a trial: with its value, given up, or failed (None)."""
        if given_up:
            self._study.tell(number, state=TrialState.PRUNED)
        elif value is None:
            self._study.tell(number, state=TrialState.FAIL)
        else:
            self._study.tell(number, value)

    def _trial(self, number: int) -> Trial:
        return Trial(self._study, self._study.trials[number]._trial_id)


def _study(path: Path, warm_up: int) -> optuna.Study:
    """What the journal holds, or a new study.

    Raises:
        RunError: its entries are none of Optuna's, or not of this version.
    """
    journal = Journal(path)
    try:
        return optuna.create_study(
            storage=JournalStorage(journal),
            study_name=NAME,
            direction="maximize",
            load_if_exists=True,
            pruner=optuna.pruners.MedianPruner(
                n_startup_trials=FEWEST_BEFORE_GIVING_UP, n_warmup_steps=warm_up + 1
            ),
        )
    except (AssertionError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise damaged(path) from error


def _distribution(one: Dimension) -> BaseDistribution:
    if one.kind == "choice":
        return CategoricalDistribution(one.choices)
    if one.kind == "int":
        return IntDistribution(int(one.low), int(one.high), log=one.log)
    return FloatDistribution(one.low, one.high, log=one.log)
