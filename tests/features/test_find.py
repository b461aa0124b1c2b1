"""Words are found on the page, told, walked to, and left again."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QLineEdit, QTextBrowser, QWidget

from immuno_reader.identity import Span
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.theme import THEME_NAMES, Theme, ThemeName
from tests.features.desk import Reader
from tests.sight import area_of

if TYPE_CHECKING:
    from collections.abc import Callable

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
INHIBITORS = "What are checkpoint inhibitors?"
EVERYWHERE = "immun"


class Finding:
    """What a reader sees of the find bar, and of what it has found."""

    def __init__(self, reader: Reader) -> None:
        self.reader = reader

    @property
    def bars(self) -> list[QWidget]:
        """The bars in sight: one or none."""
        found = self.reader.window.findChildren(QWidget, "find")
        return [bar for bar in found if bar.isVisible()]

    @property
    def field(self) -> QLineEdit:
        return self.reader.named(QLineEdit, "Find on this page")

    @property
    def count(self) -> str:
        """What the bar says of how much it has found."""
        (bar,) = self.bars
        return " ".join(label.text() for label in bar.findChildren(QLabel))

    def look_for(self, text: str) -> None:
        self.reader.press(Qt.Key.Key_F, CTRL)
        self.reader.type(text)

    def tick(self, name: str) -> None:
        boxes = self.reader.window.findChildren(QCheckBox)
        (box,) = [box for box in boxes if box.text().replace("&", "") == name]
        box.click()

    @property
    def current(self) -> QRect:
        """Where the outlined match is on the page; an empty rectangle when none is in sight."""
        return self.extent("found_now")

    def extent(self, role: str, theme: ThemeName = "light") -> QRect:
        """Return the smallest part of the page that has all that is painted in a colour."""
        colour = getattr(Theme.load(theme), role)
        return area_of(colour, self.reader.page.viewport().grab().toImage())


@pytest.fixture
def find(reader: Reader) -> Finding:
    reader.open_from_contents(INHIBITORS)
    return Finding(reader)


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is given to say."""
    said: list[str] = []

    def hear(widget: QWidget, text: str) -> None:
        announce(widget, text)
        said.append(text)

    for module in ("ui.wiring.finding", "ui.reading.find_bar", "ui.notice"):
        monkeypatch.setattr(f"immuno_reader.{module}.announce", hear)
    return said


def occurrences(page: QTextBrowser, word: str) -> int:
    return page.toPlainText().lower().count(word)


def test_as_one_types_the_first_match_in_sight_is_marked_and_counted(find: Finding) -> None:
    reader = find.reader
    find.look_for(EVERYWHERE)
    assert find.count == f"1 of {occurrences(reader.page, EVERYWHERE)}"
    assert find.extent("found").height() > 0, "the others are marked as well"
    assert EVERYWHERE in text_at(reader.page, find.current)
    reader.type("zzz")
    assert find.count == "Not on this page"
    assert find.current.isEmpty()


def text_at(page: QTextBrowser, area: QRect) -> str:
    """Return the words that stand in a part of the page."""
    cursor = page.cursorForPosition(area.center())
    cursor.select(cursor.SelectionType.WordUnderCursor)
    return cursor.selectedText().lower()


def test_from_the_middle_of_a_page_it_goes_on_downwards(find: Finding) -> None:
    reader = find.reader
    reader.scroll_to(0.5)
    above = reader.page_text.lower().partition(reader.top_paragraph.lower())[0]
    assert EVERYWHERE in above
    find.look_for(EVERYWHERE)
    assert find.count.startswith(f"{above.count(EVERYWHERE) + 1} of ")
    assert EVERYWHERE in text_at(reader.page, find.current)


def test_a_slip_of_the_pen_costs_no_way(find: Finding) -> None:
    reader = find.reader
    find.look_for("t")
    first, line = find.count, reader.top_line
    reader.type("he full list")
    assert reader.top_line != line
    for _ in "he full list":
        reader.press(Qt.Key.Key_Backspace)
    assert find.count == first


