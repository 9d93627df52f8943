"""The events of a run as curves: they grow, their past is never redrawn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

TRAINING = "epoch"
TRAINING_STEPS = ("step", "epoch", "validate")
"""One stage to people: they take turns in every epoch."""


@dataclass(frozen=True, slots=True, eq=False)
class RunCurves:
    """What the events of a run say so far.

    Attributes:
        offset: byte of ``events.jsonl`` to go on from.
        loss: name of the metric -> [(epoch, value), ...].
        shares: likewise for accuracies, 0 to 1.
        steps: (time, step) whenever the run began another step.
        n_epochs: where the x axis ends; 0 while unknown.
    """

    offset: int = 0
    loss: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    shares: Mapping[str, tuple[tuple[float, float], ...]] = field(default_factory=dict)
    steps: tuple[tuple[float, str], ...] = ()
    n_epochs: int = 0

    def extended(self, events: Sequence[Mapping[str, Any]], offset: int) -> "RunCurves":
        """The curves with the newest events; events without metrics only name the step."""
        if not events:
            return self
        loss = {name: list(points) for name, points in self.loss.items()}
        shares = {name: list(points) for name, points in self.shares.items()}
        steps = list(self.steps)
        n_epochs = self.n_epochs
        for event in events:
            step = str(event.get("stage", ""))
            step = TRAINING if step in TRAINING_STEPS else step
            if not steps or steps[-1][1] != step:
                steps.append((float(event.get("time", 0.0)), step))
            metrics = event.get("metrics") or {}
            x = float(metrics.get("epoch", event.get("done", 0)))
            for name, value in metrics.items():
                target = loss if "loss" in name else shares if "accuracy" in name else None
                if target is not None and isinstance(value, int | float):
                    target.setdefault(name, []).append((x, float(value)))
                    n_epochs = max(n_epochs, int(event.get("total") or 0), int(x))
        return RunCurves(offset, _frozen(loss), _frozen(shares), tuple(steps), n_epochs)

    def best_accuracy(self) -> float | None:
        """Highest validation accuracy so far."""
        return max((y for _, y in self.shares.get("val_accuracy", ())), default=None)


def _frozen(
    series: Mapping[str, Sequence[tuple[float, float]]],
) -> dict[str, tuple[tuple[float, float], ...]]:
    return {name: tuple(points) for name, points in series.items()}
