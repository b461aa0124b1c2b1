"""Finding what somebody typed in a text, letter by letter."""

import re
from array import array
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category, combining, normalize

from immuno_reader.identity import Span
from immuno_reader.library.results import Finder
from immuno_reader.word_edges import cuts_word

_LONGEST = 1_000
"""Letters that are looked for at most; more than that was pasted by mistake."""
_MOST_MARKS = 30
"""Accents that one letter can have, by Unicode's Stream-Safe Text Format."""
_ALIKE = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u2032", "'"),
        **dict.fromkeys("\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033", '"'),
        **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
        "\u00ad": None,
    }
)
"""Shapes that nobody tells apart when they type; a soft hyphen is not seen at all."""
_PLAIN = re.compile(r"[!-~]+(?: [!-~]+)*(?![^\x00-\x7f])")
"""Words of ASCII, of which the last letter bears no accent."""


def literal_finder(typed: str, *, match_case: bool = False, whole_words: bool = False) -> Finder:
    """Return what finds some words as they were typed.

    Runs of spaces and the typographic shapes of quotes, apostrophes and dashes never make a
    difference.

    Args:
        typed: any text; nothing is found for an empty one.
        match_case: whether capitals and accents make a difference.
        whole_words: whether a match must begin and end where words do.
    """
    wanted = ""
    if len(typed) <= _LONGEST:
        wanted = _Folded.of(typed, match_case=match_case).letters.strip(" ")

    def find(text: str) -> list[Span]:
        return _find(wanted, _folded(text, match_case), whole_words) if wanted else []

    return find


class _Folded(NamedTuple):
    """A text in which what is alike is the same, and where each of its letters comes from."""

    text: str
    letters: str
    starts: "array[int]"
    """Where the letter and its accents begin that each folded letter was made of."""
    ends: "array[int]"

    @classmethod
    def of(cls, text: str, *, match_case: bool) -> "_Folded":
        """Fold a text."""
        parts, starts, ends = [], array("L"), array("L")
        at, after_space = 0, True
        while at < len(text):
            plain = _PLAIN.match(text, at)
            if plain:
                end, folded = plain.end(), plain[0] if match_case else plain[0].lower()
                starts.extend(range(at, end))
                ends.extend(range(at + 1, end + 1))
            else:
                end = _letter_end(text, at)
                folded = _fold(text[at:end], match_case, after_space)
                starts.extend([at] * len(folded))
                ends.extend([end] * len(folded))
            parts.append(folded)
            after_space = folded[-1] == " " if folded else after_space
            at = end
        return cls(text, "".join(parts), starts, ends)

    def span(self, first: int, after: int) -> Span | None:
        """Return what folded letters were made of, or None where that made others as well."""
        start, end = self.starts[first], self.ends[after - 1]
        is_cut = first > 0 and self.starts[first - 1] == start
        is_cut |= after < len(self.ends) and self.ends[after] == end
        return None if is_cut else Span(start, end)


@lru_cache(maxsize=2)  # a page, for every letter that is typed
def _folded(text: str, match_case: bool) -> _Folded:  # noqa: FBT001  the cache's key
    return _Folded.of(text, match_case=match_case)


def _find(wanted: str, folded: _Folded, whole_words: bool) -> list[Span]:  # noqa: FBT001
    text, found = folded.text, list[Span]()
    at = folded.letters.find(wanted)
    while at >= 0:
        span = folded.span(at, at + len(wanted))
        if span is None or (whole_words and any(cuts_word(text, edge) for edge in span)):
            at += 1
            # In one long word each letter of it would be tried.
            while whole_words and at < len(folded.starts) and cuts_word(text, folded.starts[at]):
                at += 1
        else:
            found.append(span)
            at += len(wanted)
        at = folded.letters.find(wanted, at)
    return found


def _letter_end(text: str, at: int) -> int:
    """Return where a letter with its accents ends."""
    end = at + 1
    most = min(len(text), end + _MOST_MARKS)
    while end < most and combining(text[end]):
        end += 1
    return end


@lru_cache(maxsize=1_000)  # of which a language has few
def _fold(letter: str, match_case: bool, after_space: bool) -> str:  # noqa: FBT001
    """Fold a letter with its accents; of a run of spaces only the first is left."""
    folded = letter.translate(_ALIKE)
    if match_case:
        folded = normalize("NFKD", folded)
    else:
        folded = normalize("NFKD", folded.casefold())
        folded = "".join(part for part in folded if category(part) != "Mn").casefold()
    spaced = re.sub(r"\s+", " ", folded)
    return spaced[1:] if after_space and spaced.startswith(" ") else spaced
