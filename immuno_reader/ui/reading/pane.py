"""The reading pane: shows a section, keeps the reader's place, and says what they want."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QMimeData, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
    QTextCursor,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from immuno_reader.identity import Place, Span, TermRef
from immuno_reader.ui.document import OBJECT
from immuno_reader.ui.reading.boxes import Box, make_room, paint
from immuno_reader.ui.reading.lines import first_line_below, line_top
from immuno_reader.ui.reading.page import Callout, TextMap, callouts, page_html
from immuno_reader.ui.reading.pointing import PointedText
from immuno_reader.ui.reading.standing import standing_html

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextDocument

    from immuno_reader.library.book import Section
    from immuno_reader.shelf.settings import MarkTerms
    from immuno_reader.ui.reading.pictures import Pictures
    from immuno_reader.ui.theme import Icons, Look

_GUTTER_EM = 1.6
"""Least space beside the column."""
_GUTTER_SHARE = 0.06
"""The most of a narrow page that it may take on either side."""
_CELL_EM = 5.5
"""Least width of a table's column: a long word fits."""
_FOOT_EM = 3
"""Space below the end of a page."""
_NOTCH = 120
"""What Qt calls one step of a mouse's wheel, in eighths of a degree."""


class Pane(PointedText):
    """Shows one section at a time.

    Signals:
        term_entered: the pointer came to a term: the term, and the word in global coordinates.
        term_left: the pointer left it.
        place_moved: the reader scrolled to another place.
        zoom_requested: Ctrl+wheel: +1 or -1.
        back_requested, forward_requested: the side buttons of the mouse.
        selection_changed: text was selected, or no longer is.
        laid: the text may stand elsewhere on the page than before.
    """

    term_entered = Signal(TermRef, QRect)
    term_left = Signal()
    place_moved = Signal(Place)
    zoom_requested = Signal(int)
    back_requested = Signal()
    forward_requested = Signal()
    selection_changed = Signal(bool)
    laid = Signal()

    def __init__(
        self, look: "Look", icons: "Icons", pictures: "Pictures", parent: QWidget | None = None
    ) -> None:
        """Make an empty pane."""
        super().__init__(look, look.body_px, icons, parent)
        self.setAccessibleName(self.tr("Page"))
        self._pictures = pictures
        self._section: Section | None = None
        self._mark_terms: MarkTerms = "first"
        self._message = ""
        self._columns = 0
        """The most columns that a table may have, as last laid out."""
        self._callouts: list[Callout] = []
        self._boxes: list[Box] = []
        self._held: Place | None = None
        self._stand_after: Callable[[], bool] | None = None
        self._is_placing = False
        self._is_sized = False
        """Whether it was ever shown, and so has the width to lay a text in."""
        self._turned = 0
        """How far the wheel has been turned since the last step of the size."""
        self.verticalScrollBar().rangeChanged.connect(self._hold_place)
        self.verticalScrollBar().valueChanged.connect(self._follow_scroll)
        self.link_entered.connect(self._enter)
        self.link_left.connect(self.term_left)
        self.copyAvailable.connect(self.selection_changed)

    # What is shown

    @property
    def section(self) -> "Section | None":
        """The section on the page."""
        return self._section

    def show_section(self, section: "Section", place: Place, mark_terms: "MarkTerms") -> None:
        """Show a section at a place."""
        before = self._section
        # The same page of a book that was only prepared anew.
        is_same = before is not None and (before.ref, before.text) == (section.ref, section.text)
        self._section, self._mark_terms = section, mark_terms
        self._held = place
        self._message = ""
        self.set_marks(())
        self._lay(self.current_match if is_same else -1)

    def show_message(self, html: str) -> None:
        """Show a text of the program's own in place of a section."""
        self._section = self._map = self._held = None
        self._message = html
        self.set_marks(())
        self._lay()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Show the same place in another theme or size."""
        self._look, self._icons, self._px = look, icons, look.body_px
        self._lay_again()

    def set_mark_terms(self, mark_terms: "MarkTerms") -> None:
        """Mark the first use of each term, every use, or none; what is selected stays so."""
        self._mark_terms = mark_terms
        self._lay_selected()

    # Where the reader is

    @property
    def place(self) -> Place | None:
        """The place at the top of the pane, unmoved by size, width and theme."""
        return self._held

    def go_to(self, place: Place) -> None:
        """Put a place of the shown section at the top of the pane."""
        self._held = place
        self._restore()

    def first_match(self, place: Place | None = None) -> int | None:
        """Return the number of the first match at or after a place, or what is in sight."""
        place = place or self._held
        at = self._map.position_of(place) if self._map and place else 0
        return self._first_match_from(at)

    def match_place(self, index: int) -> Place | None:
        """Return where a match begins; None on a page without a section."""
        return self._map.place(self._starts[index]) if self._map else None

    def selected(self) -> Span | None:
        """Return what is selected, as a part of the section's plain text."""
        cursor = self.textCursor()
        if self._map is None or not cursor.hasSelection():
            return None
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        if cursor.hasComplexSelection():
            start, end = _cells(cursor)
        return self._map.span(start, end)

    def select(self, span: Span) -> None:
        """Select a part of the section's plain text."""
        if self._map is None:
            return
        self.setTextCursor(self._cursor_over(span, self._map))

    def line_of(self, span: Span) -> QRectF | None:
        """Return where the first line of a part of the plain text stands on the viewport."""
        rects = self.range_rects(*self._map.range(span)) if self._map else []
        return rects[0] if rects else None

    @property
    def column_left_px(self) -> float:
        """Where the column of the text begins on the viewport."""
        return (self.viewport().width() - self._column_px()) / 2

    def _cursor_over(self, span: Span, text_map: TextMap) -> QTextCursor:
        start, end = text_map.range(span)
        cursor = QTextCursor(self.document())
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor

    def set_caret(self, *, is_on: bool) -> None:
        """Let the arrow keys move a caret, so that text can be selected by keyboard."""
        flag = Qt.TextInteractionFlag.TextSelectableByKeyboard
        flags = self.textInteractionFlags()
        self.setTextInteractionFlags(flags | flag if is_on else flags & ~flag)
        if is_on and self._map is not None and self._held is not None:
            cursor = self.textCursor()
            cursor.setPosition(self._map.position_of(self._held))
            self.setTextCursor(cursor)
            self.setFocus()

    def clear_selection(self) -> None:
        """Select nothing, wherever on the page that was."""
        cursor, bar = self.textCursor(), self.verticalScrollBar()
        cursor.clearSelection()
        scrolled = bar.value()
        self._is_placing = True
        try:
            self.setTextCursor(cursor)  # Qt scrolls to it
            bar.setValue(scrolled)
        finally:
            self._is_placing = False

    # Laying out

    def _lay(self, current: int = -1) -> None:
        if not self._is_sized:
            return
        self._is_placing = True
        try:
            # Most pages are longer than the window: one that finds its scroll bar there already
            # is laid once, and not again in what the bar leaves of the width.
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
            self._columns = self._columns_that_fit()
            self.set_html(self._html())
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
            if self._columns != self._columns_that_fit():
                self._columns = self._columns_that_fit()
                self.set_html(self._html())
        finally:
            self._is_placing = False
        self._restore()
        self._find(current)
        self.laid.emit()

    def _html(self) -> str:
        html = self._message
        if self._section is not None:
            html = page_html(self._section, self._mark_terms, self._columns)
            html += standing_html(self._section)
        self._callouts = callouts(html)
        return html

    def _lay_again(self) -> None:
        """Lay the same page anew; what is selected stays so, and which link or mark is meant."""
        stops, meant = self._stops(), (self._told, self._focused)
        numbers = [stops.index(each) if each in stops else None for each in meant]
        self._lay_selected()
        # The same HTML again has the same of them in the same order.
        stops = self._stops()
        self._told, self._focused = (n if n is None else stops[n] for n in numbers)

    def _lay_selected(self) -> None:
        """Lay the section anew, with the same words selected."""
        selected = self.selected()
        self._lay(self.current_match)
        if selected is not None:
            self._is_placing = True
            try:
                self.select(selected)
            finally:
                self._is_placing = False
            self._restore()

    def _dress(self, document: "QTextDocument", cursor: QTextCursor) -> None:
        super()._dress(document, cursor)
        self._boxes = []
        if self._section is not None:
            self._map = TextMap(self._section, document)
            self._boxes = [
                make_room(callout, self._section.ref, self._map, cursor, self._px)
                for callout in self._callouts
            ]
        self._fit(document)
        if OBJECT in document.toRawText():
            self._pictures.draw_in(document)

    def _fit(self, document: "QTextDocument") -> None:
        self._pictures.fit(self._look, self._column_px())
        side = (self.viewport().width() - self._column_px()) / 2
        form = QTextFrameFormat()
        form.setLeftMargin(side)
        form.setRightMargin(side)
        form.setTopMargin(self._px * 1.2)
        form.setBottomMargin(self._px * _FOOT_EM)
        document.rootFrame().setFrameFormat(form)

    def _column_px(self) -> float:
        width = self.viewport().width()
        gutter = min(self._px * _GUTTER_EM, width * _GUTTER_SHARE)
        return min(self._look.column_px, width - 2 * gutter)

    def _columns_that_fit(self) -> int:
        return max(1, int(self._column_px() / (self._px * _CELL_EM)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the place when the width changes."""
        is_laid = self._section is not None and self._is_sized and not self._is_placing
        if is_laid and self._columns != self._columns_that_fit():
            super().resizeEvent(event)
            self._lay_again()
            return
        was_placing, self._is_placing = self._is_placing, True
        try:
            if event.size().width() != event.oldSize().width():
                self._fit(self.document())
            super().resizeEvent(event)
        finally:
            self._is_placing = was_placing
        if not was_placing:
            self._restore()
            self.laid.emit()

    def showEvent(self, event: QShowEvent) -> None:
        """Lay the text when first shown; stay at the place, where Qt would scroll to the caret."""
        self._is_placing = True
        try:
            super().showEvent(event)
        finally:
            self._is_placing = False
        if self._is_sized:
            self._restore()
        else:
            self._is_sized = True
            self._lay()

    def stand_after_links(self, take_keyboard: "Callable[[], bool]") -> None:
        """Have something of the page reached with Tab after the last link.

        Args:
            take_keyboard: takes the keyboard if there is anything, and tells that.
        """
        self._stand_after = take_keyboard

    def _leave(self, *, forward: bool) -> bool:
        # Qt itself passes over what stands inside.
        if forward and self._stand_after is not None and self._stand_after():
            return True
        return super()._leave(forward=forward)

    # Holding the place

    def _restore(self) -> None:
        if self._map is None or self._held is None or self._section is None:
            return
        value = self._held_px(self._map, self._section, self._held)
        self._is_placing = True
        try:
            self._make_room_below(value)
            self.verticalScrollBar().setValue(value)
        finally:
            self._is_placing = False

    def _held_px(self, text_map: TextMap, section: "Section", held: Place) -> int:
        first = section.blocks[0].id if section.blocks else ""
        if held.offset == 0 and held.block in ("", first):
            return 0
        return int(line_top(self.document(), text_map.position_of(held)) - self._rest_px)

    def _hold_place(self) -> None:
        """Undo what a new layout did to the scroll bar; the reader did not scroll."""
        if self._is_placing or self._map is None or self._held is None or self._section is None:
            return
        held_px = self._held_px(self._map, self._section, self._held)
        if abs(held_px - self.verticalScrollBar().value()) > 2 * self._px:
            self._restore()

    def _make_room_below(self, top: int) -> None:
        """Let a height of the page stand at the top, even if little text is left below it."""
        document, least = self.document(), self._px * _FOOT_EM
        form = document.rootFrame().frameFormat()
        is_long = self.verticalScrollBar().maximum() > 0
        if top == 0 and is_long and form.bottomMargin() <= least:
            return  # to ask how long would have Qt lay all of it before the first of it is seen
        text_px = document.size().height() - form.bottomMargin()
        room = max(least, top + self.viewport().height() - text_px)
        if abs(form.bottomMargin() - room) > 1:
            form.setBottomMargin(room)
            document.rootFrame().setFrameFormat(form)

    @property
    def _rest_px(self) -> float:
        """The space left above the line at the top."""
        return self._px * 0.35

    def _follow_scroll(self) -> None:
        if self._is_placing or self._map is None:
            return
        self._held = self._top_place()
        if self._held is not None:
            self.place_moved.emit(self._held)

    def _top_place(self) -> Place | None:
        assert self._map is not None
        assert self._section is not None
        if self.verticalScrollBar().value() == 0:
            return Place(self._section.ref)
        block, scrolled = self._first_shown_block(), self.verticalScrollBar().value()
        while block.isValid():
            line = first_line_below(block, scrolled)
            if line is not None:
                return self._map.place(block.position() + line.textStart())
            block = block.next()
        return self._held

    # What the reader does

    def _enter(self, href: str, rect: QRect) -> None:
        scheme, _, rest = href.partition(":")
        if scheme == "term":
            self.term_entered.emit(TermRef.parse(rest), rect)
        else:
            self.term_left.emit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ask for another text size with Ctrl."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # A touchpad turns by many small angles.
            self._turned += event.angleDelta().y()
            steps = int(self._turned / _NOTCH)
            if steps:
                self._turned = 0
                self.zoom_requested.emit(1 if steps > 0 else -1)
            event.accept()
            return
        super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back and forward with the side buttons."""
        if event.button() == Qt.MouseButton.BackButton:
            self.back_requested.emit()
        elif event.button() == Qt.MouseButton.ForwardButton:
            self.forward_requested.emit()
        else:
            super().mousePressEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the plain text, in which 10⁹ stays a power and not 109."""
        # Made by Qt: the clipboard outlives Python, and would delete a QMimeData of ours too late.
        data = super().createMimeDataFromSelection()
        data.text()  # fills it, which Qt puts off until it is read
        data.clear()
        span, cursor = self.selected(), self.textCursor()
        parts = []
        if span is not None and self._section is not None:
            parts.append(self._section.text[span.start : span.end])
        behind = self._map.end if self._map else 0
        if cursor.selectionEnd() > behind:
            start, end = max(behind, cursor.selectionStart()), cursor.selectionEnd()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            parts.append(cursor.selection().toPlainText())
        data.setText("\n".join(parts))
        return data

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the boxes of the callouts behind the text and its marks."""
        if self._boxes:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            first, last = self._shown_range()
            for box in self._boxes:
                if box.end < first or box.start > last:
                    continue
                paint(
                    box,
                    painter,
                    QRectF(event.rect()),
                    self.document(),
                    self.scrolled_px,
                    self._column_px(),
                    self._look,
                    self._icons,
                )
            painter.end()
        super().paintEvent(event)


def _cells(cursor: QTextCursor) -> tuple[int, int]:
    """Return the positions around all cells that are shown as selected, from first to last."""
    table = cursor.currentTable()
    row, rows, column, columns = cast("tuple[int, int, int, int]", cursor.selectedTableCells())
    first, last = table.cellAt(row, column), table.cellAt(row + rows - 1, column + columns - 1)
    return first.firstPosition(), last.lastPosition()
