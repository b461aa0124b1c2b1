"""Where the rows under the search field lead: looked at while one moves, opened with Enter."""

from typing import TYPE_CHECKING

from immuno_reader.identity import Place, TermRef
from immuno_reader.library.book import SectionEntry, TermName
from immuno_reader.library.results import Hit
from immuno_reader.ui.sidebar.search.row import PageHeading
from immuno_reader.ui.wiring.glossary import close_unheld, explain_row

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from immuno_reader.library.results import Finder
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.sidebar.search.row import Target


class Previewing:
    """Shows what a row leads to, while the reader stays where they are until they open one."""

    def __init__(self, desk: "Desk") -> None:
        """Show nothing yet."""
        self._desk = desk
        self._finder: Finder | None = None
        self._shown: Target | None = None
        """The row whose place is shown."""

    def take(self, finder: "Finder") -> None:
        """Know what other results mark; a page that shows marks shows these."""
        pane, had = self._desk.window.pane, self._finder
        self._finder = finder
        if had is not None and pane.finder is had:
            pane.set_finder(finder)

    def show(self, target: "Target | None", row: "QRect") -> None:
        """Show what a row leads to.

        Args:
            target: what it leads to; None for no row.
            row: where it is, in global coordinates.
        """
        ref, place = _term(target), self._place(target)
        card = self._desk.card.made
        if ref is None:
            close_unheld(self._desk)
        elif not (card and card.is_pinned):
            explain_row(self._desk, ref, row, take_focus=False)
        if place is not None:
            self._shown = target
            self._desk.navigator.peek(place)
            self._mark(target, place)

    def open(self, target: "Target", row: "QRect") -> None:
        """Go where a row leads, with the keyboard."""
        navigator = self._desk.navigator
        ref, place = _term(target), self._place(target)
        if ref is not None:
            explain_row(self._desk, ref, row, take_focus=True)
        elif place is not None:
            if navigator.is_peeking and self._shown == target:
                navigator.settle()
            else:
                navigator.go_to(place)
                self._mark(target, place)
            self._desk.window.pane.setFocus()

    def end(self) -> None:
        """Go back to where the reader is, and mark nothing."""
        pane, card = self._desk.window.pane, self._desk.card.made
        if self._finder is not None and pane.finder is self._finder:
            pane.set_finder(None)
        self._finder = self._shown = None
        if card and card.is_beside_row:
            close_unheld(self._desk)
        self._desk.navigator.come_back()

    def _place(self, target: "Target | None") -> Place | None:
        match target:
            case Hit() | PageHeading():
                return target.place
            case SectionEntry(ref=ref) if ref is not None:
                return self._desk.navigator.remembered.get(ref, Place(ref))
            case _:
                return None

    def _mark(self, target: "Target | None", place: Place) -> None:
        """Mark on the page what a search found there, and show the match that a row is for."""
        pane = self._desk.window.pane
        if not isinstance(target, Hit) or self._finder is None:
            return
        if pane.finder is not self._finder:
            pane.set_finder(self._finder)
        match = pane.first_match(place)
        if match is not None:
            pane.go_to_match(match)


def _term(target: "Target | None") -> TermRef | None:
    match target:
        case Hit(ref=TermRef() as ref) | TermName(ref=ref):
            return ref
        case _:
            return None
