"""Deciding which place, if any, is that of a kept passage."""

from collections.abc import Sequence

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring.candidate import Candidate, compare
from immuno_reader.shelf.anchoring.looking import LIKE, between_neighbours, like, standing
from immuno_reader.shelf.anchoring.text import CONTEXT, Found, Text, block_and_offset
from immuno_reader.shelf.bookmark import Anchor

_ENOUGH = 64
"""So many characters are more than two entries of one list have in common, as a rule."""
_TOO_SHORT_TO_CHANGE = 12
_SAME = 0.8
_BESIDE = 0.85
_LEAD = 0.15
_WORDS_LEAD = 0.1
_ENOUGH_OF_PARAGRAPH = 50
_LARGEST_CHANGED = 20000


def find_anchor(anchor: Anchor, section: Text) -> Found | None:
    if anchor.language != section.language or not anchor.quote:
        return None
    if _is_untouched(anchor, section):
        return Found(Span(anchor.start, anchor.end), "exact", 1.0)
    best, others = _candidates(anchor, section)
    if best is None or not _is_sure(anchor, best) or not all(_leads(best, o) for o in others):
        return None
    if best.words == 1:
        outcome = "exact" if _is_home(anchor, section, best) else "moved"
    else:
        outcome = "changed"
    return Found(best.span, outcome, best.score)


def nearest_place(anchor: Anchor, section: Text) -> Span | None:
    if anchor.language != section.language or not anchor.quote:
        return None
    best, _ = _candidates(anchor, section)
    return best.span if best else None


def _is_untouched(anchor: Anchor, section: Text) -> bool:
    text = section.text
    around = anchor.prefix + anchor.quote + anchor.suffix
    start = anchor.start - len(anchor.prefix)
    return (
        start >= 0
        and text.startswith(around, start)
        and (len(anchor.prefix) == CONTEXT or start == 0)
        and (len(anchor.suffix) == CONTEXT or start + len(around) == len(text))
        and block_and_offset(section, anchor.start) == (anchor.block, anchor.offset)
    )


def _candidates(anchor: Anchor, section: Text) -> tuple[Candidate | None, list[Candidate]]:
    text = section.text
    spans = list(standing(anchor, text))
    spans += between_neighbours(anchor, text)
    if _TOO_SHORT_TO_CHANGE <= len(anchor.quote):
        spans += like(anchor, text)
    found = sorted((compare(anchor, text, s) for s in dict.fromkeys(spans)), key=lambda c: -c.score)
    found = [c for c in found if c.words >= LIKE]
    if not found:
        return None, []
    best = found[0]
    return best, [c for c in found if not c.overlaps(best)]


def _is_sure(anchor: Anchor, one: Candidate) -> bool:
    has_neighbours = _has_neighbours(one)
    if one.words == 1:
        enough = _ENOUGH_OF_PARAGRAPH if one.is_whole else _ENOUGH
        return has_neighbours or one.own_run >= enough
    return len(anchor.quote) >= _TOO_SHORT_TO_CHANGE and one.words >= _SAME and has_neighbours


def _has_neighbours(one: Candidate) -> bool:
    return min(one.left, one.right) >= _BESIDE


def _leads(best: Candidate, other: Candidate) -> bool:
    if best.words == 1:
        if other.words == 1:
            return best.score - other.score >= _LEAD
        return _has_neighbours(best) or not _has_neighbours(other)
    if other.words == 1:
        return False
    return best.score - other.score >= _LEAD and best.words - other.words >= _WORDS_LEAD


def _is_home(anchor: Anchor, section: Text, one: Candidate) -> bool:
    place = block_and_offset(section, one.span.start)
    return one.span.start == anchor.start or place == (anchor.block, anchor.offset)
