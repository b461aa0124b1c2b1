"""Explaining words: the card at the word, and the glossary in the sidebar."""

from functools import partial
from typing import TYPE_CHECKING

from immuno_reader.ui.wiring.reading import follow_link, show_address

if TYPE_CHECKING:
    from PySide6.QtCore import QRect

    from immuno_reader.identity import SectionRef, TermRef
    from immuno_reader.library.book import Term
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.glossary_card.card import GlossaryCard
    from immuno_reader.ui.sidebar.glossary import GlossaryPanel


def connect_glossary(desk: "Desk") -> None:
    """Connect the terms of the page with the card."""
    pane, hover = desk.window.pane, desk.hover
    pane.term_activated.connect(partial(_explain_now, desk))
    pane.term_entered.connect(hover.word_entered)
    pane.term_left.connect(hover.word_left)
    hover.opened.connect(partial(_explain_rested_on, desk))
    hover.expired.connect(partial(close_unheld, desk))
    pane.verticalScrollBar().valueChanged.connect(partial(_follow_word, desk))
    desk.window.shape_changed.connect(partial(_follow_word, desk))
    desk.window.escaped.connect(partial(_escape, desk))
    desk.navigator.place_changed.connect(partial(close_unheld, desk))


def glossary_card(desk: "Desk") -> "GlossaryCard":
    """Make and connect the card; called when the first word is to be explained."""
    from immuno_reader.ui.glossary_card.card import GlossaryCard
    from immuno_reader.ui.glossary_card.pronouncing import Pronouncer
    from immuno_reader.ui.wiring.words import connect_card_words

    look, icons = desk.preferences.look, desk.preferences.icons
    card, hover = GlossaryCard(look, icons, Pronouncer(desk.window), desk.window), desk.hover
    card.pointer_entered.connect(hover.card_entered)
    card.pointer_left.connect(hover.card_left)
    card.pin_changed.connect(lambda is_pinned: hover.hold() if is_pinned else None)
    card.term_requested.connect(partial(_go_deeper, desk))
    card.section_requested.connect(partial(_leave_card, desk))
    card.address_activated.connect(partial(show_address, desk))
    card.closed.connect(partial(_card_closed, desk))
    connect_card_words(desk, card)
    desk.preferences.look_changed.connect(card.set_look)
    desk.preferences.look_changed.connect(partial(_follow_word, desk))
    return card


def glossary_panel(desk: "Desk") -> "GlossaryPanel":
    """Make and connect the sidebar's glossary; called when it is first shown."""
    from immuno_reader.ui.sidebar.glossary import GlossaryPanel
    from immuno_reader.ui.wiring.words import connect_panel_words

    panel = GlossaryPanel(desk.preferences.look, desk.preferences.icons)
    panel.set_names(desk.library.term_names())
    panel.term_requested.connect(partial(_show_in_panel, desk, panel))
    panel.section_requested.connect(partial(follow_link, desk))
    panel.address_activated.connect(partial(show_address, desk))
    desk.library.replaced.connect(lambda: panel.set_names(desk.library.term_names()))
    connect_panel_words(desk, panel)
    return panel


def _explain_now(desk: "Desk", ref: "TermRef", word: "QRect") -> None:
    explain(desk, ref, word, take_focus=True)


def _explain_rested_on(desk: "Desk", term: "TermRef", word: "QRect") -> None:
    """Explain a word on which the pointer rests, unless it rests after selecting."""
    if not desk.window.pane.textCursor().hasSelection():
        explain(desk, term, word, take_focus=False)


def explain(desk: "Desk", ref: "TermRef", word: "QRect", *, take_focus: bool) -> None:
    """Explain a term at the place of the page that was last told of.

    Args:
        desk: the parts.
        ref: the term.
        word: where the word is, in global coordinates.
        take_focus: whether the keyboard goes to the card.
    """
    term = desk.library.term(ref)
    if term is None:
        return
    if take_focus:
        desk.hover.hold()
    card = desk.card()
    card.show_term(term, word, take_focus=take_focus)
    if card.covers_word:
        # Scrolling makes room below the word; the card follows it there.
        desk.window.pane.raise_told_link()
    if take_focus:
        _note(desk, term)


def explain_row(desk: "Desk", ref: "TermRef", row: "QRect", *, take_focus: bool) -> None:
    """Explain a term that stands in a row of a list, beside the row.

    Args:
        desk: the parts.
        ref: the term.
        row: where the row is, in global coordinates.
        take_focus: whether the keyboard goes to the card.
    """
    term = desk.library.term(ref)
    if term is None:
        return
    if take_focus:
        desk.hover.hold()
    desk.card().show_term(term, row, take_focus=take_focus, is_row=True)
    if take_focus:
        _note(desk, term)


def _go_deeper(desk: "Desk", ref: "TermRef") -> None:
    term = desk.library.term(ref)
    if term is not None:
        desk.card().go_deeper(term)
        _note(desk, term)


def _leave_card(desk: "Desk", ref: "SectionRef", anchor: str) -> None:
    desk.card().close_card(return_focus=False)
    follow_link(desk, ref, anchor)


def _escape(desk: "Desk") -> None:
    if desk.card.made:
        desk.card.made.close_card(return_focus=True)


def close_unheld(desk: "Desk", *_: object) -> None:
    """Close the card, unless the reader has pinned it."""
    card = desk.card.made
    if card and not card.is_pinned:
        card.close_card(return_focus=False)


def _card_closed(desk: "Desk", return_focus: bool) -> None:  # noqa: FBT001  a Qt slot
    desk.hover.release()
    if return_focus and not desk.card().is_beside_row:
        desk.window.pane.setFocus()


def _follow_word(desk: "Desk", *_: object) -> None:
    card = desk.card.made
    if card and card.isVisible() and not card.is_beside_row:
        card.follow(desk.window.pane.told_rect())


def _show_in_panel(desk: "Desk", panel: "GlossaryPanel", ref: "TermRef") -> None:
    term = desk.library.term(ref)
    if term is not None:
        panel.show_term(term)
        _note(desk, term)


def _note(desk: "Desk", term: "Term") -> None:
    """Note a look-up, which is loaded when there is one."""
    from immuno_reader.ui.wiring.words import note_look_up

    note_look_up(desk, term)
