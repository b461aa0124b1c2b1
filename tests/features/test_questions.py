"""Questions to take to the appointment, from the book and of one's own."""

import json
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.features.desk import Reader

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ASK = "What should I ask before I decide?"
TYPES = "What types are there?"
RISKS, TESTS = "What are the risks?", "What did the tests on my cancer show?"
ADD, IN = "Add to my questions: ", "In my questions: "


def kept(profile: "Path") -> list[dict[str, object]]:
    """Return the questions that stand on disk."""
    file = profile / "bookmarks.json"
    if not file.exists():
        return []
    found = json.loads(file.read_text(encoding="utf-8"))["annotations"]
    return [each for each in found if each.get("motivation") == "questioning"]


def questions(reader: "Reader") -> QAbstractItemView:
    reader.press(Qt.Key.Key_F4)
    return reader.named(QAbstractItemView, "My questions")


def signs(reader: "Reader") -> list[str]:
    """Return what the signs of the page are called."""
    names = (
        button.accessibleName()
        for button in reader.page.findChildren(QAbstractButton)
        if button.isVisible()
    )
    return [name for name in names if name.startswith((ADD, IN))]


def open_questions(reader: "Reader") -> None:
    reader.open_from_contents(ASK)
    reader.qtbot.waitUntil(lambda: ADD + RISKS in signs(reader))
    reader.word_rect(RISKS)


def test_one_click_beside_a_question_adds_it_and_another_takes_it_out(
    reader: "Reader", profile: "Path"
) -> None:
    open_questions(reader)
    reader.press_button(ADD + RISKS)
    assert reader.notice == f"Added to my questions: {RISKS}"
    assert IN + RISKS in signs(reader)
    assert reader.rows(questions(reader)) == [RISKS]
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    reader.press_button(IN + RISKS)
    assert ADD + RISKS in signs(reader)
    reader.press_button("Undo")
    assert reader.rows(questions(reader)) == [RISKS]


def test_a_sign_stands_beside_its_question_wherever_that_goes(reader: "Reader") -> None:
    open_questions(reader)

    def check() -> None:
        QApplication.processEvents()
        words = reader.word_rect(RISKS)
        QApplication.processEvents()
        sign = reader.named(QAbstractButton, ADD + RISKS)
        assert abs(sign.geometry().center().y() - words.center().y()) <= 4
        assert 0 <= sign.x() < sign.geometry().right() < words.left()
        assert min(sign.width(), sign.height()) >= 24

    check()
    reader.page.verticalScrollBar().setValue(reader.page.verticalScrollBar().value() + 37)
    check()
    reader.window.resize(reader.window.width() - 120, 760)
    check()
    reader.window.resize(700, 600)
    check()
    for _ in range(4):
        reader.choose("Larger text")
    check()
    reader.choose("Dark")
    check()


def test_a_page_without_questions_has_no_signs(reader: "Reader") -> None:
    open_questions(reader)
    reader.open_from_contents("About this book")
    reader.qtbot.waitUntil(lambda: not signs(reader))


def test_the_book_in_spanish_has_the_same_questions(reader: "Reader") -> None:
    open_questions(reader)
    count = len(signs(reader))
    reader.choose("Español")
    reader.qtbot.waitUntil(lambda: any("\u00bf" in name for name in signs(reader)))
    assert len(signs(reader)) == count
    assert f"{ADD}\u00bfCuáles son los riesgos?" in signs(reader)


def test_a_question_taken_in_one_language_is_taken_in_the_other(
    reader: "Reader", profile: "Path"
) -> None:
    open_questions(reader)
    reader.press_button(ADD + RISKS)
    reader.choose("Español")
    reader.qtbot.waitUntil(lambda: f"{IN}\u00bfCuáles son los riesgos?" in signs(reader))
    assert [name for name in signs(reader) if name.startswith(IN)] == [
        f"{IN}\u00bfCuáles son los riesgos?"
    ]
    assert reader.rows(questions(reader)) == [RISKS]
    reader.press_button(f"{IN}\u00bfCuáles son los riesgos?")
    reader.qtbot.waitUntil(lambda: kept(profile) == [])
    assert not [name for name in signs(reader) if name.startswith(IN)]


