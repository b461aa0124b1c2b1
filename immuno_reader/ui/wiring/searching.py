"""Finding anything: the field, what is found while one types, and the commands of the menus."""

import sys
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtWidgets import QApplication, QWidget

from immuno_reader.errors import LibraryError, ReaderError
from immuno_reader.identity import Language, Place
from immuno_reader.ui.actions import Act
from immuno_reader.ui.commands import Command, commands_of
from immuno_reader.ui.late import Late
from immuno_reader.ui.seeking import Searches, Seeking
from immuno_reader.ui.sidebar.search.panel import SearchPanel
from immuno_reader.ui.sidebar.search.row import Again, Deed, Literally, PageHeading
from immuno_reader.ui.sidebar.search.wish import Wish
from immuno_reader.ui.wiring.previewing import Previewing
from immuno_reader.ui.wiring.session import clear_history, recent, remember_search

if TYPE_CHECKING:
    from pathlib import Path

    from immuno_reader.library.results import Results
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.sidebar.search.row import Target

_LAST_CHANCE_S = 2.0
"""The longest that closing waits for a search that is under way."""


def connect_searching(desk: "Desk") -> "Search":
    """Connect the field and what it finds with the page, the card and the menus."""
    search, window, field = Search(desk), desk.window, desk.window.search_field
    field.asked_for.connect(search.begin)
    field.textChanged.connect(search.take)
    field.row_key_pressed.connect(search.move)
    field.returnPressed.connect(search.enter)
    field.escaped.connect(search.escape)
    field.left.connect(search.leave_if_empty)
    window.sidebar.uncovered.connect(search.end)
    desk.library.replaced.connect(search.take_library)
    desk.preparing.failed.connect(search.tell_unprepared)
    desk.preferences.look_changed.connect(search.take_look)
    window.closing.connect(search.stop)
    application = QApplication.instance()
    if isinstance(application, QApplication):
        application.focusChanged.connect(search.follow_keyboard)
    return search


