"""The list of the page's headings on a real widget, by pointer, keys and screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QAccessibleEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QListView
from pytestqt.qtbot import QtBot

from immuno_reader.identity import BlockId, Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import Block, Heading, Section
from immuno_reader.ui.sidebar.headings import HeadingsPanel
from immuno_reader.ui.theme import Icons, Look, Theme

WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
SAID = Qt.ItemDataRole.AccessibleTextRole
LONG = "Which of the many treatments that there are today is the right one for whom, and when?"


def section(*headings: tuple[int, str], own: bool = True) -> Section:
    rows = [Heading(level, text, text.lower(), BlockId(text)) for level, text in headings]
    first = [] if own else [Block(BlockId("lead"), "paragraph", 0, 1)]
    blocks = [*first, *(Block(one.block, "heading", 1, 2) for one in rows)]
    return Section(
        ref=SectionRef(PackId("book"), SectionId("page")),
        title="Title",
        summary="",
        language=Language("en"),
        html="",
        text="",
        blocks=tuple(blocks),
        headings=tuple(rows),
        spoken=(),
        checked="",
        due="",
        sources=(),
        clinical_review="",
    )


PAGE = section((1, "Title"), (2, "One"), (3, "Deeper"), (2, "Two"), (2, LONG))


class Desk:
    """A panel, and what the person asked for and heard."""

    def __init__(self, panel: HeadingsPanel) -> None:
        self.panel = panel
        self.asked: list[str] = []
        self.heard: list[str] = []
        panel.heading_requested.connect(self.asked.append)

    @property
    def rows(self) -> QListView:
        (found,) = self.panel.findChildren(QListView)
        return found

    def row(self, text: str) -> QModelIndex:
        model = self.rows.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        return next(index for index in rows if index.data() == text)

    def said(self) -> list[str]:
        model = self.rows.model()
        return [str(model.index(row, 0).data(SAID)) for row in range(model.rowCount())]

    @property
    def marked(self) -> list[str]:
        return [said.partition(",")[0] for said in self.said() if "being read" in said]


@pytest.fixture
def desk(
    show: Callable[..., None], look: Look, icons: Icons, monkeypatch: pytest.MonkeyPatch
) -> Desk:
    made = Desk(HeadingsPanel(look, icons))

    def hear(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            made.heard.append(event.message())

    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    made.panel.show_headings(PAGE, BlockId("Title"))
    show(made.panel)
    return made


def test_the_headings_stand_in_order_with_their_level(desk: Desk) -> None:
    QAbstractItemModelTester(desk.rows.model(), WARNS)
    assert desk.rows.accessibleName() == "On this page"
    assert desk.said()[:4] == [
        "Title, level 1, being read",
        "One, level 2",
        "Deeper, level 3",
        "Two, level 2",
    ]


def test_a_click_asks_for_the_heading(desk: Desk) -> None:
    point = desk.rows.visualRect(desk.row("Deeper")).center()
    QTest.mouseClick(desk.rows.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert desk.asked == ["Deeper"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_arrow_keys_walk_and_enter_asks(desk: Desk, key: Qt.Key) -> None:
    desk.panel.setFocus()
    assert desk.rows.hasFocus()
    QTest.keyClick(desk.rows, Qt.Key.Key_Down)
    QTest.keyClick(desk.rows, Qt.Key.Key_Down)
    assert desk.asked == [], "walking goes nowhere"
    QTest.keyClick(desk.rows, key)
    assert desk.asked == ["Deeper"]


def test_the_heading_being_read_is_marked_and_the_cursor_waits_there(desk: Desk) -> None:
    desk.rows.clearFocus()
    desk.panel.follow(BlockId("Two"))
    assert desk.marked == ["Two"]
    assert desk.rows.currentIndex() == desk.row("Two")


def test_the_cursor_of_somebody_walking_is_left_alone(desk: Desk) -> None:
    desk.panel.setFocus()
    QTest.keyClick(desk.rows, Qt.Key.Key_Down)
    desk.panel.follow(BlockId("Two"))
    assert desk.marked == ["Two"]
    assert desk.rows.currentIndex() == desk.row("One")


def test_above_the_first_heading_none_is_marked(desk: Desk) -> None:
    desk.panel.show_headings(section((2, "One"), own=False), None)
    assert desk.said() == ["One, level 2"]
    assert desk.rows.isVisible()


def test_a_screen_reader_hears_where_the_reader_rests_and_not_what_flew_by(
    desk: Desk, qtbot: QtBot
) -> None:
    for block in ("One", "Deeper", "Two"):
        desk.panel.follow(BlockId(block))
    assert desk.heard == []
    qtbot.waitUntil(lambda: desk.heard == ["Two"])
    desk.panel.follow(BlockId("Two"))
    qtbot.wait(1000)
    assert desk.heard == ["Two"], "it is told once"


def test_a_heading_come_to_on_purpose_is_not_told_a_second_time(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.follow(BlockId("One"))
    desk.panel.show_headings(PAGE, BlockId("Two"))
    qtbot.wait(1000)
    assert desk.heard == []


def test_nothing_is_told_while_the_panel_is_out_of_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.panel.hide()
    desk.panel.follow(BlockId("One"))
    qtbot.wait(1000)
    assert desk.heard == []


@pytest.mark.parametrize(
    ("page", "says"),
    [(section((1, "Title")), "no headings"), (section(), "no headings"), (None, "No page")],
)
def test_a_page_with_nothing_to_list_says_so(desk: Desk, page: Section | None, says: str) -> None:
    desk.panel.show_headings(page, None)
    (label,) = desk.panel.findChildren(QLabel)
    assert says in label.text()
    assert label.isVisible()
    assert not desk.rows.isVisible()
    desk.panel.setFocus()
    assert label.hasFocus(), "a screen reader reads it"
    desk.panel.show_headings(PAGE, BlockId("One"))
    assert desk.rows.isVisible()


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_no_heading_is_cut_and_none_moves_when_another_is_read(desk: Desk, percent: int) -> None:
    dark = Look(Theme.load("dark"), percent)
    desk.panel.set_look(dark, Icons(dark.theme))
    heights = []
    for current in ("Title", LONG):
        desk.panel.show_headings(PAGE, BlockId(current))
        model = desk.rows.model()
        indexes = [model.index(row, 0) for row in range(model.rowCount())]
        heights.append([desk.rows.sizeHintForIndex(index).height() for index in indexes])
    assert heights[0] == heights[1]
    assert heights[0][-1] > 2 * heights[0][1]


def test_many_headings_cost_no_measuring(desk: Desk) -> None:
    many = section(*((2, f"Heading {number}") for number in range(2000)))
    desk.rows.clearFocus()
    desk.panel.show_headings(many, BlockId("Heading 1500"))
    assert desk.rows.uniformItemSizes()
    assert desk.marked == ["Heading 1500"]
    area = desk.rows.viewport().rect()
    assert area.intersects(desk.rows.visualRect(desk.row("Heading 1500")))
