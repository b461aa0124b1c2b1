"""Hard words and abbreviations in a text: each explained, each expanded, not too many at once."""

import re
from collections.abc import Iterator

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Block, Page
from immuno_reader.publishing.checking.rule import Found, Rule, start_of, worse_if

UNKNOWN = Rule(
    "abbreviation-unknown",
    "error",
    "Every abbreviation is in the glossary, unless everybody knows it (US, DNA, MRI).",
    "PEMAT item 3 lets only those stand that readers know.",
    "Write it out, or add it to the glossary.",
)
UNEXPANDED = Rule(
    "abbreviation-unexpanded",
    "error",
    "On every page an abbreviation comes with its full name or its meaning at first use.",
    "Pages are printed alone, and paper has no glossary cards (PEMAT item 4).",
    "Write “full name (ABBR)”, or “a brake called ABBR”.",
)
MANY = Rule(
    "abbreviations-many",
    "warning",
    "A page has at most three abbreviations.",
    "A text with more than a few fails PEMAT item 3, even when they are spelled out.",
    "Use the everyday words after first use.",
)
HARD = Rule(
    "word-hard",
    "error",
    "A medical word is in the glossary.",
    "Medical terms only to teach them, and each one defined: PEMAT item 4.",
    "Use an everyday word, add the word to the glossary, or admit it to `words.txt`.",
)
UNEXPLAINED = Rule(
    "term-unexplained",
    "warning",
    "A term marked `key` is explained in the sentence where a page first uses it, or the next.",
    "One rubric for PEMAT item 4 refuses a definition that is only behind a link.",
    "Explain it in brackets, after a dash, or with “is” or “called”.",
)
DENSE = Rule(
    "terms-dense",
    "info",
    "A page has at most eight glossary terms in a hundred words.",
    "More than that, and a page is all hard words and dotted lines.",
    "Keep to the everyday word after first use.",
)

RULES = (UNKNOWN, UNEXPANDED, MANY, HARD, UNEXPLAINED, DENSE)

_ABBREVIATION = re.compile(
    r"(?<![\w-])(?:[A-Z]{2,}[a-z]?[0-9]*|[A-Z]+[0-9]+|[a-z]{1,2}[A-Z]{2,}|[A-Z][a-z]?[A-Z]+)"
    r"(?:-[A-Z]{0,3}[0-9]+)?(?:s|-T)?(?![\w])"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_ROMAN = re.compile(r"[IVX]{2,}")
_NEAR = 90
"""Characters around an abbreviation in which its meaning must stand."""


def check(case: Case) -> Found:
    """Yield the hard words that nobody explains."""
    for proof, page, lexicon in case.worded:
        yield from _abbreviations(proof, page, lexicon, case)
        yield from _hard_words(proof, page, lexicon)
        yield from _key_terms(proof, page, lexicon)
        figures = case.figures.get(proof.language)
        counts = figures.sections[page.source.id] if figures else None
        if counts and counts.words >= case.limits.shortest_graded:
            density = counts.terms_per_100
            if density > case.limits.terms_per_100:
                message = f"{density:.0f} terms in a hundred words; the limit is"
                yield DENSE.broken(page.file, 0, f"{message} {case.limits.terms_per_100:g}.")


def abbreviations_in(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the abbreviations of a text but those that everybody knows."""
    for found in _ABBREVIATION.finditer(text):
        plain = found[0].removesuffix("s")
        if plain in lexicon.free_abbreviations or _ROMAN.fullmatch(plain):
            continue
        if sum(map(str.isupper, plain)) > 5 and plain.isalpha():
            continue  # a word in capitals, such as a heading
        yield found


def _abbreviations(proof: Proof, page: Page, lexicon: Lexicon, case: Case) -> Found:
    seen: dict[str, Block] = {}
    for block in page.shown:
        if block.kind in ("code", "title"):
            continue
        for found in abbreviations_in(block.text, lexicon):
            name = found[0].removesuffix("s")
            if name in seen:
                continue
            if not proof.linker.find(name) and not _in_term(block, found):
                message = f"“{name}” is not in the glossary."
                yield UNKNOWN.broken(page.file, block.line, message)
            if block.kind != "heading":
                seen[name] = block
                if not _is_expanded(block.text, found, lexicon):
                    message = f"“{name}” is not explained: “{start_of(block.text)}”"
                    yield UNEXPANDED.broken(page.file, block.line, message)
    if len(seen) > case.limits.abbreviations_warning:
        message = f"{len(seen)} abbreviations: {', '.join(seen)}; the limit is"
        severity = worse_if(len(seen) > case.limits.abbreviations)
        limit = case.limits.abbreviations_warning
        yield MANY.broken(page.file, 0, f"{message} {limit:g}.", severity)


def _in_term(block: Block, found: re.Match[str]) -> bool:
    return any(use.start <= found.start() < use.end for use in block.uses)


def _is_expanded(text: str, found: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether the meaning of an abbreviation stands beside it: a heuristic that says yes."""
    before = text[max(0, found.start() - _NEAR) : found.start()]
    after = text[found.end() : found.end() + _NEAR]
    if before.rstrip().endswith(("(", "[")) or after.lstrip().startswith(("(", "[", ",", ":", "=")):
        return True
    return bool(lexicon.helps.search(before[-40:]) or lexicon.helps.search(after[:40]))


def _hard_words(proof: Proof, page: Page, lexicon: Lexicon) -> Found:
    known = (proof.edition.words or frozenset()) | lexicon.not_medical
    seen: set[str] = set()
    for block in page.shown:
        if block.kind in ("code", "title"):
            continue
        for found in _WORD.finditer(block.text):
            low = found[0].casefold()
            if low in seen or low in known or not lexicon.medical.fullmatch(low):
                continue
            is_name = found[0][0].isupper() and found.start() > 0
            if is_name or proof.linker.find(found[0]) or _in_term(block, found):
                continue
            seen.add(low)
            message = f"“{found[0]}” is not in the glossary."
            yield HARD.broken(page.file, block.line, message)


def _key_terms(proof: Proof, page: Page, lexicon: Lexicon) -> Found:
    seen = set()
    for at, sentence in enumerate(page.sentences):
        for use in sentence.block.uses:
            inside = sentence.start <= use.start < sentence.start + len(sentence.text)
            if not inside or use.term in seen:
                continue
            seen.add(use.term)
            if not proof.edition.terms[use.term].key:
                continue
            following = page.sentences[at + 1].text if at + 1 < len(page.sentences) else ""
            if not lexicon.helps.search(f"{sentence.text} {following}"):
                words = sentence.block.text[use.start : use.end]
                message = f"“{words}” is not explained: “{start_of(sentence.text)}”"
                yield UNEXPLAINED.broken(page.file, sentence.line, message)
