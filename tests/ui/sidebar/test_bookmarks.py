"""The list of bookmarks on a real widget."""

import gc
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from time import thread_time
from typing import TYPE_CHECKING, Any, TypeVar, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QMimeData, QPersistentModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from immuno_reader.library.book import Contents
from immuno_reader.shelf.bookmark import Bookmark
from immuno_reader.ui.sidebar.bookmarks import BookmarksPanel
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName
from tests.ui.sidebar.conftest import book, row
from tests.ui.sidebar.marks import kept, passage

if TYPE_CHECKING:
    from immuno_reader.shelf.bookshelf import Bookshelf

WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
SAID = Qt.ItemDataRole.AccessibleTextRole
NO_KEYS = Qt.KeyboardModifier.NoModifier
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier
LEFT = Qt.MouseButton.LeftButton
Wish = tuple[Any, ...]
_W = TypeVar("_W", bound=QWidget)


class Shelf:
    """As much of a shelf as the list asks."""

    def __init__(self, *kept: Bookmark) -> None:
        self.kept = kept

    @property
    def bookmarks(self) -> tuple[Bookmark, ...]:
        return self.kept

    @property
    def bookmark_count(self) -> int:
        return len(self.kept)


class Desk:
    """A panel, what is on its shelf, and what the person asked for."""

    def __init__(self, panel: BookmarksPanel, shelf: Shelf) -> None:
        self.panel, self.shelf = panel, shelf
        self.wishes: list[Wish] = []
        self.hints: list[str] = []
        hear = self.wishes.append
        panel.bookmark_requested.connect(lambda id: hear(("open", id)))
        panel.note_requested.connect(lambda id: hear(("note", id)))
        panel.rename_requested.connect(lambda id, name: hear(("rename", id, name)))
        panel.delete_requested.connect(lambda ids: hear(("delete", ids)))
        panel.label_requested.connect(lambda ids, labels: hear(("label", ids, labels)))
        panel.colour_requested.connect(lambda ids, colour: hear(("colour", ids, colour)))
        panel.export_requested.connect(lambda ids: hear(("export", ids)))
        panel.move_requested.connect(lambda ids, to: hear(("move", ids, to)))
        panel.arrangement_changed.connect(lambda by: hear(("arrange", by)))
        panel.hinted.connect(self.hints.append)

    @property
    def view(self) -> QListView:
        found = self.panel.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    def names(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def put(self, *bookmarks: Bookmark) -> None:
        self.shelf.kept = bookmarks
        self.panel.refresh()

    def go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def chosen(self) -> list[str]:
        return sorted(str(index.data()) for index in self.view.selectedIndexes())

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.keyClick(self.view, key, modifier)

    def box(self, row: int) -> Any:  # noqa: ANN401
        return self.view.visualRect(self.view.model().index(row, 0))

    def click(self, row: int, modifier: Qt.KeyboardModifier = NO_KEYS) -> None:
        QTest.mouseClick(self.view.viewport(), LEFT, modifier, self.box(row).center())

    def named(self, kind: type[_W], name: str) -> _W:
        found = [
            one
            for one in self.panel.findChildren(kind)
            if one.isVisible() and name in (one.accessibleName(), getattr(one, "text", str)())
        ]
        assert len(found) == 1, f"{len(found)} are called {name!r}"
        return found[0]

    def press_button(self, name: str) -> None:
        QTest.mouseClick(self.named(QAbstractButton, name), LEFT)

    def type(self, text: str) -> None:
        field = self.named(QLineEdit, "Filter bookmarks")
        field.setText("")
        QTest.keyClicks(field, text)

    def tick(self, *names: str) -> None:
        """Tick boxes below the Filter button, and close them again."""
        self.press_button("Filter")
        for name in names:
            QTest.keyClick(self.named(QCheckBox, name), Qt.Key.Key_Space)
        opened = QApplication.activePopupWidget()
        assert opened is not None
        QTest.keyClick(opened, Qt.Key.Key_Escape)

    @property
    def chips(self) -> list[str]:
        buttons = [one for one in self.panel.findChildren(QToolButton) if one.isVisible()]
        prefix = "Do not filter by "
        names = [one.accessibleName() for one in buttons]
        return [name.removeprefix(prefix) for name in names if name.startswith(prefix)]

    def says(self, text: str) -> bool:
        labels = self.panel.findChildren(QLabel)
        return any(text in label.text() for label in labels if label.isVisible())

    def menu(self) -> dict[str, QAction]:
        """Open the menu by key, and return what it offers."""
        event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
        QApplication.sendEvent(self.view.viewport(), event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        return {action.text(): action for action in menu.actions() if action.text()}

    def drop(self, data: QMimeData, onto: int, share: float) -> None:
        box = self.box(onto)
        at = QPoint(box.center().x(), box.top() + int(box.height() * share))
        move = Qt.DropAction.MoveAction
        self.view.dropEvent(QDropEvent(at, move, data, LEFT, NO_KEYS))

    def drag(self, *rows: int) -> QMimeData:
        model = self.view.model()
        return model.mimeData([model.index(row, 0) for row in rows])


def colours_of(action: QAction) -> list[QAction]:
    menu = action.menu()
    assert isinstance(menu, QMenu)
    return menu.actions()


MakesDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(show: Callable[[QWidget], None], look: Look, icons: Icons) -> MakesDesk:
    def make(*bookmarks: Bookmark, by: str = "own", contents: Contents | None = None) -> Desk:
        shelf = Shelf(*bookmarks)
        panel = BookmarksPanel(cast("Bookshelf", shelf), look, icons)
        panel.set_arrangement(by)
        if contents:
            panel.set_contents(contents)
        show(panel)
        return Desk(panel, shelf)

    return make


@pytest.fixture
def desk(make_desk: MakesDesk) -> Desk:
    """Return three bookmarks in their own order, the second of a passage."""
    return make_desk(kept("a"), kept("b", anchor=passage(), excerpt="Some words."), kept("c"))


@pytest.fixture
def placed(make_desk: MakesDesk, handbook: Contents) -> Desk:
    """Return a list by place: 0 Basics, 1 what, 2 Treatments, 3 types, 4 words, 5 gone, 6 old."""
    return make_desk(
        kept("types"),
        kept("old", excerpt="Words that were there once.", anchor=passage()),
        kept("words", "types", anchor=passage(), excerpt="Some words.", labels=("Monday",)),
        kept("what", note="Ask the nurse."),
        by="place",
        contents=handbook,
    )


def test_a_click_or_enter_opens_a_bookmark(desk: Desk) -> None:
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.box(1).center())
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.wishes == [("open", "b"), ("open", "c")]


def test_a_screen_reader_hears_all_that_a_row_shows(desk: Desk) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    model = desk.view.model()
    desk.put(
        kept("a"),
        kept("b", anchor=passage(), excerpt="Some\nwords.", colour="pink", note="Ask.\nNow.",
             labels=("Monday", "urgent")),
    )  # fmt: skip
    assert desk.view.accessibleName() == "Bookmarks"
    assert model.index(0, 0).data(SAID) == "Section a, bookmark, The treatments, 24 Nov 2026"
    assert model.index(1, 0).data(SAID) == (
        "Section b, highlight, pink, Some words., note: Ask. Now., labels: Monday, urgent,"
        " The treatments, 24 Nov 2026"
    )


def test_a_screen_reader_hears_headings_and_what_is_gone(placed: Desk) -> None:
    said = [str(placed.view.model().index(row, 0).data(SAID)) for row in (0, 2, 5, 6)]
    assert said[:3] == ["Basics, 1 kept", "Treatments, 2 kept", "No longer in the book, 1 kept"]
    assert "No longer in the book, Words that were there once." in said[3]


def test_a_date_that_is_none_is_left_out(desk: Desk) -> None:
    desk.put(kept("a", created="last Tuesday", chapter=""))
    assert desk.view.model().index(0, 0).data(SAID) == "Section a, bookmark"
    desk.view.grab()


def test_f2_renames_in_place_and_leaves_the_shelf_to_others(desk: Desk, qtbot: QtBot) -> None:
    desk.go_to(1)
    desk.press(Qt.Key.Key_F2)
    field = desk.view.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    assert field.text() == "Section b"
    assert field.accessibleName() == "Name of the bookmark"
    field.setText("  For the \t nurse ")
    with qtbot.waitSignal(field.destroyed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.wishes == [("rename", "b", "For the nurse")]
    assert desk.names()[1] == "Section b"


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_a_name_left_as_it_was_is_no_wish(desk: Desk, qtbot: QtBot, key: Qt.Key) -> None:
    desk.press(Qt.Key.Key_F2)
    field = desk.view.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    with qtbot.waitSignal(field.destroyed):
        QTest.keyClick(field, key)
    assert desk.wishes == []


def test_delete_asks_for_the_current_row_to_go(desk: Desk) -> None:
    desk.go_to(2)
    desk.press(Qt.Key.Key_Delete)
    assert desk.wishes == [("delete", ["c"])]
    assert desk.names() == ["Section a", "Section b", "Section c"]


def test_a_row_has_a_button_that_removes_it(desk: Desk) -> None:
    box = desk.box(1)
    button = QPoint(box.right() - 24, box.top() + 16)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert desk.wishes == [("delete", ["b"])]


def test_sliding_off_the_button_removes_nothing(desk: Desk) -> None:
    box, view = desk.box(1), desk.view.viewport()
    button = QPoint(box.right() - 24, box.top() + 16)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=button)
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=box.center())
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=button)
    QTest.mouseRelease(
        view, Qt.MouseButton.LeftButton, pos=button + desk.box(2).topLeft() - box.topLeft()
    )
    assert desk.wishes == []


