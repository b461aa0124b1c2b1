"""What each command does that needs no screen; what it prints is its answer.

Each takes the arguments that ``arguments.py`` read and returns its exit code: 0 done, 1 errors in
a pack, 2 nothing to read. What goes wrong is raised.
"""

import json
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from immuno_reader.errors import LibraryError, PackError, ReaderError, complain
from immuno_reader.identity import Language
from immuno_reader.library.cache import fingerprint, library_file, spare_file
from immuno_reader.library.store import Library

if TYPE_CHECKING:
    from argparse import Namespace

    from immuno_reader.library.results import Results
    from immuno_reader.publishing.compiling import Progress, Report
    from immuno_reader.publishing.source import Finding

_Answer = TypeVar("_Answer")

_BROKEN_RULES = 1
_NOTHING_TO_READ = 2


def _ensured_library(packs: Sequence[Path], language: Language | None = None) -> Library:
    """Return the library of some packs, compiled anew if they have changed since.

    When they cannot be read any more, what was compiled before is still readable.

    Raises:
        PackError: none of the packs can be read, nor was before.
        LibraryError: no folder takes the library.
    """
    state = fingerprint(packs)
    stale: Library | None = None
    for place in (library_file(packs), spare_file(packs)):
        with suppress(LibraryError):
            library = Library.open(place, language)
            if library.fingerprint == state:
                return library
            stale = stale or library
    try:
        return Library.open(_compile(packs, library_file(packs)).library, language)
    except PackError as error:
        if stale is None:
            raise
        complain(f"{error} What was prepared before is shown.")
        return stale


def ask(arguments: "Namespace", question: Callable[[Library], _Answer]) -> _Answer:
    """Return what the library answers, one made anew if it turns out to be damaged."""
    try:
        with _ensured_library(arguments.pack, arguments.lang) as library:
            return question(library)
    except LibraryError:
        report = _compile(arguments.pack, library_file(arguments.pack))
        with Library.open(report.library, arguments.lang) as library:
            return question(library)


def contents(arguments: "Namespace") -> int:
    """Print the contents, as a tree or as JSON."""
    tree = ask(arguments, Library.contents)
    if not arguments.json:
        print(tree)
        return 0
    print_json(
        [
            {
                "id": entry.ref.section,
                "title": entry.title,
                "depth": entry.depth,
                "pack": entry.pack,
                "language": entry.language,
            }
            for entry in tree.sections()
            if entry.ref
        ]
    )
    return 0


def define(arguments: "Namespace") -> int:
    """Explain a term.

    Raises:
        UnknownTermError: no term has this name.
    """
    name = " ".join(arguments.term)
    term = ask(arguments, lambda library: library.term(library.find_term(name)))
    others = dict.fromkeys((*term.aliases, term.abbreviation))
    aliases = [other for other in others if other and other != term.name]
    if arguments.json:
        print_json(
            {
                "id": term.ref.term,
                "term": term.name,
                "aliases": aliases,
                "say": term.say,
                "definition": term.definition,
                "see": [other.ref.term for other in term.see],
            }
        )
        return 0
    print(term.name + (f" ({term.say})" if term.say else ""))
    print(term.definition)
    if aliases:
        print("Also called:", ", ".join(aliases))
    if term.see:
        print("Related:", ", ".join(other.name for other in term.see))
    return 0


def search(arguments: "Namespace") -> int:
    """Print what is found for some words, best first, as the window shows it."""
    # Late: no other command waits for it.
    from immuno_reader.library.searching import Searcher

    def look(library: Library) -> "Results":
        with Searcher.open(library.path, arguments.lang) as searcher:
            return searcher.search(" ".join(arguments.query), literally=arguments.literally)

    results = ask(arguments, look)
    hits = results.hits[: arguments.limit]
    if arguments.json:
        print_json(
            {
                "query": results.query,
                "corrected": results.corrected or None,
                "results": [
                    {
                        "kind": hit.kind,
                        "id": hit.id,
                        "title": hit.title.text,
                        "breadcrumb": list(hit.breadcrumb),
                        "snippet": hit.snippet.html,
                        "why": hit.why,
                    }
                    for hit in hits
                ],
            }
        )
        return 0
    if results.corrected:
        print(f"Showing results for {results.corrected}")
    for hit in hits:
        way = " \u203a ".join((*hit.breadcrumb, hit.title.text))
        print(f"{way} [{hit.id}]" + (f" ({hit.why})" if hit.why else ""))
        print(f"    {hit.snippet.text}")
    if not hits:
        print(f"Nothing found for “{results.query}”.")
        if results.nearest:
            print("The nearest terms are:", ", ".join(name.name for name in results.nearest))
    return 0


