"""News of the shelf, brought to the interface thread; and what Undo would take back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from immuno_reader.errors import ShelfError
    from immuno_reader.shelf.changes import Change

_KEPT = 50


class ShelfNews(QObject):
    """Tells of changes to the shelf, which may come from the thread that saves it.

    Signals:
        changed: the collection is another: the change.
        failed: something could not be saved: the error.
    """

    changed = Signal(object)
    failed = Signal(object)

    def tell(self, change: "Change", initiator: object) -> None:
        """Hear from the shelf, on whatever thread."""
        self.changed.emit(change)

    def tell_failure(self, error: "ShelfError") -> None:
        """Hear from the shelf that saving failed, on whatever thread."""
        self.failed.emit(error)


class UndoStack(QObject):
    """The changes that the reader made and may take back, the latest first.

    Signals:
        changed: whether there is anything to take back may differ now.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Start with nothing to take back."""
        super().__init__(parent)
        self._changes: list[Change] = []

    def __len__(self) -> int:
        """Return how many steps can be taken back."""
        return len(self._changes)

    def push(self, change: "Change") -> None:
        """Note a change just made."""
        self._changes.append(change)
        del self._changes[:-_KEPT]
        self.changed.emit()

    def pop(self) -> "Change | None":
        """Return the latest change and forget it; None when there is none."""
        change = self._changes.pop() if self._changes else None
        self.changed.emit()
        return change
