"""The rows of the list of questions: a model on what the shelf holds."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QByteArray, QMimeData, QModelIndex, QObject, Qt

from immuno_reader.identity import ItemId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.shelf.question import Question
    from immuno_reader.ui.rows import Index

_DRAGGED = "application/x-immuno-reader-question"


class QuestionsModel(QAbstractListModel):
    """The questions in the reader's order. It shows the shelf and never changes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[Question] = []

    def question(self, index: "Index") -> "Question":
        """Return what a row stands for."""
        return self._rows[index.row()]

    def id_at(self, row: int) -> ItemId | None:
        """Return the question of a row; None for the end of the list."""
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    def index_of(self, id: str) -> QModelIndex:
        """Return the row of a question; an invalid one when it is not shown."""
        rows = (row for row, question in enumerate(self._rows) if question.id == id)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row)

    def show(self, questions: "Sequence[Question]") -> None:
        """Become these questions, row by row, so that a view keeps its cursor and its editor."""
        wanted = {question.id: question for question in questions}
        for row in reversed(range(len(self._rows))):
            if self._rows[row].id not in wanted:
                self.beginRemoveRows(QModelIndex(), row, row)
                del self._rows[row]
                self.endRemoveRows()
        here = {question.id for question in self._rows}
        self._reorder([question.id for question in questions if question.id in here])
        for row, question in enumerate(questions):
            if question.id not in here:
                self.beginInsertRows(QModelIndex(), row, row)
                self._rows.insert(row, question)
                self.endInsertRows()
            elif self._rows[row] != question:
                self._rows[row] = question
                self.dataChanged.emit(self.index(row), self.index(row))

    def _reorder(self, ids: "Sequence[ItemId]") -> None:
        rows = {question.id: question for question in self._rows}
        if ids == list(rows):
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        kept = [self._rows[index.row()].id for index in held]
        self._rows = [rows[id] for id in ids]
        self.changePersistentIndexList(held, [self.index_of(id) for id in kept])
        self.layoutChanged.emit()

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many questions are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the question, whether it has been asked, or what a screen reader says."""
        question = self.question(index)
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return question.text
        if role == Qt.ItemDataRole.CheckStateRole:
            return Qt.CheckState.Checked if question.is_done else Qt.CheckState.Unchecked
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(question)
        return None

    def _said(self, question: "Question") -> str:
        parts = [question.text, self.tr("asked") if question.is_done else ""]
        if question.answer:
            parts.append(self.tr("answer: {0}").format(" ".join(question.answer.split())))
        if question.title:
            parts.append(self.tr("from the page {0}").format(question.title))
        return ", ".join(part for part in parts if part)

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let a question be chosen, ticked off, written in and dragged."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsUserCheckable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """A question is moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped."""
        return [_DRAGGED]

    def mimeData(self, indexes: "Sequence[QModelIndex]") -> QMimeData:
        """Return a dragged question: its id alone, which no other program can read."""
        data = QMimeData()
        for index in indexes:
            data.setData(_DRAGGED, QByteArray(self.question(index).id.encode()))
        return data


def dragged(data: QMimeData) -> ItemId | None:
    """Return the question that is being dragged, or None if something else is."""
    if not data.hasFormat(_DRAGGED):
        return None
    return ItemId(bytes(data.data(_DRAGGED).data()).decode())
