"""The program: everything is made here, once, and handed down."""

import os
import signal
import sys
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QLocale, QSocketNotifier, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from immuno_reader import __version__
from immuno_reader.assets import resource
from immuno_reader.errors import LibraryError, ReaderError
from immuno_reader.identity import Language, language_of
from immuno_reader.library.cache import library_file
from immuno_reader.library.store import Library
from immuno_reader.shelf.profile import Profile, open_profile
from immuno_reader.shelf.recent_searches import RecentSearches
from immuno_reader.shelf.session import Session, load_session
from immuno_reader.shelf.settings import Settings, load_settings
from immuno_reader.ui.actions import Act
from immuno_reader.ui.desk import Desk
from immuno_reader.ui.glossary_card.hovering import Hover
from immuno_reader.ui.late import Late
from immuno_reader.ui.main_window import MainWindow
from immuno_reader.ui.navigator import Navigator
from immuno_reader.ui.open_library import OpenLibrary
from immuno_reader.ui.preferences import Preferences
from immuno_reader.ui.preparing import Preparing
from immuno_reader.ui.reading.pictures import Pictures
from immuno_reader.ui.shelf_news import ShelfNews, UndoStack
from immuno_reader.ui.sidebar.contents import ContentsView
from immuno_reader.ui.tasks import Tasks
from immuno_reader.ui.theme import SLANTED, UPRIGHT, Look, Theme, load_fonts, system_theme
from immuno_reader.ui.wiring.finding import connect_finding, find_bar
from immuno_reader.ui.wiring.glossary import connect_glossary, glossary_card, glossary_panel
from immuno_reader.ui.wiring.languages import connect_languages
from immuno_reader.ui.wiring.preparing import check_freshness, connect_preparing
from immuno_reader.ui.wiring.reading import connect_reading
from immuno_reader.ui.wiring.session import connect_session, restore_session
from immuno_reader.ui.wiring.view import connect_view, dress_application

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from types import TracebackType

    from PySide6.QtWidgets import QWidget

    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.wiring.searching import Search

_FIRST_TEXT_MS = 2500
"""How long the window waits for the first text of a book that was never compiled."""
_REST_MS = 400
"""How long after the first painting the packs are looked at; the disk is busy until then."""
_BETWEEN_MS = 5
"""Between two things that can wait until there is something to read."""
_LOG_BYTES = 256 * 1024


def run(
    packs: "Sequence[Path]",
    section: str | None = None,
    language: str | None = None,
    profile: Path | None = None,
    *,
    started: "Sequence[Callable[[], None]]" = (),
) -> int:
    """Open the reader, as ``open_reader`` does, and stay until its window is closed.

    Returns:
        the exit code.

    Raises:
        ReaderError: there is no such section, or no pack that can be read.
    """
    application = _application()
    desk = open_reader(packs, section, language, profile, started=started)
    sys.excepthook = _Log(desk).hear
    _close_on_signals(desk.window)
    desk.window.show()
    desk.window.painted.connect(lambda: QTimer.singleShot(_REST_MS, lambda: check_freshness(desk)))
    application.applicationStateChanged.connect(partial(_look_again, desk))
    return application.exec()


def show_refusal(text: str) -> None:
    """Say in a window why the reader could not start, and wait until it has been read."""
    from immuno_reader.ui.refusal import Refusal

    application, look = _application(), Look(Theme.load(system_theme()))
    dress_application(application, look)
    Refusal(text, look).exec()


def _application() -> QApplication:
    """Return Qt's one application object, made now if it was not."""
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(sys.argv[:1])
    prepare_application(application)
    return application


def prepare_application(application: QApplication) -> None:
    """Give Qt's application object the reader's name, style and typeface."""
    application.setApplicationName("immuno-reader")
    application.setApplicationDisplayName("Immuno Reader")
    application.setApplicationVersion(__version__)
    application.setStyle("Fusion")
    if folder := _font_folder():
        load_fonts(folder, UPRIGHT)


def _font_folder() -> Path | None:
    fonts = find_spec("fontpkg_atkinson_hyperlegible")
    return Path(fonts.origin).parent / "files" if fonts is not None and fonts.origin else None


def _show_icon(desk: Desk) -> None:
    desk.window.setWindowIcon(QIcon(str(resource("icons", "app.svg"))))


def _load_slanted_fonts(desk: Desk) -> None:
    pane = desk.window.pane
    if folder := _font_folder():
        load_fonts(folder, SLANTED)
        if pane.section is not None and "<em" in pane.section.html:
            # Until now Qt had slanted the upright letters by itself.
            pane.set_look(desk.preferences.look, desk.preferences.icons)


