"""Hard words and abbreviations in a text: each explained, each expanded, not too many at once."""

import re
from collections.abc import Iterator

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Block, Page, capitals_in
from immuno_reader.publishing.checking.rule import Found, Rule, start_of, told, worse_if

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
    "error",
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
    "warning",
    "A page has at most sixteen glossary terms in a hundred words.",
    "More than that, and a page is all hard words and dotted lines.",
    "Keep to the everyday word after first use.",
)

RULES = (UNKNOWN, UNEXPANDED, MANY, HARD, UNEXPLAINED, DENSE)

_ABBREVIATION = re.compile(
    r"(?<![\w-])(?:[A-Z]{2,}[a-z]?[0-9]*|[A-Z]+[0-9]+|[a-z]{1,2}[A-Z]{2,}|[A-Z][a-z]?[A-Z]+)"
    r"(?:-[A-Z]{0,3}[0-9]+)?(?:s|-T)?(?![\w])"
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_APPOSED = re.compile(
    r"\b(?:an?|the|this|these|una?|el|la|los|las|est[aeo]s?) [^\W\d_]{3,}(?: [^\W\d_]+)? "
    r"(?:[A-Z][\w-]* (?:and|or|y|e|o) )?$",
    re.IGNORECASE,
)
"""What makes a name of what follows, as in "the protein HER2" or "the brakes PD-1 and LAG-3"."""
_ROMAN = re.compile(r"[IVX]{2,}")


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
                figure = told(density, case.limits.terms_per_100)
                message = f"{figure} terms in a hundred words; the limit is"
                yield DENSE.broken(
                    page.file,
                    0,
                    f"{message} {case.limits.terms_per_100:g}.",
                    measured=(density, case.limits.terms_per_100),
                )


def abbreviations_in(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    """Yield the abbreviations of a text but those that everybody knows."""
    shouted = list(capitals_in(text))
    for found in _ABBREVIATION.finditer(text):
        if any(start <= found.start() < end for start, end in shouted):
            continue
        plain = found[0].removesuffix("s")
        if plain in lexicon.free_abbreviations or _ROMAN.fullmatch(plain):
            continue
        if sum(map(str.isupper, plain)) > 5 and plain.isalpha():
            continue  # a word in capitals, such as a heading
        yield found


def _abbreviations(proof: Proof, page: Page, lexicon: Lexicon, case: Case) -> Found:
    uses: dict[str, list[tuple[Block, re.Match[str]]]] = {}
    for block in page.shown:
        if block.kind not in ("code", "title"):
            for found in abbreviations_in(block.text, lexicon):
                uses.setdefault(_name(found), []).append((block, found))
    for name, places in uses.items():
        block, found = places[0]
        if not proof.linker.find(name) and not _term_end(block, found):
            yield UNKNOWN.broken(page.file, block.line, f"“{name}” is not in the glossary.")
        # A heading or a table names what the text explains.
        told = [place for place in places if place[0].kind not in ("heading", "cell")]
        block, found = told[0] if told else places[0]
        if not _is_expanded(page, block, found, lexicon):
            message = f"“{name}” is not explained: “{start_of(block.text)}”"
            yield UNEXPANDED.broken(page.file, block.line, message)
    if len(uses) > case.limits.abbreviations_warning:
        limit = case.limits.abbreviations_warning
        message = f"{len(uses)} abbreviations: {', '.join(uses)}; the limit is {limit:g}."
        severity = worse_if(len(uses) > case.limits.abbreviations)
        yield MANY.broken(page.file, 0, message, severity, measured=(len(uses), limit))


def _name(found: re.Match[str]) -> str:
    """Return an abbreviation without what is hung on it: CAR-T cells have the CAR."""
    return found[0].removesuffix("s").removesuffix("-T")


def _term_end(block: Block, found: re.Match[str]) -> int:
    """Return where the term ends that an abbreviation is in; 0 if it is in none."""
    return next((use.end for use in block.uses if use.start <= found.start() < use.end), 0)


def _is_expanded(page: Page, block: Block, found: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether an abbreviation is explained in its sentence or beside it.

    A heuristic that rather says yes: brackets, a colon, a comma behind it, "is a" or "called".
    """
    end = max(found.end(), _term_end(block, found))
    is_apposed = _APPOSED.search(block.text[: found.start()])
    if is_apposed or block.text[end : end + 2].lstrip().startswith((",", ":", "=")):
        return True
    sentences = page.sentences_of(block)
    at = max((at for at, one in enumerate(sentences) if one.start <= found.start()), default=0)
    near = " ".join(one.text for one in sentences[max(0, at - 1) : at + 2]) or block.text
    return bool(lexicon.helps.search(near))


def _hard_words(proof: Proof, page: Page, lexicon: Lexicon) -> Found:
    known = (proof.edition.words or frozenset()) | lexicon.not_medical | proof.words_named
    seen: set[str] = set()
    for block in page.shown:
        if block.kind in ("code", "title"):
            continue
        for found in _WORD.finditer(block.text):
            low = found[0].casefold()
            if low in seen or low in known or not lexicon.medical.fullmatch(low):
                continue
            is_name = found[0][0].isupper() and found.start() > 0
            if is_name or proof.linker.find(found[0]) or _term_end(block, found):
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
