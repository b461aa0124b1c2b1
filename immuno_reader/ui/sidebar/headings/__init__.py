"""The headings of the page: their rows, how they are drawn, and the panel."""

from immuno_reader.ui.sidebar.headings.panel import HeadingsPanel

__all__ = ["HeadingsPanel"]
