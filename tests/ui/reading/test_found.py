"""What a finder finds is marked where it stands, and can be walked."""

import re

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Place, Span
from immuno_reader.library.book import Source
from immuno_reader.library.results import Finder
from immuno_reader.ui.reading.marks import Mark
from immuno_reader.ui.reading.page import ShownText
from immuno_reader.ui.theme import THEME_NAMES, Theme, ThemeName
from tests.sight import area_of
from tests.ui.reading.conftest import REF, Reading, paragraphs, section_of

EMOJI = "\U0001f489"
TRICKY = (
    f'<p>{EMOJI} One {EMOJI} two<br>red <img src="image:book/x.svg" alt="red" width="9" height="9">'
    " blue.</p><table><tr><th>red</th><th>Other</th></tr><tr><td>A red\u00a0cell</td>"
    f"<td>{EMOJI}</td></tr></table><p>10<sup>9</sup> red.</p>"
)


def finder_of(pattern: str) -> Finder:
    return lambda text: [Span(*found.span()) for found in re.finditer(pattern, text)]


def colour(role: str, theme: ThemeName = "light") -> str:
    return QColor(getattr(Theme.load(theme), role)).name()


def marked(reading: Reading, role: str = "found", theme: ThemeName = "light") -> QRect:
    """Return the smallest part of the pane that has all that is painted in a colour."""
    return area_of(colour(role, theme), reading.picture())


def test_a_finder_is_given_all_that_the_page_shows(reading: Reading) -> None:
    given: list[str] = []

    def listen(text: str) -> list[Span]:
        given.append(text)
        return []

    reading.pane.set_finder(listen)
    source = Source("a", "An Institute", "A title", "2026-01-01", "2026-11")
    reading.show(section_of(TRICKY, sources=(source,), checked="2026-11-24"))
    assert "10 to the power 9" not in given[-1], "what is only spoken is not seen"
    assert "109 red." in given[-1]
    lines = given[-1].split("\n")
    assert f"{EMOJI} One {EMOJI} two" in lines, "a line break is one"
    assert "red \ufffc blue." in lines, "a picture has its place, and what it tells is not seen"
    assert {"red", "Other", "A red\u00a0cell"} <= set(lines), "each cell is a line of its own"
    assert any("An Institute: A title" in line for line in lines), "the page's word of itself"


@pytest.mark.parametrize("words", ["One", "two", "blue", "red\u00a0cell", "109 red", EMOJI])
def test_it_is_marked_where_it_stands(reading: Reading, words: str) -> None:
    reading.show(TRICKY)
    reading.pane.set_finder(lambda text: finder_of(re.escape(words))(text)[-1:])
    area, shown = marked(reading), reading.rect(words.replace("\u00a0", " "))
    if words == EMOJI:
        shown = QRect(reading.rect("Other").left(), area.top(), area.width(), area.height())
    assert abs(area.left() - shown.left()) <= 3
    assert abs(area.right() - shown.right()) <= 3
    assert area.intersects(shown)


def test_positions_are_those_of_qt(reading: Reading) -> None:
    reading.show(TRICKY)
    document = reading.pane.document()
    shown = ShownText(document)
    for at, character in enumerate(shown.text):
        if character not in "\n\ufffc":
            there = document.characterAt(shown.position(at))
            assert there == character or ord(character) > 0xFFFF
    assert shown.position(len(shown.text)) == document.characterCount() - 1


def test_the_current_match_differs_in_more_than_colour(reading: Reading) -> None:
    reading.show("<p>Some red words, and more red words.</p>")
    reading.pane.set_finder(finder_of("red"))
    assert marked(reading, "found_now").isEmpty()
    reading.pane.go_to_match(1)
    inside, edge = marked(reading, "found_now"), marked(reading, "found_edge")
    assert reading.rect("more red").right() >= inside.center().x() > reading.rect("more").right()
    above = reading.colours(QRect(inside.left(), inside.top() - 3, inside.width(), 4))
    assert colour("found_edge") in above, "it is outlined, and the others are underlined"
    other = marked(reading, "found")
    over = QRect(other.left(), other.top() - 3, other.width(), 4)
    assert colour("found_edge") not in reading.colours(over)
    assert edge.left() < other.right()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_a_bookmarked_passage_shows_around_a_match(reading: Reading, theme: ThemeName) -> None:
    section = reading.show("<p>Some marked words.</p>")
    start = section.text.index("marked")
    reading.set_look(theme, 150)
    reading.pane.set_marks([Mark(Span(start, start + len("marked")))])
    reading.pane.set_finder(finder_of("marked"))
    mark, match = marked(reading, "mark_yellow", theme), marked(reading, "found", theme)
    mark = mark.united(marked(reading, "mark_yellow_edge", theme))
    assert mark.top() < match.top() < match.bottom() < mark.bottom()


