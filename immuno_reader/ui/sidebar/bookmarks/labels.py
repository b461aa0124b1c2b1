"""Labels as they are typed, and as they are given to several bookmarks at once. Pure; no Qt."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from immuno_reader.library.naming import fold

if TYPE_CHECKING:
    from immuno_reader.identity import ItemId
    from immuno_reader.shelf.bookmark import Bookmark

_BETWEEN = ","


def typed_labels(text: str, known: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the labels in a line, each once, and those that are known as they are known."""
    spelled = {fold(label): label for label in known}
    labels: dict[str, str] = {}
    for typed in text.split(_BETWEEN):
        label = " ".join(typed.split())
        if label:
            labels.setdefault(fold(label), spelled.get(fold(label), label))
    return tuple(labels.values())


def line_of(labels: Iterable[str]) -> str:
    """Return labels as a line that can be typed on."""
    return "".join(f"{label}{_BETWEEN} " for label in labels)


def known_labels(bookmarks: "Iterable[Bookmark]") -> tuple[str, ...]:
    """Return all labels in use, A to Z."""
    used = {label for bookmark in bookmarks for label in bookmark.labels}
    return tuple(sorted(used, key=lambda label: (fold(label), label)))


def common_labels(bookmarks: "Sequence[Bookmark]") -> tuple[str, ...]:
    """Return the labels that all of some bookmarks have, in the order of the first."""
    first = bookmarks[0].labels if bookmarks else ()
    return tuple(label for label in first if all(label in each.labels for each in bookmarks))


def relabelled(
    bookmarks: "Sequence[Bookmark]", wanted: Sequence[str]
) -> "dict[ItemId, tuple[str, ...]]":
    """Return the labels of bookmarks that are to have some in common; each keeps its own.

    Only those that change are among them.
    """
    taken = frozenset(common_labels(bookmarks)) - frozenset(wanted)
    changed: dict[ItemId, tuple[str, ...]] = {}
    for bookmark in bookmarks:
        own = [label for label in bookmark.labels if label not in taken]
        labels = (*own, *(label for label in wanted if label not in own))
        if labels != bookmark.labels:
            changed[bookmark.id] = labels
    return changed
