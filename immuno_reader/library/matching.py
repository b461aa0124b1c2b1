"""What is looked for, and where it stands in a text."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from immuno_reader.identity import Span
from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.folded_text import FoldedText
from immuno_reader.library.thesaurus import Meaning

SHORT = 2
"""Letters with which so many words begin that they are looked for in titles, and in no text."""
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


class _Sought:
    """What is looked for in one kind of text."""

    def __init__(
        self, wanted: Iterable[tuple[int, Alternative]], written: Mapping[str, Sequence[str]]
    ) -> None:
        self.by_first: dict[str, list[tuple[int, Alternative]]] = {}
        self.beginnings: list[tuple[int, Alternative]] = []
        for number, alternative in wanted:
            if not alternative.stems:
                self.beginnings.append((number, alternative))
            elif alternative.stems[0] in written:
                kept = self.by_first.setdefault(alternative.stems[0], [])
                kept.append((number, alternative))
        begun = {one.beginning for _, one in self.beginnings}
        whole = {each for stem in self.by_first for each in written[stem]}
        self.letters = _without_longer(begun | whole)
        """With which the words begin."""


class Matcher:
    """Finds the units of a search in texts of one language."""

    def __init__(
        self,
        units: Sequence[Unit],
        analyzer: Analyzer,
        written: Mapping[str, Sequence[str]],
    ) -> None:
        """Prepare to look for them.

        Args:
            units: what is looked for.
            analyzer: takes the texts apart.
            written: how words begin, folded, by their stems; a stem that is not there stands in
                no text.
        """
        self.units = tuple(units)
        self._analyzer = analyzer
        wanted = [(number, one) for number, unit in enumerate(units) for one in unit.alternatives]
        self._above = _Sought(wanted, written)
        is_any_major = not all(unit.is_minor for unit in units)
        self._inside = _Sought(
            [
                (number, one)
                for number, one in wanted
                if not (is_any_major and units[number].is_minor)
                and (one.stems or len(one.beginning) > SHORT)
            ],
            written,
        )

    def find(self, text: str, *, is_above: bool = False) -> list[Occurrence]:
        """Return where the units stand, in order; one may lie over another."""
        return self.find_in(FoldedText(text, self._analyzer), is_above=is_above)

    def find_in(self, text: FoldedText, *, is_above: bool = False) -> list[Occurrence]:
        """Return the same for a text that is held.

        Args:
            text: the text.
            is_above: whether it is a title, a heading or a name, where words that say little and
                the first letters of others are worth a mark; a text has too many of them.
        """
        sought = self._above if is_above else self._inside
        found = []
        for at, word in text.words_from(sought.letters):
            stem, folded = self._analyzer.reduced(word)
            for number, alternative in sought.by_first.get(stem, ()):
                end = self._end(alternative, text, at + len(word))
                if end:
                    found.append(_occurrence(number, Span(at, end), alternative))
            for number, alternative in sought.beginnings:
                if folded.startswith(alternative.beginning):
                    found.append(_occurrence(number, Span(at, at + len(word)), alternative))
        found.sort(key=lambda one: one.span)
        return found

    def _end(self, alternative: Alternative, text: FoldedText, end: int) -> int:
        """Return where an alternative ends of which the first word does; 0 if it is another."""
        for stem in alternative.stems[1:]:
            following = text.next_word(end)
            if following is None or self._analyzer.reduced(following[1])[0] != stem:
                return 0
            end = following[0] + len(following[1])
        if alternative.beginning:
            following = text.next_word(end)
            if following is None:
                return 0
            if not self._analyzer.reduced(following[1])[1].startswith(alternative.beginning):
                return 0
            end = following[0] + len(following[1])
        return end


def _without_longer(beginnings: Iterable[str]) -> tuple[str, ...]:
    """Return beginnings of words without those that begin with another of them."""
    kept: list[str] = []
    for beginning in sorted(beginnings):
        if not kept or not beginning.startswith(kept[-1]):
            kept.append(beginning)
    return tuple(kept)


def _occurrence(unit: int, span: Span, alternative: Alternative) -> Occurrence:
    return Occurrence(unit, span, alternative.is_typed, alternative.worth)


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
        f"({' OR '.join(_phrase(one) for one in _asked(unit.alternatives))})" for unit in units
    )


def _asked(alternatives: Sequence[Alternative]) -> list[Alternative]:
    """Return alternatives without those that the beginning of a word finds as well."""
    begun = {(one.stems, one.beginning) for one in alternatives if one.beginning}
    return [
        one
        for one in alternatives
        if one.beginning
        or not any(
            one.stems[:-1] == stems and one.stems[-1].startswith(beginning)
            for stems, beginning in begun
        )
    ]


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