@pytest.mark.qt_log_ignore("This plugin does not support")  # no window manager offscreen
def test_the_menu_of_one_bookmark_has_all_that_can_be_done(desk: Desk) -> None:
    desk.go_to(1)
    actions = desk.menu()
    assert list(actions) == [
        "Open", "Add a note", "Rename", "Colour", "Labels\u2026", "Export selection\u2026",
        "Remove",
    ]  # fmt: skip
    for name in ("Open", "Add a note", "Export selection\u2026", "Remove"):
        actions[name].trigger()
    colours = {action.text(): action for action in colours_of(actions["Colour"])}
    assert list(colours) == ["Yellow", "Green", "Blue", "Pink"]
    colours["Green"].trigger()
    assert desk.wishes == [
        ("open", "b"), ("note", "b"), ("export", ["b"]), ("delete", ["b"]),
        ("colour", ["b"], "green"),
    ]  # fmt: skip
    actions["Rename"].trigger()
    assert desk.view.findChild(QLineEdit) is not None


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_the_menu_of_several_leaves_out_what_is_for_one(desk: Desk) -> None:
    desk.go_to(0)
    desk.press(Qt.Key.Key_Down, SHIFT)
    actions = desk.menu()
    assert list(actions) == ["Colour", "Labels\u2026", "Export selection\u2026", "Remove all 2"]
    actions["Remove all 2"].trigger()
    assert desk.wishes == [("delete", ["a", "b"])]


