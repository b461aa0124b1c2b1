"""Lines of a laid-out document, by height and by position."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument, QTextLine


def line_top(document: "QTextDocument", position: int) -> float:
    """Return how far down the document the line of a position begins, in pixels."""
    block = document.findBlock(position)
    bounds = document.documentLayout().blockBoundingRect(block)
    line = block.layout().lineForTextPosition(position - block.position())
    inset = line.y() - block.layout().boundingRect().y() if line.isValid() else 0.0
    return bounds.y() + inset


def first_line_below(block: "QTextBlock", y: float) -> "QTextLine | None":
    """Return the first line of a block of which at least half is below a height."""
    if not block.text().strip():
        return None
    layout = block.layout()
    bounds = block.document().documentLayout().blockBoundingRect(block)
    for index in range(layout.lineCount()):
        line = layout.lineAt(index)
        top = bounds.y() + line.y() - layout.boundingRect().y()
        # A line of which most is hidden is not the one being read.
        if top + line.height() * 0.5 >= y:
            return line
    return None
