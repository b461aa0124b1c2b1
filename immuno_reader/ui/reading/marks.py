"""The passages that a reader has kept, shown in their colours: what a page looks like when read."""

from bisect import bisect_left
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication

from immuno_reader.identity import COLOURS, Span
from immuno_reader.ui.document import Link
from immuno_reader.ui.laid_text import LaidText
from immuno_reader.ui.mark_colours import MarkColour
from immuno_reader.ui.reading.found import FoundText
from immuno_reader.ui.reading.seams import seams

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from PySide6.QtGui import QTextCursor, QTextDocument
    from PySide6.QtWidgets import QWidget

    from immuno_reader.ui.reading.page import TextMap
    from immuno_reader.ui.theme import Icons, Look, Theme

_INSET = 0.05
"""The share of a line that stays paper above and below its colour."""
_BESIDE_EM = 0.08
"""How far the colour reaches beyond the letters."""
_SEAM_EM = 0.085
_SIGN_EM = 1.1
_SIGN_GUTTER = 0.8
"""The most of the space beside the column that a note's sign takes."""
_LEAST_TARGET_PX = 24
"""WCAG 2.5.8."""
_SCHEME = "mark:"
"""Begins the address of a mark that is a stop of the keyboard; no link of a pack may have it."""
_ANCHOR_SHARE = 0.25
"""The most of the pane's height that counts as where a long passage stands."""


class Mark(NamedTuple):
    """A passage that is kept, as the page shows it."""

    span: Span
    """A part of the section's plain text."""
    colour: str = COLOURS[0]
    """One of ``COLOURS``; any other looks like the first."""
    has_note: bool = False
    id: str = ""
    """What a click tells; an empty one is only to be looked at."""


class _Area(NamedTuple):
    """What is coloured of a line, in whole pixels, so that neighbours meet without a seam."""

    left: int
    top: int
    right: int
    bottom: int
    is_mirrored: bool
    """Whether it begins on the right."""


class _Laid(NamedTuple):
    """Where a mark stands in the document."""

    top: int
    bottom: int
    areas: list[_Area]


