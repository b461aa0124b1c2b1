"""The card's shape on the screen: a rounded sheet with a pointer, an edge and a soft shadow."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

if TYPE_CHECKING:
    from immuno_reader.ui.card.placement import Side
    from immuno_reader.ui.theme import Theme

RIM_PX = 12
"""Room around the sheet for its shadow and its pointer; what it shows may grow, this need not."""
_RADIUS_PX = 10
CORNER_PX = 2 * RIM_PX + _RADIUS_PX
"""How far from a card's corner the tip of its pointer has to stay."""
_SHADOW_STEPS = 7


def sheet_path(sheet: QRectF, side: "Side | None", tip: float | None) -> QPainterPath:
    """Return the outline of a card.

    Args:
        sheet: the card without its pointer.
        side: the side of the word that the card is on.
        tip: where along the edge the pointer is; None for no pointer.
    """
    path = QPainterPath()
    path.addRoundedRect(sheet, _RADIUS_PX, _RADIUS_PX)
    if side is None or tip is None:
        return path
    edge, outward = {
        "below": (sheet.top(), -1),
        "above": (sheet.bottom(), 1),
        "right": (sheet.left(), -1),
        "left": (sheet.right(), 1),
    }[side]
    # The base lies a pixel inside the sheet, so that no seam shows; the tip has room for its edge.
    base, point = edge - outward, edge + outward * (RIM_PX - 2)
    corners = [(tip - RIM_PX, base), (tip, point), (tip + RIM_PX, base)]
    if side in ("right", "left"):
        corners = [(y, x) for x, y in corners]
    pointer = QPainterPath()
    pointer.addPolygon(QPolygonF([QPointF(x, y) for x, y in corners]))
    pointer.closeSubpath()
    return path.united(pointer)


def paint_sheet(
    painter: QPainter, path: QPainterPath, sheet: QRectF, theme: "Theme", *, has_keyboard: bool
) -> None:
    """Paint a card's shadow, ground and edge; the edge says when the keyboard is in it."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0, 16 if theme.is_dark else 7))
    for step in range(_SHADOW_STEPS, 0, -1):
        soft = sheet.adjusted(-step, -step + 2, step, step + 2)
        painter.drawRoundedRect(soft, _RADIUS_PX + step, _RADIUS_PX + step)
    painter.setPen(QPen(QColor(theme.focus), 2.5) if has_keyboard else QPen(QColor(theme.edge), 1))
    painter.setBrush(QColor(theme.card))
    painter.drawPath(path)
