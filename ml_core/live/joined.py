"""Recordings joined into one stream, with what is true at every moment of it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ml_core.datasets.clip_source import ClipSource
from ml_core.datasets.splits import group_name, group_of
from ml_core.project import ClipRow

Samples = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Stay:
    """A while in one place."""

    scene: str
    group: str  # location or source: what is drawn as a whole for an interval
    clips: tuple[int, ...]  # indices, in the order in which they are heard


def plan_stays(
    clips: Sequence[ClipRow], *, stay_s: float, most_s: float, seed: int = 0
) -> list[Stay]:
    """Clips put together to stays of at least ``stay_s``, no two of one scene in a row.

    The clips of a location (or source) are heard one after the other; a stay goes on in another
    one only where the first is over too soon. The same seed plans the same stream.

    Args:
        clips: labelled ones.
        stay_s: seconds.
        most_s: of the whole stream.
        seed: of the order.
    """
    rng = np.random.default_rng(seed)
    kind = group_of(clips)
    piles: dict[str, list[Stay]] = {}
    for scene in sorted({clip.scene for clip in clips if clip.scene}):
        mine = [n for n, clip in enumerate(clips) if clip.scene == scene]
        groups = sorted({group_name(clips[n], kind) for n in mine})
        order = {groups[place]: rank for rank, place in enumerate(rng.permutation(len(groups)))}
        mine.sort(key=lambda n: (order[group_name(clips[n], kind)], n))
        piles[scene] = _stays(
            clips, mine, scene, stay_s, [group_name(clips[n], kind) for n in mine]
        )
    planned: list[Stay] = []
    length_s = 0.0
    while length_s < most_s:
        last = planned[-1].scene if planned else None
        open_ = {scene: len(pile) for scene, pile in piles.items() if pile and scene != last}
        if not open_:
            break
        longest = [scene for scene, n in open_.items() if n == max(open_.values())]
        stay = piles[longest[rng.integers(len(longest))]].pop()
        planned.append(stay)
        length_s += sum(clips[n].duration_s for n in stay.clips)
    return planned


def _stays(
    clips: Sequence[ClipRow], mine: Sequence[int], scene: str, stay_s: float, groups: Sequence[str]
) -> list[Stay]:
    """Clips of a scene, in order, cut into stays; a rest shorter than half a stay is left out."""
    stays: list[Stay] = []
    first, length_s = 0, 0.0
    for place, n in enumerate(mine):
        length_s += clips[n].duration_s
        over = place + 1 == len(mine)
        leaves = not over and groups[place + 1] != groups[place]
        if length_s >= stay_s or ((over or leaves) and length_s >= stay_s / 2):
            stays.append(Stay(scene, groups[first], tuple(mine[first : place + 1])))
            first, length_s = place + 1, 0.0
    return stays


class JoinedStream:
    """The sound of stays one after the other; nothing is faded, as when a door opens.

    Args:
        source: the clips.
        stays: as planned.
    """

    def __init__(self, source: ClipSource, stays: Sequence[Stay]) -> None:
        self._source = source
        self._clips = [n for stay in stays for n in stay.clips]
        lengths = np.array([source.n_samples(n) for n in self._clips], np.int64)
        self._ends = np.cumsum(lengths)
        counts = np.cumsum([len(stay.clips) for stay in stays])
        self.ends = self._ends[counts - 1]  # (S,) sample after the last of every stay
        self.n_samples = int(self._ends[-1])

    def window(self, start: int, n_samples: int) -> Samples:
        """(n_samples,) from sample ``start`` on, across joints."""
        out = np.empty(n_samples, np.float32)
        done = 0
        while done < n_samples:
            place = int(np.searchsorted(self._ends, start + done, side="right"))
            begin = int(self._ends[place - 1]) if place else 0
            n = min(n_samples - done, int(self._ends[place]) - start - done)
            out[done : done + n] = self._source.window(self._clips[place], start + done - begin, n)
            done += n
        return out
