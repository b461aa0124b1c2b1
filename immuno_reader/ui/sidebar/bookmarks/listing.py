"""The list of bookmarks as a person meets it: by keyboard, by pointer, and several at once."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import (
    QEvent,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPoint,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QToolTip

from immuno_reader.ui.rows import dress_rows
from immuno_reader.ui.sidebar.bookmarks.arranging import moved
from immuno_reader.ui.sidebar.bookmarks.model import BookmarksModel, dragged
from immuno_reader.ui.sidebar.bookmarks.rows import BookmarkRows
from immuno_reader.ui.sidebar.bookmarks.words import kind_text
from immuno_reader.ui.sidebar.row_list import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from PySide6.QtCore import QItemSelectionRange

    from immuno_reader.identity import ItemId
    from immuno_reader.ui.theme import Icons, Look

_CHOOSING = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
_BY_CODE = QItemSelectionModel.SelectionFlag


class BookmarksList(RowList):
    """The rows.

    Signals:
        bookmark_requested: a bookmark was clicked or entered.
        rename_requested: a bookmark was given a name.
        delete_requested: bookmarks are to go.
        move_requested: bookmarks are to stand before another, or last with None.
        order_wanted: somebody tried to move a bookmark where the order is not theirs.
        menu_requested: the menu of the chosen bookmarks, and where in global coordinates.
        choice_changed: other bookmarks are chosen.
        left_upwards: the cursor is to go to what stands above the list.
    """

    bookmark_requested = Signal(str)
    rename_requested = Signal(str, str)
    delete_requested = Signal(list)
    move_requested = Signal(list, object)
    order_wanted = Signal()
    menu_requested = Signal(QPoint)
    choice_changed = Signal()
    left_upwards = Signal()

    def __init__(self, model: BookmarksModel, look: "Look", icons: "Icons") -> None:
        """Show the rows of a model."""
        super().__init__()
        self.setAccessibleName(self.tr("Bookmarks"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.be_moved_in()
        self._model = model
        self._pressed_delete = QModelIndex()
        self._is_refused = False
        """Whether the pointer drags what cannot be moved."""
        self._is_choosing = False
        """Whether a click adds to what is chosen, and opens nothing."""
        self._held: tuple[list[ItemId], ItemId | None, int] = [], None, 0
        """What was chosen, under the cursor and where, while all rows become others."""
        self._rows = BookmarkRows(self, model, look, icons)
        self._rows.renamed.connect(self.rename_requested)
        self.setItemDelegate(self._rows)
        model.modelAboutToBeReset.connect(self._hold)
        self.setModel(model)
        model.modelReset.connect(self._take_up)
        self.selectionModel().selectionChanged.connect(self.choice_changed)
        self.clicked.connect(self._open_clicked)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look, icons)
        dress_rows(self, look)

    # What is chosen

    @property
    def chosen(self) -> "list[ItemId]":
        """The bookmarks that are chosen, in order."""
        # By ranges: Qt would ask for the flags of each row.
        chosen = cast("Iterable[QItemSelectionRange]", self.selectionModel().selection())
        ranges = [range(one.top(), one.bottom() + 1) for one in chosen]
        numbers = sorted({number for numbers in ranges for number in numbers})
        return [id for number in numbers if (id := self._model.id_at(number))]

    @property
    def current(self) -> "ItemId | None":
        """The bookmark under the cursor."""
        return self._model.id_at(self.currentIndex().row())

    def choose_only_current(self) -> None:
        """Let what is under the cursor alone be chosen."""
        self.selectionModel().select(self.currentIndex(), _BY_CODE.ClearAndSelect)

    def choose_some(self) -> None:
        """Put the cursor on the first bookmark if it is on none."""
        if not self.currentIndex().isValid():
            self._choose_row(self._model.nearest(0))

    def _choose_row(self, index: QModelIndex) -> None:
        # Not by ``setCurrentIndex``, which adds to what is chosen while Ctrl is still held.
        self.selectionModel().setCurrentIndex(index, _BY_CODE.ClearAndSelect)

    def rect_of_current(self) -> QRect:
        """Return where the row under the cursor is, in global coordinates."""
        rect = self.visualRect(self.currentIndex()) & self.viewport().rect()
        return QRect(self.viewport().mapToGlobal(rect.topLeft()), rect.size())

    def _hold(self) -> None:
        self._held = self.chosen, self.current, self.currentIndex().row()

    def _take_up(self) -> None:
        ids, current, row = self._held
        numbers = list(self._model.numbers_of([current])) if current else []
        index = self._model.index(numbers[0], 0) if numbers else self._model.nearest(row)
        self.selectionModel().setCurrentIndex(index, _BY_CODE.NoUpdate)
        self._choose(ids if any(True for _ in self._model.numbers_of(ids)) else [])
        if index.isValid() and not ids:
            self.selectionModel().select(index, _BY_CODE.Select)
        self.scrollTo(index) if numbers else self.scrollToTop()

    def _choose(self, ids: "Iterable[ItemId]") -> None:
        chosen, start, end = QItemSelection(), -1, -1
        for number in (*self._model.numbers_of(ids), -2):
            if number == end + 1 and start >= 0:
                end = number
                continue
            if start >= 0:
                chosen.select(self._model.index(start, 0), self._model.index(end, 0))
            start = end = number
        self.selectionModel().select(chosen, _BY_CODE.ClearAndSelect)

    # By keyboard

    def event(self, event: QEvent) -> bool:
        """Take Ctrl+A before the window takes it for the page."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_A
            and event.modifiers() == Qt.KeyboardModifier.ControlModifier
        ):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open, rename, remove and move with the keys that do so everywhere."""
        index, key = self.currentIndex(), event.key()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        is_typing = self.state() == QAbstractItemView.State.EditingState
        if is_typing or not index.isValid():
            super().keyPressEvent(event)  # Enter in the field of a name comes here as well
        elif is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(up=key == Qt.Key.Key_Up)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(index)
        elif key == Qt.Key.Key_Delete:
            self.delete_requested.emit(self.chosen or [self.current])
        elif key == Qt.Key.Key_F2:
            self.rename()
        elif key == Qt.Key.Key_Escape and len(self.chosen) > 1:
            self.choose_only_current()
        elif key == Qt.Key.Key_Up and not event.modifiers() and self._is_first(index):
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)
            if key in (Qt.Key.Key_Up, Qt.Key.Key_Home) and self._is_first(self.currentIndex()):
                self.scrollToTop()  # the heading above is no row to move to

    def moveCursor(
        self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier
    ) -> QModelIndex:
        """Go to the bookmark nearest to where Qt would go, which may be a heading."""
        index = super().moveCursor(action, modifiers)
        ups = QAbstractItemView.CursorAction.MoveHome, QAbstractItemView.CursorAction.MovePageUp
        if action in ups and (index == self.currentIndex() or self._model.entry(index) is None):
            return self._model.nearest(0)
        return index

    def startDrag(self, actions: Qt.DropAction) -> None:
        """Say why, where nothing can be moved."""
        if self._model.is_own_order:
            super().startDrag(actions)
        else:
            self._is_refused = True
            self.order_wanted.emit()

    def _is_first(self, index: QModelIndex) -> bool:
        return index == self._model.nearest(0)

    def rename(self) -> None:
        """Give the bookmark under the cursor a name in its place."""
        self.edit(self.currentIndex())

    def _move(self, *, up: bool) -> None:
        if not self._model.is_own_order:
            self.order_wanted.emit()
            return
        ids = self.chosen or [id for id in [self.current] if id]
        order = self._model.ids()
        numbers = [number for number, id in enumerate(order) if id in set(ids)]
        if not numbers or (numbers[0] == 0 if up else numbers[-1] == len(order) - 1):
            return
        after = numbers[0] - 1 if up else numbers[-1] + 2
        self.move_requested.emit(ids, order[after] if after < len(order) else None)

    def _open(self, index: QModelIndex) -> None:
        entry = self._model.entry(index)
        if entry is not None:
            self.bookmark_requested.emit(entry.bookmark.id)

    # By pointer

    def _open_clicked(self, index: QModelIndex) -> None:
        if not self._is_choosing:
            self._open(index)

    def _delete_at(self, point: QPoint) -> QModelIndex:
        """Return the row whose delete button is at a point."""
        index = self.indexAt(point)
        is_on = self._model.entry(index) is not None and self._rows.delete_box(
            self.visualRect(index)
        ).contains(point)
        return index if is_on else QModelIndex()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Note whether the button of a row is pressed, and whether a click chooses or opens."""
        self._pressed_delete, self._is_refused = QModelIndex(), False
        self._is_choosing = bool(event.modifiers() & _CHOOSING)
        if event.button() == Qt.MouseButton.LeftButton and not self._is_choosing:
            self._pressed_delete = self._delete_at(event.position().toPoint())
        if self._pressed_delete.isValid():
            self._choose_row(self._pressed_delete)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the button that the pointer is on."""
        self._point_at(event.position().toPoint())
        is_dragged = self._is_refused and bool(event.buttons())
        if not self._pressed_delete.isValid() and not is_dragged:  # or it would choose a range
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the bookmark whose button was pressed and let go."""
        pressed, self._pressed_delete = self._pressed_delete, QModelIndex()
        if not pressed.isValid():
            super().mouseReleaseEvent(event)
        elif self._delete_at(event.position().toPoint()) == pressed:
            self.delete_requested.emit([self._model.id_at(pressed.row())])

    def leaveEvent(self, event: QEvent) -> None:
        """Light up nothing."""
        super().leaveEvent(event)
        self._point_at(QPoint(-1, -1))

    def _point_at(self, point: QPoint) -> None:
        for place in (self._rows.pointer, point):
            self.update(self.indexAt(place))
        self._rows.pointer = point

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the button does, and what a row is."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            entry = self._model.entry(self.indexAt(event.pos()))
            if self._delete_at(event.pos()).isValid():
                text = self.tr("Remove this bookmark")
            else:
                text = kind_text(entry.bookmark).capitalize() if entry else ""
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of what is chosen, or else of the row under the pointer."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if self._model.entry(index) is None:
            return
        if not self.selectionModel().isSelected(index):
            self._choose_row(index)
        rect = self.visualRect(index)
        at = self.viewport().mapToGlobal(rect.center()) if is_by_key else event.globalPos()
        self.menu_requested.emit(at)

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for what was dragged to be put where it was dropped."""
        ids = dragged(event.mimeData())
        self.setState(QAbstractItemView.State.NoState)
        self.viewport().update()
        if not ids or not self._model.is_own_order:
            return
        point = event.position().toPoint()
        index = self.indexAt(point)
        row = index.row() if index.isValid() else self._model.rowCount()
        if index.isValid() and point.y() > self.visualRect(index).center().y():
            row += 1
        event.setDropAction(Qt.DropAction.IgnoreAction)  # or Qt would remove the rows itself
        event.accept()
        order = self._model.ids()
        before = next((id for id in order[row:] if id not in ids), None)
        if moved(order, ids, before) != order:
            self.move_requested.emit(ids, before)
