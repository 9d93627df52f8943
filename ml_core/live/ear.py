"""What the network of a bundle makes of windows: scores, cosines and chances of every scene.

Letters: B windows, F bands, T frames, K scenes (trained ones first, then the enrolled), D
embedding size.
"""

import numpy as np
import numpy.typing as npt

from ml_core.bundle import Bundle
from ml_core.bundle.session import Precision, Session
from ml_core.enrolment.scoring import ScoreSpace, certainty_of
from ml_core.evaluation.metrics import softmax

Floats = npt.NDArray[np.float64]
SCORES, COSINES, CALIBRATED = range(3)


class Ear:
    """One pass of the network, in the numbers that decide.

    Args:
        bundle: the model.
        precision: ``int8`` as deployed, or ``fp32``; with enrolled scenes always ``int8``,
            because their prototypes were made from its embeddings.

    Raises:
        BundleError: the network cannot be run, or a scene was taught to another.
    """

    def __init__(self, bundle: Bundle, precision: Precision = "int8") -> None:
        self.space = ScoreSpace.of(bundle)
        self._temperature = bundle.manifest.temperature
        self._session = Session(bundle, "int8" if bundle.enrolled else precision)

    def values(self, log_mel: npt.NDArray[np.float32]) -> tuple[Floats, npt.NDArray[np.float32]]:
        """(B, F, T) -> (3, B, K) and (B, D): ``heard`` without how sure the trained head is."""
        values, embeddings, _ = self.heard(log_mel)
        return values, embeddings

    def heard(
        self, log_mel: npt.NDArray[np.float32]
    ) -> tuple[Floats, npt.NDArray[np.float32], Floats]:
        """What windows are.

        Args:
            log_mel: (B, F, T).

        Returns:
            (3, B, K): scores, cosines, calibrated scores; embeddings (B, D); and how sure the
            trained head is (B,).
        """
        logits, embeddings = self._session.run(log_mel[:, None])
        cosines, sure = self.space.cosines(embeddings), certainty_of(logits)
        if self.space.enrolled:
            cosines = self.space.in_order_of_head(cosines, logits)
            scores = calibrated = self.space.scores(cosines, sure)
        else:
            scores, calibrated = softmax(logits), softmax(logits / self._temperature)
        return np.stack([scores, cosines, calibrated]), embeddings, sure
