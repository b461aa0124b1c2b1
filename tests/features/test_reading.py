"""Opening sections, finding the way, and never losing the place."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
FIRST, SECOND = "What is immunotherapy?", "How is it different from chemotherapy?"


def test_the_first_screen_is_the_first_section(reader: "Reader") -> None:
    assert reader.title == FIRST
    assert reader.window.windowTitle().startswith(FIRST)
    assert "immune system" in reader.page_text


def test_a_click_in_the_contents_opens_a_section(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    assert reader.title == "What are checkpoint inhibitors?"
    assert reader.page.hasFocus()


def test_the_keyboard_alone_opens_a_section(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_T, CTRL)
    tree = reader.named(QAbstractItemView, "Contents")
    reader.qtbot.waitUntil(lambda: tree.hasFocus() or tree.viewport().hasFocus())
    reader.press(Qt.Key.Key_Down)
    assert reader.title == FIRST, "arrow keys move without opening"
    reader.press(Qt.Key.Key_Return)
    assert reader.title == SECOND
    assert reader.page.hasFocus()


def test_the_current_section_is_marked_in_the_contents_and_in_sight(reader: "Reader") -> None:
    reader.choose("About this book")
    tree = reader.named(QAbstractItemView, "Contents")
    index = reader.row(tree, "About this book")
    assert tree.viewport().rect().intersects(tree.visualRect(index))
    said = str(index.data(Qt.ItemDataRole.AccessibleTextRole)).lower()
    assert "current" in said


def test_next_and_previous_turn_the_pages_in_order(reader: "Reader") -> None:
    reader.press_button(f"Next: {SECOND}")
    assert reader.title == SECOND
    reader.press(Qt.Key.Key_PageUp, CTRL)
    assert reader.title == FIRST
    assert not reader.action("Previous section").isEnabled()
    reader.press(Qt.Key.Key_PageDown, CTRL)
    assert reader.title == SECOND


def test_a_link_leads_to_its_section_and_back_returns_to_the_line(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    reader.click_word("under the skin")
    assert reader.title == "Which medicines block PD-1 or PD-L1?"
    reader.press(Qt.Key.Key_Left, ALT)
    assert reader.title == "What are checkpoint inhibitors?"
    assert reader.page.cursorForPosition(QPoint(300, 0)).position() > 0
    reader.press(Qt.Key.Key_Right, ALT)
    assert reader.title == "Which medicines block PD-1 or PD-L1?"


def test_the_mouse_has_buttons_for_back_and_forward(reader: "Reader") -> None:
    reader.open_from_contents(SECOND)
    reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.BackButton)
    assert reader.title == FIRST
    reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.ForwardButton)
    assert reader.title == SECOND


def test_back_after_a_change_of_size_returns_to_the_same_line(reader: "Reader") -> None:
    reader.open_from_contents("What are checkpoint inhibitors?")
    reader.scroll_to(0.6)
    read = reader.top_paragraph
    reader.press(Qt.Key.Key_PageDown, CTRL)
    for _ in range(4):
        reader.press(Qt.Key.Key_Plus, CTRL)
    reader.press(Qt.Key.Key_Left, ALT)
    assert reader.top_paragraph == read


def test_each_section_opens_again_where_it_was_left(reader: "Reader") -> None:
    reader.open_from_contents("What are monoclonal antibodies?")
    reader.scroll_to(0.5)
    read = reader.top_line
    reader.open_from_contents(SECOND)
    reader.open_from_contents("What are monoclonal antibodies?")
    assert reader.top_line == read


def test_space_turns_a_screenful(reader: "Reader") -> None:
    bar = reader.page.verticalScrollBar()
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Space)
    assert bar.value() > reader.page.viewport().height() * 0.7
    reader.press(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0


def test_f6_switches_between_the_sidebar_and_the_page(reader: "Reader") -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F6)
    tree = reader.named(QAbstractItemView, "Contents")
    assert tree.hasFocus()
    reader.press(Qt.Key.Key_F6)
    assert reader.page.hasFocus()


def test_a_web_link_shows_its_address_and_opens_nothing(
    start: "Callable[..., Reader]", tmp_path: "Path"
) -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "SUMMARY.md").write_text("- [One](one.md)\n", encoding="utf-8")
    (book / "one.md").write_text(
        "# One\n\nSee [a site](https://example.org/x).\n", encoding="utf-8"
    )
    reader = start(book)
    reader.click_word("a site")
    assert "https://example.org/x" in reader.notice


def test_every_page_ends_with_its_standing(reader: "Reader") -> None:
    for title in (FIRST, "What are checkpoint inhibitors?", "What is new?"):
        reader.open_from_contents(title)
        end = reader.page_text.partition("Where this page comes from")[2]
        assert "No clinician has reviewed this page yet." in end
        assert "Checked against its sources on 28 November 2026." in end
        assert "it is not medical advice" in end


def test_copying_keeps_a_power_a_power(start: "Callable[..., Reader]", tmp_path: "Path") -> None:
    book = tmp_path / "book"
    book.mkdir()
    (book / "SUMMARY.md").write_text("- [One](one.md)\n", encoding="utf-8")
    (book / "one.md").write_text("# One\n\nSome 10<sup>9</sup> cells.\n", encoding="utf-8")
    reader = start(book)
    assert "109" in reader.page_text.replace("\u2009", ""), "shown raised"
    reader.choose("Select all")
    reader.choose("Copy")
    assert "10 to the power 9 cells" in QApplication.clipboard().text()


@pytest.mark.parametrize(("steps", "key"), [(3, Qt.Key.Key_Plus), (3, Qt.Key.Key_Equal)])
def test_larger_text_scales_page_tree_and_menus(reader: "Reader", steps: int, key: Qt.Key) -> None:
    def heights() -> list[int]:
        tree = reader.named(QAbstractItemView, "Contents")
        return [
            reader.word_rect("Immunotherapy").height(),
            tree.visualRect(reader.row(tree, FIRST)).height(),
            reader.window.menuBar().fontMetrics().height(),
        ]

    before = heights()
    for _ in range(steps):
        reader.press(key, CTRL)
    after = heights()
    assert all(now > then for now, then in zip(after, before, strict=True))
    reader.press(Qt.Key.Key_0, CTRL)
    assert heights() == before


def test_the_size_stops_at_80_and_300_per_cent(reader: "Reader") -> None:
    for _ in range(20):
        reader.press_button("Larger text")
    assert "300 %" in reader.notice
    for _ in range(20):
        reader.press_button("Smaller text")
    assert "80 %" in reader.notice


def test_ctrl_and_the_wheel_change_the_size(reader: "Reader") -> None:
    before = reader.word_rect("Immunotherapy").height()
    viewport = reader.page.viewport()
    point = QPointF(viewport.rect().center())
    wheel = QWheelEvent(
        point,
        QPointF(viewport.mapToGlobal(point.toPoint())),
        QPoint(0, 0),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        CTRL,
        Qt.ScrollPhase.NoScrollPhase,
        False,  # noqa: FBT003  Qt's signature
    )
    QApplication.sendEvent(viewport, wheel)
    assert reader.word_rect("Immunotherapy").height() > before