def test_a_selection_shows_over_a_match(reading: Reading) -> None:
    section = reading.show("<p>Some red words.</p>")
    reading.pane.set_finder(finder_of("red"))
    reading.pane.select(Span(section.text.index("red"), section.text.index("red") + 3))
    assert colour("accent") in reading.colours(reading.rect("red"))
    assert colour("found") not in reading.colours(reading.rect("red").adjusted(2, 3, -2, -3))


# Walking


def test_going_to_a_match_shows_it_with_what_is_above_it(reading: Reading, qtbot: QtBot) -> None:
    reading.show(paragraphs(40))
    reading.pane.set_finder(finder_of(r"Number\d+"))
    for index in (30, 5, 39, 0):
        with qtbot.waitSignal(reading.pane.place_moved):
            reading.pane.go_to_match(index)
        QApplication.processEvents()
        assert reading.is_in_sight(f"Number{index} ")
        if index:
            assert reading.rect(f"Number{index} ").top() > 3 * reading.rect("Number").height()
        assert reading.pane.match_context(index).startswith(f"Number{index} treatment")


def test_a_match_in_sight_moves_nothing(reading: Reading, qtbot: QtBot) -> None:
    reading.show(paragraphs(40))
    reading.pane.set_finder(finder_of(r"Number\d+"))
    with qtbot.assertNotEmitted(reading.pane.place_moved):
        reading.pane.go_to_match(1)
    assert reading.pane.current_match == 1


def test_the_first_match_is_told_from_what_is_in_sight_or_from_a_place(reading: Reading) -> None:
    section = reading.show(paragraphs(40))
    pane = reading.pane
    pane.set_finder(finder_of(r"Number\d+"))
    assert pane.first_match() == 0
    pane.go_to(Place(REF, section.blocks[7].id))
    assert pane.first_match() == 7
    pane.go_to(Place(REF, section.blocks[7].id, 50))
    assert pane.first_match() == 8, "what is above the top line is not in sight"
    assert pane.first_match(Place(REF, section.blocks[20].id)) == 20
    assert pane.first_match(Place(REF, section.blocks[39].id, 1)) is None
    place = pane.match_place(20)
    assert place == Place(REF, section.blocks[20].id)


# What changes with the page


def test_every_layout_finds_anew_and_keeps_the_current_match(
    reading: Reading, qtbot: QtBot
) -> None:
    told: list[tuple[int, int]] = []
    reading.pane.matches_changed.connect(lambda *now: told.append(now))
    reading.show("<p>red</p><p>red</p><p>red</p>")
    assert told == [], "nothing is said where nothing is looked for"
    reading.pane.set_finder(finder_of("red"))
    reading.pane.go_to_match(2)
    reading.set_look("dark", 200)
    assert told == [(-1, 3), (2, 3), (2, 3)]
    assert not marked(reading, "found_now", "dark").isEmpty()
    reading.show("<p>red</p>")
    assert told[-1] == (-1, 1), "another page has no current match yet"
    reading.pane.show_message("<p>red and red</p>")
    assert told[-1] == (-1, 2)
    assert reading.pane.match_place(0) is None
    reading.pane.set_finder(None)
    assert told[-1] == (-1, 0)
    assert reading.pane.match_count == 0
    assert colour("found", "dark") not in reading.colours(reading.pane.viewport().rect())


def test_the_same_page_of_a_book_prepared_anew_keeps_the_current_match(reading: Reading) -> None:
    section = reading.show("<p>red</p><p>red</p>")
    reading.pane.set_finder(finder_of("red"))
    reading.pane.go_to_match(1)
    reading.show(section)
    assert reading.pane.current_match == 1


def test_thousands_of_matches_are_no_burden(reading: Reading) -> None:
    reading.show(paragraphs(200))
    reading.pane.set_finder(finder_of("e"))
    assert reading.pane.match_count > 5000
    shown: list[int] = []
    rects = reading.pane.range_rects
    reading.pane.range_rects = lambda *span: (shown.append(span[0]), rects(*span))[1]  # type: ignore[method-assign,func-returns-value]
    reading.picture()
    assert len(shown) < 2500, "only what is in sight is drawn"
