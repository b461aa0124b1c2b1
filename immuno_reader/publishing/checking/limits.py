"""The limits of the checker in one table; a pack may tighten them, never loosen them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, replace

LOWER_IS_LOOSER = frozenset(
    (
        "ease_section",
        "ease_book",
        "inflesz",
        "chopped_grade",
        "chopped_mean",
        "svg_text_px",
        "rating",
        "you_per_100",
    )
)
"""Limits that are tightened by a higher number."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Where warnings and errors begin; each rule says what its limit rests on."""

    grade_warning: float = 6.0
    grade_section: float = 7.0
    grade_book: float = 6.0
    smog_warning: float = 9.0
    smog_section: float = 9.5
    smog_book: float = 8.0
    ease_section: float = 65
    ease_book: float = 70
    inflesz: float = 65
    chopped_grade: float = 2.0
    chopped_mean: float = 6.0
    shortest_graded: float = 100
    """Words below which a grade is only reported."""
    smog_sentences: float = 30
    """Sentences below which SMOG was never meant to be used (McLaughlin 1969)."""
    sentence_warning: float = 20
    sentence_longest: float = 25
    sentence_mean_warning: float = 12
    sentence_mean: float = 15
    passive_warning: float = 10
    passive: float = 20
    you_per_100: float = 2
    paragraph_sentences: float = 4
    paragraph_warning: float = 65
    paragraph_words: float = 90
    bracket_words: float = 8
    section_warning: float = 700
    section_words: float = 900
    heading_warning: float = 150
    heading_words: float = 250
    in_short_words: float = 60
    in_short_points: float = 3
    in_short_sentence: float = 12
    in_short_from: float = 150
    """Words of a section from which it needs the box."""
    list_items: float = 7
    item_words: float = 50
    abbreviations_warning: float = 3
    abbreviations: float = 5
    definition_warning: float = 35
    definition_words: float = 50
    definition_sentences_warning: float = 2
    definition_sentences: float = 3
    definition_sentence: float = 20
    definition_grade_warning: float = 9
    definition_grade_book: float = 7
    say_syllables: float = 3
    """Syllables of its longest word from which a term says how it is spoken."""
    terms_per_100: float = 16
    alt_words: float = 30
    table_columns: float = 4
    italic_words: float = 8
    urgent_after_words: float = 200
    urgent_first_sentence: float = 10
    urgent_sentence: float = 15
    urgent_syllables: float = 4
    """Of a word in a box "Get help now"; a language whose words are longer has more."""
    new_word_syllables: float = 4
    """From which a word that is new to `words.txt` is an error."""
    numbers_sentence: float = 3
    numbers_paragraph: float = 6
    months_warning: float = 12
    months: float = 24
    source_years: float = 5
    svg_text_px: float = 12
    rating: float = 90


COUNTED_IN_WORDS = (
    "sentence_warning", "sentence_longest", "paragraph_warning", "paragraph_words",
    "bracket_words", "section_warning", "section_words", "heading_warning", "heading_words",
    "in_short_words", "in_short_sentence", "definition_warning", "definition_words",
    "definition_sentence", "alt_words", "italic_words", "item_words", "urgent_after_words",
    "urgent_first_sentence", "urgent_sentence",
)  # fmt: skip
"""Limits that a language needs more of which says the same in more words."""


def stretched(limits: Limits, factor: float) -> Limits:
    """Return the limits for a language that takes so many times the words of English."""
    return replace(
        limits, **{name: round(getattr(limits, name) * factor) for name in COUNTED_IN_WORDS}
    )


@dataclass(frozen=True, slots=True)
class Refused:
    """A limit in ``pack.yaml`` that does not count, and why."""

    name: str
    reason: str


def tightened(wishes: Mapping[str, str]) -> tuple[Limits, tuple[Refused, ...]]:
    """Return the limits of a pack, and those of its wishes that do not count."""
    refused = dict(_refused(wishes))
    kept = {name: float(text) for name, text in wishes.items() if name not in refused}
    return replace(Limits(), **kept), tuple(Refused(*item) for item in refused.items())


def _refused(wishes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    ours = {field.name: getattr(Limits(), field.name) for field in fields(Limits)}
    for name, text in wishes.items():
        if name not in ours:
            yield name, f"there is no limit “{name}”"
            continue
        try:
            wish = float(text)
        except ValueError:
            yield name, f"“{text}” is no number"
            continue
        looser = wish < ours[name] if name in LOWER_IS_LOOSER else wish > ours[name]
        if looser or wish != wish:
            yield name, f"{text} is looser than {ours[name]:g}; a pack may only be stricter"
