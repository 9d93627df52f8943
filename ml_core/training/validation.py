"""How well a network does on the validation part, overall and on every device."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ml_core.evaluation import metrics
from ml_core.training.passes import Pass
from ml_core.training.windows import Indices


@dataclass(frozen=True, slots=True)
class Validated:
    """What one look at the validation part says; all by clip."""

    accuracy: float
    loss: float  # cross-entropy, in nats
    per_device: Mapping[str, float] = field(default_factory=dict)  # accuracy by device

    def to_metrics(self) -> dict[str, float]:
        """The figures as an event of a run names them."""
        found = {"val_accuracy": self.accuracy, "val_loss": self.loss}
        return found | {f"accuracy@{name}": value for name, value in self.per_device.items()}


@dataclass(frozen=True, slots=True)
class Truth:
    """What is known of the clips of the validation part, in their order."""

    scene: Indices  # (N,)
    devices: tuple[str | None, ...]

    def judge(self, passed: Pass) -> Validated:
        """What a pass over these very clips is worth."""
        scores = passed.clip_scores()
        predicted = scores.argmax(axis=1)
        per_device = {}
        for device in sorted({name for name in self.devices if name}):
            mine = np.array([name == device for name in self.devices])
            per_device[device] = metrics.accuracy(self.scene[mine], predicted[mine])
        return Validated(
            metrics.accuracy(self.scene, predicted),
            metrics.log_loss(self.scene, scores),
            per_device,
        )
