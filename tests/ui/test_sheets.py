import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QTextDocument
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader import __version__
from immuno_reader.identity import Language, PackId
from immuno_reader.library.book import Pack
from immuno_reader.ui.actions import MENUS, OTHER_KEYS, ROWS
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.sheets import Sheet, about_html, shortcuts_html
from immuno_reader.ui.theme import Look, Theme

ENGLISH = Language("en")
PACK = Pack(
    PackId("book"),
    "A <b>Book</b> & more",
    "1.2",
    "CC-BY-4.0",
    "The Publisher.",
    "2026-11-24",
    (ENGLISH,),
    ENGLISH,
)


def words(html: str) -> str:
    document = QTextDocument()
    document.setHtml(html)
    return document.toPlainText()


def native(key: str) -> str:
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def test_every_shortcut_is_listed_with_what_it_does(qapp: QApplication) -> None:
    lines = words(shortcuts_html()).splitlines()
    for text, keys in (*((row.text, row.keys) for row in ROWS), *OTHER_KEYS):
        if keys:
            name = text.replace("&", "")
            said = [lines[at + 1] for at, line in enumerate(lines[:-1]) if line == name]
            assert any(all(native(key) in keys_said for key in keys) for keys_said in said), name


def test_what_has_no_shortcut_is_not_listed(qapp: QApplication) -> None:
    lines = words(shortcuts_html()).splitlines()
    assert not {row.text.replace("&", "") for row in ROWS if not row.keys} & set(lines)


def test_the_shortcuts_stand_in_the_order_of_the_menus(qapp: QApplication) -> None:
    heads = re.findall("<h2>(.*?)</h2>", shortcuts_html())
    tops = [text.replace("&", "") for name, text in MENUS if "/" not in name]
    assert heads == [*(top for top in tops if top in heads), "On the page and in lists"]
    assert len(heads) > 5


def test_about_says_what_is_true_of_each_book(qapp: QApplication) -> None:
    said = words(about_html([PACK], Path("/home/a & b/<profile>")))
    assert "A <b>Book</b> & more" in said
    assert (
        "Version 1.2. Checked against its sources on 24 November 2026. "
        "Published by The Publisher. Licence: CC-BY-4.0." in said
    )
    assert "No clinician has reviewed this book as a whole." in said
    assert "It is not medical advice." in said
    assert f"Immuno Reader {__version__}, MIT licence." in said
    assert said.endswith(str(Path("/home/a & b/<profile>")))


def test_a_book_that_says_nothing_of_itself_has_its_title_at_least(qapp: QApplication) -> None:
    bare = Pack(PackId("b"), "Bare", "", "", "", "", (ENGLISH,), ENGLISH)
    said = words(about_html([bare], Path("p")))
    assert "Bare" in said
    assert "Version ." not in said
    assert "Licence: ." not in said


@pytest.fixture
def parent(qtbot: QtBot) -> QWidget:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(900, 700)
    with qtbot.waitExposed(window):
        window.show()
    return window


@pytest.mark.parametrize("percent", [80, 100, 300])
def test_a_sheet_is_read_from_its_top_and_fits_the_screen(
    parent: QWidget, qtbot: QtBot, percent: int
) -> None:
    look = Look(Theme.load("light"), percent)
    sheet = Sheet("Keyboard shortcuts", shortcuts_html(), look, parent)
    with qtbot.waitActive(sheet):
        sheet.show()
    (text,) = sheet.findChildren(LinkedText)
    assert text.accessibleName() == "Keyboard shortcuts"
    assert text.toPlainText().startswith("Keyboard shortcuts")
    assert text.verticalScrollBar().value() == 0
    assert text.document().size().width() <= text.viewport().width() + 1
    assert sheet.screen().availableGeometry().width() >= sheet.width()
    assert sheet.screen().availableGeometry().height() >= sheet.height()
    sheet.close()


@pytest.mark.parametrize("how", ["escape", "enter", "click"])
def test_a_sheet_is_closed_by_escape_enter_or_a_click(
    parent: QWidget, qtbot: QtBot, how: str
) -> None:
    sheet = Sheet("About", about_html([PACK], Path("p")), Look(Theme.load("dark")), parent)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    (close,) = sheet.findChildren(QPushButton)
    with qtbot.waitSignal(sheet.destroyed):
        if how == "click":
            QTest.mouseClick(close, Qt.MouseButton.LeftButton)
        else:
            focus = sheet.focusWidget()
            assert focus is not None
            QTest.keyClick(focus, Qt.Key.Key_Escape if how == "escape" else Qt.Key.Key_Return)


def test_the_keyboard_scrolls_a_long_sheet(parent: QWidget, qtbot: QtBot) -> None:
    sheet = Sheet("Keys", shortcuts_html(), Look(Theme.load("light"), 300), parent)
    with qtbot.waitActive(sheet):
        sheet.show()
        sheet.activateWindow()
    (text,) = sheet.findChildren(LinkedText)
    focus = sheet.focusWidget()
    assert focus is not None
    QTest.keyClick(focus, Qt.Key.Key_PageDown)
    assert text.verticalScrollBar().value() > 0
    sheet.close()
