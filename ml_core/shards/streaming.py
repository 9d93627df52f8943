"""A stream of clips in an order that (seed, epoch) alone decides, in memory that does not grow.

Shards come in a shuffled order, and their clips pass through a shuffle buffer. The buffer holds
rows, not sound: a clip is read and decoded shortly before it is its turn, from a place near those
before it. So to begin in the middle costs the tables that come before, and not their sound.
"""

from collections import deque
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice

import numpy as np
from numpy.typing import NDArray

from ml_core.project import ClipFilter
from ml_core.shards.opened import ShardSet
from ml_core.shards.rows import ShardRow

_READERS = 2


@dataclass(frozen=True, slots=True)
class StreamedClip:
    """A clip and where in its epoch it comes. ``samples`` are (T,) float32, mono."""

    step: int
    row: ShardRow
    samples: NDArray[np.float32]


class ClipStream:
    """Clips of shards, shuffled anew in every epoch; whoever starts again finds the same.

    What comes at (epoch, step) depends on the arguments alone: a run that was killed goes on with
    the step after its last. In memory are the tables' rows of one shard, ``buffer`` rows, and the
    sound of ``ahead`` clips, however many shards there are.

    Args:
        shards: the corpus.
        rate_hz: of the samples.
        wanted: which clips.
        seed: another one, another order.
        buffer: rows among which the next is drawn. With 1, clips come in the order of their tars.
        rank: which of ``world`` processes this is. Each clip of an epoch goes to one of them; the
            numbers of their clips differ by at most one.
        world: how many processes share an epoch.
        ahead: clips that are decoded before they are asked for, in threads.
    """

    def __init__(
        self,
        shards: ShardSet,
        *,
        rate_hz: int,
        wanted: ClipFilter | None = None,
        seed: int = 0,
        buffer: int = 1024,
        rank: int = 0,
        world: int = 1,
        ahead: int = 8,
    ) -> None:
        if not 0 <= rank < world or buffer < 1 or ahead < 1:
            raise ValueError("a stream needs rank < world, and a buffer and a lead of 1 or more")
        self.shards = shards
        self.rate_hz = rate_hz
        self._wanted = wanted or ClipFilter()
        self._seed, self._buffer, self._ahead = seed, buffer, ahead
        self._rank, self._world = rank, world

    def rows(self, epoch: int) -> Iterator[ShardRow]:
        """This process's rows of an epoch, in their order; no sound is read.

        Raises:
            ShardError: a shard is not there, or its table is damaged.
        """
        return islice(self._shuffled(epoch), self._rank, None, self._world)

    def epoch(self, epoch: int, start: int = 0) -> Iterator[StreamedClip]:
        """This process's clips of an epoch from a step on.

        Raises:
            ShardError: a shard is not there, or damaged.
            UnreadableRecording: the sound of a clip is damaged.
        """
        waiting: deque[tuple[int, ShardRow, Future[NDArray[np.float32]]]] = deque()
        with ThreadPoolExecutor(_READERS, thread_name_prefix="shards") as pool:
            try:
                for step, row in islice(enumerate(self.rows(epoch)), start, None):
                    read = pool.submit(self.shards.samples, row, self.rate_hz)
                    waiting.append((step, row, read))
                    if len(waiting) > self._ahead:
                        yield _next(waiting)
                while waiting:
                    yield _next(waiting)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)

    def _shuffled(self, epoch: int) -> Iterator[ShardRow]:
        """The rows of all processes."""
        rng = np.random.default_rng([3, self._seed, epoch])
        names = self.shards.shards
        held: list[ShardRow] = []
        for number in rng.permutation(len(names)).tolist():
            rows = self.shards.rows(names[number], self._wanted)
            for row in sorted(rows, key=lambda row: row.offset):
                if len(held) < self._buffer:
                    held.append(row)
                    continue
                place = int(rng.integers(len(held)))
                held[place], row = row, held[place]
                yield row
        order = rng.permutation(len(held)) if self._buffer > 1 else range(len(held))
        yield from (held[int(place)] for place in order)


def _next(waiting: deque[tuple[int, ShardRow, Future[NDArray[np.float32]]]]) -> StreamedClip:
    step, row, read = waiting.popleft()
    return StreamedClip(step, row, read.result())
