"""How the rows of the list of bookmarks are drawn and renamed."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractItemModel, QPoint, QRect, QSize, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from immuno_reader.identity import ItemId
from immuno_reader.ui.rows import RowState, ground, paint_ground, paint_lines, wrapped
from immuno_reader.ui.sidebar.bookmarks.model import BookmarksModel, kept_on

if TYPE_CHECKING:
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.theme import Icons, Look

_NAME_LINES = 3
_CHAPTER_LINES = 2
_EXCERPT_LINES = 2
_LEAST_TARGET_PX = 24
"""The smallest that a target for the pointer may be (WCAG 2.5.8)."""


class _Texts(NamedTuple):
    """What a row says, line by line."""

    name: list[str]
    about: list[str]
    excerpt: list[str]


class BookmarkRows(QStyledItemDelegate):
    """Draws the rows.

    Signals:
        renamed: a name was typed in place: the bookmark and the name.
    """

    renamed = Signal(str, str)

    def __init__(
        self, view: QListView, model: BookmarksModel, look: "Look", icons: "Icons"
    ) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.pointer = QPoint(-1, -1)
        self.set_look(look, icons)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        theme, side = look.theme, look.icon_px
        self._look = look
        self._bold = look.font(look.chrome_px, bold=True)
        self._small = look.font(round(look.chrome_px * 0.9))
        self._section = icons.pixmap("star-filled", side, theme.accent)
        self._passage = icons.pixmap("bookmarks", side, theme.accent)
        self._delete = icons.pixmap("delete", side, theme.quiet)
        self._delete_hot = icons.pixmap("delete", side, theme.danger)

    def delete_box(self, row: QRect) -> QRect:
        """Return where a row's delete button is."""
        inner = ground(row, self._look)
        side = max(_LEAST_TARGET_PX, self._look.icon_px + self._look.space(2))
        gap = self._look.space(1)
        box = QRect(inner.right() - side - gap, inner.top() + gap, side, side)
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _text_box(self, row: QRect) -> QRect:
        look, inner = self._look, ground(row, self._look)
        left = inner.left() + look.space(3) + look.icon_px + look.space(2)
        right = inner.right() - max(_LEAST_TARGET_PX, look.icon_px + look.space(2)) - look.space(2)
        box = QRect(left, row.top() + look.space(2), right - left, row.height())
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _texts(self, bookmark: "Bookmark", width: int) -> _Texts:
        one_height = self._view.uniformItemSizes()
        excerpt = " ".join(bookmark.excerpt.split())
        return _Texts(
            wrapped(bookmark.name, self._bold, width, 1 if one_height else _NAME_LINES),
            self._about(bookmark, width, 1 if one_height else _CHAPTER_LINES),
            wrapped(excerpt, self._small, width, _EXCERPT_LINES) if excerpt else [],
        )

    def _about(self, bookmark: "Bookmark", width: int, most: int) -> list[str]:
        """Return chapter and date on one line, or the date below where it would not fit."""
        date, metrics = kept_on(bookmark), QFontMetrics(self._small)
        both = " \u00b7 ".join(filter(None, (bookmark.chapter, date)))
        if most == 1 or metrics.horizontalAdvance(both) <= width:
            return wrapped(both, self._small, width, 1) if both else []
        chapter = wrapped(bookmark.chapter, self._small, width, most)
        return [*chapter, date] if date else chapter

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        """Return how high a row is."""
        if self._view.uniformItemSizes():
            names, lines = 1, 1 + _EXCERPT_LINES
        else:
            width = self._text_box(QRect(0, 0, self._view.viewport().width(), 0)).width()
            texts = self._texts(self._model.bookmark(index), width)
            names, lines = len(texts.name), len(texts.about) + len(texts.excerpt)
        height = names * QFontMetrics(self._bold).lineSpacing()
        height += lines * QFontMetrics(self._small).lineSpacing()
        return QSize(self._view.viewport().width(), height + self._look.space(4))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        """Draw a row."""
        look, row = self._look, QRect(option.rect)
        bookmark, state = self._model.bookmark(index), RowState.of(option)
        is_chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_ground(painter, row, look, state._replace(is_hovered=state.is_hovered or is_chosen))
        text = self._text_box(row)
        texts = self._texts(bookmark, text.width())
        icon = self._section if bookmark.anchor is None else self._passage
        left = ground(row, look).left() + look.space(3)
        place = QRect(left, text.top(), look.icon_px, QFontMetrics(self._bold).lineSpacing())
        place = QStyle.visualRect(self._view.layoutDirection(), row, place)
        painter.drawPixmap(place.left(), place.center().y() - look.icon_px // 2, icon)
        small = QFontMetrics(self._small).lineSpacing()
        paint_lines(painter, text, texts.name, self._bold, look.theme.ink)
        text.translate(0, len(texts.name) * QFontMetrics(self._bold).lineSpacing())
        paint_lines(painter, text, texts.about, self._small, look.theme.quiet)
        text.translate(0, len(texts.about) * small)
        paint_lines(painter, text, texts.excerpt, self._small, look.theme.ink)
        if state.is_hovered or is_chosen:
            self._paint_delete(painter, self.delete_box(row))

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

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> QWidget:
        """Make the field in which a bookmark is renamed."""
        field = QLineEdit(parent)
        field.setFont(self._bold)
        field.setAccessibleName(self.tr("Name of the bookmark"))
        return field

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: "Index"
    ) -> None:
        """Put the field over the name."""
        row = QRect(option.rect)
        text, inner = self._text_box(row), ground(row, self._look)
        names = self._texts(self._model.bookmark(index), text.width()).name
        room = len(names) * QFontMetrics(self._bold).lineSpacing() + self._look.space(2)
        text.setTop(inner.top() + 1)
        text.setHeight(max(room, editor.sizeHint().height()))
        text.adjust(-self._look.space(2), 0, self.delete_box(row).width(), 0)
        editor.setGeometry(text.intersected(inner))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: "Index") -> None:
        """Say which name was typed; the shelf decides what becomes of it."""
        if not isinstance(editor, QLineEdit):
            return
        bookmark, name = self._model.bookmark(index), " ".join(editor.text().split())
        if name != bookmark.name:
            self.renamed.emit(ItemId(bookmark.id), name)
