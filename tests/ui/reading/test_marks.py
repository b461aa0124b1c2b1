"""How kept passages look on the page, and what a click on one tells."""

from itertools import groupby

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from immuno_reader.identity import COLOURS, Place, Span
from immuno_reader.library.book import Section
from immuno_reader.ui.reading.marks import Mark
from immuno_reader.ui.theme import THEME_NAMES, Theme, ThemeName
from tests.sight import area_of
from tests.ui.reading.conftest import CALLOUT, LEFT, NO_KEYS, REF, TERM, Reading, paragraphs

FOUR = "<p>The yellow words.</p><p>The green words.</p><p>The blue words.</p><p>The pink words.</p>"
Told = list[tuple[str, QRect]]


def mark(section: Section, words: str, colour: str = "yellow", note: bool = False) -> Mark:  # noqa: FBT001, FBT002
    """Return a mark on some words, which are its id too."""
    start = section.text.index(words)
    return Mark(Span(start, start + len(words)), colour, note, words)


def shown(role: str, theme: ThemeName = "light") -> str:
    return QColor(getattr(Theme.load(theme), role)).name()


def shape_of_line(reading: Reading, colour: str, theme: ThemeName) -> tuple[int, int]:
    """Return how many strokes high the line of a colour is, and how many a hundred pixels long."""
    edge, rect = shown(f"mark_{colour}_edge", theme), reading.rect(f"{colour} words")
    image = reading.picture()
    area = rect.adjusted(0, 0, 0, 6)
    rows = [
        [image.pixelColor(x, y).name() == edge for x in range(area.left(), area.right())]
        for y in range(area.top(), area.bottom())
    ]
    drawn = [any(row) for row in rows]
    longest = max(rows, key=sum)
    return (
        sum(is_drawn for is_drawn, _ in groupby(drawn)),
        100 * sum(is_drawn for is_drawn, _ in groupby(longest)) // len(longest),
    )


@pytest.fixture
def told(reading: Reading) -> Told:
    """Return what the page has told about clicks on marks."""
    found: Told = []
    reading.pane.mark_activated.connect(lambda id, rect: found.append((id, rect)))
    return found


def sign_of(reading: Reading, colour: str, theme: ThemeName = "light") -> QRect:
    """Return the sign in the margin that has the line's colour, on the viewport."""
    margin = reading.rect("The ").left() - 4
    image = reading.picture().copy(0, 0, margin, reading.pane.viewport().height())
    return area_of(shown(f"mark_{colour}_edge", theme), image)


# Looks


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [80, 100, 200, 300])
def test_an_explained_word_keeps_its_dots_below_the_line_of_a_mark(
    reading: Reading, theme: ThemeName, percent: int
) -> None:
    section = reading.show(f"<p>The {TERM.format('explained words')} here.</p>")
    reading.set_look(theme, percent)
    reading.pane.set_marks([mark(section, "The explained words here")])
    image, word = reading.picture(), reading.rect("explained words")
    rows = {
        y: [image.pixelColor(x, y).name() for x in range(word.left() + 2, word.right() - 2)]
        for y in range(word.top(), word.bottom() + 20)
    }
    line = [y for y, row in rows.items() if set(row) == {shown("mark_yellow_edge", theme)}]
    accent = shown("accent", theme)
    dots = [y for y, row in rows.items() if 0.1 < row.count(accent) / len(row) < 0.8]
    assert line
    assert min(dots) > max(line) + 1


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [100, 200])
def test_four_colours_stand_behind_their_words(
    reading: Reading, theme: ThemeName, percent: int
) -> None:
    section = reading.show(FOUR)
    reading.set_look(theme, percent)
    reading.pane.set_marks([mark(section, f"{name} words", name) for name in COLOURS])
    for name in COLOURS:
        painted = reading.colours(reading.rect(f"{name} words"))
        for other in COLOURS:
            assert (shown(f"mark_{other}", theme) in painted) == (other == name)


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_colours_are_told_apart_without_colour(reading: Reading, theme: ThemeName) -> None:
    section = reading.show(FOUR)
    reading.set_look(theme)
    reading.pane.set_marks([mark(section, f"{name} words", name) for name in COLOURS])
    lines = {name: shape_of_line(reading, name, theme) for name in COLOURS}
    assert lines["yellow"][0] == lines["green"][0] == lines["blue"][0] == 1
    assert lines["pink"][0] == 2
    assert lines["yellow"][1] <= 1
    assert lines["green"][1] > 5
    assert lines["blue"][1] > 1.4 * lines["green"][1]


