"""Marking words and writing about them, with the pointer and with the keyboard."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QToolButton,
    QWidget,
)

from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from immuno_reader.ui.note_card.card import NoteCard
from immuno_reader.ui.reading.selection_bar import SelectionBar
from immuno_reader.ui.theme import Theme
from tests.sight import area_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TYPES = "What types are there?"
PASSAGE = "take the brakes off"
SENTENCE = "This table shows the main types."


def kept(profile: "Path") -> list[dict[str, object]]:
    file = profile / "bookmarks.json"
    found = json.loads(file.read_bytes())["annotations"] if file.exists() else []
    assert isinstance(found, list)
    return found


def bar(reader: "Reader") -> SelectionBar | None:
    """Return the buttons beside the selected words, where they are shown."""
    shown = [one for one in reader.window.findChildren(SelectionBar) if one.isVisible()]
    return shown[0] if shown else None


def card(reader: "Reader") -> NoteCard | None:
    shown = [one for one in reader.window.findChildren(NoteCard) if one.isVisible()]
    return shown[0] if shown else None


def note(reader: "Reader") -> QPlainTextEdit:
    return reader.named(QPlainTextEdit, "Note")


def select(reader: "Reader", words: str = PASSAGE) -> None:
    reader.select_words(words)
    reader.qtbot.waitUntil(lambda: bar(reader) is not None)


def test_selected_words_are_highlighted_with_one_click(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    select(reader)
    reader.press_button("Highlight in green")
    assert reader.notice == f"Passage kept: {PASSAGE}"
    assert bar(reader) is None
    assert not reader.page.textCursor().hasSelection()
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    (record,) = kept(profile)
    assert (record["motivation"], record["colour"]) == ("highlighting", "green")
    reader.press_button("Undo")
    reader.qtbot.waitUntil(lambda: kept(profile) == [])


def test_the_colour_used_last_comes_again(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    select(reader)
    reader.press_button("Highlight in pink")
    reader.select_words("T cells")
    reader.press(Qt.Key.Key_H, CTRL)
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 2)
    assert [record["colour"] for record in kept(profile)] == ["pink", "pink"]


def test_the_same_words_again_only_change_the_colour(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    select(reader)
    reader.press_button("Highlight in green")
    select(reader)
    reader.press_button("Highlight in blue")
    assert reader.notice == f"Colour changed: {PASSAGE}"
    reader.qtbot.waitUntil(lambda: [each["colour"] for each in kept(profile)] == ["blue"])


def test_a_note_is_written_beside_the_passage_and_is_there_again(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    reader = start()
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    assert note(reader).hasFocus()
    reader.type("Ask <b>Dr. Lee</b> about this.")
    reader.press(Qt.Key.Key_Escape)
    assert card(reader) is None
    assert reader.page.hasFocus()
    reader.qtbot.waitUntil(lambda: "Dr. Lee" in json.dumps(kept(profile)))
    assert kept(profile)[0]["motivation"] == "commenting"
    reader.quit()

    again = start()
    again.open_from_contents(TYPES)
    again.click_word(PASSAGE)
    assert card(again) is not None
    assert note(again).toPlainText() == "Ask <b>Dr. Lee</b> about this."


def test_what_is_being_typed_is_kept_when_the_window_closes(
    reader: "Reader", profile: "Path"
) -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.type("For Monday")
    reader.quit()
    (record,) = kept(profile)
    assert record["body"] == [
        {"type": "TextualBody", "purpose": "commenting", "value": "For Monday"}
    ]
    assert record["target"] == {"source": "immunotherapy/types"}


def test_a_note_is_taken_back_and_done_again(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.type("Why?")
    reader.press(Qt.Key.Key_Return, CTRL)
    reader.qtbot.waitUntil(lambda: "Why?" in json.dumps(kept(profile)))
    reader.press(Qt.Key.Key_Z, CTRL)
    reader.qtbot.waitUntil(lambda: "Why?" not in json.dumps(kept(profile)))
    assert len(kept(profile)) == 1
    reader.press(Qt.Key.Key_Y, CTRL)
    reader.qtbot.waitUntil(lambda: "Why?" in json.dumps(kept(profile)))


def test_what_was_written_at_one_go_is_taken_back_in_one_step(
    reader: "Reader", profile: "Path"
) -> None:
    def write(text: str, *, until: str) -> None:
        reader.type(text)
        reader.qtbot.waitUntil(lambda: until in json.dumps(kept(profile)))

    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    write("Why", until='"Why"')  # each is kept as soon as the typing pauses
    write(" me", until='"Why me"')
    write("?", until='"Why me?"')
    reader.press(Qt.Key.Key_Escape)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.press(Qt.Key.Key_End)
    write(" Now?", until='"Why me? Now?"')
    reader.press(Qt.Key.Key_Escape)
    for after in ('"Why me?"', '"highlighting"'):
        reader.press(Qt.Key.Key_Z, CTRL)
        reader.qtbot.waitUntil(lambda after=after: after in json.dumps(kept(profile)))  # type: ignore[misc]
    for after in ('"Why me?"', '"Why me? Now?"'):
        reader.press(Qt.Key.Key_Y, CTRL)
        reader.qtbot.waitUntil(lambda after=after: after in json.dumps(kept(profile)))  # type: ignore[misc]


def test_the_card_of_a_page_hangs_from_the_star(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_M, CTRL)
    (star,) = [
        button
        for button in reader.window.findChildren(QToolButton)
        if button.defaultAction() is reader.action("Remove the bookmark")
    ]

    def hangs() -> bool:
        shown = card(reader)
        assert shown is not None
        at = star.mapTo(reader.window, star.rect().center())
        return shown.x() < at.x() < shown.geometry().right() and at.y() < shown.y()

    assert hangs()
    reader.window.resize(reader.window.width() - 150, reader.window.height())
    reader.qtbot.waitUntil(hangs)


def test_a_card_that_another_window_closes_says_why(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.type("Mine")
    reader.qtbot.waitUntil(lambda: "Mine" in json.dumps(kept(profile)))
    other = Bookshelf(open_profile(profile))
    other.remove(other.bookmarks[0].id)
    other.close()
    reader.qtbot.waitUntil(lambda: card(reader) is None, timeout=10_000)
    assert reader.notice == "What you had open was removed in another window."


def test_a_card_that_undo_closes_says_what_was_undone(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    assert card(reader) is not None
    reader.press_button("Undo")
    assert card(reader) is None
    assert "another window" not in reader.notice


def test_the_card_goes_with_the_page(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_M, CTRL)
    assert card(reader) is not None
    reader.press(Qt.Key.Key_PageDown, CTRL)
    assert card(reader) is None


def test_all_is_done_with_the_keyboard_alone(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F7)
    for _ in range(9):
        reader.press(Qt.Key.Key_Right, CTRL | Qt.KeyboardModifier.ShiftModifier)
    reader.qtbot.waitUntil(lambda: bar(reader) is not None)
    reader.press(Qt.Key.Key_Tab)
    offered = bar(reader)
    focused = QApplication.focusWidget()
    assert offered is not None
    assert isinstance(focused, QWidget)
    assert offered.isAncestorOf(focused)
    reader.press(Qt.Key.Key_Space)
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    assert reader.page.hasFocus()


def test_looking_up_and_copying_are_offered_too(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    select(reader)
    reader.press_button("Copy")
    assert QApplication.clipboard().text() == PASSAGE
    select(reader, "T cells")
    reader.press_button("Look up")
    assert reader.card is not None or reader.is_searching


def kept_otherwise(opens: "Callable[..., Reader]", profile: "Path", **values: object) -> "Reader":
    """Keep a passage, and open the reader again on a page in which it reads otherwise."""
    first = opens()
    first.open_from_contents(TYPES)
    first.select_words(SENTENCE)
    first.press(Qt.Key.Key_H, CTRL)
    first.quit()
    shelf = Bookshelf(open_profile(profile))
    (mark,) = shelf.bookmarks
    assert mark.anchor is not None
    shelf.edit(mark.id, anchor=replace(mark.anchor, **values))  # type: ignore[arg-type]
    shelf.close()
    again = opens()
    again.choose("About this book")
    again.press(Qt.Key.Key_B, CTRL)
    view = again.named(QAbstractItemView, "Bookmarks")
    again.qtbot.waitUntil(lambda: view.currentIndex().isValid())
    again.press(Qt.Key.Key_Return)
    again.qtbot.waitUntil(lambda: again.title == TYPES)
    return again


def test_words_that_are_no_longer_there_are_told(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    gone = "Quite other words, of which there is no trace in all of this page."
    again = kept_otherwise(
        start, profile, quote=gone, prefix="x" * 32, suffix="y" * 32, start=9, block="none"
    )
    assert "no longer on this page" in again.notice
    assert SENTENCE in again.notice


def test_words_that_have_changed_are_shown_beside_what_stands_there_now(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    before = SENTENCE.replace("the main types", "the chief types")
    again = kept_otherwise(start, profile, quote=before)
    assert "has changed since you kept it" in again.notice
    again.click_word(SENTENCE)
    shown = card(again)
    assert shown is not None
    texts = [one.toPlainText() for one in shown.findChildren(QTextEdit) if one.isVisible()]
    texts += [one.toPlainText() for one in shown.findChildren(QPlainTextEdit) if one.isVisible()]
    texts += [one.text() for one in shown.findChildren(QLabel) if one.isVisible()]
    assert any(before in text for text in texts)
    assert any(SENTENCE in text for text in texts)
    again.press_button("Keep the new words")
    again.qtbot.waitUntil(lambda: "chief" not in json.dumps(kept(profile)))
    assert SENTENCE in json.dumps(kept(profile)[0]["target"])


def test_a_passage_that_has_changed_has_the_keyboard_once_it_is_opened(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    again = kept_otherwise(start, profile, quote=SENTENCE.replace("the main", "the chief"))
    again.choose("About this book")
    menu = again.window.menus["Bookmarks"]  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    again.press(Qt.Key.Key_Return)  # at once, while most of the page is still looked through
    shown = card(again)
    assert shown is not None
    assert SENTENCE in " ".join(one.text() for one in shown.findChildren(QLabel))


def test_a_passage_of_another_language_opens_its_page(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    first = start()
    first.open_from_contents(TYPES)
    first.select_words(PASSAGE)
    first.press(Qt.Key.Key_H, CTRL)
    first.quit()
    settings = profile / "settings.json"
    values = json.loads(settings.read_bytes()) if settings.exists() else {}
    settings.write_text(
        json.dumps({"format": "immuno-reader/settings", "version": 1, **values, "language": "es"}),
        encoding="utf-8",
    )
    again = start()
    again.choose("About this book")
    menu = again.window.menus["Bookmarks"]  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    menu.actions()[-1].trigger()
    assert "another language" in again.notice
    assert PASSAGE in again.notice
    again.choose("English")
    again.qtbot.waitUntil(lambda: "another language" not in again.notice)


def test_a_note_is_written_from_the_list(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)
    reader.choose("About this book")
    reader.press(Qt.Key.Key_B, CTRL)
    view = reader.named(QAbstractItemView, "Bookmarks")
    reader.qtbot.waitUntil(lambda: view.currentIndex().isValid())
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(view.viewport(), event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (write,) = [action for action in menu.actions() if action.text() == "Add a note"]
    menu.close()
    write.trigger()
    assert reader.title == TYPES
    assert card(reader) is not None
    reader.type("Later")
    reader.press(Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: "Later" in json.dumps(kept(profile)))


@pytest.mark.fault(24)
def test_a_very_long_note_of_any_letters_is_kept_as_it_is(
    start: "Callable[..., Reader]", profile: "Path"
) -> None:
    text = (
        "\u202e\u05e9\u05dc\u05d5\u05dd\u202c <b>b</b> &amp; \U0001f468\u200d\U0001f467 e\u0301\n"
    )
    text *= 1_000_000 // len(text.encode()) + 1
    reader = start()
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_M, CTRL)
    QApplication.clipboard().setText(text)
    reader.press(Qt.Key.Key_V, CTRL)
    assert note(reader).toPlainText() == text
    reader.press(Qt.Key.Key_Escape)
    reader.quit()
    (body,) = [each["value"] for each in kept(profile)[0]["body"]]  # type: ignore[attr-defined]
    assert body == text

    again = start()
    again.open_from_contents(TYPES)
    again.select_words(PASSAGE)
    again.press(Qt.Key.Key_M, CTRL)
    assert note(again).toPlainText() == text


def test_cells_that_are_shown_as_selected_are_all_kept(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents("How are side effects treated?")
    reader.word_rect("Mild")
    page = reader.page.document()
    cursor = reader.page.textCursor()
    cursor.setPosition(page.find("Mild").selectionStart())
    cursor.setPosition(page.find("Pause treatment").selectionEnd(), cursor.MoveMode.KeepAnchor)
    reader.page.setTextCursor(cursor)
    shown = cursor.selectedText()
    reader.press(Qt.Key.Key_H, CTRL)
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    quote = kept(profile)[0]["target"]["selector"][0]["exact"]  # type: ignore[index]
    lines = quote.split("\n")
    assert lines[0] == "Mild"
    assert lines[-1].startswith("Pause treatment")
    assert all(line in shown or line.isdigit() for line in lines)


def test_the_note_of_a_highlight_opened_from_the_list_is_the_one_that_is_written(
    reader: "Reader", profile: "Path"
) -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)
    reader.open_from_contents("About this book")
    reader.press(Qt.Key.Key_B, CTRL)
    listed = reader.named(QAbstractItemView, "Bookmarks")
    reader.click_row(listed, TYPES)
    reader.qtbot.waitUntil(lambda: reader.title == TYPES)
    reader.press(Qt.Key.Key_M, CTRL)
    reader.type("Mine?")
    reader.press(Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: "Mine?" in json.dumps(kept(profile)))
    assert len(kept(profile)) == 1


def test_the_menu_names_highlights_by_their_words(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)
    menu = reader.window.menus["Bookmarks"]  # type: ignore[attr-defined]
    menu.aboutToShow.emit()
    assert menu.actions()[-1].text() == PASSAGE


def test_no_card_opens_under_a_pointer_that_rests_after_selecting(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    select(reader, PASSAGE)
    reader.rest_on_word("immune system")
    rested: list[bool] = []
    QTimer.singleShot(800, lambda: rested.append(True))  # longer than it takes to open a card
    reader.qtbot.waitUntil(lambda: bool(rested))
    assert reader.card is None
    assert reader.page.textCursor().hasSelection()


# The bar where there is little room


def in_page(reader: "Reader", offered: SelectionBar) -> QRect:
    """Return where the bar stands on the viewport of the page, all of it inside."""
    viewport = reader.page.viewport()
    box = QRect(viewport.mapFromGlobal(offered.mapToGlobal(QPoint(0, 0))), offered.size())
    assert viewport.rect().contains(box)
    return box


@pytest.mark.parametrize("presses", [0, 10])
def test_the_bar_can_be_reached_however_much_is_selected(
    start: "Callable[..., Reader]", profile: "Path", presses: int
) -> None:
    reader = start(size=(1024, 700))
    reader.open_from_contents(TYPES)
    for _ in range(presses):
        reader.press(Qt.Key.Key_Plus, CTRL)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_A, CTRL)
    reader.qtbot.waitUntil(lambda: bar(reader) is not None)
    offered = bar(reader)
    assert offered is not None
    assert reader.page.hasFocus()
    for share in (0.5, 1, 0):
        reader.scroll_to(share)
        in_page(reader, offered)
        assert offered.isVisible()
    assert in_page(reader, offered).bottom() == reader.page.viewport().rect().bottom()
    reader.press_button("Highlight in green")
    reader.qtbot.waitUntil(lambda: [each["colour"] for each in kept(profile)] == ["green"])
    assert bar(reader) is None


def test_the_bar_does_not_cover_the_line_at_which_one_is_selecting(
    start: "Callable[..., Reader]",
) -> None:
    reader = start(size=(1024, 700))
    reader.open_from_contents(TYPES)
    for _ in range(10):
        reader.press(Qt.Key.Key_Plus, CTRL)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F7)
    begun, lowest = reader.page.verticalScrollBar().value(), reader.page.viewport().height() - 70
    for _ in range(60):
        reader.press(Qt.Key.Key_Down, SHIFT)
        is_long = reader.page.verticalScrollBar().value() > begun + 400
        if is_long and reader.page.cursorRect().bottom() > lowest:
            break
    reader.press(Qt.Key.Key_End, SHIFT)
    reader.qtbot.waitUntil(lambda: bar(reader) is not None)
    offered = bar(reader)
    assert offered is not None
    assert in_page(reader, offered).top() == 0
    assert not in_page(reader, offered).intersects(reader.page.cursorRect())
    assert reader.page.hasFocus()
    reader.press(Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert offered.isAncestorOf(focused)


def test_a_page_is_seen_with_its_highlights_before_what_stands_around_it(
    reader: "Reader",
) -> None:
    window, green = reader.window, Theme.load("light").mark_green

    def is_seen() -> bool:
        screen = window.screen().grabWindow(window.winId())
        return not area_of(green, screen.toImage()).isEmpty()

    reader.open_from_contents(TYPES)
    select(reader)
    reader.press_button("Highlight in green")
    reader.qtbot.waitUntil(is_seen)
    reader.open_from_contents("What is immunotherapy?")
    reader.qtbot.waitUntil(lambda: not is_seen())
    was_seen = list[bool]()
    window.windowTitleChanged.connect(lambda: was_seen.append(is_seen()))
    reader.open_from_contents(TYPES)
    assert was_seen == [True]
