"""Looking up what is selected: the card of the term that it names, or a search for it."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from immuno_reader.identity import TermRef
from immuno_reader.ui.actions import Act
from immuno_reader.ui.document import OBJECT
from immuno_reader.ui.wiring.glossary import explain

if TYPE_CHECKING:
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.reading.pane import Pane

_MOST_WORDS = 16
"""Words of a selection among which a term is looked for; a longer one was made to be copied."""


def connect_looking_up(desk: "Desk") -> None:
    """Connect the action."""
    desk.window.actions_[Act.LOOK_UP].triggered.connect(partial(_look_up, desk))


def _look_up(desk: "Desk") -> None:
    pane = desk.window.pane
    words = " ".join(pane.textCursor().selectedText().replace(OBJECT, " ").split())
    link = pane.focused_link
    if not words and link and link.href.startswith("term:"):
        pane.open_link(link)
        return
    if not words:
        desk.window.notice.say(_tr("Select the words that you want to look up."), brief=True)
        return
    term = _nearest_term(desk, words)
    if term is not None:
        explain(desk, term, pane.tell_selection(), take_focus=True)
        return
    desk.window.actions_[Act.SEARCH].trigger()
    desk.window.search_field.setText(words)


def _nearest_term(desk: "Desk", words: str) -> TermRef | None:
    """Return the term that the words are, or the longest one among them; never a mere likeness."""
    parts = words.split()
    whole = desk.library.term_called(words)
    if whole is not None or len(parts) > _MOST_WORDS:
        return whole
    marked = _marked_terms(desk.window.pane)
    if len(marked) == 1:
        return marked.pop()
    for count in range(len(parts), 0, -1):
        for start in range(len(parts) - count + 1):
            some = " ".join(parts[start : start + count]).strip(_AROUND)
            found = desk.library.term_called(some) if some else None
            if found is not None:
                return found
    return None


def _marked_terms(pane: "Pane") -> set[TermRef]:
    """Return the terms that are marked inside the selection."""
    cursor = pane.textCursor()
    start, end = cursor.selectionStart(), cursor.selectionEnd()
    inside = (link.href for link in pane.links if start < link.end and link.start < end)
    return {
        TermRef.parse(href.removeprefix("term:")) for href in inside if href.startswith("term:")
    }


_AROUND = ".,;:!?()[]\u00ab\u00bb\u201c\u201d\"'\u2019\u2026"


def _tr(text: str) -> str:
    return QCoreApplication.translate("LookingUp", text)
