"""Where words begin and end in a text of any language."""

from unicodedata import category, name

_APOSTROPHES = "'\u2019"
_IN_NUMBERS = ".,"
_SOFT_HYPHEN = "\u00ad"
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


def cuts_word(text: str, at: int) -> bool:
    """Return whether a word or number goes on across a position, as "don't" does at its apostrophe.

    The parts of a word with a hyphen are words. In scripts without spaces only a dictionary could
    tell where a word ends, so every position in them may be an end.
    """
    before, after = at - 1, at
    while before > 0 and text[before] == _SOFT_HYPHEN:
        before -= 1
    while after < len(text) - 1 and text[after] == _SOFT_HYPHEN:
        after += 1
    if before > 0 and text[before] in _APOSTROPHES:
        before -= 1
    elif after < len(text) and text[after] in _APOSTROPHES:
        after += 1
    elif _is_in_number(text, before):
        before -= 1
    elif _is_in_number(text, after):
        after += 1
    return before >= 0 and after < len(text) and _joins(text[before]) and _joins(text[after])


def _is_in_number(text: str, at: int) -> bool:
    """Return whether a digit stands on either side of a point or comma."""
    around = text[max(at - 1, 0) : at + 2]
    is_inside = len(around) == 3 and around[1] in _IN_NUMBERS
    return is_inside and around[0].isdecimal() and around[2].isdecimal()


def _joins(character: str) -> bool:
    """Return whether a character is a part of words that spaces keep apart."""
    is_letter = character.isalnum() or category(character).startswith("M")
    return is_letter and not name(character, "").startswith(_UNSPACED)
