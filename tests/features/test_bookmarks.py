"""What a reader marks is kept, found again, and never lost."""

import json
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
)

from immuno_reader.ui import day

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    import pytest

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
PASSAGE = "take the brakes off"
NEW = "What is new?"
ALT = Qt.KeyboardModifier.AltModifier


def kept(profile: "Path") -> list[dict[str, object]]:
    """Return what stands on disk."""
    file = profile / "bookmarks.json"
    if not file.exists():
        return []
    found = json.loads(file.read_text(encoding="utf-8")).get("annotations", [])
    assert isinstance(found, list)
    return found


def bookmarks(reader: "Reader") -> QAbstractItemView:
    reader.press(Qt.Key.Key_B, CTRL)
    return reader.named(QAbstractItemView, "Bookmarks")


def names(reader: "Reader") -> list[str]:
    """Return what the list shows, without the headings."""
    model = bookmarks(reader).model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    return [str(row.data()) for row in rows if row.flags() & Qt.ItemFlag.ItemIsEnabled]


def order(reader: "Reader", name: str) -> None:
    """Choose in which order the list is."""
    menus = [
        button.menu()
        for button in reader.window.findChildren(QToolButton)
        if button.isVisible() and button.accessibleName().startswith("Order: ")
    ]
    (menu,) = [menu for menu in menus if isinstance(menu, QMenu)]
    (action,) = [action for action in menu.actions() if action.text() == name]
    action.trigger()


def test_a_section_is_marked_listed_and_starred(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_D, CTRL)
    assert "Bookmark added" in reader.notice
    tree = reader.named(QAbstractItemView, "Contents")
    row, said = reader.row(tree, TYPES), Qt.ItemDataRole.AccessibleTextRole
    reader.qtbot.waitUntil(lambda: row.data(said) == f"{TYPES}, 1 kept, current")
    assert TYPES in " ".join(reader.rows(bookmarks(reader)))
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)


def test_the_star_again_takes_the_bookmark_away(reader: "Reader", profile: "Path") -> None:
    reader.choose("Bookmark this section")
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    reader.choose("Remove the bookmark")
    reader.qtbot.waitUntil(lambda: not kept(profile))


def test_the_star_of_a_kept_page_stays_filled_while_words_are_selected(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_D, CTRL)
    action = reader.action("Remove the bookmark")
    filled = action.icon().pixmap(24).toImage()
    reader.select_words(PASSAGE)
    assert action.icon().pixmap(24).toImage() == filled


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
    assert len(names(reader)) == 1
    reader.select_words("the brakes off")
    reader.press(Qt.Key.Key_D, CTRL)
    assert len(names(reader)) == 2


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
    assert len(names(again)) == 2


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
    for title in (TYPES, NEW):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    bookmarks(reader).setFocus()
    reader.press(Qt.Key.Key_Down)
    reader.press(Qt.Key.Key_Up, ALT)
    assert "My own order" in reader.notice
    order(reader, "My own order")
    reader.press(Qt.Key.Key_Up, ALT)
    assert names(reader) == [NEW, TYPES]
    reader.press(Qt.Key.Key_Z, CTRL)
    assert names(reader) == [TYPES, NEW]


def test_the_order_of_the_list_is_remembered(start: "Callable[..., Reader]") -> None:
    first = start()
    for title in (NEW, TYPES):
        first.open_from_contents(title)
        first.press(Qt.Key.Key_D, CTRL)
    assert names(first) == [TYPES, NEW], "the order of the book"
    order(first, "My own order")
    assert names(first) == [NEW, TYPES]
    order(first, "By date")
    assert first.rows(bookmarks(first))[0] == "Today"
    order(first, "My own order")
    first.quit()
    assert names(start()) == [NEW, TYPES]


def test_several_are_removed_and_brought_back_in_one_step(
    reader: "Reader", profile: "Path"
) -> None:
    for title in (TYPES, NEW):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    bookmarks(reader).setFocus()
    reader.press(Qt.Key.Key_A, CTRL)
    assert not reader.page.textCursor().hasSelection()
    reader.press(Qt.Key.Key_Delete)
    assert reader.notice == "2 bookmarks removed."
    reader.qtbot.waitUntil(lambda: not kept(profile))
    reader.press_button("Undo")
    assert names(reader) == [TYPES, NEW]
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 2)


def test_several_are_coloured_and_labelled_each_in_one_step(
    reader: "Reader", profile: "Path"
) -> None:
    reader.open_from_contents(TYPES)
    for words in (PASSAGE, "the cancer"):
        reader.select_words(words)
        reader.press(Qt.Key.Key_D, CTRL)
    bookmarks(reader).setFocus()
    reader.press(Qt.Key.Key_A, CTRL)
    reader.press_button("Colour")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (pink,) = [action for action in menu.actions() if action.text() == "Pink"]
    pink.trigger()
    menu.close()
    assert reader.notice == "Colour changed to pink."
    reader.qtbot.waitUntil(lambda: json.dumps(kept(profile)).count("pink") == 2)
    reader.press_button("Labels")
    field = reader.named(QLineEdit, "Labels, with commas between them")
    reader.qtbot.keyClicks(field, "Monday")
    reader.qtbot.keyClick(field, Qt.Key.Key_Return)
    assert reader.notice == "Labelled: Monday"
    reader.qtbot.waitUntil(lambda: json.dumps(kept(profile)).count("Monday") == 2)
    reader.press_button("Undo")
    reader.qtbot.waitUntil(lambda: json.dumps(kept(profile)).count("Monday") == 0)
    assert json.dumps(kept(profile)).count("pink") == 2
    reader.press(Qt.Key.Key_Z, CTRL)
    reader.qtbot.waitUntil(lambda: json.dumps(kept(profile)).count("pink") == 0)


