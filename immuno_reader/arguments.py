"""What may be written on the command line, and what each word of it asks for."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from immuno_reader import __version__, commands
from immuno_reader.assets import HANDBOOK
from immuno_reader.errors import ReaderError
from immuno_reader.identity import language_of

Command = Callable[[Namespace], int]


def parse(argv: Sequence[str], window: Command) -> Namespace:
    """Read a command line.

    Args:
        argv: the arguments without the program's name.
        window: what is done without a command.

    Returns:
        what was given, with what is to be done as ``command``.

    Raises:
        SystemExit: help or the version was asked for and printed, or argparse found wrong use.
        ReaderError: an option of the window stands before another command.
    """
    given = _parser(window).parse_args(argv, Namespace(pack=[], lang=None, more_packs=[]))
    given.pack = [*given.pack, *given.more_packs] or [HANDBOOK]
    # Refused rather than ignored: only the window understands them.
    alone = [f"--{name}" for name in ("section", "profile") if getattr(given, name) is not None]
    if alone and given.command is not window:
        raise ReaderError(
            f"{' and '.join(alone)} can be used only without a command, to open the window."
        )
    return given


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"“{text}” is no date such as 2026-11-24") from None


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) < 1:
        raise ArgumentTypeError(f"“{text}” is no number of results")
    return int(text)


def _shared_options(packs: str) -> ArgumentParser:
    """Return the options that stand before a command and after it.

    Args:
        packs: where the packs go; argparse would let those after a command replace the others.
    """
    shared = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    shared.add_argument(
        "--pack",
        dest=packs,
        type=Path,
        action="append",
        metavar="PATH",
        help="a folder or .immuno file to read instead of the handbook; may be given again",
    )
    shared.add_argument(
        "--lang", type=language_of, metavar="TAG", help="the language to read in, such as es"
    )
    return shared


def _parser(window: Command) -> ArgumentParser:
    parser = ArgumentParser(
        prog="immuno-reader",
        parents=[_shared_options("pack")],
        description="An offline reader about cancer immunotherapy. Without a command it opens "
        "its window.",
    )
    parser.add_argument("--version", action="version", version=f"Immuno Reader {__version__}")
    parser.add_argument("--section", metavar="ID", help="the section to open")
    parser.add_argument(
        "--profile", type=Path, metavar="DIR", help="the folder with bookmarks and settings"
    )
    parser.set_defaults(command=window)
    subparsers = parser.add_subparsers(title="commands", metavar="COMMAND")

    after = _shared_options("more_packs")

    def add(name: str, run: Command, purpose: str, more: str = "") -> ArgumentParser:
        command = subparsers.add_parser(
            name, parents=[after], help=purpose, description=f"{purpose} {more}"
        )
        command.set_defaults(command=run)
        return command

    contents = add("contents", commands.contents, "Print the contents tree.")
    define = add("define", commands.define, "Explain a term, by any of its names.")
    define.add_argument("term", nargs="+", help="a name, an abbreviation, a plural")
    search = add(
        "search",
        commands.search,
        "Search the book: terms, sections and passages, best first.",
        "Words in quotes stand together; a word after a minus is not wanted.",
    )
    search.add_argument("query", nargs="+", help="what to search for; after -- it may begin with -")
    search.add_argument(
        "--limit", type=_count, default=20, metavar="N", help="print no more results (20)"
    )
    search.add_argument(
        "--literally", action="store_true", help="do not correct words that are in no text"
    )
    section = add("section", commands.section, "Print a section.")
    section.add_argument("id", metavar="ID", help="its id, as in contents, or pack/id")
    compile_ = add(
        "compile",
        commands.compile_,
        "Prepare packs for reading, and check them.",
        "What is wrong is printed with its file and line. The exit code is 0 when no error was"
        " found, warnings or not; 1 when there are errors, and what can be read was prepared all"
        " the same; 2 when nothing can be read.",
    )
    check = add("check", commands.check, "Check a pack: what its author should mend, and why.")
    check.add_argument(
        "path", nargs="?", type=Path, metavar="PACK", help="a folder or .immuno file"
    )
    check.add_argument("--explain", metavar="RULE", help="say what a rule asks, and why")
    check.add_argument("--stats", action="store_true", help="print the figures of readability, too")
    check.add_argument("--strict", action="store_true", help="fail on warnings, too")
    check.add_argument(
        "--today", type=_day, default=date.today(), metavar="DATE", help="count dates from this day"
    )
    for command in (contents, define, search, compile_, check):
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
    compile_.add_argument("--into", type=Path, help=SUPPRESS)
    compile_.add_argument("--first", default="", help=SUPPRESS)
    compile_.add_argument("--progress", action="store_true", help=SUPPRESS)
    return parser
