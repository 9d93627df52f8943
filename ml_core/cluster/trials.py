"""The trials of a search, handed out like all other runs."""

import contextlib
from collections.abc import Iterator, Sequence

from ml_core import worker
from ml_core.cluster.fan_out import Hands, fan_out, performing
from ml_core.cluster.tasks import task_of_run
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.runs.compute import Compute
from ml_core.search.sweeping import Handed, HandOut


@contextlib.contextmanager
def trials_on(project: Project, compute: Compute) -> Iterator[HandOut]:
    """Who runs the trials of a search; a cluster is found or started once, for the first round.

    Args:
        project: whose runs they are.
        compute: where.
    """
    hands: list[Hands] = []
    with contextlib.ExitStack() as stack:

        def hand_out(trials: Sequence[Handed], monitor: Monitor) -> None:
            if not hands:
                hands.append(stack.enter_context(performing(compute)))
            tasks = [task_of_run(project, _run_of(project, trial, compute)) for trial in trials]
            fan_out(tasks, compute, monitor, stage="search", hands=hands[0])

        yield hand_out


def _run_of(project: Project, trial: Handed, compute: Compute) -> RunFolder:
    if (trial.path / "recipe.toml").is_file():
        return RunFolder.open(trial.path)
    return worker.start_run(project, trial.recipe, trial.path, trial.inputs, compute)
