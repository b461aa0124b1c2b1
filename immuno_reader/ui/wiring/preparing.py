"""Compiling a library that is missing or stale, while reading goes on."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.errors import ReaderError
from immuno_reader.identity import Language
from immuno_reader.library.cache import fingerprint, library_file
from immuno_reader.library.store import Library
from immuno_reader.ui.wiring.reading import show_anew

if TYPE_CHECKING:
    from pathlib import Path

    from immuno_reader.identity import SectionRef
    from immuno_reader.shelf.session import Session
    from immuno_reader.ui.desk import Desk


def connect_preparing(desk: "Desk", session: "Session", wanted: str) -> None:
    """Connect the compiling process with the window, and show what there is already.

    Args:
        desk: the parts.
        session: how the reader left.
        wanted: the section to open, or empty for where the reader left.
    """
    preparing, library = desk.preparing, desk.library
    preparing.partial.connect(partial(_open, desk))
    preparing.finished.connect(partial(_open, desk))
    preparing.finished.connect(partial(_tell_faults, desk))
    preparing.progressed.connect(partial(_tell_progress, desk))
    preparing.failed.connect(partial(_tell_failure, desk))
    library.damaged.connect(partial(_rebuild, desk))
    library.refused.connect(lambda error: desk.window.notice.say(str(error)))
    library.replaced.connect(partial(_show_library, desk, session, wanted))
    if library.library is not None:
        _show_library(desk, session, wanted)
    _tell_faults(desk)


def check_freshness(desk: "Desk") -> None:
    """Look, off the interface thread, whether the packs have changed since they were compiled."""
    desk.tasks.run(partial(fingerprint, tuple(desk.packs)), partial(_compare, desk))


def _compare(desk: "Desk", found: str) -> None:
    library = desk.library.library
    if library is not None and not library.is_partial and library.fingerprint != found:
        _rebuild(desk)


def _rebuild(desk: "Desk", *_: object) -> None:
    place = desk.navigator.place
    _prepare(desk, place.section if place else None)


def _prepare(desk: "Desk", first: "SectionRef | None") -> None:
    """Compile the packs anew, the section being read first."""
    desk.preparing.start(
        desk.packs,
        library_file(desk.packs),
        first=first,
        language=desk.library.language,
    )


def _open(desk: "Desk", file: "Path") -> None:
    current = desk.library.library
    language = desk.library.language
    try:
        library = Library.open(file, Language(language) if language else None)
    except ReaderError as error:
        desk.window.notice.say(str(error), stays=True)
        return
    if library.is_partial and current is not None and not current.is_partial:
        # The old library shows more than a new one of which only the first text is there.
        library.close()
        return
    desk.library.replace(library)


def _show_library(desk: "Desk", session: "Session", wanted: str) -> None:
    tree, place = desk.window.contents, desk.navigator.place
    expanded = tree.expanded() if place else session.expanded
    tree.set_contents(desk.library.contents)
    if expanded:
        tree.set_expanded(expanded)
    known = {entry.ref for entry in desk.library.contents.entries}
    if place is not None and place.section in known:
        show_anew(desk, desk.window.pane.place or place)
        return
    start = None if wanted else session.current
    if start is not None and start.section in known:
        desk.navigator.go_to(start)
        return
    ref = _first_section(desk, wanted)
    if ref is not None:
        desk.navigator.reopen(ref)


def _first_section(desk: "Desk", wanted: str) -> "SectionRef | None":
    if wanted and desk.library.library is not None:
        try:
            return desk.library.library.find_section(wanted)
        except ReaderError as error:
            desk.window.notice.say(str(error), stays=True)
    first = next(iter(desk.library.contents.sections()), None)
    return first.ref if first else None


def _tell_progress(desk: "Desk", done: int, total: int) -> None:
    library = desk.library.library
    if library is None or library.is_partial:
        text = _tr("Preparing the book: {0} of {1} pages. You can read meanwhile.")
        desk.window.notice.say(text.format(done, total), brief=True)


def _tell_faults(desk: "Desk", *_: object) -> None:
    faults = desk.preparing.faults
    if faults:
        text = _tr("Faults in this book: {0}. The rest can be read. The first: {1}")
        desk.window.notice.say(text.format(len(faults), faults[0]), stays=True)


def _tell_failure(desk: "Desk", error: ReaderError) -> None:
    kept = _tr("The book stays as it was.") if desk.library.library else ""
    desk.window.notice.say(f"{error} {kept}".strip(), stays=True)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Preparing", text)
