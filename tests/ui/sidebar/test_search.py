"""What stands under the search field: its rows, their lines, and moving among them."""

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QAbstractItemView, QLineEdit, QWidget

from immuno_reader.identity import (
    BlockId,
    Language,
    PackId,
    Place,
    SectionId,
    SectionRef,
    Span,
    TermId,
    TermRef,
)
from immuno_reader.library.book import SectionEntry, TermName
from immuno_reader.library.results import Hit, Marked, Results
from immuno_reader.ui.sidebar.search.field import SearchField
from immuno_reader.ui.sidebar.search.lines import Lines
from immuno_reader.ui.sidebar.search.listing import heading_rows, recent_rows, result_rows
from immuno_reader.ui.sidebar.search.model import SearchModel
from immuno_reader.ui.sidebar.search.naming import best_named
from immuno_reader.ui.sidebar.search.panel import SearchPanel
from immuno_reader.ui.sidebar.search.row import Again, PageHeading
from immuno_reader.ui.sidebar.search.wish import Wish
from immuno_reader.ui.theme import Icons, Look, Theme

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pytestqt.qtbot import QtBot

    from immuno_reader.ui.sidebar.search.row import SearchRow
    from tests.ui.sidebar.conftest import Shows

PACK = PackId("book")
RASH, ITCH = TermRef(PACK, TermId("rash")), TermRef(PACK, TermId("itch"))
SKIN = SectionRef(PACK, SectionId("skin"))


def term(name: str, why: str = "") -> Hit:
    ref = TermRef(PACK, TermId(name))
    return Hit("term", ref, Marked(name), (), Marked(f"A {name} is seen."), why, None)


def page(title: str) -> Hit:
    ref = SectionRef(PACK, SectionId(title.lower()))
    return Hit("section", ref, Marked(title), ("Part", "Skin"), Marked("On skin."), "", Place(ref))


def passage(text: str) -> Hit:
    words = Marked(text, (Span(0, 3),))
    place = Place(SKIN, BlockId("p1"))
    return Hit("passage", SKIN, Marked("Skin"), ("Part",), words, "", place)


def results(
    *hits: Hit, query: str = "rash", corrected: str = "", nearest: "Sequence[TermName]" = ()
) -> Results:
    return Results(query, corrected, hits, tuple(nearest), lambda _: [])


def entry(title: str) -> SectionEntry:
    ref = SectionRef(PACK, SectionId(title.lower()))
    return SectionEntry(ref, title, 0, "section", PACK, Language("en"))


def heading(text: str, level: int) -> PageHeading:
    return PageHeading(text, level, Place(SKIN, BlockId(text)))


def picture(rows: "Iterable[SearchRow]") -> str:
    """Return rows as text: ``==`` is a group, ``-`` leads somewhere."""
    marks = {"group": "== ", "text": "", "target": "- "}
    return "\n".join("  " * row.depth + marks[row.kind] + row.title.text for row in rows)


# What was typed


@pytest.mark.parametrize(
    ("typed", "wish"),
    [
        ("", Wish("nothing", "")),
        ("  ", Wish("nothing", "")),
        (" rash ", Wish("search", "rash")),
        ("a > b", Wish("search", "a > b")),
        (">", Wish("command", "")),
        ("> high  contrast", Wish("command", "high  contrast")),
        ("@who", Wish("heading", "who")),
    ],
)
def test_what_is_typed_says_where_to_look(typed: str, wish: Wish) -> None:
    assert Wish.of(typed) == wish


NAMES = ("Light", "High contrast", "Larger text", "Select with the keyboard", "Sub-text")


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", NAMES),
        ("high", ("High contrast",)),
        ("CONTRAST hi", ("High contrast",)),
        ("hc", ("High contrast",)),
        ("swtk", ("Select with the keyboard",)),
        ("text", ("Larger text", "Sub-text")),
        ("l", ("Light", "Larger text")),
        ("ontras", ("High contrast",)),
        ("text text", ()),
        ("l\u00e1rger", ("Larger text",)),
        ("menu light", ("Light",)),
        ("...", ()),
    ],
)
def test_a_name_is_found_by_words_in_any_order_or_its_initials(
    typed: str, found: tuple[str, ...]
) -> None:
    assert tuple(best_named(typed, NAMES, str, lambda _: "Menu"))[: len(found) or None] == found


