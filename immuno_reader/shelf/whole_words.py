"""Passages that begin and end where words do, however hastily they were selected."""

from immuno_reader.identity import Span
from immuno_reader.word_edges import cuts_word


def widened(text: str, span: Span) -> Span:
    """Return a passage with the rest of the words that it cuts at either end."""
    start, end = span
    while cuts_word(text, start):
        start -= 1
    while cuts_word(text, end):
        end += 1
    return Span(start, end)
