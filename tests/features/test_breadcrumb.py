"""The way above the page: it says where one is, and leads to what stands beside it."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

PART, TYPES, VACCINES = (
    "The types of treatment",
    "What types are there?",
    "What are cancer vaccines?",
)


def said(reader: "Reader") -> str:
    """Return what a screen reader says of the way above the page."""
    names = [part.accessibleName() for part in reader.window.findChildren(QWidget)]
    (name,) = [name for name in names if name.startswith("You are in:")]
    return name


def crumb(reader: "Reader", title: str) -> QAbstractButton:
    (found,) = [
        button
        for button in reader.window.findChildren(QAbstractButton)
        if button.isVisible() and button.accessibleName() == title
    ]
    return found


def pick(reader: "Reader", title: str) -> None:
    """Choose a row of the open menu with the keyboard."""
    opened = QApplication.activePopupWidget()
    for _ in reader.menu:
        if reader.menu_row == title:
            break
        reader.press(Qt.Key.Key_Down, on=opened)
    assert reader.menu_row == title
    reader.press(Qt.Key.Key_Return, on=opened)


def test_it_says_where_the_section_stands(reader: "Reader") -> None:
    reader.open_from_contents(VACCINES)
    assert said(reader) == f"You are in: {PART} \u203a {TYPES} \u203a {VACCINES}"


def test_the_section_opens_what_stands_beside_it(reader: "Reader") -> None:
    reader.open_from_contents(VACCINES)
    reader.press_button(VACCINES)
    assert "What are monoclonal antibodies?" in reader.menu
    assert TYPES not in reader.menu
    assert reader.menu_row == VACCINES, "it starts from where the reader is"
    pick(reader, "What is virus treatment?")
    assert reader.title == "What is virus treatment?"
    assert reader.page.hasFocus()
    assert reader.menu == []
    reader.press(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert reader.title == VACCINES


def test_another_part_opens_with_its_first_section(reader: "Reader") -> None:
    reader.open_from_contents(VACCINES)
    reader.press_button(PART)
    assert "Side effects" in reader.menu
    pick(reader, "Side effects")
    assert reader.title == "When should I call for help?"


def test_the_row_it_stands_in_leads_up(reader: "Reader") -> None:
    reader.open_from_contents(VACCINES)
    reader.press_button(TYPES)
    pick(reader, TYPES)
    assert reader.title == TYPES


def test_the_keyboard_opens_closes_and_is_back_where_it_was(reader: "Reader") -> None:
    reader.open_from_contents(VACCINES)
    crumb(reader, PART).setFocus()
    reader.press(Qt.Key.Key_Tab)
    assert crumb(reader, TYPES).hasFocus()
    reader.press(Qt.Key.Key_Down)
    assert reader.menu
    reader.press(Qt.Key.Key_Escape, on=QApplication.activePopupWidget())
    assert reader.menu == []
    assert crumb(reader, TYPES).hasFocus()
    assert reader.title == VACCINES


def test_tab_leads_from_the_section_to_the_page(reader: "Reader") -> None:
    crumb(reader, reader.title).setFocus()
    reader.press(Qt.Key.Key_Tab)
    assert reader.page.hasFocus()


def test_what_has_no_room_is_in_the_menu_of_the_dots(start: "Callable[..., Reader]") -> None:
    reader = start(size=(700, 500))
    reader.open_from_contents("Can a vaccine treat cancer?")
    reader.press_button("\u2026")
    assert reader.menu[0] == PART
    pick(reader, TYPES)
    assert reader.title == TYPES


def test_a_book_of_many_pages_leads_to_its_contents(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    folder = tmp_path / "book"
    folder.mkdir()
    numbers = range(200)
    rows = "\n".join(f"- [Page {number}](p{number}.md)" for number in numbers)
    (folder / "SUMMARY.md").write_text(rows, encoding="utf-8")
    for number in numbers:
        (folder / f"p{number}.md").write_text(f"# Page {number}\n\nText.\n", encoding="utf-8")
    reader = start(folder)
    reader.choose("Glossary")
    reader.press_button("Page 0")
    opened = QApplication.activePopupWidget()
    assert opened is not None
    screen = opened.screen().availableGeometry()
    assert screen.contains(opened.geometry())
    reader.press(Qt.Key.Key_Up, on=opened)
    assert reader.menu_row == "All of them in the contents"
    reader.press(Qt.Key.Key_Return, on=opened)
    assert reader.named(QAbstractItemView, "Contents").hasFocus()
