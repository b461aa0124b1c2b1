"""The glossary: definitions that are short, easier than their word, and go in no circle."""

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import GLOSSARY, Definition, Proof
from immuno_reader.publishing.checking.measuring import count_sentences
from immuno_reader.publishing.checking.page import words_of
from immuno_reader.publishing.checking.rule import Found, Rule, worse_if
from immuno_reader.publishing.checking.syllables import SyllableCounter, counter_for

UNUSED = Rule(
    "term-unused",
    "info",
    "Every term is used in a section or in another definition.",
    "What nobody meets, nobody checks.",
    "Use it, or take it out.",
)
LONG = Rule(
    "definition-long",
    "error",
    "A definition has at most 35 words in two sentences, and never more than 50 in three.",
    "It must fit the card beside the word.",
    "Keep what it is, and leave the rest to a section (`explained_in`).",
)
HARD = Rule(
    "definition-hard",
    "warning",
    "A definition, names and its own word left out, is at most at grade 9.",
    "The reader of the card is the reader of the page (PEMAT item 4).",
    "Shorten its sentences, and say it in everyday words.",
)
HARD_ALL = Rule(
    "definitions-hard",
    "error",
    "All definitions together are at grade 7 or below; in Spanish at INFLESZ 55 or above.",
    "A single one is too short for a grade to be sure; all of them are not.",
    "Begin with those that definition-hard names.",
)
CIRCULAR = Rule(
    "definition-circular",
    "error",
    "A definition does not use the word that it defines.",
    "Who does not know the word learns nothing from it.",
    "Say what it is in other words.",
)
UNDEFINED = Rule(
    "definition-hard-word",
    "error",
    "A medical word in a definition has an entry of its own.",
    "The card can lead on from word to word, but only to words that are there.",
    "Use an everyday word, or add an entry.",
)
SAY = Rule(
    "say-missing",
    "warning",
    "A term with a word of three syllables or more says how it is spoken (not in Spanish).",
    "WCAG 3.1.6 asks for a way to hear or read how a word is said; the grades count by it as well.",
    "Add `say: AN-tih-bod-ee`.",
)
SOURCE = Rule(
    "term-source-missing",
    "warning",
    "A term names its sources; an empty list says that it is a plain word.",
    "Attribution is one of JAMA's four benchmarks.",
    "Add `sources: [KEY]`, or `sources: []`.",
    may_be_silenced=False,
)

RULES = (UNUSED, LONG, HARD, HARD_ALL, CIRCULAR, UNDEFINED, SAY, SOURCE)

_LEAST_INFLESZ = 55
"""The lower end of what INFLESZ calls normal; definitions hold the words that sections avoid."""
_PLURAL = 3
"""Letters by which a plural differs from its singular, at most."""
_SUBJECT = 12
"""Characters at the head of a definition without a verb in which it may name what it defines."""
_MARKS = ".,;:!?()[]\"“”«»'\u2019"
_SHORTEST = 12
"""Words of a definition from which its grade says anything."""


def check(case: Case) -> Found:
    """Yield what is wrong with the glossaries."""
    for proof in case.proofs:
        file = proof.edition.folder / GLOSSARY
        unused = _unused(proof)
        if unused:
            names = ", ".join(f"“{name}”" for name in unused[:8])
            more = f" and {len(unused) - 8} more" if len(unused) > 8 else ""
            message = f"{len(unused)} of {len(proof.definitions)} terms are used nowhere:"
            yield UNUSED.broken(file, 0, f"{message} {names}{more}.")
        for definition in proof.definitions.values():
            yield from _length(proof, definition, case)
            if "sources" not in definition.term.given:
                message = f"“{definition.term.name}” names no source."
                yield SOURCE.broken(file, definition.term.line, message)
            if proof.lexicon:
                yield from _circle(proof, definition, proof.lexicon)
        figures = case.figures.get(proof.language)
        if figures and proof.lexicon:
            syllables = counter_for(proof.language, proof.edition.terms.values())
            yield from _grades(proof, case, proof.lexicon, syllables)


def _unused(proof: Proof) -> list[str]:
    used = {use.term for page in proof.pages for block in page.blocks for use in block.uses}
    for definition in proof.definitions.values():
        used.update(use.term for block in definition.blocks for use in block.uses)
    return [one.term.name for id, one in proof.definitions.items() if id not in used]


