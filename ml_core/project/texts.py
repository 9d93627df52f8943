"""Many short texts in one block of memory: a list of str takes four times as much."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

_END = b"\n"  # between texts, so that none is found across two
_LONGEST_NAME = 255  # bytes: no file system knows longer ones
_SOME = 1 << 12


class Texts:
    """An immutable list of texts, which are found by what they contain.

    Args:
        texts: what it holds.
    """

    __slots__ = ("_block", "_starts")

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._pack([text.encode("utf-8", "surrogatepass") for text in texts])

    @classmethod
    def of_bytes(cls, coded: Sequence[bytes]) -> "Texts":
        """Texts that are in UTF-8 already."""
        texts = cls.__new__(cls)
        texts._pack(coded)
        return texts

    def _pack(self, coded: Sequence[bytes]) -> None:
        self._block = _END.join(coded)
        sizes = np.array([0, *map(len, coded)], np.int64)
        sizes[1:] += len(_END)
        self._starts = np.cumsum(sizes)

    def __len__(self) -> int:
        return len(self._starts) - 1

    def __getitem__(self, row: int) -> str:
        start, end = self._starts.item(row), self._starts.item(row + 1) - 1
        return self._block[start:end].decode("utf-8", "surrogatepass")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Texts):
            return NotImplemented
        return self._block == other._block and np.array_equal(self._starts, other._starts)

    __hash__ = None  # type: ignore[assignment]

    @classmethod
    def joined(cls, parts: Sequence["Texts"]) -> "Texts":
        """One after the other."""
        parts = [part for part in parts if len(part)]
        if not parts:
            return cls()
        both = cls()
        both._block = _END.join(part._block for part in parts)
        ends = np.cumsum([0, *(part._starts[-1] for part in parts)])
        pieces = [part._starts[:-1] + end for part, end in zip(parts, ends[:-1], strict=True)]
        both._starts = np.concatenate([*pieces, ends[-1:]])
        return both

    def taken(self, rows: NDArray[np.int64]) -> "Texts":
        """Those of some rows (M,), in their order; cheap where neighbours stay neighbours."""
        if not len(rows):
            return Texts()
        cuts = np.flatnonzero(np.diff(rows) != 1) + 1
        firsts = self._starts[rows[np.concatenate([[0], cuts])]].tolist()
        lasts = self._starts[rows[np.concatenate([cuts - 1, [-1]])] + 1].tolist()
        pieces = (self._block[a : b - 1] for a, b in zip(firsts, lasts, strict=True))
        some = Texts()
        some._block = _END.join(pieces)
        some._starts = np.concatenate([[0], np.cumsum(np.diff(self._starts)[rows])])
        return some

    def lowered(self) -> "Texts":
        """In lower case; the very same where they are."""
        if not self._block.isascii():  # letters may grow
            return Texts(self[row].lower() for row in range(len(self)))
        low = self._block.lower()
        if low == self._block:
            return self
        texts = Texts()
        texts._block, texts._starts = low, self._starts
        return texts

    def containing(self, word: str) -> NDArray[np.bool_]:
        """(N,) which contain a word, itself without line ends."""
        found = np.zeros(len(self), bool)
        wanted = word.encode("utf-8", "surrogatepass")
        places: list[int] = []
        at = self._block.find(wanted)
        while at >= 0:
            places.append(at)
            # On behind the end of that text: one hit in each is enough.
            end = self._block.find(_END, at + len(wanted))
            at = self._block.find(wanted, end) if end >= 0 else -1
        hits = np.array(places, np.int64)
        found[np.searchsorted(self._starts, hits, side="right") - 1] = True
        return found

    def name_ranks(self) -> NDArray[np.int64]:
        """(N,) rank of what follows the last ``/`` of each; equal ones have equal ranks."""
        if not len(self):
            return np.zeros(0, np.int64)
        starts, ends = self._starts[:-1], self._starts[1:] - 1
        cuts = np.flatnonzero(np.frombuffer(self._block, np.uint8) == ord("/")) + 1
        last = np.concatenate([[0], cuts])[np.searchsorted(cuts, ends, side="right")]
        begins = np.maximum(starts, last)
        width = min(int((ends - begins).max()), _LONGEST_NAME)
        names = np.zeros(len(self), f"S{max(1, width)}")
        for first in range(0, len(self), _SOME):  # in bits: others want to compute as well
            some = slice(first, first + _SOME)
            cells = zip(begins[some].tolist(), ends[some].tolist(), strict=True)
            names[some] = [self._block[begin:end] for begin, end in cells]
        order = np.argsort(names, kind="stable")
        names = names[order]
        ranks = np.zeros(len(self), np.int64)
        ranks[order[1:]] = np.cumsum(names[1:] != names[:-1])
        return ranks
