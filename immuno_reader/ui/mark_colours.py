"""The colours in which a reader marks what they keep, and what tells them apart without colour."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QColor

from immuno_reader.identity import COLOURS
from immuno_reader.ui.stroked_line import StrokedLine, Strokes

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from immuno_reader.ui.theme import Theme

_LINE_EM = 0.085
_LEAST_LINE_PX = 2


_STROKES = {"green": Strokes(3, 5), "blue": Strokes(1.3, 2.8, 1.3, is_round=True)}
"""Yellow is drawn through, pink twice. The dots are larger than those under a term."""


class MarkColour:
    """How one of the colours looks in a theme."""

    def __init__(self, name: str, theme: "Theme") -> None:
        """Take a colour by name; one that is not known looks like the first."""
        self.name = name if name in COLOURS else COLOURS[0]
        self.ground = QColor(getattr(theme, f"mark_{self.name}"))
        self.edge = QColor(getattr(theme, f"mark_{self.name}_edge"))
        strokes = _STROKES.get(self.name)
        self._stroked = strokes and StrokedLine(strokes, self.edge)

    def draw_lines(
        self, painter: "QPainter", ends: "list[tuple[int, int, int]]", px: float, *, strong: bool
    ) -> None:
        """Draw the line by which the colour is known, wherever it stands.

        Args:
            painter: draws it.
            ends: where each begins, where it ends, and the height of its lower side.
            px: the size of the letters above.
            strong: whether what they mark is pointed at.
        """
        width = max(_LEAST_LINE_PX, round(px * _LINE_EM))
        width += max(1, width // 2) if strong else 0
        if self._stroked is not None:
            self._stroked.draw(painter, ends, width)
            return
        rows = [(width, width)]
        if self.name == "pink":
            thin = max(1, width // 2)
            rows = [(thin, thin), (2 * width + thin, thin)]
        for left, right, bottom in ends:
            for above, height in rows:
                painter.fillRect(left, bottom - above, right - left, height, self.edge)


def colour_name(name: str) -> str:
    """Return what a colour is called in the interface."""
    return {
        "yellow": QCoreApplication.translate("MarkColours", "yellow"),
        "green": QCoreApplication.translate("MarkColours", "green"),
        "blue": QCoreApplication.translate("MarkColours", "blue"),
        "pink": QCoreApplication.translate("MarkColours", "pink"),
    }[name if name in COLOURS else COLOURS[0]]