@pytest.mark.qt_log_ignore("This plugin does not support")
def test_a_note_that_is_there_is_edited(placed: Desk) -> None:
    placed.go_to(1)
    placed.menu()["Edit note"].trigger()
    assert placed.wishes == [("note", "what")]


@pytest.mark.parametrize(
    ("row", "key", "wish"),
    [
        (1, Qt.Key.Key_Up, [("move", ["b"], "a")]),
        (0, Qt.Key.Key_Down, [("move", ["a"], "c")]),
        (1, Qt.Key.Key_Down, [("move", ["b"], None)]),
        (0, Qt.Key.Key_Up, []),
        (2, Qt.Key.Key_Down, []),
    ],
)
def test_alt_and_arrows_move_a_bookmark(
    desk: Desk, row: int, key: Qt.Key, wish: list[Wish]
) -> None:
    desk.go_to(row)
    desk.press(key, Qt.KeyboardModifier.AltModifier)
    assert desk.wishes == wish


@pytest.mark.parametrize(
    ("dragged", "onto", "share", "wish"),
    [
        (2, 0, 0.2, [("move", ["c"], "a")]),
        (0, 1, 0.8, [("move", ["a"], "c")]),
        (0, 2, 0.9, [("move", ["a"], None)]),
        (1, 0, 0.8, []),
        (1, 1, 0.2, []),
        (1, 2, 0.2, []),
    ],
)
def test_a_bookmark_can_be_dragged_to_another_place(
    desk: Desk, dragged: int, onto: int, share: float, wish: list[Wish]
) -> None:
    data = desk.drag(dragged)
    desk.drop(data, onto, share)
    assert desk.wishes == wish
    assert not data.hasText(), "nothing may be dragged out to another program"


