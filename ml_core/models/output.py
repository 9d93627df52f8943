"""What every network returns."""

from typing import NamedTuple

from torch import Tensor


class Output(NamedTuple):
    """``embedding`` for enrolment, search and maps; ``logits`` for the trained scenes."""

    embedding: Tensor  # (B, D)
    logits: Tensor  # (B, K)
