"""Plain language: sentences, paragraphs and words, one by one."""

import re

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.limits import Limits
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Page, Sentence, words_of
from immuno_reader.publishing.checking.rule import (
    Found,
    Rule,
    is_question,
    start_of,
    worse_if,
)
from immuno_reader.publishing.checking.syllables import counter_for

LONG_SENTENCE = Rule(
    "sentence-long",
    "error",
    "No sentence has more than 20 words, and never more than 25.",
    "Easy Read calls more than 15 hard; 20 is the house's limit.",
    "Say one thing a sentence.",
)
PARAGRAPH = Rule(
    "paragraph-long",
    "error",
    "A paragraph has at most 4 sentences and 65 words.",
    "Short chunks: PEMAT item 8.",
    "Cut it in two, or make a list.",
)
YOU = Rule(
    "you-seldom",
    "warning",
    "A page of `kind: action` says “you” or “your” at least twice in a hundred words.",
    "Material speaks to the reader directly: PEMAT item 21. Published pages say it once.",
    "Say who is to do it: you.",
)
PATIENTS = Rule(
    "word-patients",
    "warning",
    "The reader is “you”; others are “people”.",
    "Material speaks to the reader directly: PEMAT item 21.",
    "Write “you” or “people”.",
)
TWIN = Rule(
    "word-long",
    "warning",
    "A plain word stands where there is one.",
    "AHRQ's notes to PEMAT item 3 list such pairs.",
    "Use the word that the message gives.",
)
NEGATIVES = Rule(
    "negatives-double",
    "warning",
    "A clause has at most one negative, a sentence two.",
    "The second turns the sense around once more (plain-language practice; ISO 24495-1).",
    "Say what is, or what to do.",
)
AND_OR = Rule(
    "and-or",
    "warning",
    "No sentence has “and/or”.",
    "It is read twice (plain-language practice).",
    "Write “or”, or “a, b or both”.",
)
BRACKET = Rule(
    "bracket-long",
    "warning",
    "A bracket holds at most eight words.",
    "By its end the sentence is forgotten (plain-language practice).",
    "Make it a sentence of its own.",
)
SEMICOLON = Rule(
    "semicolon",
    "warning",
    "No sentence has a semicolon; the items of a list may end in one.",
    "It joins what are two sentences (plain-language practice).",
    "Write a full stop.",
)
NEW_WORD = Rule(
    "word-new",
    "error",
    "In a pack with a `words.txt`, every word is in it, in the glossary, or a name; the worst are "
    "long words (four syllables in English).",
    "A closed list makes every new word a decision; lists of easy words made for others flag half "
    "of a medical text.",
    "Use another word, explain it in the glossary, or admit it to `words.txt`.",
)
ABSOLUTE = Rule(
    "phrase-absolute",
    "warning",
    "Nothing is promised: no cure, no miracle, nothing that is simply safe.",
    "It informs and never promises; DISCERN asks for uncertainty, which most pages lack.",
    "Say in how many people of which group it was seen.",
)
ADVISING = Rule(
    "phrase-advising",
    "warning",
    "No treatment is advised for or against.",
    "What suits one person is said by their own team, who know them.",
    "Write “your team may”, or “ask whether”.",
)

RULES = (
    LONG_SENTENCE,
    PARAGRAPH,
    YOU,
    PATIENTS,
    TWIN,
    NEGATIVES,
    AND_OR,
    BRACKET,
    SEMICOLON,
    NEW_WORD,
    ABSOLUTE,
    ADVISING,
)

_WORD = re.compile(r"[^\W\d_]+(?:['\u2019-][^\W\d_]+)*")
_BRACKETS = re.compile(r"\(([^()]*)\)")


def check(case: Case) -> Found:
    """Yield the sentences, paragraphs and words that are harder than they need be."""
    for proof, page, lexicon in case.worded:
        limits = case.limits_in(proof.language)
        for sentence in page.sentences:
            yield from _sentence(page, sentence, lexicon, limits)
            yield from _words(page, sentence, lexicon)
            yield from _phrases(page, sentence, lexicon)
        yield from _paragraphs(page, limits)
        if page.kind == "action":
            yield from _address(page, lexicon, limits)
        if proof.edition.words is not None:
            yield from _new_words(proof, page, lexicon, proof.edition.words, case)


