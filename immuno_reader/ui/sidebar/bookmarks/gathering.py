"""Arranging and filtering however much is kept, without the window waiting for it."""

from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from immuno_reader.ui.day import today
from immuno_reader.ui.sidebar.bookmarks.arranging import (
    Arrangement,
    Entry,
    Places,
    Row,
    Steps,
    arranged,
    rows_of,
)
from immuno_reader.ui.sidebar.bookmarks.filtering import Filter, Texts, filtered
from immuno_reader.ui.sidebar.bookmarks.labels import known_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from immuno_reader.shelf.bookshelf import Bookshelf

_AT_ONCE_UP_TO = 500
"""So many bookmarks are looked at before the window is drawn again; more in turns."""
_TURN_S = 0.006
"""How long a turn may be: short of a frame, with what Qt has to do besides."""


class Gathered(NamedTuple):
    """What is to be shown."""

    rows: "Sequence[Row]"
    shown: int
    """How many bookmarks are among them."""
    total: int
    """How many there are in all."""
    labels: tuple[str, ...]
    """All labels in use."""


class Gathering(QObject):
    """Finds what is to be shown of a shelf, and in which order.

    Signals:
        gathered: what is to be shown now.
    """

    gathered = Signal(object)

    def __init__(self, shelf: "Bookshelf", parent: QObject | None = None) -> None:
        """Gather nothing yet."""
        super().__init__(parent)
        self._shelf = shelf
        self._arrangement: Arrangement = "place"
        self._places = Places({}, frozenset())
        self._wanted = Filter()
        self._entries: Sequence[Entry] = ()
        """All that is kept, in order."""
        self._is_arranged = False
        """Whether that is so; what was in order before is let go of in a turn of its own."""
        self._labels: tuple[str, ...] = ()
        self._texts = Texts()
        self._steps: Steps[Gathered] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._take_turn)

    def arrange(self, arrangement: Arrangement, places: Places) -> None:
        """Gather all anew, in an order."""
        self._arrangement, self._places, self._is_arranged = arrangement, places, False
        self._begin()

    def filter(self, wanted: Filter) -> None:
        """Gather what is wanted; what was asked for before is not finished."""
        self._wanted = wanted
        self._begin()

    def _begin(self) -> None:
        self._steps = self._gather()
        if self._shelf.bookmark_count <= _AT_ONCE_UP_TO:
            self._go_on(until=float("inf"))
        else:
            self._timer.start()

    def _take_turn(self) -> None:
        self._go_on(until=perf_counter() + _TURN_S)

    def _go_on(self, until: float) -> None:
        assert self._steps is not None
        gathered = None
        try:
            while perf_counter() < until:
                next(self._steps)
        except StopIteration as end:
            gathered = end.value
        if gathered is not None:
            self._timer.stop()
            self.gathered.emit(gathered)

    def _gather(self) -> Steps[Gathered]:
        if not self._is_arranged:
            bookmarks = self._shelf.bookmarks
            yield
            ordered = yield from arranged(bookmarks, self._arrangement, self._places, today())
            yield
            self._entries, self._is_arranged = ordered, True
            yield
            self._labels = known_labels(bookmarks)
            yield
            self._texts.forget_all_but(bookmark.id for bookmark in bookmarks)
            yield
        entries = yield from filtered(self._entries, self._wanted, self._texts)
        rows = yield from rows_of(entries)
        yield  # what is done with it has a turn of its own
        return Gathered(rows, len(entries), len(self._entries), self._labels)