def test_the_signs_by_keyboard_alone(reader: "Reader") -> None:
    open_questions(reader)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F4, SHIFT)

    def focused() -> str:
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget else ""

    assert focused().startswith(ADD)
    while focused() != ADD + TESTS:
        before = focused()
        reader.press(Qt.Key.Key_Down)
        assert focused() != before, "the walk ended too early"
    reader.press(Qt.Key.Key_Return)
    assert focused() == IN + TESTS
    reader.press(Qt.Key.Key_Up)
    reader.press(Qt.Key.Key_Escape)
    assert reader.page.hasFocus()
    assert reader.rows(questions(reader)) == [TESTS]


def test_tab_leaves_the_links_of_the_page_for_one_sign_and_then_for_what_follows(
    reader: "Reader",
) -> None:
    open_questions(reader)
    reader.page.setFocus()
    stops: list[str] = []
    for _ in range(120):
        reader.press(Qt.Key.Key_Tab)
        widget = QApplication.focusWidget()
        stops.append(widget.accessibleName() if widget else "")
        if stops[-1] != "Page":
            break
    assert stops[-1].startswith(ADD)
    reader.press(Qt.Key.Key_Tab)
    widget = QApplication.focusWidget()
    assert widget is not None
    assert not widget.accessibleName().startswith(ADD)
    reader.press(Qt.Key.Key_Backtab, SHIFT)
    reader.press(Qt.Key.Key_Backtab, SHIFT)
    assert reader.page.hasFocus()


def test_selected_words_of_any_page_become_a_question(reader: "Reader", profile: "Path") -> None:
    reader.open_from_contents(TYPES)
    reader.select_words("Take the brakes off")
    reader.choose("Add to my questions")
    assert reader.rows(questions(reader)) == ["Take the brakes off"]
    reader.qtbot.waitUntil(lambda: len(kept(profile)) == 1)
    reader.select_words("Take the brakes off")
    reader.choose("Add to my questions")
    assert "already" in reader.notice
    reader.page.selectAll()
    reader.choose("Add to my questions")
    assert reader.rows(questions(reader)) == ["Take the brakes off"]


