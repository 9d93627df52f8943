"""How figures and pages look, and the only door to matplotlib."""

import importlib.util
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from ml_core.errors import MissingPack

INK, PALE, GRID = "#1b1f27", "#667085", "#d8dce4"
LOW, HIGH = "#f2f4fb", "#3d55c4"  # of a share, 0 to 1
# Okabe and Ito: told apart by most who see few colours; markers and dashes tell as well
LINES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000", "#8a6d00")
MARKERS = "osD^vPX*<>"

_SETTINGS = {
    "font.family": "DejaVu Sans",
    "font.size": 8.5,
    "text.color": INK,
    "text.parse_math": False,  # names may hold dollars
    "axes.edgecolor": PALE,
    "axes.labelcolor": INK,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.titlesize": 9.0,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.unicode_minus": True,
    "grid.color": GRID,
    "grid.linewidth": 0.5,
    "xtick.color": INK,
    "ytick.color": INK,
    "lines.linewidth": 1.4,
    "lines.markersize": 3.5,
    "legend.frameon": False,
    "legend.fontsize": 7.5,
    "pdf.fonttype": 42,  # text stays text
    "svg.fonttype": "none",
    "svg.hashsalt": "asc",  # the same report, the same bytes
}


@contextmanager
def styled() -> Iterator[None]:
    """Draw in the house's look, without a window.

    Raises:
        MissingPack: matplotlib is not installed.
    """
    if importlib.util.find_spec("matplotlib") is None:
        raise MissingPack("lab", "A report")
    import matplotlib

    with matplotlib.rc_context(_SETTINGS):
        yield


def new_figure(width_in: float, height_in: float) -> Any:
    """An empty matplotlib Figure on white paper."""
    from matplotlib.figure import Figure

    return Figure(figsize=(width_in, height_in), facecolor="white")


def percent(share: float | None) -> str:
    """``57.6 %``; a dash for None."""
    return "–" if share is None else f"{100 * share:.1f} %"


def span(ends: Any) -> str:
    """``55.4 to 59.7 %`` of two shares; a dash for None."""
    return "–" if ends is None else f"{100 * ends[0]:.1f} to {100 * ends[1]:.1f} %"


def points(difference: float | None) -> str:
    """``+4.1`` points of a difference of shares, with a real minus."""
    return "–" if difference is None else f"{100 * difference:+.1f}".replace("-", "−")


def between(ends: Any) -> str:
    """``+1.9 to +6.2`` of two differences."""
    return "–" if ends is None else f"{points(ends[0])} to {points(ends[1])}"
