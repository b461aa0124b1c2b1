"""The way above the page, as a person with a pointer, keys or a screen reader has it."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QFontMetrics
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QMenu, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import EntryKind, SectionEntry
from immuno_reader.ui.reading.breadcrumb import Breadcrumb
from immuno_reader.ui.theme import Look, Theme

PACK = PackId("book")
CUT = "\u2026"


def entry(title: str, kind: EntryKind = "section") -> SectionEntry:
    ref = SectionRef(PACK, SectionId(title.lower().replace(" ", "-")))
    return SectionEntry(ref if kind == "section" else None, title, 0, kind, PACK, Language("en"))


TRAIL = (
    entry("The part", "part"),
    entry("Kinds of treatment"),
    entry("Antibodies & others"),
    entry("How antibodies <really> work"),
)
TITLES = [row.title for row in TRAIL]


@pytest.fixture
def line(qtbot: QtBot, typeface: None) -> Iterator[Breadcrumb]:
    window = QWidget()
    qtbot.addWidget(window)
    made = Breadcrumb(Look(Theme.load("light")))
    column = QVBoxLayout(window)
    column.setContentsMargins(0, 0, 0, 0)
    column.addWidget(made)
    window.resize(1000, 60)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    opened = QApplication.activePopupWidget()
    if opened:
        opened.close()


def parts(line: Breadcrumb) -> list[QAbstractButton]:
    """Return the parts in sight from left to right."""
    shown = [part for part in line.findChildren(QAbstractButton) if part.isVisible()]
    return sorted(shown, key=lambda part: part.x())


def names(line: Breadcrumb) -> list[str]:
    return [part.accessibleName() for part in parts(line)]


def resize(line: Breadcrumb, width: int) -> None:
    line.window().resize(width, 60)
    QApplication.processEvents()


def menu() -> QMenu:
    opened = QApplication.activePopupWidget()
    assert isinstance(opened, QMenu), "no menu is open"
    return opened


def rows(opened: QMenu) -> list[str]:
    return [action.text().replace("&&", "&") for action in opened.actions() if action.text()]


def row(title: str) -> QAction:
    return next(one for one in menu().actions() if one.text().replace("&&", "&") == title)


def answer(line: Breadcrumb, *beside: SectionEntry) -> list[SectionEntry]:
    """Let the program answer with these siblings; return of which rows they were asked for."""
    asked: list[SectionEntry] = []

    def offer(row: SectionEntry) -> None:
        asked.append(row)
        line.offer(beside or (row,), row)

    line.siblings_requested.connect(offer)
    return asked


def test_the_whole_way_is_shown_where_there_is_room(line: Breadcrumb) -> None:
    line.show_trail(TRAIL)
    assert names(line) == TITLES
    assert line.accessibleName() == "You are in: " + " \u203a ".join(TITLES)


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_the_section_itself_is_the_last_to_be_shortened(line: Breadcrumb, percent: int) -> None:
    line.set_look(Look(Theme.load("light"), percent))
    line.show_trail(TRAIL)
    metrics = QFontMetrics(line.font())
    for width in range(2400, 160, -80):
        resize(line, width)
        shown = parts(line)
        assert shown[-1].accessibleName() == TITLES[-1], "a screen reader hears it all"
        assert shown[-1].geometry().right() < line.width()
        assert all(one.x() + one.width() < two.x() for one, two in pairwise(shown))
        for part in shown:
            is_whole = metrics.horizontalAdvance(part.text()) <= part.width()
            assert is_whole or part.toolTip() == part.text()
        if shown[-1].toolTip():
            assert names(line) == [CUT, TITLES[-1]], "all before it went first"
        elif len(shown) < len(TITLES):
            assert names(line)[0] == CUT
    assert line.accessibleName().endswith(TITLES[-1])
    resize(line, 4000)
    assert names(line) == TITLES


def test_it_asks_for_no_room_of_its_own(line: Breadcrumb) -> None:
    line.show_trail((*TRAIL, entry("word " * 80)))
    assert line.minimumSizeHint().width() < 200
    assert line.sizeHint().width() < 200


@pytest.mark.parametrize("percent", [80, 100, 300])
def test_a_part_has_room_for_a_finger_and_its_letters(line: Breadcrumb, percent: int) -> None:
    line.set_look(Look(Theme.load("light"), percent))
    line.show_trail(TRAIL)
    for part in parts(line):
        assert part.height() >= max(24, QFontMetrics(part.font()).height() + 4)


def test_a_click_opens_what_stands_beside_a_part(line: Breadcrumb, qtbot: QtBot) -> None:
    line.show_trail(TRAIL)
    beside = (entry("Before & after"), TRAIL[1], entry("Not yet", "draft"))
    asked = answer(line, *beside)
    QTest.mouseClick(parts(line)[1], Qt.MouseButton.LeftButton)
    assert asked == [TRAIL[1]]
    assert rows(menu()) == ["Before & after", "Kinds of treatment", "Not yet"]
    assert [one.isChecked() for one in menu().actions()] == [False, True, False]
    assert not row("Not yet").isEnabled()
    with qtbot.waitSignal(line.entry_requested) as chosen:
        row("Before & after").trigger()
    assert chosen.args == [beside[0]]


def test_the_menu_stands_right_below_its_part(line: Breadcrumb) -> None:
    line.show_trail(TRAIL)
    answer(line, *TRAIL)
    part = parts(line)[2]
    QTest.mouseClick(part, Qt.MouseButton.LeftButton)
    foot = part.mapToGlobal(part.rect().bottomLeft())
    assert abs(menu().x() - foot.x()) < 3
    assert abs(menu().y() - foot.y()) < 3


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down, Qt.Key.Key_Space])
def test_the_keyboard_reaches_the_parts_and_opens_their_menus(
    line: Breadcrumb, qtbot: QtBot, key: Qt.Key
) -> None:
    line.show_trail(TRAIL)
    answer(line, *TRAIL)
    parts(line)[0].setFocus()
    for part in parts(line):
        assert part.hasFocus()
        QTest.keyClick(part, key)
        assert menu().activeAction().text().replace("&&", "&") == part.text(), "it starts from here"
        QTest.keyClick(menu(), Qt.Key.Key_Escape)
        qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
        assert part.hasFocus()
        QTest.keyClick(part, Qt.Key.Key_Tab)


def test_tab_finds_the_parts_in_order_however_late_they_came(line: Breadcrumb) -> None:
    line.show_trail(TRAIL[:1])
    line.show_trail(TRAIL)
    resize(line, 560)
    walk = parts(line)
    assert walk[0].accessibleName() == CUT
    walk[0].setFocus()
    for part in walk:
        assert part.hasFocus()
        QTest.keyClick(part, Qt.Key.Key_Tab)


def test_the_parts_left_out_are_in_a_menu(line: Breadcrumb, qtbot: QtBot) -> None:
    line.show_trail(TRAIL)
    resize(line, 560)
    shown = names(line)
    assert shown[0] == CUT
    QTest.mouseClick(parts(line)[0], Qt.MouseButton.LeftButton)
    assert rows(menu()) + shown[1:] == TITLES
    with qtbot.waitSignal(line.entry_requested) as chosen:
        row(TITLES[0]).trigger()
    assert chosen.args == [TRAIL[0]]


def test_of_very_many_rows_the_nearest_are_offered(line: Breadcrumb, qtbot: QtBot) -> None:
    many = tuple(entry(f"Page {number}") for number in range(1000))
    line.show_trail(many[500:501])
    answer(line, *many)
    QTest.mouseClick(parts(line)[0], Qt.MouseButton.LeftButton)
    opened = menu()
    assert {"Page 499", "Page 500", "Page 501"} < set(rows(opened))
    assert len(rows(opened)) < 100
    assert opened.screen().availableGeometry().contains(opened.geometry())
    with qtbot.waitSignal(line.contents_requested):
        row("All of them in the contents").trigger()


@pytest.mark.parametrize("at", [0, 99])
def test_the_ends_of_a_long_list_are_offered_whole(line: Breadcrumb, at: int) -> None:
    many = tuple(entry(f"Page {number}") for number in range(100))
    line.show_trail(many[at : at + 1])
    answer(line, *many)
    QTest.mouseClick(parts(line)[0], Qt.MouseButton.LeftButton)
    assert f"Page {at}" in rows(menu())
    assert len(rows(menu())) == 61


def test_a_long_title_does_not_make_the_menu_wider_than_the_screen(line: Breadcrumb) -> None:
    line.show_trail((entry("word " * 80),))
    answer(line)
    QTest.mouseClick(parts(line)[0], Qt.MouseButton.LeftButton)
    assert menu().width() < menu().screen().availableGeometry().width()


def test_a_title_is_never_read_as_markup(line: Breadcrumb) -> None:
    line.show_trail((entry("<b>One</b>", "part"), entry("</a><i>Two</i>"), entry("<u>Three")))
    assert names(line) == ["<b>One</b>", "</a><i>Two</i>", "<u>Three"]


def test_nothing_is_shown_before_a_section_is_and_after_it_has_gone(line: Breadcrumb) -> None:
    line.show_trail(())
    assert names(line) == []
    line.show_trail(TRAIL)
    line.show_trail(())
    assert names(line) == []
