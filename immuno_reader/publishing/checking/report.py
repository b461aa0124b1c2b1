"""What came of checking a pack, as text for people and as JSON for programs."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path

from immuno_reader.errors import ReaderError
from immuno_reader.identity import Language
from immuno_reader.publishing.checking.figures import Counts, as_json
from immuno_reader.publishing.checking.inspecting import RULES, Checked
from immuno_reader.publishing.checking.manuscript import GLOSSARY
from immuno_reader.publishing.checking.measuring import PREPARATION, Figures
from immuno_reader.publishing.checking.syllables import LIBRARY
from immuno_reader.publishing.source import Finding

_COLUMNS = ("errors", "warnings", "infos", "silenced")
_ENGLISH = {
    "FK": "flesch_kincaid",
    "names out": "flesch_kincaid_names_out",
    "SMOG": "smog",
    "terms out": "smog_terms_out",
    "ease": "flesch_ease",
}
_SPANISH = {"INFLESZ": "inflesz", "F.-Huerta": "fernandez_huerta"}
_SHARED = {
    "words": "words",
    "sentences": "sentences",
    "mean": "mean_sentence",
    "longest": "longest_sentence",
    "passive %": "passive_percent",
    "terms/100": "terms_per_100_words",
}


def line_of(finding: Finding) -> str:
    """Return a finding as ``file:line: severity rule message``."""
    line = f":{finding.line}" if finding.line else ""
    message = " ".join(finding.message.split())
    return f"{finding.file}{line}: {finding.severity} {finding.rule} {message}"


def text_of(checked: Checked, *, with_figures: bool) -> str:
    """Return the whole report: findings, how to mend them, a summary, the figures if asked for."""
    parts = ["\n".join(map(line_of, checked.findings)), _mends(checked), _summary(checked)]
    if with_figures:
        parts += _figures(checked)
    return "\n\n".join(filter(None, parts))


def json_of(checked: Checked) -> dict[str, object]:
    """Return the same for programs."""
    places = _places(checked)
    return {
        "findings": [_json_of(finding, places) for finding in checked.findings],
        "stats": {
            "errors": checked.count("error"),
            "warnings": checked.count("warning"),
            "infos": checked.count("info"),
            "silenced": [
                {**_json_of(one.finding, places), "reason": one.reason} for one in checked.silenced
            ],
            "library": {"name": LIBRARY, "version": checked.library},
            "preparation": PREPARATION,
            "languages": {
                language: _languages(figures, language)
                for language, figures in checked.figures.items()
            },
        },
    }


def explain(name: str) -> str:
    """Return the explanation of a rule.

    Raises:
        ReaderError: there is none of that name; it names the nearest.
    """
    if name in RULES:
        return str(RULES[name])
    near = get_close_matches(name, RULES, n=3, cutoff=0.4)
    advice = f"The nearest: {', '.join(near)}." if near else ""
    raise ReaderError(f"There is no rule “{name}”.", advice=advice)


def _places(checked: Checked) -> dict[tuple[Path, int], tuple[str, Language]]:
    """Return which section or term stands in a file, and in which language; 0 for all lines."""
    places: dict[tuple[Path, int], tuple[str, Language]] = {}
    for language, proof in checked.manuscript.proofs.items():
        for page in proof.pages:
            places[page.file, 0] = (page.source.id, language)
        glossary = proof.edition.folder / GLOSSARY
        places[glossary, 0] = ("", language)
        for term in proof.edition.terms.values():
            places[glossary, term.line] = (term.id, language)
    return places


def _json_of(
    finding: Finding, places: Mapping[tuple[Path, int], tuple[str, Language]]
) -> dict[str, object]:
    whole = places.get((finding.file, 0), ("", ""))
    id, language = places.get((finding.file, finding.line), whole)
    return {
        "file": str(finding.file),
        "line": finding.line,
        "severity": finding.severity,
        "rule": finding.rule,
        "id": id,
        "lang": language,
        "value": None if finding.value is None else round(finding.value, 1),
        "limit": finding.limit,
        "message": finding.message,
        "fix": RULES[finding.rule].mend,
    }


def _languages(figures: Figures, language: Language) -> dict[str, object]:
    def each(counts: Mapping[str, Counts]) -> dict[str, object]:
        return {name: as_json(one, language) for name, one in counts.items()}

    return {
        "book": as_json(figures.book, language),
        "glossary": as_json(figures.glossary, language),
        "chapters": each(figures.chapters),
        "sections": each({str(id): one for id, one in figures.sections.items()}),
    }


def _mends(checked: Checked) -> str:
    """Return a line for each rule that is broken; what only informs, nobody has to mend."""
    broken = {one.rule for one in checked.findings if one.severity != "info"}
    return "\n".join(f"{rule}: {RULES[rule].mend}" for rule in sorted(broken))


def _summary(checked: Checked) -> str:
    counts: dict[str, Counter[str]] = {}
    for finding in checked.findings:
        counts.setdefault(finding.rule, Counter())[f"{finding.severity}s"] += 1
    for one in checked.silenced:
        counts.setdefault(one.finding.rule, Counter())["silenced"] += 1
    sections = sum(len(proof.pages) for proof in checked.manuscript.proofs.values())
    terms = sum(len(proof.definitions) for proof in checked.manuscript.proofs.values())
    languages = ", ".join(checked.manuscript.proofs)
    head = f"{sections} sections and {terms} terms checked ({languages})."
    if not counts:
        return f"{head} Nothing to mend."
    rows = [
        [rule, *(str(count[column] or "") for column in _COLUMNS)]
        for rule, count in sorted(counts.items())
    ]
    totals = [str(sum(count[column] for count in counts.values())) for column in _COLUMNS]
    return f"{_table(['rule', *_COLUMNS], [*rows, ['all', *totals]])}\n\n{head}"


def _figures(checked: Checked) -> Iterator[str]:
    for language, figures in checked.figures.items():
        names = (_SPANISH if language.partition("-")[0] == "es" else _ENGLISH) | _SHARED
        rows = [
            *(_row(str(id), counts, language, names) for id, counts in figures.sections.items()),
            *(_row(f"= {name}", one, language, names) for name, one in figures.chapters.items()),
            _row("= the glossary", figures.glossary, language, names),
            _row("= the whole book", figures.book, language, names),
        ]
        yield _table([f"{language}: section", *names], rows)
    if checked.library:
        yield f"{LIBRARY} {checked.library}. {PREPARATION}"


def _row(name: str, counts: Counts, language: Language, names: Mapping[str, str]) -> Sequence[str]:
    figures = as_json(counts, language)
    return [name, *(str(figures[key]) for key in names.values())]


def _table(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(len(row[at]) for row in (header, *rows)) for at in range(len(header))]
    lines = []
    for row in (header, *rows):
        first, *others = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("  ".join([first, *others]).rstrip())
    return "\n".join(lines)
