"""The trials of a search, handed out like all other runs."""

import contextlib
from collections.abc import Iterator, Sequence

from ml_core.cluster.fan_out import Hands, fan_out, performing
from ml_core.cluster.tasks import task_of_run
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder, new_run
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
            tasks = [task_of_run(project, _run_of(project, trial)) for trial in trials]
            fan_out(tasks, compute, monitor, stage="search", hands=hands[0])

        yield hand_out


def _run_of(project: Project, trial: Handed) -> RunFolder:
    """The run of a trial, made or found; what it lacks is for the trial to say, not the search."""
    if (trial.path / "recipe.toml").is_file():
        return RunFolder.open(trial.path)
    run = new_run(trial.path, trial.recipe, trial.inputs)
    project.add_run(run.path, trial.recipe.stage)
    return run
