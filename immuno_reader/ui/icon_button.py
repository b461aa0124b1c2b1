"""A button that is an icon, of the size and look of those on cards."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_LEAST_TARGET_PX = 24
"""WCAG 2.5.8."""
_RING_PX = 2.5


class IconButton(QToolButton):
    """An icon, quiet until the pointer or the keyboard is on it."""

    def __init__(self, name: str, tip: str, parent: QWidget) -> None:
        """Make a button that a screen reader calls by its name."""
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setToolTip(tip)
        # A click on it leaves the keyboard where it is.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def set_look(self, look: "Look", icons: "Icons", icon: str) -> None:
        """Draw an icon in the colours and size of a look."""
        self._theme = look.theme
        self._side_px = max(_LEAST_TARGET_PX, look.icon_px + look.space(2))
        self._icon_px = look.icon_px
        colour = look.theme.accent if icon.endswith("-filled") else look.theme.ink
        self.setIcon(QIcon(icons.pixmap(icon, look.icon_px, colour)))
        self.setIconSize(QSize(look.icon_px, look.icon_px))
        self.setFixedSize(self.sizeHint())

    def sizeHint(self) -> QSize:
        """Return a square large enough to hit."""
        return QSize(self._side_px, self._side_px)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the icon, on a soft ground under the pointer, in a ring with the keyboard."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        if self.underMouse() or self.isDown() or self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.accent_soft))
            painter.drawRoundedRect(area, 6, 6)
        inset = (self._side_px - self._icon_px) / 2
        painter.drawPixmap(QPointF(inset, inset), self.icon().pixmap(self.iconSize()))
        if self.hasFocus():
            painter.setPen(QPen(QColor(self._theme.focus), _RING_PX))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, 6, 6)
        painter.end()
