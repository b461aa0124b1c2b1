"""The list of questions on a real widget."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPlainTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot

from immuno_reader.identity import ItemId, PackId, SectionId, SectionRef
from immuno_reader.shelf.bookshelf import Bookshelf
from immuno_reader.shelf.profile import open_profile
from immuno_reader.shelf.question import Question, new_question
from immuno_reader.ui.sidebar.questions import QuestionsPanel
from immuno_reader.ui.theme import Icons, Look, Theme
from tests.ui.sidebar.conftest import row

SAID = Qt.ItemDataRole.AccessibleTextRole
PAGE = SectionRef(PackId("book"), SectionId("questions"))
ALT = Qt.KeyboardModifier.AltModifier
CTRL = Qt.KeyboardModifier.ControlModifier
NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
LONG = "May my daughter come along when I get the results of the scan, and may she ask as well?"


class Desk:
    """A panel on a real shelf, which does at once what the person asks for."""

    def __init__(self, panel: QuestionsPanel, shelf: Bookshelf) -> None:
        self.panel, self.shelf = panel, shelf
        self.firsts: list[bool] = []
        self.opened: list[SectionRef] = []
        panel.question_typed.connect(lambda text: shelf.add(new_question(text)))
        panel.tick_requested.connect(lambda id, on: shelf.edit(ItemId(id), is_done=on))
        panel.edit_requested.connect(self._edit)
        panel.delete_requested.connect(lambda id: shelf.remove(ItemId(id)))
        panel.move_requested.connect(lambda id, to: shelf.move(ItemId(id), before=to))
        panel.section_requested.connect(self.opened.append)
        shelf.listen(panel.refresh)

    def _edit(self, id: str, field: str, text: str, is_first: bool) -> None:  # noqa: FBT001
        self.firsts.append(is_first)
        self.shelf.edit(ItemId(id), **{field: text})

    @property
    def view(self) -> QListView:
        found = self.panel.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    @property
    def field(self) -> QLineEdit:
        found = self.panel.findChild(QLineEdit)
        assert isinstance(found, QLineEdit)
        return found

    @property
    def tick(self) -> QCheckBox:
        found = self.panel.findChild(QCheckBox)
        assert isinstance(found, QCheckBox)
        return found

    @property
    def editor(self) -> QPlainTextEdit:
        found = QApplication.focusWidget()
        assert isinstance(found, QPlainTextEdit)
        return found

    def rows(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(number, 0).data()) for number in range(model.rowCount())]

    def kept(self, text: str) -> Question:
        return next(question for question in self.shelf.questions if question.text == text)

    def go_to(self, text: str) -> None:
        self.view.setFocus()
        self.view.setCurrentIndex(self.view.model().index(self.rows().index(text), 0))
        QApplication.processEvents()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClick(target, key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        target = QApplication.focusWidget()
        assert target is not None
        QTest.keyClicks(target, text)

    def height(self, text: str) -> int:
        return self.view.visualRect(self.view.model().index(self.rows().index(text), 0)).height()


@pytest.fixture
def desk(
    show: Callable[[QWidget], None], look: Look, icons: Icons, tmp_path: Path
) -> "Iterator[Desk]":
    shelf = Bookshelf(open_profile(tmp_path))
    for text in ("One?", "Two?"):
        shelf.add(new_question(text))
    shelf.add(new_question("Three?", section=PAGE, title="What to ask"))
    panel = QuestionsPanel(shelf, look, icons)
    made = Desk(panel, shelf)
    show(panel)
    yield made
    shelf.close()


def test_what_is_typed_is_added_at_the_end_with_enter(desk: Desk) -> None:
    desk.field.setFocus()
    desk.type("  Why   me? ")
    desk.press(Qt.Key.Key_Return)
    assert desk.rows() == ["One?", "Two?", "Three?", "Why me?"]
    assert desk.field.text() == ""
    assert desk.field.hasFocus(), "the next one can be typed at once"
    desk.press(Qt.Key.Key_Return)
    assert len(desk.rows()) == 4
    desk.press(Qt.Key.Key_Down)
    assert desk.view.hasFocus()
    assert desk.view.currentIndex().data() == "Why me?"


def test_up_from_the_first_question_leads_to_the_field(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Up)
    assert desk.view.hasFocus()
    desk.press(Qt.Key.Key_Up)
    assert desk.field.hasFocus()


def test_space_and_a_click_on_the_box_tick_off(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Space)
    assert desk.kept("Two?").is_done
    assert desk.rows() == ["One?", "Two?", "Three?"], "it stays where it is"
    box = desk.view.visualRect(desk.view.currentIndex())
    QTest.mouseClick(desk.view.viewport(), LEFT, NO_KEYS, box.topLeft() + QPoint(20, 18))
    assert not desk.kept("Two?").is_done


def test_a_click_ticks_the_row_it_is_on_though_rows_above_become_less_high(desk: Desk) -> None:
    desk.go_to("One?")  # where writing an answer is offered
    desk.press(Qt.Key.Key_Return)
    desk.type("Yes")
    QApplication.processEvents()
    at = desk.view.visualRect(desk.view.model().index(2, 0)).topLeft() + QPoint(20, 18)
    QTest.mousePress(desk.view.viewport(), LEFT, NO_KEYS, at)
    QApplication.processEvents()
    QTest.mouseRelease(desk.view.viewport(), LEFT, NO_KEYS, at)
    assert desk.kept("Three?").is_done
    assert desk.kept("One?").answer == "Yes"
    QApplication.processEvents()
    top = desk.view.visualRect(desk.view.model().index(2, 0)).top()
    assert top < at.y() - 18, "now there is less above it"


def test_a_press_that_ends_elsewhere_ticks_nothing(desk: Desk) -> None:
    desk.go_to("One?")
    box = desk.view.visualRect(desk.view.currentIndex())
    at = box.topLeft() + QPoint(20, 18)
    QTest.mousePress(desk.view.viewport(), LEFT, NO_KEYS, at)
    QTest.mouseRelease(desk.view.viewport(), LEFT, NO_KEYS, at + QPoint(80, 0))
    assert not desk.kept("One?").is_done


def test_asked_questions_can_be_hidden(desk: Desk) -> None:
    assert not desk.tick.isVisible()
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Space)
    assert desk.tick.isVisible()
    desk.tick.click()
    assert desk.rows() == ["One?", "Three?"]
    for text in ("One?", "Three?"):
        desk.go_to(text)
        desk.press(Qt.Key.Key_Space)
    assert desk.rows() == []
    labels = [label.text() for label in desk.panel.findChildren(QLabel) if label.isVisible()]
    assert labels == ["You have asked all your questions."]
    assert desk.field.hasFocus(), "the keyboard does not go with the list"
    desk.tick.click()
    assert desk.rows() == ["One?", "Two?", "Three?"]


def test_a_question_is_changed_in_its_place(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_F2)
    assert desk.editor.toPlainText() == "Two?"
    assert desk.editor.accessibleName() == "Question"
    desk.editor.selectAll()
    desk.type("Two, or three?")
    desk.press(Qt.Key.Key_Return)
    assert desk.rows() == ["One?", "Two, or three?", "Three?"]
    assert desk.view.hasFocus()


def test_a_double_click_changes_a_question(desk: Desk) -> None:
    desk.go_to("One?")
    middle = desk.view.visualRect(desk.view.currentIndex()).topLeft() + QPoint(60, 20)
    QTest.mouseDClick(desk.view.viewport(), LEFT, NO_KEYS, middle)
    assert desk.editor.toPlainText() == "One?"


def test_a_question_without_words_stays_as_it_was(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_F2)
    desk.editor.clear()
    desk.press(Qt.Key.Key_Escape)
    assert desk.rows() == ["One?", "Two?", "Three?"]


@pytest.mark.parametrize("way", ["ctrl+enter", "escape", "tab", "click elsewhere"])
def test_an_answer_is_kept_however_it_is_left(desk: Desk, way: str) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Return)
    assert "Two?" in desk.editor.accessibleName()
    desk.type("First line")
    desk.press(Qt.Key.Key_Return)
    desk.type("second")
    match way:
        case "ctrl+enter":
            desk.press(Qt.Key.Key_Return, CTRL)
        case "escape":
            desk.press(Qt.Key.Key_Escape)
        case "tab":
            desk.press(Qt.Key.Key_Tab)
        case _:
            QTest.mouseClick(desk.field, LEFT)
    assert desk.kept("Two?").answer == "First line\nsecond"
    editors = desk.panel.findChildren(QPlainTextEdit)
    assert not [editor for editor in editors if editor.isVisible()]


def test_what_is_typed_is_kept_at_a_pause_and_is_one_writing(desk: Desk, qtbot: QtBot) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Return)
    desk.type("It")
    qtbot.waitUntil(lambda: desk.kept("Two?").answer == "It")
    desk.type(" helps")
    assert desk.editor.toPlainText() == "It helps", "the editor is left alone"
    desk.press(Qt.Key.Key_Escape)
    assert desk.kept("Two?").answer == "It helps"
    assert desk.firsts == [True, False]


def test_what_is_typed_is_kept_when_the_window_closes(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Return)
    desk.type("It helps")
    desk.panel.window().close()
    assert desk.kept("Two?").answer == "It helps"


def test_writing_in_another_question_keeps_what_was_typed_in_this(desk: Desk) -> None:
    desk.go_to("One?")
    desk.press(Qt.Key.Key_Return)
    desk.type("Yes")
    place = desk.view.visualRect(desk.view.model().index(2, 0)).topLeft() + QPoint(60, 20)
    QTest.mouseClick(desk.view.viewport(), LEFT, NO_KEYS, place)
    desk.press(Qt.Key.Key_F2)
    assert desk.kept("One?").answer == "Yes"
    assert desk.editor.toPlainText() == "Three?"


def test_a_row_grows_with_its_editor_and_shrinks_again(desk: Desk) -> None:
    desk.go_to("Two?")
    before = desk.height("Two?")
    desk.press(Qt.Key.Key_Return)
    opened = desk.height("Two?")
    for _ in range(8):
        desk.press(Qt.Key.Key_Return)
    grown = desk.height("Two?")
    assert before < opened < grown
    row = desk.view.visualRect(desk.view.currentIndex())
    assert row.contains(desk.editor.geometry())
    desk.press(Qt.Key.Key_Escape)
    assert desk.height("Two?") == before


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_nothing_of_a_long_question_is_cut(desk: Desk, percent: int) -> None:
    look = Look(Theme.load("light"), percent)
    desk.panel.set_look(look, Icons(look.theme))
    one = desk.height("One?")
    desk.shelf.edit(desk.kept("One?").id, text=LONG)
    QApplication.processEvents()
    words = len(LONG) * look.chrome_px * 0.45
    assert desk.height(LONG) - one > (words / 330 - 2) * look.chrome_px
    assert desk.view.horizontalScrollBar().maximum() == 0
    desk.view.grab()


def test_alt_and_an_arrow_move_a_question(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Up, ALT)
    assert desk.rows() == ["Two?", "One?", "Three?"]
    assert desk.view.currentIndex().data() == "Two?"
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.rows() == ["One?", "Three?", "Two?"]


def test_a_dragged_question_stands_where_it_is_dropped(desk: Desk) -> None:
    model = desk.view.model()
    data = model.mimeData([model.index(2, 0)])
    place = desk.view.visualRect(model.index(0, 0))
    drop = QDropEvent(
        place.topLeft() + QPoint(60, 2), Qt.DropAction.MoveAction, data, LEFT, NO_KEYS
    )
    desk.view.dropEvent(drop)
    assert desk.rows() == ["Three?", "One?", "Two?"]


def test_delete_removes_and_the_cursor_stays_near(desk: Desk) -> None:
    desk.go_to("Two?")
    desk.press(Qt.Key.Key_Delete)
    assert desk.rows() == ["One?", "Three?"]
    assert desk.view.currentIndex().isValid()


def menu_of(desk: Desk) -> dict[str, QAction]:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(desk.view.viewport(), event)
    menu = desk.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    return {action.text(): action for action in menu.actions()}


@pytest.mark.qt_log_ignore("This plugin does not support")  # no window manager offscreen
def test_the_menu_offers_it_all_and_leads_to_the_page(desk: Desk) -> None:
    desk.go_to("Three?")
    offered = menu_of(desk)
    assert list(offered) == [
        "Write the answer", "Tick off", "Change the question", "Go to the page", "Remove",
    ]  # fmt: skip
    offered["Go to the page"].trigger()
    assert desk.opened == [PAGE]
    offered["Tick off"].trigger()
    assert desk.kept("Three?").is_done
    QApplication.processEvents()


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_question_of_ones_own_has_no_page(desk: Desk) -> None:
    desk.go_to("One?")
    assert "Go to the page" not in menu_of(desk)


def test_without_questions_it_says_what_to_do_and_leads_to_the_page(desk: Desk) -> None:
    desk.panel.show_page(row("questions"))
    desk.shelf.remove(*(question.id for question in desk.shelf.questions))
    (label,) = (label for label in desk.panel.findChildren(QLabel) if label.isVisible())
    assert "No questions yet" in label.text()
    label.setFocus()
    desk.press(Qt.Key.Key_Tab)
    label.linkActivated.emit("page")
    assert desk.opened == [PAGE]


def test_a_screen_reader_hears_question_tick_answer_and_page(desk: Desk) -> None:
    three = desk.kept("Three?")
    desk.shelf.edit(three.id, answer="Yes,\nsoon", is_done=True)
    index = desk.view.model().index(2, 0)
    said = "Three?, asked, answer: Yes, soon, from the page What to ask"
    assert index.data(SAID) == said
    assert index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
    assert desk.view.accessibleName() == "My questions"
    assert desk.field.accessibleName() == "New question"


def test_the_model_keeps_the_rules_of_qt(desk: Desk) -> None:
    model = desk.view.model()
    tester = QAbstractItemModelTester(model, WARNS)
    held = QPersistentModelIndex(model.index(0, 0))
    one = desk.kept("One?").id
    desk.shelf.move(one, before=None)
    assert held.row() == 2
    desk.shelf.remove(desk.kept("Two?").id)
    change = desk.shelf.remove(one)
    assert not held.isValid()
    desk.shelf.undo(change)
    assert desk.rows() == ["Three?", "One?"]
    assert tester.model() is model
