"""Rich text whose links and terms are reached by pointer and by keyboard alike.

The page, the glossary card and the glossary panel are made of it. Qt's own link navigation is
not used: it loses terms that differ only in format, and says nothing when a link gets focus.
"""

from bisect import bisect_left, bisect_right
from math import ceil, floor
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QImage,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextDocument,
)
from PySide6.QtWidgets import QFrame, QScrollBar, QTextBrowser, QWidget

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.document import Link, document_of, dress, links_of, wrap_mode
from immuno_reader.ui.laid_text import LaidText
from immuno_reader.ui.stroked_line import StrokedLine, Strokes
from immuno_reader.ui.viewport import give_viewport

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from PySide6.QtCore import SignalInstance

    from immuno_reader.ui.theme import Look


_ROW_BLOCKS = 12
"""Blocks beside each other in a row of a table, whose heights are not in order."""
_FIRST_LOOK = 6
"""About as many blocks are in sight at the top of a page."""
_FIRST_SEEN = 16
"""So many blocks keep their shaped letters once laid: most pages are opened at the top, and
there they are asked about and painted at once. Qt would shape them anew each time."""
_DOTS = Strokes(1, 2, is_round=True)
"""What stands under an explained word."""
_DOT_EM = 0.085
_LEAST_DOT_PX = 2


