"""What a reader marks is kept, found again, and never lost."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QPushButton

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
PASSAGE = "take the brakes off"


def kept(profile: "Path") -> list[dict[str, object]]:
    """Return what stands on disk."""
    file = profile / "bookmarks.json"
    if not file.exists():
        return []
    found = json.loads(file.read_text(encoding="utf-8"))["annotations"]
    assert isinstance(found, list)
    return found


def bookmarks(reader: "Reader") -> QAbstractItemView:
    reader.press(Qt.Key.Key_B, CTRL)
    return reader.named(QAbstractItemView, "Bookmarks")


def test_a_section_is_marked_listed_and_starred(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_D, CTRL)
    assert "Bookmark added" in reader.notice
    tree = reader.named(QAbstractItemView, "Contents")
    said = reader.row(tree, TYPES).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "bookmarked" in str(said).lower()
    assert TYPES in " ".join(reader.rows(bookmarks(reader)))
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)


def test_the_star_again_takes_the_bookmark_away(reader: "Reader", profile: "Path") -> None:
    reader.choose("Bookmark this section")
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    reader.choose("Remove the bookmark")
    reader.qtbot.waitUntil(lambda: not kept(profile))


def test_a_selected_passage_is_kept_with_its_words(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_D, CTRL)
    assert PASSAGE in reader.notice
    reader.qtbot.waitUntil(lambda: PASSAGE in json.dumps(kept(profile)))


def test_the_same_passage_is_kept_once(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    for words in ("Take the brakes off", "Take the brakes off", "ake the brakes of"):
        reader.select_words(words)
        reader.press(Qt.Key.Key_D, CTRL)
    assert reader.notice == "You have kept this passage already: Take the brakes off"
    assert not reader.page.textCursor().hasSelection()
    assert bookmarks(reader).model().rowCount() == 1
    reader.select_words("the brakes off")
    reader.press(Qt.Key.Key_D, CTRL)
    assert bookmarks(reader).model().rowCount() == 2


def test_words_cut_by_the_selection_are_kept_whole(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words("ake the brakes of")
    reader.press(Qt.Key.Key_D, CTRL)
    assert reader.notice == "Passage kept: Take the brakes off"
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    assert '"Take the brakes off"' in json.dumps(kept(profile))


def test_everything_is_there_after_a_restart(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    first = start()
    first.open_from_contents(TYPES)
    first.press(Qt.Key.Key_D, CTRL)
    first.select_words(PASSAGE)
    first.press(Qt.Key.Key_D, CTRL)
    first.choose("Dark")
    for _ in range(3):
        first.choose("Larger text")
    first.scroll_to(0.5)
    paragraph = first.top_paragraph
    first.window.resize(780, 640)
    first.quit()

    again = start()
    assert again.title == TYPES
    assert again.top_paragraph == paragraph
    assert again.action("Dark").isChecked()
    assert (again.window.width(), again.window.height()) == (780, 640)
    rows = bookmarks(again).model()
    assert rows.rowCount() == 2


def test_a_bookmark_opens_at_its_passage(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_D, CTRL)
    reader.choose("About this book")
    view = bookmarks(reader)
    view.setFocus()
    reader.press(Qt.Key.Key_Return)
    assert reader.title == TYPES
    assert PASSAGE in reader.top_paragraph
    assert reader.page.hasFocus()


def test_a_bookmark_is_renamed_in_place(reader: "Reader", profile: "Path") -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    view = bookmarks(reader)
    view.setFocus()
    reader.press(Qt.Key.Key_F2)
    (editor,) = [field for field in view.findChildren(QLineEdit) if field.isVisible()]
    editor.selectAll()
    reader.qtbot.keyClicks(editor, "For Monday")
    reader.qtbot.keyClick(editor, Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: any("For Monday" in row for row in reader.rows(view)))
    reader.qtbot.waitUntil(lambda: "For Monday" in json.dumps(kept(profile)))


def test_a_deleted_bookmark_comes_back_with_undo(reader: "Reader", profile: "Path") -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    before = reader.rows(bookmarks(reader))
    bookmarks(reader).setFocus()
    reader.press(Qt.Key.Key_Delete)
    assert "Bookmark removed" in reader.notice
    reader.qtbot.waitUntil(lambda: not kept(profile))
    reader.press_button("Undo")
    assert reader.rows(bookmarks(reader)) == before
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)


def test_bookmarks_are_put_in_another_order(reader: "Reader", profile: "Path") -> None:
    for title in (TYPES, "What is new?"):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    view = bookmarks(reader)
    before = reader.rows(view)
    assert len(before) == 2
    view.setFocus()
    view.setCurrentIndex(view.model().index(1, 0))
    reader.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert reader.rows(view) == before[::-1]
    reader.press(Qt.Key.Key_Z, CTRL)
    assert reader.rows(view) == before


def test_a_damaged_file_is_set_aside_and_its_copy_restored(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    first = start()
    first.press(Qt.Key.Key_D, CTRL)
    first.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    first.open_from_contents(TYPES)
    first.press(Qt.Key.Key_D, CTRL)
    first.qtbot.waitUntil(lambda: len(kept(profile)) == 2)
    first.quit()
    file = profile / "bookmarks.json"
    damaged = file.read_bytes()[:-40]
    file.write_bytes(damaged)

    again = start()
    (aside,) = profile.glob("bookmarks-damaged*")
    assert aside.read_bytes() == damaged
    assert aside.name in again.notice
    assert bookmarks(again).model().rowCount() >= 1


def test_an_alien_file_is_set_aside(start: "Callable[..., Reader]", profile: "Path") -> None:
    profile.mkdir(exist_ok=True)
    (profile / "bookmarks.json").write_text('{"tabs": [1, 2]}', encoding="utf-8")
    reader = start()
    assert "bookmarks-damaged" in reader.notice
    reader.press(Qt.Key.Key_D, CTRL)
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)


def test_a_profile_that_cannot_be_written_is_said_and_reading_goes_on(
    start: "Callable[..., Reader]", profile: "Path", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    blocked = profile / "not-a-folder"
    blocked.write_text("", encoding="utf-8")
    monkeypatch.setenv("IMMUNO_READER_PROFILE", str(blocked / "profile"))
    reader = start()
    assert reader.title == "What is immunotherapy?"
    assert "cannot be saved" in reader.notice
    reader.press(Qt.Key.Key_D, CTRL)
    assert bookmarks(reader).model().rowCount() == 1


def test_undo_on_a_message_is_gone_once_something_else_was_done(reader: "Reader") -> None:
    for title in (TYPES, "What is new?"):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    view = bookmarks(reader)
    view.setFocus()
    reader.press(Qt.Key.Key_Delete)
    reader.choose("Undo")
    assert view.model().rowCount() == 2
    assert not [
        button
        for button in reader.window.findChildren(QPushButton)
        if button.text() == "Undo" and button.isVisible()
    ]


def test_the_keyboard_returns_to_the_page_after_undo(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    reader.press_button("Undo")
    assert reader.page.hasFocus()
    assert reader.notice == "Taken back."


def test_only_words_of_the_page_itself_are_kept(reader: "Reader", profile: "Path") -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    reader.select_words("Where this page comes from")
    reader.press(Qt.Key.Key_D, CTRL)
    assert "Only words of the page" in reader.notice
    assert len(kept(profile)) == 1


def test_a_message_that_stays_comes_back_after_a_passing_one(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    (profile / "bookmarks.json").write_text("[]", encoding="utf-8")
    reader = start()
    told = reader.notice
    assert "bookmarks-damaged" in told
    reader.choose("Larger text")
    assert "110 %" in reader.notice
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.notice == told
    reader.press(Qt.Key.Key_Escape)
    assert reader.notice == ""
