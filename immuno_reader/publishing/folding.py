"""A text made comparable, with the way back to every character of the original."""

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category, is_normalized, normalize

_INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_GONE = "\uffff"
"""No character, so it can stand for one that does not count."""
_USUAL = {
    **dict.fromkeys("\t\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys(_INVISIBLE, _GONE),
}
_UNUSUAL = re.compile(f"[{''.join(_USUAL)}]")
_SPACES = re.compile(r"\s+")
_CLUSTERS = re.compile(r"\s+|.?[^\x00-\x7f]+", re.DOTALL)


class _Piece(NamedTuple):
    """A part of a folded text, and the part of the original that it stands for."""

    at: int
    length: int
    start: int
    end: int
    in_step: bool
    """Whether it has a character for each of the original; else it is one with it as a whole."""


class Folded(NamedTuple):
    """A text in which case, spelling of accents, spaces, dashes and quotes are all one."""

    text: str
    pieces: list[_Piece]
    """Empty where the whole text is in step with the original."""
    ats: list[int]
    """Where each piece begins, for finding it."""

    def original(self, start: int, end: int) -> tuple[int, int] | None:
        """Return the part of the original that a part stands for; None if it splits one."""
        if not self.pieces:
            return start, end
        index = bisect_right(self.ats, start) - 1
        first = self.pieces[index]
        if end > first.at + first.length:
            index = bisect_right(self.ats, end - 1) - 1
        last = self.pieces[index]
        if not (first.in_step or start == first.at):
            return None
        if not (last.in_step or end == last.at + last.length):
            return None
        return (
            first.start + start - first.at,
            last.start + end - last.at if last.in_step else last.end,
        )


def fold(text: str) -> Folded:
    """Make a text comparable; fast where nothing in it changes length."""
    if text.isascii():
        low = text.lower().replace("\t", " ").replace("\r", " ")
    else:
        low = _UNUSUAL.sub(_usual, text.casefold())
        in_step = len(low) == len(text) and _GONE not in low
        if not (in_step and is_normalized("NFC", text) and is_normalized("NFC", low)):
            return _fold_parts(text, None, _CLUSTERS.finditer(text))
    odd: Iterable[re.Match[str]] = ()
    if "  " in low or "\n " in low or " \n" in low:
        odd = _odd_spaces(low)
    low = low.replace("\n", " ")
    return _fold_parts(text, low, odd) if odd else Folded(low, [], [])


def _usual(unusual: re.Match[str]) -> str:
    return _USUAL[unusual[0]]


def _odd_spaces(low: str) -> Iterable[re.Match[str]]:
    """Find runs of spaces; two line ends are left, for no term runs on over an empty line."""
    after = 0
    for at in heapq.merge(*(_find_all(low, spaces) for spaces in ("  ", "\n ", " \n"))):
        if at >= after and (run := _SPACES.match(low, at)):
            after = run.end()
            yield run


def _find_all(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _fold_parts(text: str, low: str | None, odd: Iterable[re.Match[str]]) -> Folded:
    """Fold a text whose folded form is not in step with it, and keep where each part was.

    Args:
        text: the original.
        low: its folded form where that is in step but for runs of spaces.
        odd: the parts that fold to fewer or more characters; without ``low``, all not ASCII.
    """
    parts: list[str] = []
    pieces: list[_Piece] = []
    length = after = 0

    def add(letters: str, start: int, end: int, *, in_step: bool) -> None:
        nonlocal length
        if letters and not (letters == " " and parts and parts[-1].endswith(" ")):
            pieces.append(_Piece(length, len(letters), start, end, in_step))
            parts.append(letters)
            length += len(letters)

    def add_in_step(start: int, end: int) -> None:
        letters = low[start:end] if low else _fold_cluster(text[start:end])
        add(letters, start, end, in_step=True)

    for found in odd:
        start, end = found.span()
        add_in_step(after, start)
        after = end
        if found[0].isspace():
            add(" ", start, end, in_step=False)
            continue
        for first, last in _clusters(text, start, end):
            add(_fold_cluster(text[first:last]), first, last, in_step=False)
    add_in_step(after, len(text))
    return Folded("".join(parts), pieces, [piece.at for piece in pieces])


def _fold_cluster(text: str) -> str:
    low = normalize("NFC", normalize("NFC", text).casefold())
    return _UNUSUAL.sub(_usual, low).replace(_GONE, "").replace("\n", " ")


def unify(text: str) -> str:
    """Return a text with spaces, dashes, quotes and accents in one spelling, and its own case."""
    usual = _UNUSUAL.sub(_usual, normalize("NFC", text)).replace(_GONE, "")
    return " ".join(usual.split())


def _clusters(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield each character with the marks that follow it."""
    first = start
    for at in range(start + 1, end):
        # Korean syllables may be written as the letters U+1160 to U+11FF.
        if category(text[at])[0] != "M" and not "\u1160" <= text[at] <= "\u11ff":
            yield first, at
            first = at
    yield first, end
