"""How the headings of the page are drawn, and their list."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QPainter,
    QShowEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from immuno_reader.ui.rows import RowState, dress_rows, ground, paint_ground, paint_lines, wrapped
from immuno_reader.ui.sidebar.headings.model import HeadingsModel
from immuno_reader.ui.sidebar.row_list import RowList

if TYPE_CHECKING:
    from immuno_reader.identity import BlockId
    from immuno_reader.library.book import Heading
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.theme import Look

_LINES = 4
"""The most lines of a heading, so that none is cut at the largest text."""
_DEEPEST = 3
"""Levels below the title that are set in; more would leave no room at the largest text."""
_MEASURED_UP_TO = 500
"""Rows that are each as high as their text; more are all of one height, which costs nothing."""


class _Rows(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, view: QListView, model: HeadingsModel, look: "Look") -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self.set_look(look)

    def set_look(self, look: "Look") -> None:
        self._look = look
        self._plain = look.font(look.chrome_px)
        self._bold = look.font(look.chrome_px, bold=True)

    def _text_box(self, row: QRect, heading: "Heading") -> QRect:
        look, inner = self._look, ground(row, self._look)
        depth = min(heading.level - 1, _DEEPEST)
        left = inner.left() + look.space(3) + depth * look.space(4)
        box = QRect(left, row.top(), inner.right() - look.space(2) - left, row.height())
        return QStyle.visualRect(self._view.layoutDirection(), row, box)

    def _lines(self, row: QRect, heading: "Heading") -> list[str]:
        # Broken as in bold, so that nothing moves when another heading is being read.
        most = 1 if self._view.uniformItemSizes() else _LINES
        return wrapped(heading.text, self._bold, self._text_box(row, heading).width(), most)

    def sizeHint(self, option: QStyleOptionViewItem, index: "Index") -> QSize:
        width, look = self._view.viewport().width(), self._look
        lines = self._lines(QRect(0, 0, width, 0), self._model.heading(index))
        text = len(lines) * QFontMetrics(self._bold).lineSpacing()
        return QSize(width, max(look.space(8), text + look.space(3)))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: "Index") -> None:
        look, heading, row = self._look, self._model.heading(index), QRect(option.rect)
        is_current = heading.block == self._model.current
        paint_ground(painter, row, look, RowState.of(option, is_marked=is_current))
        font, box = self._bold if is_current else self._plain, self._text_box(row, heading)
        lines = self._lines(row, heading)
        height = len(lines) * QFontMetrics(font).lineSpacing()
        box.setTop(row.top() + (row.height() - height) // 2)
        paint_lines(painter, box, lines, font, look.theme.ink)

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: "Index",
    ) -> bool:
        if not index.isValid():
            return False
        heading = self._model.heading(index)
        lines = self._lines(view.visualRect(index), heading)
        is_cut = lines[-1].endswith("\u2026") and not heading.text.endswith("\u2026")
        QToolTip.showText(event.globalPos(), heading.text if is_cut else "", view.viewport())
        return True


class HeadingList(RowList):
    """The rows.

    Signals:
        heading_requested: a heading was clicked or entered: its block.
    """

    heading_requested = Signal(str)

    def __init__(self, model: HeadingsModel, look: "Look") -> None:
        """Show the rows of a model."""
        super().__init__()
        self.setAccessibleName(self.tr("On this page"))
        self._model = model
        self._rows = _Rows(self, model, look)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.clicked.connect(self._open)
        self.set_look(look)

    def show_current(self, block: "BlockId | None") -> None:
        """Mark the heading that is being read, in sight unless somebody is walking the rows."""
        self.setUniformItemSizes(self._model.rowCount() > _MEASURED_UP_TO)
        self._model.set_current(block)
        if not (self.hasFocus() and self.currentIndex().isValid()):
            index = self._model.index_of(block)
            self.setCurrentIndex(index if index.isValid() else self._model.index(0))

    def set_look(self, look: "Look") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look)
        self.setViewportMargins(0, look.space(1.5), 0, look.space(1.5))
        dress_rows(self, look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the heading under the cursor with Enter or Space."""
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
        if event.key() in keys and self.currentIndex().isValid():
            self._open(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """Come up with the heading that is being read in sight."""
        super().showEvent(event)
        self.scrollTo(self.currentIndex())

    def _open(self, index: QModelIndex) -> None:
        self.heading_requested.emit(self._model.heading(index).block)