class Search(QObject):
    """What the reader is looking for in one window, from the first letter to Escape."""

    def __init__(self, desk: "Desk") -> None:
        """Look for nothing yet."""
        super().__init__(desk.window)
        self._desk = desk
        self._field = desk.window.search_field
        self._previewing = Previewing(desk)
        self._panel = Late(self._made_panel)
        self._seeking = Late(self._made_seeking)
        self._came_from: QWidget | None = None
        """What had the keyboard before the field was asked for."""
        self._commands: tuple[Command, ...] = ()
        self._is_entered = False
        """Whether Enter was pressed before there was anything to open."""
        self._is_ending = False
        self._told = ""
        """Which state of the book has been told to be damaged; each is rebuilt once."""

    def _made_panel(self) -> SearchPanel:
        panel = SearchPanel(self._desk.preferences.look)
        panel.rested.connect(self._previewing.show)
        panel.opened.connect(self._open)
        panel.search_used.connect(partial(remember_search, self._desk))
        panel.history_clear_requested.connect(self._clear_history)
        return panel

    def _made_seeking(self) -> Seeking:
        seeking = Seeking(_open_searcher, self)
        seeking.found.connect(self._show)
        seeking.failed.connect(self._tell)
        self._search_in_library(seeking)
        return seeking

    # The field

    def ask(self) -> None:
        """Give the keyboard to the field, wherever it is."""
        focused = QApplication.focusWidget()
        if focused is not self._field:
            self._came_from = focused
        self._desk.window.actions_[Act.SIDEBAR].setChecked(True)
        self._field.ask()

    def begin(self) -> None:
        """Get ready, and show what was before while nothing is typed."""
        self._seeking()
        if not self._field.text():
            self._show_recent()

    def take(self, typed: str) -> None:
        """Look for what stands in the field now."""
        if self._is_ending:
            return
        self._is_entered = False
        wish, panel = Wish.of(typed), self._panel()
        panel.choose_none()
        if wish.kind != "command":
            self._commands = ()
        if wish.kind != "search" and self._seeking.made:
            self._seeking.made.forget()
        match wish.kind:
            case "search":
                self._seeking().seek(typed)
                if not self._is_searchable:
                    panel.show_waiting()
                    self._cover()
            case "command":
                self._commands = self._commands or commands_of(self._desk.window.menuBar())
                panel.show_commands(self._commands, wish.words)
                self._cover()
            case "heading":
                panel.show_headings(self._headings(), wish.words)
                self._cover()
            case "nothing":
                self._show_recent()

    def _show_recent(self) -> None:
        self._panel().set_recent(*recent(self._desk))
        self._panel().show_recent()
        self._cover()

    def _clear_history(self) -> None:
        clear_history(self._desk)
        self._show_recent()

    def move(self, key: int) -> None:
        """Move through the rows."""
        if self._desk.window.sidebar.is_covered:
            self._panel().walk(key)
        else:
            self.begin()

    def enter(self) -> None:
        """Open the row that is chosen, or the first thing found, as soon as it is."""
        panel, seeking = self._panel(), self._seeking()
        if seeking.is_pending and not panel.has_choice:
            self._is_entered = True
        elif self._desk.window.sidebar.is_covered:
            panel.open_chosen()

    def escape(self) -> None:
        """Clear what is typed; from the empty field, go back to where the keyboard was."""
        was_empty = not self._field.text()
        self.end()
        if was_empty:
            self._return_keyboard()

    def leave_if_empty(self) -> None:
        """Leave the field, where nothing stands in it."""
        if Wish.of(self._field.text()).kind == "nothing":
            self.end()

    def end(self) -> None:
        """End the search: everything is as it was, or where the reader has gone meanwhile."""
        if self._is_ending:
            return
        self._is_ending = True
        try:
            self._field.clear()
            self._commands, self._is_entered = (), False
            if self._seeking.made:
                self._seeking.made.forget()
            if self._panel.made:
                self._panel.made.choose_none()
            self._previewing.end()
            self._desk.window.sidebar.uncover()
        finally:
            self._is_ending = False

    def follow_keyboard(self, _: QWidget | None, now: QWidget | None) -> None:
        """Let the reader stay where they peek, once they go to the page with the keyboard."""
        window, card = self._desk.window, self._desk.card.made
        if not self._desk.navigator.is_peeking or now is None or not window.isAncestorOf(now):
            return
        is_on_card = card is not None and (now is card or card.isAncestorOf(now))
        if not (is_on_card or window.sidebar.isAncestorOf(now)):
            self._desk.navigator.settle()

    def _cover(self) -> None:
        self._desk.window.sidebar.cover(self._panel())

    def _return_keyboard(self) -> None:
        came_from, self._came_from = self._came_from, None
        if came_from is not None and shiboken6.isValid(came_from) and came_from.isVisible():
            came_from.setFocus()
        else:
            self._desk.window.pane.setFocus()

    # What is found

    def _show(self, results: "Results") -> None:
        self._told = ""
        self._previewing.take(results.finder)
        self._panel().show_results(results)
        self._cover()
        if self._is_entered:
            self._is_entered = False
            self._panel().open_chosen()

    def _headings(self) -> tuple[PageHeading, ...]:
        section = self._desk.window.pane.section
        if section is None:
            return ()
        return tuple(
            PageHeading(heading.text, heading.level, Place(section.ref, heading.block))
            for heading in section.headings
        )

    def _open(self, target: "Target", row: QRect) -> None:
        match target:
            case Literally(query=query):
                self._panel().choose_none()
                self._seeking().seek(query, literally=True)
            case Again(query=query):
                self._field.setText(query)
            case Deed.CONTENTS:
                self.end()
                self._desk.window.actions_[Act.CONTENTS].trigger()
            case Command(action=action):
                self.end()
                self._return_keyboard()
                if shiboken6.isValid(action):
                    action.trigger()
            case PageHeading():
                self._previewing.open(target, row)
                self.end()
            case _:
                self._previewing.open(target, row)

    # The library

    @property
    def _is_searchable(self) -> bool:
        library = self._desk.library.library
        return library is not None and not library.is_partial

    def take_library(self) -> None:
        """Search in the library that is open now."""
        if self._seeking.made:
            self._search_in_library(self._seeking.made)

    def _search_in_library(self, seeking: Seeking) -> None:
        library = self._desk.library.library
        if library is not None and self._is_searchable:
            language = self._desk.library.language
            seeking.search_in(library.path, Language(language) if language else None)

    def _tell(self, error: Exception) -> None:
        library = self._desk.library.library
        if not isinstance(error, ReaderError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif isinstance(error, LibraryError) and library and library.fingerprint != self._told:
            # Compiled anew, it comes back as another library, and the question is asked again.
            self._told = library.fingerprint
            if self._field.text():
                self._panel().show_waiting()
                self._cover()
            self._desk.library.tell(error)
            return
        self.tell_unprepared(error)

    def tell_unprepared(self, error: Exception) -> None:
        """Say that what stands in the field cannot be searched for."""
        if Wish.of(self._field.text()).kind == "search":
            self._panel().show_trouble(str(error))
            self._cover()

    def take_look(self) -> None:
        """Take the colours and sizes of the look that there is now."""
        if self._panel.made:
            self._panel.made.set_look(self._desk.preferences.look)

    def stop(self) -> None:
        """End the other thread: the window closes."""
        if self._seeking.made:
            self._seeking.made.stop(_LAST_CHANCE_S)


def _open_searcher(file: "Path", language: Language | None) -> Searches:
    # Loaded by the first search, in its own thread: what the engine needs takes its time.
    from immuno_reader.library.searching import Searcher

    return Searcher.open(file, language)