def open_reader(
    packs: "Sequence[Path]",
    section: str | None = None,
    language: str | None = None,
    profile: Path | None = None,
    *,
    started: "Sequence[Callable[[], None]]" = (),
) -> Desk:
    """Make a window and everything behind it, ready to be shown.

    Args:
        packs: the packs to read.
        section: the section to open, as ``id`` or ``pack/id``; where the reader left without.
        language: the language to read in; the reader's choice, else the system's, without.
        profile: the folder that keeps bookmarks and settings; the usual one without.
        started: called when the first page is painted, one after another.

    Raises:
        ReaderError: there is no such section, or no pack that can be read.
    """
    own = open_profile(profile)
    settings, trouble = load_settings(own.settings)
    # "C" is what a system without a language says; no pack has it, so each takes its own.
    tongue = language or settings.language or language_of(QLocale.system().name())
    preparing = Preparing()
    try:
        library = _opened_library(packs, tongue, section, preparing)
        if library is not None and section:
            library.find_section(section)
    except ReaderError:
        preparing.stop()
        raise
    session = load_session(own.session)
    desk = _composed(own, settings, session, library, preparing, packs, tongue)
    connect_reading(desk)
    connect_view(desk)
    connect_finding(desk)  # before the card, so that one Escape does not close both
    connect_glossary(desk)
    connect_languages(desk)
    connect_session(desk)
    restore_session(desk, session)
    connect_preparing(desk, session, section or "")
    _await_search(desk)
    later = (
        _connect_looking_up,
        _connect_headings,
        _load_slanted_fonts,
        _show_icon,
        _connect_shelf,
    )
    steps: list[Callable[[], object]] = [*started, *(partial(step, desk) for step in later)]
    desk.window.painted.connect(partial(_take_steps, desk.window, iter(steps)))
    desk.window.pane.setFocus()
    if trouble:
        desk.window.notice.say(trouble, stays=True)
    if not own.is_writable:
        desk.window.notice.say(
            "Bookmarks and settings cannot be saved here. You can read and mark, "
            f"but it will be gone when you close. The folder is {own.folder}.",
            stays=True,
        )
    return desk


def _take_steps(window: MainWindow, steps: "Iterator[Callable[[], object]]") -> None:
    """Do one thing after another, so that the window can answer in between."""
    for step in steps:
        step()
        QTimer.singleShot(_BETWEEN_MS, window, partial(_take_steps, window, steps))
        return


def _opened_library(
    packs: "Sequence[Path]", language: str, section: str | None, preparing: Preparing
) -> Library | None:
    """Open the compiled library, or begin to compile it and open its first text."""
    tongue = Language(language) if language else None
    file = library_file(packs)
    try:
        return Library.open(file, tongue)
    except LibraryError:
        pass
    waiting, found, failed = QEventLoop(), list[Path](), list[ReaderError]()
    preparing.partial.connect(found.append)
    preparing.finished.connect(found.append)
    preparing.failed.connect(failed.append)
    for signal_ in (preparing.partial, preparing.finished, preparing.failed):
        signal_.connect(waiting.quit)
    preparing.start(packs, file, first=section, language=language)
    if not (found or failed):
        QTimer.singleShot(_FIRST_TEXT_MS, waiting, waiting.quit)
        waiting.exec()
    for signal_ in (preparing.partial, preparing.finished, preparing.failed):
        signal_.disconnect()
    if failed:
        raise failed[0]
    return Library.open(found[-1], tongue) if found else None


def _composed(
    profile: Profile,
    settings: Settings,
    session: Session,
    library: Library | None,
    preparing: Preparing,
    packs: "Sequence[Path]",
    language: str,
) -> Desk:
    preferences = Preferences(settings)
    look, icons = preferences.look, preferences.icons
    application = QApplication.instance()
    if isinstance(application, QApplication):
        dress_application(application, look)
    news, open_library = ShelfNews(), OpenLibrary(library, language)
    window = MainWindow(
        look,
        icons,
        Pictures(open_library.image),
        ContentsView(look, icons),
        {
            "headings": lambda: _headings_panel(desk),
            "bookmarks": lambda: _bookmarks_panel(desk),
            "questions": lambda: _questions_panel(desk),
            "glossary": lambda: glossary_panel(desk),
        },
    )
    desk = Desk(
        window=window,
        card=Late(lambda: glossary_card(desk)),
        hover=Hover(),
        find_bar=Late(lambda: find_bar(desk)),
        navigator=Navigator(session.places),
        searches=RecentSearches(session.searches),
        library=open_library,
        preferences=preferences,
        shelf=Late(lambda: _opened_shelf(profile, news)),
        shelf_news=news,
        undo=UndoStack(),
        profile=profile,
        preparing=preparing,
        tasks=Tasks(),
        packs=tuple(packs),
    )
    parts = (preferences, news, open_library, preparing)
    for part in (*parts, desk.hover, desk.navigator, desk.undo, desk.tasks):
        part.setParent(window)  # so that nothing is told to a window that has gone
    return desk


