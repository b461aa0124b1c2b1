"""The text of the card."""

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QWidget

from immuno_reader.ui.linked_text import LinkedText

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look


class Explanation(LinkedText):
    """Shows a definition with what belongs to it, and knows how high it is."""

    def __init__(self, look: "Look", parent: QWidget) -> None:
        """Make an empty explanation."""
        super().__init__(look, look.card_px, parent)
        self.setAccessibleName(self.tr("Explanation"))
        self._measured: QTextDocument | None = None

    def set_look(self, look: "Look") -> None:
        """Take on another theme or size, for the text that is set next."""
        self._look, self._px = look, look.card_px

    def height_at(self, width: int) -> int:
        """Return how high the whole text is at a width."""
        if self._measured is None:
            # A copy, so that measuring leaves the shown text as it is laid.
            self._measured = self.document().clone(self)
        self._measured.setTextWidth(width)
        return ceil(self._measured.size().height())

    def lay(self, area: QRect) -> None:
        """Lie in an area as wide as the text; a scroll bar stands beside it."""
        overflows = self.height_at(area.width()) > area.height()
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOn if overflows else policy.ScrollBarAlwaysOff
        )
        if overflows:
            beside = self.verticalScrollBar().sizeHint().width()
            is_mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            area = area.adjusted(-beside if is_mirrored else 0, 0, 0 if is_mirrored else beside, 0)
        self.setGeometry(area)

    def set_html(self, html: str) -> None:
        """Show a definition from its beginning."""
        super().set_html(html)
        if self._measured is not None:
            self._measured.deleteLater()
            self._measured = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Begin at the last link when Shift+Tab comes from below."""
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason and self.links:
            self.focus_link(self.links[-1])

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: FBT001 - Qt's signature
        """Walk back the way that Tab came: the text itself stands before its first link."""
        if next or (self.focused_link is not None and self.focused_link != self.links[0]):
            return super().focusNextPrevChild(next)
        if self.focused_link is None:
            return QWidget.focusNextPrevChild(self, next)
        self.focus_link(None)
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll; not enlarge with Ctrl, as Qt would enlarge this text alone."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
        else:
            super().wheelEvent(event)
