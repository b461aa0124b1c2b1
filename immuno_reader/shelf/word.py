"""Words that a reader looked up in the glossary, and those that they keep."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from immuno_reader.identity import ItemId, TermRef
from immuno_reader.shelf.bookmark import NOTHING
from immuno_reader.shelf.moments import moment

KEPT = 500
"""Words that were only looked up are forgotten from this number on, the oldest first."""
SCHEME = "term:"


@dataclass(frozen=True, slots=True)
class Word:
    """A term of the glossary that the reader has looked up or starred."""

    id: ItemId
    term: TermRef
    name: str
    """As the glossary called it, so that the list can be shown without the pack."""
    is_starred: bool = False
    looked_up: str = ""
    """When last; UTC, as ISO 8601 with milliseconds. Empty when never, or no longer known."""
    created: str = ""
    modified: str = ""
    other: Mapping[str, object] = field(default_factory=lambda: NOTHING, hash=False)
    """What a later version wrote and this one does not know; it is kept."""


def new_word(term: TermRef, name: str) -> Word:
    """Return a word; its id is the same on all computers, so that they agree on it."""
    return Word(word_id(term), term, name)


def word_id(term: TermRef) -> ItemId:
    """Return the id of a term's word."""
    return ItemId(f"urn:immuno-reader:{SCHEME}{term}")


def is_word_id(id: ItemId) -> bool:
    """Return whether an id is that of a term's word, and so says which it is."""
    return id.startswith(f"urn:immuno-reader:{SCHEME}")


def latest_first(words: Iterable[Word]) -> tuple[Word, ...]:
    """Return words by when they were looked up last."""
    return tuple(sorted(words, key=lambda word: -moment(word.looked_up)))
