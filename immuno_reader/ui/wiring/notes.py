"""Notes: the card on which a reader writes about what is kept."""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, QRect, QSize

from immuno_reader.identity import ItemId
from immuno_reader.shelf.anchoring import find_anchor, make_anchor, nearest_place
from immuno_reader.shelf.bookmark import excerpt
from immuno_reader.ui.actions import Act
from immuno_reader.ui.late import Late
from immuno_reader.ui.wiring.bookmarks import go_to_kept, keep_section, remove_kept

if TYPE_CHECKING:
    from collections.abc import Mapping

    from immuno_reader.shelf.bookmark import Bookmark
    from immuno_reader.shelf.changes import Change
    from immuno_reader.ui.desk import Desk
    from immuno_reader.ui.note_card.card import NoteCard
    from immuno_reader.ui.note_card.content import NoteContent
    from immuno_reader.ui.wiring.passages import Passages

_AT_TOP = QSize(1, 1)


def connect_notes(desk: "Desk", passages: "Passages") -> "Notes":
    """Connect the passages of the page, and the action, with the card."""
    notes, window = Notes(desk, passages), desk.window
    window.pane.mark_activated.connect(notes.open)
    window.note_wanted.connect(notes.open_from_list)
    window.actions_[Act.NOTE].triggered.connect(notes.write)
    window.pane.verticalScrollBar().valueChanged.connect(notes.follow)
    window.shape_changed.connect(notes.follow)
    desk.navigator.place_changed.connect(notes.leave)
    window.leaving.connect(notes.leave)
    window.escaped.connect(notes.leave)
    desk.shelf_news.changed.connect(notes.refresh)
    return notes


class Notes(QObject):
    """The card of one window."""

    def __init__(self, desk: "Desk", passages: "Passages") -> None:
        """Show none yet."""
        super().__init__(desk.window)
        self._desk = desk
        self._passages = passages
        self._card = Late(self._made_card)
        self._is_writing = False
        """Whether what takes the first words of a writing back takes back all of it."""

    def write(self) -> None:
        """Write about the selected words, or where none are selected, about the section."""
        pane = self._desk.window.pane
        if pane.textCursor().hasSelection():
            kept = self._passages.keep()
        elif id := pane.mark_at_keyboard():
            kept = self._desk.shelf().bookmark(ItemId(id))
        else:
            kept = keep_section(self._desk)
        if kept is not None:
            self.open(kept.id)

    def open_from_list(self, id: ItemId) -> None:
        """Show what is kept on the page, and the card beside it."""
        go_to_kept(self._desk, id)
        self.open(id)

    def open(self, id: ItemId, rect: QRect | None = None) -> None:
        """Show the card of something that is kept.

        Args:
            id: what.
            rect: where it stands, in global coordinates; without, where the page shows it.
        """
        kept = self._desk.shelf().bookmark(id)
        if kept is None:
            return
        self._is_writing = False
        pane = self._desk.window.pane
        place = rect or pane.mark_rect(id) or self._star_rect()
        place = place or QRect(pane.mapToGlobal(QPoint(0, 0)), _AT_TOP)
        self._card().show_item(self._content(kept), place, self._labels())

    def _star_rect(self) -> QRect | None:
        """Return where the page itself is kept; what is not on the page stands there, too."""
        return self._desk.window.tool_rect(Act.BOOKMARK)

    def leave(self, *_: object) -> None:
        """Close the card, and keep what was typed."""
        if self._card.made and self._card.made.item:
            self._card.made.close_card()

    def follow(self, *_: object) -> None:
        """Stay beside what it is about."""
        card = self._card.made
        kept = self._desk.shelf().bookmark(ItemId(card.item)) if card and card.item else None
        if card and kept:
            is_page = kept.anchor is None
            card.follow(self._star_rect() if is_page else self._desk.window.pane.mark_rect(kept.id))

    def refresh(self, change: "Change") -> None:
        """Show what has become of it."""
        card = self._card.made
        if card is None or card.item is None or card.item not in change.ids:
            return
        self._is_writing = False
        kept = self._desk.shelf().bookmark(ItemId(card.item))
        if kept is None:
            card.close_card()
            # Whoever takes it back here says so instead.
            self._desk.window.notice.say(_tr("What you had open was removed in another window."))
        else:
            card.refresh(self._content(kept), self._labels())

    def _made_card(self) -> "NoteCard":
        from immuno_reader.ui.note_card.card import NoteCard

        desk = self._desk
        card = NoteCard(desk.preferences.look, desk.preferences.icons, desk.window)
        card.edited.connect(self._edit)
        card.remove_requested.connect(partial(remove_kept, desk))
        card.accept_requested.connect(self._accept)
        desk.preferences.look_changed.connect(card.set_look)
        desk.preferences.look_changed.connect(self.follow)
        return card

    def _edit(self, id: ItemId, values: "Mapping[str, object]") -> None:
        is_more = self._is_writing and values.keys() == {"note"}
        change = self._desk.shelf().edit(id, **values)
        if not is_more:
            self._desk.undo.push(change)
        self._is_writing = is_more or "note" in values

    def _accept(self, id: ItemId) -> None:
        """Keep the words that stand in the place of the kept ones today."""
        kept, section = self._desk.shelf().bookmark(id), self._desk.window.pane.section
        if kept is None or kept.anchor is None or section is None:
            return
        found = find_anchor(kept.anchor, section)
        span = found.span if found else nearest_place(kept.anchor, section)
        if span is not None:
            anchor = make_anchor(section, span)
            change = self._desk.shelf().edit(id, anchor=anchor, excerpt=excerpt(anchor.quote))
            self._desk.undo.push(change)

    def _content(self, kept: "Bookmark") -> "NoteContent":
        from immuno_reader.ui.note_card.content import NoteContent

        anchor, section = kept.anchor, self._desk.window.pane.section
        changed, is_lost = "", False
        if anchor and section and section.ref == kept.section:
            found = find_anchor(anchor, section)
            is_lost = found is None and anchor.may_be_in(section.language)
            if found is not None and found.outcome == "changed":
                changed = section.text[found.span.start : found.span.end]
            elif is_lost and (near := nearest_place(anchor, section)):
                changed = section.text[near.start : near.end]
        return NoteContent(
            id=kept.id,
            quote=anchor.quote if anchor else kept.title,
            note=kept.note,
            colour=kept.colour,
            labels=kept.labels,
            is_passage=anchor is not None,
            created=kept.created,
            changed=changed,
            is_lost=is_lost,
        )

    def _labels(self) -> list[str]:
        kept = self._desk.shelf().bookmarks
        return sorted({label for each in kept for label in each.labels}, key=str.casefold)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Notes", text)
