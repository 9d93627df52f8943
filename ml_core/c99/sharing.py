"""Makes do with less of the workspace.

Nothing is copied that can be written where it belongs, and what is made number by number, or map
by map, takes the place of what it is made of.
"""

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

import numpy as np

from ml_core.c99.steps import Convolve, Each, Spread, Step
from ml_core.c99.values import Load, Room, View, broadcast, contiguous, loads

_LARGEST_STEP = 2**15 - 1  # C counts them in int16_t
_LARGEST_MAP = 2**24  # numbers; far above any student, far below memory
_FAR_LARGER = 2  # a place so much larger than needed is better given up


def without_copies(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Let convolutions write straight to where a copy would put all of their numbers."""
    readers = Counter(id(tensor.room) for step in steps for tensor in step.reads())
    makers = {id(step.out.room): step for step in steps if isinstance(step, Convolve)}
    instead: dict[int, Convolve] = {}
    gone = set()
    for step in steps:
        view = _copied(step)
        maker = makers.get(id(view.tensor.room)) if view is not None else None
        if view is None or maker is None or readers[id(maker.out.room)] != 1 or maker.pointwise:
            continue
        spread = _spread(maker, view)
        if spread is not None:
            instead[id(maker)] = replace(maker, out=step.writes(), spread=spread)
            gone.add(id(step))
    return tuple(instead.get(id(step), step) for step in steps if id(step) not in gone)


def _copied(step: Step) -> View | None:
    """What a step puts into order, if it does nothing else."""
    if not (isinstance(step, Each) and step.rounding is None and isinstance(step.value, Load)):
        return None
    whole = step.out.in_order and step.out.shape == step.out.tensor.shape
    return step.value.view if whole and step.value.scale is None else None


def _spread(maker: Convolve, view: View) -> Spread | None:
    """Where each of a convolution's numbers lies under a view of all of them, if in even steps."""
    n = math.prod(maker.out.shape)
    if n > _LARGEST_MAP:
        return None
    order = np.lib.stride_tricks.as_strided(
        np.arange(n)[view.offset :], view.shape, [8 * stride for stride in view.strides]
    ).reshape(-1)
    if len(order) != n or len(np.unique(order)) != n:
        return None
    places = np.empty(n, np.int64)
    places[order] = np.arange(n)
    maps = places.reshape(maker.out.shape[1:])
    rows, columns = maps.shape[1:]
    row = int(maps[0, 1, 0] - maps[0, 0, 0]) if rows > 1 else 0
    column = int(maps[0, 0, 1] - maps[0, 0, 0]) if columns > 1 else 0
    steps = np.arange(rows)[:, None] * row + np.arange(columns) * column
    even = bool((maps == maps[:, :1, :1] + steps).all())
    if not even or max(abs(row), abs(column)) > _LARGEST_STEP:
        return None
    return Spread(maps[:, 0, 0].astype(np.int32), row, column)


def in_each_others_place(
    steps: Sequence[Step], kept: Iterable[Room]
) -> tuple[tuple[Step, ...], list[Room]]:
    """Let results take the place of what nothing else needs any more.

    Args:
        steps: with known lifetimes of all rooms; those of shared ones are changed.
        kept: rooms that are read after the last step.

    Returns:
        The steps, and the new rooms that they need to do so.
    """
    final = {id(room) for room in kept}
    found: list[Step] = []
    for number, step in enumerate(steps):
        old, new = _given_up(step), step.writes().room
        if isinstance(step, Convolve) and step.map_by_map and step.spread is None:
            found.append(step.holding(number))
        else:
            found.append(step)
        if old is None or old.whole.last != number or {id(new), id(old.whole)} & final:
            continue
        if new.n_bytes <= old.whole.n_bytes < _FAR_LARGER * new.n_bytes:
            new.inside = old.whole
            old.whole.last = max(old.whole.last, new.last)
    held = [step.held.room for step in found if isinstance(step, Convolve) and step.held]
    return tuple(found), held


def _given_up(step: Step) -> Room | None:
    """The room whose numbers a step needs no more once it writes to the same place."""
    if isinstance(step, Convolve):
        view = step.source.view
        whole = view.offset == 0 and view.in_order
        alone = step.map_by_map and step.spread is None
        smaller = step.out.room.n_bytes <= math.prod(view.shape)
        return view.tensor.room if whole and alone and smaller else None
    if not isinstance(step, Each) or not step.out.tensor.rounded:
        return None
    if step.out.shape != step.out.tensor.shape or not step.out.in_order:
        return None
    in_step: dict[int, Room | None] = {}
    for load in loads(step.value):
        room = load.view.tensor.room
        here = in_step.get(id(room), room)
        fine = load.view.tensor.rounded and _same_places(load.view, step.out)
        in_step[id(room)] = here if fine else None
    rooms = [room for room in in_step.values() if room is not None]
    return max(rooms, key=lambda room: room.whole.n_bytes, default=None)


def _same_places(view: View, out: View) -> bool:
    """Whether number by number the same place is read as is written."""
    shape = out.shape
    plain = [s for s, size in zip(contiguous(shape), shape, strict=True) if size > 1]
    mine = [s for s, size in zip(broadcast(view, shape), shape, strict=True) if size > 1]
    return view.offset == 0 and mine == plain
