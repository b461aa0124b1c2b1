"""Misspelled words: what was meant, from the words of the library's own texts."""

import re
from collections.abc import Iterable
from math import log10

from rapidfuzz import process
from rapidfuzz.distance import OSA

from immuno_reader.library.word_index import Word

_SHORTEST = 4
"""Letters from which on a word is corrected: of three, one wrong letter makes another word."""
_LEAST_PART = 3
_CANDIDATES = 24
_LONGEST = 40
_OTHER_START = 0.6
"""What a wrong first letter counts, in wrong letters: people seldom miss the first."""
_FREQUENT = 0.12
"""What a word ten times as frequent is ahead by, in wrong letters."""
_SOUNDS_ALIKE = 1.2
"""What a word that sounds like the typed one is ahead by, in wrong letters."""
_FARTHER = 1
"""How many more letters may be wrong in a word that sounds the same."""
_MOST_WRONG = 0.5
"""Of the letters, in the boldest guess: "tattoo" is not "matter"."""
_SOUNDS = (
    (re.compile("^(?:pn|kn|gn)"), "n"),
    (re.compile("^ps"), "s"),
    (re.compile("ph"), "f"),
    (re.compile("qu|ck|[qx]"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("z"), "s"),
    (re.compile("eu|ew|ou|oo"), "u"),
    (re.compile("ae|oe|ea|ee"), "e"),
    (re.compile("y|ie|ei"), "i"),
    (re.compile("v"), "b"),
    (re.compile("h"), ""),
    (re.compile(r"(.)\1+"), r"\1"),
)
"""How letters are heard, in English and in Spanish, roughly."""


class Speller:
    """Knows the words of one language's texts."""

    def __init__(self, words: Iterable[Word]) -> None:
        """Learn the words."""
        self._words = {word.folded: word for word in words}
        self._stems = frozenset(word.stem for word in self._words.values())
        self._beginnings: dict[int, list[str]] = {}
        self._choices = [word for word in self._words if _is_whole(word)]

    def knows(self, folded: str, stem: str) -> bool:
        """Tell whether a word, or another with its stem, is in the texts."""
        return folded in self._words or stem in self._stems

    def correct(self, folded: str, *, is_open: bool, boldly: bool = False) -> str:
        """Return what was meant by a word that the texts do not have; empty when nobody knows.

        Args:
            folded: the word.
            is_open: whether it may be the beginning of a longer one.
            boldly: whether a poor guess is better than none.
        """
        if not _SHORTEST <= len(folded) <= _LONGEST or any(map(str.isdigit, folded)):
            return ""
        parts = self._split(folded)
        nearest = self._nearest(folded, boldly=boldly)
        if nearest and (not parts or OSA.distance(folded, nearest) < _far(folded)):
            return self._written(nearest)
        if parts:
            return parts
        return self._begun(folded) if is_open else ""

    def _split(self, folded: str) -> str:
        """Return two words that were typed as one."""
        for at in range(_LEAST_PART, len(folded) - _LEAST_PART + 1):
            first, second = folded[:at], folded[at:]
            if first in self._words and second in self._words:
                return f"{self._written(first)} {self._written(second)}"
        return ""

    def _nearest(self, folded: str, *, boldly: bool) -> str:
        found = process.extract(
            folded,
            self._choices,
            scorer=OSA.distance,
            score_cutoff=_far(folded) + _FARTHER,
            limit=_CANDIDATES,
        )
        sound = _sound(folded)

        def is_near(candidate: tuple[str, float, int]) -> bool:
            word, wrong, _ = candidate
            if _sound(word) == sound:
                return True
            if boldly:
                return wrong < _MOST_WRONG * len(folded)
            return wrong <= (_far(folded) if word[0] == folded[0] else 1)

        def distance(candidate: tuple[str, float, int]) -> float:
            word, wrong, _ = candidate
            return (
                wrong
                + _OTHER_START * (word[0] != folded[0])
                - _SOUNDS_ALIKE * (_sound(word) == sound)
                - _FREQUENT * log10(self._words[word].frequency)
            )

        near = list(filter(is_near, found))
        return min(near, key=distance)[0] if near else ""

    def _begun(self, folded: str) -> str:
        """Return the most frequent word that begins much like what was typed so far."""
        length = len(folded)
        if length not in self._beginnings:
            self._beginnings[length] = sorted(
                {word[:length] for word in self._choices if len(word) > length}
            )
        found = process.extractOne(
            folded,
            self._beginnings[length],
            scorer=OSA.distance,
            score_cutoff=max(1, _far(folded) - 1),
        )
        if found is None:
            return ""
        begun = (word for word in self._choices if word.startswith(found[0]))
        return self._written(max(begun, key=lambda word: self._words[word].frequency))

    def _written(self, folded: str) -> str:
        return self._words[folded].written


def _is_whole(word: str) -> bool:
    return len(word) >= _SHORTEST and not any(map(str.isdigit, word))


def _far(folded: str) -> int:
    """Return how many letters may be wrong."""
    return 1 if len(folded) < 5 else 2 if len(folded) < 9 else 3


def _sound(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word
