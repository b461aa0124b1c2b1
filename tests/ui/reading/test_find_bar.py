"""The bar in which words to be found are typed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from immuno_reader.ui.reading import find_bar
from immuno_reader.ui.reading.find_bar import FindBar
from immuno_reader.ui.theme import Icons, Look, Theme

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def bar(qtbot: QtBot, typeface: None) -> Iterator[FindBar]:
    look = Look(Theme.load("light"))
    window = QWidget()
    made = FindBar(look, Icons(look.theme, look.icon_px))
    column = QVBoxLayout(window)
    column.addStretch(1)
    column.addWidget(made)
    window.resize(900, 400)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    yield made
    window.close()


def field(bar: FindBar) -> QLineEdit:
    (found,) = bar.findChildren(QLineEdit)
    return found


def count(bar: FindBar) -> str:
    (label,) = bar.findChildren(QLabel)
    return label.text()


def button(bar: FindBar, name: str) -> QAbstractButton:
    buttons = bar.findChildren(QAbstractButton)
    (found,) = [each for each in buttons if each.accessibleName() == name]
    return found


def parts(bar: FindBar) -> list[QWidget]:
    """Return what is in sight of it."""
    return [part for part in bar.findChildren(QWidget) if part.isVisible()]


def test_it_is_hidden_until_it_is_opened_and_takes_the_keyboard(bar: FindBar) -> None:
    assert not bar.isVisible()
    bar.open()
    assert bar.isVisible()
    assert QApplication.focusWidget() is field(bar)


def test_it_tells_what_is_wanted_with_every_letter_and_choice(bar: FindBar, qtbot: QtBot) -> None:
    told: list[tuple[str, bool, bool]] = []
    bar.wanted.connect(lambda typed: told.append((typed, bar.match_case, bar.whole_words)))
    bar.open("ce")
    QTest.keyClicks(field(bar), "x")
    for box in bar.findChildren(QCheckBox):
        box.click()
    assert told == [
        ("ce", False, False),
        ("x", False, False),
        ("x", True, False),
        ("x", True, True),
    ]


def test_asked_for_again_it_keeps_what_is_typed(bar: FindBar, qtbot: QtBot) -> None:
    bar.open("cell")
    with qtbot.assertNotEmitted(bar.wanted):
        bar.open()
    assert field(bar).selectedText() == "cell"
    with qtbot.waitSignal(bar.wanted) as wanted:
        bar.open("other words")
    assert wanted.args == ["other words"]


def test_closed_it_remembers_and_looks_for_it_when_it_comes_back(
    bar: FindBar, qtbot: QtBot
) -> None:
    bar.open("cell")
    with qtbot.waitSignal(bar.closed) as closed:
        button(bar, "Close the find bar").click()
    assert closed.args == [True]
    with qtbot.assertNotEmitted(bar.closed):
        bar.close_bar(return_focus=True)
    with qtbot.waitSignal(bar.wanted) as wanted:
        bar.open()
    assert wanted.args == ["cell"]


def test_it_says_how_much_was_found(bar: FindBar) -> None:
    bar.open()
    bar.show_count(-1, 0)
    assert count(bar) == ""
    assert not button(bar, "Next match").isEnabled()
    bar.open("cell")
    for now, said in (
        ((-1, 0), "Not on this page"),
        ((-1, 4), "4 on this page"),
        ((2, 12), "3 of 12"),
    ):
        bar.show_count(*now)
        assert count(bar) == said
        assert button(bar, "Next match").isEnabled() is (now[1] > 0)
    bar.show_wrap(forward=False)
    assert count(bar) == "3 of 12 \u00b7 from the end"
    bar.show_count(3, 12)
    assert count(bar) == "4 of 12"


def test_enter_and_the_arrows_ask_for_steps(bar: FindBar) -> None:
    told: list[int] = []
    bar.step_requested.connect(told.append)
    bar.open("cell")
    bar.show_count(0, 2)
    QTest.keyClick(field(bar), Qt.Key.Key_Return)
    QTest.keyClick(field(bar), Qt.Key.Key_Enter, SHIFT)
    button(bar, "Next match").click()
    button(bar, "Previous match").click()
    assert told == [1, -1, 1, -1]


def test_the_count_is_spoken_once_nobody_types_any_more(
    bar: FindBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    monkeypatch.setattr(find_bar, "announce", lambda _, text: said.append(text))
    (rest,) = bar.findChildren(QTimer)
    bar.wanted.connect(lambda _: bar.show_count(-1, 0))
    bar.open()
    QTest.keyClicks(field(bar), "cell")
    assert rest.isActive()
    with qtbot.waitSignal(rest.timeout):
        rest.setInterval(1)
    assert said == ["Not on this page"]
    QTest.keyClicks(field(bar), "s")
    bar.show_count(1, 2)
    assert not rest.isActive(), "who walks on is told of the match itself"


@pytest.mark.parametrize("percent", [80, 100, 150, 200, 300])
@pytest.mark.parametrize("width", [240, 360, 520, 700, 900, 1400])
def test_nothing_is_cut_or_covered_at_any_size(bar: FindBar, percent: int, width: int) -> None:
    theme = Theme.load("contrast")
    bar.open("immunotherapy")
    bar.show_count(11, 12)
    bar.show_wrap(forward=False)
    bar.window().resize(width, 600)
    look = Look(theme, percent)
    bar.set_look(look, Icons(theme, look.icon_px))
    QApplication.processEvents()
    shown = parts(bar)
    assert field(bar) in shown
    assert button(bar, "Close the find bar") in shown
    if width >= 2.4 * percent + 120:
        assert len(shown) == 7
    cramped = width <= 2 * percent
    for part in shown:
        assert cramped or bar.rect().contains(part.geometry()), part
        others = (other for other in shown if other is not part)
        assert not any(part.geometry().intersects(other.geometry()) for other in others)
        assert part.height() >= part.minimumSizeHint().height()


def test_a_choice_shows_a_tick_and_not_only_a_colour(bar: FindBar) -> None:
    bar.open()
    (box, _) = bar.findChildren(QCheckBox)
    before = box.grab().toImage()
    box.setChecked(True)
    QApplication.processEvents()
    assert box.grab().toImage() != before
