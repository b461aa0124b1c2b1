"""What is looked for, and where it stands in a text."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from immuno_reader.identity import Span
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.thesaurus import Meaning

_GRAM = 3
"""Letters that the index of unspaced languages keeps together."""


class Alternative(NamedTuple):
    """Words in a row, by their stems."""

    stems: tuple[str, ...]
    is_typed: bool = True
    """Whether they are the typed words themselves, and not another name of what they mean."""
    beginning: str = ""
    """What the word after them begins with, folded, where it is still being typed."""
    worth: float = 1.0
    """How sure it is, from 0 to 1, that they are what is looked for."""


class Unit(NamedTuple):
    """One part of what is looked for, and all that counts for it."""

    typed: str
    alternatives: tuple[Alternative, ...]
    weight: float
    """How much it says, from 0 to 1: a rare word more than one that is everywhere."""
    is_minor: bool
    """A word that holds sentences together: it is not asked for, and counts little."""
    meanings: tuple[Meaning, ...] = ()
    is_known: bool = True
    """Whether all its words are words of the texts, and not only the beginnings of some."""


class Occurrence(NamedTuple):
    """Where a unit stands in a text."""

    unit: int
    span: Span
    is_typed: bool
    worth: float


class Matcher:
    """Finds the units of a search in texts of one language."""

    def __init__(self, units: Sequence[Unit], analyzer: Analyzer) -> None:
        """Prepare to look for them."""
        self.units = tuple(units)
        self._analyzer = analyzer
        self._by_first: dict[str, list[tuple[int, Alternative]]] = {}
        self._beginnings: list[tuple[int, Alternative]] = []
        for number, unit in enumerate(units):
            for alternative in unit.alternatives:
                if alternative.stems:
                    kept = self._by_first.setdefault(alternative.stems[0], [])
                    kept.append((number, alternative))
                else:
                    self._beginnings.append((number, alternative))

    def find(self, text: str) -> list[Occurrence]:
        """Return where the units stand, in order; one may lie over another."""
        return self.find_in(WordMap(text, self._analyzer))

    def find_in(self, words: "WordMap") -> list[Occurrence]:
        """Return the same for a text that was taken apart before."""
        found = []
        for stem, wanted in self._by_first.items():
            for at in words.places(words.by_stem.get(stem, ())):
                for number, alternative in wanted:
                    if _stands(alternative, words, at):
                        last = at + len(alternative.stems) - 1 + bool(alternative.beginning)
                        span = Span(words.start(at), words.end(last))
                        if words.is_line(span):
                            found.append(_occurrence(number, span, alternative))
        for number, alternative in self._beginnings:
            found += [
                _occurrence(number, Span(words.start(at), words.end(at)), alternative)
                for at in words.places(words.beginning_with(alternative.beginning))
            ]
        found.sort(key=lambda one: one.span)
        return found


class WordMap:
    """The words of a text by their stems, and where they stand.

    Many are made at each letter that is typed, and few of their words are ever asked for: so each
    different word is looked at once, and where one stands only when it matters.
    """

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        """Take a text apart."""
        self._text = text
        self._analyzer = analyzer
        self._words = analyzer.words(text)
        self._folded: list[tuple[str, str]] = []
        self.by_stem: dict[str, list[str]] = {}
        """The different words of each stem, as they are written."""
        for word, stem, folded in analyzer.reduced_all(set(self._words)):
            self._folded.append((folded, word))
            if stem in self.by_stem:
                self.by_stem[stem].append(word)
            else:
                self.by_stem[stem] = [word]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self._words)

    def reduced(self, at: int) -> tuple[str, str]:
        """Return the stem of a word, and the word folded, by its number."""
        return self._analyzer.reduced(self._words[at])

    def is_line(self, span: Span) -> bool:
        """Tell whether a part of the text stands in one line: what runs on says nothing."""
        return "\n" not in self._text[span.start : span.end]

    def beginning_with(self, beginning: str) -> list[str]:
        """Return the different words that begin so, folded, as they are written."""
        return [word for folded, word in self._folded if folded.startswith(beginning)]

    def places(self, written: Sequence[str]) -> list[int]:
        """Return the numbers of all words that are written so."""
        if not written:
            return []
        wanted = frozenset(written)
        return [at for at, word in enumerate(self._words) if word in wanted]

    def start(self, at: int) -> int:
        """Return where a word begins in the text."""
        return self._starts[at]

    def end(self, at: int) -> int:
        """Return where a word ends in the text."""
        return self._starts[at] + len(self._words[at])

    @cached_property
    def _starts(self) -> list[int]:
        return self._analyzer.starts(self._text)


def _occurrence(unit: int, span: Span, alternative: Alternative) -> Occurrence:
    return Occurrence(unit, span, alternative.is_typed, alternative.worth)


def _stands(alternative: Alternative, words: WordMap, at: int) -> bool:
    """Tell whether an alternative goes on as it begins at a word."""
    stems, beginning = alternative.stems, alternative.beginning
    last = at + len(stems) - 1 + bool(beginning)
    if last >= len(words):
        return False
    if any(words.reduced(at + offset)[0] != stems[offset] for offset in range(1, len(stems))):
        return False
    return not beginning or words.reduced(last)[1].startswith(beginning)


def merged(occurrences: Iterable[Occurrence]) -> tuple[Span, ...]:
    """Return what is to be marked: the spans in order, joined where they overlap."""
    spans: list[Span] = []
    for start, end in sorted(occurrence.span for occurrence in occurrences):
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def words_expression(units: Iterable[Unit], *, joined_by: str) -> str:
    """Return an expression of FTS5 that matches stems; empty without units."""
    return f" {joined_by} ".join(
        f"({' OR '.join(_phrase(one) for one in unit.alternatives)})" for unit in units
    )


def _phrase(alternative: Alternative) -> str:
    # Stems are letters and digits, so that no quotation mark can end the phrase.
    words = [*alternative.stems, *filter(None, [alternative.beginning])]
    return f'"{" ".join(words)}"' + (" *" if alternative.beginning else "")


def letters_expression(
    units: Iterable[Unit], complete: Callable[[str], Iterable[str]], *, joined_by: str
) -> str:
    """Return the same for an index of three letters in a row; empty where nothing can match.

    Args:
        units: what is looked for.
        complete: returns which three letters the texts have that begin with one or two.
        joined_by: AND or OR.
    """
    parts = []
    for unit in units:
        strings = ["".join(one.stems) + one.beginning for one in unit.alternatives]
        grams = [gram for string in strings for gram in _grams(string, complete)]
        if grams:
            parts.append(f"({' OR '.join(grams)})")
        elif joined_by == "AND":
            return ""
    return f" {joined_by} ".join(parts)


def _grams(string: str, complete: Callable[[str], Iterable[str]]) -> Iterator[str]:
    whole = [string] if len(string) >= _GRAM else complete(string)
    for letters in whole:
        yield '"{}"'.format(letters.replace('"', '""'))