def _opened_shelf(profile: Profile, news: ShelfNews) -> "Bookshelf":
    import gc

    from immuno_reader.shelf.bookshelf import Bookshelf
    from immuno_reader.ui.background import unfelt

    with unfelt():
        shelf = Bookshelf(profile, failed=news.tell_failure, saved_again=news.saved_again.emit)
        shelf.counts()  # looks at all of it once; changes are then taken up one by one
        gc.freeze()  # what it holds stays, and is not looked at again
        return shelf


def _connect_shelf(desk: Desk) -> None:
    """Read what is kept; ten thousand bookmarks take a second, for which no window must wait."""

    def read() -> "Callable[[Desk], None]":
        desk.shelf()
        from immuno_reader.ui.wiring.keeping import connect_keeping

        return connect_keeping

    desk.tasks.run(read, lambda connect: connect(desk))


def _questions_panel(desk: Desk) -> "QWidget":
    from immuno_reader.ui.wiring.questions import questions_panel

    return questions_panel(desk)


def _connect_headings(desk: Desk) -> None:
    from immuno_reader.ui.wiring.headings import connect_headings

    connect_headings(desk)


def _headings_panel(desk: Desk) -> "QWidget":
    from immuno_reader.ui.wiring.headings import headings_panel

    return headings_panel(desk)


def _await_search(desk: Desk) -> None:
    """Load what searching takes when somebody comes to search, or else when all is quiet."""
    search, window = Late(lambda: _connected_search(desk)), desk.window
    window.search_field.entered.connect(search)
    window.actions_[Act.SEARCH].triggered.connect(lambda: search().ask())
    load = partial(desk.tasks.run, _load_search, lambda _: search())
    window.painted.connect(lambda: QTimer.singleShot(_REST_MS, window, load))


def _load_search() -> None:
    import immuno_reader.ui.wiring.searching  # noqa: F401  the window does not wait for it


def _connected_search(desk: Desk) -> "Search":
    from immuno_reader.ui.wiring.searching import connect_searching

    return connect_searching(desk)


def _connect_looking_up(desk: Desk) -> None:
    from immuno_reader.ui.wiring.looking_up import connect_looking_up
    from immuno_reader.ui.wiring.page_menu import connect_page_menu

    connect_looking_up(desk)
    connect_page_menu(desk)


def _bookmarks_panel(desk: Desk) -> "QWidget":
    from immuno_reader.ui.wiring.bookmark_list import bookmarks_panel

    return bookmarks_panel(desk)


def _look_again(desk: Desk, state: Qt.ApplicationState) -> None:
    """Look at the packs when the reader comes back to the window, perhaps from editing them."""
    if state == Qt.ApplicationState.ApplicationActive and desk.shelf.made:
        check_freshness(desk)


class _Log:
    """Writes down what nobody foresaw, and tells the reader that reading goes on."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def hear(
        self, kind: type[BaseException], error: BaseException, trace: "TracebackType | None"
    ) -> None:
        """Take an exception that no code caught."""
        import traceback

        text = "".join(traceback.format_exception(kind, error, trace))
        file = self._desk.profile.log
        try:
            is_long = file.exists() and file.stat().st_size > _LOG_BYTES
            with file.open("w" if is_long else "a", encoding="utf-8") as log:
                log.write(f"Immuno Reader {__version__}\n{text}\n")
            where = f"The details are in {file}."
        except OSError:
            where = ""
        self._desk.window.notice.say(
            f"Something did not work. Your bookmarks are safe, and you can read on. {where}",
            stays=True,
        )


def _close_on_signals(window: MainWindow) -> None:
    """Close, and so save, when the system asks the program to end."""
    if sys.platform == "win32":
        return
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    # Python hears of a signal only between its own steps; the pipe wakes Qt's loop at once.
    signal.set_wakeup_fd(writing)
    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, lambda *_: None)
    notifier = QSocketNotifier(reading, QSocketNotifier.Type.Read, window)
    notifier.activated.connect(lambda: notifier.setEnabled(False))
    notifier.activated.connect(window.close_unasked)
