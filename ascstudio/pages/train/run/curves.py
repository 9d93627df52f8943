"""The events of a run as curves: they grow, their past is never redrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from ascstudio.project.run_phases import (
    TRAINING_STEPS,
    Phase,
    PhaseKey,
    PhaseState,
    phase_of,
    phases_of,
    share_of_bar,
)

TRAINING = "epoch"
PER_DEVICE = "accuracy@"
LOSSES = ("loss", "val_loss")

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True, eq=False)
class RunCurves:
    """What the events of a run say so far.

    An epoch that was trained twice, because the run was killed in it, is one point: the newer.

    Attributes:
        stage: of the run.
        offset: byte of ``events.jsonl`` to go on from.
        loss: name of the metric -> [(epoch, value), ...].
        shares: likewise for accuracies, 0 to 1.
        steps: (time, step) whenever the run began another step.
        notes: (time, sentence) that the run wrote for people.
        seconds: time spent in each part of the run, without the time nobody worked on it.
        n_epochs: where the x axis ends; 0 while unknown.
        best_epoch: whose weights are the ones to keep; 0 before there is one.
        share: of the whole run that is done; it never gets less.
        phase: the part of the run it is in; only a new start leads back.
        last_time: of the newest event, seconds since 1970.
        last_up_s: the same by a clock that nobody sets; 0 where it is not told.
    """

    stage: str = ""
    offset: int = 0
    loss: Mapping[str, Points] = field(default_factory=dict)
    shares: Mapping[str, Points] = field(default_factory=dict)
    steps: tuple[tuple[float, str], ...] = ()
    notes: tuple[tuple[float, str], ...] = ()
    seconds: Mapping[PhaseKey, float] = field(default_factory=dict)
    n_epochs: int = 0
    best_epoch: int = 0
    share: float = 0.0
    phase: PhaseKey = "prepare"
    last_time: float = 0.0
    last_up_s: float = 0.0

    def extended(self, events: Sequence[Mapping[str, Any]], offset: int) -> "RunCurves":
        """The curves with the newest events; events without metrics only name the step."""
        if not events:
            return self
        reading = _Reading(self)
        for event in events:
            reading.take(event)
        return reading.curves(offset)

    @property
    def devices(self) -> dict[str, Points]:
        """Accuracy over epochs of every device in validation."""
        return {
            name.removeprefix(PER_DEVICE): points
            for name, points in self.shares.items()
            if name.startswith(PER_DEVICE)
        }

    @property
    def epoch(self) -> int:
        """The last epoch that ended."""
        return int(max((points[-1][0] for points in self.loss.values() if points), default=0))

    def phases(self, state: str) -> tuple[Phase, ...]:
        """All parts of the run; those it passed over are left out.

        Args:
            state: of the run.
        """
        order = phases_of(self.stage)
        now = self.phase
        found = []
        for key in order:
            passed = order.index(key) < order.index(now)
            if state == "done" or passed:
                if key in self.seconds:
                    found.append(Phase(key, "done", self.seconds[key]))
            elif key == now and self.steps:
                ended = state in ("failed", "dead")
                spent_s = self.seconds.get(key, 0.0)
                now_state: PhaseState = (
                    "failed" if ended else "running" if state == "running" else "waiting"
                )
                found.append(Phase(key, now_state, spent_s))
            elif key != "listen":  # whether anything is heard beforehand is not known yet
                found.append(Phase(key, "waiting"))
        return tuple(found)

    def best_accuracy(self) -> float | None:
        """Highest validation accuracy so far."""
        return max((y for _, y in self.shares.get("val_accuracy", ())), default=None)


class _Reading:
    """The curves while events are added to them."""

    def __init__(self, before: RunCurves) -> None:
        self._before = before
        self._loss: dict[str, dict[float, float]] = {}  # what is new
        self._shares: dict[str, dict[float, float]] = {}
        self._steps, self._notes = list(before.steps), list(before.notes)
        self._seconds = dict(before.seconds)
        self._n_epochs, self._best_epoch = before.n_epochs, before.best_epoch
        self._share, self._phase, self._last_time = before.share, before.phase, before.last_time
        self._last_up_s = before.last_up_s

    def take(self, event: Mapping[str, Any]) -> None:
        """Add one event."""
        moment = float(event.get("time") or 0.0)
        step = str(event.get("stage", ""))
        if note := event.get("note"):
            self._notes.append((moment, str(note)))
        self._spend(moment, float(event.get("up_s") or 0.0), step)
        shown = TRAINING if step in TRAINING_STEPS else step
        if not note and (not self._steps or self._steps[-1][1] != shown):
            self._steps.append((moment, shown))
        done, total = event.get("done") or 0, event.get("total") or 0
        self._phase = phase = self._after(step)
        share = share_of_bar(self._before.stage, phase, done / total if total else 0.0)
        self._share = max(self._share, share)
        metrics = event.get("metrics") or {}
        if step in TRAINING_STEPS and step != "step":
            self._draw(metrics, float(metrics.get("epoch", done)), int(total))

    def _spend(self, moment: float, up_s: float, step: str) -> None:
        """Count the time since the last event, unless nobody worked on the run in it.

        Args:
            moment: of the event, seconds since 1970.
            up_s: the same by a clock that nobody sets forward or back; 0 where it is not told.
            step: of the event.
        """
        passed_s = moment - self._last_time if self._last_time and step != "start" else 0.0
        if passed_s and up_s >= self._last_up_s > 0:
            passed_s = up_s - self._last_up_s
        self._last_up_s = up_s
        spent_s = self._seconds.get(self._phase, 0.0)
        self._seconds[self._phase] = spent_s + max(0.0, passed_s)
        self._last_time = max(self._last_time, moment)

    def _after(self, step: str) -> PhaseKey:
        """The part of the run at this step: within one process it only goes on."""
        order, phase = phases_of(self._before.stage), phase_of(self._before.stage, step)
        if step == "start" or phase not in order:
            return order[0]
        return max(self._phase, phase, key=order.index)

    def _draw(self, metrics: Mapping[str, Any], x: float, total: int) -> None:
        for name, value in metrics.items():
            target = self._shares if "accuracy" in name else self._loss
            if ("accuracy" in name or name in LOSSES) and isinstance(value, int | float):
                target.setdefault(name, {})[x] = float(value)
                self._n_epochs = max(self._n_epochs, total, int(x))
        self._best_epoch = int(metrics.get("best_epoch", self._best_epoch))

    def curves(self, offset: int) -> RunCurves:
        """All of it, not to be changed any more."""
        return RunCurves(
            self._before.stage, offset,
            _grown(self._before.loss, self._loss), _grown(self._before.shares, self._shares),
            tuple(self._steps), tuple(self._notes), self._seconds, self._n_epochs,
            self._best_epoch, self._share, self._phase, self._last_time, self._last_up_s,
        )  # fmt: skip


def _grown(
    before: Mapping[str, Points], new: Mapping[str, Mapping[float, float]]
) -> dict[str, Points]:
    """The points with those that are new; what goes on behind them is only appended."""
    found = dict(before)
    for name, points in new.items():
        old, more = before.get(name, ()), tuple(sorted(points.items()))
        trained_again = bool(old) and more[0][0] <= old[-1][0]
        found[name] = (
            tuple(sorted({**dict(old), **points}.items())) if trained_again else old + more
        )
    return found
