"""What a document is made of: headings, paragraphs, tables, figures, code."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Heading:
    """``level`` 1 is the title, 2 a model or a part, 3 a section."""

    text: str
    level: int = 3


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of plain text under a head; columns after the first are set to the right if numbers."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    caption: str = ""

    @classmethod
    def of(
        cls, head: Sequence[str], rows: Sequence[Sequence[object]], caption: str = ""
    ) -> "Table":
        """A table of whatever has words."""
        return cls(tuple(head), tuple(tuple(map(str, row)) for row in rows), caption)


@dataclass(frozen=True, slots=True)
class Code:
    """Lines to be shown as they are."""

    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """A figure.

    Attributes:
        name: of its files, without ending.
        caption: below it.
        alt: what it shows, for who cannot see it.
        width_in: inches.
        height_in: inches.
        draw: draws it on a matplotlib Figure or SubFigure of that size.
    """

    name: str
    caption: str
    alt: str
    width_in: float
    height_in: float
    draw: Callable[[Any], None]


Block = Heading | Paragraph | Table | Code | Plot


@dataclass(frozen=True, slots=True)
class Document:
    """A title and what follows."""

    title: str
    blocks: tuple[Block, ...]

    @property
    def plots(self) -> tuple[Plot, ...]:
        """Its figures, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Plot))
