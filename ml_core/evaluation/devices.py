"""Accuracy by groups of devices: which microphones a network generalises to."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

# TAU Urban Acoustic Scenes Mobile: real recorders, simulated ones of the training part, and
# simulated ones that are only in the test.
TAU_GROUPS: Mapping[str, frozenset[str]] = {
    "real": frozenset("abc"),
    "simulated_seen": frozenset({"s1", "s2", "s3"}),
    "simulated_unseen": frozenset({"s4", "s5", "s6"}),
}


def device_groups(
    correct: npt.NDArray[np.bool_], devices: Sequence[str], trained: Collection[str] | None = None
) -> dict[str, dict[str, Any]]:
    """What each group of devices reached: ``seen`` and ``unseen``, and TAU's own three.

    Args:
        correct: (N,) whether each clip was named rightly.
        devices: (N,) names; clips of an unnamed device ("") belong to no group.
        trained: devices of the training part; None where that is not known.

    Returns:
        Only groups that occur: ``devices``, ``n_clips``, ``accuracy`` over their clips and
        ``mean_accuracy``, in which each device counts once. TAU's groups are there when all
        names are TAU's.
    """
    present = {name for name in devices if name}
    groups: dict[str, Collection[str]] = {}
    if trained is not None:
        groups |= {"seen": present & set(trained), "unseen": present - set(trained)}
    if present <= frozenset().union(*TAU_GROUPS.values()):
        groups |= {name: members & present for name, members in TAU_GROUPS.items()}
    names = np.asarray(devices, dtype=str)
    shares = {name: float(correct[names == name].mean()) for name in present}
    return {
        name: {
            "devices": sorted(members),
            "n_clips": int(np.isin(names, sorted(members)).sum()),
            "accuracy": float(correct[np.isin(names, sorted(members))].mean()),
            "mean_accuracy": float(np.mean([shares[device] for device in sorted(members)])),
        }
        for name, members in groups.items()
        if members
    }


def device_spread(per_device: Mapping[str, float]) -> float | None:
    """Standard deviation of the devices' accuracies: the "DG" of domain generalisation.

    Of the named devices, population formula; None where there are fewer than two.
    """
    values = [value for name, value in per_device.items() if name]
    return float(np.std(values)) if len(values) > 1 else None
