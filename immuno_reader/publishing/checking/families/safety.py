"""What keeps a reader from harm: when to call, and nothing that is wrong in another clinic."""

import re
from collections.abc import Iterator

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import Proof
from immuno_reader.publishing.checking.page import Block, Page, words_of
from immuno_reader.publishing.checking.rule import Found, Rule, start_of
from immuno_reader.publishing.checking.syllables import counter_for

MISSING = Rule(
    "urgent-callout-missing",
    "error",
    "A page about side effects has a box that says when to get help.",
    "It is the reason why the book exists: whoever reads about a sign must learn when to call.",
    'Add `!!! danger "Get help now"` with the signs, what to do, whom to call and how soon.',
    may_be_silenced=False,
)
WEAK = Rule(
    "urgent-callout-weak",
    "error",
    "A box “Get help now” lists two signs or more, and says what to do, whom to call and how soon.",
    "It must work in panic (PEMAT items 20 to 22): a first sentence of at most 10 words, none above"
    " 15, and no long word that the glossary does not explain.",
    "Begin with the verb: “Go to an emergency department, or call for help”; or use a shorter "
    "word.",
    may_be_silenced=False,
)
LATE = Rule(
    "urgent-callout-late",
    "warning",
    "The box comes within 200 words of the first sign that a page about side effects names.",
    "Who has the sign stops reading there.",
    "Move the box up.",
    may_be_silenced=False,
)
PHONE = Rule(
    "phone-number",
    "error",
    "No telephone number stands in the text.",
    "It is wrong in another clinic or another country.",
    "Write “your team's number”; the clinic's own settings hold it.",
    may_be_silenced=False,
)
RED_FLAG = Rule(
    "red-flag-loose",
    "warning",
    "A sign that needs help at once stands in a box, or on a page that leads to when to call.",
    "Trouble breathing, chest pain, confusion, fainting, yellow skin and the like (the list awaits "
    "a clinician).",
    "Link the page to the section on when to call.",
)
ONE_SIDED = Rule(
    "benefit-without-risk",
    "warning",
    "A page of `kind: treatment` speaks of benefit and of risk.",
    "Only 7 of 37 websites weigh both (Ruiz 2022, PLoS One 17:e0275676).",
    "Add the other half, with its number and source.",
)
ONE_SCALE = Rule(
    "temperature-one-scale",
    "error",
    "A temperature is given in °C and °F.",
    "A reader with the other thermometer must not do sums (CDC index item 17).",
    "Write “38 °C (100.4 °F)”.",
)
DOSE = Rule(
    "dose-in-text",
    "warning",
    "No dose of a medicine stands in the text.",
    "A dose is for one person; in a book it will be taken by another.",
    "Say who sets the dose.",
)

RULES = (MISSING, WEAK, LATE, PHONE, RED_FLAG, ONE_SIDED, ONE_SCALE, DOSE)

_EMERGENCY = r"(?<![\w.,/-])(?:911|999|112|111|061)(?![\w%/-]|[.,]\d| (?:in|of|de cada|per)\b)"
_COUNTED = r"(?! (?:people|cases|patients|persons|women|men|children|adults|personas|casos))"
_GROUPS = r"(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,5}\)[ .-]?)?\d{3,4}[ .-]\d{3,4}[ .-]\d{3,4}(?![\w%-])"
_PHONE = re.compile(rf"{_EMERGENCY}{_COUNTED}|(?<![\w.,/-]){_GROUPS}|\b1[- ]?800[- ][\w-]{{7,9}}")
_WORD = re.compile(r"\w(?:[^\s.,;:!?()\"“”«»]*\w)?")
_TEMPERATURE = re.compile(r"\d ?°\s?([CF])\b")
_DOSE = re.compile(
    r"\b\d[\d.,]* ?(?:mg|mcg|\u00b5g|micrograms?|milligrams?|microgramos?|miligramos?|IU|UI)\b"
    r"(?!/(?:dl|l)\b)",
    re.IGNORECASE,
)


def check(case: Case) -> Found:
    """Yield what could do a reader harm."""
    for proof, page, lexicon in case.worded:
        yield from _urgent(proof, page, lexicon, case)
        yield from _red_flags(page, lexicon)
        text = "\n".join(block.text for block in page.shown)
        if page.kind == "treatment":
            has_benefit, has_risk = lexicon.benefit.search(text), lexicon.risk.search(text)
            if bool(has_benefit) != bool(has_risk):
                lack = "a risk" if has_benefit else "a benefit"
                yield ONE_SIDED.broken(page.file, 0, f"This page names no word of {lack}.")
    for _, page in case.pages:
        yield from _anywhere(page)


