"""A window with a page and a card over it, as wiring would join them."""

from collections.abc import Callable, Container
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from immuno_reader.identity import Language, PackId, SectionId, SectionRef, TermId, TermRef
from immuno_reader.library.book import SectionEntry, Term, TermName
from immuno_reader.ui.glossary_card.card import GlossaryCard
from immuno_reader.ui.glossary_card.pronouncing import Pronouncer
from immuno_reader.ui.linked_text import LinkedText
from immuno_reader.ui.theme import Icons, Look, Theme

PACK, ENGLISH = PackId("immunotherapy"), Language("en")


def _term(id: str, name: str, definition_html: str, **rest: object) -> Term:
    given = {
        "aliases": (),
        "abbreviation": "",
        "say": "",
        "see": (),
        "explained_in": (),
        "used_in": (),
        "language": ENGLISH,
        "sources": (),
        "definition": f"What {name} means.",
    }
    ref = TermRef(PACK, TermId(id))
    return Term(ref=ref, name=name, definition_html=definition_html, **(given | rest))  # type: ignore[arg-type]


@pytest.fixture
def make_term() -> Callable[..., Term]:
    return _term


@pytest.fixture
def antibody() -> Term:
    """Return a term with all parts: two terms and a web link inside, one related, one section."""
    ref = SectionRef(PACK, SectionId("monoclonal-antibodies"))
    return _term(
        "antibody",
        "antibody",
        'A protein that sticks to one <a class="term" href="term:immunotherapy/antigen">antigen</a>'
        ' and is made by <a class="term" href="term:immunotherapy/b-cell">B cells</a>'
        ' (<a href="https://www.cancer.gov/">source</a>).',
        aliases=("immunoglobulin", "antibodies"),
        abbreviation="Ab",
        say="AN-tee-BAH-dee",
        see=(TermName(TermRef(PACK, TermId("mab")), "monoclonal antibody"),),
        explained_in=(SectionEntry(ref, "Antibodies", 1, "section", PACK, ENGLISH),),
    )


@pytest.fixture
def antigen() -> Term:
    return _term("antigen", "antigen", "Anything that an antibody recognises.")


@pytest.fixture
def long_term() -> Term:
    """Return a term that no window shows whole."""
    words = 'Some words about <a class="term" href="term:immunotherapy/antigen">it</a>. '
    return _term("long", "something very long", f"<p>{words * 300}</p>")


@dataclass
class Desk:
    """What a person at the window does and sees."""

    window: QWidget
    page: LinkedText
    card: GlossaryCard

    def word(self, x: int, y: int, width: int = 90, height: int = 24) -> QRect:
        """Return a word of the window in global coordinates."""
        at = self.window.mapToGlobal(QPoint(x, y))
        return QRect(at.x(), at.y(), width, height)

    @property
    def text(self) -> LinkedText:
        return self.card.findChild(LinkedText)  # type: ignore[return-value]

    @property
    def name(self) -> QLabel:
        return self.card.findChild(QLabel)  # type: ignore[return-value]

    def click(self, widget: QWidget, at: QPoint) -> None:
        """Click somewhere on a widget."""
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)

    def card_text(self) -> str:
        return self.text.toPlainText()

    def card_box(self) -> QRect:
        """Return the card in global coordinates."""
        return QRect(self.card.mapToGlobal(QPoint(0, 0)), self.card.size())

    def window_box(self) -> QRect:
        return QRect(self.window.mapToGlobal(QPoint(0, 0)), self.window.size())

    def button(self, name: str) -> QAbstractButton:
        """Return the visible button that a screen reader calls so."""
        found = [
            button
            for button in self.card.findChildren(QAbstractButton)
            if button.accessibleName() == name and button.isVisible()
        ]
        assert len(found) == 1, f"{len(found)} buttons called {name!r}"
        return found[0]

    def buttons(self) -> list[str]:
        return [
            button.accessibleName()
            for button in self.card.findChildren(QAbstractButton)
            if button.isVisible()
        ]

    def press(
        self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press a key wherever the keyboard is."""
        focus = QApplication.focusWidget()
        assert focus is not None
        QTest.keyClick(focus, key, modifier)

    def focused(self) -> str:
        """Return what has the keyboard: a link's address, a button's name or ``text``."""
        focus = QApplication.focusWidget()
        if focus is self.text:
            link = self.text.focused_link
            return link.href if link else "text"
        assert focus is not None
        return focus.accessibleName()


@pytest.fixture
def make_desk(qtbot: QtBot) -> Callable[..., Desk]:
    def make(*, percent: int = 100, not_real: Container[str] = ()) -> Desk:
        window = QWidget()
        look = Look(Theme.load("light"), percent)
        page = LinkedText(look, look.body_px, window)
        page.setAccessibleName("page")
        page.set_html("<p>A page about antibodies.</p>" * 100)
        page.setGeometry(0, 0, 1024, 700)
        window.resize(page.size())
        # The silent test engine stands for a real one, so that every machine has the button.
        pronouncer = Pronouncer(window, not_real=not_real)
        card = GlossaryCard(look, Icons(look.theme), pronouncer, window)
        # Something else that Qt might give the keyboard to.
        QPushButton("Another", window).move(900, 10)
        qtbot.addWidget(window)
        with qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        page.setFocus()
        qtbot.waitUntil(page.hasFocus)
        return Desk(window, page, card)

    return make


@pytest.fixture
def desk(make_desk: Callable[..., Desk]) -> Desk:
    return make_desk()
