"""The card on which a reader writes about what they keep: nothing typed is ever lost."""

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from immuno_reader.ui.chrome import chrome_css
from immuno_reader.ui.note_card.card import NoteCard
from immuno_reader.ui.note_card.content import NoteContent
from immuno_reader.ui.theme import THEME_NAMES, Icons, Look, Theme, ThemeName

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

QUOTE = "Go to an emergency department, or call for emergency help."
ITEM = NoteContent(
    "a1", QUOTE, "Ask on Tuesday.", "green", ("diet",), created="2026-11-28T09:00:00Z"
)
CTRL, NO_KEYS = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton


def ink_height(field: QPlainTextEdit) -> int:
    """Return how high the letters in an empty field are."""
    image = field.viewport().grab().toImage()
    ground = image.pixel(1, image.height() - 2)
    rows = [
        y
        for y in range(image.height())
        if any(image.pixel(x, y) != ground for x in range(4, image.width() - 4))
    ]
    return rows[-1] - rows[0]


class Writing:
    """A person at a page with the card over it."""

    def __init__(self, qtbot: "QtBot", percent: int = 100, theme: ThemeName = "light") -> None:
        self._qtbot = qtbot
        self.window = QWidget()
        self.window.resize(1024, 700)
        look = Look(Theme.load(theme), percent)
        self.window.setStyleSheet(chrome_css(look))
        self.page = QTextEdit(self.window)
        self.page.setGeometry(0, 0, 1024, 700)
        self.card = NoteCard(look, Icons(look.theme), self.window)
        self.edits: list[tuple[str, dict[str, Any]]] = []
        self.told: list[str] = []
        self.card.edited.connect(lambda id, values: self.edits.append((id, values)))
        self.card.remove_requested.connect(lambda id: self.told.append(f"remove {id}"))
        self.card.accept_requested.connect(lambda id: self.told.append(f"accept {id}"))
        self.card.closed.connect(lambda: self.told.append("closed"))
        qtbot.addWidget(self.window)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.page.setFocus()

    def place(self, x: int = 400, y: int = 300) -> QRect:
        corner = self.window.mapToGlobal(QPoint(x, y))
        return QRect(corner.x(), corner.y(), 200, 50)

    def show(self, content: NoteContent = ITEM, known: tuple[str, ...] = ()) -> None:
        self.card.show_item(content, self.place(), known)
        QApplication.processEvents()

    def named(self, name: str) -> QWidget:
        """Return the field or button in sight that a screen reader calls so."""
        kinds = (QAbstractButton, QLineEdit, QPlainTextEdit)
        found = [
            part
            for kind in kinds
            for part in self.card.findChildren(kind)
            if part.isVisible() and name in (part.accessibleName(), part.property("text"))
        ]
        assert len(found) == 1, f"{len(found)} called {name!r}"
        return found[0]

    @property
    def note(self) -> QPlainTextEdit:
        found = self.named("Note")
        assert isinstance(found, QPlainTextEdit)
        return found

    @property
    def labels(self) -> QLineEdit:
        found = self.named("Labels, with commas between them")
        assert isinstance(found, QLineEdit)
        return found

    @property
    def words(self) -> str:
        """All that is written on the card, but in fields."""
        labels = self.card.findChildren(QLabel)
        shown = (label.text().replace("\u200b", "") for label in labels if label.isVisible())
        return "\n".join(shown)

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_KEYS) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifiers)

    def type(self, text: str) -> None:
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClicks(focus, text)

    def paste(self, text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        self.note.paste()

    def click(self, name: str) -> None:
        QTest.mouseClick(self.named(name), LEFT)

    def click_elsewhere(self) -> None:
        QTest.mouseClick(self.page.viewport(), LEFT, NO_KEYS, QPoint(5, 690))


@pytest.fixture
def make_writing(qtbot: "QtBot", typeface: None) -> "Callable[..., Writing]":
    return lambda **given: Writing(qtbot, **given)


@pytest.fixture
def writing(make_writing: "Callable[..., Writing]") -> Writing:
    return make_writing()


# What it shows


def test_it_shows_what_is_kept_and_when(writing: Writing) -> None:
    writing.show()
    assert QUOTE in writing.words
    assert "Kept on 28 November 2026" in writing.words
    assert writing.note.toPlainText() == "Ask on Tuesday."
    assert writing.labels.text() == "diet"
    assert writing.note.hasFocus(), "it can be written at once"
    assert not writing.card.isModal()
    assert writing.card.item == "a1"


def test_a_section_that_is_kept_has_no_colour(writing: Writing) -> None:
    writing.show(NoteContent("b", "When should I call?", is_passage=False))
    assert "When should I call?" in writing.words
    names = [
        one.accessibleName()
        for one in writing.card.findChildren(QAbstractButton)
        if one.isVisible()
    ]
    assert not any("green" in name for name in names)


def test_a_long_passage_is_shortened_to_whole_words(writing: Writing) -> None:
    writing.show(ITEM._replace(quote="Sixteen letters " * 60))
    (quote,) = (line for line in writing.words.splitlines() if line.startswith("Sixteen"))
    assert len(quote) < 200
    assert quote.endswith(("Sixteen\u2026", "letters\u2026"))


def test_words_that_have_changed_stand_beside_those_of_today(writing: Writing) -> None:
    writing.show(ITEM._replace(changed="Go to the nearest hospital."))
    for words in (QUOTE, "Go to the nearest hospital.", "You kept", "The page says now"):
        assert words in writing.words
    writing.type(" And")
    writing.click("Keep the new words")
    assert writing.told == ["accept a1"]
    assert writing.edits == [("a1", {"note": "Ask on Tuesday. And"})]
    writing.show()
    assert "The page says now" not in writing.words


def test_lost_words_are_there_in_full(writing: Writing) -> None:
    long = "These words are gone from the page. " * 20
    writing.show(ITEM._replace(quote=long, is_lost=True))
    assert "no longer on the page" in writing.words
    assert long in writing.words


def test_a_screen_reader_meets_labelled_fields(writing: Writing) -> None:
    writing.show()
    dialog = QAccessible.queryAccessibleInterface(writing.card)
    assert dialog.role() == QAccessible.Role.Dialog
    assert dialog.text(QAccessible.Text.Name) == "Your highlight"
    assert QUOTE in dialog.text(QAccessible.Text.Description)
    for part in (*writing.card.findChildren(QAbstractButton), writing.note, writing.labels):
        interface = QAccessible.queryAccessibleInterface(part)
        assert interface.text(QAccessible.Text.Name)


# Nothing typed is lost


@pytest.mark.parametrize(
    "way", ["Escape", "Ctrl+Enter", "Close", "elsewhere", "another", "rest", "leaving", "Remove"]
)
def test_what_was_typed_is_told_however_the_card_is_left(
    writing: Writing, qtbot: "QtBot", way: str
) -> None:
    writing.show()
    writing.type(" And eat!")
    assert writing.edits == []
    match way:
        case "Escape":
            writing.press(Qt.Key.Key_Escape)
        case "Ctrl+Enter":
            writing.press(Qt.Key.Key_Return, CTRL)
        case "Close" | "Remove":
            writing.click(way)
        case "elsewhere":
            writing.click_elsewhere()
        case "another":
            writing.show(NoteContent("b2", "Other words"))
        case "rest":
            qtbot.waitUntil(lambda: bool(writing.edits))
        case "leaving":
            writing.press(Qt.Key.Key_Tab)
    assert writing.edits == [("a1", {"note": "Ask on Tuesday. And eat!"})]
    is_open = way in ("another", "rest", "leaving")
    assert writing.card.isVisible() == is_open
    assert ("closed" in writing.told) != is_open


def test_nothing_is_told_when_nothing_was_changed(writing: Writing) -> None:
    odd = ITEM._replace(note="One\r\ntwo\rthree\u2028four\n", labels=("a  b", "A b", ""))
    writing.show(odd)
    writing.press(Qt.Key.Key_Tab)
    writing.press(Qt.Key.Key_Tab)
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == []


def test_each_change_is_told_once(writing: Writing) -> None:
    writing.show()
    writing.type("!")
    writing.press(Qt.Key.Key_Tab)
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == [("a1", {"note": "Ask on Tuesday.!"})]


def test_enter_writes_a_line_and_tab_goes_on(writing: Writing) -> None:
    writing.show(ITEM._replace(note=""))
    writing.type("One")
    writing.press(Qt.Key.Key_Return)
    writing.type("two")
    writing.press(Qt.Key.Key_Tab)
    assert writing.labels.hasFocus()
    assert writing.edits == [("a1", {"note": "One\ntwo"})]


def test_the_rest_of_what_is_typed_outlives_a_change_from_elsewhere(writing: Writing) -> None:
    writing.show()
    writing.card.refresh(ITEM._replace(note="Taken back.", colour="pink"))
    assert writing.note.toPlainText() == "Taken back."
    writing.type(" More")
    writing.card.refresh(ITEM._replace(note="From another window."))
    assert writing.note.toPlainText() == "Taken back. More"
    writing.card.refresh(NoteContent("other", "x", "y"))
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == [("a1", {"note": "Taken back. More"})]


PLAIN = [
    "<b>bold</b> & <script>x</script>",
    "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd",
    "\U0001f489 \U0001f469\u200d\U0001f52c e\u0301",
    "a\u00a0b\ttab",
    "&amp; %s {0}",
]


@pytest.mark.parametrize("text", PLAIN)
def test_whatever_is_pasted_is_plain_text(writing: Writing, text: str) -> None:
    writing.show(ITEM._replace(note=""))
    writing.paste(text)
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == [("a1", {"note": text})]
    writing.show(ITEM._replace(note=text, quote=text, labels=(text.replace(",", ""),)))
    assert " ".join(text.split()) in writing.words.splitlines()
    writing.press(Qt.Key.Key_Escape)
    assert len(writing.edits) == 1


@pytest.mark.parametrize("text", ["word word " * 100_000, "x" * 1_000_000, "\U0001f489" * 250_000])
def test_a_megabyte_is_pasted_kept_and_still_written_in(writing: Writing, text: str) -> None:
    writing.show(ITEM._replace(note=""))
    writing.paste(text)
    writing.type("z")
    writing.press(Qt.Key.Key_Return)
    writing.type("y")
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == [("a1", {"note": text + "z\ny"})]


@given(text=st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n")))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_any_text_is_shown_and_told_as_it_is(writing: Writing, text: str) -> None:
    writing.edits.clear()
    writing.show(ITEM._replace(note=text))
    writing.type("!")
    writing.card.close_card()
    assert writing.edits == [("a1", {"note": text + "!"})]


# Colour, labels, removing


def test_another_colour_is_told_and_shown(writing: Writing) -> None:
    writing.show()
    writing.type("!")
    writing.click("Make it pink")
    assert ("a1", {"colour": "pink"}) in writing.edits
    assert writing.named("Make it pink").property("checked")
    assert not writing.named("Make it green").property("checked")
    ground = QColor(Theme.load("light").mark_pink)
    image = writing.card.grab().toImage()
    assert any(
        image.pixelColor(x, y) == ground for x in range(40, 300, 7) for y in range(40, 200, 3)
    )
    writing.press(Qt.Key.Key_Escape)
    assert [values for _, values in writing.edits if "note" in values] == [
        {"note": "Ask on Tuesday.!"}
    ]


def test_labels_are_told_each_once(writing: Writing) -> None:
    writing.show()
    writing.labels.setFocus()
    writing.labels.selectAll()
    writing.type(" for the  nurse,, Diet , diet,x")
    writing.press(Qt.Key.Key_Return)
    assert writing.edits == [("a1", {"labels": ("for the nurse", "Diet", "x")})]


def test_known_labels_are_offered_while_one_is_typed(writing: Writing, qtbot: "QtBot") -> None:
    writing.show(known=("signs", "for the nurse", "diet"))
    writing.labels.setFocus()
    writing.press(Qt.Key.Key_End)
    writing.type(", FO")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Qt.Key.Key_Down)
    QTest.keyClick(popup, Qt.Key.Key_Return)
    assert writing.labels.text().startswith("diet, for the nurse")
    assert writing.card.isVisible()
    writing.type("di")
    assert QApplication.activePopupWidget() is None, "a label that it has is not offered again"
    writing.labels.backspace()
    writing.labels.backspace()
    writing.press(Qt.Key.Key_Escape)
    assert writing.edits == [("a1", {"labels": ("diet", "for the nurse")})]


def test_remove_asks_once_and_closes(writing: Writing) -> None:
    writing.show()
    writing.click("Remove")
    assert writing.told == ["closed", "remove a1"]
    assert writing.card.item is None


# The keyboard


def test_the_keyboard_goes_back_to_the_page(writing: Writing) -> None:
    writing.show()
    writing.press(Qt.Key.Key_Escape)
    assert writing.page.hasFocus()
    writing.card.show_item(ITEM, writing.place(), take_focus=False)
    assert writing.page.hasFocus()


def test_tab_walks_round_the_card(writing: Writing) -> None:
    writing.show(ITEM._replace(changed="New words."))
    walked = []
    for _ in range(9):
        focus = QApplication.focusWidget()
        assert focus is not None
        walked.append(focus.accessibleName() or focus.property("text"))
        writing.press(Qt.Key.Key_Tab)
    assert walked == [
        *("Note", "Labels, with commas between them", "Remove", "Close"),
        *("Make it yellow", "Make it green", "Make it blue", "Make it pink"),
        "Keep the new words",
    ]
    assert writing.note.hasFocus()


# Where it lies


@pytest.mark.parametrize("theme", THEME_NAMES)
@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("more", [{}, {"changed": "New words. " * 30}, {"is_lost": True}])
def test_it_fits_the_window_and_leaves_the_words_in_sight(
    make_writing: "Callable[..., Writing]", theme: ThemeName, percent: int, more: dict[str, Any]
) -> None:
    writing = make_writing(percent=percent, theme=theme)
    for x, y in ((300, 100), (800, 600), (20, 330)):
        writing.card.show_item(ITEM._replace(**more), writing.place(x, y))
        QApplication.processEvents()
        card = writing.card.geometry()
        assert writing.window.rect().contains(card)
        assert writing.card.covers_word or not card.intersects(QRect(x, y, 200, 50))
        assert writing.note.visibleRegion().boundingRect().height() > 40
        buttons = [one for one in writing.card.findChildren(QAbstractButton) if one.isVisible()]
        assert all(min(one.width(), one.height()) >= 24 for one in buttons)
        for name in ("Remove", "Close"):
            assert writing.named(name).visibleRegion().boundingRect().height() >= 24


def test_the_note_grows_with_its_lines_and_then_scrolls(writing: Writing) -> None:
    writing.show(ITEM._replace(note="One line"))
    heights, side = [writing.note.height()], writing.card.geometry().top() > 300
    for _ in range(12):
        writing.press(Qt.Key.Key_Return)
        heights.append(writing.note.height())
    assert heights == sorted(heights)
    assert len(set(heights)) > 4
    assert heights[-1] == heights[-2]
    assert writing.note.verticalScrollBar().maximum() > 0
    assert (writing.card.geometry().top() > 300) == side, "it stays on its side while one types"
    assert writing.window.rect().contains(writing.card.geometry())


def test_a_word_without_end_makes_the_card_no_wider(writing: Writing) -> None:
    writing.show()
    width = writing.card.width()
    writing.show(ITEM._replace(quote="x" * 5000, is_lost=True, labels=("y" * 500,)))
    assert writing.card.width() == width
    assert writing.window.rect().contains(writing.card.geometry())


def test_what_stands_in_an_empty_note_grows_with_the_text(qtbot: "QtBot") -> None:
    writing, heights = Writing(qtbot), []
    for percent in (100, 200):
        look = Look(Theme.load("light"), percent)
        writing.window.setStyleSheet(chrome_css(look))
        writing.card.set_look(look, Icons(look.theme))
        writing.show(ITEM._replace(note=""))
        writing.page.setFocus()
        heights.append(ink_height(writing.note))
        writing.card.close_card()
    assert heights[1] > 1.6 * heights[0]