def _urgent(proof: Proof, page: Page, lexicon: Lexicon, case: Case) -> Found:
    boxes = page.callouts("danger")
    reason = _about_side_effects(proof, page, lexicon)
    if reason and not boxes:
        message = f"{reason}, and no box says when to get help."
        yield MISSING.broken(page.file, page.line_of("kind"), message)
    for blocks in boxes.values():
        for fault in (
            *_faults(page, blocks, lexicon, case),
            *_long_words(proof, blocks, lexicon, case),
        ):
            yield WEAK.broken(page.file, blocks[0].line, f"The box “Get help now” {fault}.")
    if page.kind == "side-effect" and boxes:
        yield from _late(page, lexicon, case)


def _about_side_effects(proof: Proof, page: Page, lexicon: Lexicon) -> str:
    """Return why a page counts as one on side effects; empty if it does not."""
    if page.kind == "side-effect":
        return "The page is of the kind side-effect"
    if page.kind in ("explain", "action"):
        return ""
    for heading in page.headings:
        if lexicon.side_effect.search(heading.text):
            return f"The heading “{heading.text}” is about side effects"
    tagged = {
        use.term
        for block in page.blocks
        for use in block.uses
        if proof.edition.terms[use.term].tag == "side-effect"
    }
    return f"The page names {len(tagged)} side effects" if len(tagged) > 1 else ""


def _faults(page: Page, blocks: list[Block], lexicon: Lexicon, case: Case) -> list[str]:
    text = "\n".join(block.text for block in blocks if block.kind != "title")
    items = [block for block in blocks if block.kind == "item"]
    listed = len(items) + sum(block.text.count(",") for block in blocks if block.is_prose)
    found = [
        fault
        for is_fine, fault in (
            (listed >= 2, "lists fewer than two signs"),
            (lexicon.act.search(text), "does not say what to do: call, go, tell"),
            (lexicon.whom.search(text), "does not say whom to call or where to go"),
            (lexicon.when.search(text), "does not say how soon"),
        )
        if not is_fine
    ]
    sentences = [one for block in blocks for one in page.sentences_of(block)]
    first = len(sentences[0].words) if sentences else 0
    if first > case.limits_in(page.language).urgent_first_sentence:
        limit = case.limits_in(page.language).urgent_first_sentence
        found.append(f"begins with a sentence of {first} words; the limit is {limit:g}")
    longest = max((len(one.words) for one in sentences), default=0)
    if longest > case.limits_in(page.language).urgent_sentence:
        limit = case.limits_in(page.language).urgent_sentence
        found.append(f"has a sentence of {longest} words; the limit is {limit:g}")
    return found


def _long_words(proof: Proof, blocks: list[Block], lexicon: Lexicon, case: Case) -> Iterator[str]:
    """Yield the words that take too long to read; how long, depends on the language."""
    if proof.language not in case.figures:
        return
    limit = round(case.limits.urgent_syllables * lexicon.syllables)
    syllables = counter_for(proof.language, proof.edition.terms.values())
    for block in blocks:
        spared = [(use.start, use.end) for use in block.uses]
        for needed in (lexicon.whom, lexicon.when):
            spared += [found.span() for found in needed.finditer(block.text)]
        for found in _WORD.finditer(block.text):
            word = found[0]
            if any(start < found.end() and found.start() < end for start, end in spared):
                continue
            if syllables(word) >= limit and not proof.linker.find(word):
                yield f"has the long word “{word}”"


def _late(page: Page, lexicon: Lexicon, case: Case) -> Found:
    words, first_sign = 0, None
    for block in page.shown:
        if block.callout and block.callout.kind == "danger":
            if (
                first_sign is not None
                and words - first_sign > case.limits_in(page.language).urgent_after_words
            ):
                message = f"The box comes {words - first_sign} words after the first sign."
                yield LATE.broken(page.file, block.line, message)
            return
        if first_sign is None and any(flag.search(block.text) for flag in lexicon.red_flags):
            first_sign = words
        words += len(words_of(block.text))


def _red_flags(page: Page, lexicon: Lexicon) -> Found:
    leads_on = any(
        "side-effect" in link.target or "when-to-call" in link.target or "call" in link.target
        for block in page.blocks
        for link in block.links
    )
    if leads_on or page.callouts("danger"):
        return
    for block in page.prose:
        if block.callout:
            continue
        for flag in lexicon.red_flags:
            if found := flag.search(block.text):
                message = f"“{found[0]}” in “{start_of(block.text)}”, and nothing says when to call"
                yield RED_FLAG.broken(page.file, block.line, f"{message}.")
                return


def _anywhere(page: Page) -> Found:
    scales = set[str]()
    for block in page.shown:
        for found in _PHONE.finditer(block.text):
            yield PHONE.broken(page.file, block.line, f"“{found[0]}” looks like a phone number.")
        here = set(_TEMPERATURE.findall(block.text))
        if len(here) == 1:
            yield ONE_SCALE.broken(
                page.file, block.line, f"Only °{here.pop()} in “{start_of(block.text)}”"
            )
        scales |= here
        for found in _DOSE.finditer(block.text):
            yield DOSE.broken(page.file, block.line, f"“{found[0]}” in “{start_of(block.text)}”")