def _length(proof: Proof, definition: Definition, case: Case) -> Found:
    limits = case.limits_in(proof.language)
    file, line = proof.edition.folder / GLOSSARY, definition.term.line
    words = sum(len(words_of(block.text)) for block in definition.blocks)
    sentences = len(definition.sentences)
    if words > limits.definition_warning or sentences > limits.definition_sentences_warning:
        severity = worse_if(
            words > limits.definition_words or sentences > limits.definition_sentences
        )
        message = f"“{definition.term.name}”: {words} words in {sentences} sentences; the limit is"
        message = f"{message} {limits.definition_warning:g} in"
        message = f"{message} {limits.definition_sentences_warning:g}."
        measured = (
            (words, limits.definition_warning)
            if words > limits.definition_warning
            else (sentences, limits.definition_sentences_warning)
        )
        yield LONG.broken(file, line, message, severity, measured=measured)
    longest = max((len(one.words) for one in definition.sentences), default=0)
    if longest > limits.definition_sentence:
        message = f"“{definition.term.name}”: a sentence of {longest} words; the limit is"
        yield LONG.broken(file, line, f"{message} {limits.definition_sentence:g}.", "warning")


def _circle(proof: Proof, definition: Definition, lexicon: Lexicon) -> Found:
    file, term = proof.edition.folder / GLOSSARY, definition.term
    if definition.sentences:
        # “Chemotherapy is treatment with …” names its subject; the words behind it explain.
        first = definition.sentences[0].text
        verb = lexicon.defines.search(first)
        start = verb.end() if verb else _SUBJECT
        says_what = bool(verb or lexicon.bare_definition.match(first))
        for match in proof.linker.find(first):
            named = first[match.start : match.end]
            is_own = match.term == term.id and _is_name(named, term.name)
            if is_own and says_what and match.start > start:
                message = f"“{term.name}” is explained by “{named}”."
                yield CIRCULAR.broken(file, term.line, message)
                break
    known = (proof.edition.words or frozenset()) | lexicon.not_medical | proof.words_named
    for sentence in definition.sentences:
        linked = " ".join(sentence.block.text[use.start : use.end] for use in sentence.block.uses)
        explained = f"{term.name} {linked}".casefold()
        for word in (word.strip(_MARKS).casefold() for word in sentence.words):
            if not lexicon.medical.fullmatch(word) or word in known:
                continue
            if word not in explained and not proof.linker.find(word):
                message = f"“{term.name}”: “{word}” is not in the glossary."
                yield UNDEFINED.broken(file, term.line, message)


def _is_name(named: str, name: str) -> bool:
    """Tell whether words are a term's own name, or its plural; an alias may explain."""
    stem = name.casefold()[: max(4, len(name) - 2)]
    return named.casefold().startswith(stem) and abs(len(named) - len(name)) <= _PLURAL


def _grades(proof: Proof, case: Case, lexicon: Lexicon, syllables: SyllableCounter) -> Found:
    file = proof.edition.folder / GLOSSARY
    is_spanish = proof.language.partition("-")[0] == "es"
    for definition in proof.definitions.values():
        term = definition.term
        own = frozenset(word.casefold() for word in words_of(term.name))
        counts = count_sentences(definition.sentences, lexicon, syllables, own)
        if not is_spanish and counts.words - counts.name_words >= _SHORTEST:
            grade = counts.grade_names_out
            if grade > case.limits.definition_grade_warning:
                message = f"“{term.name}”: grade {grade:.1f}; the limit is"
                message = f"{message} {case.limits.definition_grade_warning:g}."
                yield HARD.broken(
                    file, term.line, message, measured=(grade, case.limits.definition_grade_warning)
                )
        longest = max((syllables(word) for word in words_of(term.name)), default=0)
        is_known = term.say or lexicon.is_said_as_written
        if longest >= case.limits.say_syllables and not is_known:
            yield SAY.broken(file, term.line, f"“{term.name}” does not say how it is spoken.")
    glossary = case.figures[proof.language].glossary
    if glossary.words < case.limits.shortest_graded:
        return
    if is_spanish and glossary.inflesz < _LEAST_INFLESZ:
        message = f"All definitions: INFLESZ {glossary.inflesz:.1f}; the least is"
        yield HARD_ALL.broken(file, 0, f"{message} {_LEAST_INFLESZ}.")
    elif not is_spanish and glossary.grade > case.limits.definition_grade_book:
        message = f"All definitions: grade {glossary.grade:.1f}; the limit is"
        yield HARD_ALL.broken(file, 0, f"{message} {case.limits.definition_grade_book:g}.")
