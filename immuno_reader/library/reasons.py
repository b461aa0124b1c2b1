"""Why something is found in which the typed words do not stand."""

from collections.abc import Callable
from typing import NamedTuple

from immuno_reader.identity import Language
from immuno_reader.library.analysis import Analyzer, squeezed
from immuno_reader.library.book import Term
from immuno_reader.library.matching import Matcher
from immuno_reader.library.thesaurus import Meaning

_ENDING = 2
"""Letters by which two forms of one word differ."""


class _Words(NamedTuple):
    """How it is said in one language."""

    is_: str
    called: str
    here: str


_SAID = {
    "en": _Words(
        "{0} is {1}", "\u201c{0}\u201d: the word for it is {1}", "\u201c{0}\u201d: see this page"
    ),
    "es": _Words("{0} es {1}", "\u00ab{0}\u00bb: se llama {1}", "\u00ab{0}\u00bb: vea esta página"),
}


def see_here(words: str, language: Language) -> str:
    """Return that a page is about some words which it may never use."""
    return _said(language).here.format(words)


def reason(
    meaning: Meaning,
    term: Term | None,
    language: Language,
    analyzer: Callable[[Language], Analyzer],
) -> str:
    """Return how some words come to mean a term or a section; empty if they are in its name.

    Args:
        meaning: the words and what they mean.
        term: the term, if they mean one.
        language: the language to say it in.
        analyzer: returns what takes texts of a language apart.
    """
    said = _said(language)
    if term is None:
        return said.here.format(meaning.form)
    name = analyzer(term.language).stems(term.name)
    form = analyzer(meaning.language).stems(meaning.form)
    starts = range(len(name) - len(form) + 1)
    if any(name[at : at + len(form)] == form for at in starts) or _is_inflected(
        meaning.form, term.name
    ):
        return ""
    pattern = said.called if meaning.kind == "everyday" else said.is_
    return pattern.format(meaning.form, term.name)


def other_name(term: Term, matcher: Matcher) -> str:
    """Return that a term has another name, where that is all that was found of it."""
    if matcher.find(term.name, is_above=True) or matcher.find(term.definition):
        return ""
    others = (
        name for name in (term.abbreviation, *term.aliases) if matcher.find(name, is_above=True)
    )
    said = _said(term.language)
    return next((said.is_.format(name, term.name) for name in others), "")


def _is_inflected(form: str, name: str) -> bool:
    """Tell whether a form is the name itself, perhaps with an ending of its own."""
    one, other = sorted((squeezed(form), squeezed(name)), key=len)
    return other.startswith(one[: max(len(one) - 1, 3)]) and len(other) - len(one) <= _ENDING


def _said(language: Language) -> _Words:
    return _SAID.get(language.partition("-")[0], _SAID["en"])
