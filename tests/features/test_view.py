"""The look follows the reader and the system, and the window comes back as it was left."""

from collections import Counter
from itertools import product
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QDialog,
    QLabel,
    QScrollArea,
    QTextBrowser,
    QToolButton,
    QWidget,
)

from tests.features.desk import text_rect
from tests.sight import top_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.desk import Reader

CTRL = Qt.KeyboardModifier.ControlModifier


def paper(widget: QWidget) -> QColor:
    """Return the colour that most of a widget has on the screen."""
    image = widget.grab().toImage()
    places = product(range(2, image.width(), 9), range(2, image.height(), 9))
    counted = Counter(image.pixel(x, y) for x, y in places)
    return QColor(counted.most_common(1)[0][0])


@pytest.mark.parametrize(
    ("theme", "is_dark"),
    [("Light", False), ("Sepia", False), ("Dark", True), ("High contrast", True)],
)
def test_a_theme_colours_page_and_sidebar(reader: "Reader", theme: str, is_dark: bool) -> None:  # noqa: FBT001
    reader.choose(theme)
    for part in (reader.page.viewport(), reader.named(QAbstractItemView, "Contents").viewport()):
        assert (paper(part).lightness() < 80) is is_dark
    assert reader.action(theme).isChecked()


def test_the_sidebar_hides_and_comes_back(reader: "Reader") -> None:
    tree = reader.named(QAbstractItemView, "Contents")
    reader.press(Qt.Key.Key_F9)
    assert not tree.isVisible()
    reader.press(Qt.Key.Key_T, CTRL)
    assert tree.isVisible()


def test_panels_and_expanded_branches_are_remembered(start: "Callable[..., Reader]") -> None:
    first = start()
    tree = first.named(QAbstractItemView, "Contents")
    index = first.row(tree, "What types are there?")
    tree.setCurrentIndex(index)
    tree.setFocus()
    first.press(Qt.Key.Key_Left)
    visible = tree.visualRect(first.row(tree, "What are cancer vaccines?")).isValid()
    assert not visible
    first.choose("Glossary")
    first.quit()
    again = start()
    assert again.named(QAbstractItemView, "Terms").isVisible()
    again.choose("Contents")
    tree = again.named(QAbstractItemView, "Contents")
    assert not tree.visualRect(again.row(tree, "What are cancer vaccines?")).isValid()


def test_full_screen_comes_and_goes(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F11)
    reader.qtbot.waitUntil(reader.window.isFullScreen)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: not reader.window.isFullScreen())


def sheet_text(reader: "Reader") -> str:
    (sheet,) = [one for one in reader.window.findChildren(QDialog) if one.isWindow()]
    (browser,) = sheet.findChildren(QTextBrowser)
    text = browser.toPlainText()
    sheet.close()
    return text


def test_f1_lists_every_shortcut(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F1)
    text = sheet_text(reader)
    for word in ("Next section", "Ctrl+PgDown", "Larger text", "Rename a bookmark", "F2"):
        assert word in text


def sheets(reader: "Reader") -> list[QDialog]:
    return [one for one in reader.window.findChildren(QDialog) if one.isVisible()]


@pytest.mark.parametrize("name", ["Keyboard shortcuts", "About Immuno Reader"])
def test_a_sheet_is_there_once_and_comes_forward_when_asked_for_again(
    reader: "Reader", name: str
) -> None:
    reader.choose(name)
    (sheet,) = sheets(reader)
    reader.window.activateWindow()
    reader.qtbot.waitUntil(reader.window.isActiveWindow)
    reader.choose(name)
    assert sheets(reader) == [sheet]
    reader.qtbot.waitUntil(sheet.isActiveWindow)
    sheet.showMinimized()
    reader.choose(name)
    assert not sheet.isMinimized()
    reader.press(Qt.Key.Key_Escape, on=sheet)
    assert sheets(reader) == []
    reader.choose(name)
    assert len(sheets(reader)) == 1


