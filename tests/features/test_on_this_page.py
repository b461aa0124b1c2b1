"""The headings of the page: seen at a glance, gone to, stepped through, and always the right one.

The list, its keys and the menus above the page are what a person uses; nothing else is touched.
"""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from PySide6.QtGui import QAccessibleEvent

    from tests.features.desk import Reader

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
TITLE, SECOND = "What are cancer vaccines?", "What a cancer vaccine does"
DEEP, LAST = "The hepatitis B vaccine", "What to ask next"


def headings(reader: "Reader") -> QAbstractItemView:
    return reader.named(QAbstractItemView, "On this page")


def marked(reader: "Reader") -> list[str]:
    """Return the headings of which the list says that they are being read."""
    model = headings(reader).model()
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    said = Qt.ItemDataRole.AccessibleTextRole
    return [str(row.data()) for row in rows if "being read" in str(row.data(said))]


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is told from now on."""
    told: list[str] = []

    def hear(event: "QAccessibleEvent") -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            told.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    return told


@pytest.fixture
def vaccines(reader: "Reader") -> "Reader":
    """Return a reader at the top of a page with many headings, its list in sight."""
    reader.open_from_contents(TITLE)
    reader.choose("On this page")
    return reader


def test_the_headings_of_the_page_are_listed_from_the_title_down(vaccines: "Reader") -> None:
    assert vaccines.rows(headings(vaccines))[:5] == [
        TITLE,
        SECOND,
        "Vaccines that help prevent cancer",
        "The HPV vaccine",
        DEEP,
    ]
    assert marked(vaccines) == [TITLE]


def test_a_click_goes_to_the_heading_and_back_returns_to_the_line(vaccines: "Reader") -> None:
    vaccines.scroll_to(0.2)
    read = vaccines.top_line
    vaccines.click_row(headings(vaccines), DEEP)
    assert vaccines.top_line == DEEP
    assert vaccines.page.hasFocus()
    assert marked(vaccines) == [DEEP]
    vaccines.press(Qt.Key.Key_Left, ALT)
    assert vaccines.title == TITLE
    assert vaccines.top_line == read


def test_the_keyboard_alone_goes_to_a_heading(reader: "Reader") -> None:
    reader.open_from_contents(TITLE)
    reader.press(Qt.Key.Key_T, CTRL | SHIFT)
    assert headings(reader).hasFocus()
    for _ in range(4):
        reader.press(Qt.Key.Key_Down)
    assert reader.place.block == "", "arrow keys move without going"
    reader.press(Qt.Key.Key_Return)
    assert reader.top_line == DEEP
    assert reader.page.hasFocus()


def test_tab_goes_on_from_the_heading(vaccines: "Reader") -> None:
    vaccines.page.setFocus()
    vaccines.press(Qt.Key.Key_Tab)
    vaccines.click_row(headings(vaccines), "Vaccines that treat cancer")
    vaccines.press(Qt.Key.Key_Tab)
    vaccines.press(Qt.Key.Key_Return)
    assert vaccines.top_line == "Vaccines that treat cancer"
    assert "immune cell" in vaccines.card_text()


def test_the_mark_follows_the_reader(vaccines: "Reader") -> None:
    seen = []
    for share in range(0, 101, 2):
        vaccines.scroll_to(share / 100)
        (now,) = marked(vaccines)
        if now not in seen:
            seen.append(now)
    listed = vaccines.rows(headings(vaccines))
    assert seen == listed[: len(seen)], "none twice, none left out"
    assert len(seen) >= len(listed) - 1
    vaccines.scroll_to(0)
    assert marked(vaccines) == [TITLE]


def test_the_last_heading_of_a_page_can_be_gone_to_and_is_marked(vaccines: "Reader") -> None:
    vaccines.click_row(headings(vaccines), LAST)
    assert vaccines.top_line == LAST
    assert marked(vaccines) == [LAST]
    vaccines.press(Qt.Key.Key_Plus, CTRL)
    assert marked(vaccines) == [LAST], "at another size too"


def test_a_page_shorter_than_the_window_marks_the_heading_asked_for(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    reader = start(book(tmp_path, "# One\n\nText.\n\n## Two\n\nText.\n\n## Three\n\nText.\n"))
    reader.choose("On this page")
    for title in ("Three", "Two", "Three"):
        reader.click_row(headings(reader), title)
        assert marked(reader) == [title]
        reader.window.resize(reader.window.width() - 50, reader.window.height() - 40)
        QApplication.processEvents()
        assert marked(reader) == [title]


def test_another_page_has_other_headings(vaccines: "Reader") -> None:
    vaccines.press(Qt.Key.Key_PageDown, CTRL)
    assert vaccines.rows(headings(vaccines))[0] == vaccines.title != TITLE
    assert marked(vaccines) == [vaccines.title]


def test_another_language_has_other_words_and_the_same_mark(vaccines: "Reader") -> None:
    vaccines.click_row(headings(vaccines), DEEP)
    vaccines.choose("Espa\u00f1ol")
    vaccines.qtbot.waitUntil(lambda: vaccines.title != TITLE)
    listed = vaccines.rows(headings(vaccines))
    assert listed[0] == vaccines.title
    assert marked(vaccines) == [listed[4]] == ["La vacuna contra la hepatitis B"]


def test_a_page_without_headings_says_so_kindly(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    reader = start(book(tmp_path, "# One\n\nText.\n"))
    reader.choose("On this page")
    labels = [label.text() for label in reader.window.findChildren(QLabel) if label.isVisible()]
    assert any("no headings" in text for text in labels)


def test_keys_step_from_heading_to_heading_and_tell_them(
    reader: "Reader", heard: list[str]
) -> None:
    reader.open_from_contents(TITLE)
    heard.clear()
    reader.press(Qt.Key.Key_PageDown, ALT)
    assert reader.top_line == SECOND
    assert heard == [f"{SECOND}, heading, level 2"]
    for _ in range(2):
        reader.press(Qt.Key.Key_PageDown, ALT)
    assert reader.top_line == "The HPV vaccine"
    assert heard[-1] == "The HPV vaccine, heading, level 3"
    reader.page.verticalScrollBar().setValue(reader.page.verticalScrollBar().value() + 60)
    reader.press(Qt.Key.Key_PageUp, ALT)
    assert reader.top_line == "The HPV vaccine", "first to the beginning of what is being read"
    reader.press(Qt.Key.Key_PageUp, ALT)
    assert reader.top_line == "Vaccines that help prevent cancer"


def test_stepping_marks_the_list_and_leaves_no_pile_of_ways_back(vaccines: "Reader") -> None:
    for _ in range(5):
        vaccines.choose("Next heading")
    assert marked(vaccines) == ["Vaccines that treat cancer"]
    vaccines.choose("Back")
    assert vaccines.title != TITLE


def test_at_either_end_a_step_says_that_there_is_no_more(
    vaccines: "Reader", heard: list[str]
) -> None:
    vaccines.choose("Previous heading")
    assert heard == ["This is the top."]
    for _ in range(len(vaccines.rows(headings(vaccines))) + 1):
        vaccines.choose("Next heading")
    assert vaccines.top_line == LAST
    assert heard[-1] == "No heading follows on this page."
    vaccines.scroll_to(1)
    vaccines.choose("Previous heading")
    assert marked(vaccines) == [LAST]


def test_a_heading_scrolled_to_is_told_once_the_reader_rests(
    vaccines: "Reader", heard: list[str]
) -> None:
    for share in (0.1, 0.2, 0.3, 0.4):
        vaccines.scroll_to(share)
    assert heard == []
    vaccines.qtbot.waitUntil(lambda: heard == marked(vaccines))


def test_with_the_caret_on_reading_goes_on_at_the_heading(vaccines: "Reader") -> None:
    vaccines.page.setFocus()
    vaccines.press(Qt.Key.Key_F7)
    vaccines.click_row(headings(vaccines), DEEP)
    assert vaccines.page.textCursor().block().text() == DEEP
    assert vaccines.top_line == DEEP


def test_the_panel_is_there_again_at_the_next_visit(start: "Callable[..., Reader]") -> None:
    first = start()
    first.choose("On this page")
    first.quit()
    again = start()
    assert again.rows(headings(again))[0] == again.title


def test_a_change_of_the_look_reaches_the_list(vaccines: "Reader") -> None:
    view = headings(vaccines)
    before = view.visualRect(vaccines.row(view, SECOND)).height()
    for _ in range(4):
        vaccines.choose("Larger text")
    assert view.visualRect(vaccines.row(view, SECOND)).height() > before


def book(folder: "Path", text: str) -> "Path":
    made = folder / "book"
    made.mkdir()
    (made / "SUMMARY.md").write_text("- [One](one.md)\n", encoding="utf-8")
    (made / "one.md").write_text(text, encoding="utf-8")
    return made
