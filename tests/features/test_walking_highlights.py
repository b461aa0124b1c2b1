"""Walking from highlight to highlight with the keyboard, among the links of the page."""

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QPaintEvent, QTextCursor, QTextDocument
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from immuno_reader.ui.announcing import announce
from immuno_reader.ui.note_card.card import NoteCard
from immuno_reader.ui.theme import Theme
from tests.sight import area_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.features.desk import Reader

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TYPES = "What types are there?"
PASSAGE = "take the brakes off"
SENTENCE = "This table shows the main types."
EXACTLY = QTextDocument.FindFlag.FindCaseSensitively


def card(reader: "Reader") -> NoteCard | None:
    shown = [one for one in reader.window.findChildren(NoteCard) if one.isVisible()]
    return shown[0] if shown else None


def open_page(reader: "Reader") -> None:
    reader.choose("High contrast")
    reader.open_from_contents(TYPES)


def keep(reader: "Reader", words: str, written: str = "") -> None:
    """Highlight some words, or write a note about them."""
    reader.select_words(words)
    reader.press(Qt.Key.Key_M if written else Qt.Key.Key_H, CTRL)
    if written:
        reader.type(written)
        reader.press(Qt.Key.Key_Escape)


class Painted(QObject):
    """Tells which parts of a widget are painted anew."""

    def __init__(self, parent: QWidget, tell: "Callable[[QRect], None]") -> None:
        super().__init__(parent)
        self._tell = tell

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self._tell(event.rect())
        return super().eventFilter(watched, event)


def ring_of(reader: "Reader") -> QRect:
    """Return the part of the page that has all of the ring of the keyboard."""
    # In this theme alone the ring has a colour of its own.
    colour = Theme.load("contrast").focus
    return area_of(colour, reader.page.viewport().grab().toImage())


def is_ringed(reader: "Reader", words: str) -> bool:
    """Return whether the ring of the keyboard goes round just these words, all in sight."""
    viewport, ring = reader.page.viewport().rect(), ring_of(reader)
    found = reader.page.document().find(words, options=EXACTLY)
    while not found.isNull():
        start, end = QTextCursor(found), QTextCursor(found)
        start.setPosition(found.selectionStart())
        end.setPosition(found.selectionEnd())
        first, last = reader.page.cursorRect(start), reader.page.cursorRect(end)
        around = QRect(first.topLeft(), last.bottomRight())
        is_round = ring.adjusted(0, -4, 0, 4).contains(around.adjusted(2, 0, -2, 0))
        if is_round and around.adjusted(-9, -9, 9, 9).contains(ring):
            return viewport.contains(around)
        found = reader.page.document().find(words, found, EXACTLY)
    return False


def walk(reader: "Reader", *, back: bool = False) -> None:
    reader.press(Qt.Key.Key_Tab, SHIFT if back else Qt.KeyboardModifier.NoModifier)


def walk_to(reader: "Reader", words: str) -> None:
    """Press Tab on the page until the ring goes round some words."""
    reader.page.setFocus()
    for _ in range(60):
        walk(reader)
        if is_ringed(reader, words):
            return
    raise AssertionError(f"Tab does not reach {words!r}")


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return what a screen reader is given to say of highlights."""
    said: list[str] = []

    def hear(widget: QWidget, text: str) -> None:
        announce(widget, text)
        said.append(text)

    monkeypatch.setattr("immuno_reader.ui.wiring.passages.announce", hear)
    return said


def test_tab_reaches_each_highlight_among_the_links(reader: "Reader", spoken: list[str]) -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    keep(reader, "proteins", "Which are these?")
    reader.word_rect("This picture in words")
    walk_to(reader, "This picture in words")
    walked = ["This picture in words", "proteins", "proteins", "antibody", PASSAGE, "cells"]
    for words in walked[1:]:
        walk(reader)
        assert is_ringed(reader, words), words
    assert spoken == ["Highlight: proteins, with a note", f"Highlight: {PASSAGE}"]
    for words in walked[-2::-1]:
        walk(reader, back=True)
        assert is_ringed(reader, words), words
    assert spoken[2:] == spoken[1::-1]


def test_enter_opens_a_highlight_and_escape_returns_to_it(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Return)
    shown = card(reader)
    assert shown is not None
    assert reader.named(QPlainTextEdit, "Note").hasFocus()
    reader.type("Ask why.")
    reader.press(Qt.Key.Key_Escape)
    assert card(reader) is None
    assert reader.page.hasFocus()
    assert is_ringed(reader, PASSAGE), "the note that it has now made it another"
    walk(reader)
    assert is_ringed(reader, "cells")
    walk(reader, back=True)
    assert is_ringed(reader, PASSAGE)


def test_the_ring_is_only_where_the_keyboard_is(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    walk_to(reader, PASSAGE)
    shown, ring = reader.page.viewport(), ring_of(reader)
    painted: list[QRect] = []
    shown.installEventFilter(painter := Painted(shown, painted.append))
    reader.press(Qt.Key.Key_F4)
    reader.qtbot.waitUntil(lambda: any(area.contains(ring) for area in painted))
    assert not reader.page.hasFocus()
    assert ring_of(reader).isEmpty()
    shown.removeEventFilter(painter)


def test_a_highlight_out_of_sight_is_scrolled_to(reader: "Reader") -> None:
    open_page(reader)
    words = "Most of us think of vaccines"
    keep(reader, words)
    reader.scroll_to(0)
    assert words not in reader.words_in_sight
    walk_to(reader, words)


def test_a_new_look_leaves_the_keyboard_on_the_highlight(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Plus, CTRL)
    reader.choose("Dark")
    reader.choose("High contrast")
    reader.word_rect(PASSAGE)
    assert is_ringed(reader, PASSAGE)
    walk(reader)
    reader.word_rect(PASSAGE)
    assert is_ringed(reader, "cells")


def test_the_ring_goes_with_its_highlight_and_stays_while_others_go(reader: "Reader") -> None:
    open_page(reader)
    keep(reader, PASSAGE)
    keep(reader, SENTENCE)
    walk_to(reader, PASSAGE)
    reader.press(Qt.Key.Key_Z, CTRL)
    assert is_ringed(reader, PASSAGE)
    reader.press(Qt.Key.Key_Z, CTRL)
    assert ring_of(reader).isEmpty()
    reader.press(Qt.Key.Key_Return)
    assert card(reader) is None
    walk(reader)
    assert reader.page.hasFocus()
