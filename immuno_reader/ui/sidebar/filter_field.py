"""The field that filters a list of the sidebar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look


class FilterField(QLineEdit):
    """A line to type in, with a button of the reader's own family that empties it.

    Signals:
        left_downwards: the cursor is to go to what stands below the field.
    """

    left_downwards = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        """Make an empty field that is called so."""
        super().__init__(parent)
        self.setPlaceholderText(name)
        self.setAccessibleName(name)
        self._clear = QToolButton(self)
        self._clear.setAccessibleName(self.tr("Clear the filter"))
        self._clear.setToolTip(self.tr("Clear the filter"))
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._clear.setAutoRaise(True)
        self._clear.hide()
        self._clear.clicked.connect(self.clear)
        self.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self.setFont(look.font(look.chrome_px))
        self._clear.setIcon(icons.pixmap("close", look.icon_px, look.theme.ink))
        self._clear.setIconSize(QSize(look.icon_px, look.icon_px))
        self.setTextMargins(0, 0, look.icon_px + look.space(2), 0)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end of the line."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        side = self.height() - 6
        left = 3 if self.isRightToLeft() else self.width() - side - 3
        self._clear.setGeometry(left, 3, side, side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to the list with Down; empty the field with Escape."""
        if event.key() == Qt.Key.Key_Down:
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)
