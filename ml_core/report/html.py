"""A document as one HTML file that needs nothing else: no script, no address, figures inside."""

import base64
from collections.abc import Mapping
from html import escape

from ml_core.report.document import Block, Code, Document, Heading, Paragraph, Plot, Table

# Nothing may be loaded, wherever the file is opened.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_LOOK = """
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1f27; background: #fff; margin: 0 auto;
  max-width: 900px; padding: 24px; }
h1 { font-size: 26px; margin: 0 0 4px; } h2 { font-size: 20px; margin: 40px 0 8px;
  border-top: 2px solid #3d55c4; padding-top: 12px; } h3 { font-size: 16px; margin: 28px 0 6px; }
table { border-collapse: collapse; margin: 10px 0; } caption { text-align: left; color: #667085; }
th, td { padding: 3px 12px 3px 0; border-bottom: 1px solid #d8dce4; text-align: left;
  vertical-align: top; } td.n, th.n { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: #f2f4fb; padding: 10px 12px; overflow-x: auto; font-size: 13px; }
figure { margin: 14px 0; } figure img { max-width: 100%; height: auto; }
figcaption { color: #667085; font-size: 13px; }
@media print { body { max-width: none; padding: 0; } h2 { break-before: page; } }
"""


def to_html(document: Document, pictures: Mapping[str, bytes]) -> str:
    """The document with its figures as SVG inside.

    Args:
        document: what to write.
        pictures: SVG of every figure, by the plot's name.
    """
    body = "\n".join(_block(block, pictures) for block in document.blocks)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width">\n'
        f"<title>{escape(document.title)}</title>\n<style>{_LOOK}</style>\n</head>\n"
        f"<body>\n{body}\n</body>\n</html>\n"
    )


def _block(block: Block, pictures: Mapping[str, bytes]) -> str:
    match block:
        case Heading(text, level):
            return f"<h{level}>{escape(text)}</h{level}>"
        case Paragraph(text):
            return f"<p>{escape(text)}</p>"
        case Code(text):
            return f"<pre>{escape(text)}</pre>"
        case Table():
            return _table(block)
        case Plot():
            data = base64.b64encode(pictures[block.name]).decode()
            return (
                f'<figure><img src="data:image/svg+xml;base64,{data}" alt="{escape(block.alt)}">'
                f"<figcaption>{escape(block.caption)}</figcaption></figure>"
            )


def _table(table: Table) -> str:
    right, number = numeric_columns(table), ' class="n"'

    def row(cells: tuple[str, ...], tag: str) -> str:
        inside = "".join(
            f"<{tag}{number if is_number else ''}>{escape(cell)}</{tag}>"
            for cell, is_number in zip(cells, right, strict=True)
        )
        return f"<tr>{inside}</tr>"

    caption = f"<caption>{escape(table.caption)}</caption>" if table.caption else ""
    rows = "\n".join(row(cells, "td") for cells in table.rows)
    return f"<table>{caption}<thead>{row(table.head, 'th')}</thead>\n<tbody>{rows}</tbody></table>"


def numeric_columns(table: Table) -> tuple[bool, ...]:
    """Which columns are set to the right: those that hold numbers or dashes only."""

    def is_number(cell: str) -> bool:
        return cell in ("–", "") or cell[0].isdigit() or cell[0] in "+−-"

    return tuple(
        bool(table.rows) and place > 0 and all(is_number(row[place]) for row in table.rows)
        for place in range(len(table.head))
    )
