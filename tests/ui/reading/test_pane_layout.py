"""Messages, other scripts, and texts that would not fit."""

from time import perf_counter

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Span
from immuno_reader.ui.theme import Theme
from tests.ui.reading.conftest import CALLOUT, LINKS, TERM, Reading, SectionOf

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EMOJI = "\U0001f489"


def test_a_message_takes_the_place_of_a_section(reading: Reading, qtbot: QtBot) -> None:
    reading.show(CALLOUT.format("danger"))
    reading.pane.show_message("<h1>Not ready</h1><p>Please wait.</p>")
    assert reading.pane.toPlainText() == "Not ready\nPlease wait."
    assert reading.pane.section is None
    assert reading.pane.place is None
    assert reading.pane.selected() is None
    reading.set_look("dark", 200)
    reading.resize(500)
    assert reading.pane.toPlainText() == "Not ready\nPlease wait."
    paper = {QColor(Theme.load("dark").paper).name()}
    viewport = reading.pane.viewport().rect()
    assert reading.colours(QRect(0, viewport.height() // 2, viewport.width(), 40)) == paper


def test_right_to_left_text_stands_at_the_right(reading: Reading) -> None:
    section = reading.show(f"<p>שלום עולם {TERM.format('תא')} ועוד מילים.</p><p>Plain.</p>")
    right = reading.pane.viewport().width() - reading.rect("Plain").left()
    assert abs(reading.rect("שלום").left() - right) < 30 or reading.rect("שלום").left() > 450
    start = section.text.index("ועוד")
    reading.pane.select(Span(start, start + 4))
    assert reading.pane.selected() == Span(start, start + 4)
    link = reading.pane.links[0]
    rect = reading.pane.range_rects(link.start, link.end)[0]
    assert rect.width() > 5
    assert rect.right() < reading.rect("שלום").left() + 30


def assert_readable(reading: Reading) -> None:
    """Assert that no part of the text lies beyond the sides of the pane."""
    document = reading.pane.document()
    assert document.size().width() <= reading.pane.viewport().width() + 1
    assert reading.pane.horizontalScrollBar().maximum() == 0
    block = document.begin()
    while block.isValid():
        bounds, layout = document.documentLayout().blockBoundingRect(block), block.layout()
        for number in range(layout.lineCount()):
            line = layout.lineAt(number)
            left = bounds.x() - layout.boundingRect().x() + line.naturalTextRect().left()
            right = left + line.naturalTextWidth()
            assert left > -1, block.text()[:60]
            assert right < reading.pane.viewport().width() + 1, block.text()[:60]
        block = block.next()


def test_long_lines_of_code_wrap(reading: Reading) -> None:
    reading.show(f"<pre><code>{'long code ' * 40}\n    indented\n{'x' * 300}</code></pre>")
    for width in (900, 520):
        reading.resize(width)
        assert_readable(reading)
    assert "    indented" in reading.pane.toPlainText()


def test_a_word_wider_than_the_page_wraps(reading: Reading) -> None:
    reading.resize(520)
    reading.show(f"<h1>{'Immuno' * 12}</h1><p>{'w' * 300}</p><ul><li>{'w' * 300}</li></ul>")
    reading.set_look("light", 300)
    assert_readable(reading)


def test_an_ordinary_table_is_read_without_scrolling_sideways(
    reading: Reading, handbook_section: SectionOf
) -> None:
    rows = "".join(
        f"<tr><td>Row {n}</td><td>{'some words ' * 8}</td><td>example.org/{'a' * 60}</td></tr>"
        for n in range(4)
    )
    reading.show(f"<table><tr><th>Name</th><th>What</th><th>Where</th></tr>{rows}</table>")
    for width, percent in ((900, 100), (700, 150), (520, 100), (700, 300)):
        reading.resize(width)
        reading.set_look("light", percent)
        assert_readable(reading)


@pytest.mark.parametrize("percent", [100, 300])
def test_no_page_of_the_handbook_is_cut_at_the_side(
    reading: Reading, handbook_section: SectionOf, percent: int
) -> None:
    reading.set_look("light", percent)
    reading.resize(620)
    for id in ("checkpoint-inhibitors", "car-t-cell-therapy", "types", "whats-new"):
        reading.show(handbook_section(id))
        assert_readable(reading)


def test_a_table_has_the_columns_that_fit_with_or_without_a_scroll_bar(reading: Reading) -> None:
    cells = "".join(f"<td>word {n}</td>" for n in range(5))
    table = f"<table><tr>{cells}</tr></table>"
    shown: dict[int, set[bool]] = {}
    for width in range(560, 640, 2):
        reading.resize(width)
        for rows in (1, 40):  # a page without a scroll bar, and one that brings it
            reading.show(table + "<p>words</p>" * rows)
            pane = reading.pane
            is_table = bool(pane.document().rootFrame().childFrames())
            shown.setdefault(pane.viewport().width(), set()).add(is_table)
    assert {frozenset(ways) for ways in shown.values()} == {frozenset({True}), frozenset({False})}
    narrowest = min(width for width, ways in shown.items() if ways == {True})
    assert all(ways == {width >= narrowest} for width, ways in shown.items())


def test_a_table_of_many_columns_is_all_in_sight(reading: Reading) -> None:
    cells = "".join(f"<td>{TERM.format(f'term{n}')}</td>" for n in range(40))
    reading.show(f"<table><tr>{cells}</tr></table>")
    assert_readable(reading)
    assert len(reading.pane.links) == 40


def test_a_resized_page_keeps_what_is_selected_and_the_link(reading: Reading) -> None:
    cells = "".join(f"<td>{TERM.format(f'term{n}')}</td>" for n in range(4))
    reading.show(f"{LINKS}<table><tr>{cells}</tr></table>")
    reading.click("alpha")
    reading.pane.select(Span(7, 20))
    for width, percent in ((520, 200), (900, 100)):
        reading.resize(width)
        reading.set_look("light", percent)
        assert reading.pane.selected() == Span(7, 20)
        assert reading.focused() == "alpha"
        told = reading.pane.told_rect()
        assert told is not None
        word = reading.rect("alpha")
        assert reading.pane.viewport().mapFromGlobal(told.center()).x() - word.center().x() < 9


def test_levels_of_a_list_are_set_in(reading: Reading) -> None:
    reading.show(
        "<ul><li>first<ul><li>second</li><li><ol><li>third</li></ol></li></ul></li></ul>"
        "<ol><li>one</li></ol>"
    )
    lefts = [reading.rect(word).left() for word in ("first", "second", "third")]
    assert lefts[0] + 10 < lefts[1]
    assert lefts[1] + 10 < lefts[2]
    assert reading.rect("one").left() == lefts[0]


@pytest.mark.parametrize("percent", [100, 300])
def test_what_is_nested_deep_is_still_read(reading: Reading, percent: int) -> None:
    html = f"{'<ul><li>item' * 60}{'</li></ul>' * 60}{'<ol><li>item' * 60}{'</li></ol>' * 60}"
    quote = f"{'<blockquote>' * 60}<p>words</p>{'</blockquote>' * 60}"
    reading.show(html + quote)
    reading.set_look("light", percent)
    reading.resize(620)
    assert_readable(reading)


@pytest.mark.parametrize(
    "html",
    [
        f"<pre><code>{('some code that goes on ' * 20 + chr(10)) * 2200}</code></pre>",
        f"<pre><code>{'code ' * 100_000}</code></pre>",
        f"<p>{'x' * 300_000}</p>",
        f"<table><tr>{'<td>cell</td>' * 200}</tr></table>",
        f"{'<ul><li>item' * 100}{'</li></ul>' * 100}",
        f"{'<blockquote>' * 60}<p>words</p>{'</blockquote>' * 60}",
        f"<p>{TERM.format('cell') * 5000}</p>",
    ],
    ids=["code", "code-line", "word", "table", "list", "quotes", "terms"],
)
def test_a_monster_does_not_hold_the_window_up(reading: Reading, html: str) -> None:
    started = perf_counter()
    reading.show(html)
    reading.picture()
    reading.resize(700)
    assert perf_counter() - started < 4
    reading.press(Qt.Key.Key_Tab)
    reading.press(Qt.Key.Key_End)
    assert perf_counter() - started < 6
