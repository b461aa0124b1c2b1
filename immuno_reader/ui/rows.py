"""How a row of a list is drawn: its ground, its focus ring and its lines of text."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem

if TYPE_CHECKING:
    from immuno_reader.ui.theme import Look

Index = QModelIndex | QPersistentModelIndex
"""A row, as Qt hands it to models and delegates."""

_RING_PX = 2


class RowState(NamedTuple):
    """What a row's ground has to show."""

    is_hovered: bool
    has_focus: bool
    """The keyboard is on it."""
    is_marked: bool = False
    """It is where the reader is: a bar and a soft ground say so, its bold text says it again."""

    @classmethod
    def of(cls, option: QStyleOptionViewItem, *, is_marked: bool = False) -> "RowState":
        """Read the state that Qt hands to a delegate."""
        state: QStyle.StateFlag = option.state
        return cls(
            bool(state & QStyle.StateFlag.State_MouseOver),
            bool(state & QStyle.StateFlag.State_HasFocus),
            is_marked,
        )


def ground(row: QRect, look: "Look") -> QRect:
    """Return the part of a row that is filled: a little inside it, so that rows stay apart."""
    return row.adjusted(look.space(1.5), 1, -look.space(1.5), -1)


def paint_ground(painter: QPainter, row: QRect, look: "Look", state: RowState) -> None:
    """Fill a row as its state asks, and draw the ring of the keyboard around it."""
    theme, rect, radius = look.theme, QRectF(ground(row, look)), look.space(1.25)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    if state.is_marked:
        painter.setBrush(QColor(theme.accent_soft))
        painter.drawRoundedRect(rect, radius, radius)
        painter.setBrush(QColor(theme.accent))
        bar = QRectF(rect.left(), rect.top() + 3, look.space(1), rect.height() - 6)
        if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            bar.moveRight(rect.right())
        painter.drawRoundedRect(bar, bar.width() / 2, bar.width() / 2)
    elif state.is_hovered:
        painter.setBrush(QColor(theme.card))
        painter.setPen(QColor(theme.rule))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
    if state.has_focus:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(theme.focus), _RING_PX))
        inset = _RING_PX / 2
        painter.drawRoundedRect(rect.adjusted(inset, inset, -inset, -inset), radius, radius)
    painter.restore()


def dress_rows(view: QAbstractItemView, look: "Look") -> None:
    """Give a list or a tree the colours and sizes of a look, which its delegate has already."""
    view.setFont(look.font(look.chrome_px))
    colours = QPalette(view.palette())
    colours.setColor(QPalette.ColorRole.Base, QColor(look.theme.panel))
    # The style would fill the chosen rows before the delegate draws them.
    colours.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)
    view.setPalette(colours)
    view.scheduleDelayedItemsLayout()


def wrapped(text: str, font: QFont, width_px: int, most: int) -> list[str]:
    """Return a text as at most so many lines, the last one elided when there is more."""
    metrics = QFontMetrics(font)
    if metrics.horizontalAdvance(text) <= width_px:
        return [text]
    if most == 1:
        return [metrics.elidedText(text, Qt.TextElideMode.ElideRight, width_px)]
    # Qt counts in UTF-16 units, Python in code points.
    units = text.encode("utf-16-le", "surrogatepass")
    layout, start = QTextLayout(text, font), 0
    lines: list[str] = []
    wrap = QTextOption()
    wrap.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(wrap)
    layout.beginLayout()
    while len(lines) < most - 1:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width_px, 1))
        end = line.textStart() + line.textLength()
        lines.append(units[2 * start : 2 * end].decode("utf-16-le", "replace").strip())
        start = end
    layout.endLayout()
    rest = units[2 * start :].decode("utf-16-le", "replace").strip()
    if rest:
        lines.append(metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width_px))
    return lines


def paint_lines(painter: QPainter, rect: QRect, lines: list[str], font: QFont, colour: str) -> None:
    """Write lines one under another from the top of a rectangle."""
    height = QFontMetrics(font).lineSpacing()
    painter.setFont(font)
    painter.setPen(QColor(colour))
    for number, line in enumerate(lines):
        painter.drawText(
            QRect(rect.left(), rect.top() + number * height, rect.width(), height),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            line,
        )
