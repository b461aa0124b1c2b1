"""Finding glossary terms in text: every form of every term in one pass."""

import re
from collections.abc import Iterable
from typing import NamedTuple
from unicodedata import category

import ahocorasick

from immuno_reader.identity import Language, TermId
from immuno_reader.publishing.folding import Folded, fold, unify
from immuno_reader.publishing.inflection import plurals
from immuno_reader.publishing.source import TermSource

LONGEST_ABBREVIATION = 5
"""Capitals alone up to this many letters are read by case: "ALL" is not "all"."""

# Chinese, Japanese, Thai, Lao, Burmese and Khmer put no spaces between words.
_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\u30ff\u3400-\u9fff\uf900-\ufaff"
_SPACELESS = re.compile(f"[{_NO_SPACES}]")
_BEFORE_ASCII = re.compile(f"[{_NO_SPACES}](?=[a-z0-9])")

_NO_WORD = re.compile(r"[^\w -]")
_NO_WORD_ASCII = {code: " " for code in range(128) if _NO_WORD.match(chr(code))}
_NOT_EUROPEAN = re.compile(r"[^\0-\u02bf\u0370-\u03ff\u2000-\u206f]")
_EUROPEAN_LETTERS = re.compile(r"[\x80-\u02bf\u0370-\u03ff]")
_EUROPEAN_SIGNS = re.compile(
    r"[\x80-\xa9\xab-\xb1\xb4\xb6-\xb8\xbb\xbf\xd7\xf7\u0375\u037e\u0384\u0385\u0387\u03f6\u2000-\u206f]"
)
# Encoding puts "?" for a letter outside ASCII.
_NO_WORD_BYTES = bytes(
    code if code == ord("?") else ord(_NO_WORD_ASCII.get(code, chr(code))) for code in range(128)
).ljust(256)


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
            (text.strip(), term.id)
            for term in terms
            for text in (term.name, term.abbreviation, *term.aliases)
            if text.strip()
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
        folded = fold(text)
        candidates = sorted(self._candidates(text, folded))
        found: list[Match] = []
        after = 0
        for start, _, _, end, term in candidates:
            if start >= after:
                found.append(Match(start, end, term))
                after = end
        return found

    def _add(self, form: Form) -> None:
        key = fold(form.text).text.strip()
        if not any(map(str.isalnum, key)):
            return
        owned = self._forms.setdefault(key, [])
        for other in owned:
            if other.exact_case == form.exact_case and (
                not form.exact_case or unify(other.text) == unify(form.text)
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
            for before in ("",) if _SPACELESS.match(marked) else (" ", "-"):
                self._automaton.add_word(before + marked, (len(marked), frozenset(same)))
        self._automaton.make_automaton()

    def _candidates(
        self, text: str, folded: Folded
    ) -> Iterable[tuple[int, int, bool, int, TermId]]:
        """Yield start, minus end, whether 's was added, end, term."""
        low = folded.text
        for end, (length, keys) in self._automaton.iter(" " + _mark_words(low)):
            after = low[end : end + 1]
            if after.isalnum() and not _runs_on(low[end - 1] + after):
                continue
            start = end - length
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
        part[1:] != part[1:].lower() and not part.isupper() for part in unify(text).split("-")
    )


def _is_written(form: str, text: str) -> bool:
    """Tell whether a text is a form letter by letter, in the same case."""
    return form == text or (not text.isalnum() and unify(form) == unify(text))


def _runs_on(letters: str) -> bool:
    """Tell whether one word may end between two letters, as in scripts without spaces."""
    return not letters.isascii() and bool(_SPACELESS.search(letters))


def _starts_word(low: str, start: int) -> bool:
    if start == 0:
        return True
    before = low[start - 1]
    if _runs_on(before + low[start]):
        return True
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
        return end if after.isalnum() and _runs_on(low[end - 1] + after) else None
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
    """Return a folded text, as long as it is, in which only words, hyphens and spaces are left.

    All European letters outside ASCII become one, which costs nothing: what is found is compared
    with the text again.
    """
    if low.isascii():
        return low.translate(_NO_WORD_ASCII)
    if not _NOT_EUROPEAN.search(low):
        low = _EUROPEAN_SIGNS.sub(" ", low).replace("?", " ")
        return low.encode("ascii", "replace").translate(_NO_WORD_BYTES).decode("ascii")
    return _BEFORE_ASCII.sub(" ", _EUROPEAN_LETTERS.sub("?", _NO_WORD.sub(" ", low)))
