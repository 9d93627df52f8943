"""The ring against the plain list it replaces."""

import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ml_core.recordings.ring import RingBuffer

STEPS = st.lists(
    st.one_of(
        st.integers(0, 23).map(lambda n: ("write", n)),
        st.just(("read", 0)),
        st.integers(0, 17).map(lambda n: ("latest", n)),
    ),
    max_size=40,
)


@given(capacity=st.integers(1, 13), steps=STEPS)
def test_equals_a_list_that_forgets(capacity: int, steps: list[tuple[str, int]]) -> None:
    ring = RingBuffer(capacity)
    heard: list[float] = []
    seen = 0
    dropped = 0
    for step, n in steps:
        if step == "write":
            block = np.arange(len(heard), len(heard) + n, dtype=np.float32)
            ring.write(block)
            heard += block.tolist()
        elif step == "read":
            unread = heard[seen:]
            dropped += max(0, len(unread) - capacity)
            assert ring.read().tolist() == unread[-capacity:]
            seen = len(heard)
        else:
            kept = heard[-capacity:]
            assert ring.latest(n).tolist() == kept[max(0, len(kept) - n) :]
    assert ring.written == len(heard)
    assert ring.unread == len(heard) - seen
    assert ring.dropped == dropped


def test_what_was_read_is_a_copy() -> None:
    ring = RingBuffer(4, np.int16)
    ring.write(np.array([1, 2, 3], dtype=np.int16))
    block = ring.read()
    ring.write(np.array([9, 9, 9, 9], dtype=np.int16))
    assert block.tolist() == [1, 2, 3]
    assert block.dtype == np.int16


def test_a_ring_without_room_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        RingBuffer(0)


def test_two_threads_lose_nothing_that_fits() -> None:
    total = 200_000
    ring = RingBuffer(total)
    numbers = np.arange(total, dtype=np.float32)

    def write() -> None:
        for start in range(0, total, 371):
            ring.write(numbers[start : start + 371])

    writer = threading.Thread(target=write)
    writer.start()
    pieces = []
    while writer.is_alive() or ring.unread:
        pieces.append(ring.read())
    writer.join()
    np.testing.assert_array_equal(np.concatenate(pieces), numbers)
    assert ring.dropped == 0
