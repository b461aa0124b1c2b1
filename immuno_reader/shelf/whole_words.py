"""Passages that begin and end where words do, however hastily they were selected."""

from unicodedata import category, name

from immuno_reader.identity import Span

_APOSTROPHES = "'\u2019"
_UNSPACED = (
    "CJK",
    "HIRAGANA",
    "KATAKANA",
    "HALFWIDTH KATAKANA",
    "THAI",
    "LAO",
    "KHMER",
    "MYANMAR",
    "TIBETAN",
)
"""How the Unicode names of letters begin whose scripts put no spaces between words."""


def widened(text: str, span: Span) -> Span:
    """Return a passage with the rest of the words that it cuts at either end.

    The parts of a word with a hyphen are words. In scripts without spaces only a dictionary could
    tell where a word ends, so passages in them stay as they are.
    """
    start, end = span
    while _cuts_word(text, start):
        start -= 1
    while _cuts_word(text, end):
        end += 1
    return Span(start, end)


def _cuts_word(text: str, at: int) -> bool:
    """Return whether a word goes on across a position, as "don't" does at its apostrophe."""
    before, after = at - 1, at
    if before > 0 and text[before] in _APOSTROPHES:
        before -= 1
    elif after < len(text) and text[after] in _APOSTROPHES:
        after += 1
    return before >= 0 and after < len(text) and _joins(text[before]) and _joins(text[after])


def _joins(character: str) -> bool:
    """Return whether a character is a part of words that spaces keep apart."""
    is_letter = character.isalnum() or category(character).startswith("M")
    return is_letter and not name(character, "").startswith(_UNSPACED)
