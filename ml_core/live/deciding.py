"""From what windows say, one after the other, to what is decided."""

import numpy as np
import numpy.typing as npt

from ml_core.enrolment.scoring import ScoreSpace, UnknownSetting
from ml_core.live.smoothing import Pace, Smoother, Smoothing

Floats = npt.NDArray[np.float64]


class Decider:
    """Smooths the values of usable windows and chooses a scene, or none.

    Args:
        space: of the bundle.
        unknown: how easily "unknown" is said.
        smoothing: by name, or any other pace.
        hop_s: between two windows.
    """

    def __init__(
        self, space: ScoreSpace, unknown: UnknownSetting, smoothing: Smoothing | Pace, hop_s: float
    ) -> None:
        self._space, self._unknown = space, unknown
        self._smoother = Smoother(smoothing, hop_s)

    def decide(self, values: Floats) -> tuple[int | None, Floats]:
        """Take the next usable window.

        Args:
            values: (3, K) of one window, as ``Ear.values`` gives them.

        Returns:
            The standing scene, None for unknown, and the smoothed values (3, K).
        """
        smooth = self._smoother.average(values)
        choice = self._space.choose(smooth[0], smooth[1], self._unknown)
        return self._smoother.hold(choice, smooth[0]), smooth
