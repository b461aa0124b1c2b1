"""How the rows of the glossary are drawn, and their list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from immuno_reader.identity import TermRef
from immuno_reader.ui.rows import RowState, dress_rows, ground, paint_ground, paint_lines, wrapped
from immuno_reader.ui.sidebar.glossary.model import GlossaryModel, GlossaryRow
from immuno_reader.ui.sidebar.row_list import RowList

if TYPE_CHECKING:
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.theme import Icons, Look

_LINES = 3
_MEASURED_UP_TO = 500
"""Rows that are each as high as their text; more are all of one height, which costs nothing."""


class _Rows(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: QListView, model: GlossaryModel, look: "Look", icons: "Icons") -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.set_look(look, icons)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        self._look = look
        self._star = icons.pixmap("star-filled", look.icon_px, look.theme.accent)
        self._plain = look.font(look.chrome_px)
        self._letter = look.font(round(look.chrome_px * 0.88), bold=True)

    def _text_box(self, row: QRect) -> QRect:
        look = self._look
        pad, star = look.space(3), look.icon_px + look.space(2)
        box = ground(row, look).adjusted(pad, 0, -pad - star, 0)
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def lines(self, rect: QRect, row: GlossaryRow) -> list[str]:
        text = f"{row.text} ({row.also})" if row.also else row.text
        most = 1 if self._view.uniformItemSizes() else _LINES
        return wrapped(text, self._plain, self._text_box(rect).width(), most)

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        width, look = self._view.viewport().width(), self._look
        lines = len(self.lines(QRect(0, 0, width, 0), self._model.row(index)))
        text = lines * QFontMetrics(self._plain).lineSpacing()
        return QSize(width, max(look.space(8), text + look.space(3)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        look, row, rect = self._look, self._model.row(index), QRect(option.rect)
        box = self._text_box(rect)
        if row.ref is None:
            height = QFontMetrics(self._letter).lineSpacing()
            box.setTop(rect.bottom() - look.space(1) - height)
            paint_lines(painter, box, [row.text], self._letter, look.theme.quiet)
            painter.setPen(QColor(look.theme.rule))
            edge = ground(rect, look).adjusted(look.space(3), 0, -look.space(3), 0)
            painter.drawLine(edge.left(), rect.bottom(), edge.right(), rect.bottom())
            return
        paint_ground(painter, rect, look, RowState.of(option))
        lines = self.lines(rect, row)
        height = len(lines) * QFontMetrics(self._plain).lineSpacing()
        box.setTop(rect.top() + (rect.height() - height) // 2)
        colour = look.theme.ink if row.is_here else look.theme.quiet
        paint_lines(painter, box, lines, self._plain, colour)
        if self._model.is_starred(row.ref):
            side, inner = look.icon_px, ground(rect, look)
            place = QRect(inner.right() - look.space(2) - side, rect.top(), side, rect.height())
            place = QStyle.visualRect(self._view.layoutDirection(), rect, place)
            painter.drawPixmap(place.left(), place.center().y() - side // 2, self._star)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: "Index",
    ) -> bool:
        if not index.isValid():
            return False
        row, rect = self._model.row(index), QRect(option.rect)
        is_cut = self.lines(rect, row)[-1].endswith("\u2026")
        QToolTip.showText(event.globalPos(), row.text if is_cut else "", view.viewport())
        return True


class TermList(RowList):
    """The rows.

    Signals:
        term_requested: a term was clicked or entered.
        absent_requested: a term that no open book explains was clicked or entered: its name.
        star_requested: a term is to be kept, or no longer.
        removal_requested: one of the reader's own words is to be gone from the list.
        left_upwards: the cursor is to go to what stands above the list.
    """

    term_requested = Signal(TermRef)
    absent_requested = Signal(str)
    star_requested = Signal(TermRef)
    removal_requested = Signal(TermRef)
    left_upwards = Signal()

    def __init__(self, model: GlossaryModel, look: "Look", icons: "Icons") -> None:
        """Show the rows of a model."""
        super().__init__()
        self.setAccessibleName(self.tr("Terms"))
        self._model = model
        self._rows = _Rows(self, model, look, icons)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.clicked.connect(self.open)

    @property
    def current(self) -> TermRef | None:
        """The term under the cursor."""
        index = self.currentIndex()
        return self._model.row(index).ref if index.isValid() else None

    def show_rows(self, typed: str) -> int:
        """Show the terms that match, with the cursor where it was, or on the first with a filter.

        Where the term that it was on is gone, it goes to the next.
        """
        before, row = self.current, self.currentIndex().row()
        count = self._model.show(typed)
        self.setUniformItemSizes(self._model.rowCount() > _MEASURED_UP_TO)
        if typed:
            self.setCurrentIndex(self._model.index_of(None))
        else:
            self.setCurrentIndex(self._model.index_of(before, beside=max(row, 0)))
        return count

    def open(self, index: QModelIndex) -> None:
        """Ask for the term of a row."""
        row = self._model.row(index) if index.isValid() else None
        if row is None or row.ref is None:
            return
        if row.is_here:
            self.term_requested.emit(row.ref)
        else:
            self.absent_requested.emit(row.text)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look, icons)
        dress_rows(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a term with Enter or Space, remove a word with Delete; leave upwards."""
        index = self.currentIndex()
        if event.key() == Qt.Key.Key_Delete and self._model.is_own and self.current:
            self.removal_requested.emit(self.current)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open(index)
        elif event.key() == Qt.Key.Key_Up and index == self._model.index_of(None):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer to open a term, to keep it, and to remove it from the reader's own."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        ref = self._model.row(index).ref if index.isValid() else None
        if ref is None:
            return
        self.setCurrentIndex(index)
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        is_kept = self._model.is_starred(ref)
        keep = self.tr("No longer keep this word") if is_kept else self.tr("Keep this word")
        if self._model.row(index).is_here:
            menu.addAction(self.tr("Explain"), lambda: self.term_requested.emit(ref))
        menu.addAction(keep, lambda: self.star_requested.emit(ref))
        if self._model.listed == "looked-up":
            forget = self.tr("Forget that I looked it up")
            menu.addAction(forget, lambda: self.removal_requested.emit(ref))
        menu.popup(
            self.viewport().mapToGlobal(self.visualRect(index).center())
            if is_by_key
            else event.globalPos()
        )
