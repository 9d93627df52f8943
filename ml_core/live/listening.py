"""The loop under ``asc listen`` and the Live page: source -> classifier -> decisions."""

import threading
from collections.abc import Callable, Iterator

import numpy as np
import numpy.typing as npt

from ml_core.live.classifier import Decision, SceneClassifier
from ml_core.live.sources import SoundSource
from ml_core.recordings.capture import CaptureEvent

Samples = npt.NDArray[np.float32]

WAIT_S = 0.2


def hear(
    source: SoundSource,
    *,
    n_samples: int | None = None,
    on_event: Callable[[CaptureEvent], None],
    stop: threading.Event | None = None,
) -> Iterator[Samples]:
    """Blocks of samples, in all exactly ``n_samples``, until the source or ``stop`` ends it.

    What a source that broke off still held is given out before the end. Where one recording
    ended an empty block says so at once.
    """
    left = n_samples
    stop = stop or threading.Event()
    while not stop.is_set() and left != 0:
        ended, boundary = source.ended, False
        for event in source.events():
            on_event(event)
            boundary |= event.boundary
        block = source.read()[:left]
        if len(block) or boundary:
            if left is not None:
                left -= len(block)
            yield block
        elif ended:
            return
        else:
            source.wait(WAIT_S)


def listen(
    source: SoundSource,
    classifier: SceneClassifier,
    *,
    n_samples: int | None = None,
    on_event: Callable[[CaptureEvent], None],
    on_samples: Callable[[Samples], None],
) -> Iterator[Decision]:
    """Decisions about everything heard; ``on_samples`` gets exactly what is classified.

    The source must have been started; it is not closed here.
    """
    boundary = False

    def note(event: CaptureEvent) -> None:
        nonlocal boundary
        boundary |= event.boundary
        if not event.boundary or event.path:  # the end of a recording has decisions to come
            on_event(event)

    for block in hear(source, n_samples=n_samples, on_event=note):
        if boundary:
            yield from classifier.finish()
            classifier.begin_again()
            boundary = False
        on_samples(block)
        yield from classifier.push(block, source.delivered_at)
    yield from classifier.finish()
