"""Deciding which of the places at which a passage may be is the right one, or that none is.

The order is that of Hypothesis: where it was, then its very words, then words like them. What was
kept is compared with every place, and the best is taken only if enough speaks for it and nothing
for another. The figures were set with the passages and edits of ``tests/shelf/anchoring``, each
well on the safe side of the first passage that was found wrongly.
"""

from immuno_reader.identity import BlockId, Span
from immuno_reader.shelf.anchoring.candidate import Candidate, compare
from immuno_reader.shelf.anchoring.likeness import LIKE
from immuno_reader.shelf.anchoring.looking import MOST_BETWEEN, between_neighbours, like, standing
from immuno_reader.shelf.anchoring.text import CONTEXT, Found, Outcome, Text, block_and_offset
from immuno_reader.shelf.bookmark import Anchor

_TOO_SHORT_TO_CHANGE = 12
"""Quotes shorter than this are never taken to have changed (hypothesis/client#7571)."""
_SAME = 0.8
"""How alike changed words must be, letter by letter."""
_SAME_IF_ALONE = 0.9
"""The same for a heading, an item or a cell, which has nothing beside it in its paragraph."""
_ENOUGH = 64
"""So many characters at a stretch are more than what two entries of one list begin with."""
_BESIDE = 8
"""So many of them must stand beside the words, which alone may be quoted anywhere."""
_ENOUGH_OF_PARAGRAPH = 50
"""No whole paragraph so long is said twice in one section of the handbook."""
_ENOUGH_AT_HOME = 48
"""So much, with one neighbour, is a whole paragraph where it was."""
_LEAD = 0.15
"""By so much must the score of the best be above that of the next."""
_RATIO = 0.5
"""Changed words must have changed by no more than this share of what others differ by."""
_WORTH_SHOWING = 24
"""A place with so many characters of the kept ones can be offered to the reader."""


def find_anchor(anchor: Anchor, section: Text) -> Found | None:
    """Find a passage in a section that may have been edited since.

    The very words are taken for the passage if they are between their neighbours, or enough of
    their own paragraph is as it was; other words only if they are much like the old ones, between
    the old neighbours, and nothing else in the section is. In all doubt the passage is lost: a mark
    on the wrong words is worse than none, and ``nearest_place`` is there to be offered.

    Returns:
        Where it is, and whether its words have changed; None if it is no longer there, or the
        section is in another language.
    """
    if not anchor.may_be_in(section.language):
        return None
    if not anchor.block:
        return _as_quoted(anchor, section)
    if untouched := find_untouched(anchor, section):
        return untouched
    candidates = _candidates(anchor, section)
    best = max(candidates, key=_score, default=None)
    if best is None or not _is_sure(anchor, best):
        return None
    rivals = [one for one in candidates if not one.overlaps(best)]
    if not all(_leads(best, rival) or _is_twin(best, rival, section) for rival in rivals):
        return None
    same: Outcome = "exact" if _is_home(anchor, best) else "moved"
    outcome = same if best.is_same else "changed"
    return Found(best.span, outcome, best.score)


def find_untouched(anchor: Anchor, section: Text) -> Found | None:
    """Find a passage only where it was, with all around it as it was.

    That is all there is to do in a section that nobody has edited, and takes a thousandth of what
    it takes to look for a passage everywhere.
    """
    text, quote, prefix = section.text, anchor.quote, anchor.prefix
    start, end = anchor.start, anchor.start + len(quote)
    if not (quote and anchor.block and anchor.may_be_in(section.language)):
        return None
    is_there = (
        start >= len(prefix)
        and text.startswith(prefix + quote + anchor.suffix, start - len(prefix))
        and len(prefix) >= min(start, CONTEXT)
        and len(anchor.suffix) >= min(len(text) - end, CONTEXT)
        and block_and_offset(section, start) == (anchor.block, anchor.offset)
    )
    return Found(Span(start, end), "exact", 1.0) if is_there else None


def nearest_place(anchor: Anchor, section: Text) -> Span | None:
    """Return what may have become of a passage that was not found, to be offered as no more.

    That is the place most like what was kept; None if nothing in the section is much like it.
    """
    if not anchor.may_be_in(section.language):
        return None
    nearest = max(_candidates(anchor, section), key=_score, default=None)
    if nearest is None:
        return None
    alike = len(anchor.quote) * nearest.words + CONTEXT * (nearest.left + nearest.right)
    return nearest.span if alike >= _WORTH_SHOWING else None


