"""How well a section fits what is looked for, and which of its lines show it."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from immuno_reader.identity import Span
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.book import Block
from immuno_reader.library.folded_text import FoldedText
from immuno_reader.library.matching import Matcher, Occurrence, Unit, merged
from immuno_reader.library.plain_text import SPOKEN_NOTE
from immuno_reader.library.results import Marked
from immuno_reader.library.word_index import Body, Head, WordIndex

SNIPPET = 150
"""Characters of a snippet, before it is rounded to whole words."""
_BEFORE = 50
"""Characters of it that stand before the match."""

_COVERAGE, _TITLE, _HEADING, _EXPLAINED, _BM25, _CLOSE = 1.2, 5.0, 0.5, 1.6, 1.8, 0.4
"""What each sign counts that a section is the one that is meant; set by the judged searches."""
_HEADING_LINE = 0.6
"""What a match in a heading is worth as a line to show: it says little by itself."""


class Page:
    """A section, held for further searches."""

    def __init__(self, number: int, head: Head, index: WordIndex, analyzer: Analyzer) -> None:
        """Hold its title and headings; its text is read when first asked for."""
        self.title_text = head.title
        self.title = FoldedText(head.title, analyzer)
        self.headings = [FoldedText(heading, analyzer) for heading in head.headings]
        self._number = number
        self._index = index
        self._analyzer = analyzer

    @cached_property
    def _read(self) -> Body:
        return self._index.body(self._number)

    @property
    def text(self) -> str:
        """Its text."""
        return self._read.text

    @property
    def blocks(self) -> tuple[Block, ...]:
        """Its blocks in order."""
        return self._read.blocks

    @cached_property
    def body(self) -> FoldedText:
        """Its text, to be searched."""
        return FoldedText(self.text, self._analyzer)


class Line(NamedTuple):
    """A block of a section in which something was found."""

    block: Block
    occurrences: tuple[Occurrence, ...]
    score: float
    """From 0 to 1, how much of what is looked for stands in it."""


class Fit(NamedTuple):
    """How a section fits."""

    score: float
    title: Marked
    lines: tuple[Line, ...]
    """Best first."""
    is_in_title: bool
    typed: frozenset[int]
    """The units of which the typed words stand in it."""
    found: frozenset[int]
    """The units that stand in it in any words."""


def glance(page: Page, matcher: Matcher, units: Sequence[Unit]) -> float:
    """Return how well the title and the headings of a section fit; its text is not looked at."""
    whole = sum(unit.weight for unit in units) or 1.0
    in_title = matcher.find_in(page.title, is_above=True)
    score = 0.0
    if in_title:
        score = _TITLE * _share(in_title, units) / whole * _fullness(in_title, page.title)
    in_headings = 0.0
    for heading in page.headings[1:]:
        found = matcher.find_in(heading, is_above=True)
        if found:
            full = _fullness(found, heading)
            in_headings = max(in_headings, _share(found, units) / whole * full)
    return score + _HEADING * in_headings


def fit(
    page: Page,
    matcher: Matcher,
    units: Sequence[Unit],
    *,
    above: float,
    bm25: float,
    explained: float,
) -> Fit:
    """Return how a section fits.

    Args:
        page: the section.
        matcher: finds the units.
        units: what is looked for.
        above: what ``glance`` returned of it.
        bm25: the score of the index, of the best section 1.
        explained: how much of what is looked for it is said to explain, from 0 to 1.
    """
    whole = sum(unit.weight for unit in units) or 1.0

    def share(found: Iterable[Occurrence]) -> float:
        return _share(found, units) / whole

    in_title = matcher.find_in(page.title, is_above=True)
    in_body = matcher.find_in(page.body)
    found_units = frozenset(one.unit for one in (*in_title, *in_body))
    lines = _lines(page, in_body, share)
    close = max((line.score for line in lines), default=0.0)
    score = (
        above
        + _COVERAGE * share((*in_title, *in_body))
        + _EXPLAINED * explained
        + _BM25 * bm25
        + _CLOSE * close
    )
    return Fit(
        score,
        Marked(page.title_text, _marked(in_title, units)),
        tuple(lines),
        bool(in_title),
        frozenset(one.unit for one in (*in_title, *in_body) if one.is_typed),
        found_units,
    )


def _share(found: Iterable[Occurrence], units: Sequence[Unit]) -> float:
    """Return the weight of what was found, each unit at the worth of its best words."""
    worth: dict[int, float] = {}
    for one in found:
        worth[one.unit] = max(worth.get(one.unit, 0.0), one.worth)
    return sum(units[number].weight * each for number, each in worth.items())


def _fullness(occurrences: Sequence[Occurrence], line: FoldedText) -> float:
    """Return what a match in a title is worth: more where it is most of the title."""
    matched = len({one.span.start for one in occurrences})
    return 0.6 + 0.4 * min(1.0, matched / line.word_count)


def _marked(occurrences: Sequence[Occurrence], units: Sequence[Unit]) -> tuple[Span, ...]:
    major = [one for one in occurrences if not units[one.unit].is_minor]
    return merged(major or occurrences)


def _lines(
    page: Page, occurrences: Sequence[Occurrence], share: Callable[[Iterable[Occurrence]], float]
) -> list[Line]:
    """Return the blocks that hold occurrences, best first."""
    starts = [block.start for block in page.blocks]
    by_block: dict[int, list[Occurrence]] = {}
    for one in occurrences:
        at = bisect_right(starts, one.span.start) - 1
        if at >= 0:
            by_block.setdefault(at, []).append(one)
    lines = []
    for at, held in by_block.items():
        block = page.blocks[at]
        score = share(held)
        if block.kind == "heading":
            score *= _HEADING_LINE
        lines.append(Line(block, tuple(held), score))
    return sorted(lines, key=lambda line: -line.score)


def snippet(page: Page, line: Line, units: Sequence[Unit]) -> Marked:
    """Return the part of a line around what was found in it, the matches marked."""
    start, end = line.block.start, line.block.end
    return _cut(page.text, start, end, marks_of(line, units))


def marks_of(line: Line, units: Sequence[Unit]) -> tuple[Span, ...]:
    """Return what is to be marked of a line, by its place in the section's text."""
    return _marked(line.occurrences, units)


