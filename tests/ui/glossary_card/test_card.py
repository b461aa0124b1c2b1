from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QColor, QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.library.book import Term
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName

if TYPE_CHECKING:
    from tests.ui.glossary_card.conftest import Desk

ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


# What it shows


def test_a_word_is_explained(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)

    assert desk.card.isVisible()
    assert desk.card.term == antibody
    assert desk.name.text() == "antibody"
    assert desk.card_text().splitlines() == [
        "Say it: AN-tee-BAH-dee",
        "A protein that sticks to one antigen and is made by B cells (source).",
        "Also called",
        "Ab · immunoglobulin · antibodies",
        "Related",
        "monoclonal antibody",
        "Explained in",
        "Antibodies",
    ]


def test_the_card_lies_in_the_window(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)

    assert not desk.card.isWindow()
    assert desk.card.window() is desk.window
    assert not desk.card.isModal()


def test_a_screen_reader_meets_a_dialog_called_as_the_term(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)

    interface = QAccessible.queryAccessibleInterface(desk.card)
    assert interface.role() == QAccessible.Role.Dialog
    assert interface.text(QAccessible.Text.Name) == "antibody"
    assert interface.text(QAccessible.Text.Description) == antibody.definition


def test_a_name_is_never_read_as_markup(desk: "Desk", make_term: Callable[..., Term]) -> None:
    term = make_term("odd", "<b>odd</b> & <i>ends</i>", "Text.")
    desk.card.show_term(term, desk.word(300, 200), take_focus=False)

    assert desk.name.text() == term.name
    assert desk.name.textFormat() == Qt.TextFormat.PlainText


@pytest.mark.parametrize("percent", [100, 200, 300])
def test_no_word_of_a_long_name_is_cut(
    make_desk: "Callable[..., Desk]", make_term: Callable[..., Term], percent: int
) -> None:
    desk = make_desk(percent=percent)
    for size in (1024, 520, 380):
        desk.window.resize(size, 700)
        name = "haemophagocytic lymphohistiocytosis-like syndrome"
        desk.card.show_term(make_term("x", name, "T."), desk.word(90, 20), take_focus=False)
        label = desk.name
        longest = max(label.fontMetrics().horizontalAdvance(word) for word in name.split())
        assert longest <= label.contentsRect().width()
        assert label.heightForWidth(label.width()) <= label.height()


def test_the_star_asks_to_keep_the_term_and_shows_what_has_become_of_it(
    desk: "Desk", antibody: Term, antigen: Term
) -> None:
    asked: list[TermRef] = []
    desk.card.star_requested.connect(asked.append)
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    desk.button("Keep this word").click()
    assert asked == [antibody.ref]
    assert desk.button("Keep this word"), "only the shelf decides whether it is kept"
    desk.card.set_kept({antibody.ref})
    assert desk.button("No longer keep this word")
    desk.card.go_deeper(antigen)
    assert desk.button("Keep this word")


# Where it lies


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("x", [0, 450, 934])
@pytest.mark.parametrize("y", [0, 338, 676])
def test_it_never_covers_the_word_nor_leaves_the_window(
    make_desk: "Callable[..., Desk]", antibody: Term, percent: int, x: int, y: int
) -> None:
    desk = make_desk(percent=percent)
    word = desk.word(x, y)
    desk.card.show_term(antibody, word, take_focus=False)

    assert desk.window_box().contains(desk.card_box())
    assert not desk.card_box().intersects(word)


def test_its_pointer_touches_the_word_until_the_word_is_out_of_sight(
    desk: "Desk", antibody: Term
) -> None:
    below = QPoint(300 + 45, 200 + 24 + 6)  # just below the word's middle

    def between() -> QColor:
        return QColor(desk.window.grab().toImage().pixelColor(below))

    card_colour = QColor(Theme.load("light").card)
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    assert between() == card_colour

    before = desk.card_box()
    desk.card.follow(None)
    assert between() != card_colour
    assert desk.card_box() == before
    assert desk.card.isVisible()


def test_it_moves_with_its_word(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    before = desk.card_box()

    desk.card.follow(desk.word(300, 150))

    assert desk.card_box() == before.translated(0, -50)


@pytest.mark.parametrize("is_in_sight", [True, False])
def test_it_stays_in_a_window_that_becomes_smaller(
    desk: "Desk", antibody: Term, *, is_in_sight: bool
) -> None:
    desk.card.show_term(antibody, desk.word(700, 200), take_focus=False)
    if not is_in_sight:
        desk.card.follow(None)

    desk.window.resize(600, 400)

    assert desk.window_box().contains(desk.card_box())


def test_a_long_explanation_scrolls_beside_the_word(desk: "Desk", long_term: Term) -> None:
    word = desk.word(300, 300)
    desk.card.show_term(long_term, word, take_focus=True)

    assert desk.window_box().contains(desk.card_box())
    assert not desk.card_box().intersects(word)
    bar = desk.text.verticalScrollBar()
    assert bar.isVisible()
    assert bar.maximum() > 0
    desk.press(Qt.Key.Key_PageDown)
    assert bar.value() > 0


def test_a_short_explanation_needs_no_scroll_bar(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 20), take_focus=False)

    bar = desk.text.verticalScrollBar()
    assert not bar.isVisible()
    assert bar.maximum() == 0
    last_line = desk.text.link_rect(desk.text.links[-1])
    assert 0 < desk.card_box().bottom() - last_line.bottom() < 50


