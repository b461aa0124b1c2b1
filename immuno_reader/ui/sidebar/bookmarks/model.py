"""The rows of the list of bookmarks: a model on what is arranged and filtered."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMimeData, QModelIndex, QObject, QSignalBlocker, Qt
from PySide6.QtGui import QStandardItemModel

from immuno_reader.identity import ItemId
from immuno_reader.ui.sidebar.bookmarks.arranging import Entry, HeadingRow
from immuno_reader.ui.sidebar.bookmarks.words import heading_text, said

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.bookmarks.arranging import Heading, Row

_DRAGGED = "application/x-immuno-reader-bookmark"
_MOST_ROWS_STEPPED = 300
"""So many rows that differ are changed one by one; more in one go, as each step costs the view."""
_FLAGS = Qt.ItemFlag
_BOOKMARK = (
    _FLAGS.ItemIsEnabled
    | _FLAGS.ItemIsSelectable
    | _FLAGS.ItemIsEditable
    | _FLAGS.ItemIsDragEnabled
)


class BookmarksModel(QStandardItemModel):
    """The bookmarks and the headings among them. It shows the shelf and never changes it.

    Qt counts the rows by itself, and none of them is an item: for a view to lay out 10,000 rows
    costs next to nothing, as Python is asked only for those that are drawn.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(0, 1, parent)
        self._rows: list[Row] = []
        self._coming: Sequence[Row] = ()
        self._numbers: dict[Heading | ItemId, int] = {}
        """Where each row is; empty when that must be counted anew."""
        # Connected before any view is, so that views find the rows as they are.
        self.rowsInserted.connect(self._take_in)
        self.rowsRemoved.connect(self._let_go)
        self.is_own_order = False
        """Whether the rows can be dragged to other places."""

    def row(self, index: "Index") -> "Row":
        """Return what a row is."""
        return self._rows[index.row()]

    def entry(self, index: "Index") -> Entry | None:
        """Return the bookmark of a row; None for a heading and where there is no row."""
        row = self._rows[index.row()] if index.isValid() else None
        return row if isinstance(row, Entry) else None

    def id_at(self, row: int) -> ItemId | None:
        """Return the bookmark of a row; None for a heading and for the end of the list."""
        found = self._rows[row] if 0 <= row < len(self._rows) else None
        return found.bookmark.id if isinstance(found, Entry) else None

    def ids(self) -> list[ItemId]:
        """Return the bookmarks that are shown, in order."""
        return [row.bookmark.id for row in self._rows if isinstance(row, Entry)]

    def bookmarks(self, ids: "Iterable[ItemId]") -> "list[Bookmark]":
        """Return those of some bookmarks that are shown, in order."""
        wanted = frozenset(ids)
        entries = (row for row in self._rows if isinstance(row, Entry))
        return [row.bookmark for row in entries if row.bookmark.id in wanted]

    def numbers_of(self, ids: "Iterable[ItemId]") -> "Iterator[int]":
        """Yield the numbers of the rows in which some bookmarks are, in order."""
        if not self._numbers:
            # Plainly, for thousands of rows: a property costs more than all else here.
            self._numbers = {
                row.bookmark.id if isinstance(row, Entry) else row.heading: number
                for number, row in enumerate(self._rows)
            }
        yield from sorted(self._numbers[id] for id in ids if id in self._numbers)

    def nearest(self, number: int) -> QModelIndex:
        """Return the bookmark at a row, or else the next one or the last."""
        after = range(max(number, 0), len(self._rows))
        before = range(min(number, len(self._rows)) - 1, -1, -1)
        for candidate in (*after, *before):
            if isinstance(self._rows[candidate], Entry):
                return self.index(candidate, 0)
        return QModelIndex()

    # Becoming other rows

    def show(self, rows: "Sequence[Row]") -> None:
        """Become these rows: one by one, so that a view keeps its place, or else all at once."""
        start, end = _differing(self._rows, rows)
        if start is None:
            return
        if max(len(self._rows), len(rows)) - start - end > _MOST_ROWS_STEPPED:
            self._become(rows)
            return
        wanted = list(rows[start : len(rows) - end])
        last = len(self._rows) - end
        self._remove(start, last, {row.key for row in wanted})
        self._reorder(start, len(self._rows) - end, wanted)
        self._insert(start, wanted)

    def _become(self, rows: "Sequence[Row]") -> None:
        self.beginResetModel()
        self._rows = list(rows)
        self._numbers = {}
        with QSignalBlocker(self):
            self.setRowCount(len(rows))
        self.endResetModel()

    def _take_in(self, _: QModelIndex, first: int, last: int) -> None:
        self._rows[first:first] = self._coming
        self._numbers = {}

    def _let_go(self, _: QModelIndex, first: int, last: int) -> None:
        del self._rows[first : last + 1]
        self._numbers = {}

    def _remove(self, start: int, last: int, kept: "set[Heading | ItemId]") -> None:
        row = last - 1
        while row >= start:
            first = row
            while first >= start and self._rows[first].key not in kept:
                first -= 1
            if first < row:
                self.removeRows(first + 1, row - first)
            row = first - 1

    def _reorder(self, start: int, last: int, wanted: "Sequence[Row]") -> None:
        here = {row.key: row for row in self._rows[start:last]}
        ordered = [here[row.key] for row in wanted if row.key in here]
        if ordered == self._rows[start:last]:
            return
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        keys = [self._rows[index.row()].key for index in held]
        self._rows[start:last] = ordered
        self._numbers = {}
        number_of = {row.key: number for number, row in enumerate(self._rows)}
        self.changePersistentIndexList(held, [self.index(number_of[key], 0) for key in keys])
        self.layoutChanged.emit()

    def _insert(self, start: int, wanted: "Sequence[Row]") -> None:
        here = {row.key for row in self._rows[start : start + len(wanted)]}
        offset = 0
        while offset < len(wanted):
            row = start + offset
            if wanted[offset].key in here:
                if self._rows[row] != wanted[offset]:
                    self._rows[row] = wanted[offset]
                    index = self.index(row, 0)
                    self.dataChanged.emit(index, index)
                offset += 1
                continue
            stop = offset
            while stop < len(wanted) and wanted[stop].key not in here:
                stop += 1
            self._coming = wanted[offset:stop]
            self.insertRows(row, stop - offset)
            offset = stop

    # What Qt asks

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, or what a screen reader says."""
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return heading_text(row.heading) if isinstance(row, HeadingRow) else row.bookmark.name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return said(row)
        return None

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let a bookmark be chosen, renamed and dragged; a list in no order of its own says so."""
        if not index.isValid():
            return Qt.ItemFlag.ItemIsDropEnabled
        if isinstance(self._rows[index.row()], HeadingRow):
            return Qt.ItemFlag.NoItemFlags
        return _BOOKMARK

    def supportedDropActions(self) -> Qt.DropAction:
        """A bookmark is moved, never copied."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Return what may be dropped."""
        return [_DRAGGED]

    def mimeData(self, indexes: "Sequence[QModelIndex]") -> QMimeData:
        """Return dragged bookmarks: their ids alone, which no other program can read."""
        data = QMimeData()
        numbers = sorted(index.row() for index in indexes)
        ids = [id for number in numbers if (id := self.id_at(number))]
        data.setData(_DRAGGED, QByteArray("\n".join(ids).encode()))
        return data


def dragged(data: QMimeData) -> list[ItemId]:
    """Return the bookmarks that are being dragged; none if something else is."""
    if not data.hasFormat(_DRAGGED):
        return []
    return [ItemId(id) for id in bytes(data.data(_DRAGGED).data()).decode().split("\n") if id]


def _differing(before: "Sequence[Row]", after: "Sequence[Row]") -> tuple[int | None, int]:
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
