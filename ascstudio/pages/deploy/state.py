"""What Deploy shows, as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from ml_core import api

Standing = Literal["looking", "ok", "unknown", "not deployable", "refused"]
"""Whether a bundle can be trusted, as far as it was looked at."""
Export = Literal["bundle", "web", "c"]
EXPORTS: tuple[Export, ...] = ("bundle", "web", "c")


@dataclass(frozen=True, slots=True)
class BundleItem:
    """A bundle in the list.

    Attributes:
        path: the file.
        name: as people read it.
        standing: whether it can be trusted.
        accuracy: share of right clips that its card states; None where it states none.
        n_bytes: of the int8 network.
        changed_s: when the file was written, in seconds since 1970.
        starter: it came along with the program.
        reason: what is against it, in a few words.
    """

    path: Path
    name: str
    standing: Standing = "looking"
    accuracy: float | None = None
    n_bytes: int = 0
    changed_s: float = 0.0
    starter: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Details:
    """A bundle that was looked at closely.

    Attributes:
        report: what verification found.
        bundle: None where it was refused.
        chip: the estimate for a microcontroller; None where there is none.
        no_chip: why there is none.
    """

    report: api.VerifyReport
    bundle: api.Bundle | None
    chip: api.ChipEstimate | None = None
    no_chip: str = ""


@dataclass(frozen=True, slots=True)
class SpeedLine:
    """One way to compute a window; times in ms, None until measured."""

    precision: str
    threads: int
    frontend: float | None = None
    network: float | None = None
    p50: float | None = None
    p95: float | None = None
    best: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """What an export wrote: where to, and how much."""

    path: Path
    n_bytes: int


@dataclass(frozen=True, slots=True)
class DeployState:
    """Everything the page shows.

    Attributes:
        items: the bundles, in the order of the list.
        chosen: path of the one that is shown.
        details: of it; None while it is looked at.
        run: name of the run that made it; empty where that is not known.
        lines: the speed table.
        speed: what was measured of it here; None if nothing was.
        measuring: a measurement runs.
        measured_share: of it that is done.
        exporting: what is being written.
        written: what was, since the page opened the bundle.
    """

    items: tuple[BundleItem, ...] = ()
    chosen: Path | None = None
    details: Details | None = None
    run: str = ""
    lines: tuple[SpeedLine, ...] = ()
    speed: api.Speed | None = None
    measuring: bool = False
    measured_share: float | None = None
    exporting: frozenset[Export] = frozenset()
    written: Mapping[Export, Written] = field(default_factory=dict)

    @property
    def item(self) -> BundleItem | None:
        """The chosen bundle in the list."""
        return next((item for item in self.items if item.path == self.chosen), None)

    @property
    def bundle(self) -> api.Bundle | None:
        """The chosen bundle, once it is read."""
        return self.details.bundle if self.details is not None else None

    @property
    def certificate(self) -> api.Certificate | None:
        """Of the chosen bundle."""
        return self.details.report.certificate if self.details is not None else None


def lines_of(speed: api.Speed) -> tuple[SpeedLine, ...]:
    """The speed table of what was measured."""
    return tuple(
        SpeedLine(
            row.precision,
            row.threads,
            row.frontend_ms["p50"],
            row.network_ms["p50"],
            row.end_to_end_ms["p50"],
            row.end_to_end_ms["p95"],
            best=(row.precision, row.threads) == (speed.precision, speed.threads),
        )
        for row in speed.rows
    )
