"""The languages whose words the checker knows."""

from collections.abc import Mapping

from immuno_reader.identity import Language
from immuno_reader.publishing.checking.english import ENGLISH
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.spanish import SPANISH

_KNOWN: Mapping[str, Lexicon] = {"en": ENGLISH, "es": SPANISH}


def lexicon_of(language: Language) -> Lexicon | None:
    """Return what is known of a language, of whatever country, or None."""
    return _KNOWN.get(language.partition("-")[0])
