"""Finding glossary terms in text: every form of every term in one pass."""

import heapq
import re
from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category, combining, is_normalized, normalize

import ahocorasick

from immuno_reader.identity import Language, TermId
from immuno_reader.publishing.inflection import plurals
from immuno_reader.publishing.source import TermSource

LONGEST_ABBREVIATION = 5
"""Capitals alone up to this many letters are read by case: "ALL" is not "all"."""

_INVISIBLE = (
    "\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
    "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufeff"
)
_USUAL = {
    **dict.fromkeys("\t\v\f\r\x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys(map(chr, range(0x2000, 0x200B)), " "),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2212", "-"),
    **dict.fromkeys("\u2018\u2019", "'"),
    **dict.fromkeys(_INVISIBLE, "\0"),
}
_UNUSUAL = re.compile(f"[{''.join(_USUAL)}]")
_SPACES = re.compile(r"\s+")
_CLUSTERS = re.compile(r"\s+|.?[^\x00-\x7f]+", re.DOTALL)
_NO_WORD = re.compile(r"[^\w -]")
_NO_WORD_ASCII = {code: " " for code in range(128) if _NO_WORD.match(chr(code))}


class Match(NamedTuple):
    """A stretch of text that names a term."""

    start: int
    end: int
    term: TermId


class Form(NamedTuple):
    """One way to write a term."""

    text: str
    term: TermId
    exact_case: bool
    """Whether it must be written just so: "CAR" is the receptor, "car" is not."""


class _Piece(NamedTuple):
    """A part of a folded text, and the part of the original that it stands for."""

    at: int
    length: int
    start: int
    end: int
    in_step: bool
    """Whether it has a character for each of the original; else it is one with it as a whole."""


class _Folded(NamedTuple):
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


class TermLinker:
    """Finds the terms of one glossary in texts of its language.

    The longest match counts, and only whole words. A plural or possessive needs no listing.
    Where two terms claim the same form, the one that comes first in the glossary has it; a form
    that a glossary lists goes before a plural made by rule.
    """

    def __init__(self, terms: Iterable[TermSource], language: Language) -> None:
        """Prepare the search; takes some milliseconds for thousands of terms."""
        self._forms: dict[str, list[Form]] = {}
        """By folded text, those of exact case first."""
        listed = [
            (text, term.id)
            for term in terms
            for text in (term.name, term.abbreviation, *term.aliases)
            if text
        ]
        for text, term in listed:
            self._add(Form(text, term, _is_exact(text)))
        for text, term in listed:
            for plural in plurals(text, language):
                self._add(Form(plural, term, _is_exact(text)))
        self._automaton = ahocorasick.Automaton()
        self._build()

    @property
    def forms(self) -> Iterable[Form]:
        """Every form of every term, plurals among them, each with the term that owns it."""
        return (form for forms in self._forms.values() for form in forms)

    def find(self, text: str) -> list[Match]:
        """Return where a text names terms, in order, without overlaps."""
        if not self._forms or not text:
            return []
        folded = _fold(text)
        candidates = sorted(self._candidates(text, folded))
        found: list[Match] = []
        after = 0
        for start, _, _, end, term in candidates:
            if start >= after:
                found.append(Match(start, end, term))
                after = end
        return found

    def _add(self, form: Form) -> None:
        key = _fold(form.text).text.strip()
        if not any(map(str.isalnum, key)):
            return
        owned = self._forms.setdefault(key, [])
        for other in owned:
            if other.exact_case == form.exact_case and (
                not form.exact_case or _plain(other.text) == _plain(form.text)
            ):
                return
        owned.append(form)
        owned.sort(key=lambda form: not form.exact_case)

    def _build(self) -> None:
        keys: dict[str, list[str]] = {}
        for key in self._forms:
            keys.setdefault(_mark_words(key), []).append(key)
        for marked, same in keys.items():
            # A word starts after a space or a hyphen, so that most letters never leave the
            # automaton's root: three times as fast as finding words inside words.
            for before in " -":
                self._automaton.add_word(before + marked, tuple(same))
        self._automaton.make_automaton()

    def _candidates(
        self, text: str, folded: _Folded
    ) -> Iterable[tuple[int, int, bool, int, TermId]]:
        """Yield start, minus end, whether 's was added, end, term."""
        low = folded.text
        for end, keys in self._automaton.iter(" " + _mark_words(low)):
            after = low[end : end + 1]
            if after.isalnum():
                continue
            start = end - len(keys[0])
            key = low[start:end]
            if key not in keys or not (low[start - 1 : start] == " " or _starts_word(low, start)):
                continue
            stop = end if after == " " else _word_end(low, end)
            if stop is None:
                continue
            whole = folded.original(start, stop)
            if whole is None:
                continue
            for form in self._forms[key]:
                if form.exact_case:
                    span = folded.original(start, end)
                    if span is None or not _is_written(form.text, text[span[0] : span[1]]):
                        continue
                yield whole[0], -whole[1], stop != end, whole[1], form.term
                break