@given(typed=st.text(), name=st.text())
def test_any_name_may_be_looked_for_by_anything(typed: str, name: str) -> None:
    best_named(typed, [name], str, str)


def test_every_name_is_found_by_itself() -> None:
    for name in NAMES:
        assert best_named(name, NAMES, str, lambda _: "")[0] == name


# The rows


def test_what_was_found_stands_in_groups_as_it_comes() -> None:
    found = results(page("Skin"), term("rash"), term("itch"), passage("One"), passage("Two"))
    assert picture(result_rows(found)) == "\n".join(
        (
            "== Pages",
            "- Skin",
            "== Words explained",
            "- rash",
            "- itch",
            "== In the text",
            "- Skin",
            "- Skin",
        )
    )


def test_a_correction_stands_on_top_with_a_way_to_the_literal_words() -> None:
    rows = list(result_rows(results(term("rash"), query=" rahs  x ", corrected="rash x")))
    assert picture(rows[:2]) == (
        "Showing results for rash x\n- Search for \u201crahs x\u201d instead"
    )
    (mark,) = rows[0].title.marks
    assert rows[0].title.text[mark.start : mark.end] == "rash x"


def test_nothing_found_offers_what_comes_near_and_the_contents() -> None:
    near = results(query="rahs", nearest=[TermName(RASH, "rash"), TermName(ITCH, "itch")])
    assert picture(result_rows(near)) == "\n".join(
        (
            "Nothing in this book was found for rahs.",
            "== Perhaps you mean",
            "- rash",
            "- itch",
            "- Go to the contents",
        )
    )
    assert "Another word" in picture(result_rows(results()))


def test_a_row_is_read_out_with_all_that_it_shows() -> None:
    _, row = result_rows(results(term("rash", why="a spot is a rash")))
    assert row.spoken == "rash. a spot is a rash. A rash is seen."


def test_lines_of_a_passage_become_one() -> None:
    _, row = result_rows(results(passage("One\ntwo\u2028three")))
    assert row.snippet.text == "One two three"
    assert row.snippet.marks == (Span(0, 3),)


def test_headings_are_indented_until_they_are_filtered() -> None:
    headings = [heading("Skin", 1), heading("Rash", 2), heading("Itch", 3)]
    assert picture(heading_rows(headings, "")) == "- Skin\n  - Rash\n    - Itch"
    assert picture(heading_rows(headings, "itch")) == "- Itch"
    assert "itchy" in picture(heading_rows(headings, "itchy"))
    assert "no headings" in picture(heading_rows([], ""))


def test_what_was_before_ends_with_a_hint() -> None:
    *rows, hint = recent_rows(["rash"], [entry("Skin")])
    assert picture(rows) == "\n".join(
        ("== Recent searches", "- rash", "== Recently read", "- Skin", "- Clear history")
    )
    marked = [hint.title.text[mark.start : mark.end] for mark in hint.title.marks]
    assert marked == [">", "@"]
    assert list(recent_rows((), ())) == [hint]


# Lines

TEXT = "The immune system guards the body against germs and against cancer. " * 4


@pytest.mark.parametrize("width", [60, 120, 250, 500])
@pytest.mark.parametrize("most", [1, 2, 3])
def test_lines_are_few_and_say_that_there_is_more(look: Look, width: int, most: int) -> None:
    font = look.font(look.chrome_px)
    lines = Lines(Marked(TEXT, (Span(4, 10),)), font, width, most, look.theme.found)
    one = Lines(Marked("The"), font, 500, 1)
    assert lines.height_px <= most * one.height_px
    assert lines.text.endswith("\u2026")
    assert TEXT.startswith(lines.text.removesuffix("\u2026"))
    assert Lines(Marked("short"), font, 500, most).text == "short"


@given(
    text=st.text(max_size=60),
    cuts=st.lists(st.integers(0, 60), max_size=6),
    width=st.integers(0, 300),
    most=st.integers(1, 3),
)
def test_any_text_is_broken_into_lines(
    qapp: object, text: str, cuts: list[int], width: int, most: int
) -> None:
    edges = sorted({min(cut, len(text)) for cut in cuts})
    marks = tuple(Span(start, end) for start, end in pairwise(edges))[::2]
    look = Look(Theme.load("light"))
    lines = Lines(Marked(text, marks), look.font(15), width, most, "#ffffff")
    assert lines.height_px <= 15 * 3 * (most + 3)


# Moving


