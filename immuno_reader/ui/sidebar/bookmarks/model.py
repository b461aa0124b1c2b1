"""The rows of the list of bookmarks: a model on what the shelf holds."""

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QByteArray,
    QDate,
    QLocale,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
)

from immuno_reader.identity import ItemId

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.rows import Index

_DRAGGED = "application/x-immuno-reader-bookmark"


class BookmarksModel(QAbstractListModel):
    """The bookmarks in the reader's order. It shows the shelf and never changes it."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: list[Bookmark] = []

    def bookmark(self, index: "Index") -> "Bookmark":
        """Return what a row stands for."""
        return self._rows[index.row()]

    def id_at(self, row: int) -> ItemId | None:
        """Return the bookmark of a row; None for the end of the list."""
        return self._rows[row].id if 0 <= row < len(self._rows) else None

    def show(self, bookmarks: "Sequence[Bookmark]") -> None:
        """Become these bookmarks, row by row, so that a view keeps its cursor and its place."""
        start, end = _differing(self._rows, bookmarks)
        if start is None:
            return
        wanted = list(bookmarks[start : len(bookmarks) - end])
        last = len(self._rows) - end
        self._remove(start, last, {bookmark.id for bookmark in wanted})
        self._reorder(start, len(self._rows) - end, wanted)
        self._insert(start, wanted)

    def _remove(self, start: int, last: int, kept: "set[ItemId]") -> None:
        row = last - 1
        while row >= start:
            first = row
            while first >= start and self._rows[first].id not in kept:
                first -= 1
            if first < row:
                self.beginRemoveRows(QModelIndex(), first + 1, row)
                del self._rows[first + 1 : row + 1]
                self.endRemoveRows()
            row = first - 1

    def _reorder(self, start: int, last: int, wanted: "Sequence[Bookmark]") -> None:
        here = {bookmark.id: bookmark for bookmark in self._rows[start:last]}
        ordered = [here[bookmark.id] for bookmark in wanted if bookmark.id in here]
        if ordered == self._rows[start:last]:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self._rows[index.row()].id for index in held]
        self._rows[start:last] = ordered
        row_of = {bookmark.id: row for row, bookmark in enumerate(self._rows)}
        self.changePersistentIndexList(held, [self.index(row_of[id]) for id in ids])
        self.layoutChanged.emit()

    def _insert(self, start: int, wanted: "Sequence[Bookmark]") -> None:
        here = {bookmark.id for bookmark in self._rows[start : start + len(wanted)]}
        offset = 0
        while offset < len(wanted):
            row = start + offset
            if wanted[offset].id in here:
                if self._rows[row] != wanted[offset]:
                    self._rows[row] = wanted[offset]
                    self.dataChanged.emit(self.index(row), self.index(row))
                offset += 1
                continue
            stop = offset
            while stop < len(wanted) and wanted[stop].id not in here:
                stop += 1
            self.beginInsertRows(QModelIndex(), row, start + stop - 1)
            self._rows[row:row] = wanted[offset:stop]
            self.endInsertRows()
            offset = stop

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many bookmarks there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, or what a screen reader says."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.bookmark(index).name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(self.bookmark(index))
        return None

    def _said(self, bookmark: "Bookmark") -> str:
        kind = self.tr("section") if bookmark.anchor is None else self.tr("passage")
        parts = (bookmark.name, kind, bookmark.chapter, kept_on(bookmark), bookmark.excerpt)
        return ", ".join(part for part in parts if part)

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let a bookmark be chosen, renamed and dragged, and the list be dropped on."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        return (
            Qt.ItemFlag.ItemIsEnabled
            | Qt.ItemFlag.ItemIsSelectable
            | Qt.ItemFlag.ItemIsEditable
            | Qt.ItemFlag.ItemIsDragEnabled
        )

    def supportedDropActions(self) -> Qt.DropAction:
        """A bookmark is moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped."""
        return [_DRAGGED]

    def mimeData(self, indexes: "Sequence[QModelIndex]") -> QMimeData:
        """Return a dragged bookmark: its id alone, which no other program can read."""
        data = QMimeData()
        for index in indexes:
            data.setData(_DRAGGED, QByteArray(self.bookmark(index).id.encode()))
        return data


def dragged(data: QMimeData) -> ItemId | None:
    """Return the bookmark that is being dragged, or None if something else is."""
    if not data.hasFormat(_DRAGGED):
        return None
    return ItemId(bytes(data.data(_DRAGGED).data()).decode())


def kept_on(bookmark: "Bookmark") -> str:
    """Return the day a bookmark was made, in the reader's time zone and language."""
    try:
        day = datetime.fromisoformat(bookmark.created).astimezone().date()
    except (ValueError, OverflowError, OSError):
        return ""  # a file edited by hand
    return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")


def _differing(before: "Sequence[Bookmark]", after: "Sequence[Bookmark]") -> tuple[int | None, int]:
    """Return how many rows at the start and at the end are the same; None if all are."""
    shorter = min(len(before), len(after))
    start = 0
    while start < shorter and before[start] == after[start]:
        start += 1
    if start == len(before) == len(after):
        return None, 0
    end = 0
    while end < shorter - start and before[-1 - end] == after[-1 - end]:
        end += 1
    return start, end
