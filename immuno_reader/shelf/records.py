"""Items in the reader's order: a few are changed as fast among ten thousand as among ten."""

from collections.abc import ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from typing import NamedTuple

from immuno_reader.identity import ItemId
from immuno_reader.shelf.item import Item


class _Parts(NamedTuple):
    """All items as they once were, and what has become of a few since."""

    all: dict[ItemId, Item]
    put: Mapping[ItemId, Item]
    """Those that are new, or in the place of others."""
    gone: frozenset[ItemId]


class Records(Mapping[ItemId, Item]):
    """Items by their ids. It never changes; a changed one has most in common with it.

    To copy ten thousand takes some milliseconds, as the computer has to look at each. So that is
    left to the first who wants to see all of them, on whatever thread: mostly the one that saves.
    """

    __slots__ = ("_parts",)

    def __init__(self, parts: _Parts) -> None:
        """Hold what ``of`` and the changes give."""
        self._parts = parts

    @classmethod
    def of(cls, items: Mapping[ItemId, Item]) -> "Records":
        """Return items that nobody changes any more as records."""
        if isinstance(items, cls):
            return items
        return cls(_Parts(items if isinstance(items, dict) else dict(items), {}, frozenset()))

    def with_items(self, items: Iterable[Item]) -> "Records":
        """Put items in the place of those with their ids; new ones come last."""
        added = {item.id: item for item in items}
        parts = self._parts
        if not parts.gone.isdisjoint(added):
            parts = _Parts(self._whole(), {}, frozenset())
        return Records(parts._replace(put={**parts.put, **added}))

    def without(self, ids: Iterable[ItemId]) -> "Records":
        """Leave items out."""
        left_out, (all, put, gone) = frozenset(ids), self._parts
        put = {id: item for id, item in put.items() if id not in left_out}
        return Records(_Parts(all, put, gone.union(id for id in left_out if id in all)))

    def __getitem__(self, id: ItemId) -> Item:
        """Return the item of that id."""
        parts = self._parts
        if id in parts.put:
            return parts.put[id]
        if id in parts.gone:
            raise KeyError(id)
        return parts.all[id]

    def __len__(self) -> int:
        """Return how many there are."""
        all, put, gone = self._parts
        return len(all) - len(gone) + sum(id not in all for id in put)

    def __iter__(self) -> Iterator[ItemId]:
        """Yield the ids in order."""
        return iter(self._whole())

    def __reversed__(self) -> Iterator[ItemId]:
        """Yield the ids, the last first."""
        return reversed(self._whole())

    def __eq__(self, other: object) -> bool:
        """Return whether these are the same items, in whatever order."""
        return self._whole() == (other._whole() if isinstance(other, Records) else other)

    __hash__ = None  # type: ignore[assignment]  # as of every mapping

    def keys(self) -> KeysView[ItemId]:
        """Return the ids in order."""
        return self._whole().keys()

    def values(self) -> ValuesView[Item]:
        """Return the items in order."""
        return self._whole().values()

    def items(self) -> ItemsView[ItemId, Item]:
        """Return the ids and their items in order."""
        return self._whole().items()

    def _whole(self) -> dict[ItemId, Item]:
        all, put, gone = self._parts
        if put or gone:
            whole = {id: item for id, item in all.items() if id not in gone} if gone else dict(all)
            whole.update(put)
            # One assignment: two threads may both come to this, and both are right.
            self._parts = _Parts(whole, {}, frozenset())
            return whole
        return all
