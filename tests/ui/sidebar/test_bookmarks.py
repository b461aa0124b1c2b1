"""The list of bookmarks on a real widget."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QLocale, QPersistentModelIndex, QPoint, Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMenu, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.identity import ItemId
from immuno_reader.ui.sidebar.bookmarks import BookmarksPanel
from immuno_reader.ui.theme import Icons, Look

if TYPE_CHECKING:
    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.bookshelf import Bookshelf

WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
SAID = Qt.ItemDataRole.AccessibleTextRole


@dataclass(frozen=True)
class Kept:
    """As much of a bookmark as the list shows."""

    id: ItemId
    title: str
    label: str = ""
    chapter: str = "The treatments"
    anchor: object = None
    created: str = "2026-11-24T12:00:00Z"
    excerpt: str = ""

    @property
    def name(self) -> str:
        return self.label or self.title


class Shelf:
    """As much of a shelf as the list asks."""

    def __init__(self, *kept: Kept) -> None:
        self.kept = kept

    @property
    def bookmarks(self) -> "tuple[Bookmark, ...]":
        return cast("tuple[Bookmark, ...]", self.kept)


def kept(id: str, title: str = "", **more: Any) -> Kept:  # noqa: ANN401  as the dataclass takes them
    return Kept(ItemId(id), title or f"Section {id}", **more)


Wish = tuple[Any, ...]


class Desk:
    """A panel, what is on its shelf, and what the person asked for."""

    def __init__(self, panel: BookmarksPanel, shelf: Shelf) -> None:
        self.panel, self.shelf = panel, shelf
        self.wishes: list[Wish] = []
        panel.bookmark_requested.connect(lambda id: self.wishes.append(("open", id)))
        panel.rename_requested.connect(lambda id, name: self.wishes.append(("rename", id, name)))
        panel.delete_requested.connect(lambda id: self.wishes.append(("delete", id)))
        panel.move_requested.connect(lambda id, to: self.wishes.append(("move", id, to)))

    @property
    def view(self) -> QListView:
        found = self.panel.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    def names(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def put(self, *bookmarks: Kept) -> None:
        self.shelf.kept = bookmarks
        self.panel.refresh()

    def go_to(self, row: int) -> None:
        self.view.setCurrentIndex(self.view.model().index(row, 0))

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        QTest.keyClick(self.view, key, modifier)

    def box(self, row: int) -> Any:  # noqa: ANN401
        return self.view.visualRect(self.view.model().index(row, 0))


@pytest.fixture
def desk(show: Callable[[QWidget], None], look: Look, icons: Icons) -> Desk:
    shelf = Shelf(kept("a"), kept("b", anchor=object(), excerpt="Some words."), kept("c"))
    panel = BookmarksPanel(cast("Bookshelf", shelf), look, icons)
    show(panel)
    return Desk(panel, shelf)


def test_a_click_or_enter_opens_a_bookmark(desk: Desk) -> None:
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=desk.box(1).center())
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert desk.wishes == [("open", "b"), ("open", "c")]


def test_a_screen_reader_hears_kind_chapter_day_and_words(desk: Desk) -> None:
    QLocale.setDefault(QLocale("en_GB"))
    model = desk.view.model()
    said = "Section b, passage, The treatments, 24 Nov 2026, Some words."
    assert desk.view.accessibleName() == "Bookmarks"
    assert model.index(1, 0).data(SAID) == said
    assert model.index(0, 0).data(SAID) == "Section a, section, The treatments, 24 Nov 2026"


def test_a_date_that_is_none_is_left_out(desk: Desk) -> None:
    desk.put(kept("a", created="last Tuesday", chapter=""))
    assert desk.view.model().index(0, 0).data(SAID) == "Section a, section"
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
    assert desk.wishes == [("delete", "c")]
    assert desk.names() == ["Section a", "Section b", "Section c"]


def test_a_row_has_a_button_that_removes_it(desk: Desk) -> None:
    box = desk.box(1)
    button = QPoint(box.right() - 24, box.top() + 16)
    QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=button)
    assert desk.wishes == [("delete", "b")]


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
def test_the_context_menu_has_all_that_can_be_done(desk: Desk) -> None:
    desk.go_to(1)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(desk.view.viewport(), event)
    menu = desk.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    actions: dict[str, QAction] = {action.text(): action for action in menu.actions()}
    assert list(actions) == ["Open", "Rename", "Remove"]
    actions["Open"].trigger()
    actions["Remove"].trigger()
    actions["Rename"].trigger()
    assert desk.wishes == [("open", "b"), ("delete", "b")]
    assert desk.view.findChild(QLineEdit) is not None
    menu.close()


@pytest.mark.parametrize(
    ("row", "key", "wish"),
    [
        (1, Qt.Key.Key_Up, [("move", "b", "a")]),
        (0, Qt.Key.Key_Down, [("move", "a", "c")]),
        (1, Qt.Key.Key_Down, [("move", "b", None)]),
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
        (2, 0, 0.2, [("move", "c", "a")]),
        (0, 1, 0.8, [("move", "a", "c")]),
        (0, 2, 0.9, [("move", "a", None)]),
        (1, 0, 0.8, []),
        (1, 1, 0.2, []),
        (1, 2, 0.2, []),
    ],
)
def test_a_bookmark_can_be_dragged_to_another_place(
    desk: Desk, dragged: int, onto: int, share: float, wish: list[Wish]
) -> None:
    data = desk.view.model().mimeData([desk.view.model().index(dragged, 0)])
    box = desk.box(onto)
    drop = QDropEvent(
        QPoint(box.center().x(), box.top() + int(box.height() * share)),
        Qt.DropAction.MoveAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    desk.view.dropEvent(drop)
    assert desk.wishes == wish
    assert not data.hasText(), "nothing may be dragged out to another program"


def test_an_empty_shelf_says_how_to_keep_something(desk: Desk) -> None:
    desk.put()
    label = desk.panel.findChild(QLabel)
    assert isinstance(label, QLabel)
    assert label.isVisible()
    assert "Ctrl+D" in label.text()
    assert not desk.view.isVisible()
    desk.put(kept("new"))
    assert desk.view.isVisible()
    assert not label.isVisible()


def test_focus_is_never_lost_when_the_last_bookmark_goes(desk: Desk) -> None:
    desk.panel.setFocus()
    assert desk.view.hasFocus()
    desk.put()
    assert desk.panel.hasFocus()
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


def test_a_hundred_thousand_bookmarks_can_be_scrolled(desk: Desk) -> None:
    desk.put(*(kept(str(number)) for number in range(100_000)))
    desk.press(Qt.Key.Key_End)
    assert desk.view.currentIndex().row() == 99_999
    desk.view.grab()