def test_an_empty_shelf_says_how_to_keep_something(desk: Desk) -> None:
    desk.put()
    assert desk.says("Ctrl+D")
    assert not desk.view.isVisible()
    assert not [one for one in desk.panel.findChildren(QLineEdit) if one.isVisible()]
    desk.put(kept("new"))
    assert desk.view.isVisible()
    assert not desk.says("Ctrl+D")


def test_focus_is_never_lost_when_the_last_bookmark_goes(desk: Desk) -> None:
    desk.panel.setFocus()
    assert desk.view.hasFocus()
    desk.put()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert desk.panel.isAncestorOf(focused)
    desk.put(kept("new"))
    assert desk.view.hasFocus()


def test_the_cursor_stays_on_its_bookmark_and_steps_to_the_next_when_it_goes(desk: Desk) -> None:
    a, b, c = desk.shelf.kept
    desk.go_to(1)
    desk.put(c, kept("new"), a, b)
    assert desk.view.currentIndex().data() == "Section b"
    desk.put(c, a, replace(b, label="Mine"))
    assert desk.view.currentIndex().data() == "Mine"
    desk.put(c, a)
    assert desk.view.currentIndex().data() in ("Section a", "Section c")


def test_the_model_keeps_the_rules_of_qt(desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.view.model(), WARNS)
    assert tester.model() is desk.view.model()
    desk.put(*desk.shelf.kept[::-1], kept("new"))
    desk.put(desk.shelf.kept[0])
    desk.put(*(kept(f"n{number}") for number in range(400)))
    desk.panel.set_arrangement("date")
    desk.type("Section n39")
    assert len(desk.names()) == 12


@given(
    st.lists(st.lists(st.integers(0, 9), unique=True), min_size=1, max_size=4),
    st.integers(0, 9),
)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_whatever_happens_to_the_shelf_the_list_shows_it(
    desk: Desk, orders: list[list[int]], watched: int
) -> None:
    desk.put(*(kept(str(number)) for number in range(10)))
    held = QPersistentModelIndex(desk.view.model().index(watched, 0))
    for step, order in enumerate(orders):
        desk.put(*(kept(str(number), label=f"{number} in {step % 2}") for number in order))
        assert desk.names() == [f"{number} in {step % 2}" for number in order]
        if watched not in order:
            break
        assert held.row() == order.index(watched)


def test_a_hundred_thousand_bookmarks_can_be_scrolled(desk: Desk, qtbot: QtBot) -> None:
    desk.put(*(kept(str(number)) for number in range(100_000)))
    qtbot.waitUntil(lambda: len(desk.names()) == 100_000, timeout=30_000)
    desk.press(Qt.Key.Key_End)
    assert desk.view.currentIndex().row() == 99_999
    desk.view.grab()


# In which order


def test_by_place_the_headings_are_those_of_the_contents(placed: Desk) -> None:
    assert placed.names() == [
        "Basics", "Section what", "Treatments", "Section types", "Section words",
        "No longer in the book", "Section old",
    ]  # fmt: skip
    assert placed.says("4 kept")


def test_headings_are_passed_over_by_keys_and_open_nothing(placed: Desk) -> None:
    assert placed.view.currentIndex().data() == "Section what"
    placed.press(Qt.Key.Key_Down)
    assert placed.view.currentIndex().data() == "Section types"
    placed.press(Qt.Key.Key_Up)
    assert placed.view.currentIndex().data() == "Section what"
    placed.click(0)
    placed.click(2)
    assert placed.wishes == []


def test_another_order_is_chosen_and_told_of(placed: Desk) -> None:
    for name, order, by in (
        ("My own order", ["Section types", "Section old"], "own"),
        ("By date", ["November 2026", "Section types"], "date"),
        ("By place in the book", ["Basics", "Section what"], "place"),
    ):
        button = next(
            one
            for one in placed.panel.findChildren(QToolButton)
            if one.accessibleName().startswith("Order: ")
        )
        menu = button.menu()
        assert isinstance(menu, QMenu)
        (action,) = [one for one in menu.actions() if one.text() == name]
        action.trigger()
        if by != "date":  # what month it is when this is run is not for us to say
            assert placed.names()[:2] == order
        assert placed.wishes[-1] == ("arrange", by)
        assert button.accessibleName() == f"Order: {name}"
    assert len(placed.wishes) == 3


