"""The colours in which a reader marks what they keep, and what tells them apart without colour."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from immuno_reader.identity import COLOURS

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Theme

_LINE_EM = 0.085
_LEAST_LINE_PX = 2


class _Pattern(NamedTuple):
    """Strokes with gaps between them, in widths of the line."""

    stroke: float
    period: float
    height: float
    is_round: bool = False


_PATTERNS = {"green": _Pattern(3, 5, 1), "blue": _Pattern(1.3, 2.8, 1.3, is_round=True)}
"""Yellow is drawn through, pink twice. The dots are larger than those under a term."""


class MarkColour:
    """How one of the colours looks in a theme."""

    def __init__(self, name: str, theme: "Theme") -> None:
        """Take a colour by name; one that is not known looks like the first."""
        self.name = name if name in COLOURS else COLOURS[0]
        self.ground = QColor(getattr(theme, f"mark_{self.name}"))
        self.edge = QColor(getattr(theme, f"mark_{self.name}_edge"))
        self._tiles: dict[tuple[int, float], QPixmap] = {}

    def draw_line(
        self, painter: "QPainter", left: int, right: int, bottom: int, px: float, *, strong: bool
    ) -> None:
        """Draw the line by which the colour is known, in whole pixels, so that it is sharp.

        Args:
            painter: draws it.
            left: where it begins.
            right: where it ends.
            bottom: the height of its lower side.
            px: the size of the letters above it.
            strong: whether it is pointed at.
        """
        width = max(_LEAST_LINE_PX, round(px * _LINE_EM))
        width += max(1, width // 2) if strong else 0
        if self.name in _PATTERNS:
            # Qt takes long to draw a dashed line.
            tile = self._tile(width, painter.device().devicePixelRatioF())
            height = round(tile.deviceIndependentSize().height())
            painter.drawTiledPixmap(QRect(left, bottom - height, right - left, height), tile)
        elif self.name == "pink":
            thin = max(1, width // 2)
            for y in (bottom - thin, bottom - 2 * width - thin):
                painter.fillRect(QRect(left, y, right - left, thin), self.edge)
        else:
            painter.fillRect(QRect(left, bottom - width, right - left, width), self.edge)

    def _tile(self, width: int, ratio: float) -> QPixmap:
        """Return one stroke and the gap behind it, drawn once."""
        key = width, ratio
        if key not in self._tiles:
            shape = _PATTERNS[self.name]
            length, height = round(width * shape.period), round(width * shape.height)
            tile = QPixmap(QSize(length, height) * ratio)
            tile.setDevicePixelRatio(ratio)
            tile.fill(Qt.GlobalColor.transparent)
            painter = QPainter(tile)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.edge)
            stroke = QRectF(0, 0, round(width * shape.stroke), height)
            radius = height / 2 if shape.is_round else 0
            painter.drawRoundedRect(stroke, radius, radius)
            painter.end()
            self._tiles[key] = tile
        return self._tiles[key]


def colour_name(name: str) -> str:
    """Return what a colour is called in the interface."""
    return {
        "yellow": QCoreApplication.translate("MarkColours", "yellow"),
        "green": QCoreApplication.translate("MarkColours", "green"),
        "blue": QCoreApplication.translate("MarkColours", "blue"),
        "pink": QCoreApplication.translate("MarkColours", "pink"),
    }[name if name in COLOURS else COLOURS[0]]
