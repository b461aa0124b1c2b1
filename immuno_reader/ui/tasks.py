"""Work off the interface thread, with its result back on it."""

import atexit
from collections import deque
from functools import partial
from threading import Condition, Thread
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QCoreApplication, QObject, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")


class _Relay(QObject):
    """Has something called by the interface thread.

    It is the application's child, not the window's: what deletes an object while another thread
    speaks through it brings Qt down.
    """

    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__(QCoreApplication.instance())
        self.asked.connect(self._call)

    def _call(self, what: "Callable[[], None]") -> None:
        what()


class Tasks(QObject):
    """Runs small jobs, one at a time, in the order asked for.

    Not in Qt's thread pool: that waits for its jobs when it is deleted with the window, and PySide
    holds Python's lock meanwhile, for which the jobs wait. A disk that hangs would hang it forever.

    Signals:
        failed: a job raised: the exception.
    """

    failed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        """Start no thread yet."""
        super().__init__(parent)
        self._asked: deque[tuple[Callable[[], Any], Callable[[Any], object]]] = deque()
        self._news = Condition()
        self._is_working = False
        """Whether there is a thread, which ends when nothing is left to be done."""
        self._relay = _Relay()
        self._is_heard = True
        """Whether Qt still lives."""
        atexit.register(self._fall_silent)

    def run(self, work: "Callable[[], _T]", done: "Callable[[_T], object]") -> None:
        """Do some work elsewhere, then call ``done`` with its result here."""
        with self._news:
            self._asked.append((work, done))
            if self._is_working:
                return
            self._is_working = True
        # One at a time, so that the later of two saves of a file is the one that stays.
        Thread(target=self._work, name="tasks", daemon=True).start()

    def finish(self, timeout_ms: int) -> bool:
        """Wait for what is under way; False when it takes longer."""
        with self._news:
            return self._news.wait_for(lambda: not self._is_working, timeout_ms / 1000)

    def _work(self) -> None:
        while True:
            with self._news:
                if not self._asked:
                    self._is_working = False
                    self._news.notify_all()
                    return
                work, done = self._asked.popleft()
            result, error = None, None
            try:
                result = work()
            except Exception as caught:
                error = caught
            with self._news:
                if self._is_heard:
                    self._relay.asked.emit(partial(self._end, done, result, error))

    def _fall_silent(self) -> None:
        with self._news:
            self._is_heard = False

    def _end(self, done: "Callable[[Any], object]", result: object, error: object) -> None:
        if not isValid(self):
            return  # the window has gone, and with it whoever would have been told
        if error is None:
            done(result)
        else:
            self.failed.emit(error)