def test_only_ones_own_order_can_be_changed_and_others_say_why(placed: Desk) -> None:
    placed.go_to(3)
    placed.press(Qt.Key.Key_Up, ALT)
    assert placed.wishes == []
    assert "My own order" in placed.hints[0]
    placed.drop(placed.drag(3), 1, 0.2)
    assert placed.wishes == []
    viewport, start = placed.view.viewport(), placed.box(1).center()
    QTest.mousePress(viewport, LEFT, NO_KEYS, start)
    for down in (6, 20, 90):
        QTest.mouseMove(viewport, start + QPoint(0, down))
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, start + QPoint(0, 90))
    assert len(placed.hints) == 2, "a drag is told why as well"
    assert placed.chosen() == ["Section what"]


@pytest.mark.parametrize("by", ["place", "date", "own"])
@pytest.mark.parametrize("key", [Qt.Key.Key_Home, Qt.Key.Key_PageUp])
def test_home_and_page_up_lead_to_the_first_bookmark(
    make_desk: MakesDesk, handbook: Contents, by: str, key: Qt.Key
) -> None:
    desk = make_desk(*(kept(name) for name in ("types", "what", "old")), by=by, contents=handbook)
    rows = range(desk.view.model().rowCount())
    first, last = (
        pick(row for row in rows if desk.view.model().index(row, 0).flags()) for pick in (min, max)
    )
    desk.go_to(last)
    desk.press(key)
    assert desk.view.currentIndex().row() == first
    assert desk.view.verticalScrollBar().value() == 0


def test_new_contents_put_things_back_in_the_book(placed: Desk) -> None:
    placed.panel.set_contents(book(row("Old"), row("What"), row("Types")))
    assert "No longer in the book" not in placed.names()
    assert placed.names()[:2] == ["The book", "Section old"]


def test_a_panel_that_nobody_sees_waits_until_it_is_seen(desk: Desk) -> None:
    desk.panel.hide()
    desk.put(kept("new"))
    assert len(desk.names()) == 3
    desk.panel.show()
    assert desk.names() == ["Section new"]


# Some of it


def test_typing_shows_what_has_the_words_and_says_how_many(placed: Desk) -> None:
    placed.type("NURSE")
    assert placed.names() == ["Basics", "Section what"]
    assert placed.says("1 of 4")
    placed.press_button("Clear the filter")
    assert placed.says("4 kept")


def test_boxes_are_ticked_and_shown_as_chips_that_take_them_back(placed: Desk) -> None:
    placed.tick("Highlights", "Yellow")
    assert placed.chips == ["Highlights", "Yellow"]
    assert placed.names() == ["Treatments", "Section words", "No longer in the book", "Section old"]
    placed.tick("Monday")
    assert placed.names() == ["Treatments", "Section words"]
    placed.press_button("Do not filter by Monday")
    placed.press_button("Do not filter by Highlights")
    placed.press_button("Do not filter by Yellow")
    assert placed.chips == []
    assert placed.says("4 kept")


def test_boxes_are_ticked_with_keys_alone(placed: Desk) -> None:
    button = placed.named(QToolButton, "Filter")
    button.setFocus()
    QTest.keyClick(button, Qt.Key.Key_Space)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Space):
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, key)
    assert placed.names() == ["Basics", "Section what"]
    focused = QApplication.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert placed.chips == ["Notes"]


def test_nothing_that_fits_is_said_calmly_and_all_comes_back(placed: Desk) -> None:
    placed.type("zebra")
    placed.tick("Pink")
    assert placed.says("still there")
    assert placed.says("0 of 4")
    placed.press_button("Show all")
    assert placed.says("4 kept")
    assert placed.chips == []
    assert placed.view.hasFocus()


def test_a_label_that_nothing_has_any_more_is_not_asked_for(placed: Desk) -> None:
    placed.tick("Monday")
    placed.put(*(replace(bookmark, labels=()) for bookmark in placed.shelf.kept))
    assert placed.chips == []
    assert placed.says("4 kept")


def test_keys_lead_from_the_field_to_the_list_and_back(placed: Desk) -> None:
    field = placed.named(QLineEdit, "Filter bookmarks")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert placed.view.hasFocus()
    placed.press(Qt.Key.Key_Up)
    assert field.hasFocus()


def test_a_filter_holds_for_what_is_kept_next(placed: Desk) -> None:
    placed.type("nurse")
    placed.put(*placed.shelf.kept, kept("why", note="nurse!"), kept("vaccines"))
    assert placed.names() == ["Basics", "Section what", "Section why"]
    assert placed.says("2 of 6")