def test_enter_and_f3_walk_round_and_say_when_they_begin_again(
    find: Finding, spoken: list[str]
) -> None:
    reader = find.reader
    find.look_for(EVERYWHERE)
    total = occurrences(reader.page, EVERYWHERE)
    steps: list[tuple[Qt.Key, Qt.KeyboardModifier]] = [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F3, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_G, CTRL),
    ]
    for number in range(2, total + 1):
        reader.press(*steps[number % 3])
        assert find.count == f"{number} of {total}"
        assert EVERYWHERE in text_at(reader.page, find.current)
        assert spoken[-1].startswith(f"{number} of {total}. ")
        assert EVERYWHERE in spoken[-1].lower(), "with the words around it"
    reader.press(Qt.Key.Key_Return)
    assert find.count == f"1 of {total} \u00b7 from the top"
    assert spoken[-1].startswith(f"From the top again: 1 of {total}")
    for key, modifiers in ((Qt.Key.Key_Return, SHIFT), (Qt.Key.Key_F3, SHIFT)):
        reader.press(key, modifiers)
    assert find.count == f"{total - 1} of {total}"
    reader.press(Qt.Key.Key_G, CTRL | SHIFT)
    reader.press_button("Next match")
    reader.press_button("Previous match")
    assert find.count == f"{total - 2} of {total}"
    assert find.field.hasFocus()


def test_a_match_out_of_sight_is_scrolled_to_with_what_is_above_it(find: Finding) -> None:
    reader = find.reader
    reader.scroll_to(0)
    before = reader.place
    find.look_for("where this page comes from")
    assert find.count == "1 of 1", "the end of the page speaks of itself, and is searched too"
    line = reader.page.fontMetrics().height()
    assert find.current.top() > 2 * line
    assert reader.place != before, "and that is where the reader is now"


def test_escape_closes_it_and_the_reader_stays(find: Finding) -> None:
    reader = find.reader
    find.look_for("where this page comes from")
    line, place = reader.top_line, reader.place
    reader.press(Qt.Key.Key_Escape)
    assert not find.bars
    assert find.current.isEmpty()
    assert find.extent("found").isEmpty()
    assert reader.page.hasFocus()
    assert (reader.top_line, reader.place) == (line, place)


def test_escape_closes_first_the_card_then_the_bar_then_full_screen(find: Finding) -> None:
    reader = find.reader
    reader.press(Qt.Key.Key_F11)
    reader.qtbot.waitUntil(reader.window.isFullScreen)
    find.look_for(EVERYWHERE)
    reader.page.setFocus()
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Return)
    assert reader.card
    for is_open, is_full in ((True, True), (False, True), (False, False)):
        reader.press(Qt.Key.Key_Escape)
        assert not reader.card
        assert (bool(find.bars), reader.window.isFullScreen()) == (is_open, is_full)


def test_escape_closes_a_card_that_came_by_itself_before_the_bar(find: Finding) -> None:
    reader = find.reader
    find.look_for(EVERYWHERE)
    reader.rest_on_word("checkpoints")
    reader.qtbot.waitUntil(lambda: reader.card is not None)
    assert find.field.hasFocus()
    reader.press(Qt.Key.Key_Escape)
    assert not reader.card
    assert find.bars
    reader.press(Qt.Key.Key_Escape)
    assert not find.bars


def test_selected_words_are_what_is_looked_for(find: Finding) -> None:
    reader = find.reader
    word = "brakes"
    reader.select_words(word)
    reader.press(Qt.Key.Key_F, CTRL)
    assert find.field.text() == word
    assert text_at(reader.page, find.current) == word
    assert not reader.page.textCursor().hasSelection(), "it would hide the mark"


def test_what_was_looked_for_last_is_there_again(find: Finding) -> None:
    reader = find.reader
    find.look_for(EVERYWHERE)
    count = find.count
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_F3)
    assert find.field.text() == EVERYWHERE
    assert find.count == count
    reader.type("b")
    assert find.field.text() == "b", "it is selected, and typing replaces it"


def test_f3_asks_what_to_find_when_nothing_is_marked(find: Finding) -> None:
    find.reader.choose("Find next")
    assert find.field.hasFocus()
    assert find.count == ""
    find.look_for("zzz")
    find.reader.page.setFocus()
    find.reader.press(Qt.Key.Key_F3)
    assert find.field.hasFocus()
    assert find.count == "Not on this page"


def test_case_accents_and_whole_words(find: Finding) -> None:
    reader = find.reader
    find.look_for("CELL")
    every = find.count
    assert every.endswith(f"of {occurrences(reader.page, 'cell')}")
    find.tick("Whole words")
    whole = int(find.count.rpartition(" ")[2])
    assert 0 < whole < int(every.rpartition(" ")[2])
    find.tick("Match case")
    assert find.count == "Not on this page"
    find.tick("Whole words")
    find.tick("Match case")
    assert find.count == every


