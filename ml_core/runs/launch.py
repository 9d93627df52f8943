"""Starts a run so that it outlives whoever started it."""

import os
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ml_core.recipes import Recipe
from ml_core.runs.folder import RunFolder, write_owner
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
    """
    run.mkdir(parents=True, exist_ok=True)
    with (run / "log.txt").open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ml_core", *arguments],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
            creationflags=_windows_flags(),
        )
    if sys.platform != "win32":
        os.setpriority(os.PRIO_PROCESS, process.pid, NICE)
    write_owner(run, ProcessName.of(process.pid))
    # somebody must collect its exit status as long as we live, or it stays as a zombie
    threading.Thread(target=process.wait, name="reaper", daemon=True).start()
    return process.pid


def launch_stage(
    project: Path, recipe: Recipe, run: Path, inputs: Mapping[str, str] | None = None
) -> RunFolder:
    """Make a new run and start it detached.

    Args:
        project: the project's folder.
        recipe: decides the stage.
        run: a new folder.
        inputs: what the stage starts from, e.g. ``{"teacher": path of a run}``.

    Raises:
        RunError: there already is a run in this folder.
    """
    started = {"inputs": dict(inputs or {}), "started": time.time()}
    folder = RunFolder.create(run, recipe.stage, recipe.to_toml(), started)
    start_detached([recipe.stage, str(project), "--resume", str(run), "--json"], run)
    return folder


def _windows_flags() -> int:
    if sys.platform == "win32":
        return subprocess.DETACHED_PROCESS | subprocess.BELOW_NORMAL_PRIORITY_CLASS
    return 0