class Desk:
    """A panel in a window, and what it told."""

    def __init__(self, panel: SearchPanel) -> None:
        self.panel = panel
        self.rested: list[object] = []
        self.opened: list[object] = []
        panel.rested.connect(lambda target, _: self.rested.append(target))
        panel.opened.connect(lambda target, _: self.opened.append(target))

    @property
    def view(self) -> QAbstractItemView:
        (view,) = self.panel.findChildren(QAbstractItemView)
        return view

    @property
    def chosen(self) -> str | None:
        index = self.view.currentIndex()
        return str(index.data()) if index.isValid() else None


@pytest.fixture
def desk(show: "Shows", look: Look) -> Desk:
    panel = SearchPanel(look)
    show(panel)
    QAbstractItemModelTester(
        panel.findChildren(QAbstractItemView)[0].model(),
        QAbstractItemModelTester.FailureReportingMode.Warning,
        panel,
    )
    return Desk(panel)


def test_a_row_is_looked_at_only_once_the_reader_rests_on_it(desk: Desk, qtbot: "QtBot") -> None:
    rash, itch, skin = term("rash"), term("itch"), page("Skin")
    desk.panel.show_results(results(rash, itch, skin))
    for _ in range(3):
        desk.panel.walk(Qt.Key.Key_Down)
    assert desk.rested == []
    qtbot.waitUntil(lambda: desk.rested == [skin])


def test_other_results_let_no_row_be_chosen_and_look_at_none(desk: Desk, qtbot: "QtBot") -> None:
    desk.panel.show_results(results(term("rash")))
    desk.panel.walk(Qt.Key.Key_Down)
    desk.panel.show_results(results(term("rash"), term("itch")))
    assert desk.chosen is None
    with qtbot.assertNotEmitted(desk.panel.rested, wait=150):
        pass


def test_with_no_row_chosen_the_first_thing_found_opens(desk: Desk) -> None:
    rash = term("rash")
    desk.panel.show_results(results(rash, corrected="rash"))
    desk.panel.open_chosen()
    assert desk.opened == [rash]


def test_what_only_comes_near_is_never_opened_unasked(desk: Desk) -> None:
    desk.panel.show_results(results(nearest=[TermName(RASH, "rash")]))
    desk.panel.open_chosen()
    desk.panel.set_recent(["rash"], [])
    desk.panel.show_recent()
    desk.panel.open_chosen()
    assert desk.opened == []


def test_a_search_counts_as_used_when_a_hit_is_opened(desk: Desk, qtbot: "QtBot") -> None:
    desk.panel.show_results(results(term("rash"), query=" my  rash"))
    with qtbot.waitSignal(desk.panel.search_used) as used:
        desk.panel.open_chosen()
    assert used.args == ["my rash"]
    desk.panel.show_results(results(nearest=[TermName(RASH, "rash")]))
    desk.panel.walk(Qt.Key.Key_Down)
    with qtbot.assertNotEmitted(desk.panel.search_used):
        desk.panel.open_chosen()


def test_what_was_before_can_be_searched_again_read_again_and_forgotten(
    desk: Desk, qtbot: "QtBot"
) -> None:
    desk.panel.show_recent()
    desk.panel.set_recent(["rash"], [entry("Skin")])
    for _ in range(2):
        desk.panel.walk(Qt.Key.Key_Down)
        desk.panel.open_chosen()
    assert desk.opened == [Again("rash"), entry("Skin")]
    desk.panel.walk(Qt.Key.Key_Down)
    with qtbot.waitSignal(desk.panel.history_clear_requested):
        desk.panel.open_chosen()
    desk.panel.set_recent([], [])
    assert desk.view.model().rowCount() == 1


def test_headings_and_texts_cannot_be_clicked(desk: Desk) -> None:
    desk.panel.show_results(results(term("rash"), corrected="rash"))
    view = desk.view
    for number in range(view.model().rowCount()):
        index = view.model().index(number, 0)
        point = view.visualRect(index).center()
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert len(desk.opened) == 2


def test_the_first_row_is_reached_with_the_heading_above_it(desk: Desk) -> None:
    desk.panel.show_results(results(*(term(f"word {number}") for number in range(30))))
    desk.panel.walk(Qt.Key.Key_End)
    assert desk.chosen == "word 29"
    assert desk.view.verticalScrollBar().value() > 0
    desk.panel.walk(Qt.Key.Key_Home)
    assert desk.chosen == "word 0"
    assert desk.view.verticalScrollBar().value() == 0


