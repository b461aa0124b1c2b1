"""The field in which one searches the book, at the top of the sidebar."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QToolButton, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Icons, Look

_FRAME_PX = 3
"""Kept free around the button."""


class SearchField(QLineEdit):
    """A line to type in; the keys that move through results it hands on.

    Signals:
        asked_for: the reader wants to search: they clicked here, or chose it by key.
        row_key_pressed: a key that moves through the rows below: a ``Qt.Key``.
        escaped: Escape was pressed.
        entered: the keyboard came here.
        left: it went elsewhere.
    """

    asked_for = Signal()
    row_key_pressed = Signal(int)
    escaped = Signal()
    entered = Signal()
    left = Signal()

    def __init__(self, look: "Look", icons: "Icons", parent: QWidget | None = None) -> None:
        """Make an empty field."""
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search this book"))
        self.setAccessibleName(self.tr("Search this book"))
        self._clear: QToolButton | None = None
        self.textChanged.connect(self._offer_to_clear)
        self.set_look(look, icons)

    def ask(self) -> None:
        """Take the keyboard, with all that is typed selected."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self.asked_for.emit()

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._look, self._icons = look, icons
        self.setFont(look.font(look.chrome_px))
        self._glass = icons.pixmap("search", look.icon_px, look.theme.quiet)
        side = look.icon_px + look.space(1)
        self.setTextMargins(side, 0, side, 0)
        # At least as high as a finger or an unsteady hand needs.
        self.setFixedHeight(max(look.space(9), self.sizeHint().height()))
        self._dress_button()

    def _offer_to_clear(self, text: str) -> None:
        if text and self._clear is None:
            button = self._clear = QToolButton(self)
            button.setAccessibleName(self.tr("Clear the search"))
            button.setToolTip(self.tr("Clear the search (Esc)"))
            button.setCursor(Qt.CursorShape.ArrowCursor)
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            button.clicked.connect(self.escaped)
            self._dress_button()
        if self._clear is not None:
            self._clear.setVisible(bool(text))

    def _dress_button(self) -> None:
        if self._clear is not None:
            side = self._look.icon_px
            self._clear.setIcon(self._icons.pixmap("close", side, self._look.theme.ink))
            self._clear.setIconSize(QSize(side, side))
            self._place_button()

    def _place_button(self) -> None:
        if self._clear is not None:
            side = self.height() - 2 * _FRAME_PX
            left = _FRAME_PX if self.isRightToLeft() else self.width() - side - _FRAME_PX
            self._clear.setGeometry(left, _FRAME_PX, side, side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button at the end of the line."""
        super().resizeEvent(event)
        self._place_button()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the magnifying glass before the text."""
        super().paintEvent(event)
        side = self._look.icon_px
        gap = self._look.space(2)
        left = self.width() - side - gap if self.isRightToLeft() else gap
        painter = QPainter(self)
        painter.drawPixmap(left, (self.height() - side) // 2, self._glass)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand on the keys that mean the rows, and Escape."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
        elif _moves_in_rows(event):
            self.row_key_pressed.emit(event.key())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take a click for the wish to search."""
        super().mousePressEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self.asked_for.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard came here."""
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Tell that the keyboard went elsewhere."""
        super().focusOutEvent(event)
        if not _is_passing(event.reason()):
            self.left.emit()


def _moves_in_rows(event: QKeyEvent) -> bool:
    key, modifiers = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
        # Alone, these move in what is typed.
        return modifiers == Qt.KeyboardModifier.ControlModifier
    steps = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
    return key in steps and modifiers == Qt.KeyboardModifier.NoModifier


def _is_passing(reason: Qt.FocusReason) -> bool:
    """Tell whether the keyboard goes elsewhere only to come back."""
    return reason in (
        Qt.FocusReason.ActiveWindowFocusReason,
        Qt.FocusReason.MenuBarFocusReason,
        Qt.FocusReason.PopupFocusReason,
    )
