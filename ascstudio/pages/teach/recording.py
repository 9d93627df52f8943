"""What a minute of a new place has brought so far: kept seconds, variety, closest scenes."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from ml_core import api

CELLS = 12
SAME = 0.97  # cosine above which two seconds count as the same kind of sound


@dataclass(slots=True)
class Minute:
    """Collects decisions; a window that is silent, covered or clipped does not count."""

    embeddings: list[NDArray[np.float32]] = field(default_factory=list)
    groups: list[str] = field(default_factory=list)  # the recording of each
    certainty: list[float] = field(default_factory=list)
    recording: str = ""  # that goes on
    goal_s: int = 60  # seconds that count, then it is full
    rejected: Counter[str] = field(default_factory=Counter)
    _kinds: list[NDArray[np.float32]] = field(default_factory=list)
    _scores: Counter[str] = field(default_factory=Counter)

    def add(self, decisions: Sequence["api.Decision"]) -> None:
        """Take the next windows, one per second."""
        for decision in decisions:
            if decision.signal != "ok":
                self.rejected[decision.signal] += 1
                continue
            self.embeddings.append(decision.embedding)
            self.groups.append(self.recording)
            self.certainty.append(decision.certainty)
            self._scores.update(dict(decision.scores))
            unit = decision.embedding / max(float(np.linalg.norm(decision.embedding)), 1e-9)
            if all(float(unit @ kind) < SAME for kind in self._kinds):
                self._kinds.append(unit)

    def begin(self, recording: str, goal_s: int) -> None:
        """Another recording, until so many seconds count altogether."""
        self.recording, self.goal_s = recording, goal_s

    @property
    def is_full(self) -> bool:
        """Whether it is enough."""
        return self.kept_s >= self.goal_s

    @property
    def kept_s(self) -> int:
        """Seconds that count."""
        return len(self.embeddings)

    @property
    def variety(self) -> int:
        """Different kinds of sound so far, at most ``CELLS``."""
        return min(CELLS, len(self._kinds))

    def heard_as(self, n: int = 3) -> list[tuple[str, float]]:
        """The scenes it is taken for now, most often first: (scene, mean score)."""
        best = self._scores.most_common(n)
        return [(scene, score / max(1, self.kept_s)) for scene, score in best]

    def support(self) -> "api.Support":
        """Embeddings of the seconds that count, and which recording each is of."""
        found = np.stack(self.embeddings) if self.embeddings else np.zeros((0, 0), np.float32)
        sure = np.array(self.certainty, np.float32)
        return api.Support(found, tuple(self.groups), dict(self.rejected), sure)


def taken(impact: Mapping[str, float]) -> list[tuple[str, float]]:
    """(scene, share it would lose), largest first."""
    return sorted(impact.items(), key=lambda item: (-item[1], item[0]))
