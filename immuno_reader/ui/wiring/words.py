"""The reader's own words: those that were looked up, and those that they keep."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.shelf.word import Word, new_word, word_id
from immuno_reader.ui.day import Day

if TYPE_CHECKING:
    from immuno_reader.identity import TermRef
    from immuno_reader.library.book import Term
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.glossary_card.card import GlossaryCard
    from immuno_reader.ui.sidebar.glossary import GlossaryPanel


def connect_card_words(desk: "Desk", card: "GlossaryCard") -> None:
    """Connect the star of the card; a card that is kept open counts as looking up."""

    def show(change: "Change | None" = None) -> None:
        if change is None or "words" in change.sorts:
            card.set_kept(_starred(desk))

    card.star_requested.connect(lambda ref: toggle_star(desk, ref))
    card.pin_changed.connect(lambda is_pinned: note_look_up(desk, card.term) if is_pinned else None)
    desk.shelf_news.changed.connect(show)
    show()


def connect_panel_words(desk: "Desk", panel: "GlossaryPanel") -> None:
    """Connect the lists of the reader's own words, and the stars."""

    def show(change: "Change | None" = None) -> None:
        if change is None or "words" in change.sorts:
            is_private = desk.preferences.settings.private
            panel.set_words(desk.shelf().words, is_private=is_private)

    panel.star_requested.connect(lambda ref: toggle_star(desk, ref))
    panel.forget_requested.connect(lambda ref: _forget(desk, ref))
    absent = _tr("No book that is open explains this word now: {0}")
    panel.absent_requested.connect(lambda name: desk.window.notice.say(absent.format(name)))
    desk.shelf_news.changed.connect(show)
    desk.preferences.changed.connect(lambda *_: show())
    Day(panel).changed.connect(lambda: show())
    if desk.shelf.made:
        show()
    else:  # a panel that is there from the start does not wait for the shelf
        desk.window.painted.connect(lambda: show())


def note_look_up(desk: "Desk", term: "Term | None") -> None:
    """Note that a term was looked up, unless nothing is to be kept of it."""
    if term is not None and not desk.preferences.settings.private:
        desk.shelf().look_up(term.ref, term.name)


def toggle_star(desk: "Desk", ref: "TermRef") -> None:
    """Keep a term, or keep it no longer."""
    shelf, known = desk.shelf(), desk.shelf().get(word_id(ref))
    if isinstance(known, Word):
        is_kept = known.is_starred
        # Once it is not kept either, a word that was never looked up is nothing.
        is_nothing = is_kept and not known.looked_up
        change = (
            shelf.remove(known.id) if is_nothing else shelf.edit(known.id, is_starred=not is_kept)
        )
        name = known.name
    else:
        term = desk.library.term(ref)
        if term is None:
            return
        is_kept, name = False, term.name
        change = shelf.add(replace(new_word(ref, name), is_starred=True))
    desk.undo.push(change)
    said = _tr("No longer among my words: {0}") if is_kept else _tr("Kept in my words: {0}")
    desk.window.notice.say(said.format(name), undo=True)


def _forget(desk: "Desk", ref: "TermRef") -> None:
    """Note no longer that a term was looked up; if it is starred, it stays so."""
    shelf, word = desk.shelf(), desk.shelf().get(word_id(ref))
    if not isinstance(word, Word):
        return
    is_kept = word.is_starred
    desk.undo.push(shelf.edit(word.id, looked_up="") if is_kept else shelf.remove(word.id))
    said = _tr("No longer among the words that you looked up: {0}")
    desk.window.notice.say(said.format(word.name), undo=True)


def forget_looked_up(desk: "Desk") -> None:
    """Forget which words were looked up; those that the reader keeps stay."""
    shelf = desk.shelf()
    shelf.remove(*(word.id for word in shelf.words if not word.is_starred))
    shelf.edit_all({word.id: {"looked_up": ""} for word in shelf.words if word.looked_up})


def _starred(desk: "Desk") -> "frozenset[TermRef]":
    return frozenset(word.term for word in desk.shelf().words if word.is_starred)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Words", text)
