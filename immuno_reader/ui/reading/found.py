"""A text in which what was found is marked, one match after another to be walked to."""

from bisect import bisect_left
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from immuno_reader.ui.document import OBJECT
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.reading.page import ShownText

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from immuno_reader.library.results import Finder
    from immuno_reader.ui.theme import Look

_ABOVE = 0.3
"""The share of the height that stands above a match to which it was scrolled."""
_INSET = 0.12
"""The share of a line that is left free above and below, where a bookmark's colour shows."""
_EDGE_EM = 0.08
_BESIDE_EM = 0.06
"""How far the colour reaches beyond the letters."""


class FoundText(LinkedText):
    """Shows where a finder finds something in all that it shows.

    Signals:
        matches_changed: the finder found others, or another is the current match: its number
            from 0, or -1 for none, and how many there are.
    """

    matches_changed = Signal(int, int)

    def __init__(self, look: "Look", px: int, parent: "QWidget | None" = None) -> None:
        """Make an empty text in which nothing is looked for."""
        super().__init__(look, px, parent)
        self._finder: Finder | None = None
        self._current = -1
        self._starts: list[int] = []
        """Qt positions of the matches."""
        self._ends: list[int] = []

    @property
    def finder(self) -> "Finder | None":
        """What finds the matches, whoever set it."""
        return self._finder

    def set_finder(self, finder: "Finder | None") -> None:
        """Mark what a finder finds, in this text and those shown after it; with None, nothing."""
        self._finder = finder
        self._find()

    @property
    def match_count(self) -> int:
        """How many matches there are."""
        return len(self._starts)

    @property
    def current_match(self) -> int:
        """The number of the current match, from 0; -1 for none."""
        return self._current

    def match_context(self, index: int) -> str:
        """Return the paragraph that a match stands in, as it is shown."""
        block = self.document().findBlock(self._starts[index])
        return " ".join(block.text().replace(OBJECT, " ").split())

    def go_to_match(self, index: int) -> None:
        """Make a match the current one, and scroll it into sight with some of what is above it."""
        self._current = index
        rects = self.range_rects(self._starts[index], self._ends[index])
        height, margin = self.viewport().height(), self._px
        if rects and not margin <= rects[0].top() <= rects[-1].bottom() <= height - margin:
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + round(rects[0].top() - height * _ABOVE))
        self.viewport().update()
        self.matches_changed.emit(index, self.match_count)

    def _first_match_from(self, position: int) -> int | None:
        index = bisect_left(self._starts, position)
        return index if index < self.match_count else None

    def _find(self, current: int = -1) -> None:
        """Find anew in the document as it is now.

        Args:
            current: the number of the match that is to be the current one, if there are so many.
        """
        had_any = bool(self._starts)
        self._starts, self._ends, self._current = [], [], -1
        if self._finder is not None:
            shown = ShownText(self.document())
            spans = self._finder(shown.text)
            self._starts = [shown.position(span.start) for span in spans]
            self._ends = [shown.position(span.end) for span in spans]
            self._current = current if current < len(spans) else -1
        if had_any or self._finder is not None:
            self.viewport().update()
            self.matches_changed.emit(self._current, self.match_count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the matches behind the text, underlined; the current one darker, and outlined."""
        if self._starts:
            painter = QPainter(self.viewport())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            first, last = self._shown_range()
            shown = range(bisect_left(self._ends, first), bisect_left(self._starts, last))
            # The outline stands over the matches beside it.
            for index in sorted(shown, key=lambda index: index == self._current):
                self._paint_match(painter, index)
            painter.end()
        super().paintEvent(event)

    def _paint_match(self, painter: QPainter, index: int) -> None:
        theme, beside = self._look.theme, self._px * _BESIDE_EM
        is_current = index == self._current
        edge = QPen(QColor(theme.found_edge), max(2.0, self._px * _EDGE_EM))
        painter.setBrush(QColor(theme.found_now if is_current else theme.found))
        for rect in self.range_rects(self._starts[index], self._ends[index]):
            inset = rect.height() * _INSET
            area = rect.adjusted(-beside, inset, beside, -inset)
            painter.setPen(edge if is_current else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(area, 3, 3)
            painter.setPen(edge)
            painter.drawLine(area.bottomLeft(), area.bottomRight())
