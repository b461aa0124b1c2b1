"""Passages of the handbook such as readers keep: of every kind of block, and every length."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import takewhile
from random import Random
from typing import NamedTuple, TypeVar

from immuno_reader.identity import Span
from immuno_reader.library.book import Block, BlockKind, Section

_T = TypeVar("_T")

KINDS: tuple[BlockKind, ...] = ("heading", "paragraph", "item", "cell", "caption")
EACH = 20
"""So many passages of each sort in each language."""

_LONGEST = 20_000
"""Longer sections take long to edit, and have nothing else in them."""


class Passage(NamedTuple):
    """A passage of a section."""

    section: Section
    span: Span
    sort: str

    @property
    def name(self) -> str:
        return f"{self.section.language}:{self.section.ref}:{self.span.start}-{self.span.end}"

    @property
    def words(self) -> str:
        return self.section.text[self.span.start : self.span.end]

    def overlaps(self, other: "Passage") -> bool:
        """Return whether two passages have words of their section in common."""
        return (
            (self.section.language, self.section.ref) == (other.section.language, other.section.ref)
            and self.span.start < other.span.end
            and other.span.start < self.span.end
        )


def number(name: str) -> int:
    """Return a number that a name always has, on every computer."""
    return int.from_bytes(sha256(name.encode()).digest()[:6], "big")


def passages(
    sections: list[Section],
    choice: str = "",
    without: Sequence[Passage] = (),
    each: int = EACH,
) -> list[Passage]:
    """Return passages of every sort, for one name of a choice always the same ones.

    They have nothing in common with those they are to be without.
    """
    found: dict[str, list[Passage]] = {}
    for section in sections:
        if len(section.text) > _LONGEST:
            continue
        for span, sort in _spans(section, choice):
            words = section.text[span.start : span.end]
            left = len(words) - len(words.lstrip())
            span = Span(span.start + left, span.start + left + len(words.strip()))
            passage = Passage(section, span, sort)
            if any(map(str.isalnum, words)) and not any(map(passage.overlaps, without)):
                found.setdefault(sort, []).append(passage)
    chosen = []
    for of_sort in found.values():
        of_sort.sort(key=lambda passage: number(f"{choice}chosen {passage.name}"))
        chosen += of_sort[:each]
    return chosen


def _spans(section: Section, choice: str) -> Iterator[tuple[Span, str]]:
    text, blocks = section.text, section.blocks
    random = Random(number(f"{choice}{section.language}:{section.ref}"))
    for kind in KINDS:
        for block in _some(random, [block for block in blocks if block.kind == kind], 2):
            yield Span(block.start, block.end), kind
    for first in _some(random, range(len(blocks) - 4), 2):
        inner = random.randint(0, (blocks[first].end - blocks[first].start) // 2)
        yield Span(blocks[first].start + inner, blocks[first + 1].end), "across two"
        yield Span(blocks[first].start, blocks[first + 3].end), "across four"
    for block in _some(random, [block for block in blocks if block.end - block.start > 120], 3):
        words = [block.start + match.start() for match in re.finditer(r"\b\w", _of(text, block))]
        start, end = sorted(random.sample(range(len(words)), 2))
        yield Span(words[start], words[end]), "from word to word"
        start = random.randrange(len(words) - 6)
        yield Span(words[start], words[start + random.randint(2, 5)]), "phrase"
        ends = [match.end() for match in re.finditer(r"[.!?](?=\s|$)", _of(text, block))]
        starts = [0, *[end + 1 for end in ends]]
        place = random.randrange(len(ends) or 1)
        end = ends[place] if ends else len(_of(text, block))
        yield Span(block.start + starts[place], block.start + end), "sentence"
    words_of = list(re.finditer(r"\w+", text))
    for word in _some(random, words_of, 2):
        yield Span(*word.span()), "one word"
    long = Span(*sorted(random.sample([word.start() for word in words_of], 2)))
    if long.end - long.start > 400:
        yield long, "long"
    for span in _some(random, _repeated(text, words_of), 3):
        yield span, "repeated"
    for span in _some(random, list(_alike(section)), 3):
        yield span, "has a lookalike"
    for span in _some(random, list(_shared(section)), 3):
        yield span, "shared with a neighbour"


def _repeated(text: str, words: list[re.Match[str]]) -> list[Span]:
    """Return phrases, and short blocks, that the text has more than once."""
    spans = [
        Span(words[at].start(), words[at + length - 1].end())
        for length in (2, 4, 7)
        for at in range(len(words) - length)
    ]
    counts = Counter(text[span.start : span.end] for span in spans)
    return [span for span in spans if counts[text[span.start : span.end]] > 1]


def _alike(section: Section) -> Iterator[Span]:
    """Yield blocks that begin like their neighbour, as the items of a list may."""
    text = section.text
    for one, other in zip(section.blocks, section.blocks[1:], strict=False):
        if one.end - one.start > 15 and one.kind == other.kind:
            old, new = set(_of(text, one).lower().split()), set(_of(text, other).lower().split())
            if 2 * len(old & new) >= min(len(old), len(new)):
                yield Span(one.start, one.end)
                yield Span(other.start, other.end)


def _shared(section: Section) -> Iterator[Span]:
    """Yield the words with which two neighbours both begin, in either."""
    text = section.text
    for one, other in zip(section.blocks, section.blocks[1:], strict=False):
        pairs = zip(_of(text, one), _of(text, other), strict=False)
        length = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
        if " " in text[one.start : one.start + length].strip():
            yield Span(one.start, one.start + length)
            yield Span(other.start, other.start + length)


def _of(text: str, part: Block | Span) -> str:
    return text[part.start : part.end]


def _some(random: Random, choice: Sequence[_T], count: int) -> list[_T]:
    return random.sample(choice, min(count, len(choice)))
