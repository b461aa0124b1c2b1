"""How a text is taken apart for search: words, folded and cut down to their stems.

The index and whatever is typed go through the same steps, so that "vaccinations" finds
"vaccine", and "medicacion" finds "medicación".
"""

import re
from collections.abc import Mapping
from typing import NamedTuple, Protocol
from unicodedata import category, normalize

from immuno_reader.library.naming import fold

# Signs that stand inside words: accents apart from their letters, vowel signs, soft hyphens.
_INNER = "\u00ad\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0670\
\u06d6-\u06dc\u0900-\u0963\u0966-\u0dff\u135d-\u135f\u200b-\u200d\u2060\ufe20-\ufe2f"
_WORD = re.compile(rf"[^\W_]+(?:(?:[{_INNER}]|['\u2019\u02bc](?=[^\W_]))[^\W_]*)*")
_RUNS_ON = re.compile(rf"[^\W_](?:[{_INNER}]|['\u2019\u02bc])+\Z")
_POSSESSIVE = re.compile("'s?$")
_UNSEEN = re.compile("[\u200b-\u200d\u2060\ufeff]")

UNSPACED = frozenset({"ja", "km", "lo", "my", "th", "wuu", "yue", "zh"})
"""Languages that are written without spaces between words."""

_ALGORITHMS: Mapping[str, str] = {
    "ar": "arabic",
    "ca": "catalan",
    "da": "danish",
    "de": "german",
    "el": "greek",
    "en": "english",
    "es": "spanish",
    "eu": "basque",
    "fi": "finnish",
    "fr": "french",
    "hi": "hindi",
    "hu": "hungarian",
    "hy": "armenian",
    "id": "indonesian",
    "it": "italian",
    "lt": "lithuanian",
    "nb": "norwegian",
    "ne": "nepali",
    "nl": "dutch",
    "nn": "norwegian",
    "no": "norwegian",
    "pt": "portuguese",
    "ro": "romanian",
    "ru": "russian",
    "sr": "serbian",
    "sv": "swedish",
    "ta": "tamil",
    "tr": "turkish",
    "yi": "yiddish",
}
"""Snowball's stemmers (https://snowballstem.org/algorithms) by language."""

_FUNCTION_WORDS: Mapping[str, str] = {
    "en": """
    a about am an and any are as at be been being but by can cannot could did do does doing for
    from had has have having he her here hers him his how i if im in into is it its ive like
    cant dont doesnt didnt wont isnt im ill id youre whats
    may me might mine much my of off on or our ours out shall she should so some than that the
    their theirs them then there these they this those to too up us very was we were what when
    where which who whom whose why will with would you your yours
    """,
    "es": """
    a al algo algun alguna ante como con cual cuales cuando cuanto cuanta de del desde donde e el
    ella ellas ellos en entre era eres es esa ese eso esta estan estar estas este esto estos estoy
    fue ha han has hay he la las le les lo los mas me mi mis mucha mucho muy o para pero por porque
    puede puedo que quien se ser si sido sin sobre son soy su sus tal tan te tengo ti tiene tienen
    tu tus u un una uno unos unas y ya yo
    """,
}
"""Words that hold a sentence together and say little of what it is about, folded."""


class Token(NamedTuple):
    """A word where it stands in a text."""

    start: int
    """In code points."""
    end: int
    stem: str
    folded: str


class _Stemmer(Protocol):
    def stemWord(self, word: str) -> str: ...


class Analyzer:
    """Takes texts of one language apart; to be used by one thread at a time.

    A language without a stemmer keeps its words whole.
    """

    def __init__(self, language: str) -> None:
        """Prepare for a language, by its tag."""
        base = language.partition("-")[0].lower()
        self.is_unspaced = base in UNSPACED
        """Whether words cannot be told apart, so that strings of letters are searched."""
        self._function_words = frozenset(_FUNCTION_WORDS.get(base, "").split())
        self._stemmer = _stemmer(_ALGORITHMS.get(base, ""))
        self._known: dict[str, tuple[str, str]] = {}

    def words(self, text: str) -> list[str]:
        """Return the words of a text as written; its letters where words cannot be told apart."""
        return list(filter(_is_letter, text)) if self.is_unspaced else _WORD.findall(text)

    def starts(self, text: str) -> list[int]:
        """Return where each of the words begins."""
        if self.is_unspaced:
            return [at for at, letter in enumerate(text) if _is_letter(letter)]
        return [match.start() for match in _WORD.finditer(text)]

    def reduced(self, written: str) -> tuple[str, str]:
        """Return a word's stem, and the word folded."""
        if (pair := self._known.get(written)) is None:
            pair = self._known[written] = self._reduce(written)
        return pair

    def word_at(self, text: str, at: int) -> str:
        """Return the word that begins at a position, or nothing where none does."""
        if self.is_unspaced:
            return text[at] if _is_letter(text[at]) else ""
        if at and (text[at - 1].isalnum() or _RUNS_ON.search(text, max(0, at - 3), at)):
            return ""
        match = _WORD.match(text, at)
        return match[0] if match else ""

    def next_word(self, text: str, after: int) -> tuple[int, str] | None:
        """Return the next word in the same line from a position on, and where it begins."""
        if self.is_unspaced:
            places = (at for at in range(after, len(text)) if _is_letter(text[at]))
            at = next(places, None)
            found = None if at is None else (at, text[at])
        else:
            match = _WORD.search(text, after)
            found = None if match is None else (match.start(), match[0])
        return None if found is None or "\n" in text[after : found[0]] else found

    def tokens(self, text: str) -> list[Token]:
        """Return the words of a text with all that is known of them."""
        return [
            Token(start, start + len(word), *self.reduced(word))
            for word, start in zip(self.words(text), self.starts(text), strict=True)
        ]

    def stems(self, text: str) -> tuple[str, ...]:
        """Return the stems of a text in order."""
        return tuple(self.reduced(word)[0] for word in self.words(text))

    def is_function_word(self, folded: str) -> bool:
        """Tell whether a folded word says little by itself."""
        return folded in self._function_words

    def _reduce(self, word: str) -> tuple[str, str]:
        if self.is_unspaced:
            folded = normalize("NFKC", word).casefold()
            return folded, folded
        word = normalize("NFC", _UNSEEN.sub("", word.replace("\u00ad", "")))
        plain = word.replace("\u2019", "'").replace("\u02bc", "'").casefold()
        plain = _POSSESSIVE.sub("", plain).replace("'", "")
        stem = self._stemmer.stemWord(plain) if self._stemmer else plain
        return fold(stem) or fold(plain), fold(plain)


def _is_letter(sign: str) -> bool:
    return sign.isalnum() or category(sign)[0] == "M"


def _stemmer(algorithm: str) -> _Stemmer | None:
    if not algorithm:
        return None
    from Stemmer import Stemmer, algorithms

    if algorithm not in algorithms():
        return None
    stemmer: _Stemmer = Stemmer(algorithm)
    return stemmer


def squeezed(text: str) -> str:
    """Return letters and digits only, folded: "PD-L1", "pd l1" and "PDL1" are all one."""
    return "".join(letter for letter in fold(text) if letter.isalnum())
