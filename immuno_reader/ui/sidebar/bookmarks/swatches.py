"""The colours of marks as small pictures: a ground, and the line by which each is known."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QGuiApplication, QPainter, QPen, QPixmap

from immuno_reader.ui.mark_colours import MarkColour

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Theme


def swatch(colour: str, theme: "Theme", side: int) -> QPixmap:
    """Return a colour as it stands on the page: its ground, edge and line."""
    made = _blank(side, side)
    painter = QPainter(made)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    look, inset = MarkColour(colour, theme), side * 0.08
    box = QRectF(0, 0, side, side).adjusted(inset, inset, -inset, -inset)
    painter.setPen(QPen(look.edge, 1))
    painter.setBrush(look.ground)
    painter.drawRoundedRect(box, 3, 3)
    inner = box.adjusted(1, 1, -1, -1)
    painter.setClipRect(inner)
    line = round(inner.left()), round(inner.right()), round(inner.bottom() - inset)
    look.draw_lines(painter, [line], side, strong=False)
    painter.end()
    return made


def side_by_side(first: QPixmap, second: QPixmap) -> QPixmap:
    """Return two pictures as one."""
    side = round(first.deviceIndependentSize().height())
    gap = side // 4
    made = _blank(2 * side + gap, side)
    painter = QPainter(made)
    painter.drawPixmap(0, 0, first)
    painter.drawPixmap(side + gap, 0, second)
    painter.end()
    return made


def _blank(width: int, height: int) -> QPixmap:
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QPixmap(QSize(width, height) * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    return made