@pytest.mark.parametrize("colour", ["", "orange", "#ff0000", "Yellow"])
def test_a_colour_of_another_program_shows_as_yellow(reading: Reading, colour: str) -> None:
    section = reading.show("<p>Some kept words.</p>")
    reading.pane.set_marks([mark(section, "kept", colour)])
    assert shown("mark_yellow") in reading.colours(reading.rect("kept"))


def test_a_mark_goes_across_paragraphs_lists_and_tables(reading: Reading) -> None:
    section = reading.show(
        "<p>Before. First part</p><ul><li>an item</li><li>another</li></ul>"
        "<table><tr><th>Head</th></tr><tr><td>a cell</td></tr></table>"
        + CALLOUT.format("note")
        + "<p>Last part. Behind.</p>"
    )
    start, end = section.text.index("First"), section.text.index("part. Behind") + 5
    reading.pane.set_marks([Mark(Span(start, end), "green")])
    words = ("First part", "an item", "another", "Head", "a cell", "Inside it", "Last part.")
    for each in words:
        assert shown("mark_green") in reading.colours(reading.rect(each)), each
    for each in ("Before.", "Behind."):
        assert shown("mark_green") not in reading.colours(reading.rect(each))


def test_what_is_kept_within_a_longer_passage_stays_to_be_seen(reading: Reading) -> None:
    section = reading.show("<p>One two three four five.</p>")
    long, short = mark(section, "One two three four", "pink"), mark(section, "two", "blue")
    for both in ([long, short], [short, long]):
        reading.pane.set_marks(both)
        assert shown("mark_blue") in reading.colours(reading.rect("two"))
        assert shown("mark_pink") not in reading.colours(reading.rect("two").adjusted(3, 0, -3, 0))
        assert shown("mark_pink") in reading.colours(reading.rect("three"))


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize(
    ("others", "is_seen"),
    [
        (("One two three four", "yellow"), True),
        (("One ", "yellow"), True),
        (("three four five", "yellow"), False),
        (("One two three four", "pink"), False),
        (("two", "yellow"), False),
    ],
)
def test_where_passages_of_one_colour_meet_is_seen(
    reading: Reading, theme: ThemeName, others: tuple[str, str], *, is_seen: bool
) -> None:
    section = reading.show("<p>One two three four five.</p>")
    reading.set_look(theme, 200)
    around = reading.rect("two")
    begin = QRect(around.left() - 3, around.top() + around.height() // 3, 6, around.height() // 3)
    reading.pane.set_marks([mark(section, "two"), mark(section, others[0], others[1])])
    assert (shown("mark_yellow_edge", theme) in reading.colours(begin)) == is_seen
    reading.pane.set_marks([mark(section, "two")])
    assert shown("mark_yellow_edge", theme) not in reading.colours(begin)


def test_passages_of_one_colour_meet_from_right_to_left(reading: Reading) -> None:
    middle = "\u05d3\u05d4\u05d5"
    reading.show(f"<p>\u05d0\u05d1\u05d2 {middle} \u05d6\u05d7\u05d8</p>")
    reading.set_look("light", 200)
    line = reading.rect(middle).normalized()
    reading.pane.set_marks([Mark(Span(0, 4), "yellow"), Mark(Span(4, 7), "yellow")])
    for at, is_seam in ((line.right(), True), (line.left(), False)):
        edge = QRect(at - 3, line.top() + line.height() // 3, 7, line.height() // 3)
        assert (shown("mark_yellow_edge") in reading.colours(edge)) == is_seam


def test_marks_stay_at_their_words_whatever_the_look(reading: Reading) -> None:
    section = reading.show(paragraphs(3, 40) + FOUR + paragraphs(30))
    reading.pane.set_marks([mark(section, "green words", "green", note=True)])
    for percent, width in ((100, 900), (200, 900), (200, 620), (80, 1300), (300, 700)):
        reading.set_look("dark", percent)
        reading.resize(width)
        reading.pane.go_to(Place(REF, section.blocks[3].id))
        area = area_of(shown("mark_green", "dark"), reading.picture())
        rect = reading.rect("green words")
        assert area.adjusted(0, 0, 0, 12).contains(rect.center())
        assert abs(area.width() - rect.width()) < 0.2 * rect.width() + 8
        reading.pane.verticalScrollBar().setValue(reading.pane.verticalScrollBar().value() + 9)
        assert shown("mark_green", "dark") in reading.colours(reading.rect("green words"))


def test_a_mark_that_is_pointed_at_stands_out(reading: Reading) -> None:
    section = reading.show(FOUR)
    reading.pane.set_marks([mark(section, "green words", "green")])

    def line() -> int:
        return area_of(shown("mark_green_edge"), reading.picture()).height()

    before = line()
    reading.point_at("green words")
    assert line() > before
    QTest.mouseMove(reading.pane.viewport(), QPoint(3, 600))
    assert line() == before


# Clicks


def test_a_click_on_a_mark_tells_which_and_where(reading: Reading, told: Told) -> None:
    section = reading.show(FOUR)
    reading.pane.set_marks([mark(section, "green words", "green"), mark(section, "pink words")])
    reading.click("green")
    ((id, rect),) = told
    assert id == "green words"
    corner = reading.pane.viewport().mapFromGlobal(rect.topLeft())
    assert QRect(corner, rect.size()).contains(reading.rect("green words").center())
    reading.click("blue")
    assert len(told) == 1


def test_the_mark_within_another_is_the_one_that_is_clicked(reading: Reading, told: Told) -> None:
    section = reading.show("<p>One two three four five.</p>")
    reading.pane.set_marks([mark(section, "two"), mark(section, "One two three four")])
    reading.click("two")
    reading.click("three")
    assert [id for id, _ in told] == ["two", "One two three four"]


def test_selecting_in_a_mark_is_no_click(reading: Reading, told: Told, qtbot: QtBot) -> None:
    section = reading.show(FOUR)
    reading.pane.set_marks([mark(section, "green words", "green")])
    rect = reading.rect("green words")
    reading.drag(rect.topLeft() + QPoint(2, 8), rect.bottomRight() - QPoint(9, 8))
    assert reading.pane.textCursor().hasSelection()
    reading.click("green")
    assert not reading.pane.textCursor().hasSelection()
    assert told == [], "a click that gives up a selection means no more than that"
    reading.click("green")
    assert len(told) == 1
    QTest.mouseClick(
        reading.pane.viewport(), LEFT, Qt.KeyboardModifier.ShiftModifier, rect.center()
    )
    QTest.mouseClick(reading.pane.viewport(), Qt.MouseButton.RightButton, NO_KEYS, rect.center())
    assert len(told) == 1


def test_a_term_in_a_mark_is_still_a_term(reading: Reading, told: Told, qtbot: QtBot) -> None:
    section = reading.show(f"<p>Some {TERM.format('alpha')} words.</p>")
    reading.pane.set_marks([mark(section, "alpha words", note=True)])
    with qtbot.waitSignal(reading.pane.term_activated):
        reading.click("alpha")
    assert told == []
    reading.click("words")
    assert len(told) == 1


@pytest.mark.parametrize(("percent", "width"), [(100, 900), (100, 420), (300, 700)])
def test_a_note_has_a_sign_in_the_margin_that_can_be_clicked(
    reading: Reading, told: Told, percent: int, width: int
) -> None:
    section = reading.show(FOUR)
    reading.pane.set_marks([mark(section, "green words", "green", note=True)])
    reading.set_look("light", percent)
    reading.resize(width)
    reading.pane.go_to(Place(REF, section.blocks[1].id))
    sign = sign_of(reading, "green")
    rect = reading.rect("green words")
    assert sign.right() < reading.rect("The green").left()
    assert rect.top() < sign.center().y() < rect.bottom()
    assert sign.left() >= 0
    QTest.mouseClick(reading.pane.viewport(), LEFT, NO_KEYS, sign.center())
    assert [id for id, _ in told] == ["green words"]
    around = sign.center() + QPoint(11, 0)
    QTest.mouseClick(reading.pane.viewport(), LEFT, NO_KEYS, around)
    assert len(told) == 2, "24 pixels are a target"


def test_without_a_note_there_is_no_sign(reading: Reading) -> None:
    section = reading.show(FOUR)
    reading.pane.set_marks([mark(section, "green words", "green")])
    assert sign_of(reading, "green").isEmpty()


def test_two_notes_on_one_line_have_a_sign_each(reading: Reading, told: Told) -> None:
    section = reading.show("<p>The one and two.</p><p>More.</p>")
    reading.pane.set_marks(
        [mark(section, "one", "green", note=True), mark(section, "two", "pink", note=True)]
    )
    for colour in ("green", "pink"):
        sign = sign_of(reading, colour)
        QTest.mouseClick(reading.pane.viewport(), LEFT, NO_KEYS, sign.center())
    assert [id for id, _ in told] == ["one", "two"]


# Where a mark is


def test_a_mark_has_a_place_while_it_is_in_sight(reading: Reading) -> None:
    section = reading.show(FOUR + paragraphs(40))
    reading.pane.set_marks([mark(section, "green words", "green")])
    before = reading.pane.mark_rect("green words")
    assert before is not None
    assert reading.pane.mark_rect("another") is None
    bar = reading.pane.verticalScrollBar()
    bar.setValue(10)
    assert reading.pane.mark_rect("green words") == before.translated(0, -10)
    bar.setValue(bar.maximum())
    assert reading.pane.mark_rect("green words") is None


def test_a_long_passage_leaves_room_beside_its_place(reading: Reading) -> None:
    section = reading.show(paragraphs(30))
    reading.pane.set_marks([Mark(Span(0, len(section.text)), "pink", True, "all")])  # noqa: FBT003
    for value in (0, 500):
        reading.pane.verticalScrollBar().setValue(value)
        rect = reading.pane.mark_rect("all")
        assert rect is not None
        viewport = reading.pane.viewport()
        assert 10 < rect.height() < viewport.height() / 3
        assert 0 <= viewport.mapFromGlobal(rect.topLeft()).y() < 60


def test_the_keyboard_finds_the_mark_that_it_is_in(reading: Reading) -> None:
    section = reading.show("<p>One two three four five.</p>")
    reading.pane.set_marks([mark(section, "two"), mark(section, "One two three four")])
    at = section.text.index
    for words, id in (("two", "two"), ("three", "One two three four"), ("five", "")):
        reading.pane.select(Span(at(words), at(words) + len(words)))
        assert reading.pane.mark_at_keyboard() == id


def test_five_hundred_marks_are_all_there(reading: Reading) -> None:
    section = reading.show(paragraphs(60))
    step = len(section.text) // 500
    reading.pane.set_marks(
        [
            Mark(Span(n * step, n * step + step), COLOURS[n % 4], n % 7 == 0, str(n))
            for n in range(500)
        ]
    )
    bar, seen = reading.pane.verticalScrollBar(), set[str]()
    while True:
        seen |= {str(n) for n in range(500) if reading.pane.mark_rect(str(n)) is not None}
        if bar.value() == bar.maximum():
            break
        bar.setValue(bar.value() + 500)
    assert len(seen) == 500
