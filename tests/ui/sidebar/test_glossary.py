"""The glossary panel on a real widget."""

import time
from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QListView,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import SectionEntry, Term, TermName
from immuno_reader.shelf.moments import stamp
from immuno_reader.shelf.word import Word, new_word
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.sidebar.glossary import GlossaryPanel
from immuno_reader.ui.theme import Icons, Look, Theme

WARNS = QAbstractItemModelTester.FailureReportingMode.Warning
NAMES = ("2-DG", "antibody", "antigen", "B cell", "éclair cell", "memory B cell", "T cell")


def ref(name: str) -> TermRef:
    return TermRef(PackId("book"), TermId(name))


def entry(title: str) -> SectionEntry:
    section = SectionRef(PackId("book"), SectionId(title.lower().replace(" ", "-")))
    return SectionEntry(section, title, 0, "section", PackId("book"), Language("en"))


def term(name: str, *used_in: SectionEntry, explained_in: tuple[SectionEntry, ...] = ()) -> Term:
    return Term(
        ref=ref(name),
        name=name,
        aliases=(),
        abbreviation="",
        say="",
        definition_html='<p>Made by <a class="term" href="term:book/B cell">B cells</a>. See'
        ' <a href="section:book/what#top">here</a> or <a href="https://example.org">there</a>.</p>',
        definition="Made by B cells. See here or there.",
        see=(),
        explained_in=explained_in,
        used_in=used_in,
        language=Language("en"),
        sources=(),
    )


class Desk:
    """A panel, and what the person asked for."""

    def __init__(self, panel: GlossaryPanel) -> None:
        self.panel = panel
        self.wishes: list[object] = []
        panel.term_requested.connect(self.wishes.append)
        panel.absent_requested.connect(lambda name: self.wishes.append(("absent", name)))
        panel.star_requested.connect(lambda ref: self.wishes.append(("star", ref)))
        panel.section_requested.connect(lambda *where: self.wishes.append(where))
        panel.address_activated.connect(self.wishes.append)

    @property
    def field(self) -> QLineEdit:
        found = self.panel.findChild(QLineEdit)
        assert isinstance(found, QLineEdit)
        return found

    @property
    def view(self) -> QListView:
        found = self.panel.findChild(QListView)
        assert isinstance(found, QListView)
        return found

    @property
    def page(self) -> LinkedText:
        found = self.panel.findChild(LinkedText)
        assert isinstance(found, LinkedText)
        return found

    def choose(self, name: str) -> QRadioButton:
        buttons = self.panel.findChildren(QRadioButton)
        (button,) = (each for each in buttons if name in (each.text(), each.accessibleName()))
        button.click()
        return button

    def said(self, text: str) -> str:
        model = self.view.model()
        row = self.rows().index(text)
        return str(model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole))

    def rows(self) -> list[str]:
        model = self.view.model()
        return [str(model.index(row, 0).data()) for row in range(model.rowCount())]

    def sentence(self) -> str:
        shown = [label.text() for label in self.panel.findChildren(QLabel) if label.isVisible()]
        return " ".join(shown)

    def follow(self, text: str) -> None:
        link = next(link for link in self.page.links if text in link.href)
        self.page.link_activated.emit(link.href, QRect())


@pytest.fixture
def desk(show: Callable[[QWidget], None], look: Look, icons: Icons) -> Desk:
    panel = GlossaryPanel(look, icons)
    panel.set_names(
        [TermName(ref(name), name) for name in NAMES], {ref("antibody"): ("immunoglobulin", "Ig")}
    )
    show(panel)
    panel.setFocus()
    return Desk(panel)


def test_terms_stand_under_their_letters(desk: Desk) -> None:
    assert desk.rows() == [
        "#", "2-DG", "A", "antibody", "antigen", "B", "B cell",
        "E", "éclair cell", "M", "memory B cell", "T", "T cell",
    ]  # fmt: skip


