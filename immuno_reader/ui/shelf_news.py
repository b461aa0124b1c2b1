"""News of the shelf, brought to the interface thread; and what Undo would take back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from immuno_reader.errors import ShelfError
    from immuno_reader.shelf.changes import Change

_KEPT = 50


class ShelfNews(QObject):
    """Tells of changes to the shelf, which may come from the thread that saves it.

    Signals:
        changed: the collection is another: the change.
        failed: something could not be saved: the error.
        saved_again: what could not be saved is saved now.
    """

    changed = Signal(object)
    failed = Signal(object)
    saved_again = Signal()

    def tell(self, change: "Change", initiator: object) -> None:
        """Hear from the shelf, on whatever thread."""
        self.changed.emit(change)

    def tell_failure(self, error: "ShelfError") -> None:
        """Hear from the shelf that saving failed, on whatever thread."""
        self.failed.emit(error)


class UndoStack(QObject):
    """The changes that the reader made and may take back, and those taken back, the latest first.

    Signals:
        changed: whether there is anything to take back, or to do again, may differ now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to take back."""
        super().__init__(parent)
        self._done: list[Change] = []
        self._undone: list[Change] = []

    @property
    def can_undo(self) -> bool:
        """Whether anything can be taken back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether anything that was taken back can be done again."""
        return bool(self._undone)

    def push(self, change: "Change") -> None:
        """Note a change just made; one that had no effect is none."""
        if change.inverse is None:
            return
        self._done.append(change)
        del self._done[:-_KEPT]
        self._undone.clear()
        self.changed.emit()

    def undo(self, take_back: "Callable[[Change], Change]") -> "Change | None":
        """Take the latest change back; return what that changed, or None where there was none."""
        return self._step(self._done, self._undone, take_back)

    def redo(self, take_back: "Callable[[Change], Change]") -> "Change | None":
        """Do again what was taken back last; return what that changed, or None."""
        return self._step(self._undone, self._done, take_back)

    def _step(
        self,
        changes: "list[Change]",
        others: "list[Change]",
        take_back: "Callable[[Change], Change]",
    ) -> "Change | None":
        if not changes:
            return None
        back = take_back(changes.pop())
        if back.inverse is not None:
            others.append(back)
        self.changed.emit()
        return back
