"""What the studio asks of the C library's memory, where that is glibc."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ascstudio.jobs import memory

CODE = """
import sys
from ascstudio.jobs.memory import keep_memory_together
from tests.soak.watch import _mallinfo
if sys.argv[1] == "together":
    keep_memory_together()
def mapped(n_bytes):
    before = _mallinfo().hblkhd
    piece = bytearray(n_bytes)
    return _mallinfo().hblkhd - before >= n_bytes
first = mapped(16 << 20)  # freed at once: glibc would put the next ones into the heap
print(first, mapped(4 << 20))
"""


@pytest.mark.skipif(memory._trim is None, reason="the C library is not glibc")
@pytest.mark.parametrize(("how", "wanted"), [("together", "True True"), ("alone", "True False")])
def test_large_pieces_are_mapped_on_their_own_whatever_was_freed_before(
    how: str, wanted: str
) -> None:
    done = subprocess.run(
        [sys.executable, "-c", CODE, how], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == wanted


def test_another_library_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(memory, "_of_glibc", asked.append)  # which finds nothing
    monkeypatch.setattr(memory, "_trim", None)
    memory.keep_memory_together()
    memory.give_back()
    assert asked == ["mallopt"]
