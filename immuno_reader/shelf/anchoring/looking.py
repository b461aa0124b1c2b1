"""Looking through a text for all places at which a passage may be."""

from collections.abc import Iterator
from itertools import islice

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring.likeness import LIKE, alignments, carried_over
from immuno_reader.shelf.anchoring.text import CONTEXT
from immuno_reader.shelf.bookmark import Anchor
from immuno_reader.shelf.whole_words import widened
from immuno_reader.word_edges import cuts_word

_MOST_STANDING, MOST_BETWEEN, _MOST_LIKE = 1000, 20, 4
"""So many places of each kind are looked at; where there are more, nothing is certain."""
_PIECE = 200
"""Of a longer passage only the beginning and the end are looked for, as all of it takes long."""


def standing(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield where the very words stand, and are not a part of other words or numbers."""
    around, at = anchor.prefix + anchor.quote + anchor.suffix, len(anchor.prefix)
    cuts = cuts_word(around, at), cuts_word(around, at + len(anchor.quote))
    for start in islice(_places(anchor.quote, text), _MOST_STANDING):
        end = start + len(anchor.quote)
        if (cuts_word(text, start), cuts_word(text, end)) == cuts:
            yield Span(start, end)


def between_neighbours(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the parts of a text that stand between the neighbours which the passage had."""
    return islice(_between(anchor, text), MOST_BETWEEN)


def like(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the parts of a text that have words like the kept ones."""
    quote = anchor.quote
    head, tail = quote[:_PIECE], quote[-_PIECE:]
    heads = list(alignments(head, text, _MOST_LIKE))
    tails = list(alignments(tail, text, _MOST_LIKE)) if tail != head else heads
    shortest, longest = _lengths(quote)
    for first in heads:
        before = len(anchor.prefix)
        start = _near(anchor.prefix + head, before, text, first.start - before)
        for last in tails:
            if shortest <= last.end - first.start <= longest:
                at = last.end - len(tail)
                # The last character itself, as there may be nothing after it.
                end = min(_near(tail + anchor.suffix, len(tail) - 1, text, at) + 1, len(text))
                span = _without_space(Span(start, end), text)
                if span.start < span.end:
                    yield widened(text, span)


def _between(anchor: Anchor, text: str) -> Iterator[Span]:
    shortest, longest = _lengths(anchor.quote)
    for start in _ends(anchor.prefix, text):
        if len(anchor.suffix) < CONTEXT:
            end = len(text) - len(anchor.suffix)
            if text.endswith(anchor.suffix) and shortest <= end - start <= longest:
                yield Span(start, end)
            continue
        for end in _places(anchor.suffix, text, start + shortest):
            if end > start + longest:
                break
            yield Span(start, end)


def _ends(prefix: str, text: str) -> Iterator[int]:
    if len(prefix) < CONTEXT:
        if text.startswith(prefix):
            yield len(prefix)
        return
    for start in _places(prefix, text):
        yield start + len(prefix)


def _places(words: str, text: str, first: int = 0) -> Iterator[int]:
    place = text.find(words, first)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)


def _lengths(quote: str) -> tuple[int, int]:
    """Return the least and the greatest length of words that may be like some."""
    return max(round(len(quote) * LIKE), 1), round(len(quote) / LIKE)


def _near(words: str, at: int, text: str, start: int) -> int:
    """Return where a point of some words is in a text that has the like of them near ``start``."""
    start = max(start - CONTEXT, 0)
    part = text[start : start + len(words) + 2 * CONTEXT]
    return start + carried_over(at, words, part)


def _without_space(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))
