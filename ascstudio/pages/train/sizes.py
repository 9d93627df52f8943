"""What networks cost on a device."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from ml_core import api


@cache
def networks(front_end: str = "") -> Mapping[str, Mapping[str, Any]]:
    """Sizes of all networks, hearing through a front end or each through its own.

    They are read from disk once, for states are made twice a second.
    """
    return api.networks(front_end)


@dataclass(frozen=True, slots=True)
class Size:
    """What a network costs on the device."""

    n_bytes: int  # as an int8 file
    macs: int  # per window, about a second of sound
    peak_bytes: int  # int8 activations

    @classmethod
    def of(cls, network: str, front_end: str = "") -> "Size":
        """The size of a network that the engine knows, hearing through a front end."""
        table = networks(front_end)[network]
        n_bytes, macs = api.int8_size(table)
        return cls(n_bytes, macs, table["peak_activation_bytes"] // 4)

    @property
    def over_budget(self) -> bool:
        """Whether the DCASE challenge would refuse it."""
        return self.n_bytes > api.BUDGET_BYTES or self.macs > api.BUDGET_MACS
