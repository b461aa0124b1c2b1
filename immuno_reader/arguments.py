"""What may be written on the command line, and what each word of it asks for."""

from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from immuno_reader import __version__, bookmark_commands, commands
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
    empty = Namespace(pack=[], lang=None, more_packs=[], json=False, takes_profile=False)
    given = _parser(window).parse_args(argv, empty)
    given.pack = [*given.pack, *given.more_packs] or [HANDBOOK]
    # Refused rather than ignored: only the window understands them.
    names = ("section",) if given.takes_profile else ("section", "profile")
    alone = [f"--{name}" for name in names if getattr(given, name) is not None]
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
    _add_bookmarks(subparsers.add_parser, after)
    # For the window, which has its books prepared by a process of their own.
    compile_.add_argument("--into", type=Path, help=SUPPRESS)
    compile_.add_argument("--first", default="", help=SUPPRESS)
    compile_.add_argument("--progress", action="store_true", help=SUPPRESS)
    return parser


def _add_bookmarks(add_parser: Callable[..., ArgumentParser], after: ArgumentParser) -> None:
    """Add the commands about what a reader keeps."""
    shared = ArgumentParser(add_help=False, argument_default=SUPPRESS)
    shared.add_argument(
        "--profile", type=Path, metavar="DIR", help="the folder with bookmarks and settings"
    )
    shared.add_argument("--json", action="store_true", help="print JSON")
    purpose = "List, add, export, import and check what you keep: bookmarks, questions, words."
    bookmarks = add_parser("bookmarks", parents=[shared], help=purpose, description=purpose)
    bookmarks.set_defaults(takes_profile=True)
    subparsers = bookmarks.add_subparsers(title="commands", metavar="COMMAND", required=True)

    def add(name: str, run: Command, purpose: str, more: str = "") -> ArgumentParser:
        command = subparsers.add_parser(
            name, parents=[after, shared], help=purpose, description=f"{purpose} {more}"
        )
        command.set_defaults(command=run)
        return command

    add("list", bookmark_commands.list_, "Print what you keep, in your order.")
    one = add(
        "add",
        bookmark_commands.add,
        "Keep a section or a passage of it, and print its id once it is on the disk.",
    )
    one.add_argument("id", metavar="SECTION", help="its id, as in contents, or pack/id")
    one.add_argument("--quote", metavar="TEXT", help="words of the section, to keep these alone")
    one.add_argument("--note", default="", metavar="TEXT", help="what you want to say about it")
    export = add(
        "export",
        bookmark_commands.export,
        "Print what you keep, or put it into a file: all, or what is named.",
        "Markdown and HTML are for people, CSV for tables; JSON can be imported again.",
    )
    export.add_argument(
        "ids", nargs="*", metavar="ID", help="the ids of what is wanted, as in list"
    )
    forms = ("markdown", "html", "csv", "json")
    export.add_argument("--to", choices=forms, help="the form; else by the name of the file")
    export.add_argument("--output", type=Path, metavar="FILE", help="the file to write")
    export.add_argument(
        "--label",
        action="append",
        default=[],
        metavar="LABEL",
        help="only what has this label; may be given again",
    )
    export.add_argument(
        "--definitions", action="store_true", help="say what your words mean, for people"
    )
    import_ = add(
        "import",
        bookmark_commands.import_,
        "Take in an export as JSON, or another computer's bookmarks.json.",
        "What is here and differs stays, unless the other was changed later.",
    )
    import_.add_argument("file", type=Path, metavar="FILE", help="the file to read")
    import_.add_argument(
        "--dry-run", action="store_true", help="say what would change, and change nothing"
    )
    import_.add_argument(
        "--take-conflicting",
        action="store_true",
        help="take what differs from the file, also where it was changed here since",
    )
    import_.add_argument(
        "--take-removed", action="store_true", help="take back what was removed here"
    )
    add(
        "verify",
        bookmark_commands.verify,
        "Look for what is wrong with the file, and change nothing.",
        "The exit code is 1 when anything is wrong. Passages that the book no longer has are told,"
        " and are nothing wrong.",
    )
    add(
        "repair",
        bookmark_commands.repair,
        "Mend the file, as opening the window would.",
        "Nothing is lost: what was there is kept beside it.",
    )
