"""The reading pane: a section as a styled document, and what the reader does in it."""
