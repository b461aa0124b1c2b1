"""Numbers and chances: as whole people, with their base and their source."""

import re

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.page import Block, Page
from immuno_reader.publishing.checking.rule import Found, Rule, is_question, start_of

FREQUENCY = Rule(
    "number-frequency-word",
    "error",
    "A number stands beside “common”, “rare” or “likely” where it is about an effect or a result, "
    "in a table always.",
    "Ten trials: the bare word makes people guess 3 to 54 points too high (PMC4153005).",
    "Write “6 in 100 people”, and leave the word out.",
)
ONE_IN = Rule(
    "number-one-in",
    "warning",
    "A chance is given in 100, or 1,000, never as “1 in 8”.",
    "Changing denominators misled most in a trial of 2,944 adults (BMC Med Inform 2013;13:S7).",
    "Write “about 12 in 100”.",
)
DENOMINATORS = Rule(
    "number-denominators",
    "warning",
    "All chances of a page are of the same number of people.",
    "“2 in 100” and “5 in 1,000” are compared wrongly (see number-one-in).",
    "Use 100; below 1 in 100 write “fewer than 1 in 100”.",
)
RELATIVE = Rule(
    "number-relative-alone",
    "error",
    "“Twice as likely” or “30 % lower” stands beside the absolute numbers.",
    "Relative figures alone shifted the choices of 2,978 people (Fagerlin 2011).",
    "Write from how many in 100 to how many.",
    may_be_silenced=False,
)
UNSOURCED = Rule(
    "number-unsourced",
    "error",
    "A result or a risk in numbers has a footnote in its paragraph.",
    "Attribution is one of JAMA's four benchmarks.",
    "Add `[^key]` behind it, and the note with source, group and year.",
    may_be_silenced=False,
)
DECIMAL = Rule(
    "number-decimal",
    "warning",
    "A chance is in whole people.",
    "Clear numbers are an item that is often failed (PEMAT item 6).",
    "Round it, and write “about”.",
)
MANY = Rule(
    "numbers-many",
    "warning",
    "A sentence has at most three numbers, a paragraph six.",
    "PEMAT item 6.",
    "Make a table, or leave some out.",
)

RULES = (FREQUENCY, ONE_IN, DENOMINATORS, RELATIVE, UNSOURCED, DECIMAL, MANY)

_NUMBER = re.compile(r"(?<![\w-])\d[\d.,]*(?![\w-])")
_DATE = re.compile(r"\b(?:\d{1,2} (?:de )?[^\W\d]+ (?:de )?)?(?:19|20)\d\d\b")
_TEMPERATURE = re.compile(r"\d[\d.,]*(?:\s*(?:to|a|and|o|or|-|\u2013)\s*\d[\d.,]*)? ?°\s?[CF]")


def check(case: Case) -> Found:
    """Yield where numbers mislead or have nothing to stand on."""
    for _, page, lexicon in case.worded:
        yield from _frequencies(page, lexicon)
        yield from _chances(page, lexicon)
        for block in page.shown:
            if block.kind in ("paragraph", "item", "cell", "definition"):
                yield from _block(page, block, lexicon)
                if block.kind != "cell":
                    yield from _many(page, block, case)


def _frequencies(page: Page, lexicon: Lexicon) -> Found:
    for at, sentence in enumerate(page.sentences):
        found = lexicon.frequency.search(sentence.text)
        if not found or is_question(sentence.text):
            continue
        if not lexicon.outcome.search(sentence.text):
            continue
        near = page.sentences[max(0, at - 1) : at + 2]
        if not any(lexicon.risk_number.search(one.text) for one in near):
            message = f"“{found[0]}” without a number: “{start_of(sentence.text)}”"
            yield FREQUENCY.broken(page.file, sentence.line, message, "warning")
    yield from _frequencies_in_tables(page, lexicon)


def _frequencies_in_tables(page: Page, lexicon: Lexicon) -> Found:
    for cells in page.tables.values():
        for cell in cells:
            found = lexicon.frequency.search(cell.text)
            if not found or cell.is_header:
                continue
            row = " ".join(other.text for other in cells if other.row == cell.row)
            column = " ".join(
                other.text for other in cells if other.is_header and other.column == cell.column
            )
            is_of_effect = lexicon.outcome.search(f"{row} {column}")
            if is_of_effect and not lexicon.risk_number.search(row):
                message = f"“{found[0]}” without a number in the row “{start_of(row)}”"
                yield FREQUENCY.broken(page.file, cell.line, message)


