"""Round swatches of the four colours, of which one is chosen."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from immuno_reader.ui.mark_colours import MarkColour, colour_name

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look

_LEAST_TARGET_PX = 30
_DISC_SHARE = 0.68
"""How much of the target is the disc; around it are the rings of the choice and the keyboard."""


class Swatch(QAbstractButton):
    """A colour to choose.

    Signals:
        chosen: it was clicked: the colour's name.
    """

    chosen = Signal(str)

    def __init__(self, colour: str, text: str, parent: QWidget) -> None:
        """Make a swatch.

        Args:
            colour: which of the colours it is.
            text: what choosing it does, with ``{0}`` for the colour's name.
            parent: what it is on.
        """
        super().__init__(parent)
        self.colour = colour
        self.setAccessibleName(text.format(colour_name(colour)))
        self.setToolTip(text.format(colour_name(colour)))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.clicked.connect(lambda: self.chosen.emit(self.colour))

    def set_look(self, look: "Look") -> None:
        """Take on another theme or size."""
        self._look = look
        side = max(_LEAST_TARGET_PX, look.icon_px + look.space(3))
        self.setFixedSize(side, side)
        self.update()

    def sizeHint(self) -> QSize:
        """Return a square large enough to hit."""
        return self.size()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc with the line of its colour, a tick if chosen, a ring with the keyboard."""
        theme, colour = self._look.theme, MarkColour(self.colour, self._look.theme)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole, side = QRectF(self.rect()), self.width() * _DISC_SHARE
        disc = QRectF(0, 0, side, side)
        disc.moveCenter(whole.center())
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), 6, 6)
        outline = QPainterPath()
        outline.addEllipse(disc)
        painter.fillPath(outline, colour.ground)
        painter.save()
        painter.setClipPath(outline)
        bottom = disc.top() + side * (0.82 if self.isChecked() else 0.7)
        left, right = round(disc.left() + side * 0.14), round(disc.right() - side * 0.14)
        colour.draw_lines(painter, [(left, right, round(bottom))], side * 0.9, strong=False)
        painter.restore()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(colour.edge, 2.5 if self.isChecked() else 1.5))
        painter.drawEllipse(disc)
        if self.isChecked():
            self._draw_tick(painter, disc)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2.5))
            painter.drawRoundedRect(whole.adjusted(1.5, 1.5, -1.5, -1.5), 6, 6)
        painter.end()

    def _draw_tick(self, painter: QPainter, disc: QRectF) -> None:
        pen = QPen(QColor(self._look.theme.ink), max(2.0, disc.width() * 0.1))
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        points = ((0.3, 0.42), (0.45, 0.57), (0.7, 0.28))
        painter.drawPolyline([disc.topLeft() + QPointF(x, y) * disc.width() for x, y in points])
