"""Trust and dates: who says so, from which sources, checked when, reviewed by whom."""

import re
from collections.abc import Collection
from datetime import date

from immuno_reader.library.book import Source
from immuno_reader.publishing.checking.case import Case
from immuno_reader.publishing.checking.lexicon import listed
from immuno_reader.publishing.checking.page import Page
from immuno_reader.publishing.checking.rule import Found, Rule, start_of, told, worse_if
from immuno_reader.publishing.manifest import MANIFEST
from immuno_reader.publishing.source import Severity
from immuno_reader.publishing.source_list import SOURCES


def _rule(id: str, severity: Severity, asks: str, why: str, mend: str) -> Rule:
    """Return a rule of this family, none of which may be silenced."""
    return Rule(id, severity, asks, why, mend, may_be_silenced=False)


PUBLISHER = _rule(
    "publisher-missing",
    "error",
    "A pack says who publishes it.",
    "Authorship is one of JAMA's four benchmarks (Silberg 1997).",
    "Add `publisher:` to pack.yaml.",
)
FUNDING = _rule(
    "funding-missing",
    "error",
    "A pack says who paid for it.",
    "Disclosure is one of JAMA's four benchmarks (Silberg 1997).",
    "Add `funding:` to pack.yaml; “None” is an answer.",
)
REVIEW = _rule(
    "clinical-review-incomplete",
    "error",
    "A clinical review that is claimed has a name, a role and a date.",
    "Nothing is invented: until somebody real has signed, the field is empty and the page says so.",
    "Write “Name, role, clinic, 2026-11-24”, or leave it empty.",
)
UNCHECKED = _rule(
    "checked-missing",
    "error",
    "A section says when it was last checked against its sources.",
    "Currency is one of JAMA's four benchmarks (Silberg 1997).",
    "Add `checked: 2026-11-24` after checking.",
)
FUTURE = _rule(
    "checked-future",
    "error",
    "A section was not checked in the future.",
    "See checked-missing.",
    "Write the day on which it was done.",
)
OLD = _rule(
    "checked-old",
    "error",
    "A section was checked within the last 12 months, and never more than 24 ago.",
    "Pages are a median of 24 months old (Cancers 2021;13:4508); approvals here move faster.",
    "Check it against its sources, and change the date.",
)
OVERDUE = _rule(
    "due-past",
    "warning",
    "A section is checked again by the day that it names.",
    "See checked-old.",
    "Check it against its sources, and set both dates.",
)
UNSOURCED = _rule(
    "sources-missing",
    "error",
    "A section names its sources.",
    "Attribution is one of JAMA's four benchmarks; 11 % of pages on CAR T cite primary sources.",
    "Add `sources: [KEY]`, with the record in sources.yaml.",
)
BROKEN = _rule(
    "source-incomplete",
    "error",
    "A source has a publisher, a title, a date (or “undated”), and when it was read.",
    "Without them nobody can find it again.",
    "Fill in the fields.",
)
SEEN = _rule(
    "source-seen",
    "error",
    "A source was read on a day that there was: a date, or a year and month, not in the future.",
    "See source-incomplete.",
    "Write it as 2026-11 or 2026-11-24.",
)
SOURCE_OLD = _rule(
    "source-old",
    "warning",
    "A source is at most five years old, or its record says in `stands` why it is still good.",
    "PIF TICK criterion 4 asks for current evidence; a trial's own report does not go out of date.",
    "Look for a newer one, or add `stands:` with the reason to its record in sources.yaml.",
)
SOURCE_UNUSED = _rule(
    "source-unused",
    "warning",
    "Every source of sources.yaml is named somewhere.",
    "What nobody cites, nobody checks.",
    "Name it, or take it out.",
)
NOTE = _rule(
    "note-unlisted",
    "error",
    "What a footnote cites is among the sources of its page (looked at in the default language).",
    "PIF TICK criterion 4: a reader must find the record of every source that is cited.",
    "Name publisher and year in the footnote, and the source's key in `sources` of the page.",
)
MARK = _rule(
    "mark-claimed",
    "error",
    "No mark of quality is claimed.",
    "HONcode ended in 2022, and PIF TICK is awarded to organisations; neither is ours to claim.",
    "Take the claim out.",
)

RULES = (
    PUBLISHER, FUNDING, REVIEW, UNCHECKED, FUTURE, OLD, OVERDUE, UNSOURCED, BROKEN, SEEN,
    SOURCE_OLD, SOURCE_UNUSED, NOTE, MARK,
)  # fmt: skip

_DATE = re.compile(r"\b(?:19|20)\d\d-\d\d(?:-\d\d)?\b")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_MARK = re.compile(r"\bHONcode\b|\bHON (?:code|certified)\b|\bPIF TICK\b", re.IGNORECASE)
_DAYS_A_MONTH = 30.44
_KEY = re.compile(r"[\w-]+")
_ADDRESS = re.compile(r"https?://|\bwww\.|\bdoi\b|\b10\.\d{4,}/", re.IGNORECASE)
_CITING = re.compile(
    rf"{_YEAR.pattern}|(?i:{_ADDRESS.pattern}|\bPMC\d+)|\b[A-Z]{{2,}}-[A-Z]{{2,}}[\w-]*"
)
"""A year, an address, or what looks like the key of a source, such as ACS-ICI."""
_NAMING = re.compile(r"pmc\d+|(?:19|20)\d\d|[^\W\d_]{4,}")
_NAMES_NOTHING = listed(
    "about after figures from more other others page people reports review seen study table text "
    "texts than that them their these this trial trials were with"
)
_SHARED_WORDS = 2
"""Words by which a footnote names a source: an author and a year, two words of a publisher."""