def _chances(page: Page, lexicon: Lexicon) -> Found:
    bases: dict[str, Block] = {}
    for block in page.shown:
        for found in lexicon.out_of.finditer(block.text):
            base = re.sub(r"[.,]", "", found[2])
            part = re.sub(r"[.,]", "", found[1])
            if int(base or 0) >= 10 and int(part or 0) <= int(base) and int(base) % 10 == 0:
                bases.setdefault(base, block)
    if len(bases) > 1:
        block = list(bases.values())[1]
        message = f"Chances in {' and in '.join(bases)} on one page."
        yield DENOMINATORS.broken(page.file, block.line, message)


def _block(page: Page, block: Block, lexicon: Lexicon) -> Found:
    text = block.text
    for found in lexicon.one_in.finditer(text):
        yield ONE_IN.broken(page.file, block.line, f"“{found[0]}”: say how many in 100.")
    risk = lexicon.risk_number.search(text)
    relative = lexicon.relative.search(text)
    if relative:
        rest = text[: relative.start()] + text[relative.end() :]
        if not lexicon.risk_number.search(rest):
            message = f"“{relative[0]}” without the numbers: “{start_of(text)}”"
            yield RELATIVE.broken(page.file, block.line, message)
    if risk:
        if re.match(r"\d+[.,]\d{1,2}(?!\d)", risk[0]):
            yield DECIMAL.broken(page.file, block.line, f"“{risk[0]}” is not whole people.")
        if not _has_note(page, block) and not _is_told(page, block, risk, lexicon):
            message = f"“{risk[0]}” has no footnote: “{start_of(text)}”"
            yield UNSOURCED.broken(page.file, block.line, message)


def _has_note(page: Page, block: Block) -> bool:
    """Tell whether a block has a footnote; one in the lead-in or the last item serves a list."""
    if block.notes:
        return True
    at = next(at for at, other in enumerate(page.blocks) if other is block)
    if block.kind in ("item", "cell"):
        same = [other for other in page.blocks if other.list_number == block.list_number]
        first = next(at for at, other in enumerate(page.blocks) if other is same[0])
        around = [*same, *page.blocks[max(0, first - 1) : first]]
        after = page.blocks.index(same[-1]) + 1
        around += page.blocks[after : after + 1]
        return any(other.notes for other in around)
    following = page.blocks[at + 1] if at + 1 < len(page.blocks) else None
    if block.text.rstrip().endswith(":") and following:
        same = [other for other in page.blocks if other.list_number == following.list_number]
        return any(other.notes for other in same)
    return False


def _is_told(page: Page, block: Block, number: re.Match[str], lexicon: Lexicon) -> bool:
    """Tell whether a number is an example in quotation marks, or has its footnote elsewhere.

    The others of a hundred (43 lived, so 57 did not) have that of the first.
    """
    if number.start() and block.text[number.start() - 1] in '“"«':
        return True
    parts = lexicon.out_of.fullmatch(number[0])
    wanted = {number[0]}
    if parts and parts[1].isdigit() and parts[2].isdigit():
        others = str(int(parts[2]) - int(parts[1]))
        wanted.add(number[0].replace(parts[1], others, 1))
    noted = (other.text for other in page.shown if _has_note(page, other))
    return any(re.search(rf"(?<!\d){re.escape(one)}", text) for text in noted for one in wanted)


def _many(page: Page, block: Block, case: Case) -> Found:
    sentences = page.sentences_of(block)
    counts = [_count(one.text) for one in sentences]
    for sentence, count in zip(sentences, counts, strict=True):
        if count > case.limits.numbers_sentence:
            message = f"{count} numbers: “{start_of(sentence.text)}”"
            yield MANY.broken(page.file, sentence.line, message)
    if sum(counts) > case.limits.numbers_paragraph:
        message = f"{sum(counts)} numbers in one paragraph: “{start_of(block.text)}”"
        yield MANY.broken(page.file, block.line, message)


def _count(text: str) -> int:
    """Return how many numbers a reader must weigh: a date is one, as is a base of 100."""
    text = _DATE.sub(" ", _TEMPERATURE.sub(" 1 ", text))
    text = re.sub(r"(\d[\d.,]*) (?:in|out of|de cada|por cada) \d[\d.,]*", r"\1", text)
    return len(_NUMBER.findall(text))
