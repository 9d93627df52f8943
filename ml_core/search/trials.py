"""One setting is one run, started by the command that a person would type."""

import contextlib
import math
import shutil
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal, get_args

from ml_core.files import read_json, write_json
from ml_core.kinds import is_count, is_number, is_text
from ml_core.runs import RunFolder, StopKind, explain_end, results, start_detached

TRIALS = "trials.json"  # in the folder of a search: all rows
FOLDER = "trials"  # in the folder of a search: the runs
POLL_S = 0.2
POLITE_S = 2.0
LOG_TAIL = 400  # characters
State = Literal["running", "done", "given_up", "failed"]


@dataclass(frozen=True, slots=True)
class TrialRow:
    """What is known of a trial.

    Attributes:
        number: from 0, which is the recipe as it was given.
        state: "given_up" where it was behind half of the others.
        params: its settings.
        value: accuracy on the validation part of the network that it keeps.
        loss: log loss there.
        epochs: that it learnt.
        seconds: that it took.
        measuring_s: of them after its last epoch.
        run: its folder, below that of the search.
        message: why it failed.
    """

    number: int
    state: State
    params: Mapping[str, Any] = field(default_factory=dict)
    value: float | None = None
    loss: float | None = None
    epochs: int = 0
    seconds: float = 0.0
    measuring_s: float = 0.0
    run: str = ""
    message: str = ""

    def to_dict(self) -> dict[str, Any]:
        """Plain values, for JSON."""
        return {**asdict(self), "params": dict(self.params)}

    @property
    def rank(self) -> tuple[float, float, int]:
        """The largest is the best: accuracy, then log loss, then who came first."""
        value = -1.0 if self.value is None else self.value
        return value, -(self.loss if self.loss is not None else 0.0), -self.number


def read_trials(search: Path) -> list[TrialRow]:
    """The trials of a search so far, also while it goes on."""
    table = read_json(search / TRIALS) or {}
    try:
        rows = [TrialRow(**row) for row in table.get("trials", [])]
    except TypeError:  # of another version
        return []
    return rows if all(map(_can_be_meant, rows)) else []


def _can_be_meant(row: TrialRow) -> bool:
    """Whether a row is what we would have written: others may have written into the file."""
    figures = [one for one in (row.value, row.loss) if one is not None]
    return (
        is_count(row.number)
        and is_count(row.epochs)
        and row.state in get_args(State)
        and isinstance(row.params, dict)
        and all(map(is_number, (row.seconds, row.measuring_s, *figures)))
        and is_text(row.message)
        and row.run == place_of(row.number)
    )


def place_of(number: int) -> str:
    """The folder of a trial, in that of its search."""
    return f"{FOLDER}/{number:03}"


def write_trials(search: Path, rows: Sequence[TrialRow]) -> None:
    """Keep the rows beside the search."""
    write_json(search / TRIALS, {"trials": [row.to_dict() for row in rows]})


def best_of(rows: Sequence[TrialRow]) -> TrialRow | None:
    """Of the trials that were finished, the best; None without any."""
    done = [row for row in rows if row.state == "done" and row.value is not None]
    return max(done, key=lambda row: row.rank, default=None)


@dataclass(frozen=True, slots=True)
class Reached:
    """What a trial had reached after an epoch."""

    epoch: int
    epochs: int  # in all
    value: float  # accuracy on the validation part
    loss: float | None
    time: float  # seconds since 1970
    up_s: float = math.inf  # the same by a clock that nobody sets, see ``runs.moments``


class TrialRun:
    """A run in another process that is followed, whoever started it.

    Args:
        path: of its folder.
    """

    def __init__(self, path: Path) -> None:
        self.run = RunFolder(path)
        self._offset = 0
        self._by_epoch: dict[int, tuple[float, float | None]] = {}
        self.last: Reached | None = None

    @property
    def exists(self) -> bool:
        """Whether it got as far as being a run."""
        return (self.run.path / "recipe.toml").is_file()

    @property
    def is_done(self) -> bool:
        """Whether it came to its end."""
        return self.run.result is not None

    @property
    def was_interrupted(self) -> bool:
        """Whether it was killed or paused, so that it can go on."""
        return self.exists and self.run.status().state in ("dead", "paused")

    @property
    def is_going_on(self) -> bool:
        """Whether a process works on it, or is about to."""
        return self.run.is_held

    def start(self, words: Sequence[str]) -> None:
        """Run ``asc`` with these words detached; it outlives a search that is killed."""
        start_detached(words, self.run.path)

    def news(self) -> list[Reached]:
        """The epochs that ended since the last time it was asked."""
        events, self._offset = self.run.read_events(self._offset)
        found = []
        for event in events:
            metrics = event.get("metrics", {})
            if event.get("stage") != "epoch" or "val_accuracy" not in metrics:
                continue
            epoch = int(event["done"])
            self._by_epoch[epoch] = metrics["val_accuracy"], metrics.get("val_loss")
            kept = int(metrics.get("best_epoch", epoch))
            value, loss = self._by_epoch.get(kept, self._by_epoch[epoch])
            total = int(event["total"] or epoch)
            found.append(
                Reached(
                    epoch,
                    total,
                    value,
                    loss,
                    float(event["time"]),
                    float(event.get("up_s", math.inf)),
                )
            )
        self.last = found[-1] if found else self.last
        return found

    @property
    def measuring_s(self) -> float:
        """What it took from its last epoch to its result."""
        if self.last is None or not self.is_done:
            return 0.0
        took_s = (self.run.path / results.FILE).stat().st_mtime - self.last.time
        most_s = time.monotonic() - self.last.up_s
        was_set = 0 <= most_s < took_s or took_s < 0  # the clock, in between
        return max(0.0, most_s if was_set else took_s)

    def ask_to(self, kind: StopKind) -> None:
        """Ask it to stop."""
        if self.is_going_on and self.exists:
            self.run.request_stop(kind)

    def end_at_once(self) -> None:
        """Stop it for good: politely, and if that takes long by killing its process."""
        self.ask_to("pause")
        if not self.wait(POLITE_S):
            self.run.kill()
            self.wait(POLITE_S)

    def wait(self, limit_s: float) -> bool:
        """Whether it stopped within a time."""
        end = time.monotonic() + limit_s
        while self.is_going_on and time.monotonic() < end:
            time.sleep(POLL_S)
        return not self.is_going_on

    def problem(self) -> str:
        """Why there is nothing to compare it by."""
        if self.is_done:
            return "No source could be held out for validation: there are too few of each scene."
        if self.exists:
            end = explain_end(self.run)
            if end is not None:
                return end.sentence
        said = ""
        with contextlib.suppress(OSError):
            said = (self.run.path / "log.txt").read_text("utf-8", "replace")[-LOG_TAIL:].strip()
        return said.splitlines()[-1] if said else "It left no word."

    def forget_network(self, message: str = "") -> None:
        """Free the room that its network takes; what it reached stays.

        Args:
            message: why it ended early; empty for one that was finished.
        """
        for name in ("checkpoint", "export"):
            shutil.rmtree(self.run.path / name, ignore_errors=True)
        if message and self.exists:
            write_json(self.run.path / "ended.json", {"state": "stopped", "message": message})
