import re
from html import unescape

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef
from immuno_reader.library.book import EntryKind, SectionEntry
from immuno_reader.ui.reading.breadcrumb import Breadcrumb
from immuno_reader.ui.theme import Look, Theme

PACK = PackId("book")


def entry(title: str, kind: EntryKind = "section") -> SectionEntry:
    ref = SectionRef(PACK, SectionId(title.lower().replace(" ", "-")))
    return SectionEntry(ref if kind == "section" else None, title, 0, kind, PACK, Language("en"))


TRAIL = (
    entry("The part", "part"),
    entry("Kinds of treatment"),
    entry("Antibodies & others"),
    entry("How antibodies <really> work"),
)


@pytest.fixture
def line(qtbot: QtBot, typeface: None) -> Breadcrumb:
    made = Breadcrumb(Look(Theme.load("light")))
    qtbot.addWidget(made)
    made.resize(900, 40)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def shown(line: Breadcrumb) -> str:
    """Return the words to be seen."""
    return unescape(re.sub("<[^>]+>", "", line.text())).replace("\u00a0", " ")


def test_the_whole_way_is_shown_where_there_is_room(line: Breadcrumb) -> None:
    line.show_trail(TRAIL)
    assert shown(line) == "  \u203a  ".join(row.title for row in TRAIL)
    assert line.accessibleName() == "You are in: " + " \u203a ".join(row.title for row in TRAIL)


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_the_section_itself_is_the_last_to_be_shortened(line: Breadcrumb, percent: int) -> None:
    line.set_look(Look(Theme.load("light"), percent))
    line.show_trail(TRAIL)
    for width in range(900, 60, -60):
        line.resize(width, 40)
        assert QFontMetrics(line.font()).horizontalAdvance(shown(line)) <= line.width()
        ways = shown(line).split("  \u203a  ")
        if ways[-1] != TRAIL[-1].title:
            assert ways[:-1] == ["\u2026"], "all before it went first"
            assert ways[-1].endswith("\u2026") or width < 200
    assert line.accessibleName().endswith(TRAIL[-1].title), "a screen reader hears it all"
    line.resize(4000, 40)
    assert shown(line) == "  \u203a  ".join(row.title for row in TRAIL)


def test_it_asks_for_no_room_of_its_own(line: Breadcrumb) -> None:
    line.show_trail((*TRAIL, entry("word " * 80)))
    assert line.minimumSizeHint().width() < 200 or line.minimumWidth() == 1


def test_a_click_goes_to_a_part_of_the_way(line: Breadcrumb, qtbot: QtBot) -> None:
    line.show_trail(TRAIL[1:])
    at = QPoint(line.contentsRect().left() + 20, line.height() // 2)
    with qtbot.waitSignal(line.section_requested) as asked:
        QTest.mouseClick(line, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert asked.args == [TRAIL[1].ref]


def test_the_keyboard_reaches_the_parts_of_the_way(line: Breadcrumb, qtbot: QtBot) -> None:
    line.show_trail(TRAIL)
    line.clearFocus()
    line.setFocus(Qt.FocusReason.TabFocusReason)
    for row in TRAIL[1:3]:
        QTest.keyClick(line, Qt.Key.Key_Tab)
        assert line.selectedText() == row.title
        with qtbot.waitSignal(line.section_requested) as asked:
            QTest.keyClick(line, Qt.Key.Key_Return)
        assert asked.args == [row.ref]


def test_headings_without_text_and_the_section_itself_are_no_links(line: Breadcrumb) -> None:
    line.show_trail(TRAIL)
    assert re.findall('href="([^"]+)"', unescape(line.text())) == [
        str(TRAIL[1].ref),
        str(TRAIL[2].ref),
    ]


def test_a_title_is_never_read_as_markup(line: Breadcrumb) -> None:
    line.show_trail((entry("<b>One</b>", "part"), entry("</a><i>Two</i>"), entry("<u>Three")))
    assert shown(line) == "<b>One</b>  \u203a  </a><i>Two</i>  \u203a  <u>Three"


def test_nothing_is_shown_before_a_section_is(line: Breadcrumb) -> None:
    line.show_trail(())
    assert shown(line) == ""
