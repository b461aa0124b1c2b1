"""What a menu of the page is for: the word or highlight that is pointed at, or has the keyboard."""

from operator import itemgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Signal
from PySide6.QtGui import QContextMenuEvent, QTextCursor

from immuno_reader.ui.reading.marks import MarkedText, mark_of

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from immuno_reader.ui.theme import Icons, Look

_REACH_EM = 0.35
"""How far above and below its letters a word is still pointed at; lines stand so far apart."""


class PointedText(MarkedText):
    """Tells where a menu is wanted, and selects the word that it is for.

    Signals:
        menu_requested: what can be done here is to be offered: at a point of the screen, and the
            id of the passage that it is for, or "".
    """

    menu_requested = Signal(QPoint, str)

    def __init__(
        self, look: "Look", px: int, icons: "Icons", parent: "QWidget | None" = None
    ) -> None:
        """Make an empty text."""
        super().__init__(look, px, icons, parent)
        self._word: QTextCursor | None = None
        """The word that was selected for a menu, and by nobody."""

    def event(self, event: QEvent) -> bool:
        """Ask for a menu with the keyboard; Qt itself would first scroll to an unseen caret."""
        if isinstance(event, QContextMenuEvent):
            self.contextMenuEvent(event)
            return True
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for a menu; a word that is pointed at is selected for it."""
        event.accept()
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            self.menu_requested.emit(event.globalPos(), self._pointed_at(event.pos()))
        else:
            at = self._keyboard_place() or self.viewport().rect().center()
            self.menu_requested.emit(self.viewport().mapToGlobal(at), self.mark_at_keyboard())

    def mark_at_keyboard(self) -> str:
        """Return the id of the passage that the keyboard is on or in, and that is seen; or ""."""
        if self._keyboard_place() is None:
            return ""
        cursor, stop = self.textCursor(), self._focused
        if stop is None or cursor.hasSelection():
            return self._mark_at(cursor.selectionStart())
        return mark_of(stop) or self._mark_at(stop.start)

    def release_word(self) -> None:
        """Select no longer the word that was selected for a menu."""
        word, self._word = self._word, None
        cursor = self.textCursor()
        if word is not None and _ends(word) == _ends(cursor):
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def _pointed_at(self, at: QPoint) -> str:
        """Select the word at a point, unless it is selected; return the id of the passage there."""
        mark, word = self._mark_under(QPointF(at)), self._word_at(at)
        if word is None:
            return mark.id if mark else ""
        start, end = _ends(self.textCursor())
        if start == end or not start <= word.selectionStart() < end:
            self.setTextCursor(word)
            self._word = word
        return mark.id if mark else self._mark_at(word.selectionStart())

    def _word_at(self, at: QPoint) -> QTextCursor | None:
        # Between two lines Qt takes the first word of the lower one, wherever that stands.
        reach, found = round(self._px * _REACH_EM), list[tuple[float, QTextCursor]]()
        for aside in (0, -reach, reach):
            word = self.cursorForPosition(at + QPoint(0, aside))
            word.select(QTextCursor.SelectionType.WordUnderCursor)
            for rect in self.range_rects(*_ends(word)):
                away = max(rect.top() - at.y(), at.y() - rect.bottom(), 0)
                if rect.left() <= at.x() <= rect.right() and away <= reach:
                    found.append((away, word))
        return min(found, key=itemgetter(0))[1] if found else None

    def _keyboard_place(self) -> QPoint | None:
        """Return the corner, on the viewport, of what the keyboard is on; None if none is seen."""
        stop, area = self._focused, self.viewport().rect()
        if self.textCursor().hasSelection():
            rects = self.selection_rects()
        elif stop is not None:
            rects = self.range_rects(stop.start, stop.end)
        else:
            rects = [QRectF(self.cursorRect())] if self.has_caret else []
        corners = (rect.toAlignedRect().bottomLeft() for rect in rects)
        return next((corner for corner in corners if area.contains(corner)), None)


def _ends(cursor: QTextCursor) -> tuple[int, int]:
    return cursor.selectionStart(), cursor.selectionEnd()