def check(case: Case) -> Found:
    """Yield what a reader could not trust."""
    source = case.manuscript.source
    manifest = source.folder / MANIFEST
    if not source.pack.publisher:
        yield PUBLISHER.broken(manifest, 0, "The pack does not say who publishes it.")
    if not source.funding:
        yield FUNDING.broken(manifest, 0, "The pack does not say who paid for it.")
    for _, page in case.pages:
        if page.source.lines:  # a section without any front matter is found as such
            yield from _dates(page, case)
            yield from _review(page)
            yield from _sources(page)
            if page.language == case.manuscript.default.language:
                yield from _notes(page, case.manuscript.source.sources)
        for block in page.shown:
            if found := _MARK.search(block.text):
                yield MARK.broken(page.file, block.line, f"“{found[0]}” is not ours to claim.")
    yield from _records(case)


def _sources(page: Page) -> Found:
    if not page.source.sources:
        known = " that is known" if "sources" in page.source.lines else ""
        message = f"This section names no source{known}."
        yield UNSOURCED.broken(page.file, page.line_of("sources"), message)


def _dates(page: Page, case: Case) -> Found:
    checked, due = page.source.checked, page.source.due
    line = page.line_of("checked")
    if not checked:
        yield UNCHECKED.broken(page.file, line, "This section does not say when it was checked.")
        return
    day = date.fromisoformat(checked)
    if day > case.today:
        yield FUTURE.broken(page.file, line, f"It was checked on {checked}, which is yet to come.")
    months = (case.today - day).days / _DAYS_A_MONTH
    if months > case.limits.months_warning + 0.1:
        ago = told(months, case.limits.months_warning)
        message = f"It was checked on {checked}, {ago} months ago; the limit is"
        severity = worse_if(months > case.limits.months + 0.1)
        yield OLD.broken(
            page.file,
            line,
            f"{message} {case.limits.months_warning:g}.",
            severity,
            measured=(months, case.limits.months_warning),
        )
    if due and date.fromisoformat(due) < case.today:
        message = f"It was due to be checked again on {due}."
        yield OVERDUE.broken(page.file, page.line_of("due"), message)


def _review(page: Page) -> Found:
    review = page.source.clinical_review
    if not review:
        return
    others = [part.strip() for part in _DATE.sub("", review).split(",")]
    has_names = len([part for part in others if re.search(r"[^\W\d]{2}", part)]) >= 2
    missing = []
    if not has_names:
        missing.append("a name and a role")
    if not _DATE.search(review):
        missing.append("a date")
    if missing:
        message = f"“{review[:60]}” lacks {' and '.join(missing)}."
        yield REVIEW.broken(page.file, page.line_of("clinical_review"), message)


def _records(case: Case) -> Found:
    source = case.manuscript.source
    records = source.sources
    file = source.folder / SOURCES
    for record in records.values():
        for rule, message in _faults(record, case):
            yield rule.broken(file, 0, f"{record.key}: {message}")
    for key, record in records.items():
        if _is_old(record, case) and key not in source.standing:
            message = f"{key} is of {record.date}; the limit is {case.limits.source_years:g} years."
            yield SOURCE_OLD.broken(file, 0, message)
    used: set[str] = set()
    for proof in case.proofs:
        for term in proof.edition.terms.values():
            used.update(term.sources)
        for page in proof.pages:
            for record in page.source.sources:
                used.add(record.key)
                if records.get(record.key) != record:
                    for rule, message in _faults(record, case):
                        line = page.line_of("sources")
                        yield rule.broken(page.file, line, f"{record.key}: {message}")
    unused = [key for key in records if key not in used]
    if unused:
        message = f"{len(unused)} of {len(records)} sources are named nowhere: "
        yield SOURCE_UNUSED.broken(file, 0, message + ", ".join(unused[:12]) + ".")


def _notes(page: Page, records: Collection[str]) -> Found:
    """Yield the footnotes that cite, and name no source of their page.

    It is named by its key or by two words of it. What has neither a year nor an address nor
    anything like a key cites nothing, and only explains.
    """
    named = {
        record.key: _words(f"{record.key} {record.publisher} {record.title} {record.date}")
        for record in page.source.sources
    }
    for block in page.blocks:
        if block.kind != "note" or not block.text or not named:
            continue
        keys, cited = set(_KEY.findall(block.text)), _words(block.text)
        is_linked = any(_ADDRESS.search(link.target) for link in block.links)
        if not (is_linked or _CITING.search(block.text) or keys.intersection(records)):
            continue
        if not any(
            key in keys or len(cited & words) >= _SHARED_WORDS for key, words in named.items()
        ):
            message = f"No source of this page is in the footnote “{start_of(block.text)}”"
            yield NOTE.broken(page.file, block.line, message)


def _words(text: str) -> set[str]:
    return set(_NAMING.findall(text.casefold())) - _NAMES_NOTHING


def _faults(record: Source, case: Case) -> list[tuple[Rule, str]]:
    found = []
    names = ("publisher", "title", "date", "seen")
    missing = [name for name in names if not getattr(record, name)]
    if not record.key:
        missing.insert(0, "key")
    if missing:
        found.append((BROKEN, f"no {', no '.join(missing)}."))
    if record.seen:
        seen = _day(record.seen)
        if seen is None:
            found.append((SEEN, f"“{record.seen}” is no date such as 2026-11."))
        elif seen > case.today:
            found.append((SEEN, f"it was read in {record.seen}, which is yet to come."))
    return found


def _is_old(record: Source, case: Case) -> bool:
    years = [int(year) for year in _YEAR.findall(record.date)]
    return bool(years) and case.today.year - max(years) > case.limits.source_years


def _day(text: str) -> date | None:
    """Return the first day of a date or month."""
    try:
        return date.fromisoformat(text if len(text) > 7 else f"{text}-01")
    except ValueError:
        return None