def _as_quoted(anchor: Anchor, section: Text) -> Found | None:
    """Find what another program has kept, as far as it says what stands around it, and where."""
    text, places = section.text, list[Span]()
    for span in standing(anchor, text) if anchor.quote.strip() else ():
        is_behind = text.endswith(anchor.prefix, 0, span.start)
        if is_behind and text.startswith(anchor.suffix, span.end):
            places.append(span)
    at_home = [span for span in places if span.start == anchor.start]
    if len(places) != 1:
        places = at_home
    return Found(places[0], "exact" if at_home else "moved", 1.0) if places else None


def _candidates(anchor: Anchor, section: Text) -> list[Candidate]:
    """Return every place that is worth a look."""
    text = section.text
    if not anchor.quote.strip():
        return []
    same = [compare(anchor, section, span) for span in standing(anchor, text)]
    if any(one.is_untouched and one.is_home for one in same):
        return same  # what is like the words is no rival to the words themselves
    spans = list(between_neighbours(anchor, text))
    if len(spans) == MOST_BETWEEN:
        return []  # the text says one thing again and again
    is_untouched = any(one.is_untouched for one in same)
    if len(anchor.quote) >= _TOO_SHORT_TO_CHANGE and not is_untouched:
        spans += like(anchor, text)
    known = {one.span for one in same}
    others = [compare(anchor, section, span) for span in dict.fromkeys(spans) if span not in known]
    return same + [
        one
        for one in others
        if one.is_between or (one.words >= LIKE and not any(map(one.overlaps, same)))
    ]


def _score(candidate: Candidate) -> float:
    return candidate.score


def _is_sure(anchor: Anchor, one: Candidate) -> bool:
    """Return whether enough speaks for a place.

    Elsewhere than at home all must be as it was: entries of lists, rows of tables and warnings have
    neighbours much like those of others of their kind.
    """
    is_home = _is_home(anchor, one)
    is_between = one.is_between and (is_home or one.left == one.right == 1)
    if not one.is_same:
        is_long = len(anchor.quote) >= _TOO_SHORT_TO_CHANGE
        return is_long and one.words >= _least_alike(anchor) and is_between
    if one.is_untouched:
        return True
    if anchor.quote in anchor.prefix or anchor.quote in anchor.suffix:
        return False  # of two that say the same, one moves up to where the other was deleted
    beside = one.own_run - len(anchor.quote)
    if is_between or (one.own_run >= _ENOUGH and beside >= _BESIDE):
        return True
    return one.is_whole and (
        one.own_run >= _ENOUGH_OF_PARAGRAPH
        or (one.is_home and _part(anchor.block) == anchor.block)
        or (is_home and max(one.left, one.right) == 1 and one.run >= _ENOUGH_AT_HOME)
    )


def _least_alike(anchor: Anchor) -> float:
    """Return how alike changed words must be.

    Neighbours do not tell a short heading or item from another that was put in its place.
    """
    is_alone = anchor.prefix[-1:] in ("", "\n") and anchor.suffix[:1] in ("", "\n")
    return _SAME_IF_ALONE if is_alone and len(anchor.quote) < _ENOUGH else _SAME


def _is_home(anchor: Anchor, one: Candidate) -> bool:
    return one.is_home or one.span.start == anchor.start


def _leads(best: Candidate, rival: Candidate) -> bool:
    """Return whether nothing speaks for another place as it does for the best."""
    if rival.is_between and not (best.is_same and rival.is_same):
        return False
    if best.is_same and best.is_between and not rival.is_same:
        return True
    if rival.is_same and not best.is_same:
        return False
    is_nearer = best.is_same or 1 - best.words <= _RATIO * (1 - rival.words)
    return is_nearer and best.score - rival.score >= _LEAD


def _is_twin(best: Candidate, rival: Candidate, section: Text) -> bool:
    """Return whether another place is the same, but under another heading than the old place."""
    home, _ = block_and_offset(section, best.span.start)
    other, _ = block_and_offset(section, rival.span.start)
    return best.is_home and best.is_untouched and _part(home) != _part(other)


def _part(block: BlockId) -> str:
    """Return the heading of a block, whose name its own begins with."""
    return block.partition(".")[0]
