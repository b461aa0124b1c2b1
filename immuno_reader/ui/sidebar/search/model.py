"""The rows under the search field, as Qt asks for them."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt, QTimer

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.search.row import SearchRow

_AT_ONCE = 8
"""Rows that are added in one turn: a screen full. Each has to be measured, and who types on must
not wait for rows that are out of sight."""
_PAUSE_MS = 15
"""Between two such turns, so that what comes first is painted and keys are heard."""


class SearchModel(QAbstractListModel):
    """The rows that are shown; those that fill the screen at once, the others right after."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: Sequence[SearchRow] = ()
        self._count = 0
        """How many of them are shown yet."""
        self._more = QTimer(self, interval=_PAUSE_MS)
        self._more.timeout.connect(self._show_more)

    def show(self, rows: "Iterable[SearchRow]") -> None:
        """Show other rows; the same again are left as they are."""
        wanted = tuple(rows)
        if wanted == self._rows:
            return
        self.beginResetModel()
        self._rows = wanted
        self._count = min(len(wanted), _AT_ONCE)
        self.endResetModel()
        self._more.start()

    def show_rest(self) -> None:
        """Show all rows now: somebody moves through them."""
        self._add(len(self._rows))

    def _show_more(self) -> None:
        self._add(self._count + _AT_ONCE)

    def _add(self, wanted: int) -> None:
        count = min(wanted, len(self._rows))
        if count > self._count:
            self.beginInsertRows(QModelIndex(), self._count, count - 1)
            self._count = count
            self.endInsertRows()
        if count == len(self._rows):
            self._more.stop()

    def row(self, index: "Index") -> "SearchRow":
        """Return what stands in a row."""
        return self._rows[index.row()]

    @property
    def choices(self) -> tuple[int, ...]:
        """The numbers of the rows that lead somewhere."""
        return tuple(at for at, row in enumerate(self._rows) if row.target is not None)

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else self._count

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the first line, or what a screen reader says."""
        if not index.isValid():
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.row(index).title.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self.row(index).spoken
        return None

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let rows that lead somewhere be chosen, and the others be passed over."""
        if not index.isValid() or self.row(index).target is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
