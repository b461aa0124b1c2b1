import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from immuno_reader.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    made = Tasks()
    yield made
    assert made.finish(5000)


def test_the_result_comes_back_to_the_window(tasks: Tasks, qtbot: QtBot) -> None:
    here = threading.get_ident()
    got: list[tuple[int, bool, bool]] = []
    tasks.run(
        threading.get_ident,
        lambda there: got.append((there, there != here, threading.get_ident() == here)),
    )
    qtbot.waitUntil(lambda: bool(got))
    assert got[0][1:] == (True, True)


def test_work_is_done_one_at_a_time_and_in_order(tasks: Tasks, qtbot: QtBot) -> None:
    busy, most = [0], [0]
    done: list[int] = []
    lock = threading.Lock()

    def work(number: int) -> int:
        with lock:
            busy[0] += 1
            most[0] = max(most[0], busy[0])
        threading.Event().wait(0.002)
        with lock:
            busy[0] -= 1
        return number

    for number in range(30):
        tasks.run(lambda number=number: work(number), done.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == 30)
    assert done == list(range(30))
    assert most == [1]


def test_nothing_waits_for_the_work(tasks: Tasks, qtbot: QtBot) -> None:
    gate = threading.Event()
    done: list[bool] = []
    tasks.run(lambda: gate.wait(5), done.append)
    assert done == []
    assert not tasks.finish(1)
    gate.set()
    assert tasks.finish(5000)
    qtbot.waitUntil(lambda: done == [True])


def test_what_fails_is_told_and_the_rest_is_still_done(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[object] = []

    def fail() -> None:
        raise OSError("the disk is full")

    with qtbot.waitSignal(tasks.failed) as failed:
        tasks.run(fail, done.append)
        tasks.run(lambda: "after", done.append)
    (error,) = failed.args
    assert isinstance(error, OSError)
    assert str(error) == "the disk is full"
    qtbot.waitUntil(lambda: done == ["after"])


def test_no_result_is_a_result(tasks: Tasks, qtbot: QtBot) -> None:
    done: list[object] = []
    tasks.run(lambda: None, done.append)
    qtbot.waitUntil(lambda: done == [None])


CLOSED_MEANWHILE = """
import threading
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from immuno_reader.ui.tasks import Tasks

class Window(QObject):
    def event(self, event):  # in Python, as the reader's, so that its lock is held
        return super().event(event)

application = QCoreApplication([])
for _ in range(50):
    window, goes_on = Window(), threading.Event()
    tasks = Tasks(window)
    tasks.run(lambda: goes_on.wait(0.01), print)
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    goes_on.set()
print("closed")
"""


def test_a_window_may_go_while_something_is_under_way() -> None:
    ran = subprocess.run(  # it would hang, and the tests with it
        [sys.executable, "-c", CLOSED_MEANWHILE],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert ran.stdout == "closed\n"
    assert ran.stderr == ""