def test_the_scroll_bar_takes_no_room_from_the_text(
    desk: "Desk", antibody: Term, long_term: Term
) -> None:
    desk.card.show_term(antibody, desk.word(300, 20), take_focus=False)
    width = desk.text.viewport().width()
    desk.card.show_term(long_term, desk.word(300, 20), take_focus=False)

    assert desk.text.viewport().width() == width


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [75, 300])
def test_another_look_keeps_the_term_and_its_targets_large(
    desk: "Desk", antibody: Term, theme: ThemeName, percent: int
) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    shown, ground = desk.card_text(), Theme.load(theme)

    desk.card.set_look(Look(ground, percent), Icons(ground))

    assert desk.card_text() == shown
    assert desk.window_box().contains(desk.card_box())
    for button in desk.card.findChildren(QAbstractButton):
        assert min(button.width(), button.height()) >= 24
    image = desk.text.grab().toImage()
    assert image.pixelColor(image.width() // 2, image.height() - 1) == QColor(ground.card)


# Going deeper


def test_enter_says_what_is_wanted(desk: "Desk", antibody: Term) -> None:
    wanted: list[object] = []
    desk.card.term_requested.connect(wanted.append)
    desk.card.section_requested.connect(lambda *section: wanted.append(section))
    desk.card.address_activated.connect(wanted.append)
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)

    for _ in range(5):
        desk.press(Qt.Key.Key_Tab)
        desk.press(Qt.Key.Key_Return)

    assert wanted == [
        TermRef.parse("immunotherapy/antigen"),
        TermRef.parse("immunotherapy/b-cell"),
        "https://www.cancer.gov/",
        TermRef.parse("immunotherapy/mab"),
        (SectionRef.parse("immunotherapy/monoclonal-antibodies"), ""),
    ]
    assert desk.card.isVisible()


def test_a_click_on_a_term_asks_for_it(desk: "Desk", antibody: Term, qtbot: QtBot) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    middle = desk.text.viewport().mapFromGlobal(desk.text.link_rect(desk.text.links[1]).center())

    with qtbot.waitSignal(desk.card.term_requested, timeout=500) as wanted:
        desk.click(desk.text.viewport(), middle)

    assert wanted.args == [TermRef.parse("immunotherapy/b-cell")]
    assert desk.card.isVisible()


@pytest.mark.parametrize("way", ["Alt+Left", "Backspace", "button"])
def test_back_returns_to_the_line_that_was_read(
    desk: "Desk", long_term: Term, antigen: Term, way: str
) -> None:
    gone_back: list[bool] = []
    shortcut = QShortcut(QKeySequence("Alt+Left"), desk.window)
    shortcut.activated.connect(lambda: gone_back.append(True))
    desk.card.show_term(long_term, desk.word(300, 300), take_focus=True)
    assert "Back to something very long" not in desk.buttons()
    desk.text.verticalScrollBar().setValue(123)

    desk.card.go_deeper(antigen)
    assert desk.card.term == antigen
    if way == "Alt+Left":
        desk.press(Qt.Key.Key_Left, ALT)
    elif way == "Backspace":
        desk.press(Qt.Key.Key_Backspace)
    else:
        desk.button("Back to something very long").click()

    assert desk.card.term == long_term
    assert desk.text.verticalScrollBar().value() == 123
    assert desk.focused() == "text"
    assert not gone_back


def test_a_new_word_forgets_the_way_back(desk: "Desk", antibody: Term, antigen: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    desk.card.go_deeper(antigen)
    desk.card.show_term(antibody, desk.word(500, 200), take_focus=True)

    assert desk.buttons() == ["Say it aloud", "Keep this word", "Keep open", "Close"]


# The keyboard


def test_tab_walks_round_the_card_both_ways(desk: "Desk", antibody: Term, antigen: Term) -> None:
    desk.card.show_term(antigen, desk.word(300, 200), take_focus=True)
    desk.card.go_deeper(antibody)
    stops = [
        "text",
        "term:immunotherapy/antigen",
        "term:immunotherapy/b-cell",
        "https://www.cancer.gov/",
        "term:immunotherapy/mab",
        "section:immunotherapy/monoclonal-antibodies",
        "Back to antigen",
        "Say it aloud",
        "Keep this word",
        "Keep open",
        "Close",
    ]

    walked = []
    for _ in range(2 * len(stops)):
        walked.append(desk.focused())
        desk.press(Qt.Key.Key_Tab)
    assert walked == stops * 2

    walked = []
    for _ in range(2 * len(stops)):
        walked.append(desk.focused())
        desk.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert walked == [stops[0], *reversed(stops[1:])] * 2


def test_hovering_leaves_the_keyboard_where_it_is(desk: "Desk", antibody: Term) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    assert desk.page.hasFocus()

    desk.card.close_card()
    assert desk.page.hasFocus()


def test_escape_closes_and_gives_the_keyboard_back(
    desk: "Desk", antibody: Term, qtbot: QtBot
) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    assert desk.focused() == "text"

    with qtbot.waitSignal(desk.card.closed) as closed:
        desk.press(Qt.Key.Key_Escape)

    assert closed.args == [True]
    assert not desk.card.isVisible()
    assert desk.card.term is None
    assert desk.page.hasFocus()


@pytest.mark.parametrize("take_focus", [True, False])
def test_the_close_button_returns_the_keyboard_only_if_the_card_had_it(
    desk: "Desk", antibody: Term, qtbot: QtBot, *, take_focus: bool
) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=take_focus)

    with qtbot.waitSignal(desk.card.closed) as closed:
        desk.click(desk.button("Close"), QPoint(9, 9))

    assert closed.args == [take_focus]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space])