def section(arguments: "Namespace") -> int:
    """Print one section in the shape asked for.

    Raises:
        ReaderError: there is no such section.
    """
    found = ask(arguments, lambda library: library.section(library.find_section(arguments.id)))
    if arguments.shape == "json":
        print_json(
            {
                "id": found.ref.section,
                "title": found.title,
                "pack": found.ref.pack,
                "language": found.language,
                "summary": found.summary,
                "text": found.text,
                "html": found.html,
                "headings": [heading._asdict() for heading in found.headings],
                "sources": [source._asdict() for source in found.sources],
                "checked": found.checked,
                "due": found.due,
                "clinical_review": found.clinical_review,
            }
        )
    else:
        print(found.html if arguments.shape == "html" else found.text)
    return 0


def compile_(arguments: "Namespace") -> int:
    """Prepare packs for reading; print what was counted and what is wrong."""
    target = arguments.into or library_file(arguments.pack)
    if arguments.progress:
        return _compile_aloud(arguments, target)
    report = _compile(arguments.pack, target)
    for finding in report.findings:
        complain(_shown(finding))
    if arguments.json:
        print_json(_figures(report))
    else:
        print(
            f"{report.sections} sections and {report.terms} terms, linked in {report.links}"
            f" places, in {report.seconds:.1f} s."
        )
    return _BROKEN_RULES if _errors(report) else 0


def _errors(report: "Report") -> "list[Finding]":
    return [finding for finding in report.findings if finding.severity == "error"]


def check(arguments: "Namespace") -> int:
    """Check a pack, or explain a rule."""
    # Late, and only here: nobody else waits for Markdown and the rules.
    from immuno_reader.publishing.checking import report
    from immuno_reader.publishing.checking.inspecting import check_pack

    if arguments.explain:
        print(report.explain(arguments.explain))
        return 0
    checked = check_pack(arguments.path or arguments.pack[0], arguments.today)
    if arguments.json:
        print_json(report.json_of(checked))
    else:
        print(report.text_of(checked, with_figures=arguments.stats))
    worst = checked.count("error") + (checked.count("warning") if arguments.strict else 0)
    return _BROKEN_RULES if worst else 0


def _shown(finding: "Finding") -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line}: {finding.severity} {finding.rule} {finding.message}"


def _compile_aloud(arguments: "Namespace", target: Path) -> int:
    """Compile for the window, which reads a line of JSON for each thing that happens."""

    def tell(news: "Path | Progress") -> None:
        print_json({"partial": str(news)} if isinstance(news, Path) else news._asdict())

    try:
        report = _compile(
            arguments.pack, target, first=arguments.first, language=arguments.lang, progress=tell
        )
    except ReaderError as error:
        print_json(
            {
                "error": {
                    "happened": error.happened,
                    "kept": error.kept,
                    "advice": error.advice,
                    "where": error.where,
                }
            }
        )
        return _NOTHING_TO_READ
    errors = [_shown(finding) for finding in _errors(report)]
    print_json({"library": str(report.library), **_figures(report), "errors": errors})
    return _BROKEN_RULES if errors else 0


def _compile(
    packs: Sequence[Path],
    target: Path,
    *,
    first: str | None = None,
    language: Language | None = None,
    progress: "Callable[[Path | Progress], None] | None" = None,
) -> "Report":
    """Compile packs, among the temporary files where their place takes no library."""
    # Late, and only here: whoever reads what is compiled already waits for no Markdown.
    from immuno_reader.publishing.compiling import compile_library

    def compile_into(place: Path) -> "Report":
        return compile_library(packs, place, first=first, language=language, progress=progress)

    try:
        return compile_into(target)
    except LibraryError:
        spare = spare_file(packs)
        if spare == target:
            raise
        return compile_into(spare)


def _figures(report: "Report") -> dict[str, int | float]:
    return {
        "sections": report.sections,
        "terms": report.terms,
        "links": report.links,
        "seconds": round(report.seconds, 3),
    }


def print_json(value: object) -> None:
    """Print a value as one line, at once: the window waits for it."""
    print(json.dumps(value, ensure_ascii=False), flush=True)