def test_the_filter_finds_names_anywhere_and_those_that_begin_so_first(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "b CELL")
    assert desk.rows() == ["B cell", "memory B cell"]
    desk.field.setText("t")
    assert desk.rows() == ["T cell", "antibody", "antigen"]


def test_the_filter_minds_neither_accents_nor_dashes(desk: Desk) -> None:
    desk.field.setText("ECLAIR")
    assert desk.rows() == ["éclair cell"]
    desk.field.setText("2\u2011dg")
    assert desk.rows() == ["2-DG"]


def test_a_term_found_by_another_name_says_which(desk: Desk) -> None:
    desk.field.setText("globulin")
    index = desk.view.model().index(0, 0)
    assert index.data() == "antibody"
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == "antibody, immunoglobulin"


def test_no_match_says_so_in_the_words_typed(desk: Desk) -> None:
    desk.field.setText("<b>xyz")
    assert desk.sentence() == "No term has \u201c<b>xyz\u201d."
    desk.field.clear()
    assert desk.sentence() == ""
    assert len(desk.rows()) == 13


def test_enter_in_the_field_opens_the_first_match(desk: Desk) -> None:
    QTest.keyClicks(desk.field, "anti")
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.wishes == [ref("antibody")]
    desk.field.setText("nothing has this")
    QTest.keyClick(desk.field, Qt.Key.Key_Return)
    assert desk.wishes == [ref("antibody")]


def test_escape_and_the_button_empty_the_field(desk: Desk) -> None:
    button = desk.field.findChild(QToolButton)
    assert isinstance(button, QToolButton)
    assert not button.isVisible()
    desk.field.setText("anti")
    assert button.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.field.text() == ""
    desk.field.setText("anti")
    QTest.keyClick(desk.field, Qt.Key.Key_Escape)
    assert desk.field.text() == ""


def test_down_goes_to_the_list_and_up_from_its_top_comes_back(desk: Desk) -> None:
    assert desk.field.hasFocus()
    QTest.keyClick(desk.field, Qt.Key.Key_Down)
    assert desk.view.hasFocus()
    assert desk.view.currentIndex().data() == "2-DG"
    QTest.keyClick(desk.view, Qt.Key.Key_Down)
    assert desk.view.currentIndex().data() == "antibody", "a letter is no stop"
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.wishes == [ref("antibody")]
    QTest.keyClick(desk.view, Qt.Key.Key_Up)
    QTest.keyClick(desk.view, Qt.Key.Key_Up)
    assert desk.field.hasFocus()


