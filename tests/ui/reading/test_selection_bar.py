"""What is offered beside selected words, and when it comes and goes."""

from itertools import combinations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Place, Span
from immuno_reader.ui.chrome import chrome_css
from immuno_reader.ui.reading.selection_bar import SelectionBar
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName
from tests.ui.reading.conftest import LEFT, NO_KEYS, REF, MakesReading, Reading, paragraphs

PAGE = "<p>Some words to be selected here.</p>" + paragraphs(40)
SHIFT = Qt.KeyboardModifier.ShiftModifier
COLOURS = ["yellow", "green", "blue", "pink"]
OTHERS = ["Note", "Look up", "Copy", "Read aloud"]


class Offer:
    """A person at a page with the bar."""

    def __init__(self, reading: Reading, qtbot: QtBot) -> None:
        self.reading, self.pane, self._qtbot = reading, reading.pane, qtbot
        self.section = reading.show(PAGE)
        look = Look(Theme.load("light"))
        self.bar = SelectionBar(look, Icons(look.theme), reading.pane, {"note": "Ctrl+M"})
        self.asked: list[str] = []
        for name, signal in (
            ("note", self.bar.note_requested),
            ("look up", self.bar.look_up_requested),
            ("copy", self.bar.copy_requested),
            ("read aloud", self.bar.read_aloud_requested),
        ):
            signal.connect(lambda name=name: self.asked.append(name))
        self.bar.highlight_requested.connect(self.asked.append)

    def drag_over(self, words: str) -> None:
        """Select some words with the pointer."""
        rect = self.reading.rect(words)
        middle = rect.center().y()
        self.reading.drag(QPoint(rect.left() + 1, middle), QPoint(rect.right() - 1, middle))
        self.wait()

    def wait(self) -> None:
        self._qtbot.waitUntil(self.bar.isVisible)

    @property
    def buttons(self) -> list[str]:
        """The names of the buttons in sight, from left to right and down."""
        found = [one for one in self.bar.findChildren(QAbstractButton) if one.isVisible()]
        found.sort(key=lambda one: (one.geometry().center().y() // 20, one.x()))
        return [one.accessibleName() for one in found]

    def button(self, name: str) -> QAbstractButton:
        found = self.bar.findChildren(QAbstractButton)
        return next(one for one in found if one.accessibleName() == name)

    def click(self, name: str) -> None:
        QTest.mouseClick(self.button(name), LEFT)

    def focused(self) -> str:
        focus = QApplication.focusWidget()
        return focus.accessibleName() if focus else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def box(self) -> QRect:
        """Return the bar on the viewport."""
        corner = self.pane.viewport().mapFrom(self.pane, self.bar.pos())
        return QRect(corner, self.bar.size())

    def is_well_placed(self) -> bool:
        """Return whether it covers nothing that is selected, and is all in the pane."""
        covered = any(
            # The rim is see-through.
            self.box().adjusted(4, 4, -4, -4).intersects(rect.toAlignedRect())
            for rect in self.pane.selection_rects()
        )
        return self.pane.viewport().rect().contains(self.box()) and not covered

    def is_at_bottom(self) -> bool:
        """Return whether it stands on the lower edge of the pane, all of it inside."""
        viewport = self.pane.viewport().rect()
        return viewport.contains(self.box()) and self.box().bottom() == viewport.bottom()

    def is_laid_out(self) -> bool:
        """Return whether all buttons are there, apart from each other, and can be hit."""
        parts = [part for part in self.bar.findChildren(QAbstractButton) if part.isVisible()]
        return (
            len(parts) == 9
            and all(self.bar.rect().contains(part.geometry()) for part in parts)
            and all(min(part.width(), part.height()) >= 30 and part.toolTip() for part in parts)
            and not any(
                one.geometry().intersects(other.geometry()) for one, other in combinations(parts, 2)
            )
        )


@pytest.fixture
def offer(reading: Reading, qtbot: QtBot) -> Offer:
    return Offer(reading, qtbot)


# When it comes and goes


def test_it_comes_when_the_pointer_has_selected_words(offer: Offer) -> None:
    assert not offer.bar.isVisible()
    offer.drag_over("words to be")
    assert offer.is_well_placed()
    assert offer.pane.hasFocus()
    assert offer.buttons == ["Highlight", *(f"Highlight in {c}" for c in COLOURS), *OTHERS]


def test_it_is_not_in_the_way_while_the_button_is_down(offer: Offer, qtbot: QtBot) -> None:
    rect, viewport = offer.reading.rect("words to be"), offer.pane.viewport()
    y = rect.center().y()
    QTest.mousePress(viewport, LEFT, NO_KEYS, QPoint(rect.left(), y))
    QTest.mouseMove(viewport, QPoint(rect.right(), y))
    assert offer.pane.textCursor().hasSelection()
    QTest.qWait(400)  # longer than a selection by keys has to rest
    assert not offer.bar.isVisible()
    QTest.mouseRelease(viewport, LEFT, NO_KEYS, QPoint(rect.right(), y))
    offer.wait()


def test_a_double_click_on_a_word_brings_it(offer: Offer) -> None:
    at = offer.reading.rect("selected").center()
    QTest.mouseClick(offer.pane.viewport(), LEFT, NO_KEYS, at)
    QTest.mouseDClick(offer.pane.viewport(), LEFT, NO_KEYS, at)
    QTest.mouseRelease(offer.pane.viewport(), LEFT, NO_KEYS, at)
    offer.wait()


def test_it_comes_when_the_keyboard_has_selected_words(offer: Offer) -> None:
    offer.pane.set_caret(is_on=True)
    for _ in range(6):
        offer.press(Qt.Key.Key_Right, SHIFT)
        assert not offer.bar.isVisible(), "it would blink with every letter"
    offer.wait()
    assert offer.pane.hasFocus()
    offer.press(Qt.Key.Key_Right)
    assert not offer.bar.isVisible()


def test_escape_closes_it_and_leaves_the_words_selected(offer: Offer) -> None:
    offer.drag_over("words to be")
    offer.press(Qt.Key.Key_Escape)
    assert not offer.bar.isVisible()
    assert offer.pane.textCursor().hasSelection()
    offer.reading.set_look("light", 125)
    offer.pane.verticalScrollBar().setValue(3)
    offer.drag_over("here")


def test_a_click_elsewhere_closes_it(offer: Offer, qtbot: QtBot) -> None:
    field = QLineEdit(offer.reading.window)
    field.setGeometry(0, 0, 90, 24)
    field.show()
    offer.drag_over("words to be")
    QTest.mouseClick(field, LEFT)
    assert not offer.bar.isVisible()
    offer.drag_over("here")
    offer.reading.click("Number2")
    assert not offer.bar.isVisible()


def test_it_goes_with_the_selection(offer: Offer) -> None:
    offer.drag_over("words to be")
    offer.pane.clear_selection()
    assert not offer.bar.isVisible()
    offer.drag_over("words to be")
    offer.reading.show("<p>Another page.</p>")
    assert not offer.bar.isVisible()


def test_it_moves_with_its_words_and_goes_when_they_are_out_of_sight(offer: Offer) -> None:
    offer.reading.pane.go_to(Place(REF, offer.section.blocks[3].id))
    offer.drag_over("Number5")
    before, bar = offer.box(), offer.pane.verticalScrollBar()
    bar.setValue(bar.value() + 20)
    assert offer.box() == before.translated(0, -20)
    bar.setValue(bar.value() + 1500)
    assert not offer.bar.isVisible()
    bar.setValue(bar.value() - 1500)
    assert offer.is_well_placed()


def test_the_menu_of_a_word_is_not_doubled_by_the_bar(offer: Offer, qtbot: QtBot) -> None:
    at = offer.reading.rect("selected").center()
    QTest.mousePress(offer.pane.viewport(), Qt.MouseButton.RightButton, NO_KEYS, at)
    cursor = offer.pane.cursorForPosition(at)
    cursor.select(cursor.SelectionType.WordUnderCursor)
    offer.pane.setTextCursor(cursor)  # as the menu does
    QTest.qWait(400)
    assert not offer.bar.isVisible()


def test_made_for_words_that_are_selected_already_it_comes(reading: Reading, qtbot: QtBot) -> None:
    section = reading.show(PAGE)
    reading.pane.select(Span(5, 10))
    assert section.text[5:10] == "words"
    look = Look(Theme.load("light"))
    bar = SelectionBar(look, Icons(look.theme), reading.pane)
    qtbot.waitUntil(bar.isVisible)


# What it does


@pytest.mark.parametrize("name", [name.lower() for name in OTHERS])
def test_each_button_asks_once_and_the_bar_goes(offer: Offer, name: str) -> None:
    offer.drag_over("words to be")
    offer.click(name.capitalize())
    assert offer.asked == [name]
    assert not offer.bar.isVisible()
    assert offer.pane.textCursor().hasSelection()


def test_highlight_takes_the_colour_used_last_and_each_stays_in_its_place(offer: Offer) -> None:
    offer.drag_over("words to be")
    placed = offer.buttons
    offer.click("Highlight in blue")
    offer.drag_over("here")
    assert offer.buttons == placed
    offer.click("Highlight")
    offer.bar.set_colour("pink")
    offer.drag_over("words to be")
    offer.click("Highlight")
    assert offer.asked == ["blue", "blue", "pink"]
    assert offer.bar.colour == "pink"


def test_without_a_voice_nothing_is_read_aloud(offer: Offer) -> None:
    offer.bar.set_can_read_aloud(False)
    offer.drag_over("words to be")
    assert offer.buttons[-1] == "Copy"
    offer.bar.set_can_read_aloud(True)
    assert offer.buttons[-1] == "Read aloud"


def test_the_keys_are_told(offer: Offer) -> None:
    assert offer.button("Note").toolTip() == "Note (Ctrl+M)"
    assert offer.button("Highlight in pink").toolTip() == "Highlight in pink"


# The keyboard


def test_tab_leads_into_it_and_out_again(offer: Offer) -> None:
    offer.drag_over("words to be")
    walked = []
    for _ in range(10):
        offer.press(Qt.Key.Key_Tab)
        walked.append(offer.focused())
    assert walked == [
        *("Highlight", *(f"Highlight in {c}" for c in COLOURS), *OTHERS),
        "Page",
    ]
    offer.press(Qt.Key.Key_Escape)
    assert not offer.bar.isVisible()


def test_arrows_walk_the_buttons_and_enter_presses_one(offer: Offer) -> None:
    offer.drag_over("words to be")
    assert offer.bar.take_focus()
    offer.press(Qt.Key.Key_Right)
    offer.press(Qt.Key.Key_Right)
    assert offer.focused() == "Highlight in green"
    offer.press(Qt.Key.Key_Left)
    offer.press(Qt.Key.Key_End)
    assert offer.focused() == "Read aloud"
    offer.press(Qt.Key.Key_Home)
    offer.press(Qt.Key.Key_Left)
    offer.press(Qt.Key.Key_Left)
    assert offer.focused() == "Copy"
    offer.press(Qt.Key.Key_Return)
    assert offer.asked == ["copy"]
    assert offer.pane.hasFocus()


def test_escape_in_it_gives_the_keyboard_back(offer: Offer) -> None:
    offer.drag_over("words to be")
    offer.bar.take_focus()
    offer.press(Qt.Key.Key_Escape)
    assert offer.pane.hasFocus()
    assert not offer.bar.isVisible()
    assert not offer.bar.take_focus(), "there is nothing to take it"
    assert offer.pane.hasFocus()


# Where it stands


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [100, 150, 200, 300])
@pytest.mark.parametrize("width", [1000, 640, 420])
def test_it_fits_however_large_the_text_and_small_the_pane(
    make_reading: MakesReading, qtbot: QtBot, percent: int, width: int, theme: ThemeName
) -> None:
    reading = make_reading(width, 430)
    offer = Offer(reading, qtbot)
    look = reading.set_look(theme, percent)
    reading.window.setStyleSheet(chrome_css(look))
    offer.bar.set_look(look, Icons(look.theme))
    offer.pane.select(Span(0, 4))
    offer.wait()
    assert offer.is_well_placed()
    assert offer.is_laid_out()


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("size", [(1000, 430), (640, 345), (420, 340), (240, 240), (190, 140)])
def test_where_everything_in_sight_is_selected_it_stands_at_the_edge(
    make_reading: MakesReading, qtbot: QtBot, percent: int, size: tuple[int, int]
) -> None:
    reading = make_reading(*size)
    offer = Offer(reading, qtbot)
    look = reading.set_look("light", percent)
    reading.window.setStyleSheet(chrome_css(look))
    offer.bar.set_look(look, Icons(look.theme))
    offer.pane.setFocus()
    offer.pane.selectAll()
    for scrolled in (0, 400):
        offer.pane.verticalScrollBar().setValue(scrolled)
        offer.wait()
        assert offer.is_at_bottom()
        assert offer.is_laid_out()
        assert offer.pane.hasFocus()


def test_at_the_edge_it_does_not_cover_where_one_is_selecting(offer: Offer) -> None:
    offer.pane.set_caret(is_on=True)
    while offer.pane.verticalScrollBar().value() < 300:
        offer.press(Qt.Key.Key_Down, SHIFT)
    offer.wait()
    assert offer.box().top() == 0
    assert not offer.box().intersects(offer.pane.cursorRect())
    assert offer.pane.hasFocus()


def test_in_a_pane_that_becomes_smaller_it_stays_inside(offer: Offer, qtbot: QtBot) -> None:
    offer.pane.setFocus()
    offer.pane.selectAll()
    offer.wait()
    for width, height in ((900, 300), (420, 300), (240, 240), (900, 700)):
        offer.reading.resize(width, height)
        qtbot.waitUntil(offer.is_at_bottom)
        assert offer.is_laid_out()


def test_it_stands_where_the_selection_ended(offer: Offer) -> None:
    offer.reading.pane.go_to(Place(REF, offer.section.blocks[3].id))
    rect = offer.reading.rect("Number5 ")
    y = rect.center().y()
    offer.reading.drag(QPoint(rect.left() + 1, y), QPoint(rect.right(), y))
    offer.wait()
    assert offer.box().top() > y
    offer.press(Qt.Key.Key_Escape)
    offer.reading.drag(QPoint(rect.right() + 200, y), QPoint(rect.left() + 1, y))
    offer.wait()
    assert offer.box().bottom() < y
