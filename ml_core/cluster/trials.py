"""The trials of a search, handed out like all other runs."""

from collections.abc import Sequence

from ml_core import worker
from ml_core.cluster.fan_out import fan_out
from ml_core.cluster.tasks import task_of_run
from ml_core.progress import Monitor
from ml_core.project import Project
from ml_core.runs import RunFolder
from ml_core.runs.compute import Compute
from ml_core.search.sweeping import Handed, HandOut


def trials_on(project: Project, compute: Compute) -> HandOut:
    """Who runs the trials of a search.

    Args:
        project: whose runs they are.
        compute: where.
    """

    def hand_out(trials: Sequence[Handed], monitor: Monitor) -> None:
        runs = [_run_of(project, trial) for trial in trials]
        fan_out([task_of_run(project, run) for run in runs], compute, monitor, stage="search")

    return hand_out


def _run_of(project: Project, trial: Handed) -> RunFolder:
    if (trial.path / "recipe.toml").is_file():
        return RunFolder.open(trial.path)
    return worker.start_run(project, trial.recipe, trial.path, trial.inputs)