# Several at once


def test_several_are_chosen_with_shift_ctrl_and_ctrl_a(desk: Desk) -> None:
    desk.click(2, CTRL)  # to the row that has the cursor
    assert desk.chosen() == ["Section a", "Section c"]
    desk.click(0)
    desk.click(2, SHIFT)
    assert len(desk.chosen()) == 3
    assert [wish for wish in desk.wishes if wish[0] == "open"] == [("open", "a")]
    desk.press(Qt.Key.Key_Escape)
    assert desk.chosen() == ["Section c"]
    desk.press(Qt.Key.Key_A, CTRL)
    assert len(desk.chosen()) == 3
    assert desk.says("3 chosen")
    desk.press(Qt.Key.Key_Escape)
    assert not desk.says("chosen")


def test_all_that_can_be_done_with_several_is_asked_for_once(placed: Desk) -> None:
    placed.press(Qt.Key.Key_A, CTRL)
    everything = ["what", "types", "words", "old"]
    placed.press(Qt.Key.Key_Delete)
    placed.press_button("Export\u2026")
    placed.press_button("Remove")
    assert placed.wishes == [
        ("delete", everything), ("export", everything), ("delete", everything),
    ]  # fmt: skip


def test_where_there_is_little_room_the_filter_gives_way_to_what_is_done_with_several(
    desk: Desk,
) -> None:
    field = desk.named(QLineEdit, "Filter bookmarks")
    desk.panel.resize(desk.panel.width(), 170)
    assert field.isVisible(), "there is room while one is chosen"
    desk.go_to(0)
    desk.press(Qt.Key.Key_A, CTRL)
    assert desk.says("3 chosen")
    assert not field.isVisible()
    desk.panel.resize(desk.panel.width(), 600)
    assert field.isVisible()
    desk.panel.resize(desk.panel.width(), 170)
    assert not field.isVisible()
    desk.panel.resize(desk.panel.width(), 90)
    assert not desk.says("3 chosen"), "half a button is of no use; the menu has all of it"
    assert desk.menu()
    desk.click(0)
    assert field.isVisible()


def test_the_colour_of_several_is_chosen_below_the_list(desk: Desk) -> None:
    desk.press(Qt.Key.Key_A, CTRL)
    desk.press_button("Colour")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.actions()[2].trigger()
    assert desk.wishes == [("colour", ["a", "b", "c"], "blue")]


def test_several_move_together(desk: Desk) -> None:
    desk.put(*(kept(id) for id in "abcde"))
    desk.go_to(1)
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.press(Qt.Key.Key_Up, ALT)
    desk.press(Qt.Key.Key_Down, ALT)
    desk.drop(desk.drag(3, 1), 4, 0.9)
    desk.drop(desk.drag(1, 2), 2, 0.8)
    assert desk.wishes == [
        ("move", ["b", "c"], "a"), ("move", ["b", "c"], "e"), ("move", ["b", "d"], None),
    ]  # fmt: skip


def test_the_end_of_what_is_shown_is_not_the_end_of_all(desk: Desk) -> None:
    desk.put(kept("a", note="x"), kept("b", note="x"), kept("hidden"))
    desk.tick("Notes")
    desk.go_to(0)
    desk.press(Qt.Key.Key_Down, ALT)
    assert desk.wishes == [("move", ["a"], "hidden")]


def test_what_is_chosen_stays_chosen_when_everything_is_arranged_anew(desk: Desk) -> None:
    many = [kept(f"{number:03}") for number in range(400)]
    desk.put(*many)
    desk.go_to(100)
    desk.press(Qt.Key.Key_Down, SHIFT)
    desk.put(*many[::-1])
    assert desk.chosen() == ["Section 100", "Section 101"]
    assert desk.view.currentIndex().data() == "Section 101"
    assert desk.view.viewport().rect().intersects(desk.view.visualRect(desk.view.currentIndex()))
    desk.put(*many[200:])
    assert desk.view.currentIndex().isValid()


# Labels


def test_labels_are_typed_beside_what_they_are_for(desk: Desk, qtbot: QtBot) -> None:
    desk.put(kept("a", labels=("Monday",)), kept("b", labels=("Monday", "urgent")))
    desk.go_to(0)
    desk.panel.edit_labels()
    field = desk.named(QLineEdit, "Labels, with commas between them")
    assert field.hasFocus()
    assert field.text() == "Monday, "
    QTest.keyClicks(field, "ask the nurse, URGENT")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.wishes == [("label", ["a"], ["Monday", "ask the nurse", "urgent"])]