def test_what_is_found_holds_in_another_size_theme_and_section(find: Finding) -> None:
    reader = find.reader
    find.look_for(EVERYWHERE)
    reader.press(Qt.Key.Key_Return)
    count = find.count
    reader.choose("Larger text")
    reader.choose("Dark")
    assert find.count == count
    assert not find.extent("found_now", "dark").isEmpty()
    reader.choose("Next section")
    total = occurrences(reader.page, EVERYWHERE)
    assert find.count == f"{total} on this page"
    reader.press(Qt.Key.Key_F3)
    assert find.count == f"1 of {total}"


def test_the_marks_of_another_search_come_back_and_f3_walks_them(
    find: Finding, spoken: list[str]
) -> None:
    reader = find.reader
    word = "the "

    def finder(text: str) -> list[Span]:
        starts = [at for at in range(len(text)) if text.startswith(word, at)]
        return [Span(at, at + len(word)) for at in starts]

    pane = reader.page
    pane.set_finder(finder)  # type: ignore[attr-defined]
    reader.page.setFocus()
    reader.press(Qt.Key.Key_F3)
    total = pane.toPlainText().count(word)
    assert spoken[-1].startswith(f"1 of {total}. ")
    assert not find.bars
    reader.press(Qt.Key.Key_F3, SHIFT)
    assert "From the end again" in reader.notice
    find.look_for(EVERYWHERE)
    assert find.count.endswith(f"of {occurrences(pane, EVERYWHERE)}")
    reader.press(Qt.Key.Key_Escape)
    reader.press(Qt.Key.Key_F3)
    assert f"of {total}. " in spoken[-1]
    find.look_for(EVERYWHERE)
    pane.set_finder(finder)  # type: ignore[attr-defined]
    assert not find.bars, "the bar goes when the page shows what else was looked for"
    reader.press(Qt.Key.Key_F3)
    assert f"of {total}" in spoken[-1]


def test_a_kept_passage_is_seen_under_what_is_found_in_it(find: Finding) -> None:
    reader = find.reader
    word = "brakes"
    reader.select_words(word)
    reader.press(Qt.Key.Key_D, CTRL)
    find.look_for(word)
    mark, match = find.extent("mark_yellow"), find.current
    mark = mark.united(find.extent("mark_yellow_edge"))
    assert not mark.isEmpty()
    assert not match.isEmpty()
    assert mark.top() < match.top()
    assert mark.bottom() > match.bottom()


@pytest.mark.parametrize("theme", THEME_NAMES)
def test_the_current_match_is_outlined_in_every_theme(find: Finding, theme: ThemeName) -> None:
    names = {"light": "Light", "sepia": "Sepia", "dark": "Dark", "contrast": "High contrast"}
    find.reader.choose(names[theme])
    find.look_for(EVERYWHERE)
    inside, edge = find.extent("found_now", theme), find.extent("found_edge", theme)
    assert edge.adjusted(-1, -1, 1, 1).contains(inside)
    assert find.extent("found", theme).height() > 0


def test_the_keyboard_reaches_all_of_the_bar(find: Finding) -> None:
    reader = find.reader
    find.look_for("cell")
    reader.press(Qt.Key.Key_Tab, SHIFT)
    assert reader.page.hasFocus()
    find.field.setFocus()
    names = []
    for _ in range(6):
        focus = QApplication.focusWidget()
        assert focus is not None
        names.append(focus.accessibleName() or getattr(focus, "text", str)().replace("&", ""))
        reader.press(Qt.Key.Key_Tab)
    assert names == [
        "Find on this page",
        "Previous match",
        "Next match",
        "Match case",
        "Whole words",
        "Close the find bar",
    ]
    for _ in range(2):
        reader.press(Qt.Key.Key_Tab, SHIFT)
    before = find.count
    reader.press(Qt.Key.Key_Space)
    assert int(find.count.rpartition(" ")[2]) < int(before.rpartition(" ")[2])
    reader.press(Qt.Key.Key_Tab)
    reader.press(Qt.Key.Key_Space)
    assert not find.bars
    assert reader.page.hasFocus()


def test_the_bar_fits_a_small_window_with_large_text(start: "Callable[..., Reader]") -> None:
    reader = start(size=(1024, 700))
    find = Finding(reader)
    find.look_for(EVERYWHERE)
    for _ in range(6):
        reader.choose("Larger text")
        (bar,) = find.bars
        parts = [part for part in bar.findChildren(QWidget) if part.isVisible()]
        assert len(parts) >= 7
        for part in parts:
            assert bar.rect().contains(part.geometry()), part
            assert part.width() >= part.minimumSizeHint().width()
        assert not any(
            one.geometry().intersects(other.geometry())
            for one in parts
            for other in parts
            if one is not other
        )
        assert reader.page.height() > 4 * reader.page.fontMetrics().height()
