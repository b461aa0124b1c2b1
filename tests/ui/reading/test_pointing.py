"""Which word and which passage a menu is for, and where it stands."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from immuno_reader.identity import Place
from immuno_reader.library.book import Section
from immuno_reader.ui.theme import Theme
from tests.ui.reading.conftest import LEFT, NO_KEYS, REF, TERM, Reading, paragraphs
from tests.ui.reading.test_marks import mark, sign_of

Asked = list[tuple[QPoint, str]]
LINE = "<p>Plain words, then the yellow words, then the blue words.</p>"


@pytest.fixture
def asked(reading: Reading) -> Asked:
    """Return where a menu was wanted, on the viewport, and for which passage."""
    found: Asked = []
    viewport = reading.pane.viewport()
    reading.pane.menu_requested.connect(
        lambda at, id: found.append((viewport.mapFromGlobal(at), id))
    )
    return found


@pytest.fixture
def ask(reading: Reading, asked: Asked) -> Callable[[QPoint], str]:
    """Ask for a menu with the mouse; return for which passage it is."""

    def ask_at(at: QPoint) -> str:
        viewport, reason = reading.pane.viewport(), QContextMenuEvent.Reason.Mouse
        QApplication.sendEvent(viewport, QContextMenuEvent(reason, at, viewport.mapToGlobal(at)))
        assert asked[-1][0] == at
        return asked[-1][1]

    return ask_at


def press_menu_key(reading: Reading) -> None:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(reading.pane, event)


def selected(reading: Reading) -> str:
    return reading.pane.textCursor().selectedText()


def two_marks(reading: Reading, html: str = LINE, *, note: bool = False) -> Section:
    section = reading.show(html)
    marks = [mark(section, f"{name} words", name, note) for name in ("yellow", "blue")]
    reading.pane.set_marks(marks)
    return section


# With the mouse


def test_a_word_that_is_pointed_at_is_selected_until_the_menu_has_gone(
    reading: Reading, ask: Callable[[QPoint], str]
) -> None:
    two_marks(reading)
    assert ask(reading.rect("Plain").center()) == ""
    assert selected(reading) == "Plain"
    assert ask(reading.rect("blue").center()) == "blue words"
    assert selected(reading) == "blue"
    reading.pane.release_word()
    assert selected(reading) == ""


def test_the_sign_of_a_note_is_for_its_own_passage(
    reading: Reading, ask: Callable[[QPoint], str]
) -> None:
    two_marks(reading, note=True)
    assert ask(sign_of(reading, "blue").center()) == "blue words"
    assert selected(reading) == ""


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_just_below_a_word_is_still_the_word(
    reading: Reading, ask: Callable[[QPoint], str], percent: int
) -> None:
    section = reading.show("<p>Many lines of plain words stand here, one below the other.</p>" * 3)
    reading.set_look("light", percent)
    reading.pane.set_marks([mark(section, "stand")])
    rect = reading.rect("stand")
    for below in range(1, rect.height() // 8):
        assert ask(QPoint(rect.center().x(), rect.bottom() + below)) == "stand", below
        assert selected(reading) == "stand", below
        reading.pane.release_word()


def test_beside_the_text_nothing_is_pointed_at(
    reading: Reading, ask: Callable[[QPoint], str]
) -> None:
    section = reading.show("<p>A short line</p><p>Another</p>")
    reading.pane.set_marks([mark(section, "A short line")])
    rect = reading.rect("A short line")
    assert ask(QPoint(rect.right() + 60, rect.center().y())) == ""
    assert selected(reading) == ""


def test_among_selected_words_the_passage_that_is_pointed_at_counts(
    reading: Reading, ask: Callable[[QPoint], str]
) -> None:
    two_marks(reading)
    reading.pane.selectAll()
    everything = selected(reading)
    for name in ("yellow", "blue"):
        assert ask(reading.rect(f"{name} words").center()) == f"{name} words"
    assert ask(reading.rect("Plain").center()) == ""
    reading.pane.release_word()
    assert selected(reading) == everything


# With the keyboard


def test_the_menu_key_asks_beside_what_the_keyboard_is_on_and_nothing_moves(
    reading: Reading, asked: Asked
) -> None:
    section = reading.show(paragraphs(8, 20) + LINE + paragraphs(20))
    reading.pane.set_marks([mark(section, "blue words", "blue")])
    reading.pane.go_to(Place(REF, section.blocks[6].id))
    reading.press(Qt.Key.Key_Tab)
    scrolled = reading.pane.verticalScrollBar().value()
    press_menu_key(reading)
    (at, id) = asked[-1]
    assert id == "blue words"
    assert reading.pane.verticalScrollBar().value() == scrolled > 0
    rect = reading.rect("blue words")
    assert abs(at.x() - rect.left()) < 5
    assert abs(at.y() - rect.bottom()) < 10


def test_the_menu_key_is_for_no_passage_that_is_out_of_sight(
    reading: Reading, asked: Asked
) -> None:
    section = reading.show(LINE + paragraphs(30))
    reading.pane.set_marks([mark(section, "yellow words")])
    reading.press(Qt.Key.Key_Tab)
    press_menu_key(reading)
    assert asked[-1][1] == "yellow words"
    bar = reading.pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    press_menu_key(reading)
    assert asked[-1] == (reading.pane.viewport().rect().center(), "")


def test_an_explained_word_in_a_passage_leads_to_the_passage(
    reading: Reading, asked: Asked
) -> None:
    section = reading.show(f"<p>Some words, {TERM.format('alpha')}, and more.</p>")
    reading.pane.set_marks([mark(section, "words, alpha, and")])
    for _ in range(2):  # the passage, and the word in it
        reading.press(Qt.Key.Key_Tab)
        press_menu_key(reading)
        assert asked[-1][1] == "words, alpha, and"


def test_tab_goes_on_where_a_passage_was_removed(reading: Reading) -> None:
    section = reading.show(
        f"<p>{TERM.format('alpha')}, the yellow words, {TERM.format('bravo')}.</p>"
    )
    reading.pane.set_marks([mark(section, "yellow words")])
    for _ in ("alpha", "the passage"):
        reading.press(Qt.Key.Key_Tab)
    reading.pane.set_marks([])
    assert reading.pane.focused_link is None
    reading.press(Qt.Key.Key_Return)  # opens nothing
    reading.press(Qt.Key.Key_Tab)
    assert reading.pane.focused_link
    assert reading.pane.focused_link.href == "term:book/bravo"


def test_ctrl_home_and_ctrl_end_lead_to_either_end(reading: Reading) -> None:
    reading.show(paragraphs(40))
    bar, ctrl = reading.pane.verticalScrollBar(), Qt.KeyboardModifier.ControlModifier
    reading.press(Qt.Key.Key_End, ctrl)
    assert bar.value() == bar.maximum() > 0
    reading.press(Qt.Key.Key_Home, ctrl)
    assert bar.value() == 0


def test_tab_goes_on_from_the_end_that_one_went_to(reading: Reading) -> None:
    words = (TERM.format(name) for name in ("alpha", "bravo", "charlie"))
    reading.show(paragraphs(20).join(f"<p>{word}</p>" for word in words))
    for key, word in ((Qt.Key.Key_End, "charlie"), (Qt.Key.Key_Home, "alpha")):
        reading.press(key, Qt.KeyboardModifier.ControlModifier)
        reading.press(Qt.Key.Key_Tab)
        assert reading.pane.focused_link
        assert reading.pane.focused_link.href == f"term:book/{word}"


def test_a_passage_that_was_clicked_and_left_is_not_where_the_keyboard_is(
    reading: Reading,
) -> None:
    two_marks(reading)
    reading.click("yellow words")
    assert reading.pane.mark_at_keyboard() == ""
    reading.pane.set_caret(is_on=True)
    reading.click("yellow words")
    assert reading.pane.mark_at_keyboard() == "yellow words"


# A click


@pytest.mark.parametrize("percent", [80, 100, 200, 300])
def test_the_dots_below_a_word_belong_to_it(reading: Reading, percent: int) -> None:
    section = reading.show(f"<p>Here is {TERM.format('alpha')}.</p><p>More.</p>")
    reading.set_look("light", percent)
    reading.pane.set_marks([mark(section, "Here is alpha.", "green")])
    told = list[object]()
    reading.pane.term_activated.connect(lambda term, _: told.append(term))
    word, dots = reading.rect("alpha"), QColor(Theme.load("light").accent)
    x, behind = word.center().x(), reading.picture()
    rows = [
        y
        for y in range(word.bottom() - 2, word.bottom() + 16)
        if any(behind.pixelColor(at, y) == dots for at in range(x - 12, x + 12))
    ]
    assert rows
    for y in rows:
        told.clear()
        QTest.mouseClick(reading.pane.viewport(), LEFT, NO_KEYS, QPoint(x, y))
        assert told, y
