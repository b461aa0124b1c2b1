"""A hard word is explained where it stands."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLineEdit, QTextBrowser

from tests.features.desk import text_rect

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier
TYPES = "What types are there?"
WORD = "Monoclonal antibodies"
ANTIBODIES = "What are monoclonal antibodies?"


def card_frame(reader: "Reader") -> QRect:
    assert reader.card is not None
    return QRect(reader.card.mapToGlobal(QPoint(0, 0)), reader.card.size())


def word_frame(reader: "Reader", word: str) -> QRect:
    rect = reader.word_rect(word)
    return QRect(reader.page.viewport().mapToGlobal(rect.topLeft()), rect.size())


def test_a_click_on_a_word_opens_its_card(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    said = reader.card_text()
    assert "monoclonal antibody" in said
    assert "made in a laboratory" in said
    assert "Also called" in said


def test_escape_closes_the_card_and_returns_to_the_word(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    assert not reader.page.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.card is None
    assert reader.page.hasFocus()


def test_tab_walks_the_words_and_enter_opens_one(reader: "Reader") -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Tab)
    assert reader.page.hasFocus()
    reader.press(Qt.Key.Key_Return)
    assert reader.card is not None
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Return)
    second = reader.card_text()
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    reader.press(Qt.Key.Key_Return)
    assert reader.card_text() != second


def test_a_related_term_opens_inside_and_back_returns(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    first = reader.card_text()
    reader.click_in_card("antigen")
    assert reader.card_text() != first
    assert reader.card is not None
    assert reader.card.accessibleName() == "antigen"
    reader.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.card_text() == first


def test_the_card_leads_to_the_section_that_explains_the_word(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    reader.click_in_card(ANTIBODIES)
    assert reader.title == ANTIBODIES
    assert reader.card is None
    reader.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.title == TYPES


def test_a_click_elsewhere_closes_the_card_unless_it_is_pinned(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.click_word(WORD)
    corner = QPoint(3, reader.page.viewport().height() - 3)
    reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert reader.card is None
    reader.click_word(WORD)
    reader.press(Qt.Key.Key_Return, CTRL)
    reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.LeftButton, pos=corner)
    assert reader.card is not None


def test_a_resting_pointer_opens_the_card_without_taking_the_keyboard(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.rest_on_word(WORD)
    assert reader.card is None, "not before the pointer has rested"
    reader.qtbot.waitUntil(lambda: reader.card is not None, timeout=3000)
    assert reader.page.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert reader.card is None


def test_the_card_of_a_resting_pointer_closes_when_the_pointer_leaves(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.rest_on_word(WORD)
    reader.qtbot.waitUntil(lambda: reader.card is not None, timeout=3000)
    viewport = reader.page.viewport()
    reader.qtbot.mouseMove(viewport, QPoint(viewport.width() - 3, viewport.height() - 3))
    reader.qtbot.waitUntil(lambda: reader.card is None, timeout=3000)


def test_hover_can_be_turned_off(reader: "Reader") -> None:
    reader.choose("Only when clicked")
    reader.open_from_contents(TYPES)
    reader.rest_on_word(WORD)
    reader.qtbot.wait(900)
    assert reader.card is None
    reader.click_word(WORD)
    assert reader.card is not None


@pytest.mark.parametrize(
    ("size", "steps"),
    [((1024, 700), 0), ((1024, 700), 8), ((560, 420), 0), ((700, 480), 3), ((1600, 1000), 8)],
)
def test_the_card_never_leaves_the_window_nor_covers_its_word(
    start: "Callable[..., Reader]", size: tuple[int, int], steps: int
) -> None:
    reader = start(size=size)
    for _ in range(steps):
        reader.choose("Larger text")
    reader.open_from_contents(TYPES)
    for word in ("Monoclonal antibodies", "Checkpoint inhibitors", "immune response"):
        reader.click_word(word)
        card, window = card_frame(reader), reader.window
        whole = QRect(window.mapToGlobal(QPoint(0, 0)), window.size())
        assert whole.contains(card)
        assert not card.adjusted(12, 12, -12, -12).intersects(word_frame(reader, word))
        reader.press(Qt.Key.Key_Escape)


def marked(reader: "Reader") -> list[str]:
    """Return the words that the keyboard can reach on the page."""
    return [link.href for link in reader.page.links if link.href.startswith("term:")]  # type: ignore[attr-defined]


def test_words_are_marked_once_every_time_or_never(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    once = marked(reader)
    assert len(once) == len(set(once)) > 0
    reader.choose("Every time")
    assert len(marked(reader)) > len(once)
    assert set(marked(reader)) == set(once)
    reader.choose("Never")
    assert marked(reader) == []


def test_the_glossary_filters_and_explains_in_place(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F8)
    field = reader.named(QLineEdit, "Filter terms")
    field.setFocus()
    reader.type("monoclonal")
    terms = reader.named(QAbstractItemView, "Terms")
    assert "monoclonal antibody" in reader.rows(terms)
    reader.press(Qt.Key.Key_Return)
    pages = [
        text.toPlainText()
        for text in reader.window.findChildren(QTextBrowser)
        if text.isVisible() and text is not reader.page
    ]
    assert any("Used in" in text and TYPES in text for text in pages)
    reader.press(Qt.Key.Key_Escape)
    assert field.isVisible()
    assert field.text() == "monoclonal"


def term_page(reader: "Reader") -> QTextBrowser:
    """Return the term that the glossary shows in place of its list."""
    (text,) = [
        text
        for text in reader.window.findChildren(QTextBrowser)
        if text.isVisible() and text is not reader.page
    ]
    return text


@pytest.mark.parametrize("way", ["button", "Alt+Left", "Backspace"])
def test_the_glossary_leads_back_term_by_term_and_then_to_the_list(
    reader: "Reader", way: str
) -> None:
    for _ in range(6):
        reader.choose("Larger text")
    reader.press(Qt.Key.Key_F8)
    reader.named(QLineEdit, "Filter terms").setFocus()
    reader.type("antib")
    terms = reader.named(QAbstractItemView, "Terms")
    reader.click_row(terms, "monoclonal antibody")
    title = reader.title
    left = []
    for related in ("antigen", "antibody"):
        text = term_page(reader)
        point = text_rect(text, related).center()
        left.append((text.accessibleName(), text.verticalScrollBar().value()))
        reader.qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point)
        QApplication.processEvents()
        assert term_page(reader).accessibleName() == related
        assert text.verticalScrollBar().value() == 0
    assert left[0][1] > 0, "or the place would not be tried"

    def go_back(button: str) -> None:
        if way == "button":
            reader.press_button(button)
        elif way == "Alt+Left":
            reader.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
        else:
            reader.press(Qt.Key.Key_Backspace)

    for name, scrolled in reversed(left):
        go_back(f"Back to {name}")
        text = term_page(reader)
        assert (text.accessibleName(), text.verticalScrollBar().value()) == (name, scrolled)
    go_back("All terms")
    assert terms.isVisible()
    assert reader.named(QLineEdit, "Filter terms").text() == "antib"
    assert terms.currentIndex().data() == "monoclonal antibody"
    assert terms.hasFocus()
    assert reader.title == title


def test_a_section_that_uses_a_term_opens_from_the_glossary(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F8)
    reader.named(QLineEdit, "Filter terms").setFocus()
    reader.type("leukapheresis")
    reader.press(Qt.Key.Key_Return)
    text = term_page(reader)
    point = text_rect(text, "What happens, step by step?").center()
    reader.qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=point)
    QApplication.processEvents()
    assert reader.title == "What happens, step by step?"
