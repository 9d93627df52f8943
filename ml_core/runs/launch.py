"""Starts a run so that it outlives whoever started it."""

import contextlib
import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ml_core.errors import RunError
from ml_core.programs import module_command
from ml_core.recipes import Recipe, RunRecipe
from ml_core.runs.folder import MEND, RunFolder
from ml_core.runs.holding import taking_hold, write_owner
from ml_core.runs.kept import kept_of
from ml_core.runs.process import ProcessName

NICE = 10  # training must not make the machine feel slow


def start_detached(arguments: Sequence[str], run: Path) -> int:
    """Run ``asc ARGUMENTS`` in its own session, without a pipe to this process.

    What it prints goes to ``log.txt`` in the run's folder, which is made if needed.

    Args:
        arguments: everything after ``asc``.
        run: the run's folder; the arguments must name the same (``--out`` or ``--resume``).

    Returns:
        The number of the new process.

    Raises:
        RunError: a living process holds the run, or there is none to resume.
    """
    if "--resume" in arguments:
        RunFolder.open(run)  # it may have been thrown away meanwhile
    run.mkdir(parents=True, exist_ok=True)
    folder = RunFolder(run)
    with taking_hold(run), (run / "log.txt").open("ab") as log:
        log_from = folder.log_bytes
        process = subprocess.Popen(
            module_command("ml_core", *arguments),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            creationflags=_windows_flags(),
        )
        write_owner(run, ProcessName.of(process.pid), log_from=log_from, launched=True)
        (run / "ended.json").unlink(missing_ok=True)  # what it comes to now counts
    if sys.platform != "win32":
        with contextlib.suppress(ProcessLookupError):  # over already
            os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
    # somebody must collect its exit status as long as we live, or it stays as a zombie
    threading.Thread(target=process.wait, name="reaper", daemon=True).start()
    return process.pid


def fresh_path(runs_dir: Path, recipe: RunRecipe) -> Path:
    """A folder that is not there yet; its name tells the stage, the network and the time."""
    words = [recipe.stage, getattr(recipe, "network", ""), time.strftime("%Y%m%d-%H%M%S")]
    stem = runs_dir / "-".join(filter(None, words))
    path, number = stem, 2
    while path.exists():
        path, number = stem.with_name(f"{stem.name}-{number}"), number + 1
    return path


def new_run(path: Path, recipe: RunRecipe, inputs: Mapping[str, str]) -> RunFolder:
    """Make the folder of a run; nothing is started.

    Args:
        path: a folder without a run in it.
        recipe: decides the stage.
        inputs: runs the stage starts from, e.g. ``{"teacher": "/path/of/run"}``.

    Raises:
        RunError: there already is a run in this folder.
    """
    facts = {"inputs": dict(inputs), "started": time.time()}
    return RunFolder.create(path, recipe.stage, recipe.to_toml(), facts)


def launch_run(project: Path, run: RunFolder) -> int:
    """Start a new run, or go on with one that was paused or killed, detached.

    Returns:
        The number of the new process.
    """
    stage = run.provenance.get("stage")
    if not stage:
        raise RunError(f'The folder of "{run.name}" is damaged.', hint=MEND)
    return start_detached([stage, str(project), "--resume", str(run.path), "--json"], run.path)


def finish_early(project: Path, run: RunFolder) -> int:
    """Let a run that stands still make its network of the best it has learnt, detached.

    Returns:
        The number of the new process.

    Raises:
        RunError: it has learnt nothing yet.
    """
    if not kept_of(run.checkpoint_dir).epoch:
        raise RunError(f'The run "{run.name}" has learnt nothing yet.', hint="Resume it.")
    pid = launch_run(project, run)
    run.request_stop("keep")  # after the launch, or it would be taken for an old request
    return pid


def launch_stage(
    project: Path, recipe: Recipe, path: Path, inputs: Mapping[str, str] | None = None
) -> RunFolder:
    """Make a new run and start it detached.

    Raises:
        RunError: there already is a run in this folder.
    """
    run = new_run(path, recipe, inputs or {})
    launch_run(project, run)
    return run


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.DETACHED_PROCESS | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
