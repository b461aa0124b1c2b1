"""An export as a file like ``bookmarks.json`` itself, which any reader can import."""

from collections.abc import Iterable
from typing import Any

from immuno_reader.shelf.bookmark_file import Content, Writer
from immuno_reader.shelf.item import Item


def to_json(items: Iterable[Item], foreign: Iterable[Any] = ()) -> bytes:
    """Return a file that holds these items, and records that only a later version understands."""
    return Writer().data(Content({item.id: item for item in items}, foreign=tuple(foreign)))
