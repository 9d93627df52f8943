"""The user guide in a window of its own: chapters, a search over all of them, no network."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, QUrl
from PySide6.QtGui import (
    QAction,
    QKeySequence,
    QShowEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from ascstudio import theme
from ascstudio.widgets.texts import Label, Separator

SIZE = (980, 700)
CHAPTERS_WIDTH = 232
PICTURE_WIDTH = 660
FIRST = "README"
ORDER = (
    FIRST, "label", "train", "evaluate", "deploy", "certificate", "take-along", "live",
    "microphone", "teach", "examples", "troubleshooting", "preferences", "languages", "install",
    "scaling", "shards", "papers", "own-network", "python", "how-it-works",
)  # fmt: skip
"""Those that are not named here come after these, by their titles."""

LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]+)\)")
CODE = re.compile(r"(```.*?```)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter: its file's name without the ending, its title and its Markdown."""

    name: str
    title: str
    text: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """All chapters in the order they are read in; links that lead out of the guide are words."""
    found = []
    for path in sorted(theme.resource("guide").glob("*.md")):
        text = path.read_text("utf-8")
        title = text.partition("\n")[0].lstrip("# ").strip()
        found.append(Chapter(path.stem, title, _inner_links(text)))
    place = {name: n for n, name in enumerate(ORDER)}
    return tuple(sorted(found, key=lambda one: (place.get(one.name, len(ORDER)), one.title)))


def _inner_links(text: str) -> str:
    """Links within the guide stay; another's address is said, for nothing here opens one."""

    def said(match: re.Match[str]) -> str:
        words, target = match.groups()
        name = target.partition("#")[0]
        if "://" in target:
            return words if words in target else f"{words} ({target})"
        return match[0] if not name or _is_chapter(name) else words

    parts = CODE.split(text)  # every other one is code
    return "".join(part if n % 2 else LINK.sub(said, part) for n, part in enumerate(parts))


def _is_chapter(name: str) -> bool:
    return "/" not in name and (theme.resource("guide") / name).is_file()


def slug(heading: str) -> str:
    """A heading as links name it: ``A page for a phone`` is ``a-page-for-a-phone``."""
    return re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")


