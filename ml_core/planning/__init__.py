"""Before a run: what speaks against it, how long it will take, what it needs. Torch-free.

checks    what was looked at, with what blocks and what to know
speeds    how fast this machine trains which network, as far as it was measured
maps      how long a clearer map of the clips takes
chain     the same for runs that start from each other
estimate  time, memory, disk and size of a run that was not started yet
"""

from ml_core.planning.chain import check_chain, estimate_chain, together
from ml_core.planning.checks import Finding, check_before_run, worst_first
from ml_core.planning.estimate import Estimate, Range, estimate_run, learn_speed, usable_clips

__all__ = [
    "Estimate",
    "Finding",
    "Range",
    "check_before_run",
    "check_chain",
    "estimate_chain",
    "estimate_run",
    "learn_speed",
    "together",
    "usable_clips",
    "worst_first",
]
