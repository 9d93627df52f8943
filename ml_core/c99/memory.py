"""Gives every tensor its place in one workspace: rooms that are not needed at once may overlap."""

from collections.abc import Iterable, Sequence

from ml_core.c99.steps import Step
from ml_core.c99.values import Room

ALIGNED = 8  # bytes


def lifetimes(steps: Sequence[Step], kept: Iterable[Room], given: Iterable[Room]) -> list[Room]:
    """Note from when to when every room is needed, and list them.

    Args:
        steps: in order.
        kept: rooms that are read after the last step.
        given: rooms that are there before the first step, step -1.
    """
    rooms: dict[int, Room] = {}
    for room in given:
        room.first = room.last = -1
        rooms[id(room)] = room
    for number, step in enumerate(steps):
        made = step.writes().room
        if id(made) not in rooms:
            made.first = number
        for room in (made, *(tensor.room for tensor in step.reads())):
            room.last = max(room.last, number) if id(room) in rooms else number
            rooms[id(room)] = room
    for room in kept:
        room.last = len(steps)
    return list(rooms.values())


def place(rooms: Sequence[Room]) -> int:
    """Place all rooms, the largest first, each as low as it fits; returns the bytes of all.

    Greedy by size, as in "Efficient memory management for deep neural net inference"
    (Pisarchyk and Lee, 2020).
    """
    placed: list[Room] = []
    for room in sorted(rooms, key=lambda one: -one.n_bytes):
        if room.inside is not None:
            continue
        beside = sorted(
            (one for one in placed if one.first <= room.last and room.first <= one.last),
            key=lambda one: one.place,
        )
        start = 0
        for other in beside:
            if start + _aligned(room.n_bytes) <= other.place:
                break
            start = max(start, other.place + _aligned(other.n_bytes))
        room.place = start
        placed.append(room)
    for room in rooms:
        room.place = room.whole.place
    return max((room.place + _aligned(room.n_bytes) for room in placed), default=0)


def _aligned(n_bytes: int) -> int:
    return -(-n_bytes // ALIGNED) * ALIGNED
