"""The list of questions, and what a person does with it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QDropEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QMenu, QToolTip

from immuno_reader.identity import SectionRef
from immuno_reader.ui.rows import dress_rows
from immuno_reader.ui.sidebar.questions.model import QuestionsModel, dragged
from immuno_reader.ui.sidebar.questions.rows import QuestionRows
from immuno_reader.ui.sidebar.row_list import RowList

if TYPE_CHECKING:
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.questions.editor import Field
    from immuno_reader.ui.sidebar.questions.rows import Part
    from immuno_reader.ui.theme import Icons, Look

_PRESSED: "tuple[Part, ...]" = ("tick", "delete", "write", "page")
"""Parts that act like buttons."""


class QuestionList(RowList):
    """The rows.

    Signals:
        tick_requested: a question has been asked, or has not after all.
        edit_requested: something was typed: the question, its field, the words, and whether they
            are the first of this writing.
        delete_requested: a question is to go.
        move_requested: a question is to stand before another, or last with None.
        section_requested: the page that a question came from.
        left_upwards: the cursor is to go to what stands above the list.
        typed: letters, which are meant for a new question: they find nothing in a list so short.
    """

    tick_requested = Signal(str, bool)
    edit_requested = Signal(str, str, str, bool)
    delete_requested = Signal(str)
    move_requested = Signal(str, object)
    section_requested = Signal(SectionRef)
    left_upwards = Signal()
    typed = Signal(str)

    def __init__(self, model: QuestionsModel, look: "Look", icons: "Icons") -> None:
        super().__init__()
        self.setAccessibleName(self.tr("My questions"))
        self.be_moved_in()
        self._model = model
        self._pressed: tuple[QPersistentModelIndex, Part] | None = None
        self._is_down = False
        """Whether the pointer is pressed on the list."""
        self._settling = QTimer(self, singleShot=True, interval=0)
        self._settling.timeout.connect(self._settle)
        self._rows = QuestionRows(self, model, look, icons)
        self._rows.written.connect(self.edit_requested)
        # A click that takes the keyboard from an editor still finds the rows where they were.
        self._rows.closed.connect(self._settling.start)
        self.setItemDelegate(self._rows)
        self.setModel(model)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take the colours and sizes of a look."""
        self._rows.set_look(look, icons)
        dress_rows(self, look)

    def write(self, field: "Field", index: QModelIndex) -> None:
        """Let a question or its answer be written in its place."""
        if not index.isValid():
            return
        self._rows.keep()
        if self._rows.editor is not None:
            self.setFocus()  # closes it
        self.setCurrentIndex(index)
        self._rows.write_next(field)
        self.edit(index)
        self.executeDelayedItemsLayout()
        self.scrollTo(index)
        self.window().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what is being typed before the window closes."""
        if event.type() == QEvent.Type.Close and watched is self.window():
            self._rows.keep()
        return super().eventFilter(watched, event)

    def currentChanged(self, current: "Index", previous: "Index") -> None:
        """Offer at the current question, and nowhere else, to write its answer."""
        super().currentChanged(current, previous)
        self._settling.start()

    def _settle(self) -> None:
        if not self._is_down:
            self._rows.settle(self._model.id_at(self.currentIndex().row()))

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Do at the current question what a key asks for."""
        index, key = self.currentIndex(), event.key()
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if self.state() == QAbstractItemView.State.EditingState or not index.isValid():
            super().keyPressEvent(event)
        elif is_alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._move(index.row(), up=key == Qt.Key.Key_Up)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.write("answer", index)
        elif key == Qt.Key.Key_Space:
            self._do("tick", index)
        elif key == Qt.Key.Key_Delete:
            self._do("delete", index)
        elif key == Qt.Key.Key_F2:
            self.write("text", index)
        elif key == Qt.Key.Key_Up and index.row() == 0:
            self.left_upwards.emit()
        elif event.text().isprintable() and event.text().strip():
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)

    def _move(self, row: int, *, up: bool) -> None:
        if row == 0 if up else row == self._model.rowCount() - 1:
            return
        before = self._model.id_at(row - 1 if up else row + 2)
        self.move_requested.emit(self._model.id_at(row), before)

    def _do(self, part: "Part", index: QModelIndex) -> None:
        question = self._model.question(index)
        match part:
            case "tick":
                self.tick_requested.emit(question.id, not question.is_done)
            case "delete":
                self.delete_requested.emit(question.id)
            case "write":
                self.write("answer", index)
            case "page":
                self.section_requested.emit(question.section)
            case _:
                pass

    # By pointer

    def _part_at(self, point: QPoint) -> "Part | None":
        index = self.indexAt(point)
        if not index.isValid():
            return None
        return self._rows.part_at(index, self.visualRect(index), point)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Press the part of a row that acts like a button, or choose the row."""
        point = event.position().toPoint()
        index, part = self.indexAt(point), self._part_at(point)
        self._pressed = None
        self._is_down = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.LeftButton and part in _PRESSED:
            self._pressed = (QPersistentModelIndex(index), part)
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.setCurrentIndex(index)
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up what the pointer is on."""
        self._point_at(event.position().toPoint())
        if self._pressed is None:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Do what was pressed, if the pointer is still on it."""
        pressed, self._pressed = self._pressed, None
        if pressed is None:
            super().mouseReleaseEvent(event)
        else:
            point = event.position().toPoint()
            index, part = self.indexAt(point), self._part_at(point)
            if part is not None and (QPersistentModelIndex(index), part) == pressed:
                self._do(part, index)
        self._is_down = False
        self._settling.start()

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Drag a question; the release ends the drag and is not told."""
        super().startDrag(supported)
        self._is_down = False
        self._settling.start()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Write in the question or the answer; a part like a button is pressed once more."""
        point = event.position().toPoint()
        part = self._part_at(point)
        if part in _PRESSED or event.button() != Qt.MouseButton.LeftButton:
            self.mousePressEvent(event)
        else:
            self.write("answer" if part == "answer" else "text", self.indexAt(point))

    def leaveEvent(self, event: QEvent) -> None:
        """Light up nothing."""
        super().leaveEvent(event)
        self._point_at(QPoint(-1, -1))

    def _point_at(self, point: QPoint) -> None:
        for place in (self._rows.pointer, point):
            self.update(self.indexAt(place))
        self._rows.pointer = point
        is_on = self._part_at(point) in _PRESSED
        shape = Qt.CursorShape.PointingHandCursor if is_on else Qt.CursorShape.ArrowCursor
        if self.viewport().cursor().shape() != shape:
            self.viewport().setCursor(shape)

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what a part without words does."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            hints: dict[Part | None, str] = {
                "tick": self.tr("Tick off what you have asked (Space)"),
                "delete": self.tr("Remove this question (Del)"),
                "page": self.tr("Go to the page"),
            }
            QToolTip.showText(event.globalPos(), hints.get(self._part_at(event.pos()), ""), self)
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with a question."""
        is_by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if is_by_key else self.indexAt(event.pos())
        if not index.isValid():
            return
        self.setCurrentIndex(index)
        question, menu = self._model.question(index), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        answer = self.tr("Change the answer") if question.answer else self.tr("Write the answer")
        tick = self.tr("Not asked yet") if question.is_done else self.tr("Tick off")
        menu.addAction(answer, lambda: self.write("answer", self.currentIndex()))
        menu.addAction(tick, lambda: self._do("tick", self.currentIndex()))
        menu.addAction(
            self.tr("Change the question"), lambda: self.write("text", self.currentIndex())
        )
        if question.section is not None:
            menu.addAction(
                self.tr("Go to the page"), partial(self.section_requested.emit, question.section)
            )
        menu.addAction(self.tr("Remove"), partial(self.delete_requested.emit, question.id))
        menu.popup(
            self.viewport().mapToGlobal(self.visualRect(index).center())
            if is_by_key
            else event.globalPos()
        )

    def dropEvent(self, event: QDropEvent) -> None:
        """Ask for a question to stand where it was dropped."""
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