class LinkedText(QTextBrowser):
    """Shows HTML and reports which link a person wants.

    Signals:
        link_activated: a click or Enter on a link: its address, and the word's rectangle in
            global coordinates.
        term_activated: the link was a term: it, and the rectangle.
        section_requested: it leads to a section: that, and the heading's anchor or "".
        address_activated: it leads to the web, to mail or to a phone.
        link_entered: the pointer is on a link: the same two.
        link_left: the pointer is on no link any more.
    """

    link_activated = Signal(str, QRect)
    term_activated = Signal(TermRef, QRect)
    section_requested = Signal(SectionRef, str)
    address_activated = Signal(str)
    link_entered = Signal(str, QRect)
    link_left = Signal()

    def __init__(self, look: "Look", px: int, parent: QWidget | None = None) -> None:
        """Make an empty text of ``px`` high letters."""
        super().__init__(parent)
        self._look = look
        self._px = px
        self._links: list[Link] = []
        self._focused: Link | None = None
        self._entered: Link | None = None
        self._pointer = QPointF()
        """Where the pointer was last seen."""
        self._told: Link | None = None
        self._own: QTextDocument | None = None
        self._near = 1
        """So many blocks above and below those in sight may reach into sight."""
        self._bulleted: set[int] = set()
        """Positions of the Qt blocks that begin with a bullet."""
        self._dots: StrokedLine | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport = give_viewport(self)
        viewport.setMouseTracking(True)
        # The first document measures its text by the viewport that has gone.
        self.document().documentLayout().setPaintDevice(viewport)
        self.document().setDocumentMargin(0)
        self.link_activated.connect(self._route)

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """Load nothing: texts come with all they show, and a pack may not reach outside."""
        # Given nothing at all, Qt would look on the disk itself.
        return QImage(1, 1, QImage.Format.Format_Mono)

    def set_html(self, html: str) -> None:
        """Show HTML in the present look."""
        # A fresh document has no layout yet, so that all of it is styled before the one layout.
        document = document_of(html, self._look, self._px, self)
        # Without a page, making its layout lays nothing yet; setDocument() gives it ours.
        document.setPageSize(QSizeF(0, 0))
        self.setWordWrapMode(wrap_mode(html))
        self._near = _ROW_BLOCKS if "<table" in html else 1
        self._links = links_of(document)
        self._focused = self._told = None
        self._leave_link()
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        self._dress(document, cursor)
        cursor.endEditBlock()
        for number in range(_FIRST_SEEN):
            block = document.findBlockByNumber(number)
            if block.isValid():
                block.layout().setCacheEnabled(True)
        self.setDocument(document)
        # Qt deletes the document it began with, and leaves ours to us.
        if self._own is not None:
            self._own.deleteLater()
        self._own = document

    def _dress(self, document: QTextDocument, cursor: QTextCursor) -> None:
        self._bulleted = dress(document, cursor, self._look, self._px)

    @property
    def links(self) -> tuple[Link, ...]:
        """The links and terms in reading order."""
        return tuple(self._links)

    def _stops(self) -> "Sequence[Link]":
        """Return what Tab reaches, in reading order: the links, and what else a text may have."""
        return self._links

    @property
    def focused_link(self) -> Link | None:
        """The link, or other stop, that the keyboard is on."""
        return self._focused if self._focused and self._focused.href else None

    def focus_link(self, link: Link | None) -> None:
        """Put the keyboard on a link or other stop, and show it; on none of them with None."""
        self._focused = link
        if link is not None:
            self._show_range(link.start, link.end)
            self._say(link)
        self.viewport().update()

    def _say(self, stop: Link) -> None:
        """Have a screen reader say what the keyboard has reached; Qt says nothing of it."""
        cursor = QTextCursor(self.document())
        cursor.setPosition(stop.start)
        cursor.setPosition(stop.end, QTextCursor.MoveMode.KeepAnchor)
        is_term = stop.href.startswith("term:")
        said = self.tr("{0}, explained word") if is_term else self.tr("{0}, link")
        announce(self, said.format(" ".join(cursor.selectedText().split())))

    def link_rect(self, link: Link) -> QRect:
        """Return where a link stands, in global coordinates; its first line if it wraps."""
        rects = self.range_rects(link.start, link.end)
        rect = rects[0].toAlignedRect() if rects else QRect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def told_rect(self) -> QRect | None:
        """Return where the link last told of stands now; None when it is out of sight."""
        if self._told is None:
            return None
        rect = self.link_rect(self._told)
        area = QRect(self.viewport().mapToGlobal(QPoint(0, 0)), self.viewport().size())
        return rect if rect.intersects(area) else None

    def tell_selection(self) -> QRect:
        """Return where the selection stands, in global coordinates; it is what was last told of."""
        cursor = self.textCursor()
        self._told = Link(cursor.selectionStart(), cursor.selectionEnd(), "")
        return self.link_rect(self._told)

    def selection_rects(self) -> list[QRectF]:
        """Return where what is selected stands on the viewport, as far as that is near."""
        cursor, (first, last) = self.textCursor(), self._shown_range()
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        return self.range_rects(max(start, first), min(end, last))

    def raise_told_link(self) -> None:
        """Scroll so that the link last told of stands near the top."""
        if self._told is not None:
            bar = self.verticalScrollBar()
            for rect in self.range_rects(self._told.start, self._told.end)[:1]:
                bar.setValue(bar.value() + int(rect.top() - self._px * 0.3))

    @property
    def scrolled_px(self) -> QPointF:
        """The point of the document at the top left of the viewport."""
        return QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())

    def range_rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a stretch of the document, one a line, on the viewport."""
        scrolled = self.scrolled_px
        return [rect.translated(-scrolled) for rect in self.document_rects(start, end)]

    def document_rects(self, start: int, end: int) -> list[QRectF]:
        """Return the rectangles of a stretch of the document, one a line, in the document."""
        return [each.rect for each in LaidText(self.document()).stretches(start, end)]

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring around the link that the keyboard is on."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take the ring away: the keyboard is elsewhere."""
        super().focusOutEvent(event)
        self.viewport().update()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001  Qt's signature
        """Walk the links with Tab and Shift+Tab; after the last, leave."""
        stop = self._next_stop(forward=next)
        self.focus_link(stop)
        return stop is not None or self._leave(forward=next)

    def _leave(self, *, forward: bool) -> bool:
        """Give the keyboard away, behind the last link or before the first."""
        # QTextBrowser's own version would walk the links once more.
        return QWidget.focusNextPrevChild(self, forward)

    def _next_stop(self, *, forward: bool) -> Link | None:
        stops = self._stops()
        self._finish_layout()
        if self._focused in stops:
            index = stops.index(self._focused) + (1 if forward else -1)
        elif self._focused is not None:  # it has gone from there
            index = bisect_left(stops, self._focused.start, key=_start) - (0 if forward else 1)
        elif forward:
            top = self.cursorForPosition(QPoint(0, 0))
            top.movePosition(QTextCursor.MoveOperation.StartOfLine)
            index = bisect_left(stops, top.position(), key=_start)
        else:
            end = self.cursorForPosition(self.viewport().rect().bottomRight())
            end.movePosition(QTextCursor.MoveOperation.EndOfLine)
            index = bisect_right(stops, end.position(), key=_start) - 1
        return stops[index] if 0 <= index < len(stops) else None

    def _finish_layout(self) -> None:
        """Have the text laid to its end now, which Qt does in turns, and the scroll bar know it.

        Until then Qt errs about points of the text, and the end of the bar is a guess.
        """
        layout = self.document().documentLayout()
        layout.documentSizeChanged.emit(layout.documentSize())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the focused link with Enter, and go to either end, with a caret or without."""
        self._finish_layout()
        stop, keys, bar = self.focused_link, QKeySequence.StandardKey, self.verticalScrollBar()
        ends = {keys.MoveToStartOfDocument: bar.minimum(), keys.MoveToEndOfDocument: bar.maximum()}
        end = next((value for key, value in ends.items() if event.matches(key)), None)
        if end is not None and not self.has_caret:
            self.focus_link(None)  # Tab goes on from what is seen
            self.setFocus()  # it may have been on something that lies on the page
            bar.setValue(end)
            event.accept()
            return
        if stop and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_link(stop)
            event.accept()
            return
        super().keyPressEvent(event)

    @property
    def has_caret(self) -> bool:
        """Whether the arrow keys move a caret."""
        flag = Qt.TextInteractionFlag.TextSelectableByKeyboard
        return bool(self.textInteractionFlags() & flag)

    def open_link(self, stop: Link) -> None:
        """Tell that a link, or another stop, is wanted."""
        self._tell(self.link_activated, stop)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press where the text will stand, however soon that is."""
        self._finish_layout()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Tell which link the pointer is on."""
        super().mouseMoveEvent(event)
        self._pointer = event.position()
        link = self._link_under(self._pointer)
        if link == self._entered:
            return
        self._entered = link
        if link:
            self._tell(self.link_entered, link)
        else:
            self.link_left.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the link under the pointer, unless the person was selecting."""
        was_selecting = self.textCursor().hasSelection()
        super().mouseReleaseEvent(event)
        if event.button() != Qt.MouseButton.LeftButton or was_selecting:
            return
        link = self._link_under(event.position())
        if link:
            # Qt selects a clicked link as its mark.
            cursor = self.textCursor()
            cursor.clearSelection()
            self.setTextCursor(cursor)
            self._focused = link
            self.viewport().update()
            self.open_link(link)

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """A link scrolled from under the pointer is left."""
        super().scrollContentsBy(dx, dy)
        if self._entered and self._link_under(self._pointer) != self._entered:
            self._leave_link()

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is on no link once it has left the text."""
        super().leaveEvent(event)
        self._leave_link()

    def _leave_link(self) -> None:
        if self._entered:
            self._entered = None
            self.link_left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, what Qt draws poorly, and a ring around the link with the keyboard."""
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        first, last = self._shown_range()
        self._paint_bullets(painter, first, last)
        self._paint_terms(painter, first, last)
        stop = self._focused
        if stop is not None and self.hasFocus():
            painter.setPen(QPen(QColor(self._look.theme.focus), 2.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for rect in self.range_rects(stop.start, stop.end):
                painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 1), 4, 4)
        painter.end()

    def _shown_range(self) -> tuple[int, int]:
        """Return the first and last position of the document in sight, or somewhat more."""
        document, bottom = self.document(), self.viewport().height()
        last = self._number_at(self.verticalScrollBar().value() + bottom) + self._near
        end = document.findBlockByNumber(min(last, document.blockCount() - 1))
        return self._first_shown_block().position(), end.position() + end.length()

    def _shown_blocks(self) -> "Iterator[tuple[QTextBlock, QRectF]]":
        """Yield the blocks in sight, and somewhat more, with where each stands."""
        layout, last = self.document().documentLayout(), self._shown_range()[1]
        block = self._first_shown_block()
        while block.isValid() and block.position() <= last:
            yield block, layout.blockBoundingRect(block)
            block = block.next()

    def _first_shown_block(self) -> QTextBlock:
        """Return the first block in sight, or one somewhat above."""
        first = self._number_at(self.verticalScrollBar().value()) - self._near
        return self.document().findBlockByNumber(max(first, 0))

    def _number_at(self, y: int) -> int:
        """Return the number of the last block that begins at or above a height."""
        document = self.document()
        layout, count = document.documentLayout(), document.blockCount()

        def top(number: int) -> int:
            return int(layout.blockBoundingRect(document.findBlockByNumber(number)).y())

        # Qt lays out all that stands above a block that it is asked about: none far below.
        beyond = _FIRST_LOOK
        while beyond < count and top(beyond) <= y:
            beyond *= 2
        return bisect_right(range(min(beyond, count)), y, key=top)

    def _paint_bullets(self, painter: QPainter, first: int, last: int) -> None:
        document, scrolled = self.document(), self.scrolled_px
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(self._look.theme.quiet))
        radius = self._px * 0.14
        block = document.findBlock(first)
        while block.isValid() and block.position() <= last:
            line = block.layout().lineAt(0)
            if block.position() in self._bulleted and line.isValid():
                bounds = document.documentLayout().blockBoundingRect(block)
                x = bounds.x() + line.x() - self._px * 0.62
                y = bounds.y() + line.y() + line.ascent() - self._px * 0.3
                painter.drawEllipse(QPointF(x, y) - scrolled, radius, radius)
            block = block.next()

    def _paint_terms(self, painter: QPainter, first: int, last: int) -> None:
        # Qt's dotted underline is a hairline; dots that grow with the text can be seen.
        accent = QColor(self._look.theme.accent)
        if self._dots is None or self._dots.colour != accent:
            self._dots = StrokedLine(_DOTS, accent)
        laid, scrolled, ends = LaidText(self.document()), self.scrolled_px.toPoint(), []
        width = self._dot_px
        for link in self._links:
            if link.href.startswith("term:") and first <= link.end and link.start <= last:
                for each in laid.stretches(link.start, link.end):
                    bottom = ceil(each.bottom) + 1 + width  # clear of the line of a highlight
                    begin, end = floor(each.left) - scrolled.x(), ceil(each.right) - scrolled.x()
                    ends.append((begin, end, bottom - scrolled.y()))
        self._dots.draw(painter, ends, width)

    @property
    def _dot_px(self) -> int:
        return max(_LEAST_DOT_PX, round(self._px * _DOT_EM))

    def _tell(self, signal: "SignalInstance", link: Link) -> None:
        self._told = link
        signal.emit(link.href, self.link_rect(link))

    def _route(self, href: str, rect: QRect) -> None:
        scheme, _, rest = href.partition(":")
        if scheme == "term":
            self.term_activated.emit(TermRef.parse(rest), rect)
        elif scheme == "section":
            target, _, anchor = rest.partition("#")
            self.section_requested.emit(SectionRef.parse(target), anchor)
        else:
            self.address_activated.emit(href)

    def _link_under(self, point: QPointF) -> Link | None:
        at = point.toPoint()
        if not self.anchorAt(at):
            at -= QPoint(0, self._dot_px + 2)  # the dots below a word belong to it
        href = self.anchorAt(at)
        if not href:
            return None
        position = self.cursorForPosition(at).position()
        near = [link for link in self._links if link.start <= position <= link.end]
        return next((link for link in near if link.href == href), None)

    def _show_range(self, start: int, end: int) -> None:
        rects = self.range_rects(start, end)
        if not rects:
            return
        margin = self._px
        first, last = rects[0], rects[-1]
        _scroll(self.verticalScrollBar(), first.top() - margin, last.bottom() + margin)


def _start(stop: Link) -> int:
    return stop.start


def _scroll(bar: QScrollBar, start: float, end: float) -> None:
    """Bring a stretch of what a scroll bar moves into sight, its start before its end."""
    if start < 0:
        bar.setValue(bar.value() + int(start))
    elif end > bar.pageStep():
        bar.setValue(bar.value() + int(min(start, end - bar.pageStep())))
