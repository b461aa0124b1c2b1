"""What a person sees of a page, takes from it and does at it."""

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from immuno_reader.identity import BlockId, Place, Span
from immuno_reader.library.book import Source
from immuno_reader.ui.reading.marks import Mark
from immuno_reader.ui.reading.pane import Pane
from immuno_reader.ui.theme import THEME_NAMES, Theme, ThemeName
from tests.ui.reading.conftest import CALLOUT, REF, TERM, Reading, SectionOf, paragraphs, section_of

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
EMOJI = "\U0001f489"


# The place


def test_the_top_paragraph_stays_at_every_size_width_and_theme(
    reading: Reading, handbook_section: SectionOf
) -> None:
    reading.show(handbook_section("checkpoint-inhibitors"))
    bar = reading.pane.verticalScrollBar()
    moved = []
    for number in range(20):
        reading.set_look()
        reading.resize(900)
        bar.setValue(bar.maximum() * number // 20)
        paragraph = reading.top_paragraph()
        for step, percent in enumerate((80, 125, 150, 200, 300, 100)):
            reading.set_look(THEME_NAMES[(number + step) % 4], percent)
            reading.resize((520, 700, 900, 1400)[(number + step) % 4])
            if reading.top_paragraph() != paragraph:
                moved.append((number, percent, reading.window.width(), paragraph))
    assert moved == []


def test_a_round_trip_of_sizes_and_widths_ends_on_the_same_line(
    reading: Reading, handbook_section: SectionOf
) -> None:
    reading.show(handbook_section("side-effects"))
    bar = reading.pane.verticalScrollBar()
    for number in range(1, 10):
        bar.setValue(bar.maximum() * number // 10)
        line, place = reading.top_line(), reading.pane.place
        for percent, width in ((200, 500), (80, 1400), (300, 700), (100, 900)):
            reading.set_look("dark", percent)
            reading.resize(width)
        assert reading.top_line() == line
        assert reading.pane.place == place


def test_a_place_goes_to_the_top_even_at_the_end_of_a_page(reading: Reading) -> None:
    section = reading.show(paragraphs(20))
    for block in section.blocks:
        reading.pane.go_to(Place(REF, block.id))
        assert section.text[block.start : block.end].startswith(reading.top_paragraph())


def test_scrolling_tells_the_place_and_the_place_leads_back(reading: Reading, qtbot: QtBot) -> None:
    reading.show(paragraphs(30))
    bar = reading.pane.verticalScrollBar()
    with qtbot.waitSignal(reading.pane.place_moved) as moved:
        bar.setValue(bar.maximum() // 2)
    (place,) = moved.args
    assert place == reading.pane.place
    line = reading.top_line()
    bar.setValue(0)
    assert reading.pane.place == Place(REF)
    reading.pane.go_to(place)
    assert reading.top_line() == line


def test_nothing_the_program_does_itself_counts_as_scrolling(
    reading: Reading, qtbot: QtBot
) -> None:
    section = reading.show(paragraphs(30))
    with qtbot.assertNotEmitted(reading.pane.place_moved):
        reading.pane.go_to(Place(REF, section.blocks[12].id, 40))
        reading.set_look("dark", 200)
        reading.resize(500)
        reading.show(section_of(paragraphs(9)), Place(REF, BlockId("top.p4")))
        reading.pane.set_mark_terms("never")
        reading.pane.show_message("<p>Nothing here.</p>")


def test_the_footer_of_a_page_is_a_place_too(reading: Reading) -> None:
    source = Source("a", f"The {EMOJI} Institute", "A title", "2026-01-01", "2026-11")
    reading.show(section_of(paragraphs(9), sources=(source,) * 30, checked="2026-11-24"))
    bar = reading.pane.verticalScrollBar()
    bar.setValue(bar.maximum())
    line, place = reading.top_line(), reading.pane.place
    assert "Institute" in line
    reading.set_look("sepia", 200)
    reading.set_look("light", 100)
    assert reading.top_line() == line
    assert reading.pane.place == place


def test_the_choice_of_terms_keeps_the_place(reading: Reading) -> None:
    reading.show("".join(f"<p>{TERM.format('cell')} {'word ' * 50}</p>" for _ in range(30)))
    bar = reading.pane.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    line = reading.top_line()
    reading.pane.set_mark_terms("never")
    assert reading.top_line() == line
    assert not reading.pane.links


# Selecting and copying

MIXED = (
    f"<p>First {EMOJI} word.</p><table><tr><th>Head</th><th>Other</th></tr>"
    "<tr><td>One cell</td><td>Two</td></tr></table><p>10<sup>9</sup> cells.</p>"
    '<p>A <img src="image:book/x.svg" alt="picture" width="9" height="9"> last.</p>'
)


@pytest.mark.parametrize(
    "words", [EMOJI, "word.", "One cell", "Head\nOther\nOne cell\nTwo\n10", "9 cells", "A", "last."]
)
def test_what_is_selected_is_what_was_meant(reading: Reading, words: str) -> None:
    section = reading.show(MIXED)
    start = section.text.index(words)
    span = Span(start, start + len(words))
    reading.pane.select(span)
    assert reading.pane.selected() == span
    reading.pane.clear_selection()
    assert reading.pane.selected() is None


def test_any_two_words_outside_tables_can_be_the_ends_of_a_selection(
    reading: Reading, handbook_section: SectionOf
) -> None:
    section = reading.show(handbook_section("side-effects"))
    spoken = {at for span in section.spoken for at in range(*span)}
    shown = [at for at, c in enumerate(section.text) if not c.isspace() and at not in spoken]
    for at in range(0, len(shown) - 90, 90):
        span = Span(shown[at], shown[at + 80] + 1)
        reading.pane.select(span)
        assert reading.pane.selected() == span


def test_the_space_behind_a_word_selects_no_more_than_the_word(reading: Reading) -> None:
    reading.show(f"<p>One word and {EMOJI} more.</p>")
    cursor = reading.pane.document().find("word ")
    reading.pane.setTextCursor(cursor)
    assert reading.pane.selected() == Span(4, 8)
    reading.pane.setTextCursor(reading.pane.document().find(" "))
    assert reading.pane.selected() is None


def test_a_selection_from_the_text_to_the_footer_ends_with_the_text(reading: Reading) -> None:
    section = reading.show(section_of("<p>All the words.</p>", checked="2026-11-24"))
    reading.pane.selectAll()
    assert reading.pane.selected() == Span(0, len(section.text))
    reading.pane.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied.startswith("All the words.\nWhere this page comes from\nChecked")


def test_a_power_is_copied_as_a_power(reading: Reading, qtbot: QtBot) -> None:
    reading.show(MIXED)
    with qtbot.waitSignal(reading.pane.selection_changed) as changed:
        reading.pane.selectAll()
    assert changed.args == [True]
    reading.pane.copy()
    copied = QGuiApplication.clipboard().text()
    assert copied == (
        f"First {EMOJI} word.\nHead\nOther\nOne cell\nTwo\n10 to the power 9 cells.\nA last."
    )
    data = QGuiApplication.clipboard().mimeData()
    assert not data.hasHtml()
    assert not data.hasImage()


def test_the_footer_of_a_page_can_be_copied(reading: Reading) -> None:
    reading.show(section_of("<p>Words.</p>", checked="2026-11-24"))
    document = reading.pane.document()
    reading.pane.setTextCursor(document.find("Checked against its sources on 24 November 2026."))
    reading.pane.copy()
    assert QGuiApplication.clipboard().text() == "Checked against its sources on 24 November 2026."
    assert reading.pane.selected() is None, "it is no part of the section that could be marked"


def test_a_message_can_be_copied(reading: Reading) -> None:
    reading.pane.show_message("<p>This page is not ready yet.</p>")
    reading.pane.selectAll()
    reading.pane.copy()
    assert QGuiApplication.clipboard().text() == "This page is not ready yet."


def test_f7_lets_the_keyboard_select(reading: Reading) -> None:
    section = reading.show(paragraphs(30))
    reading.pane.go_to(Place(REF, section.blocks[10].id))
    reading.pane.set_caret(is_on=True)
    for _ in range(len("Number10")):
        reading.press(Qt.Key.Key_Right, SHIFT)
    span = reading.pane.selected()
    assert span is not None
    assert section.text[span.start : span.end] == "Number10"
    reading.pane.set_caret(is_on=False)
    value = reading.pane.verticalScrollBar().value()
    reading.press(Qt.Key.Key_Down)
    assert reading.pane.verticalScrollBar().value() > value, "arrows scroll again"


def test_giving_up_a_selection_out_of_sight_scrolls_nowhere(reading: Reading) -> None:
    section = reading.show(paragraphs(40))
    start = section.text.index("Number3 ")
    reading.pane.select(Span(start, start + 7))
    reading.pane.go_to(Place(REF, section.blocks[30].id, 40))
    value, place = reading.pane.verticalScrollBar().value(), reading.pane.place
    reading.pane.clear_selection()
    assert not reading.pane.textCursor().hasSelection()
    assert reading.pane.verticalScrollBar().value() == value
    assert reading.pane.place == place


# Marks and callouts


def test_marks_are_painted_behind_the_right_words(reading: Reading) -> None:
    section = reading.show(f"<p>{EMOJI} Left alone, then marked words, then the rest.</p>")
    start = section.text.index("marked")
    colour = QColor(Theme.load("light").mark_yellow).name()
    reading.pane.set_marks([Mark(Span(start, start + len("marked words")))])
    assert colour in reading.colours(reading.rect("marked"))
    assert colour in reading.colours(reading.rect("words"))
    assert colour not in reading.colours(reading.rect("alone,"))
    assert colour not in reading.colours(reading.rect("rest."))
    reading.set_look("dark", 150)
    assert QColor(Theme.load("dark").mark_yellow).name() in reading.colours(reading.rect("words"))
    reading.pane.set_marks([])
    assert QColor(Theme.load("dark").mark_yellow).name() not in reading.colours(
        reading.rect("words")
    )


def test_a_mark_covers_no_more_than_its_words(reading: Reading) -> None:
    section = reading.show(f"<p>One {EMOJI} two three.</p><p>Four.</p>")
    colour = QColor(Theme.load("light").mark_yellow).name()
    shown = (f"One {EMOJI}", "two", "three.", "Four.")
    for words in (f"One {EMOJI}", "two ", "three.\n"):
        start = section.text.index(words)
        reading.pane.set_marks([Mark(Span(start, start + len(words)))])
        marked = [each for each in shown if colour in reading.colours(reading.rect(each))]
        assert marked == [words.strip()]
    reading.pane.set_marks([Mark(Span(3, 4))])
    assert colour not in reading.colours(reading.pane.viewport().rect())


def test_marks_are_those_of_the_section_shown(reading: Reading) -> None:
    reading.show("<p>Some words.</p>")
    reading.pane.set_marks([Mark(Span(0, 4))])
    reading.show("<p>Other words.</p>")
    assert QColor(Theme.load("light").mark_yellow).name() not in reading.colours(
        reading.rect("Other")
    )


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("kind", ["short", "note", "warning", "danger"])
def test_a_callout_is_a_box_with_a_bar_and_an_icon(
    reading: Reading, kind: str, theme: ThemeName
) -> None:
    reading.show(CALLOUT.format(kind))
    look = reading.set_look(theme)
    role = "accent" if kind == "short" else kind
    colour = QColor(getattr(look.theme, role)).name()
    soft = QColor(getattr(look.theme, f"{role}_soft")).name()
    for words in ("Inside it.", "An item."):
        rect = reading.rect(words)
        beside = QRect(rect.right() + 20, rect.center().y(), 8, 2)
        assert reading.colours(beside) == {soft}
    outside = reading.rect("After it.")
    assert reading.colours(QRect(outside.right() + 20, outside.center().y(), 8, 2)) == {
        QColor(look.theme.paper).name()
    }
    title = reading.rect("Title")
    assert colour in reading.colours(QRect(title.left() - 40, title.top(), 36, title.height()))
    column = (reading.pane.viewport().width() - look.column_px) // 2
    assert colour in reading.colours(QRect(column, reading.rect("An item.").center().y(), 4, 2))


def test_a_box_moves_with_its_text(reading: Reading) -> None:
    reading.show(CALLOUT.format("note") + paragraphs(20))
    soft = QColor(Theme.load("light").note_soft).name()
    for value in (0, 15, 30):
        reading.pane.verticalScrollBar().setValue(value)
        title = reading.rect("Title")
        assert reading.colours(QRect(title.right() + 20, title.top(), 8, 2)) == {soft}
        rect = reading.rect("An item.")
        for y, is_inside in ((rect.top(), True), (rect.bottom() + 60, False)):
            found = reading.colours(QRect(rect.right() + 20, y, 8, 2))
            assert (found == {soft}) == is_inside


def test_text_in_a_callout_keeps_clear_of_its_edges(reading: Reading) -> None:
    reading.resize(600)
    reading.show(CALLOUT.format("note").replace("Inside it.", "Inside it. " * 40))
    for percent in (100, 200, 300):
        look = reading.set_look("light", percent)
        soft = QColor(look.theme.note_soft).name()
        image = reading.picture()
        y = reading.rect("Inside it.").center().y()
        row = [QColor(image.pixel(x, y)).name() for x in range(image.width())]
        assert row.count(soft) > image.width() / 4
        last = len(row) - 1 - row[::-1].index(soft)
        assert set(row[last - 6 : last]) == {soft}


# Keys and the wheel


def test_space_turns_a_screenful_and_home_and_end_go_to_the_ends(reading: Reading) -> None:
    reading.show(paragraphs(40))
    bar, height = reading.pane.verticalScrollBar(), reading.pane.viewport().height()
    reading.press(Qt.Key.Key_Space)
    assert height * 0.7 < bar.value() <= height
    reading.press(Qt.Key.Key_Space, SHIFT)
    assert bar.value() == 0
    reading.press(Qt.Key.Key_End)
    assert bar.value() == bar.maximum()
    reading.press(Qt.Key.Key_Home)
    assert bar.value() == 0
    reading.press(Qt.Key.Key_PageDown)
    assert bar.value() > height * 0.7


def test_the_end_is_the_end_however_soon_it_is_asked_for(reading: Reading, qtbot: QtBot) -> None:
    # Qt takes the page for longer than it is until it has laid what is out of sight.
    reading.show("<h2>High</h2>" * 20 + paragraphs(60))
    pane, bar = reading.pane, reading.pane.verticalScrollBar()
    pane.set_mark_terms("never")  # lays it anew
    reading.press(Qt.Key.Key_End)
    qtbot.waitUntil(lambda: bar.maximum() == _end_px(pane))
    assert bar.value() == bar.maximum()


def test_a_press_between_paragraphs_is_there_however_soon_it_comes(reading: Reading) -> None:
    section = reading.show(paragraphs(60))
    pane, second = reading.pane, section.blocks[1]
    above = reading.rect(section.text[second.start : second.start + 20]).topLeft()
    pane.set_mark_terms("never")  # lays it anew
    gap, behind = above - QPoint(0, 6), above + QPoint(60, 4)
    QTest.mousePress(pane.viewport(), Qt.MouseButton.LeftButton, pos=gap)
    QTest.mouseMove(pane.viewport(), behind)
    QTest.mouseRelease(pane.viewport(), Qt.MouseButton.LeftButton, pos=behind)
    selected = pane.selected()
    assert selected is not None
    assert selected.end <= second.start + 20


def _end_px(pane: Pane) -> int:
    return round(pane.document().size().height()) - pane.viewport().height()


def test_a_screenful_skips_no_line(reading: Reading) -> None:
    reading.show(paragraphs(40))
    pane, last = reading.pane, ""
    while pane.verticalScrollBar().value() < pane.verticalScrollBar().maximum():
        bottom = pane.cursorForPosition(QPoint(300, pane.viewport().height() - 1))
        last = bottom.block().text().split()[0] if bottom.block().text() else last
        before = pane.verticalScrollBar().value()
        reading.press(Qt.Key.Key_Space)
        assert pane.verticalScrollBar().value() - before <= pane.viewport().height()


def test_ctrl_and_the_wheel_ask_for_another_size(reading: Reading, qtbot: QtBot) -> None:
    reading.show(paragraphs(40))
    asked: list[int] = []
    reading.pane.zoom_requested.connect(asked.append)
    reading.turn_wheel(1, CTRL)
    reading.turn_wheel(-1, CTRL)
    assert asked == [1, -1]
    assert reading.pane.verticalScrollBar().value() == 0
    reading.turn_wheel(-1)
    assert reading.pane.verticalScrollBar().value() > 0
    assert asked == [1, -1]


def test_a_touchpad_asks_for_no_more_sizes_than_a_wheel(reading: Reading) -> None:
    reading.show(paragraphs(5))
    asked: list[int] = []
    reading.pane.zoom_requested.connect(asked.append)
    for _ in range(10):
        reading.turn_wheel_by(12, CTRL)
    assert asked == [1]


def test_the_side_buttons_of_the_mouse_go_back_and_forward(reading: Reading, qtbot: QtBot) -> None:
    reading.show(paragraphs(3))
    with qtbot.waitSignal(reading.pane.back_requested):
        reading.click("Number1", Qt.MouseButton.BackButton)
    with qtbot.waitSignal(reading.pane.forward_requested):
        reading.click("Number1", Qt.MouseButton.ForwardButton)
