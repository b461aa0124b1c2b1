"""Finding a kept passage again in today's text: the right one, or none."""

import re
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from immuno_reader.identity import BlockId, Span
from immuno_reader.shelf.bookmark import Anchor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Outcome = Literal["exact", "moved", "changed"]

_CONTEXT = 32
"""Characters kept on each side of a passage."""
_SPEAKS_FOR_ITSELF = 64
"""So many characters are more than two entries of one list have in common, as a rule."""
_NEAR, _TOGETHER = 16, 96
"""What must still stand on each side, and in all, where a paragraph was edited around words."""
_TOO_SHORT_TO_CHANGE = 12
_SAME = 0.8
"""How alike the old and the new words must be, as ``difflib`` counts."""
_LIKE = 0.5
"""A passage elsewhere that has so many of its words makes a changed one doubtful."""
_LARGEST_CHANGED = 4000
_LETTER_BY_LETTER = 400
"""Longer passages are compared by words, which is as sure and much quicker."""
_QUOTE, _SIDE, _PLACE = 50, 20, 2
"""Weights of the words, of each side and of the place in the score, as Hypothesis has them."""


class Found(NamedTuple):
    """Where a passage is now."""

    span: Span
    outcome: Outcome
    """``moved`` is the same words elsewhere, ``changed`` other words in the same place."""
    score: float
    """From 0 to 1: how much of what was kept is still as it was."""


class _Block(Protocol):
    @property
    def id(self) -> BlockId: ...

    @property
    def start(self) -> int: ...


class Text(Protocol):
    """As much of a section as anchors need."""

    @property
    def text(self) -> str:
        """The plain text."""

    @property
    def language(self) -> str:
        """The language of the text."""

    def block_at(self, position: int) -> _Block | None:
        """Return the block at a position of the plain text."""


def make_anchor(section: Text, span: tuple[int, int]) -> Anchor:
    """Return what finds a passage again, without the white space at its ends.

    Raises:
        ValueError: there are no words in it.
    """
    text = section.text
    start, end = max(span[0], 0), min(span[1], len(text))
    quote = text[start:end]
    start += len(quote) - len(quote.lstrip())
    quote = quote.strip()
    if not quote:
        raise ValueError("a passage has words in it")
    end = start + len(quote)
    block = section.block_at(start)
    return Anchor(
        language=section.language,
        block=block.id if block else BlockId(""),
        offset=start - block.start if block else start,
        start=start,
        end=end,
        quote=quote,
        prefix=text[max(start - _CONTEXT, 0) : start],
        suffix=text[end : end + _CONTEXT],
    )


def find_anchor(anchor: Anchor, section: Text) -> Found | None:
    """Find a passage in a section that may have been edited since.

    The same words are taken for the passage only if all around them is as it was, or if they stand
    in the section once and are long, or have much around them that is as it was. Other words are
    taken for it only between the very same neighbours, if they are much like the old ones and
    nothing else in the section is. In all doubt the passage is lost: a mark on the wrong words is
    worse than none.
    """
    if anchor.language != section.language or not anchor.quote:
        return None
    standing = list(_standing(anchor, section.text))
    if standing:
        return _same_words(anchor, section, standing)
    return _changed_words(anchor, section.text)


class _Standing(NamedTuple):
    """The kept words, somewhere in the text."""

    start: int
    left: int
    """How many characters before them are as they were."""
    right: int
    is_framed: bool
    """Whether the section still begins, or ends, where it did beside the words."""

    def is_untouched(self, anchor: Anchor) -> bool:
        is_same = self.left == len(anchor.prefix) and self.right == len(anchor.suffix)
        return is_same and self.is_framed

    def is_near(self, anchor: Anchor) -> bool:
        together = self.left + len(anchor.quote) + self.right
        before, after = _to_edge(anchor.prefix[::-1]), _to_edge(anchor.suffix)
        if self.left >= before and self.right >= after:
            return together >= _SPEAKS_FOR_ITSELF
        return min(self.left, self.right) >= _NEAR and together >= _TOGETHER


def _standing(anchor: Anchor, text: str) -> "Iterator[_Standing]":
    length = len(anchor.quote)
    start = text.find(anchor.quote)
    while start >= 0:
        end = start + length
        left = _common(anchor.prefix[::-1], text[max(start - _CONTEXT, 0) : start][::-1])
        right = _common(anchor.suffix, text[end : end + _CONTEXT])
        is_framed = (len(anchor.prefix) == _CONTEXT or start == left) and (
            len(anchor.suffix) == _CONTEXT or end + right == len(text)
        )
        yield _Standing(start, left, right, is_framed)
        start = text.find(anchor.quote, start + 1)


