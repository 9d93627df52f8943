"""Many short texts in one block of memory: a list of str takes four times as much."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from ml_core.project.folding import folded

_END = b"\n"  # between texts, so that none is found across two
_LONGEST_NAME = 255  # bytes: no file system knows longer ones
_SOME = 1 << 12
_SAMPLE = 1 << 16  # bytes that tell how rare each is


class Texts:
    """An immutable list of texts, which are found by what they contain.

    Args:
        texts: what it holds.

    Attributes:
        block: all of them in UTF-8, with an end after each but the last.
        starts: (N + 1,) where each begins, and where one more would.
    """

    __slots__ = ("block", "starts")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._pack([text.encode("utf-8", "surrogatepass") for text in texts])

    @classmethod
    def of_bytes(cls, coded: Sequence[bytes]) -> "Texts":
        """Texts that are in UTF-8 already."""
        texts = cls.__new__(cls)
        texts._pack(coded)
        return texts

    @classmethod
    def packed(cls, block: NDArray[np.uint8], starts: NDArray[np.int64]) -> "Texts":
        """From what was kept of one: its bytes (B,) and where texts start (N + 1,).

        Raises:
            ValueError: that is not of one.
        """
        ends = len(block) + 1 if len(starts) > 1 else 0
        steps = starts.dtype == np.int64 and starts.ndim == 1 and len(starts) and starts[0] == 0
        if not steps or starts[-1] != ends or (np.diff(starts) < 1).any():
            raise ValueError("no texts")
        texts = cls.__new__(cls)
        texts.block, texts.starts = block.tobytes(), starts
        return texts

    def _pack(self, coded: Sequence[bytes]) -> None:
        self.block = _END.join(coded)
        sizes = np.array([0, *map(len, coded)], np.int64)
        sizes[1:] += len(_END)
        self.starts = np.cumsum(sizes)

    def __len__(self) -> int:
        return len(self.starts) - 1

    def __getitem__(self, row: int) -> str:
        start, end = self.starts.item(row), self.starts.item(row + 1) - 1
        return self.block[start:end].decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Texts):
            return NotImplemented
        return self.block == other.block and np.array_equal(self.starts, other.starts)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def joined(cls, parts: Sequence["Texts"]) -> "Texts":
        """One after the other."""
        parts = [part for part in parts if len(part)]
        if not parts:
            return cls()
        both = cls()
        both.block = _END.join(part.block for part in parts)
        ends = np.cumsum([0, *(part.starts[-1] for part in parts)])
        pieces = [part.starts[:-1] + end for part, end in zip(parts, ends[:-1], strict=True)]
        both.starts = np.concatenate([*pieces, ends[-1:]])
        return both

    def taken(self, rows: NDArray[np.int64]) -> "Texts":
        """Those of some rows (M,), in their order; cheap where neighbours stay neighbours."""
        if not len(rows):
            return Texts()
        cuts = np.flatnonzero(np.diff(rows) != 1) + 1
        firsts = self.starts[rows[np.concatenate([[0], cuts])]].tolist()
        lasts = self.starts[rows[np.concatenate([cuts - 1, [-1]])] + 1].tolist()
        pieces = (self.block[a : b - 1] for a, b in zip(firsts, lasts, strict=True))
        some = Texts()
        some.block = _END.join(pieces)
        some.starts = np.concatenate([[0], np.cumsum(np.diff(self.starts)[rows])])
        return some

    def folded(self) -> "Texts":
        """As they are searched; the very same where they are so."""
        if not self.block.isascii():  # letters may grow
            return Texts(folded(self[row]) for row in range(len(self)))
        low = self.block.lower()
        if low == self.block:
            return self
        texts = Texts()
        texts.block, texts.starts = low, self.starts
        return texts

    def containing(self, word: str) -> NDArray[np.bool_]:
        """(N,) which contain a word, itself without line ends."""
        found = np.zeros(len(self), bool)
        text = np.frombuffer(self.block, np.uint8)
        wanted = np.frombuffer(word.encode("utf-8", "surrogatepass"), np.uint8)
        # its rarest byte first: few places are left for the others
        rare = int(np.bincount(text[:_SAMPLE], minlength=256)[wanted].argmin())
        last = max(0, len(text) - len(wanted) + 1)
        hits = np.flatnonzero(text[rare : last + rare] == wanted[rare])
        for place, byte in enumerate(wanted):
            hits = hits[text[hits + place] == byte]
        found[np.searchsorted(self.starts, hits, side="right") - 1] = True
        return found

    def name_ranks(self) -> NDArray[np.int64]:
        """(N,) rank of what follows the last ``/`` of each; equal ones have equal ranks."""
        if not len(self):
            return np.zeros(0, np.int64)
        starts, ends = self.starts[:-1], self.starts[1:] - 1
        cuts = np.flatnonzero(np.frombuffer(self.block, np.uint8) == ord("/")) + 1
        last = np.concatenate([[0], cuts])[np.searchsorted(cuts, ends, side="right")]
        begins = np.maximum(starts, last)
        width = min(int((ends - begins).max()), _LONGEST_NAME)
        names = np.zeros(len(self), f"S{max(1, width)}")
        for first in range(0, len(self), _SOME):  # in bits: others want to compute as well
            some = slice(first, first + _SOME)
            cells = zip(begins[some].tolist(), ends[some].tolist(), strict=True)
            names[some] = [self.block[begin:end] for begin, end in cells]
        order = np.argsort(names, kind="stable")
        names = names[order]
        ranks = np.zeros(len(self), np.int64)
        ranks[order[1:]] = np.cumsum(names[1:] != names[:-1])
        return ranks
