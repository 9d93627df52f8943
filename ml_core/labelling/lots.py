"""Clips that are asked about by lot: a fair sample of all, whatever the others were chosen for.

The queue asks about doubtful clips first. How sure suggestions may sound cannot be learnt from
these alone: they are harder than what is left. So a fifth of all clips, drawn once and for good by
their number, never come by doubt; every fifth place of the queue is one of them.
"""

import numpy as np
import numpy.typing as npt

Indices = npt.NDArray[np.int64]

EVERY = 5
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # Knuth's: neighbours land far from each other


def lots(segment_ids: npt.NDArray[np.integer]) -> Indices:
    """Numbers of clips (N,) -> (N,) their lots, 0 to 2^40; the same in every session."""
    with np.errstate(over="ignore"):
        mixed = segment_ids.astype(np.uint64) * _MULTIPLIER
    return (mixed >> np.uint64(24)).astype(np.int64)


def drawn(segment_ids: npt.NDArray[np.integer]) -> npt.NDArray[np.bool_]:
    """Numbers of clips (N,) -> (N,) whether each is one of the fifth that come by lot."""
    return lots(segment_ids) % EVERY == 0


def in_turn(others: Indices, by_lot: Indices) -> Indices:
    """Both in their own order, every fifth of the second; when one is used up the other goes on.

    Args:
        others: (M,) any numbers.
        by_lot: (L,) likewise.

    Returns:
        (P,) all of them.
    """
    place = np.concatenate(
        [
            np.arange(len(others)) + np.arange(len(others)) // (EVERY - 1) + 0.5,
            (np.arange(len(by_lot)) + 1) * float(EVERY),
        ]
    )
    return np.concatenate([others, by_lot])[np.argsort(place, kind="stable")]
