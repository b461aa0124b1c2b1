"""How the rows of the list of bookmarks are drawn and renamed."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from immuno_reader.identity import COLOURS
from immuno_reader.ui.rows import RowState, ground, paint_ground, paint_lines
from immuno_reader.ui.sidebar.bookmarks.arranging import HeadingRow
from immuno_reader.ui.sidebar.bookmarks.filtering import colour_of
from immuno_reader.ui.sidebar.bookmarks.shaping import Shapes
from immuno_reader.ui.sidebar.bookmarks.swatches import swatch
from immuno_reader.ui.sidebar.bookmarks.words import heading_text

if TYPE_CHECKING:
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.bookmarks.arranging import Entry
    from immuno_reader.ui.sidebar.bookmarks.model import BookmarksModel
    from immuno_reader.ui.sidebar.bookmarks.shaping import Shape, Tag
    from immuno_reader.ui.theme import Icons, Look

_LEAST_TARGET_PX = 24
"""The smallest that a target for the pointer may be (WCAG 2.5.8)."""


class BookmarkRows(QStyledItemDelegate):
    """Draws the rows.

    Signals:
        renamed: a name was typed in place: the bookmark and the name.
    """

    renamed = Signal(str, str)

    def __init__(
        self, view: QListView, model: "BookmarksModel", look: "Look", icons: "Icons"
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.pointer = QPoint(-1, -1)
        self._shapes = Shapes(look)
        self.set_look(look, icons)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        theme, side = look.theme, look.icon_px
        self._look = look
        self._shapes = Shapes(look)
        self._section = icons.pixmap("star-filled", side, theme.accent)
        self._swatches = {colour: swatch(colour, theme, side) for colour in COLOURS}
        self._note_px = QFontMetrics(self._shapes.small).ascent()
        self._note = icons.pixmap("written", self._note_px, theme.quiet)
        self._delete = icons.pixmap("delete", side, theme.quiet)
        self._delete_hot = icons.pixmap("delete", side, theme.danger)

    # Where things are

    def delete_box(self, row: QRect) -> QRect:
        """Return where a row's delete button is."""
        inner = ground(row, self._look)
        side, gap = self._delete_px, self._look.space(1)
        box = QRect(inner.right() - side - gap, inner.top() + gap, side, side)
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    @property
    def _delete_px(self) -> int:
        return max(_LEAST_TARGET_PX, self._look.icon_px + self._look.space(2))

    def _text_box(self, row: QRect) -> QRect:
        look, inner = self._look, ground(row, self._look)
        left = inner.left() + look.space(3) + look.icon_px + look.space(2)
        right = inner.right() - self._delete_px - look.space(2)
        box = QRect(left, row.top() + look.space(2), right - left, row.height())
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _shape(self, entry: "Entry") -> "Shape":
        width = self._text_box(QRect(0, 0, self._view.viewport().width(), 0)).width()
        return self._shapes.shape(entry, width, is_short=self._view.uniformItemSizes())

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        """Return how high a row is."""
        width, look = self._view.viewport().width(), self._look
        if self._view.uniformItemSizes():
            return QSize(width, self._shapes.short_px + look.space(4))
        row = self._model.row(index)
        if isinstance(row, HeadingRow):
            return QSize(width, QFontMetrics(self._shapes.heading).lineSpacing() + look.space(5))
        return QSize(width, self._shape(row).height_px + look.space(4))

    # Drawing

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        """Draw a row."""
        row = self._model.row(index)
        if isinstance(row, HeadingRow):
            self._paint_heading(painter, QRect(option.rect), row)
        else:
            is_current = index == self._view.currentIndex()
            self._paint_entry(painter, option, row, is_current=is_current)

    def _paint_heading(self, painter: QPainter, rect: QRect, row: HeadingRow) -> None:
        look, font = self._look, self._shapes.heading
        metrics = QFontMetrics(font)
        inner = ground(rect, look).adjusted(look.space(3), 0, -look.space(3), 0)
        line = rect.bottom() - look.space(1)
        box = QRect(inner.left(), line - metrics.lineSpacing() - 1, inner.width(), 0)
        count = str(row.size)
        room = box.width() - metrics.horizontalAdvance(count) - look.space(2)
        mirror = self._view.layoutDirection()
        text = QStyle.visualRect(mirror, rect, QRect(box.left(), box.top(), room, 0))
        width = box.width() - room
        aside = QStyle.visualRect(mirror, rect, QRect(box.right() - width, box.top(), width, 0))
        paint_lines(
            painter,
            text,
            self._shapes.heading_line(heading_text(row.heading), room),
            font,
            look.theme.quiet,
        )
        painter.setPen(QColor(look.theme.quiet))
        painter.drawText(
            aside.left() + width - metrics.horizontalAdvance(count),
            box.top() + metrics.ascent(),
            count,
        )
        painter.setPen(QColor(look.theme.rule))
        painter.drawLine(inner.left(), line, inner.right(), line)

    def _paint_entry(
        self, painter: QPainter, option: QStyleOptionViewItem, entry: "Entry", *, is_current: bool
    ) -> None:
        look, row, state = self._look, QRect(option.rect), RowState.of(option)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, row, look, state._replace(is_marked=is_chosen))
        shape, text = self._shape(entry), self._text_box(row)
        left = ground(row, look).left() + look.space(3)
        place = QRect(left, text.top(), look.icon_px, shape.first_px)
        place = QStyle.visualRect(self._view.layoutDirection(), row, place)
        colour = colour_of(entry.bookmark)
        sign = self._swatches[colour] if colour else self._section
        painter.drawPixmap(place.left(), place.center().y() - look.icon_px // 2, sign)
        for piece in shape.pieces:
            box = text.translated(0, piece.top_px)
            if piece.is_note:
                self._paint_note_sign(painter, row, box)
                indent = shape.note_px
                box.adjust(indent if self._is_ltr else 0, 0, 0 if self._is_ltr else -indent, 0)
            # What is quiet would be too faint on the ground of a row that is chosen.
            ink = look.theme.quiet if piece.is_quiet and not is_chosen else look.theme.ink
            paint_lines(painter, box, list(piece.lines), piece.font, ink)
        for tag in shape.tags:
            self._paint_tag(painter, text, tag)
        if state.is_hovered or (is_chosen and is_current):
            self._paint_delete(painter, self.delete_box(row))

    @property
    def _is_ltr(self) -> bool:
        return not self._view.isRightToLeft()

    def _paint_note_sign(self, painter: QPainter, row: QRect, box: QRect) -> None:
        left = box.left() if self._is_ltr else box.right() - self._note_px
        gap = (QFontMetrics(self._shapes.small).lineSpacing() - self._note_px) // 2
        painter.drawPixmap(left, box.top() + gap, self._note)

    def _paint_tag(self, painter: QPainter, text: QRect, tag: "Tag") -> None:
        look = self._look
        box = tag.box.translated(text.topLeft())
        box = QStyle.visualRect(self._view.layoutDirection(), text, box)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(look.theme.edge), 1))
        painter.setBrush(QColor(look.theme.card))
        painter.drawRoundedRect(box.adjusted(0, 0, -1, -1), look.space(1), look.space(1))
        painter.restore()
        inner = box.adjusted(look.space(1.5), 0, 0, 0)
        paint_lines(painter, inner, [tag.text], self._shapes.tag, look.theme.ink)

    def _paint_delete(self, painter: QPainter, box: QRect) -> None:
        is_hot = box.contains(self.pointer)
        if is_hot:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QColor(self._look.theme.danger))
            painter.setBrush(QColor(self._look.theme.danger_soft))
            painter.drawRoundedRect(box, self._look.space(1), self._look.space(1))
            painter.restore()
        icon = self._delete_hot if is_hot else self._delete
        inset = (box.width() - self._look.icon_px) // 2
        painter.drawPixmap(box.left() + inset, box.top() + inset, icon)

    # Renaming

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> QWidget:
        """Make the field in which a bookmark is renamed."""
        field = QLineEdit(parent)
        field.setFont(self._shapes.bold)
        field.setAccessibleName(self.tr("Name of the bookmark"))
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> None:
        """Put the field over the name."""
        entry = self._model.entry(index)
        if entry is None:
            return
        row = QRect(option.rect)
        text, inner = self._text_box(row), ground(row, self._look)
        room = self._shape(entry).name_px + self._look.space(2)
        text.setTop(inner.top() + 1)
        text.setHeight(max(room, editor.sizeHint().height()))
        text.adjust(-self._look.space(2), 0, self._delete_px, 0)
        editor.setGeometry(text.intersected(inner))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: "Index") -> None:
        """Say which name was typed; the shelf decides what becomes of it."""
        entry = self._model.entry(index)
        if entry is None or not isinstance(editor, QLineEdit):
            return
        name = " ".join(editor.text().split())
        if name != entry.bookmark.name:
            self.renamed.emit(entry.bookmark.id, name)
