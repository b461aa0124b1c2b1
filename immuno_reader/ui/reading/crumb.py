"""One part of the way above the page."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look


class Crumb(QAbstractButton):
    """A flat button: a title, and a chevron that says that it opens a menu."""

    def __init__(self, parent: QWidget, look: "Look") -> None:
        """Make it hidden and without a title."""
        super().__init__(parent)
        self._look = look
        self._shown = ""
        self.is_here = False
        """Whether it is the section on the page."""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.hide()

    def set_look(self, look: "Look") -> None:
        """Take the colours of a theme; the size of the letters is the parent's."""
        self._look = look
        self.update()

    def name(self, title: str, *, is_here: bool, says: str) -> None:
        """Take the title of a row, and what a screen reader says of the button."""
        self.is_here = is_here
        self.setText(title)
        self.setAccessibleName(title)
        self.setAccessibleDescription(says)

    @property
    def whole_px(self) -> int:
        """The width of it with its whole title."""
        return QFontMetrics(self.font()).horizontalAdvance(self.text()) + self.edges_px

    @property
    def edges_px(self) -> int:
        """The width of all but the title."""
        return 2 * self._look.space(2) + self._chevron_px + self._look.space(1.25)

    @property
    def _chevron_px(self) -> int:
        return round(self._look.chrome_px * 0.5)

    def fit(self, box: QRect) -> None:
        """Stand in a rectangle, with as much of the title as has room."""
        self._shown = self.text()
        if box.width() < self.whole_px:
            self._shown = QFontMetrics(self.font()).elidedText(
                self.text(), Qt.TextElideMode.ElideRight, box.width() - self.edges_px
            )
        self.setToolTip(self.text() if self._shown != self.text() else "")
        self.setGeometry(box)
        self.update()
        self.show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open with Enter and Down too; a bare button knows only Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw nothing: one painter for the whole way costs the start least."""

    def draw(self, painter: QPainter) -> None:
        """Draw the title and the chevron with the painter of the widget that it stands in."""
        look, theme, box = self._look, self._look.theme, self.geometry()
        ground = QRectF(box).adjusted(1, look.space(1), -1, -look.space(1) - 1)
        if self.underMouse() or self.isDown():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent_soft))
            painter.drawRoundedRect(ground, 6, 6)
        edge, side = look.space(2), self._chevron_px
        # A little wider than the title, which some letters overhang.
        room = box.adjusted(edge, 0, edge + 2 - self.edges_px, 0)
        middle = QPointF(box.right() + 1 - edge - side / 2, box.top() + box.height() / 2 + 0.5)
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            room.moveRight(box.right() - edge)
            middle.setX(box.left() + edge + side / 2)
        painter.setPen(QColor(theme.ink if self.is_here else theme.accent))
        align = Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(room, align, self._shown)
        painter.setPen(QPen(QColor(theme.quiet), max(1.4, look.chrome_px * 0.1)))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        across, down = QPointF(side / 2, 0), QPointF(0, side / 4)
        painter.drawPolyline([middle - across - down, middle + down, middle + across - down])
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.focus), 2))
            painter.drawRoundedRect(ground.adjusted(1, 0, -1, 0), 6, 6)
