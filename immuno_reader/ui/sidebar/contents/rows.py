"""How the rows of the contents tree are drawn."""

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter, QPixmap
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
    QTreeView,
)

from immuno_reader.ui.rows import RowState, ground, paint_ground, paint_lines, wrapped
from immuno_reader.ui.sidebar.contents.model import ContentsModel

if TYPE_CHECKING:
    from immuno_reader.library.book import SectionEntry
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.contents.model import Kept
    from immuno_reader.ui.theme import Icons, Look

_LINES = 4
"""The most lines of a title, so that none is cut at the largest text."""
_REMEMBERED = 500
"""So many titles are remembered as they fit: more than there are rows in sight and opened."""


class Boxes(NamedTuple):
    """Where the parts of a row are."""

    chevron: QRect
    title: QRect
    badge: QRect


class ContentsRows(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: QTreeView, look: "Look", icons: "Icons") -> None:
        super().__init__(view)
        self._view = view
        self._model = ContentsModel.of_nothing()
        self.set_look(look, icons)

    def set_model(self, model: ContentsModel) -> None:
        """Draw the rows of another model."""
        self._model = model

    @property
    def _most(self) -> int:
        return 1 if self._view.uniformRowHeights() else _LINES

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        theme, side = look.theme, look.icon_px
        self._look, self._icons = look, icons
        # The same few titles are measured at every change and every painting.
        self._wrapped = lru_cache(_REMEMBERED)(wrapped)
        self._plain = look.font(look.chrome_px)
        self._bold = look.font(look.chrome_px, bold=True)
        self._small = look.font(round(look.chrome_px * 0.88), bold=True)
        self._number = look.font(round(look.chrome_px * 0.85))
        self._italic = look.font(look.chrome_px)
        self._italic.setItalic(True)
        self._chevrons = {
            is_open: icons.pixmap("expanded" if is_open else "collapsed", side, theme.quiet)
            for is_open in (True, False)
        }

    def boxes(self, row: QRect, index: "Index") -> Boxes:
        """Return where the parts of a row are."""
        entry = self._model.entry(index)
        look, inner, side = self._look, ground(row, self._look), self._look.icon_px
        left = inner.left() + look.space(1.25) + max(entry.depth, 0) * look.space(4)
        badge_width = self._badge_px(self._model.kept_in(index))
        title_left = left + side + look.space(0.5)
        boxes = (
            QRect(left, row.top(), side, row.height()),
            QRect(
                title_left,
                row.top(),
                inner.right() - badge_width - title_left,
                row.height(),
            ),
            QRect(inner.right() - badge_width, row.top(), badge_width, row.height()),
        )
        mirror = self._view.layoutDirection()
        return Boxes(*(QStyle.visualRect(mirror, row, box) for box in boxes))

    def _badge_px(self, kept: "Kept") -> int:
        """Return the room for a star and a number, the same whether the row is open or not."""
        if not kept.own + kept.inside:
            return self._look.space(2)
        number = QFontMetrics(self._number).horizontalAdvance(str(kept.own + kept.inside))
        gap = self._look.space(0.75)
        return self._star_px + (number + gap if kept.own + kept.inside > 1 else 0) + 2 * gap

    @property
    def _star_px(self) -> int:
        return round(self._look.icon_px * 0.85)

    def lines(self, row: QRect, index: "Index") -> list[str]:
        """Return the title as it fits in a row."""
        entry = self._model.entry(index)
        width = self.boxes(row, index).title.width()
        return self._wrapped(entry.title, self._font(entry), width, self._most)

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        """Return how high a row is."""
        look, entry = self._look, self._model.entry(index)
        width = self._view.viewport().width()
        count = len(self.lines(QRect(0, 0, width, 0), index)) if self._most > 1 else 1
        text = count * QFontMetrics(self._font(entry)).lineSpacing()
        if entry.kind == "part" and not self._view.uniformRowHeights():
            return QSize(width, text + look.space(5))
        return QSize(width, max(look.space(8), text + look.space(3)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        """Draw a row."""
        look, entry, row = self._look, self._model.entry(index), QRect(option.rect)
        is_current = entry.ref is not None and entry.ref == self._model.current
        paint_ground(painter, row, look, RowState.of(option, is_marked=is_current))
        boxes = self.boxes(row, index)
        font = self._font(entry)
        lines = self._wrapped(entry.title, font, boxes.title.width(), self._most)
        height = len(lines) * QFontMetrics(font).lineSpacing()
        below = look.space(1.5) if entry.kind == "part" else (row.height() - height) // 2
        title = boxes.title
        title.setTop(row.bottom() + 1 - below - height)
        if self._model.hasChildren(index):
            chevron = boxes.chevron
            chevron.setTop(title.top())
            chevron.setHeight(QFontMetrics(font).lineSpacing())
            self._paint_icon(painter, chevron, self._chevrons[self._view.isExpanded(index)])
        badge = boxes.badge
        badge.setTop(title.top())
        badge.setHeight(height)
        self._paint_badge(painter, badge, index)
        colour = look.theme.ink if entry.kind == "section" else look.theme.quiet
        paint_lines(painter, title, lines, font, colour)

    def _paint_badge(self, painter: QPainter, box: QRect, index: "Index") -> None:
        """Draw a star and how much is kept: of the section, or of all inside a closed row.

        The star is hollow where nothing is kept of the section itself.
        """
        kept, look = self._model.kept_in(index), self._look
        count = kept.own if self._view.isExpanded(index) else kept.own + kept.inside
        if not count:
            return
        name = "star-filled" if kept.own else "star"
        star = self._icons.pixmap(name, self._star_px, look.theme.accent)
        gap = look.space(0.75)
        number = QFontMetrics(self._number).horizontalAdvance(str(count)) if count > 1 else 0
        width = self._star_px + (gap + number if number else 0)
        place = QRect(box.right() + 1 - gap - width, box.top(), self._star_px, box.height())
        text = QRect(place.right() + 1 + gap, box.top(), number + 1, box.height())
        mirror = self._view.layoutDirection()
        self._paint_icon(painter, QStyle.visualRect(mirror, box, place), star)
        if number:
            painter.setFont(self._number)
            painter.setPen(QColor(look.theme.ink))
            place = QStyle.visualRect(mirror, box, text)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(count))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: "Index",
    ) -> bool:
        """Show the whole title of a row that has no room for it."""
        if not index.isValid():
            return False
        entry = self._model.entry(index)
        row = view.visualRect(index)
        lines = self.lines(row, index)
        whole = " ".join(entry.title.split())
        if " ".join(" ".join(lines).split()) == whole:
            QToolTip.hideText()
        else:
            QToolTip.showText(event.globalPos(), whole, view.viewport(), row)
        return True

    def _font(self, entry: "SectionEntry") -> QFont:
        if entry.kind == "part":
            return self._bold if entry.depth < 0 else self._small
        if entry.kind == "draft":
            return self._italic
        is_current = entry.ref == self._model.current
        return self._bold if is_current else self._plain

    def _paint_icon(self, painter: QPainter, box: QRect, icon: QPixmap) -> None:
        size = icon.deviceIndependentSize().toSize()
        painter.drawPixmap(
            box.left() + (box.width() - size.width()) // 2,
            box.top() + (box.height() - size.height()) // 2,
            icon,
        )
