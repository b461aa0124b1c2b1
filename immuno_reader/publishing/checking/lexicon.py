"""What the checker knows of a language: its words, and nothing that is true of another."""

import re
from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words to look out for, and what to say of them."""

    pattern: re.Pattern[str]
    advice: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One language. Every pattern ignores case unless it says so itself."""

    length: float
    """How many times the words of English it takes; limits that count words are for English."""
    syllables: float
    """How many times the syllables of an English word its words have."""
    stops: frozenset[str]
    """Abbreviations that end in a full stop without ending a sentence, in lower case."""
    free_abbreviations: frozenset[str]
    """Those that stand without being expanded: PEMAT item 3 lets the best known stand."""
    passive: re.Pattern[str]
    not_passive: re.Pattern[str]
    """What looks like a passive and is an adjective, or explains a word."""
    absolute: tuple[Phrase, ...]
    advising: tuple[Phrase, ...]
    twins: Mapping[str, str]
    """A long word, and the plain one to put in its place."""
    patients: re.Pattern[str]
    you: re.Pattern[str]
    """Words for the reader, who says "I" in questions to take along."""
    negative: re.Pattern[str]
    joins: re.Pattern[str]
    """Where a new clause begins."""
    and_or: re.Pattern[str]
    frequency: re.Pattern[str]
    side_effect: re.Pattern[str]
    outcome: re.Pattern[str]
    """What a frequency or a chance may be about: an effect, a result, a risk."""
    one_in: re.Pattern[str]
    out_of: re.Pattern[str]
    """``43 in 100``; the second group is the denominator."""
    relative: re.Pattern[str]
    risk_number: re.Pattern[str]
    benefit: re.Pattern[str]
    risk: re.Pattern[str]
    red_flags: tuple[re.Pattern[str], ...]
    act: re.Pattern[str]
    """A verb that tells whoever needs help what to do."""
    whom: re.Pattern[str]
    when: re.Pattern[str]
    ask_team: re.Pattern[str]
    tool: re.Pattern[str]
    """What a reader prints and fills in or takes along: a checklist, a diary, a card."""
    steps: re.Pattern[str]
    """What a heading or lead-in calls things that come one after another."""
    vague_headings: re.Pattern[str]
    vague_links: re.Pattern[str]
    alt_start: re.Pattern[str]
    by_place: re.Pattern[str]
    helps: re.Pattern[str]
    """What shows that a word is being explained."""
    defines: re.Pattern[str]
    """The verb of a definition: "is", "means"."""
    bare_definition: re.Pattern[str]
    """The start of a definition without a verb, such as "A cell that …"."""
    is_said_as_written: bool
    """Whether who can read a word knows how it is said."""
    medical: re.Pattern[str]
    """Endings and beginnings of words that only medicine uses."""
    not_medical: frozenset[str]
    drug_name: re.Pattern[str]
    numerals: tuple[str, ...]
    """How the numbers from 1 on are written as words; a translator may write either."""


def words(*alternatives: str) -> re.Pattern[str]:
    """Return a pattern that finds any of some words or expressions, as whole words."""
    return re.compile(rf"\b(?:{'|'.join(alternatives)})\b", re.IGNORECASE)


def phrase(advice: str, *alternatives: str) -> Phrase:
    """Return words to look out for."""
    return Phrase(words(*alternatives), advice)


def listed(text: str) -> frozenset[str]:
    """Return the words of a text as a set."""
    return frozenset(text.split())
