"""From pages to figures: per section, per chapter, per language."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

from immuno_reader.identity import SectionId
from immuno_reader.publishing.checking.figures import Counts, total
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Sentence, words_of
from immuno_reader.publishing.checking.syllables import SyllableCounter, counter_for

HARD = 3
"""Syllables from which a word is hard, for SMOG."""

PREPARATION = (
    "Running text only: headings, tables, captions, footnotes and lists of links are out. Every"
    " paragraph and list item ends a sentence; a full stop in a decimal, an abbreviation or an"
    " initial does not. Syllables: the glossary's “say”, abbreviations letter by letter, then the"
    " library (English) or the rules of spelling (Spanish). “Names out” leaves out proper names;"
    " “terms out” does not count as hard what the glossary explains. Gates use the raw figures."
)

_CAPITAL = re.compile(r"[\"“«(]*[A-ZÁÉÍÓÚÑ]")
_PLAIN = re.compile(r"^[^\w]+|[^\w]+$")
_I = ("I", "I'm", "I\u2019m", "I've", "I\u2019ve", "I'll", "I\u2019ll", "I'd", "I\u2019d")


@dataclass(frozen=True, slots=True)
class Figures:
    """What was counted in one language."""

    sections: Mapping[SectionId, Counts]
    chapters: Mapping[str, Counts]
    book: Counts
    glossary: Counts
    """All definitions together."""


def measure_proof(proof: Proof) -> Figures | None:
    """Return the figures of one language; None for one that has no formulas here.

    Raises:
        LibraryMissingError: the language needs the library, and it is not installed.
    """
    if proof.lexicon is None:
        return None
    count = partial(
        count_sentences,
        lexicon=proof.lexicon,
        syllables=counter_for(proof.language, proof.edition.terms.values()),
        names=_names_of(proof),
    )
    sections = {page.source.id: count(page.sentences) for page in proof.pages}
    chapters = {
        title: total(sections[id] for id in ids if id in sections)
        for title, ids in proof.chapters.items()
    }
    sentences = [one for definition in proof.definitions.values() for one in definition.sentences]
    return Figures(sections, chapters, total(sections.values()), count(sentences))


def count_sentences(
    sentences: Iterable[Sentence],
    lexicon: Lexicon,
    syllables: SyllableCounter,
    names: frozenset[str] = frozenset(),
) -> Counts:
    """Return what there is to count in some sentences."""
    return total(_count(sentence, lexicon, syllables, names) for sentence in sentences)


def is_passive(text: str, lexicon: Lexicon) -> bool:
    """Tell whether a sentence has a verb in the passive voice; a heuristic that rather says no."""
    return any(not lexicon.not_passive.search(found[0]) for found in lexicon.passive.finditer(text))


def uses_in(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield where glossary terms stand in a sentence."""
    start, end = sentence.start, sentence.start + len(sentence.text)
    for use in sentence.block.uses:
        if start <= use.start < end:
            yield use.start - start, use.end - start


def _count(
    sentence: Sentence, lexicon: Lexicon, syllables: SyllableCounter, names: frozenset[str]
) -> Counts:
    explained = list(uses_in(sentence))
    words = hard = hard_unexplained = total_syllables = name_words = name_syllables = 0
    for at, (start, word) in enumerate(_words(sentence.text)):
        count = syllables(word)
        words += 1
        total_syllables += count
        is_name = _is_name(word, lexicon, names, is_first=at == 0)
        if is_name:
            name_words += 1
            name_syllables += count
        if count >= HARD:
            hard += 1
            is_explained = any(begin <= start < end for begin, end in explained)
            hard_unexplained += not (is_name or is_explained)
    return Counts(
        words=words,
        sentences=1,
        syllables=total_syllables,
        hard=hard,
        hard_unexplained=hard_unexplained,
        name_words=name_words,
        name_syllables=name_syllables,
        longest=words,
        passive=int(is_passive(sentence.text, lexicon)),
        uses=len(explained),
    )


def _words(text: str) -> Iterator[tuple[int, str]]:
    for found in re.finditer(r"\S+", text):
        if words_of(found[0]):
            yield found.start(), found[0]


def _is_name(word: str, lexicon: Lexicon, names: frozenset[str], *, is_first: bool) -> bool:
    plain = _PLAIN.sub("", word)
    if plain.casefold() in names or lexicon.drug_name.fullmatch(plain):
        return True
    return not is_first and bool(_CAPITAL.match(word)) and plain not in _I


def _names_of(proof: Proof) -> frozenset[str]:
    """Return the words of the terms that a glossary tags as names."""
    return frozenset(
        word.casefold()
        for term in proof.edition.terms.values()
        if term.tag == "name"
        for name in (term.name, *term.aliases)
        for word in words_of(name)
    )
