"""Only the newest question is asked and answered, off the interface thread."""

from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import TYPE_CHECKING

import pytest

from immuno_reader.errors import LibraryError
from immuno_reader.identity import Language
from immuno_reader.library.results import Results
from immuno_reader.ui.seeking import Seeking

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

BOOK, OTHER = Path("book.library"), Path("other.library")
ENGLISH, SPANISH = Language("en"), Language("es")


class Shelf:
    """Opens searchers, and knows what became of them."""

    def __init__(self) -> None:
        self.opened: list[tuple[Path, Language | None]] = []
        self.closed: list[Path] = []
        self.asked: list[tuple[str, bool]] = []
        self.damaged: set[Path] = set()
        self.held = Event()
        """Set while a search need not wait."""
        self.held.set()
        self.is_busy = Event()

    def open(self, file: Path, language: Language | None) -> "Searcher":
        self.opened.append((file, language))
        if file in self.damaged:
            raise LibraryError("The prepared book is damaged.")
        return Searcher(self, file)


class Searcher:
    """Finds nothing, and insists on its own thread."""

    def __init__(self, shelf: Shelf, file: Path) -> None:
        self.shelf, self.file, self.thread = shelf, file, current_thread()
        assert self.thread is not main_thread()

    def search(self, typed: str, *, literally: bool = False) -> Results:
        assert current_thread() is self.thread
        self.shelf.asked.append((typed, literally))
        self.shelf.is_busy.set()
        assert self.shelf.held.wait(10)
        if typed == "damaged":
            raise LibraryError("The prepared book is damaged.")
        if typed == "bug":
            raise KeyError(typed)
        return Results(typed, self.file.stem, (), (), lambda _: [])

    def close(self) -> None:
        assert current_thread() is self.thread
        self.shelf.closed.append(self.file)


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def seeking(qapp: object, shelf: Shelf) -> "Iterator[Seeking]":
    made = Seeking(shelf.open)
    yield made
    shelf.held.set()
    made.stop(10)


def test_a_question_is_answered(seeking: Seeking, shelf: Shelf, qtbot: "QtBot") -> None:
    seeking.search_in(BOOK, ENGLISH)
    with qtbot.waitSignal(seeking.found) as found:
        seeking.seek("rash", literally=True)
    assert found.args[0].query == "rash"
    assert shelf.asked == [("rash", True)]
    assert shelf.opened == [(BOOK, ENGLISH)]


def test_only_the_newest_question_is_asked_and_answered(
    seeking: Seeking, shelf: Shelf, qtbot: "QtBot"
) -> None:
    shelf.held.clear()
    answers: list[Results] = []
    seeking.found.connect(answers.append)
    seeking.search_in(BOOK, None)
    seeking.seek("r")
    assert shelf.is_busy.wait(10)
    for typed in ("ra", "ras", "rash"):
        seeking.seek(typed)
    assert seeking.is_pending
    shelf.held.set()
    qtbot.waitUntil(lambda: not seeking.is_pending)
    assert [answer.query for answer in answers] == ["rash"]
    assert [typed for typed, _ in shelf.asked] == ["r", "rash"]


def test_an_answer_is_dropped_once_nobody_asks_any_more(
    seeking: Seeking, shelf: Shelf, qtbot: "QtBot"
) -> None:
    shelf.held.clear()
    answers: list[Results] = []
    seeking.found.connect(answers.append)
    seeking.search_in(BOOK, None)
    seeking.seek("rash")
    assert shelf.is_busy.wait(10)
    seeking.forget()
    assert not seeking.is_pending
    shelf.held.set()
    with qtbot.waitSignal(seeking.found):
        seeking.seek("cough")
    assert [answer.query for answer in answers] == ["cough"]


def test_a_question_waits_for_its_library(seeking: Seeking, shelf: Shelf, qtbot: "QtBot") -> None:
    seeking.seek("rash")
    assert seeking.is_pending
    with qtbot.waitSignal(seeking.found) as found:
        seeking.search_in(BOOK, None)
    assert found.args[0].query == "rash"


def test_another_library_is_asked_the_question_that_stands(
    seeking: Seeking, shelf: Shelf, qtbot: "QtBot"
) -> None:
    seeking.search_in(BOOK, ENGLISH)
    with qtbot.waitSignal(seeking.found):
        seeking.seek("rash", literally=True)
    with qtbot.waitSignal(seeking.found) as found:
        seeking.search_in(OTHER, SPANISH)
    assert found.args[0].corrected == "other"
    assert shelf.opened == [(BOOK, ENGLISH), (OTHER, SPANISH)]
    assert shelf.closed == [BOOK]
    assert shelf.asked == [("rash", True)] * 2


def test_a_question_that_overtakes_a_change_of_library_does_not_undo_it(
    seeking: Seeking, shelf: Shelf, qtbot: "QtBot"
) -> None:
    shelf.held.clear()
    seeking.search_in(BOOK, None)
    seeking.seek("r")
    assert shelf.is_busy.wait(10)
    seeking.search_in(OTHER, None)
    seeking.seek("rash")
    with qtbot.waitSignal(seeking.found) as found:
        shelf.held.set()
    assert (found.args[0].query, found.args[0].corrected) == ("rash", "other")


def test_a_damaged_library_is_told_and_another_takes_its_place(
    seeking: Seeking, shelf: Shelf, qtbot: "QtBot"
) -> None:
    shelf.damaged.add(BOOK)
    with qtbot.waitSignal(seeking.failed) as failed:
        seeking.search_in(BOOK, None)
    assert isinstance(failed.args[0], LibraryError)
    with qtbot.waitSignal(seeking.failed):
        seeking.seek("rash")
    with qtbot.waitSignal(seeking.found) as found:
        seeking.search_in(OTHER, None)
    assert found.args[0].query == "rash"


@pytest.mark.parametrize(("typed", "kind"), [("damaged", LibraryError), ("bug", KeyError)])
def test_what_a_search_raises_is_told_and_ends_nothing(
    seeking: Seeking, qtbot: "QtBot", typed: str, kind: type[Exception]
) -> None:
    seeking.search_in(BOOK, None)
    with qtbot.waitSignal(seeking.failed) as failed:
        seeking.seek(typed)
    assert isinstance(failed.args[0], kind)
    with qtbot.waitSignal(seeking.found):
        seeking.seek("rash")


def test_the_file_is_let_go_of_at_the_end(seeking: Seeking, shelf: Shelf, qtbot: "QtBot") -> None:
    seeking.search_in(BOOK, None)
    with qtbot.waitSignal(seeking.found):
        seeking.seek("rash")
    seeking.stop(10)
    assert shelf.closed == [BOOK]


def test_nothing_is_opened_before_somebody_searches(seeking: Seeking, shelf: Shelf) -> None:
    seeking.forget()
    seeking.stop(10)
    assert shelf.opened == []