def test_an_open_sheet_follows_the_look_at_the_same_line(reader: "Reader") -> None:
    reader.choose("Keyboard shortcuts")
    (sheet,) = sheets(reader)
    (text,) = sheet.findChildren(QTextBrowser)
    bar = text.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    bar.setValue(bar.value() + text_rect(text, "Full screen").top())
    height = text.document().size().height()
    assert paper(text.viewport()).lightness() > 200
    reader.choose("Dark")
    assert paper(text.viewport()).lightness() < 80
    for _ in range(3):
        reader.choose("Larger text")
    assert text.document().size().height() > height * 1.1
    assert top_of(text)[1] == "Full screen"


def test_about_says_what_it_must(reader: "Reader") -> None:
    reader.choose("About Immuno Reader")
    text = sheet_text(reader)
    for words in (
        "It is not medical advice",
        "No clinician has reviewed",
        "28 November 2026",
        "MIT licence",
        "CC-BY-4.0",
        "Qt 6",
    ):
        assert words in text


def test_every_tool_has_a_name_and_room_for_a_finger(reader: "Reader") -> None:
    tools = [tool for tool in reader.window.findChildren(QToolButton) if tool.isVisible()]
    assert tools
    for tool in tools:
        assert tool.accessibleName() or tool.text() or tool.toolTip()
        assert min(tool.width(), tool.height()) >= 24


def test_a_selection_stays_when_words_are_marked_in_another_way(reader: "Reader") -> None:
    reader.open_from_contents("What types are there?")
    reader.select_words("take the brakes off")
    for marks in ("Every time", "Never", "The first time on a page"):
        reader.choose(marks)
        assert reader.page.textCursor().selectedText() == "take the brakes off"
    reader.choose("Keep the selected passage")
    assert "take the brakes off" in reader.notice


def test_the_keyboard_selects_text_with_f7(reader: "Reader") -> None:
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F7)
    for _ in range(5):
        reader.press(Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert len(reader.page.textCursor().selectedText()) == 5


@pytest.mark.parametrize(("size", "steps"), [((1024, 700), 8), ((1024, 700), 0), ((700, 480), 0)])
def test_nothing_scrolls_sideways(
    start: "Callable[..., Reader]", size: tuple[int, int], steps: int
) -> None:
    reader = start(size=size)
    for _ in range(steps):
        reader.choose("Larger text")
    for title in ("What types are there?", "What are checkpoint inhibitors?"):
        reader.open_from_contents(title)
        page = reader.page
        assert page.document().size().width() <= page.viewport().width() + 1


def test_a_message_takes_no_more_room_than_its_words(reader: "Reader") -> None:
    reader.choose("Bookmark this section")
    assert reader.notice
    assert reader.page.height() > reader.window.height() / 2


def test_a_message_can_be_read_and_answered_in_the_smallest_window_with_the_largest_text(
    start: "Callable[..., Reader]",
) -> None:
    reader = start(size=(560, 420))
    for _ in range(8):
        reader.choose("Larger text")
    reader.choose("Bookmark this section")
    reader.choose("Remove the bookmark")
    (said,) = [
        label
        for label in reader.window.findChildren(QLabel)
        if label.text() == reader.notice and label.isVisible()
    ]
    assert "What is immunotherapy?" in said.text()
    line = said.fontMetrics().lineSpacing()
    assert said.height() >= said.heightForWidth(said.width()) >= 2 * line
    assert said.visibleRegion().boundingRect().height() >= 2 * line
    for name in ("Undo", "Close this message"):
        (button,) = [
            button
            for button in reader.window.findChildren(QAbstractButton)
            if button.isVisible() and name in (button.text(), button.accessibleName())
        ]
        assert button.visibleRegion().boundingRect() == button.rect()
    (area,) = [area for area in reader.window.findChildren(QScrollArea) if area.isAncestorOf(said)]
    assert area.focusPolicy() & Qt.FocusPolicy.TabFocus
    area.setFocus()
    reader.press(Qt.Key.Key_PageDown)
    assert said.visibleRegion().boundingRect().bottom() == said.rect().bottom()
    reader.press_button("Undo")
    assert reader.notice.startswith("Taken back. Kept: What is immunotherapy?")
