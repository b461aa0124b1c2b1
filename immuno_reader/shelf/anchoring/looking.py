"""Looking through a text for all places at which a passage may be."""

from collections.abc import Iterator

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring.text import CONTEXT
from immuno_reader.shelf.bookmark import Anchor
from immuno_reader.shelf.whole_words import widened
from immuno_reader.word_edges import cuts_word

LIKE = 0.5
"""How alike words must be to be looked at."""
_MOST = 4
"""So many places with words like the kept ones are looked at."""
_PIECE = 200
"""Of a longer passage its beginning and its end are looked for: all of it takes too long."""


def standing(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield where the very words stand, and are not parts of other words or numbers."""
    around, at = anchor.prefix + anchor.quote + anchor.suffix, len(anchor.prefix)
    edges = cuts_word(around, at), cuts_word(around, at + len(anchor.quote))
    for span in _places(anchor.quote, text):
        if (cuts_word(text, span.start), cuts_word(text, span.end)) == edges:
            yield span


def _places(quote: str, text: str) -> Iterator[Span]:
    start = text.find(quote)
    while start >= 0:
        yield Span(start, start + len(quote))
        start = text.find(quote, start + 1)


def between_neighbours(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the parts of a text that stand between the neighbours which the passage had."""
    shortest, longest = _lengths(anchor.quote)
    if len(anchor.prefix) < CONTEXT:
        starts = [len(anchor.prefix)] if text.startswith(anchor.prefix) else []
    else:
        starts = [span.end for span in _places(anchor.prefix, text)]
    for start in starts:
        if len(anchor.suffix) < CONTEXT:
            end = len(text) - len(anchor.suffix)
            if text.endswith(anchor.suffix) and shortest <= end - start <= longest:
                yield Span(start, end)
            continue
        end = text.find(anchor.suffix, start + shortest)
        while 0 <= end <= start + longest:
            yield Span(start, end)
            end = text.find(anchor.suffix, end + 1)


def like(anchor: Anchor, text: str) -> Iterator[Span]:
    """Yield the parts of a text that have words like the kept ones."""
    quote = anchor.quote
    shortest, longest = _lengths(quote)
    if len(quote) <= 2 * _PIECE:
        starts = ends = list(_alignments(quote, text))
    else:
        starts = list(_alignments(quote[:_PIECE], text))
        ends = list(_alignments(quote[-_PIECE:], text))
    for first in starts:
        start = _carried_over(anchor.prefix + quote[:_PIECE], len(anchor.prefix), text, first.start - len(anchor.prefix))
        for last in ends:
            if shortest <= last.end - first.start <= longest:
                tail = quote[-_PIECE:] 
                end = _carried_over(tail + anchor.suffix, len(tail), text, last.end - len(tail))
                if end > start:
                    yield _trimmed(Span(start, end), text)


def _lengths(quote: str) -> tuple[int, int]:
    """Return the lengths between which a changed passage may be."""
    return max(round(len(quote) * LIKE), 1), round(len(quote) / LIKE)


def _alignments(words: str, text: str) -> Iterator[Span]:
    """Yield the parts of a text most like some words, at most ``_MOST``, none on another."""
    from rapidfuzz.fuzz import partial_ratio_alignment

    rest, count = [Span(0, len(text))], 0
    while rest and count < _MOST:
        part = rest.pop()
        if part.end - part.start < len(words) * LIKE:
            continue
        found = partial_ratio_alignment(
            words, text[part.start : part.end], score_cutoff=100 * LIKE
        )
        if found is None or found.dest_end <= found.dest_start:
            continue
        span = Span(part.start + found.dest_start, part.start + found.dest_end)
        yield span
        count += 1
        rest = [Span(part.start, span.start), Span(span.end, part.end), *rest]


def _carried_over(words: str, at: int, text: str, start: int) -> int:
    """Return where a point between words is in a text that has words like them about ``start``."""
    from rapidfuzz.distance import Levenshtein

    margin = CONTEXT
    first = max(start - margin, 0)
    region = text[first : start + len(words) + margin]
    for _, from_, to, there, there_end in Levenshtein.opcodes(words, region):
        if from_ <= at < to:
            return first + min(there + at - from_, there_end)
    return first + len(region)


def _trimmed(span: Span, text: str) -> Span:
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return widened(text, Span(start, start + len(words.strip())))
