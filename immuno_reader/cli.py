"""The command line: opens the window, or answers from the same library without one.

Exit codes: 0 done, 1 no such term or rules that are broken, 2 wrong use or nothing to read, 70 a
fault of the program.
"""

import argparse
import io
import json
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from immuno_reader import __version__
from immuno_reader.assets import resource
from immuno_reader.errors import LibraryError, PackError, ReaderError, UnknownTermError
from immuno_reader.identity import Language
from immuno_reader.library.cache import fingerprint, library_file, spare_file
from immuno_reader.library.store import Library

if TYPE_CHECKING:
    from immuno_reader.publishing.compiling import Progress, Report
    from immuno_reader.publishing.source import Finding

_Run = Callable[[argparse.Namespace], int]
_Answer = TypeVar("_Answer")

_UNKNOWN_TERM = 1
_BROKEN_RULES = 1
_NOTHING_TO_READ = 2
_FAULT = 70
_INTERRUPTED = 130
_NOBODY_LISTENS = 141
"""What a shell reports of a program that ``head`` stopped."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when None.
    """
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says: a book may hold any letter.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    arguments = _parser().parse_args(argv, argparse.Namespace(pack=None, lang=None))
    arguments.pack = arguments.pack or [resource("packs", "immunotherapy")]
    command: _Run = arguments.command
    try:
        code = command(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UnknownTermError as error:
        _complain(str(error))
        return _UNKNOWN_TERM
    except ReaderError as error:
        _complain(str(error))
        return _NOTHING_TO_READ
    except BrokenPipeError:
        return _NOBODY_LISTENS
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        _complain(
            f"Immuno Reader {__version__} failed ({type(error).__name__}: {error})."
            " Please report this line."
        )
        return _FAULT
    return code


def ensure_library(packs: Sequence[Path], language: Language | None = None) -> Library:
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
        _complain(f"{error} What was prepared before is shown.")
        return stale


def _ask(arguments: argparse.Namespace, question: Callable[[Library], _Answer]) -> _Answer:
    """Return what the library answers, one made anew if it turns out to be damaged."""
    try:
        with ensure_library(arguments.pack, arguments.lang) as library:
            return question(library)
    except LibraryError:
        report = _compile(arguments.pack, library_file(arguments.pack))
        with Library.open(report.library, arguments.lang) as library:
            return question(library)


def _window(arguments: argparse.Namespace) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        raise ReaderError(
            "There is no screen here, and the window needs one.",
            advice="The commands contents, define and section work without it.",
        )
    try:
        from immuno_reader.ui.hurry import hurry

        started = hurry()
        from immuno_reader.app import run
    except ImportError as error:
        raise ReaderError(
            f"The window cannot be opened: {error}.",
            advice="The commands contents, define and section work without it.",
        ) from error
    return run(
        arguments.pack, arguments.section, arguments.lang, arguments.profile, started=started
    )


def _contents(arguments: argparse.Namespace) -> int:
    contents = _ask(arguments, Library.contents)
    if not arguments.json:
        print(contents)
        return 0
    _print_json(
        [
            {
                "id": entry.ref.section,
                "title": entry.title,
                "depth": entry.depth,
                "pack": entry.pack,
                "language": entry.language,
            }
            for entry in contents.sections()
            if entry.ref
        ]
    )
    return 0


def _define(arguments: argparse.Namespace) -> int:
    name = " ".join(arguments.term)
    term = _ask(arguments, lambda library: library.term(library.find_term(name)))
    others = dict.fromkeys((*term.aliases, term.abbreviation))
    aliases = [other for other in others if other and other != term.name]
    if arguments.json:
        _print_json(
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


def _section(arguments: argparse.Namespace) -> int:
    section = _ask(arguments, lambda library: library.section(library.find_section(arguments.id)))
    if arguments.shape == "json":
        _print_json(
            {
                "id": section.ref.section,
                "title": section.title,
                "pack": section.ref.pack,
                "language": section.language,
                "summary": section.summary,
                "text": section.text,
                "html": section.html,
                "headings": [heading._asdict() for heading in section.headings],
                "sources": [source._asdict() for source in section.sources],
                "checked": section.checked,
                "due": section.due,
                "clinical_review": section.clinical_review,
            }
        )
    else:
        print(section.html if arguments.shape == "html" else section.text)
    return 0


def _compile_command(arguments: argparse.Namespace) -> int:
    target = arguments.into or library_file(arguments.pack)
    if arguments.progress:
        return _compile_aloud(arguments, target)
    report = _compile(arguments.pack, target)
    for finding in report.findings:
        _complain(_shown(finding))
    if arguments.json:
        _print_json(_figures(report))
    else:
        print(
            f"{report.sections} sections and {report.terms} terms, linked in {report.links}"
            f" places, in {report.seconds:.1f} s."
        )
    return 0


def _check(arguments: argparse.Namespace) -> int:
    # Late, and only here: nobody else waits for Markdown and the rules.
    from immuno_reader.publishing.checking import report
    from immuno_reader.publishing.checking.inspecting import check_pack

    if arguments.explain:
        print(report.explain(arguments.explain))
        return 0
    checked = check_pack(arguments.path or arguments.pack[0], arguments.today)
    if arguments.json:
        _print_json(report.json_of(checked))
    else:
        print(report.text_of(checked, with_figures=arguments.stats))
    worst = checked.count("error") + (checked.count("warning") if arguments.strict else 0)
    return _BROKEN_RULES if worst else 0


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"“{text}” is no date such as 2026-11-24") from None


def _shown(finding: "Finding") -> str:
    line = f":{finding.line}" if finding.line else ""
    return f"{finding.file}{line}: {finding.severity} {finding.rule} {finding.message}"


def _compile_aloud(arguments: argparse.Namespace, target: Path) -> int:
    """Compile for the window, which reads a line of JSON for each thing that happens."""

    def tell(news: "Path | Progress") -> None:
        _print_json({"partial": str(news)} if isinstance(news, Path) else news._asdict())

    try:
        report = _compile(
            arguments.pack, target, first=arguments.first, language=arguments.lang, progress=tell
        )
    except ReaderError as error:
        _print_json(
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
    errors = [_shown(finding) for finding in report.findings if finding.severity == "error"]
    _print_json({"library": str(report.library), **_figures(report), "errors": errors})
    return 0


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


def _print_json(value: object) -> None:
    """Print a value as one line, at once: the window waits for it."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def _complain(text: str) -> None:
    """Say something that is not the answer; to nobody where a program has no window of text."""
    if sys.stderr is not None:
        print(" ".join(text.split()), file=sys.stderr)


def _language(text: str) -> Language:
    return Language(text.strip().lower().replace("_", "-"))


def _parser() -> argparse.ArgumentParser:
    shared = argparse.ArgumentParser(add_help=False, argument_default=argparse.SUPPRESS)
    shared.add_argument(
        "--pack",
        type=Path,
        action="append",
        metavar="PATH",
        help="a folder or .immuno file to read instead of the handbook; may be given again",
    )
    shared.add_argument(
        "--lang", type=_language, metavar="TAG", help="the language to read in, such as es"
    )
    parser = argparse.ArgumentParser(
        prog="immuno-reader",
        parents=[shared],
        description="An offline reader about cancer immunotherapy. Without a command it opens "
        "its window.",
    )
    parser.add_argument("--version", action="version", version=f"Immuno Reader {__version__}")
    parser.add_argument("--section", metavar="ID", help="the section to open")
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="the folder with bookmarks and settings"
    )
    parser.set_defaults(command=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND")

    def add(name: str, run: _Run, purpose: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, parents=[shared], help=purpose, description=purpose)
        command.set_defaults(command=run)
        return command

    contents = add("contents", _contents, "Print the contents tree.")
    define = add("define", _define, "Explain a term, by any of its names.")
    define.add_argument("term", nargs="+", help="a name, an abbreviation, a plural")
    section = add("section", _section, "Print a section.")
    section.add_argument("id", metavar="ID", help="its id, as in contents, or pack/id")
    compile_ = add("compile", _compile_command, "Prepare packs for reading, and check them.")
    check = add("check", _check, "Check a pack: what its author should mend, and why.")
    check.add_argument(
        "path", nargs="?", type=Path, metavar="PACK", help="a folder or .immuno file"
    )
    check.add_argument("--explain", metavar="RULE", help="say what a rule asks, and why")
    check.add_argument("--stats", action="store_true", help="print the figures of readability, too")
    check.add_argument("--strict", action="store_true", help="fail on warnings, too")
    check.add_argument(
        "--today", type=_day, default=date.today(), metavar="DATE", help="count dates from this day"
    )
    for command in (contents, define, compile_, check):
        command.add_argument("--json", action="store_true", help="print JSON")
    for shape in ("text", "html", "json"):
        section.add_argument(
            f"--{shape}",
            dest="shape",
            action="store_const",
            const=shape,
            default="text",
            help=f"print {shape if shape == 'text' else shape.upper()}",
        )
    # For the window, which has its books prepared by a process of their own.
    compile_.add_argument("--into", type=Path, help=argparse.SUPPRESS)
    compile_.add_argument("--first", default="", help=argparse.SUPPRESS)
    compile_.add_argument("--progress", action="store_true", help=argparse.SUPPRESS)
    return parser
