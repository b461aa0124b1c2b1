"""Work off the interface thread, with its result back on it."""

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class _Relay(QObject):
    ended = Signal(object, object, object)


class _Work(QRunnable):
    def __init__(
        self, work: "Callable[[], Any]", done: "Callable[[Any], object]", relay: _Relay
    ) -> None:
        super().__init__()
        self._work = work
        self._done = done
        self._relay = relay

    def run(self) -> None:
        try:
            result, error = self._work(), None
        except Exception as caught:
            result, error = None, caught
        self._relay.ended.emit(self._done, result, error)


class Tasks(QObject):
    """Runs small jobs, one at a time, in the order asked for.

    Signals:
        failed: a job raised: the exception.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet."""
        super().__init__(parent)
        self._pool = QThreadPool(self)
        # One at a time, so that the later of two saves of a file is the one that stays.
        self._pool.setMaxThreadCount(1)
        self._relay = _Relay(self)
        self._relay.ended.connect(self._end)

    def run(self, work: "Callable[[], _T]", done: "Callable[[_T], object]") -> None:
        """Do some work elsewhere, then call ``done`` with its result here."""
        self._pool.start(_Work(work, done, self._relay))

    def finish(self, timeout_ms: int) -> bool:
        """Wait for what is under way; False when it takes longer."""
        return self._pool.waitForDone(timeout_ms)

    def _end(self, done: "Callable[[Any], object]", result: object, error: object) -> None:
        if error is None:
            done(result)
        else:
            self.failed.emit(error)
