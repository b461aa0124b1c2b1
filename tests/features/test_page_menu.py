"""The menu of the page: for what is pointed at, and for what the keyboard is on."""

import json
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from immuno_reader.ui.reading.pane import Pane
from tests.features.test_highlights import CTRL, PASSAGE, SENTENCE, SHIFT, TYPES, card, kept, note

if TYPE_CHECKING:
    from pathlib import Path

    from tests.features.desk import Reader


def page_menu(reader: "Reader", at: QPoint | None = None) -> "tuple[QMenu, dict[str, QAction]]":
    """Open the menu of the page at a point, or with the keyboard; return what it offers."""
    viewport = reader.page.viewport()
    reason = QContextMenuEvent.Reason.Mouse if at else QContextMenuEvent.Reason.Keyboard
    at = at or viewport.rect().center()
    QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    return menu, {action.text().replace("&", ""): action for action in menu.actions()}


@pytest.fixture
def walked(reader: "Reader") -> "Reader":
    """Return a reader whose keyboard is on the highlight of a page."""
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)
    reached = list[str]()
    (pane,) = reader.window.findChildren(Pane)
    pane.mark_focused.connect(reached.append)
    while not reached:
        reader.press(Qt.Key.Key_Tab)
        assert reader.page.hasFocus()
    return reader


def test_the_menu_of_the_page_changes_a_highlight_of_one_explained_word(
    reader: "Reader", profile: "Path"
) -> None:
    reader.open_from_contents(TYPES)
    reader.select_words("antibodies")
    reader.press(Qt.Key.Key_H, CTRL)
    at = reader.word_rect("antibodies").center()
    menu, offered = page_menu(reader, at)
    colours = offered["Colour of this highlight"].menu()
    assert isinstance(colours, QMenu)
    assert [action.text() for action in colours.actions() if action.isChecked()] == ["Yellow"]
    (blue,) = [action for action in colours.actions() if action.text() == "Blue"]
    menu.close()
    blue.trigger()
    reader.qtbot.waitUntil(lambda: [one["colour"] for one in kept(profile)] == ["blue"])
    menu, offered = page_menu(reader, at)
    menu.close()
    reader.window.activateWindow()  # which this platform does not do by itself
    offered["Add a note to this highlight"].trigger()
    reader.qtbot.waitUntil(lambda: note(reader).hasFocus())
    reader.type("Mine")
    reader.press(Qt.Key.Key_Escape)
    menu, offered = page_menu(reader, at)
    assert "Edit the note of this highlight" in offered
    menu.close()
    offered["Remove this highlight"].trigger()
    reader.qtbot.waitUntil(lambda: kept(profile) == [])
    assert reader.notice == "Highlight and note removed: antibodies"
    reader.press_button("Undo")
    reader.qtbot.waitUntil(lambda: "Mine" in json.dumps(kept(profile)))


def test_the_menu_key_is_for_the_highlight_that_the_keyboard_is_on(
    walked: "Reader", profile: "Path"
) -> None:
    menu, offered = page_menu(walked)
    menu.close()
    offered["Remove this highlight"].trigger()
    walked.qtbot.waitUntil(lambda: kept(profile) == [])


def test_ctrl_m_writes_about_the_page_once_the_highlight_is_out_of_sight(walked: "Reader") -> None:
    walked.press(Qt.Key.Key_M, CTRL)
    assert "Your highlight" in walked.named(QWidget, "Your highlight").accessibleName()
    walked.press(Qt.Key.Key_Escape)
    walked.page.verticalScrollBar().setValue(walked.page.verticalScrollBar().maximum())
    walked.press(Qt.Key.Key_M, CTRL)
    assert walked.named(QWidget, "Your bookmark").isVisible()


def test_nothing_is_looked_up_where_nothing_is_pointed_at(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    beside = QPoint(reader.page.viewport().width() - 4, 200)
    menu, offered = page_menu(reader, beside)
    menu.close()
    assert "Select all" in offered
    assert "Look up the selected words" not in offered


def test_shift_f10_opens_the_menu_too_where_there_is_no_key_for_it(walked: "Reader") -> None:
    walked.press(Qt.Key.Key_F10, SHIFT)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    assert "Remove this highlight" in [action.text().replace("&", "") for action in menu.actions()]
    menu.close()
    walked.press(Qt.Key.Key_Escape)  # the menu took it that Shift is up again


def test_a_click_opens_a_highlight_also_after_its_menu_was_closed(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words(PASSAGE)
    reader.press(Qt.Key.Key_H, CTRL)
    at = reader.word_rect(PASSAGE).center()
    menu, _ = page_menu(reader, at)
    menu.close()
    reader.qtbot.waitUntil(lambda: not reader.page.textCursor().hasSelection())
    reader.qtbot.mouseClick(reader.page.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert card(reader) is not None


def test_ctrl_l_explains_the_word_that_the_keyboard_is_on(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_L, CTRL)
    assert reader.card is not None
    assert "cancer" in reader.card.accessibleName()


def test_the_menu_of_another_word_leaves_the_highlight_of_the_keyboard_alone(
    walked: "Reader",
) -> None:
    menu, offered = page_menu(walked, walked.word_rect(SENTENCE).center())
    menu.close()
    assert "Remove this highlight" not in offered
