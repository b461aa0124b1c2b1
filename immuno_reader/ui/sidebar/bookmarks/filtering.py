"""What of all that is kept somebody wants to see now. Pure; no Qt."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from immuno_reader.identity import COLOURS
from immuno_reader.library.naming import fold
from immuno_reader.ui.sidebar.bookmarks.arranging import STEP, Entry, Steps

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.bookmark import Bookmark, BookmarkKind


Facet = Literal["kinds", "colours", "labels"]


class Filter(NamedTuple):
    """What a bookmark must be to be shown: one of each sort that is asked for."""

    text: str = ""
    """Words, of which all must be there."""
    kinds: "frozenset[BookmarkKind]" = frozenset()
    colours: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()

    @property
    def is_open(self) -> bool:
        """Whether it lets everything through."""
        return not (self.text.strip() or self.kinds or self.colours or self.labels)

    def asking(self, facet: Facet, value: str, *, is_on: bool) -> "Filter":
        """Return a filter that asks for something more, or no longer."""
        asked: frozenset[str] = getattr(self, facet)
        changes: dict[str, Any] = {facet: asked | {value} if is_on else asked - {value}}
        return self._replace(**changes)

    def admits(self, bookmark: "Bookmark") -> bool:
        """Return whether a bookmark is what is asked for, whatever its words."""
        return (
            (not self.kinds or bookmark.kind in self.kinds)
            and (not self.colours or colour_of(bookmark) in self.colours)
            and (not self.labels or not self.labels.isdisjoint(bookmark.labels))
        )


def colour_of(bookmark: "Bookmark") -> str:
    """Return the colour in which a bookmark is shown; "" for a section that was given none."""
    if bookmark.colour in COLOURS:
        return bookmark.colour
    return "" if bookmark.anchor is None else COLOURS[0]


class Texts:
    """The words of bookmarks as they are looked through, each made ready once."""

    def __init__(self) -> None:
        self._ready: dict[ItemId, tuple[Bookmark, str]] = {}

    def of(self, bookmark: "Bookmark") -> str:
        """Return all that is said of a bookmark, without case and accents."""
        known = self._ready.get(bookmark.id)
        if known is None or known[0] is not bookmark:
            said = (
                bookmark.label,
                bookmark.title,
                bookmark.note,
                bookmark.excerpt,
                bookmark.chapter,
                *bookmark.labels,
            )
            known = self._ready[bookmark.id] = bookmark, fold(" ".join(said))
        return known[1]

    def forget_all_but(self, ids: "Iterable[ItemId]") -> None:
        """Let go of what is no longer there."""
        kept = frozenset(ids)
        for id in [id for id in self._ready if id not in kept]:
            del self._ready[id]


def filtered(entries: Sequence[Entry], wanted: Filter, texts: Texts) -> Steps[Sequence[Entry]]:
    """Return those of some entries that are wanted, in their order."""
    if wanted.is_open:
        return entries
    words = fold(wanted.text).split()
    found: list[Entry] = []
    for number, entry in enumerate(entries):
        if number % STEP == 0:
            yield
        if not wanted.admits(entry.bookmark):
            continue
        text = texts.of(entry.bookmark) if words else ""
        if all(word in text for word in words):
            found.append(entry)
    return found