def test_several_are_labelled_by_what_they_have_in_common(desk: Desk) -> None:
    desk.put(kept("a", labels=("Monday",)), kept("b", labels=("Monday", "urgent")))
    desk.press(Qt.Key.Key_A, CTRL)
    desk.press_button("Labels")
    field = desk.named(QLineEdit, "Labels, with commas between them")
    assert field.text() == "Monday, "
    field.setText("Tuesday")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert desk.wishes == [("label", ["a", "b"], ["Tuesday"])]


def test_a_label_in_use_is_completed(desk: Desk) -> None:
    desk.put(kept("a"), kept("b", labels=("ask the nurse",)))
    desk.go_to(0)
    desk.panel.edit_labels()
    field = desk.named(QLineEdit, "Labels, with commas between them")
    QTest.keyClicks(field, "new, as")
    offered = field.completer().popup()
    assert offered is not None
    assert offered.model().index(0, 0).data() == "ask the nurse"
    QTest.keyClick(offered, Qt.Key.Key_Down)
    QTest.keyClick(offered, Qt.Key.Key_Return)
    assert field.text() == "new, ask the nurse, "


@pytest.mark.parametrize("key", [Qt.Key.Key_Escape, Qt.Key.Key_Return])
def test_labels_left_as_they_were_are_no_wish(desk: Desk, key: Qt.Key) -> None:
    desk.put(kept("a", labels=("Monday",)))
    desk.panel.edit_labels()
    field = desk.named(QLineEdit, "Labels, with commas between them")
    if key == Qt.Key.Key_Escape:
        QTest.keyClicks(field, "never mind")
    QTest.keyClick(field, key)
    assert desk.wishes == []
    assert not field.isVisible()


# How it looks


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("theme", THEME_NAMES)
def test_all_of_it_is_drawn_in_every_theme_and_size(
    placed: Desk,
    theme: ThemeName,
    percent: int,
) -> None:
    plain = placed.panel.grab().toImage()
    look = Look(Theme.load(theme), percent)
    placed.panel.set_look(look, Icons(look.theme, look.icon_px))
    placed.press(Qt.Key.Key_A, CTRL)
    assert placed.panel.grab().toImage() != plain
    assert placed.panel.minimumSizeHint().width() <= 700


def test_each_colour_is_drawn_otherwise_than_the_others(desk: Desk) -> None:
    pictures = set()
    for colour in ("", "yellow", "green", "blue", "pink"):
        desk.put(kept("a", colour=colour), kept("z"))
        desk.go_to(1)
        image = desk.view.viewport().grab(desk.box(0)).toImage()
        pictures.add(bytes(image.constBits()))
    assert len(pictures) == 5


# However much there is


def test_ten_thousand_are_arranged_and_filtered_while_the_window_lives(
    make_desk: MakesDesk, handbook: Contents, qtbot: QtBot
) -> None:
    sections = ("what", "why", "types", "antibodies", "vaccines", "gone")
    many = [
        kept(f"n{number}", sections[number % 6], excerpt=f"Wörter number {number} \u2013 kept.",
             anchor=passage(number % 50))
        for number in range(10_000)
    ]  # fmt: skip
    QLocale.setDefault(QLocale("en_GB"))
    gc.freeze()  # as the program does once it has started
    desk = make_desk(*many, by="place", contents=handbook)
    turns = [thread_time()]  # other programs of this machine do not count
    clock = QTimer(desk.panel, interval=0)
    clock.timeout.connect(lambda: turns.append(thread_time()))
    clock.start()
    qtbot.waitUntil(lambda: desk.says("10,000 kept"), timeout=10_000)
    desk.named(QLineEdit, "Filter bookmarks").setText("worter 77")
    qtbot.waitUntil(lambda: desk.says("of 10,000"), timeout=10_000)
    clock.stop()
    gc.unfreeze()
    waits = sorted(after - before for before, after in pairwise(turns))
    assert len(waits) > 20, "it is done in many turns"
    assert waits[-1] < 0.1  # some 0.02 s where nothing else runs
    assert all("77" in name for name in desk.names() if name.startswith("Section"))