class GuideWindow(QDialog):
    """Chapters at the left, the text at the right; words are looked for in all of it.

    It is not modal: one reads beside one's work.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("User guide"))
        self.setModal(False)
        self._name, self._looks = "", _looks()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._build_side())
        row.addWidget(Separator(vertical=True))
        row.addWidget(self._build_text(), 1)
        self._fill("")
        self.open_chapter(FIRST)
        self.resize(self._wanted(parent))
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_chapter(self, name: str, heading: str = "") -> None:
        """Show a chapter, at the heading of this slug if one is named."""
        if name != self._name:
            self._name = name
            self._render()
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.data(Qt.ItemDataRole.UserRole) == name:
                self.list.setCurrentItem(item)
        self._go_to(heading)

    def search(self, words: str) -> None:
        """Keep the chapters that hold the words, and mark these in the one that is shown."""
        self._fill(words)
        names = [self._name_at(row) for row in range(self.list.count())]
        if words and names and self._name not in names:
            self.open_chapter(names[0])
        self._mark(words)

    def next_place(self) -> None:
        """Go to the next place of the words, and on into the next chapter that holds them."""
        words = self.field.text().strip()
        if not words or self.text.find(words):
            return
        names = [self._name_at(row) for row in range(self.list.count())]
        if names:
            after = (names.index(self._name) + 1) % len(names) if self._name in names else 0
            self.open_chapter(names[after])
            self.text.moveCursor(QTextCursor.MoveOperation.Start)
            self._mark(words)
            self.text.find(words)

    def changeEvent(self, event: QEvent) -> None:
        """Colours are of the theme: set again when that changes."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.isVisible():
            self._follow_theme()

    def showEvent(self, event: QShowEvent) -> None:
        """The theme may have changed while nobody read."""
        super().showEvent(event)
        self._follow_theme()

    def _follow_theme(self) -> None:
        if self._name and self._looks != _looks():
            place = self.text.verticalScrollBar().value()
            self._render()
            self.text.verticalScrollBar().setValue(place)

    # building

    def _build_side(self) -> QWidget:
        side = QWidget()
        side.setObjectName("panel")
        side.setFixedWidth(theme.px(CHAPTERS_WIDTH))
        column = QVBoxLayout(side)
        column.setContentsMargins(14, 14, 14, 14)
        column.setSpacing(10)
        column.addWidget(Label(self.tr("User guide"), "title"))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Search the guide"))
        self.field.setAccessibleName(self.tr("Search the guide"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(lambda words: self.search(words.strip()))
        self.field.returnPressed.connect(self.next_place)
        column.addWidget(self.field)
        self.list = QListWidget()
        self.list.setAccessibleName(self.tr("Chapters"))
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setSpacing(theme.px(2))
        self.list.currentItemChanged.connect(self._chosen)
        column.addWidget(self.list, 1)
        self.nothing = Label("", "table", "text3", wrap=True)
        self.nothing.hide()
        column.addWidget(self.nothing)
        return side

    def _build_text(self) -> QWidget:
        self.text = QTextBrowser()
        self.text.setAccessibleName(self.tr("Text of the chapter"))
        self.text.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.text.setOpenLinks(False)
        self.text.setSearchPaths([str(theme.resource("guide"))])
        self.text.anchorClicked.connect(self._follow)
        find = QAction(self)
        find.setShortcut(QKeySequence.StandardKey.Find)
        find.triggered.connect(lambda: self.field.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.addAction(find)
        return self.text

    def _wanted(self, parent: QWidget | None) -> QSize:
        wanted = QSize(theme.px(SIZE[0]), theme.px(SIZE[1]))
        room = (parent or self).screen().availableSize()
        return wanted.boundedTo(QSize(room.width() - 40, room.height() - 80))

    def _fill(self, words: str) -> None:
        self.list.blockSignals(True)
        self.list.clear()
        for chapter in chapters():
            if words.lower() in chapter.text.lower():
                item = QListWidgetItem(chapter.title)
                item.setData(Qt.ItemDataRole.UserRole, chapter.name)
                self.list.addItem(item)
                if chapter.name == self._name:
                    self.list.setCurrentItem(item)
        self.list.blockSignals(False)
        self.nothing.setText(self.tr("No chapter holds these words."))
        self.nothing.setVisible(not self.list.count())

    # what is shown

    def _render(self) -> None:
        chapter = next(one for one in chapters() if one.name == self._name)
        self._looks = _looks()
        before = self.text.document()
        ours = before.parent() is self.text
        document = QTextDocument(self.text)
        document.setBaseUrl(QUrl.fromLocalFile(f"{theme.resource('guide')}/"))
        document.setDefaultFont(theme.font("body"))
        document.setDocumentMargin(theme.px(22))
        document.setMarkdown(chapter.text)
        _dress(document)
        self.text.setDocument(document)
        if ours:  # nothing else lets go of it and its pictures
            before.deleteLater()
        self._mark(self.field.text().strip())

    def _mark(self, words: str) -> None:
        marks = []
        if words:
            cursor = self.text.document().find(words)
            while not cursor.isNull():
                mark = QTextEdit.ExtraSelection()
                mark.cursor = cursor
                mark.format.setBackground(theme.color("soft"))
                marks.append(mark)
                cursor = self.text.document().find(words, cursor)
        self.text.setExtraSelections(marks)

    def _go_to(self, heading: str) -> None:
        block = self.text.document().begin()
        while heading and block.isValid():
            if block.blockFormat().headingLevel() and slug(block.text()) == heading:
                break
            block = block.next()
        found = block if heading and block.isValid() else self.text.document().begin()
        self.text.setTextCursor(QTextCursor(found))
        top = self.text.document().documentLayout().blockBoundingRect(found).top()
        self.text.verticalScrollBar().setValue(round(top) if found.position() else 0)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None and item.data(Qt.ItemDataRole.UserRole) != self._name:
            self.open_chapter(item.data(Qt.ItemDataRole.UserRole))

    def _name_at(self, row: int) -> str:
        return str(self.list.item(row).data(Qt.ItemDataRole.UserRole))

    def _follow(self, address: QUrl) -> None:
        name = Path(address.path()).stem if address.path() else self._name
        if any(chapter.name == name for chapter in chapters()):
            self.open_chapter(name, address.fragment())


def _looks() -> tuple[theme.Tokens, float]:
    return theme.tokens(), theme.text_scale()


def _dress(document: QTextDocument) -> None:
    """Code on its own ground, tables with lines, pictures no wider than a page; headings apart."""
    cursor = QTextCursor(document)
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(_block_format(block))
        if level := block.blockFormat().headingLevel():
            words = QTextCharFormat()
            words.setFont(theme.font({1: "question", 2: "title"}.get(level, "section")))
            cursor.movePosition(
                QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor
            )
            cursor.mergeCharFormat(words)
        _fit_pictures(block, theme.px(PICTURE_WIDTH))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            form = frame.format()
            form.setBorder(1)
            form.setBorderBrush(theme.color("line"))
            form.setBorderCollapse(True)
            form.setCellPadding(theme.px(5))
            form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
            frame.setFormat(form)


def _fit_pictures(block: QTextBlock, width: int) -> None:
    place = block.begin()
    while not place.atEnd():
        piece = place.fragment()
        if piece.charFormat().isImageFormat():
            picture = piece.charFormat().toImageFormat()
            picture.setWidth(width)
            cursor = QTextCursor(block)
            cursor.setPosition(piece.position())
            cursor.movePosition(
                QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, piece.length()
            )
            cursor.setCharFormat(picture)
            return  # one of a block; its pieces are other ones from now on
        place += 1


def _block_format(block: QTextBlock) -> QTextBlockFormat:
    change = QTextBlockFormat()
    if _is_code(block):
        change.setBackground(theme.color("bg2"))
        change.setLeftMargin(theme.px(10))
        change.setNonBreakableLines(False)  # a long line goes on below, not out of the window
        change.setBottomMargin(0 if _is_code(block.next()) else theme.px(12))
    elif level := block.blockFormat().headingLevel():
        change.setTopMargin(theme.px(20 if level > 1 else 0))
        change.setBottomMargin(theme.px(8))
    elif QTextCursor(block).currentTable() is None:
        change.setBottomMargin(theme.px(10 if block.textList() is None else 4))
        change.setLineHeight(130, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    return change


def _is_code(block: QTextBlock) -> bool:
    shape = block.blockFormat()
    return shape.hasProperty(QTextFormat.Property.BlockCodeFence) or shape.nonBreakableLines()
