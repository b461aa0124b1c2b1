"""HTML as a styled document: what Qt's reading of HTML and CSS leaves out is set afterwards."""

import re
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import (
    QColor,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFragment,
    QTextFrameFormat,
    QTextList,
    QTextListFormat,
    QTextOption,
    QTextTable,
)

from immuno_reader.ui.theme import QUOTE_INDENT_EM, document_css

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QObject

    from immuno_reader.ui.theme import Look, Theme

_ENDLESS_LETTERS = 4000
_ENDLESS = re.compile(rf"[^\s<>]{{{_ENDLESS_LETTERS}}}")
"""A word that takes Qt seconds to break: for each line it measures all that is left of it."""
_PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
OBJECT = "\ufffc"
"""What stands for a picture in the text of a document."""
_PICTURE_LENGTH = 2
"""It, and the end of its block."""
_DEEPEST = 4
"""Levels of lists and quotations that are still set in; at 300 % more would leave no room."""


class Link(NamedTuple):
    """A link or term as it stands in the document."""

    start: int
    """Position in the Qt document, in UTF-16 units."""
    end: int
    href: str


def document_of(html: str, look: "Look", px: int, parent: "QObject") -> QTextDocument:
    """Return HTML as a document with ``px`` high letters, read but not yet dressed."""
    document = QTextDocument(parent)
    document.setUndoRedoEnabled(False)
    document.setDocumentMargin(0)
    document.setDefaultFont(look.font(px))
    document.setIndentWidth(px * 1.4)
    document.setDefaultStyleSheet(document_css(look, px))
    document.setHtml(html)
    return document


def wrap_mode(html: str) -> QTextOption.WrapMode:
    """Return how the lines of some HTML are to be broken."""
    # To look at all letters takes long, and hardly any text has half so many without a space.
    half = _ENDLESS_LETTERS // 2
    halves = range(0, len(html) - half, half)
    if any(html.find(" ", at, at + half) < 0 for at in halves) and _ENDLESS.search(html):
        return QTextOption.WrapMode.WrapAnywhere
    return QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere


def dress(document: QTextDocument, cursor: QTextCursor, look: "Look", px: int) -> set[int]:
    """Set on a new document what Qt's HTML cannot say.

    Returns:
        positions of the blocks that begin with a bullet, which is left to be painted.
    """
    bulleted = _dress_lists(document)
    _dress_blocks(document, cursor, px)
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _dress_table(frame, look.theme, px)
    return bulleted


def fragments(block: QTextBlock) -> "Iterator[QTextFragment]":
    """Yield the stretches of one format in a block."""
    iterator = block.begin()
    while not iterator.atEnd():
        yield iterator.fragment()
        iterator += 1


def links_of(document: QTextDocument) -> list[Link]:
    """Return the links and terms of a document, in reading order."""
    found: list[Link] = []
    block = document.begin()
    while block.isValid():
        for stretch in block.textFormats():  # faster than one fragment after another
            href = stretch.format.anchorHref()
            if not href:
                continue
            start = block.position() + stretch.start
            end = start + stretch.length
            # Bold inside a link, or a named anchor, makes two fragments of one link.
            if found and found[-1].end == start and found[-1].href == href:
                start = found.pop().start
            found.append(Link(start, end, href))
        block = block.next()
    return found


def _dress_table(table: QTextTable, theme: "Theme", px: int) -> None:
    form = table.format()
    form.setBorder(0)
    form.setCellSpacing(0)
    form.setCellPadding(px * 0.42)
    form.setTopMargin(px * 0.3)
    form.setBottomMargin(px * 1.1)
    table.setFormat(form)
    for row in range(table.rows()):
        for column in range(table.columns()):
            cell = table.cellAt(row, column)
            made = cell.format().toTableCellFormat()
            is_head = row < form.headerRowCount()
            made.setBottomBorder(2 if is_head else 1)
            made.setBottomBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
            made.setBottomBorderBrush(QColor(theme.accent if is_head else theme.rule))
            if column == 0:
                made.setLeftPadding(0)
            cell.setFormat(made)


def _dress_lists(document: QTextDocument) -> set[int]:
    bulleted: set[int] = set()
    dressed: dict[int, bool] = {}
    """The lists that were dressed, and whether their bullets are left to be painted."""
    block = document.begin()
    while block.isValid():
        listed = block.textList()
        if listed is not None:
            index = listed.objectIndex()
            if index not in dressed:
                dressed[index] = _dress_list(listed)
            if dressed[index]:
                bulleted.add(block.position())
        block = block.next()
    return bulleted


def _dress_list(listed: QTextList) -> bool:
    """Set a list in no deeper than there is room for; return whether it has bullets to paint."""
    form = listed.format()
    if form.indent() > _DEEPEST:
        form.setIndent(_DEEPEST)
        listed.setFormat(form)
    return form.style() == QTextListFormat.Style.ListStyleUndefined  # see document_css


def _dress_blocks(document: QTextDocument, cursor: QTextCursor, px: int) -> None:
    # What does not fit the width cannot be read. Quotations are set in from both sides.
    widest = px * QUOTE_INDENT_EM * _DEEPEST / 2
    alike: dict[int, tuple[bool, bool]] = {}
    """Of each format, which most blocks share: whether it is a heading's, and is to be changed."""
    block = document.begin()
    while block.isValid():
        index = block.blockFormatIndex()
        if index not in alike:
            form = block.blockFormat()
            is_wide = max(form.leftMargin(), form.rightMargin()) > widest
            alike[index] = form.headingLevel() > 0, is_wide or form.nonBreakableLines()
        is_heading, is_changed = alike[index]
        if is_heading:
            _take_size_of_css(block, cursor)
        is_picture = block.length() == _PICTURE_LENGTH and block.text() == OBJECT
        if is_picture or is_changed:
            form = block.blockFormat()
            form.setNonBreakableLines(False)
            form.setLeftMargin(min(form.leftMargin(), widest))
            form.setRightMargin(min(form.rightMargin(), widest))
            if is_picture:
                # The leading is a share of the line's height, here the picture's.
                form.setLineHeight(100, _PROPORTIONAL)
            cursor.setPosition(block.position())
            cursor.setBlockFormat(form)
        block = block.next()


def _take_size_of_css(heading: QTextBlock, cursor: QTextCursor) -> None:
    # Qt gives each heading a size of its own too, and that one wins over the style sheet.
    for fragment in list(fragments(heading)):
        form = fragment.charFormat()
        form.clearProperty(QTextFormat.Property.FontSizeAdjustment)
        cursor.setPosition(fragment.position())
        cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
        cursor.setCharFormat(form)