def _is_exact(text: str) -> bool:
    """Tell whether a form is an abbreviation that only its case tells from a word."""
    letters = [letter for letter in text if letter.isalpha()]
    if not letters:
        return False
    if all(map(str.isupper, letters)):
        return len(letters) <= LONGEST_ABBREVIATION
    if len(text.split()) > 1:
        return False
    return any(
        part[1:] != part[1:].lower() and not part.isupper() for part in _plain(text).split("-")
    )


def _is_written(form: str, text: str) -> bool:
    """Tell whether a text is a form letter by letter, in the same case."""
    return form == text or (not text.isalnum() and _plain(form) == _plain(text))


def _starts_word(low: str, start: int) -> bool:
    if start == 0:
        return True
    before = low[start - 1]
    if _is_word(before):
        return False
    if before != "-":
        return True
    at = start - 1
    while at and _is_word(low[at - 1]):
        at -= 1
    prefix = low[at : start - 1]
    # "anti-PD-1" is about PD-1; "non-Hodgkin lymphoma" is just not Hodgkin lymphoma, and the
    # cell of "T-cell" is another word.
    return not prefix or (len(prefix) > 2 and prefix.isalpha() and prefix != "non")


def _word_end(low: str, end: int) -> int | None:
    """Return where the word ends, with a possessive 's; None if it goes on."""
    if end == len(low):
        return end
    after = low[end]
    if _is_word(after):
        return None
    following = low[end + 1] if end + 1 < len(low) else " "
    if after == "'" and _is_word(following):
        ends = following == "s" and (end + 2 == len(low) or _ends_after(low, end + 2))
        return end + 2 if ends else None
    if after == "-" and _is_word(following):
        stop = end + 1
        while stop < len(low) and _is_word(low[stop]):
            stop += 1
        suffix = low[end + 1 : stop]
        # "PD-1-blocking" is about PD-1; "PD-1" is not about PD, nor "CAR-T" about CAR.
        return end if len(suffix) > 2 and suffix.isalpha() else None
    return end


def _ends_after(low: str, at: int) -> bool:
    return not _is_word(low[at]) and low[at] != "-"


def _is_word(character: str) -> bool:
    return character.isalnum() or character == "_" or category(character)[0] == "M"


def _mark_words(low: str) -> str:
    """Return a folded text of words, hyphens and spaces only."""
    if low.isascii():
        return low.translate(_NO_WORD_ASCII)
    return _NO_WORD.sub(" ", low)


def _plain(text: str) -> str:
    """Fold all but the case."""
    usual = _UNUSUAL.sub(_usual, normalize("NFC", text)).replace("\0", "")
    return " ".join(usual.split())


def _fold(text: str) -> _Folded:
    if text.isascii():
        low = text.lower().replace("\t", " ").replace("\r", " ")
    else:
        low = _UNUSUAL.sub(_usual, text.casefold())
        in_step = len(low) == len(text) and "\0" not in low
        if not (in_step and is_normalized("NFC", text) and is_normalized("NFC", low)):
            return _fold_parts(text, None, _CLUSTERS.finditer(text))
    odd: Iterable[re.Match[str]] = ()
    if "  " in low or "\n " in low or " \n" in low:
        odd = _odd_spaces(low)
    low = low.replace("\n", " ")
    return _fold_parts(text, low, odd) if odd else _Folded(low, [], [])


def _usual(unusual: re.Match[str]) -> str:
    return _USUAL[unusual[0]]


def _odd_spaces(low: str) -> Iterable[re.Match[str]]:
    """Find runs of spaces; two line ends are left, for no term runs on over an empty line."""
    after = 0
    for at in heapq.merge(*(_find_all(low, spaces) for spaces in ("  ", "\n ", " \n"))):
        run = _SPACES.match(low, at)
        if run and at >= after:
            after = run.end()
            yield run


def _find_all(text: str, wanted: str) -> Iterable[int]:
    at = text.find(wanted)
    while at >= 0:
        yield at
        at = text.find(wanted, at + len(wanted))


def _fold_parts(text: str, low: str | None, odd: Iterable[re.Match[str]]) -> _Folded:
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
    return _Folded("".join(parts), pieces, [piece.at for piece in pieces])


def _fold_cluster(text: str) -> str:
    low = normalize("NFC", normalize("NFC", text).casefold())
    return _UNUSUAL.sub(_usual, low).replace("\0", "").replace("\n", " ")


def _clusters(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Yield each character with the marks that follow it."""
    first = start
    for at in range(start + 1, end):
        if not combining(text[at]) and category(text[at])[0] != "M":
            yield first, at
            first = at
    yield first, end
