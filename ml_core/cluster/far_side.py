"""Runs one command as a child process and waits for it: on a worker of a cluster, or here."""

import importlib.metadata
import os
import platform
import signal
import subprocess
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

from ml_core import __version__
from ml_core.errors import AscError
from ml_core.files import read_json
from ml_core.programs import dying_with_us, module_command
from ml_core.runs import RunFolder
from ml_core.runs.compute import FAR_SIDE
from ml_core.runs.holding import HOLD, owner_of, write_owner
from ml_core.runs.lock import locked
from ml_core.runs.process import ProcessName

POLL_S = 0.5
PLACE = "waits_for_worker"  # in the heartbeat of a run that was handed out and has not begun


class Lost(Exception):
    """A command ended without a word: somebody killed it, or the computer did."""


def versions() -> dict[str, str]:
    """What must be the same on all computers, or their runs would not be."""
    found = {"ascstudio": __version__, "python": platform.python_version().rpartition(".")[0]}
    for package in ("torch", "numpy", "onnxruntime"):
        try:
            found[package] = importlib.metadata.version(package)
        except importlib.metadata.PackageNotFoundError:
            found[package] = "missing"
    return found


def perform(
    words: Sequence[str],
    folder: str,
    done: str,
    needs: Sequence[str],
    environment: Mapping[str, str],
    same: Mapping[str, str],
) -> tuple[int, str]:
    """Run ``asc WORDS`` until it is done.

    Args:
        words: of the command; on a run it is the one that goes on with it.
        folder: that it fills.
        done: the file that says it is done.
        needs: what must be seen from here.
        environment: variables of the command beside those of this process.
        same: ``versions`` of whoever hands it out.

    Returns:
        Its exit status, and why it could not begin.

    Raises:
        Lost: it was killed; run again it goes on where it was.
    """
    if (problem := _unfit(needs, same)) is not None:
        return 1, problem
    place = Path(folder)
    _leave_place(place)
    while RunFolder(place).is_held:  # by who was lost, and may not have noticed yet
        time.sleep(POLL_S)
    is_run = (place / "recipe.toml").is_file()
    if Path(done).exists() and (not is_run or RunFolder(place).is_done):
        return 0, ""
    place.mkdir(parents=True, exist_ok=True)
    with (place / "log.txt").open("ab") as log:
        child = subprocess.Popen(
            module_command("ml_core", *words),
            stdin=subprocess.DEVNULL, stdout=log, stderr=log,
            env={**os.environ, **environment, FAR_SIDE: "1"},
            preexec_fn=dying_with_us(),
        )  # fmt: skip
        try:
            status = child.wait()
        except BaseException:  # whoever handed it out takes it back
            child.terminate()
            child.wait()
            raise
    if status < 0:
        raise Lost(f"{signal.Signals(-status).name} ended {words[0]} in {place.name}")
    return status, ""


def _unfit(needs: Sequence[str], same: Mapping[str, str]) -> str | None:
    """Why a command cannot run on this computer."""
    host, here = platform.node(), versions()
    for path in needs:
        if not Path(path).exists():
            return f'The computer {host} does not see "{path}": it must lie on a shared folder.'
    for name, version in same.items():
        if here.get(name) != version:
            return f"The computer {host} has {name} {here.get(name)}, this one {version}."
    return None


def hold_place(run: RunFolder) -> None:
    """Say in a run that it waits for a worker; renewed while this process hands it out.

    A run that somebody works on by now is left alone.
    """
    me = ProcessName.of(os.getpid())
    with locked(run.path / HOLD):
        owner = owner_of(run.path)
        waits = bool((read_json(run.path / "heartbeat") or {}).get(PLACE))
        if owner is None or owner == me or (waits and not run.is_held):
            write_owner(run.path, me, log_from=run.log_bytes, **{PLACE: True})


def _leave_place(folder: Path) -> None:
    """The place of a run that begins now is free."""
    if not (folder / "recipe.toml").is_file():
        return
    with locked(folder / HOLD):
        if (read_json(folder / "heartbeat") or {}).get(PLACE):
            (folder / "heartbeat").unlink(missing_ok=True)


def give_up_place(run: RunFolder) -> None:
    """Nobody hands out a run any more that did not begin."""
    _leave_place(run.path)


def why(folder: Path, status: int) -> str:
    """What a command that did not end well has said."""
    run = RunFolder(folder)
    try:
        if message := run.end.get("message"):
            return str(message)
        lines = (folder / "log.txt").read_text("utf-8", "replace").strip().splitlines()
    except (OSError, AscError):
        lines = []
    return lines[-1] if lines else f"It ended with status {status}."
