"""Marking words and writing about them, with the pointer and with the keyboard."""

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.note_card.card import NoteCard
from immuno_reader.ui.reading.selection_bar import SelectionBar
from immuno_reader.ui.theme import Theme
from tests.sight import area_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EXACTLY = QTextDocument.FindFlag.FindCaseSensitively
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


# Walking the highlights with Tab


def open_page(reader: "Reader") -> None:
    reader.choose("High contrast")
    reader.open_from_contents(TYPES)


def keep(reader: "Reader", words: str, written: str = "") -> None:
    """Highlight some words, or write a note about them."""
    reader.select_words(words)
    reader.press(Qt.Key.Key_M if written else Qt.Key.Key_H, CTRL)
    if written:
        reader.type(written)
        reader.press(Qt.Key.Key_Escape)


def ring_of(reader: "Reader") -> QRect:
    """Return the part of the page that has all of the ring of the keyboard."""
    # In this theme alone the ring has a colour of its own.
    colour = Theme.load("contrast").focus
    return area_of(colour, reader.page.viewport().grab().toImage())


def is_ringed(reader: "Reader", words: str) -> bool:
    """Return whether the ring of the keyboard goes round just these words, all in sight."""
    viewport, ring = reader.page.viewport().rect(), ring_of(reader)
    found = reader.page.document().find(words, options=EXACTLY)
    while not found.isNull():
        start, end = QTextCursor(found), QTextCursor(found)
        start.setPosition(found.selectionStart())
        end.setPosition(found.selectionEnd())
        first, last = reader.page.cursorRect(start), reader.page.cursorRect(end)
        around = QRect(first.topLeft(), last.bottomRight())
        is_round = ring.adjusted(0, -4, 0, 4).contains(around.adjusted(2, 0, -2, 0))
        if is_round and around.adjusted(-9, -9, 9, 9).contains(ring):
            return viewport.contains(around)
        found = reader.page.document().find(words, found, EXACTLY)
    return False


def walk(reader: "Reader", *, back: bool = False) -> None:
    reader.press(Qt.Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)


def walk_to(reader: "Reader", words: str) -> None:
    """Press Tab on the page until the ring goes round some words."""
    reader.page.setFocus()
    for _ in range(60):
        walk(reader)
        if is_ringed(reader, words):
            return
    raise AssertionError(f"Tab does not reach {words!r}")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is given to say of highlights."""
    said: list[str] = []

    def hear(widget: QWidget, text: str) -> None:
        announce(widget, text)
        said.append(text)

    monkeypatch.setattr("immuno_reader.ui.wiring.passages.announce", hear)
    return said


def test_tab_reaches_each_highlight_among_the_links(reader: "Reader", spoken: list[str]) -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    keep(reader, "proteins", "Which are these?")
    reader.word_rect("This picture in words")
    walk_to(reader, "This picture in words")
    walked = ["This picture in words", "proteins", "proteins", "antibody", PASSAGE, "cells"]
    for words in walked[1:]:
        walk(reader)
        assert is_ringed(reader, words), words
    assert spoken == ["Highlight: proteins, with a note", f"Highlight: {PASSAGE}"]
    for words in walked[-2::-1]:
        walk(reader, back=True)
        assert is_ringed(reader, words), words
    assert spoken[2:] == spoken[1::-1]


def test_enter_opens_a_highlight_and_escape_returns_to_it(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Return)
    shown = card(reader)
    assert shown is not None
    assert note(reader).hasFocus()
    reader.type("Ask why.")
    reader.press(Qt.Key.Key_Escape)
    assert card(reader) is None
    assert reader.page.hasFocus()
    assert is_ringed(reader, PASSAGE), "the note that it has now made it another"
    walk(reader)
    assert is_ringed(reader, "cells")
    walk(reader, back=True)
    assert is_ringed(reader, PASSAGE)


def test_a_highlight_out_of_sight_is_scrolled_to(reader: "Reader") -> None:
    open_page(reader)
    words = "Most of us think of vaccines"
    keep(reader, words)
    reader.scroll_to(0)
    assert words not in reader.words_in_sight
    walk_to(reader, words)


def test_a_new_look_leaves_the_keyboard_on_the_highlight(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Plus, CTRL)
    reader.choose("Dark")
    reader.choose("High contrast")
    reader.word_rect(PASSAGE)
    assert is_ringed(reader, PASSAGE)
    walk(reader)
    reader.word_rect(PASSAGE)
    assert is_ringed(reader, "cells")


def test_the_ring_goes_with_its_highlight_and_stays_while_others_go(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    keep(reader, SENTENCE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Z, CTRL)
    assert is_ringed(reader, PASSAGE)
    reader.press(Qt.Key.Key_Z, CTRL)
    assert ring_of(reader).isEmpty()
    reader.press(Qt.Key.Key_Return)
    assert card(reader) is None
    walk(reader)
    assert reader.page.hasFocus()


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
