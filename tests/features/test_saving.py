"""What a reader keeps while it cannot be saved, and what can be taken back and done again."""

import errno
import json
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QPushButton

from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.shelf.bookmark_file.form import parse

if TYPE_CHECKING:
    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


class Disk:
    """A disk that is full until it is not."""

    def __init__(self) -> None:
        self.full: Path | None = None
        """The folder for which there is no room."""
        self._fsync = os.fsync

    def fsync(self, handle: int) -> None:
        if self.full and self.full in Path(f"/proc/self/fd/{handle}").readlink().parents:
            raise OSError(errno.ENOSPC, "full")
        self._fsync(handle)


pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="asks Linux what is written to")


@pytest.fixture
def disk(reader: "Reader", monkeypatch: pytest.MonkeyPatch) -> Iterator[Disk]:
    disk = Disk()
    monkeypatch.setattr(os, "fsync", disk.fsync)
    yield disk
    disk.full = None


def kept(profile: Path) -> list[str]:
    file = profile / "bookmarks.json"
    if not file.exists():
        return []
    return [each["title"] for each in json.loads(file.read_bytes())["annotations"]]


def mark(reader: "Reader") -> str:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_D, CTRL)
    return reader.title


def test_a_full_disk_is_said_and_the_message_goes_once_all_is_saved(
    reader: "Reader", profile: Path, disk: Disk
) -> None:
    disk.full = profile
    title = mark(reader)
    reader.qtbot.waitUntil(lambda: "the disk is full" in reader.notice)
    assert "stay in this window" in reader.notice
    assert kept(profile) == []
    disk.full = None
    reader.qtbot.waitUntil(lambda: kept(profile) == [title])
    reader.qtbot.waitUntil(lambda: "saved again" in reader.notice)
    assert "the disk is full" not in reader.notice


def answer(button: str) -> list[str]:
    """Press a button of the question that comes next, as soon as it is there; tell what it says."""
    said: list[str] = []

    def press() -> None:
        asked = QApplication.activeModalWidget()
        if not isinstance(asked, QDialog):
            QTimer.singleShot(20, press)
            return
        said.append(asked.accessibleDescription())
        (found,) = (one for one in asked.findChildren(QPushButton) if one.text() == button)
        found.click()

    QTimer.singleShot(20, press)
    return said


def test_closing_with_unsaved_changes_asks_and_stays_if_told_so(
    reader: "Reader", profile: Path, disk: Disk
) -> None:
    disk.full = profile
    mark(reader)
    answer("Keep the reader open")
    reader.window.close()
    assert reader.window.isVisible()
    disk.full = None
    reader.qtbot.waitUntil(lambda: bool(kept(profile)))
    reader.window.close()
    assert not reader.window.isVisible()


def test_the_question_goes_by_itself_once_there_is_room(
    reader: "Reader", profile: Path, disk: Disk
) -> None:
    disk.full = profile
    title = mark(reader)

    def make_room() -> None:
        if isinstance(QApplication.activeModalWidget(), QDialog):
            disk.full = None
        else:
            QTimer.singleShot(20, make_room)

    QTimer.singleShot(20, make_room)
    reader.window.close()
    assert not reader.window.isVisible()
    assert kept(profile) == [title]


def test_closing_can_save_a_copy_elsewhere(
    reader: "Reader", profile: Path, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    stick = tmp_path / "stick" / "mine.json"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(stick), ""))
    disk.full = profile
    title = mark(reader)
    answer("Save a copy elsewhere\u2026")
    reader.window.close()
    assert not reader.window.isVisible()
    (item,) = parse(stick.read_bytes()).content.records.values()
    assert isinstance(item, Bookmark)
    assert item.title == title


def test_where_the_other_place_cannot_be_written_either_the_reader_stays(
    reader: "Reader", profile: Path, tmp_path: Path, disk: Disk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.json"), ""))
    disk.full = profile.parent
    mark(reader)
    answer("Save a copy elsewhere\u2026")
    reader.window.close()
    assert reader.window.isVisible()
    assert "a.json could not be written: the disk is full" in reader.notice


def test_closing_can_give_the_changes_up(reader: "Reader", profile: Path, disk: Disk) -> None:
    disk.full = profile
    mark(reader)
    answer("Close and lose the changes")
    reader.window.close()
    assert not reader.window.isVisible()


def test_where_nothing_can_ever_be_saved_closing_offers_another_place(
    start: "Callable[..., Reader]", profile: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (profile / "no-folder").write_text("", encoding="utf-8")
    monkeypatch.setenv("IMMUNO_READER_PROFILE", str(profile / "no-folder" / "profile"))
    reader = start()
    title = mark(reader)
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(tmp_path / "a.json"), ""))
    said = answer("Save a copy elsewhere\u2026")
    reader.window.close()
    assert not reader.window.isVisible()
    assert "no-folder" in said[0]
    (item,) = parse((tmp_path / "a.json").read_bytes()).content.records.values()
    assert isinstance(item, Bookmark)
    assert item.title == title


def test_what_is_taken_back_can_be_done_again(reader: "Reader") -> None:
    undo, redo = reader.action("Undo"), reader.action("Redo")
    assert (undo.isEnabled(), redo.isEnabled()) == (False, False)
    mark(reader)
    starred = reader.action("Remove the bookmark").text()
    reader.press(Qt.Key.Key_Z, CTRL)
    assert (undo.isEnabled(), redo.isEnabled()) == (False, True)
    reader.action("Bookmark this section")
    reader.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert reader.action("Remove the bookmark").text() == starred
    reader.press(Qt.Key.Key_Z, CTRL)
    reader.press(Qt.Key.Key_Y, CTRL)
    reader.action("Remove the bookmark")
    mark(reader)
    assert (undo.isEnabled(), redo.isEnabled()) == (True, False)


@pytest.mark.fault(4)
def test_a_slow_disk_holds_nobody_up_and_closing_says_why_it_takes_a_moment(
    reader: "Reader", profile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, go_on = os.fsync, threading.Event()

    def waits(handle: int) -> None:
        if "bookmarks" in Path(f"/proc/self/fd/{handle}").readlink().name:
            go_on.wait(10)
        real(handle)

    monkeypatch.setattr(os, "fsync", waits)
    title = mark(reader)
    reader.open_from_contents("What types are there?")
    assert reader.title == "What types are there?"
    assert kept(profile) == []
    said: list[str] = []

    def let_go() -> None:
        said.append(reader.notice)
        reader.window.close()  # a second time changes nothing
        said.append(str(reader.window.isVisible()))
        go_on.set()

    QTimer.singleShot(300, let_go)
    reader.window.close()
    assert said == ["Saving what you keep. The window closes in a moment.", "True"]
    assert not reader.window.isVisible()
    assert kept(profile) == [title]
