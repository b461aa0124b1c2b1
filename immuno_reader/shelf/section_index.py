"""Which bookmarks are of which section."""

from collections.abc import Iterable, Mapping

from immuno_reader.identity import ItemId, SectionRef
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.item import Item


class SectionIndex:
    """Knows the bookmarks of each section, and takes up a change without looking at the others."""

    def __init__(self, items: Iterable[Item]) -> None:
        """Look at all items once."""
        self._bookmarks: dict[SectionRef, dict[ItemId, Bookmark]] = {}
        self._whole: dict[SectionRef, dict[ItemId, Bookmark]] = {}
        """Those of a whole section, of which there is hardly ever more than one."""
        for item in items:
            self._put(item)

    def update(
        self,
        before: Mapping[ItemId, Item],
        after: Mapping[ItemId, Item],
        ids: Iterable[ItemId],
    ) -> None:
        """Take up what has become of some items."""
        for id in ids:
            old, new = before.get(id), after.get(id)
            section = new.section if isinstance(new, Bookmark) else None
            if isinstance(old, Bookmark):
                self._whole.get(old.section, {}).pop(id, None)
                if old.section != section:
                    del self._bookmarks[old.section][id]
                    if not self._bookmarks[old.section]:
                        del self._bookmarks[old.section]
            if new is not None:
                self._put(new)

    def bookmarks(self, ref: SectionRef) -> tuple[Bookmark, ...]:
        """Return the bookmarks of a section and of passages in it, in no certain order."""
        return tuple(self._bookmarks.get(ref, {}).values())

    def whole(self, ref: SectionRef) -> Bookmark | None:
        """Return the bookmark of a section as a whole, if there is one."""
        return next(iter(self._whole.get(ref, {}).values()), None)

    @property
    def counts(self) -> dict[SectionRef, int]:
        """How many bookmarks there are in each section that has any."""
        return {ref: len(found) for ref, found in self._bookmarks.items()}

    def _put(self, item: Item) -> None:
        if isinstance(item, Bookmark):
            self._bookmarks.setdefault(item.section, {})[item.id] = item
            if item.anchor is None:
                self._whole.setdefault(item.section, {})[item.id] = item
