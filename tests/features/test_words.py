"""The words that a reader looked up, and those that they keep."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QRadioButton

from immuno_reader.ui import day

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
WORD, TERM = "Monoclonal antibodies", "monoclonal antibody"


def words(reader: "Reader", choice: str) -> list[str]:
    """Return what the glossary lists when one of its three choices is made."""
    reader.press(Qt.Key.Key_F8)
    button = reader.named(QRadioButton, choice) if choice == "All words" else None
    if button is None:
        (button,) = (
            each for each in reader.window.findChildren(QRadioButton) if each.text() == choice
        )
    button.click()
    views = reader.window.findChildren(QAbstractItemView)
    (view,) = (each for each in views if each.accessibleName() == "Terms")
    return reader.rows(view) if view.isVisible() else []


def look_up(reader: "Reader", word: str) -> None:
    reader.click_word(word)
    assert reader.card is not None
    reader.press(Qt.Key.Key_Escape)


def test_what_was_looked_up_is_listed_the_latest_first(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    assert words(reader, "Looked up") == []
    look_up(reader, WORD)
    look_up(reader, "cancer cells")
    assert words(reader, "Looked up") == ["Today", "cancer cell", TERM]
    look_up(reader, WORD)
    assert words(reader, "Looked up") == ["Today", TERM, "cancer cell"]


def test_a_related_word_on_the_card_counts_too(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    reader.click_in_card("antigen")
    assert words(reader, "Looked up") == ["Today", "antigen", TERM]


def test_a_mere_glance_is_not_noted_until_it_is_kept_open(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.rest_on_word(WORD)
    reader.qtbot.waitUntil(lambda: reader.card is not None)
    assert words(reader, "Looked up") == []
    reader.press(Qt.Key.Key_T, CTRL)
    reader.open_from_contents("What is immunotherapy?")
    reader.open_from_contents(TYPES)
    reader.rest_on_word(WORD)
    reader.qtbot.waitUntil(lambda: reader.card is not None)
    reader.press_button("Keep open")
    assert words(reader, "Looked up") == ["Today", TERM]


def terms(reader: "Reader") -> QAbstractItemView:
    views = reader.window.findChildren(QAbstractItemView)
    (view,) = (each for each in views if each.accessibleName() == "Terms")
    return view


def test_a_word_that_was_looked_up_can_be_forgotten(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    for word in (WORD, "cancer cells"):
        look_up(reader, word)
    reader.click_word(WORD)
    reader.press_button("Keep this word")
    reader.press(Qt.Key.Key_Escape)
    assert words(reader, "Looked up") == ["Today", TERM, "cancer cell"]
    terms(reader).setFocus()
    reader.press(Qt.Key.Key_Down)
    reader.press(Qt.Key.Key_Delete)
    assert reader.rows(terms(reader)) == ["Today", TERM]
    assert "cancer cell" in reader.notice
    reader.press(Qt.Key.Key_Delete)
    assert words(reader, "Starred") == [TERM], "a starred word stays one"
    reader.choose("Undo")
    reader.choose("Undo")
    assert words(reader, "Looked up") == ["Today", TERM, "cancer cell"]
    assert words(reader, "Starred") == [TERM]
    terms(reader).setFocus()
    reader.press(Qt.Key.Key_Delete)
    assert words(reader, "Starred") == []
    words(reader, "All words")
    terms(reader).setFocus()
    before = reader.rows(terms(reader))
    reader.press(Qt.Key.Key_Delete)
    assert reader.rows(terms(reader)) == before


def test_in_private_use_nothing_is_noted(reader: "Reader") -> None:
    reader.choose("Private use: keep no history")
    reader.open_from_contents(TYPES)
    look_up(reader, WORD)
    assert words(reader, "Looked up") == []


def test_the_star_on_the_card_keeps_a_word_until_the_next_visit(
    start: "Callable[..., Reader]",
) -> None:
    first = start()
    first.open_from_contents(TYPES)
    first.click_word(WORD)
    first.press_button("Keep this word")
    assert first.notice == f"Kept in my words: {TERM}"
    assert words(first, "Starred") == [TERM]
    first.quit()
    second = start()
    assert words(second, "Starred") == [TERM]
    second.press(Qt.Key.Key_T, CTRL)
    second.open_from_contents(TYPES)
    second.click_word(WORD)
    second.press_button("No longer keep this word")
    assert words(second, "Starred") == []
    second.press_button("Undo")
    assert words(second, "Starred") == [TERM]


def test_a_star_is_taken_back_with_undo(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    reader.press_button("Keep this word")
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_Z, CTRL)
    assert words(reader, "Starred") == []
    assert words(reader, "Looked up") == ["Today", TERM], "looking up is no step to undo"


def test_clearing_the_history_forgets_what_is_not_starred(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    look_up(reader, "cancer cells")
    reader.click_word(WORD)
    reader.press_button("Keep this word")
    reader.press(Qt.Key.Key_Escape)
    reader.choose("Clear history")
    assert words(reader, "Looked up") == []
    assert words(reader, "Starred") == [TERM]


def test_the_readers_words_follow_the_language_of_the_book(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    look_up(reader, WORD)
    reader.choose("Español")
    reader.qtbot.waitUntil(lambda: words(reader, "Looked up") == ["Today", "anticuerpo monoclonal"])


def test_a_term_chosen_from_the_list_by_keyboard_is_noted_and_kept(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F8)
    reader.type("antigen")
    reader.press(Qt.Key.Key_Return)
    reader.press_button("Keep this word")
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_Escape)
    assert words(reader, "Starred") == ["antigen"]
    assert words(reader, "Looked up")[1:] == ["antigen"]


def test_forgetting_leaves_the_keyboard_in_the_glossary(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    look_up(reader, WORD)
    assert words(reader, "Looked up") == ["Today", TERM]
    reader.named(QAbstractItemView, "Terms").setFocus()
    before = reader.top_line
    reader.choose("Clear history")
    assert "is forgotten" in reader.notice
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Filter terms"
    assert reader.top_line == before


def test_after_a_night_asleep_the_words_of_today_are_of_yesterday(
    reader: "Reader", monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.open_from_contents(TYPES)
    look_up(reader, WORD)
    assert words(reader, "Looked up") == ["Today", TERM]
    monkeypatch.setattr(day, "now", lambda: datetime.now() + timedelta(days=1))
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    # What the system says to a program that comes back.
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationActive)
    assert words(reader, "Looked up") == ["Yesterday", TERM]
