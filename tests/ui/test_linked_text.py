"""Links by pointer and keyboard, in the texts that are no page; the page has its own tests."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QColor, QTextCursor, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.document import Link
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.theme import Look, Theme

TERM = '<a class="term" href="term:book/{0}">{0}</a>'
NO_KEYS = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def text(qtbot: QtBot) -> Iterator[LinkedText]:
    """Return a text between two buttons."""
    window, look = QWidget(), Look(Theme.load("light"))
    made = LinkedText(look, look.card_px)
    column = QVBoxLayout(window)
    column.addWidget(QPushButton("Before"))
    column.addWidget(made)
    column.addWidget(QPushButton("After"))
    window.resize(500, 400)
    qtbot.addWidget(window)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    made.setFocus()
    yield made
    window.close()


def words(text: LinkedText, link: Link | None) -> str:
    if link is None:
        return ""
    cursor = QTextCursor(text.document())
    cursor.setPosition(link.start)
    cursor.setPosition(link.end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText()


def point(text: LinkedText, link: Link) -> QPoint:
    return text.range_rects(link.start, link.end)[0].center().toPoint()


def colours(text: LinkedText, area: QRect) -> set[str]:
    image = text.viewport().grab().toImage()
    return {
        QColor(image.pixel(x, y)).name()
        for x in range(max(0, area.left()), min(image.width(), area.right()))
        for y in range(max(0, area.top()), min(image.height(), area.bottom()))
    }


def focused(text: LinkedText) -> str:
    """Return what has the keyboard: a link's words, or a button's."""
    focus = QApplication.focusWidget()
    return focus.text() if isinstance(focus, QPushButton) else words(text, text.focused_link)


def press(key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
    focus = QApplication.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, key, modifiers)


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<p><a href="a:1">one <b>bold</b> <i>link</i></a></p>', ["one bold link"]),
        ('<p><a href="a:1">one</a><a href="a:2">two</a></p>', ["one", "two"]),
        ('<p><a href="a:1">one</a> and <a href="a:1">one</a></p>', ["one", "one"]),
        ('<p>\U0001f489 <a href="a:1">\U0001f489 one</a></p>', ["\U0001f489 one"]),
        (
            "<table><tr><td><a href='a:1'>cell</a></td></tr></table><a href='a:2'>p</a>",
            ["cell", "p"],
        ),
        ("<p>none</p>", []),
        ("", []),
    ],
)
def test_links_are_known_in_reading_order(text: LinkedText, html: str, links: list[str]) -> None:
    text.set_html(html)
    assert [words(text, link) for link in text.links] == links


def test_a_click_or_enter_says_which_link_and_where(text: LinkedText, qtbot: QtBot) -> None:
    text.set_html(f"<p>A {TERM.format('cell')} here.</p>")
    (link,) = text.links
    with qtbot.waitSignal(text.link_activated) as clicked:
        QTest.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, point(text, link))
    assert clicked.args == ["term:book/cell", text.link_rect(link)]
    press(Qt.Key.Key_Escape)
    text.focus_link(link)
    assert focused(text) == "cell"
    with qtbot.waitSignal(text.link_activated) as entered:
        press(Qt.Key.Key_Enter)
    assert entered.args == clicked.args


def test_tab_leaves_after_the_last_link_and_comes_back(text: LinkedText) -> None:
    text.set_html(f"<p>{TERM.format('one')} {TERM.format('two')}</p>")
    text.setFocus()
    walked = []
    for _ in range(3):
        press(Qt.Key.Key_Tab)
        walked.append(focused(text))
    assert walked == ["one", "two", "After"]
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused(text) == "two"
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    press(Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert focused(text) == "Before"


def test_a_screen_reader_is_told_what_the_keyboard_has_reached(
    text: LinkedText, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []

    def hear(widget: QWidget, words: str) -> None:
        announce(widget, words)
        said.append(words)

    monkeypatch.setattr("immuno_reader.ui.linked_text.announce", hear)
    text.set_html(
        f'<p>{TERM.format("T cell")} <a href="section:book/x">What <b>types</b> are there?</a></p>'
    )
    text.setFocus()
    for _ in range(3):
        press(Qt.Key.Key_Tab)
    assert said == ["T cell, explained word", "What types are there?, link"]


def test_right_to_left_links_are_walked_in_reading_order(text: LinkedText) -> None:
    text.set_html(f"<p>{TERM.format('אחד')} {TERM.format('שתיים')} סוף</p>")
    walked = []
    for _ in range(2):
        press(Qt.Key.Key_Tab)
        walked.append(focused(text))
    assert walked == ["אחד", "שתיים"]


def test_a_text_without_links_is_passed_over(text: LinkedText) -> None:
    text.set_html("<p>Nothing to open.</p>")
    press(Qt.Key.Key_Tab)
    assert focused(text) == "After"


def test_a_link_that_wraps_is_found_on_both_lines(text: LinkedText, qtbot: QtBot) -> None:
    text.set_html(f'<p>{"word " * 11}<a href="a:1">{"a long link " * 8}</a> end.</p>')
    (link,) = text.links
    rects = text.range_rects(link.start, link.end)
    assert len(rects) >= 2
    for rect in rects[:2]:
        with qtbot.waitSignal(text.link_activated):
            QTest.mouseClick(
                text.viewport(), Qt.MouseButton.LeftButton, NO_KEYS, rect.center().toPoint()
            )
    assert text.link_rect(link).size() == rects[0].toAlignedRect().size()


def test_the_pointer_leaves_a_link_with_the_text(text: LinkedText, qtbot: QtBot) -> None:
    text.set_html(f"<p>A {TERM.format('cell')} here.</p>")
    QTest.mouseMove(text.viewport(), QPoint(1, 200))
    with qtbot.waitSignal(text.link_entered) as entered:
        QTest.mouseMove(text.viewport(), point(text, text.links[0]))
    assert entered.args[0] == "term:book/cell"
    with qtbot.waitSignal(text.link_left):
        QApplication.sendEvent(text, QEvent(QEvent.Type.Leave))
    with qtbot.assertNotEmitted(text.link_left):
        QApplication.sendEvent(text, QEvent(QEvent.Type.Leave))


def test_another_text_takes_the_link_from_under_the_pointer(text: LinkedText, qtbot: QtBot) -> None:
    text.set_html(f"<p>A {TERM.format('cell')} here.</p>")
    QTest.mouseMove(text.viewport(), QPoint(1, 200))
    QTest.mouseMove(text.viewport(), point(text, text.links[0]))
    with qtbot.waitSignal(text.link_left):
        text.set_html("<p>Another.</p>")
    assert text.told_rect() is None
    assert text.focused_link is None


def test_terms_have_dots_below_and_items_have_bullets(text: LinkedText) -> None:
    text.set_html(f"<p>Some {TERM.format('xxxxxxxx')} text</p><ul><li>An item</li></ul>")
    theme = Theme.load("light")
    rect = text.range_rects(text.links[0].start, text.links[0].end)[0].toRect()
    below = QRect(rect.left(), rect.bottom() - 6, rect.width(), 14)
    beside = below.translated(rect.width() + 10, 0)
    accents = {colour for colour in colours(text, below) if colour == theme.accent}
    assert accents
    assert theme.accent not in colours(text, beside)
    item = text.document().find("An item")
    at = text.cursorRect(item)
    item.setPosition(item.selectionStart())
    left = text.cursorRect(item).left()
    bullet = QRect(left - 16, at.top(), 14, at.height())
    assert theme.quiet in colours(text, bullet)


def test_many_texts_one_after_the_other_leave_nothing_behind(text: LinkedText) -> None:
    for number in range(50):
        text.set_html(f"<p>{TERM.format(f'word{number}')}</p>" * 20)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert len(text.findChildren(QTextDocument)) <= 2
