"""The disk fails at any one of the calls of a save: nothing that was acknowledged is lost."""

import errno
import json
import operator
import os
import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

import pytest

from immuno_reader.shelf.bookmark_file import BookmarkFile, Content
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from tests.shelf.injecting import NUMBERS, Calls, failing
from tests.shelf.keepers import Keepers
from tests.shelf.on_disk import ids, listed
from tests.shelf.samples import named

DAY = "2026-11-24"
WAIT_S = 10

by_number = pytest.mark.parametrize("number", NUMBERS, ids=errno.errorcode.get)


class Window:
    """A window on a folder, that saves what it holds."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "bookmarks.json"
        self.file = BookmarkFile(self.path, folder / "backups")
        self.content = Content()

    def holds(self, *names: str) -> "Window":
        self.content = content(*names)
        return self

    def save(self) -> None:
        self.content = self.file.save(self.content, DAY).content

    def everything(self) -> list[bytes]:
        """Return all that stands in the folder, whatever it is called."""
        return [file.read_bytes() for file in self.folder.rglob("*") if file.is_file()]


def content(*names: str) -> Content:
    return Content({mark.id: mark for mark in map(named, names)})


def first(folder: Path) -> Window:
    shutil.rmtree(folder)
    return Window(folder).holds("new")


def next_one(folder: Path) -> Window:
    window = Window(folder).holds("old")
    window.save()
    return window.holds("old", "new")


def after_another_window(folder: Path) -> Window:
    window = next_one(folder)
    Window(folder).holds("old", "theirs").save()
    return window


def damaged(folder: Path) -> Window:
    window = next_one(folder)
    window.path.write_bytes(window.path.read_bytes()[:-40])
    return window


def edited_by_hand(folder: Path) -> Window:
    window = next_one(folder)
    window.path.write_text(json.dumps(json.loads(window.path.read_bytes())), encoding="utf-8")
    return window


WAYS: dict[Callable[[Path], Window], set[str]] = {
    first: {"new"},
    next_one: {"old", "new"},
    after_another_window: {"old", "theirs", "new"},
    damaged: {"old", "new"},
    edited_by_hand: {"old", "new"},
}
by_way = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def calls_of(way: Callable[[Path], Window], folder: Path) -> list[str]:
    """Return the names of the calls that a save makes when nothing fails."""
    folder.mkdir(exist_ok=True)
    window, calls = way(folder), Calls()
    with calls.heard():
        window.save()
    shutil.rmtree(folder)
    return calls.names


def faults(names: Sequence[str], number: int) -> Iterator[tuple[int, Callable[[int], bool]]]:
    """Yield each call, and which calls fail: that one, or all from that one on."""
    for nth, name in enumerate(names):
        if name == "flock" and number == errno.EACCES:
            continue  # how Windows says that another holds the lock: it is waited for
        yield nth, partial(operator.eq, nth)
        yield nth, partial(operator.le, nth)


@pytest.mark.fault(2, 3)
@by_number
@by_way
def test_a_fault_at_any_call_costs_nothing(
    tmp_path: Path, way: Callable[[Path], Window], number: int
) -> None:
    folder, told = tmp_path / "profile", 0
    names = calls_of(way, folder)
    assert {"open", "write", "fsync", "replace"} <= set(names)
    for nth, wanted in faults(names, number):
        where = f"{names[nth]}, call {nth}"
        folder.mkdir()
        window = way(folder)
        before = window.path.read_bytes() if window.path.exists() else None
        with Calls(failing(number, wanted)).heard():
            try:
                window.save()
            except OSError:
                is_saved, told = False, told + 1
            else:
                is_saved = True
        if window.path.exists():
            now = window.path.read_bytes()
            assert now == before or "new" in {record["id"] for record in listed(now)}, where
        if is_saved:
            assert set(ids(window.path)) == WAYS[way], where
        assert before is None or is_saved or before in window.everything(), where
        window.save()
        assert set(ids(window.path)) == WAYS[way], where
        if way in (damaged, edited_by_hand):
            assert before in window.everything(), where
        shutil.rmtree(folder)
    assert told > 10


@pytest.mark.fault(3)
@by_way
def test_writes_that_stop_short_are_gone_on_with(
    tmp_path: Path, way: Callable[[Path], Window], monkeypatch: pytest.MonkeyPatch
) -> None:
    real = os.write
    monkeypatch.setattr(os, "write", lambda handle, data: real(handle, data[:7]))
    window = way(tmp_path)
    window.save()
    assert set(ids(window.path)) == WAYS[way]
    assert window.file.load().notice == ""


@pytest.mark.fault(2, 3)
@by_number
def test_a_shelf_saves_again_whichever_call_failed(tmp_path: Path, number: int) -> None:
    """All calls from a certain one on fail for a while, as when a disk is full or gone."""
    told: list[object] = []
    profile = open_profile(tmp_path / "profile")
    shelf = Bookshelf(profile, failed=told.append)
    certain = set[str]()
    for nth in range(len(calls_of(next_one, tmp_path / "counted"))):
        name = f"mark-{nth}"
        with Calls(failing(number, partial(operator.le, nth))).heard():
            shelf.add(named(name))
            if shelf.flush(WAIT_S):
                certain.add(name)
        on_disk = set(ids(profile.bookmarks)) if profile.bookmarks.exists() else set()
        assert certain <= on_disk
        assert shelf.flush(WAIT_S)
        certain.add(name)
        assert certain <= set(ids(profile.bookmarks))
    shelf.close()
    assert told
    assert len(certain) > 20


@pytest.mark.fault(1)
@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@by_way
def test_killed_before_any_call_all_that_was_acknowledged_is_there(
    tmp_path: Path, way: Callable[[Path], Window]
) -> None:
    folder = tmp_path / "profile"
    names = calls_of(way, folder)
    with Keepers(folder) as keepers:
        for nth, name in enumerate(names):
            folder.mkdir()
            window = way(folder)
            before = window.path.read_bytes() if window.path.exists() else None
            keepers.start(str(nth))
            keepers.wait()
            if window.path.exists():
                now = window.path.read_bytes()
                assert now == before or listed(now), name
            assert before is None or before in window.everything(), name
            window.save()
            assert WAYS[way] <= set(ids(window.path)), name
            shutil.rmtree(folder)


@pytest.mark.fault(14)
@pytest.mark.skipif(sys.platform == "win32", reason="replaces flock")
def test_without_locks_another_window_may_save_at_any_call(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only between the last look and the rename is it written over; and then it mends that."""
    import fcntl

    def refuse(*_: object) -> None:
        raise OSError(errno.ENOLCK, "no locks on this share")

    monkeypatch.setattr(fcntl, "flock", refuse)
    folder, written_over = tmp_path / "profile", set[str]()
    for nth, name in enumerate(calls_of(next_one, folder)):
        folder.mkdir()
        one, is_done = next_one(folder), list[bool]()
        other = Window(folder).holds("old", "theirs")

        def come_in(
            place: int, _: str, *, nth: int = nth, other: Window = other, done: list[bool] = is_done
        ) -> None:
            if place == nth and not done:
                done.append(True)
                other.save()

        with Calls(come_in).heard():
            one.save()
        assert is_done
        if "theirs" not in ids(one.path):
            written_over.add(name)
        for window in (other, one):
            if window.file.is_changed:
                window.save()
        assert set(ids(one.path)) == {"old", "theirs", "new"}, name
        shutil.rmtree(folder)
    assert written_over <= {"replace"}
