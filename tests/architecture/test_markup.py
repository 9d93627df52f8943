"""Words of other people are never read as markup, and nothing opens an address."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
# What reads markup by itself, or when it looks like some; and what follows links.
MARKUP = re.compile(
    r"\b(RichText|AutoText|MarkdownText|setHtml|insertHtml|appendHtml|setMarkdown|toHtml)\b"
    r"|\b(QTextBrowser|QTextDocument|QStaticText|QGraphicsTextItem|QErrorMessage|QWizard)\b"
    r"|\b(setOpenExternalLinks|linkActivated|QDesktopServices|webbrowser)\b"
    r"|\bQLabel\((?!\))"  # without words it may hold a picture; words stand in a ``Label``
    r"|\bQTextEdit\("
)

OUR_OWN = {
    "ascstudio/shell/guide.py": "QTextDocument",  # the chapters that came along; links stay inside
    "ascstudio/shell/folders.py": "QDesktopServices",  # folders here, for a file manager
}


def test_no_widget_reads_markup_or_opens_addresses() -> None:
    sources = sorted((ROOT / "ascstudio").rglob("*.py"))
    assert len(sources) > 50
    found = {
        str(path.relative_to(ROOT)): match[0]
        for path in sources
        if (match := MARKUP.search(path.read_text("utf-8").replace("class Label(QLabel)", "")))
    }
    assert found == OUR_OWN


def test_nothing_knows_how_to_reach_another_computer() -> None:
    network = re.compile(
        r"\b(QtNetwork|QtWebEngine\w*|urllib\.request|urllib3|requests|httpx|aiohttp|http\.client"
        r"|ftplib|smtplib)\b"
    )
    sources = [*(ROOT / "ascstudio").rglob("*.py"), *(ROOT / "ml_core").rglob("*.py")]
    imports = re.compile(r"^\s*(?:from|import)\s.*$", re.MULTILINE)
    found = {
        str(path.relative_to(ROOT)): line
        for path in sources
        for line in imports.findall(path.read_text("utf-8"))
        if network.search(line)
    }
    assert not found
