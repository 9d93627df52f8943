"""The charts of a device and of calibration."""

import numpy as np

from ascstudio.pages.evaluate.answers import Colour
from ascstudio.pages.evaluate.figures import Bins, Reliability
from ascstudio.theme import Mark
from ascstudio.widgets.chart import Axis, Chart, Line

SHARES = Axis(0, 100, "%")
OCTAVES = ((50.0, "50"), (100.0, "100"), (300.0, "300"), (1000.0, "1k"), (3000.0, "3k"),
           (10_000.0, "10k"))  # fmt: skip


class ReliabilityChart(Chart):
    """How often each confidence was right, before and after calibration; honest is the diagonal."""

    def __init__(self) -> None:
        super().__init__("", "{:.0f} %")
        self.setAccessibleName(self.tr("How often each confidence was right"))

    def show_both(self, told: Reliability) -> None:
        """Show both curves."""
        honest = Line("", np.array([0.0, 100.0]), np.array([0.0, 100.0]), color="text3",
                      style="dashed")  # fmt: skip
        self.set_lines(
            SHARES,
            SHARES,
            [
                honest,
                _line(self.tr("before"), told.before, "ctl", "dotted"),
                _line(self.tr("after"), told.after, "accent", "solid"),
            ],
        )


def _line(name: str, bins: Bins, color: str, style: str) -> Line:
    known = np.isfinite(bins.confidence)
    return Line(
        name, 100 * bins.confidence[known], 100 * bins.accuracy[known], color=color, style=style,
        dots=True, sizes=bins.n[known].astype(np.float64),
    )  # fmt: skip


class ColourChart(Chart):
    """What a device adds or takes at each frequency, against the training devices."""

    def __init__(self) -> None:
        super().__init__("", "{:+.1f} dB")
        self.setAccessibleName(self.tr("How the device colours the sound"))

    def show_colour(self, name: str, mark: Mark, colour: Colour) -> None:
        """Show a device in the band of the training devices."""
        ends = [colour.difference_db]
        ends += [band for band in (colour.low_db, colour.high_db) if band is not None]
        low = min(-10.0, 5 * np.floor(min(part.min() for part in ends) / 5))
        high = max(5.0, 5 * np.ceil(max(part.max() for part in ends) / 5))
        x = Axis(float(colour.hz[0]), float(colour.hz[-1]), "Hz", log=True, marks=tuple(
            mark for mark in OCTAVES if colour.hz[0] <= mark[0] <= colour.hz[-1]
        ))  # fmt: skip
        zeros = np.zeros(len(colour.hz))
        training = Line(
            self.tr("training devices"), colour.hz, zeros, colour.low_db, colour.high_db, "text3"
        )
        style = "dashed" if mark.hollow else "solid"
        own = Line(name, colour.hz, colour.difference_db, mark=mark, style=style)
        self.set_lines(x, Axis(float(low), float(high), "dB"), [training, own])
