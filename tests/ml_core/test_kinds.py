"""What was read from a file is taken for what it can be meant as, and for nothing else."""

import math
from typing import Any

import pytest

from ml_core import kinds

JUNK: tuple[Any, ...] = (
    None, True, False, "a", "", "a\0b", "\ud800", "\udcff", 0, -1, 7, 1 << 63, (1 << 63) - 1,
    0.0, 0.5, math.inf, -math.inf, math.nan, 10**400, [], ["a"], ["a", "\0"], [0], {},
    {"a": 1}, b"a", (),
)  # fmt: skip


@pytest.mark.parametrize(
    ("is_meant", "meant"),
    [
        (kinds.is_text, ["a", "", "\udcff"]),  # the last: a byte of a name that is no UTF-8
        (kinds.is_texts, [[], ["a"]]),
        (kinds.is_number, [0, -1, 7, 1 << 63, (1 << 63) - 1, 0.0, 0.5]),
        (kinds.is_number_or_none, [None, 0, -1, 7, 1 << 63, (1 << 63) - 1, 0.0, 0.5]),
        (kinds.is_count, [0, 7, (1 << 63) - 1]),
    ],
)
def test_what_can_be_meant_so_is_and_nothing_else(is_meant: Any, meant: list[Any]) -> None:
    assert [value for value in JUNK if is_meant(value)] == meant
