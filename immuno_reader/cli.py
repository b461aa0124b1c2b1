"""The command line: opens the window, or answers from the same library without one.

Exit codes: 0 done; 1 no such term, errors in a pack that was compiled or checked, or something
wrong with the bookmarks that were verified; 2 wrong use, nothing to read or not saved; 70 a fault
of the program.
"""

import io
import os
import sys
from collections.abc import Sequence
from contextlib import redirect_stderr, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from immuno_reader import __version__
from immuno_reader.assets import HANDBOOK
from immuno_reader.errors import ReaderError, UnknownTermError, complain
from immuno_reader.identity import Language, language_of

if TYPE_CHECKING:
    from argparse import Namespace

_UNKNOWN_TERM = 1
_WRONG_USE = 2
_FAULT = 70
_INTERRUPTED = 130
_NOBODY_LISTENS = 141
"""What a shell reports of a program that ``head`` stopped."""

_PACK, _SECTION, _LANGUAGE, _PROFILE = "--pack", "--section", "--lang", "--profile"


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code.

    Args:
        argv: the arguments without the program's name; those of the process when None.
    """
    argv = sys.argv[1:] if argv is None else argv
    return _main(argv) if sys.stderr is not None else _main_without_console(argv)


def _main_without_console(argv: Sequence[str]) -> int:
    """Run for somebody who clicked an icon: why it came to nothing is said in a window."""
    with redirect_stderr(io.StringIO()) as said:
        try:
            code = _main(argv)
        except SystemExit as end:  # argparse, of wrong use
            code = end.code if isinstance(end.code, int) else _WRONG_USE
    if code and said.getvalue():
        # Where not even Qt can be loaded there is nothing left to say it with.
        with suppress(ImportError):
            from immuno_reader.app import show_refusal

            show_refusal(said.getvalue().strip())
    return code


def _main(argv: Sequence[str]) -> int:
    for stream in (sys.stdout, sys.stderr):
        # Whatever the locale says: a book may hold any letter.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        code = _run(argv)
        if sys.stdout is not None:
            sys.stdout.flush()
    except UnknownTermError as error:
        complain(str(error))
        return _UNKNOWN_TERM
    except ReaderError as error:
        complain(str(error))
        return _WRONG_USE
    except BrokenPipeError:
        return _NOBODY_LISTENS
    except KeyboardInterrupt:
        return _INTERRUPTED
    except Exception as error:
        complain(
            f"Immuno Reader {__version__} failed ({type(error).__name__}: {error})."
            " Please report this line."
        )
        return _FAULT
    return code


def _run(argv: Sequence[str]) -> int:
    if (plain := _plain_options(argv)) is not None:
        packs = [Path(value) for name, value in plain if name == _PACK] or [HANDBOOK]
        last = dict(plain)
        language, profile = last.get(_LANGUAGE), last.get(_PROFILE)
        return _open_window(
            packs,
            last.get(_SECTION),
            None if language is None else language_of(language),
            None if profile is None else Path(profile),
        )
    from immuno_reader.arguments import parse

    def window(given: "Namespace") -> int:
        return _open_window(given.pack, given.section, given.lang, given.profile)

    given = parse(argv, window)
    code: int = given.command(given)
    return code


def _plain_options(argv: Sequence[str]) -> list[tuple[str, str]] | None:
    """Return the window's options with their values, where there is nothing else.

    So the window opens some 20 ms sooner than by ``arguments.py``, which reads whatever is
    written in another way: argparse is slow to import and to set up.
    """
    names, values = argv[::2], argv[1::2]
    known = (_PACK, _SECTION, _LANGUAGE, _PROFILE)
    is_plain = len(names) == len(values) and all(name in known for name in names)
    if not is_plain or any(value.startswith("-") for value in values):
        return None
    return list(zip(names, values, strict=True))


def _open_window(
    packs: Sequence[Path], section: str | None, language: Language | None, profile: Path | None
) -> int:
    screens = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    if sys.platform == "linux" and not any(map(os.environ.get, screens)):
        raise ReaderError(
            "There is no screen here, and the window needs one.",
            advice="The commands contents, define, search, section and bookmarks work without it.",
        )
    try:
        from immuno_reader.ui.hurry import hurry

        haste = hurry()
        from immuno_reader.app import run
    except ImportError as error:
        raise ReaderError(
            f"The window cannot be opened: {error}.",
            advice="The commands contents, define, search, section and bookmarks work without it.",
        ) from error
    try:
        return run(packs, section, language, profile, started=haste)
    finally:
        for end in haste:  # also where no page was painted; a second time they change nothing
            end()
