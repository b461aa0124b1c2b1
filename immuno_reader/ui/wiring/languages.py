"""Reading in another language: the same place of the same book."""

from functools import partial
from typing import TYPE_CHECKING

from immuno_reader.identity import Language
from immuno_reader.library.store import choose_language
from immuno_reader.ui.page_words import own_name

if TYPE_CHECKING:
    from immuno_reader.ui.desk import Desk


def connect_languages(desk: "Desk") -> None:
    """Offer the languages of the book, and read on in the one that is chosen."""
    desk.window.language_chosen.connect(partial(_read_in, desk))
    desk.library.replaced.connect(partial(_offer, desk))
    _offer(desk)


def _offer(desk: "Desk") -> None:
    packs, asked = desk.library.contents.packs, Language(desk.library.language)
    offered = dict.fromkeys(language for pack in packs for language in pack.languages)
    shown = choose_language(packs[0], asked or None) if packs else ""
    desk.window.offer_languages({language: own_name(language) for language in offered}, shown)


def _read_in(desk: "Desk", language: str) -> None:
    desk.library.language = language
    desk.preferences.change(language=language)
    if desk.card.made:
        desk.card.made.close_card(return_focus=False)
    library = desk.library.library
    if library is not None and not library.is_partial:
        # A library that is being compiled comes in this language when it is done.
        desk.library.replace(library.in_language(Language(language)))
