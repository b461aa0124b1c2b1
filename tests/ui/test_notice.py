from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt, QTimer
from PySide6.QtGui import QCursor, QEnterEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.ui.notice import NoticeBar
from immuno_reader.ui.theme import Icons, Look, Theme


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[NoticeBar]:
    look = Look(Theme.load("light"))
    window = QWidget()
    made = NoticeBar(look, Icons(look.theme, look.icon_px))
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(made)
    window.resize(600, 400)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()


def button(bar: NoticeBar, name: str) -> QAbstractButton:
    """Return the button in sight of that name."""
    (found,) = [
        button
        for button in bar.findChildren(QAbstractButton)
        if button.isVisible() and name in (button.accessibleName(), button.text())
    ]
    return found


def clock(bar: NoticeBar) -> QTimer:
    (timer,) = bar.findChildren(QTimer)
    return timer


def let_time_pass(bar: NoticeBar, qtbot: QtBot) -> None:
    """Let the time be over that a message is shown."""
    with qtbot.waitSignal(clock(bar).timeout):
        clock(bar).setInterval(1)


def point_at(bar: NoticeBar, *, is_on: bool) -> None:
    at = QPointF(5, 5)
    kind = QEnterEvent(at, at, at) if is_on else QEvent(QEvent.Type.Leave)
    bar.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, is_on)
    QApplication.sendEvent(bar, kind)


def test_there_is_no_bar_without_a_message(bar: NoticeBar) -> None:
    assert not bar.isVisible()
    assert bar.text == ""


def test_a_message_is_shown_for_long_enough_to_read_it_and_then_goes(
    bar: NoticeBar, qtbot: QtBot
) -> None:
    bar.say("Bookmark deleted.")
    assert bar.isVisible()
    assert bar.text == "Bookmark deleted."
    assert clock(bar).remainingTime() > 10_000
    let_time_pass(bar, qtbot)
    assert not bar.isVisible()
    assert bar.text == ""


def test_a_message_that_stays_is_there_until_it_is_closed(bar: NoticeBar) -> None:
    bar.say("Not saved.")
    bar.say("Not saved: the disk is full.", stays=True)
    assert not clock(bar).isActive()
    QTest.mouseClick(button(bar, "Close this message"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_a_later_message_takes_the_place_of_the_last_and_has_its_own_time(bar: NoticeBar) -> None:
    bar.say("One.", undo=True, stays=True)
    bar.say("Two.")
    assert bar.text == "Two."
    assert clock(bar).isActive()
    assert [b.text() for b in bar.findChildren(QAbstractButton) if b.isVisible()] == [""]


def test_undo_is_offered_only_where_something_can_be_undone(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.say("Bookmark deleted.", undo=True)
    with qtbot.waitSignal(bar.undo_requested):
        QTest.mouseClick(button(bar, "Undo"), Qt.MouseButton.LeftButton)
    assert not bar.isVisible()


def test_nobody_on_the_way_to_undo_loses_it(bar: NoticeBar, qtbot: QtBot) -> None:
    bar.say("Bookmark deleted.", undo=True)
    point_at(bar, is_on=True)
    let_time_pass(bar, qtbot)
    assert bar.isVisible()
    assert clock(bar).isActive()
    point_at(bar, is_on=False)
    let_time_pass(bar, qtbot)
    assert not bar.isVisible()


def test_it_does_not_go_while_the_pointer_is_moving(bar: NoticeBar, qtbot: QtBot) -> None:
    QCursor.setPos(10, 10)
    bar.say("Bookmark deleted.", undo=True)
    QCursor.setPos(40, 40)
    let_time_pass(bar, qtbot)
    assert bar.isVisible()
    let_time_pass(bar, qtbot)
    assert not bar.isVisible()


@pytest.mark.parametrize("name", ["Undo", "Close this message"])
def test_a_bar_with_the_keyboard_in_it_stays(bar: NoticeBar, qtbot: QtBot, name: str) -> None:
    bar.say("Bookmark deleted.", undo=True)
    button(bar, name).setFocus()
    let_time_pass(bar, qtbot)
    assert bar.isVisible()
    QTest.keyClick(button(bar, name), Qt.Key.Key_Space)
    assert not bar.isVisible()


def test_a_message_is_never_read_as_markup(bar: NoticeBar) -> None:
    bar.say("A section called <b>One</b> & more")
    (label,) = bar.findChildren(QLabel)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert bar.text == "A section called <b>One</b> & more"


@pytest.mark.parametrize("percent", [100, 300])
def test_a_long_message_wraps_and_is_all_there(bar: NoticeBar, percent: int) -> None:
    look = Look(Theme.load("light"), percent)
    bar.setFont(look.font(look.chrome_px))
    bar.set_look(look, Icons(look.theme, look.icon_px))
    bar.say("A sentence of some words. " * 8, undo=True, stays=True)
    QApplication.processEvents()
    (label,) = bar.findChildren(QLabel)
    assert label.height() >= label.heightForWidth(label.width())
    right = bar.mapTo(bar.window(), QPoint(bar.width(), 0)).x()
    assert right <= bar.window().width()
