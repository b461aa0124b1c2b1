"""The boxes of the callouts: room for them in the document, and how they are drawn."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from immuno_reader.identity import Place

if TYPE_CHECKING:
    from PySide6.QtGui import QTextCursor, QTextDocument

    from immuno_reader.identity import SectionRef
    from immuno_reader.ui.reading.page import Callout, TextMap
    from immuno_reader.ui.theme import Icons, Look


class Box(NamedTuple):
    """A callout as Qt positions of its first and last block."""

    kind: str
    start: int
    end: int


def make_room(
    callout: "Callout", ref: "SectionRef", text_map: "TextMap", cursor: "QTextCursor", px: int
) -> Box:
    """Set the blocks of a callout in, in a document with ``px`` high letters."""
    document = cursor.document()
    start = text_map.position_of(Place(ref, callout.first))
    last = text_map.position_of(Place(ref, callout.last))
    pad = px * 0.9
    block, end = document.findBlock(start), document.findBlock(last).position()
    while block.isValid() and block.position() <= end:
        cursor.setPosition(block.position())
        form = cursor.blockFormat()
        is_first, is_last = block.position() <= start, block.position() == end
        form.setLeftMargin(form.leftMargin() + pad + (px * 1.75 if is_first else 0))
        form.setRightMargin(form.rightMargin() + pad)
        if is_first:
            form.setTopMargin(px * 0.4 + pad)
        if is_last:
            form.setBottomMargin(px * 1.2 + pad * 0.8)
        cursor.setBlockFormat(form)
        block = block.next()
    return Box(callout.kind, start, end)


def paint(
    box: Box,
    painter: QPainter,
    exposed: QRectF,
    document: "QTextDocument",
    scrolled_px: QPointF,
    column_px: float,
    look: "Look",
    icons: "Icons",
) -> None:
    """Draw a callout's box and icon behind its text, where it is in sight."""
    layout, px = document.documentLayout(), look.body_px
    first = layout.blockBoundingRect(document.findBlock(box.start)).translated(-scrolled_px)
    last = layout.blockBoundingRect(document.findBlock(box.end)).translated(-scrolled_px)
    pad = px * 0.7
    left = document.rootFrame().frameFormat().leftMargin() - scrolled_px.x()
    area = QRectF(left, first.top() - pad, column_px, last.bottom() - first.top() + 2 * pad)
    if not area.intersects(exposed):
        return
    theme = look.theme
    colour, soft = {
        "short": (theme.accent, theme.accent_soft),
        "note": (theme.note, theme.note_soft),
        "warning": (theme.warning, theme.warning_soft),
        "danger": (theme.danger, theme.danger_soft),
    }[box.kind]
    painter.setBrush(QColor(soft))
    is_outlined = soft == theme.paper
    painter.setPen(QPen(QColor(colour), 2) if is_outlined else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(area, 8, 8)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colour))
    painter.drawRoundedRect(QRectF(area.left(), area.top(), 5, area.height()), 2.5, 2.5)
    side = round(px * 1.3)
    line = document.findBlock(box.start).layout().lineAt(0)
    middle = first.top() + (line.height() if line.isValid() else side) / 2
    corner = QPointF(left + px * 0.95, middle - side / 2)
    painter.drawPixmap(corner, icons.pixmap(box.kind, side, colour))
