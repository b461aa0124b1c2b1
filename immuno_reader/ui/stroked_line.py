"""Lines of strokes or of dots, each drawn once and then laid side by side.

Qt takes a tenth of a millisecond for every dashed line that it draws itself, and a page has dozens.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtGui import QColor

_LEAST_ROUND_PX = 2


class Strokes(NamedTuple):
    """The strokes of a line with gaps between them, in widths of the line."""

    length: float
    period: float
    height: float = 1
    is_round: bool = False


class StrokedLine:
    """A line of strokes in one colour, in whole pixels, so that it is sharp."""

    def __init__(self, strokes: Strokes, colour: "QColor") -> None:
        """Draw nothing yet."""
        self._strokes, self.colour = strokes, colour
        self._tiles: dict[tuple[float, float], QPixmap] = {}

    def draw(
        self, painter: "QPainter", ends: "Iterable[tuple[int, int, int]]", width: float
    ) -> None:
        """Draw lines of one width.

        Args:
            painter: draws them.
            ends: where each begins, where it ends, and the height of its lower side.
            width: how thick they are.
        """
        tile = self._tile(width, painter.device().devicePixelRatioF())
        height = round(tile.deviceIndependentSize().height())
        for left, right, bottom in ends:
            painter.drawTiledPixmap(QRect(left, bottom - height, right - left, height), tile)

    def _tile(self, width: float, ratio: float) -> QPixmap:
        """Return one stroke and the gap behind it."""
        key = width, ratio
        if key not in self._tiles:
            shape = self._strokes
            length, height = round(width * shape.period), round(width * shape.height)
            tile = QPixmap(QSize(length, height) * ratio)
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.colour)
            stroke = QRectF(0, 0, round(width * shape.length), height)
            # So small a disc would only be a paler square.
            radius = height / 2 if shape.is_round and height > _LEAST_ROUND_PX else 0
            painter.drawRoundedRect(stroke, radius, radius)
            painter.end()
            self._tiles[key] = tile
        return self._tiles[key]
