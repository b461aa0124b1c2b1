"""The card: explains a term where it stands, and goes deeper from there."""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QEvent, QRect, Qt, Signal
from PySide6.QtGui import QEnterEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from immuno_reader.identity import SectionRef, TermRef
from immuno_reader.ui.announcing import announce
from immuno_reader.ui.card.card import Card, is_ctrl_enter
from immuno_reader.ui.glossary_card.explanation import Explanation
from immuno_reader.ui.glossary_card.header import Header
from immuno_reader.ui.term_page import term_html

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Sequence

    from immuno_reader.library.book import Term
    from immuno_reader.ui.glossary_card.pronouncing import Pronouncer
    from immuno_reader.ui.theme import Icons, Look

_LEAST_TEXT_EM = 2.4
"""A line and the half of another: with the largest text there may be no more room."""


class _Visit(NamedTuple):
    """A term that Back returns to, as the reader left it."""

    term: "Term"
    scrolled: int


class GlossaryCard(Card):
    """Explains a word of the page, or a row of a list.

    Signals:
        term_requested: a term on the card was clicked or entered.
        section_requested: a section on it: it, and the heading's anchor or "".
        address_activated: a link to the web, to mail or to a phone.
        star_requested: the term is to be kept, or no longer.
        pin_changed: the card is to stay until it is closed, or no longer.
        pointer_entered, pointer_left: the pointer came to the card, or left it.
    """

    term_requested = Signal(TermRef)
    section_requested = Signal(SectionRef, str)
    address_activated = Signal(str)
    star_requested = Signal(TermRef)
    pin_changed = Signal(bool)
    pointer_entered = Signal()
    pointer_left = Signal()

    def __init__(
        self, look: "Look", icons: "Icons", pronouncer: "Pronouncer", parent: QWidget
    ) -> None:
        """Make a closed card over ``parent``, which it never leaves."""
        super().__init__(look, parent)
        self._pronouncer = pronouncer
        self._term: Term | None = None
        self._behind: list[_Visit] = []
        self._kept: Container[TermRef] = ()
        self._header = Header(look, icons, self)
        self._text = Explanation(look, self)
        self._header.back_requested.connect(self.go_back)
        self._header.speech_requested.connect(self._say)
        self._header.star_requested.connect(self._ask_star)
        self._header.close_requested.connect(self.close_card)
        self._header.pin_toggled.connect(self.pin_changed)
        self._text.term_activated.connect(lambda term, _: self.term_requested.emit(term))
        self._text.section_requested.connect(self.section_requested)
        self._text.address_activated.connect(self.address_activated)
        pronouncer.availability_changed.connect(self._head)
        self.set_look(look, icons)

    # What it shows

    @property
    def term(self) -> "Term | None":
        """The term on the card; None while it is closed."""
        return self._term

    @property
    def is_pinned(self) -> bool:
        """Whether the card stays until it is closed."""
        return self._header.is_pinned

    def set_kept(self, kept: "Container[TermRef]") -> None:
        """Know which terms the reader keeps."""
        self._kept = kept
        if self._term is not None:
            self._header.show_kept(is_kept=self._term.ref in kept)

    def _ask_star(self) -> None:
        if self._term is not None:
            self.star_requested.emit(self._term.ref)

    def show_term(
        self, term: "Term", word: QRect, *, take_focus: bool, is_row: bool = False
    ) -> None:
        """Explain a word, in place of what the card showed before.

        Args:
            term: what the word means.
            word: where it stands, in global coordinates.
            take_focus: whether the keyboard goes to the card, as it should unless it was
                opened by hovering.
            is_row: whether the word is a row of a list.
        """
        self._behind.clear()
        self._come_to(word, is_row=is_row)
        self._show(term)
        if take_focus:
            self._text.setFocus(Qt.FocusReason.PopupFocusReason)

    def go_deeper(self, term: "Term") -> None:
        """Explain a term of the explanation; Back returns from it."""
        if self._term is not None:
            self._behind.append(_Visit(self._term, self._text.verticalScrollBar().value()))
        self._show(term)

    def go_back(self) -> None:
        """Return to the term before, as it was left."""
        if self._behind:
            visit = self._behind.pop()
            self._show(visit.term)
            self._text.verticalScrollBar().setValue(visit.scrolled)
            if self.has_keyboard:
                # The Back button may just have gone, and the keyboard with it.
                self._text.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_card(self, *, return_focus: bool = True) -> None:
        """Close the card; the keyboard goes back to where it was, if the card had it."""
        self._pronouncer.stop()
        self._term = None
        self._behind.clear()
        if self.is_pinned:
            self._header.toggle_pin()
        super().close_card(return_focus=return_focus)

    def set_look(self, look: "Look", icons: "Icons") -> None:
        """Take on another theme or text size."""
        self._look = look
        self._take_colours()
        self._header.set_look(look, icons)
        self._text.set_look(look)
        if self._term is not None:
            scrolled = self._text.verticalScrollBar().value()
            self._fill(self._term)
            self._text.verticalScrollBar().setValue(scrolled)

    def _show(self, term: "Term") -> None:
        self._term = term
        self.set_kept(self._kept)
        self.setAccessibleName(term.name)
        self.setAccessibleDescription(term.definition)
        self._fill(term)
        self.show()
        self.raise_()
        announce(self, f"{term.name}. {term.definition}")

    def _fill(self, term: "Term") -> None:
        self._text.set_html(term_html(term, heading=False))
        self._head()

    def _head(self) -> None:
        if self._term is None:
            return
        self._header.show_name(
            self._term.name,
            back_to=self._behind[-1].term.name if self._behind else "",
            can_speak=self._pronouncer.can_say(self._term.language),
        )
        self._lay_anew()

    def _say(self) -> None:
        if self._term is not None:
            self._pronouncer.say(self._term.name, self._term.language)

    # Where it lies

    @property
    def _gap_px(self) -> int:
        return self._look.space(1)

    def _content_height(self, inner: int) -> int:
        return self._header.height_at(inner) + self._gap_px + self._text.height_at(inner)

    def _least_height(self, inner: int) -> int:
        text_px = round(_LEAST_TEXT_EM * self._look.card_px)
        return self._header.height_at(inner) + self._gap_px + text_px

    def _arrange(self, inner: QRect) -> None:
        header_px = self._header.height_at(inner.width())
        air = self._header.icon_inset_px
        self._header.setGeometry(
            inner.left() - air, inner.top(), inner.width() + 2 * air, header_px
        )
        self._text.lay(inner.adjusted(0, header_px + self._gap_px, 0, 0))

    # Keyboard and pointer

    def _stays(self) -> bool:
        return self.is_pinned

    def _stops(self) -> "Sequence[QWidget]":
        return (self._text, *self._header.stops)

    def _wish(self, event: QKeyEvent) -> "Callable[[], None] | None":
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if is_ctrl_enter(event):
            return self._header.toggle_pin
        if self._behind and (
            (key == Qt.Key.Key_Backspace and modifiers == Qt.KeyboardModifier.NoModifier)
            or (key == Qt.Key.Key_Left and modifiers == Qt.KeyboardModifier.AltModifier)
        ):
            return self.go_back
        return super()._wish(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Tell that the pointer has come."""
        super().enterEvent(event)
        self.pointer_entered.emit()

    def leaveEvent(self, event: QEvent) -> None:
        """Tell that the pointer has left."""
        super().leaveEvent(event)
        self.pointer_left.emit()
