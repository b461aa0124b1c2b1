"""What words mean: the names of the glossary's terms, and what people say in their place."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from immuno_reader.identity import Language, SectionRef, TermRef
from immuno_reader.library.analysis import Analyzer, Token, squeezed
from immuno_reader.library.word_index import EverydayPhrase, NamedForm

MOST_WORDS = 8
"""Words of the longest name that is looked up inside what somebody typed."""
_LEAST_LETTERS = 3
"""Letters with which the beginning of a name tells what is meant."""

MeaningKind = Literal["name", "everyday"]


class Meaning(NamedTuple):
    """One thing that some words may mean."""

    form: str
    """The words as the glossary or the table of everyday words has them."""
    kind: MeaningKind
    term: TermRef | None
    section: SectionRef | None
    language: Language
    """Of the words."""
    exact_case: bool = False
    """Written just so it is an abbreviation; in another case it may be a common word."""


class Thesaurus:
    """Finds what words mean, however they are spaced, hyphenated, accented or inflected."""

    def __init__(
        self,
        forms: Iterable[NamedForm],
        everyday: Iterable[EverydayPhrase],
        analyzer: Callable[[Language], Analyzer],
    ) -> None:
        """Learn all names."""
        self._meanings: dict[str, list[Meaning]] = {}
        self._names: dict[tuple[TermRef, Language], list[str]] = {}
        for form in forms:
            meaning = Meaning(form.text, "name", form.ref, None, form.language, form.exact_case)
            self._learn(meaning, analyzer(form.language))
            self._names.setdefault((form.ref, form.language), []).append(form.text)
        for phrase in everyday:
            term = TermRef(phrase.pack, phrase.term) if phrase.term else None
            section = SectionRef(phrase.pack, phrase.section) if phrase.section else None
            meaning = Meaning(phrase.text, "everyday", term, section, phrase.language)
            self._learn(meaning, analyzer(phrase.language))
        self._sorted = sorted(self._meanings)

    def names_of(self, term: TermRef, language: Language) -> tuple[str, ...]:
        """Return what a term is called in a language, plurals among it."""
        return tuple(self._names.get((term, language), ()))

    def _learn(self, meaning: Meaning, analyzer: Analyzer) -> None:
        keys = {squeezed(meaning.form), "".join(analyzer.stems(meaning.form)) + _STEMMED}
        for key in keys - {"", _STEMMED}:
            kept = self._meanings.setdefault(key, [])
            if all((meaning.term, meaning.section) != (one.term, one.section) for one in kept):
                kept.append(meaning)

    def meanings(self, tokens: Sequence[Token], written: str) -> list[Meaning]:
        """Return what some words in a row mean together, as they stand or by their stems.

        Args:
            tokens: the words, taken apart.
            written: the same as it was typed.
        """
        plain = self._meanings.get(_key(tokens), [])
        found = plain or self._meanings.get("".join(token.stem for token in tokens) + _STEMMED, [])
        exactly = [one for one in found if one.exact_case and one.form == written]
        # "CRS" is typed for CRS rather than for more than one CR.
        return exactly or sorted(found, key=lambda one: not one.form.isupper())

    def beginning(self, tokens: Sequence[Token]) -> Iterator[Meaning]:
        """Yield what some words may mean that are still being typed, the shortest name first.

        A name that is there to its end is not among it.
        """
        key = _key(tokens)
        if len(key) < _LEAST_LETTERS:
            return
        at, keys = bisect_right(self._sorted, key), []
        while at < len(self._sorted) and self._sorted[at].startswith(key):
            if not self._sorted[at].endswith(_STEMMED):
                keys.append(self._sorted[at])
            at += 1
        for name in sorted(keys, key=len):
            yield from self._meanings[name]


def _key(tokens: Sequence[Token]) -> str:
    return squeezed("".join(token.folded for token in tokens))


_STEMMED = "\0"
"""Ends the keys that are made of stems, so that none is taken for a name as it stands."""
