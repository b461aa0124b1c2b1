"""Anything is found while one types, looked at with the arrow keys, and opened with Enter."""

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTabBar, QToolButton

from immuno_reader.errors import LibraryError
from immuno_reader.library.searching import Searcher

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from immuno_reader.library.results import Results
    from tests.features.desk import Reader

CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
KEYTRUDA = "pembrolizumab"
TYPES = "What types are there?"
PD_1 = "Which medicines block PD-1 or PD-L1?"
FIRST = "What is immunotherapy?"


def has_tabs(reader: "Reader") -> bool:
    return any(bar.isVisible() for bar in reader.window.findChildren(QTabBar))


def wait_for_page(reader: "Reader", title: str) -> None:
    reader.qtbot.waitUntil(lambda: reader.title == title)


# The field


def test_the_field_stands_above_the_tabs(reader: "Reader") -> None:
    field, (tabs,) = reader.search_field, reader.window.findChildren(QTabBar)
    assert field.placeholderText() == "Search this book"
    assert field.mapToGlobal(QPoint(0, 0)).y() < tabs.mapToGlobal(QPoint(0, 0)).y()


@pytest.mark.parametrize(
    ("key", "modifiers"),
    [
        (Qt.Key.Key_K, CTRL),
        (Qt.Key.Key_F, CTRL | SHIFT),
        (Qt.Key.Key_Slash, Qt.KeyboardModifier.NoModifier),
    ],
)
def test_a_key_leads_to_the_field_even_from_a_hidden_sidebar(
    reader: "Reader", key: Qt.Key, modifiers: Qt.KeyboardModifier
) -> None:
    reader.press(Qt.Key.Key_F9)
    assert not any(line.isVisible() for line in reader.window.findChildren(QLineEdit))
    reader.press(key, modifiers)
    assert reader.search_field.hasFocus()
    assert reader.search_field.text() == ""


