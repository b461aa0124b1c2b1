"""How many syllables a word has when it is said.

In this order: what a glossary says of how its term is said; an abbreviation letter by letter; the
library (textstat 0.7.8: the pronouncing dictionary of Carnegie Mellon, then hyphenation) for
English; the rules of the language for Spanish, which is written as it is said. The library alone
gives pembrolizumab 3 instead of 5, and PD-1 a single syllable.
"""

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Protocol

from immuno_reader.errors import ReaderError
from immuno_reader.identity import Language
from immuno_reader.publishing.source import TermSource

LIBRARY = "textstat"

_PART = re.compile(r"[^\W_]+(?:['\u2019][^\W_]+)?")
_ABBREVIATION = re.compile(r"[A-Z]{2,}[0-9]*s?|[A-Z]+[0-9]+|[a-z]{1,2}[A-Z]{2,}s?|[A-Z]{1,2}")
_DIGITS = re.compile(r"\d+")
_SPOKEN = re.compile(r"[A-Za-zÀ-ÿ' -]+")
_SILENT_U = re.compile(r"(?<=[qg])u(?=[eiéí])")
_VOWEL_Y = re.compile(r"y(?![aeiouáéíóúü])")
_VOWELS = re.compile(r"[aeiouáéíóúü]+")
_SYLLABIC = re.compile(r"[aeoáéóíú]")
"""In Spanish, a vowel that is a syllable of its own; an unstressed i or u beside it is none."""


class LibraryMissingError(ReaderError):
    """The library that knows how English words are said is not installed."""

    def __init__(self) -> None:
        super().__init__(
            "The reading age cannot be measured: the library textstat is not installed.",
            advice="Install it with: python -m pip install 'immuno-reader[check]'",
        )


class SyllableCounter(Protocol):
    """Counts the syllables of a word of one language."""

    def __call__(self, word: str) -> int:
        """Return how many there are, 0 for a word without letters or digits."""


def library_version() -> str:
    """Return the version of the library.

    Raises:
        LibraryMissingError: there is none.
    """
    version: tuple[int, ...] | str = _library().__version__  # type: ignore[attr-defined]
    return version if isinstance(version, str) else ".".join(map(str, version))


def counter_for(language: Language, terms: Iterable[TermSource]) -> SyllableCounter:
    """Return what counts the syllables of words in a language.

    Args:
        language: English or Spanish, of any country.
        terms: the glossary, whose ``say`` fields go first.

    Raises:
        LibraryMissingError: English needs the library, and there is none.
    """
    is_spanish = language.partition("-")[0] == "es"
    if not is_spanish:
        _library()
    said = dict(_said(terms))

    @cache
    def count(word: str) -> int:
        parts = _PART.findall(word)
        whole = _known("".join(word.split()).strip(".,:;!?()[]\"“”«»'\u2019"), said)
        if whole:
            return whole
        return sum(_of_part(part, said, is_spanish=is_spanish) for part in parts)

    return count


def spanish_syllables(word: str) -> int:
    """Return the syllables of a Spanish word by its rules of spelling.

    A weak vowel (i, u) beside a strong one (a, e, o) makes one syllable with it, unless it bears
    the accent; the u of que, qui, gue, gui is silent. (Real Academia Española, Ortografía, 2010.)
    """
    low = _VOWEL_Y.sub("i", _SILENT_U.sub("", word.casefold()))
    runs = _VOWELS.findall(low)
    return max(1, sum(max(1, len(_SYLLABIC.findall(run))) for run in runs)) if low else 0


def _of_part(part: str, said: dict[str, int], *, is_spanish: bool) -> int:
    known = _known(part, said)
    if known:
        return known
    if _ABBREVIATION.fullmatch(part) and (len(part) > 1):
        return _letters(part, is_spanish=is_spanish)
    if _DIGITS.fullmatch(part):
        return 1
    return spanish_syllables(part) if is_spanish else _english(part)


def _letters(part: str, *, is_spanish: bool) -> int:
    total = 0
    for letter in part.removesuffix("s"):
        if letter.isdigit():
            total += 1
        elif is_spanish:
            total += {
                "F": 2,
                "H": 2,
                "J": 2,
                "L": 2,
                "M": 2,
                "N": 2,
                "R": 2,
                "S": 2,
                "W": 3,
                "X": 2,
                "Y": 1,
                "Z": 2,
            }.get(letter.upper(), 1)
        else:
            total += 3 if letter.upper() == "W" else 1
    return total


@lru_cache(maxsize=65536)
def _english(word: str) -> int:
    return max(1, int(_library().syllable_count(word)))  # type: ignore[attr-defined]


def _known(word: str, said: dict[str, int]) -> int:
    """Return how a term is said, also in the plural or with a possessive; 0 if nothing tells."""
    low = word.casefold().replace("\u2019", "'").removesuffix("'s")
    if low in said:
        return said[low]
    for ending, stem in (("ies", "y"), ("es", ""), ("s", "")):
        if low.endswith(ending) and low.removesuffix(ending) + stem in said:
            extra = ending == "es" and re.search(r"(?:[sxz]|[cs]h)es$", low) is not None
            return said[low.removesuffix(ending) + stem] + extra
    return 0


def _said(terms: Iterable[TermSource]) -> Iterable[tuple[str, int]]:
    """Yield each word of each term whose parts of ``say`` are as many as its words."""
    for term in terms:
        if not term.say or not _SPOKEN.fullmatch(term.say):
            continue
        names, spoken = term.name.split(), term.say.split()
        if len(names) == len(spoken):
            for name, said in zip(names, spoken, strict=True):
                yield name.casefold(), len([part for part in said.split("-") if part])


@lru_cache(maxsize=1)
def _library() -> object:
    """Return the library, which costs a tenth of a second and so is loaded late."""
    try:
        import textstat
    except ImportError as error:
        raise LibraryMissingError from error
    textstat.set_lang("en_US")
    return textstat
