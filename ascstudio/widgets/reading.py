"""Reading values off a plot: the place that is read, by the pointer or by keys."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

STEPS = {int(Qt.Key.Key_Left): -1, int(Qt.Key.Key_Right): 1}


class Reading:
    """Where along x a plot is read; what stands there is told to the pointer and screen readers.

    Args:
        plot: the widget.
        places: gives all x at which something can be read, rising.
        said: gives what stands at an x, in words.

    Attributes:
        at: x; None while nothing is read.
    """

    def __init__(
        self,
        plot: QWidget,
        places: Callable[[], NDArray[np.float64]],
        said: Callable[[float], str],
    ) -> None:
        self._plot, self._places, self._said = plot, places, said
        self.at: float | None = None

    def move(self, x: float) -> None:
        """Read at another place."""
        self.at = x
        words = self._said(x)
        self._plot.setAccessibleDescription(words)
        self._plot.setToolTip(words)
        self._plot.update()

    def forget(self) -> None:
        """Stop reading."""
        self.at = None
        self._plot.update()

    def walk(self, key: int) -> bool:
        """Go to the place beside, from the last one at first; False where that is no such key."""
        places = self._places()
        if key not in STEPS or not places.size:
            return False
        place = places.size - 1
        if self.at is not None:
            place = int(np.searchsorted(places, self.at)) + STEPS[key]
        self.move(float(places[min(max(place, 0), places.size - 1)]))
        return True