def test_the_menu_at_a_word_of_a_question_adds_all_of_it(reader: "Reader") -> None:
    open_questions(reader)
    at = reader.word_rect("risks?").center()
    reader.qtbot.mouseMove(reader.page.viewport(), at)
    viewport = reader.page.viewport()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, at - QPoint(8, 0), viewport.mapToGlobal(at)
    )
    QApplication.sendEvent(viewport, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (action,) = (each for each in menu.actions() if "my &questions" in each.text())
    action.trigger()
    menu.close()
    assert reader.rows(questions(reader)) == [RISKS]


def test_without_words_it_says_what_to_do(reader: "Reader") -> None:
    reader.open_from_contents("About this book")
    reader.qtbot.waitUntil(lambda: not signs(reader))
    reader.choose("Add to my questions")
    assert "Select the words" in reader.notice


def test_the_list_by_keyboard_alone(reader: "Reader", profile: "Path") -> None:
    reader.press(Qt.Key.Key_F4)
    field = reader.named(QLineEdit, "New question")
    assert field.hasFocus()
    for text in ("First?", "Second?", "Third?"):
        reader.type(text)
        reader.press(Qt.Key.Key_Return)
    view = questions(reader)
    reader.press(Qt.Key.Key_Down)
    assert view.currentIndex().data() == "Third?"
    reader.press(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert reader.rows(view) == ["First?", "Third?", "Second?"]
    reader.press(Qt.Key.Key_Return)
    assert isinstance(QApplication.focusWidget(), QPlainTextEdit)
    reader.type("In March")
    reader.press(Qt.Key.Key_Return)
    reader.type("and in May")
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_Space)
    reader.qtbot.waitUntil(lambda: "In March\\nand in May" in json.dumps(kept(profile)))
    reader.press(Qt.Key.Key_Delete)
    assert reader.rows(view) == ["First?", "Second?"]
    reader.press(Qt.Key.Key_Z, CTRL)
    assert reader.rows(view) == ["First?", "Third?", "Second?"]
    said = view.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "Third?, asked, answer: In March and in May"


def test_what_is_typed_in_the_list_becomes_a_question_and_ticks_none_off(
    reader: "Reader",
) -> None:
    reader.press(Qt.Key.Key_F4)
    reader.type("First one?")
    reader.press(Qt.Key.Key_Return)
    reader.page.setFocus()
    view = questions(reader)
    reader.type("May I drive?")
    reader.press(Qt.Key.Key_Return)
    assert reader.rows(view) == ["First one?", "May I drive?"]
    reader.press(Qt.Key.Key_Down)
    assert view.hasFocus()
    for letter in "And then?":  # each goes to what has the keyboard by then
        reader.type(letter)
    reader.press(Qt.Key.Key_Return)
    assert reader.rows(view)[2:] == ["And then?"]
    said = [view.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(3)]
    assert not any("asked" in str(each) for each in said)


def test_each_change_is_taken_back_in_one_step(reader: "Reader") -> None:
    reader.press(Qt.Key.Key_F4)
    reader.type("First?")
    reader.press(Qt.Key.Key_Return)
    view = questions(reader)
    reader.press(Qt.Key.Key_Down)

    def said() -> object:
        return view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)

    reader.press(Qt.Key.Key_Return)
    reader.type("Yes")
    reader.qtbot.waitUntil(lambda: said() == "First?, answer: Yes")
    reader.type(", soon")
    reader.press(Qt.Key.Key_Return, CTRL)
    reader.press(Qt.Key.Key_Space)
    assert said() == "First?, asked, answer: Yes, soon"
    reader.press(Qt.Key.Key_Z, CTRL)
    assert said() == "First?, answer: Yes, soon"
    reader.press(Qt.Key.Key_Z, CTRL)
    assert said() == "First?"
    reader.press(Qt.Key.Key_Z, CTRL | SHIFT)
    assert said() == "First?, answer: Yes, soon"


def test_what_is_being_typed_when_the_window_closes_is_there_next_time(
    start: "Callable[..., Reader]",
) -> None:
    first = start()
    first.press(Qt.Key.Key_F4)
    first.type("First?")
    first.press(Qt.Key.Key_Return)
    first.press(Qt.Key.Key_Down)
    first.press(Qt.Key.Key_Return)
    first.type("Yes")
    first.quit()
    second = start()
    view = questions(second)
    said = view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said == "First?, answer: Yes"


def test_a_question_leads_back_to_its_page(reader: "Reader") -> None:
    open_questions(reader)
    reader.press_button(ADD + RISKS)
    reader.open_from_contents(TYPES)
    view = questions(reader)
    height = view.visualRect(view.currentIndex()).height()
    place = view.visualRect(view.currentIndex()).topLeft() + QPoint(90, height - 20)
    reader.qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    reader.qtbot.waitUntil(lambda: reader.title == ASK)


def test_whether_asked_questions_are_shown_is_the_same_next_time(
    start: "Callable[..., Reader]",
) -> None:
    first = start()
    for typed in ("Why?", "When?"):
        first.press(Qt.Key.Key_F4)
        first.named(QLineEdit, "New question").setFocus()
        first.type(typed)
        first.press(Qt.Key.Key_Return)
    view = questions(first)
    view.setFocus()
    first.press(Qt.Key.Key_Space)
    assert len(first.rows(view)) == 2
    first.press_button("Show asked questions")
    assert len(first.rows(view)) == 1
    first.quit()
    again = start()
    assert len(again.rows(questions(again))) == 1
    again.press_button("Show asked questions")
    assert len(again.rows(questions(again))) == 2


def test_ticking_off_a_bookmark_less_list_leaves_the_page_as_it_is(reader: "Reader") -> None:
    reader.open_from_contents(TYPES)
    reader.scroll_to(0.5)
    before = reader.top_line
    reader.press(Qt.Key.Key_F4)
    reader.type("Why?")
    reader.press(Qt.Key.Key_Return)
    assert reader.top_line == before
