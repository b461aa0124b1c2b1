"""A bookmark outlives its section, its pack, and other hands in its file."""

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier


def write(folder: "Path", *names: str) -> "Path":
    """Write a book of these sections."""
    folder.mkdir(exist_ok=True)
    for old in folder.iterdir():
        old.unlink()
    (folder / "SUMMARY.md").write_text(
        "".join(f"- [{name}]({name.lower()}.md)\n" for name in names), encoding="utf-8"
    )
    for name in names:
        file = folder / f"{name.lower()}.md"
        file.write_text(f"# {name}\n\nAll about {name.lower()}.\n", encoding="utf-8")
    return folder


def bookmarks(reader: "Reader") -> QAbstractItemView:
    reader.press(Qt.Key.Key_B, CTRL)
    return reader.named(QAbstractItemView, "Bookmarks")


def kept(profile: "Path") -> int:
    file = profile / "bookmarks.json"
    return len(json.loads(file.read_bytes())["annotations"]) if file.exists() else 0


def mark(reader: "Reader", title: str, profile: "Path") -> None:
    reader.open_from_contents(title)
    reader.press(Qt.Key.Key_D, CTRL)
    reader.qtbot.waitUntil(lambda: kept(profile) == 1)


def open_first(reader: "Reader") -> None:
    view = bookmarks(reader)
    view.setFocus()
    view.setCurrentIndex(view.model().index(0, 0))
    reader.press(Qt.Key.Key_Return)


@pytest.mark.fault(22)
def test_a_bookmark_waits_for_its_pack(
    start: "Callable[..., Reader]", tmp_path: "Path", profile: "Path"
) -> None:
    mine, other = write(tmp_path / "mine", "One", "Two"), write(tmp_path / "other", "Three")
    first = start(mine)
    mark(first, "Two", profile)
    first.quit()

    without = start(other)
    assert "Two" in " ".join(without.rows(bookmarks(without)))
    open_first(without)
    assert "Traceback" not in without.notice
    mark_kept = kept(profile)
    without.quit()

    again = start(mine)
    assert mark_kept == kept(profile) == 1
    open_first(again)
    assert again.title == "Two"


@pytest.mark.fault(21)
def test_a_bookmark_outlives_its_section(
    start: "Callable[..., Reader]", tmp_path: "Path", profile: "Path"
) -> None:
    book = write(tmp_path / "mine", "One", "Two")
    first = start(book)
    mark(first, "Two", profile)
    first.quit()
    write(book, "One", "Four")

    reader = start(book)
    reader.check_freshness()
    tree = reader.named(QAbstractItemView, "Contents")
    reader.qtbot.waitUntil(lambda: "Four" in reader.rows(tree), timeout=20_000)
    assert "Two" in " ".join(reader.rows(bookmarks(reader)))
    open_first(reader)
    assert kept(profile) == 1


@pytest.mark.fault(16)
def test_what_is_written_into_the_file_by_hand_is_seen_in_the_window(
    reader: "Reader", profile: "Path"
) -> None:
    mark(reader, "What is new?", profile)
    file = profile / "bookmarks.json"
    raw = json.loads(file.read_bytes())
    raw["annotations"][0]["label"] = "By hand"
    file.write_text(json.dumps(raw), encoding="utf-8")
    view = bookmarks(reader)
    reader.qtbot.waitUntil(lambda: "By hand" in " ".join(reader.rows(view)))
    assert "changed outside the reader" in reader.notice
