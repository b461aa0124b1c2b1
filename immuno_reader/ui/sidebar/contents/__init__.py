"""The contents tree: its rows, how they are drawn, and the view."""

from immuno_reader.ui.sidebar.contents.view import ContentsView

__all__ = ["ContentsView"]