def test_some_of_what_is_kept_is_found_by_typing(reader: "Reader") -> None:
    for title in (TYPES, NEW):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    bookmarks(reader).setFocus()
    reader.press(Qt.Key.Key_Up)
    reader.type("types THERE")
    assert names(reader) == [TYPES]
    reader.press(Qt.Key.Key_Down)
    reader.press(Qt.Key.Key_Return)
    assert reader.title == TYPES
    bookmarks(reader)
    reader.named(QLineEdit, "Filter bookmarks").setText("zebra")
    reader.press_button("Show all")
    assert names(reader) == [TYPES, NEW]


def test_what_is_kept_of_a_page_that_is_gone_is_shown_and_not_opened(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    first = start()
    first.open_from_contents(TYPES)
    first.select_words(PASSAGE)
    first.press(Qt.Key.Key_D, CTRL)
    first.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    first.quit()
    file = profile / "bookmarks.json"
    text = file.read_text(encoding="utf-8")
    assert text.count("immunotherapy/types")
    file.write_text(text.replace("immunotherapy/types", "immunotherapy/was-here"), "utf-8")

    reader = start()
    reader.open_from_contents(NEW)
    view = bookmarks(reader)
    assert reader.rows(view) == ["No longer in the book", TYPES]
    view.setFocus()
    reader.press(Qt.Key.Key_Return)
    assert "no longer in the book" in reader.notice
    assert PASSAGE in reader.notice
    assert reader.title == NEW


def test_the_contents_say_how_much_is_kept_inside(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_D, CTRL)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_D, CTRL)
    tree = reader.named(QAbstractItemView, "Contents")
    part = reader.row(tree, TYPES).parent()
    said = Qt.ItemDataRole.AccessibleTextRole
    reader.qtbot.waitUntil(lambda: part.data(said) == f"{part.data()}, 2 kept inside")
    assert reader.row(tree, TYPES).data(said) == f"{TYPES}, 2 kept, current"
    reader.press(Qt.Key.Key_Z, CTRL)
    reader.qtbot.waitUntil(lambda: part.data(said) == f"{part.data()}, 1 kept inside")


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
    assert len(names(again)) >= 1


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
    assert len(names(reader)) == 1


def test_undo_on_a_message_is_gone_once_something_else_was_done(reader: "Reader") -> None:
    for title in (TYPES, "What is new?"):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    view = bookmarks(reader)
    view.setFocus()
    reader.press(Qt.Key.Key_Delete)
    reader.choose("Undo")
    assert len(names(reader)) == 2
    assert not [
        button
        for button in reader.window.findChildren(QPushButton)
        if button.text() == "Undo" and button.isVisible()
    ]


def test_the_keyboard_returns_to_the_page_after_undo(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    reader.press_button("Undo")
    assert reader.page.hasFocus()
    assert reader.notice == "Taken back. No longer kept: What is immunotherapy?"


def test_what_is_taken_back_and_done_again_is_said(reader: "Reader") -> None:
    for title in (TYPES, NEW):
        reader.open_from_contents(title)
        reader.press(Qt.Key.Key_D, CTRL)
    view = bookmarks(reader)
    view.setFocus()
    reader.press(Qt.Key.Key_A, CTRL)
    reader.press(Qt.Key.Key_Delete)
    reader.choose("Undo")
    assert reader.notice == "Taken back. Kept: 2 things."
    reader.choose("Redo")
    assert reader.notice == "Done again. No longer kept: 2 things."
    reader.choose("Undo")
    reader.choose("Undo")
    assert reader.notice == f"Taken back. No longer kept: {NEW}"
    reader.choose("Redo")
    assert reader.notice == f"Done again. Kept: {NEW}"


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


def test_what_was_kept_today_was_kept_yesterday_once_it_is_midnight(
    reader: "Reader", monkeypatch: "pytest.MonkeyPatch"
) -> None:
    reader.press(Qt.Key.Key_D, CTRL)
    real = datetime.now()
    ahead = datetime.combine(real.date(), time.max) - real - timedelta(seconds=2)
    monkeypatch.setattr(day, "now", lambda: datetime.now() + ahead)
    kept_list = bookmarks(reader)
    order(reader, "By date")
    assert reader.rows(kept_list)[0] == "Today"
    reader.qtbot.waitUntil(lambda: reader.rows(kept_list)[0] == "Yesterday", timeout=10_000)
