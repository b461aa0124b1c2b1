"""Links and terms on the page, by pointer and by keyboard."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Place, SectionRef, TermRef
from tests.ui.reading.conftest import LINKS, REF, TERM, Reading, paragraphs

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EMOJI = "\U0001f489"


def test_links_lead_where_they_say(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    with qtbot.waitSignal(reading.pane.term_activated) as term:
        reading.click("alpha")
    assert term.args[0] == TermRef.parse("book/alpha")
    word = reading.rect("alpha")
    told = QRect(reading.pane.viewport().mapFromGlobal(term.args[1].topLeft()), term.args[1].size())
    assert told.intersects(word)
    assert abs(told.width() - word.width()) < 4
    with qtbot.waitSignal(reading.pane.section_requested) as section:
        reading.click("bravo")
    assert section.args == [SectionRef.parse("book/other"), "part"]
    with qtbot.waitSignal(reading.pane.address_activated) as address:
        reading.click("charlie")
    assert address.args == ["https://example.org/"]


def test_selecting_over_a_link_does_not_open_it(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    word = reading.rect("alpha")
    y = word.center().y()
    with qtbot.assertNotEmitted(reading.pane.link_activated):
        reading.drag(QPoint(word.right() + 30, y), QPoint(word.left() + 3, y))
    assert reading.pane.selected() is not None


def test_a_click_on_a_link_leaves_nothing_selected(reading: Reading) -> None:
    reading.show(LINKS)
    reading.click("alpha")
    assert reading.pane.selected() is None
    assert reading.focused() == "alpha"


def test_only_the_left_button_opens_a_link(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    with qtbot.assertNotEmitted(reading.pane.link_activated):
        reading.click("alpha", Qt.MouseButton.MiddleButton)


def test_the_pointer_enters_and_leaves_terms(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    with qtbot.waitSignal(reading.pane.term_entered) as entered:
        reading.point_at("alpha")
    assert entered.args[0] == TermRef.parse("book/alpha")
    with qtbot.assertNotEmitted(reading.pane.term_entered):
        QTest.mouseMove(reading.pane.viewport(), reading.rect("alpha").center() + QPoint(2, 0))
    with qtbot.waitSignal(reading.pane.term_left):
        reading.point_at("then")


def test_a_term_scrolled_from_under_the_pointer_is_left(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    reading.point_at("alpha")
    with qtbot.waitSignal(reading.pane.term_left):
        reading.press(Qt.Key.Key_PageDown)


def test_pointing_at_a_plain_link_is_no_term(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    with qtbot.assertNotEmitted(reading.pane.term_entered):
        reading.point_at("bravo")


def test_the_word_of_a_card_is_known_until_it_is_out_of_sight(reading: Reading) -> None:
    reading.show(LINKS)
    assert reading.pane.told_rect() is None
    reading.click("alpha")
    first = reading.pane.told_rect()
    assert first is not None
    bar = reading.pane.verticalScrollBar()
    bar.setValue(10)
    moved = reading.pane.told_rect()
    assert moved is not None
    assert moved.top() == first.top() - 10
    bar.setValue(bar.maximum())
    assert reading.pane.told_rect() is None
    bar.setValue(0)
    reading.show(LINKS)
    assert reading.pane.told_rect() is None


def test_tab_walks_the_links_in_order_and_leaves(reading: Reading) -> None:
    reading.show(LINKS)
    walked = []
    for _ in range(6):
        reading.press(Qt.Key.Key_Tab)
        walked.append(reading.focused())
    assert walked == ["alpha", "bravo", "charlie", "delta", "echo", "foxtrot"]
    reading.press(Qt.Key.Key_Tab)
    assert reading.focused() == ""


def test_shift_tab_walks_back(reading: Reading) -> None:
    reading.show(LINKS)
    reading.press(Qt.Key.Key_Tab)
    reading.press(Qt.Key.Key_Tab)
    reading.press(Qt.Key.Key_Tab, SHIFT)
    assert reading.focused() == "alpha"
    reading.press(Qt.Key.Key_Tab, SHIFT)
    assert reading.focused() == ""


def test_tab_begins_in_sight(reading: Reading) -> None:
    reading.show(LINKS)
    bar = reading.pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 3)
    reading.press(Qt.Key.Key_Tab)
    assert reading.focused() == "delta"
    bar.setValue(bar.maximum())
    reading.pane.focus_link(None)
    reading.press(Qt.Key.Key_Tab)
    assert reading.focused() == "foxtrot"


def test_shift_tab_begins_in_sight(reading: Reading) -> None:
    reading.show(LINKS)
    reading.press(Qt.Key.Key_Tab, SHIFT)
    assert reading.focused() == "charlie"


def test_a_link_on_the_line_at_the_top_comes_first(reading: Reading) -> None:
    line = f"<p>{TERM.format('alpha')} {'word ' * 60} {TERM.format('bravo')}</p>"
    reading.show(paragraphs(30) + line + paragraphs(30))
    section = reading.pane.section
    assert section is not None
    reading.pane.go_to(Place(REF, section.blocks[30].id))
    reading.press(Qt.Key.Key_Tab)
    assert reading.focused() == "alpha"


def test_a_link_that_gets_the_keyboard_comes_into_sight(reading: Reading) -> None:
    reading.show(LINKS)
    for _ in range(6):
        reading.press(Qt.Key.Key_Tab)
        assert reading.is_in_sight(reading.focused())
    for _ in range(5):
        reading.press(Qt.Key.Key_Tab, SHIFT)
        assert reading.is_in_sight(reading.focused())


def test_enter_opens_the_link_with_the_keyboard(reading: Reading, qtbot: QtBot) -> None:
    reading.show(LINKS)
    reading.press(Qt.Key.Key_Tab)
    with qtbot.waitSignal(reading.pane.term_activated) as term:
        reading.press(Qt.Key.Key_Return)
    assert term.args[0] == TermRef.parse("book/alpha")


def test_a_ring_shows_which_link_has_the_keyboard(reading: Reading) -> None:
    reading.show(LINKS)
    look = reading.set_look("contrast")
    ring = QColor(look.theme.focus).name()
    around = reading.rect("bravo").adjusted(-6, -4, 6, 4)
    reading.press(Qt.Key.Key_Tab)
    assert ring not in reading.colours(around)
    reading.press(Qt.Key.Key_Tab)
    assert ring in reading.colours(around)


def test_a_new_size_keeps_the_link_with_the_keyboard(reading: Reading) -> None:
    reading.show(LINKS)
    reading.press(Qt.Key.Key_Tab)
    reading.press(Qt.Key.Key_Tab)
    reading.set_look("dark", 150)
    assert reading.focused() == "bravo"


def test_the_dots_under_a_term_end_with_its_words(reading: Reading) -> None:
    reading.resize(520)
    reading.show(f"<p>{TERM.format('several words ' * 12)}</p>")
    block = reading.pane.document().begin()
    (link,) = reading.pane.links
    rects = reading.pane.range_rects(link.start, link.end)
    widths = [block.layout().lineAt(n).naturalTextWidth() for n in range(len(rects))]
    assert len(rects) > 2
    assert [round(rect.width()) for rect in rects[:-1]] == [round(width) for width in widths[:-1]]
