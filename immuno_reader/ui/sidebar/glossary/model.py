"""The rows of the glossary: terms under their letters or days, or those that match a wish."""

from bisect import bisect_left
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QAbstractListModel, QDate, QLocale, QModelIndex, QObject, Qt

from immuno_reader.library.naming import fold
from immuno_reader.ui.day import today

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from immuno_reader.identity import TermRef
    from immuno_reader.library.book import TermName
    from immuno_reader.shelf.word import Word
    from immuno_reader.ui.rows import Index
    from immuno_reader.ui.sidebar.glossary.choices import Listed


class GlossaryRow(NamedTuple):
    """A term, or the letter or day above the first of its terms."""

    text: str
    ref: "TermRef | None" = None
    """None for a letter or a day."""
    also: str = ""
    """The other name by which the term was found."""
    is_here: bool = True
    """Whether a pack that is open explains it."""


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
        self._words: Sequence[Word] = ()
        self._starred: frozenset[TermRef] = frozenset()
        self._listed: Listed = "all"
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

    def set_words(self, words: "Sequence[Word]") -> bool:
        """Know the words that were looked up or starred, the latest first.

        Returns:
            whether ``show`` would show others now.
        """
        self._words = words
        self._starred = frozenset(word.term for word in words if word.is_starred)
        if self._rows and self._listed == "all":
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1))
        return self._listed != "all"

    def is_starred(self, ref: "TermRef | None") -> bool:
        """Return whether the reader keeps a term."""
        return ref in self._starred

    @property
    def listed(self) -> "Listed":
        """Which terms are listed."""
        return self._listed

    @property
    def is_own(self) -> bool:
        """Whether only words of the reader's own are listed."""
        return self._listed != "all"

    def set_listed(self, listed: "Listed") -> None:
        """List all terms, those that were looked up, or those that are starred."""
        self._listed = listed

    def show(self, typed: str) -> int:
        """Show the terms that match, those that begin so first; return how many there are."""
        wanted = fold(typed)
        if self.is_own:
            rows = list(self._own(wanted))
        else:
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

    def _own(self, wanted: str) -> "Iterable[GlossaryRow]":
        """Yield the reader's own words, by their names in the book that is open."""
        names = {each.name.ref: each for each in self._names}
        starred, day = self._listed == "starred", ""
        rows = [word for word in self._words if (word.is_starred if starred else word.looked_up)]
        if starred:
            rows.sort(key=lambda word: fold(_current(word, names)))
        for word in rows:
            known = names.get(word.term)
            match = known.match(wanted) if known else (0, "") if wanted in fold(word.name) else None
            if match is None:
                continue
            looked_up = "" if starred else self._day(word.looked_up)
            if looked_up != day:
                day = looked_up
                yield GlossaryRow(day)
            yield GlossaryRow(_current(word, names), word.term, match[1], known is not None)

    def _day(self, stamp: str) -> str:
        """Return the day of a stamp, in the reader's time zone and words."""
        try:
            day = datetime.fromisoformat(stamp).astimezone().date()
        except (ValueError, OverflowError, OSError):
            return self.tr("Earlier")  # a file edited by hand
        ago = (today() - day).days
        if ago in (0, 1):
            return self.tr("Yesterday") if ago else self.tr("Today")
        return QLocale().toString(QDate(day.year, day.month, day.day), "d MMM yyyy")

    def _matches(self, wanted: str) -> "Iterable[GlossaryRow]":
        found = [(match, names.name) for names in self._names if (match := names.match(wanted))]
        # Sorting is stable, so that each group stays A to Z.
        for (_, also), name in sorted(found, key=lambda pair: pair[0][0]):
            yield GlossaryRow(name.name, name.ref, also)

    def row(self, index: "Index") -> GlossaryRow:
        """Return what a row stands for."""
        return self._rows[index.row()]

    def index_of(self, ref: "TermRef | None", *, beside: int = 0) -> QModelIndex:
        """Return the row of a term; when it is not shown, the term at a row or the next."""
        rows = [row for row, shown in enumerate(self._rows) if shown.ref is not None]
        if not rows:
            return QModelIndex()
        near = rows[min(bisect_left(rows, beside), len(rows) - 1)]
        wanted = (row for row in rows if self._rows[row].ref == ref)
        return self.index(next(wanted, near))

    def rowCount(self, parent: "Index | None" = None) -> int:
        """Return how many rows are shown."""
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: "Index", role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the name, or what a screen reader says."""
        row = self.row(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            said = (
                row.text,
                row.also,
                self.tr("starred") if self.is_starred(row.ref) else "",
                "" if row.is_here else self.tr("not in the books that are open"),
            )
            return ", ".join(part for part in said if part)
        return None

    def flags(self, index: "Index") -> Qt.ItemFlag:
        """Let terms be chosen, and letters be passed over."""
        if not index.isValid() or self.row(index).ref is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


def _current(word: "Word", names: "Mapping[TermRef, _Names]") -> str:
    known = names.get(word.term)
    return known.name.name if known else word.name
