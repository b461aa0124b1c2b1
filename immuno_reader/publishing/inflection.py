"""Plurals by rule, so that a glossary need not list them.

A form that no one writes does no harm: it is never met in a text. So where a rule is unsure it
gives both forms, and neither has exceptions.
"""

import re
from collections.abc import Callable, Mapping

_LAST_WORD = re.compile(r"[^\W\d_]+$|[^\W\d_][\w-]*\d$")
"""Digits end an abbreviation such as PD-1."""
_ACCENTS = str.maketrans("áéíóú", "aeiou")
_SPANISH_VOWELS = "aeiouáéíóúü"
_SPANISH_PREPOSITION = re.compile(
    "a|al|ante|bajo|con|contra|del?|desde|en|entre|hacia|hasta|para|por|que|según|sin|sobre|tras"
)


def plurals(name: str, language: str) -> tuple[str, ...]:
    """Return the plural forms of a term's name.

    Args:
        name: one or more words, in the singular.
        language: the language of the name; one without rules here gives no forms.
    """
    rule = _RULES.get(language.partition("-")[0])
    return tuple(dict.fromkeys(rule(name))) if rule else ()


def _english(name: str) -> list[str]:
    """Inflect the last word: "immune response" to "immune responses"."""
    found = _LAST_WORD.search(name)
    if not found or len(found[0]) < 2:
        return []
    head, word = name[: found.start()], found[0]
    return [head + form for form in _english_word(word)]


def _english_word(word: str) -> list[str]:
    if word.isupper():
        return [word + "s"]
    if word.endswith("y") and word[-2] not in "aeiou":
        return [word[:-1] + "ies"]
    if word.endswith("us"):
        return [word + "es", word[:-2] + "i"]
    if word.endswith("is"):
        return [word[:-2] + "es"]
    if word.endswith(("s", "x", "z", "sh")):
        return [word + "es"]
    if word.endswith(("o", "ch")):
        return [word + "s", word + "es"]
    return [word + "s"]


def _spanish(name: str) -> list[str]:
    """Inflect all words up to a preposition: "célula madre de la sangre" to "células madre…"."""
    words = name.split(" ")
    ends = (at for at, word in enumerate(words) if _SPANISH_PREPOSITION.fullmatch(word))
    end = next(ends, len(words))
    inflected = [*map(_spanish_word, words[:end]), *words[end:]]
    noun_alone = [_spanish_word(words[0]), *words[1:]]
    return [" ".join(inflected), " ".join(noun_alone)]


def _spanish_word(word: str) -> str:
    if len(word) < 2 or not word.isalpha() or not word[1:].islower():
        return word
    last, stem = word[-1], word[:-1]
    if last in "aeiouáéó":
        return word + "s"
    if last == "z":
        return stem + "ces"
    stressed_at_end = _last_vowel(word) in "áéíóú"
    if last in "sx" and not stressed_at_end and _syllables(word) > 1:
        return word
    if last not in "íú" and stressed_at_end:
        at = max(word.rfind(vowel) for vowel in "áéíóú")
        word = word[:at] + word[at:].translate(_ACCENTS)
    return word + "es"


def _last_vowel(word: str) -> str:
    return next((letter for letter in reversed(word) if letter in _SPANISH_VOWELS), "-")


def _syllables(word: str) -> int:
    return len(re.findall(f"[{_SPANISH_VOWELS}]+", word))


_RULES: Mapping[str, Callable[[str], list[str]]] = {"en": _english, "es": _spanish}
