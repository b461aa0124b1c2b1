"""A place at which a passage may be, and what speaks for it."""

from typing import NamedTuple

from immuno_reader.identity import Span
from immuno_reader.shelf.anchoring.likeness import alikeness
from immuno_reader.shelf.anchoring.text import CONTEXT, Text, after, before, block_and_offset
from immuno_reader.shelf.bookmark import Anchor

_QUOTE, _SIDE, _PLACE = 50, 20, 2
"""Weights of the words, of each side and of the place in the score, as Hypothesis has them."""
_BY_CHANCE = 0.5
"""Any two texts have some letters in common: sides less alike than this are not alike."""
_NEIGHBOUR = 0.85
"""A side so much alike is the old one, with a slip put right in it."""
_EDGES = "\n\0"
"""Where a paragraph ends: before the next one, or the end of the section."""
_END, _SHIFT = 6, 4
"""So many characters at the end of it must be the same, though they may be so far away."""


class Candidate(NamedTuple):
    """A part of the text, compared with what was kept."""

    span: Span
    words: float
    """How alike the words are, from 0 to 1; 1 only if they are the same."""
    left: float
    """How alike the text before them is, from 0 to 1."""
    right: float
    is_home: bool
    """Whether it is where the passage was: as far into the same block."""
    place: float
    """How near it is to where the passage was, from 0 to 1."""
    run: int
    """The characters at a stretch, of the words and beside them, that are the same."""
    own_run: int
    """Those of them that are in the words' own paragraph."""
    is_between: bool
    """Whether it stands between its old neighbours, which may have changed a little."""
    is_whole: bool
    """Whether nothing beside the words, up to the edges of their paragraph, has changed."""

    @property
    def score(self) -> float:
        """How much of all that was kept is as it was, from 0 to 1."""
        weighed = _QUOTE * self.words + _SIDE * (self.left + self.right) + _PLACE * self.place
        return weighed / (_QUOTE + 2 * _SIDE + _PLACE)

    @property
    def is_same(self) -> bool:
        """Whether these are the very words."""
        return self.words == 1

    @property
    def is_untouched(self) -> bool:
        """Whether all that was kept is as it was."""
        return self.words == self.left == self.right == 1

    def overlaps(self, other: "Candidate") -> bool:
        """Return whether they have a character in common."""
        return self.span.start < other.span.end and other.span.start < self.span.end


def compare(anchor: Anchor, section: Text, span: Span) -> Candidate:
    """Compare a part of the text with what was kept."""
    text, length = section.text, len(anchor.quote)
    # Both sides are read away from the words.
    left = _Side(
        before(anchor.prefix, len(anchor.prefix))[::-1],
        before(text, span.start, CONTEXT + _SHIFT)[::-1],
    )
    right = _Side(after(anchor.suffix, 0), after(text, span.end, CONTEXT + _SHIFT))
    is_home = block_and_offset(section, span.start) == (anchor.block, anchor.offset)
    away = min(abs(span.start - anchor.start) / len(text), 1)
    return Candidate(
        span,
        alikeness(anchor.quote, text[span.start : span.end]),
        left.alike,
        right.alike,
        is_home,
        1.0 if is_home else 1 - away,
        left.same + length + right.same,
        left.own_same + length + right.own_same,
        left.is_neighbour and right.is_neighbour and _is_enough(left, right),
        left.is_whole and right.is_whole,
    )


class _Side:
    """The text on one side of the words, old and new, read away from them."""

    def __init__(self, old: str, new: str) -> None:
        near = new[:CONTEXT]
        self.same = next((at for at in range(CONTEXT) if old[at] != near[at]), CONTEXT)
        self.alike = max(alikeness(old, near, least=_BY_CHANCE), self.same / CONTEXT)
        # Entries of a list may begin alike and go on otherwise: the end must be the same as well.
        self.is_neighbour = old == near or (self.alike >= _NEIGHBOUR and old[-_END:] in new)
        within = min((old.index(edge) for edge in _EDGES if edge in old), default=CONTEXT)
        self.own_same = min(self.same, within + 1)
        self.letters = len(old.rstrip("\0"))
        # The last paragraph of a section may have another after it now.
        self.is_whole = self.same >= within < CONTEXT and near[within] in _EDGES


def _is_enough(left: _Side, right: _Side) -> bool:
    """Return whether neighbours are more than the edge of the section, which all texts have."""
    same = min(left.same, left.letters) + min(right.same, right.letters)
    return same >= min(CONTEXT, left.letters + right.letters)
