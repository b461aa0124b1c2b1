"""What a shelf can hold, whatever it is."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, Literal, TypeAlias, get_args

from immuno_reader.shelf.bodies import foreign
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.question import Question
from immuno_reader.shelf.word import Word

Item: TypeAlias = Bookmark | Question | Word
Sort = Literal["bookmarks", "questions", "words"]

_SORTS: Mapping[type[Item], Sort] = {Bookmark: "bookmarks", Question: "questions", Word: "words"}
_KEPT_IN = {
    "anchor": "target",
    "section": "target",
    "term": "target",
    "is_done": "done",
    "is_starred": "starred",
    "looked_up": "lookedUp",
    "name": "title",
}
"""The members of an annotation that say what a field says, where they are called otherwise."""
_WRITTEN = {"note", "labels", "text", "answer"}
"""The fields that are bodies."""
_FIXED = {"id", "created", "modified"}


def sort(item: Item) -> Sort:
    """Return what an item is."""
    return _SORTS[type(item)]


def counted(items: Iterable[Item]) -> str:
    """Return how many bookmarks, questions and words there are, as a person says it."""
    sorts = [sort(item) for item in items]
    counts = [(name, sorts.count(name)) for name in get_args(Sort)]
    said = [f"{count} {name if count != 1 else name[:-1]}" for name, count in counts if count]
    return ", ".join(said) or "0 bookmarks"


def editable(item: Item) -> frozenset[str]:
    """Return the fields that a reader, or a command on their behalf, may change."""
    return frozenset(each.name for each in fields(item)) - _FIXED


def edited(item: Item, changes: Mapping[str, Any]) -> Item:
    """Return an item with some of its fields replaced.

    Raises:
        TypeError: it has no such field, or one that is not to be changed.
    """
    if unknown := changes.keys() - editable(item):
        raise TypeError(f"not to be edited: {', '.join(sorted(unknown))}")
    keys = {_KEPT_IN.get(name, name) for name in changes}
    # What was kept of a field that could not be shown gives way to what the reader wants now.
    other = {key: value for key, value in item.other.items() if key not in keys}
    if "body" in other and _WRITTEN & changes.keys():
        other["body"] = foreign(other["body"])
        # An empty list would say nothing.
        other = {key: value for key, value in other.items() if key != "body" or value}
    return replace(item, **{"other": other, **changes})
