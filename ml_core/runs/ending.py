"""Why a run is not going on: one sentence, what to do, and what was kept."""

import contextlib
import re
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ml_core.errors import AscError
from ml_core.files import read_json, write_json
from ml_core.runs import moments, vitals
from ml_core.runs.causes import Cause
from ml_core.runs.folder import DAMAGE, MEND, TICKET, RunFolder, after_of
from ml_core.runs.holding import taking_hold
from ml_core.runs.kept import Kept, kept_of

STALL_S = 60.0  # without an event
LOW_MEMORY = 0.03  # of the memory there is: less was left when it was last heard of
LOW_DISK_BYTES = 20_000_000
LOG_TAIL = 20_000  # bytes
RESUME = "Resume it: it ends in the same network as if nothing had happened."
TRACELESS: tuple[Cause, ...] = ("memory", "disk", "crashed", "killed", "problem")
_OUT_OF_MEMORY = ("bad_alloc", "Cannot allocate memory", "MemoryError")
_CRASH = re.compile(r"^Fatal Python error: (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class End:
    """How a run came to stand still.

    Attributes:
        cause: for programs.
        sentence: what happened.
        hint: what to do.
        kept: what was learnt and is still there.
        settings: those with which a new run may do better, by their names in the recipe.
    """

    cause: Cause
    sentence: str
    hint: str
    kept: str
    settings: Mapping[str, Any] = field(default_factory=dict)


def explain_end(run: RunFolder) -> End | None:
    """Why a run failed, died or stalls; None while all is well, or if it was asked to stop.

    What killed a run is kept in its folder when it is first looked for: a restart of the computer
    wipes the traces, and would be taken for the reason.
    """
    try:
        return _explained(run)
    except DAMAGE:
        return End("problem", "Its folder is damaged.", MEND, "")


def _explained(run: RunFolder) -> End | None:
    status = run.status()
    kept = kept_of(run.checkpoint_dir)
    if status.state == "failed":
        return _failed(run, status.message, status.hint, kept)
    if status.state == "dead":
        cause, sentence, hint = _kept_death(run.end) or _died(run)
        if cause in TRACELESS and not run.end:
            _keep_death(run, cause, sentence, hint)
        return End(cause, sentence, hint, kept.sentence, _smaller(run, cause))
    if status.state == "waiting" and (after := after_of(run, read_json(run.path / TICKET) or {})):
        return _waits(RunFolder(after), kept)
    if status.state == "running" and status.updated is not None:
        silent_s = time.time() - status.updated
        if silent_s >= STALL_S:
            sentence, hint = _stalled(run, silent_s, status.step)
            return End("stalled", sentence, hint, kept.sentence)
    return None


def _kept_death(end: Mapping[str, Any]) -> tuple[Cause, str, str] | None:
    try:
        return end["cause"], end["message"], end["hint"]
    except KeyError:
        return None


def _keep_death(run: RunFolder, cause: Cause, sentence: str, hint: str) -> None:
    """Write down what ended a process, with its last heartbeat, unless somebody goes on with it."""
    table = {"state": "dead", "cause": cause, "message": sentence, "hint": hint}
    with contextlib.suppress(AscError), taking_hold(run.path):
        write_json(run.path / "ended.json", {**table, "vitals": run.heard_last})
        (run.path / "heartbeat").unlink(missing_ok=True)


def _waits(before: RunFolder, kept: Kept) -> End | None:
    """A run whose turn never comes, because the one it starts from does not go on."""
    if not (before.path / "recipe.toml").is_file():
        sentence = f'It waits for "{before.name}", which is not there any more.'
        return End("waits", sentence, "Take that one out of the trash, or discard this one.",
                   kept.sentence)  # fmt: skip
    state = before.status().state
    if state in ("done", "running", "waiting"):
        return None
    words = {"paused": "is paused", "stopped": "was stopped"}.get(state, "did not end well")
    sentence = f'It waits for "{before.name}", which {words}.'
    return End("waits", sentence, "Resume that one: this one starts when it is done.",
               kept.sentence)  # fmt: skip


def _failed(run: RunFolder, message: str, hint: str, kept: Kept) -> End:
    cause: Cause = run.end.get("cause", "problem")
    if cause == "memory" and (peak := run.heard_last.get("peak_memory_bytes")):
        message = f"{message} It had {_gigabytes(peak)}."
    if cause == "clip":
        hint = (
            "Put the recording back as it was and resume, or exclude its clip and start a new run."
        )
    smaller = _smaller(run, cause)
    if "batch_size" in smaller:
        hint = f"Start a new run with batch_size={smaller['batch_size']}. {hint}"
    return End(cause, message, hint, kept.sentence, smaller)


def _died(run: RunFolder) -> tuple[Cause, str, str]:
    """What ended a process that could not say anything."""
    last, log = run.heard_last, _log_tail(run)
    if not last and not (run.path / "events.jsonl").exists():
        return "not_started", "It was made but never started.", "Resume it to start it."
    if last.get("launched") and (said := log.strip()):  # it got no further than to complain
        return "problem", said.splitlines()[-1], "Its log says more."
    return _killed(run, last, log)


def _killed(run: RunFolder, last: Mapping[str, Any], log: str) -> tuple[Cause, str, str]:
    """What ended a process in the middle of its work."""
    boot = vitals.boot()
    if last and run.is_from_elsewhere:
        return "lost", f"The computer {last['host']} was not heard of any more.", RESUME
    if boot and last.get("boot", boot) != boot and not _was_short(last):
        return "reboot", "The computer was switched off or started again while it ran.", RESUME
    if any(word in log for word in _OUT_OF_MEMORY) or _ran_out(last):
        had = f" when it had {_gigabytes(last['memory_bytes'])}" if "memory_bytes" in last else ""
        sentence = f"It was ended for want of memory{had}."
        return "memory", sentence, f"Close other programs. {RESUME}"
    if crash := _CRASH.search(log):
        return "crashed", f"It crashed: {crash[1]}.", f"{RESUME} The log says more."
    return _full_or_unknown(run, last)


def _full_or_unknown(run: RunFolder, last: Mapping[str, Any]) -> tuple[Cause, str, str]:
    free = last.get("free_disk_bytes", vitals.free_disk_bytes(run.path))
    if free is not None and free < LOW_DISK_BYTES:
        return (
            "disk", "It ended without a word, probably because the disk was full.",
            "Make room, then resume it.",
        )  # fmt: skip
    return "killed", "It was ended from outside, by a person or another program.", RESUME


def _ran_out(last: Mapping[str, Any]) -> bool:
    """Whether the system has ended processes for memory since, or there was hardly any left."""
    kills = vitals.oom_kills()
    if kills is not None and kills > last.get("oom_kills", kills):
        return True
    return _was_short(last)


def _was_short(last: Mapping[str, Any]) -> bool:
    free, mine = last.get("free_memory_bytes"), last.get("memory_bytes")
    return free is not None and mine is not None and free < LOW_MEMORY * (free + mine)


def _stalled(run: RunFolder, silent_s: float, step: str) -> tuple[str, str]:
    """Why nothing was heard of a living run, as far as it can be seen from outside."""
    last = run.heard_last
    pid = int(last.get("pid", 0))
    state, cpu_s = vitals.state_of(pid), vitals.cpu_s_of(pid)
    began = f"No progress for {silent_s:.0f} s."
    if state == "T":
        return f"{began} It was halted from outside.", f"Let it go on: kill -CONT {pid}."
    if any(word in _log_tail(run) for word in _OUT_OF_MEMORY):
        return (
            f"{began} It waits for memory that it did not get.",
            "Pause it or end it, close other programs, then resume it.",
        )
    if state == "D":
        return (
            f"{began} Probably the disk is slow: it waits for reading.",
            "Wait, or put the recordings on a faster disk.",
        )
    heard_s = moments.since_s(last) or 0.0
    if cpu_s is not None and "cpu_s" in last and heard_s < STALL_S / 4:
        busy = cpu_s - float(last["cpu_s"]) > 0.2 * max(heard_s, 0.5)
        if busy or state == "R":
            return (
                f"{began} It computes: one step of this network takes long here.",
                "Wait, or start a new run with a smaller batch_size or network.",
            )
    return (
        f"{began} It waits, probably for a disk or a network drive ({step or 'start'}).",
        "Look at its log. Pause it and resume it if it does not come back.",
    )


def _smaller(run: RunFolder, cause: Cause) -> dict[str, Any]:
    """Settings that need less memory."""
    if cause != "memory":
        return {}
    try:
        recipe = run.recipe
    except AscError:
        return {}
    batch_size = int(recipe.get("batch_size", 0))
    return {"batch_size": batch_size // 2} if batch_size > 1 else {}


def _log_tail(run: RunFolder) -> str:
    try:
        with (run.path / "log.txt").open("rb") as stream:
            stream.seek(0, 2)
            stream.seek(max(int(run.heard_last.get("log_from", 0)), stream.tell() - LOG_TAIL))
            return stream.read().decode("utf-8", "replace")
    except OSError:
        return ""


def _gigabytes(n_bytes: float) -> str:
    return f"{n_bytes / 1e9:.1f} GB"
