"""Where the reader is, where they were, and the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from immuno_reader.identity import Place, SectionRef

if TYPE_CHECKING:
    from collections.abc import Mapping

_KEPT = 200
"""Steps back that are kept; a long day's reading."""


class Navigator(QObject):
    """Owns the present place, the history, and the place last read in each section.

    Places are blocks and characters, so going back after a change of size, width or theme
    returns to the same line.

    The reader may also peek at a place, as one looks up something with a finger kept between the
    pages: it is shown, but they are still where they were until they settle there.

    Signals:
        place_changed: somewhere else is to be shown.
        place_shown: it is on the page, and what stands around the page may follow.
        history_changed: whether there is a way back or forward may differ now.
    """

    place_changed = Signal(Place)
    place_shown = Signal(Place)
    history_changed = Signal()

    def __init__(
        self, remembered: "Mapping[SectionRef, Place]", parent: QObject | None = None
    ) -> None:
        """Start nowhere, with the places of an earlier session."""
        super().__init__(parent)
        self._history: list[Place] = []
        self._index = -1
        self._remembered = dict(remembered)
        self._peeked: Place | None = None

    @property
    def place(self) -> Place | None:
        """Where the reader is; while they peek, where they come back to."""
        return self._history[self._index] if self._history else None

    @property
    def shown(self) -> Place | None:
        """What is shown: where the reader peeks, or else where they are."""
        return self._peeked or self.place

    @property
    def is_peeking(self) -> bool:
        """Whether another place is shown than the one where the reader is."""
        return self._peeked is not None

    @property
    def remembered(self) -> "Mapping[SectionRef, Place]":
        """The place last read in each section, the latest section last."""
        return self._remembered

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place before this one, or one that was left to peek."""
        return self._index > 0 or self.is_peeking

    @property
    def can_go_forward(self) -> bool:
        """Whether the reader has gone back from somewhere."""
        return self._index + 1 < len(self._history)

    def go_to(self, place: Place) -> None:
        """Go somewhere new, leaving a way back."""
        was_peeking, self._peeked = self.is_peeking, None
        if place == self.place:
            self._show(place)
            if was_peeking:
                self.history_changed.emit()
            return
        self._add(place)
        self._arrive()

    def move_to(self, place: Place) -> None:
        """Show another place of the section without a way back, as scrolling leaves none."""
        self.scrolled_to(place)
        self._show(place)

    def reopen(self, section: SectionRef) -> None:
        """Go to a section, to the place where it was left."""
        self.go_to(self._remembered.get(section, Place(section)))

    def back(self) -> None:
        """Return to the place before, if there is one; from peeking, to where the reader is."""
        if self.is_peeking:
            self.come_back()
        else:
            self._step(-1)

    def forward(self) -> None:
        """Undo a step back, if there was one."""
        self._step(1)

    def peek(self, place: Place) -> None:
        """Show a place without going there."""
        if self.place is None:
            self.go_to(place)
            return
        was_peeking, self._peeked = self.is_peeking, place
        self._show(place)
        if not was_peeking:
            self.history_changed.emit()

    def settle(self) -> None:
        """Stay where the reader peeks, which is shown already, leaving a way back."""
        if self._peeked is None:
            return
        place, self._peeked = self._peeked, None
        if place != self.place:
            self._add(place)
            self._remember(place)
        self.history_changed.emit()

    def come_back(self) -> None:
        """Show again where the reader was before they peeked."""
        if self._peeked is None or self.place is None:
            return
        self._peeked = None
        self._show(self.place)
        self.history_changed.emit()

    def scrolled_to(self, place: Place) -> None:
        """Note that the reader has moved within the section; nothing is to be shown."""
        if self._peeked is not None:
            if self._peeked.section == place.section:
                self._peeked = place
        elif self.place is not None and self.place.section == place.section:
            self._history[self._index] = place
            self._remember(place)

    def forget(self) -> None:
        """Keep nothing of where the reader was before; they stay where they are."""
        place = self.place
        self._history = [] if place is None else [place]
        self._index = len(self._history) - 1
        self._remembered = {}
        self.history_changed.emit()

    def _add(self, place: Place) -> None:
        del self._history[self._index + 1 :]
        self._history.append(place)
        del self._history[:-_KEPT]
        self._index = len(self._history) - 1

    def _step(self, by: int) -> None:
        if 0 <= self._index + by < len(self._history):
            self._peeked = None
            self._index += by
            self._arrive()

    def _arrive(self) -> None:
        place = self._history[self._index]
        self._remember(place)
        self._show(place)
        self.history_changed.emit()

    def _show(self, place: Place) -> None:
        self.place_changed.emit(place)
        self.place_shown.emit(place)

    def _remember(self, place: Place) -> None:
        self._remembered.pop(place.section, None)
        self._remembered[place.section] = place