def test_enter_and_space_press_a_button(desk: "Desk", antibody: Term, key: Qt.Key) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    desk.button("Close").setFocus()
    desk.press(key)

    assert not desk.card.isVisible()


def test_closing_twice_says_so_once(desk: "Desk", antibody: Term) -> None:
    told: list[bool] = []
    desk.card.closed.connect(told.append)
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    desk.card.close_card()
    desk.card.close_card()

    assert told == [True]


# Staying and going


def test_a_click_elsewhere_closes_it_without_taking_the_keyboard(
    desk: "Desk", antibody: Term, qtbot: QtBot
) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)

    with qtbot.waitSignal(desk.card.closed) as closed:
        desk.click(desk.page.viewport(), QPoint(20, 600))

    assert closed.args == [False]
    assert not desk.card.isVisible()


def test_clicks_on_the_card_or_its_word_leave_it_open(
    desk: "Desk", antibody: Term, qtbot: QtBot
) -> None:
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    for widget, pos in (
        (desk.card, QPoint(1, 20)),
        (desk.name, QPoint(3, 3)),
        (desk.text.viewport(), QPoint(2, 2)),
        (desk.page.viewport(), QPoint(320, 210)),
    ):
        desk.click(widget, pos)
        assert desk.card.isVisible()


@pytest.mark.parametrize("way", ["button", "Ctrl+Enter", "Ctrl+Enter on a link"])
def test_a_pinned_card_stays_until_it_is_closed(
    desk: "Desk", antibody: Term, antigen: Term, qtbot: QtBot, way: str
) -> None:
    wanted: list[object] = []
    desk.card.term_requested.connect(wanted.append)
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=True)
    with qtbot.waitSignal(desk.card.pin_changed) as changed:
        if way == "button":
            desk.click(desk.button("Keep open"), QPoint(9, 9))
        else:
            if way.endswith("link"):
                desk.press(Qt.Key.Key_Tab)
            desk.press(Qt.Key.Key_Return, CONTROL)
    assert changed.args == [True]
    assert desk.card.is_pinned
    assert not wanted

    desk.click(desk.page.viewport(), QPoint(20, 600))
    assert desk.card.isVisible()

    desk.card.show_term(antigen, desk.word(500, 400), take_focus=False)
    assert desk.card.term == antigen
    assert desk.card.is_pinned

    desk.card.close_card()
    desk.card.show_term(antigen, desk.word(500, 400), take_focus=False)
    assert not desk.card.is_pinned


def test_the_pointer_is_told_to_come_and_go(desk: "Desk", antibody: Term, qtbot: QtBot) -> None:
    QTest.mouseMove(desk.window, QPoint(1, 1))  # it may have been left where the card will be
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)
    with qtbot.waitSignal(desk.card.pointer_entered):
        QTest.mouseMove(desk.window, desk.card.geometry().center())
    with (
        qtbot.assertNotEmitted(desk.card.pointer_left),
        qtbot.assertNotEmitted(desk.card.pointer_entered),
    ):
        QTest.mouseMove(desk.window, desk.card.geometry().center() + QPoint(30, 60))
        QApplication.processEvents()
    with qtbot.waitSignal(desk.card.pointer_left):
        QTest.mouseMove(desk.window, QPoint(5, 690))


# Saying it


def test_without_a_voice_there_is_no_speaker(
    make_desk: "Callable[..., Desk]", antibody: Term
) -> None:
    class Everything:
        def __contains__(self, name: object) -> bool:
            return True

    desk = make_desk(not_real=Everything())
    desk.card.show_term(antibody, desk.word(300, 200), take_focus=False)

    assert desk.buttons() == ["Keep this word", "Keep open", "Close"]


@pytest.mark.qt_log_ignore("pipewire", extend=True)  # Qt's multimedia looks for it
def test_the_speaker_goes_when_the_language_has_no_voice(
    desk: "Desk", make_term: Callable[..., Term]
) -> None:
    welsh = make_term("gwrthgorff", "gwrthgorff", "Protein.", language="cy")
    desk.card.show_term(welsh, desk.word(300, 200), take_focus=True)
    desk.button("Say it aloud").click()

    assert desk.buttons() == ["Keep this word", "Keep open", "Close"]
    assert desk.card.isVisible()