def _sentence(page: Page, sentence: Sentence, lexicon: Lexicon, limits: Limits) -> Found:
    words = len(sentence.words)
    if words > limits.sentence_warning:
        message = f"{words} words: “{start_of(sentence.text)}”"
        severity = worse_if(words > limits.sentence_longest)
        yield LONG_SENTENCE.broken(
            page.file, sentence.line, message, severity, measured=(words, limits.sentence_warning)
        )
    clauses = lexicon.joins.split(sentence.text)
    counts = [len(lexicon.negative.findall(clause)) for clause in clauses]
    if max(counts) > 1 or sum(counts) > 2:
        message = f"{sum(counts)} negatives: “{start_of(sentence.text)}”"
        yield NEGATIVES.broken(page.file, sentence.line, message)
    if lexicon.and_or.search(sentence.text):
        message = f"“and/or” in “{start_of(sentence.text)}”"
        yield AND_OR.broken(page.file, sentence.line, message)
    if ";" in sentence.text.rstrip(";. "):
        message = f"A semicolon in “{start_of(sentence.text)}”"
        yield SEMICOLON.broken(page.file, sentence.line, message)
    for bracket in _BRACKETS.findall(sentence.text):
        if len(words_of(bracket)) > limits.bracket_words:
            message = f"{len(words_of(bracket))} words in a bracket: “{start_of(bracket)}”"
            yield BRACKET.broken(page.file, sentence.line, message)


def _paragraphs(page: Page, limits: Limits) -> Found:
    for block in page.prose:
        words, sentences = len(words_of(block.text)), len(page.sentences_of(block))
        if words > limits.paragraph_warning or sentences > limits.paragraph_sentences:
            message = f"{words} words in {sentences} sentences: “{start_of(block.text)}”"
            severity = worse_if(words > limits.paragraph_words)
            measured = (
                (words, limits.paragraph_warning)
                if words > limits.paragraph_warning
                else (sentences, limits.paragraph_sentences)
            )
            yield PARAGRAPH.broken(page.file, block.line, message, severity, measured=measured)


def _address(page: Page, lexicon: Lexicon, limits: Limits) -> Found:
    words = sum(len(one.words) for one in page.sentences)
    said = sum(len(lexicon.you.findall(one.text)) for one in page.sentences)
    rate = 100 * said / words if words else 0.0
    if words >= limits.shortest_graded and rate < limits.you_per_100:
        message = f"“you” {rate:.1f} times in a hundred words; the least is {limits.you_per_100:g}."
        yield YOU.broken(page.file, 0, message, measured=(rate, limits.you_per_100))


def _words(page: Page, sentence: Sentence, lexicon: Lexicon) -> Found:
    for found in lexicon.patients.finditer(sentence.text):
        message = f"“{found[0]}” in “{start_of(sentence.text)}”"
        yield PATIENTS.broken(page.file, sentence.line, message)
    explained = [sentence.block.text[use.start : use.end].casefold() for use in sentence.block.uses]
    for pattern, plain in lexicon.twins.items():
        for found in re.finditer(rf"\b(?:{pattern})\b", sentence.text, re.IGNORECASE):
            if not any(found[0].casefold() in name for name in explained):
                message = f"“{found[0]}”: say “{plain}”."
                yield TWIN.broken(page.file, sentence.line, message)


def _phrases(page: Page, sentence: Sentence, lexicon: Lexicon) -> Found:
    if is_question(sentence.text):
        return
    for rule, phrases in ((ABSOLUTE, lexicon.absolute), (ADVISING, lexicon.advising)):
        for phrase in phrases:
            for found in phrase.pattern.finditer(sentence.text):
                rest = sentence.text[: found.start()] + sentence.text[found.end() :]
                if rule is ABSOLUTE and lexicon.negative.search(rest):
                    continue  # “this is not the same as a cure”
                message = f"“{found[0]}” in “{start_of(sentence.text)}” {phrase.advice}"
                yield rule.broken(page.file, sentence.line, message)


def _new_words(
    proof: Proof, page: Page, lexicon: Lexicon, known: frozenset[str], case: Case
) -> Found:
    is_measured = proof.language in case.figures
    syllables = counter_for(proof.language, proof.edition.terms.values()) if is_measured else None
    longest = case.limits.new_word_syllables * lexicon.syllables
    seen: set[str] = set()
    for sentence in page.sentences:
        for at, found in enumerate(_WORD.finditer(sentence.text)):
            word, place = found[0], sentence.start + found.start()
            low = word.casefold().replace("\u2019", "'").removesuffix("'s")
            is_name = bool(at and word[0].isupper()) or lexicon.drug_name.fullmatch(low)
            in_term = any(use.start <= place < use.end for use in sentence.block.uses)
            if is_name or in_term or low in seen or low in known or proof.linker.find(word):
                continue
            seen.add(low)
            message = f"“{word}” is neither in words.txt nor in the glossary."
            is_long = syllables is not None and syllables(word) >= round(longest)
            yield NEW_WORD.broken(page.file, sentence.line, message, worse_if(is_long))
