"""The rows of the contents tree: a model on the contents of the open packs."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QStandardItem, QStandardItemModel

from immuno_reader.identity import SectionRef
from immuno_reader.library.book import Contents, SectionEntry
from immuno_reader.ui.rows import Index

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_ROOT = -1


class Kept(NamedTuple):
    """How much the reader keeps of a row."""

    own: int
    """Of its own section."""
    inside: int
    """Of the rows below it, however deep."""


_NOTHING = Kept(0, 0)


class ContentsModel(QStandardItemModel):
    """The rows of the tree.

    Only rows that have rows below them are items, so 10,000 sections cost Qt next to nothing:
    Qt walks the shape by itself, and Python is asked only for rows that are drawn.
    """

    def __init__(self, contents: Contents) -> None:
        """Take on the shape of the contents."""
        super().__init__()
        self._entries = _with_pack_headings(contents)
        self._below: dict[int, list[int]] = {_ROOT: []}
        self._above: list[int] = []
        self._row: list[int] = []
        self._number_of: dict[SectionRef, int] = {}
        self._current: SectionRef | None = None
        self._kept: Mapping[SectionRef, int] = {}
        self._kept_in: dict[int, Kept] = {}
        self._nest(several_packs=len(contents.packs) > 1)
        self._shape()

    def _nest(self, *, several_packs: bool) -> None:
        # The rows that the next one may stand below, as (level, number).
        open_rows: list[tuple[int, int]] = []
        part_level = 1 if several_packs else 0
        section_level = part_level
        for number, entry in enumerate(self._entries):
            if entry.depth < 0:
                level, section_level = 0, part_level
            elif entry.kind == "part":
                level, section_level = part_level, part_level + 1
            else:
                level = section_level + entry.depth
            while open_rows and open_rows[-1][0] >= level:
                open_rows.pop()
            above = open_rows[-1][1] if open_rows else _ROOT
            open_rows.append((level, number))
            siblings = self._below.setdefault(above, [])
            self._above.append(above)
            self._row.append(len(siblings))
            siblings.append(number)
            if entry.ref:
                self._number_of.setdefault(entry.ref, number)

    def _shape(self) -> None:
        self.setColumnCount(1)
        self.setRowCount(len(self._below[_ROOT]))
        items = {_ROOT: self.invisibleRootItem()}
        for number in sorted(self._below.keys() - {_ROOT}):
            item = items[number] = QStandardItem()
            item.setColumnCount(1)
            item.setRowCount(len(self._below[number]))
            items[self._above[number]].setChild(self._row[number], item)

    @classmethod
    def of_nothing(cls) -> "ContentsModel":
        """Return a model without rows."""
        return cls(Contents((), ()))

    @property
    def current(self) -> SectionRef | None:
        """The section that is being read."""
        return self._current

    @property
    def kept(self) -> "Mapping[SectionRef, int]":
        """How much the reader keeps of each section."""
        return self._kept

    def kept_in(self, index: Index) -> Kept:
        """Return how much the reader keeps of a row and of those below it."""
        return self._kept_in.get(self._number(index), _NOTHING)

    def entry(self, index: Index) -> SectionEntry:
        """Return what a row stands for."""
        return self._entries[self._number(index)]

    def index_of(self, ref: SectionRef | None) -> QModelIndex:
        """Return the row of a section; an invalid index when there is none."""
        number = self._number_of.get(ref) if ref else None
        return QModelIndex() if number is None else self._index(number)

    def first_section(self) -> QModelIndex:
        """Return the first row that can be read."""
        number = next(iter(self._number_of.values()), None)
        return QModelIndex() if number is None else self._index(number)

    def branches(self) -> "Iterator[tuple[str, SectionEntry, QModelIndex]]":
        """Yield the rows that can be opened: their key, what they stand for, their index."""
        for number in sorted(self._below.keys() - {_ROOT}):
            entry = self._entries[number]
            yield self._key(number), entry, self._index(number)

    def _key(self, number: int) -> str:
        entry = self._entries[number]
        if entry.ref:
            return str(entry.ref)
        # A part has another title in another language, but begins with the same section.
        first = next((below.ref for below in self._entries[number + 1 :] if below.ref), None)
        return f"part:{entry.depth}:{first or entry.title}"

    def set_current(self, ref: SectionRef | None) -> None:
        """Mark the section that is being read."""
        before, self._current = self._current, ref
        self._tell(filter(None, (before, ref)))

    def set_kept(self, counts: "Mapping[SectionRef, int]") -> None:
        """Say how much is kept of sections, and of no others."""
        before, self._kept = self._kept, {ref: count for ref, count in counts.items() if count}
        touched: set[int] = set()
        for ref in {ref for ref, _ in before.items() ^ self._kept.items()}:
            number = self._number_of.get(ref, _ROOT)
            more = self._kept.get(ref, 0) - before.get(ref, 0)
            row = number
            while row != _ROOT:
                kept = self._kept_in.get(row, _NOTHING)
                own, inside = (more, 0) if row == number else (0, more)
                self._kept_in[row] = Kept(kept.own + own, kept.inside + inside)
                touched.add(row)
                row = self._above[row]
        for number in touched:
            index = self._index(number)
            self.dataChanged.emit(index, index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Return the title, or what a screen reader says."""
        if role == Qt.ItemDataRole.DisplayRole:
            return self.entry(index).title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._said(self.entry(index), self.kept_in(index))
        return None

    def _said(self, entry: SectionEntry, kept: Kept) -> str:
        said = [entry.title]
        if entry.kind == "draft":
            said.append(self.tr("not written yet"))
        if kept.own:
            said.append(self.tr("{0} kept").format(kept.own))
        if kept.inside:
            said.append(self.tr("{0} kept inside").format(kept.inside))
        if entry.ref and entry.ref == self._current:
            said.append(self.tr("current"))
        return ", ".join(said)

    def _tell(self, refs: "Iterable[SectionRef]") -> None:
        for ref in refs:
            index = self.index_of(ref)
            if index.isValid():
                self.dataChanged.emit(index, index)

    def _number(self, index: Index) -> int:
        if not index.isValid():
            return _ROOT
        return self._below[self._number(index.parent())][index.row()]

    def _index(self, number: int) -> QModelIndex:
        if number == _ROOT:
            return QModelIndex()
        return self.index(self._row[number], 0, self._index(self._above[number]))


def _with_pack_headings(contents: Contents) -> list[SectionEntry]:
    """Put each pack's title above its rows when several packs are open."""
    if len(contents.packs) < 2:
        return list(contents.entries)
    titles = {pack.id: pack for pack in contents.packs}
    rows: list[SectionEntry] = []
    for entry in contents.entries:
        pack = titles.pop(entry.pack, None)
        if pack:
            heading = SectionEntry(None, pack.title, -1, "part", pack.id, pack.default_language)
            rows.append(heading)
        rows.append(entry)
    return rows
