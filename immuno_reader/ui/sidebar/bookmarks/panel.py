"""The list of bookmarks as a person meets it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLabel,
    QListView,
    QMenu,
    QStackedLayout,
    QToolTip,
    QWidget,
)

from immuno_reader.ui.sidebar.bookmarks.model import BookmarksModel, dragged
from immuno_reader.ui.sidebar.bookmarks.rows import BookmarkRows

if TYPE_CHECKING:
    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.theme import Icons, Look

_MEASURED_UP_TO = 500
"""Rows that are each as high as their text; more are all of one height, which costs nothing."""


class BookmarksPanel(QWidget):
    """Lists what the reader kept, or says how to keep something.

    Signals:
        bookmark_requested: a bookmark was clicked or entered.
        rename_requested: a bookmark was given a name.
        delete_requested: a bookmark is to go.
        move_requested: a bookmark is to stand before another, or last with None.
    """

    bookmark_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)
    move_requested = Signal(str, object)

    def __init__(
        self, shelf: "Bookshelf", look: "Look", icons: "Icons", parent: QWidget | None = None
    ) -> None:
        """Show what is on a shelf now; ``refresh`` shows what has become of it."""
        super().__init__(parent)
        self._shelf = shelf
        self._model = BookmarksModel(self)
        self._list = _List(self._model, look, icons)
        self._list.bookmark_requested.connect(self.bookmark_requested)
        self._list.rename_requested.connect(self.rename_requested)
        self._list.delete_requested.connect(self.delete_requested)
        self._list.move_requested.connect(self.move_requested)
        self._empty = QLabel(
            self.tr("No bookmarks yet. Press Ctrl+D or the star to keep your place.")
        )
        self._empty.setObjectName("empty")
        self._empty.setWordWrap(True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
        self._empty.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self._list)
        self._layout.addWidget(self._empty)
        self.set_look(look, icons)
        self.refresh()

    def refresh(self, *_: object) -> None:
        """Show what the shelf holds now; the cursor stays on its bookmark."""
        bookmarks = self._shelf.bookmarks
        self._list.setUniformItemSizes(len(bookmarks) > _MEASURED_UP_TO)
        self._model.show(bookmarks)
        shown = self._list if bookmarks else self._empty
        self._layout.setCurrentWidget(shown)
        self.setFocusProxy(shown)
        if bookmarks and not self._list.currentIndex().isValid():
            self._list.setCurrentIndex(self._model.index(0))

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._list.set_look(look, icons)
        self._empty.setFont(look.font(look.chrome_px))
        self._empty.setContentsMargins(*[look.space(4)] * 4)
        colours = QPalette(self._empty.palette())
        colours.setColor(QPalette.ColorRole.WindowText, QColor(look.theme.ink))
        self._empty.setPalette(colours)


class _List(QListView):
    """The rows, and what a person does with them."""

    bookmark_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(str)
    move_requested = Signal(str, object)

    def __init__(self, model: BookmarksModel, look: "Look", icons: "Icons") -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Bookmarks"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDragDropOverwriteMode(False)
        self.setMouseTracking(True)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._model = model
        self._pressed_delete = QModelIndex()
        self._rows = BookmarkRows(self, model, look, icons)
        self._rows.renamed.connect(self.rename_requested)
        self.setItemDelegate(self._rows)
        self.setModel(model)
        self.clicked.connect(self._open)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        self._rows.set_look(look, icons)
        self.setFont(look.font(look.chrome_px))
        colours = QPalette(self.palette())
        colours.setColor(QPalette.ColorRole.Base, QColor(look.theme.panel))
        self.setPalette(colours)
        self.scheduleDelayedItemsLayout()

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        index, key = self.currentIndex(), event.key()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_typing = self.state() == QAbstractItemView.State.EditingState
        if is_typing or not index.isValid():
            super().keyPressEvent(event)  # Enter in the field of a name comes here as well
        elif is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(index.row(), up=key == Qt.Key.Key_Up)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif key == Qt.Key.Key_Delete:
            self._ask_delete(index)
        elif key == Qt.Key.Key_F2:
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, *, up: bool) -> None:
        if row == 0 if up else row == self._model.rowCount() - 1:
            return
        before = self._model.id_at(row - 1 if up else row + 2)
        self.move_requested.emit(self._model.id_at(row), before)

    def _open(self, index: QModelIndex) -> None:
        self.bookmark_requested.emit(self._model.bookmark(index).id)

    def _ask_delete(self, index: QModelIndex) -> None:
        self.delete_requested.emit(self._model.bookmark(index).id)

    # By pointer

    def _delete_at(self, point: QPoint) -> QModelIndex:
        """Return the row whose delete button is at a point."""
        index = self.indexAt(point)
        is_on = index.isValid() and self._rows.delete_box(self.visualRect(index)).contains(point)
        return index if is_on else QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed_delete = QModelIndex()
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed_delete = self._delete_at(event.position().toPoint())
        if self._pressed_delete.isValid():
            self.setCurrentIndex(self._pressed_delete)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._point_at(event.position().toPoint())
        if not self._pressed_delete.isValid():
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed_delete = self._pressed_delete, QModelIndex()
        if not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif self._delete_at(event.position().toPoint()) == pressed:
            self._ask_delete(pressed)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._point_at(QPoint(-1, -1))

    def _point_at(self, point: QPoint) -> None:
        for place in (self._rows.pointer, point):
            self.update(self.indexAt(place))
        self._rows.pointer = point

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            is_on = self._delete_at(event.pos()).isValid()
            QToolTip.showText(
                event.globalPos(), self.tr("Remove this bookmark") if is_on else "", self
            )
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        id = self._model.bookmark(index).id
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(self.tr("Open"), partial(self.bookmark_requested.emit, id))
        menu.addAction(self.tr("Rename"), lambda: self.edit(self.currentIndex()))
        menu.addAction(self.tr("Remove"), partial(self.delete_requested.emit, id))
        menu.popup(
            self.viewport().mapToGlobal(self.visualRect(index).center())
            if is_by_key
            else event.globalPos()
        )

    def dropEvent(self, event: QDropEvent) -> None:
        moved = dragged(event.mimeData())
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if moved is None:
            return
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = index.row() if index.isValid() else self._model.rowCount()
        if index.isValid() and point.y() > self.visualRect(index).center().y():
            row += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or Qt would remove the row itself
        event.accept()
        if moved not in (self._model.id_at(row), self._model.id_at(row - 1)):
            self.move_requested.emit(moved, self._model.id_at(row))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.scheduleDelayedItemsLayout()