def summary(text: str, matcher: Matcher, units: Sequence[Unit]) -> Marked:
    """Return the beginning of a text, or the part of it around what is found in it."""
    return _cut(text, 0, len(text), _marked(matcher.find(text), units))


def _cut(text: str, start: int, end: int, spans: Sequence[Span]) -> Marked:
    """Return a stretch of a text, shortened around the first of some spans in it."""
    first, last = start, end
    if end - start > SNIPPET:
        if spans and spans[0].end - start > SNIPPET - _BEFORE:
            first = _word_start(text, max(start, spans[0].start - _BEFORE), spans[0].start)
        last = _word_end(text, min(end, first + SNIPPET), first)
        last = max([last, *(span.end for span in spans[:1])])
    before = "\u2026 " if first > start else ""
    after = " \u2026" if last < end else ""
    by = len(before) - first
    marks = tuple(
        Span(span.start + by, span.end + by)
        for span in spans
        if first <= span.start and span.end <= last
    )
    shown = text[first:last].replace("\n", " ")
    return _without_notes(Marked(before + shown + after, marks))


def _without_notes(line: Marked) -> Marked:
    """Leave out the numbers of footnotes, unless they are what was found."""
    text, marks = line
    for note in reversed(list(SPOKEN_NOTE.finditer(text))):
        start, end = note.span()
        if any(mark.start < end and start < mark.end for mark in marks):
            continue
        text = text[:start] + text[end:]
        by = end - start
        marks = tuple(
            Span(mark.start - by, mark.end - by) if mark.start >= end else mark for mark in marks
        )
    return Marked(text, marks)


def _word_start(text: str, at: int, latest: int) -> int:
    """Return the beginning of the first whole word from a position on."""
    space = text.find(" ", at, latest)
    return at if space < 0 else space + 1


def _word_end(text: str, at: int, earliest: int) -> int:
    """Return the end of the last whole word before a position."""
    if at >= len(text) or text[at].isspace():
        return at
    space = text.rfind(" ", earliest + SNIPPET // 2, at)
    return at if space < 0 else space
