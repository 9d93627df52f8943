"""A document as PDF: A4 pages, selectable text, figures as drawings. Set by matplotlib.

Places are in points (1/72 inch) from the upper left corner of a page.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from io import BytesIO
from typing import Any

from ml_core.report.document import Block, Code, Document, Heading, Paragraph, Plot, Table
from ml_core.report.html import numeric_columns
from ml_core.report.style import GRID, INK, PALE, new_figure

PAGE_W, PAGE_H, MARGIN = 595.0, 842.0, 54.0
TEXT_W, BOTTOM = PAGE_W - 2 * MARGIN, PAGE_H - MARGIN
BODY, SMALL, CODE = 9.0, 8.0, 7.0
LEADING = 1.4  # line height over size
HEADINGS = {1: 18.0, 2: 14.0, 3: 11.0}
GAP = 8.0  # between columns of a table
SANS, MONO = "DejaVu Sans", "DejaVu Sans Mono"


def to_pdf(document: Document) -> bytes:
    """The document as the bytes of a PDF file."""
    from matplotlib.backends.backend_pdf import PdfPages

    stream = BytesIO()
    facts = {"Title": document.title, "Creator": "ASC Studio", "CreationDate": None}
    with PdfPages(stream, metadata=facts) as file:
        for page in pages(document):
            file.savefig(page)
    return stream.getvalue()


def pages(document: Document) -> Iterator[Any]:
    """The pages as matplotlib figures, numbered at their feet."""
    for number, page in enumerate(_Setter(document.title).set(document.blocks), start=1):
        _write(page, MARGIN, PAGE_H - 30, f"{document.title} · {number}", 7.0, color=PALE)
        yield page


class _Setter:
    """Puts block under block and begins a new page where one is full."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.done: list[Any] = []
        self.new_page()

    def set(self, blocks: tuple[Block, ...]) -> list[Any]:
        """Set all blocks and give the pages."""
        for number, block in enumerate(blocks):
            match block:
                case Heading(text, level):
                    self._heading(text, level, _height_of_start(blocks[number + 1 :]))
                case Paragraph(text):
                    self._lines(wrapped(text, TEXT_W, BODY), BODY)
                case Code(text):
                    lines = [part for line in text.splitlines() for part in _broken(line)]
                    self._lines(lines, CODE, family=MONO)
                case Table():
                    self._table(block)
                case Plot():
                    self._plot(block)
        return self.done

    def new_page(self) -> None:
        """Begin at the head of an empty page."""
        self.page = new_figure(PAGE_W / 72, PAGE_H / 72)
        self.done.append(self.page)
        self.y = MARGIN

    def room(self, height: float) -> None:
        """Turn the page if ``height`` does not fit on it any more."""
        if self.y + height > BOTTOM and self.y > MARGIN:
            self.new_page()

    def _heading(self, text: str, level: int, below: float) -> None:
        size = HEADINGS[level]
        lines = wrapped(text, TEXT_W, size, bold=True)
        # a heading is not left alone at the foot of a page
        self.room(size * 2 + LEADING * size * len(lines) + below)
        self.y += size if self.y > MARGIN else 0
        self._lines(lines, size, bold=True)

    def _lines(
        self, lines: list[str], size: float, *, family: str = SANS, bold: bool = False,
        color: str = INK,
    ) -> None:  # fmt: skip
        for line in lines:
            self.room(LEADING * size)
            self.y += LEADING * size
            _write(self.page, MARGIN, self.y, line, size, family=family, bold=bold, color=color)
        self.y += 0.6 * size

    def _table(self, table: Table) -> None:
        widths = _column_widths(table)
        right = numeric_columns(table)
        self.y += 4
        # the head is not left alone at the foot of a page, nor the caption
        first = [table.head, *table.rows[:1]]
        caption = 3 * LEADING * SMALL if table.caption else 0.0
        self.room(caption + sum(self._row_height(row, widths) for row in first))
        if table.caption:
            self._lines(wrapped(table.caption, TEXT_W, SMALL), SMALL, color=PALE)
        self._row(table.head, widths, right, bold=True)
        for row in table.rows:
            if self.y + self._row_height(row, widths) > BOTTOM:
                self.new_page()
                self._row(table.head, widths, right, bold=True)
            self._row(row, widths, right)
        self.y += 8

    def _row_height(self, cells: tuple[str, ...], widths: list[float]) -> float:
        n = max(len(wrapped(c, w, SMALL)) for c, w in zip(cells, widths, strict=True))
        return n * LEADING * SMALL + 3

    def _row(
        self, cells: tuple[str, ...], widths: list[float], right: tuple[bool, ...], *,
        bold: bool = False,
    ) -> None:  # fmt: skip
        height = self._row_height(cells, widths)
        self.room(height)
        x = MARGIN
        for cell, width, to_right in zip(cells, widths, right, strict=True):
            for number, line in enumerate(wrapped(cell, width, SMALL, bold=bold), start=1):
                place = x + width if to_right else x
                y = self.y + number * LEADING * SMALL
                _write(self.page, place, y, line, SMALL, bold=bold, right=to_right)
            x += width + GAP
        self.y += height
        from matplotlib.lines import Line2D

        across = [MARGIN / PAGE_W, min(x - GAP, PAGE_W - MARGIN) / PAGE_W]
        down = [1 - (self.y - 1) / PAGE_H] * 2
        self.page.add_artist(Line2D(across, down, color=GRID, linewidth=0.5))

    def _plot(self, plot: Plot) -> None:
        from matplotlib.gridspec import GridSpec

        caption = wrapped(plot.caption, TEXT_W, SMALL)
        width, height = 72 * plot.width_in, 72 * plot.height_in
        self.room(height + LEADING * SMALL * len(caption) + 14)
        self.y += 6
        grid = GridSpec(
            3, 3, figure=self.page, wspace=0, hspace=0,
            width_ratios=[MARGIN, width, PAGE_W - MARGIN - width],
            height_ratios=[self.y, height, PAGE_H - self.y - height],
        )  # fmt: skip
        plot.draw(self.page.add_subfigure(grid[1, 1]))
        self.y += height
        self._lines(caption, SMALL, color=PALE)


