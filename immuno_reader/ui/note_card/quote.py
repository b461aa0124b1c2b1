"""Kept words as the card shows them."""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

if TYPE_CHECKING:
    from immuno_reader.ui.mark_colours import MarkColour
    from immuno_reader.ui.theme import Look

_MOST_LETTERS = 160
_ENDLESS = re.compile(r"(\S{24})(?=\S)")
"""A word too long for a line; Qt breaks none of the words of a label."""
_RADIUS_PX = 5


class Quote(QLabel):
    """Words on the ground of their colour, with a bar beside them."""

    def __init__(self, parent: QWidget) -> None:
        """Make an empty quotation."""
        super().__init__(parent, wordWrap=True, textFormat=Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._ground = self._bar = QColor()
        self._bar_px = 0

    def show_words(self, words: str, colour: "MarkColour | None", look: "Look") -> None:
        """Show words in a colour, or in none."""
        theme = look.theme
        self._ground = colour.ground if colour else QColor(theme.panel)
        self._bar = colour.edge if colour else QColor(theme.edge)
        self._bar_px = look.space(1)
        self.setFont(look.font(look.card_px))
        pad = look.space(2)
        self.setContentsMargins(self._bar_px + pad, pad, pad, pad)
        self.setText(_ENDLESS.sub("\\1\u200b", words))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ground and the bar under the words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._ground)
        painter.drawRoundedRect(QRectF(self.rect()), _RADIUS_PX, _RADIUS_PX)
        painter.setBrush(self._bar)
        bar = QRectF(0, 0, self._bar_px, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(self.width())
        painter.drawRoundedRect(bar, self._bar_px / 2, self._bar_px / 2)
        painter.end()
        super().paintEvent(event)


def shortened(words: str) -> str:
    """Return the beginning of a long quotation, up to a whole word."""
    words = " ".join(words.split())
    if len(words) <= _MOST_LETTERS:
        return words
    cut = words[:_MOST_LETTERS]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:.") + "\u2026"
