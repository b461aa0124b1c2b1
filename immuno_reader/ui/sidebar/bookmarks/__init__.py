"""The list of bookmarks: its rows, how they are drawn, and the panel."""

from immuno_reader.ui.sidebar.bookmarks.panel import BookmarksPanel

__all__ = ["BookmarksPanel"]
