"""Words that are selected are explained, or searched for."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

if TYPE_CHECKING:
    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"


def look_up(reader: "Reader", words: str) -> None:
    reader.select_words(words)
    reader.press(Qt.Key.Key_L, CTRL)


def test_a_selected_term_opens_its_card_beside_the_words(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    look_up(reader, "antibody")
    assert "antibody" in reader.card_text()
    reader.press(Qt.Key.Key_Escape)
    assert reader.card is None
    assert reader.page.hasFocus()


def test_a_term_among_the_selected_words_opens_its_card(reader: "Reader") -> None:
    reader.choose("Never")  # no word is marked: the words themselves must tell
    reader.open_from_contents(TYPES)
    look_up(reader, "An antibody may work by itself")
    assert reader.card is not None
    assert reader.card.accessibleName() == "antibody"


def test_words_that_no_card_explains_are_searched_for(reader: "Reader") -> None:
    reader.choose("Never")
    reader.open_from_contents("Can I work and travel?")
    look_up(reader, "sun")
    if reader.card is not None:
        assert "sun" in reader.card.accessibleName()
        return
    field = reader.named(QLineEdit, "Search this book")
    assert field.text() == "sun"
    assert field.hasFocus()


def test_without_a_selection_it_says_what_to_do(reader: "Reader") -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_L, CTRL)
    assert "Select the words" in reader.notice


def test_the_menu_of_the_page_looks_up_the_word_that_is_pointed_at(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    at = reader.word_rect("antibodies").center()
    viewport = reader.page.viewport()
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, viewport.mapToGlobal(at))
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    offered = {action.text().replace("&", ""): action for action in menu.actions()}
    assert reader.page.textCursor().selectedText().lower() == "antibodies"
    assert {"Look up the selected words", "Copy", "Select all"} <= set(offered)
    offered["Look up the selected words"].trigger()
    menu.close()
    assert reader.card is not None
    assert "antibody" in reader.card.accessibleName()
