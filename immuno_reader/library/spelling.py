"""Misspelled words: what was meant, from the words of the library's own texts."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice
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
_AT_ONCE = 4_000
"""Words that are compared in one call, which holds the interpreter: about 2 ms. The window, which
goes on meanwhile in a thread of its own, gets its turn between two of them."""
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
        # All are dictionaries of texts and numbers, which the garbage collector passes over. Of a
        # list or a set it would look at each of some ten thousand, and the window would wait.
        self._written: dict[str, str] = {}
        self._frequency: dict[str, int] = {}
        self._stems: dict[str, None] = {}
        for word in words:
            self._written[word.folded] = word.written
            self._frequency[word.folded] = word.frequency
            self._stems[word.stem] = None
        self._whole: dict[int, dict[str, None]] = {}
        """Words that may be meant, by their length."""
        for folded in filter(_is_whole, self._written):
            self._whole.setdefault(len(folded), {})[folded] = None
        self._beginnings: dict[int, dict[str, None]] = {}

    def knows(self, folded: str, stem: str) -> bool:
        """Tell whether a word, or another with its stem, is in the texts."""
        return folded in self._written or stem in self._stems

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
            return self._written[nearest]
        if parts:
            return parts
        return self._begun(folded) if is_open else ""

    def _split(self, folded: str) -> str:
        """Return two words that were typed as one."""
        for at in range(_LEAST_PART, len(folded) - _LEAST_PART + 1):
            first, second = folded[:at], folded[at:]
            if first in self._written and second in self._written:
                return f"{self._written[first]} {self._written[second]}"
        return ""

    def _nearest(self, folded: str, *, boldly: bool) -> str:
        most, length = _far(folded) + _FARTHER, len(folded)
        lengths = range(length - most, length + most + 1)
        words = chain.from_iterable(self._whole.get(one, ()) for one in lengths)
        found = _close(folded, words, most)
        sound = _sound(folded)

        def is_near(candidate: tuple[str, float]) -> bool:
            word, wrong = candidate
            if _sound(word) == sound:
                return True
            if boldly:
                return wrong < _MOST_WRONG * len(folded)
            return wrong <= (_far(folded) if word[0] == folded[0] else 1)

        def distance(candidate: tuple[str, float]) -> float:
            word, wrong = candidate
            return (
                wrong
                + _OTHER_START * (word[0] != folded[0])
                - _SOUNDS_ALIKE * (_sound(word) == sound)
                - _FREQUENT * log10(self._frequency[word])
            )

        near = min(filter(is_near, found), key=distance, default=None)
        return near[0] if near else ""

    def _begun(self, folded: str) -> str:
        """Return the most frequent word that begins much like what was typed so far."""
        length = len(folded)
        if length not in self._beginnings:
            beginnings = (word[:length] for word in self._longer_than(length))
            self._beginnings[length] = dict.fromkeys(beginnings)
        close = _close(folded, self._beginnings[length], max(1, _far(folded) - 1))
        found, _ = min(close, key=lambda candidate: candidate[1], default=("", 0))
        if not found:
            return ""
        begun = (word for word in self._longer_than(length) if word.startswith(found))
        return self._written[max(begun, key=lambda word: self._frequency[word])]

    def _longer_than(self, length: int) -> Iterator[str]:
        return chain.from_iterable(self._whole[one] for one in self._whole if one > length)


def _close(word: str, choices: Iterable[str], most_wrong: int) -> Iterator[tuple[str, float]]:
    """Yield the nearest words in which so many letters are wrong at most, and how many are."""
    rest = iter(choices)
    while some := list(islice(rest, _AT_ONCE)):
        found = process.extract(
            word,
            some,
            scorer=OSA.distance,
            score_cutoff=most_wrong,
            limit=_CANDIDATES,
        )
        yield from ((choice, wrong) for choice, wrong, _ in found)


def _is_whole(word: str) -> bool:
    return len(word) >= _SHORTEST and not any(map(str.isdigit, word))


def _far(folded: str) -> int:
    """Return how many letters may be wrong."""
    return 1 if len(folded) < 5 else 2 if len(folded) < 9 else 3


def _sound(word: str) -> str:
    for pattern, heard in _SOUNDS:
        word = pattern.sub(heard, word)
    return word