def test_a_page_of_rows_is_about_what_is_in_sight(desk: Desk) -> None:
    desk.panel.show_results(results(*(term(f"word {number}") for number in range(40))))
    desk.panel.walk(Qt.Key.Key_Down)
    desk.panel.walk(Qt.Key.Key_PageDown)
    assert desk.chosen is not None
    passed = int(desk.chosen.split()[1])
    height = desk.view.visualRect(desk.view.currentIndex()).height()
    assert 0 < passed <= desk.view.viewport().height() // height
    desk.panel.walk(Qt.Key.Key_PageUp)
    assert desk.chosen == "word 0"


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("width", [190, 330])
def test_rows_are_as_high_as_what_they_say(
    desk: Desk, look: Look, percent: int, width: int
) -> None:
    desk.panel.show_results(results(term("rash", why="a spot is a rash"), passage(TEXT)))
    larger = Look(look.theme, percent)
    desk.panel.set_look(larger)
    desk.panel.resize(width, 500)
    view = desk.view
    rows = [view.visualRect(view.model().index(number, 0)) for number in range(4)]
    assert all(one.bottom() < two.top() for one, two in pairwise(rows))
    assert min(rows[1].height(), rows[3].height()) > 3 * larger.chrome_px
    assert all(row.width() <= view.viewport().width() for row in rows)
    assert not view.grab().isNull()


def test_a_model_tells_nothing_of_what_it_has_not(qapp: object) -> None:
    model = SearchModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    model.show(result_rows(results(term("rash"))))
    assert model.data(model.index(9)) is None
    assert model.choices == (1,)


def test_rows_out_of_sight_come_right_after_the_others(desk: Desk, qtbot: "QtBot") -> None:
    found = [page(f"Page {number}") for number in range(30)]
    desk.panel.show_results(results(*found))
    model = desk.view.model()
    assert 0 < model.rowCount() < 31
    qtbot.waitUntil(lambda: model.rowCount() == 31)
    desk.panel.show_results(results(*found[:2]))
    with qtbot.assertNotEmitted(model.rowsInserted, wait=20):
        assert model.rowCount() == 3


def test_who_moves_on_at_once_reaches_the_last_row(desk: Desk) -> None:
    desk.panel.show_results(results(*(page(f"Page {number}") for number in range(30))))
    desk.panel.walk(Qt.Key.Key_End)
    assert desk.chosen == "Page 29"


# The field


@pytest.fixture
def field(show: "Shows", look: Look, icons: Icons) -> SearchField:
    made, other = SearchField(look, icons), QLineEdit()
    window = QWidget()
    made.setParent(window)
    made.setGeometry(0, 0, 300, made.height())
    other.setParent(window)
    other.setGeometry(0, 100, 300, 40)
    show(window)
    made.setFocus()
    return made


@pytest.mark.parametrize(
    "key", [Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown]
)
def test_keys_that_mean_the_rows_are_handed_on(
    field: SearchField, qtbot: "QtBot", key: Qt.Key
) -> None:
    with qtbot.waitSignal(field.row_key_pressed) as pressed:
        QTest.keyClick(field, key)
    assert pressed.args == [key]


def test_home_and_end_move_in_what_is_typed(field: SearchField, qtbot: "QtBot") -> None:
    field.setText("rash")
    with qtbot.assertNotEmitted(field.row_key_pressed):
        QTest.keyClick(field, Qt.Key.Key_Home)
    assert field.cursorPosition() == 0
    with qtbot.waitSignal(field.row_key_pressed):
        QTest.keyClick(field, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)


def test_the_field_tells_when_the_keyboard_leaves_it(field: SearchField, qtbot: "QtBot") -> None:
    with qtbot.waitSignal(field.left):
        QTest.keyClick(field, Qt.Key.Key_Tab)


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_the_text_leaves_room_for_the_icon_and_the_button(
    field: SearchField, direction: Qt.LayoutDirection
) -> None:
    field.setLayoutDirection(direction)
    field.setText("a very long search that fills the whole of the field and then some more")
    (button,) = field.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    assert button.isVisible()
    assert field.rect().contains(button.geometry())
    margins, edge = field.textMargins(), button.mapTo(field, QPoint(0, 0)).x()
    if direction == Qt.LayoutDirection.LeftToRight:
        assert edge >= field.width() - margins.right() - 12
    else:
        assert edge + button.width() <= margins.left() + 12
