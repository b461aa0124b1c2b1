"""Languages beside the default one: nothing missing, no number changed, the same boxes."""

import re
from collections.abc import Sequence

from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import Lexicon
from immuno_reader.publishing.checking.manuscript import GLOSSARY, Proof
from immuno_reader.publishing.checking.page import Page
from immuno_reader.publishing.checking.rule import Found, Rule
from immuno_reader.publishing.manifest import SUMMARY

SECTION = Rule(
    "translation-section-missing",
    "info",
    "Every section is there in every language.",
    "What is missing is shown in the default language, which its reader may not know.",
    "Translate it.",
)
TERM = Rule(
    "translation-term-missing",
    "info",
    "Every term is there in every language.",
    "See translation-section-missing.",
    "Translate it.",
)
EXTRA = Rule(
    "translation-only",
    "warning",
    "A section or term of a language is there in the default language, too.",
    "Ids are the same in every language, so a bookmark and a link lead to the same page.",
    "Mend its id, or add it to the default language.",
)
NUMBERS = Rule(
    "translation-numbers",
    "error",
    "A translated section has the numbers of the original.",
    "A wrong number hurts; decimal marks and separators of thousands do not count.",
    "Compare the two at the numbers that the message gives.",
    may_be_silenced=False,
)
COUNTS = Rule(
    "translation-counts",
    "error",
    "A translated section has as many boxes, footnotes, pictures and tables as the original.",
    "What is left out is most often a warning or its source.",
    "Add what is missing.",
)
OLD = Rule(
    "translation-old",
    "warning",
    "A translation was checked no earlier than its original.",
    "A change of the original since then is not in it.",
    "Compare the two, and set the date.",
)

RULES = (SECTION, TERM, EXTRA, NUMBERS, COUNTS, OLD)

_NUMBER = re.compile(r"(?<![\w])\d+(?:[.,\u00a0\u202f ]?\d{3}(?!\d))*(?:[.,]\d+)?")
_LONGEST_LIST = 8


def check(case: Case) -> Found:
    """Yield what differs between languages."""
    original = case.manuscript.default
    for proof in case.manuscript.translations:
        yield from _missing(original, proof)
        for page in proof.pages:
            first = original.page(page.source.id)
            if first is not None:
                yield from _differences(first, page, original.lexicon, proof.lexicon)


def _missing(original: Proof, proof: Proof) -> Found:
    folder = proof.edition.folder
    for rule, mine, others, file in (
        (SECTION, proof.edition.sections, original.edition.sections, folder / SUMMARY),
        (TERM, proof.edition.terms, original.edition.terms, folder / GLOSSARY),
    ):
        what = "sections" if rule is SECTION else "terms"
        if lacking := [id for id in others if id not in mine]:
            message = f"{len(lacking)} of {len(others)} {what} are missing: {_listed(lacking)}."
            yield rule.broken(file, 0, message)
        if extra := [id for id in mine if id not in others]:
            message = f"{len(extra)} {what} are not in the default language: {_listed(extra)}."
            yield EXTRA.broken(file, 0, message)


def _differences(
    original: Page, page: Page, first: Lexicon | None, lexicon: Lexicon | None
) -> Found:
    theirs, ours = numbers_in(original), numbers_in(page)
    lost = [number for number in sorted(theirs - ours) if not _in_words(number, page, lexicon)]
    added = [number for number in sorted(ours - theirs) if not _in_words(number, original, first)]
    if lost or added:
        parts = [f"missing {_listed(lost)}"] if lost else []
        parts += [f"not in the original {_listed(added)}"] if added else []
        yield NUMBERS.broken(page.file, 0, f"Numbers: {'; '.join(parts)}.")
    for what, count in _counts(original).items():
        other = _counts(page)[what]
        if other != count:
            message = f"{other} {what}, and {count} in the original."
            yield COUNTS.broken(page.file, 0, message)
    if page.source.checked and page.source.checked < original.source.checked:
        message = (
            f"It was checked on {page.source.checked}, the original on {original.source.checked}."
        )
        yield OLD.broken(page.file, page.line_of("checked"), message)


def numbers_in(page: Page) -> set[str]:
    """Return the numbers of a page, written without marks: 1,200 and 1.200 are one."""
    return {_plain(found[0]) for block in page.blocks for found in _NUMBER.finditer(block.text)}


def _plain(number: str) -> str:
    """Return a number with a full stop for its decimal mark and no marks of thousands."""
    number = re.sub(r"[\u00a0\u202f ]", "", number)
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", number):
        return re.sub(r"[.,]", "", number)
    whole, mark, part = re.sub(r"[.,](?=\d*[.,])", "", number).replace(",", ".").partition(".")
    return f"{int(whole)}{mark}{part}" if part else str(int(whole))


def _in_words(number: str, page: Page, lexicon: Lexicon | None) -> bool:
    """Tell whether a page has a small number as a word."""
    if lexicon is None or not number.isdigit() or not 0 < int(number) <= len(lexicon.numerals):
        return False
    word = re.compile(rf"\b(?:{lexicon.numerals[int(number) - 1]})\b", re.IGNORECASE)
    return any(word.search(block.text) for block in page.blocks)


def _counts(page: Page) -> dict[str, int]:
    blocks = page.blocks
    return {
        "boxes": len({block.callout.number for block in blocks if block.callout}),
        "footnotes": len({note for block in blocks for note in block.notes}),
        "pictures": sum(len(block.pictures) for block in blocks),
        "tables": len({block.list_number for block in blocks if block.kind == "cell"}),
    }


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _LONGEST_LIST} more" if len(names) > _LONGEST_LIST else ""
    return ", ".join(names[:_LONGEST_LIST]) + more
