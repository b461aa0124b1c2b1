"""A section under an editor's hands, which knows what becomes of one passage of it."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple, Self

from immuno_reader.identity import BlockId, Span
from immuno_reader.library.book import Block, BlockKind, Section

NEW = -1
"""The origin of a character that was not there before."""
_COPY = 1 << 24
"""What is added to the origin of a character that is a copy."""
_LETTERS: dict[BlockKind, str] = {"paragraph": "p", "item": "i", "cell": "c", "caption": "f"}
_SENTENCE = re.compile(r"[^.!?:]+(?:[.!?:]+(?=\s|$)|[.!?:]+|$)(?:\s+|$)")
_GONE, _HALF = 0.1, 0.5


class Truth(NamedTuple):
    """What has become of a passage."""

    span: Span | None
    """From the first to the last character that is the passage's; None if it is no more."""
    own: frozenset[int]
    """Where its characters are, and those that were put in their stead."""
    is_doubtful: bool
    """So little of it is left, or so scattered, that it is neither there nor gone."""
    copied: frozenset[int] = frozenset()
    """Where an editor put a copy of it."""


@dataclass
class Line:
    """A block of the section: its text, and where each character of it stood at first.

    A character that came in the stead of another has that one's origin, as ``-2 - origin``.
    """

    kind: BlockKind
    text: str
    origins: list[int]
    slug: str = ""

    def copy(self) -> "Line":
        origins = [_copied(origin) if 0 <= origin < _COPY else NEW for origin in self.origins]
        return Line(self.kind, self.text, origins, f"{self.slug}-2")

    def insert(self, at: int, words: str) -> None:
        self._put(at, at, words, [NEW] * len(words))

    def delete(self, start: int, end: int) -> None:
        self._put(start, end, "", [])

    def replace(self, start: int, end: int, words: str) -> None:
        old = [origin if origin < 0 else -2 - origin for origin in self.origins[start:end]]
        count = len(words)
        origins = (
            [old[place * len(old) // count] for place in range(count)] if old else [NEW] * count
        )
        self._put(start, end, words, origins)

    def split(self, at: int) -> tuple["Line", "Line"]:
        rest = at + len(self.text[at:]) - len(self.text[at:].lstrip())
        return (
            Line(self.kind, self.text[:at], self.origins[:at], self.slug),
            Line(self.kind, self.text[rest:], self.origins[rest:], self.slug),
        )

    def join(self, other: "Line", between: str = " ") -> "Line":
        origins = [*self.origins, *[NEW] * len(between), *other.origins]
        return Line(self.kind, self.text + between + other.text, origins, self.slug)

    def sentences(self) -> list[Span]:
        found = [Span(*match.span()) for match in _SENTENCE.finditer(self.text)]
        return found or [Span(0, len(self.text))]

    def words(self, start: int, end: int) -> list[Span]:
        return [
            Span(start + match.start(), start + match.end())
            for match in re.finditer(r"\w+", self.text[start:end])
        ]

    def _put(self, start: int, end: int, words: str, origins: list[int]) -> None:
        self.text = self.text[:start] + words + self.text[end:]
        self.origins = self.origins[:start] + origins + self.origins[end:]


@dataclass
class Draft:
    """The lines of a section, and which characters of it were kept."""

    section: Section
    passage: Span
    lines: list[Line]
    others: tuple[str, ...] = ()
    """Paragraphs of other sections in the same language, to take words from."""

    @classmethod
    def of(cls, section: Section, passage: Span, others: tuple[str, ...] = ()) -> Self:
        lines = [
            Line(
                block.kind,
                section.text[block.start : block.end],
                list(range(block.start, block.end)),
                block.id if block.kind == "heading" else "",
            )
            for block in section.blocks
        ]
        return cls(section, passage, lines, others)

    @property
    def text(self) -> str:
        return "\n".join(line.text for line in self.lines)

    def parts(self) -> list[tuple[int, Span]]:
        """Return the lines in which there is something of the passage, and where in them."""
        found = []
        for number, line in enumerate(self.lines):
            own = _places(line, self._origins)
            if own:
                found.append((number, Span(own[0], own[-1] + 1)))
        return found

    def main_part(self) -> tuple[int, Span]:
        """Return the line in which there is most of the passage, and where in it."""
        parts = self.parts() or [(0, Span(0, 0))]
        return max(parts, key=lambda part: part[1].end - part[1].start)

    def list_around(self, number: int) -> range:
        """Return the lines of the list, or of the table, in which a line is."""
        kind = self.lines[number].kind
        before = list(takewhile(lambda line: line.kind == kind, self.lines[number::-1]))
        after = list(takewhile(lambda line: line.kind == kind, self.lines[number:]))
        return range(number - len(before) + 1, number + len(after))

    def part_of(self, number: int) -> range:
        """Return the lines under the heading under which a line is, the heading first."""
        first = number
        while first and self.lines[first].kind != "heading":
            first -= 1
        end = number + 1
        while end < len(self.lines) and self.lines[end].kind != "heading":
            end += 1
        return range(first, end)

    def edited(self) -> Section:
        lines = [line for line in self.lines if line.text]
        return self.section._replace(
            text="\n".join(line.text for line in lines), blocks=tuple(_blocks(lines))
        )

    def truth(self) -> Truth:
        """Return what has become of the passage.

        Where it was deleted and a copy is left, that is what would be there if it had been moved.
        """
        truth = self._truth(self._origins)
        copy = self._truth(frozenset(map(_copied, self._origins)))
        if truth.span is None:
            return copy._replace(is_doubtful=copy.span is not None)
        return truth._replace(copied=copy.own)

    def _truth(self, origins: frozenset[int]) -> Truth:
        own, kept, start = [], 0, 0
        for line in self.lines:
            places = _places(line, origins)
            own += [start + at for at in places]
            kept += sum(line.origins[at] >= 0 for at in places)
            start += len(line.text) + bool(line.text)
        words = self.section.text[self.passage.start : self.passage.end]
        all_kept = len(words) - words.count("\n")
        if not own or (kept == len(own) and kept < _GONE * all_kept):
            return Truth(None, frozenset(), is_doubtful=False)
        span = Span(own[0], own[-1] + 1)
        is_scattered = len(own) < _HALF * (span.end - span.start)
        return Truth(span, frozenset(own), kept < _HALF * all_kept or is_scattered)

    def is_own(self, origin: int) -> bool:
        """Return whether what has an origin is the passage's."""
        return origin in self._origins

    @cached_property
    def _origins(self) -> frozenset[int]:
        kept = range(*self.passage)
        return frozenset(kept) | frozenset(-2 - origin for origin in kept)


def _places(line: Line, origins: frozenset[int]) -> list[int]:
    if origins.isdisjoint(line.origins):
        return []
    return [at for at, origin in enumerate(line.origins) if origin in origins]


def _copied(origin: int) -> int:
    return origin + _COPY if origin >= 0 else origin - _COPY


def _blocks(lines: list[Line]) -> Iterator[Block]:
    slug, counts, start = "top", Counter[str](), 0
    for line in lines:
        end = start + len(line.text)
        if line.kind == "heading":
            slug, counts = line.slug, Counter()
            yield Block(BlockId(slug), "heading", start, end)
        else:
            letter = _LETTERS[line.kind]
            counts[letter] += 1
            yield Block(BlockId(f"{slug}.{letter}{counts[letter]}"), line.kind, start, end)
        start = end + 1