class MarkedText(FoundText):
    """Shows passages in their colours behind the text, and the signs of notes beside it.

    Signals:
        mark_activated: a click on a passage or on the sign of its note, or Enter on it: its id,
            and where it stands in global coordinates.
        mark_focused: the keyboard has reached a passage: its id.
        mark_missed: a passage is wanted that is not on the page, or not yet: its id.
    """

    mark_activated = Signal(str, QRect)
    mark_focused = Signal(str)
    mark_missed = Signal(str)

    def __init__(
        self, look: "Look", px: int, icons: "Icons", parent: "QWidget | None" = None
    ) -> None:
        """Make an empty text in which nothing is kept."""
        super().__init__(look, px, parent)
        self._icons = icons
        self._map: TextMap | None = None
        self._marks: list[Mark] = []
        """In the order in which they begin."""
        self._laid: dict[Mark, _Laid] = {}
        """Where those that were in sight stand in the document, also if they are no more."""
        self._laid_in: object = None
        """The shape of the document in which they stand there."""
        self._sight: dict[tuple[int, int], Span] = {}
        """What is in sight there between two heights, the latest only."""
        self._colours: dict[str, MarkColour] = {}
        self._coloured_for: Theme | None = None
        self._pointed: Mark | None = None
        self._pressed: QPoint | None = None
        """Where a click has begun."""

    def set_marks(self, marks: "Iterable[Mark]") -> None:
        """Show which passages of the section are kept, in place of those shown before."""
        self._marks = sorted(marks)
        self._pointed = None
        if self._focused is not None and self._focused not in self._links:
            # It may have other words now, and is the same all the same.
            at = self._focused.href
            start = self._focused.start
            again = (stop for stop in self._mark_stops() if stop.href == at)
            self._focused = next(again, Link(start, start, ""))  # Tab goes on from there
        self.viewport().update()

    def mark_rect(self, id: str) -> QRect | None:
        """Return where a passage stands, in global coordinates; None when it is out of sight.

        Of a long one only the first lines in sight count, so that there is room beside them.
        """
        area, shown = QRectF(self.viewport().rect()), QRectF()
        for mark in self._marks_in_sight():
            for rect in self._mark_rects(mark) if mark.id == id else ():
                seen = rect.intersected(area)
                grown = shown.united(seen)
                is_short = grown.height() <= area.height() * _ANCHOR_SHARE
                if not seen.isEmpty() and (shown.isEmpty() or is_short):
                    shown = grown
        if shown.isEmpty():
            return None
        on_viewport = shown.toAlignedRect()
        return QRect(self.viewport().mapToGlobal(on_viewport.topLeft()), on_viewport.size())

    def focus_mark(self, id: str) -> None:
        """Put the keyboard on a passage, if it is on the page."""
        if not any(mark.id == id for mark in self._marks):
            self.mark_missed.emit(id)
        stop = next((each for each in self._mark_stops() if each.href == _SCHEME + id), None)
        if stop is not None:
            self.focus_link(stop)

    def _mark_at(self, position: int) -> str:
        """Return the id of the shortest passage around a position of the document, or ""."""
        if self._map is None:
            return ""
        at = self._map.text_position(position)
        around = [mark for mark in self._marks if mark.span.start <= at < mark.span.end]
        return min(around, key=_length).id if around else ""

    # Where they stand

    def _dress(self, document: "QTextDocument", cursor: "QTextCursor") -> None:
        super()._dress(document, cursor)
        self._forget_laid()

    def _forget_laid(self) -> None:
        self._laid.clear()
        self._sight.clear()

    def sight(self) -> Span:
        """Return the part of the section's plain text that is in sight, or somewhat more."""
        shape = self.viewport().width(), self._margin
        if shape != self._laid_in:
            self._forget_laid()
            self._laid_in = shape
        top = self.verticalScrollBar().value()
        key = top, top + self.viewport().height()
        if key not in self._sight:
            self._sight = {key: self._text_between(*key)}
        return self._sight[key]

    def _text_between(self, top: int, bottom: int) -> Span:
        blocks = [
            block
            for block, bounds in self._shown_blocks()
            if bounds.top() <= bottom and bounds.bottom() >= top
        ]
        if self._map is None or not blocks:
            return Span(0, 0)
        first, behind = blocks[0].position(), blocks[-1].position() + blocks[-1].length()
        return Span(self._map.text_position(first), self._map.text_position(behind))

    def _marks_in_sight(self) -> list[Mark]:
        """Return those in sight in the order in which they are painted."""
        if self._map is None or not self._marks:
            return []
        top, sight = self.verticalScrollBar().value(), self.sight()
        bottom = top + self.viewport().height()
        end = bisect_left(self._marks, sight.end + 1, key=lambda mark: mark.span.start)
        near = (mark for mark in self._marks[:end] if mark.span.end >= sight.start)
        laid = LaidText(self.document())
        where = ((mark, self._laid.get(mark) or self._lay_mark(mark, laid)) for mark in near)
        shown = [mark for mark, at in where if at.top <= bottom and at.bottom >= top]
        # What is kept inside a longer passage stays to be seen.
        return sorted(shown, key=_length, reverse=True)

    def _lay_mark(self, mark: Mark, laid: LaidText) -> _Laid:
        assert self._map is not None
        beside = self._px * _BESIDE_EM
        areas = [
            _Area(
                floor(left - beside),
                floor(top + (bottom - top) * _INSET),
                ceil(right + beside),
                ceil(bottom - (bottom - top) * _INSET),
                is_mirrored,
            )
            for left, top, right, bottom, is_mirrored in laid.stretches(*self._map.range(mark.span))
        ]
        above = min([area.top for area in areas], default=0)
        below = max([area.bottom for area in areas], default=-1)
        self._laid[mark] = laid_mark = _Laid(above, below, areas)
        return laid_mark

    def _mark_rects(self, mark: Mark) -> list[QRectF]:
        """Return the lines of a mark in sight, on the viewport."""
        scrolled = self.scrolled_px.toPoint()
        return [
            QRectF(area.left, area.top, area.right - area.left, area.bottom - area.top).translated(
                -scrolled
            )
            for area in self._laid[mark].areas
        ]

    @property
    def _margin(self) -> float:
        """The space beside the text, where the signs stand."""
        return self.document().rootFrame().frameFormat().leftMargin()

    def _signs(self, shown: list[Mark]) -> "Iterator[tuple[Mark, QRectF]]":
        """Yield where the signs of notes stand, one below the other where lines begin several."""
        margin = self._margin
        side = min(self._px * _SIGN_EM, margin * _SIGN_GUTTER)
        left = margin - side - min(self._px * 0.4, (margin - side) / 2)
        bottom = float("-inf")
        scrolled = self.verticalScrollBar().value()
        for mark in sorted(mark for mark in shown if mark.has_note):
            first = self._laid[mark].areas[0]
            middle = (first.top + first.bottom) / 2 - scrolled
            top = max(bottom, middle - side / 2)
            bottom = top + side + 2
            yield mark, QRectF(left, top, side, side)

    def _mark_under(self, at: QPointF) -> Mark | None:
        """Return the uppermost mark at a point of the viewport, or whose sign is there."""
        shown = [mark for mark in self._marks_in_sight() if mark.id]
        for mark in reversed(shown):
            if any(rect.contains(at) for rect in self._mark_rects(mark)):
                return mark
        return self._sign_under(at, shown)

    def _sign_under(self, at: QPointF, shown: list[Mark]) -> Mark | None:
        if at.x() >= self._margin:
            return None
        near = [
            (abs(sign.center().y() - at.y()), mark)
            for mark, sign in self._signs(shown)
            if _target(sign).contains(at)
        ]
        return min(near)[1] if near else None

    # The keyboard

    def _stops(self) -> "Sequence[Link]":
        # One that begins where a link does comes before it: it goes around it, mostly.
        return sorted((*self._mark_stops(), *self._links), key=lambda stop: stop.start)

    def _mark_stops(self) -> "Iterator[Link]":
        """Yield the marks as what Tab reaches."""
        if self._map is None:
            return
        for mark in self._marks:
            start, end = self._map.range(mark.span)
            if mark.id and start < end:
                yield Link(start, end, _SCHEME + mark.id)

    def _say(self, stop: Link) -> None:
        if id := mark_of(stop):
            self.mark_focused.emit(id)
        else:
            super()._say(stop)

    def open_link(self, stop: Link) -> None:
        """Tell that a link or a passage is wanted."""
        if id := mark_of(stop):
            self.open_mark(id)
        else:
            super().open_link(stop)

    def open_mark(self, id: str) -> None:
        """Have a passage opened, as a click on it does."""
        self.mark_activated.emit(id, self.mark_rect(id) or QRect())

    # What the reader does

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note where a click begins that takes back no selection."""
        is_plain = (
            event.button() == Qt.MouseButton.LeftButton
            and not event.modifiers()
            and not self.textCursor().hasSelection()
        )
        self._pressed = event.position().toPoint() if is_plain else None
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell which mark was clicked, unless a link was or the person was selecting."""
        at, pressed = event.position(), self._pressed
        self._pressed = None
        mark = None
        if pressed is not None and event.button() == Qt.MouseButton.LeftButton:
            is_still = (at.toPoint() - pressed).manhattanLength() < QApplication.startDragDistance()
            if is_still and not self._link_under(at):
                mark = self._mark_under(at)
        super().mouseReleaseEvent(event)
        if mark is not None and not self.textCursor().hasSelection():
            self.open_mark(mark.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select a word, which is no click on its mark."""
        self._pressed = None
        super().mouseDoubleClickEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show which mark the pointer is on."""
        super().mouseMoveEvent(event)
        if self._marks and not event.buttons():
            at = event.position()
            self._point_at(self._mark_under(at))
            if at.x() < self._margin:
                shapes = Qt.CursorShape
                shape = shapes.PointingHandCursor if self._pointed else shapes.IBeamCursor
                if self.viewport().cursor().shape() != shape:
                    self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """The pointer is on no mark once it has left the text."""
        super().leaveEvent(event)
        self._point_at(None)

    def _point_at(self, mark: Mark | None) -> None:
        if mark != self._pointed:
            self._pointed = mark
            self.viewport().update()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the colours behind all that is found and written, and the signs beside it."""
        shown = self._marks_in_sight()
        if shown:
            if self._coloured_for is not self._look.theme:
                self._coloured_for = self._look.theme
                self._colours = {name: MarkColour(name, self._look.theme) for name in COLOURS}
            painter = QPainter(self.viewport())
            scrolled = self.scrolled_px.toPoint()
            painter.translate(-scrolled)
            exposed = event.rect().translated(scrolled)
            for mark in shown:
                self._paint_mark(painter, exposed, mark)
            for colour in self._colours.values():
                self._paint_seams(painter, colour, shown)
            painter.resetTransform()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for mark, sign in self._signs(shown):
                self._paint_sign(painter, mark, sign)
            painter.end()
        super().paintEvent(event)

    def _colour(self, mark: Mark) -> MarkColour:
        return self._colours.get(mark.colour) or self._colours[COLOURS[0]]

    def _paint_mark(self, painter: QPainter, exposed: QRect, mark: Mark) -> None:
        colour = self._colour(mark)
        first, last, areas = exposed.top(), exposed.bottom(), self._laid[mark].areas
        areas = [area for area in areas if area.bottom > first and area.top <= last]
        for left, top, right, bottom, _ in areas:
            painter.fillRect(left, top, right - left, bottom - top, colour.ground)
        ends = [(area.left, area.right, area.bottom) for area in areas]
        colour.draw_lines(painter, ends, self._px, strong=mark == self._pointed)

    def _paint_seams(self, painter: QPainter, colour: MarkColour, shown: list[Mark]) -> None:
        marks = sorted(mark for mark in shown if self._colour(mark) is colour)
        width = max(1, round(self._px * _SEAM_EM))
        for number, is_end in seams([mark.span for mark in marks]):
            area = self._laid[marks[number]].areas[-1 if is_end else 0]
            left = area.right - width if is_end != area.is_mirrored else area.left
            painter.fillRect(left, area.top, width, area.bottom - area.top, colour.edge)

    def _paint_sign(self, painter: QPainter, mark: Mark, sign: QRectF) -> None:
        colour, side = self._colour(mark), round(sign.width())
        if mark == self._pointed:
            around = side * 0.12
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour.ground)
            painter.drawRoundedRect(sign.adjusted(-around, -around, around, around), 4, 4)
        pixmap = self._icons.pixmap("written", side, colour.edge.name())
        painter.drawPixmap(sign.topLeft(), pixmap)


def mark_of(stop: Link) -> str:
    """Return the id of the passage that a stop of the keyboard is, or "" for a link."""
    return stop.href.removeprefix(_SCHEME) if stop.href.startswith(_SCHEME) else ""


def _length(mark: Mark) -> int:
    return mark.span.end - mark.span.start


def _target(sign: QRectF) -> QRectF:
    """Return a sign's surroundings in which a finger hits it."""
    grown = max(0.0, (_LEAST_TARGET_PX - sign.width()) / 2)
    return sign.adjusted(-grown, -grown, grown, grown)
