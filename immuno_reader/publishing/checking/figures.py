"""Figures of readability, and the formulas they come from. Frozen; no I/O."""

from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from immuno_reader.identity import Language


@dataclass(frozen=True, slots=True)
class Counts:
    """What is counted in a running text; counts of several texts add up."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    hard: int = 0
    """Words of three syllables or more."""
    hard_unexplained: int = 0
    """The same without names, and without words that the glossary explains."""
    name_words: int = 0
    """Words that are proper names, or parts of them."""
    name_syllables: int = 0
    longest: int = 0
    """Words of the longest sentence."""
    passive: int = 0
    """Sentences in the passive voice."""
    uses: int = 0
    """Places where a glossary term stands."""

    def __add__(self, other: "Counts") -> "Counts":
        """Return the counts of both texts together."""
        return Counts(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            self.hard + other.hard,
            self.hard_unexplained + other.hard_unexplained,
            self.name_words + other.name_words,
            self.name_syllables + other.name_syllables,
            max(self.longest, other.longest),
            self.passive + other.passive,
            self.uses + other.uses,
        )

    @property
    def mean_sentence(self) -> float:
        """Words of a sentence, on average."""
        return self.words / self.sentences if self.sentences else 0.0

    @property
    def passive_share(self) -> float:
        """Sentences of a hundred that are passive."""
        return 100 * self.passive / self.sentences if self.sentences else 0.0

    @property
    def terms_per_100(self) -> float:
        """Glossary terms in a hundred words."""
        return 100 * self.uses / self.words if self.words else 0.0

    @property
    def grade(self) -> float:
        """The grade of Flesch and Kincaid (Kincaid and others, 1975)."""
        return flesch_kincaid(self.words, self.sentences, self.syllables)

    @property
    def grade_names_out(self) -> float:
        """The same without proper names, as WCAG 3.1.5 allows."""
        return flesch_kincaid(
            self.words - self.name_words, self.sentences, self.syllables - self.name_syllables
        )

    @property
    def smog(self) -> float:
        """The grade of SMOG."""
        return smog(self.hard, self.sentences)

    @property
    def smog_explained(self) -> float:
        """The same, words that the glossary explains not counted as hard."""
        return smog(self.hard_unexplained, self.sentences)

    @property
    def ease(self) -> float:
        """Reading ease (Flesch 1948)."""
        if not self.words or not self.sentences:
            return 0.0
        return 206.835 - 1.015 * self.mean_sentence - 84.6 * self.syllables / self.words

    @property
    def inflesz(self) -> float:
        """Perspicuidad of Szigriszt Pazos (1993), read on the INFLESZ scale (Barrio 2008)."""
        if not self.words or not self.sentences:
            return 0.0
        return 206.835 - 62.3 * self.syllables / self.words - self.mean_sentence

    @property
    def fernandez_huerta(self) -> float:
        """Lecturabilidad of Fernández Huerta (1959), as corrected by Law (2011)."""
        if not self.words or not self.sentences:
            return 0.0
        return 206.84 - 60 * self.syllables / self.words - 1.02 * self.mean_sentence


def flesch_kincaid(words: int, sentences: int, syllables: int) -> float:
    """Return the school grade (Kincaid, Fishburne, Rogers and Chissom, 1975)."""
    if not words or not sentences:
        return 0.0
    return 0.39 * words / sentences + 11.8 * syllables / words - 15.59


def smog(hard: int, sentences: int) -> float:
    """Return the school grade (McLaughlin, Journal of Reading 1969;12:639)."""
    return 1.0430 * sqrt(hard * 30 / sentences) + 3.1291 if sentences else 0.0


def total(counts: Iterable[Counts]) -> Counts:
    """Return the counts of texts together."""
    return sum(counts, Counts())


def as_json(counts: Counts, language: Language) -> dict[str, float | int]:
    """Return the figures of a text under stable names; each language has its own formulas."""
    figures: dict[str, float | int] = {
        "words": counts.words,
        "sentences": counts.sentences,
        "mean_sentence": round(counts.mean_sentence, 1),
        "longest_sentence": counts.longest,
        "passive_percent": round(counts.passive_share, 1),
        "terms_per_100_words": round(counts.terms_per_100, 1),
    }
    if language.partition("-")[0] == "es":
        figures["inflesz"] = round(counts.inflesz, 1)
        figures["fernandez_huerta"] = round(counts.fernandez_huerta, 1)
    else:
        figures["flesch_kincaid"] = round(counts.grade, 1)
        figures["flesch_kincaid_names_out"] = round(counts.grade_names_out, 1)
        figures["smog"] = round(counts.smog, 1)
        figures["smog_terms_out"] = round(counts.smog_explained, 1)
        figures["flesch_ease"] = round(counts.ease, 1)
    return figures
