"""A place at which a passage may be, and how much speaks for it."""

from dataclasses import dataclass

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring.text import CONTEXT, after, before
from immuno_reader.shelf.bookmark import Anchor

_QUOTE, _SIDE, _PLACE = 50, 20, 2
"""Weights of the words, of each side and of the place in the score, as Hypothesis has them."""
_BY_CHANCE = 0.5
"""Any two texts have some letters in common: sides less alike than this are not alike."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A part of the text, compared with what was kept; each measure is from 0 to 1."""

    span: Span
    words: float
    """How alike the words are; 1 only if they are the same."""
    left: float
    """How alike the text before them is."""
    right: float
    place: float
    """How near to where they were."""
    run: int
    """So many characters on end, of the words and beside them, are the same."""
    own_run: int
    """Those of them that are in the paragraph of the words."""
    is_whole: bool
    """Whether the paragraph of the words is the same from edge to edge."""

    @property
    def score(self) -> float:
        """How much of all that was kept is as it was."""
        weighed = _QUOTE * self.words + _SIDE * (self.left + self.right) + _PLACE * self.place
        return weighed / (_QUOTE + 2 * _SIDE + _PLACE)

    def overlaps(self, other: "Candidate") -> bool:
        """Return whether they have a character in common."""
        return self.span.start < other.span.end and other.span.start < self.span.end


def compare(anchor: Anchor, text: str, span: Span) -> Candidate:
    """Compare a part of the text with what was kept."""
    # Read outwards from the words.
    before_old = before(anchor.prefix, len(anchor.prefix))[::-1]
    before_new = before(text, span.start)[::-1]
    after_old, after_new = after(anchor.suffix, 0), after(text, span.end)
    left, right = _in_common(before_old, before_new), _in_common(after_old, after_new)
    own_left, own_right = _to_edge(before_old), _to_edge(after_old)
    length = len(anchor.quote)
    return Candidate(
        span,
        alikeness(anchor.quote, text[span.start : span.end]),
        max(alikeness(before_old, before_new, least=_BY_CHANCE), left / CONTEXT),
        max(alikeness(after_old, after_new, least=_BY_CHANCE), right / CONTEXT),
        1 - abs(span.start - anchor.start) / max(len(text), anchor.end),
        left + length + right,
        min(left, own_left) + length + min(right, own_right),
        (left >= own_left < CONTEXT) and (right >= own_right < CONTEXT),
    )


def alikeness(old: str, new: str, *, least: float = 0.0) -> float:
    """Return how alike two texts are by their letters; 0 if less than ``least``."""
    if old == new:
        return 1.0
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(old, new, score_cutoff=least)


def _to_edge(side: str) -> int:
    """Return how much of a side is of the words' own paragraph, its edge included."""
    edges = [side.find(edge) for edge in "\n\0" if edge in side]
    return min(edges) + 1 if edges else CONTEXT


def _in_common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next((at for at in range(CONTEXT) if one[at] != other[at]), CONTEXT)
