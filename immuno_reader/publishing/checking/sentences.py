"""Cutting running text into sentences, as the formulas need it.

What a library takes for the end of a sentence and is none (the full stop of 1.5, e.g., Dr. or an
initial) is told apart here, and what it forgets (a list item without a full stop, a sentence of two
words) is counted.
"""

import re
from collections.abc import Iterable, Iterator

from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.page import Block, words_of

_END = re.compile(r"[.!?…]+[\"”»\u2019')\]]*(?=\s|$)")
_LAST = re.compile(r"\S+$")
_INITIAL = re.compile(r"[\"“«(]*[A-ZÁÉÍÓÚÑ]\.")


def sentences_in(text: str, lexicon: Lexicon | None) -> Iterator[tuple[int, str]]:
    """Yield each sentence of a text with the place where it starts."""
    start = 0
    for end in _END.finditer(text):
        if end.end() < len(text) and not _ends(text, end, lexicon):
            continue
        yield from _trimmed(text, start, end.end())
        start = end.end()
    yield from _trimmed(text, start, len(text))


def closed(text: str) -> str:
    """Return a block as the sentence that it is: a full stop where it has no end.

    A list item ends in a comma, a semicolon or nothing, its lead-in in a colon; a colon inside a
    sentence stays, or the grade would flatter by 0.3.
    """
    words = text.strip().rstrip(":;,").rstrip()
    if not words or re.search(r"[.!?…][\"”»\u2019')\]]*$", words):
        return words
    return words + "."


def protected(text: str, lexicon: Lexicon) -> str:
    """Return a text in which a library finds only the sentences that there are.

    Decimals get a comma and abbreviations lose their full stops.
    """
    text = re.sub(r"(?<=\d)\.(?=\d)", ",", text)
    for stop in sorted(lexicon.stops, key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){re.escape(stop)}", re.IGNORECASE)
        text = pattern.sub(lambda found: found[0].replace(".", ""), text)
    return re.sub(r"\b([A-ZÁÉÍÓÚÑ])\.(?= [A-ZÁÉÍÓÚÑ])", r"\1", text)


def prepared(blocks: Iterable[Block], lexicon: Lexicon) -> str:
    """Return the running text of a page, made fair for any library, a block a line.

    Headings, tables, captions, footnotes and lists of links are out.
    """
    return "\n".join(protected(closed(block.text), lexicon) for block in blocks if block.is_prose)


def _ends(text: str, end: re.Match[str], lexicon: Lexicon | None) -> bool:
    following = text[end.end() :].lstrip()
    if following[:1].islower():
        return False
    if end[0] != ".":
        return True
    last = _LAST.search(text[: end.end()])
    word = last[0].lstrip('"“«(').casefold() if last else ""
    if _INITIAL.fullmatch(last[0] if last else ""):
        return False
    return not (lexicon and word in lexicon.stops and word != "etc.")


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, str]]:
    part = text[start:end]
    words = part.strip()
    if words_of(words):
        yield start + len(part) - len(part.lstrip()), words
