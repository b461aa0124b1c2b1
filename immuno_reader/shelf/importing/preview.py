"""What a file would bring to a shelf, compared with what is there."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, NamedTuple

from immuno_reader import durable
from immuno_reader.errors import ShelfError
from immuno_reader.identity import ItemId
from immuno_reader.shelf.bookmark_file import Content
from immuno_reader.shelf.importing.reading import read
from immuno_reader.shelf.item import Item, sort
from immuno_reader.shelf.moments import moment
from immuno_reader.shelf.word import Word


class Pair(NamedTuple):
    """An item as it is here, and as it is in the file."""

    mine: Item
    theirs: Item

    @property
    def differing(self) -> tuple[str, ...]:
        """The fields of the item that are not the same."""
        return tuple(
            field.name
            for field in fields(self.theirs)
            if field.name not in ("created", "modified")
            and getattr(self.mine, field.name) != getattr(self.theirs, field.name)
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """What a file would bring; nothing is changed by looking at it."""

    new: tuple[Item, ...] = ()
    changed: tuple[Pair, ...] = ()
    """Changed later there than here."""
    conflicting: tuple[Pair, ...] = ()
    """Different, and changed later here, or at the same time."""
    same: tuple[Item, ...] = ()
    removed: tuple[Item, ...] = ()
    """There, but removed here."""
    unreadable: int = 0
    """Records of which nothing can be shown."""
    notice: str = ""
    """What the person should know about the file itself, or empty."""

    @property
    def is_news(self) -> bool:
        """Whether there is anything that could be taken in."""
        return bool(self.new or self.changed or self.conflicting or self.removed)


def preview(file: Path, content: Content) -> Preview:
    """Look at what a file would bring to a shelf.

    Args:
        file: an export as JSON, a ``bookmarks.json`` of any version, or W3C Web Annotations: one,
            a list, a page or a collection of them.
        content: what the shelf holds.

    Raises:
        ShelfError: it cannot be read, or there is nothing of the kind in it.
    """
    try:
        data = durable.read(file).data
    except FileNotFoundError as error:
        raise ShelfError(f"There is no file {file}.") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        why = durable.reason(error) if isinstance(error, OSError) else "there is no such name"
        raise ShelfError(f"{file.name} could not be read: {why}.") from error
    return preview_of(data, file.name, content)


def preview_of(data: bytes, name: str, content: Content) -> Preview:
    """Look at what the bytes of a file would bring to a shelf.

    Raises:
        ShelfError: there is nothing in it that can be read.
    """
    found_in = read(data, name)
    found: dict[str, list[Any]] = {
        key: [] for key in ("new", "changed", "conflicting", "same", "removed")
    }
    for theirs in found_in.items:
        item = _apart(theirs, content.records)
        mine = content.records.get(item.id)
        if mine is None:
            found["removed" if item.id in content.removed else "new"].append(item)
        elif _says_nothing_new(mine, item):
            found["same"].append(item)
        else:
            is_later = moment(item.modified) > moment(mine.modified)
            found["changed" if is_later else "conflicting"].append(Pair(mine, item))
    lists = {key: tuple(values) for key, values in found.items()}
    return Preview(**lists, unreadable=found_in.unreadable, notice=found_in.notice)


def chosen(
    preview: Preview, *, take_conflicting: bool = False, take_removed: bool = False
) -> tuple[Item, ...]:
    """Return what ``Bookshelf.take_in`` is to take in.

    Where a person chooses one by one, give ``replace(preview, conflicting=...)``.

    Args:
        preview: what the file would bring.
        take_conflicting: whether what is different there takes the place of what is here.
        take_removed: whether what was removed here comes back.
    """
    pairs = (*preview.changed, *(preview.conflicting if take_conflicting else ()))
    back = preview.removed if take_removed else ()
    return (*preview.new, *back, *(pair.theirs for pair in pairs))


def _apart(theirs: Item, records: Mapping[ItemId, Item]) -> Item:
    """Return an item under another id where its own is that of something else here."""
    item = theirs
    while type(records.get(item.id, item)) is not type(item):
        item = replace(item, id=ItemId(f"{item.id}-{sort(item)}"))
    return item


def _says_nothing_new(mine: Item, theirs: Item) -> bool:
    if isinstance(mine, Word) and isinstance(theirs, Word):
        # It is called otherwise in another language, and each computer looks words up.
        is_older = moment(theirs.looked_up) <= moment(mine.looked_up)
        as_here = replace(theirs, looked_up=mine.looked_up, name=mine.name)
        return is_older and not Pair(mine, as_here).differing
    return not Pair(mine, theirs).differing