def _same_words(anchor: Anchor, section: Text, standing: list[_Standing]) -> Found | None:
    untouched = [each for each in standing if each.is_untouched(anchor)]
    at_home = [each for each in untouched if each.start == anchor.start]
    # Of twins that nothing tells apart, either might be the one.
    candidates = at_home or untouched or standing
    if len(candidates) > 1:
        return None
    only = candidates[0]
    is_sure = only.is_untouched(anchor) or only.is_near(anchor)
    is_sure = is_sure or len(anchor.quote) >= _SPEAKS_FOR_ITSELF
    return _found(anchor, section, only) if is_sure else None


def _found(anchor: Anchor, section: Text, standing: _Standing) -> Found:
    start = standing.start
    block = section.block_at(start)
    offset = start - block.start if block else start
    is_home = start == anchor.start or (
        block is not None and (block.id, offset) == (anchor.block, anchor.offset)
    )
    left, right = _share(standing.left, anchor.prefix), _share(standing.right, anchor.suffix)
    return Found(
        Span(start, start + len(anchor.quote)),
        "exact" if is_home else "moved",
        _score(1.0, left, right, is_home=is_home),
    )


def _changed_words(anchor: Anchor, text: str) -> Found | None:
    if not _TOO_SHORT_TO_CHANGE <= len(anchor.quote) <= _LARGEST_CHANGED:
        return None
    alike = ((_likeness(anchor, text, span), span) for span in _between(anchor, text))
    likeness, span = max(alike, default=(0.0, Span(0, 0)))
    if likeness < _SAME or _has_lookalike(anchor, text, span):
        return None
    is_home = span.start == anchor.start
    return Found(span, "changed", _score(likeness, 1.0, 1.0, is_home=is_home))


def _between(anchor: Anchor, text: str) -> "Iterator[Span]":
    """Yield the parts of a text that stand between the neighbours which the passage had."""
    shortest = max(round(len(anchor.quote) * _SAME / (2 - _SAME)), 1)
    longest = round(len(anchor.quote) * (2 - _SAME) / _SAME)
    for start in _ends(anchor.prefix, text):
        if len(anchor.suffix) < _CONTEXT:
            end = len(text) - len(anchor.suffix)
            if text.endswith(anchor.suffix) and shortest <= end - start <= longest:
                yield Span(start, end)
            continue
        end = text.find(anchor.suffix, start + shortest)
        while 0 <= end <= start + longest:
            yield Span(start, end)
            end = text.find(anchor.suffix, end + 1)


def _ends(prefix: str, text: str) -> "Iterator[int]":
    if len(prefix) < _CONTEXT:
        if text.startswith(prefix):
            yield len(prefix)
        return
    start = text.find(prefix)
    while start >= 0:
        yield start + len(prefix)
        start = text.find(prefix, start + 1)


def _has_lookalike(anchor: Anchor, text: str, span: Span) -> bool:
    """Return whether something outside a span might be the passage as well."""
    old, places = anchor.quote.split(), list(re.finditer(r"\S+", text))
    known, words = frozenset(old), [place[0] for place in places]
    for first in range(0, len(words), max(len(old) // 4, 1)):
        window = words[first : first + len(old)]
        if sum(word in known for word in window) < _LIKE * len(old):
            continue
        start, end = places[first].start(), places[first + len(window) - 1].end()
        is_outside = end <= span.start or start >= span.end
        if is_outside and _ratio(window, old, least=_LIKE):
            return True
    return False


def _likeness(anchor: Anchor, text: str, span: Span) -> float:
    """Return how alike a part of the text is to the kept words; 0 if not alike enough."""
    old, new = anchor.quote, text[span.start : span.end]
    if len(old) <= _LETTER_BY_LETTER:
        return _ratio(new, old, least=_SAME)
    return _ratio(new.split(), old.split(), least=_SAME)


def _ratio(new: "Sequence[str]", old: "Sequence[str]", *, least: float) -> float:
    from difflib import SequenceMatcher

    compared = SequenceMatcher(None, new, old, autojunk=False)
    likeness = 0.0
    # From the cheapest upper bound to the ratio itself.
    for ratio in (compared.real_quick_ratio, compared.quick_ratio, compared.ratio):
        likeness = ratio()
        if likeness < least:
            return 0.0
    return likeness


def _to_edge(context: str) -> int:
    """Return how much of the text beside words is of their own paragraph, its edge included."""
    return context.find("\n") + 1 or len(context)


def _common(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    length = min(len(one), len(other))
    return next((place for place in range(length) if one[place] != other[place]), length)


def _share(count: int, whole: str) -> float:
    return count / len(whole) if whole else 1.0


def _score(words: float, left: float, right: float, *, is_home: bool) -> float:
    full = _QUOTE + 2 * _SIDE + _PLACE
    return (_QUOTE * words + _SIDE * (left + right) + _PLACE * is_home) / full


def nearest_place(anchor: Anchor, section: Text) -> Span | None:
    """Return the place most like a passage that was lost."""
    return None