def _height_of_start(blocks: Sequence[Block]) -> float:
    """What of the blocks should stand on the page of the heading above them."""
    block = blocks[0] if blocks else None
    if isinstance(block, Plot):
        return 72 * block.height_in + 5 * LEADING * SMALL
    if isinstance(block, Heading):
        return 4 * HEADINGS[block.level] + _height_of_start(blocks[1:])
    return 4 * LEADING * BODY


def _write(
    page: Any, x: float, y: float, text: str, size: float, *, family: str = SANS,
    bold: bool = False, color: str = INK, right: bool = False,
) -> None:  # fmt: skip
    page.text(
        x / PAGE_W, 1 - y / PAGE_H, text, fontsize=size, family=family, color=color,
        fontweight="bold" if bold else "normal", ha="right" if right else "left", va="baseline",
    )  # fmt: skip


def wrapped(text: str, width: float, size: float, *, bold: bool = False) -> list[str]:
    """Lines of ``text`` that are at most ``width`` points wide; a longer word is cut.

    What the font does not have is shown as a box.
    """
    lines: list[str] = []
    for word in _printable(text).split():
        for part in _cut(word, width, size, bold=bold):
            longer = f"{lines[-1]} {part}" if lines else part
            if lines and _width(longer, size, bold=bold) <= width:
                lines[-1] = longer
            else:
                lines.append(part)
    return lines or [""]


def _cut(word: str, width: float, size: float, *, bold: bool) -> list[str]:
    parts = [word]
    while _width(parts[-1], size, bold=bold) > width and len(parts[-1]) > 1:
        last = parts.pop()
        n = max(1, int(len(last) * width / _width(last, size, bold=bold)))
        while n > 1 and _width(last[:n], size, bold=bold) > width:
            n -= 1
        parts += [last[:n], last[n:]]
    return parts


def _broken(line: str) -> list[str]:
    """A line of code in pieces that fit; its blanks stay."""
    n = int(TEXT_W / (0.603 * CODE))
    text = _printable(line)
    return [text[start : start + n] for start in range(0, len(text), n)] or [""]


def _column_widths(table: Table) -> list[float]:
    """Each as wide as its longest cell, or less where all together are too wide."""
    natural = [
        max(
            [
                _width(_printable(head), SMALL, bold=True),
                *(_width(_printable(cell), SMALL) for cell in cells),
            ]
        )
        + 1
        for head, *cells in zip(table.head, *table.rows, strict=True)
    ]
    room = TEXT_W - GAP * (len(natural) - 1)
    # the widest columns give way first: all are cut to one width that lets them fit
    low, high = 0.0, max(natural)
    if sum(natural) <= room:
        return natural
    while high - low > 0.5:
        middle = (low + high) / 2
        low, high = (
            (middle, high) if sum(min(n, middle) for n in natural) <= room else (low, middle)
        )
    return [min(one, max(low, 8.0)) for one in natural]


@lru_cache(maxsize=20_000)
def _width(text: str, size: float, *, bold: bool = False) -> float:
    """Points."""
    font = _font(bold)
    font.set_size(size, 72.0)
    font.set_text(text, 0.0)
    return float(font.get_width_height()[0]) / 64


@lru_cache(maxsize=2)
def _font(bold: bool) -> Any:
    from matplotlib.font_manager import FontProperties, findfont, get_font

    return get_font(findfont(FontProperties(family=SANS, weight="bold" if bold else "normal")))


def _printable(text: str) -> str:
    known = _glyphs()
    return "".join(c if ord(c) in known else " " if c.isspace() else "□" for c in text)


@lru_cache(maxsize=1)
def _glyphs() -> frozenset[int]:
    return frozenset(_font(False).get_charmap())