def test_a_click_opens_a_term_but_not_a_letter(desk: Desk) -> None:
    for row in (2, 4):
        box = desk.view.visualRect(desk.view.model().index(row, 0))
        QTest.mouseClick(desk.view.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert desk.wishes == [ref("antigen")]


def test_a_term_shows_in_place_with_the_sections_that_use_it(desk: Desk) -> None:
    what, why = entry("What it is"), entry("Why")
    desk.panel.show_term(term("antibody", what, why, explained_in=(what,)))
    assert not desk.view.isVisible()
    assert desk.page.hasFocus()
    text = desk.page.toPlainText()
    assert text.count("What it is") == 1
    assert "Used in" in text
    desk.follow("why")
    desk.follow("term:")
    desk.follow("#top")
    desk.follow("https:")
    assert desk.wishes == [
        (why.ref, ""),
        ref("B cell"),
        (SectionRef(PackId("book"), SectionId("what")), "top"),
        "https://example.org",
    ]


def test_a_common_word_does_not_list_the_whole_book(desk: Desk) -> None:
    sections = [entry(f"Part {number} & more") for number in range(5_000)]
    desk.panel.show_term(term("cell", *sections))
    assert "Part 0 & more" in desk.page.toPlainText()
    assert len(desk.page.links) < 100
    assert "and 4950 more sections" in desk.page.toPlainText()


@pytest.mark.parametrize("way", ["escape", "alt+left", "button"])
def test_back_returns_to_the_filter_and_the_row(desk: Desk, way: str) -> None:
    desk.field.setText("anti")
    QTest.keyClick(desk.field, Qt.Key.Key_Down)
    QTest.keyClick(desk.view, Qt.Key.Key_Down)
    desk.panel.show_term(term("antigen"))
    if way == "escape":
        QTest.keyClick(desk.page, Qt.Key.Key_Escape)
    elif way == "alt+left":
        QTest.keyClick(desk.page, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    else:
        button = desk.panel.findChild(QPushButton)
        assert isinstance(button, QPushButton)
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert desk.view.isVisible()
    assert desk.view.hasFocus()
    assert desk.field.text() == "anti"
    assert desk.view.currentIndex().data() == "antigen"


@pytest.mark.parametrize("is_term_shown", [True, False])
def test_alt_left_is_the_windows_own_key_unless_a_term_is_shown(
    desk: Desk, *, is_term_shown: bool
) -> None:
    if is_term_shown:
        desk.panel.show_term(term("antigen"))
    event = QKeyEvent(
        QEvent.Type.ShortcutOverride, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier
    )
    event.ignore()
    QApplication.sendEvent(desk.page if is_term_shown else desk.view, event)
    assert event.isAccepted() == is_term_shown


def test_new_names_keep_filter_and_row(desk: Desk) -> None:
    desk.view.setCurrentIndex(desk.view.model().index(6, 0))
    desk.panel.set_names([TermName(ref(name), name) for name in ("abc", *NAMES)])
    assert desk.view.currentIndex().data() == "B cell"
    desk.field.setText("anti")
    desk.panel.set_names([TermName(ref("anti-x"), "anti-x"), TermName(ref("B cell"), "B cell")])
    assert desk.rows() == ["anti-x"]


def test_everything_has_a_name_for_a_screen_reader(desk: Desk) -> None:
    desk.panel.show_term(term("antigen"))
    assert desk.field.accessibleName() == "Filter terms"
    assert desk.view.accessibleName() == "Terms"
    assert desk.page.accessibleName() == "antigen"


def test_the_model_keeps_the_rules_of_qt(desk: Desk) -> None:
    tester = QAbstractItemModelTester(desk.view.model(), WARNS)
    assert tester.model() is desk.view.model()
    desk.field.setText("anti")


DAY_S = 24 * 60 * 60
ELSEWHERE = TermRef(PackId("clinic"), TermId("port"))


def word(name: str, days_ago: float | None = None, *, starred: bool = False) -> Word:
    """Return a word that was looked up so many days ago, or never."""
    looked_up = "" if days_ago is None else stamp(time.time() - days_ago * DAY_S)
    made = new_word(ref(name), f"{name}, as it was called")
    return replace(made, looked_up=looked_up, is_starred=starred)


def test_looked_up_words_stand_under_their_days_by_their_names_of_now(desk: Desk) -> None:
    desk.panel.set_words([word("T cell", 0), word("antigen", 0), word("antibody", 1)])
    desk.choose("Looked up")
    assert desk.rows() == ["Today", "T cell", "antigen", "Yesterday", "antibody"]
    desk.panel.set_words([word("B cell", 400), replace(word("T cell"), looked_up="last week")])
    assert desk.rows()[1] == "B cell"
    assert desk.rows()[2:] == ["Earlier", "T cell"]


def test_starred_words_stand_from_a_to_z(desk: Desk) -> None:
    desk.panel.set_words(
        [word("T cell", starred=True), word("antigen", 0), word("éclair cell", 3, starred=True)]
    )
    desk.choose("Starred")
    assert desk.rows() == ["éclair cell", "T cell"]
    assert desk.said("T cell") == "T cell, starred"
    desk.choose("All words")
    assert len(desk.rows()) == 13
    assert desk.said("T cell") == "T cell, starred"
    assert desk.said("antigen") == "antigen"


def test_a_word_of_a_book_that_is_not_open_keeps_its_name_and_explains_nothing(
    desk: Desk,
) -> None:
    kept = replace(new_word(ELSEWHERE, "port"), is_starred=True)
    desk.panel.set_words([kept, word("antigen", starred=True)])
    desk.choose("Starred")
    assert desk.rows() == ["antigen", "port"]
    assert desk.said("port") == "port, starred, not in the books that are open"
    desk.view.setFocus()
    desk.view.setCurrentIndex(desk.view.model().index(1, 0))
    QTest.keyClick(desk.view, Qt.Key.Key_Return)
    assert desk.wishes == [("absent", "port")]
    desk.panel.set_names([TermName(ELSEWHERE, "port (for a drip)")])
    assert "port (for a drip)" in desk.rows()


def test_the_filter_holds_for_the_readers_own_words(desk: Desk) -> None:
    desk.panel.set_words([word("T cell", 0), word("antibody", 1)])
    desk.choose("Looked up")
    desk.field.setText("immuno")
    assert desk.rows() == ["Yesterday", "antibody"]
    desk.field.setText("xyz")
    assert desk.sentence() == "No term has \u201cxyz\u201d."


def test_an_empty_list_says_how_words_come_into_it(desk: Desk) -> None:
    desk.choose("Looked up")
    assert "comes here" in desk.sentence()
    desk.panel.set_words([], is_private=True)
    assert "private use" in desk.sentence()
    desk.choose("Starred")
    assert "Press the star" in desk.sentence()
    desk.choose("All words")
    assert desk.sentence() == ""


def test_the_choices_are_walked_by_keyboard(desk: Desk) -> None:
    desk.panel.set_words([word("T cell", 0)])
    QTest.keyClick(desk.field, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert isinstance(focused, QRadioButton)
    assert focused.accessibleName() == "All words"
    QTest.keyClick(focused, Qt.Key.Key_Right)
    assert desk.rows() == ["Today", "T cell"]


@pytest.mark.parametrize("percent", [100, 200, 300])
@pytest.mark.parametrize("width", [276, 307, 500])
def test_no_choice_is_cut(desk: Desk, percent: int, width: int) -> None:
    look = Look(Theme.load("light"), percent)
    desk.panel.set_look(look, Icons(look.theme))
    desk.panel.window().resize(width, 500)
    desk.panel.resize(width, 500)
    QApplication.processEvents()
    for button in desk.panel.findChildren(QRadioButton):
        words = button.fontMetrics().horizontalAdvance(button.text())
        assert button.width() >= words
        assert button.visibleRegion().boundingRect() == button.rect()


@pytest.mark.qt_log_ignore("This plugin does not support")  # no window manager offscreen
@pytest.mark.parametrize("is_kept", [True, False])
def test_the_menu_of_a_row_keeps_a_word(desk: Desk, *, is_kept: bool) -> None:
    desk.panel.set_words([word("antigen", starred=is_kept)])
    desk.view.setCurrentIndex(desk.view.model().index(desk.rows().index("antigen"), 0))
    event = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), QPoint())
    QApplication.sendEvent(desk.view.viewport(), event)
    menu = desk.view.findChild(QMenu)
    assert isinstance(menu, QMenu)
    explain, keep = menu.actions()
    assert keep.text() == ("No longer keep this word" if is_kept else "Keep this word")
    keep.trigger()
    explain.trigger()
    assert desk.wishes == [("star", ref("antigen")), ref("antigen")]


def test_the_star_of_a_terms_page_follows_the_shelf(desk: Desk) -> None:
    desk.panel.show_term(term("antigen"))

    def star() -> QToolButton:
        (button,) = (
            each
            for each in desk.panel.findChildren(QToolButton)
            if each.accessibleName().endswith("eep this word")
        )
        return button

    assert star().accessibleName() == "Keep this word"
    QTest.mouseClick(star(), Qt.MouseButton.LeftButton)
    assert desk.wishes == [("star", ref("antigen"))]
    desk.panel.set_words([word("antigen", starred=True)])
    assert star().accessibleName() == "No longer keep this word"
    desk.panel.show_term(term("antibody"))
    assert star().accessibleName() == "Keep this word"