def test_asking_for_the_field_again_selects_what_is_typed(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.press(Qt.Key.Key_F6)
    assert reader.page.hasFocus()
    reader.press(Qt.Key.Key_K, CTRL)
    assert reader.search_field.selectedText() == "keytruda"


def test_a_slash_can_be_typed_into_a_field(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F8)
    reader.type("PD-1/PD")
    assert reader.named(QLineEdit, "Filter terms").text() == "PD-1/PD"


def test_a_button_clears_what_is_typed(reader: "Reader") -> None:
    assert "Clear the search" not in [
        button.accessibleName() for button in reader.window.findChildren(QToolButton)
    ]
    reader.search("keytruda", until=KEYTRUDA)
    reader.press_button("Clear the search")
    assert reader.search_field.text() == ""
    assert has_tabs(reader)


def test_f6_leads_from_the_results_to_the_page_and_back(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.press(Qt.Key.Key_F6)
    assert reader.page.hasFocus()
    assert reader.is_searching
    reader.press(Qt.Key.Key_F6)
    assert reader.search_field.hasFocus()


# Results as one types


def test_results_come_while_one_types_in_groups(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    assert not has_tabs(reader)
    assert "Words explained" in reader.found
    assert {"Pages", "In the text"} & set(reader.found)
    assert reader.found.index("Words explained") < reader.found.index(KEYTRUDA)


def test_a_row_says_why_it_fits_and_where_it_stands(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    spoken = Qt.ItemDataRole.AccessibleTextRole
    term = reader.row(reader.results, KEYTRUDA).data(spoken)
    assert "Keytruda is pembrolizumab" in term
    assert "checkpoint inhibitor" in term
    assert "The types of treatment" in reader.row(reader.results, PD_1).data(spoken)


def test_what_is_typed_on_replaces_the_results(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.search_field.selectAll()
    reader.type("opdivo")
    reader.wait_for_row("nivolumab")
    assert reader.chosen is None


def test_a_slip_of_the_keyboard_is_put_right_and_can_be_had_literally(reader: "Reader") -> None:
    reader.search("imunotherapy", until="Showing results for immunotherapy")
    assert "immunotherapy" in reader.found
    literal = "Search for \u201cimunotherapy\u201d instead"
    assert literal in reader.found
    reader.press(Qt.Key.Key_Down)
    assert reader.chosen != literal, "the first step down is to what was found"
    reader.press(Qt.Key.Key_Up)
    assert reader.chosen == literal
    reader.press(Qt.Key.Key_Return)
    reader.wait_for_row("Nothing in this book was found for imunotherapy.")
    assert reader.search_field.hasFocus()


def test_nothing_found_leads_on(reader: "Reader") -> None:
    reader.search("xqzvkj", until="Nothing in this book was found for xqzvkj.")
    title = reader.title
    reader.press(Qt.Key.Key_Return)
    assert reader.card is None
    assert reader.title == title
    reader.press(Qt.Key.Key_End, CTRL)
    assert reader.chosen == "Go to the contents"
    reader.press(Qt.Key.Key_Return)
    assert reader.search_field.text() == ""
    assert reader.named(QAbstractItemView, "Contents").hasFocus()


def test_the_results_follow_the_language_of_the_book(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.choose("Espa\u00f1ol")
    reader.wait_for_row("\u00bfQu\u00e9 medicamentos bloquean PD-1 o PD-L1?")
    assert reader.search_field.text() == "keytruda"


# Looking and opening


def test_the_arrow_keys_show_a_page_at_its_match(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    wait_for_page(reader, PD_1)
    assert reader.search_field.hasFocus()
    assert "Keytruda" in reader.words_in_sight


def test_escape_returns_to_the_very_line_from_before(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.scroll_to(0.4)
    line, place = reader.top_line, reader.place
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    wait_for_page(reader, PD_1)
    reader.scroll_to(0.8)
    assert reader.place == place
    reader.press(Qt.Key.Key_Escape)
    assert (reader.title, reader.top_line) == (TYPES, line)
    assert reader.search_field.text() == ""
    assert has_tabs(reader)
    assert not reader.action("Forward").isEnabled()
    reader.press(Qt.Key.Key_Escape)
    assert not reader.search_field.hasFocus()


def test_back_does_not_lead_to_what_was_only_looked_at(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    wait_for_page(reader, PD_1)
    reader.press(Qt.Key.Key_Escape)
    reader.choose("Back")
    assert reader.title == FIRST


def test_a_page_that_is_looked_at_is_not_where_the_next_visit_begins(
    start: "Callable[..., Reader]",
) -> None:
    reader = start()
    reader.open_from_contents(TYPES)
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    wait_for_page(reader, PD_1)
    reader.quit()
    assert start().title == TYPES


def test_enter_opens_a_page_and_the_results_stay(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    reader.press(Qt.Key.Key_Return)
    assert reader.title == PD_1
    assert reader.page.hasFocus()
    assert "Keytruda" in reader.words_in_sight
    assert PD_1 in reader.found
    reader.press(Qt.Key.Key_Escape)
    assert not reader.is_searching
    assert reader.title == PD_1, "Escape on the page stays there"
    reader.choose("Back")
    assert reader.title == FIRST


def test_going_to_a_page_that_is_looked_at_is_opening_it(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    wait_for_page(reader, PD_1)
    reader.press(Qt.Key.Key_F6)
    assert reader.page.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.title == PD_1
    reader.choose("Back")
    assert reader.title == FIRST


def test_a_click_opens_a_row(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.click_row(reader.results, PD_1)
    assert reader.title == PD_1
    assert reader.page.hasFocus()


def test_a_word_is_explained_beside_its_row(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.walk_to(KEYTRUDA)
    reader.qtbot.waitUntil(lambda: reader.card is not None)
    assert KEYTRUDA in reader.card_text()
    assert reader.search_field.hasFocus()
    card = reader.card
    assert card is not None
    row = reader.results.visualRect(reader.results.currentIndex())
    corner = reader.results.viewport().mapToGlobal(row.topRight())
    assert card.mapToGlobal(QPoint(0, 0)).x() >= corner.x()
    reader.press(Qt.Key.Key_Escape)
    assert reader.card is None


def test_enter_leads_into_the_card_and_escape_back_to_the_field(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.press(Qt.Key.Key_Return)
    assert reader.card is not None
    assert not reader.search_field.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.card is None
    assert reader.search_field.hasFocus()
    assert reader.search_field.text() == "keytruda"
    assert KEYTRUDA in reader.found


def test_enter_opens_the_first_thing_found_however_fast_it_comes(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_K, CTRL)
    reader.type("keytruda")
    reader.press(Qt.Key.Key_Return)
    reader.qtbot.waitUntil(lambda: reader.card is not None)
    assert KEYTRUDA in reader.card_text()


def test_the_marks_go_with_the_search(reader: "Reader") -> None:
    reader.search("keytruda", until=PD_1)
    reader.walk_to(PD_1)
    reader.press(Qt.Key.Key_Return)
    with_marks = reader.page.grab().toImage()
    reader.press(Qt.Key.Key_Escape)
    assert reader.page.grab().toImage() != with_marks


def test_a_panel_that_is_asked_for_takes_the_place_of_the_results(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    reader.press(Qt.Key.Key_T, CTRL)
    assert reader.named(QAbstractItemView, "Contents").hasFocus()
    assert reader.search_field.text() == ""


def test_keys_pass_over_headings_and_stop_at_the_ends(reader: "Reader") -> None:
    reader.search("keytruda", until=KEYTRUDA)
    passed = reader.walk(Qt.Key.Key_Down)
    assert len(passed) > 8
    assert not set(passed) & {"Words explained", "Pages", "In the text"}
    assert reader.walk(Qt.Key.Key_PageDown) == []
    assert reader.walk(Qt.Key.Key_PageUp)[-1] == KEYTRUDA
    reader.press(Qt.Key.Key_Up)
    assert reader.chosen is None


# Commands and headings


def test_a_command_of_the_menus_is_run_by_its_name(reader: "Reader") -> None:
    reader.page.setFocus()
    reader.search(">dark", until="Dark")
    reader.press(Qt.Key.Key_Return)
    assert reader.action("Dark").isChecked()
    assert reader.search_field.text() == ""
    assert has_tabs(reader)
    assert reader.page.hasFocus()


def test_every_command_that_can_be_chosen_is_listed(reader: "Reader") -> None:
    reader.search(">", until="About Immuno Reader")  # the last one
    listed = set(reader.found)
    for action in reader.window.findChildren(QAction):
        is_ours = action.objectName() and not action.objectName().startswith(("q_", "_q_"))
        if is_ours and action.isEnabled():
            assert action.text().replace("&", "") in listed
    assert "Espa\u00f1ol" in listed
    assert "Copy" not in listed, "there is nothing to copy"


def test_a_command_shows_its_menu_its_key_and_its_state(reader: "Reader") -> None:
    reader.search(">sidebar", until="Sidebar")
    said = reader.row(reader.results, "Sidebar").data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Sidebar. View. on \u00b7 F9"


@pytest.mark.parametrize("typed", [">contrast high", ">hc", ">theme high", ">high contr"])
def test_a_command_is_found_by_words_in_any_order_and_by_initials(
    reader: "Reader", typed: str
) -> None:
    reader.search(typed, until="High contrast")
    assert reader.found[0] == "High contrast"


def test_a_bookmark_is_a_command_as_well(reader: "Reader") -> None:
    reader.choose("Bookmark this section")
    reader.open_from_contents(TYPES)
    reader.search(">immunotherapy?", until=FIRST)
    reader.press(Qt.Key.Key_Return)
    wait_for_page(reader, FIRST)


def test_a_heading_of_the_page_is_scrolled_to(reader: "Reader") -> None:
    reader.search("@", until="Who it can help")
    reader.walk_to("Who it can help")
    reader.qtbot.waitUntil(lambda: reader.top_line == "Who it can help")
    reader.press(Qt.Key.Key_Escape)
    assert reader.top_line == FIRST
    reader.type("@help who")
    reader.press(Qt.Key.Key_Return)
    assert reader.top_line == "Who it can help"
    assert reader.page.hasFocus()
    assert has_tabs(reader)


# What was before


def test_the_empty_field_tells_what_else_it_is_good_for(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_K, CTRL)
    (hint,) = reader.found
    assert ">" in hint
    assert "@" in hint
    reader.press(Qt.Key.Key_Tab)
    assert has_tabs(reader)


def test_a_click_into_the_empty_field_asks_for_it_too(reader: "Reader") -> None:
    reader.qtbot.mouseClick(reader.search_field, Qt.MouseButton.LeftButton)
    assert reader.is_searching
    reader.press(Qt.Key.Key_Escape)
    assert has_tabs(reader)
    assert reader.page.hasFocus()


# What may go wrong


def test_a_library_that_cannot_be_searched_is_made_anew_while_reading_goes_on(
    reader: "Reader", monkeypatch: pytest.MonkeyPatch
) -> None:
    sound, asked = Searcher.search, list[str]()

    def search(self: Searcher, typed: str, *, literally: bool = False) -> "Results":
        asked.append(typed)
        if asked.count("keytruda") < 2:
            raise LibraryError("The prepared book is damaged.")
        return sound(self, typed, literally=literally)

    monkeypatch.setattr(Searcher, "search", search)
    reader.press(Qt.Key.Key_K, CTRL)
    reader.type("keytruda")
    reader.qtbot.waitUntil(lambda: "keytruda" in asked)
    assert reader.title == FIRST
    reader.qtbot.waitUntil(lambda: KEYTRUDA in reader.found, timeout=60_000)


def test_a_library_that_is_never_sound_is_not_made_anew_for_ever(
    reader: "Reader", monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_library(cls: type[Searcher], path: "Path", language: object = None) -> Searcher:
        raise LibraryError("The prepared book is damaged.")

    monkeypatch.setattr(Searcher, "open", classmethod(open_library))
    reader.press(Qt.Key.Key_K, CTRL)
    reader.type("keytruda")
    said = "The book cannot be searched just now. You can read on."
    reader.qtbot.waitUntil(lambda: said in reader.found, timeout=60_000)
    assert reader.title == FIRST


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(typed=st.one_of(st.text(max_size=40), st.text(alphabet="\"'*()-:^>@%_ aA\u00e9\U0001f600")))
def test_anything_can_be_typed(reader: "Reader", typed: str) -> None:
    reader.press(Qt.Key.Key_K, CTRL)
    reader.search_field.setText(typed)
    reader.press(Qt.Key.Key_Down)
    QApplication.processEvents()
    assert reader.search_field.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert has_tabs(reader)
