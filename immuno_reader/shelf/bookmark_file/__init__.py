"""The file of bookmarks: what it holds, its bytes, and how it is kept."""

from immuno_reader.shelf.bookmark_file.content import Content, merge
from immuno_reader.shelf.bookmark_file.file import BookmarkFile

__all__ = ["BookmarkFile", "Content", "merge"]
