"""The rows of the panel "On this page": a model on the headings of a section."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.identity import BlockId
    from immuno_reader.library.book import Heading
    from immuno_reader.ui.rows import Index


class HeadingsModel(QAbstractListModel):
    """The headings in the order of the page, and which of them is being read."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._rows: Sequence[Heading] = ()
        self._current: BlockId | None = None

    @property
    def current(self) -> "BlockId | None":
        """The heading that is being read, by its block."""
        return self._current

    def heading(self, index: "Index") -> "Heading":
        """Return what a row stands for."""
        return self._rows[index.row()]

    def index_of(self, block: "BlockId | None") -> QModelIndex:
        """Return the row of a heading; an invalid index when there is none."""
        rows = (row for row, heading in enumerate(self._rows) if heading.block == block)
        row = next(rows, None)
        return QModelIndex() if row is None else self.index(row)

    def show(self, headings: "Sequence[Heading]") -> None:
        """Become other headings; nothing happens when they are the same."""
        if self._rows == headings:
            return
        self.beginResetModel()
        self._rows = headings
        self.endResetModel()

    def set_current(self, block: "BlockId | None") -> None:
        """Mark the heading that is being read."""
        before, self._current = self._current, block
        for index in (self.index_of(before), self.index_of(block)):
            if index.isValid():
                self.dataChanged.emit(index, index)

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many headings there are."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the words of the heading, or what a screen reader says."""
        heading = self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return heading.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = self.tr("{0}, level {1}").format(heading.text, heading.level)
            is_current = heading.block == self._current
            return self.tr("{0}, being read").format(said) if is_current else said
        return None
