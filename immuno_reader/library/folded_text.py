"""A text in which words are found quickly, whatever their capitals, accents and endings.

At each letter that is typed, the words that are looked for are found in many texts. To take every
text apart for that costs milliseconds each; to look where a word could begin, and take apart only
that word, costs microseconds.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property

from immuno_reader.library.analysis import Analyzer
from immuno_reader.library.naming import fold

_LAST_FOLDED = 0x52F
"""Latin, Greek and Cyrillic letters end here; others are not folded one by one."""
_POWERS = "\u2070\u2071\u2074\u2075\u2076\u2077\u2078\u2079"


class FoldedText:
    """A text, ready to be searched for words."""

    def __init__(self, text: str, analyzer: Analyzer) -> None:
        """Hold a text; nothing is done with it until something is looked for."""
        self.text = text
        self._analyzer = analyzer

    def words_from(self, beginnings: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield each word that may begin so, and where; some of them begin otherwise.

        Args:
            beginnings: folded letters.
        """
        word_at, folded = self._analyzer.word_at, self._folded
        if folded is None:
            yield from self._all
            return
        for beginning in beginnings:
            at = folded.find(beginning)
            while at >= 0:
                word = word_at(self.text, at)
                if word:
                    yield at, word
                at = folded.find(beginning, at + 1)

    def next_word(self, after: int) -> tuple[int, str] | None:
        """Return the next word in the same line from a position on, and where it begins."""
        return self._analyzer.next_word(self.text, after)

    @cached_property
    def word_count(self) -> int:
        """How many words there are."""
        return len(self._analyzer.words(self.text))

    @cached_property
    def _folded(self) -> str | None:
        """The text letter by letter, each at its place; None where that cannot be."""
        if self.text.isascii():
            return self.text.lower()
        table, odd = _folding()
        return None if odd.search(self.text) else self.text.translate(table)

    @cached_property
    def _all(self) -> list[tuple[int, str]]:
        words, starts = self._analyzer.words(self.text), self._analyzer.starts(self.text)
        return list(zip(starts, words, strict=True))


@cache
def _folding() -> tuple[dict[int, str], re.Pattern[str]]:
    """Return letters as they are folded, and what finds those that become two or none."""
    table: dict[int, str] = {}
    odd = ["\u00ad", "\u200b-\u200d", "\u2060"]
    for letter in (*map(chr, range(_LAST_FOLDED + 1)), *_POWERS):
        folded = fold(letter)
        if len(folded) == 1:
            table[ord(letter)] = folded
        elif letter.isalnum() or letter.isalpha() or "\u0300" <= letter <= "\u036f":
            odd.append(re.escape(letter))
    known = rf"\0-\u{_LAST_FOLDED:04x}{_POWERS}"
    return table, re.compile(rf"[{''.join(odd)}]|[^\W{known}]")
