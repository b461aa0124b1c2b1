"""How alike two texts are by their letters; the one door to rapidfuzz, opened when first needed."""

from collections.abc import Iterator
from typing import NamedTuple

from immuno_reader.identity import Span

LIKE = 0.5
"""How alike words must be to be looked at: less is what any two sentences have in common."""


def alikeness(old: str, new: str, *, least: float = 0.0) -> float:
    """Return how alike two texts are, from 0 to 1; 0 if less than ``least``."""
    if old == new:
        return 1.0
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old, new, score_cutoff=least, score_hint=0.95)


def alignments(words: str, text: str, most: int) -> Iterator[Span]:
    """Yield the parts of a text that are most like some words, the best first, none in another."""
    found = _best_in(Span(0, len(text)), words, text)
    for _ in range(most):
        if not found:
            return
        best = max(found)
        found.remove(best)
        yield best.span
        found += _best_in(Span(best.part.start, best.span.start), words, text)
        found += _best_in(Span(best.span.end, best.part.end), words, text)


def carried_over(at: int, old: str, new: str) -> int:
    """Return where in a new text a point of an old one is."""
    from rapidfuzz.distance import Levenshtein

    for part in Levenshtein.opcodes(old, new):
        if part.src_start <= at < part.src_end:
            return min(part.dest_start + at - part.src_start, part.dest_end)
    return len(new)


class _Alignment(NamedTuple):
    score: float
    span: Span
    part: Span
    """The part of the text of which this is the best."""


def _best_in(part: Span, words: str, text: str) -> list[_Alignment]:
    from rapidfuzz.fuzz import partial_ratio_alignment

    if part.end - part.start < LIKE * len(words):
        return []
    found = partial_ratio_alignment(words, text[part.start : part.end], score_cutoff=100 * LIKE)
    if found is None:
        return []
    span = Span(part.start + found.dest_start, part.start + found.dest_end)
    return [_Alignment(found.score, span, part)] if span.start < span.end else []
