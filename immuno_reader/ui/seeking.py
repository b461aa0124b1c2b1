"""Searching off the interface thread: only the newest question is asked and answered."""

import gc
from collections.abc import Callable
from pathlib import Path
from threading import Condition, Thread
from typing import TYPE_CHECKING, NamedTuple, Protocol

from PySide6.QtCore import QObject, Qt, Signal

from immuno_reader.ui.background import unfelt

if TYPE_CHECKING:
    from immuno_reader.identity import Language
    from immuno_reader.library.results import Results


class Searches(Protocol):
    """What searches one library; to be used from the thread that opened it."""

    def search(self, typed: str, *, literally: bool = False) -> "Results":
        """Return what was found; raise ``LibraryError`` when the file is damaged."""

    def close(self) -> None:
        """Let go of the file."""


Opens = Callable[[Path, "Language | None"], Searches]
"""Opens a library to search it, in a language; raises ``LibraryError``."""


class _Question(NamedTuple):
    typed: str
    literally: bool


class _Job(NamedTuple):
    """What the other thread is to do."""

    number: int
    library: "tuple[Path, Language | None] | None"
    """What is to be opened first, if that is another library than before."""
    question: _Question | None


class Seeking(QObject):
    """Asks a thread of its own what stands in the search field.

    A question that is overtaken by another before its turn is never asked, and what comes back
    for one that no longer stands is dropped.

    Signals:
        found: what the question that stands has found: ``Results``.
        failed: the library cannot be searched: the exception.
    """

    found = Signal(object)
    failed = Signal(object)
    _answered = Signal(int, object, object)

    def __init__(self, open_library: Opens, parent: QObject | None = None) -> None:
        """Start no thread yet.

        Args:
            open_library: called in the other thread; what it returns is used there alone.
            parent: the owner.
        """
        super().__init__(parent)
        self._question: _Question | None = None
        self._number = 0
        """Which job is the newest; what comes back for others is dropped."""
        self._is_answered = True
        self._mind = _Mind(open_library, self._answered.emit)
        self._answered.connect(self._take, Qt.ConnectionType.QueuedConnection)

    @property
    def is_pending(self) -> bool:
        """Whether a question stands that is not answered yet."""
        return self._question is not None and not self._is_answered

    def search_in(self, file: "Path", language: "Language | None") -> None:
        """Search in another library from now on; a question that stands is asked again."""
        self._number += 1
        self._is_answered = False
        self._mind.turn_to(_Job(self._number, (file, language), self._question))

    def seek(self, typed: str, *, literally: bool = False) -> None:
        """Ask; what was asked before does not stand any more."""
        self._question = _Question(typed, literally)
        self._number += 1
        self._is_answered = False
        self._mind.turn_to(_Job(self._number, None, self._question))

    def forget(self) -> None:
        """Let no question stand."""
        self._question = None
        self._number += 1
        self._is_answered = True

    def stop(self, timeout_s: float) -> None:
        """End the thread, and wait until it has let go of the file."""
        self.forget()
        self._mind.stop(timeout_s)

    def _take(self, number: int, results: "Results | None", error: Exception | None) -> None:
        if number != self._number:
            return
        if error is not None:
            self._is_answered = True
            self.failed.emit(error)
        elif results is not None:
            self._is_answered = True
            self.found.emit(results)


class _Mind:
    """The other thread, which holds the newest job and no other."""

    def __init__(
        self, open_library: Opens, answer: "Callable[[int, object, object], None]"
    ) -> None:
        self._open = open_library
        self._answer = answer
        self._changed = Condition()
        self._job: _Job | None = None
        self._is_over = False
        self._thread: Thread | None = None
        self._searcher: Searches | None = None
        self._trouble: Exception | None = None
        """Why there is none."""

    def turn_to(self, job: _Job) -> None:
        """Do this next, in place of what has not been begun."""
        with self._changed:
            waiting = self._job
            if job.library is None and waiting is not None and waiting.library is not None:
                job = job._replace(library=waiting.library)
            self._job = job
            self._changed.notify()
        if self._thread is None:
            self._thread = Thread(target=self._run, name="search", daemon=True)
            self._thread.start()

    def stop(self, timeout_s: float) -> None:
        with self._changed:
            self._is_over = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(timeout_s)

    def _run(self) -> None:
        while (job := self._next()) is not None:
            results, error = None, None
            try:
                with unfelt():
                    results = self._do(job)
            except Exception as caught:
                error = caught
            try:
                self._answer(job.number, results, error)
            except RuntimeError:
                break  # the window has gone, and with it whoever asked
        self._close()

    def _next(self) -> _Job | None:
        with self._changed:
            self._changed.wait_for(lambda: self._job is not None or self._is_over)
            job, self._job = self._job, None
            return None if self._is_over else job

    def _do(self, job: _Job) -> "Results | None":
        if job.library is not None:
            self._open_anew(*job.library)
        if self._trouble is not None:
            raise self._trouble
        if job.question is None or self._searcher is None:
            return None
        return self._searcher.search(job.question.typed, literally=job.question.literally)

    def _open_anew(self, file: Path, language: "Language | None") -> None:
        self._close()
        self._trouble = None
        try:
            self._searcher = self._open(file, language)
            gc.freeze()  # what it holds stays, and is not looked at again
        except Exception as error:
            self._trouble = error

    def _close(self) -> None:
        searcher, self._searcher = self._searcher, None
        if searcher is not None:
            searcher.close()
