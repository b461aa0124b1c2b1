"""The file of bookmarks: what it holds, its bytes, and how it is kept."""

from immuno_reader.shelf.bookmark_file.content import VERSION, Content, merge
from immuno_reader.shelf.bookmark_file.file import BookmarkFile
from immuno_reader.shelf.bookmark_file.form import (
    FORMAT,
    DamagedError,
    Parsed,
    Writer,
    by_id,
    parse,
    salvage,
)

__all__ = [
    "FORMAT",
    "VERSION",
    "BookmarkFile",
    "Content",
    "DamagedError",
    "Parsed",
    "Writer",
    "by_id",
    "merge",
    "parse",
    "salvage",
]
