import pytest
from PySide6.QtCore import QElapsedTimer, QRect
from pytestqt.qtbot import QtBot

from immuno_reader.identity import TermRef
from immuno_reader.ui.glossary_card.hovering import GRACE_MS, REST_MS, Hover

ANTIBODY = TermRef.parse("pack/antibody"), QRect(10, 10, 50, 20)
ANTIGEN = TermRef.parse("pack/antigen"), QRect(90, 10, 50, 20)
SHORT_MS = 30


@pytest.fixture
def hover() -> Hover:
    hover = Hover()
    hover.set_delay(SHORT_MS)
    return hover


def open_card(hover: Hover, qtbot: QtBot) -> None:
    with qtbot.waitSignal(hover.opened):
        hover.word_entered(*ANTIBODY)


def test_a_card_opens_after_half_a_second_of_rest(qtbot: QtBot) -> None:
    hover, clock = Hover(), QElapsedTimer()
    clock.start()
    with qtbot.waitSignal(hover.opened) as opened:
        hover.word_entered(*ANTIBODY)

    assert REST_MS == 500
    assert clock.elapsed() >= 0.9 * REST_MS
    assert opened.args == [*ANTIBODY]


def test_a_pointer_that_only_passes_opens_nothing(hover: Hover, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hover.opened, wait=3 * SHORT_MS):
        hover.word_entered(*ANTIBODY)
        hover.word_left()


def test_it_can_be_switched_off(hover: Hover, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hover.opened, wait=3 * SHORT_MS):
        hover.word_entered(*ANTIBODY)
        hover.set_delay(0)
        hover.word_entered(*ANTIGEN)


def test_a_click_comes_before_the_rest(hover: Hover, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(hover.opened, wait=3 * SHORT_MS):
        hover.word_entered(*ANTIBODY)
        hover.hold()


def test_a_card_expires_once_the_pointer_is_off_word_and_card(hover: Hover, qtbot: QtBot) -> None:
    open_card(hover, qtbot)
    clock = QElapsedTimer()
    clock.start()
    with qtbot.waitSignal(hover.expired):
        hover.word_left()
    assert clock.elapsed() >= 0.9 * GRACE_MS


def test_the_pointer_may_cross_other_words_on_its_way_to_the_card(
    hover: Hover, qtbot: QtBot
) -> None:
    open_card(hover, qtbot)
    with (
        qtbot.assertNotEmitted(hover.opened),
        qtbot.assertNotEmitted(hover.expired, wait=GRACE_MS + 100),
    ):
        hover.word_left()
        hover.word_entered(*ANTIGEN)
        hover.card_entered()

    with qtbot.waitSignal(hover.expired):
        hover.card_left()


def test_coming_back_to_the_word_keeps_the_card_and_opens_it_no_second_time(
    hover: Hover, qtbot: QtBot
) -> None:
    open_card(hover, qtbot)
    with (
        qtbot.assertNotEmitted(hover.opened),
        qtbot.assertNotEmitted(hover.expired, wait=GRACE_MS + 100),
    ):
        hover.word_left()
        hover.word_entered(*ANTIBODY)


def test_resting_on_another_word_opens_that(hover: Hover, qtbot: QtBot) -> None:
    open_card(hover, qtbot)
    with qtbot.waitSignal(hover.opened) as opened, qtbot.assertNotEmitted(hover.expired):
        hover.word_left()
        hover.word_entered(*ANTIGEN)
    assert opened.args == [*ANTIGEN]


def test_a_held_card_is_neither_replaced_nor_closed(hover: Hover, qtbot: QtBot) -> None:
    open_card(hover, qtbot)
    hover.hold()
    with (
        qtbot.assertNotEmitted(hover.opened),
        qtbot.assertNotEmitted(hover.expired, wait=GRACE_MS + 100),
    ):
        hover.word_left()
        hover.card_entered()
        hover.card_left()
        hover.word_entered(*ANTIGEN)


def test_after_it_was_closed_hovering_begins_anew(hover: Hover, qtbot: QtBot) -> None:
    open_card(hover, qtbot)
    hover.hold()
    hover.release()
    with qtbot.assertNotEmitted(hover.expired, wait=GRACE_MS + 100):
        hover.word_left()
    open_card(hover, qtbot)
