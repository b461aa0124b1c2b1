"""What stands under the search field while somebody searches."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from immuno_reader.library.results import Hit
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.sidebar.search.listing import (
    command_rows,
    heading_rows,
    recent_rows,
    result_rows,
    trouble_rows,
    waiting_rows,
)
from immuno_reader.ui.sidebar.search.model import SearchModel
from immuno_reader.ui.sidebar.search.row import Deed
from immuno_reader.ui.sidebar.search.rows import SearchList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from immuno_reader.library.book import SectionEntry
    from immuno_reader.library.results import Results
    from immuno_reader.ui.commands import Command
    from immuno_reader.ui.sidebar.search.row import PageHeading, SearchRow
    from immuno_reader.ui.theme import Look

_REST_MS = 60
"""How long a row is chosen before it is previewed: longer than a key takes to repeat."""
_SETTLES_MS = 600
"""After so long without other results their number is read out, which every letter would change."""


class SearchPanel(QWidget):
    """Lists what was found, commands, headings, or what was before.

    Signals:
        rested: the reader rests on a row: its target, and where it is in global coordinates;
            None when they are on none any more.
        opened: a row was clicked or entered: its target, and where it is.
        search_used: something that a search found was opened: what was searched for.
        history_clear_requested: what was searched and read before is to be forgotten.
    """

    rested = Signal(object, QRect)
    opened = Signal(object, QRect)
    search_used = Signal(str)
    history_clear_requested = Signal()

    def __init__(self, look: "Look", parent: QWidget | None = None) -> None:
        """Make an empty panel."""
        super().__init__(parent)
        self._model = SearchModel(self)
        self._list = SearchList(self._model, look)
        self._list.row_clicked.connect(self.open_chosen)
        self._results: Results | None = None
        self._searches: Sequence[str] = ()
        self._sections: Sequence[SectionEntry] = ()
        self._is_recent = False
        """Whether what was before is shown."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._list)
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._tell_rest)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLES_MS)
        self._settled.timeout.connect(self._tell_count)

    def set_look(self, look: "Look") -> None:
        """Take the colours and sizes of a look."""
        self._list.set_look(look)

    # What is shown

    def show_results(self, results: "Results") -> None:
        """Show what a search found."""
        self._results = results
        self._show(result_rows(results))
        self._settled.start()

    def show_commands(self, commands: "Sequence[Command]", typed: str) -> None:
        """Show those commands that are meant."""
        self._results = None
        self._show(command_rows(commands, typed))
        self._settled.start()

    def show_headings(self, headings: "Sequence[PageHeading]", typed: str) -> None:
        """Show those headings of the page that are meant."""
        self._results = None
        self._show(heading_rows(headings, typed))
        self._settled.start()

    def show_recent(self) -> None:
        """Show what was searched and read before."""
        self._results = None
        self._settled.stop()
        self._show(recent_rows(self._searches, self._sections))
        self._is_recent = True

    def show_waiting(self) -> None:
        """Say that the book cannot be searched yet."""
        self._results = None
        self._show(waiting_rows())
        self._settled.start()

    def show_trouble(self, trouble: str) -> None:
        """Say why the book cannot be searched."""
        self._results = None
        self._show(trouble_rows(trouble))
        self._settled.start()

    def set_recent(self, searches: "Sequence[str]", sections: "Sequence[SectionEntry]") -> None:
        """Know what was searched and read before, the latest first."""
        self._searches, self._sections = tuple(searches), tuple(sections)
        if self._is_recent:
            self.show_recent()

    def _show(self, rows: "Iterable[SearchRow]") -> None:
        self._is_recent = False
        self.choose_none()
        self._model.show(rows)
        self._list.scrollToTop()

    # Moving and choosing

    @property
    def has_choice(self) -> bool:
        """Whether the reader has moved to a row."""
        return self._list.chosen is not None

    def choose_none(self) -> None:
        """Let no row be chosen, as when something else is typed."""
        self._list.choose_none()
        self._rest.stop()

    def walk(self, key: int) -> None:
        """Move as a key asks."""
        if self._list.walk(key):
            chosen = self._list.chosen
            announce(self._list, chosen.spoken if chosen else self._count())
            self._settled.stop()
            self._rest.start()

    def open_chosen(self) -> None:
        """Open the row that is chosen; the first thing found when none is."""
        if self._list.chosen is None:
            self._list.choose_first()
        chosen = self._list.chosen
        if chosen is None:
            return
        self._rest.stop()
        target, results = chosen.target, self._results
        if target is Deed.CLEAR_HISTORY:
            self.history_clear_requested.emit()
        elif target is not None:
            if results is not None and isinstance(target, Hit):
                self.search_used.emit(results.corrected or " ".join(results.query.split()))
            self.opened.emit(target, self._list.row_rect())

    def hideEvent(self, event: QHideEvent) -> None:
        """Say nothing more of what nobody sees."""
        super().hideEvent(event)
        self._rest.stop()
        self._settled.stop()

    def _tell_rest(self) -> None:
        chosen = self._list.chosen
        self.rested.emit(chosen.target if chosen else None, self._list.row_rect())

    def _tell_count(self) -> None:
        announce(self._list, self._count())

    def _count(self) -> str:
        """Say what there is, for who does not see it."""
        rows = [self._model.row(self._model.index(at)) for at in range(self._model.rowCount())]
        texts = [row.title.text for row in rows if row.kind == "text"]
        count = len(self._results.hits if self._results else self._model.choices)
        if count:
            texts.append(
                self.tr("1 result") if count == 1 else self.tr("{0} results").format(count)
            )
        return " ".join(texts)
