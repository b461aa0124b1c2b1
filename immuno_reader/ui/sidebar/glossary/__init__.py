"""The glossary from A to Z: its rows, the field that filters them, a term's page, the panel."""

from immuno_reader.ui.sidebar.glossary.panel import GlossaryPanel

__all__ = ["GlossaryPanel"]
