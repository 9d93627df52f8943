"""Looks for good settings of one stage in a given time. Torch-free; Optuna is imported on demand.

space      which settings are tried, of each stage
facts      what a search was told when it began
trials     one setting is one run, by the command that a person would type
study      Optuna's memory: a journal that outlives a kill
sweeping   the same in rounds of several trials, which other computers may run
running    the search itself: asks, runs one trial after the other, keeps the best
searches   a search is a run too: it is made, pauses, goes on and ends like any other

A search never looks at the test split: trials are compared, and given up, by the validation part
of the training split, which is the same for all of them.
"""

from ml_core.search.searches import new_search, run_search
from ml_core.search.space import Dimension, parse_dimension, space_of
from ml_core.search.trials import TrialRow, read_trials

__all__ = [
    "Dimension", "TrialRow", "new_search", "parse_dimension", "read_trials", "run_search",
    "space_of",
]  # fmt: skip
