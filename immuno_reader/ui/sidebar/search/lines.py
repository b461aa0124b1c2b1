"""A text with marked words, broken into lines that are ready to be drawn."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QTextCharFormat, QTextLayout, QTextOption

from immuno_reader.identity import Span
from immuno_reader.library.results import Marked

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

_MORE = "\u2026"
_TRIES = 6
"""Words that are taken from the last line, at most, to make room for the sign that more follows."""


class Lines:
    """Some lines of text, one under another."""

    def __init__(
        self, text: Marked, font: QFont, width_px: int, most: int, ground: str = ""
    ) -> None:
        """Break a text; where there is more than so many lines show, the last one ends so.

        Marked words are bold, or underlined where all is bold.

        Args:
            text: the text.
            font: its typeface.
            width_px: how long a line may be.
            most: how many lines there may be.
            ground: the colour behind marked words, or empty.
        """
        self._layout = _laid(text, font, width_px, most, ground)
        for _ in range(_TRIES):
            if self._layout.lineCount() <= most:
                break
            text = _cut(text, self._layout, most)
            self._layout = _laid(text, font, width_px, most, ground)
        count = min(most, self._layout.lineCount())
        last = self._layout.lineAt(count - 1) if count else None
        self.height_px = round(last.y() + last.height()) if last else 0
        self.text = text.text

    def paint(self, painter: "QPainter", left: float, top: float, colour: str) -> None:
        """Draw them with their upper left corner at a point."""
        painter.setPen(QColor(colour))
        self._layout.draw(painter, QPointF(left, top))


def _laid(text: Marked, font: QFont, width_px: int, most: int, ground: str) -> QTextLayout:
    layout = QTextLayout(text.text, font)
    layout.setFormats([_format(text.text, mark, font, ground) for mark in text.marks])
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.setCacheEnabled(True)
    layout.beginLayout()
    y = 0.0
    while layout.lineCount() <= most and (line := layout.createLine()).isValid():
        line.setLineWidth(max(width_px, 1))
        line.setPosition(QPointF(0, y))
        y += line.height()
    layout.endLayout()
    return layout


def _format(text: str, mark: Span, font: QFont, ground: str) -> QTextLayout.FormatRange:
    form = QTextCharFormat()
    if font.bold():
        form.setFontUnderline(True)
    else:
        form.setFontWeight(QFont.Weight.Bold)
    if ground:
        form.setBackground(QBrush(QColor(ground), Qt.BrushStyle.SolidPattern))
    marked = QTextLayout.FormatRange()
    marked.start = _units(text[: mark.start])
    marked.length = _units(text[mark.start : mark.end])
    marked.format = form
    return marked


def _cut(text: Marked, layout: QTextLayout, most: int) -> Marked:
    """Return as much of a text as its first lines hold, and the sign that there is more."""
    line = layout.lineAt(most - 1)
    shown = _characters(text.text, line.textStart() + line.textLength()).rstrip()
    if shown.endswith(_MORE):
        shown = shown.removesuffix(_MORE)
        shown = shown[: shown.rfind(" ")] if " " in shown else shown[:-1]
    shown = shown.rstrip(" ,;:.")
    marks = (Span(mark.start, min(mark.end, len(shown))) for mark in text.marks)
    return Marked(shown + _MORE, tuple(mark for mark in marks if mark.start < mark.end))


def _units(text: str) -> int:
    """Return how long a text is as Qt counts, in UTF-16 units."""
    return len(text) + sum(character > "\uffff" for character in text)


def _characters(text: str, units: int) -> str:
    """Return the beginning of a text that has so many UTF-16 units."""
    return text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "ignore")
