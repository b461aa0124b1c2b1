"""The rows of the glossary: terms under their letters, or those that match what was typed."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, Qt

from immuno_reader.library.naming import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from immuno_reader.identity import TermRef
    from immuno_reader.library.book import TermName
    from immuno_reader.ui.rows import Index


class GlossaryRow(NamedTuple):
    """A term, or the letter above the first of its terms."""

    text: str
    ref: "TermRef | None" = None
    """None for a letter."""
    also: str = ""
    """The other name by which the term was found."""


class _Names(NamedTuple):
    """What a term is found by."""

    name: "TermName"
    folded: str
    aliases: "tuple[tuple[str, str], ...]"
    """Each as it is compared and as it is shown."""

    def match(self, wanted: str) -> tuple[int, str] | None:
        """Return how well a folded text fits, 0 best, and the other name it fits; or None."""
        if self.folded.startswith(wanted):
            return 0, ""
        for folded, alias in self.aliases:
            if folded.startswith(wanted):
                return 0, alias
        if wanted in self.folded:
            return 1, ""
        found = next((alias for folded, alias in self.aliases if wanted in folded), None)
        return None if found is None else (1, found)


class GlossaryModel(QAbstractListModel):
    """The terms that are shown, in reading order."""

    def __init__(self, parent: QObject | None = None) -> None:
        """Start empty."""
        super().__init__(parent)
        self._names: list[_Names] = []
        self._rows: list[GlossaryRow] = []

    def set_names(
        self, names: "Iterable[TermName]", aliases: "Mapping[TermRef, Sequence[str]]"
    ) -> None:
        """Know these terms, A to Z; ``show`` is what shows them."""
        self._names = [
            _Names(
                name,
                fold(name.name),
                tuple((fold(alias), alias) for alias in aliases.get(name.ref, ())),
            )
            for name in names
        ]

    def show(self, typed: str) -> int:
        """Show the terms that match, those that begin so first; return how many there are."""
        wanted = fold(typed)
        rows = list(self._matches(wanted) if wanted else self._all())
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()
        return sum(row.ref is not None for row in rows)

    def _all(self) -> "Iterable[GlossaryRow]":
        letter = ""
        for name, folded, _ in self._names:
            first = folded[:1].upper()
            first = first if first.isalpha() else "#"
            if first != letter:
                letter = first
                yield GlossaryRow(letter)
            yield GlossaryRow(name.name, name.ref)

    def _matches(self, wanted: str) -> "Iterable[GlossaryRow]":
        found = [(match, names.name) for names in self._names if (match := names.match(wanted))]
        # Sorting is stable, so that each group stays A to Z.
        for (_, also), name in sorted(found, key=lambda pair: pair[0][0]):
            yield GlossaryRow(name.name, name.ref, also)

    def row(self, index: "Index") -> GlossaryRow:
        """Return what a row stands for."""
        return self._rows[index.row()]

    def index_of(self, ref: "TermRef | None") -> QModelIndex:
        """Return the row of a term; of the first one when it is not shown."""
        rows = [row for row, shown in enumerate(self._rows) if shown.ref is not None]
        wanted = (row for row in rows if self._rows[row].ref == ref)
        return self.index(next(wanted, rows[0])) if rows else QModelIndex()

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, or what a screen reader says."""
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text}, {row.also}" if row.also else row.text
        return None

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let terms be chosen, and letters be passed over."""
        if not index.isValid() or self.row(index).ref is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
